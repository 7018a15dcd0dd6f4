//! Fields that the product works out: formulas and roll-ups, stored as any value, kept as their sources change.

use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

use super::{field, found};

fn formula(noun: &str, name: &str, text: &str, result: &str) -> Value {
    json!({ "noun": noun, "name": name, "label_vi": name, "type": "formula", "formula": text, "result": result })
}

#[tokio::test]
async fn a_formula_is_worked_out_on_write_found_and_sorted_by() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        field(&khoi, json!({ "noun": "parties", "name": "so_luong", "label_vi": "Số lượng", "type": "number" })).await;
        field(&khoi, json!({ "noun": "parties", "name": "don_gia", "label_vi": "Đơn giá", "type": "money" })).await;
        let early = khoi.post("/api/v1/parties", json!({ "name": "Sớm", "custom": { "so_luong": 1, "don_gia": 10 } })).await.expect(201);
        field(&khoi, formula("parties", "tong", "custom.so_luong * custom.don_gia", "money")).await;
        field(&khoi, formula("parties", "lon", "coalesce(custom.tong, 0) >= 1000000", "yes_no")).await;
        app.work().await;
        let at = |row: &Value| format!("/api/v1/parties/{}", row["id"].as_str().unwrap());
        assert_eq!(khoi.get(&at(&early)).await.expect(200)["custom"]["tong"]["amount"], 10, "records from before have it too");
        let made = khoi.post("/api/v1/parties", json!({ "name": "An", "custom": { "so_luong": 2.5, "don_gia": 400_000 } })).await.expect(201);
        assert_eq!((&made["custom"]["tong"]["amount"], &made["custom"]["lon"]), (&json!(1_000_000), &json!(true)));
        let big = json!({ "field": "custom.lon", "op": "eq", "value": true });
        assert_eq!(found(&khoi, "parties", &big, "-custom.tong").await, ["An"]);
        let all = json!({ "field": "custom.tong", "op": "not_empty" });
        assert_eq!(found(&khoi, "parties", &all, "custom.tong").await, ["Sớm", "An"]);
        let changed = khoi.patch(&at(&made), json!({ "custom": { "so_luong": null } })).await.expect(200);
        assert_eq!(changed["custom"].get("tong"), None);
        assert!(found(&khoi, "parties", &big, "").await.is_empty());
        let refused = khoi.patch(&at(&made), json!({ "custom": { "tong": 5 } })).await.expect(422);
        assert_eq!(refused["errors"][0]["code"], "read-only");
    })
    .await;
}

#[tokio::test]
async fn a_formula_that_refers_to_itself_or_cannot_be_read_is_refused() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let first = field(&khoi, formula("products", "mot", "price * 2", "money")).await;
        field(&khoi, formula("products", "hai", "custom.mot * 2", "money")).await;
        let ring = khoi
            .patch(
                &format!("/api/v1/fields/{}", first["id"].as_str().unwrap()),
                json!({ "formula": "custom.hai + 1" }),
            )
            .await
            .expect(422);
        assert_eq!(
            (&ring["errors"][0]["field"], &ring["errors"][0]["code"]),
            (&json!("formula"), &json!("formula-ring"))
        );
        assert!(
            ring["errors"][0]["message"]
                .as_str()
                .is_some_and(|said| !said.is_empty())
        );
        for (text, code) in [
            ("custom.ba", "formula-ring"),
            ("custom.khong_co", "formula-unknown-field"),
            ("price *", "formula-unreadable"),
            ("name.matches('(a+)+$')", "formula-unknown-function"),
            ("[1, 2, 3].map(x, x * price)", "formula-too-complex"),
        ] {
            let refused = khoi
                .post("/api/v1/fields", formula("products", "ba", text, "number"))
                .await
                .expect(422);
            assert_eq!(refused["errors"][0]["code"], code, "{text}");
        }
        let refused = khoi
            .post(
                "/api/v1/fields",
                formula("parties", "x", "spend * 2", "money"),
            )
            .await
            .expect(422);
        assert_eq!(
            refused["errors"][0]["code"], "formula-unknown-field",
            "what moves by itself is no source"
        );
        let deep = format!("{}1{}", "(".repeat(90), ")".repeat(90));
        khoi.post("/api/v1/fields", formula("products", "ba", &deep, "number"))
            .await
            .expect(422);
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn what_counts_from_today_moves_with_the_day() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        field(
            &khoi,
            json!({ "noun": "tasks", "name": "han", "label_vi": "Hạn", "type": "date" }),
        )
        .await;
        field(
            &khoi,
            formula("tasks", "con", "custom.han - today", "number"),
        )
        .await;
        let made = khoi
            .post(
                "/api/v1/tasks",
                json!({ "title": "Gọi", "custom": { "han": "2026-03-12" } }),
            )
            .await
            .expect(201);
        assert_eq!(made["custom"]["con"], "10");
        app.app.clock.advance(chrono::Duration::days(3));
        app.work().await;
        let ctx = app.ctx("Khôi").await;
        quen_service::fields::daily(&ctx, &quen_service::jobs::queue::Progress::default())
            .await
            .unwrap();
        let now = khoi
            .get(&format!("/api/v1/tasks/{}", made["id"].as_str().unwrap()))
            .await
            .expect(200);
        assert_eq!(
            (&now["custom"]["con"], &now["version"]),
            (&json!("7"), &json!(1))
        );
    })
    .await;
}

