//! Figures of all customers: the nightly fit, what it leaves, who may see it, and what pages and programs show of it.

mod pages;
mod shop;

use quen_core::access::Role;
use quen_core::dates;
use quen_core::models::{Customer, Model};
use quen_insight::mbgnbd;
use quen_service::Ctx;
use quen_testkit::{TestApp, on_both};
use serde_json::json;
use uuid::Uuid;

use shop::shop_of;

#[tokio::test]
async fn the_night_leaves_a_model_scores_and_figures() {
    on_both(|app| async move {
        let (khoi, ctx, ids) = shop_of(&app, 500).await;
        assert_eq!(
            khoi.get("/api/v1/analytics/rfm").await.expect(200),
            json!({ "as_of": null })
        );
        let asked = khoi
            .post("/api/v1/analytics/fits", json!({}))
            .await
            .expect(202);
        assert!(asked["job_id"].is_string());
        let again = khoi
            .post("/api/v1/analytics/fits", json!({}))
            .await
            .expect(202);
        assert_eq!(again["job_id"], json!(null), "it waits already");
        app.work().await;

        let found = khoi.get("/api/v1/analytics/model").await.expect(200);
        let model: Model = serde_json::from_value(found["model"].clone()).unwrap();
        assert_eq!(
            (model.version, model.status.as_str(), model.customers),
            (1, "ok", 500)
        );
        let p = model.purchases.unwrap();
        assert!(
            (p.r / p.alpha * 30.0 - 1.0).abs() < 0.35,
            "about one order a month: {p:?}"
        );
        assert!(
            (p.a / (p.a + p.b) - 0.25).abs() < 0.1,
            "about one in four leaves: {p:?}"
        );
        assert!(model.backtest.unwrap().error().unwrap().abs() < 0.25);

        let rfm = khoi.get("/api/v1/analytics/rfm").await.expect(200);
        let cells = rfm["rfm"]["cells"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|row| row.as_array().unwrap());
        assert_eq!(
            cells
                .map(|cell| cell["customers"].as_u64().unwrap())
                .sum::<u64>(),
            500
        );
        scores_are_the_models(&khoi, &ctx, &ids).await;

        khoi.post("/api/v1/analytics/fits", json!({}))
            .await
            .expect(202);
        app.work().await;
        let same = khoi.get("/api/v1/analytics/model").await.expect(200);
        assert_eq!(
            (&same["model"]["version"], &same["model"]["purchases"]),
            (&json!(1), &found["model"]["purchases"])
        );
    })
    .await;
}

