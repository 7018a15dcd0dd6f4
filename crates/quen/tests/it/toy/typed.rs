//! What is typed into its form: kept as a draft for pages and programs, with a file whose words are found, and a formula and a
//! roll-up that follow.

use quen_testkit::on_both;
use serde_json::json;

use super::{encoded, machine, page, workshop};

#[tokio::test]
async fn its_form_keeps_a_draft_that_programs_see_and_the_form_takes_up() {
    on_both(|app| async move {
        let (khoi, browser, ids) = workshop(&app).await;
        let new = "/records/machines/new";
        let typed = [
            ("draft", new),
            ("name", "Máy rang 5 ký"),
            ("custom.serial", "RR-5"),
            ("custom.state", "new"),
        ];
        assert_eq!(browser.submit(new, "/drafts", &typed).await.status, 200);
        let kept = khoi.get("/api/v1/drafts").await.expect(200);
        assert_eq!(
            (
                &kept["data"][0]["form"],
                &kept["data"][0]["typed"]["custom.serial"]
            ),
            (&json!(new), &json!("RR-5")),
            "{kept}"
        );
        let taken = page(&browser, &format!("{new}?draft=1")).await;
        assert!(
            taken.contains("Máy rang 5 ký") && taken.contains("value=\"RR-5\""),
            "{taken}"
        );
        let saved = browser
            .submit(&format!("{new}?draft=1"), "/records/machines", &typed)
            .await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        assert_eq!(
            khoi.get("/api/v1/drafts").await.expect(200)["data"],
            json!([]),
            "saved, so not kept any more"
        );
        let edit = format!("/records/machines/{}", ids[0]);
        let body = json!({ "form": edit, "typed": { "name": "Máy của Gió" } });
        khoi.put("/api/v1/drafts", body).await.expect(200);
        assert!(
            page(&browser, &format!("{edit}?draft=1"))
                .await
                .contains("Máy của Gió")
        );
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn it_carries_a_file_a_formula_and_counts_for_its_customer() {
    on_both(|app| async move {
        let (khoi, browser, _) = workshop(&app).await;
        for field in [
            json!({ "noun": "machines", "name": "papers", "label_vi": "Giấy tờ", "type": "file" }),
            json!({ "noun": "machines", "name": "tax", "label_vi": "Thuế", "type": "formula", "formula": "custom.price / 10", "result": "money" }),
            json!({ "noun": "parties", "name": "worth", "label_vi": "Giá trị máy", "type": "rollup",
                "rollup": { "of": "machines", "function": "sum", "field": "custom.price" } }),
        ] {
            khoi.post("/api/v1/fields", field).await.expect(201);
        }
        app.work().await;
        let party = khoi.post("/api/v1/parties", json!({ "name": "Quán Gió" })).await.expect(201);
        let bytes = "Phiếu bảo hành hai năm, thay gioăng miễn phí".as_bytes().to_vec();
        let kind = [("content-type", "application/octet-stream")];
        let at = "/api/v1/files?kind=machines&name=bao-hanh.txt";
        let file = khoi.send(axum::http::Method::POST, at, &kind, Some(bytes)).await.expect(201);
        let made = machine(&khoi, "Máy của Gió", json!({ "serial": "G-1", "price": 20_000_000, "papers": file["id"] })).await;
        let path = format!("/api/v1/machines/{}", made["id"].as_str().unwrap());
        khoi.patch(&path, json!({ "party_id": party["id"] })).await.expect(200);
        app.work().await;
        assert_eq!(made["custom"]["tax"]["amount"], 2_000_000, "{made}");
        let gio = khoi.get(&format!("/api/v1/parties/{}", party["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(gio["custom"]["worth"]["amount"], 20_000_000, "{gio}");
        let by_tax = json!({ "field": "custom.tax", "op": "ge", "value": 5_000_000 }).to_string();
        let found = khoi.get(&format!("/api/v1/machines?count=true&filter={}", encoded(&by_tax))).await.expect(200);
        assert_eq!(found["count"], 1, "one of the others is that dear: {found}");
        let hits = khoi.get("/api/v1/search?q=gioang%20mien%20phi").await.expect(200);
        assert_eq!(hits["files"][0]["on"]["kind"], "machines", "{hits}");
        let list = page(&browser, "/records/machines?columns=name,custom.tax,custom.papers").await;
        assert!(list.contains("bao-hanh.txt"), "{list}");
        app.work().await;
    })
    .await;
}
