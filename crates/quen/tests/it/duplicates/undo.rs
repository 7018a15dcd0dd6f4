//! A merge undone leaves both as they were: orders, interactions, tasks, links, keys, tags, owner, figures. What was changed
//! since stays, what came in since stays with the winner, and nothing is undone twice.

use quen_core::access::Role;
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

/// Two customers with everything that can hang on one, and a third that both know.
struct Two {
    winner: String,
    loser: String,
}

async fn two(app: &TestApp, khoi: &Client) -> Two {
    let make = |body: Value| {
        let khoi = khoi.clone();
        async move {
            khoi.post("/api/v1/parties", body).await.expect(201)["id"]
                .as_str()
                .unwrap()
                .to_owned()
        }
    };
    app.colleague("Lan", Role::Member).await;
    let lan = app.ctx("Lan").await.actor.user_id;
    let winner = make(json!({ "name": "Nguyễn Thị Hồng Hạnh", "phones": ["0905218467"], "tags": ["Sỉ"], "note": "Rang vừa" })).await;
    let loser = make(json!({ "name": "Hanh Nguyen", "phones": ["0905218467", "0912345678"], "emails": ["hanh@gio.vn"], "code": "KH-7",
        "tags": ["Hội chợ"], "roles": ["customer", "supplier"], "note": "Giao sáng", "owner_id": lan })).await;
    let cafe = make(json!({ "kind": "organization", "name": "Tiệm Cà Phê Gió" })).await;
    for (at, (party, number, price)) in [
        (&winner, "A1", 500_000),
        (&loser, "B1", 700_000),
        (&loser, "B2", 300_000),
    ]
    .into_iter()
    .enumerate()
    {
        let line =
            json!({ "text": "Rang vừa", "quantity": 2, "unit_price": price, "unit_cost": 100_000 });
        khoi.post(
            "/api/v1/orders",
            json!({ "party_id": party, "number": number, "status": "delivered", "lines": [line],
            "ordered_at": format!("2026-01-{:02}T03:00:00Z", 5 + at * 7) }),
        )
        .await
        .expect(201);
    }
    khoi.post(
        "/api/v1/orders",
        json!({ "party_id": cafe, "contact_id": loser, "number": "C1", "status": "confirmed",
        "lines": [{ "text": "Cốc", "quantity": 1, "unit_price": 50_000 }] }),
    )
    .await
    .expect(201);
    let binned = khoi
        .post(
            "/api/v1/tasks",
            json!({ "title": "Việc đã bỏ", "party_id": loser }),
        )
        .await
        .expect(201);
    khoi.delete(&format!("/api/v1/tasks/{}", binned["id"].as_str().unwrap()))
        .await
        .expect(204);
    khoi.post(
        "/api/v1/tasks",
        json!({ "title": "Gửi mẫu", "party_id": loser }),
    )
    .await
    .expect(201);
    for (party, kind) in [(&winner, "call"), (&loser, "message")] {
        khoi.post(
            "/api/v1/interactions",
            json!({ "party_id": party, "kind": kind, "direction": "in", "body": "Hỏi giá" }),
        )
        .await
        .expect(201);
    }
    for (party, to, kind) in [
        (&winner, &cafe, "works_at"),
        (&loser, &cafe, "works_at"),
        (&loser, &winner, "referred_by"),
    ] {
        khoi.post(
            &format!("/api/v1/parties/{party}/links"),
            json!({ "to_id": to, "kind": kind }),
        )
        .await
        .expect(201);
    }
    Two { winner, loser }
}

/// Everything that is shown of a party, without what only says when it was last written.
async fn shown(app: &TestApp, khoi: &Client, id: &str) -> Value {
    let mut profile = khoi
        .get(&format!("/api/v1/parties/{id}/profile"))
        .await
        .expect(200);
    strip(&mut profile);
    let orders = khoi
        .get(&format!("/api/v1/orders?filter={}", of(id)))
        .await
        .expect(200)["data"]
        .clone();
    let tasks = khoi
        .get(&format!("/api/v1/tasks?filter={}", of(id)))
        .await
        .expect(200)["data"]
        .clone();
    let talks = khoi
        .get(&format!("/api/v1/interactions?filter={}", of(id)))
        .await
        .expect(200)["data"]
        .clone();
    let mut all = json!({ "orders": orders, "tasks": tasks, "talks": talks });
    strip(&mut all);
    let stages = khoi
        .get(&format!("/api/v1/parties/{id}/stages"))
        .await
        .expect(200)["data"]
        .clone();
    json!({ "profile": profile, "hanging": all, "stages": stages, "keys": keys(app, id).await })
}

