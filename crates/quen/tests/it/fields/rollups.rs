//! Roll-ups on every kind that others name, by the relations that the catalogues declare: right after each way in which a
//! record comes, changes, goes, comes back and names another.

use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

use super::{field, found};

fn rollup(noun: &str, name: &str, rollup: Value) -> Value {
    json!({ "noun": noun, "name": name, "label_vi": name, "type": "rollup", "rollup": rollup })
}

async fn made(client: &Client, kind: &str, body: Value) -> Value {
    client
        .post(&format!("/api/v1/{kind}"), body)
        .await
        .expect(201)
}

fn at(kind: &str, row: &Value) -> String {
    format!("/api/v1/{kind}/{}", row["id"].as_str().unwrap())
}

async fn custom(client: &Client, kind: &str, row: &Value) -> Value {
    client.get(&at(kind, row)).await.expect(200)["custom"].clone()
}

#[tokio::test]
async fn a_product_counts_its_lines_an_order_its_payments_and_a_project_its_work() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let placed = json!({ "field": "status", "op": "in", "value": ["confirmed", "delivered"] });
        for body in [
            rollup("products", "ban", json!({ "of": "order_lines", "function": "sum", "field": "quantity", "filter": placed })),
            rollup("products", "thu", json!({ "of": "order_lines", "function": "sum", "field": "amount" })),
            rollup("products", "moi", json!({ "of": "order_lines", "function": "last", "field": "ordered_on" })),
            rollup("orders", "lan_tra", json!({ "of": "payments", "function": "count" })),
            rollup("orders", "tra_cuoi", json!({ "of": "payments", "function": "last", "field": "way" })),
            rollup("projects", "viec", json!({ "of": "tasks", "function": "count" })),
            rollup("projects", "tien", json!({ "of": "orders", "function": "sum", "field": "total" })),
            rollup("projects", "gap", json!({ "of": "interactions", "function": "max", "field": "started_at" })),
            rollup("projects", "bao", json!({ "of": "order_lines", "function": "sum", "field": "quantity" })),
        ] {
            field(&khoi, body).await;
        }
        app.work().await;
        let an = made(&khoi, "parties", json!({ "name": "An" })).await;
        let phin = made(&khoi, "products", json!({ "name": "Phin", "price": 50_000 })).await;
        let beans = made(&khoi, "products", json!({ "name": "Hạt", "price": 200_000 })).await;
        let fair = made(&khoi, "projects", json!({ "name": "Hội chợ", "party_id": an["id"] })).await;
        assert_eq!(custom(&khoi, "products", &phin).await["ban"], "0", "nothing names it yet");
        let line = |product: &Value, quantity: f64| json!({ "product_id": product["id"], "quantity": quantity, "unit_price": 1000 });
        let order = json!({ "party_id": an["id"], "number": "D1", "project_id": fair["id"], "lines": [line(&phin, 2.0), line(&beans, 1.5), line(&phin, 0.5)] });
        let order = made(&khoi, "orders", order).await;
        let sold = custom(&khoi, "products", &phin).await;
        assert_eq!((&sold["ban"], &sold["thu"]["amount"]), (&json!("2.5"), &json!(2500)), "{sold}");
        assert!(sold["moi"].is_string(), "{sold}");
        khoi.patch(&at("orders", &order), json!({ "lines": [line(&beans, 4.0)] })).await.expect(200);
        let (phin_now, beans_now) = (custom(&khoi, "products", &phin).await, custom(&khoi, "products", &beans).await);
        assert_eq!((&phin_now["ban"], &beans_now["ban"], phin_now.get("moi")), (&json!("0"), &json!("4"), None), "{phin_now}");
        let pay = json!({ "order_id": order["id"], "amount": 1000, "way": "cash" });
        let pay = made(&khoi, "payments", pay).await;
        let paid = custom(&khoi, "orders", &order).await;
        assert_eq!((&paid["lan_tra"], &paid["tra_cuoi"]), (&json!(1), &json!("cash")), "{paid}");
        let browser = app.browser("Khôi", quen_core::access::Role::Owner).await;
        let sheet = browser.open(&format!("/orders/{}", order["id"].as_str().unwrap())).await.text;
        assert!(sheet.contains("tra_cuoi") && sheet.contains("Tiền mặt"), "the way is said in words: {sheet}");
        let task = made(&khoi, "tasks", json!({ "title": "Dựng quầy", "project_id": fair["id"] })).await;
        made(&khoi, "interactions", json!({ "party_id": an["id"], "project_id": fair["id"], "kind": "note", "channel": "other", "body": "x" })).await;
        let of_fair = custom(&khoi, "projects", &fair).await;
        assert_eq!((&of_fair["viec"], &of_fair["tien"]["amount"], &of_fair["bao"]), (&json!(1), &json!(4000), &json!("4")), "{of_fair}");
        assert!(of_fair["gap"].is_string(), "{of_fair}");
        // The order goes to the bin and comes back: with its payments, to its product and its project.
        khoi.delete(&at("orders", &order)).await.expect(204);
        assert_eq!(custom(&khoi, "products", &beans).await["ban"], "0");
        assert_eq!(custom(&khoi, "projects", &fair).await["tien"]["amount"], 0);
        khoi.post(&format!("{}/restoration", at("orders", &order)), json!({})).await.expect(200);
        assert_eq!(custom(&khoi, "products", &beans).await["ban"], "4");
        assert_eq!(custom(&khoi, "orders", &order).await["lan_tra"], 1);
        khoi.delete(&at("payments", &pay)).await.expect(204);
        assert_eq!(custom(&khoi, "orders", &order).await["lan_tra"], 0);
        khoi.patch(&at("tasks", &task), json!({ "project_id": null })).await.expect(200);
        khoi.patch(&at("orders", &order), json!({ "status": "cancelled" })).await.expect(200);
        assert_eq!(custom(&khoi, "projects", &fair).await["viec"], 0);
        assert_eq!(custom(&khoi, "products", &beans).await["ban"], "0", "cancelled");
        let none = json!({ "field": "custom.ban", "op": "eq", "value": 0 });
        assert_eq!(found(&khoi, "products", &none, "custom.thu").await, ["Phin", "Hạt"]);
        app.work().await;
    })
    .await;
}

