//! Imports that are cut off, stopped, or killed.

use quen_service::imports;
use quen_service::jobs::queue::{Outcome, Progress};
use quen_testkit::{Client, on_both};
use serde_json::json;

/// A file with many customers.
fn many(count: usize) -> String {
    let mut file = "Họ tên,SĐT,Mã\n".to_owned();
    for n in 0..count {
        file.push_str(&format!("Khách số {n},09{:08},K{n}\n", n + 10_000_000));
    }
    file
}

#[tokio::test]
async fn an_import_that_was_cut_off_goes_on_without_losing_or_doubling_a_row() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let place = begun(&khoi, &many(600)).await;
        let id: uuid::Uuid = place.rsplit('/').next().unwrap().parse().unwrap();
        let mut cut = 0;
        loop {
            let progress = Progress::default();
            let stop = progress.clone();
            let stopper = tokio::spawn(async move {
                while stop.get().0 < 1 {
                    tokio::task::yield_now().await;
                }
                stop.stop();
            });
            match imports::run(&ctx, id, &progress).await.unwrap() {
                Outcome::Stopped => cut += 1,
                _ => {
                    stopper.abort();
                    break;
                }
            }
        }
        assert!(cut > 1, "it was cut off {cut} times");
        let done = khoi.get(&place).await.expect(200);
        assert_eq!(
            (&done["state"], &done["created"], &done["rows_read"]),
            (&json!("done"), &json!(600), &json!(600))
        );
        assert_eq!(
            khoi.get("/api/v1/parties?count=true").await.expect(200)["count"],
            600
        );
        let undone = imports::undo(&ctx, id, false).await.unwrap();
        assert_eq!((undone.removed, undone.kept_count), (600, 0));
    })
    .await;
}

async fn begun(khoi: &Client, file: &str) -> String {
    let bytes = [("content-type", "application/octet-stream")];
    let draft = khoi
        .send(
            axum::http::Method::POST,
            "/api/v1/imports?kind=parties&name=a.csv",
            &bytes,
            Some(file.into()),
        )
        .await;
    let place = draft.header("location").unwrap().to_owned();
    khoi.post(&format!("{place}/start"), json!({}))
        .await
        .expect(200);
    place
}

#[tokio::test]
async fn a_cancelled_import_keeps_what_was_done_and_can_be_undone() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let place = begun(&khoi, &many(2000)).await;
        let id: uuid::Uuid = place.rsplit('/').next().unwrap().parse().unwrap();
        let progress = Progress::default();
        let canceller = progress.clone();
        tokio::spawn(async move {
            while canceller.get().0 < 1 {
                tokio::task::yield_now().await;
            }
            canceller.cancel();
        });
        assert_eq!(
            imports::run(&ctx, id, &progress).await.unwrap(),
            Outcome::Cancelled
        );
        let stopped = khoi.get(&place).await.expect(200);
        let created = stopped["created"].as_u64().unwrap();
        assert!(
            stopped["state"] == "cancelled" && created > 0 && created < 2000,
            "{stopped}"
        );
        assert_eq!(
            imports::undo(&ctx, id, false).await.unwrap().removed,
            created
        );
        assert_eq!(
            khoi.get("/api/v1/parties?count=true").await.expect(200)["count"],
            0
        );
    })
    .await;
}
