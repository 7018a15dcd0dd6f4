//! The bins emptied: what lies there too long is gone with every trace, and the books stay right.

use chrono::Duration;
use quen_core::Permission;
use quen_core::workspaces::BIN_DAYS;
use quen_service::jobs::queue::{Outcome, Progress};
use quen_service::jobs::{self, Job};
use quen_service::{Ctx, bins, dispatch, parties, workspaces};
use quen_store::Rows;
use quen_store::db::sql;
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

async fn made(khoi: &Client, noun: &str, body: Value) -> String {
    let made = khoi
        .post(&format!("/api/v1/{noun}"), body)
        .await
        .expect(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn count(ctx: &Ctx, text: &'static str, id: &str) -> i64 {
    let rows = ctx.read(Permission::EventsRead).unwrap();
    let id: Uuid = id.parse().unwrap();
    let q = sql(text).bind(rows.workspace()).bind(id);
    rows.one::<(i64,)>(q).await.unwrap().0
}

/// The nightly job.
async fn night(app: &TestApp) {
    let ctx = app.ctx("Khôi").await;
    let tx = ctx.write(Permission::JobsManage).await.unwrap();
    jobs::enqueue(&tx, &Job::new(bins::EMPTY)).await.unwrap();
    tx.commit().await.unwrap();
    app.work().await;
    let dead = jobs::list(&ctx, Some("dead"), None, 9).await.unwrap();
    assert!(dead.is_empty(), "{dead:?}");
}

const TRACES: [&str; 9] = [
    "SELECT COUNT(*) FROM parties WHERE workspace_id = $1 AND id = $2",
    "SELECT COUNT(*) FROM party_keys WHERE workspace_id = $1 AND party_id = $2",
    "SELECT COUNT(*) FROM interactions WHERE workspace_id = $1 AND party_id = $2",
    "SELECT COUNT(*) FROM tasks WHERE workspace_id = $1 AND party_id = $2",
    "SELECT COUNT(*) FROM party_links WHERE workspace_id = $1 AND (from_id = $2 OR to_id = $2)",
    "SELECT COUNT(*) FROM files WHERE workspace_id = $1 AND record_id = $2",
    "SELECT COUNT(*) FROM events WHERE workspace_id = $1 AND (party_id = $2 OR record_id = $2) AND personal <> '{}'",
    "SELECT COUNT(*) FROM orders WHERE workspace_id = $1 AND contact_id = $2",
    "SELECT COUNT(*) FROM merges WHERE workspace_id = $1 AND (winner_id = $2 OR loser_id = $2)",
];

#[tokio::test]
async fn what_lies_too_long_is_gone_with_every_trace() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let gone = made(&khoi, "parties", json!({ "name": "Trần Bỏ Đi", "phones": ["0905111222"], "note": "bí mật" })).await;
        let twin = made(&khoi, "parties", json!({ "name": "Trần Bỏ Đi Hai", "phones": ["0905111333"] })).await;
        parties::merge(&ctx, &parties::NewMerge { winner: gone.parse().unwrap(), loser: twin.parse().unwrap(), ..parties::NewMerge::default() }).await.unwrap();
        let stays = made(&khoi, "parties", json!({ "kind": "organization", "name": "Công ty Ở Lại" })).await;
        let talk = made(&khoi, "interactions", json!({ "party_id": gone, "kind": "note", "body": "nói riêng" })).await;
        made(&khoi, "tasks", json!({ "party_id": gone, "title": "Gọi lại" })).await;
        khoi.post(&format!("/api/v1/parties/{gone}/links"), json!({ "to_id": stays, "kind": "works_at" })).await.expect(201);
        let order = json!({ "party_id": stays, "contact_id": gone, "total": 500_000, "ordered_at": "2026-03-01T03:00:00Z" });
        let order = made(&khoi, "orders", order).await;
        let upload = Uuid::from_u128(77);
        let path = format!("files/{}/{upload}", app.workspace);
        app.app.files.put(&path, b"x".to_vec()).await.unwrap();
        let tx = ctx.write(Permission::PartiesWrite).await.unwrap();
        let q = sql("INSERT INTO files (workspace_id, id, name, content_type, size, sha256, noun, record_id, created_at) \
             VALUES ($1, $2, 'x', 'text/plain', 1, 'abc', 'interactions', $3, $4)");
        let record: Uuid = talk.parse().unwrap();
        tx.rows.execute(q.bind(app.workspace).bind(upload).bind(record).bind(ctx.now)).await.unwrap();
        tx.commit().await.unwrap();
        let young = made(&khoi, "products", json!({ "name": "Bỏ hôm qua" })).await;

        khoi.delete(&format!("/api/v1/parties/{gone}")).await.expect(204);
        app.app.clock.advance(Duration::days(i64::from(BIN_DAYS) - 1));
        khoi.delete(&format!("/api/v1/products/{young}")).await.expect(204);
        night(&app).await;
        assert_eq!(count(&ctx, TRACES[0], &gone).await, 1, "not yet");
        app.app.clock.advance(Duration::days(2));
        night(&app).await;
        for id in [&gone, &twin] {
            for trace in TRACES {
                assert_eq!(count(&ctx, trace, id).await, 0, "{trace}");
            }
        }
        let found = "SELECT COUNT(*) FROM search_docs WHERE workspace_id = $1 AND record_id = $2";
        for id in [&gone, &talk] {
            assert_eq!(count(&ctx, found, id).await, 0);
        }
        assert!(app.app.files.names().await.unwrap().is_empty());
        let erased = "SELECT COUNT(*) FROM events WHERE workspace_id = $1 AND record_id = $2 AND verb = 'erased'";
        assert_eq!(count(&ctx, erased, &gone).await, 1);
        khoi.post(&format!("/api/v1/parties/{gone}/restoration"), json!({})).await.expect(404);
        let order = khoi.get(&format!("/api/v1/orders/{order}")).await.expect(200);
        assert_eq!((&order["contact_id"], &order["total"]["amount"]), (&Value::Null, &json!(500_000)));
        khoi.post(&format!("/api/v1/products/{young}/restoration"), json!({})).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_customer_with_orders_leaves_only_what_was_sold() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let sold = made(&khoi, "parties", json!({ "name": "Lê Đã Mua", "phones": ["0905111222"], "emails": ["mua@gio.vn"], "code": "KH1", "note": "x", "tags": ["vip"] })).await;
        let twin = made(&khoi, "parties", json!({ "name": "Lê Mua Hai" })).await;
        let merger = parties::NewMerge { winner: sold.parse().unwrap(), loser: twin.parse().unwrap(), ..parties::NewMerge::default() };
        parties::merge(&ctx, &merger).await.unwrap();
        assert_eq!(count(&ctx, TRACES[8], &sold).await, 1);
        let order = made(&khoi, "orders", json!({ "party_id": sold, "total": 700_000, "ordered_at": "2026-03-01T03:00:00Z" })).await;
        let draft = made(&khoi, "orders", json!({ "party_id": sold, "total": 900_000 })).await;
        made(&khoi, "interactions", json!({ "party_id": sold, "kind": "note", "body": "nói riêng" })).await;
        let spend = khoi.get(&format!("/api/v1/parties/{sold}")).await.expect(200)["spend"].clone();
        khoi.delete(&format!("/api/v1/orders/{draft}")).await.expect(204);
        khoi.delete(&format!("/api/v1/parties/{sold}")).await.expect(204);
        app.app.clock.advance(Duration::days(i64::from(BIN_DAYS) + 1));
        for _ in 0..2 {
            night(&app).await;
        }
        for trace in [TRACES[1], TRACES[2], TRACES[6], TRACES[8]] {
            assert_eq!(count(&ctx, trace, &sold).await, 0, "{trace}");
        }
        khoi.get(&format!("/api/v1/orders/{order}")).await.expect(200);
        khoi.post(&format!("/api/v1/orders/{draft}/restoration"), json!({})).await.expect(404);
        let shell = khoi.post(&format!("/api/v1/parties/{sold}/restoration"), json!({})).await.expect(200);
        assert_eq!(shell["name"], "Khách đã xóa");
        assert_eq!(shell["spend"]["amount"], 700_000, "of {spend}");
        for (field, empty) in [("phones", json!([])), ("emails", json!([])), ("code", Value::Null), ("note", Value::Null), ("tags", json!([]))] {
            assert_eq!(shell[field], empty, "{field}");
        }
        let erased = "SELECT COUNT(*) FROM events WHERE workspace_id = $1 AND record_id = $2 AND verb = 'erased'";
        assert_eq!(count(&ctx, erased, &sold).await, 1, "once");
    })
    .await;
}

