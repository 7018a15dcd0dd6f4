//! What an order's file says of its payment and its days: noted once, told when it contradicts itself, undone to the letter.

use quen_core::Role;
use quen_service::imports;
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

use super::{counts, read_in, wrong};

const FILE: &str = "Mã đơn,Ngày đặt,Khách hàng,Tổng tiền,Đã trả,Còn nợ,Ngày thanh toán,Hình thức thanh toán,Hạn thanh toán\n\
    D1,01/02/2026,Chị Ngọc,500.000,200.000,300.000,05/02/2026,Chuyển khoản VCB,20/02/2026\n\
    D2,02/02/2026,Chị Ngọc,300.000,300.000,,02/02/2026,TM,\n\
    D3,03/02/2026,Anh Bình,400.000,,400.000,,,\n\
    D4,03/02/2026,Anh Bình,250.000,đã trả,,,đổi phin cũ,\n\
    D5,04/02/2026,Anh Bình,100.000,,,,,\n";

async fn data(khoi: &Client, place: &str) -> Value {
    khoi.get(&format!("/api/v1/{place}")).await.expect(200)["data"].clone()
}

/// All orders, payments and customers without what grows with each write.
async fn everything(khoi: &Client) -> Value {
    let mut all = json!([
        data(khoi, "orders?sort=ordered_at&limit=50").await,
        data(khoi, "payments?limit=50").await,
        data(khoi, "parties?limit=50").await,
    ]);
    for record in all
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .flat_map(|list| list.as_array_mut().unwrap())
    {
        for name in ["version", "updated_at"] {
            record.as_object_mut().unwrap().remove(name);
        }
    }
    all
}

async fn order(khoi: &Client, number: &str) -> Value {
    let all = data(khoi, "orders?limit=50").await;
    let found = all
        .as_array()
        .unwrap()
        .iter()
        .find(|order| order["number"] == number);
    found
        .unwrap_or_else(|| panic!("no {number}: {all}"))
        .clone()
}

fn standing(order: &Value) -> (i64, i64) {
    let amount = |name: &str| order[name]["amount"].as_i64().unwrap();
    (amount("paid"), amount("owed"))
}

