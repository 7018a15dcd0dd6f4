//! Relationships: begun with the first interaction or order, moved by the rules, reviewed when due, overridden with a reason.

use chrono::TimeDelta;
use quen_core::access::{Role, Scope};
use quen_service::relationships;
use quen_testkit::{Client, monday_morning, on_both};
use serde_json::{Value, json};

use crate::tasks::encode;

async fn of(client: &Client, party: &Value) -> Value {
    let filter = json!({ "field": "party_id", "op": "eq", "value": party["id"] });
    client
        .get(&format!(
            "/api/v1/relationships?filter={}",
            encode(&filter.to_string())
        ))
        .await
        .expect(200)["data"]
        .clone()
}

async fn order(client: &Client, party: &Value, days_ago: i64) {
    let at = (monday_morning() - TimeDelta::days(days_ago)).to_rfc3339();
    client
        .post(
            "/api/v1/orders",
            json!({ "party_id": party["id"], "total": 500_000, "ordered_at": at }),
        )
        .await
        .expect(201);
}

#[tokio::test]
async fn a_relationship_begins_with_the_first_order_and_says_why() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi
            .post(
                "/api/v1/parties",
                json!({ "name": "An", "roles": ["customer", "supplier"] }),
            )
            .await
            .expect(201);
        assert_eq!(of(&khoi, &party).await, json!([]));
        order(&khoi, &party, 3).await;
        let both = of(&khoi, &party).await;
        assert_eq!(both.as_array().unwrap().len(), 2, "one in each role");
        let customer = both
            .as_array()
            .unwrap()
            .iter()
            .find(|r| r["role"] == "customer")
            .unwrap()
            .clone();
        let supplier = both
            .as_array()
            .unwrap()
            .iter()
            .find(|r| r["role"] == "supplier")
            .unwrap()
            .clone();
        assert_eq!(
            (customer["stage"].clone(), customer["type"].clone()),
            (json!("exploration"), json!("new"))
        );
        assert_eq!(
            supplier["stage"], "awareness",
            "orders count for the customer alone"
        );
        let sentence = customer["evidence"][0]["sentence"].as_str().unwrap();
        assert!(
            !sentence.is_empty() && !sentence.contains("stage-evidence"),
            "{sentence}"
        );
        let seen = khoi
            .get(&format!(
                "/api/v1/parties/{}",
                party["id"].as_str().unwrap()
            ))
            .await
            .expect(200);
        assert_eq!(
            (seen["stage"].clone(), seen["type"].clone()),
            (json!("exploration"), json!("new"))
        );
        let stages = khoi
            .get(&format!(
                "/api/v1/parties/{}/stages",
                party["id"].as_str().unwrap()
            ))
            .await
            .expect(200);
        assert_eq!(stages["data"].as_array().unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn silence_alone_leads_to_dissolution_on_the_day_it_is_due() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi
            .post("/api/v1/parties", json!({ "name": "An" }))
            .await
            .expect(201);
        for days_ago in [60, 40, 20, 0] {
            order(&khoi, &party, days_ago).await;
        }
        let before = of(&khoi, &party).await[0].clone();
        assert_ne!(before["stage"], "dissolution");
        let review_on = before["review_on"].as_str().unwrap().to_owned();
        let mut ctx = app.ctx("Khôi").await;
        assert_eq!(
            relationships::review_due(&ctx).await.unwrap(),
            0,
            "nothing is due today"
        );
        ctx.now = monday_morning() + TimeDelta::days(200);
        assert!(relationships::review_due(&ctx).await.unwrap() >= 1);
        let after = of(&khoi, &party).await[0].clone();
        assert_eq!(
            (after["stage"].clone(), after["type"].clone()),
            (json!("dissolution"), json!("prospective"))
        );
        assert!(review_on.as_str() < "2026-09-18", "{review_on}");
        let seen = khoi
            .get(&format!(
                "/api/v1/parties/{}",
                party["id"].as_str().unwrap()
            ))
            .await
            .expect(200);
        assert_eq!(seen["stage"], "dissolution");
        assert_eq!(
            relationships::review_due(&ctx).await.unwrap(),
            0,
            "looked at once"
        );
    })
    .await;
}

