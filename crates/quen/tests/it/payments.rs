//! Orders paid in part: what came, what is still owed, the day on which all was paid; through every door, with refunds, changes,
//! the bin, merges and erasure.

use quen_core::access::Role;
use quen_service::dispatch;
use quen_testkit::{Client, on_both};
use serde_json::{Value, json};

use crate::imports::read_in;

async fn shop(khoi: &Client) -> Value {
    let party = json!({ "name": "Quán An", "kind": "organization" });
    khoi.post("/api/v1/parties", party).await.expect(201)["id"].clone()
}

async fn order(khoi: &Client, party: &Value, more: Value) -> String {
    let mut body = json!({ "party_id": party, "total": 500_000, "ordered_at": "2026-02-01T03:00:00Z", "due_on": "2026-02-20" });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    let made = khoi.post("/api/v1/orders", body).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn pay(khoi: &Client, order: &str, amount: i64, on: &str) -> String {
    let body = json!({ "order_id": order, "amount": amount, "paid_on": on, "way": "transfer" });
    let made = khoi.post("/api/v1/payments", body).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn standing(khoi: &Client, order: &str) -> (i64, i64, Value) {
    let found = khoi
        .get(&format!("/api/v1/orders/{order}"))
        .await
        .expect(200);
    let amount = |name: &str| found[name]["amount"].as_i64().unwrap();
    (amount("paid"), amount("owed"), found["paid_on"].clone())
}

#[tokio::test]
async fn parts_add_up_to_the_day_on_which_all_was_paid() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = shop(&khoi).await;
        let order = order(&khoi, &an, json!({})).await;
        assert_eq!(standing(&khoi, &order).await, (0, 500_000, Value::Null));
        let first = pay(&khoi, &order, 200_000, "2026-02-10").await;
        assert_eq!(
            standing(&khoi, &order).await,
            (200_000, 300_000, Value::Null)
        );
        pay(&khoi, &order, 300_000, "2026-02-25").await;
        assert_eq!(
            standing(&khoi, &order).await,
            (500_000, 0, json!("2026-02-25"))
        );
        for (body, field, code) in [
            (
                json!({ "order_id": order, "amount": 1, "paid_on": "2026-02-26" }),
                "amount",
                "over-paid",
            ),
            (
                json!({ "order_id": order, "amount": 0 }),
                "amount",
                "required",
            ),
            (
                json!({ "order_id": order, "amount": -5 }),
                "amount",
                "not-positive",
            ),
            (
                json!({ "order_id": order, "amount": 1, "paid_on": "2026-03-03" }),
                "paid_on",
                "in-future",
            ),
            (
                json!({ "order_id": uuid::Uuid::from_u128(7), "amount": 1 }),
                "order_id",
                "bad-reference",
            ),
            (
                json!({ "order_id": order, "amount": 1, "way": "gold" }),
                "way",
                "bad-choice",
            ),
        ] {
            let refused = khoi.post("/api/v1/payments", body).await.expect(422);
            let found = refused["errors"].as_array().unwrap();
            let found = found
                .iter()
                .any(|one| (&one["field"], &one["code"]) == (&json!(field), &json!(code)));
            assert!(found, "{field} {code}: {refused}");
        }
        let place = format!("/api/v1/payments/{first}");
        khoi.patch(&place, json!({ "amount": 150_000 }))
            .await
            .expect(200);
        assert_eq!(
            standing(&khoi, &order).await,
            (450_000, 50_000, Value::Null)
        );
        khoi.delete(&place).await.expect(204);
        assert_eq!(
            standing(&khoi, &order).await,
            (300_000, 200_000, Value::Null)
        );
        let done = dispatch::run(
            app.ctx("Khôi").await,
            "payments.restore",
            json!({ "id": first }),
        )
        .await;
        assert_eq!(done.unwrap()["amount"]["amount"], 150_000);
        assert_eq!(
            standing(&khoi, &order).await,
            (450_000, 50_000, Value::Null)
        );
    })
    .await;
}

