//! The customer page and its timeline, as JSON.

use chrono::TimeDelta;
use quen_core::access::Scope;
use quen_testkit::{monday_morning, on_both};
use serde_json::json;

fn ago(hours: i64) -> String {
    (monday_morning() - TimeDelta::hours(hours)).to_rfc3339()
}

#[tokio::test]
async fn the_profile_tells_figures_stage_and_open_work() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi.post("/api/v1/parties", json!({ "name": "An" })).await.expect(201);
        let place = format!("/api/v1/parties/{}", party["id"].as_str().unwrap());
        let empty = khoi.get(&format!("{place}/profile")).await.expect(200);
        assert_eq!((empty["relationship"].clone(), empty["value"]["frequency"].clone()), (json!(null), json!(0)));
        for days in [60, 40, 20] {
            let order = json!({ "party_id": party["id"], "ordered_at": ago(24 * days), "lines": [{ "text": "a", "unit_price": 300_000, "unit_cost": 100_000 }] });
            khoi.post("/api/v1/orders", order).await.expect(201);
        }
        khoi.post("/api/v1/tasks", json!({ "title": "Gọi", "party_id": party["id"] })).await.expect(201);
        let profile = khoi.get(&format!("{place}/profile")).await.expect(200);
        let value = &profile["value"];
        assert_eq!((value["recency_days"].clone(), value["frequency"].clone()), (json!(20), json!(3)));
        assert_eq!(value["monetary"], json!({ "amount": 900_000, "currency": "VND" }));
        assert_eq!(value["margin"], json!({ "amount": 600_000, "currency": "VND" }));
        assert_eq!((value["rhythm_days"].clone(), value["elapsed"].clone()), (json!(20), json!(1.0)));
        let months: Vec<i64> = value["months"].as_array().unwrap().iter().map(|m| m["amount"].as_i64().unwrap()).collect();
        assert_eq!(months, [0, 0, 0, 0, 0, 0, 0, 0, 0, 600_000, 300_000, 0]);
        assert!(profile["relationship"]["evidence"][0]["sentence"].is_string());
        assert_eq!((profile["facts"][0]["topic"].clone(), profile["facts"][0]["evidence"].clone(), profile["promises"].clone()), (json!("product"), json!(3), json!([])));
        assert_eq!(profile["open_work"][0]["title"], "Gọi");
        let types: Vec<&str> = profile["timeline"].as_array().unwrap().iter().map(|e| e["type"].as_str().unwrap()).collect();
        assert_eq!(types.iter().filter(|kind| **kind == "order").count(), 3);
        assert!(types.contains(&"stage") && types.contains(&"event"));
        let minh = app.scoped("Minh", Scope::Own).await;
        for path in ["profile", "timeline", "stages", "links"] {
            minh.get(&format!("{place}/{path}")).await.expect(404);
            khoi.get(&format!("/api/v1/parties/khong/{path}")).await.expect(404);
        }
    })
    .await;
}

#[tokio::test]
async fn the_timeline_goes_on_where_it_stopped_and_shows_each_entry_once() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi
            .post("/api/v1/parties", json!({ "name": "An" }))
            .await
            .expect(201);
        let place = format!("/api/v1/parties/{}/timeline", party["id"].as_str().unwrap());
        for n in 0..70 {
            let note =
                json!({ "party_id": party["id"], "body": n.to_string(), "started_at": ago(n / 3) });
            khoi.post("/api/v1/interactions", note).await.expect(201);
            let task = khoi
                .post(
                    "/api/v1/tasks",
                    json!({ "title": "a", "party_id": party["id"] }),
                )
                .await
                .expect(201);
            khoi.post(
                &format!("/api/v1/tasks/{}/completion", task["id"].as_str().unwrap()),
                json!({}),
            )
            .await
            .expect(200);
        }
        let mut seen = Vec::new();
        let mut path = place.clone();
        loop {
            let page = khoi.get(&path).await.expect(200);
            seen.extend(page["data"].as_array().unwrap().iter().map(|e| {
                (
                    e["at"].as_str().unwrap().to_owned(),
                    e["id"].as_str().unwrap().to_owned(),
                )
            }));
            match page["next_cursor"].as_str() {
                Some(next) => path = format!("{place}?before={next}"),
                None => break,
            }
        }
        let mut distinct = seen.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(
            (seen.len(), distinct.len()),
            (142, 142),
            "70 notes, 70 tasks, one stage, one event"
        );
        khoi.get(&format!("{place}?before=zz")).await.expect(400);
        khoi.get(&format!("{place}?after=1")).await.expect(400);
    })
    .await;
}

#[tokio::test]
async fn a_contact_person_shows_the_organisations_figures_named_so() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = khoi
            .post("/api/v1/parties", json!({ "name": "Chị An" }))
            .await
            .expect(201);
        let cafe = khoi
            .post(
                "/api/v1/parties",
                json!({ "name": "Tiệm Nhỏ", "kind": "organization" }),
            )
            .await
            .expect(201);
        let place = format!("/api/v1/parties/{}", an["id"].as_str().unwrap());
        khoi.post(
            &format!("{place}/links"),
            json!({ "to_id": cafe["id"], "kind": "works_at" }),
        )
        .await
        .expect(201);
        let order = json!({ "party_id": cafe["id"], "contact_id": an["id"], "total": 700_000 });
        khoi.post("/api/v1/orders", order).await.expect(201);
        let profile = khoi.get(&format!("{place}/profile")).await.expect(200);
        assert_eq!(
            profile["value"]["of"],
            json!({ "id": cafe["id"], "name": "Tiệm Nhỏ" })
        );
        assert_eq!(profile["value"]["monetary"]["amount"], 700_000);
        assert_eq!(
            profile["timeline"][0]["type"], "order",
            "what the person ordered for it"
        );
        assert_eq!(
            profile["party"]["spend"]["amount"], 0,
            "every total counts an order once"
        );
    })
    .await;
}
