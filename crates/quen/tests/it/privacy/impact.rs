//! The impact file: due after the first person, written version by version, out of date when things change, taken along; and the
//! log of processing.

use axum::http::Method;
use chrono::Duration;
use quen_core::access::Role;
use quen_service::notifications::daily_mail_in;
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

async fn file(khoi: &Client) -> Value {
    khoi.get("/api/v1/privacy/impact").await.expect(200)
}

fn said() -> Value {
    json!({ "firm": "other", "controller": "Tiệm Cà Phê Gió, MST 0401234567", "purpose": "Giao hàng và chăm sóc khách quen",
        "place": "Máy chủ tại Đà Nẵng", "risks": "Mất máy: sao lưu mỗi đêm" })
}

async fn person(khoi: &Client) {
    let body = json!({ "name": "Nguyễn Văn An", "phones": ["0905218467"] });
    khoi.post("/api/v1/parties", body).await.expect(201);
}

async fn told(app: &TestApp, khoi: &Client) -> usize {
    daily_mail_in(&app.app, app.workspace).await.unwrap();
    let news = khoi.get("/api/v1/notifications").await.expect(200);
    let all = news["data"].as_array().unwrap().iter();
    all.filter(|one| one["noun"] == "privacy").count()
}

#[tokio::test]
async fn the_file_is_due_sixty_days_after_the_first_person_and_the_bell_says_so() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        assert_eq!(file(&khoi).await["duty"]["state"], "none");
        person(&khoi).await;
        let found = file(&khoi).await;
        assert_eq!(found["duty"], json!({ "state": "due", "by": "2026-05-01" }));
        assert_eq!(told(&app, &khoi).await, 0, "there is time");
        app.app.clock.advance(Duration::days(61));
        assert_eq!(file(&khoi).await["duty"]["state"], "late");
        assert_eq!(told(&app, &khoi).await, 1);
        assert_eq!(told(&app, &khoi).await, 1, "once a week");
        let browser = app.browser("Khôi", Role::Owner).await;
        let page = browser.open("/privacy").await.text;
        assert!(page.contains("Hồ sơ lẽ ra phải lập trước ngày"), "{page}");
        khoi.post("/api/v1/privacy/impact", said())
            .await
            .expect(201);
        assert_eq!(file(&khoi).await["duty"]["state"], "kept");
        app.app.clock.advance(Duration::days(8));
        assert_eq!(told(&app, &khoi).await, 1, "nothing more to say");
    })
    .await;
}

#[tokio::test]
async fn small_firms_are_spared_and_abroad_asks_for_more() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        person(&khoi).await;
        let mut small = said();
        small["firm"] = json!("small");
        small["country"] = json!("sg");
        let kept = khoi.post("/api/v1/privacy/impact", small).await.expect(201);
        assert_eq!(
            (&kept["version"], &kept["sentences"]["country"]),
            (&json!(1), &json!("SG"))
        );
        assert_eq!(file(&khoi).await["duty"]["state"], "exempt");
        let browser = app.browser("Khôi", Role::Owner).await;
        let page = browser.open("/privacy/impact").await.text;
        assert!(
            page.contains("luật đòi thêm hồ sơ chuyển dữ liệu ra nước ngoài"),
            "{page}"
        );
    })
    .await;
}