#[tokio::test]
async fn refunds_and_changes_keep_what_is_owed_true() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = shop(&khoi).await;
        let order = order(&khoi, &an, json!({})).await;
        let place = format!("/api/v1/orders/{order}");
        pay(&khoi, &order, 300_000, "2026-02-10").await;
        let back = json!({ "amount": 200_000, "refunded_at": "2026-02-15T03:00:00Z" });
        let back = khoi
            .post(&format!("{place}/refunds"), back)
            .await
            .expect(201);
        assert_eq!(
            standing(&khoi, &order).await,
            (300_000, 0, json!("2026-02-15"))
        );
        let refund = back["refund"]["id"].as_str().unwrap();
        khoi.delete(&format!("{place}/refunds/{refund}"))
            .await
            .expect(200);
        assert_eq!(
            standing(&khoi, &order).await,
            (300_000, 200_000, Value::Null)
        );
        // Dearer: more is owed. Cheaper than what came: nothing is, and the payment stands.
        khoi.patch(&place, json!({ "total": 800_000 }))
            .await
            .expect(200);
        assert_eq!(
            standing(&khoi, &order).await,
            (300_000, 500_000, Value::Null)
        );
        khoi.patch(&place, json!({ "total": 300_000 }))
            .await
            .expect(200);
        assert_eq!(
            standing(&khoi, &order).await,
            (300_000, 0, json!("2026-02-10"))
        );
        let said = khoi
            .patch(&place, json!({ "paid_on": "2026-02-12" }))
            .await
            .expect(422);
        assert_eq!(said["errors"][0]["code"], "paid-by-parts");
        // A cancelled order is owed by nobody; taken up again it is.
        khoi.patch(&place, json!({ "total": 500_000 }))
            .await
            .expect(200);
        khoi.post(&format!("{place}/cancellation"), json!({}))
            .await
            .expect(200);
        assert_eq!(standing(&khoi, &order).await, (300_000, 0, Value::Null));
        khoi.delete(&format!("{place}/cancellation"))
            .await
            .expect(200);
        khoi.post(&format!("{place}/confirmation"), json!({}))
            .await
            .expect(200);
        assert_eq!(
            standing(&khoi, &order).await,
            (300_000, 200_000, Value::Null)
        );
    })
    .await;
}

#[tokio::test]
async fn the_day_said_by_hand_stands_for_the_rest() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = shop(&khoi).await;
        let order = order(&khoi, &an, json!({ "paid_on": "2026-02-05" })).await;
        let place = format!("/api/v1/orders/{order}");
        assert_eq!(
            standing(&khoi, &order).await,
            (500_000, 0, json!("2026-02-05"))
        );
        let refused = khoi
            .post(
                "/api/v1/payments",
                json!({ "order_id": order, "amount": 1 }),
            )
            .await
            .expect(422);
        assert_eq!(refused["errors"][0]["code"], "over-paid");
        khoi.patch(&place, json!({ "paid_on": null }))
            .await
            .expect(200);
        assert_eq!(standing(&khoi, &order).await, (0, 500_000, Value::Null));
        pay(&khoi, &order, 100_000, "2026-02-03").await;
        let done = khoi
            .patch(&place, json!({ "paid_on": "2026-02-08" }))
            .await
            .expect(200);
        assert_eq!(
            (&done["rest"]["amount"], &done["rest_on"]),
            (&json!(400_000), &json!("2026-02-08"))
        );
        // An order of which nobody spoke of payment is owed by nobody.
        let body = json!({ "party_id": an, "total": 90_000, "ordered_at": "2026-02-01T03:00:00Z" });
        let silent = khoi.post("/api/v1/orders", body).await.expect(201);
        assert_eq!(silent["owed"]["amount"], 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_owed_stands_in_the_account_the_signs_of_trust_and_the_habits() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = shop(&khoi).await;
        for (day, parts) in [(1, 2), (8, 2), (15, 1)] {
            let at = format!("2026-01-{day:02}T03:00:00Z");
            let due = format!("2026-01-{:02}", day + 5);
            let order = order(&khoi, &an, json!({ "ordered_at": at, "due_on": due })).await;
            pay(&khoi, &order, 250_000, &due).await;
            if parts == 2 {
                pay(&khoi, &order, 250_000, &format!("2026-01-{:02}", day + 15)).await;
            }
        }
        let an = an.as_str().unwrap();
        let ledger = khoi
            .get(&format!("/api/v1/parties/{an}/ledger"))
            .await
            .expect(200);
        assert_eq!(
            ledger["trust"]["owed"],
            json!({ "amount": 250_000, "orders": 1, "overdue": 250_000 })
        );
        assert_eq!(
            ledger["trust"]["days"]["payments"],
            json!({ "in_time": 0, "late": 2, "overdue": 1 })
        );
        let memory = khoi
            .get(&format!("/api/v1/parties/{an}/memory"))
            .await
            .expect(200);
        let late = memory["facts"]
            .as_array()
            .unwrap()
            .iter()
            .any(|fact| fact["value"]["late_days"].as_i64() >= Some(10));
        assert!(late, "half a payment in time is not paid in time: {memory}");
        let browser = app.browser("Khôi", Role::Owner).await;
        let page = browser
            .open(&format!("/parties/{an}/ledger"))
            .await
            .text
            .replace('\u{a0}', " ");
        assert!(
            page.contains("Còn nợ mình 250.000 ₫ trên 1 đơn, trong đó 250.000 ₫ đã quá hạn."),
            "{page}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_page_of_an_order_notes_a_payment_and_takes_it_back() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let an = shop(&program).await;
        let order = order(&program, &an, json!({})).await;
        let home = format!("/orders/{order}");
        let page = khoi.open(&home).await.text.replace('\u{a0}', " ");
        assert!(
            page.contains("còn nợ 500.000 ₫") && page.contains(r#"value="500000""#),
            "{page}"
        );
        let post = format!("{home}/payments");
        let typed = [
            ("pay_amount", "200.000"),
            ("pay_way", "cash"),
            ("pay_paid_on", "hôm qua"),
            ("pay_text", "đưa tại quán"),
        ];
        let made = khoi.submit(&home, &post, &typed).await;
        assert_eq!(made.status, 303, "{}", made.text);
        assert_eq!(standing(&program, &order).await.0, 200_000);
        let wrong = khoi
            .submit(
                &home,
                &post,
                &[("pay_amount", "900000"), ("pay_text", "nhầm")],
            )
            .await;
        assert_eq!(wrong.status, 422);
        assert!(
            wrong.text.contains("nhiều hơn phần đơn này còn nợ") && wrong.text.contains("nhầm"),
            "{}",
            wrong.text
        );
        let wrong = khoi
            .submit(
                &home,
                &post,
                &[("pay_amount", "1"), ("pay_paid_on", "32/13")],
            )
            .await;
        assert!(wrong.status == 422 && wrong.text.contains("32/13"));
        let page = khoi.open(&home).await.text;
        assert!(
            page.contains("Tiền mặt")
                && page.contains("01/03/2026")
                && page.contains("đưa tại quán"),
            "{page}"
        );
        let payment = page
            .split(&format!("{post}/"))
            .nth(1)
            .unwrap()
            .split('/')
            .next()
            .unwrap()
            .to_owned();
        let other = self::order(&program, &an, json!({})).await;
        let stray = khoi
            .submit(
                &home,
                &format!("/orders/{other}/payments/{payment}/deletion"),
                &[],
            )
            .await;
        assert_eq!(stray.status, 404, "a payment is withdrawn at its own order");
        khoi.submit(&home, &format!("{post}/{payment}/deletion"), &[])
            .await;
        assert_eq!(standing(&program, &order).await, (0, 500_000, Value::Null));
        let owing = khoi.open("/orders").await.text;
        assert!(owing.contains("Còn nợ"), "{owing}");
        let viewer = app.browser("Lan", Role::Viewer).await;
        assert_eq!(viewer.open(&home).await.status, 200);
        let refused = viewer.submit(&home, &post, &[("pay_amount", "1")]).await;
        assert_eq!(refused.status, 403);
    })
    .await;
}

