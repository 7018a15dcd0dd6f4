//! Links between parties, and two records of one party made one.

use quen_core::access::{Role, Scope};
use quen_testkit::on_both;
use serde_json::json;

#[tokio::test]
async fn a_link_is_made_seen_from_both_ends_and_taken_out() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = khoi
            .post("/api/v1/parties", json!({ "name": "Nguyễn Văn An" }))
            .await
            .expect(201);
        let cafe = khoi
            .post(
                "/api/v1/parties",
                json!({ "name": "Tiệm Nhỏ", "kind": "organization" }),
            )
            .await
            .expect(201);
        let of = |party: &serde_json::Value| {
            format!("/api/v1/parties/{}/links", party["id"].as_str().unwrap())
        };
        let new = json!({ "to_id": cafe["id"], "kind": "works_at", "title": "Thu mua" });
        let link = khoi.post(&of(&an), new.clone()).await.expect(201);
        assert_eq!(
            (link["from_name"].clone(), link["to_name"].clone()),
            (json!("Nguyễn Văn An"), json!("Tiệm Nhỏ"))
        );
        assert_eq!(
            khoi.post(&of(&an), new).await.expect(422)["errors"][0]["code"],
            "taken"
        );
        for (body, field, code) in [
            (
                json!({ "to_id": an["id"], "kind": "household" }),
                "to_id",
                "own-link",
            ),
            (
                json!({ "to_id": cafe["id"], "kind": "friend" }),
                "kind",
                "bad-choice",
            ),
            (
                json!({ "to_id": "00000000-0000-0000-0000-000000000001", "kind": "household" }),
                "to_id",
                "bad-reference",
            ),
            (json!({ "kind": "household" }), "to_id", "required"),
            (
                json!({ "to_id": cafe["id"], "kind": "household", "colour": "red" }),
                "colour",
                "unknown-field",
            ),
        ] {
            let refused = khoi.post(&of(&an), body).await.expect(422);
            assert_eq!(
                (
                    refused["errors"][0]["field"].clone(),
                    refused["errors"][0]["code"].clone()
                ),
                (json!(field), json!(code))
            );
        }
        for party in [&an, &cafe] {
            assert_eq!(
                khoi.get(&of(party)).await.expect(200)["data"][0]["id"],
                link["id"]
            );
        }
        let minh = app.scoped("Minh", Scope::Own).await;
        let place = format!("/api/v1/links/{}", link["id"].as_str().unwrap());
        minh.get(&of(&an)).await.expect(404);
        minh.delete(&place).await.expect(404);
        khoi.delete(&place).await.expect(204);
        assert_eq!(khoi.get(&of(&cafe)).await.expect(200)["data"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn a_merged_party_leaves_everything_to_the_winner() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let new = |name: &str, phone: &str, code: &str| json!({ "name": name, "phones": [phone], "code": code, "roles": ["customer", "partner"] });
        let winner = khoi.post("/api/v1/parties", json!({ "name": "Nguyễn Văn An", "phones": ["0905218467"] })).await.expect(201);
        let loser = khoi.post("/api/v1/parties", new("Anh An", "0912345678", "KH-7")).await.expect(201);
        let cafe = khoi.post("/api/v1/parties", json!({ "name": "Tiệm Nhỏ", "kind": "organization" })).await.expect(201);
        let (winner_id, loser_id) = (winner["id"].as_str().unwrap(), loser["id"].as_str().unwrap());
        for party in [winner_id, loser_id] {
            let link = json!({ "to_id": cafe["id"], "kind": "works_at" });
            khoi.post(&format!("/api/v1/parties/{party}/links"), link).await.expect(201);
            let order = json!({ "party_id": party, "total": 500_000, "ordered_at": "2026-02-10T03:00:00Z" });
            khoi.post("/api/v1/orders", order).await.expect(201);
        }
        let placed = json!({ "party_id": cafe["id"], "contact_id": loser_id, "total": 900_000 });
        let placed = khoi.post("/api/v1/orders", placed).await.expect(201);
        khoi.post("/api/v1/interactions", json!({ "party_id": loser_id, "kind": "visit" })).await.expect(201);
        khoi.post("/api/v1/tasks", json!({ "title": "Gọi lại", "party_id": loser_id })).await.expect(201);

        let merger = format!("/api/v1/parties/{winner_id}/merger");
        assert_eq!(khoi.post(&merger, json!({ "loser": winner_id })).await.expect(422)["errors"][0]["field"], "loser");
        assert_eq!(khoi.post(&merger, json!({ "loser": cafe["id"] })).await.expect(422)["errors"][0]["code"], "other-kind");
        let member = app.colleague("Lan", Role::Member).await;
        member.post(&merger, json!({ "loser": loser_id })).await.expect(403);
        let merged = khoi.post(&merger, json!({ "loser": loser_id })).await.expect(200);

        assert_eq!((merged["code"].clone(), merged["phones"].as_array().unwrap().len()), (json!("KH-7"), 2));
        assert_eq!(merged["spend"], json!({ "amount": 1_000_000, "currency": "VND" }));
        assert_eq!(merged["occasions"], 1, "two orders on one day are one occasion");
        let gone = format!("/api/v1/parties/{loser_id}");
        khoi.get(&gone).await.expect(404);
        assert_eq!(khoi.post(&format!("{gone}/restoration"), json!({})).await.expect(409)["code"], "merged");
        let profile = khoi.get(&format!("/api/v1/parties/{winner_id}/profile")).await.expect(200);
        assert_eq!(profile["open_work"].as_array().unwrap().len(), 1);
        assert_eq!(profile["links"].as_array().unwrap().len(), 1, "the same link once");
        assert_eq!(profile["relationships"].as_array().unwrap().len(), 2);
        let placed = khoi.get(&format!("/api/v1/orders/{}", placed["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(placed["contact_id"], winner_id);
        let found = khoi.get("/api/v1/parties?q=0912345678").await.expect(200);
        assert_eq!(found["data"][0]["id"], winner_id);
        khoi.post(&merger, json!({ "loser": loser_id })).await.expect(404);
    })
    .await;
}
