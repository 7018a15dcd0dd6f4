//! Background work: taken once, tried again, given up, taken over after a crash.

use chrono::Duration;
use quen_core::{Error, Permission};
use quen_jobs::{Kind, run_due};
use quen_service::jobs::queue::{self, Outcome, Progress};
use quen_service::jobs::{self, Job};
use quen_testkit::on_both;
use serde_json::json;

/// Kinds of work that tests need: one that ends well, one that never does, one that sees whether it was cancelled.
fn kinds() -> Vec<Kind> {
    vec![
        Kind {
            word: "test.done",
            work: |_, _, progress| Box::pin(async move { steps(&progress) }),
        },
        Kind {
            word: "test.broken",
            work: |_, _, _| Box::pin(async { Err(Error::Unavailable("disk-failed")) }),
        },
        Kind {
            word: "test.refused",
            work: |_, _, _| Box::pin(async { Err(Error::invalid("file", "bad-file")) }),
        },
        Kind {
            word: "test.panics",
            work: |_, _, _| Box::pin(async { panic!("a defect in some work") }),
        },
    ]
}

fn steps(progress: &Progress) -> quen_core::Result<Outcome> {
    progress.set(3, 3);
    Ok(if progress.is_cancelled() {
        Outcome::Cancelled
    } else {
        Outcome::Done
    })
}

#[tokio::test]
async fn a_job_is_asked_for_with_the_change_and_worked_once() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let tx = ctx.write(Permission::JobsManage).await.unwrap();
        jobs::enqueue(&tx, &Job::new("test.done")).await.unwrap();
        drop(tx);
        assert_eq!(
            run_due(&app.app, kinds()).await.unwrap(),
            0,
            "a change that did not happen leaves no work"
        );

        let tx = ctx.write(Permission::JobsManage).await.unwrap();
        let job = Job::new("test.done").unique("once").with(json!({ "a": 1 }));
        let first = jobs::enqueue(&tx, &job).await.unwrap();
        assert_eq!(
            (first.is_some(), jobs::enqueue(&tx, &job).await.unwrap()),
            (true, None)
        );
        tx.commit().await.unwrap();
        assert_eq!(run_due(&app.app, kinds()).await.unwrap(), 1);
        let page = khoi.get("/api/v1/jobs").await.expect(200);
        assert_eq!(
            (&page["data"][0]["state"], &page["data"][0]["progress_done"]),
            (&json!("done"), &json!(3))
        );
        assert_eq!(page["data"][0]["payload"], json!({ "a": 1 }));
        assert_eq!(run_due(&app.app, kinds()).await.unwrap(), 0);
        let tx = ctx.write(Permission::JobsManage).await.unwrap();
        assert!(
            jobs::enqueue(&tx, &job).await.unwrap().is_some(),
            "the key is free again"
        );
    })
    .await;
}

#[tokio::test]
async fn failing_work_waits_longer_each_time_and_ends_among_the_dead() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let tx = ctx.write(Permission::JobsManage).await.unwrap();
        let id = jobs::enqueue(&tx, &Job::new("test.broken").attempts(3))
            .await
            .unwrap()
            .unwrap();
        tx.commit().await.unwrap();
        for wait in [10, 20] {
            assert_eq!(run_due(&app.app, kinds()).await.unwrap(), 1);
            assert_eq!(run_due(&app.app, kinds()).await.unwrap(), 0, "it waits");
            app.app.clock.advance(Duration::seconds(wait));
        }
        assert_eq!(run_due(&app.app, kinds()).await.unwrap(), 1);
        let dead = khoi.get("/api/v1/jobs?state=dead").await.expect(200);
        assert_eq!(dead["data"][0]["last_error"], "unavailable: disk-failed");
        let place = format!("/api/v1/jobs/{id}");
        assert_eq!(
            khoi.post(&format!("{place}/retry"), json!({}))
                .await
                .expect(200)["state"],
            "ready"
        );
        khoi.delete(&place).await.expect(409);
        run_due(&app.app, kinds()).await.unwrap();
        assert_eq!(khoi.get(&place).await.expect(200)["attempts"], 1);
    })
    .await;
}