fn of(id: &str) -> String {
    let filter = json!({ "field": "party_id", "op": "eq", "value": id }).to_string();
    filter
        .replace('{', "%7B")
        .replace('}', "%7D")
        .replace('"', "%22")
        .replace(' ', "")
}

async fn keys(app: &TestApp, id: &str) -> Vec<(String, String)> {
    use quen_store::Rows;
    let ctx = app.ctx("Khôi").await;
    let reading = ctx.read(quen_core::Permission::PartiesRead).unwrap();
    let q = quen_store::db::sql(
        "SELECT kind, value FROM party_keys WHERE workspace_id = $1 AND party_id = $2 ORDER BY kind, value",
    );
    let id: uuid::Uuid = id.parse().unwrap();
    reading
        .all(q.bind(reading.workspace()).bind(id))
        .await
        .unwrap()
}

/// Versions, instants of writing and the news of the timeline go; all else stays.
fn strip(value: &mut Value) {
    match value {
        Value::Array(list) => {
            list.retain(|entry| entry["type"] != "event");
            list.iter_mut().for_each(strip);
        }
        Value::Object(map) => {
            for name in ["version", "updated_at"] {
                map.remove(name);
            }
            map.values_mut().for_each(strip);
        }
        _ => {}
    }
}

async fn merge(khoi: &Client, two: &Two) -> String {
    khoi.post(
        &format!("/api/v1/parties/{}/merger", two.winner),
        json!({ "loser": two.loser }),
    )
    .await
    .expect(200);
    let all = khoi
        .get(&format!("/api/v1/parties/{}/mergers", two.winner))
        .await
        .expect(200);
    all["data"][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn both_stand_as_before() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let two = two(&app, &khoi).await;
        let before = (
            shown(&app, &khoi, &two.winner).await,
            shown(&app, &khoi, &two.loser).await,
        );
        let preview = khoi
            .get(&format!(
                "/api/v1/parties/{}/merger?loser={}",
                two.winner, two.loser
            ))
            .await
            .expect(200);
        assert_eq!(
            preview["moves"],
            json!({ "interactions": 1, "orders": 2, "tasks": 1, "links": 2 })
        );
        assert_eq!(preview["merged"]["phones"].as_array().unwrap().len(), 2);
        let id = merge(&khoi, &two).await;
        let merged = shown(&app, &khoi, &two.winner).await;
        assert_eq!(merged["hanging"]["orders"].as_array().unwrap().len(), 3);
        assert_eq!(merged["profile"]["party"]["spend"]["amount"], 3_000_000);
        khoi.get(&format!("/api/v1/parties/{}", two.loser))
            .await
            .expect(404);
        let back = khoi
            .delete(&format!("/api/v1/mergers/{id}"))
            .await
            .expect(200);
        assert_eq!(back["id"], two.loser.as_str());
        let after = (
            shown(&app, &khoi, &two.winner).await,
            shown(&app, &khoi, &two.loser).await,
        );
        assert_eq!(after.0, before.0, "the winner");
        assert_eq!(after.1, before.1, "the other one");
        let history = quen_service::history::of_record::<quen_service::parties::Parties>(
            &app.ctx("Khôi").await,
            two.winner.parse().unwrap(),
        )
        .await
        .unwrap();
        let verbs: Vec<&str> = history
            .iter()
            .map(|event| event.verb.as_str())
            .take(2)
            .collect();
        assert_eq!(verbs, ["unmerged", "merged"]);
        assert_eq!(
            khoi.delete(&format!("/api/v1/mergers/{id}"))
                .await
                .expect(409)["code"],
            "merge-undone"
        );
        let list = khoi.get("/api/v1/parties?q=0905218467").await.expect(200);
        assert_eq!(
            list["data"].as_array().unwrap().len(),
            2,
            "both are found again"
        );
        let binned = khoi
            .get(&format!("/api/v1/tasks?filter={}", of(&two.loser)))
            .await
            .expect(200);
        assert_eq!(binned["data"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_or_came_in_since_stays() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let two = two(&app, &khoi).await;
        let id = merge(&khoi, &two).await;
        let winner = format!("/api/v1/parties/{}", two.winner);
        khoi.patch(&winner, json!({ "note": "Đổi sang rang đậm", "tags": ["Sỉ", "Hội chợ", "Thân thiết"] })).await.expect(200);
        let line = json!({ "text": "Rang đậm", "quantity": 1, "unit_price": 90_000 });
        khoi.post("/api/v1/orders", json!({ "party_id": two.winner, "number": "A9", "status": "delivered", "lines": [line] })).await.expect(201);
        khoi.delete(&format!("/api/v1/mergers/{id}")).await.expect(200);
        let winner = khoi.get(&winner).await.expect(200);
        assert_eq!(winner["note"], "Đổi sang rang đậm");
        assert_eq!(winner["tags"], json!(["Sỉ", "Thân thiết"]), "only what the merge brought goes");
        assert_eq!((winner["code"].clone(), winner["spend"]["amount"].clone()), (Value::Null, json!(1_090_000)));
        let loser = khoi.get(&format!("/api/v1/parties/{}", two.loser)).await.expect(200);
        assert_eq!((loser["code"].clone(), loser["spend"]["amount"].clone()), (json!("KH-7"), json!(2_000_000)));
    })
    .await;
}

#[tokio::test]
async fn a_chain_is_undone_from_its_end() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let two = two(&app, &khoi).await;
        let third = khoi
            .post(
                "/api/v1/parties",
                json!({ "name": "Hồng Hạnh", "phones": ["0977000111"] }),
            )
            .await
            .expect(201);
        let third = third["id"].as_str().unwrap().to_owned();
        let first = merge(&khoi, &two).await;
        let end = Two {
            winner: third.clone(),
            loser: two.winner.clone(),
        };
        let second = merge(&khoi, &end).await;
        assert_eq!(
            khoi.delete(&format!("/api/v1/mergers/{first}"))
                .await
                .expect(409)["code"],
            "merge-buried"
        );
        khoi.delete(&format!("/api/v1/mergers/{second}"))
            .await
            .expect(200);
        khoi.delete(&format!("/api/v1/mergers/{first}"))
            .await
            .expect(200);
        for (party, spend) in [
            (&two.winner, 1_000_000),
            (&two.loser, 2_000_000),
            (&third, 0),
        ] {
            let party = khoi
                .get(&format!("/api/v1/parties/{party}"))
                .await
                .expect(200);
            assert_eq!(party["spend"]["amount"], spend, "{party}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_was_quicker_is_not_overrun() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let two = two(&app, &khoi).await;
        let path = format!("/api/v1/parties/{}/merger", two.winner);
        khoi.patch(
            &format!("/api/v1/parties/{}", two.loser),
            json!({ "note": "Vừa sửa" }),
        )
        .await
        .expect(200);
        let seen = json!({ "loser": two.loser, "winner_version": 1, "loser_version": 1 });
        khoi.post(&path, seen).await.expect(412);
        assert!(
            khoi.get(&format!("/api/v1/parties/{}/mergers", two.winner))
                .await
                .expect(200)["data"]
                .as_array()
                .unwrap()
                .is_empty()
        );
        let itself = json!({ "loser": two.winner });
        assert_eq!(
            khoi.post(&path, itself).await.expect(422)["errors"][0]["code"],
            "same-party"
        );
        let chosen = json!({ "loser": two.loser, "take": ["phones"] });
        assert_eq!(
            khoi.post(&path, chosen).await.expect(422)["errors"][0]["field"],
            "take"
        );
        let (one, other) = (khoi.clone(), khoi.clone());
        let body = json!({ "loser": two.loser });
        let (a, b) = tokio::join!(one.post(&path, body.clone()), other.post(&path, body));
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert!(
            statuses[0] == 200 && matches!(statuses[1], 404 | 409 | 412),
            "{statuses:?}"
        );
    })
    .await;
}
