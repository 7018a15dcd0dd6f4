//! By when an order is to be delivered and paid, and how that was kept: from the form to the account of the house, the signs of
//! trust of a customer and the habit it tells.

use quen_core::access::{Role, Scope};
use quen_service::dispatch;
use quen_testkit::{Client, on_both};
use serde_json::{Value, json};

use super::party;

async fn ordered(khoi: &Client, party: &Value, more: Value) -> Value {
    let mut order =
        json!({ "party_id": party, "total": 500_000, "ordered_at": "2026-02-01T03:00:00Z" });
    for (name, value) in more.as_object().unwrap() {
        order[name] = value.clone();
    }
    khoi.post("/api/v1/orders", order).await.expect(201)
}

fn place(order: &Value) -> String {
    format!("/api/v1/orders/{}", order["id"].as_str().unwrap())
}

#[tokio::test]
async fn days_follow_the_state_and_what_cannot_be_is_refused() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = party(&khoi, "Nguyễn Văn An").await;
        let order = ordered(
            &khoi,
            &an,
            json!({ "deliver_by": "2026-02-20", "due_on": "2026-03-20" }),
        )
        .await;
        assert_eq!(
            (&order["deliver_by"], &order["delivered_on"]),
            (&json!("2026-02-20"), &Value::Null)
        );
        let home = place(&order);
        let done = khoi
            .post(&format!("{home}/delivery"), json!({}))
            .await
            .expect(200);
        assert_eq!(done["delivered_on"], "2026-03-02", "today in the shop");
        let back = khoi
            .post(&format!("{home}/confirmation"), json!({}))
            .await
            .expect(200);
        assert_eq!(back["delivered_on"], Value::Null, "it was not delivered");
        let said =
            json!({ "status": "delivered", "delivered_on": "2026-02-19", "paid_on": "2026-03-01" });
        let said = khoi.patch(&home, said).await.expect(200);
        assert_eq!(
            (&said["delivered_on"], &said["paid_on"]),
            (&json!("2026-02-19"), &json!("2026-03-01"))
        );
        for (field, day, code) in [
            ("deliver_by", "2026-01-31", "before-order"),
            ("due_on", "2026-01-31", "before-order"),
            ("paid_on", "2026-03-03", "in-future"),
            ("delivered_on", "2026-03-03", "in-future"),
        ] {
            let refused = khoi.patch(&home, json!({ field: day })).await.expect(422);
            assert_eq!(
                (
                    &refused["errors"][0]["field"],
                    &refused["errors"][0]["code"]
                ),
                (&json!(field), &json!(code))
            );
        }
        let cleared = khoi
            .patch(&home, json!({ "paid_on": null }))
            .await
            .expect(200);
        assert_eq!(cleared["paid_on"], Value::Null);
        let filter = json!({ "field": "due_on", "op": "eq", "value": "2026-03-20" });
        let path = format!("/api/v1/orders?filter={filter}").replace('"', "%22");
        let found = khoi.get(&path).await.expect(200);
        assert_eq!(found["data"].as_array().unwrap().len(), 1);
        let asked = json!({ "kind": "orders", "format": "csv" });
        let out = dispatch::run(app.ctx("Khôi").await, "exports.run", asked).await;
        let csv = out.unwrap()["text"].to_string();
        assert!(
            csv.contains("2026-02-20") && csv.contains("2026-02-19"),
            "{csv}"
        );
    })
    .await;
}

