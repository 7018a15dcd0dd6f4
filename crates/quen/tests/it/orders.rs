//! Orders: lines and totals, numbers, states, refunds, and what they do to the customer's figures.

mod days;

use quen_core::access::{Role, Scope};
use quen_testkit::{Client, on_both};
use serde_json::{Value, json};

async fn party(client: &Client, name: &str) -> Value {
    client
        .post("/api/v1/parties", json!({ "name": name }))
        .await
        .expect(201)["id"]
        .clone()
}

fn vnd(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "VND" })
}

#[tokio::test]
async fn lines_take_prices_from_products_and_add_up() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = party(&khoi, "Nguyễn Văn An").await;
        let bean = json!({ "name": "Cầu Đất 250 g", "price": 180_000, "cost": 96_000, "tax_rate": 800 });
        let bean = khoi.post("/api/v1/products", bean).await.expect(201);
        let lines = json!([
            { "product_id": bean["id"], "quantity": 2.5 },
            { "text": "Phí giao", "unit_price": { "amount": 30_000, "currency": "VND" }, "unit_cost": 30_000 },
        ]);
        let made = khoi.post("/api/v1/orders", json!({ "party_id": an, "lines": lines, "discount": 48_000 })).await;
        let place = made.header("location").unwrap().to_owned();
        let order = made.expect(201);
        assert_eq!(order["number"], "DH-2603-001");
        assert_eq!(order["lines"][0]["text"], "Cầu Đất 250 g");
        assert_eq!((order["subtotal"].clone(), order["discount"].clone()), (vnd(480_000), vnd(48_000)));
        // 450,000 bears 8 % on what is left of it after its part (45,000) of the discount: 32,400.
        assert_eq!((order["tax"].clone(), order["total"].clone()), (vnd(32_400), vnd(464_400)));
        assert_eq!((order["cost"].clone(), order["margin"].clone()), (vnd(270_000), vnd(162_000)));
        let seen = khoi.get(&place).await.expect(200);
        assert_eq!(seen["lines"], order["lines"]);
        assert_eq!(khoi.get("/api/v1/orders").await.expect(200)["data"][0]["lines"], order["lines"]);
        let customer = khoi.get(&format!("/api/v1/parties/{}", an.as_str().unwrap())).await.expect(200);
        assert_eq!((customer["spend"].clone(), customer["margin"].clone()), (vnd(464_400), vnd(162_000)));
        assert_eq!((customer["first_order_on"].clone(), customer["occasions"].clone()), (json!("2026-03-02"), json!(1)));
        let changed = khoi.patch(&place, json!({ "lines": [{ "product_id": bean["id"], "quantity": 1 }], "discount": 0 })).await.expect(200);
        assert_eq!(changed["total"], vnd(194_400));
        assert_eq!(khoi.get(&place).await.expect(200)["lines"].as_array().unwrap().len(), 1);
        assert_eq!(khoi.get("/api/v1/orders?q=cau%20dat").await.expect(200)["data"][0]["id"], order["id"]);
        khoi.delete(&format!("/api/v1/products/{}", bean["id"].as_str().unwrap())).await.expect(204);
        khoi.patch(&place, json!({ "note": "giao sáng" })).await.expect(200);
        let second = khoi.post("/api/v1/orders", json!({ "party_id": an, "lines": [{ "product_id": bean["id"] }] })).await.expect(422);
        assert_eq!((second["errors"][0]["field"].clone(), second["errors"][0]["code"].clone()), (json!("lines.0.product_id"), json!("bad-reference")));
    })
    .await;
}

#[tokio::test]
async fn numbers_run_by_month_and_are_never_given_twice() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = party(&khoi, "An").await;
        let order = |number: Value, at: &str| json!({ "party_id": an, "total": 1_000, "number": number, "ordered_at": at });
        for (number, at, given) in [
            (json!("DH-2603-001"), "2026-03-01T03:00:00Z", "DH-2603-001"),
            (json!(null), "2026-03-01T03:00:00Z", "DH-2603-003"),
            (json!(null), "2026-02-28T16:59:59Z", "DH-2602-001"),
            (json!(null), "2026-02-28T17:00:00Z", "DH-2603-004"),
        ] {
            assert_eq!(khoi.post("/api/v1/orders", order(number, at)).await.expect(201)["number"], given);
        }
        let taken = khoi.post("/api/v1/orders", order(json!("dh-2603-001"), "2026-03-01T03:00:00Z")).await.expect(422);
        assert_eq!((taken["errors"][0]["field"].clone(), taken["errors"][0]["code"].clone()), (json!("number"), json!("taken")));
        let together = (0..8).map(|_| khoi.post("/api/v1/orders", order(json!(null), "2026-03-01T03:00:00Z")));
        let mut numbers: Vec<String> = Vec::new();
        for answer in futures_util::future::join_all(together).await {
            numbers.push(answer.expect(201)["number"].as_str().unwrap().to_owned());
        }
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), 8);
        let customer = khoi.get(&format!("/api/v1/parties/{}", an.as_str().unwrap())).await.expect(200);
        assert_eq!(customer["spend"], vnd(12_000), "orders written at the same time all count");
    })
    .await;
}

