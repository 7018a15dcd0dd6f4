//! Guessed addresses and wicked words on the lists and forms: what belongs to others is not there, and nothing typed runs.

use quen_core::access::{Role, Scope};
use quen_testkit::on_both;
use serde_json::{Value, json};

const WICKED: &str = "'><script>alert(1)</script><img src=x onerror=alert(1)>\u{202e}";

fn id(made: &Value) -> &str {
    made["id"].as_str().unwrap()
}

#[tokio::test]
async fn pages_of_another_workspace_and_of_other_owners_are_not_there() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi
            .post(
                "/api/v1/parties",
                json!({ "name": "Hồng Ngọc", "phones": ["0905218467"] }),
            )
            .await
            .expect(201);
        let order = json!({ "party_id": party["id"], "lines": [{ "text": "Phin", "quantity": 1, "unit_price": 45_000 }] });
        let order = khoi.post("/api/v1/orders", order).await.expect(201);
        let task = json!({ "party_id": party["id"], "title": "Gọi Hồng Ngọc", "due_on": "2026-03-02" });
        khoi.post("/api/v1/tasks", task).await.expect(201);
        khoi.post("/api/v1/interactions", json!({ "party_id": party["id"], "kind": "note", "body": "Hồng Ngọc kể" })).await.expect(201);
        let product = khoi
            .post("/api/v1/products", json!({ "name": "Phin sứ" }))
            .await
            .expect(201);
        let upload = khoi
            .send(
                axum::http::Method::POST,
                "/api/v1/imports?kind=parties&name=a.csv",
                &[("content-type", "text/csv")],
                Some("Tên\nHồng Ngọc\n".as_bytes().to_vec()),
            )
            .await
            .expect(201);
        let pages = [
            format!("/parties/{}", id(&party)),
            format!("/parties/{}/edit", id(&party)),
            format!("/parties/{}/timeline", id(&party)),
            format!("/orders/{}", id(&order)),
            format!("/orders/{}/edit", id(&order)),
            format!("/live?party={}", id(&party)),
        ];
        let everybodys = [
            format!("/products/{}", id(&product)),
            format!("/imports/{}", id(&upload)),
            format!("/imports/{}/progress", id(&upload)),
            format!("/imports/{}/failures.csv", id(&upload)),
        ];
        let lists = [
            "/parties?q=ngoc", "/parties/export?format=csv", "/orders", "/orders/export?format=csv", "/tasks?who=all", "/tasks/export?format=csv",
            "/interactions", "/interactions/export?format=csv", "/find?q=ngoc", "/find?q=8467", "/parties/choices?q=ngoc", "/today?whose=everyone",
        ];
        app.workspace("khac").await;
        app.colleague_in("khac", "Tuấn", Role::Owner).await;
        let stranger = quen_testkit::TestApp::stranger(&app);
        let fields = [("email", "tuan@gio.vn"), ("password", quen_testkit::PASSWORD)];
        assert_eq!(stranger.submit("/sign-in", "/sign-in", &fields).await.status, 303);
        let own = app.browser("Hà", Role::Member).await;
        app.narrow("Hà", Scope::Own).await;
        // What shows older entries without script leads to the page that is not there.
        let nothing = |page: &str, status: u16| {
            status == 404 || (status == 303 && page.ends_with("/timeline"))
        };
        for page in pages.iter().chain(&everybodys) {
            assert!(nothing(page, stranger.open(page).await.status), "{page}");
        }
        for page in &pages {
            assert!(nothing(page, own.open(page).await.status), "{page}");
        }
        for list in lists {
            for (who, browser) in [("another workspace", &stranger), ("another owner", &own)] {
                let answer = browser.open(list).await;
                assert!(!answer.text.contains("Ngọc"), "{list} to {who}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn wicked_words_stay_words_on_every_list_and_form() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi.post("/api/v1/parties", json!({ "name": WICKED })).await.expect(201);
        let product = khoi.post("/api/v1/products", json!({ "name": WICKED, "unit": "<b id=w>" })).await.expect(201);
        let order = json!({ "party_id": party["id"], "number": "<img src=x>", "note": WICKED, "lines": [{ "text": WICKED, "quantity": 1, "unit_price": 1 }] });
        let order = khoi.post("/api/v1/orders", order).await.expect(201);
        khoi.post("/api/v1/tasks", json!({ "party_id": party["id"], "title": WICKED, "due_on": "2026-03-02" })).await.expect(201);
        khoi.post("/api/v1/interactions", json!({ "party_id": party["id"], "kind": "message", "direction": "in", "channel": "zalo", "body": WICKED })).await.expect(201);
        let page = app.browser("Khôi", Role::Owner).await;
        let refused = page
            .submit("/orders/new", "/orders", &[("customer", WICKED), ("lines.0.text", WICKED), ("lines.0.unit_price", WICKED)])
            .await;
        assert_eq!(refused.status, 422);
        let mut seen = vec![("/orders refused".to_owned(), refused.text)];
        for path in [
            "/parties".to_owned(), "/orders".to_owned(), "/products".to_owned(), "/tasks?who=all".to_owned(), "/interactions".to_owned(), "/today".to_owned(),
            "/find?q=script".to_owned(), format!("/parties?q={}", quen_http::session::encode(WICKED)), format!("/orders/{}", id(&order)),
            format!("/orders/{}/edit", id(&order)), format!("/products/{}", id(&product)), format!("/tasks/new?party_id={}", id(&party)),
        ] {
            let answer = page.open(&path).await;
            assert_eq!(answer.status, 200, "{path}");
            seen.push((path, answer.text));
        }
        for (path, text) in seen {
            for broken in ["<script>alert", "<img src=x", "<b id=w>"] {
                assert!(!text.contains(broken), "{path}: {broken}");
            }
        }
    })
    .await;
}
