//! Requests with their clocks, the copy, breaches, and the pages of all that.

mod breaches;
mod erasure;
mod impact;
mod leaving;

use quen_core::access::Role;
use quen_testkit::on_both;
use serde_json::json;

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
async fn the_pages_show_clocks_and_keep_what_was_typed() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let party = program
            .post("/api/v1/parties", json!({ "name": "Nguyễn Thị Hồng Ngọc" }))
            .await
            .expect(201);
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
    })
    .await;
}

#[tokio::test]
async fn the_page_of_a_person_erases_only_by_name() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let party = program
            .post("/api/v1/parties", json!({ "name": "Nguyễn Thị Hồng Ngọc" }))
            .await
            .expect(201);
        let home = format!("/parties/{}", party["id"].as_str().unwrap());
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
