//! What is refused about custom fields, each with a code that says why.

use quen_core::access::Role;
use quen_testkit::on_both;
use serde_json::{Value, json};

use super::{field, found};

fn told(refused: &Value) -> (String, String) {
    let text = |key: &str| {
        refused["errors"][0][key]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    (text("field"), text("code"))
}

#[tokio::test]
async fn a_definition_that_cannot_work_is_refused() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        field(
            &khoi,
            json!({ "noun": "parties", "name": "hang", "label_vi": "Hạng", "type": "text" }),
        )
        .await;
        let many: Vec<Value> = (0..10_000)
            .map(|n| json!({ "field": "name", "op": "eq", "value": n.to_string() }))
            .collect();
        for (change, at, code) in [
            (json!({ "noun": "rockets" }), "noun", "bad-choice"),
            (json!({ "noun": "events" }), "noun", "bad-choice"),
            (json!({ "name": "hang" }), "name", "taken"),
            (json!({ "name": "phones" }), "name", "taken"),
            (json!({ "name": "Hạng" }), "name", "bad-name"),
            (json!({ "name": "a.b" }), "name", "bad-name"),
            (json!({ "label_vi": "" }), "label_vi", "required"),
            (json!({ "type": "rocket" }), "type", "bad-choice"),
            (json!({ "type": "choice" }), "choices", "required"),
            (
                json!({ "type": "choice", "choices": ["Đỏ", "đỏ"] }),
                "choices",
                "choice-twice",
            ),
            (
                json!({ "type": "choice", "choices": [1] }),
                "choices",
                "bad-list",
            ),
            (json!({ "type": "reference" }), "target", "required"),
            (
                json!({ "type": "reference", "target": "rockets" }),
                "target",
                "bad-choice",
            ),
            (
                json!({ "shown_when": { "field": "rocket", "op": "eq", "value": 1 } }),
                "shown_when",
                "unknown-field",
            ),
            (
                json!({ "shown_when": { "any": many } }),
                "shown_when",
                "too-long",
            ),
            (
                json!({ "shown_when": { "any": many[..300] } }),
                "shown_when",
                "too-many",
            ),
            (
                json!({ "required_when": { "field": "kind", "op": "like", "value": "x" } }),
                "required_when",
                "bad-operator",
            ),
        ] {
            let mut body = json!({ "noun": "parties", "label_vi": "Mới", "type": "text" });
            for (key, value) in change.as_object().unwrap() {
                body[key] = value.clone();
            }
            let refused = khoi.post("/api/v1/fields", body).await.expect(422);
            assert_eq!(
                told(&refused),
                (at.to_owned(), code.to_owned()),
                "{}",
                change.to_string().chars().take(200).collect::<String>()
            );
        }
        let lan = app.colleague("Lan", Role::Manager).await;
        lan.post(
            "/api/v1/fields",
            json!({ "noun": "parties", "label_vi": "Mới", "type": "text" }),
        )
        .await
        .expect(403);
    })
    .await;
}