/// Shops of our own and the customers that belong to them, by a reference of our own.
async fn shops(khoi: &Client) -> [Value; 2] {
    let kind = json!({ "name": "shops", "one_vi": "Chi nhánh", "one_en": "Shop", "many_en": "Shops", "icon": "coffee" });
    khoi.post("/api/v1/kinds", kind).await.expect(201);
    for body in [
        json!({ "noun": "parties", "name": "shop", "label_vi": "Chi nhánh", "type": "reference", "target": "shops" }),
        json!({ "noun": "shops", "name": "boss", "label_vi": "Thuộc", "type": "reference", "target": "shops" }),
        json!({ "noun": "parties", "name": "no", "label_vi": "Nợ", "type": "money" }),
        rollup(
            "shops",
            "khach",
            json!({ "of": "parties", "via": "custom.shop", "function": "count" }),
        ),
        rollup(
            "shops",
            "no",
            json!({ "of": "parties", "function": "sum", "field": "custom.no" }),
        ),
        rollup(
            "shops",
            "ca_vung",
            json!({ "of": "shops", "function": "sum", "field": "custom.no" }),
        ),
    ] {
        field(khoi, body).await;
    }
    let first = made(khoi, "shops", json!({ "name": "Hải Châu" })).await;
    let second = json!({ "name": "Sơn Trà", "custom": { "boss": first["id"] } });
    let second = made(khoi, "shops", second).await;
    [first, second]
}

