//! Payments and entries of the ledger among the records that roll-ups look at and stand on; what they hold comes by file, goes with
//! their order, and is gone when a person is erased.

use quen_service::dispatch;
use quen_store::db::{Queries, sql};
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

use super::money::{id, made, shop};
use super::{encoded, field};
use crate::imports::{read_in, wrong};

async fn custom(client: &Client, kind: &str, row: &Value) -> Value {
    let path = format!("/api/v1/{kind}/{}", id(row));
    client.get(&path).await.expect(200)["custom"].clone()
}

fn rollup(noun: &str, name: &str, rollup: Value) -> Value {
    json!({ "noun": noun, "name": name, "label_vi": name, "type": "rollup", "rollup": rollup })
}

/// Values that are indexed of a record.
async fn indexed(app: &TestApp, record: &Value) -> i64 {
    let workspace = app.ctx("Khôi").await.actor.workspace_id;
    let record: uuid::Uuid = id(record).parse().unwrap();
    let q = sql("SELECT count(*) FROM field_values WHERE workspace_id = $1 AND record_id = $2");
    let q = q.bind(workspace).bind(record);
    let (count,): (i64,) = app.app.db.read(workspace).one(q).await.unwrap();
    count
}

async fn fields_of(khoi: &Client) {
    for body in [
        json!({ "noun": "payments", "name": "phi", "label_vi": "Phí", "type": "money" }),
        json!({ "noun": "payments", "name": "ma", "label_vi": "Mã phiếu", "type": "text" }),
        json!({ "noun": "payments", "name": "mon", "label_vi": "Món", "type": "reference", "target": "products" }),
        json!({ "noun": "payments", "name": "qua", "label_vi": "Kèm quà", "type": "reference", "target": "benefits" }),
        json!({ "noun": "benefits", "name": "mon", "label_vi": "Món", "type": "reference", "target": "products" }),
        json!({ "noun": "benefits", "name": "diem", "label_vi": "Điểm", "type": "number" }),
        json!({ "noun": "tasks", "name": "lan_tra", "label_vi": "Lần trả", "type": "reference", "target": "payments" }),
        rollup(
            "orders",
            "phi",
            json!({ "of": "payments", "function": "sum", "field": "custom.phi" }),
        ),
        rollup(
            "parties",
            "diem",
            json!({ "of": "benefits", "function": "sum", "field": "custom.diem" }),
        ),
        rollup(
            "products",
            "tra",
            json!({ "of": "payments", "via": "custom.mon", "function": "count" }),
        ),
        rollup(
            "products",
            "tang",
            json!({ "of": "benefits", "function": "count" }),
        ),
        rollup(
            "benefits",
            "tien",
            json!({ "of": "payments", "function": "sum", "field": "amount" }),
        ),
        rollup(
            "payments",
            "viec",
            json!({ "of": "tasks", "function": "count" }),
        ),
    ] {
        field(khoi, body).await;
    }
}