#[tokio::test]
async fn an_order_goes_through_its_states_and_counts_only_in_some() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = party(&khoi, "An").await;
        let customer = format!("/api/v1/parties/{}", an.as_str().unwrap());
        let made = khoi
            .post(
                "/api/v1/orders",
                json!({ "party_id": an, "total": 100_000, "status": "draft" }),
            )
            .await;
        let place = made.header("location").unwrap().to_owned();
        made.expect(201);
        let spend = || async { khoi.get(&customer).await.expect(200)["spend"]["amount"].clone() };
        assert_eq!(spend().await, 0);
        for (method, noun, status, counted) in [
            ("POST", "confirmation", "confirmed", 100_000),
            ("POST", "delivery", "delivered", 100_000),
            ("DELETE", "delivery", "confirmed", 100_000),
            ("POST", "cancellation", "cancelled", 0),
            ("DELETE", "cancellation", "draft", 0),
            ("POST", "confirmation", "confirmed", 100_000),
        ] {
            let path = format!("{place}/{noun}");
            let answer = if method == "POST" {
                khoi.post(&path, json!({})).await
            } else {
                khoi.delete(&path).await
            };
            assert_eq!(answer.expect(200)["status"], status);
            assert_eq!(spend().await, counted, "{noun}");
        }
        assert_eq!(
            khoi.delete(&format!("{place}/delivery")).await.expect(409)["code"],
            "wrong-state"
        );
        khoi.delete(&place).await.expect(204);
        assert_eq!(spend().await, 0);
        khoi.post(&format!("{place}/restoration"), json!({}))
            .await
            .expect(200);
        assert_eq!(spend().await, 100_000);
    })
    .await;
}

#[tokio::test]
async fn refunds_never_pass_the_total() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = party(&khoi, "An").await;
        let made = khoi.post("/api/v1/orders", json!({ "party_id": an, "lines": [{ "text": "Rang thuê", "unit_price": 100_000, "tax_rate": 1_000 }] })).await;
        let place = made.header("location").unwrap().to_owned();
        made.expect(201);
        let refunds = format!("{place}/refunds");
        let first = khoi.post(&refunds, json!({ "amount": 55_000, "reason": "Hạt ẩm" })).await.expect(201);
        assert_eq!((first["order"]["refunded"].clone(), first["order"]["net"].clone()), (vnd(55_000), vnd(55_000)));
        for (body, field, code) in [
            (json!({ "amount": 55_001 }), "amount", "over-refund"),
            (json!({ "amount": 0 }), "amount", "not-positive"),
            (json!({ "amount": { "amount": 5, "currency": "USD" } }), "amount", "other-currency"),
            (json!({ "amount": "nhiều" }), "amount", "bad-money"),
            (json!({}), "amount", "required"),
        ] {
            let refused = khoi.post(&refunds, body).await.expect(422);
            assert_eq!((refused["errors"][0]["field"].clone(), refused["errors"][0]["code"].clone()), (json!(field), json!(code)));
        }
        let customer = format!("/api/v1/parties/{}", an.as_str().unwrap());
        assert_eq!(khoi.get(&customer).await.expect(200)["spend"], vnd(55_000));
        let less = khoi.patch(&place, json!({ "lines": [{ "text": "Rang thuê", "unit_price": 10_000 }] })).await.expect(422);
        assert_eq!(less["errors"][0]["code"], "below-refunded");
        assert_eq!(khoi.get(&refunds).await.expect(200)["data"][0]["reason"], "Hạt ẩm");
        let booked = format!("{refunds}/{}", first["refund"]["id"].as_str().unwrap());
        assert_eq!(khoi.delete(&booked).await.expect(200)["refunded"], vnd(0));
        khoi.delete(&booked).await.expect(404);
        assert_eq!(khoi.get(&customer).await.expect(200)["spend"], vnd(110_000));
    })
    .await;
}