#[tokio::test]
async fn a_kind_of_our_own_follows_those_that_name_it_and_what_follows_from_them() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let [first, second] = shops(&khoi).await;
        app.work().await;
        let shop = |shop: &Value, no: i64| json!({ "shop": shop["id"], "no": no });
        let an = made(
            &khoi,
            "parties",
            json!({ "name": "An", "custom": shop(&second, 100) }),
        )
        .await;
        let chi = made(
            &khoi,
            "parties",
            json!({ "name": "Chi", "custom": shop(&second, 50) }),
        )
        .await;
        let now = custom(&khoi, "shops", &second).await;
        assert_eq!(
            (&now["khach"], &now["no"]["amount"]),
            (&json!(2), &json!(150)),
            "{now}"
        );
        assert_eq!(
            custom(&khoi, "shops", &first).await["ca_vung"]["amount"],
            150,
            "a roll-up of a roll-up"
        );
        khoi.patch(&at("parties", &an), json!({ "custom": shop(&first, 70) }))
            .await
            .expect(200);
        let (a, b) = (
            custom(&khoi, "shops", &first).await,
            custom(&khoi, "shops", &second).await,
        );
        assert_eq!(
            (&a["khach"], &a["no"]["amount"], &a["ca_vung"]["amount"]),
            (&json!(1), &json!(70), &json!(50)),
            "{a}"
        );
        assert_eq!(
            (&b["khach"], &b["no"]["amount"]),
            (&json!(1), &json!(50)),
            "{b}"
        );
        let bulk = json!({ "act": { "set": { "custom.shop": first["id"] } }, "ids": [chi["id"]] });
        khoi.post("/api/v1/parties/bulks", bulk).await.expect(200);
        assert_eq!(
            custom(&khoi, "shops", &first).await["khach"],
            2,
            "a change of many moves them too"
        );
        khoi.delete(&at("parties", &chi)).await.expect(204);
        assert_eq!(custom(&khoi, "shops", &first).await["no"]["amount"], 70);
        khoi.post(&format!("{}/restoration", at("parties", &chi)), json!({}))
            .await
            .expect(200);
        assert_eq!(custom(&khoi, "shops", &first).await["no"]["amount"], 120);
        let merged = khoi
            .post(
                &format!("{}/merger", at("parties", &an)),
                json!({ "loser": chi["id"] }),
            )
            .await;
        assert!(merged.status < 300, "{}", merged.text);
        assert_eq!(
            custom(&khoi, "shops", &first).await["khach"],
            1,
            "the one that was merged away is counted no more"
        );
        let rich = json!({ "field": "custom.no", "op": "ge", "value": 1 });
        assert_eq!(
            found(&khoi, "shops", &rich, "-custom.khach").await,
            ["Hải Châu"]
        );
        let version = khoi.get(&at("shops", &first)).await.expect(200)["version"].clone();
        assert_eq!(version, 1, "figures raise no version");
        let kept = khoi
            .patch(&at("shops", &first), json!({ "name": "Hải Châu 1" }))
            .await
            .expect(200);
        assert_eq!(
            kept["custom"]["khach"], 1,
            "a change of the shop leaves them"
        );
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn an_import_and_its_undo_are_followed() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let [first, _] = shops(&khoi).await;
        app.work().await;
        let ctx = app.ctx("Khôi").await;
        let file = "Tên,Chi nhánh,Nợ\nAn,Hải Châu,100\nBình,Hải Châu,200\n";
        let what = quen_service::imports::what(&ctx, "parties").unwrap();
        let wishes = quen_documents::tables::Wishes::default();
        let seen =
            quen_service::imports::inspect_file(crate::imports::source(file), &what, wishes, true)
                .await
                .unwrap();
        let report = quen_service::imports::run_file(
            &ctx,
            "parties",
            "tep.csv",
            crate::imports::source(file),
            &seen.options(),
            false,
        )
        .await
        .unwrap();
        assert_eq!(report.created, 2, "{:?}", report.errors);
        let now = custom(&khoi, "shops", &first).await;
        assert_eq!(
            (&now["khach"], &now["no"]["amount"]),
            (&json!(2), &json!(300)),
            "{now}"
        );
        let undone = khoi
            .post(
                &format!("/api/v1/imports/{}/undo", report.import_id.unwrap()),
                json!({}),
            )
            .await;
        assert!(undone.status < 300, "{}", undone.text);
        app.work().await;
        let now = custom(&khoi, "shops", &first).await;
        assert_eq!(
            (&now["khach"], &now["no"]["amount"]),
            (&json!(0), &json!(0)),
            "{now}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_roll_up_over_what_does_not_lead_here_or_comes_back_to_itself_is_refused() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let [_, _] = shops(&khoi).await;
        let refused = |body: Value| {
            let khoi = &khoi;
            async move {
                let answer = khoi.post("/api/v1/fields", body).await.expect(422);
                let first = answer["errors"][0].clone();
                assert!(first["message"].as_str().is_some_and(|said| !said.is_empty()), "{answer}");
                (first["field"].as_str().unwrap().to_owned(), first["code"].as_str().unwrap().to_owned())
            }
        };
        let at_rollup = |code: &str| ("rollup".to_owned(), code.to_owned());
        for (noun, of, via) in [
            ("products", "tasks", None),
            ("orders", "interactions", None),
            ("parties", "shops", Some("custom.boss")),
            ("projects", "tasks", Some("party_id")),
            ("shops", "parties", Some("custom.gone")),
        ] {
            let mut roll = json!({ "of": of, "function": "count" });
            if let Some(via) = via {
                roll["via"] = json!(via);
            }
            assert_eq!(refused(rollup(noun, "x", roll)).await, at_rollup("no-relation"), "{noun} {of}");
        }
        assert_eq!(refused(rollup("parties", "x", json!({ "of": "fields", "function": "count" }))).await, at_rollup("bad-rollup"));
        assert_eq!(refused(rollup("projects", "x", json!({ "of": "tasks", "function": "sum", "field": "title" }))).await, at_rollup("bad-rollup"));
        let own = json!({ "of": "shops", "function": "sum", "field": "custom.vong" });
        assert_eq!(refused(rollup("shops", "vong", own)).await, at_rollup("bad-rollup"), "there is no such field yet");
        let filter = json!({ "field": "custom.tong", "op": "ge", "value": 1 });
        field(&khoi, rollup("shops", "mot", json!({ "of": "shops", "function": "count" }))).await;
        field(&khoi, json!({ "noun": "shops", "name": "tong", "label_vi": "Tổng", "type": "formula", "formula": "custom.mot * 2", "result": "number" })).await;
        let id = khoi.get("/api/v1/fields?limit=200").await.expect(200)["data"].as_array().unwrap().iter().find(|f| f["name"] == "mot").unwrap()["id"].clone();
        let ring = json!({ "rollup": { "of": "shops", "function": "count", "filter": filter } });
        let ring = khoi.patch(&format!("/api/v1/fields/{}", id.as_str().unwrap()), ring).await.expect(422);
        assert_eq!((&ring["errors"][0]["field"], &ring["errors"][0]["code"]), (&json!("rollup"), &json!("rollup-ring")));
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn what_very_many_name_is_taken_by_a_worker_and_comes_to_the_same() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let sold = json!({ "of": "order_lines", "function": "sum", "field": "quantity" });
        field(&khoi, rollup("products", "ban", sold)).await;
        field(&khoi, json!({ "noun": "products", "name": "doi", "label_vi": "Gấp đôi", "type": "formula", "formula": "custom.ban * 2", "result": "number" })).await;
        app.work().await;
        let phin = made(&khoi, "products", json!({ "name": "Phin" })).await;
        let an = made(&khoi, "parties", json!({ "name": "An" })).await;
        let line = json!({ "product_id": phin["id"], "quantity": 1, "unit_price": 1 });
        let mut last = Value::Null;
        for number in 0..5 {
            let lines: Vec<&Value> = std::iter::repeat_n(&line, 500).collect();
            last = made(&khoi, "orders", json!({ "party_id": an["id"], "number": format!("D{number}"), "lines": lines })).await;
        }
        assert_eq!(custom(&khoi, "products", &phin).await["ban"], "2000", "beyond that a worker counts");
        app.work().await;
        let now = custom(&khoi, "products", &phin).await;
        assert_eq!((&now["ban"], &now["doi"]), (&json!("2500"), &json!("5000")), "{now}");
        khoi.delete(&at("orders", &last)).await.expect(204);
        app.work().await;
        assert_eq!(custom(&khoi, "products", &phin).await["ban"], "2000");
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_relation_that_goes_takes_its_figures_along_and_brings_them_back() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let [first, _] = shops(&khoi).await;
        app.work().await;
        made(
            &khoi,
            "parties",
            json!({ "name": "An", "custom": { "shop": first["id"] } }),
        )
        .await;
        let fields = khoi.get("/api/v1/fields?limit=200").await.expect(200);
        let shop = fields["data"]
            .as_array()
            .unwrap()
            .iter()
            .find(|f| f["name"] == "shop")
            .unwrap();
        khoi.delete(&at("fields", shop)).await.expect(204);
        app.work().await;
        assert_eq!(
            custom(&khoi, "shops", &first).await.get("khach"),
            None,
            "nothing leads here any more"
        );
        khoi.post(&format!("{}/restoration", at("fields", shop)), json!({}))
            .await
            .expect(200);
        app.work().await;
        assert_eq!(custom(&khoi, "shops", &first).await["khach"], 1);
    })
    .await;
}
