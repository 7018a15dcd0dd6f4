//! Custom fields on pages: the settings page, the forms of records, inline edit; fields that are shown under a condition.

use axum::http::Method;
use quen_core::access::Role;
use quen_testkit::on_both;
use serde_json::json;

use super::{field, found};

#[tokio::test]
async fn a_field_is_made_changed_ordered_and_retired_on_the_settings_page() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let empty = khoi.open("/settings/fields?noun=products").await;
        assert!(
            empty.status == 200 && empty.text.contains("Chưa có trường riêng nào"),
            "{}",
            empty.text
        );
        let types = khoi.open("/settings/fields/new?noun=products").await.text;
        assert!(
            types.contains("/settings/fields/new?noun=products&amp;type=lunar_date"),
            "{types}"
        );
        let sheet = khoi
            .open("/settings/fields/new?noun=products&type=choice")
            .await
            .text;
        assert!(
            sheet.contains("name=\"choices\"") && !sheet.contains("name=\"formula\""),
            "{sheet}"
        );
        let new = [
            ("noun", "products"),
            ("type", "choice"),
            ("label_vi", "Cỡ hạt"),
            ("label_en", "Grind"),
            ("choices", "Vừa\nMịn | Fine"),
            ("filterable", "yes"),
            ("personal", "none"),
        ];
        let made = khoi
            .submit("/settings/fields", "/settings/fields", &new)
            .await;
        assert_eq!(
            (made.status, made.header("location")),
            (303, Some("/settings/fields?noun=products")),
            "{}",
            made.text
        );
        let wrong = khoi
            .submit("/settings/fields", "/settings/fields", &new)
            .await;
        assert!(
            wrong.status == 422
                && wrong.text.contains("value=\"Cỡ hạt\"")
                && wrong.text.contains("id=\"name-problem\""),
            "{}",
            wrong.text
        );
        let api = app.owner("Khôi").await;
        let listed = api.get("/api/v1/fields").await.expect(200);
        let stored = &listed["data"][0];
        assert_eq!(
            stored["choices"][1],
            json!({ "code": "min", "vi": "Mịn", "en": "Fine" })
        );
        let place = format!("/settings/fields/{}", stored["id"].as_str().unwrap());
        let sheet = khoi.open(&place).await.text;
        assert!(sheet.contains("min = Mịn | Fine"), "{sheet}");
        let change = [
            ("label_vi", "Độ mịn"),
            ("choices", "vua = Vừa\nmin = Rất mịn"),
            ("version", "1"),
            ("personal", "none"),
        ];
        assert_eq!(khoi.submit(&place, &place, &change).await.status, 303);
        let stored = api
            .get(&place.replace("/settings", "/api/v1"))
            .await
            .expect(200);
        assert_eq!(
            (
                &stored["name"],
                &stored["choices"][1]["code"],
                &stored["filterable"]
            ),
            (&json!("co_hat"), &json!("min"), &json!(false))
        );
        assert_eq!(
            khoi.submit(&place, &format!("{place}/place"), &[("move", "up")])
                .await
                .status,
            303
        );
        assert_eq!(
            khoi.submit(&place, &format!("{place}/deletion"), &[])
                .await
                .status,
            303
        );
        assert!(
            khoi.open("/settings/fields?noun=products")
                .await
                .text
                .contains("Ngừng dùng")
        );
        assert_eq!(
            khoi.submit(&place, &format!("{place}/restoration"), &[])
                .await
                .status,
            303
        );
        let lan = app.browser("Lan", Role::Manager).await;
        assert_eq!(lan.open("/settings/fields").await.status, 403);
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_form_has_the_fields_keeps_what_was_typed_and_saves_it() {
    on_both(|app| async move {
        let api = app.owner("Khôi").await;
        field(&api, json!({ "noun": "parties", "label_vi": "Ngày ký", "type": "date", "hint": "Ngày trên hợp đồng" })).await;
        field(&api, json!({ "noun": "parties", "label_vi": "Giờ hẹn", "type": "date_time" })).await;
        field(&api, json!({ "noun": "parties", "label_vi": "Sở thích", "type": "choices", "choices": ["Cà phê", "Trà"] })).await;
        field(&api, json!({ "noun": "parties", "label_vi": "Hạn mức", "type": "money" })).await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let sheet = khoi.open("/parties/new").await.text;
        assert!(sheet.contains("name=\"custom.ngay_ky\"") && sheet.contains("Ngày trên hợp đồng"), "{sheet}");
        let typed = [("kind", "person"), ("name", "An"), ("custom.ngay_ky", "2026-03-05"), ("custom.gio_hen", "2026-03-05T09:30"),
            ("custom.so_thich", ""), ("custom.so_thich", "ca_phe"), ("custom.so_thich", "tra"), ("custom.han_muc", "1tr2")];
        let mut wrong = typed;
        wrong[7].1 = "rất nhiều";
        let refused = khoi.submit("/parties/new", "/parties", &wrong).await;
        assert_eq!(refused.status, 422);
        for kept in ["id=\"own-han_muc-problem\"", "value=\"rất nhiều\"", "value=\"2026-03-05T09:30\""] {
            assert!(refused.text.contains(kept), "{kept}: {}", refused.text);
        }
        let made = khoi.submit("/parties/new", "/parties", &typed).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let place = made.header("location").unwrap().to_owned();
        let stored = api.get(&format!("/api/v1{place}")).await.expect(200);
        assert_eq!(stored["custom"], json!({
            "ngay_ky": "2026-03-05", "gio_hen": "2026-03-05T02:30:00Z", "so_thich": ["ca_phe", "tra"], "han_muc": { "amount": 1_200_000, "currency": "VND" },
        }));
        let page = khoi.open(&place).await.text;
        assert!(page.contains("Hạn mức") && page.contains("1.200.000") && page.contains("Cà phê, Trà"), "{page}");
        let one = format!("{place}/fields/custom.han_muc");
        let saved = khoi.submit(&place, &one, &[("custom.han_muc", "2tr"), ("version", "1")]).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let test = json!({ "field": "custom.han_muc", "op": "eq", "value": 2_000_000 });
        assert_eq!(found(&api, "parties", &test, "").await, ["An"]);
        let edit = khoi.open(&format!("{place}/edit")).await.text;
        assert!(edit.contains("value=\"2000000\"") && edit.contains("value=\"2026-03-05T09:30\""), "{edit}");
    })
    .await;
}

