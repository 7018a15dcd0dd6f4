//! Out of the memory: what could delight, and what was promised in a note.

use quen_core::access::Role;
use quen_testkit::on_both;
use serde_json::{Value, json};

use super::{fact, party};

fn keys(found: &Value) -> Vec<String> {
    let all = found["data"].as_array().unwrap().iter();
    all.map(|one| one["reason"]["key"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn what_the_memory_holds_suggests_what_could_delight() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ngoc = party(&khoi, "Nguyễn Thị Hồng Ngọc").await;
        let home = format!("/parties/{}", ngoc.as_str().unwrap());
        let place = format!("/api/v1{home}/delights");
        assert!(keys(&khoi.get(&place).await.expect(200)).is_empty(), "nothing known, nothing guessed");
        fact(&khoi, json!({ "party_id": ngoc, "topic": "plans", "statement": "Sắp mở quán thứ hai" })).await;
        fact(&khoi, json!({ "party_id": ngoc, "topic": "product", "value": "rang vừa", "statement": "Thích rang vừa" })).await;
        let promise = json!({ "party_id": ngoc, "text": "Giao trước 9 giờ", "due_on": "2026-03-02" });
        let promise = khoi.post("/api/v1/promises", promise).await.expect(201);
        let broken = format!("/api/v1/promises/{}/breach", promise["id"].as_str().unwrap());
        khoi.post(&broken, json!({ "outcome": "Xe hỏng" })).await.expect(200);
        let found = khoi.get(&place).await.expect(200);
        assert_eq!(keys(&found), ["delight-mended", "delight-plan", "delight-likes"]);
        assert_eq!(found["data"][0]["promise_id"], promise["id"]);
        assert!(found["data"][1]["reason"]["sentence"].as_str().unwrap().contains("Sắp mở quán thứ hai"));
        let browser = app.browser("Khôi", Role::Owner).await;
        let page = browser.open(&home).await.text;
        assert!(page.contains("Làm hơn khách mong") && page.contains("Vừa lỡ hẹn"), "{page}");
        let title = "Sắp mở quán thứ hai: hỏi thăm và giúp một việc cụ thể";
        let task = [("party_id", ngoc.as_str().unwrap()), ("kind", "other"), ("title", title)];
        assert_eq!(browser.submit(&home, "/tasks", &task).await.status, 303);
        assert!(browser.open(&home).await.text.contains(title));
        // Who got something extra today is not showered.
        let gift = json!({ "party_id": ngoc, "kind": "gift", "text": "Tặng phin" });
        khoi.post("/api/v1/benefits", gift).await.expect(201);
        assert!(keys(&khoi.get(&place).await.expect(200)).is_empty());
        app.app.clock.advance(chrono::Duration::days(61));
        assert!(!keys(&khoi.get(&place).await.expect(200)).is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_promise_in_a_note_is_offered_once_and_taken_over_with_its_day() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let ngoc = party(&program, "Nguyễn Thị Hồng Ngọc").await;
        let home = format!("/parties/{}", ngoc.as_str().unwrap());
        let note = [("kind", "note"), ("text", "Chị hứa giới thiệu bạn. Mình hứa gửi mẫu mới thứ sáu")];
        khoi.submit(&home, &format!("{home}/episodes"), &note).await;
        let page = khoi.open(&home).await.text;
        assert!(page.contains("Ghi lời hứa: Mình hứa gửi mẫu mới thứ sáu") && !page.contains("Ghi lời hứa: Chị hứa"), "{page}");
        let href = page.split("href=\"/promises/new?").nth(1).unwrap().split('"').next().unwrap();
        let href = format!("/promises/new?{}", href.replace("&amp;", "&"));
        let form = khoi.open(&href).await.text;
        assert!(form.contains("Mình hứa gửi mẫu mới thứ sáu") && form.contains("2026-03-06"), "{form}");
        let talk = form.split("name=\"interaction_id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let typed = [
            ("party_id", ngoc.as_str().unwrap()), ("interaction_id", talk.as_str()), ("text", "Mình hứa gửi mẫu mới thứ sáu"),
            ("kind", "deadline"), ("size", "small"), ("due_on", "2026-03-06"),
        ];
        let made = khoi.submit(&href, "/promises", &typed).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let kept = program.get(&format!("/api/v1{}", made.header("location").unwrap())).await.expect(200);
        assert_eq!((&kept["interaction_id"], &kept["due_on"]), (&json!(talk), &json!("2026-03-06")));
        assert!(!khoi.open(&home).await.text.contains("Ghi lời hứa:"), "it is written down");
        // What the customer wrote is no promise of ours.
        let wrote = json!({ "party_id": ngoc, "kind": "message", "direction": "in", "body": "Em hứa giao sớm nhé" });
        program.post("/api/v1/interactions", wrote).await.expect(201);
        assert!(!khoi.open(&home).await.text.contains("Ghi lời hứa:"));
    })
    .await;
}
