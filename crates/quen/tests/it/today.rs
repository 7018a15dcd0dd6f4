//! Today: each rule gives a line with its reason, an answer keeps it away, and nobody sees another's customers.

use chrono::TimeDelta;
use quen_core::access::Scope;
use quen_testkit::{Client, monday_morning, on_both};
use serde_json::{Value, json};

async fn lines(client: &Client) -> Vec<(String, String)> {
    let today = client.get("/api/v1/today").await.expect(200);
    let line = |line: &Value| {
        (
            line["rule"].as_str().unwrap().to_owned(),
            line["record_id"].as_str().unwrap().to_owned(),
        )
    };
    today["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(line)
        .collect()
}

fn ago(days: i64) -> String {
    (monday_morning() - TimeDelta::days(days)).to_rfc3339()
}

#[tokio::test]
async fn every_rule_gives_its_line_and_an_answer_keeps_it_away() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let new = |body: Value| {
            let khoi = khoi.clone();
            async move { khoi.post("/api/v1/parties", body).await.expect(201)["id"].as_str().unwrap().to_owned() }
        };
        let met = |party: String| {
            let khoi = khoi.clone();
            async move { khoi.post("/api/v1/interactions", json!({ "party_id": party, "kind": "visit", "started_at": ago(30) })).await.expect(201) }
        };
        // The clock stands on 2 March 2026, the 14th of the first lunar month.
        let silent = new(json!({ "name": "Im Lặng" })).await;
        for days in [90, 70, 50] {
            khoi.post("/api/v1/orders", json!({ "party_id": silent, "total": 900_000, "ordered_at": ago(days) })).await.expect(201);
        }
        let solar = new(json!({ "name": "Sinh Nhật", "birthday": { "month": 3, "day": 5, "year": 1990 } })).await;
        let lunar = new(json!({ "name": "Rằm", "birthday": { "calendar": "lunar", "month": 1, "day": 15, "leap": false } })).await;
        let year = new(json!({ "name": "Tròn Năm" })).await;
        khoi.post("/api/v1/orders", json!({ "party_id": year, "total": 100_000, "ordered_at": "2025-03-04T03:00:00Z" })).await.expect(201);
        let fresh = new(json!({ "name": "Mới Tới" })).await;
        let waiting = new(json!({ "name": "Đang Chờ" })).await;
        for party in [&silent, &solar, &lunar, &year] {
            met(party.clone()).await;
        }
        met(waiting.clone()).await;
        let asked = json!({ "party_id": waiting, "kind": "message", "direction": "in", "started_at": ago(1) });
        let asked = khoi.post("/api/v1/interactions", asked).await.expect(201)["id"].as_str().unwrap().to_owned();
        let task = khoi.post("/api/v1/tasks", json!({ "title": "Nhập bao bì", "due_on": "2026-03-01" })).await.expect(201);
        let task = task["id"].as_str().unwrap().to_owned();
        let expected = [
            ("silent", &silent),
            ("birthday", &solar),
            ("birthday", &lunar),
            ("anniversary", &year),
            ("first_contact", &fresh),
            ("unanswered", &asked),
            ("task", &task),
        ];
        let all = lines(&khoi).await;
        for (rule, record) in expected {
            assert!(all.contains(&(rule.to_owned(), record.clone())), "{rule} in {all:?}");
        }
        assert_eq!(all.len(), expected.len(), "{all:?}");
        assert_eq!(all[0].0, "silent", "the most money at stake first");
        assert_eq!(all.last().unwrap().0, "task", "without a party last");
        let today = khoi.get("/api/v1/today").await.expect(200);
        for line in today["lines"].as_array().unwrap() {
            for part in ["title", "reason"] {
                let sentence = line[part]["sentence"].as_str().unwrap();
                assert!(!sentence.contains("today-") && !sentence.contains('$'), "{sentence}");
            }
        }
        for (rule, record) in expected {
            let answer = if rule == "task" { json!({ "rule": rule, "record_id": record, "answer": "done" }) } else { json!({ "rule": rule, "record_id": record, "answer": "not_useful" }) };
            khoi.post("/api/v1/today/answers", answer).await.expect(201);
        }
        assert_eq!(lines(&khoi).await, []);
        let taken_back = format!("/api/v1/today/answers?rule=silent&record_id={silent}");
        khoi.delete(&taken_back).await.expect(204);
        assert_eq!(lines(&khoi).await.len(), 1, "it is there again");
        khoi.delete(&taken_back).await.expect(404);
        let snooze = json!({ "rule": "silent", "record_id": silent, "answer": "snooze", "until": "2026-03-02" });
        assert_eq!(khoi.post("/api/v1/today/answers", snooze).await.expect(422)["errors"][0]["field"], "until");
        let bad = json!({ "rule": "sad", "record_id": silent, "answer": "done" });
        assert_eq!(khoi.post("/api/v1/today/answers", bad).await.expect(422)["errors"][0]["field"], "rule");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_told_of_customers_out_of_reach() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let minh = app.scoped("Minh", Scope::Own).await;
        let party = khoi
            .post("/api/v1/parties", json!({ "name": "Khách của Khôi" }))
            .await
            .expect(201);
        assert_eq!(lines(&khoi).await.len(), 1);
        assert_eq!(lines(&minh).await, []);
        let answer = json!({ "rule": "first_contact", "record_id": party["id"], "answer": "done" });
        minh.post("/api/v1/today/answers", answer).await.expect(404);
    })
    .await;
}
