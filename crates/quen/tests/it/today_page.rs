//! The first page: what to do, what one click does to it, whose it is, and figures that agree with the rules.

use axum::http::Method;
use quen_core::access::{Role, Scope};
use quen_core::figures::Returned;
use quen_core::today::{Worth, expected_year};
use quen_service::figures;
use quen_service::today::{self, Whose};
use quen_testkit::{Browser, Client, TestApp, on_both};
use serde_json::{Value, json};

/// A customer with an order of `price` đồng on each of these days.
async fn customer(by: &Client, name: &str, days: &[&str], price: i64) -> String {
    let party = json!({ "name": name, "phones": [phone_of(name)] });
    let party = by.post("/api/v1/parties", party).await.expect(201);
    let id = party["id"].as_str().unwrap().to_owned();
    for day in days {
        let line = json!({ "text": "Rang vừa 1 kg", "quantity": 1, "unit_price": price });
        let order =
            json!({ "party_id": id, "ordered_at": format!("{day}T03:00:00Z"), "lines": [line] });
        by.post("/api/v1/orders", order).await.expect(201);
    }
    id
}

/// A number of their own for each name.
fn phone_of(name: &str) -> String {
    let sum = name.bytes().fold(7_u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(byte))
    });
    format!("0905{:06}", sum % 1_000_000)
}

/// Came every twenty days, and then not for 51.
const SILENT: [&str; 4] = ["2025-11-11", "2025-12-01", "2025-12-21", "2026-01-10"];

async fn htmx(browser: &Browser, path: &str, form: &str) -> quen_testkit::Answer {
    let page = browser.open("/today").await;
    let token = page
        .text
        .split("name=\"csrf\" content=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .to_owned();
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("hx-request", "true"),
        ("hx-request-type", "partial"),
        ("x-csrf-token", token.as_str()),
    ];
    browser
        .send(Method::POST, path, &headers, form.as_bytes().to_vec())
        .await
}

#[tokio::test]
async fn a_line_says_why_and_goes_by_one_click_and_comes_back_by_another() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let id = customer(&khoi, "Nguyễn Thị Hồng Ngọc", &SILENT, 600_000).await;
        let browser = app.browser("Khôi", Role::Owner).await;
        let page = browser.open("/today").await.text;
        assert!(page.contains("Hỏi thăm Nguyễn Thị Hồng Ngọc"), "{page}");
        assert!(
            page.replace('\u{a0}', " ")
                .contains("51 ngày chưa mua, bình thường 20 ngày"),
            "{page}"
        );
        assert!(page.contains(&format!(
            "tel:+84{}",
            &phone_of("Nguyễn Thị Hồng Ngọc")[1..]
        )));

        let form = format!("rule=silent&record_id={id}&answer=done");
        let answer = htmx(&browser, "/today/answers", &form).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert!(
            answer.text.contains("class=\"done\"") && answer.text.contains("1/1\u{a0}xong"),
            "{}",
            answer.text
        );
        assert!(
            answer.text.contains("/today/answers/undo"),
            "{}",
            answer.text
        );
        assert!(
            !browser
                .open("/today")
                .await
                .text
                .contains("Hỏi thăm Nguyễn")
        );

        let answer = htmx(&browser, "/today/answers/undo", &form).await;
        assert!(
            answer.text.contains("Hỏi thăm Nguyễn Thị Hồng Ngọc"),
            "{}",
            answer.text
        );
        assert!(
            browser
                .open("/today")
                .await
                .text
                .contains("Hỏi thăm Nguyễn")
        );
        assert_eq!(
            htmx(&browser, "/today/answers/undo", &form).await.status,
            404
        );
    })
    .await;
}

#[tokio::test]
async fn a_task_done_on_the_page_is_done_and_can_be_opened_again() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let task = json!({ "title": "Gửi mẫu rang mới", "kind": "send", "due_on": "2026-02-27" });
        let task = khoi.post("/api/v1/tasks", task).await.expect(201);
        let place = format!("/api/v1/tasks/{}", task["id"].as_str().unwrap());
        let browser = app.browser("Khôi", Role::Owner).await;
        customer(&khoi, "An", &[], 1).await;
        let page = browser.open("/today").await.text.replace('\u{a0}', " ");
        assert!(
            page.contains("Gửi mẫu rang mới") && page.contains("Trễ 3 ngày"),
            "{page}"
        );
        let form = format!(
            "rule=task&record_id={}&answer=done",
            task["id"].as_str().unwrap()
        );
        assert_eq!(htmx(&browser, "/today/answers", &form).await.status, 200);
        assert_ne!(khoi.get(&place).await.expect(200)["done_at"], Value::Null);
        assert_eq!(
            htmx(&browser, "/today/answers/undo", &form).await.status,
            200
        );
        assert_eq!(khoi.get(&place).await.expect(200)["done_at"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn without_script_a_click_leads_back_to_the_page() {
    let app = TestApp::new().await;
    let khoi = app.owner("Khôi").await;
    let id = customer(&khoi, "Nguyễn Thị Hồng Ngọc", &SILENT, 600_000).await;
    let browser = app.browser("Khôi", Role::Owner).await;
    let fields = [
        ("rule", "silent"),
        ("record_id", id.as_str()),
        ("answer", "snooze"),
        ("until", "2026-03-05"),
    ];
    let answer = browser.submit("/today", "/today/answers", &fields).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, Some("/today"))
    );
    assert!(!browser.open("/today").await.text.contains("Hỏi thăm"));
    let late = [
        ("rule", "silent"),
        ("record_id", id.as_str()),
        ("answer", "snooze"),
        ("until", "2026-03-02"),
    ];
    assert_eq!(
        browser
            .submit("/today", "/today/answers", &late)
            .await
            .status,
        422
    );
    let bad = [
        ("rule", "nothing"),
        ("record_id", id.as_str()),
        ("answer", "done"),
    ];
    assert_eq!(
        browser
            .submit("/today", "/today/answers", &bad)
            .await
            .status,
        422
    );
}

