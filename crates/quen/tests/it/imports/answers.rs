//! Messages that an imported one answered wait again when the import is undone, or when the answer goes to the bin.

use quen_service::imports;
use quen_testkit::{Client, on_both};
use serde_json::{Value, json};

use super::read_in;

const CALLS: &str = "Mã,SĐT,Loại,Hướng,Thời gian,Nội dung\n\
    c1,0905218467,Tin nhắn,Đi,01/03/2026 10:00,Dạ còn ạ\n\
    c2,0905218467,Tin nhắn,Đến,01/03/2026 11:00,Bao nhiêu một ký?\n\
    c3,0905218467,Tin nhắn,Đi,01/03/2026 12:00,Ba trăm ạ\n";

/// What somebody sees of a customer: all episodes and the customer, without versions and times of change.
async fn seen(khoi: &Client, party: &str) -> Value {
    let mut episodes = khoi
        .get("/api/v1/interactions?limit=200&sort=started_at")
        .await
        .expect(200)["data"]
        .clone();
    let mut profile = khoi
        .get(&format!("/api/v1/parties/{party}"))
        .await
        .expect(200);
    let rows = episodes.as_array_mut().unwrap().iter_mut();
    for row in rows.chain([&mut profile]) {
        let row = row.as_object_mut().unwrap();
        row.remove("version");
        row.remove("updated_at");
    }
    json!([episodes, profile])
}

async fn said(khoi: &Client, party: &str, direction: &str, at: &str) -> String {
    let body = json!({ "party_id": party, "kind": "message", "channel": "zalo", "direction": direction, "started_at": at, "body": "x" });
    khoi.post("/api/v1/interactions", body).await.expect(201)["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

async fn answered_at(khoi: &Client, id: &str) -> Value {
    khoi.get(&format!("/api/v1/interactions/{id}"))
        .await
        .expect(200)["answered_at"]
        .clone()
}

#[tokio::test]
async fn what_an_undone_import_had_answered_waits_again() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let party = khoi
            .post(
                "/api/v1/parties",
                json!({ "name": "An", "phones": ["0905218467"] }),
            )
            .await
            .expect(201);
        let party = party["id"].as_str().unwrap().to_owned();
        let asked = said(&khoi, &party, "in", "2026-03-01T02:00:00Z").await;
        let by_hand = said(&khoi, &party, "in", "2026-03-01T02:30:00Z").await;
        khoi.post(&format!("/api/v1/interactions/{by_hand}/answer"), json!({}))
            .await
            .expect(200);
        let before = seen(&khoi, &party).await;
        let report = read_in(&ctx, "interactions", CALLS).await;
        assert_eq!((report.created, report.failed), (3, 0), "{report:?}");
        assert_eq!(answered_at(&khoi, &asked).await, "2026-03-01T03:00:00Z");
        let undone = imports::undo(&ctx, report.import_id.unwrap(), false)
            .await
            .unwrap();
        assert_eq!((undone.removed, undone.kept_count), (3, 0), "{undone:?}");
        assert_eq!(seen(&khoi, &party).await, before, "as before the import");
        let today = khoi.get("/api/v1/today").await.expect(200)["lines"].to_string();
        assert!(
            today.contains("unanswered") && today.contains(&asked),
            "{today}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_came_after_the_import_stays_the_answer() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let party = khoi
            .post(
                "/api/v1/parties",
                json!({ "name": "An", "phones": ["0905218467"] }),
            )
            .await
            .expect(201);
        let party = party["id"].as_str().unwrap().to_owned();
        let asked = said(&khoi, &party, "in", "2026-03-01T02:00:00Z").await;
        let report = read_in(&ctx, "interactions", CALLS).await;
        said(&khoi, &party, "out", "2026-03-01T07:00:00Z").await;
        imports::undo(&ctx, report.import_id.unwrap(), false)
            .await
            .unwrap();
        assert_eq!(answered_at(&khoi, &asked).await, "2026-03-01T07:00:00Z");
    })
    .await;
}

#[tokio::test]
async fn an_answer_in_the_bin_answers_nothing_until_it_is_taken_out() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi
            .post("/api/v1/parties", json!({ "name": "An" }))
            .await
            .expect(201);
        let party = party["id"].as_str().unwrap().to_owned();
        let asked = said(&khoi, &party, "in", "2026-03-01T02:00:00Z").await;
        let answer = said(&khoi, &party, "out", "2026-03-01T03:00:00Z").await;
        assert_eq!(answered_at(&khoi, &asked).await, "2026-03-01T03:00:00Z");
        let answer = format!("/api/v1/interactions/{answer}");
        khoi.delete(&answer).await.expect(204);
        assert_eq!(answered_at(&khoi, &asked).await, Value::Null);
        khoi.post(&format!("{answer}/restoration"), json!({}))
            .await
            .expect(200);
        assert_eq!(answered_at(&khoi, &asked).await, "2026-03-01T03:00:00Z");
        khoi.patch(&answer, json!({ "kind": "note", "direction": "none" }))
            .await
            .expect(200);
        assert_eq!(
            answered_at(&khoi, &asked).await,
            Value::Null,
            "a note answers nothing"
        );
    })
    .await;
}