#[tokio::test]
async fn what_the_owner_says_is_kept_version_by_version_and_changes_are_noticed() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        person(&program).await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let page = "/privacy/impact";
        let typed = [
            ("firm", "other"),
            ("controller", "Tiệm Cà Phê Gió"),
            ("purpose", ""),
            ("country", "VN"),
            ("place", "Đà Nẵng"),
            ("risks", "Mất máy"),
        ];
        let refused = khoi.submit(page, page, &typed).await;
        assert_eq!(refused.status, 422);
        assert!(
            refused.text.contains("Tiệm Cà Phê Gió"),
            "what was typed stays"
        );
        assert_eq!(file(&program).await["newest"], Value::Null);
        let typed = [
            ("firm", "other"),
            ("controller", "Tiệm Cà Phê Gió"),
            ("purpose", "Giao hàng"),
            ("country", "VN"),
            ("place", "Đà Nẵng"),
            ("risks", "Mất máy"),
            ("filed_on", "01/03/2026"),
        ];
        assert_eq!(khoi.submit(page, page, &typed).await.status, 303);
        program
            .post("/api/v1/privacy/impact", said())
            .await
            .expect(201);
        let found = file(&program).await;
        assert_eq!(
            [
                &found["newest"]["version"],
                &found["earlier"][0]["version"],
                &found["changed"]
            ],
            [&json!(2), &json!(1), &json!(false)]
        );
        assert_eq!(found["earlier"][0]["sentences"]["filed_on"], "2026-03-01");
        program
            .post(
                "/api/v1/consent-wordings",
                json!({ "text": "Cho phép gửi tin mỗi tháng?" }),
            )
            .await
            .expect(201);
        assert_eq!(
            file(&program).await["changed"],
            true,
            "other words of consent are another file"
        );
        let shown = khoi.open(page).await.text;
        for words in [
            "Mất máy: sao lưu mỗi đêm",
            "Cho phép gửi tin mỗi tháng?",
            "Có thay đổi từ bản trước",
            "3. Dữ liệu cá nhân đang giữ",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        let future = khoi
            .submit(page, page, &[("firm", "other"), ("filed_on", "01/03/2027")])
            .await;
        assert_eq!(future.status, 422);
    })
    .await;
}

#[tokio::test]
async fn the_document_is_taken_along_and_can_be_read() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        person(&khoi).await;
        khoi.post("/api/v1/privacy/impact", said()).await.expect(201);
        let (_, whole) = quen_service::privacy::impact::document(&app.ctx("Khôi").await, quen_words::Words::new(quen_words::Lang::Vi)).await.unwrap();
        let bytes = whole.docx().unwrap();
        let kept = khoi.send(Method::POST, "/api/v1/files?kind=interactions&name=ho-so.docx", &[("content-type", "application/octet-stream")], Some(bytes)).await.expect(201);
        let an = khoi.post("/api/v1/parties", json!({ "name": "Sở" })).await.expect(201);
        khoi.post("/api/v1/interactions", json!({ "party_id": an["id"], "kind": "meeting", "body": "Nộp hồ sơ", "files": [kept["id"]] })).await.expect(201);
        app.work().await;
        let hits = khoi.get("/api/v1/search?q=sao%20luu%20moi%20dem").await.expect(200);
        assert_eq!(hits["files"][0]["file"]["id"], kept["id"], "Word can read it, and so can we");
        let browser = app.browser("Khôi", Role::Owner).await;
        let down = browser.open("/privacy/impact/document").await;
        assert!(down.header("content-disposition").unwrap().contains("impact-2026-03-02.docx"));
        let member = app.browser("Minh", Role::Member).await;
        assert_eq!(member.open("/privacy/impact/document").await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn the_log_tells_what_was_done_with_personal_data() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        person(&khoi).await;
        khoi.post(
            "/api/v1/privacy/breaches",
            json!({ "kind": "personal_data", "what": "Lộ bảng khách" }),
        )
        .await
        .expect(201);
        khoi.post("/api/v1/privacy/impact", said())
            .await
            .expect(201);
        let log = khoi.get("/api/v1/privacy/log").await.expect(200);
        let verbs: Vec<&str> = log["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["verb"].as_str().unwrap())
            .collect();
        assert_eq!(
            verbs,
            ["impact_written", "breach_reported"],
            "newest first, and nothing else"
        );
        let older = format!(
            "/api/v1/privacy/log?before={}",
            log["data"][0]["id"].as_str().unwrap()
        );
        assert_eq!(
            khoi.get(&older).await.expect(200)["data"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        khoi.get("/api/v1/privacy/log?before=x").await.expect(400);
        let browser = app.browser("Khôi", Role::Owner).await;
        let page = browser.open("/privacy/log").await.text;
        assert!(
            page.contains("Đã ghi sự cố dữ liệu") && page.contains("Khôi"),
            "{page}"
        );
    })
    .await;
}
