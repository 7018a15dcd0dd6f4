//! Kinds of record that a workspace makes for itself: a toy kind is declared in ten lines, and has everything at once.

use quen_core::access::{Role, Scope};
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

/// The toy kind: vehicles with a plate, a mileage and when the inspection ends. Nothing else is written for it.
async fn toy(khoi: &Client) -> Value {
    let kind = json!({ "name": "vehicles", "one_vi": "Xe", "one_en": "Vehicle", "many_en": "Vehicles", "icon": "truck" });
    let kind = khoi.post("/api/v1/kinds", kind).await.expect(201);
    for field in [
        json!({ "noun": "vehicles", "name": "plate", "label_vi": "Biển số", "type": "text", "required": true, "listed": true }),
        json!({ "noun": "vehicles", "name": "km", "label_vi": "Số km", "type": "number", "listed": true }),
        json!({ "noun": "vehicles", "name": "until", "label_vi": "Hạn đăng kiểm", "type": "date" }),
        json!({ "noun": "vehicles", "name": "left", "label_vi": "Còn", "type": "formula", "formula": "custom.until - today", "result": "number" }),
    ] {
        khoi.post("/api/v1/fields", field).await.expect(201);
    }
    kind
}

fn car(name: &str, plate: &str, km: i64) -> Value {
    json!({ "name": name, "custom": { "plate": plate, "km": km, "until": "2026-03-12" } })
}