/// List, filter, outlook and profile all show what the library says of a customer.
async fn scores_are_the_models(khoi: &quen_testkit::Client, ctx: &Ctx, ids: &[Uuid]) {
    let model: Model = serde_json::from_value(
        khoi.get("/api/v1/analytics/model").await.expect(200)["model"].clone(),
    )
    .unwrap();
    let today = dates::number(ctx.today());
    let reading = ctx.read(quen_core::Permission::PartiesRead).unwrap();
    let (mut total, mut lost) = (0.0, 0);
    for (at, id) in ids.iter().enumerate() {
        let stored = quen_store::metrics::find(&reading, *id).await.unwrap();
        let customer = Customer::new(*id, &stored.statistics).unwrap();
        let score = model.score(&customer, today).unwrap();
        total += score.clv;
        lost += u64::from((score.p_alive * 10_000.0).round() < 3_000.0);
        if at < 5 {
            let chance = mbgnbd::p_alive(model.purchases.unwrap(), customer.history(today));
            let shown = khoi
                .get(&format!("/api/v1/parties/{id}/outlook"))
                .await
                .expect(200);
            assert!((shown["p_alive"].as_f64().unwrap() - chance).abs() < 1e-12);
            assert!((shown["clv"]["expected"].as_f64().unwrap() / score.clv - 1.0).abs() < 1e-9);
            assert!(
                !shown["explanation"][0]["sentence"]
                    .as_str()
                    .unwrap()
                    .starts_with("insight-")
            );
            let profile = khoi
                .get(&format!("/api/v1/parties/{id}/profile"))
                .await
                .expect(200);
            assert_eq!(profile["value"]["outlook"]["p_alive"], shown["p_alive"]);
            let party = khoi.get(&format!("/api/v1/parties/{id}")).await.expect(200);
            assert_eq!(party["p_alive"], json!((chance * 10_000.0).round() as i64));
            assert_eq!(party["clv"]["amount"], json!(score.clv.round() as i64));
            let orders = party["expected_orders"].as_i64().unwrap() as f64;
            assert!(
                (orders - score.orders).abs() <= 0.501,
                "{orders} {}",
                score.orders
            );
        }
    }
    let equity = khoi.get("/api/v1/analytics/equity").await.expect(200);
    assert!(
        (equity["equity"]["total"].as_f64().unwrap() - total).abs() <= 1.0,
        "{total}"
    );
    let filter = json!({ "all": [{ "field": "p_alive", "op": "lt", "value": 3_000 }] }).to_string();
    let found = khoi
        .get(&format!(
            "/api/v1/parties?count=true&limit=1&filter={}",
            quen_http::session::encode(&filter)
        ))
        .await
        .expect(200);
    assert_eq!(found["count"], json!(lost));
    let sorted = khoi
        .get("/api/v1/parties?sort=-clv&limit=50")
        .await
        .expect(200);
    let worths: Vec<i64> = sorted["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["clv"]["amount"].as_i64().unwrap())
        .collect();
    assert!(worths.is_sorted_by(|a, b| a >= b) && worths[0] > 0);
    let busy =
        json!({ "all": [{ "field": "expected_orders", "op": "ge", "value": 3 }] }).to_string();
    let busy = format!(
        "/api/v1/parties?sort=-expected_orders&limit=50&filter={}",
        quen_http::session::encode(&busy)
    );
    let rows = khoi.get(&busy).await.expect(200)["data"].clone();
    let orders: Vec<i64> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["expected_orders"].as_i64().unwrap())
        .collect();
    assert!(
        !orders.is_empty() && orders.is_sorted_by(|a, b| a >= b) && orders.iter().all(|n| *n >= 3)
    );
}

#[tokio::test]
async fn a_customer_who_leaves_the_list_leaves_the_scores() {
    let app = TestApp::new().await;
    let (khoi, _, ids) = shop_of(&app, 260).await;
    khoi.post("/api/v1/analytics/fits", json!({}))
        .await
        .expect(202);
    app.work().await;
    for id in &ids[..80] {
        khoi.delete(&format!("/api/v1/parties/{id}"))
            .await
            .expect(204);
    }
    khoi.post("/api/v1/analytics/fits", json!({}))
        .await
        .expect(202);
    app.work().await;
    let model = khoi.get("/api/v1/analytics/model").await.expect(200);
    assert_eq!(
        (&model["model"]["status"], &model["model"]["version"]),
        (&json!("too_few"), &json!(2))
    );
    let party = khoi
        .get(&format!("/api/v1/parties/{}", ids[100]))
        .await
        .expect(200);
    assert_eq!(
        (&party["p_alive"], &party["clv"]),
        (&json!(null), &json!(null)),
        "no model, no score"
    );
}

#[tokio::test]
async fn too_few_customers_are_told_in_words() {
    on_both(|app| async move {
        let (khoi, _, ids) = shop_of(&app, 30).await;
        khoi.post("/api/v1/analytics/fits", json!({}))
            .await
            .expect(202);
        app.work().await;
        let found = khoi.get("/api/v1/analytics/model").await.expect(200);
        assert_eq!(found["model"]["status"], "too_few");
        let said = found["model"]["reason"]["sentence"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(said.contains("30") && said.contains("170"), "{said}");
        assert_eq!(
            khoi.get("/api/v1/analytics/equity").await.expect(200)["equity"],
            json!(null)
        );
        let outlook = khoi
            .get(&format!("/api/v1/parties/{}/outlook", ids[0]))
            .await
            .expect(200);
        assert_eq!(
            (&outlook["p_alive"], &outlook["status"]),
            (&json!(null), &json!("too_few"))
        );
        let browser = app.browser("Hà", Role::Manager).await;
        let page = browser
            .open("/analytics")
            .await
            .expect(200)
            .as_str()
            .unwrap()
            .to_owned();
        let said = "Còn sớm để nói: mới có 30 khách mua hàng, cần 200";
        assert!(page.replace('\u{a0}', " ").contains(said));
    })
    .await;
}