#[tokio::test]
async fn a_field_that_payments_require_stops_no_file_of_orders() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let any = json!({ "field": "amount", "op": "ge", "value": 1 });
        let field = json!({ "noun": "payments", "label_vi": "Số phiếu", "type": "text", "required_when": any });
        khoi.post("/api/v1/fields", field).await.expect(201);
        app.work().await;
        let ctx = app.ctx("Khôi").await;
        let report = read_in(&ctx, "orders", FILE).await;
        assert_eq!(counts(&report).0, 5, "{report:?}");
        assert_eq!(data(&khoi, "payments?limit=50").await.as_array().unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn columns_of_what_was_paid_become_payments_once() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let before = everything(&khoi).await;
        let report = read_in(&ctx, "orders", FILE).await;
        assert_eq!(counts(&report), (5, 5, 0, 0, 0), "{report:?}");
        let first = order(&khoi, "D1").await;
        assert_eq!(standing(&first), (200_000, 300_000));
        assert_eq!(first["due_on"], "2026-02-20");
        let second = order(&khoi, "D2").await;
        assert_eq!(
            (standing(&second), &second["paid_on"]),
            ((300_000, 0), &json!("2026-02-02"))
        );
        let third = order(&khoi, "D3").await;
        assert_eq!(
            (standing(&third), &third["on_credit"]),
            ((0, 400_000), &json!(true))
        );
        assert_eq!(standing(&order(&khoi, "D4").await), (250_000, 0));
        assert_eq!(
            standing(&order(&khoi, "D5").await),
            (0, 0),
            "nobody spoke of payment"
        );
        let paid = data(&khoi, "payments?sort=paid_on&limit=50").await;
        let told: Vec<_> = paid
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                (
                    &one["amount"]["amount"],
                    &one["paid_on"],
                    &one["way"],
                    &one["text"],
                )
            })
            .collect();
        assert_eq!(
            json!(told),
            json!([
                [300_000, "2026-02-02", "cash", null],
                [250_000, "2026-02-03", null, "đổi phin cũ"],
                [200_000, "2026-02-05", "transfer", null],
            ])
        );
        let once = everything(&khoi).await;
        let again = read_in(&ctx, "orders", FILE).await;
        assert_eq!(counts(&again), (5, 0, 0, 5, 0), "{again:?}");
        assert_eq!(everything(&khoi).await, once);
        let undone = imports::undo(&ctx, report.import_id.unwrap(), false)
            .await
            .unwrap();
        assert_eq!(
            (undone.kept_count, undone.removed),
            (0, 10),
            "five orders, three payments, two customers"
        );
        assert_eq!(everything(&khoi).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_later_file_notes_what_came_since_and_its_undoing_leaves_the_rest() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        read_in(&ctx, "orders", FILE).await;
        let before = everything(&khoi).await;
        let later = "Order no,Order date,Customer,Total,Amount paid,Balance due,Payment date,Payment method\n\
            D1,2026-02-01,Chị Ngọc,500000,500000,0,2026-02-18,cash\n\
            D3,2026-02-03,Anh Bình,400000,150000,250000,2026-02-19,momo\n\
            D2,2026-02-02,Chị Ngọc,300000,100000,200000,2026-02-02,cash\n";
        let report = read_in(&ctx, "orders", later).await;
        assert_eq!(counts(&report), (3, 0, 2, 0, 1), "{report:?}");
        assert_eq!(wrong(&report), [(4, "Amount paid", "paid-less")]);
        let said = &report.errors[0].message;
        assert!(said.contains("300.000"), "{said}");
        let first = order(&khoi, "D1").await;
        assert_eq!((standing(&first), &first["paid_on"]), ((500_000, 0), &json!("2026-02-18")));
        assert_eq!(standing(&order(&khoi, "D3").await), (150_000, 250_000));
        let undone = imports::undo(&ctx, report.import_id.unwrap(), false).await.unwrap();
        assert_eq!((undone.removed, undone.kept_count), (2, 0));
        assert_eq!(everything(&khoi).await, before);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_did_since_is_not_undone() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let report = read_in(&ctx, "orders", FILE).await;
        let first = order(&khoi, "D1").await;
        let more = json!({ "order_id": first["id"], "amount": 100_000, "paid_on": "2026-02-21" });
        khoi.post("/api/v1/payments", more).await.expect(201);
        let undone = imports::undo(&ctx, report.import_id.unwrap(), false)
            .await
            .unwrap();
        let kept: Vec<_> = undone.kept.iter().map(|kept| kept.name.as_str()).collect();
        assert_eq!(kept, ["D1", "Chị Ngọc"]);
        assert_eq!(standing(&order(&khoi, "D1").await), (100_000, 400_000));
    })
    .await;
}

const WRONG: &str = "Mã đơn,Ngày đặt,Khách hàng,Mã hàng,Tên hàng,SL,Đơn giá,Tổng tiền,Đã trả,Còn nợ,Ngày thanh toán,Hẹn giao,Giao ngày\n\
    E1,01/02/2026,An,,Phin,1,100.000,,150.000,,,,\n\
    E2,01/02/2026,An,,Phin,1,100.000,,40.000,50.000,,,\n\
    E3,01/02/2026,An,,Phin,1,100.000,,,120.000,,,\n\
    E4,01/02/2026,An,,Phin,1,100.000,,một phần,,,,\n\
    E5,01/02/2026,An,,Phin,1,100.000,,100.000,,09/12/2026,,\n\
    E6,01/02/2026,An,,Phin,1,100.000,,nhiều,,,,\n\
    E7,01/02/2026,An,,Phin,1,100.000,,,,,20/01/2026,\n\
    E8,01/02/2026,An,CF1,Rang vừa,1,100.000,,109.000,,,,\n\
    E9,01/02/2026,An,CF1,Rang vừa,1,100.000,,108.000,,,,\n\
    G1,01/02/2026,An,,Phin,1,100.000,,60.000,,,,\n\
    G1,01/02/2026,An,,Túi,1,20.000,,70.000,,,,\n\
    G2,01/02/2026,An,,Phin,1,100.000,,60.000,,05/02/2026,10/02/2026,12/02/2026\n\
    G2,01/02/2026,An,,Túi,1,20.000,,60.000,,05/02/2026,,\n\
    G3,01/02/2026,An,,,,,100.000,60.000,40.000,,,\n\
    G3,01/02/2026,An,,,,,50.000,10.000,40.000,,,\n";

