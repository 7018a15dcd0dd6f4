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
            "90.000",
            "88.000",
            "name=\"keep_name\" value=\"mine\" checked",
            "Phin nhôm lớn",
            "Hai bản của",
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
            "giao chiều",
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

/// A record of a kind that the workspace made, with a choice and a reference to a customer.
#[tokio::test]
async fn a_record_of_an_own_kind_is_chosen_field_by_field() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let program = app.owner("Khôi").await;
        let kind = json!({ "name": "may_pha", "one_vi": "Máy pha" });
        program.post("/api/v1/kinds", kind).await.expect(201);
        for field in [
            json!({ "noun": "may_pha", "name": "so", "label_vi": "Số máy", "type": "text" }),
            json!({ "noun": "may_pha", "name": "hang", "label_vi": "Hạng", "type": "choice", "choices": ["Một họng", "Hai họng"] }),
            json!({ "noun": "may_pha", "name": "gia", "label_vi": "Giá mua", "type": "money" }),
        ] {
            program.post("/api/v1/fields", field).await.expect(201);
        }
        let machine = json!({ "name": "Máy quầy trước", "custom": { "so": "LM-1", "gia": 90_000_000 } });
        let made = program.post("/api/v1/may_pha", machine).await.expect(201);
        let id = made["id"].as_str().unwrap();
        let (api, home) = (format!("/api/v1/may_pha/{id}"), format!("/records/may_pha/{id}"));
        let opened = khoi.open(&home).await;
        let was = opened.text.split("name=\"was\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let was = was.replace("&quot;", "\"");
        program.patch(&api, json!({ "custom": { "so": "LM-2", "gia": 95_000_000 } })).await.expect(200);
        let mine = [
            ("version", "1"), ("was", was.as_str()), ("name", "Máy quầy sau"), ("custom.so", "LM-3"), ("custom.gia", "90000000"),
            ("custom.hang", ""), ("draft", &home),
        ];
        let both = khoi.submit(&home, &home, &mine).await;
        assert_eq!(both.status, 409, "{}", both.text);
        for part in [
            "Số máy", "LM-2", "LM-3", "Giá mua", "95.000.000", "Khôi, ", "name=\"keep_custom.so\" value=\"mine\" checked",
            "name=\"keep_custom.gia\" value=\"theirs\" checked",
        ] {
            assert!(both.text.contains(part), "{part}: {}", both.text);
        }
        assert!(!both.text.contains("keep_custom.hang"), "both say the same there");
        let chosen = [("version", "2"), ("keep_custom.so", "mine"), ("keep_custom.gia", "theirs"), ("keep_name", "mine")];
        let chosen: Vec<(&str, &str)> = chosen.into_iter().chain(mine.into_iter().skip(1)).collect();
        let again: Vec<(&str, &str)> = chosen.iter().copied().chain([("again", "1")]).collect();
        let form = khoi.submit(&home, &home, &again).await;
        assert_eq!(form.status, 200, "{}", form.text);
        for part in ["value=\"LM-3\"", "value=\"95000000\"", "value=\"Máy quầy sau\"", "name=\"version\" value=\"2\""] {
            assert!(form.text.contains(part), "{part}: {}", form.text);
        }
        assert!(khoi.open(&home).await.text.contains("Bản nháp lúc"), "what was typed is kept until it is saved");
        let saved = khoi.submit(&home, &home, &chosen).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let stored = program.get(&api).await.expect(200);
        assert_eq!(stored["name"], "Máy quầy sau");
        assert_eq!((&stored["custom"]["so"], &stored["custom"]["gia"]["amount"]), (&json!("LM-3"), &json!(95_000_000)));
        assert!(!khoi.open(&home).await.text.contains("Bản nháp lúc"));
        let same = [("version", "1"), ("name", "Máy quầy sau"), ("custom.so", "LM-3"), ("custom.gia", "95.000.000")];
        assert_eq!(khoi.submit(&home, &home, &same).await.status, 303, "who typed what is stored already has nothing to choose");
    })
    .await;
}

/// The API says the same in its own way: 412, and the record as it was.
#[tokio::test]
async fn a_program_that_was_slower_is_told_so() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let made = program
            .post("/api/v1/products", json!({ "name": "Phin" }))
            .await
            .expect(201);
        let api = format!("/api/v1/products/{}", made["id"].as_str().unwrap());
        program
            .patch(&api, json!({ "name": "Phễu" }))
            .await
            .expect(200);
        let late = json!({ "name": "Phin lớn" }).to_string().into_bytes();
        let headers = [("if-match", "1"), ("content-type", "application/json")];
        let told = program
            .send(axum::http::Method::PATCH, &api, &headers, Some(late))
            .await
            .expect(412);
        assert_eq!(told["code"], "stale");
        assert_eq!(program.get(&api).await.expect(200)["name"], "Phễu");
    })
    .await;
}