fn rollup(
    name: &str,
    of: &str,
    function: &str,
    taken: Option<&str>,
    filter: Option<Value>,
) -> Value {
    let mut rollup = json!({ "of": of, "function": function });
    if let Some(taken) = taken {
        rollup["field"] = json!(taken);
    }
    if let Some(filter) = filter {
        rollup["filter"] = filter;
    }
    json!({ "noun": "parties", "name": name, "label_vi": name, "type": "rollup", "rollup": rollup })
}

async fn custom(client: &Client, party: &Value) -> Value {
    let at = format!("/api/v1/parties/{}", party["id"].as_str().unwrap());
    client.get(&at).await.expect(200)["custom"].clone()
}

#[tokio::test]
async fn roll_ups_follow_every_change_of_what_hangs_on_a_party() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        field(&khoi, json!({ "noun": "orders", "name": "kg", "label_vi": "Kg", "type": "number" })).await;
        let delivered = json!({ "field": "status", "op": "eq", "value": "delivered" });
        for body in [
            rollup("don", "orders", "count", None, None),
            rollup("tien", "orders", "sum", Some("total"), None),
            rollup("giao", "orders", "count", None, Some(delivered)),
            rollup("moi", "orders", "max", Some("ordered_at"), None),
            rollup("can", "orders", "sum", Some("custom.kg"), None),
            rollup("trang", "orders", "last", Some("status"), None),
            rollup("viec", "tasks", "count", None, None),
            rollup("gap", "interactions", "last", Some("kind"), None),
            formula("parties", "trung_binh", "custom.tien / custom.don", "money"),
        ] {
            field(&khoi, body).await;
        }
        app.work().await;
        let an = khoi.post("/api/v1/parties", json!({ "name": "An", "custom": { "x": 1 } })).await.expect(201);
        let binh = khoi.post("/api/v1/parties", json!({ "name": "Bình" })).await.expect(201);
        let order = |party: &Value, number: &str, price: i64, kg: f64| {
            let line = json!({ "text": "x", "quantity": 1, "unit_price": price });
            json!({ "party_id": party["id"], "number": number, "lines": [line], "custom": { "kg": kg } })
        };
        let first = khoi.post("/api/v1/orders", order(&an, "D1", 100_000, 1.5)).await.expect(201);
        khoi.post("/api/v1/orders", order(&an, "D2", 300_000, 2.25)).await.expect(201);
        khoi.post("/api/v1/tasks", json!({ "title": "Gọi", "party_id": an["id"] })).await.expect(201);
        khoi.post("/api/v1/interactions", json!({ "party_id": an["id"], "kind": "note", "channel": "other", "body": "x" })).await.expect(201);
        let now = custom(&khoi, &an).await;
        assert_eq!((&now["don"], &now["tien"]["amount"], &now["can"], &now["viec"], &now["gap"]), (&json!(2), &json!(400_000), &json!("3.75"), &json!(1), &json!("note")), "{now}");
        assert_eq!((&now["trung_binh"]["amount"], &now["x"]), (&json!(200_000), &json!(1)), "{now}");
        let place = format!("/api/v1/orders/{}", first["id"].as_str().unwrap());
        khoi.post(&format!("{place}/confirmation"), json!({})).await;
        khoi.patch(&place, json!({ "custom": { "kg": 4 } })).await.expect(200);
        assert_eq!(custom(&khoi, &an).await["can"], "6.25");
        let test = json!({ "field": "custom.tien", "op": "ge", "value": 400_000 });
        assert_eq!(found(&khoi, "parties", &test, "-custom.don").await, ["An"]);
        khoi.patch(&place, json!({ "party_id": binh["id"] })).await.expect(200);
        let (a, b) = (custom(&khoi, &an).await, custom(&khoi, &binh).await);
        assert_eq!((&a["don"], &b["don"], &b["tien"]["amount"]), (&json!(1), &json!(1), &json!(100_000)), "{a} {b}");
        khoi.delete(&place).await.expect(204);
        let b = custom(&khoi, &binh).await;
        assert_eq!((&b["don"], &b["tien"]["amount"], b.get("trang")), (&json!(0), &json!(0), None), "{b}");
        let at = format!("/api/v1/parties/{}", an["id"].as_str().unwrap());
        let changed = khoi.patch(&at, json!({ "note": "x", "custom": { "x": 2 } })).await.expect(200);
        assert_eq!(changed["version"], 2, "figures raise no version");
        let now = custom(&khoi, &an).await;
        assert_eq!((&now["don"], &now["x"]), (&json!(1), &json!(2)), "a change of the party leaves them");
        khoi.post(&format!("/api/v1/parties/{}/merge", binh["id"].as_str().unwrap()), json!({ "loser": an["id"] })).await;
    })
    .await;
}