#[tokio::test]
async fn who_keeps_everything_keeps_it_and_work_that_must_stop_stops() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let mut all = Vec::new();
        for n in 0..3 {
            let id = made(&khoi, "products", json!({ "name": format!("Bỏ {n}") })).await;
            khoi.delete(&format!("/api/v1/products/{id}"))
                .await
                .expect(204);
            all.push(id);
        }
        app.app.clock.advance(Duration::days(4_000));
        let settings = json!({ "name": "Gió", "bin_days": 0 });
        dispatch::run(ctx.clone(), "workspaces.update", settings)
            .await
            .unwrap();
        night(&app).await;
        khoi.post(
            &format!("/api/v1/products/{}/restoration", all[0]),
            json!({}),
        )
        .await
        .expect(200);
        dispatch::run(
            app.ctx("Khôi").await,
            "workspaces.update",
            json!({ "bin_days": 7 }),
        )
        .await
        .unwrap();
        let stopped = Progress::default();
        stopped.stop();
        let ctx = app.ctx("Khôi").await;
        assert_eq!(bins::empty(&ctx, &stopped).await.unwrap(), Outcome::Stopped);
        khoi.post(
            &format!("/api/v1/products/{}/restoration", all[1]),
            json!({}),
        )
        .await
        .expect(200);
        night(&app).await;
        khoi.post(
            &format!("/api/v1/products/{}/restoration", all[2]),
            json!({}),
        )
        .await
        .expect(404);
        assert!(
            workspaces::find(&ctx)
                .await
                .unwrap()
                .settings
                .to_string()
                .contains("\"bin_days\":7")
        );
    })
    .await;
}

#[test]
fn every_kind_with_a_bin_is_emptied() {
    for act in dispatch::acts() {
        if let Some(noun) = act.name.strip_suffix(".restore") {
            // What is declared is retired, never thrown away with the values that were entered under it.
            if matches!(noun, "fields" | "kinds") {
                continue;
            }
            assert!(
                bins::NOUNS.iter().any(|known| known.plural() == noun),
                "{noun}"
            );
        }
    }
}
