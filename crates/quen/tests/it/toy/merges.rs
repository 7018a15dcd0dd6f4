//! Its doubles: found by a scan with the reasons, told apart for good, merged field by field with all that refers to them, made two
//! again whatever happened in between; through the API, by name and on the pages.

use quen_core::access::Role;
use quen_service::dispatch;
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

use super::{machine, page, workshop};

/// The workshop's last machine written down a second time, and a field of tasks that refers to machines.
async fn doubled(app: &TestApp, khoi: &Client, ids: &mut Vec<String>) -> String {
    let field = json!({ "noun": "tasks", "name": "machine", "label_vi": "Máy", "type": "reference", "target": "machines" });
    khoi.post("/api/v1/fields", field).await.expect(201);
    let note =
        json!({ "noun": "machines", "name": "about", "label_vi": "Ghi chú", "type": "long_text" });
    khoi.post("/api/v1/fields", note).await.expect(201);
    let keeper = app.ctx("Khôi").await.actor.user_id;
    let twin = json!({ "serial": "SX-104", "state": "worn", "price": 16_000_000, "keeper": keeper, "about": "Bảo hành" });
    let twin = machine(khoi, "may XAY", twin).await;
    ids.push(id(&twin));
    id(&twin)
}

fn id(record: &Value) -> String {
    record["id"].as_str().unwrap().to_owned()
}

async fn one(khoi: &Client, id: &str) -> Value {
    khoi.get(&format!("/api/v1/machines/{id}"))
        .await
        .expect(200)
}

/// A record without what only says when it was last written and what its kind made of it then.
async fn said(khoi: &Client, path: &str) -> Value {
    let mut record = khoi.get(path).await.expect(200);
    for name in ["version", "updated_at", "quality"] {
        record.as_object_mut().unwrap().remove(name);
    }
    record
}

async fn scanned(app: &TestApp, khoi: &Client) -> Vec<Value> {
    khoi.post("/api/v1/duplicates/scans", json!({}))
        .await
        .expect(202);
    app.work().await;
    open(khoi).await
}

async fn open(khoi: &Client) -> Vec<Value> {
    let found = khoi.get("/api/v1/duplicates?kind=machines").await;
    found.expect(200)["data"].as_array().unwrap().clone()
}

