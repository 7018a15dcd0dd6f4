//! How good one record is, on its own page: of customers and of every other kind, with the way to what is missing; and what the
//! pages say while records that nobody has looked at are looked at.

use axum::http::Method;
use quen_core::access::{Role, Scope};
use quen_store::Rows;
use quen_store::db::sql;
use quen_testkit::{TestApp, on_both};
use serde_json::json;

use super::{encoded, token};

#[tokio::test]
async fn a_customers_page_says_what_to_fill_in_first_and_mends_it_there() {
    on_both(|app| async move {
        let api = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let made = json!({ "name": "NGUYỄN VĂN AN", "owner_id": null });
        let party = api.post("/api/v1/parties", made).await.expect(201);
        let home = format!("/parties/{}", party["id"].as_str().unwrap());
        let page = khoi.open(&home).await.text.replace('\u{a0}', " ");
        for shown in [
            "Chất lượng hồ sơ: 37 điểm".to_owned(),
            format!("href=\"{home}/edit#phones\""),
            format!("hx-get=\"{home}/fields/phones?edit=1\""),
            "Sửa thành Nguyễn Văn An".to_owned(),
            "Nhận về mình".to_owned(),
            "và 1 mục nữa".to_owned(),
        ] {
            assert!(page.contains(&shown), "{shown}: {page}");
        }
        for fault in ["no_owner", "name_case"] {
            let form = [("id", party["id"].as_str().unwrap()), ("back", &home)];
            let mending = format!("/quality/{fault}/mending");
            let done = khoi.submit(&home, &mending, &form).await;
            assert_eq!(
                done.header("location"),
                Some(home.as_str()),
                "{}",
                done.text
            );
        }
        let filled = [("phones", "0905218467"), ("version", "3"), ("was", "")];
        let kind = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("hx-request-type", "partial"),
        ];
        let form = encoded(&filled, &token(&khoi, &home).await);
        let place = format!("{home}/fields/phones");
        let saved = khoi.send(Method::POST, &place, &kind, form).await;
        assert!(
            saved.status == 200 && saved.text.contains("Chất lượng hồ sơ: 92 điểm"),
            "the points follow at once: {}",
            saved.text
        );
        let lan = app.browser("Lan", Role::Viewer).await;
        let read = lan.open(&home).await.text;
        assert!(
            read.contains("Chưa có địa chỉ") && !read.contains(&format!("{home}/edit#address")),
            "who only reads is shown no way to change it: {read}"
        );
    })
    .await;
}

#[tokio::test]
async fn every_kind_says_on_its_page_how_good_a_record_is() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let browser = app.browser("Khôi", Role::Owner).await;
        let party = khoi.post("/api/v1/parties", json!({ "name": "Trần Thị Bình" })).await.expect(201)["id"].clone();
        khoi.post("/api/v1/kinds", json!({ "one_vi": "Xe", "name": "vehicles" })).await.expect(201);
        for (kind, page, body) in [
            ("orders", "/orders/", json!({ "party_id": party, "number": "A1", "lines": [{ "text": "Rang vừa", "quantity": 1, "unit_price": 1000 }] })),
            ("tasks", "/lists/tasks/records/", json!({ "party_id": party, "title": "Gọi lại chị Bình" })),
            ("interactions", "/lists/interactions/records/", json!({ "party_id": party, "kind": "note", "body": "Thích rang vừa" })),
            ("promises", "/promises/", json!({ "party_id": party, "text": "Giao trước thứ sáu" })),
            ("projects", "/projects/", json!({ "party_id": party, "name": "Quầy pha" })),
            ("facts", "/lists/facts/records/", json!({ "party_id": party, "topic": "preference", "statement": "Thích rang vừa" })),
            ("products", "/products/", json!({ "name": "Cầu Đất" })),
            ("vehicles", "/records/vehicles/", json!({ "name": "Wave trắng" })),
        ] {
            let made = khoi.post(&format!("/api/v1/{kind}"), body).await.expect(201);
            let page = browser.open(&format!("{page}{}", made["id"].as_str().unwrap())).await;
            let points = format!("Chất lượng hồ sơ: {} điểm", made["quality"]);
            assert!(page.status == 200 && page.text.contains(&points), "{kind} {points}: {}", page.text);
        }
        let tabs = browser.open("/quality").await.text;
        assert!(tabs.contains("/quality/kinds/products") && !tabs.contains("/quality/kinds/payments"), "{tabs}");
        assert_eq!(browser.open("/quality/kinds/payments").await.status, 404, "payments have no score");
        app.work().await;
    })
    .await;
}