#[tokio::test]
async fn roll_ups_equal_a_rebuild_whatever_happened() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let open = json!({ "field": "status", "op": "ne", "value": "cancelled" });
        for body in [
            rollup("don", "orders", "count", None, Some(open)),
            rollup("tien", "orders", "sum", Some("total"), None),
            rollup("nho", "orders", "min", Some("total"), None),
            rollup("cuoi", "orders", "last", Some("number"), None),
        ] {
            field(&khoi, body).await;
        }
        let mut parties = Vec::new();
        for name in ["An", "Bình", "Chi"] {
            parties.push(khoi.post("/api/v1/parties", json!({ "name": name })).await.expect(201));
        }
        let mut orders: Vec<String> = Vec::new();
        let mut seed = 7_u64;
        let mut dice = |sides: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap() % sides
        };
        for step in 0..60 {
            let party = parties[dice(3)]["id"].clone();
            let order = (!orders.is_empty()).then(|| orders[dice(orders.len())].clone());
            match (dice(6), order) {
                (0..=2, _) | (_, None) => {
                    let line = json!({ "text": "x", "quantity": 1, "unit_price": 1000 * (dice(90) + 1) });
                    let day = format!("2026-02-{:02}T03:00:00Z", dice(28) + 1);
                    let body = json!({ "party_id": party, "number": format!("D{step}"), "ordered_at": day, "lines": [line] });
                    let made = khoi.post("/api/v1/orders", body).await.expect(201);
                    orders.push(format!("/api/v1/orders/{}", made["id"].as_str().unwrap()));
                }
                (3, Some(order)) => drop(khoi.patch(&order, json!({ "party_id": party })).await),
                (4, Some(order)) => drop(khoi.delete(&order).await),
                (_, Some(order)) => drop(khoi.post(&format!("{order}/restoration"), json!({})).await),
            }
        }
        let mut kept = Vec::new();
        for party in &parties {
            kept.push(custom(&khoi, party).await);
        }
        let ctx = app.ctx("Khôi").await;
        quen_service::fields::refresh(&ctx, "parties", &quen_service::jobs::queue::Progress::default()).await.unwrap();
        for (party, kept) in parties.iter().zip(&kept) {
            assert_eq!(custom(&khoi, party).await, *kept);
            let filter = json!({ "field": "party_id", "op": "eq", "value": party["id"] });
            let rows = khoi.get(&format!("/api/v1/orders?limit=200&filter={}", super::encoded(&filter))).await.expect(200);
            let totals: Vec<i64> = rows["data"].as_array().unwrap().iter().map(|row| row["total"]["amount"].as_i64().unwrap()).collect();
            assert_eq!(kept["tien"]["amount"].as_i64().unwrap_or(0), totals.iter().sum::<i64>(), "counted by hand");
            assert_eq!(kept["don"].as_i64().unwrap_or(0), i64::try_from(totals.len()).unwrap());
            assert_eq!(kept["nho"]["amount"].as_i64(), totals.iter().min().copied());
        }
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_roll_up_of_what_is_not_there_is_refused() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        for (body, code) in [
            (rollup("x", "rockets", "count", None, None), "bad-rollup"),
            (rollup("x", "products", "count", None, None), "no-relation"),
            (rollup("x", "orders", "sum", None, None), "bad-rollup"),
            (
                rollup("x", "orders", "sum", Some("status"), None),
                "bad-rollup",
            ),
            (
                rollup("x", "orders", "sum", Some("rocket"), None),
                "bad-rollup",
            ),
            (
                rollup("x", "orders", "median", Some("total"), None),
                "bad-rollup",
            ),
            (
                rollup(
                    "x",
                    "orders",
                    "count",
                    None,
                    Some(json!({ "field": "rocket", "op": "eq", "value": 1 })),
                ),
                "unknown-field",
            ),
        ] {
            let refused = khoi.post("/api/v1/fields", body.clone()).await.expect(422);
            assert_eq!(
                (
                    &refused["errors"][0]["field"],
                    &refused["errors"][0]["code"]
                ),
                (&json!("rollup"), &json!(code)),
                "{body}"
            );
        }
        let mut orders = rollup("x", "orders", "count", None, None);
        orders["noun"] = json!("products");
        khoi.post("/api/v1/fields", orders).await.expect(422);
    })
    .await;
}

