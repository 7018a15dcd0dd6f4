//! Requests with their clocks, the copy, breaches, and erasure that leaves nothing of a person behind.

use quen_core::Permission;
use quen_core::access::Role;
use quen_store::Rows;
use quen_store::db::sql;
use quen_testkit::{TestApp, on_both};
use serde_json::json;

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

#[tokio::test]
async fn requests_and_breaches_run_by_the_laws_clocks() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let asked = khoi
            .post(
                "/api/v1/privacy/requests",
                json!({ "kind": "access", "source": "phone", "received_on": "2026-02-27" }),
            )
            .await
            .expect(201);
        assert_eq!(
            (asked["ack_due"].clone(), asked["due_on"].clone()),
            (json!("2026-03-02"), json!("2026-03-09"))
        );
        let place = format!("/api/v1/privacy/requests/{}", asked["id"].as_str().unwrap());
        khoi.post(&format!("{place}/acknowledgement"), json!({}))
            .await
            .expect(200);
        assert_eq!(
            khoi.post(&format!("{place}/acknowledgement"), json!({}))
                .await
                .expect(409)["code"],
            "request-acknowledged"
        );
        let later = khoi
            .post(
                &format!("{place}/extension"),
                json!({ "reason": "nhiều hệ thống" }),
            )
            .await
            .expect(200);
        assert_eq!(later["due_on"], "2026-03-19");
        khoi.post(&format!("{place}/extension"), json!({ "reason": "nữa" }))
            .await
            .expect(409);
        let bare = khoi
            .post(&format!("{place}/closing"), json!({ "outcome": "refused" }))
            .await
            .expect(422);
        assert_eq!(bare["errors"][0]["field"], "answer");
        khoi.post(
            &format!("{place}/closing"),
            json!({ "outcome": "fulfilled" }),
        )
        .await
        .expect(200);
        khoi.post(
            &format!("{place}/closing"),
            json!({ "outcome": "fulfilled" }),
        )
        .await
        .expect(409);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_named_and_a_breach_has_its_hours() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        for (body, field) in [
            (json!({ "kind": "dance", "source": "phone" }), "kind"),
            (json!({ "kind": "access", "source": "phone", "received_on": "2026-03-03" }), "received_on"),
            (json!({ "kind": "access", "source": "phone", "party_id": uuid::Uuid::from_u128(1) }), "party_id"),
        ] {
            let refused = khoi.post("/api/v1/privacy/requests", body).await.expect(422);
            assert_eq!(refused["errors"][0]["field"], field);
        }
        let breach = khoi.post("/api/v1/privacy/breaches", json!({ "kind": "personal_data", "what": "mất máy tính" })).await.expect(201);
        assert_eq!(breach["notify_by"], "2026-03-05T02:00:00Z");
        let told = format!("/api/v1/privacy/breaches/{}/notification", breach["id"].as_str().unwrap());
        khoi.post(&told, json!({ "done": "đã gửi A05" })).await.expect(200);
        khoi.post(&told, json!({})).await.expect(409);
        let lan = app.colleague("Lan", Role::Member).await;
        lan.get("/api/v1/privacy/requests").await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn the_pages_show_clocks_and_erase_only_by_name() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let party = program
            .post("/api/v1/parties", json!({ "name": "Nguyễn Thị Hồng Ngọc" }))
            .await
            .expect(201);
        let home = format!("/parties/{}", party["id"].as_str().unwrap());
        let sent = [
            ("kind", "erase"),
            ("source", "phone"),
            ("party_id", party["id"].as_str().unwrap()),
        ];
        assert_eq!(
            khoi.submit("/privacy", "/privacy/requests", &sent)
                .await
                .status,
            303
        );
        let page = khoi.open("/privacy").await.text;
        assert!(
            page.contains("/privacy/requests/") && page.contains("Điện thoại"),
            "requests and inventory: {page}"
        );
        let bad = khoi
            .submit(
                "/privacy",
                "/privacy/requests",
                &[
                    ("kind", "erase"),
                    ("source", "phone"),
                    ("received_on", "32/13"),
                ],
            )
            .await;
        assert_eq!(bad.status, 422);
        let request = page
            .split("/privacy/requests/")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap();
        let place = format!("/privacy/requests/{request}");
        assert_eq!(khoi.open(&place).await.status, 200);
        assert_eq!(
            khoi.submit(&place, &format!("{place}/acknowledgement"), &[])
                .await
                .status,
            303
        );
        assert_eq!(
            khoi.submit(&place, &format!("{place}/extension"), &[("reason", "")])
                .await
                .status,
            422
        );
        assert_eq!(
            khoi.submit(
                &place,
                &format!("{place}/closing"),
                &[("outcome", "fulfilled")]
            )
            .await
            .status,
            303
        );
        let breach = [
            ("breach_kind", "consumer_system"),
            ("what", "bị tấn công"),
            ("people", "x"),
        ];
        assert_eq!(
            khoi.submit("/privacy", "/privacy/breaches", &breach)
                .await
                .status,
            422
        );
        let breach = [
            ("breach_kind", "consumer_system"),
            ("what", "bị tấn công"),
            ("people", "12"),
        ];
        assert_eq!(
            khoi.submit("/privacy", "/privacy/breaches", &breach)
                .await
                .status,
            303
        );
        let person = khoi.open(&format!("{home}/privacy")).await;
        assert_eq!(person.status, 200, "{}", person.text);
        assert!(
            khoi.open(&format!("{home}/privacy/copy"))
                .await
                .text
                .contains("Hồng Ngọc")
        );
        let wrong = khoi
            .submit(
                &format!("{home}/privacy"),
                &format!("{home}/privacy/erasure"),
                &[("name", "Ngọc")],
            )
            .await;
        assert!(wrong.header("location").unwrap().contains("wrong"));
        let gone = khoi
            .submit(
                &format!("{home}/privacy"),
                &format!("{home}/privacy/erasure"),
                &[("name", "Nguyễn Thị Hồng Ngọc")],
            )
            .await;
        assert_eq!(
            (gone.status, gone.header("location")),
            (303, Some("/privacy"))
        );
        let lan = app.browser("Lan", Role::Member).await;
        for path in ["/privacy", &format!("{home}/privacy")] {
            assert_eq!(lan.open(path).await.status, 403, "{path}");
        }
    })
    .await;
}
