//! The best way to reach a customer: learned from answers, said with its evidence, refused and learned again; what was said, and
//! what the gate says, always comes first.

use axum::http::Method;
use quen_core::access::Role;
use quen_testkit::{Client, on_both};
use serde_json::{Value, json};

use super::party;

async fn put(khoi: &Client, place: &str, body: Value) -> quen_testkit::Answer {
    let body = Some(body.to_string().into_bytes());
    khoi.send(Method::PUT, place, &[], body).await
}

/// Three answers by Zalo at three in the afternoon in Đà Nẵng.
pub async fn answers_by_zalo(khoi: &Client, party: &Value) {
    for day in ["20", "21", "22"] {
        let at = format!("2026-02-{day}T08:10:00Z");
        let body = json!({ "party_id": party, "kind": "message", "channel": "zalo", "direction": "in", "started_at": at, "body": "ok" });
        khoi.post("/api/v1/interactions", body).await.expect(201);
    }
}

#[tokio::test]
async fn what_is_learned_is_said_with_its_evidence_and_can_be_refused() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (an, home) = party(&khoi, "Nguyễn Văn An", "an@khach.vn").await;
        let place = format!("{home}/consents");
        let best = khoi.get(&place).await.expect(200)["best"].clone();
        assert_eq!(
            (&best["channel"], &best["hours"], &best["why"]),
            (&Value::Null, &Value::Null, &json!([]))
        );
        answers_by_zalo(&khoi, &json!(an)).await;
        let best = khoi.get(&place).await.expect(200)["best"].clone();
        let channel =
            json!({ "value": "zalo", "basis": "answers", "seen": 3, "among": 3, "fact_id": null, "said": null });
        assert_eq!(best["channel"], channel);
        assert_eq!(best["hours"]["value"], json!({ "from": 15, "to": 16 }));
        let said = best["why"][0]["sentence"].as_str().unwrap();
        assert!(said.starts_with("Thường trả lời qua Zalo"), "{said}");
        let browser = app.browser("Khôi", Role::Owner).await;
        let page = format!("/parties/{an}/consents");
        let shown = browser.open(&page).await.text;
        assert!(
            shown.contains("Thường trả lời qua Zalo") && shown.contains("Thường trả lời lúc 15–16"),
            "{shown}"
        );
        let head = browser.open(&format!("/parties/{an}")).await.text;
        assert!(
            head.contains("Thường trả lời qua Zalo"),
            "and on the customer's page"
        );
        let sheet = browser.open(&format!("/parties/{an}/call")).await.text;
        assert!(sheet.contains("Thường trả lời lúc 15–16"), "and on the call sheet");
        let press = [("what", "channel"), ("may", "no")];
        assert_eq!(
            browser
                .submit(&page, &format!("{page}/learning"), &press)
                .await
                .status,
            303
        );
        let best = khoi.get(&place).await.expect(200)["best"].clone();
        assert_eq!(
            (&best["channel"], &best["refused"]),
            (&Value::Null, &json!(["channel"]))
        );
        assert_eq!(
            best["hours"]["value"]["from"], 15,
            "the hours are another matter"
        );
        assert!(browser.open(&page).await.text.contains("Học lại"));
        let again = put(
            &khoi,
            &format!("{place}/learning"),
            json!({ "what": "channel", "may": true }),
        )
        .await
        .expect(200);
        assert_eq!(again["best"]["channel"]["value"], "zalo");
        let wrong = put(
            &khoi,
            &format!("{place}/learning"),
            json!({ "what": "weather", "may": true }),
        )
        .await
        .expect(422);
        assert_eq!(wrong["errors"][0]["field"], "what");
    })
    .await;
}

#[tokio::test]
async fn what_was_said_stands_before_what_was_learned() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (an, home) = party(&khoi, "Nguyễn Văn An", "an@khach.vn").await;
        answers_by_zalo(&khoi, &json!(an)).await;
        let fact = json!({ "party_id": an, "topic": "channel", "statement": "gọi điện cho nhanh", "value": "phone" });
        khoi.post("/api/v1/facts", fact).await.expect(201);
        let place = format!("{home}/consents");
        let best = khoi.get(&place).await.expect(200)["best"].clone();
        assert_eq!((&best["channel"]["value"], &best["channel"]["basis"]), (&json!("phone"), &json!("said")));
        let wish = json!({ "channel": "email", "from_hour": 19, "to_hour": 21, "source": "phone" });
        put(&khoi, &format!("{home}/contact-preference"), wish).await.expect(200);
        let best = khoi.get(&place).await.expect(200)["best"].clone();
        assert_eq!((&best["channel"]["value"], &best["channel"]["basis"]), (&json!("email"), &json!("wish")));
        assert_eq!(best["hours"]["value"], json!({ "from": 19, "to": 21 }));
        let browser = app.browser("Khôi", Role::Owner).await;
        let shown = browser.open(&format!("/parties/{an}/consents")).await.text;
        assert!(shown.contains("Khách muốn được liên hệ qua email") && !shown.contains("Đừng dùng"), "{shown}");
    })
    .await;
}

#[tokio::test]
async fn a_refusal_to_learn_goes_with_a_merge_and_comes_back_with_its_undoing() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (an, home) = party(&khoi, "Nguyễn Văn An", "an@khach.vn").await;
        let (twin, other) = party(&khoi, "Nguyen Van An", "an2@khach.vn").await;
        answers_by_zalo(&khoi, &json!(an)).await;
        put(
            &khoi,
            &format!("{other}/consents/learning"),
            json!({ "what": "channel", "may": false }),
        )
        .await
        .expect(200);
        khoi.post(&format!("{home}/merger"), json!({ "loser": twin }))
            .await
            .expect(200);
        let refused = |found: Value| found["best"]["refused"].clone();
        assert_eq!(
            refused(khoi.get(&format!("{home}/consents")).await.expect(200)),
            json!(["channel"])
        );
        let mergers = khoi.get(&format!("{home}/mergers")).await.expect(200);
        let id = mergers["data"][0]["id"].as_str().unwrap();
        khoi.delete(&format!("/api/v1/mergers/{id}"))
            .await
            .expect(200);
        assert_eq!(
            refused(khoi.get(&format!("{other}/consents")).await.expect(200)),
            json!(["channel"])
        );
        assert_eq!(
            refused(khoi.get(&format!("{home}/consents")).await.expect(200)),
            json!([])
        );
    })
    .await;
}
