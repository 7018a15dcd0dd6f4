//! Erasure leaves nothing of a person behind: not in merges, imports, events, files or the search; what the law demands stays.

use axum::http::Method;
use quen_core::{Error, Permission};
use quen_service::{parties, portal};
use quen_store::Rows;
use quen_store::db::sql;
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

/// Words that must be gone after the erasure, each found nowhere else.
const MARKS: [&str; 6] = [
    "Hồng Ngọc",
    "ngoc@khach.vn",
    "905218467",
    "bí mật",
    "rang vừa cho con",
    "hồ sơ 7",
];

/// Every text and JSON value of every table of the workspace that holds a mark.
async fn leftovers(app: &TestApp) -> Vec<String> {
    let ctx = app.ctx("Khôi").await;
    let reading = ctx.read(Permission::PartiesRead).unwrap();
    let mut found = Vec::new();
    for table in quen_store::migrations::tables::tables(quen_store::migrations::PLAN) {
        if !table.tenant || table.local {
            continue;
        }
        for column in &table.columns {
            let q = sql(format!(
                "SELECT CAST({} AS TEXT) FROM {} WHERE workspace_id = $1",
                column.name, table.name
            ));
            let rows: Vec<(Option<String>,)> = match reading.all(q.bind(app.workspace)).await {
                Ok(rows) => rows,
                Err(_) => continue,
            };
            for text in rows.into_iter().filter_map(|(text,)| text) {
                found.extend(
                    MARKS
                        .iter()
                        .filter(|mark| text.contains(**mark))
                        .map(|mark| format!("{}.{}: {mark}", table.name, column.name)),
                );
            }
        }
    }
    found
}

#[tokio::test]
async fn an_erased_person_is_nowhere_and_the_orders_stay() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let body = json!({ "name": "Nguyễn Thị Hồng Ngọc", "emails": ["ngoc@khach.vn"], "phones": ["0905218467"], "note": "bí mật", "tags": ["bí mật"],
            "birthday": { "calendar": "lunar", "month": 8, "day": 15 }, "address": { "raw": "bí mật, Đà Nẵng" } });
        let party = khoi.post("/api/v1/parties", body).await.expect(201);
        let id = party["id"].as_str().unwrap().to_owned();
        for body in [
            json!({ "party_id": id, "kind": "note", "subject": "bí mật", "body": "rang vừa cho con", "outcome": "bí mật", "external_id": "bí mật" }),
            json!({ "party_id": id, "kind": "message", "channel": "zalo", "direction": "in", "body": "rang vừa cho con" }),
        ] {
            khoi.post("/api/v1/interactions", body).await.expect(201);
        }
        khoi.post("/api/v1/tasks", json!({ "party_id": id, "title": "Gọi Hồng Ngọc" })).await.expect(201);
        khoi.post("/api/v1/promises", json!({ "party_id": id, "text": "rang vừa cho con" })).await.expect(201);
        khoi.post("/api/v1/facts", json!({ "party_id": id, "topic": "people", "statement": "Con gái tên bí mật" })).await.expect(201);
        let line = json!({ "text": "Rang vừa", "quantity": 1, "unit_price": 100_000 });
        let order = khoi.post("/api/v1/orders", json!({ "party_id": id, "number": "A1", "status": "confirmed", "note": "bí mật", "lines": [line] })).await.expect(201);
        let consent = json!({ "channel": "email", "purpose": "ads", "answer": "yes", "source": "form", "proof": "hồ sơ 7" });
        khoi.send(axum::http::Method::PUT, &format!("/api/v1/parties/{id}/consents"), &[], Some(consent.to_string().into_bytes())).await.expect(200);
        let asked = khoi.post("/api/v1/privacy/requests", json!({ "party_id": id, "kind": "erase", "source": "phone", "note": "bí mật" })).await.expect(201);
        let copy = khoi.get(&format!("/api/v1/parties/{id}/personal-data")).await.expect(200).to_string();
        for mark in ["Hồng Ngọc", "ngoc@khach.vn", "rang vừa cho con", "hồ sơ 7", "A1"] {
            assert!(copy.contains(mark), "the copy has {mark}");
        }
        assert!(!leftovers(&app).await.is_empty(), "the search for traces finds them before");
        khoi.delete(&format!("/api/v1/parties/{id}/personal-data")).await.expect(204);
        assert_eq!(leftovers(&app).await, Vec::<String>::new());
        let kept = khoi.get(&format!("/api/v1/orders/{}", order["id"].as_str().unwrap())).await.expect(200);
        assert_eq!((kept["party_id"].clone(), kept["total"]["amount"].clone()), (json!(id), order["total"]["amount"].clone()), "what the law on accounts demands");
        for q in ["hong%20ngoc", "0905218467", "ngoc%40khach.vn"] {
            let found = khoi.get(&format!("/api/v1/search?q={q}")).await.expect(200);
            assert_eq!(found["parties"], json!([]), "{q}");
        }
        khoi.get(&format!("/api/v1/parties/{id}")).await.expect(404);
        khoi.delete(&format!("/api/v1/parties/{id}/personal-data")).await.expect(404);
        let open = khoi.get("/api/v1/privacy/requests").await.expect(200);
        assert_eq!(open["data"][0]["id"], asked["id"]);
    })
    .await;
}