#[tokio::test]
async fn two_that_are_one_are_found_with_the_reasons_and_told_apart_for_good() {
    on_both(|app| async move {
        let (khoi, browser, mut ids) = workshop(&app).await;
        let twin = doubled(&app, &khoi, &mut ids).await;
        let found = scanned(&app, &khoi).await;
        assert_eq!(found.len(), 1, "{found:?}");
        let pair = &found[0];
        let ends = [&pair["one"]["id"], &pair["other"]["id"]];
        assert_eq!(ends, [&json!(ids[2]), &json!(twin)]);
        let reasons = pair["reasons"].to_string();
        for why in [
            "Cùng tên, một bên không có dấu",
            "Cùng Tình trạng",
            "Khác Giá mua",
            "Khác Số máy",
        ] {
            assert!(reasons.contains(why), "{why}: {reasons}");
        }
        assert!(
            khoi.get("/api/v1/duplicates").await.expect(200)["data"] == json!([]),
            "the queue of customers is another one"
        );
        let queue = page(&browser, "/duplicates?kind=machines").await;
        assert!(
            queue.contains("Khác Giá mua") && queue.contains("Máy xay · may XAY"),
            "{queue}"
        );
        let compare = format!("/lists/machines/records/{}/merge?loser={twin}", ids[2]);
        assert!(queue.contains(&compare) && queue.contains("Không phải là một"));
        let pair = id(pair);
        let told = browser
            .submit(
                "/duplicates?kind=machines",
                &format!("/duplicates/{pair}/dismissal"),
                &[],
            )
            .await;
        assert_eq!(told.status, 303, "{}", told.text);
        assert_eq!(
            told.header("location"),
            Some("/duplicates?kind=machines&state=open")
        );
        assert!(
            scanned(&app, &khoi).await.is_empty(),
            "nobody is asked twice"
        );
        let kept = page(&browser, "/duplicates?kind=machines&state=different").await;
        assert!(kept.contains("may XAY") && kept.contains("Hỏi lại"));
        khoi.delete(&format!("/api/v1/duplicates/{pair}/dismissal"))
            .await
            .expect(200);
        assert_eq!(open(&khoi).await.len(), 1);
        // A code that contradicts makes two of them.
        let path = format!("/api/v1/machines/{}", ids[2]);
        let other = json!({ "custom": { "serial": "SX-105" } });
        khoi.patch(&path, other).await.expect(200);
        let ctx = app.ctx("Khôi").await;
        quen_service::duplicates::check_changed(&ctx, &Default::default())
            .await
            .unwrap();
        assert!(open(&khoi).await.is_empty());
        let refused = khoi.get("/api/v1/duplicates?kind=orders").await.expect(400);
        assert_eq!(refused["errors"][0]["field"], "kind");
        assert_eq!(browser.open("/duplicates?kind=rockets").await.status, 404);
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn two_become_one_with_all_that_refers_to_them_and_two_again() {
    on_both(|app| async move {
        let (khoi, _, mut ids) = workshop(&app).await;
        let twin = doubled(&app, &khoi, &mut ids).await;
        let winner = ids[2].clone();
        let mut tasks = Vec::new();
        for title in ["Thay lưỡi dao", "Lau máy"] {
            let task = json!({ "title": title, "custom": { "machine": twin } });
            tasks.push(id(&khoi.post("/api/v1/tasks", task).await.expect(201)));
        }
        let (mine, theirs) = (format!("/api/v1/machines/{winner}"), format!("/api/v1/machines/{twin}"));
        let before = (said(&khoi, &mine).await, said(&khoi, &theirs).await);
        let preview = khoi.get(&format!("{mine}/merger?loser={twin}&take=custom.price")).await.expect(200);
        assert_eq!(preview["moves"], json!({ "tasks": 2 }), "{preview}");
        let differs = preview["differences"].as_array().unwrap().iter();
        let differs: Vec<(&str, bool)> = differs
            .map(|one| (one["field"].as_str().unwrap(), one["taken"].as_bool().unwrap()))
            .collect();
        let expected = [("name", false), ("custom.serial", false), ("custom.price", true), ("custom.keeper", true)];
        assert_eq!(differs, expected, "{preview}");
        let body = json!({ "loser": twin, "take": ["custom.price"], "winner_version": 1, "loser_version": 1 });
        let merged = khoi.post(&format!("{mine}/merger"), body).await.expect(200);
        assert_eq!(
            (&merged["name"], &merged["custom"]["price"]["amount"], &merged["custom"]["about"]),
            (&json!("Máy xay"), &json!(16_000_000), &json!("Bảo hành")),
            "{merged}"
        );
        khoi.get(&theirs).await.expect(404);
        for task in &tasks {
            let task = khoi.get(&format!("/api/v1/tasks/{task}")).await.expect(200);
            assert_eq!((&task["custom"]["machine"], &task["version"]), (&json!(winner), &json!(2)));
        }
        let of = super::encoded(&json!({ "field": "custom.machine", "op": "eq", "value": winner }).to_string());
        let found = khoi.get(&format!("/api/v1/tasks?filter={of}")).await.expect(200);
        assert_eq!(found["data"].as_array().unwrap().len(), 2, "the index moved too");
        assert!(khoi.get("/api/v1/machines?q=xay").await.expect(200)["data"].as_array().unwrap().len() == 1);
        let refused = khoi.post(&format!("{theirs}/restoration"), json!({})).await.expect(409);
        assert_eq!(refused["code"], "merged", "only an undo brings it back");
        assert!(khoi.get("/api/v1/machines?binned=true").await.expect(200)["data"].as_array().unwrap().len() < 2);
        let history = khoi.get(&format!("{mine}/history")).await.expect(200);
        let event = &history["data"][0];
        assert_eq!((&event["verb"], &event["data"]["loser"]), (&json!("merged"), &json!(twin)));
        let mergers = khoi.get(&format!("{mine}/mergers")).await.expect(200);
        assert_eq!(mergers["data"][0]["loser_name"], "may XAY");
        let back = khoi.delete(&format!("/api/v1/mergers/{}", id(&mergers["data"][0]))).await.expect(200);
        assert_eq!(id(&back), twin);
        assert_eq!((said(&khoi, &mine).await, said(&khoi, &theirs).await), before);
        for task in &tasks {
            let task = khoi.get(&format!("/api/v1/tasks/{task}")).await.expect(200);
            assert_eq!(task["custom"]["machine"], json!(twin));
        }
        assert!(scanned(&app, &khoi).await.is_empty(), "who undoes a merge says that they are two");
    })
    .await;
}

#[tokio::test]
async fn what_happened_after_a_merge_stays_when_it_is_undone() {
    on_both(|app| async move {
        let (khoi, _, mut ids) = workshop(&app).await;
        let twin = doubled(&app, &khoi, &mut ids).await;
        let winner = ids[2].clone();
        let task = json!({ "title": "Thay lưỡi dao", "custom": { "machine": twin } });
        let task = id(&khoi.post("/api/v1/tasks", task).await.expect(201));
        let mine = format!("/api/v1/machines/{winner}");
        khoi.post(&format!("{mine}/merger"), json!({ "loser": twin }))
            .await
            .expect(200);
        khoi.patch(&mine, json!({ "custom": { "about": "Đã bán" } }))
            .await
            .expect(200);
        khoi.patch(
            &format!("/api/v1/tasks/{task}"),
            json!({ "custom": { "machine": ids[0] } }),
        )
        .await
        .expect(200);
        let since = json!({ "title": "Mua dầu", "custom": { "machine": winner } });
        let since = id(&khoi.post("/api/v1/tasks", since).await.expect(201));
        let merger = id(&khoi.get(&format!("{mine}/mergers")).await.expect(200)["data"][0]);
        khoi.delete(&mine).await.expect(204);
        let buried = khoi
            .delete(&format!("/api/v1/mergers/{merger}"))
            .await
            .expect(409);
        assert_eq!(buried["code"], "merge-buried");
        khoi.post(&format!("{mine}/restoration"), json!({}))
            .await
            .expect(200);
        khoi.delete(&format!("/api/v1/mergers/{merger}"))
            .await
            .expect(200);
        let (kept, back) = (one(&khoi, &winner).await, one(&khoi, &twin).await);
        assert_eq!(
            (&kept["custom"]["about"], &kept["custom"]["keeper"]),
            (&json!("Đã bán"), &json!(null))
        );
        assert_eq!(
            (&back["custom"]["about"], &back["name"]),
            (&json!("Bảo hành"), &json!("may XAY"))
        );
        for (task, machine) in [(&task, &ids[0]), (&since, &winner)] {
            let task = khoi.get(&format!("/api/v1/tasks/{task}")).await.expect(200);
            assert_eq!(
                task["custom"]["machine"],
                json!(machine),
                "moved or made since"
            );
        }
        let twice = khoi
            .delete(&format!("/api/v1/mergers/{merger}"))
            .await
            .expect(409);
        assert_eq!(twice["code"], "merge-undone");
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_merge_with_itself_or_with_one_that_is_edited_changes_nothing() {
    on_both(|app| async move {
        let (khoi, browser, mut ids) = workshop(&app).await;
        let twin = doubled(&app, &khoi, &mut ids).await;
        let (winner, path) = (
            ids[2].clone(),
            format!("/api/v1/machines/{}/merger", ids[2]),
        );
        for (body, status, field) in [
            (json!({ "loser": winner }), 422, "loser"),
            (
                json!({ "loser": twin, "take": ["created_at"] }),
                422,
                "take",
            ),
            (json!({ "loser": "x" }), 422, "loser"),
        ] {
            let refused = khoi.post(&path, body).await.expect(status);
            assert_eq!(refused["errors"][0]["field"], field, "{refused}");
        }
        let nobody = json!({ "loser": "01a20033-4dc2-7000-93fe-b04c654954a5" });
        khoi.post(&path, nobody).await.expect(404);
        khoi.patch(
            &format!("/api/v1/machines/{twin}"),
            json!({ "name": "Máy xay tay" }),
        )
        .await
        .expect(200);
        let stale = json!({ "loser": twin, "winner_version": 1, "loser_version": 1 });
        khoi.post(&path, stale).await.expect(412);
        let at = format!("/lists/machines/records/{winner}/merge");
        let compare = format!("{at}?loser={twin}");
        let seen = [
            ("loser", twin.as_str()),
            ("winner_version", "1"),
            ("loser_version", "1"),
        ];
        let refused = browser.submit(&compare, &at, &seen).await;
        assert!(
            refused.status == 409 && refused.text.contains("vừa sửa"),
            "{}",
            refused.text
        );
        assert!(refused.text.contains("Máy xay tay"), "the latest is shown");
        let itself = browser
            .submit(&compare, &at, &[("loser", winner.as_str())])
            .await;
        assert!(
            itself.status == 422 && itself.text.contains("cùng một hồ sơ"),
            "{}",
            itself.text
        );
        assert_eq!(one(&khoi, &winner).await["version"], 1);
        assert_eq!(one(&khoi, &twin).await["name"], "Máy xay tay");
        let lan = app.colleague("Lan", Role::Member).await;
        lan.post(&path, json!({ "loser": twin })).await.expect(403);
        app.workspace("khac").await;
        let other = app.colleague_in("khac", "Tuấn", Role::Owner).await;
        other
            .post(&path, json!({ "loser": twin }))
            .await
            .expect(404);
        khoi.get(&format!("/api/v1/orders/{winner}/merger?loser={twin}"))
            .await
            .expect(404);
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn on_the_pages_two_are_chosen_compared_merged_and_made_two_again() {
    on_both(|app| async move {
        let (khoi, browser, mut ids) = workshop(&app).await;
        let twin = doubled(&app, &khoi, &mut ids).await;
        let winner = ids[2].clone();
        let at = format!("/lists/machines/records/{winner}/merge");
        let shown = page(&browser, &format!("/records/machines/{winner}")).await;
        assert!(shown.contains(&format!("href=\"{at}\"")), "{shown}");
        let choose = page(&browser, &at).await;
        assert!(choose.contains("/lists/machines/choices?not="), "{choose}");
        let offered = page(
            &browser,
            &format!("/lists/machines/choices?not={winner}&q=xay"),
        )
        .await;
        assert!(
            offered.contains(&twin) && !offered.contains(&winner),
            "{offered}"
        );
        let to = browser
            .submit(&at, &at, &[("loser", twin.as_str()), ("compare", "1")])
            .await;
        let compare = to.header("location").unwrap().to_owned();
        let compared = page(&browser, &compare).await;
        for part in [
            "name=\"take_custom.price\"",
            "Bảo hành",
            "Chưa có gì gắn",
            "Cả hai bên đều được giữ: Ghi chú",
        ] {
            assert!(compared.contains(part), "{part}: {compared}");
        }
        let fields = [
            ("loser", twin.as_str()),
            ("winner_version", "1"),
            ("loser_version", "1"),
            ("take_name", "loser"),
        ];
        let merged = browser.submit(&compare, &at, &fields).await;
        assert_eq!(
            merged.header("location"),
            Some(format!("/lists/machines/records/{winner}").as_str())
        );
        assert_eq!(one(&khoi, &winner).await["name"], "may XAY");
        let gone = browser
            .open(&format!("/lists/machines/records/{twin}"))
            .await;
        assert_eq!(
            gone.header("location"),
            Some(format!("/lists/machines/records/{winner}").as_str())
        );
        assert!(
            !page(&browser, "/bin?kind=machines")
                .await
                .contains("may XAY")
        );
        let history = page(
            &browser,
            &format!("/lists/machines/records/{winner}/history"),
        )
        .await;
        assert!(
            history.contains("Đã gộp hồ sơ") && history.contains("Gộp với may XAY"),
            "{history}"
        );
        let undo = history
            .split("action=\"/mergers/")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let back = browser
            .submit("/duplicates", &format!("/mergers/{undo}"), &[])
            .await;
        assert_eq!(
            back.header("location"),
            Some(format!("/lists/machines/records/{twin}").as_str())
        );
        assert_eq!(one(&khoi, &winner).await["name"], "Máy xay");
        // By name, as the command line does it.
        let input = json!({ "winner": winner, "loser": twin });
        let ctx = app.ctx("Khôi").await;
        let done = dispatch::run(ctx.clone(), "machines.merge", input)
            .await
            .unwrap();
        assert_eq!(done["id"], json!(winner));
        let told = dispatch::run(ctx.clone(), "machines.mergers", json!({ "id": winner }))
            .await
            .unwrap();
        let input = json!({ "id": told["data"][0]["id"] });
        let back = dispatch::run(ctx, "machines.unmerge", input).await.unwrap();
        assert_eq!(back["id"], json!(twin));
        let document = khoi.get("/api/v1/openapi.json").await.expect(200);
        assert!(document["paths"]["/machines/{id}/merger"]["post"].is_object());
        assert!(document["paths"]["/orders/{id}/merger"].is_null());
        app.work().await;
    })
    .await;
}
