//! Its quality: kept with each write, filtered and sorted by, what is to be mended first and mended with one click, a year later
//! as well; and worked out anew whenever it must be.

use chrono::Duration;
use quen_core::access::{Role, Scope};
use quen_service::jobs::queue::Progress;
use quen_service::quality::refresh;
use quen_testkit::{Client, on_both};
use serde_json::{Value, json};

use super::{encoded, machine, page, workshop};

async fn score(khoi: &Client, kind: &str, id: &str) -> Value {
    let path = format!("/api/v1/{kind}/{id}");
    khoi.get(&path).await.expect(200)["quality"].clone()
}

async fn of_kind(khoi: &Client, kind: &str) -> Value {
    khoi.get(&format!("/api/v1/quality/records?kind={kind}"))
        .await
        .expect(200)
}

#[tokio::test]
async fn its_score_is_kept_filtered_and_sorted_by() {
    on_both(|app| async move {
        let (khoi, browser, ids) = workshop(&app).await;
        // Name, number, state, day and price of seven; keeper and customer are missing.
        assert_eq!(score(&khoi, "machines", &ids[0]).await, json!(82));
        let bare = machine(&khoi, "Máy lạ", json!({ "serial": "?" })).await;
        assert_eq!(
            bare["quality"],
            json!(57),
            "the answer says what is kept: {bare}"
        );
        let filter = json!({ "field": "quality", "op": "lt", "value": 60 }).to_string();
        let found = khoi
            .get(&format!(
                "/api/v1/machines?count=true&filter={}",
                encoded(&filter)
            ))
            .await
            .expect(200);
        assert_eq!(
            (&found["count"], &found["data"][0]["name"]),
            (&json!(1), &json!("Máy lạ"))
        );
        let sorted = khoi
            .get("/api/v1/machines?sort=quality&limit=1")
            .await
            .expect(200);
        assert_eq!(sorted["data"][0]["name"], "Máy lạ");
        let next = sorted["next_cursor"].as_str().unwrap();
        let rest = khoi
            .get(&format!("/api/v1/machines?sort=quality&cursor={next}"))
            .await
            .expect(200);
        assert_eq!(
            rest["data"].as_array().unwrap().len(),
            3,
            "a page goes on where it ended"
        );
        let path = format!("/api/v1/machines/{}", bare["id"].as_str().unwrap());
        let full = json!({ "custom": { "state": "new", "due": "2026-05-01", "price": 1_000_000 } });
        assert_eq!(
            khoi.patch(&path, full).await.expect(200)["quality"],
            json!(82)
        );
        let list = page(&browser, "/records/machines?columns=name,quality").await;
        assert!(
            list.contains("Chất lượng") && list.contains(">82<"),
            "{list}"
        );
        khoi.patch(&path, json!({ "quality": 100 }))
            .await
            .expect(422);
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn what_to_mend_first_is_told_and_mended_with_one_click() {
    on_both(|app| async move {
        let (khoi, browser, ids) = workshop(&app).await;
        machine(&khoi, "Máy lạ", json!({ "serial": "?" })).await;
        let told = of_kind(&khoi, "machines").await;
        assert_eq!(told["bands"], json!([3, 1, 0]), "{told}");
        assert_eq!(told["worst"][0]["name"], "Máy lạ");
        assert_eq!(
            told["worst"][0]["faults"][0],
            json!({ "fault": "missing", "field": "party_id" })
        );
        let at = "/quality/kinds/machines";
        let shown = page(&browser, at).await.replace('\u{a0}', " ");
        for said in [
            "Máy lạ",
            "57 điểm",
            "Nhận 4 hồ sơ về mình",
            "Giá mua: còn trống",
        ] {
            assert!(shown.contains(said), "{said}: {shown}");
        }
        let record = page(&browser, &format!("/lists/machines/records/{}", ids[0])).await;
        assert!(
            record.contains("Chất lượng hồ sơ: 82 điểm") && record.contains("Nhận về mình"),
            "{record}"
        );
        let mending = format!("{at}/mending");
        let taken = browser
            .submit(at, &mending, &[("field", "custom.keeper")])
            .await;
        assert_eq!(
            taken.header("location"),
            Some("/quality/kinds/machines?mended=4")
        );
        assert_eq!(score(&khoi, "machines", &ids[0]).await, json!(91));
        assert_eq!(
            browser
                .submit(at, &mending, &[("field", "custom.price")])
                .await
                .status,
            422
        );
        assert_eq!(browser.submit(at, &mending, &[]).await.status, 422);
        let lan = app.browser("Lan", Role::Viewer).await;
        assert_eq!(
            lan.submit("/today", &mending, &[("field", "custom.keeper")])
                .await
                .status,
            403
        );
        for (body, code) in [
            (
                json!({ "kind": "machines", "fault": "unreadable" }),
                "no-remedy",
            ),
            (
                json!({ "kind": "orders", "fault": "outdated", "id": ids[0] }),
                "no-remedy",
            ),
            (
                json!({ "kind": "machines", "fault": "nonsense" }),
                "bad-choice",
            ),
            (
                json!({ "kind": "rockets", "fault": "missing" }),
                "bad-choice",
            ),
            (
                json!({ "kind": "machines", "fault": "missing" }),
                "required",
            ),
        ] {
            let refused = khoi
                .post("/api/v1/quality/mendings", body.clone())
                .await
                .expect(422);
            assert_eq!(refused["errors"][0]["code"], code, "{body}");
        }
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn what_nobody_touched_for_a_year_is_outdated_until_somebody_looks() {
    on_both(|app| async move {
        let (khoi, _, ids) = workshop(&app).await;
        let party = khoi
            .post(
                "/api/v1/parties",
                json!({ "name": "Quán Gió", "phones": ["0905218467"] }),
            )
            .await
            .expect(201);
        let party = party["id"].as_str().unwrap().to_owned();
        let (machine_before, party_before) = (
            score(&khoi, "machines", &ids[0]).await,
            score(&khoi, "parties", &party).await,
        );
        app.app.clock.advance(Duration::days(365));
        app.work().await;
        refresh(&app.ctx("Khôi").await, &Progress::default())
            .await
            .unwrap();
        let browser = app.browser("Khôi", Role::Owner).await;
        assert_eq!(
            score(&khoi, "machines", &ids[0]).await,
            json!(machine_before.as_i64().unwrap() - 15)
        );
        assert_eq!(
            score(&khoi, "parties", &party).await,
            json!(party_before.as_i64().unwrap() - 5)
        );
        let told = of_kind(&khoi, "machines").await;
        assert_eq!(told["outdated"], json!(3), "{told}");
        let at = "/quality/kinds/machines";
        assert!(page(&browser, at).await.contains("Vẫn đúng"));
        let done = browser
            .submit(at, &format!("{at}/mending"), &[("id", &ids[0])])
            .await;
        assert_eq!(done.status, 303, "{}", done.text);
        assert_eq!(score(&khoi, "machines", &ids[0]).await, machine_before);
        assert_eq!(of_kind(&khoi, "machines").await["outdated"], json!(2));
        let history = page(
            &browser,
            &format!("/lists/machines/records/{}/history", ids[0]),
        )
        .await;
        assert!(history.contains("Đã xem lại, vẫn đúng"), "{history}");
        let outdated = page(&browser, "/quality/outdated").await;
        assert!(
            outdated.contains("Quán Gió") && outdated.contains("Vẫn đúng"),
            "{outdated}"
        );
        let many = khoi
            .post("/api/v1/quality/mendings", json!({ "fault": "outdated" }))
            .await
            .expect(422);
        assert_eq!(many["errors"][0]["code"], "no-remedy", "each is looked at");
        khoi.post(
            "/api/v1/quality/mendings",
            json!({ "fault": "outdated", "id": party }),
        )
        .await
        .expect(200);
        assert_eq!(score(&khoi, "parties", &party).await, party_before);
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_change_of_many_a_new_field_and_a_rebuild_leave_the_same_scores() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let task = khoi
            .post(
                "/api/v1/tasks",
                json!({ "title": "Gọi lại", "assignee_id": null }),
            )
            .await
            .expect(201);
        let id = task["id"].as_str().unwrap().to_owned();
        let party = khoi
            .post(
                "/api/v1/parties",
                json!({ "name": "Trần Ân", "owner_id": null }),
            )
            .await
            .expect(201);
        assert!(
            party["faults"]
                .as_array()
                .unwrap()
                .contains(&json!("no_owner"))
        );
        let me = app.ctx("Khôi").await.actor.user_id;
        let before = task["quality"].as_i64().unwrap();
        for (kind, field) in [("tasks", "assignee_id"), ("parties", "owner_id")] {
            let body = json!({ "act": { "set": { field: me } }, "filter": { "all": [] } });
            khoi.post(&format!("/api/v1/{kind}/bulks"), body)
                .await
                .expect(200);
        }
        assert!(
            score(&khoi, "tasks", &id).await.as_i64().unwrap() > before,
            "the change of many counts"
        );
        let faults = json!({ "field": "faults", "op": "in", "value": ["no_owner"] }).to_string();
        let left = khoi
            .get(&format!("/api/v1/parties?filter={}", encoded(&faults)))
            .await
            .expect(200);
        assert_eq!(
            left["data"],
            json!([]),
            "nobody is without an owner any more"
        );
        let whole = score(&khoi, "tasks", &id).await;
        khoi.post(
            "/api/v1/fields",
            json!({ "noun": "tasks", "name": "place", "label_vi": "Ở đâu", "type": "text" }),
        )
        .await
        .expect(201);
        app.work().await;
        let asked = score(&khoi, "tasks", &id).await;
        assert!(
            asked.as_i64() < whole.as_i64(),
            "one more field is asked: {asked} {whole}"
        );
        let ctx = app.ctx("Khôi").await;
        let tx = ctx.write(quen_core::Permission::TasksWrite).await.unwrap();
        let forget = quen_store::db::sql("UPDATE tasks SET quality = NULL WHERE workspace_id = $1");
        tx.rows
            .execute(forget.bind(quen_store::Rows::workspace(&tx.rows)))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        refresh(&app.ctx("Khôi").await, &Progress::default())
            .await
            .unwrap();
        assert_eq!(
            score(&khoi, "tasks", &id).await,
            asked,
            "a rebuild gives the same"
        );
        let duy = app.scoped("Duy", Scope::Own).await;
        let told = of_kind(&duy, "tasks").await;
        assert_eq!(
            told["bands"],
            json!([0, 0, 0]),
            "what is out of reach is not counted"
        );
        app.work().await;
    })
    .await;
}
