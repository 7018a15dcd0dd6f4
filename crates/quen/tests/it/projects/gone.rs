//! A project or its customer that is gone for good: nothing points to what is no longer there.

use chrono::Duration;
use quen_core::workspaces::BIN_DAYS;
use quen_testkit::{TestApp, on_both};
use serde_json::json;

use super::{bar, id, made};

#[tokio::test]
async fn a_project_that_is_gone_for_good_lets_go_of_what_belonged_to_it() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let (shop, project) = bar(&khoi).await;
        let task = made(
            &khoi,
            "tasks",
            json!({ "title": "Đo quầy", "project_id": project["id"] }),
        )
        .await;
        let order =
            json!({ "party_id": shop["id"], "total": 500_000, "project_id": project["id"] });
        let order = made(&khoi, "orders", order).await;
        khoi.delete(&format!("/api/v1/projects/{}", id(&project)))
            .await
            .expect(204);
        let kept = khoi
            .get(&format!("/api/v1/tasks/{}", id(&task)))
            .await
            .expect(200);
        assert_eq!(kept["project_id"], project["id"], "it may come back");
        app.app
            .clock
            .advance(Duration::days(i64::from(BIN_DAYS) + 1));
        let ctx = app.ctx("Khôi").await;
        let progress = quen_service::jobs::queue::Progress::default();
        quen_service::bins::empty(&ctx, &progress).await.unwrap();
        for place in [
            format!("/api/v1/tasks/{}", id(&task)),
            format!("/api/v1/orders/{}", id(&order)),
        ] {
            assert_eq!(
                khoi.get(&place).await.expect(200)["project_id"],
                json!(null),
                "{place}"
            );
        }
        khoi.post(
            &format!("/api/v1/projects/{}/restoration", id(&project)),
            json!({}),
        )
        .await
        .expect(404);
    })
    .await;
}

#[tokio::test]
async fn an_erased_customers_project_leaves_no_id_behind() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (shop, project) = bar(&khoi).await;
        let own = &project["id"];
        let other = made(&khoi, "parties", json!({ "name": "Lê Bình" })).await;
        for party in [&shop["id"], &other["id"]] {
            made(
                &khoi,
                "tasks",
                json!({ "title": "Đo quầy", "party_id": party, "project_id": own }),
            )
            .await;
            made(
                &khoi,
                "interactions",
                json!({ "party_id": party, "kind": "note", "body": "x", "project_id": own }),
            )
            .await;
            made(
                &khoi,
                "orders",
                json!({ "party_id": party, "total": 100_000, "project_id": own }),
            )
            .await;
        }
        let place = format!("/api/v1/parties/{}/personal-data", id(&shop));
        khoi.delete(&place).await.expect(204);
        khoi.get(&format!("/api/v1/projects/{}", id(&project)))
            .await
            .expect(404);
        let reading = app
            .ctx("Khôi")
            .await
            .read(quen_core::Permission::PartiesRead)
            .unwrap();
        for table in ["orders", "tasks", "interactions"] {
            let q = quen_store::db::sql(format!(
                "SELECT COUNT(*), COUNT(project_id) FROM {table} WHERE workspace_id = $1"
            ));
            let (all, dangling): (i64, i64) =
                quen_store::Rows::one(&reading, q.bind(app.workspace))
                    .await
                    .unwrap();
            assert!(all > 0 && dangling == 0, "{table}: {dangling} of {all}");
        }
    })
    .await;
}