#[tokio::test]
async fn the_type_and_the_name_stay_once_there_are_values() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let made = field(
            &khoi,
            json!({ "noun": "products", "name": "size", "label_vi": "Cỡ", "type": "text" }),
        )
        .await;
        let place = format!("/api/v1/fields/{}", made["id"].as_str().unwrap());
        khoi.patch(&place, json!({ "type": "number" }))
            .await
            .expect(200);
        khoi.post(
            "/api/v1/products",
            json!({ "name": "Phin", "custom": { "size": 4 } }),
        )
        .await
        .expect(201);
        let refused = khoi
            .patch(&place, json!({ "type": "date" }))
            .await
            .expect(422);
        assert_eq!(
            told(&refused),
            ("type".to_owned(), "field-has-values".to_owned())
        );
        let refused = khoi
            .patch(&place, json!({ "name": "co" }))
            .await
            .expect(422);
        assert_eq!(told(&refused), ("name".to_owned(), "fixed".to_owned()));
        let changed = khoi
            .patch(&place, json!({ "label_vi": "Kích cỡ", "type": "number" }))
            .await
            .expect(200);
        assert_eq!(changed["label_vi"], "Kích cỡ");
        let itself = json!({ "shown_when": { "field": "custom.size", "op": "eq", "value": 1 } });
        let refused = khoi.patch(&place, itself).await.expect(422);
        assert_eq!(
            told(&refused),
            ("shown_when".to_owned(), "refers-to-itself".to_owned())
        );
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn values_are_checked_by_their_type_and_refer_to_what_is_there() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        for (name, body) in [
            ("gia", json!({ "type": "money" })),
            ("nguoi", json!({ "type": "person" })),
            ("hang", json!({ "type": "reference", "target": "products" })),
            ("ngay", json!({ "type": "date" })),
            ("dien", json!({ "type": "phone" })),
            ("chon", json!({ "type": "choice", "choices": ["Đỏ"] })),
        ] {
            let mut body = body;
            (body["noun"], body["name"], body["label_vi"]) = (json!("parties"), json!(name), json!(name));
            field(&khoi, body).await;
        }
        let product = khoi.post("/api/v1/products", json!({ "name": "Phin" })).await.expect(201);
        let nobody = json!("01a20033-4dc2-7000-93fe-b04c654954a5");
        for (name, value, code) in [
            ("gia", json!({ "amount": 1, "currency": "USD" }), "other-currency"),
            ("gia", json!("rẻ"), "bad-money"),
            ("nguoi", nobody.clone(), "not-a-colleague"),
            ("hang", nobody, "bad-reference"),
            ("ngay", json!("31/02/2026"), "bad-date"),
            ("dien", json!(["12"]), "bad-phone"),
            ("chon", json!("xanh"), "bad-choice"),
        ] {
            let refused = khoi.post("/api/v1/parties", json!({ "name": "An", "custom": { name: value } })).await.expect(422);
            assert_eq!(told(&refused), (format!("custom.{name}"), code.to_owned()));
        }
        let body = json!({ "name": "An", "custom": { "hang": product["id"], "nguoi": app.ctx("Khôi").await.actor.user_id } });
        khoi.post("/api/v1/parties", body).await.expect(201);
        let test = json!({ "field": "custom.hang", "op": "eq", "value": product["id"] });
        assert_eq!(found(&khoi, "parties", &test, "").await, ["An"]);
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn what_became_required_later_holds_nothing_else_up() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi
            .post("/api/v1/parties", json!({ "name": "An" }))
            .await
            .expect(201);
        let at = format!("/api/v1/parties/{}", party["id"].as_str().unwrap());
        field(
            &khoi,
            json!({ "noun": "parties", "label_vi": "Mã số", "type": "text", "required": true }),
        )
        .await;
        let refused = khoi
            .post("/api/v1/parties", json!({ "name": "Bình" }))
            .await
            .expect(422);
        assert_eq!(
            told(&refused),
            ("custom.ma_so".to_owned(), "required".to_owned())
        );
        khoi.patch(&at, json!({ "note": "vẫn sửa được" }))
            .await
            .expect(200);
        khoi.patch(&at, json!({ "custom": { "ma_so": "1" } }))
            .await
            .expect(200);
        let refused = khoi
            .patch(&at, json!({ "custom": { "ma_so": null } }))
            .await
            .expect(422);
        assert_eq!(
            told(&refused),
            ("custom.ma_so".to_owned(), "required".to_owned())
        );
    })
    .await;
}

#[tokio::test]
async fn a_condition_decides_what_is_required() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let firm = json!({ "field": "kind", "op": "eq", "value": "organization" });
        field(&khoi, json!({ "noun": "parties", "label_vi": "Người ký", "type": "text", "required_when": firm })).await;
        khoi.post("/api/v1/parties", json!({ "name": "An" })).await.expect(201);
        let refused = khoi.post("/api/v1/parties", json!({ "name": "Công ty Gió", "kind": "organization" })).await.expect(422);
        assert_eq!(told(&refused), ("custom.nguoi_ky".to_owned(), "required".to_owned()));
        let whole = json!({ "name": "Công ty Gió", "kind": "organization", "custom": { "nguoi_ky": "Chị Mai" } });
        khoi.post("/api/v1/parties", whole).await.expect(201);
    })
    .await;
}

#[tokio::test]
async fn three_hundred_fields_are_carried_and_five_hundred_are_not() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let mut tx = ctx.write(quen_core::Permission::SettingsManage).await.unwrap();
        let mut last = Ok(());
        let mut made = 0;
        for n in 0..401 {
            let text = |text: &str| quen_core::fields::FieldValue::Text(text.to_owned());
            let values = vec![
                ("noun".to_owned(), text("tasks")),
                ("label_vi".to_owned(), text(&format!("Trường {n}"))),
                ("type".to_owned(), text("text")),
            ];
            last = quen_service::records::create_in::<quen_service::fields::Fields>(&mut tx, values).await.map(drop);
            made += usize::from(last.is_ok());
            // A write is not held for long.
            if n % 40 == 39 {
                tx.commit().await.unwrap();
                tx = ctx.write(quen_core::Permission::SettingsManage).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
        assert_eq!(made, 400);
        assert!(matches!(last, Err(quen_core::Error::Invalid(problems)) if problems[0].code == "too-many"));
        let custom: serde_json::Map<String, Value> = (0..300).map(|n| (format!("truong_{n}"), json!(format!("giá trị {n}")))).collect();
        khoi.post("/api/v1/tasks", json!({ "title": "Gọi", "custom": custom })).await.expect(201);
        let test = json!({ "all": [
            { "field": "custom.truong_7", "op": "eq", "value": "giá trị 7" },
            { "field": "custom.truong_299", "op": "starts_with", "value": "giá" },
        ] });
        assert_eq!(found(&khoi, "tasks", &test, "custom.truong_150").await, ["Gọi"]);
        let page = app.browser("Khôi", Role::Owner).await;
        assert_eq!(page.open("/tasks/new").await.status, 200);
        app.work().await;
    })
    .await;
}
