//! Two people on the same form: the second sees both versions, loses no word and overwrites nothing unseen.

use quen_core::access::Role;
use quen_testkit::on_both;
use serde_json::json;

#[tokio::test]
async fn a_product_changed_twice_shows_both_and_keeps_what_was_typed() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let program = app.owner("Khôi").await;
        let made = program
            .post(
                "/api/v1/products",
                json!({ "name": "Phin nhôm", "price": 85_000 }),
            )
            .await
            .expect(201);
        let home = format!("/products/{}", made["id"].as_str().unwrap());
        let api = format!("/api/v1{home}");
        program
            .patch(&api, json!({ "price": 90_000 }))
            .await
            .expect(200);
        let mine = [
            ("version", "1"),
            ("name", "Phin nhôm lớn"),
            ("price", "88000"),
            ("active", "yes"),
        ];
        let both = khoi.submit(&home, &home, &mine).await;
        assert_eq!(both.status, 409, "{}", both.text);
        for part in [
            "90000",
            "value=\"88000\"",
            "value=\"Phin nhôm lớn\"",
            "Hai bản",
        ] {
            assert!(both.text.contains(part), "{part}: {}", both.text);
        }
        let stored = program.get(&api).await.expect(200);
        assert_eq!(stored["price"]["amount"], 90_000, "nothing overwritten");
        assert!(
            both.text.contains("name=\"version\" value=\"2\""),
            "saving once more is a choice"
        );
        let again = [("version", "2"), mine[1], mine[2], mine[3]];
        assert_eq!(khoi.submit(&home, &home, &again).await.status, 303);
        assert_eq!(
            program.get(&api).await.expect(200)["price"]["amount"],
            88_000
        );
    })
    .await;
}

#[tokio::test]
async fn an_order_changed_twice_shows_both_and_keeps_every_line() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let program = app.owner("Khôi").await;
        let party = program
            .post("/api/v1/parties", json!({ "name": "Trần Quốc Bảo" }))
            .await
            .expect(201);
        let order = json!({ "party_id": party["id"], "number": "DH1", "lines": [{ "text": "Phin nhôm", "quantity": 2, "unit_price": 45_000 }] });
        let made = program.post("/api/v1/orders", order).await.expect(201);
        let home = format!("/orders/{}", made["id"].as_str().unwrap());
        let api = format!("/api/v1{home}");
        let seen = made["version"].as_i64().unwrap().to_string();
        program
            .patch(&api, json!({ "note": "giao sáng" }))
            .await
            .expect(200);
        let party = party["id"].as_str().unwrap();
        let mine = [
            ("version", seen.as_str()),
            ("party_id", party),
            ("number", "DH1"),
            ("note", "giao chiều"),
            ("lines.0.text", "Phin nhôm"),
            ("lines.0.quantity", "5"),
            ("lines.0.unit_price", "45000"),
        ];
        let edit = format!("{home}/edit");
        let both = khoi.submit(&edit, &edit, &mine).await;
        assert_eq!(both.status, 409, "{}", both.text);
        for part in [
            "giao sáng",
            "value=\"giao chiều\"",
            "2 × Phin nhôm (45000)",
            "5 × Phin nhôm (45000)",
        ] {
            assert!(both.text.contains(part), "{part}: {}", both.text);
        }
        let stored = program.get(&api).await.expect(200);
        assert_eq!(stored["note"], "giao sáng", "nothing overwritten");
        let version = stored["version"].as_i64().unwrap().to_string();
        let again: Vec<_> = std::iter::once(("version", version.as_str()))
            .chain(mine.into_iter().skip(1))
            .collect();
        let saved = khoi.submit(&edit, &edit, &again).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        assert_eq!(program.get(&api).await.expect(200)["note"], "giao chiều");
    })
    .await;
}