#[tokio::test]
async fn roll_ups_look_at_them_and_stand_on_them_and_follow_the_order() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let [an, order, phin] = shop(&khoi).await;
        fields_of(&khoi).await;
        app.work().await;
        let gift = json!({ "party_id": an["id"], "text": "Tặng phin", "kind": "gift", "custom": { "mon": phin["id"], "diem": 3 } });
        let gift = made(&khoi, "benefits", gift).await;
        let paid = json!({ "order_id": order["id"], "amount": 200_000, "custom": { "phi": 1_000, "ma": "VCB-77", "mon": phin["id"], "qua": gift["id"] } });
        let paid = made(&khoi, "payments", paid).await;
        assert_eq!(custom(&khoi, "payments", &paid).await["viec"], 0, "nothing names it yet");
        let task = json!({ "title": "Đối soát", "custom": { "lan_tra": paid["id"] } });
        let task = made(&khoi, "tasks", task).await;
        assert_eq!(custom(&khoi, "payments", &paid).await["viec"], 1);
        assert_eq!(custom(&khoi, "benefits", &gift).await["tien"]["amount"], 200_000);
        assert_eq!(custom(&khoi, "parties", &an).await["diem"], "3");
        let now = custom(&khoi, "products", &phin).await;
        assert_eq!((&now["tra"], &now["tang"]), (&json!(1), &json!(1)), "{now}");
        let one = format!("/api/v1/payments/{}", id(&paid));
        khoi.patch(&one, json!({ "custom": { "phi": 2_500 } })).await.expect(200);
        assert_eq!(custom(&khoi, "orders", &order).await["phi"]["amount"], 2_500);
        let busy = json!({ "field": "custom.viec", "op": "ge", "value": 1 });
        let found = khoi.get(&format!("/api/v1/payments?filter={}&sort=-custom.viec", encoded(&busy))).await.expect(200);
        assert_eq!(found["data"][0]["id"], paid["id"], "{found}");
        // With its order to another customer, into the bin and out again.
        let binh = made(&khoi, "parties", json!({ "name": "Bình" })).await;
        let place = format!("/api/v1/orders/{}", id(&order));
        khoi.patch(&place, json!({ "party_id": binh["id"] })).await.expect(200);
        assert_eq!(khoi.get(&one).await.expect(200)["party_id"], binh["id"]);
        assert!(indexed(&app, &paid).await >= 5, "its values stand beside it");
        khoi.delete(&place).await.expect(204);
        assert_eq!(indexed(&app, &paid).await, 0, "nothing of a payment in the bin is found");
        assert_eq!(custom(&khoi, "products", &phin).await["tra"], 0);
        assert_eq!(custom(&khoi, "benefits", &gift).await["tien"]["amount"], 0);
        assert_eq!(khoi.get("/api/v1/payments?q=vcb").await.expect(200)["data"], json!([]));
        khoi.post(&format!("{place}/restoration"), json!({})).await.expect(200);
        assert_eq!(custom(&khoi, "products", &phin).await["tra"], 1);
        assert_eq!(custom(&khoi, "benefits", &gift).await["tien"]["amount"], 200_000);
        assert_eq!(custom(&khoi, "orders", &order).await["phi"]["amount"], 2_500);
        let by_words = khoi.get("/api/v1/payments?q=vcb").await.expect(200);
        assert_eq!(by_words["data"][0]["id"], paid["id"], "{by_words}");
        khoi.delete(&format!("/api/v1/tasks/{}", id(&task))).await.expect(204);
        assert_eq!(custom(&khoi, "payments", &paid).await["viec"], 0);
        let lost = json!({ "order_id": order["id"], "amount": 1, "custom": { "qua": paid["id"] } });
        let lost = khoi.post("/api/v1/payments", lost).await.expect(422);
        assert_eq!((&lost["errors"][0]["field"], &lost["errors"][0]["code"]), (&json!("custom.qua"), &json!("bad-reference")));
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn files_bring_them_and_take_them_along() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let [an, _, phin] = shop(&khoi).await;
        fields_of(&khoi).await;
        app.work().await;
        let ctx = app.ctx("Khôi").await;
        let file = "Đơn hàng,Số tiền,Ngày trả,Mã phiếu,Phí,Món\nDH-77,200000,10/02/2026,VCB-77,1.500,Phin nhôm\nDH-77,1000,11/02/2026,ACB-1,,Tên lửa\n";
        let report = read_in(&ctx, "payments", file).await;
        assert_eq!((report.created, report.failed), (1, 1), "{report:?}");
        assert_eq!(wrong(&report), [(3, "Món", "no-such-record")]);
        let paid = khoi.get("/api/v1/payments").await.expect(200)["data"][0].clone();
        let expected = json!({ "ma": "VCB-77", "phi": { "amount": 1_500, "currency": "VND" }, "mon": phin["id"], "viec": 0 });
        assert_eq!(paid["custom"], expected);
        assert_eq!(custom(&khoi, "products", &phin).await["tra"], 1);
        let file = format!("party_id,Nội dung,Điểm,Món\n{},Tặng phin,\"2,5\",Phin nhôm\n", id(&an));
        let report = read_in(&ctx, "benefits", &file).await;
        assert_eq!((report.created, report.failed), (1, 0), "{report:?}");
        assert_eq!(custom(&khoi, "parties", &an).await["diem"], "2.5");
        for (kind, told) in [("payments", "VCB-77"), ("benefits", "Điểm")] {
            let out = dispatch::run(ctx.clone(), "exports.run", json!({ "kind": kind, "format": "csv" })).await.unwrap();
            let text = out["text"].to_string();
            assert!(text.contains("Món") && text.contains(told), "{kind}: {text}");
        }
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn an_erased_customer_leaves_nothing_in_them_and_no_figure_counts_what_is_gone() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let [an, order, phin] = shop(&khoi).await;
        fields_of(&khoi).await;
        field(&khoi, json!({ "noun": "payments", "name": "tep", "label_vi": "Biên lai", "type": "file" })).await;
        app.work().await;
        let at = "/api/v1/files?kind=payments&name=bien-lai.txt";
        let bytes = [("content-type", "application/octet-stream")];
        let file = khoi.send(axum::http::Method::POST, at, &bytes, Some(b"so tien".to_vec())).await.expect(201);
        let gift = json!({ "party_id": an["id"], "text": "Tặng phin", "kind": "gift", "custom": { "mon": phin["id"] } });
        let gift = made(&khoi, "benefits", gift).await;
        let paid = json!({ "order_id": order["id"], "amount": 200_000, "custom": { "ma": "chị Ngọc", "mon": phin["id"], "tep": file["id"] } });
        let paid = made(&khoi, "payments", paid).await;
        app.work().await;
        let seen = khoi.get(&format!("/api/v1/files/{}", id(&file))).await;
        assert_eq!(seen.status, 200, "who may see the payment may see its file: {}", seen.text);
        let now = custom(&khoi, "products", &phin).await;
        assert_eq!((&now["tra"], &now["tang"]), (&json!(1), &json!(1)));
        let ctx = app.ctx("Khôi").await;
        dispatch::run(ctx, "privacy.erase", json!({ "id": an["id"] })).await.unwrap();
        app.work().await;
        let workspace = app.ctx("Khôi").await.actor.workspace_id;
        let q = sql("SELECT amount, CAST(custom AS TEXT) FROM payments WHERE workspace_id = $1").bind(workspace);
        let left: Vec<(i64, String)> = app.app.db.read(workspace).all(q).await.unwrap();
        assert_eq!(left, [(200_000, "{}".to_owned())], "the money stays, the words go");
        assert_eq!((indexed(&app, &paid).await, indexed(&app, &gift).await), (0, 0));
        khoi.get(&format!("/api/v1/files/{}", id(&file))).await.expect(404);
        khoi.get(&format!("/api/v1/benefits/{}", id(&gift))).await.expect(404);
        let now = custom(&khoi, "products", &phin).await;
        assert_eq!((&now["tra"], &now["tang"]), (&json!(0), &json!(0)), "{now}");
    })
    .await;
}

