//! Payments and entries of the ledger with fields of the workspace's own: in the API, in lists, in the forms of their pages, and in
//! the form that records without one of their own have for them.

use axum::http::Method;
use quen_core::access::Role;
use quen_testkit::{Client, on_both};
use serde_json::{Value, json};

use super::{encoded, field};

pub async fn made(client: &Client, kind: &str, body: Value) -> Value {
    let path = format!("/api/v1/{kind}");
    client.post(&path, body).await.expect(201)
}

pub fn id(record: &Value) -> &str {
    record["id"].as_str().unwrap()
}

/// A customer with an order that is to be paid, and a product.
pub async fn shop(khoi: &Client) -> [Value; 3] {
    let an = made(
        khoi,
        "parties",
        json!({ "name": "Quán An", "kind": "organization" }),
    )
    .await;
    let order = json!({ "party_id": an["id"], "number": "DH-77", "total": 500_000, "ordered_at": "2026-02-01T03:00:00Z", "due_on": "2026-02-20" });
    let order = made(khoi, "orders", order).await;
    let phin = made(
        khoi,
        "products",
        json!({ "name": "Phin nhôm", "price": 50_000 }),
    )
    .await;
    [an, order, phin]
}

/// The ids that a filter finds, in the order of the list.
async fn ids(client: &Client, kind: &str, filter: &Value, sort: &str) -> Vec<Value> {
    let mut path = format!("/api/v1/{kind}?filter={}", encoded(filter));
    if !sort.is_empty() {
        path = format!("{path}&sort={sort}");
    }
    let page = client.get(&path).await.expect(200);
    let rows = page["data"].as_array().unwrap().iter();
    rows.map(|row| row["id"].clone()).collect()
}

