//! Episodes: what they answer, what they move, and who sees them.

use quen_core::access::{Role, Scope};
use quen_testkit::on_both;
use serde_json::{Value, json};

use crate::tasks::encode;

#[tokio::test]
async fn a_call_back_answers_what_the_customer_was_waiting_for() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi.post("/api/v1/parties", json!({ "name": "Nguyễn Văn An" })).await.expect(201);
        let party_id = party["id"].as_str().unwrap().to_owned();
        let write = |mut body: Value| {
            let (khoi, party_id) = (khoi.clone(), party_id.clone());
            async move {
                body["party_id"] = json!(party_id);
                khoi.post("/api/v1/interactions", body).await.expect(201)
            }
        };
        let asked = write(json!({ "kind": "message", "direction": "in", "channel": "zalo", "started_at": "2026-03-01T08:00:00Z", "body": "Còn hạt Cầu Đất không?" })).await;
        assert_eq!(asked["answered_at"], json!(null));
        let seen = |path: String| {
            let khoi = khoi.clone();
            async move { khoi.get(&path).await.expect(200) }
        };
        let place = format!("/api/v1/parties/{party_id}");
        assert_eq!(seen(place.clone()).await["last_contact_at"], json!(null), "a question is no contact by us");
        write(json!({ "kind": "note", "started_at": "2026-03-01T09:00:00Z", "body": "Nhắc anh Khôi" })).await;
        let asked_place = format!("/api/v1/interactions/{}", asked["id"].as_str().unwrap());
        assert_eq!(seen(asked_place.clone()).await["answered_at"], json!(null), "a note answers nothing");
        write(json!({ "kind": "call", "direction": "out", "outcome": "reached", "started_at": "2026-03-01T10:00:00Z", "ended_at": "2026-03-01T10:04:00Z" })).await;
        assert_eq!(seen(asked_place.clone()).await["answered_at"], "2026-03-01T10:00:00Z");
        assert_eq!(seen(place.clone()).await["last_contact_at"], "2026-03-01T10:00:00Z");
        assert_eq!(seen(place.clone()).await["stage"], "exploration");
        let late = write(json!({ "kind": "email", "direction": "in", "started_at": "2026-02-28T10:00:00Z" })).await;
        assert_eq!(late["answered_at"], "2026-03-01T10:00:00Z", "written down late, answered long ago");
        let open = write(json!({ "kind": "call", "direction": "in", "outcome": "no_answer", "started_at": "2026-03-02T01:00:00Z" })).await;
        let open_place = format!("/api/v1/interactions/{}", open["id"].as_str().unwrap());
        let marked = khoi.post(&format!("{open_place}/answer"), json!({})).await.expect(200);
        assert!(marked["answered_at"].is_string());
        khoi.post(&format!("{open_place}/answer"), json!({})).await.expect(409);
        let filter = json!({ "field": "party_id", "op": "eq", "value": party_id });
        let list = seen(format!("/api/v1/interactions?limit=2&filter={}", encode(&filter.to_string()))).await;
        assert_eq!(list["data"][0]["id"], open["id"], "newest first");
        let next = seen(format!("/api/v1/interactions?limit=2&filter={}&cursor={}", encode(&filter.to_string()), list["next_cursor"].as_str().unwrap())).await;
        assert_eq!(next["data"].as_array().unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn bad_episodes_are_refused_by_field() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        app.workspace("khac").await;
        let stranger = app.colleague_in("khac", "Tuấn", Role::Owner).await;
        let theirs = stranger.post("/api/v1/parties", json!({ "name": "Người khác" })).await.expect(201);
        let party = khoi.post("/api/v1/parties", json!({ "name": "An" })).await.expect(201);
        let id = party["id"].clone();
        for (body, field, code) in [
            (json!({ "kind": "call" }), "party_id", "required"),
            (json!({ "party_id": theirs["id"], "kind": "call" }), "party_id", "bad-reference"),
            (json!({ "party_id": "00000000-0000-0000-0000-000000000001", "kind": "call" }), "party_id", "bad-reference"),
            (json!({ "party_id": id, "kind": "dance" }), "kind", "bad-choice"),
            (json!({ "party_id": id, "started_at": "2030-01-01T00:00:00Z" }), "started_at", "in-future"),
            (json!({ "party_id": id, "started_at": "0001-01-01T00:00:00Z" }), "started_at", "bad-date"),
            (json!({ "party_id": id, "started_at": "2026-03-01T10:00:00Z", "ended_at": "2026-03-01T09:00:00Z" }), "ended_at", "ends-before-start"),
            (json!({ "party_id": id, "participants": [{ "party_id": theirs["id"] }] }), "participants", "bad-reference"),
            (json!({ "party_id": id, "user_id": theirs["id"] }), "user_id", "not-a-colleague"),
            (json!({ "party_id": id, "body": "x".repeat(100_001) }), "body", "too-long"),
        ] {
            let refused = khoi.post("/api/v1/interactions", body).await.expect(422);
            assert_eq!((refused["errors"][0]["field"].clone(), refused["errors"][0]["code"].clone()), (json!(field), json!(code)));
        }
        let first = json!({ "party_id": id, "external_id": "zalo-1" });
        khoi.post("/api/v1/interactions", first.clone()).await.expect(201);
        assert_eq!(khoi.post("/api/v1/interactions", first).await.expect(422)["errors"][0]["code"], "taken");
    })
    .await;
}

#[tokio::test]
async fn an_episode_is_seen_by_those_who_reach_its_party() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let minh = app.scoped("Minh", Scope::Own).await;
        let party = khoi
            .post("/api/v1/parties", json!({ "name": "Khách của Khôi" }))
            .await
            .expect(201);
        let made = khoi
            .post(
                "/api/v1/interactions",
                json!({ "party_id": party["id"], "subject": "Bí mật rang" }),
            )
            .await;
        let place = made.header("location").unwrap().to_owned();
        made.expect(201);
        minh.get(&place).await.expect(404);
        minh.patch(&place, json!({ "subject": "x" }))
            .await
            .expect(404);
        minh.delete(&place).await.expect(404);
        assert_eq!(
            minh.get("/api/v1/interactions").await.expect(200)["data"],
            json!([])
        );
        assert_eq!(
            minh.get("/api/v1/interactions?q=rang&count=true")
                .await
                .expect(200)["data"],
            json!([])
        );
    })
    .await;
}
