//! Groups, boards and calendars; fields edited where they stand; the records before and after.

use axum::http::Method;
use quen_core::access::Role;
use quen_testkit::{Answer, Browser, on_both};
use serde_json::json;

use super::page;

/// A request as htmx sends it for a fragment.
async fn fragment(browser: &Browser, method: Method, path: &str, form: &str) -> Answer {
    let token = browser.open("/account").await.text;
    let token = token
        .split("name=\"csrf\" content=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let headers = [
        ("hx-request", "true"),
        ("hx-request-type", "partial"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("x-csrf-token", token.as_str()),
    ];
    browser
        .send(method, path, &headers, form.as_bytes().to_vec())
        .await
}

#[tokio::test]
async fn orders_stand_in_groups_and_lanes_with_counts_and_sums() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let party = program.post("/api/v1/parties", json!({ "name": "Trần Ân" })).await.expect(201);
        for (number, status, price) in [("A1", "draft", 100_000), ("A2", "confirmed", 200_000), ("A3", "confirmed", 300_000)] {
            let line = json!({ "text": "Rang vừa", "quantity": 1, "unit_price": price });
            program.post("/api/v1/orders", json!({ "party_id": party["id"], "number": number, "status": status, "lines": [line] })).await.expect(201);
        }
        let groups = page(&khoi, "/orders?by=status&layout=table").await;
        assert_eq!(groups.matches("group-head").count(), 2, "{groups}");
        assert!(groups.contains("<b class=\"money\">500\u{a0}nghìn</b>") && groups.contains("Trần Ân"), "{groups}");
        let board = page(&khoi, "/orders?by=status&layout=board").await;
        assert!(board.contains("id=\"lane-confirmed\"") && board.contains("data-lane=\"delivered\""), "{board}");
        assert!(board.contains("Chuyển sang…"), "a way without dragging");
        let kinds = page(&khoi, "/parties?by=stage&layout=board").await;
        assert!(kinds.contains("Trần Ân") && !kinds.contains("data-move=\""), "what the product sets is not dragged");
    })
    .await;
}

#[tokio::test]
async fn a_card_that_is_dropped_moves_or_goes_back() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let task = program
            .post(
                "/api/v1/tasks",
                json!({ "title": "Gọi Ân", "kind": "call" }),
            )
            .await
            .expect(201);
        let at = format!(
            "/lists/tasks/board/{}?by=kind",
            task["id"].as_str().unwrap()
        );
        page(&khoi, "/tasks?layout=board&by=kind").await;
        let moved = fragment(&khoi, Method::PATCH, &at, "stage=meet&version=1&after=").await;
        assert_eq!(moved.status, 200, "{}", moved.text);
        assert!(
            moved.text.contains("hx-target=\"#lane-meet\"")
                && moved.text.contains("data-version=\"2\""),
            "{}",
            moved.text
        );
        let stale = fragment(&khoi, Method::PATCH, &at, "stage=send&version=1").await;
        assert_eq!(stale.status, 409, "{}", stale.text);
        assert!(
            stale.text.contains("id=\"lane-meet\"") && stale.text.contains("#toasts"),
            "{}",
            stale.text
        );
        let nowhere = fragment(&khoi, Method::PATCH, &at, "stage=nowhere&version=2").await;
        assert_eq!(nowhere.status, 422, "{}", nowhere.text);
        let sealed = at.replace("by=kind", "by=source");
        assert_eq!(
            fragment(&khoi, Method::PATCH, &sealed, "stage=x")
                .await
                .status,
            404
        );
        let found = program
            .get(&format!("/api/v1/tasks/{}", task["id"].as_str().unwrap()))
            .await
            .expect(200);
        assert_eq!(
            (found["kind"].as_str(), found["version"].as_i64()),
            (Some("meet"), Some(2))
        );
    })
    .await;
}

#[tokio::test]
async fn a_month_shows_what_falls_on_its_days_in_the_shop() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        for (title, day) in [("Gọi Ân", "2026-03-31"), ("Gửi mẫu", "2026-04-30")] {
            program.post("/api/v1/tasks", json!({ "title": title, "due_on": day })).await.expect(201);
        }
        let party = program.post("/api/v1/parties", json!({ "name": "Trần Ân" })).await.expect(201);
        // Half past midnight on the first of April in Đà Nẵng.
        let body = json!({ "party_id": party["id"], "kind": "note", "body": "khuya", "started_at": "2026-02-28T17:30:00Z" });
        program.post("/api/v1/interactions", body).await.expect(201);
        let march = page(&khoi, "/tasks?layout=calendar&by=due_on&month=2026-03").await;
        let day = march.split("datetime=\"2026-03-31\"").nth(1).unwrap().split("</td>").next().unwrap();
        assert!(day.contains("Gọi Ân") && !march.contains("Gửi mẫu"), "{march}");
        assert!(march.contains("month=2026-02") && march.contains("month=2026-04"));
        let talks = page(&khoi, "/interactions?layout=calendar&by=started_at&month=2026-03").await;
        let first = talks.split("datetime=\"2026-03-01\"").nth(1).unwrap().split("</td>").next().unwrap();
        assert!(first.contains("khuya"), "{talks}");
    })
    .await;
}