#[tokio::test]
async fn a_refusal_is_not_tried_again_and_a_panic_kills_nobody() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let tx = ctx.write(Permission::JobsManage).await.unwrap();
        for kind in ["test.refused", "test.panics", "test.unknown"] {
            jobs::enqueue(&tx, &Job::new(kind).attempts(1))
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(run_due(&app.app, kinds()).await.unwrap(), 3);
        let dead = khoi.get("/api/v1/jobs?state=dead").await.expect(200);
        assert_eq!(dead["data"].as_array().unwrap().len(), 3);
        let place = format!("/api/v1/jobs/{}", dead["data"][0]["id"].as_str().unwrap());
        khoi.delete(&place).await.expect(204);
        khoi.get(&place).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_job_whose_worker_vanished_is_taken_over_and_the_old_one_has_no_say() {
    on_both(|app| async move {
        app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let tx = ctx.write(Permission::JobsManage).await.unwrap();
        let id = jobs::enqueue(&tx, &Job::new("test.done"))
            .await
            .unwrap()
            .unwrap();
        tx.commit().await.unwrap();
        let lost = queue::take(&app.app, 1).await.unwrap().remove(0);
        assert!(
            queue::take(&app.app, 1).await.unwrap().is_empty(),
            "it is somebody's"
        );
        app.app.clock.advance(queue::LEASE + Duration::seconds(1));
        let found = queue::take(&app.app, 1).await.unwrap().remove(0);
        assert_eq!((found.id, found.attempts), (id, 2));
        let progress = Progress::default();
        queue::beat(&app.app, &lost, &progress).await.unwrap();
        assert!(
            progress.must_stop(),
            "the old worker learns that the job is gone"
        );
        queue::leave(&app.app, &lost, &progress, &Ok(Outcome::Done))
            .await
            .unwrap();
        assert_eq!(
            jobs::find(&app.ctx("Khôi").await, id).await.unwrap().state,
            "running"
        );
        queue::leave(&app.app, &found, &progress, &Ok(Outcome::Stopped))
            .await
            .unwrap();
        let given_back = jobs::find(&app.ctx("Khôi").await, id).await.unwrap();
        assert_eq!(
            (given_back.state.as_str(), given_back.attempts),
            ("ready", 1)
        );
    })
    .await;
}

#[tokio::test]
async fn a_running_job_hears_that_it_is_cancelled() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let tx = ctx.write(Permission::JobsManage).await.unwrap();
        let waiting = jobs::enqueue(&tx, &Job::new("test.done").priority(-1))
            .await
            .unwrap()
            .unwrap();
        let running = jobs::enqueue(&tx, &Job::new("test.done"))
            .await
            .unwrap()
            .unwrap();
        tx.commit().await.unwrap();
        let taken = queue::take(&app.app, 1).await.unwrap().remove(0);
        assert_eq!(taken.id, running, "the greater priority goes first");
        for id in [waiting, running] {
            khoi.post(&format!("/api/v1/jobs/{id}/cancellation"), json!({}))
                .await
                .expect(200);
        }
        let progress = Progress::default();
        queue::beat(&app.app, &taken, &progress).await.unwrap();
        assert!(progress.is_cancelled());
        queue::leave(&app.app, &taken, &progress, &Ok(Outcome::Cancelled))
            .await
            .unwrap();
        let page = khoi.get("/api/v1/jobs?state=cancelled").await.expect(200);
        assert_eq!(page["data"].as_array().unwrap().len(), 2);
        khoi.post(&format!("/api/v1/jobs/{running}/cancellation"), json!({}))
            .await
            .expect(409);
    })
    .await;
}

#[tokio::test]
async fn jobs_of_another_workspace_do_not_exist() {
    on_both(|app| async move {
        app.owner("Khôi").await;
        app.workspace("khac").await;
        let lan = app
            .colleague_in("khac", "Lan", quen_core::Role::Owner)
            .await;
        let member = app.colleague("Hoa", quen_core::Role::Member).await;
        let ctx = app.ctx("Khôi").await;
        let tx = ctx.write(Permission::JobsManage).await.unwrap();
        let id = jobs::enqueue(&tx, &Job::new("test.broken").attempts(1))
            .await
            .unwrap()
            .unwrap();
        tx.commit().await.unwrap();
        run_due(&app.app, kinds()).await.unwrap();
        let place = format!("/api/v1/jobs/{id}");
        lan.get(&place).await.expect(404);
        lan.delete(&place).await.expect(404);
        lan.post(&format!("{place}/retry"), json!({}))
            .await
            .expect(404);
        assert_eq!(lan.get("/api/v1/jobs").await.expect(200)["data"], json!([]));
        member.get("/api/v1/jobs").await.expect(403);
    })
    .await;
}