#[tokio::test]
async fn payments_come_and_go_as_files_and_follow_their_order() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = shop(&khoi).await;
        let order = order(&khoi, &an, json!({ "number": "DH-77" })).await;
        let ctx = app.ctx("Khôi").await;
        let file = "Đơn hàng,Số tiền,Ngày trả,Trả bằng\nDH-77,200000,10/02/2026,cash\nDH-78,1,10/02/2026,cash\nDH-77,900000,11/02/2026,\n";
        let report = read_in(&ctx, "payments", file).await;
        assert_eq!((report.created, report.failed), (1, 2), "{report:?}");
        assert_eq!(standing(&khoi, &order).await, (200_000, 300_000, Value::Null));
        let out = dispatch::run(ctx.clone(), "exports.run", json!({ "kind": "payments", "format": "csv" })).await.unwrap();
        assert!(out["text"].to_string().contains("200000"), "{out}");
        let orders = dispatch::run(ctx.clone(), "exports.run", json!({ "kind": "orders", "format": "csv" })).await.unwrap();
        assert!(orders["text"].to_string().contains("300000"), "{orders}");
        // To another customer, into the bin and out again.
        let binh = khoi.post("/api/v1/parties", json!({ "name": "Bình" })).await.expect(201);
        let place = format!("/api/v1/orders/{order}");
        khoi.patch(&place, json!({ "party_id": binh["id"] })).await.expect(200);
        let list = khoi.get("/api/v1/payments").await.expect(200);
        assert_eq!(list["data"][0]["party_id"], binh["id"]);
        khoi.delete(&place).await.expect(204);
        assert_eq!(khoi.get("/api/v1/payments").await.expect(200)["data"], json!([]));
        dispatch::run(ctx.clone(), "orders.restore", json!({ "id": order })).await.unwrap();
        assert_eq!(standing(&khoi, &order).await, (200_000, 300_000, Value::Null));
        // Erased, the money stays and the words go.
        let payment = khoi.get("/api/v1/payments").await.expect(200)["data"][0]["id"].clone();
        khoi.patch(&format!("/api/v1/payments/{}", payment.as_str().unwrap()), json!({ "text": "chị Ngọc chuyển" })).await.expect(200);
        dispatch::run(ctx, "privacy.erase", json!({ "id": binh["id"] })).await.unwrap();
        let left = quen_store::db::sql("SELECT amount, text FROM payments WHERE workspace_id = $1");
        use quen_store::db::Queries;
        let db = &app.app.db;
        let workspace = app.ctx("Khôi").await.actor.workspace_id;
        let rows: Vec<(i64, Option<String>)> = db.read(workspace).all(left.bind(workspace)).await.unwrap();
        assert_eq!(rows, [(200_000, None)]);
    })
    .await;
}