async fn made(khoi: &Client, noun: &str, body: Value) -> String {
    let made = khoi
        .post(&format!("/api/v1/{noun}"), body)
        .await
        .expect(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn erased(khoi: &Client, id: &str) {
    khoi.delete(&format!("/api/v1/parties/{id}/personal-data"))
        .await
        .expect(204);
}

#[tokio::test]
async fn what_merges_keep_of_either_side_goes_too() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let first = made(
            &khoi,
            "parties",
            json!({ "name": "Hồng Ngọc (chợ Cồn)", "note": "bí mật" }),
        )
        .await;
        let second = made(
            &khoi,
            "parties",
            json!({ "name": "Chị Hồng Ngọc", "phones": ["0905218467"] }),
        )
        .await;
        let last = made(
            &khoi,
            "parties",
            json!({ "name": "Nguyễn Thị Hồng Ngọc", "emails": ["ngoc@khach.vn"] }),
        )
        .await;
        for party in [&first, &second] {
            made(
                &khoi,
                "interactions",
                json!({ "party_id": party, "kind": "note", "body": "rang vừa cho con" }),
            )
            .await;
        }
        for (winner, loser) in [(&second, &first), (&last, &second)] {
            khoi.post(
                &format!("/api/v1/parties/{winner}/merger"),
                json!({ "loser": loser }),
            )
            .await
            .expect(200);
        }
        erased(&khoi, &last).await;
        assert_eq!(
            leftovers(&app).await,
            Vec::<String>::new(),
            "a chain of merges"
        );
    })
    .await;
}

#[tokio::test]
async fn an_undone_merge_leaves_nothing_with_the_other_one() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ngoc = made(&khoi, "parties", json!({ "name": "Nguyễn Thị Hồng Ngọc", "phones": ["0905218467"], "emails": ["ngoc@khach.vn"], "note": "bí mật" })).await;
        let lan = made(&khoi, "parties", json!({ "name": "Trần Lan", "phones": ["0911222333"] })).await;
        let merged = khoi.post(&format!("/api/v1/parties/{lan}/merger"), json!({ "loser": ngoc })).await;
        merged.expect(200);
        khoi.patch(&format!("/api/v1/parties/{lan}"), json!({ "website": "lan.vn" })).await.expect(200);
        app.app.clock.advance(chrono::Duration::minutes(1));
        let ctx = app.ctx("Khôi").await;
        let merges = parties::merges(&ctx, lan.parse().unwrap()).await.unwrap();
        parties::undo_merge(&ctx, merges[0].id).await.unwrap();
        assert!(!leftovers(&app).await.is_empty());
        erased(&khoi, &ngoc).await;
        assert_eq!(leftovers(&app).await, Vec::<String>::new());
        let other = khoi.get(&format!("/api/v1/parties/{lan}")).await.expect(200);
        assert_eq!((&other["name"], &other["phones"][0]["value"]), (&json!("Trần Lan"), &json!("+84911222333")));
    })
    .await;
}

