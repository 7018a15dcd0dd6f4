//! It goes along when the whole workspace is taken to another database, with its fields, its views and its history.

use quen_core::Role;
use quen_gateway::Files;
use quen_service::portable::{Target, export, import};
use quen_store::portable::Load;
use quen_testkit::{Backend, Owned, TestApp, monday_morning, on_both};
use serde_json::json;

use super::{page, workshop};

#[tokio::test]
async fn it_goes_along_with_the_whole_workspace() {
    on_both(|app| async move {
        let (khoi, browser, ids) = workshop(&app).await;
        khoi.patch(
            &format!("/api/v1/machines/{}", ids[0]),
            json!({ "name": "Máy của Gió" }),
        )
        .await
        .expect(200);
        browser
            .submit(
                "/records/machines",
                "/lists/machines/views",
                &[("name", "Máy cũ"), ("sort", "-custom.price")],
            )
            .await;
        let before = khoi.get("/api/v1/machines?sort=name").await.expect(200);
        let home = tempfile::tempdir().unwrap();
        let (first, scratch) = (home.path().join("first"), home.path().join("scratch"));
        export(
            &app.app.db,
            &app.app.files,
            Load::Workspace(app.workspace),
            &first,
            monday_morning(),
        )
        .await
        .unwrap();
        let (target, files) = (Owned::new(Backend::Sqlite).await, Files::memory());
        import(&target.db, &files, &first, Target::Added, &scratch)
            .await
            .unwrap();
        let there = TestApp::over(target, files);
        let after = there
            .owner("Khôi")
            .await
            .get("/api/v1/machines?sort=name")
            .await
            .expect(200);
        assert_eq!(before["data"], after["data"]);
        let lan = there.browser("Khôi", Role::Owner).await;
        let list = page(&lan, "/records/machines?sort=-custom.price").await;
        assert!(
            list.contains("Máy của Gió") && list.contains("Máy cũ"),
            "{list}"
        );
        let history = page(&lan, &format!("/lists/machines/records/{}/history", ids[0])).await;
        assert!(history.contains("Máy hai họng"), "{history}");
        app.work().await;
    })
    .await;
}
