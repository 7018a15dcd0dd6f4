//! What was promised: made, kept, broken, put on new terms, counted; and what becomes of it when its owner leaves.

mod heard;

use quen_core::access::{Role, Scope};
use quen_service::notifications;
use quen_service::users;
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

async fn party(program: &Client, name: &str) -> Value {
    let made = program
        .post("/api/v1/parties", json!({ "name": name }))
        .await;
    made.expect(201)["id"].clone()
}

async fn promise(program: &Client, party: &Value, text: &str, due: &str) -> String {
    let body = json!({ "party_id": party, "text": text, "due_on": due });
    let made = program.post("/api/v1/promises", body).await.expect(201);
    format!("/api/v1/promises/{}", made["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_promise_is_kept_broken_mended_and_renegotiated() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = party(&khoi, "Nguyễn Văn An").await;
        let early = promise(&khoi, &an, "Giao trước 9 giờ", "2026-03-05").await;
        let kept = khoi
            .post(
                &format!("{early}/keeping"),
                json!({ "delivered_on": "2026-03-01", "beyond": true }),
            )
            .await
            .expect(200);
        assert_eq!(
            (
                kept["state"].clone(),
                kept["beyond"].clone(),
                kept["version"].clone()
            ),
            (json!("kept"), json!(true), json!(2))
        );
        let twice = khoi
            .post(&format!("{early}/breach"), json!({}))
            .await
            .expect(409);
        assert_eq!(twice["code"], "promise-settled");
        let wet = promise(&khoi, &an, "Đổi 2 túi hạt bị ẩm", "2026-03-03").await;
        let silent = khoi
            .patch(&wet, json!({ "due_on": "2026-04-01", "text": "Đổi 1 túi" }))
            .await;
        silent.expect(200);
        app.app.clock.advance(chrono::Duration::days(1));
        let moved = khoi
            .patch(&wet, json!({ "due_on": "2026-05-01" }))
            .await
            .expect(422);
        assert_eq!(
            (
                moved["errors"][0]["field"].clone(),
                moved["errors"][0]["code"].clone()
            ),
            (json!("due_on"), json!("needs-agreement"))
        );
        let unsaid = khoi
            .post(
                &format!("{wet}/renegotiation"),
                json!({ "due_on": "2026-05-01" }),
            )
            .await
            .expect(422);
        assert_eq!(unsaid["errors"][0]["field"], "agreed");
        let new = khoi
            .post(
                &format!("{wet}/renegotiation"),
                json!({ "due_on": "2026-03-04", "agreed": "anh đồng ý qua điện thoại" }),
            )
            .await
            .expect(200);
        assert_eq!(
            (
                new["state"].clone(),
                new["first_due_on"].clone(),
                new["due_on"].clone()
            ),
            (
                json!("renegotiated"),
                json!("2026-04-01"),
                json!("2026-03-04")
            )
        );
        khoi.post(&format!("{wet}/breach"), json!({ "outcome": "hết hàng" }))
            .await
            .expect(200);
        let mended = khoi
            .post(
                &format!("{wet}/mending"),
                json!({ "outcome": "tặng 1 túi" }),
            )
            .await
            .expect(200);
        assert_eq!(
            (mended["state"].clone(), mended["mended_at"].is_string()),
            (json!("broken"), true)
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_kept_is_counted_told_and_found() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = party(&khoi, "Nguyễn Văn An").await;
        let early = promise(&khoi, &an, "Giao trước 9 giờ", "2026-03-05").await;
        khoi.post(&format!("{early}/keeping"), json!({}))
            .await
            .expect(200);
        let wet = promise(&khoi, &an, "Đổi 1 túi hạt bị ẩm", "2026-03-03").await;
        let terms = json!({ "due_on": "2026-03-04", "agreed": "nhắn Zalo", "text": "Đổi 1 túi" });
        khoi.post(&format!("{wet}/renegotiation"), terms)
            .await
            .expect(200);
        khoi.post(&format!("{wet}/breach"), json!({}))
            .await
            .expect(200);
        khoi.post(
            &format!("{wet}/mending"),
            json!({ "outcome": "tặng 1 túi" }),
        )
        .await
        .expect(200);
        let profile = khoi
            .get(&format!("/api/v1/parties/{}/profile", an.as_str().unwrap()))
            .await
            .expect(200);
        assert_eq!(profile["promises"].as_array().unwrap().len(), 2);
        assert_eq!(
            (
                profile["keeping"]["kept"].clone(),
                profile["keeping"]["broken"].clone(),
                profile["keeping"]["rate"].clone()
            ),
            (json!(1), json!(1), json!(5_000))
        );
        let told: Vec<&str> = profile["timeline"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|entry| entry["record"]["verb"].as_str())
            .collect();
        for verb in ["kept", "broken", "renegotiated", "mended"] {
            assert!(told.contains(&verb), "{verb} {told:?}");
        }
        let rates = khoi.get("/api/v1/promises/rates").await.expect(200);
        assert_eq!(
            (
                rates["all"]["mended"].clone(),
                rates["people"][0]["keeping"]["kept"].clone()
            ),
            (json!(1), json!(1))
        );
        let open = khoi
            .delete(&format!("{early}/settlement"))
            .await
            .expect(200);
        assert_eq!(
            (open["state"].clone(), open["delivered_on"].clone()),
            (json!("open"), json!(null))
        );
        khoi.delete(&format!("{early}/settlement"))
            .await
            .expect(409);
        let found = khoi.get("/api/v1/promises?q=tui%20hat").await.expect(200);
        assert_eq!(found["data"], json!([]), "the words were changed");
        assert_eq!(
            khoi.get("/api/v1/promises?q=doi%201%20tui")
                .await
                .expect(200)["data"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_named_and_nothing_of_others_is_reached() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let minh = app.scoped("Minh", Scope::Own).await;
        let an = party(&khoi, "Khách của Khôi").await;
        let place = promise(&khoi, &an, "Giữ kín giá", "2026-03-05").await;
        minh.get(&place).await.expect(404);
        minh.post(&format!("{place}/keeping"), json!({}))
            .await
            .expect(404);
        for (body, field, code) in [
            (json!({ "text": "a" }), "party_id", "required"),
            (json!({ "party_id": an }), "text", "required"),
            (
                json!({ "party_id": an, "text": "a", "kind": "magic" }),
                "kind",
                "bad-choice",
            ),
            (
                json!({ "party_id": an, "text": "a", "state": "kept" }),
                "state",
                "read-only",
            ),
            (
                json!({ "party_id": an, "text": "a".repeat(501) }),
                "text",
                "too-long",
            ),
            (
                json!({ "party_id": an, "text": "a", "due_on": "9999-99-99" }),
                "due_on",
                "bad-date",
            ),
            (
                json!({ "party_id": uuid::Uuid::from_u128(1), "text": "a" }),
                "party_id",
                "bad-reference",
            ),
            (
                json!({ "party_id": an, "text": "a", "owner_id": uuid::Uuid::from_u128(1) }),
                "owner_id",
                "not-a-colleague",
            ),
        ] {
            let refused = khoi.post("/api/v1/promises", body).await.expect(422);
            let found = refused["errors"]
                .as_array()
                .unwrap()
                .iter()
                .any(|e| e["field"] == field && e["code"] == code);
            assert!(found, "{field} {code}: {refused}");
        }
        let later = khoi
            .post(
                &format!("{place}/keeping"),
                json!({ "delivered_on": "2026-03-03" }),
            )
            .await
            .expect(422);
        assert_eq!(later["errors"][0]["code"], "in-future");
        let mended = khoi
            .post(&format!("{place}/mending"), json!({ "outcome": "x" }))
            .await
            .expect(409);
        assert_eq!(mended["code"], "promise-not-broken");
        let body = json!({ "party_id": an, "text": "của tôi" });
        minh.post("/api/v1/promises", body).await.expect(422);
        assert_eq!(
            minh.get("/api/v1/promises").await.expect(200)["data"],
            json!([])
        );
    })
    .await;
}

#[tokio::test]
async fn a_leavers_promises_are_still_kept_by_somebody() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let duy = app.colleague("Duy", Role::Member).await;
        app.colleague("Lan", Role::Member).await;
        let an = party(&duy, "Nguyễn Văn An").await;
        let open = promise(&duy, &an, "Gửi mẫu rang mới", "2026-03-06").await;
        let ended = promise(&duy, &an, "Gọi lại", "2026-03-02").await;
        duy.post(&format!("{ended}/keeping"), json!({}))
            .await
            .expect(200);
        let (leaver, heir) = (
            app.ctx("Duy").await.actor.user_id,
            app.ctx("Lan").await.actor.user_id,
        );
        let done = users::remove(&app.ctx("Khôi").await, leaver, heir)
            .await
            .unwrap();
        assert_eq!(done.parties, 1);
        app.work().await;
        assert_eq!(khoi.get(&open).await.expect(200)["owner_id"], json!(heir));
        assert_eq!(
            khoi.get(&ended).await.expect(200)["owner_id"],
            json!(leaver),
            "what ended stays whose it was"
        );
        let back = khoi
            .patch(&open, json!({ "owner_id": leaver }))
            .await
            .expect(422);
        assert_eq!(back["errors"][0]["code"], "not-a-colleague");
    })
    .await;
}

