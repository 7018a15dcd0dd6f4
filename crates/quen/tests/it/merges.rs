//! Merges of the product's own kinds: products with the lines that were sold of them, projects with what belongs to them; on both
//! databases. Customers are in `duplicates`, kinds of a workspace in `toy`.

use quen_testkit::{Client, on_both};
use serde_json::{Value, json};

async fn made(khoi: &Client, noun: &str, body: Value) -> String {
    let made = khoi
        .post(&format!("/api/v1/{noun}"), body)
        .await
        .expect(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn merged(khoi: &Client, noun: &str, winner: &str, body: Value) -> Value {
    let path = format!("/api/v1/{noun}/{winner}/merger");
    khoi.post(&path, body).await.expect(200)
}

async fn undone(khoi: &Client, noun: &str, winner: &str) {
    let path = format!("/api/v1/{noun}/{winner}/mergers");
    let told = khoi.get(&path).await.expect(200);
    let merger = told["data"][0]["id"].as_str().unwrap();
    khoi.delete(&format!("/api/v1/mergers/{merger}"))
        .await
        .expect(200);
}

/// The products of an order's lines.
async fn sold(khoi: &Client, order: &str) -> Vec<Value> {
    let order = khoi
        .get(&format!("/api/v1/orders/{order}"))
        .await
        .expect(200);
    let lines = order["lines"].as_array().unwrap().iter();
    lines.map(|line| line["product_id"].clone()).collect()
}

#[tokio::test]
async fn a_product_takes_the_lines_and_the_code_of_its_double_and_gives_them_back() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = made(&khoi, "parties", json!({ "name": "Nguyễn Văn An" })).await;
        let winner = made(&khoi, "products", json!({ "name": "Cầu Đất Arabica", "unit": "kg" })).await;
        let body = json!({ "name": "Cau Dat Arabica", "sku": "CD-250", "note": "Mùa mới", "price": 180_000 });
        let loser = made(&khoi, "products", body).await;
        let line = |product: &str| json!({ "product_id": product, "text": "Cầu Đất", "quantity": 1, "unit_price": 180_000 });
        let lines = [line(&loser), line(&winner), line(&loser)];
        let order = made(&khoi, "orders", json!({ "party_id": an, "number": "A1", "status": "confirmed", "lines": lines })).await;
        let version = |order: Value| order["version"].as_i64().unwrap();
        let at = format!("/api/v1/orders/{order}");
        let before = version(khoi.get(&at).await.expect(200));
        let kept = merged(&khoi, "products", &winner, json!({ "loser": loser })).await;
        assert_eq!((&kept["sku"], &kept["price"]["amount"], &kept["unit"]), (&json!("CD-250"), &json!(180_000), &json!("kg")));
        assert_eq!(sold(&khoi, &order).await, [json!(winner), json!(winner), json!(winner)]);
        assert!(version(khoi.get(&at).await.expect(200)) > before, "an open form of the order notices");
        undone(&khoi, "products", &winner).await;
        assert_eq!(sold(&khoi, &order).await, [json!(loser), json!(winner), json!(loser)]);
        let back = khoi.get(&format!("/api/v1/products/{loser}")).await.expect(200);
        assert_eq!((&back["sku"], &back["note"]), (&json!("CD-250"), &json!("Mùa mới")));
        let kept = khoi.get(&format!("/api/v1/products/{winner}")).await.expect(200);
        assert_eq!((&kept["sku"], &kept["note"], &kept["price"]), (&json!(null), &json!(null), &json!(null)));
        // A code that somebody else took meanwhile is said at its field, and nothing is half undone.
        merged(&khoi, "products", &winner, json!({ "loser": loser })).await;
        khoi.patch(&format!("/api/v1/products/{winner}"), json!({ "sku": null })).await.expect(200);
        made(&khoi, "products", json!({ "name": "Phin", "sku": "cd-250" })).await;
        let told = khoi.get(&format!("/api/v1/products/{winner}/mergers")).await.expect(200);
        let merger = format!("/api/v1/mergers/{}", told["data"][0]["id"].as_str().unwrap());
        let refused = khoi.delete(&merger).await.expect(422);
        assert_eq!(refused["errors"][0]["field"], "sku");
        assert_eq!(sold(&khoi, &order).await, [json!(winner), json!(winner), json!(winner)]);
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_project_takes_what_belongs_to_its_double_and_gives_it_back() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let shop = made(&khoi, "parties", json!({ "kind": "organization", "name": "Tiệm Gió" })).await;
        let project = |name: &str| json!({ "party_id": shop, "name": name });
        let winner = made(&khoi, "projects", project("Quầy pha thứ hai")).await;
        let loser = made(&khoi, "projects", project("Quay pha thu hai")).await;
        let of = json!({ "party_id": shop, "project_id": loser });
        let mut all = Vec::new();
        for (noun, more) in [
            ("tasks", json!({ "title": "Đo quầy" })),
            ("interactions", json!({ "kind": "note", "body": "Chọn đá" })),
            ("orders", json!({ "number": "B1", "lines": [{ "text": "Đá", "quantity": 1, "unit_price": 1_000_000 }] })),
        ] {
            let mut body = of.clone();
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            all.push((noun, made(&khoi, noun, body).await));
        }
        khoi.delete(&format!("/api/v1/tasks/{}", all[0].1)).await.expect(204);
        let body = json!({ "loser": loser });
        khoi.post("/api/v1/duplicates/scans", json!({})).await.expect(202);
        app.work().await;
        let found = khoi.get("/api/v1/duplicates?kind=projects").await.expect(200);
        assert!(found["data"][0]["reasons"].to_string().contains("Của cùng một khách"), "{found}");
        merged(&khoi, "projects", &winner, body).await;
        let belongs = async |noun: &str, id: &str| {
            let path = format!("/api/v1/{noun}/{id}");
            khoi.get(&path).await.expect(200)["project_id"].clone()
        };
        for (noun, id) in &all[1..] {
            assert_eq!(belongs(noun, id).await, json!(winner), "{noun}");
        }
        khoi.post(&format!("/api/v1/tasks/{}/restoration", all[0].1), json!({})).await.expect(200);
        assert_eq!(belongs("tasks", &all[0].1).await, json!(winner), "what lay in the bin moved too");
        undone(&khoi, "projects", &winner).await;
        for (noun, id) in &all {
            assert_eq!(belongs(noun, id).await, json!(loser), "{noun}");
        }
        let queue = khoi.get("/api/v1/duplicates?kind=projects").await.expect(200);
        assert_eq!(queue["data"], json!([]), "told apart by the undo");
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn fields_that_refer_to_a_customer_follow_a_merge_and_its_undo() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let field = json!({ "noun": "products", "name": "maker", "label_vi": "Người rang", "type": "reference", "target": "parties" });
        made(&khoi, "fields", field).await;
        let winner = made(&khoi, "parties", json!({ "name": "Nguyễn Thị Hồng Hạnh" })).await;
        let loser = made(&khoi, "parties", json!({ "name": "Hanh Nguyen" })).await;
        let product = made(&khoi, "products", json!({ "name": "Phin", "custom": { "maker": loser } })).await;
        let maker = async || {
            let path = format!("/api/v1/products/{product}");
            khoi.get(&path).await.expect(200)["custom"]["maker"].clone()
        };
        merged(&khoi, "parties", &winner, json!({ "loser": loser })).await;
        assert_eq!(maker().await, json!(winner));
        undone(&khoi, "parties", &winner).await;
        assert_eq!(maker().await, json!(loser));
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_file_goes_with_the_record_that_names_it() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        for name in ["sheet", "photo"] {
            let field =
                json!({ "noun": "products", "name": name, "label_vi": name, "type": "file" });
            made(&khoi, "fields", field).await;
        }
        let mut files = Vec::new();
        for name in ["a.txt", "b.txt", "c.txt"] {
            let path = format!("/api/v1/files?kind=products&name={name}");
            let bytes = [("content-type", "application/octet-stream")];
            let sent = Some(b"rang vua".to_vec());
            let file = khoi
                .send(axum::http::Method::POST, &path, &bytes, sent)
                .await
                .expect(201);
            files.push(file["id"].as_str().unwrap().to_owned());
        }
        let product = |name: &str, custom: Value| json!({ "name": name, "custom": custom });
        let winner = product("Cầu Đất", json!({ "photo": files[0] }));
        let winner = made(&khoi, "products", winner).await;
        let loser = product("Cau Dat", json!({ "photo": files[1], "sheet": files[2] }));
        let loser = made(&khoi, "products", loser).await;
        let named = async |product: &str, field: &str| {
            let product = khoi
                .get(&format!("/api/v1/products/{product}"))
                .await
                .expect(200);
            product["custom"][field]["id"].clone()
        };
        merged(
            &khoi,
            "products",
            &winner,
            json!({ "loser": loser, "take": ["custom.photo"] }),
        )
        .await;
        assert_eq!(named(&winner, "photo").await, json!(files[1]));
        assert_eq!(named(&winner, "sheet").await, json!(files[2]));
        for file in &files[1..] {
            assert_eq!(khoi.get(&format!("/api/v1/files/{file}")).await.status, 200);
        }
        app.work().await;
        undone(&khoi, "products", &winner).await;
        assert_eq!(named(&winner, "photo").await, json!(files[0]));
        assert_eq!(named(&winner, "sheet").await, json!(null));
        assert_eq!(named(&loser, "sheet").await, json!(files[2]));
        khoi.delete(&format!("/api/v1/products/{loser}"))
            .await
            .expect(204);
        for (file, status) in [(&files[0], 200), (&files[1], 404), (&files[2], 404)] {
            let there = khoi.get(&format!("/api/v1/files/{file}")).await;
            assert_eq!(there.status, status, "each is seen by who sees its record");
        }
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_merged_leaves_the_bin_only_after_the_record_it_went_into() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let winner = made(&khoi, "products", json!({ "name": "Phin nhôm" })).await;
        let loser = made(&khoi, "products", json!({ "name": "Phin nhom" })).await;
        let merge = async || merged(&khoi, "products", &winner, json!({ "loser": loser })).await;
        let emptied = async || {
            app.app.clock.advance(chrono::Duration::days(31));
            let ctx = app.ctx("Khôi").await;
            quen_service::bins::empty(&ctx, &Default::default())
                .await
                .unwrap();
        };
        let at = format!("/api/v1/products/{winner}");
        merge().await;
        emptied().await;
        undone(&khoi, "products", &winner).await;
        khoi.get(&format!("/api/v1/products/{loser}"))
            .await
            .expect(200);
        merge().await;
        let told = khoi.get(&format!("{at}/mergers")).await.expect(200);
        let merger = format!(
            "/api/v1/mergers/{}",
            told["data"][0]["id"].as_str().unwrap()
        );
        khoi.delete(&at).await.expect(204);
        emptied().await;
        khoi.delete(&merger).await.expect(404);
        khoi.post(&format!("{at}/restoration"), json!({}))
            .await
            .expect(404);
        emptied().await;
        let back = khoi
            .post(&format!("/api/v1/products/{loser}/restoration"), json!({}))
            .await;
        assert_eq!(back.status, 404, "nothing of either is left");
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn roll_ups_count_what_came_with_the_double_and_what_went_back() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let field = json!({
            "noun": "products", "name": "ban", "label_vi": "Đã bán", "type": "rollup",
            "rollup": { "of": "order_lines", "function": "sum", "field": "quantity" },
        });
        khoi.post("/api/v1/fields", field).await.expect(201);
        let field = json!({
            "noun": "projects", "name": "viec", "label_vi": "Số việc", "type": "rollup",
            "rollup": { "of": "tasks", "function": "count" },
        });
        khoi.post("/api/v1/fields", field).await.expect(201);
        let an = made(&khoi, "parties", json!({ "name": "Nguyễn Văn An" })).await;
        let product = |name: &'static str| made(&khoi, "products", json!({ "name": name }));
        let (winner, loser) = (product("Cầu Đất").await, product("Cau Dat").await);
        let line = |product: &str| json!({ "product_id": product, "text": "Cầu Đất", "quantity": 2, "unit_price": 180_000 });
        let body = json!({ "party_id": an, "number": "A1", "status": "confirmed", "lines": [line(&loser), line(&winner)] });
        made(&khoi, "orders", body).await;
        let project = |name: &'static str| made(&khoi, "projects", json!({ "name": name, "party_id": an }));
        let (one, two) = (project("Mở quán").await, project("Mo quan").await);
        for id in [&one, &two] {
            made(&khoi, "tasks", json!({ "title": "Đo mặt bằng", "project_id": id })).await;
        }
        let shown = async |kind: &str, id: &str, name: &str| {
            let path = format!("/api/v1/{kind}/{id}");
            let shown = khoi.get(&path).await.expect(200)["custom"][name].to_string();
            shown.trim_matches('"').to_owned()
        };
        assert_eq!(shown("products", &winner, "ban").await, "2");
        merged(&khoi, "products", &winner, json!({ "loser": loser })).await;
        merged(&khoi, "projects", &one, json!({ "loser": two })).await;
        assert_eq!(shown("products", &winner, "ban").await, "4");
        assert_eq!(shown("projects", &one, "viec").await, "2");
        undone(&khoi, "products", &winner).await;
        undone(&khoi, "projects", &one).await;
        for id in [&winner, &loser] {
            assert_eq!(shown("products", id, "ban").await, "2");
        }
        for id in [&one, &two] {
            assert_eq!(shown("projects", id, "viec").await, "1");
        }
    })
    .await;
}
