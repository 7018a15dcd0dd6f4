//! Lists as files: what a list shows, all pages, nothing beyond the scope, no formula that runs.

mod behind;

use quen_core::Role;
use quen_testkit::on_both;
use serde_json::{Value, json};

#[tokio::test]
async fn a_list_is_written_whole_in_all_formats() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        for n in 0..250 {
            khoi.post("/api/v1/parties", json!({ "name": format!("Khách {n:03}"), "phones": [format!("09{:08}", 10_000_000 + n)] })).await.expect(201);
        }
        let evil = json!({ "name": "=HYPERLINK(\"http://x\")", "note": "+1", "tags": ["@a", "b"], "roles": ["customer"] });
        khoi.post("/api/v1/parties", evil).await.expect(201);
        let page = app.browser("Khôi", Role::Owner).await;
        let csv = page.open("/parties/export?format=csv&sort=name").await;
        assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
        assert_eq!(csv.text.lines().count(), 252);
        assert!(csv.text.contains("\"'=HYPERLINK(\"\"http://x\"\")\"") && csv.text.contains("'+1") && csv.text.contains("'@a; b"), "{}", &csv.text[..800]);
        assert!(csv.text.starts_with("\u{feff}Quen ID,Loại,Tên,Mã khách hàng,Điện thoại"), "{}", &csv.text[..200]);
        let lines = page.open("/parties/export?format=jsonl&q=khach%20007").await;
        let one: Value = serde_json::from_str(lines.text.trim()).unwrap();
        assert_eq!((&one["name"], &one["phones"][0]["value"]), (&json!("Khách 007"), &json!("+84910000007")));
        let book = page.open("/parties/export?format=xlsx").await;
        assert!(book.status == 200 && book.text.starts_with("PK"), "{}", book.status);
        assert_eq!(page.open("/parties/export?format=pdf").await.status, 422);
        assert_eq!(page.open("/secrets/export").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn an_export_asks_for_the_right_and_shows_no_other_workspace() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        khoi.post("/api/v1/parties", json!({ "name": "Nguyễn Văn An" }))
            .await
            .expect(201);
        let member = app.browser("Hoa", Role::Member).await;
        assert_eq!(member.open("/parties/export").await.status, 403);
        app.workspace("khac").await;
        app.colleague_in("khac", "Lan", Role::Owner).await;
        for kind in ["orders", "products", "interactions", "facts", "tasks"] {
            let page = app.browser("Khôi", Role::Owner).await;
            assert_eq!(
                page.open(&format!("/{kind}/export?format=csv"))
                    .await
                    .status,
                200,
                "{kind}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_written_can_be_read_in_again() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = json!({ "name": "Lê Gia Hân", "code": "KH7", "phones": ["0912345678", "0905218467"], "emails": ["han@gio.vn"], "tags": ["VIP", "sỉ"],
            "birthday": { "calendar": "lunar", "month": 8, "day": 15 }, "note": "-thích rang vừa", "gender": "female" });
        let before = khoi.post("/api/v1/parties", party).await.expect(201);
        let page = app.browser("Khôi", Role::Owner).await;
        let csv = page.open("/parties/export?format=csv").await.text;
        let ctx = app.ctx("Khôi").await;
        let source = quen_documents::tables::Source::Bytes(csv.into_bytes().into());
        let kind = quen_service::imports::kind("parties").unwrap();
        let seen = quen_service::imports::inspect_file(source.clone(), kind, quen_documents::tables::Wishes::default(), true).await.unwrap();
        let report = quen_service::imports::run_file(&ctx, "parties", "a.csv", source, &seen.options(), false).await.unwrap();
        assert_eq!((report.created, report.failed), (0, 0), "{report:?}");
        let after = khoi.get(&format!("/api/v1/parties/{}", before["id"].as_str().unwrap())).await.expect(200);
        for key in ["name", "code", "phones", "emails", "tags", "birthday", "note", "gender"] {
            assert_eq!(before[key], after[key], "{key}");
        }
    })
    .await;
}