#[tokio::test]
async fn a_due_promise_is_on_today_and_in_the_bell() {
    on_both(|app: TestApp| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let an = party(&program, "Nguyễn Văn An").await;
        promise(&program, &an, "Giao hạt mới", "2026-03-02").await;
        promise(&program, &an, "Chuyện tháng sau", "2026-04-02").await;
        let today = program.get("/api/v1/today").await.expect(200);
        let lines: Vec<&Value> = today["lines"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|line| line["rule"] == "promise")
            .collect();
        assert_eq!(lines.len(), 1, "{today}");
        let page = khoi.open("/today").await.text;
        assert!(
            page.contains("Giữ lời với Nguyễn Văn An: Giao hạt mới"),
            "{page}"
        );
        for _ in 0..2 {
            notifications::daily_mail_in(&app.app, app.workspace)
                .await
                .unwrap();
        }
        let news = notifications::list(&app.ctx("Khôi").await, None)
            .await
            .unwrap();
        assert_eq!(news.len(), 1, "told once a day: {news:?}");
        assert_eq!(news[0].task.as_deref(), Some("Giao hạt mới"));
        let id = lines[0]["record_id"].as_str().unwrap();
        let clicked = khoi
            .submit(
                "/today",
                "/today/answers",
                &[("rule", "promise"), ("record_id", id), ("answer", "done")],
            )
            .await;
        assert_eq!(clicked.status, 303, "{}", clicked.text);
        let kept = program
            .get(&format!("/api/v1/promises/{id}"))
            .await
            .expect(200);
        assert_eq!(kept["state"], "kept");
        let undone = khoi
            .submit(
                "/today",
                "/today/answers/undo",
                &[("rule", "promise"), ("record_id", id), ("answer", "done")],
            )
            .await;
        assert_eq!(undone.status, 303);
        assert_eq!(
            program
                .get(&format!("/api/v1/promises/{id}"))
                .await
                .expect(200)["state"],
            "open"
        );
    })
    .await;
}