#[tokio::test]
async fn files_that_were_read_in_go_with_the_rows_that_failed() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let file = "Tên gọi,Máy,Thư\nNguyễn Thị Hồng Ngọc,0905218467,ngoc@khach.vn\nNguyễn Thị Hồng Ngọc,hỏng,ngoc@khach.vn\nLê Bình,hỏng,binh@khach.vn\n";
        let bytes = [("content-type", "application/octet-stream")];
        let sent = khoi.send(Method::POST, "/api/v1/imports?kind=parties&name=a.csv", &bytes, Some(file.into()));
        let import = sent.await.expect(201)["id"].as_str().unwrap().to_owned();
        let map = json!({ "map": { "Tên gọi": "full_name", "Máy": "phone", "Thư": "email" }, "match": ["phone"] });
        khoi.post(&format!("/api/v1/imports/{import}/start"), map).await.expect(200);
        let draft = khoi.send(Method::POST, "/api/v1/imports?kind=parties&name=b.csv", &bytes, Some(file.into()));
        let draft = draft.await.expect(201)["id"].as_str().unwrap().to_owned();
        app.work().await;
        let told = khoi.get(&format!("/api/v1/imports/{import}")).await.expect(200);
        assert_eq!((&told["created"], &told["failed"]), (&json!(1), &json!(2)), "{told}");
        let all = khoi.get("/api/v1/parties").await.expect(200);
        let ngoc = all["data"][0]["id"].as_str().unwrap().to_owned();
        khoi.patch(&format!("/api/v1/parties/{ngoc}"), json!({ "note": "bí mật" })).await.expect(200);
        erased(&khoi, &ngoc).await;
        assert_eq!(leftovers(&app).await, Vec::<String>::new());
        assert_eq!(app.app.files.names().await.unwrap(), Vec::<String>::new(), "the file is a copy of everybody in it");
        let told = khoi.get(&format!("/api/v1/imports/{draft}")).await.expect(200);
        assert_eq!(told["state"], "cancelled", "a file that waited to be read in is a copy too");
        let begun = khoi.post(&format!("/api/v1/imports/{draft}/start"), json!({})).await;
        assert_eq!(begun.status, 409, "{}", begun.text);
        let left = khoi.get(&format!("/api/v1/imports/{import}/failures.csv")).await.text;
        assert!(left.contains("Lê Bình") && !left.contains("Hồng Ngọc"), "{left}");
    })
    .await;
}

#[tokio::test]
async fn an_erased_customer_has_no_door_any_more() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        let id = made(
            &khoi,
            "parties",
            json!({ "name": "Hồng Ngọc", "emails": ["ngoc@khach.vn"], "phones": ["0905218467"] }),
        )
        .await;
        portal::invite(&app.ctx("Khôi").await, id.parse().unwrap())
            .await
            .unwrap();
        let mail = app.app.mailer.take().pop().unwrap();
        let at = mail.text.split("/enter/").nth(1).unwrap();
        let secret = at.split_whitespace().next().unwrap().to_owned();
        let opened = portal::enter(&app.app, "gio", &secret, "8467", "10.0.0.1")
            .await
            .unwrap();
        portal::invite(&app.ctx("Khôi").await, id.parse().unwrap())
            .await
            .unwrap();
        let mail = app.app.mailer.take().pop().unwrap();
        let second = mail
            .text
            .split("/enter/")
            .nth(1)
            .unwrap()
            .split_whitespace()
            .next()
            .unwrap()
            .to_owned();
        let request = khoi
            .post(
                "/api/v1/privacy/requests",
                json!({ "party_id": id, "kind": "erase", "source": "phone", "note": "bí mật" }),
            )
            .await
            .expect(201);
        erased(&khoi, &id).await;
        assert_eq!(
            portal::of_session(&app.app, &opened.cookie).await.err(),
            Some(Error::Unauthorized)
        );
        let late = portal::enter(&app.app, "gio", &second, "8467", "10.0.0.1").await;
        assert_eq!(late.err(), Some(Error::conflict("link-used")));
        let place = format!(
            "/api/v1/privacy/requests/{}",
            request["id"].as_str().unwrap()
        );
        khoi.post(
            &format!("{place}/closing"),
            json!({ "outcome": "fulfilled" }),
        )
        .await
        .expect(200);
        let kept = khoi.get("/api/v1/privacy/requests").await.expect(200)["data"][0].clone();
        assert_eq!(
            (&kept["outcome"], &kept["note"], &kept["party_id"]),
            (&json!("fulfilled"), &Value::Null, &json!(id)),
            "the proof stays"
        );
    })
    .await;
}