#[tokio::test]
async fn days_that_were_kept_are_counted_for_the_house_and_the_customer() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = party(&khoi, "Nguyễn Văn An").await;
        let delivered = |by: &str, on: &str| json!({ "status": "delivered", "deliver_by": by, "delivered_on": on });
        for more in [
            delivered("2026-02-10", "2026-02-10"),
            delivered("2026-02-10", "2026-02-09"),
            delivered("2026-02-10", "2026-02-13"),
            json!({ "deliver_by": "2026-02-25" }),
            json!({ "deliver_by": "2026-03-25" }),
            // Delivered on a day that nobody wrote down, cancelled, never promised: none of our business.
            json!({ "status": "delivered", "deliver_by": "2026-02-10" }),
            json!({ "status": "cancelled", "deliver_by": "2026-02-10" }),
            json!({ "status": "delivered" }),
            json!({ "due_on": "2026-02-15", "paid_on": "2026-02-15" }),
            json!({ "due_on": "2026-02-15", "paid_on": "2026-02-20" }),
            json!({ "due_on": "2026-02-28" }),
            json!({ "due_on": "2026-03-02" }),
        ] {
            ordered(&khoi, &an, more).await;
        }
        let old = json!({ "ordered_at": "2025-06-01T03:00:00Z", "deliver_by": "2025-06-03" });
        ordered(&khoi, &an, old).await;
        let house = khoi.get("/api/v1/care/delivered").await.expect(200);
        assert_eq!(house["deliveries"], json!({ "in_time": 2, "late": 1, "overdue": 1 }), "of the last 90 days: {house}");
        assert_eq!(house["payments"], json!({ "in_time": 1, "late": 1, "overdue": 1 }));
        let ledger = format!("/api/v1/parties/{}/ledger", an.as_str().unwrap());
        let trust = khoi.get(&ledger).await.expect(200)["trust"].clone();
        assert_eq!(trust["days"]["deliveries"], json!({ "in_time": 2, "late": 1, "overdue": 2 }), "of ever");
        let browser = app.browser("Khôi", Role::Owner).await;
        let page = browser.open(&format!("/parties/{}/ledger", an.as_str().unwrap())).await.text.replace('\u{a0}', " ");
        assert!(page.contains("Mình giao đúng hẹn 2 trên 5 đơn.") && page.contains("Khách trả đúng hạn 1 trên 3 đơn; 1 đơn quá hạn chưa trả."), "{page}");
        assert!(browser.open("/care").await.text.contains("Giao hàng đúng hẹn"));
        let duy = app.scoped("Duy", Scope::Own).await;
        duy.get("/api/v1/care/delivered").await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn answers_to_requests_and_planned_care_are_counted_too() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ask = async |day: &str| {
            let request = json!({ "kind": "access", "source": "phone", "received_on": day });
            let made = khoi
                .post("/api/v1/privacy/requests", request)
                .await
                .expect(201);
            format!("/api/v1/privacy/requests/{}", made["id"].as_str().unwrap())
        };
        // Told and closed today: in time for the one of last week, too late for the one of January.
        for day in ["2026-02-27", "2026-01-05"] {
            let place = ask(day).await;
            khoi.post(&format!("{place}/acknowledgement"), json!({}))
                .await
                .expect(200);
            khoi.post(
                &format!("{place}/closing"),
                json!({ "outcome": "fulfilled" }),
            )
            .await
            .expect(200);
        }
        ask("2026-01-06").await;
        ask("2026-03-02").await;
        let house = khoi.get("/api/v1/care/delivered").await.expect(200);
        assert_eq!(
            house["fulfilled"],
            json!({ "expected": 3, "got": 1 }),
            "{house}"
        );
        assert_eq!(house["told"], json!({ "expected": 3, "got": 1 }));
        assert_eq!(house["care"], json!({ "expected": 0, "got": 0 }));
        assert_eq!(house["promises"]["rate"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn how_somebody_pays_becomes_a_habit_that_stays_off_paper() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = party(&khoi, "Nguyễn Văn An").await;
        let home = format!("/api/v1/parties/{}/memory", an.as_str().unwrap());
        let cash = json!({ "party_id": an, "topic": "payment", "statement": "Trả chuyển khoản" });
        khoi.post("/api/v1/facts", cash).await.expect(201);
        for (at, due, paid) in [
            ("2026-01-02", "2026-01-12", "2026-01-20"),
            ("2026-01-10", "2026-01-20", "2026-01-26"),
            ("2026-02-01", "2026-02-11", "2026-02-18"),
        ] {
            ordered(
                &khoi,
                &an,
                json!({ "ordered_at": format!("{at}T03:00:00Z"), "due_on": due, "paid_on": paid }),
            )
            .await;
        }
        let known = khoi.get(&home).await.expect(200);
        let said: Vec<&str> = known["facts"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|fact| fact["statement"].as_str())
            .collect();
        assert!(
            said.contains(&"Thường trả tiền trễ khoảng 7 ngày")
                && said.contains(&"Trả chuyển khoản"),
            "both stand: {said:?}"
        );
        assert_eq!(known["contradictions"], json!([]));
        let browser = app.browser("Khôi", Role::Owner).await;
        let form = browser
            .open(&format!("/orders/new?party_id={}", an.as_str().unwrap()))
            .await
            .text;
        assert!(
            form.contains("Trả chuyển khoản") && !form.contains("trả tiền trễ"),
            "{form}"
        );
        let call = browser
            .open(&format!("/parties/{}/call", an.as_str().unwrap()))
            .await
            .text;
        assert!(call.contains("Thường trả tiền trễ khoảng 7 ngày"), "{call}");
    })
    .await;
}

#[tokio::test]
async fn the_form_takes_days_and_the_order_shows_what_is_late() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let an = party(&program, "Nguyễn Văn An").await;
        let typed = [
            ("party_id", an.as_str().unwrap()),
            ("ordered_on", "01/02/2026"),
            ("lines.0.text", "Cầu Đất"),
            ("lines.0.quantity", "1"),
            ("lines.0.unit_price", "200000"),
            ("deliver_by", "05/02/2026"),
            ("due_on", "ngày mai"),
            ("paid_on", ""),
        ];
        let made = khoi.submit("/orders/new", "/orders", &typed).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let home = made.header("location").unwrap().to_owned();
        let order = program.get(&format!("/api/v1{home}")).await.expect(200);
        assert_eq!(
            (&order["deliver_by"], &order["due_on"], &order["paid_on"]),
            (&json!("2026-02-05"), &json!("2026-03-03"), &Value::Null)
        );
        let page = khoi.open(&home).await.text;
        assert!(page.contains("Hẹn giao") && page.contains("trễ"), "{page}");
        let edit = format!("{home}/edit");
        let form = khoi.open(&edit).await.text;
        assert!(form.contains("05/02/2026"), "{form}");
        let wrong = khoi
            .submit(
                &edit,
                &edit,
                &[("due_on", "32/13"), ("lines.0.text", "Cầu Đất")],
            )
            .await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains("32/13"));
    })
    .await;
}
