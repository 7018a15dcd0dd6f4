//! Changes of many records: few at once and many by a worker, each with its right, version and event; stopped, and taken back.

use quen_core::access::{Role, Scope};
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

use super::page;

async fn parties(client: &Client, count: usize) -> Vec<Value> {
    let mut ids = Vec::new();
    for n in 0..count {
        let body = json!({ "name": format!("Khách {n:03}"), "source": "Chợ", "tags": ["cũ"] });
        ids.push(client.post("/api/v1/parties", body).await.expect(201)["id"].clone());
    }
    ids
}

async fn sources(client: &Client) -> Vec<String> {
    let list = client.get("/api/v1/parties?limit=200").await.expect(200);
    let rows = list["data"].as_array().unwrap().iter();
    rows.map(|row| row["source"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test]
async fn few_are_changed_at_once_with_their_events_and_taken_back_once() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ids = parties(&khoi, 3).await;
        let body = json!({ "act": { "set": { "source": "Zalo" } }, "ids": ids });
        let bulk = khoi.post("/api/v1/parties/bulks", body).await.expect(200);
        assert_eq!(
            (
                bulk["state"].as_str(),
                bulk["done"].as_i64(),
                bulk["failed"].as_i64()
            ),
            (Some("done"), Some(3), Some(0))
        );
        assert_eq!(sources(&khoi).await, ["Zalo", "Zalo", "Zalo"]);
        let one = khoi
            .get(&format!("/api/v1/parties/{}", ids[0].as_str().unwrap()))
            .await
            .expect(200);
        assert_eq!(one["version"], 2);
        let events = events_of(&app, &ids[0]).await;
        let last = &events[0];
        assert_eq!(
            (last.verb.as_str(), last.cause.map(|id| json!(id))),
            ("updated", Some(bulk["id"].clone()))
        );
        assert_eq!(last.personal, json!({ "source": ["Chợ", "Zalo"] }));
        // One of them is changed by hand before it is taken back.
        khoi.patch(
            &format!("/api/v1/parties/{}", ids[1].as_str().unwrap()),
            json!({ "source": "Bạn bè" }),
        )
        .await
        .expect(200);
        let place = format!("/api/v1/parties/bulks/{}", bulk["id"].as_str().unwrap());
        let undone = khoi
            .post(&format!("{place}/undo"), json!({}))
            .await
            .expect(200);
        assert_eq!(
            (undone["done"].as_i64(), undone["failed"].as_i64()),
            (Some(3), Some(1))
        );
        assert_eq!(
            (
                undone["failures"][0]["id"].clone(),
                undone["failures"][0]["code"].as_str()
            ),
            (ids[1].clone(), Some("changed-since"))
        );
        assert_eq!(sources(&khoi).await, ["Chợ", "Bạn bè", "Chợ"]);
        assert_eq!(
            khoi.post(&format!("{place}/undo"), json!({}))
                .await
                .expect(409)["code"],
            "bulk-undone"
        );
        khoi.post(&format!("{place}/cancellation"), json!({}))
            .await
            .expect(409);
    })
    .await;
}

async fn events_of(app: &TestApp, id: &Value) -> Vec<quen_store::events::EventRow> {
    let ctx = app.ctx("Khôi").await;
    let rows = ctx.read(quen_core::Permission::PartiesRead).unwrap();
    quen_store::events::of_record(&rows, id.as_str().unwrap().parse().unwrap(), 10)
        .await
        .unwrap()
}