#[tokio::test]
async fn a_new_field_reaches_all_that_are_there_whatever_order_their_list_has() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let [an, order, _] = shop(&khoi).await;
        for n in 0..45 {
            let on = format!("2026-02-{:02}", n % 28 + 1);
            let paid = json!({ "order_id": order["id"], "amount": 1_000, "paid_on": on });
            made(&khoi, "payments", paid).await;
            let talk = json!({ "party_id": an["id"], "kind": "note", "channel": "other", "body": "x", "started_at": format!("{on}T03:00:00Z") });
            made(&khoi, "interactions", talk).await;
        }
        let formula = |noun: &str, text: &str, result: &str| json!({ "noun": noun, "name": "moi", "label_vi": "Mới", "type": "formula", "formula": text, "result": result });
        field(&khoi, formula("payments", "amount * 2", "money")).await;
        field(&khoi, formula("interactions", "kind", "text")).await;
        app.work().await;
        for noun in ["payments", "interactions"] {
            let there = encoded(&json!({ "field": "custom.moi", "op": "not_empty" }));
            let found = khoi.get(&format!("/api/v1/{noun}?limit=200&filter={there}")).await.expect(200);
            assert_eq!(found["data"].as_array().map(Vec::len), Some(45), "{noun}");
        }
    })
    .await;
}
