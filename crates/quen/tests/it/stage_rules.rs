//! The thresholds of stages as a shop sets them: previewed, saved, obeyed, refused where they make no sense.

use chrono::TimeDelta;
use quen_core::access::Role;
use quen_testkit::{Client, monday_morning, on_both};
use serde_json::{Value, json};

async fn customer(client: &Client, name: &str, days_ago: &[i64]) -> Value {
    let party = client
        .post(
            "/api/v1/parties",
            json!({ "name": name, "roles": ["customer"] }),
        )
        .await
        .expect(201);
    for days in days_ago {
        let at = (monday_morning() - TimeDelta::days(*days)).to_rfc3339();
        let order = json!({ "party_id": party["id"], "total": 500_000, "ordered_at": at, "status": "delivered" });
        client.post("/api/v1/orders", order).await.expect(201);
    }
    party
}

async fn stage(client: &Client, party: &Value) -> Value {
    let path = format!("/api/v1/parties/{}", party["id"].as_str().unwrap());
    client.get(&path).await.expect(200)["stage"].clone()
}

#[tokio::test]
async fn who_would_move_is_seen_before_it_is_saved_and_moves_then() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let quiet = customer(&khoi, "Nguyễn Văn An", &[100, 70]).await;
        let fresh = customer(&khoi, "Trần Thị Bình", &[33, 3]).await;
        assert_eq!(stage(&khoi, &quiet).await, "exploration");
        let stricter =
            json!({ "fading_silence": 2, "expanding_silence": 1.8, "committed_silence": 1.5 });
        let preview = khoi
            .post("/api/v1/relationships/rules/preview", stricter.clone())
            .await
            .expect(200);
        assert_eq!(
            (&preview["looked_at"], &preview["capped"]),
            (&json!(2), &json!(false))
        );
        let moves = preview["moves"].as_array().unwrap();
        assert_eq!(moves.len(), 1, "{preview}");
        assert_eq!(
            (&moves[0]["from"], &moves[0]["to"], &moves[0]["count"]),
            (&json!("exploration"), &json!("dissolution"), &json!(1))
        );
        assert_eq!(moves[0]["examples"][0]["name"], "Nguyễn Văn An");
        assert_eq!(
            stage(&khoi, &quiet).await,
            "exploration",
            "a preview changes nothing"
        );

        let page = app.browser("Khôi", Role::Owner).await;
        let form = [
            ("fading_silence", "2"),
            ("expanding_silence", "1,8"),
            ("preview", "1"),
        ];
        let seen = page
            .submit("/settings/stages", "/settings/stages", &form)
            .await;
        assert!(
            seen.status == 200
                && seen.text.contains("Nguyễn Văn An")
                && seen.text.contains("value=\"1,8\""),
            "{}",
            seen.text
        );

        khoi.put("/api/v1/relationships/rules", stricter)
            .await
            .expect(204);
        assert_eq!(
            khoi.get("/api/v1/relationships/rules").await.expect(200)["expanding_silence"],
            1.8
        );
        app.work().await;
        assert_eq!(stage(&khoi, &quiet).await, "dissolution");
        assert_eq!(stage(&khoi, &fresh).await, "exploration");
        let settings = page.open("/settings/stages").await;
        assert!(settings.text.contains("value=\"1,8\""));
    })
    .await;
}

#[tokio::test]
async fn thresholds_that_make_no_sense_are_refused_at_their_field_and_members_may_not() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let refused = khoi
            .put(
                "/api/v1/relationships/rules",
                json!({ "fading_silence": 1 }),
            )
            .await
            .expect(422);
        assert_eq!(
            (
                &refused["errors"][0]["field"],
                &refused["errors"][0]["code"]
            ),
            (&json!("fading_silence"), &json!("out-of-order"))
        );
        let page = app.browser("Khôi", Role::Owner).await;
        let again = page
            .submit(
                "/settings/stages",
                "/settings/stages",
                &[("new_days", "hai tháng")],
            )
            .await;
        assert!(
            again.status == 422 && again.text.contains("hai tháng"),
            "{}",
            again.status
        );
        let hoa = app.colleague("Hoa", Role::Member).await;
        hoa.put("/api/v1/relationships/rules", json!({ "new_days": 30 }))
            .await
            .expect(403);
        hoa.post("/api/v1/relationships/rules/preview", json!({}))
            .await
            .expect(403);
    })
    .await;
}
