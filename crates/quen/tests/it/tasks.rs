//! Things to do: made, ticked off, put off, and seen by those who may.

use quen_core::access::{Role, Scope};
use quen_testkit::on_both;
use serde_json::json;

#[tokio::test]
async fn a_task_is_ticked_off_opened_again_and_put_off() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi.post("/api/v1/parties", json!({ "name": "Nguyễn Văn An" })).await.expect(201);
        let made = khoi.post("/api/v1/tasks", json!({ "title": "Gọi hỏi rang vừa", "kind": "call", "party_id": party["id"], "due_on": "2026-03-02" })).await;
        let place = made.header("location").unwrap().to_owned();
        let task = made.expect(201);
        assert_eq!((task["done_at"].clone(), task["version"].clone()), (json!(null), json!(1)));
        let done = khoi.post(&format!("{place}/completion"), json!({})).await.expect(200);
        assert!(done["done_at"].is_string() && done["done_by"] == task["assignee_id"]);
        let twice = khoi.post(&format!("{place}/completion"), json!({})).await.expect(409);
        assert_eq!(twice["code"], "task-done");
        khoi.delete(&format!("{place}/completion")).await.expect(200);
        let later = khoi.post(&format!("{place}/snooze"), json!({ "until": "2026-03-09" })).await.expect(200);
        assert_eq!(later["due_on"], "2026-03-09");
        for (body, code) in [
            (json!({ "until": "2026-03-02" }), "not-later"),
            (json!({ "until": "2126-03-02" }), "too-far"),
            (json!({ "until": "9999-99-99" }), "bad-date"),
            (json!({}), "required"),
        ] {
            let refused = khoi.post(&format!("{place}/snooze"), body).await.expect(422);
            assert_eq!((refused["errors"][0]["field"].clone(), refused["errors"][0]["code"].clone()), (json!("until"), json!(code)));
        }
        let found = khoi.get("/api/v1/tasks?q=rang%20vua").await.expect(200);
        assert_eq!(found["data"][0]["id"], task["id"]);
        let filter = json!({ "all": [{ "field": "party_id", "op": "eq", "value": party["id"] }, { "field": "done_at", "op": "empty" }] });
        let open = khoi.get(&format!("/api/v1/tasks?sort=due_on&filter={}", encode(&filter.to_string()))).await.expect(200);
        assert_eq!(open["data"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_colleague_with_own_customers_sees_no_other_tasks() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let lan = app.colleague("Lan", Role::Member).await;
        let mine = app.scoped("Minh", Scope::Own).await;
        let party = khoi
            .post("/api/v1/parties", json!({ "name": "Khách của Khôi" }))
            .await
            .expect(201);
        let task = khoi
            .post(
                "/api/v1/tasks",
                json!({ "title": "a", "party_id": party["id"] }),
            )
            .await
            .expect(201);
        let place = format!("/api/v1/tasks/{}", task["id"].as_str().unwrap());
        lan.get(&place).await.expect(200);
        mine.get(&place).await.expect(404);
        mine.post(&format!("{place}/completion"), json!({}))
            .await
            .expect(404);
        let refused = mine
            .post(
                "/api/v1/tasks",
                json!({ "title": "b", "party_id": party["id"] }),
            )
            .await
            .expect(422);
        assert_eq!(
            (
                refused["errors"][0]["field"].clone(),
                refused["errors"][0]["code"].clone()
            ),
            (json!("party_id"), json!("bad-reference"))
        );
        let own = mine
            .post("/api/v1/tasks", json!({ "title": "c" }))
            .await
            .expect(201);
        assert_eq!(
            mine.get("/api/v1/tasks").await.expect(200)["data"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        let given = json!({ "assignee_id": own["assignee_id"] });
        khoi.patch(&place, given).await.expect(200);
        mine.get(&place).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn the_page_of_tasks_ticks_off_with_one_click() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let program = app.owner("Khôi").await;
        let made = khoi
            .submit(
                "/tasks/new",
                "/tasks",
                &[
                    ("title", "Gọi hỏi <rang>"),
                    ("kind", "call"),
                    ("due_on", "01/03/2026"),
                ],
            )
            .await;
        assert_eq!(made.status, 303, "{}", made.text);
        let refused = khoi
            .submit(
                "/tasks/new",
                "/tasks",
                &[("title", ""), ("kind", "call"), ("due_on", "32/13")],
            )
            .await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("value=\"32/13\""));
        let task = program.get("/api/v1/tasks").await.expect(200)["data"][0].clone();
        let late = khoi.open("/tasks?when=overdue").await.text;
        assert!(late.contains("Gọi hỏi &lt;rang&gt;"));
        let today = khoi.open("/tasks").await.text;
        assert!(
            today.contains("Gọi hỏi"),
            "the day begins with what is late"
        );
        let later = khoi.open("/tasks?when=later").await.text;
        assert!(!later.contains("Gọi hỏi"));
        let place = format!("/tasks/{}/completion", task["id"].as_str().unwrap());
        let done = khoi
            .submit(
                "/tasks",
                &place,
                &[("back", "/tasks?who=mine&when=overdue")],
            )
            .await;
        assert_eq!(
            (done.status, done.header("location")),
            (303, Some("/tasks?who=mine&when=overdue"))
        );
        assert!(khoi.open("/tasks?when=done").await.text.contains("Gọi hỏi"));
        let again = khoi
            .submit("/tasks", &place, &[("back", "//evil.vn")])
            .await;
        assert_eq!(again.status, 409);
        for page in [
            "/tasks?who=all&when=later",
            "/tasks?when=undated",
            "/interactions",
            "/products",
            "/products/new",
            "/tasks?q=x&cursor=",
        ] {
            assert_eq!(khoi.open(page).await.status, 200, "{page}");
        }
        assert_eq!(khoi.open("/orders?cursor=zz").await.status, 422);
        assert_eq!(khoi.open("/orders/khong").await.status, 404);
    })
    .await;
}

/// Percent-encodes a query value.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}