#[tokio::test]
async fn a_row_that_contradicts_itself_is_told_and_leaves_nothing() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        read_in(
            &ctx,
            "products",
            "SKU,Tên hàng,Thuế suất\nCF1,Rang vừa,8%\n",
        )
        .await;
        let report = read_in(&ctx, "orders", WRONG).await;
        let mut told = wrong(&report);
        told.sort_unstable();
        assert_eq!(
            told,
            [
                (2, "Đã trả", "paid-over-total"),
                (3, "Còn nợ", "debt-differs"),
                (4, "Còn nợ", "debt-over-total"),
                (5, "Đã trả", "paid-part"),
                (6, "Ngày thanh toán", "in-future"),
                (7, "Đã trả", "bad-money"),
                (8, "Hẹn giao", "before-order"),
                (9, "Đã trả", "paid-over-total"),
                (11, "Đã trả", "paid-differs"),
                (12, "Đã trả", "paid-differs"),
            ],
            "{report:?}"
        );
        assert_eq!(counts(&report), (15, 3, 0, 0, 10));
        let orders = data(&khoi, "orders?sort=ordered_at&limit=50").await;
        let mut told: Vec<_> = orders
            .as_array()
            .unwrap()
            .iter()
            .map(|order| (order["number"].as_str().unwrap(), standing(order)))
            .collect();
        told.sort_unstable();
        assert_eq!(
            told,
            [
                ("E9", (108_000, 0)),
                ("G2", (60_000, 60_000)),
                ("G3", (70_000, 80_000))
            ]
        );
        let whole = order(&khoi, "G2").await;
        assert_eq!(
            (
                &whole["status"],
                &whole["deliver_by"],
                &whole["delivered_on"]
            ),
            (
                &json!("delivered"),
                &json!("2026-02-10"),
                &json!("2026-02-12")
            )
        );
        assert_eq!(
            data(&khoi, "payments?limit=50")
                .await
                .as_array()
                .unwrap()
                .len(),
            3
        );
    })
    .await;
}

#[tokio::test]
async fn our_own_export_read_in_again_changes_nothing() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        read_in(&ctx, "orders", FILE).await;
        let before = everything(&khoi).await;
        let out = quen_service::dispatch::run(
            ctx.clone(),
            "exports.run",
            json!({ "kind": "orders", "format": "csv" }),
        )
        .await
        .unwrap();
        let report = read_in(&ctx, "orders", out["text"].as_str().unwrap()).await;
        assert_eq!(
            (report.created, report.updated, report.failed),
            (0, 0, 0),
            "{report:?}\n{out}"
        );
        assert_eq!(everything(&khoi).await, before);
    })
    .await;
}

#[tokio::test]
async fn the_look_before_says_what_will_be_noted() {
    let app = TestApp::new().await;
    let khoi = app.browser("Khôi", Role::Owner).await;
    let answer = super::pages::upload(&khoi, "orders", "don.csv", FILE.as_bytes()).await;
    let place = answer.header("location").unwrap().to_owned();
    let page = khoi.open(&place).await.text.replace('\u{a0}', " ");
    assert!(page.contains("9 cột tự nhận ra"), "{page}");
    let fields = [
        "number",
        "ordered_at",
        "party_name",
        "total",
        "paid",
        "debt",
        "paid_on",
        "pay_way",
        "due_on",
    ];
    let names: Vec<String> = (0..fields.len()).map(|n| format!("column-{n}")).collect();
    let form: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(fields).collect();
    let shown = khoi
        .submit(&place, &format!("{place}/preview"), &form)
        .await
        .text
        .replace('\u{a0}', " ");
    for said in [
        "đã trả 200.000 ₫, ngày 05/02/2026",
        "đã trả 300.000 ₫, ngày 02/02/2026",
        "còn nợ 400.000 ₫",
        "đã trả đủ",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
}