#[tokio::test]
async fn promises_follow_a_merge_and_go_out_as_a_file() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (an, twin) = (
            party(&khoi, "Nguyễn Văn An").await,
            party(&khoi, "Nguyen Van An").await,
        );
        let place = promise(&khoi, &twin, "Giao trước 9 giờ", "2026-03-05").await;
        let merger = format!("/api/v1/parties/{}/merger", an.as_str().unwrap());
        khoi.post(&merger, json!({ "loser": twin }))
            .await
            .expect(200);
        assert_eq!(khoi.get(&place).await.expect(200)["party_id"], an);
        let browser = app.browser("Khôi", Role::Owner).await;
        let file = browser.open("/promises/export?format=csv").await;
        assert_eq!(file.status, 200);
        assert!(file.text.contains("Giao trước 9 giờ"), "{}", file.text);
    })
    .await;
}

#[tokio::test]
async fn the_pages_of_promises_say_what_is_wrong_and_keep_what_was_typed() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let an = party(&program, "Nguyễn Văn An").await;
        let an = an.as_str().unwrap();
        let home = format!("/parties/{an}");
        let composed = [
            ("kind", "promise"),
            ("text", "Giao <sớm>"),
            ("due", "05/03/2026"),
            ("promise_kind", "quality"),
        ];
        let made = khoi
            .submit(&home, &format!("{home}/episodes"), &composed)
            .await;
        assert_eq!(made.status, 303, "{}", made.text);
        let page = khoi.open(&home).await.text;
        assert!(
            page.contains("Giao &lt;sớm&gt;") && page.contains("/keeping"),
            "{page}"
        );
        let found = program.get("/api/v1/promises").await.expect(200)["data"][0].clone();
        assert_eq!(
            (found["kind"].clone(), found["due_on"].clone()),
            (json!("quality"), json!("2026-03-05"))
        );
        let sheet = format!("/promises/{}", found["id"].as_str().unwrap());
        let refused = khoi
            .submit(
                &sheet,
                &format!("{sheet}/renegotiation"),
                &[("due_on", "09/03/2026"), ("agreed", "")],
            )
            .await;
        assert_eq!(refused.status, 422);
        assert!(
            refused.text.contains("value=\"09/03/2026\""),
            "{}",
            refused.text
        );
        let bad = khoi
            .submit(
                &sheet,
                &format!("{sheet}/keeping"),
                &[("delivered_on", "32/13")],
            )
            .await;
        assert_eq!(bad.status, 422);
        let kept = khoi
            .submit(
                &home,
                &format!("{home}/promises/{}/keeping", found["id"].as_str().unwrap()),
                &[],
            )
            .await;
        assert_eq!(kept.status, 303, "{}", kept.text);
        for path in [
            "/promises",
            "/promises?who=mine&when=kept",
            "/promises?when=broken",
            "/promises?when=undated",
            "/promises/new",
            &format!("/promises/new?party_id={an}"),
            &sheet,
        ] {
            assert_eq!(khoi.open(path).await.status, 200, "{path}");
        }
        assert!(
            khoi.open("/promises?when=kept")
                .await
                .text
                .contains("Giao &lt;sớm&gt;")
        );
        let empty = khoi
            .submit("/promises/new", "/promises", &[("text", "")])
            .await;
        assert_eq!(empty.status, 422);
        assert_eq!(khoi.open("/promises/khong").await.status, 404);
    })
    .await;
}