#[tokio::test]
async fn bad_orders_are_refused_by_field_and_nothing_leaks() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        app.workspace("khac").await;
        let stranger = app.colleague_in("khac", "Tuấn", Role::Owner).await;
        let theirs = party(&stranger, "Người khác").await;
        let product = stranger.post("/api/v1/products", json!({ "name": "Của người khác", "price": 1 })).await.expect(201);
        let an = party(&khoi, "An").await;
        let line = |body: Value| json!({ "party_id": an, "lines": [body] });
        for (body, field, code) in [
            (json!({ "total": 1 }), "party_id", "required"),
            (json!({ "party_id": theirs, "total": 1 }), "party_id", "bad-reference"),
            (json!({ "party_id": an, "contact_id": theirs, "total": 1 }), "contact_id", "bad-reference"),
            (line(json!({ "product_id": product["id"] })), "lines.0.product_id", "bad-reference"),
            (line(json!({ "text": "a", "unit_price": 1, "quantity": 0 })), "lines.0.quantity", "bad-quantity"),
            (line(json!({ "text": "a", "unit_price": 1, "quantity": 1e300 })), "lines.0.quantity", "bad-quantity"),
            (line(json!({ "text": "a", "unit_price": 9_000_000_000_000_i64, "quantity": 1_000_000 })), "lines.0.quantity", "amount-too-big"),
            (line(json!({ "text": "a", "unit_price": i64::MAX })), "lines.0.unit_price", "bad-money"),
            (line(json!({ "text": "a", "unit_price": { "amount": 1, "currency": "USD" } })), "lines.0.unit_price", "other-currency"),
            (line(json!({ "unit_price": 1 })), "lines.0.text", "required"),
            (line(json!({ "text": "a", "unit_price": 1, "colour": "red" })), "lines.0.colour", "unknown-field"),
            (json!({ "party_id": an, "lines": "hai gói" }), "lines", "bad-list"),
            (json!({ "party_id": an }), "lines", "required"),
            (json!({ "party_id": an, "total": 1, "status": "lost" }), "status", "bad-choice"),
            (json!({ "party_id": an, "total": 1, "ordered_at": "2030-01-01T00:00:00Z" }), "ordered_at", "in-future"),
            (json!({ "party_id": an, "total": 1, "ordered_at": "+999999-01-01T00:00:00Z" }), "ordered_at", "bad-date"),
            (json!({ "party_id": an, "total": { "amount": 1, "currency": "USD" } }), "total", "other-currency"),
            (json!({ "party_id": an, "total": 1, "refunded": 1 }), "refunded", "read-only"),
        ] {
            let refused = khoi.post("/api/v1/orders", body.clone()).await.expect(422);
            assert_eq!((refused["errors"][0]["field"].clone(), refused["errors"][0]["code"].clone()), (json!(field), json!(code)), "{body}");
        }
        let many: Vec<Value> = (0..501).map(|_| json!({ "text": "a", "unit_price": 1 })).collect();
        let refused = khoi.post("/api/v1/orders", json!({ "party_id": an, "lines": many })).await.expect(422);
        assert_eq!((refused["errors"][0]["field"].clone(), refused["errors"][0]["code"].clone()), (json!("lines"), json!("too-many")));
        let flood: Vec<Value> = (0..1_000_000).map(|_| json!({})).collect();
        khoi.post("/api/v1/orders", json!({ "party_id": an, "lines": flood })).await.expect(413);
        assert_eq!(khoi.get("/api/v1/orders?count=true").await.expect(200)["count"], 0);
    })
    .await;
}

#[tokio::test]
async fn another_colleagues_order_does_not_exist() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let minh = app.scoped("Minh", Scope::Own).await;
        let an = party(&khoi, "An").await;
        let made = khoi
            .post("/api/v1/orders", json!({ "party_id": an, "total": 1_000 }))
            .await;
        let place = made.header("location").unwrap().to_owned();
        made.expect(201);
        minh.get(&place).await.expect(404);
        minh.patch(&place, json!({ "note": "x" })).await.expect(404);
        minh.post(&format!("{place}/cancellation"), json!({}))
            .await
            .expect(404);
        minh.post(&format!("{place}/refunds"), json!({ "amount": 1 }))
            .await
            .expect(404);
        minh.get(&format!("{place}/refunds")).await.expect(404);
        assert_eq!(
            minh.get("/api/v1/orders").await.expect(200)["data"],
            json!([])
        );
        let own = party(&minh, "Khách của Minh").await;
        minh.post("/api/v1/orders", json!({ "party_id": own, "total": 1_000 }))
            .await
            .expect(201);
        minh.patch(&place, json!({ "party_id": own }))
            .await
            .expect(404);
    })
    .await;
}

