//! What the business sells, with prices in the workspace's currency.

use quen_core::access::Role;
use quen_testkit::on_both;
use serde_json::json;

#[tokio::test]
async fn a_product_has_prices_and_a_code_of_its_own() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let new = json!({ "name": "Cầu Đất Arabica 250 g", "sku": "CD-A250", "price": 180_000, "cost": { "amount": 96_000, "currency": "VND" }, "tax_rate": 800 });
        let made = khoi.post("/api/v1/products", new).await;
        let place = made.header("location").unwrap().to_owned();
        let product = made.expect(201);
        assert_eq!(product["price"], json!({ "amount": 180_000, "currency": "VND" }));
        let refused = khoi.post("/api/v1/products", json!({ "name": "b", "sku": "cd-a250" })).await.expect(422);
        assert_eq!((refused["errors"][0]["field"].clone(), refused["errors"][0]["code"].clone()), (json!("sku"), json!("taken")));
        khoi.delete(&place).await.expect(204);
        let other = khoi.post("/api/v1/products", json!({ "name": "b", "sku": "cd-a250" })).await.expect(201);
        let back = khoi.post(&format!("{place}/restoration"), json!({})).await.expect(422);
        assert_eq!(back["errors"][0]["code"], "taken");
        khoi.delete(&format!("/api/v1/products/{}", other["id"].as_str().unwrap())).await.expect(204);
        khoi.post(&format!("{place}/restoration"), json!({})).await.expect(200);
        for (body, field) in [
            (json!({ "name": "c", "price": -1 }), "price"),
            (json!({ "name": "c", "price": { "amount": 1, "currency": "USD" } }), "price"),
            (json!({ "name": "c", "cost": 99_000_000_000_000_000_i64 }), "cost"),
            (json!({ "name": "c", "tax_rate": 10_001 }), "tax_rate"),
            (json!({ "name": "" }), "name"),
        ] {
            assert_eq!(khoi.post("/api/v1/products", body).await.expect(422)["errors"][0]["field"], field);
        }
        assert_eq!(khoi.get("/api/v1/products?q=cau%20dat").await.expect(200)["data"][0]["id"], product["id"]);
        let member = app.colleague("Lan", Role::Member).await;
        member.get(&place).await.expect(200);
        member.patch(&place, json!({ "name": "x" })).await.expect(403);
        app.workspace("khac").await;
        let stranger = app.colleague_in("khac", "Tuấn", Role::Owner).await;
        stranger.get(&place).await.expect(404);
    })
    .await;
}
