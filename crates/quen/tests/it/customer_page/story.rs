//! The page of one party: its figures and its timeline.

use quen_core::access::Role;
use quen_testkit::on_both;
use serde_json::json;

use super::{page, part, party};

#[tokio::test]
async fn it_shows_real_figures_and_says_where_there_are_too_few() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party(&program, json!({ "name": "Nguyễn Thị Hồng Ngọc", "phones": ["0905218467"], "emails": ["ngoc@gio.vn"], "gender": "female" })).await;
        let home = format!("/parties/{id}");
        let new = page(&khoi, &home).await;
        for shown in ["tel:+84905218467", "https://zalo.me/84905218467", "mailto:ngoc@gio.vn", "chưa đủ", "chưa mua", "Không còn việc nào"] {
            assert!(new.contains(shown), "{shown}");
        }
        assert!(!new.contains("Lãi góp</span>"), "no margin is invented");
        for (day, total) in [("2026-01-10", 4_000_000), ("2026-01-30", 3_560_000), ("2026-02-19", 1_000_000)] {
            let order = json!({ "party_id": id, "ordered_at": format!("{day}T03:00:00Z"), "lines": [{ "text": "Hạt rang", "quantity": 1, "unit_price": total }] });
            program.post("/api/v1/orders", order).await.expect(201);
        }
        let shown = page(&khoi, &home).await;
        for figure in ["8,6<small>tr\u{a0}₫</small>", ">3<small>lần</small>", ">20<small>ngày</small>", ">11<small>ngày trước</small>", "đúng nhịp"] {
            assert!(shown.contains(figure), "{figure} {shown}");
        }
        let buying = page(&khoi, &format!("{home}?only=buying")).await;
        assert_eq!(buying.matches("<b>Đơn hàng</b>").count(), 3);
        assert!(!page(&khoi, &format!("{home}?only=talk")).await.contains("<b>Đơn hàng</b>"));
    })
    .await;
}

#[tokio::test]
async fn older_entries_follow_under_their_headings() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party(&program, json!({ "name": "Hồng Ngọc" })).await;
        for n in 0..60 {
            let body = json!({ "party_id": id, "kind": "note", "body": format!("mẩu số {n:02}."), "started_at": format!("2026-01-{:02}T03:00:00Z", 1 + n % 28) });
            program.post("/api/v1/interactions", body).await.expect(201);
        }
        let first = page(&khoi, &format!("/parties/{id}?only=talk")).await;
        let next = first.split("hx-get=\"").find(|part| part.contains("/timeline?")).and_then(|part| part.split('"').next()).unwrap();
        let older = part(&khoi, &next.replace("&amp;", "&")).await.expect(200);
        let (first, older) = (first.matches("mẩu số ").count(), older.as_str().unwrap().to_owned());
        assert_eq!(first + older.matches("mẩu số ").count(), 60);
        assert!(!older.contains("Tháng 1/2026"), "the same month is not headed twice: {older}");
        assert_eq!(khoi.open(&next.replace("&amp;", "&")).await.status, 303);
    })
    .await;
}