#[tokio::test]
async fn words_are_added_and_removed_and_the_bin_gives_back() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ids = parties(&khoi, 4).await;
        let act =
            |act: Value| khoi.post("/api/v1/parties/bulks", json!({ "act": act, "ids": ids }));
        act(json!({ "add": { "tags": ["Tết", "cũ"] } }))
            .await
            .expect(200);
        let tagged = khoi.get("/api/v1/parties?q=tet").await.expect(200);
        assert_eq!(
            tagged["data"].as_array().unwrap().len(),
            4,
            "found by the new word"
        );
        assert_eq!(tagged["data"][0]["tags"], json!(["cũ", "Tết"]));
        act(json!({ "remove": { "tags": ["cũ"] } }))
            .await
            .expect(200);
        let gone = act(json!({ "delete": {} })).await.expect(200);
        assert!(sources(&khoi).await.is_empty());
        khoi.post(
            &format!(
                "/api/v1/parties/bulks/{}/undo",
                gone["id"].as_str().unwrap()
            ),
            json!({}),
        )
        .await
        .expect(200);
        assert_eq!(
            khoi.get("/api/v1/parties?q=tet").await.expect(200)["data"][3]["tags"],
            json!(["Tết"])
        );
        for wrong in [
            json!({ "set": { "spend": 1 } }),
            json!({ "set": { "name": null } }),
            json!({ "set": {} }),
            json!({ "add": { "name": ["x"] } }),
            json!({ "undo": ids[0] }),
            json!({ "drop": {} }),
            json!({ "set": { "owner_id": ids[0] } }),
        ] {
            assert_eq!(act(wrong.clone()).await.status, 422, "{wrong}");
        }
        let nothing = json!({ "act": { "delete": {} } });
        assert_eq!(
            khoi.post("/api/v1/parties/bulks", nothing)
                .await
                .expect(422)["errors"][0]["field"],
            "ids"
        );
        assert_eq!(sources(&khoi).await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn nobody_changes_by_the_dozen_what_they_may_not_change_alone() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let minh = app.scoped("Minh", Scope::Own).await;
        let viewer = app.colleague("Xem", Role::Viewer).await;
        let theirs = parties(&khoi, 2).await;
        let own = parties(&minh, 2).await;
        let ids: Vec<Value> = theirs.iter().chain(&own).cloned().collect();
        let set = |value: &str| json!({ "act": { "set": { "source": value, "salutation": "chị" } }, "ids": ids });
        viewer.post("/api/v1/parties/bulks", set("x")).await.expect(403);
        let done = minh.post("/api/v1/parties/bulks", set("Zalo")).await.expect(200);
        assert_eq!((done["done"].as_i64(), done["failed"].as_i64()), (Some(4), Some(2)));
        assert!(done["failures"].as_array().unwrap().iter().all(|failure| failure["code"] == "not-found"));
        let plain = json!({ "act": { "set": { "source": "Tết" } }, "all": true });
        minh.post("/api/v1/parties/bulks", plain).await.expect(200);
        let mut all = sources(&khoi).await;
        all.sort();
        assert_eq!(all, ["Chợ", "Chợ", "Tết", "Tết"]);
        // Nobody gives records away out of the own reach, nor to somebody who does not work here.
        let khoi_id = app.ctx("Khôi").await.actor.user_id;
        let away = json!({ "act": { "set": { "owner_id": khoi_id } }, "ids": own });
        minh.post("/api/v1/parties/bulks", away).await.expect(422);
        let place = format!("/api/v1/parties/bulks/{}", done["id"].as_str().unwrap());
        minh.get(&place).await.expect(200);
        khoi.get(&place).await.expect(200);
        app.colleague("Lan", Role::Member).await.get(&place).await.expect(404);
        minh.get(&place.replace("parties", "tasks")).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn many_are_a_workers_and_can_be_stopped() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ids = parties(&khoi, 130).await;
        let asked = json!({ "act": { "set": { "salutation": "chị" } }, "filter": { "all": [{ "field": "source", "op": "in", "value": ["Chợ"] }] } });
        let begun = khoi.post("/api/v1/parties/bulks", asked.clone()).await;
        let bulk = begun.expect(202);
        assert_eq!((bulk["state"].as_str(), bulk["total"].as_i64(), bulk["done"].as_i64()), (Some("running"), Some(130), Some(100)));
        let place = format!("/api/v1/parties/bulks/{}", bulk["id"].as_str().unwrap());
        khoi.post(&format!("{place}/undo"), json!({})).await.expect(409);
        app.work().await;
        let done = khoi.get(&place).await.expect(200);
        assert_eq!((done["state"].as_str(), done["done"].as_i64()), (Some("done"), Some(130)));
        let last = khoi.get(&format!("/api/v1/parties/{}", ids[129].as_str().unwrap())).await.expect(200);
        assert_eq!(last["salutation"], "chị");
        let again = json!({ "act": { "set": { "salutation": "anh" } }, "all": true });
        let stopped = khoi.post("/api/v1/parties/bulks", again).await.expect(202);
        let place = format!("/api/v1/parties/bulks/{}", stopped["id"].as_str().unwrap());
        assert_eq!(khoi.post(&format!("{place}/cancellation"), json!({})).await.expect(200)["state"], "cancelled");
        app.work().await;
        assert_eq!(khoi.get(&place).await.expect(200)["done"], 100);
        // What was done before the stop can be taken back, by a worker too.
        khoi.post(&format!("{place}/undo"), json!({})).await;
        app.work().await;
        let every = khoi.get("/api/v1/parties?limit=200").await.expect(200);
        assert!(every["data"].as_array().unwrap().iter().all(|row| row["salutation"] == "chị"));
    })
    .await;
}

