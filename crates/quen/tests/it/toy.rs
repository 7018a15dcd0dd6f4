//! A toy kind of record, declared in ten lines and nothing more, has everything that every kind has: through its pages and the
//! API, on both databases.

mod bad;
mod files;
mod lists;
mod lives;
mod merges;
mod moved;
mod quality;
mod rolled;
mod typed;
mod whole;

use quen_core::access::Role;
use quen_testkit::{Browser, Client, TestApp};
use serde_json::{Value, json};

/// Machines that are serviced: a choice, a day, a number, money, a colleague and a customer.
pub async fn toy(khoi: &Client) {
    let kind = json!({ "name": "machines", "one_vi": "Máy pha", "one_en": "Machine", "many_en": "Machines", "icon": "coffee" });
    khoi.post("/api/v1/kinds", kind).await.expect(201);
    for field in [
        json!({ "noun": "machines", "name": "serial", "label_vi": "Số máy", "type": "text", "required": true, "listed": true }),
        json!({ "noun": "machines", "name": "state", "label_vi": "Tình trạng", "type": "choice", "choices": ["new", "worn"], "listed": true }),
        json!({ "noun": "machines", "name": "due", "label_vi": "Hạn bảo trì", "type": "date", "listed": true }),
        json!({ "noun": "machines", "name": "price", "label_vi": "Giá mua", "type": "money", "listed": true }),
        json!({ "noun": "machines", "name": "keeper", "label_vi": "Người giữ", "type": "person" }),
    ] {
        khoi.post("/api/v1/fields", field).await.expect(201);
    }
}

/// A machine by its name and fields.
pub async fn machine(khoi: &Client, name: &str, custom: Value) -> Value {
    let body = json!({ "name": name, "custom": custom });
    khoi.post("/api/v1/machines", body).await.expect(201)
}

/// The toy kind with three machines, somebody who programs and somebody who browses.
pub async fn workshop(app: &TestApp) -> (Client, Browser, Vec<String>) {
    let khoi = app.owner("Khôi").await;
    toy(&khoi).await;
    let browser = app.browser("Khôi", Role::Owner).await;
    let mut ids = Vec::new();
    for (name, state, due, price) in [
        ("Máy hai họng", "new", "2026-03-12", 90_000_000),
        ("Máy một họng", "worn", "2026-03-20", 40_000_000),
        ("Máy xay", "worn", "2026-04-02", 15_000_000),
    ] {
        let custom = json!({ "serial": name, "state": state, "due": due, "price": price });
        let made = machine(&khoi, name, custom).await;
        ids.push(made["id"].as_str().unwrap().to_owned());
    }
    (khoi, browser, ids)
}

/// A page that must be there.
pub async fn page(browser: &Browser, path: &str) -> String {
    let answer = browser.open(path).await;
    assert_eq!(answer.status, 200, "{path} {}", answer.text);
    answer.text
}

pub fn encoded(text: &str) -> String {
    quen_http::session::encode(text)
}
