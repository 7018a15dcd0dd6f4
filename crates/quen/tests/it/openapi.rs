//! What the OpenAPI document says is so. What the schema forbids is refused, each as the document announces.

use quen_testkit::TestApp;
use serde_json::json;

#[tokio::test]
async fn parameters_of_a_list_are_named_or_left_out() {
    let app = TestApp::new().await;
    let khoi = app.owner("Khôi").await;
    for sort in [
        "",
        "name,",
        "name,%20-spend",
        "name,custom.none",
        "%09",
        "nobody",
    ] {
        let refused = khoi
            .get(&format!("/api/v1/parties?sort={sort}"))
            .await
            .expect(400);
        assert_eq!(refused["errors"][0]["field"], "sort", "{sort:?}");
    }
    for sort in ["-name", "name,-spend", "-spend,name,code,-created_at"] {
        khoi.get(&format!("/api/v1/parties?sort={sort}"))
            .await
            .expect(200);
    }
    for flag in ["count=", "binned=1", "count=yes"] {
        khoi.get(&format!("/api/v1/parties?{flag}"))
            .await
            .expect(400);
    }
    khoi.get("/api/v1/parties?count=true&binned=false")
        .await
        .expect(200);
}

#[tokio::test]
async fn a_version_is_a_number() {
    let app = TestApp::new().await;
    let khoi = app.owner("Khôi").await;
    let made = khoi
        .post("/api/v1/parties", json!({ "name": "Nguyễn Văn An" }))
        .await;
    let place = made.header("location").unwrap().to_owned();
    let delete = |tag: &'static str| {
        let (khoi, place) = (khoi.clone(), place.clone());
        async move {
            khoi.send(
                axum::http::Method::DELETE,
                &place,
                &[("if-match", tag)],
                None,
            )
            .await
        }
    };
    for tag in [
        "",
        "-1",
        "+1",
        "W/W/1",
        "\"1",
        "\"\"",
        "W/",
        "1.0",
        "99999999999999999999",
    ] {
        let refused = delete(tag).await.expect(400);
        assert_eq!(refused["errors"][0]["field"], "If-Match", "{tag:?}");
    }
    delete("2").await.expect(412);
    delete("W/\"1\"").await.expect(204);
}

#[tokio::test]
async fn a_required_text_is_not_empty() {
    let app = TestApp::new().await;
    let khoi = app.owner("Khôi").await;
    let document = khoi.get("/api/v1/openapi.json").await.expect(200);
    let name = &document["components"]["schemas"]["PartyNew"]["properties"]["name"];
    assert_eq!(name["minLength"], 1);
    khoi.post("/api/v1/parties", json!({ "name": "" }))
        .await
        .expect(422);
}

#[tokio::test]
async fn codes_ids_and_times_are_written_one_way() {
    let app = TestApp::new().await;
    let khoi = app.owner("Khôi").await;
    let uuid = "01a20033-4dc2-7000-93fe-b04c654954a5";
    for (field, value) in [
        ("owner_id", json!("")),
        ("owner_id", json!(format!("{{{uuid}}}"))),
        ("gender", json!("")),
        ("gender", json!("Female")),
    ] {
        let refused = khoi
            .post("/api/v1/parties", json!({ "name": "An", field: value }))
            .await
            .expect(422);
        assert_eq!(refused["errors"][0]["field"], field, "{value}");
    }
    let made = khoi
        .post(
            "/api/v1/parties",
            json!({ "name": "An", "gender": "female", "owner_id": null }),
        )
        .await
        .expect(201);
    assert_eq!(made["gender"], "female");
}