#[tokio::test]
async fn picked_rows_are_changed_through_pages_and_taken_back() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let ids = parties(&program, 3).await;
        let id = |n: usize| ids[n].as_str().unwrap();
        let asked = khoi
            .submit(
                "/parties",
                "/lists/parties/bulk/set",
                &[("id", id(0)), ("id", id(1))],
            )
            .await;
        assert!(
            asked.status == 200 && asked.text.contains("2 dòng đã chọn"),
            "{}",
            asked.text
        );
        let field = khoi
            .submit(
                "/parties",
                "/lists/parties/bulk/set",
                &[("id", id(0)), ("id", id(1)), ("field", "source")],
            )
            .await;
        assert!(field.text.contains("name=\"value\""), "{}", field.text);
        let done = khoi
            .submit(
                "/parties",
                "/lists/parties/bulks",
                &[
                    ("id", id(0)),
                    ("id", id(1)),
                    ("act", "set"),
                    ("field", "source"),
                    ("value", "Zalo"),
                    ("sort", "name"),
                ],
            )
            .await;
        assert_eq!(done.status, 303, "{}", done.text);
        let list = page(&khoi, done.header("location").unwrap()).await;
        assert!(
            list.contains("Đã sửa 2 dòng.") && list.contains("/undo\""),
            "{list}"
        );
        let undo = list
            .split("hx-post=\"")
            .find(|part| part.contains("/undo\""))
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let back = khoi.submit("/parties", &undo, &[]).await;
        assert_eq!(back.status, 303);
        assert!(
            page(&khoi, back.header("location").unwrap())
                .await
                .contains("Đã hoàn tác 2 dòng.")
        );
        assert_eq!(sources(&program).await, ["Chợ", "Chợ", "Chợ"]);
        let wrong = khoi
            .submit(
                "/parties",
                "/lists/parties/bulks",
                &[
                    ("all", "1"),
                    ("act", "set"),
                    ("field", "website"),
                    ("value", "không phải"),
                ],
            )
            .await;
        assert_eq!(wrong.status, 422, "{}", wrong.text);
        assert_eq!(
            khoi.submit("/parties", "/lists/parties/bulk/delete", &[("all", "1")])
                .await
                .status,
            200
        );
        assert_eq!(
            khoi.submit("/parties", "/lists/parties/bulk/set", &[])
                .await
                .status,
            303
        );
        let file = khoi
            .submit(
                "/parties",
                "/parties/export",
                &[("id", id(2)), ("format", "csv")],
            )
            .await;
        assert!(
            file.status == 200
                && file.text.contains("Khách 002")
                && !file.text.contains("Khách 001"),
            "{}",
            file.text
        );
        let assigned = khoi
            .submit(
                "/parties",
                "/lists/parties/bulk/assign",
                &[("all", "1"), ("q", "khach 00")],
            )
            .await;
        assert!(assigned.text.contains("owner_id"), "{}", assigned.text);
    })
    .await;
}

#[tokio::test]
async fn what_follows_from_a_field_follows_a_change_of_many() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let formula = json!({ "noun": "parties", "name": "tu_zalo", "label_vi": "Từ Zalo", "type": "formula", "formula": "source == 'Zalo'", "result": "yes_no" });
        let rollup = json!({ "noun": "parties", "name": "han", "label_vi": "Hạn", "type": "rollup", "rollup": { "of": "tasks", "function": "max", "field": "due_on" } });
        for field in [formula, rollup] {
            khoi.post("/api/v1/fields", field).await.expect(201);
        }
        app.work().await;
        let ids = parties(&khoi, 2).await;
        let task = json!({ "title": "Gọi", "party_id": ids[0], "due_on": "2026-03-02" });
        let task = khoi.post("/api/v1/tasks", task).await.expect(201);
        let zalo = json!({ "act": { "set": { "source": "Zalo" } }, "ids": ids });
        khoi.post("/api/v1/parties/bulks", zalo).await.expect(200);
        let later = json!({ "act": { "set": { "due_on": "2026-03-09" } }, "ids": [task["id"]] });
        khoi.post("/api/v1/tasks/bulks", later).await.expect(200);
        let at = format!("/api/v1/parties/{}", ids[0].as_str().unwrap());
        let party = khoi.get(&at).await.expect(200);
        assert_eq!(
            (&party["custom"]["tu_zalo"], &party["custom"]["han"]),
            (&json!(true), &json!("2026-03-09")),
            "{party}"
        );
    })
    .await;
}
