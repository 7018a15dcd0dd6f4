//! Orders, interactions and products from files, and the figures that follow from them.

use quen_core::fields::ListQuery;
use quen_service::Ctx;
use quen_service::imports;
use quen_service::interactions::Interactions;
use quen_service::orders::Orders;
use quen_service::products::Products;
use quen_service::records::{self, Kind};
use quen_testkit::{TestApp, on_both};
use serde_json::{Value, json};

use super::{counts, read_in, wrong};

/// A page of any kind of record, as JSON.
async fn page_of(ctx: &Ctx, noun: &str, sort: &str) -> Value {
    async fn page<K: Kind>(ctx: &Ctx, sort: &str) -> Value {
        let query =
            ListQuery::parse(&K::catalogue(ctx), |name| (name == "sort").then_some(sort)).unwrap();
        json!({ "data": records::list::<K>(ctx, &query).await.unwrap().rows })
    }
    match noun {
        "orders" => page::<Orders>(ctx, sort).await,
        "interactions" => page::<Interactions>(ctx, sort).await,
        _ => page::<Products>(ctx, sort).await,
    }
}

/// A reference file; `None`, said once, where the folder is missing, unless `QUEN_VECTORS` is `required`.
fn reference(name: &str) -> Option<String> {
    let variable = |name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/vectors").to_owned();
    let path = format!(
        "{}/analytics/{name}",
        variable("QUEN_VECTORS_DIR").unwrap_or(beside)
    );
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        assert_ne!(
            variable("QUEN_VECTORS").as_deref(),
            Some("required"),
            "{path} is missing"
        );
        println!("skipped: reference data not here");
    }
    text
}

#[tokio::test]
async fn orders_of_an_open_data_set_give_its_recency_counts_and_sums() {
    let (Some(file), Some(expected)) = (
        reference("cdnow_sample_transactions.csv"),
        reference("cdnow_sample_rfm_expected.csv"),
    ) else {
        return;
    };
    let app = TestApp::new().await;
    app.owner("Khôi").await;
    app.set_currency(quen_core::Currency::Usd).await;
    let ctx = app.ctx("Khôi").await;
    let report = read_in(&ctx, "orders", &file).await;
    assert_eq!(
        (report.rows, report.created, report.failed),
        (6919, 6919, 0),
        "{:?}",
        report.errors.first()
    );
    let day = chrono::NaiveDate::from_ymd_opt(1998, 6, 30).unwrap();
    let codes = codes(&app).await;
    let found = quen_service::metrics::as_of(&ctx, day, uuid::Uuid::nil(), 10_000)
        .await
        .unwrap();
    let mut lines: Vec<String> = found
        .iter()
        .map(|f| {
            format!(
                "{},{},{},{}",
                codes[&f.party_id], f.recency_days, f.occasions, f.spend
            )
        })
        .collect();
    let mut wanted: Vec<String> = expected
        .lines()
        .skip(1)
        .map(|line| line.split(',').take(4).collect::<Vec<_>>().join(","))
        .collect();
    lines.sort();
    wanted.sort();
    assert_eq!(lines, wanted);
    let again = read_in(&ctx, "orders", &file).await;
    assert_eq!(counts(&again), (6919, 0, 0, 6919, 0));
}

