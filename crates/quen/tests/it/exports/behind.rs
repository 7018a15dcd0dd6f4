//! A list written by a worker: what the list shows, told how far it came, for whoever asked and for nobody else, for a day.

use chrono::Duration;
use quen_core::access::Role;
use quen_testkit::on_both;
use serde_json::json;

use crate::toy::workshop;

#[tokio::test]
async fn a_list_is_written_by_a_worker_and_given_to_whoever_asked() {
    on_both(|app| async move {
        let (khoi, browser, ids) = workshop(&app).await;
        app.work().await;
        let list = browser
            .open("/records/machines?sort=custom.price")
            .await
            .text;
        assert!(
            list.contains("action=\"/lists/machines/exports\""),
            "the menu offers it: {list}"
        );
        let worn = json!({ "all": [{ "field": "custom.state", "op": "eq", "value": "worn" }] })
            .to_string();
        let asked = [
            ("format", "csv"),
            ("filter", worn.as_str()),
            ("sort", "custom.price"),
            ("columns", "name,custom.price"),
        ];
        let started = browser
            .submit("/records/machines", "/lists/machines/exports", &asked)
            .await;
        assert_eq!(started.status, 303, "{}", started.text);
        let place = started.header("location").unwrap().to_owned();
        let waiting = browser.open(&place).await.text;
        assert!(
            waiting.contains("Đang chờ đến lượt") && waiting.contains("<progress"),
            "{waiting}"
        );
        assert_eq!(app.work().await, 1);
        let done = browser.open(&place).await.text;
        assert!(
            done.contains("Xong: 2 dòng") && !done.contains("<progress"),
            "{done}"
        );
        let api = place.replace("/exports/", "/api/v1/exports/");
        let told = khoi.get(&api).await.expect(200);
        assert_eq!(
            (&told["state"], &told["rows"], &told["total"]),
            (&json!("done"), &json!(2), &json!(2))
        );
        let file = told["file"]["id"].as_str().unwrap();
        let csv = browser.open(&format!("/files/{file}")).await;
        let lines: Vec<&str> = csv.text.lines().collect();
        assert_eq!(lines.len(), 3, "{}", csv.text);
        assert!(
            lines[1].contains("Máy xay") && lines[2].contains("Máy một họng"),
            "in the order of the list: {}",
            csv.text
        );
        assert!(
            !csv.text.contains("LM-") && !csv.text.contains("Máy hai họng"),
            "{}",
            csv.text
        );
        let hanh = app.browser("Hạnh", Role::Owner).await;
        assert_eq!(
            (
                hanh.open(&place).await.status,
                hanh.open(&format!("/files/{file}")).await.status
            ),
            (404, 404)
        );
        let picked = [("format", "xlsx"), ("id", ids[0].as_str())];
        let picked = browser
            .submit("/records/machines", "/lists/machines/exports", &picked)
            .await;
        app.work().await;
        assert!(
            browser
                .open(picked.header("location").unwrap())
                .await
                .text
                .contains("Xong: 1 dòng")
        );
        app.app.clock.advance(Duration::days(2));
        quen_service::jobs::upkeep::of_workspace(&app.ctx("Khôi").await)
            .await
            .unwrap();
        assert!(browser.open(&place).await.text.contains("hết hạn"));
        assert_eq!(browser.open(&format!("/files/{file}")).await.status, 404);
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_wrong_is_named_and_one_that_waits_is_stopped() {
    on_both(|app| async move {
        let (khoi, browser, _) = workshop(&app).await;
        for (body, field) in [
            (json!({ "kind": "rockets", "format": "csv" }), "kind"),
            (json!({ "kind": "machines", "format": "pdf" }), "format"),
            (json!({ "kind": "machines", "format": "csv", "sort": "nothing" }), "sort"),
            (json!({ "kind": "machines", "format": "csv", "filter": { "field": "nothing", "op": "empty" } }), "filter"),
            (json!({ "format": "csv" }), "kind"),
        ] {
            let refused = khoi.post("/api/v1/exports", body.clone()).await;
            assert_eq!(refused.status, 422, "{body}");
            let field_said = refused.expect(422)["errors"][0]["field"].clone();
            assert!(field_said == field || field == "filter", "{body}: {field_said}");
        }
        let member = app.browser("Hoa", Role::Member).await;
        assert_eq!(member.submit("/today", "/lists/machines/exports", &[]).await.status, 403);
        let made = khoi.post("/api/v1/exports", json!({ "kind": "machines", "format": "jsonl" })).await.expect(201);
        let place = format!("/exports/{}", made["id"].as_str().unwrap());
        assert_eq!(browser.submit(&place, &format!("{place}/cancellation"), &[]).await.status, 303);
        assert!(browser.open(&place).await.text.contains("Đã dừng"));
        khoi.post(&format!("/api/v1{place}/cancellation"), json!({})).await.expect(409);
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn an_erased_person_is_in_no_list_that_was_written() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = json!({ "name": "Nguyễn Thị Hồng Ngọc" });
        let party = khoi.post("/api/v1/parties", party).await.expect(201);
        let wish = json!({ "kind": "parties", "format": "csv", "q": "hong ngoc" });
        let made = khoi.post("/api/v1/exports", wish).await.expect(201);
        app.work().await;
        let place = format!("/api/v1/exports/{}", made["id"].as_str().unwrap());
        assert_eq!(khoi.get(&place).await.expect(200)["rows"], json!(1));
        let id = party["id"].as_str().unwrap();
        khoi.delete(&format!("/api/v1/parties/{id}/personal-data"))
            .await
            .expect(204);
        app.work().await;
        khoi.get(&place).await.expect(404);
        let kept = app.app.files.names().await.unwrap();
        assert!(
            !kept
                .iter()
                .any(|name| name.contains(made["id"].as_str().unwrap())),
            "{kept:?}"
        );
    })
    .await;
}