#[tokio::test]
async fn products_tasks_and_orders_are_typed_with_their_fields() {
    on_both(|app| async move {
        let api = app.owner("Khôi").await;
        for noun in ["products", "tasks", "orders"] {
            field(
                &api,
                json!({ "noun": noun, "label_vi": "Mức", "type": "number" }),
            )
            .await;
        }
        let party = api
            .post("/api/v1/parties", json!({ "name": "An" }))
            .await
            .expect(201);
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party["id"].as_str().unwrap();
        let own = ("custom.muc", "2,5");
        for (noun, mut typed) in [
            ("products", vec![("name", "Phin")]),
            ("tasks", vec![("title", "Gọi"), ("kind", "call")]),
            (
                "orders",
                vec![
                    ("party_id", id),
                    ("number", "D9"),
                    ("lines.0.text", "x"),
                    ("lines.0.quantity", "1"),
                    ("lines.0.unit_price", "1000"),
                ],
            ),
        ] {
            let from = format!("/{noun}/new");
            assert!(
                khoi.open(&from).await.text.contains("name=\"custom.muc\""),
                "{noun}"
            );
            typed.push(own);
            let made = khoi.submit(&from, &format!("/{noun}"), &typed).await;
            assert_eq!(made.status, 303, "{noun}: {}", made.text);
            let test = json!({ "field": "custom.muc", "op": "eq", "value": 2.5 });
            assert_eq!(found(&api, noun, &test, "").await.len(), 1, "{noun}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_reference_is_chosen_by_name_or_found_by_words() {
    on_both(|app| async move {
        let api = app.owner("Khôi").await;
        field(
            &api,
            json!({ "noun": "tasks", "label_vi": "Hàng", "type": "reference", "target": "products" }),
        )
        .await;
        let phin = api
            .post("/api/v1/products", json!({ "name": "Phin nhôm" }))
            .await
            .expect(201);
        let khoi = app.browser("Khôi", Role::Owner).await;
        let sheet = khoi.open("/tasks/new").await.text;
        assert!(sheet.contains(">Phin nhôm</option>"), "{sheet}");
        let typed = [("title", "Gọi"), ("kind", "call"), ("custom.hang", "phin")];
        assert_eq!(khoi.submit("/tasks/new", "/tasks", &typed).await.status, 303);
        let test = json!({ "field": "custom.hang", "op": "eq", "value": phin["id"] });
        assert_eq!(found(&api, "tasks", &test, "").await, ["Gọi"]);
        let typed = [("title", "Gọi"), ("kind", "call"), ("custom.hang", "rockets")];
        assert_eq!(khoi.submit("/tasks/new", "/tasks", &typed).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn a_field_is_shown_when_its_condition_holds_with_and_without_script() {
    on_both(|app| async move {
        let api = app.owner("Khôi").await;
        field(&api, json!({ "noun": "parties", "label_vi": "Hạng", "type": "choice", "choices": ["Thường", "Vàng"] })).await;
        let gold = json!({ "field": "custom.hang", "op": "eq", "value": "vang" });
        field(&api, json!({ "noun": "parties", "label_vi": "Số thẻ", "type": "text", "required": true, "shown_when": gold })).await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let sheet = khoi.open("/parties/new").await.text;
        assert!(!sheet.contains("custom.so_the") && sheet.contains("/fields/parties/controls"), "{sheet}");
        let plain = [("kind", "person"), ("name", "An"), ("custom.hang", "thuong")];
        assert_eq!(khoi.submit("/parties/new", "/parties", &plain).await.status, 303);
        let mut typed = vec![("kind", "person"), ("name", "Bình"), ("custom.hang", "vang")];
        let asked = khoi.submit("/parties/new", "/parties", &typed).await;
        assert!(asked.status == 422 && asked.text.contains("name=\"custom.so_the\""), "{}", asked.text);
        typed.push(("custom.so_the", "8888"));
        assert_eq!(khoi.submit("/parties/new", "/parties", &typed).await.status, 303);
        let part = khoi.submit("/parties/new", "/fields/parties/controls", &typed[..3]).await;
        assert!(part.status == 200 && part.text.contains("name=\"custom.so_the\"") && !part.text.contains("<html"), "{}", part.text);
        let foreign = khoi.send(Method::POST, "/fields/rockets/controls", &[], Vec::new()).await;
        assert!(foreign.status == 403 || foreign.status == 404, "{}", foreign.status);
    })
    .await;
}

#[tokio::test]
async fn a_promise_shows_what_it_says_in_them_and_has_a_form_for_them() {
    on_both(|app| async move {
        let api = app.owner("Khôi").await;
        let party = api
            .post("/api/v1/parties", json!({ "name": "An" }))
            .await
            .expect(201);
        let before = json!({ "party_id": party["id"], "text": "Giao sớm" });
        let before = api.post("/api/v1/promises", before).await.expect(201);
        for body in [
            json!({ "noun": "promises", "name": "ca", "label_vi": "Ca giao", "type": "text" }),
            json!({ "noun": "promises", "name": "thay", "label_vi": "Thay cho", "type": "reference", "target": "promises" }),
        ] {
            field(&api, body).await;
        }
        app.work().await;
        let after = json!({ "party_id": party["id"], "text": "Giao muộn", "custom": { "ca": "sáng" } });
        let after = api.post("/api/v1/promises", after).await.expect(201);
        let id = after["id"].as_str().unwrap();
        let (home, own) = (
            format!("/promises/{id}"),
            format!("/lists/promises/records/{id}/own"),
        );
        let khoi = app.browser("Khôi", Role::Owner).await;
        let page = khoi.open(&home).await.text;
        assert!(page.contains("Ca giao") && page.contains(&own), "{page}");
        let before = before["id"].as_str().unwrap();
        let typed = [("version", "1"), ("custom.ca", "tối"), ("custom.thay", before)];
        let saved = khoi.submit(&own, &own, &typed).await;
        assert_eq!(
            (saved.status, saved.header("location")),
            (303, Some(home.as_str())),
            "{}",
            saved.text
        );
        let page = khoi.open(&home).await.text;
        assert!(
            page.contains("tối") && page.contains(">Giao sớm</a>"),
            "what a reference names is said by name: {page}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_box_on_a_customers_page_asks_for_those_of_what_it_writes() {
    on_both(|app| async move {
        let api = app.owner("Khôi").await;
        for (noun, name) in [("interactions", "noi"), ("tasks", "noi"), ("promises", "ca")] {
            let body = json!({ "noun": noun, "name": name, "label_vi": "Ở đâu", "type": "text", "required": true });
            field(&api, body).await;
        }
        app.work().await;
        let party = api
            .post("/api/v1/parties", json!({ "name": "An" }))
            .await
            .expect(201);
        let home = format!("/parties/{}", party["id"].as_str().unwrap());
        let khoi = app.browser("Khôi", Role::Owner).await;
        let page = khoi.open(&home).await.text;
        for id in ["interactions-noi", "tasks-noi", "promises-ca"] {
            assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}: {page}");
        }
        let post = format!("{home}/episodes");
        for (kind, noun, name) in [
            ("call", "interactions", "noi"),
            ("task", "tasks", "noi"),
            ("promise", "promises", "ca"),
        ] {
            let own = format!("custom.{name}");
            let typed = [("kind", kind), ("text", "Hẹn ở quán"), (own.as_str(), "")];
            let refused = khoi.submit(&home, &post, &typed).await;
            let problem = format!("id=\"{noun}-{name}-problem\"");
            assert!(
                refused.status == 422 && refused.text.contains(&problem),
                "{kind}: {}",
                refused.text
            );
            let typed = [("kind", kind), ("text", "Hẹn ở quán"), (own.as_str(), "Quầy")];
            let made = khoi.submit(&home, &post, &typed).await;
            assert_eq!(made.status, 303, "{kind}: {}", made.text);
            let test = json!({ "field": own, "op": "eq", "value": "Quầy" });
            assert_eq!(found(&api, noun, &test, "").await.len(), 1, "{kind}");
        }
    })
    .await;
}