#[tokio::test]
async fn they_are_kept_worked_out_found_sorted_and_changed_in_lists() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let [an, order, _] = shop(&khoi).await;
        for (noun, body) in [
            ("payments", json!({ "order_id": order["id"], "amount": 1000, "way": "cash" })),
            ("benefits", json!({ "party_id": an["id"], "text": "Tặng phin", "kind": "gift" })),
        ] {
            for more in [
                json!({ "name": "ma", "label_vi": "Mã phiếu", "type": "text", "listed": true }),
                json!({ "name": "phi", "label_vi": "Phí", "type": "money" }),
                json!({ "name": "loai", "label_vi": "Loại phiếu", "type": "choice", "choices": ["Cọc", "Nốt"] }),
                json!({ "name": "gap_doi", "label_vi": "Gấp đôi", "type": "formula", "formula": "custom.phi * 2", "result": "money" }),
            ] {
                let mut definition = more;
                definition["noun"] = json!(noun);
                field(&khoi, definition).await;
            }
            let new = |custom: Value| {
                let mut body = body.clone();
                body["custom"] = custom;
                body
            };
            let first = made(&khoi, noun, new(json!({ "ma": "VCB-77", "phi": 5000, "loai": "not" }))).await;
            let second = made(&khoi, noun, new(json!({ "ma": "ACB-12", "phi": 9000, "loai": "not" }))).await;
            assert_eq!(first["custom"]["gap_doi"]["amount"], 10_000, "{noun}: {first}");
            let dear = json!({ "field": "custom.gap_doi", "op": "ge", "value": 12_000 });
            assert_eq!(ids(&khoi, noun, &dear, "").await, [second["id"].clone()], "{noun}");
            let all = json!({ "field": "custom.loai", "op": "eq", "value": "not" });
            assert_eq!(ids(&khoi, noun, &all, "custom.ma").await, [second["id"].clone(), first["id"].clone()], "{noun}");
            assert_eq!(ids(&khoi, noun, &all, "-custom.phi").await, [second["id"].clone(), first["id"].clone()], "{noun}");
            let by_words = khoi.get(&format!("/api/v1/{noun}?q=vcb")).await.expect(200);
            assert_eq!(by_words["data"].as_array().map(Vec::len), Some(1), "{noun}: {by_words}");
            let wrong = khoi.post(&format!("/api/v1/{noun}"), new(json!({ "loai": "gold" }))).await.expect(422);
            assert_eq!((&wrong["errors"][0]["field"], &wrong["errors"][0]["code"]), (&json!("custom.loai"), &json!("bad-choice")));
            let bulk = json!({ "act": { "set": { "custom.loai": "coc" } }, "ids": [second["id"]] });
            khoi.post(&format!("/api/v1/{noun}/bulks"), bulk).await.expect(200);
            assert_eq!(ids(&khoi, noun, &all, "").await, [first["id"].clone()], "{noun}");
            let browser = app.browser("Khôi", Role::Owner).await;
            let list = browser.open(&format!("/lists/{noun}")).await.text;
            assert!(list.contains("Mã phiếu") && list.contains("ACB-12"), "{noun}: {list}");
            let cell = format!("/lists/{noun}/cells/{}/custom.ma", id(&first));
            let saved = browser.submit(&format!("/lists/{noun}"), &cell, &[("value", "TCB-1"), ("version", "1")]).await;
            assert_eq!(saved.status, 303, "{noun}: {}", saved.text);
            let history = browser.open(&format!("/lists/{noun}/records/{}/history", id(&first))).await.text;
            assert!(history.contains("Mã phiếu") && history.contains("TCB-1"), "{noun}: {history}");
            field(&khoi, json!({ "noun": noun, "name": "ai", "label_vi": "Ai thu", "type": "text", "required": true })).await;
            let missing = khoi.post(&format!("/api/v1/{noun}"), new(json!({}))).await.expect(422);
            assert_eq!((&missing["errors"][0]["field"], &missing["errors"][0]["code"]), (&json!("custom.ai"), &json!("required")));
        }
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn the_page_of_an_order_asks_for_those_of_a_payment_and_shows_them() {
    on_both(|app| async move {
        let api = app.owner("Khôi").await;
        let [_, order, phin] = shop(&api).await;
        let transfer = json!({ "field": "way", "op": "eq", "value": "transfer" });
        for body in [
            json!({ "noun": "payments", "name": "ai", "label_vi": "Ai thu", "type": "text", "required": true }),
            json!({ "noun": "payments", "name": "hang", "label_vi": "Trả cho món", "type": "reference", "target": "products" }),
            json!({ "noun": "payments", "name": "gd", "label_vi": "Mã giao dịch", "type": "text", "required": true, "shown_when": transfer }),
            json!({ "noun": "payments", "name": "kenh", "label_vi": "Kênh", "type": "choices", "choices": ["Quầy", "Nhà"] }),
        ] {
            field(&api, body).await;
        }
        app.work().await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let home = format!("/orders/{}", id(&order));
        let sheet = khoi.open(&home).await.text;
        assert!(sheet.contains("name=\"custom.ai\"") && sheet.contains(">Phin nhôm</option>") && !sheet.contains("custom.gd"), "{sheet}");
        for (way, shown) in [("cash", false), ("transfer", true)] {
            let part = khoi.submit(&home, "/fields/payments/controls", &[("pay_way", way), ("pay_amount", "1000")]).await;
            assert_eq!((part.status, part.text.contains("name=\"custom.gd\"")), (200, shown), "{way}: {}", part.text);
        }
        let post = format!("{home}/payments");
        let mut typed = vec![
            ("pay_amount", "200.000"), ("pay_way", "transfer"), ("pay_paid_on", "hôm qua"), ("custom.hang", "phin"),
            ("custom.kenh", ""), ("custom.kenh", "quay"), ("custom.kenh", "nha"),
        ];
        let refused = khoi.submit(&home, &post, &typed).await;
        assert_eq!(refused.status, 422);
        for kept in ["id=\"own-ai-problem\"", "value=\"200.000\"", "value=\"hôm qua\"", "value=\"nha\" checked"] {
            assert!(refused.text.contains(kept), "{kept}: {}", refused.text);
        }
        typed.push(("custom.ai", "Lan <thu ngân>"));
        let refused = khoi.submit(&home, &post, &typed).await;
        assert!(refused.status == 422 && refused.text.contains("id=\"own-gd-problem\""), "{}", refused.text);
        typed.push(("custom.gd", "FT-9"));
        let made = khoi.submit(&home, &post, &typed).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let stored = api.get("/api/v1/payments").await.expect(200)["data"][0].clone();
        assert_eq!(stored["custom"], json!({ "ai": "Lan <thu ngân>", "hang": phin["id"], "gd": "FT-9", "kenh": ["quay", "nha"] }));
        assert_eq!(stored["paid_on"], "2026-03-01");
        let page = khoi.open(&home).await.text;
        let product = format!("href=\"/products/{}\">Phin nhôm</a>", id(&phin));
        for shown in ["Lan &lt;thu ngân&gt;", "FT-9", "Quầy, Nhà", &product] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_page_of_a_ledger_asks_for_those_of_an_entry_and_shows_them() {
    on_both(|app| async move {
        let api = app.owner("Khôi").await;
        let [an, _, phin] = shop(&api).await;
        for body in [
            json!({ "noun": "benefits", "name": "dip", "label_vi": "Nhân dịp", "type": "text", "required": true }),
            json!({ "noun": "benefits", "name": "mon", "label_vi": "Món tặng", "type": "reference", "target": "products" }),
        ] {
            field(&api, body).await;
        }
        app.work().await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let (home, post) = (format!("/parties/{}/ledger", id(&an)), format!("/parties/{}/benefits", id(&an)));
        let mut typed = vec![("side", "given"), ("kind", "gift"), ("text", "Tặng phin"), ("amount", "85k"), ("happened_on", ""), ("custom.mon", "phin")];
        let refused = khoi.submit(&home, &post, &typed).await;
        assert!(refused.status == 422 && refused.text.contains("id=\"own-dip-problem\"") && refused.text.contains("value=\"85k\""), "{}", refused.text);
        typed.push(("custom.dip", "Khai trương"));
        assert_eq!(khoi.submit(&home, &post, &typed).await.status, 303);
        let stored = api.get("/api/v1/benefits").await.expect(200)["data"][0].clone();
        assert_eq!(stored["custom"], json!({ "dip": "Khai trương", "mon": phin["id"] }));
        let page = khoi.open(&home).await.text;
        assert!(page.contains("Khai trương") && page.contains("Món tặng: ") && page.contains(">Phin nhôm</a>"), "{page}");
        let record = format!("/lists/benefits/records/{}", id(&stored));
        assert!(page.contains(&format!("href=\"{record}\"")), "{page}");
        // A field that was retired meanwhile: what was typed in it is said, not dropped.
        let gone = api.get("/api/v1/fields?limit=200").await.expect(200);
        let gone = gone["data"].as_array().unwrap().iter().find(|f| f["name"] == "dip").unwrap().clone();
        api.delete(&format!("/api/v1/fields/{}", id(&gone))).await.expect(204);
        let late = khoi.submit(&home, &post, &typed).await;
        assert!(late.status == 422 && late.text.contains("<b>Khai trương</b>"), "{}", late.text);
        let viewer = app.browser("Vy", Role::Viewer).await;
        let seen = viewer.open(&home).await.text;
        assert!(seen.contains("Món tặng: ") && !seen.contains("name=\"custom.mon\""), "{seen}");
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_on_a_line_is_changed_in_a_form_of_its_own() {
    on_both(|app| async move {
        let api = app.owner("Khôi").await;
        let [an, order, phin] = shop(&api).await;
        let beans = made(&api, "products", json!({ "name": "Hạt", "price": 200_000 })).await;
        let large = json!({ "field": "amount", "op": "ge", "value": 100_000 });
        field(&api, json!({ "noun": "payments", "name": "ai", "label_vi": "Ai thu", "type": "text" })).await;
        let record = json!({ "order_id": order["id"], "amount": 150_000, "custom": { "ai": "Lan" } });
        let record = made(&api, "payments", record).await;
        let place = format!("/lists/payments/records/{}", id(&record));
        let own = format!("{place}/own");
        let khoi = app.browser("Khôi", Role::Owner).await;
        assert_eq!(khoi.open(&own).await.status, 404, "every field is changed where it stands");
        field(&api, json!({ "noun": "payments", "name": "mon", "label_vi": "Món", "type": "reference", "target": "products" })).await;
        field(&api, json!({ "noun": "payments", "name": "to", "label_vi": "Tờ séc", "type": "text", "shown_when": large })).await;
        app.work().await;
        assert!(khoi.open(&place).await.text.contains(&format!("href=\"{own}\"")));
        let sheet = khoi.open(&own).await.text;
        assert!(sheet.contains("value=\"Lan\"") && sheet.contains("name=\"custom.to\""), "the amount decides: {sheet}");
        let again = khoi.submit(&own, "/fields/payments/controls", &[("own-record", id(&record))]).await;
        assert!(again.text.contains("name=\"custom.to\""), "and when it is drawn anew: {}", again.text);
        let typed = [("version", "1"), ("custom.ai", "Hà"), ("custom.mon", "phin"), ("custom.to", "")];
        let saved = khoi.submit(&own, &own, &typed).await;
        assert_eq!((saved.status, saved.header("location")), (303, Some(place.as_str())), "{}", saved.text);
        let stored = api.get(&format!("/api/v1/payments/{}", id(&record))).await.expect(200);
        assert_eq!((&stored["custom"], &stored["amount"]["amount"]), (&json!({ "ai": "Hà", "mon": phin["id"] }), &json!(150_000)));
        let wrong = khoi.submit(&own, &own, &[("version", "2"), ("custom.ai", "Tú"), ("custom.mon", "rockets")]).await;
        assert!(wrong.status == 422 && wrong.text.contains("value=\"Tú\"") && wrong.text.contains("id=\"own-mon-problem\""), "{}", wrong.text);
        // Opened before that was saved: what is stored and what was typed are both there, and saving again is a choice.
        let beans = id(&beans);
        let late = [("version", "1"), ("custom.ai", "Vy"), ("custom.mon", beans), ("custom.to", "")];
        let met = khoi.submit(&own, &own, &late).await;
        assert_eq!(met.status, 409, "{}", met.text);
        for told in ["Hà", "value=\"Vy\"", "name=\"version\" value=\"2\"", "Phin nhôm"] {
            assert!(met.text.contains(told), "{told}: {}", met.text);
        }
        let viewer = app.browser("Vy", Role::Viewer).await;
        assert_eq!(viewer.open(&own).await.status, 404);
        let foreign = khoi.send(Method::POST, &own, &[], Vec::new()).await;
        assert_eq!(foreign.status, 403, "without its token");
        for elsewhere in [format!("/lists/parties/records/{}/own", id(&an)), format!("/lists/rockets/records/{}/own", id(&an))] {
            assert_eq!(khoi.open(&elsewhere).await.status, 404, "{elsewhere}");
        }
    })
    .await;
}