async fn codes(app: &TestApp) -> std::collections::HashMap<uuid::Uuid, String> {
    let khoi = app.owner("Khôi").await;
    let (mut all, mut cursor) = (std::collections::HashMap::new(), String::new());
    loop {
        let page = khoi
            .get(&format!("/api/v1/parties?limit=200{cursor}"))
            .await
            .expect(200);
        for party in page["data"].as_array().unwrap() {
            assert_eq!(party["incomplete"], true);
            all.insert(
                party["id"].as_str().unwrap().parse().unwrap(),
                party["code"].as_str().unwrap().to_owned(),
            );
        }
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
}

const ORDERS: &str = "Mã đơn,Ngày đặt,Khách hàng,SĐT,Mã hàng,Tên hàng,SL,Đơn giá,Giảm giá\n\
    DH1,05/03/2025,Chị Ngọc,0905218467,CF1,Rang vừa,2,120.000,\n\
    ,,,,CF2,Rang đậm,1,150k,10.000\n\
    DH2,06/03/2025,Anh Bình,,,Phin,1.5,200.000,\n\
    DH1,,,,,Túi giấy,10,1.000,\n\
    DH3,40/03/2025,Anh Bình,,,Phin,1,200.000,\n\
    DH4,07/03/2025,,,,Phin,1,200.000,\n\
    DH5,08/03/2025,Anh Bình,,,Phin,một,200.000,\n";

#[tokio::test]
async fn rows_with_one_number_are_one_order_and_unknown_customers_are_made() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        read_in(&ctx, "products", "SKU,Tên hàng,Giá vốn\ncf1,Rang vừa,70k\n").await;
        let report = read_in(&ctx, "orders", ORDERS).await;
        assert_eq!(counts(&report), (7, 2, 0, 0, 3), "{report:?}");
        assert_eq!(
            wrong(&report),
            [
                (6, "Ngày đặt", "bad-date"),
                (7, "", "row-without-party"),
                (8, "SL", "bad-quantity")
            ]
        );
        let orders = page_of(&ctx, "orders", "ordered_at").await;
        let first = &orders["data"][0];
        assert_eq!(
            (
                &first["number"],
                &first["total"]["amount"],
                first["lines"].as_array().unwrap().len()
            ),
            (&json!("DH1"), &json!(390_000), 3)
        );
        assert_eq!(
            first["lines"][0]["unit_cost"]["amount"], 70_000,
            "the product says what it costs"
        );
        let ngoc = khoi.get("/api/v1/parties?q=ngoc").await.expect(200)["data"][0].clone();
        assert_eq!(
            (
                &ngoc["incomplete"],
                &ngoc["spend"]["amount"],
                &ngoc["occasions"]
            ),
            (&json!(true), &json!(390_000), &json!(1))
        );
        let binh = khoi.get("/api/v1/parties?q=binh").await.expect(200);
        assert_eq!(
            binh["data"].as_array().unwrap().len(),
            1,
            "a name alone finds its party again"
        );
        let again = read_in(&ctx, "orders", ORDERS).await;
        assert_eq!(counts(&again), (7, 0, 0, 2, 3));
        imports::undo(&ctx, report.import_id.unwrap(), false)
            .await
            .unwrap();
        assert_eq!(
            page_of(&ctx, "orders", "ordered_at").await["data"],
            json!([])
        );
        assert_eq!(
            khoi.get("/api/v1/parties").await.expect(200)["data"],
            json!([])
        );
    })
    .await;
}

const TALKS: &str = "Mã cuộc gọi,Khách hàng,SĐT,Loại,Chiều,Thời gian,Nội dung,Kết quả\n\
    C1,Chị Ngọc,0905218467,Gọi điện,Gọi đến,05/03/2025 09:30,hỏi giá,reached\n\
    C2,Chị Ngọc,0905218467,Tin nhắn,Đi,05/03/2025 10:00,gửi báo giá,\n\
    ,Anh Bình,,Ghi chú,,06/03/2025,ghé quán,\n";

#[tokio::test]
async fn interactions_and_products_are_read_and_undone() {
    on_both(|app| async move {
        app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let report = read_in(&ctx, "interactions", TALKS).await;
        assert_eq!(counts(&report), (3, 3, 0, 0, 0), "{report:?}");
        let found = page_of(&ctx, "interactions", "started_at").await;
        assert_eq!((&found["data"][0]["kind"], &found["data"][0]["direction"]), (&json!("call"), &json!("in")));
        assert_eq!(found["data"][0]["started_at"], "2025-03-05T02:30:00Z");
        assert_eq!(counts(&read_in(&ctx, "interactions", TALKS).await), (3, 0, 0, 3, 0));
        imports::undo(&ctx, report.import_id.unwrap(), false).await.unwrap();
        assert_eq!(page_of(&ctx, "interactions", "started_at").await["data"], json!([]));

        let goods = "Mã hàng,Tên hàng,ĐVT,Giá bán,Giá vốn,Thuế suất\nCF1,Rang vừa,kg,240.000,140k,8%\n,Phin nhôm,cái,35000,,\n";
        assert_eq!(counts(&read_in(&ctx, "products", goods).await), (2, 2, 0, 0, 0));
        assert_eq!(counts(&read_in(&ctx, "products", goods).await), (2, 0, 0, 2, 0));
        let found = page_of(&ctx, "products", "-name").await["data"][0].clone();
        assert_eq!((&found["tax_rate"], &found["cost"]["amount"]), (&json!(800), &json!(140_000)));
    })
    .await;
}