#[tokio::test]
async fn a_toy_kind_has_list_filter_sort_search_history_and_bin_at_once() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        toy(&khoi).await;
        let party = khoi
            .post("/api/v1/parties", json!({ "name": "Nguyễn Văn An" }))
            .await
            .expect(201);
        let mut van = car("Xe tải nhỏ", "43C-111.11", 90_000);
        van["party_id"] = party["id"].clone();
        let made = khoi.post("/api/v1/vehicles", van).await;
        let place = made.header("location").unwrap().to_owned();
        let made = made.expect(201);
        assert!(place.starts_with("/api/v1/vehicles/"));
        assert_eq!(
            (
                &made["kind"],
                &made["custom"]["km"],
                &made["custom"]["left"]
            ),
            (&json!("vehicles"), &json!("90000"), &json!("10"))
        );
        khoi.post("/api/v1/vehicles", car("Xe máy", "43D-222.22", 12_000))
            .await
            .expect(201);
        let names = |page: Value| -> Vec<String> {
            page["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| row["name"].as_str().unwrap().to_owned())
                .collect()
        };
        assert_eq!(
            names(
                khoi.get("/api/v1/vehicles?sort=custom.km&count=true")
                    .await
                    .expect(200)
            ),
            ["Xe máy", "Xe tải nhỏ"]
        );
        let far =
            super::fields::encoded(&json!({ "field": "custom.km", "op": "gt", "value": 50_000 }));
        assert_eq!(
            names(
                khoi.get(&format!("/api/v1/vehicles?filter={far}"))
                    .await
                    .expect(200)
            ),
            ["Xe tải nhỏ"]
        );
        assert_eq!(
            names(khoi.get("/api/v1/vehicles?q=43d").await.expect(200)),
            ["Xe máy"],
            "searched by the plate"
        );
        let changed = khoi
            .patch(&place, json!({ "custom": { "km": 95_000 } }))
            .await
            .expect(200);
        assert_eq!(changed["version"], 2);
        khoi.send(
            axum::http::Method::PATCH,
            &place,
            &[("if-match", "1")],
            Some(b"{\"name\":\"x\"}".to_vec()),
        )
        .await
        .expect(412);
        let ctx = app.ctx("Khôi").await.of_kind("vehicles").unwrap();
        let id = made["id"].as_str().unwrap().parse().unwrap();
        let history = quen_service::history::of_record::<quen_service::kinds::Records>(&ctx, id)
            .await
            .unwrap();
        assert_eq!(
            history[0].personal,
            json!({ "custom.km": ["90000", "95000"] })
        );
        assert_eq!(
            history[0].party_id.map(|id| json!(id)),
            Some(party["id"].clone()),
            "it stands on the customer's timeline"
        );
        khoi.delete(&place).await.expect(204);
        khoi.get(&place).await.expect(404);
        assert_eq!(
            names(khoi.get("/api/v1/vehicles?binned=true").await.expect(200)),
            ["Xe tải nhỏ"]
        );
        khoi.post(&format!("{place}/restoration"), json!({}))
            .await
            .expect(200);
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_toy_kind_is_in_the_document_has_acts_by_name_and_safe_retries() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        toy(&khoi).await;
        khoi.post("/api/v1/vehicles", car("Xe máy", "43D-222.22", 12_000))
            .await
            .expect(201);
        let document = khoi.get("/api/v1/openapi.json").await.expect(200);
        assert!(document["paths"]["/vehicles/{id}"]["patch"].is_object());
        assert!(
            document["components"]["schemas"]["Record_vehicles"]["properties"]["custom"]
                .to_string()
                .contains("plate")
        );
        let told = quen_service::dispatch::run(
            app.ctx("Khôi").await,
            "vehicles.list",
            json!({ "sort": "name" }),
        )
        .await
        .unwrap();
        assert_eq!(told["data"].as_array().unwrap().len(), 1);
        let key = [("idempotency-key", "k1")];
        let body = || Some(car("Xe ba gác", "43E-3", 1).to_string().into_bytes());
        let first = khoi
            .send(axum::http::Method::POST, "/api/v1/vehicles", &key, body())
            .await
            .expect(201);
        let second = khoi
            .send(axum::http::Method::POST, "/api/v1/vehicles", &key, body())
            .await
            .expect(201);
        assert_eq!(first["id"], second["id"]);
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_toy_kind_has_pages_a_file_and_a_place_beside_the_customer() {
    on_both(|app: TestApp| async move {
        let api = app.owner("Khôi").await;
        toy(&api).await;
        let party = api
            .post("/api/v1/parties", json!({ "name": "Nguyễn Văn An" }))
            .await
            .expect(201);
        let khoi = app.browser("Khôi", Role::Owner).await;
        let empty = khoi.open("/records/vehicles").await;
        assert!(
            empty.status == 200 && empty.text.contains("Chưa có xe nào"),
            "{}",
            empty.text
        );
        assert!(
            empty.text.contains("href=\"/records/vehicles\""),
            "it stands in the navigation"
        );
        let home = format!("/parties/{}", party["id"].as_str().unwrap());
        let page = khoi.open(&home).await.text;
        let new = format!(
            "/records/vehicles/new?party_id={}",
            party["id"].as_str().unwrap()
        );
        assert!(page.contains(&new), "{page}");
        let sheet = khoi.open(&new).await.text;
        assert!(
            sheet.contains("name=\"custom.plate\"") && !sheet.contains("name=\"custom.left\""),
            "{sheet}"
        );
        let id = party["id"].as_str().unwrap();
        let typed = [
            ("name", "Xe tải"),
            ("party_id", id),
            ("custom.plate", ""),
            ("custom.km", "9.5"),
        ];
        let refused = khoi.submit(&new, "/records/vehicles", &typed).await;
        assert!(
            refused.status == 422
                && refused.text.contains("id=\"own-plate-problem\"")
                && refused.text.contains("value=\"9.5\""),
            "{}",
            refused.text
        );
        let typed = [
            ("name", "Xe tải"),
            ("customer", "van an"),
            ("custom.plate", "43C-1"),
            ("custom.km", "9.5"),
        ];
        let made = khoi.submit(&new, "/records/vehicles", &typed).await;
        assert_eq!(
            (made.status, made.header("location")),
            (303, Some("/records/vehicles")),
            "{}",
            made.text
        );
        let list = khoi.open("/records/vehicles").await.text;
        for shown in ["Xe tải", "43C-1", "9.5", "Nguyễn Văn An"] {
            assert!(list.contains(shown), "{shown}: {list}");
        }
        assert!(khoi.open(&home).await.text.contains("Xe tải"));
        let csv = khoi.open("/records/vehicles/export?format=csv").await.text;
        assert!(csv.contains("Biển số") && csv.contains("43C-1"), "{csv}");
        let stored = api.get("/api/v1/vehicles").await.expect(200);
        let place = format!(
            "/records/vehicles/{}",
            stored["data"][0]["id"].as_str().unwrap()
        );
        let change = [
            ("name", "Xe tải lớn"),
            ("party_id", id),
            ("custom.plate", "43C-1"),
            ("version", "1"),
        ];
        assert_eq!(khoi.submit(&place, &place, &change).await.status, 303);
        assert_eq!(
            khoi.submit(
                &place,
                &format!(
                    "/lists/vehicles/records/{}/deletion",
                    stored["data"][0]["id"].as_str().unwrap()
                ),
                &[]
            )
            .await
            .status,
            303
        );
        assert_eq!(khoi.open(&place).await.status, 404);
        assert_eq!(khoi.open("/records/rockets").await.status, 404);
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn kinds_are_made_changed_and_retired_on_their_page() {
    on_both(|app: TestApp| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let new = [
            ("one_vi", "Thú cưng"),
            ("one_en", "Pet"),
            ("icon", "star"),
            ("name", ""),
        ];
        assert_eq!(
            khoi.submit("/settings/kinds", "/settings/kinds", &new)
                .await
                .status,
            303
        );
        let wrong = khoi
            .submit("/settings/kinds", "/settings/kinds", &new)
            .await;
        assert!(
            wrong.status == 422 && wrong.text.contains("id=\"name-problem\""),
            "{}",
            wrong.text
        );
        let api = app.owner("Khôi").await;
        let stored = api.get("/api/v1/kinds").await.expect(200)["data"][0].clone();
        assert_eq!(
            (&stored["name"], &stored["many_vi"]),
            (&json!("thu_cung"), &json!("Thú cưng"))
        );
        assert!(
            khoi.open("/settings/fields?noun=thu_cung")
                .await
                .text
                .contains("noun=thu_cung")
        );
        api.post("/api/v1/thu_cung", json!({ "name": "Vàng" }))
            .await
            .expect(201);
        let place = format!("/settings/kinds/{}", stored["id"].as_str().unwrap());
        assert_eq!(
            khoi.submit(&place, &format!("{place}/deletion"), &[])
                .await
                .status,
            303
        );
        api.get("/api/v1/thu_cung").await.expect(404);
        assert_eq!(khoi.open("/records/thu_cung").await.status, 404);
        assert_eq!(
            khoi.submit(&place, &format!("{place}/restoration"), &[])
                .await
                .status,
            303
        );
        assert_eq!(
            api.get("/api/v1/thu_cung").await.expect(200)["data"][0]["name"],
            "Vàng"
        );
        for (name, code) in [
            ("parties", "taken"),
            ("search", "taken"),
            ("X Y", "bad-name"),
        ] {
            let refused = api
                .post("/api/v1/kinds", json!({ "one_vi": "Thử", "name": name }))
                .await
                .expect(422);
            assert_eq!(refused["errors"][0]["code"], code, "{name}");
        }
        assert_eq!(
            app.browser("Lan", Role::Manager)
                .await
                .open("/settings/kinds")
                .await
                .status,
            403
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_reaches_records_of_others() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        toy(&khoi).await;
        let party = khoi
            .post("/api/v1/parties", json!({ "name": "An" }))
            .await
            .expect(201);
        let mut own = car("Của An", "1", 1);
        own["party_id"] = party["id"].clone();
        let own = khoi.post("/api/v1/vehicles", own).await.expect(201);
        khoi.post("/api/v1/vehicles", car("Của tiệm", "2", 2))
            .await
            .expect(201);
        let hoa = app.scoped("Hoa", Scope::Own).await;
        let seen = hoa.get("/api/v1/vehicles").await.expect(200);
        assert_eq!(
            (
                seen["data"].as_array().unwrap().len(),
                &seen["data"][0]["name"]
            ),
            (1, &json!("Của tiệm"))
        );
        let place = format!("/api/v1/vehicles/{}", own["id"].as_str().unwrap());
        hoa.get(&place).await.expect(404);
        hoa.patch(&place, json!({ "name": "x" })).await.expect(404);
        app.workspace("khac").await;
        let lan = app.colleague_in("khac", "Lan", Role::Owner).await;
        lan.get("/api/v1/vehicles").await.expect(404);
        lan.get(&place).await.expect(404);
        lan.post(
            "/api/v1/kinds",
            json!({ "one_vi": "Xe", "name": "vehicles" }),
        )
        .await
        .expect(201);
        lan.get(&place).await.expect(404);
        let other = lan
            .post(
                "/api/v1/vehicles",
                json!({ "name": "x", "party_id": party["id"] }),
            )
            .await
            .expect(422);
        assert_eq!(other["errors"][0]["code"], "bad-reference");
        let viewer = app.colleague("Vy", Role::Viewer).await;
        viewer.get("/api/v1/vehicles").await.expect(200);
        viewer
            .post("/api/v1/vehicles", car("x", "x", 1))
            .await
            .expect(403);
        app.work().await;
    })
    .await;
}
