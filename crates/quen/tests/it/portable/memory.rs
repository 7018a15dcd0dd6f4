//! Facts, promises and care that travel with a workspace.

use quen_testkit::Client;
use serde_json::{Value, json};

/// What was said and promised, agreed to and planned: a fact put right, one withdrawn, a promise on new terms and a kept one.
pub(super) async fn written(khoi: &Client, party: &Value) {
    let said =
        |topic: &str, words: &str| json!({ "party_id": party, "topic": topic, "statement": words });
    let fact = khoi
        .post("/api/v1/facts", said("delivery", "Giao trước 9 giờ"))
        .await
        .expect(201);
    let place = format!("/api/v1/facts/{}", fact["id"].as_str().unwrap());
    let right = json!({ "statement": "Giao sau 14 giờ" });
    khoi.post(&format!("{place}/correction"), right)
        .await
        .expect(201);
    let gone = khoi
        .post("/api/v1/facts", said("dislikes", "Không thích vị chua"))
        .await
        .expect(201);
    let place = format!("/api/v1/facts/{}", gone["id"].as_str().unwrap());
    khoi.post(&format!("{place}/withdrawal"), json!({}))
        .await
        .expect(200);
    for (text, act, body) in [
        ("Giữ giá tới Tết", "keeping", json!({ "beyond": true })),
        (
            "Đổi hai túi ẩm",
            "renegotiation",
            json!({ "due_on": "2026-03-20", "agreed": "Chị đồng ý qua điện thoại" }),
        ),
    ] {
        let new = json!({ "party_id": party, "text": text, "due_on": "2026-03-09" });
        let promise = khoi.post("/api/v1/promises", new).await.expect(201);
        let place = format!("/api/v1/promises/{}/{act}", promise["id"].as_str().unwrap());
        khoi.post(&place, body).await.expect(200);
    }
    let programme = json!({ "occasion": "birthday", "channel": "visit" });
    khoi.post("/api/v1/care/programmes", programme)
        .await
        .expect(201);
}
