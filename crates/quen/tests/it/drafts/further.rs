//! Drafts by programs, and of the one long text among the settings.

use quen_core::access::Role;
use quen_testkit::on_both;
use serde_json::json;

use super::typing;

#[tokio::test]
async fn programs_read_keep_and_drop_own_drafts_alone() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let program = app.owner("Khôi").await;
        let hanh = app.colleague("Hạnh", Role::Owner).await;
        let new = "/products/new";
        typing(&khoi, new, new, &[("name", "Phin nhôm"), ("price", "85000")]).await;
        let all = program.get("/api/v1/drafts").await.expect(200);
        let draft = &all["data"][0];
        assert_eq!((&draft["form"], &draft["typed"]["price"]), (&json!(new), &json!("85000")), "{all}");
        let path = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
        assert_eq!(program.get(&path).await.expect(200)["words"], "Phin nhôm");
        assert_eq!(hanh.get("/api/v1/drafts").await.expect(200)["data"], json!([]));
        hanh.get(&path).await.expect(404);
        hanh.delete(&path).await.expect(404);
        let body = json!({ "form": "/tasks/new", "typed": { "title": "Gọi anh Bình", "custom.tags": ["a", "b"], "password": "x" } });
        let kept = program.put("/api/v1/drafts", body).await.expect(200);
        assert_eq!(kept["typed"], json!({ "title": "Gọi anh Bình", "custom.tags": ["a", "b"] }));
        let page = khoi.open("/tasks/new?draft=1").await;
        assert!(page.text.contains("Gọi anh Bình"), "the page takes it up: {}", page.text);
        let empty = json!({ "form": "/tasks/new", "typed": { "title": " " } });
        assert_eq!(program.put("/api/v1/drafts", empty).await.expect(200), json!(null));
        for (body, field) in [
            (json!({ "typed": {} }), "form"),
            (json!({ "form": "https://x.vn/", "typed": { "a": "b" } }), "draft"),
            (json!({ "form": "/tasks/new", "typed": { "a": 7 } }), "typed"),
            (json!({ "form": "/tasks/new", "typed": { "title": "x".repeat(200_000) } }), "draft"),
        ] {
            let refused = program.put("/api/v1/drafts", body).await.expect(422);
            assert_eq!(refused["errors"][0]["field"], field, "{refused}");
        }
        program.delete(&path).await.expect(204);
        program.get(&path).await.expect(404);
        assert_eq!(program.get("/api/v1/drafts").await.expect(200)["data"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn the_words_of_consent_are_kept_while_they_are_written() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let page = "/settings/contact";
        let long = "Tiệm xin phép nhắn anh chị về cà phê mới, ưu đãi và lời chúc ngày lễ.";
        typing(&khoi, page, page, &[("text", long)]).await;
        let offered = khoi.open(page).await.text;
        assert!(
            offered.contains("/settings/contact?draft=1") && !offered.contains(long),
            "{offered}"
        );
        let taken = khoi.open("/settings/contact?draft=1").await.text;
        assert!(
            taken.contains(long) && taken.contains("name=\"week_cap\""),
            "{taken}"
        );
        let drafts = khoi.open("/drafts").await.text;
        assert!(drafts.contains("Tiệm xin phép nhắn"), "{drafts}");
        let sent = [("text", long), ("draft", page)];
        assert_eq!(
            khoi.submit(page, "/settings/contact/wordings", &sent)
                .await
                .status,
            303
        );
        assert!(
            !khoi.open(page).await.text.contains("?draft=1"),
            "saved, so not kept any more"
        );
    })
    .await;
}
