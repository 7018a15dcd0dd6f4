//! What leaves the house stands in the log of processing: lists by page, API and job, a person's copy by colleague and by the person.

use quen_core::access::Role;
use quen_service::dispatch;
use quen_testkit::{Client, on_both};
use serde_json::{Value, json};

async fn log(khoi: &Client) -> Vec<Value> {
    let found = khoi.get("/api/v1/privacy/log").await.expect(200);
    found["data"].as_array().unwrap().clone()
}

async fn people(khoi: &Client) -> Vec<String> {
    let mut ids = Vec::new();
    for name in ["Nguyễn Văn An", "Trần Thị Bình"] {
        let made = khoi
            .post("/api/v1/parties", json!({ "name": name }))
            .await
            .expect(201);
        ids.push(made["id"].as_str().unwrap().to_owned());
    }
    ids
}

#[tokio::test]
async fn each_list_that_leaves_is_told_with_its_kind_its_rows_and_its_door() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        people(&khoi).await;
        let browser = app.browser("Khôi", Role::Owner).await;
        let sheet = browser.open("/parties/export?format=csv").await;
        assert!(
            sheet.status == 200 && sheet.text.contains("Nguyễn Văn An"),
            "{}",
            sheet.text
        );
        let found = log(&khoi).await;
        assert_eq!(found.len(), 1, "begin and end are one line: {found:?}");
        assert_eq!(
            (&found[0]["verb"], &found[0]["door"], &found[0]["data"]),
            (
                &json!("exported"),
                &json!("web"),
                &json!({ "kind": "parties", "format": "csv", "narrowed": false, "rows": 2 })
            )
        );
        let asked = json!({ "kind": "parties", "format": "jsonl", "q": "Bình" });
        dispatch::run(app.ctx("Khôi").await, "exports.run", asked)
            .await
            .unwrap();
        let found = log(&khoi).await;
        assert_eq!(
            found[0]["data"],
            json!({ "kind": "parties", "format": "jsonl", "narrowed": true, "rows": 1 })
        );
        assert!(
            !found[0].to_string().contains("Bình"),
            "what was searched for stays out: {}",
            found[0]
        );
        let page = browser.open("/privacy/log").await.text;
        for said in [
            "Xuất cả danh sách Khách hàng: 2\u{a0}dòng, CSV",
            "Xuất một phần danh sách Khách hàng: 1\u{a0}dòng, JSONL",
            "Khôi",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let member = app.browser("Minh", Role::Viewer).await;
        assert_eq!(member.open("/parties/export?format=csv").await.status, 403);
        assert_eq!(log(&khoi).await.len(), 2, "what was refused did not leave");
    })
    .await;
}

#[tokio::test]
async fn a_list_that_a_worker_writes_is_told_when_it_is_asked_for_and_when_it_is_whole() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        people(&khoi).await;
        let asked = json!({ "kind": "parties", "format": "xlsx" });
        let asked = khoi.post("/api/v1/exports", asked).await.expect(201);
        let begun = log(&khoi).await;
        assert_eq!(
            (begun.len(), &begun[0]["verb"], &begun[0]["door"]),
            (1, &json!("export_begun"), &json!("api"))
        );
        assert_eq!(begun[0]["record_id"], asked["id"]);
        app.work().await;
        let ended = log(&khoi).await;
        assert_eq!(
            (ended.len(), &ended[0]["verb"], &ended[0]["data"]["rows"]),
            (1, &json!("exported"), &json!(2))
        );
    })
    .await;
}

#[tokio::test]
async fn a_copy_taken_along_is_told_and_one_that_was_looked_at_is_not() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = people(&khoi).await.remove(0);
        let browser = app.browser("Khôi", Role::Owner).await;
        assert_eq!(
            browser.open(&format!("/parties/{an}/privacy")).await.status,
            200
        );
        assert!(log(&khoi).await.is_empty());
        assert_eq!(
            browser
                .open(&format!("/parties/{an}/privacy/copy"))
                .await
                .status,
            200
        );
        let found = log(&khoi).await;
        assert_eq!(
            (found.len(), &found[0]["verb"], &found[0]["party_id"]),
            (1, &json!("copied"), &json!(an))
        );
    })
    .await;
}