#[tokio::test]
async fn an_override_needs_a_reason_and_is_given_back() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi
            .post("/api/v1/parties", json!({ "name": "An" }))
            .await
            .expect(201);
        order(&khoi, &party, 3).await;
        let place = format!(
            "/api/v1/relationships/{}",
            of(&khoi, &party).await[0]["id"].as_str().unwrap()
        );
        let by_hand = format!("{place}/override");
        for (body, field, code) in [
            (json!({ "stage": "commitment" }), "reason", "required"),
            (json!({ "reason": "Bạn của chủ quán" }), "stage", "required"),
            (
                json!({ "stage": "love", "reason": "Bạn của chủ quán" }),
                "stage",
                "bad-choice",
            ),
            (
                json!({ "stage": "commitment", "reason": "ok" }),
                "reason",
                "too-short",
            ),
        ] {
            let refused = khoi
                .send(
                    axum::http::Method::PUT,
                    &by_hand,
                    &[],
                    Some(body.to_string().into_bytes()),
                )
                .await
                .expect(422);
            assert_eq!(
                (
                    refused["errors"][0]["field"].clone(),
                    refused["errors"][0]["code"].clone()
                ),
                (json!(field), json!(code))
            );
        }
        let body =
            json!({ "stage": "commitment", "type": "strategic", "reason": "Bạn của chủ quán" })
                .to_string()
                .into_bytes();
        let set = khoi
            .send(axum::http::Method::PUT, &by_hand, &[], Some(body))
            .await
            .expect(200);
        assert_eq!(
            (set["stage"].clone(), set["override_stage"].clone()),
            (json!("exploration"), json!("commitment"))
        );
        let shown = || async {
            khoi.get(&format!(
                "/api/v1/parties/{}",
                party["id"].as_str().unwrap()
            ))
            .await
            .expect(200)
        };
        assert_eq!(
            (
                shown().await["stage"].clone(),
                shown().await["type"].clone()
            ),
            (json!("commitment"), json!("strategic"))
        );
        order(&khoi, &party, 1).await;
        assert_eq!(
            shown().await["stage"],
            "commitment",
            "the rules do not overrule a hand"
        );
        khoi.delete(&by_hand).await.expect(200);
        assert_eq!(
            (
                shown().await["stage"].clone(),
                shown().await["type"].clone()
            ),
            (json!("exploration"), json!("new"))
        );
        assert_eq!(
            khoi.delete(&by_hand).await.expect(409)["code"],
            "not-overridden"
        );
        let viewer = app.colleague("Lan", Role::Viewer).await;
        viewer.get(&place).await.expect(200);
        viewer.delete(&by_hand).await.expect(403);
        let minh = app.scoped("Minh", Scope::Own).await;
        minh.get(&place).await.expect(404);
        minh.delete(&by_hand).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_hand_stands_against_new_evidence_and_the_page_says_what_that_shows() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi
            .post("/api/v1/parties", json!({ "name": "An" }))
            .await
            .expect(201);
        for days_ago in [60, 40, 20, 0] {
            order(&khoi, &party, days_ago).await;
        }
        let relationship = of(&khoi, &party).await[0].clone();
        let place = format!(
            "/api/v1/relationships/{}",
            relationship["id"].as_str().unwrap()
        );
        let hand = json!({ "stage": "commitment", "reason": "Bạn của chủ quán" });
        khoi.put(&format!("{place}/override"), hand)
            .await
            .expect(200);
        // Nobody buys any more: the rules go their way, night by night.
        let mut ctx = app.ctx("Khôi").await;
        ctx.now = monday_morning() + TimeDelta::days(200);
        assert!(relationships::review_due(&ctx).await.unwrap() >= 1);
        let now = khoi.get(&place).await.expect(200);
        assert_eq!(
            (&now["stage"], &now["override_stage"]),
            (&json!("dissolution"), &json!("commitment")),
            "the hand holds, the evidence is kept beside it: {now}"
        );
        let home = format!("/parties/{}", party["id"].as_str().unwrap());
        let shown = khoi.get(&format!("/api/v1{home}")).await.expect(200);
        assert_eq!(shown["stage"], "commitment");
        let browser = app.browser("Khôi", Role::Owner).await;
        let why = browser.open(&format!("{home}/stage")).await.text;
        assert!(
            why.contains("notice tone-amber") && why.contains("Bạn của chủ quán"),
            "{why}"
        );
        khoi.delete(&format!("{place}/override")).await.expect(200);
        let shown = khoi.get(&format!("/api/v1{home}")).await.expect(200);
        assert_ne!(shown["stage"], "commitment", "given back to the rules");
    })
    .await;
}