#[tokio::test]
async fn a_cell_is_edited_where_it_stands_and_taken_back() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let made = program
            .post(
                "/api/v1/products",
                json!({ "name": "Cầu Đất", "price": 280_000 }),
            )
            .await
            .expect(201);
        let id = made["id"].as_str().unwrap();
        let at = format!("/lists/products/cells/{id}/price");
        let form = fragment(&khoi, Method::GET, &format!("{at}?edit=1"), "").await;
        assert!(
            form.text.contains("value=\"280000\"")
                && form.text.contains("name=\"version\" value=\"1\""),
            "{}",
            form.text
        );
        let saved = fragment(&khoi, Method::POST, &at, "value=300k&version=1").await;
        assert_eq!(saved.status, 200, "{}", saved.text);
        assert!(
            saved.text.contains("300\u{a0}nghìn")
                && saved.text.contains("#toasts")
                && saved.text.contains("280000"),
            "{}",
            saved.text
        );
        let wrong = fragment(&khoi, Method::POST, &at, "value=nhiều&version=2").await;
        assert!(
            wrong.status == 422 && wrong.text.contains("value=\"nhiều\""),
            "{}",
            wrong.text
        );
        let stale = fragment(&khoi, Method::POST, &at, "value=5&version=1").await;
        assert!(
            stale.status == 409 && stale.text.contains("300.000"),
            "{}",
            stale.text
        );
        let undone = fragment(&khoi, Method::POST, &at, "value=280000&version=2&undo=1").await;
        assert!(
            undone.status == 200 && !undone.text.contains("#toasts"),
            "{}",
            undone.text
        );
        // Without script: a page with the form, and back to the record.
        assert!(page(&khoi, &at).await.contains("name=\"value\""));
        let plain = khoi
            .submit(&at, &at, &[("value", "290000"), ("version", "3")])
            .await;
        assert_eq!(
            (plain.status, plain.header("location")),
            (303, Some(format!("/products/{id}").as_str()))
        );
        assert_eq!(
            khoi.open(&format!("/lists/products/cells/{id}/created_at"))
                .await
                .status,
            404
        );
        let viewer = app.browser("Xem", Role::Viewer).await;
        assert!(!page(&viewer, "/products").await.contains("data-edit-cell"));
        assert_eq!(
            fragment(&viewer, Method::POST, &at, "value=1&version=4")
                .await
                .status,
            403
        );
    })
    .await;
}

#[tokio::test]
async fn a_record_knows_who_comes_before_and_after_in_the_list() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let mut ids = Vec::new();
        for (name, source) in [
            ("An", "Zalo"),
            ("Bình", "Chợ"),
            ("Chi", "Zalo"),
            ("Dũng", "Zalo"),
        ] {
            let made = program
                .post("/api/v1/parties", json!({ "name": name, "source": source }))
                .await
                .expect(201);
            ids.push(made["id"].as_str().unwrap().to_owned());
        }
        let near = |n: usize| {
            let (khoi, at) = (
                khoi.clone(),
                format!("/lists/parties/neighbours/{}", ids[n]),
            );
            async move { fragment(&khoi, Method::GET, &at, "").await.text }
        };
        assert_eq!(near(2).await, "", "no list was looked at");
        let zalo = super::filter(&json!([{ "field": "source", "op": "in", "value": ["Zalo"] }]));
        page(&khoi, &format!("/parties?sort=name&filter={zalo}")).await;
        let both = near(2).await;
        assert!(
            both.contains(&ids[0]) && both.contains(&ids[3]) && !both.contains(&ids[1]),
            "{both}"
        );
        assert!(both.contains("data-key=\"k\"") && both.contains("data-key=\"j\""));
        let first = near(0).await;
        assert!(
            first.contains(&ids[2]) && first.matches("<a ").count() == 1,
            "{first}"
        );
        page(&khoi, "/products").await;
        assert_eq!(near(2).await, "", "another kind's list");
    })
    .await;
}