#[tokio::test]
async fn roll_ups_look_at_promises_projects_and_own_kinds_too() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        crate::toy::toy(&khoi).await;
        for body in [
            rollup("so_may", "machines", "count", None, None),
            rollup("gia_may", "machines", "sum", Some("custom.price"), None),
            rollup(
                "may_cu",
                "machines",
                "count",
                None,
                Some(json!({ "field": "custom.state", "op": "eq", "value": "worn" })),
            ),
            rollup("so_hua", "promises", "count", None, None),
            rollup("du_an", "projects", "max", Some("due_on"), None),
        ] {
            field(&khoi, body).await;
        }
        app.work().await;
        let an = khoi.post("/api/v1/parties", json!({ "name": "An" })).await.expect(201);
        let binh = khoi.post("/api/v1/parties", json!({ "name": "Bình" })).await.expect(201);
        let machine = |of: &Value, state: &str, price: i64| {
            json!({ "name": "Máy", "party_id": of["id"], "custom": { "serial": "x", "state": state, "price": price } })
        };
        let first = khoi.post("/api/v1/machines", machine(&an, "worn", 2_000_000)).await.expect(201);
        khoi.post("/api/v1/machines", machine(&an, "new", 3_000_000)).await.expect(201);
        khoi.post("/api/v1/promises", json!({ "party_id": an["id"], "text": "Giao sớm" })).await.expect(201);
        let project = json!({ "party_id": an["id"], "name": "Quầy", "due_on": "2026-05-01" });
        khoi.post("/api/v1/projects", project).await.expect(201);
        let now = custom(&khoi, &an).await;
        assert_eq!(
            (&now["so_may"], &now["gia_may"]["amount"], &now["may_cu"], &now["so_hua"], &now["du_an"]),
            (&json!(2), &json!(5_000_000), &json!(1), &json!(1), &json!("2026-05-01")),
            "{now}"
        );
        let path = format!("/api/v1/machines/{}", first["id"].as_str().unwrap());
        khoi.patch(&path, json!({ "party_id": binh["id"] })).await.expect(200);
        let (an_now, binh_now) = (custom(&khoi, &an).await, custom(&khoi, &binh).await);
        assert_eq!((&an_now["so_may"], &binh_now["so_may"], &binh_now["may_cu"]), (&json!(1), &json!(1), &json!(1)));
        khoi.delete(&path).await.expect(204);
        assert_eq!(custom(&khoi, &binh).await["so_may"], json!(0));
        let merge = format!("/api/v1/parties/{}/merger", binh["id"].as_str().unwrap());
        khoi.post(&merge, json!({ "loser": an["id"] })).await.expect(200);
        assert_eq!(custom(&khoi, &binh).await["gia_may"]["amount"], json!(3_000_000), "a merge moves them");
        app.work().await;
    })
    .await;
}