/// As after an upgrade: all but the one of this name have no score yet.
async fn forget(app: &TestApp, table: &str, but: &str) {
    let ctx = app.ctx("Khôi").await;
    let tx = ctx
        .write(quen_core::Permission::PartiesWrite)
        .await
        .unwrap();
    let statement =
        format!("UPDATE {table} SET quality = NULL WHERE workspace_id = $1 AND name <> $2");
    let forget = sql(statement).bind(tx.rows.workspace()).bind(but);
    tx.rows.execute(forget).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_has_no_score_yet_is_never_shown_as_a_figure() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let browser = app.browser("Khôi", Role::Owner).await;
        for name in ["Trần Thị Bình", "Lê Quốc Bảo", "Đặng Mỹ Linh"] {
            khoi.post("/api/v1/parties", json!({ "name": name }))
                .await
                .expect(201);
            khoi.post("/api/v1/products", json!({ "name": name }))
                .await
                .expect(201);
        }
        forget(&app, "parties", "Lê Quốc Bảo").await;
        forget(&app, "products", "không có").await;
        for (at, api, done) in [
            ("/quality", "/api/v1/quality", 1),
            (
                "/quality/kinds/products",
                "/api/v1/quality/records?kind=products",
                0,
            ),
        ] {
            let told = khoi.get(api).await.expect(200);
            assert_eq!(told["scoring"], json!({ "done": done, "all": 3 }), "{told}");
            let page = browser.open(at).await.text.replace('\u{a0}', " ");
            assert!(
                page.contains(&format!("Đang tính {done} / 3 hồ sơ")) && page.contains("every 3s"),
                "{page}"
            );
            assert!(
                !page.contains("80 đến 100 điểm") && !page.contains("Sổ khách gọn gàng"),
                "{page}"
            );
        }
        let duy = app.scoped("Duy", Scope::Own).await;
        assert_eq!(
            duy.get("/api/v1/quality").await.expect(200)["scoring"],
            json!(null),
            "nobody else's are counted"
        );
        quen_jobs::begin(&app.app).await.unwrap();
        assert!(app.work().await > 0, "a server that starts begins with it");
        for (at, api) in [
            ("/quality", "/api/v1/quality"),
            (
                "/quality/kinds/products",
                "/api/v1/quality/records?kind=products",
            ),
        ] {
            assert_eq!(khoi.get(api).await.expect(200)["scoring"], json!(null));
            let page = browser.open(at).await.text.replace('\u{a0}', " ");
            assert!(
                page.contains("80 đến 100 điểm") && !page.contains("every 3s"),
                "{page}"
            );
        }
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn who_fills_in_the_form_of_what_an_order_made_has_completed_it() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let browser = app.browser("Khôi", Role::Owner).await;
        let made = json!({ "name": "Khách lẻ", "incomplete": true });
        let party = khoi.post("/api/v1/parties", made).await.expect(201);
        let place = format!("/parties/{}", party["id"].as_str().unwrap());
        let said = "Hồ sơ chưa điền xong";
        assert!(browser.open(&place).await.text.contains(said));
        let typed = [
            ("name", "Phạm Thu Hà"),
            ("phones", "0905218467"),
            ("version", "1"),
        ];
        let edit = format!("{place}/edit");
        let saved = browser.submit(&edit, &edit, &typed).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let stored = khoi.get(&format!("/api/v1{place}")).await.expect(200);
        assert_eq!(
            (&stored["name"], &stored["incomplete"]),
            (&json!("Phạm Thu Hà"), &json!(false))
        );
        assert!(!browser.open(&place).await.text.contains(said));
    })
    .await;
}