#[tokio::test]
async fn mine_is_what_i_own_and_what_nobody_owns() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        app.colleague("Lan", Role::Member).await;
        let lan = app.ctx("Lan").await.actor.user_id;
        let hers = customer(&khoi, "Trần Bình", &SILENT, 100_000).await;
        khoi.patch(
            &format!("/api/v1/parties/{hers}"),
            json!({ "owner_id": lan }),
        )
        .await
        .expect(200);
        let nobodys = customer(&khoi, "Lê Chi", &SILENT, 200_000).await;
        khoi.patch(
            &format!("/api/v1/parties/{nobodys}"),
            json!({ "owner_id": null }),
        )
        .await
        .expect(200);
        let ctx = app.ctx("Khôi").await;
        let names = |today: &today::Today| {
            today
                .lines
                .iter()
                .filter_map(|line| line.party_id)
                .map(|id| id.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names(&today::list(&ctx, Whose::Mine).await.unwrap()),
            [nobodys.clone()]
        );
        assert_eq!(
            names(&today::list(&ctx, Whose::Everyone).await.unwrap()),
            [nobodys, hers.clone()]
        );
        let sum = |whose| {
            let ctx = ctx.clone();
            async move {
                figures::of_today(&ctx, whose)
                    .await
                    .unwrap()
                    .revenue
                    .months
                    .iter()
                    .map(|month| month.net)
                    .sum::<i64>()
            }
        };
        assert_eq!(
            (sum(Whose::Mine).await, sum(Whose::Everyone).await),
            (800_000, 1_200_000)
        );
        app.narrow("Lan", Scope::Own).await;
        let lan = app.ctx("Lan").await;
        assert_eq!(
            names(&today::list(&lan, Whose::Everyone).await.unwrap()),
            [hers]
        );
        assert_eq!(
            figures::of_today(&lan, Whose::Everyone)
                .await
                .unwrap()
                .revenue
                .months
                .iter()
                .map(|month| month.net)
                .sum::<i64>(),
            400_000
        );
    })
    .await;
}

#[tokio::test]
async fn figures_agree_with_the_rules() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        // Before the last ninety days, and again within them; only before; only now.
        customer(&khoi, "A", &["2025-11-01", "2026-02-01"], 100_000).await;
        customer(&khoi, "B", &["2025-10-20"], 10_000).await;
        customer(&khoi, "C", &["2026-03-01", "2026-03-02"], 1_000).await;
        let silent = customer(&khoi, "D", &SILENT, 600_000).await;
        let ctx = app.ctx("Khôi").await;
        let seen = figures::of_today(&ctx, Whose::Everyone).await.unwrap();
        assert_eq!(
            (seen.revenue.this_month, seen.revenue.same_days_before),
            (2_000, 100_000)
        );
        assert_eq!(seen.revenue.so_far, [1_000, 2_000]);
        assert_eq!(seen.returning.now, Returned { of: 3, back: 2 });
        assert_eq!(seen.stages.iter().map(|(_, count)| count).sum::<u64>(), 4);
        let party = khoi
            .get(&format!("/api/v1/parties/{silent}"))
            .await
            .expect(200);
        let worth = Worth {
            occasions: party["occasions"].as_i64().unwrap(),
            value: party["spend"]["amount"].as_i64().unwrap(),
            rhythm_days: party["rhythm_days"].as_i64(),
        };
        assert_eq!(
            (seen.at_risk.customers, seen.at_risk.yearly),
            (1, expected_year(&worth, None))
        );
    })
    .await;
}

#[tokio::test]
async fn who_may_only_look_gets_no_buttons() {
    let app = TestApp::new().await;
    let khoi = app.owner("Khôi").await;
    let id = customer(&khoi, "Nguyễn Thị Hồng Ngọc", &SILENT, 600_000).await;
    let viewer = app.browser("Vy", Role::Viewer).await;
    let page = viewer.open("/today?whose=everyone").await.text;
    assert!(
        page.contains("Hỏi thăm") && !page.contains("/today/answers"),
        "{page}"
    );
    let answer = htmx(
        &viewer,
        "/today/answers",
        &format!("rule=silent&record_id={id}&answer=done"),
    )
    .await;
    assert_eq!(answer.status, 403);
}

#[tokio::test]
async fn a_new_workspace_is_told_where_to_begin_and_strange_records_do_not_exist() {
    let app = TestApp::new().await;
    let khoi = app.owner("Khôi").await;
    app.workspace("khac").await;
    let stranger = app.colleague_in("khac", "Lan", Role::Owner).await;
    let theirs = customer(&stranger, "Nguyễn Văn Lạ", &SILENT, 600_000).await;
    let browser = app.browser("Khôi", Role::Owner).await;
    let page = browser.open("/").await;
    assert_eq!(
        (page.status, page.header("location")),
        (303, Some("/today"))
    );
    let page = browser.open("/today").await.text;
    assert!(
        page.contains("Bắt đầu với khách của bạn") && page.contains("/parties/new"),
        "{page}"
    );
    for path in ["/today/answers", "/today/answers/undo"] {
        let form = format!("rule=silent&record_id={theirs}&answer=done");
        assert_eq!(htmx(&browser, path, &form).await.status, 404, "{path}");
    }
    customer(&khoi, "An", &[], 1).await;
    assert!(!browser.open("/today").await.text.contains("Nguyễn Văn Lạ"));
}
