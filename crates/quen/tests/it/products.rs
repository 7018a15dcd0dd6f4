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

#[tokio::test]
async fn a_product_is_written_on_a_page() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let program = app.owner("Khôi").await;
        let fields = [
            ("name", "Phin nhôm"),
            ("price", "85k"),
            ("tax_rate", "8"),
            ("active", "yes"),
        ];
        let made = khoi.submit("/products/new", "/products", &fields).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let product = program.get("/api/v1/products").await.expect(200)["data"][0].clone();
        assert_eq!(
            (
                product["price"]["amount"].clone(),
                product["tax_rate"].clone()
            ),
            (json!(85_000), json!(800))
        );
        let place = format!("/products/{}", product["id"].as_str().unwrap());
        let changed = khoi
            .submit(
                &place,
                &place,
                &[("name", "Phin nhôm"), ("price", "90k"), ("version", "1")],
            )
            .await;
        assert_eq!(changed.status, 303, "{}", changed.text);
        let after = program.get(&format!("/api/v1{place}")).await.expect(200);
        assert_eq!(
            (after["price"]["amount"].clone(), after["active"].clone()),
            (json!(90_000), json!(false))
        );
        let late = khoi
            .submit(&place, &place, &[("name", "x"), ("version", "1")])
            .await;
        assert_eq!(late.status, 409);
        let refused = khoi
            .submit(&place, &place, &[("name", ""), ("price", "rẻ")])
            .await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("value=\"rẻ\""));
        assert_eq!(
            khoi.submit(
                &place,
                &format!(
                    "/lists{}/deletion",
                    place.replace("/products/", "/products/records/")
                ),
                &[]
            )
            .await
            .status,
            303
        );
        assert_eq!(khoi.open(&place).await.status, 404);
    })
    .await;
}