/// The addresses of the downloads that a list offers.
fn offered(page: &str) -> Vec<String> {
    let links = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    links
        .filter(|href| href.contains("/export?"))
        .map(|href| href.replace("&amp;", "&"))
        .collect()
}

#[tokio::test]
async fn each_list_offers_what_it_shows_as_csv_and_xlsx_to_those_who_may() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi
            .post("/api/v1/parties", json!({ "name": "Trần Quốc Bảo" }))
            .await
            .expect(201);
        let party = party["id"].as_str().unwrap();
        for (day, status) in [("2026-02-01", "confirmed"), ("2026-02-02", "cancelled")] {
            let order = json!({ "party_id": party, "ordered_at": format!("{day}T02:00:00Z"), "status": status,
                "lines": [{ "text": "Phin nhôm", "quantity": 2, "unit_price": 45_000 }] });
            khoi.post("/api/v1/orders", order).await.expect(201);
        }
        for (title, due) in [("Gọi lại", "2026-03-02"), ("Gửi mẫu", "2026-02-20")] {
            let task = json!({ "party_id": party, "title": title, "due_on": due });
            khoi.post("/api/v1/tasks", task).await.expect(201);
        }
        khoi.post("/api/v1/products", json!({ "name": "Phin nhôm" }))
            .await
            .expect(201);
        khoi.post("/api/v1/interactions", json!({ "party_id": party, "kind": "note", "body": "Hỏi giá" }))
            .await
            .expect(201);
        let page = app.browser("Khôi", Role::Owner).await;
        assert!(
            offered(&page.open("/parties?q=khong-ai").await.text).is_empty(),
            "nothing to take along"
        );
        for (list, lines) in [
            ("/parties?q=bao", 1),
            ("/orders?status=cancelled", 1),
            ("/orders", 2),
            ("/tasks?who=all&when=overdue", 1),
            ("/products", 1),
            ("/interactions", 1),
        ] {
            let links = offered(&page.open(list).await.text);
            assert_eq!(links.len(), 2, "{list}: {links:?}");
            let csv = links.iter().find(|link| link.contains("format=csv")).unwrap();
            let csv = page.open(csv).await;
            assert_eq!(csv.text.lines().count(), lines + 1, "{list}: {}", csv.text);
            let book = links.iter().find(|link| link.contains("format=xlsx")).unwrap();
            assert!(page.open(book).await.text.starts_with("PK"), "{list}");
        }
        let member = app.browser("Hoa", Role::Member).await;
        assert!(offered(&member.open("/orders").await.text).is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_export_speaks_of_people_by_name_and_of_the_columns_that_were_chosen() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = json!({ "name": "Trần Quốc Bảo", "phones": ["0913456789"] });
        let party = khoi.post("/api/v1/parties", party).await.expect(201);
        let order = json!({ "party_id": party["id"], "ordered_at": "2026-02-01T02:00:00Z",
            "lines": [{ "text": "Phin nhôm", "quantity": 2, "unit_price": 45_000 }, { "text": "Cầu Đất", "quantity": 1, "unit_price": 280_000 }] });
        khoi.post("/api/v1/orders", order).await.expect(201);
        let page = app.browser("Khôi", Role::Owner).await;
        let orders = page.open("/orders/export?format=csv").await.text;
        assert!(orders.contains("Trần Quốc Bảo") && orders.contains(party["id"].as_str().unwrap()), "{orders}");
        assert!(orders.contains("2 × Phin nhôm; 1 × Cầu Đất"), "{orders}");
        let parties = page.open("/parties/export?format=csv&columns=name,phones").await.text;
        let lines: Vec<&str> = parties.lines().collect();
        assert_eq!(lines[0].trim_start_matches('\u{feff}'), "Quen ID,Tên,Điện thoại");
        assert!(lines[1].ends_with("Trần Quốc Bảo,0913 456 789"), "{parties}");
        let json = page.open("/orders/export?format=jsonl").await.text;
        let one: Value = serde_json::from_str(json.trim()).unwrap();
        assert_eq!(one["party_id"], party["id"], "programs read ids");
    })
    .await;
}