#[tokio::test]
async fn an_order_is_written_on_paper_without_script() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let program = app.owner("Khôi").await;
        let an = party(&program, "Nguyễn Văn An").await;
        party(&program, "Nguyễn Văn Bình").await;
        let bean =
            json!({ "name": "Cầu Đất 250 g", "sku": "CD", "price": 180_000, "tax_rate": 800 });
        program.post("/api/v1/products", bean).await.expect(201);
        let rows = [
            ("lines.0.text", "cd"),
            ("lines.0.quantity", "2"),
            ("lines.1.text", "Phí giao"),
            ("lines.1.unit_price", "30k"),
            ("lines.2.text", ""),
        ];
        let with = |more: &[(&'static str, &'static str)]| [&rows[..], more].concat();
        let more = khoi
            .submit("/orders/new", "/orders", &with(&[("more", "5")]))
            .await;
        assert_eq!(more.status, 200);
        assert!(
            more.text.contains("lines.7.text") && more.text.contains("value=\"30k\""),
            "five more rows, what was typed is kept"
        );
        let unclear = khoi
            .submit("/orders/new", "/orders", &with(&[("customer", "nguyễn")]))
            .await;
        assert_eq!(unclear.status, 422);
        assert!(
            unclear.text.contains(an.as_str().unwrap()),
            "one of several is offered"
        );
        let nobody = khoi
            .submit("/orders/new", "/orders", &with(&[("customer", "Ai đó")]))
            .await;
        assert_eq!(nobody.status, 422);
        let broken = khoi
            .submit(
                "/orders/new",
                "/orders",
                &[
                    ("customer", "An"),
                    ("lines.0.text", "a"),
                    ("lines.0.unit_price", "nhiều"),
                ],
            )
            .await;
        assert_eq!(broken.status, 422);
        assert!(broken.text.contains("value=\"nhiều\""));
        let made = khoi
            .submit("/orders/new", "/orders", &with(&[("customer", "Văn An")]))
            .await;
        assert_eq!(made.status, 303, "{}", made.text);
        let place = made.header("location").unwrap().to_owned();
        let order = program.get(&format!("/api/v1{place}")).await.expect(200);
        assert_eq!(
            (order["party_id"].clone(), order["total"].clone()),
            (an, vnd(418_800))
        );
        assert!(khoi.open(&place).await.text.contains("Phí giao"));
        assert!(khoi.open("/orders").await.text.contains("DH-2603-001"));
        assert_eq!(
            khoi.submit(&place, &format!("{place}/state"), &[("to", "delivered")])
                .await
                .status,
            303
        );
        assert_eq!(
            khoi.submit(&place, &format!("{place}/refunds"), &[("amount", "999tr")])
                .await
                .status,
            422
        );
        assert_eq!(
            khoi.submit(
                &place,
                &format!("{place}/refunds"),
                &[("amount", "100k"), ("reason", "Hạt ẩm")]
            )
            .await
            .status,
            303
        );
        let edit = format!("{place}/edit");
        let form = khoi.open(&edit).await.text;
        assert!(form.contains("Cầu Đất 250 g") && form.contains("value=\"180000\""));
        let changed = khoi
            .submit(
                &edit,
                &edit,
                &[
                    ("lines.0.text", "Rang thuê"),
                    ("lines.0.unit_price", "500k"),
                    ("party_id", order["party_id"].as_str().unwrap()),
                ],
            )
            .await;
        assert_eq!(changed.status, 303, "{}", changed.text);
        let after = program.get(&format!("/api/v1{place}")).await.expect(200);
        assert_eq!(
            (
                after["status"].clone(),
                after["total"].clone(),
                after["refunded"].clone()
            ),
            (json!("delivered"), vnd(500_000), vnd(100_000))
        );
        assert_eq!(
            khoi.submit(&place, &format!("{place}/deletion"), &[])
                .await
                .status,
            303
        );
        assert_eq!(khoi.open(&place).await.status, 404);
    })
    .await;
}
