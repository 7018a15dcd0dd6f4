//! How well customers are known and what to ask them: at once when a fact changes, for all of them at night.

use chrono::TimeDelta;
use quen_service::facts;
use quen_service::jobs::queue::Progress;
use quen_testkit::on_both;
use serde_json::json;

use super::{fact, party, place};

#[tokio::test]
async fn the_index_grows_with_knowing_and_using_and_lists_filter_by_it() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (ngoc, an) = (party(&khoi, "Ngọc").await, party(&khoi, "An").await);
        let path = format!("/api/v1/parties/{}/learning", ngoc.as_str().unwrap());
        let nothing = khoi.get(&path).await.expect(200);
        assert_eq!(
            (
                nothing["index"].clone(),
                nothing["questions"][0]["topic"].clone()
            ),
            (json!(0), json!("delivery"))
        );
        assert_eq!(nothing["explanation"]["key"], "insight-learning-nothing");
        let time = fact(
            &khoi,
            json!({ "party_id": ngoc, "topic": "time", "statement": "Gọi sau 14 giờ" }),
        )
        .await;
        let knows = khoi.get(&path).await.expect(200);
        assert!(
            knows["index"].as_i64() > Some(0) && knows["minutes"] == 1,
            "{knows}"
        );
        assert!(knows["explanation"]["sentence"].is_string());
        khoi.post(
            &place(&time, "/uses"),
            json!({ "noun": "parties", "record_id": ngoc, "outcome": "applied" }),
        )
        .await
        .expect(201);
        let uses = khoi.get(&path).await.expect(200);
        assert!(uses["usage"].as_i64() > knows["usage"].as_i64());
        let party = khoi
            .get(&format!("/api/v1/parties/{}", ngoc.as_str().unwrap()))
            .await
            .expect(200);
        assert_eq!(party["learning"], uses["index"]);
        let filter = quen_http::session::encode(
            &json!({ "field": "learning", "op": "gt", "value": 0 }).to_string(),
        );
        let known = khoi
            .get(&format!("/api/v1/parties?filter={filter}&sort=-learning"))
            .await
            .expect(200);
        assert_eq!(
            (
                known["data"].as_array().unwrap().len(),
                known["data"][0]["id"].clone()
            ),
            (1, ngoc.clone())
        );
        drop(an);
    })
    .await;
}

#[tokio::test]
async fn an_answer_becomes_a_fact_and_a_question_put_aside_waits() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ngoc = party(&khoi, "Ngọc").await;
        let home = format!("/api/v1/parties/{}", ngoc.as_str().unwrap());
        let first = |learning: &serde_json::Value| learning["questions"][0]["topic"].clone();
        khoi.post(&format!("{home}/asides"), json!({ "topic": "delivery" }))
            .await
            .expect(204);
        let asked = khoi.get(&format!("{home}/learning")).await.expect(200);
        assert_ne!(first(&asked), "delivery");
        app.app.clock.advance(TimeDelta::days(31));
        assert_eq!(
            first(&khoi.get(&format!("{home}/learning")).await.expect(200)),
            "delivery"
        );
        let said = khoi
            .post(
                &format!("{home}/answers"),
                json!({ "topic": "delivery", "statement": "Trước 9 giờ sáng" }),
            )
            .await
            .expect(201);
        assert_eq!(said["value"]["to"], "09:00");
        let asked = khoi.get(&format!("{home}/learning")).await.expect(200);
        assert!(
            asked["questions"]
                .as_array()
                .unwrap()
                .iter()
                .all(|question| question["topic"] != "delivery")
        );
        khoi.post(&format!("{home}/answers"), json!({ "topic": "delivery" }))
            .await
            .expect(422);
        app.app.clock.advance(TimeDelta::days(900));
        let asked = khoi.get(&format!("{home}/learning")).await.expect(200);
        let old = asked["questions"]
            .as_array()
            .unwrap()
            .iter()
            .find(|question| question["topic"] == "delivery")
            .unwrap();
        assert_eq!(
            old["fact"]["id"], said["id"],
            "what is old is read out to be confirmed"
        );
        let sure = khoi
            .post(
                &format!("{home}/answers"),
                json!({ "topic": "delivery", "fact_id": said["id"] }),
            )
            .await
            .expect(201);
        assert_eq!(
            (sure["id"].clone(), sure["certainty"].clone()),
            (said["id"].clone(), json!(9_800))
        );
        let other = party(&khoi, "An").await;
        let theirs = format!("/api/v1/parties/{}/answers", other.as_str().unwrap());
        khoi.post(
            &theirs,
            json!({ "topic": "delivery", "fact_id": said["id"] }),
        )
        .await
        .expect(404);
    })
    .await;
}

#[tokio::test]
async fn the_night_finds_what_faded_and_what_came_by_file() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ngoc = party(&khoi, "Ngọc").await;
        fact(
            &khoi,
            json!({ "party_id": ngoc, "topic": "time", "statement": "Gọi sau 14 giờ" }),
        )
        .await;
        let path = format!("/api/v1/parties/{}", ngoc.as_str().unwrap());
        let before = khoi.get(&path).await.expect(200)["learning"]
            .as_i64()
            .unwrap();
        app.app.clock.advance(TimeDelta::days(730));
        assert_eq!(
            khoi.get(&path).await.expect(200)["learning"],
            before,
            "stored until somebody looks"
        );
        let ctx = app.ctx("Khôi").await;
        facts::refresh(&ctx, &Progress::default()).await.unwrap();
        let after = khoi.get(&path).await.expect(200);
        assert!(after["learning"].as_i64().unwrap() < before, "{after}");
        assert_eq!(after["version"], 1, "the night is no change by somebody");
        let months = khoi.get(&format!("{path}/learning")).await.expect(200)["months"].clone();
        assert!(months.as_array().unwrap().len() >= 2, "{months}");
    })
    .await;
}
