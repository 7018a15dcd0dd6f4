//! Backup and restore on both databases and between them, and a clock that jumps back.

use chrono::Duration;
use quen_core::access::Role;
use quen_gateway::Files;
use quen_service::backup::{self, Place};
use quen_service::portable::Refusal;
use quen_store::db::{Company, DbError, Presence};
use quen_testkit::{Backend, Owned, TestApp, monday_morning, postgres_is_here};
use serde_json::json;

fn backends() -> Vec<Backend> {
    let mut all = vec![Backend::Sqlite];
    all.extend(postgres_is_here().then_some(Backend::Postgres));
    all
}

async fn shop(backend: Backend, customers: &[&str]) -> TestApp {
    let app = TestApp::on(backend).await;
    let khoi = app.owner("Khôi").await;
    for name in customers {
        khoi.post("/api/v1/parties", json!({ "name": name }))
            .await
            .expect(201);
    }
    app.app
        .files
        .put(&format!("{}/logo.png", app.workspace), vec![7; 10])
        .await
        .unwrap();
    app
}

async fn names(app: &TestApp) -> Vec<String> {
    let khoi = app.colleague_in("gio", "Khôi", Role::Owner).await;
    let found = khoi.get("/api/v1/parties?sort=name").await.expect(200);
    found["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|party| party["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_backup_of_either_database_can_be_restored_into_either() {
    for from in backends() {
        let app = shop(from, &["An", "Bình"]).await;
        app.workspace("khac").await;
        let home = tempfile::tempdir().unwrap();
        let archive = home.path().join("a.tar.gz");
        let (db, files) = (&app.app.db, &app.app.files);
        let made = backup::write(
            db,
            files,
            &archive,
            &home.path().join("gathered"),
            monday_morning(),
        )
        .await
        .unwrap();
        assert_eq!(made.files.len(), 1);
        let repeated = backup::write(
            db,
            files,
            &archive,
            &home.path().join("gathered"),
            monday_morning(),
        )
        .await;
        assert!(matches!(repeated, Err(Refusal::Exists(_))));
        for to in backends() {
            let (target, files) = (Owned::new(to).await, Files::memory());
            target.db.close().await;
            let place = Place {
                database_url: target.url.clone(),
                files: files.clone(),
                scratch: home.path().join("scratch"),
            };
            backup::restore(&place, &archive, false, monday_morning())
                .await
                .unwrap();
            assert!(!place.scratch.exists());
            let restored = TestApp::over(target.opened().await, files.clone());
            assert_eq!(names(&restored).await, ["An", "Bình"], "{from:?} to {to:?}");
            assert_eq!(
                files
                    .get(&format!("{}/logo.png", app.workspace))
                    .await
                    .unwrap(),
                [7; 10]
            );
            assert_eq!(
                quen_store::accounts::workspaces::list(&restored.app.db)
                    .await
                    .unwrap()
                    .len(),
                2
            );
        }
    }
}

#[tokio::test]
async fn a_restore_gives_up_nothing_unless_told_to() {
    for backend in backends() {
        let old = shop(backend, &["Cũ"]).await;
        let home = tempfile::tempdir().unwrap();
        let archive = home.path().join("a.tar.gz");
        let app = shop(backend, &["Mới"]).await;
        backup::write(
            &app.app.db,
            &app.app.files,
            &archive,
            &home.path().join("gathered"),
            monday_morning(),
        )
        .await
        .unwrap();
        let place = Place {
            database_url: old.database_url(),
            files: Files::memory(),
            scratch: home.path().join("scratch"),
        };
        old.app.db.close().await;
        let refused = backup::restore(&place, &archive, false, monday_morning()).await;
        assert!(matches!(refused, Err(Refusal::NotEmpty)), "{refused:?}");
        let whole = std::fs::read(&archive).unwrap();
        std::fs::write(&archive, &whole[..whole.len() / 2]).unwrap();
        let damaged = backup::restore(&place, &archive, true, monday_morning()).await;
        assert!(
            matches!(damaged, Err(Refusal::Damaged { .. })),
            "{damaged:?}"
        );
        assert_eq!(
            names(&old.reopened().await).await,
            ["Cũ"],
            "a refused restore changed something"
        );
        std::fs::write(&archive, &whole).unwrap();
        let (_, kept) = backup::restore(&place, &archive, true, monday_morning())
            .await
            .unwrap();
        assert_eq!(names(&old.reopened().await).await, ["Mới"]);
        assert_eq!(kept.is_some(), backend == Backend::Sqlite);
        assert!(
            kept.is_none_or(|kept| kept.exists()),
            "the old file is gone"
        );
    }
}

#[tokio::test]
async fn a_restore_waits_for_nobody_and_disturbs_nobody() {
    for backend in backends() {
        let app = shop(backend, &["An"]).await;
        let home = tempfile::tempdir().unwrap();
        let archive = home.path().join("a.tar.gz");
        backup::write(
            &app.app.db,
            &app.app.files,
            &archive,
            &home.path().join("gathered"),
            monday_morning(),
        )
        .await
        .unwrap();
        let place = Place {
            database_url: app.database_url(),
            files: Files::memory(),
            scratch: home.path().join("scratch"),
        };
        let server = Presence::take(&place.database_url, Company::Welcome)
            .await
            .unwrap();
        let command = Presence::take(&place.database_url, Company::Welcome)
            .await
            .unwrap();
        let refused = backup::restore(&place, &archive, true, monday_morning()).await;
        assert!(
            matches!(refused, Err(Refusal::Db(DbError::InUse))),
            "{refused:?}"
        );
        drop((server, command));
        let alone = alone(&place.database_url).await;
        assert!(matches!(
            Presence::take(&place.database_url, Company::Welcome).await,
            Err(DbError::InUse)
        ));
        drop(alone);
    }
}

/// A server notices the end of a connection a moment later.
async fn alone(url: &str) -> Presence {
    for _ in 0..1_500 {
        match Presence::take(url, Company::Refused).await {
            Ok(presence) => return presence,
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
        }
    }
    panic!("the mark of somebody who left is still there");
}

#[tokio::test]
async fn a_clock_that_jumps_back_ends_no_session_and_doubles_no_id() {
    for backend in backends() {
        let app = TestApp::on(backend).await;
        let (khoi, browser) = (
            app.owner("Khôi").await,
            app.browser("Lan", Role::Owner).await,
        );
        let first = khoi
            .post("/api/v1/parties", json!({ "name": "An" }))
            .await
            .expect(201);
        app.app.clock.advance(Duration::hours(-3));
        assert_eq!(browser.open("/parties").await.status, 200, "{backend:?}");
        let second = khoi
            .post("/api/v1/parties", json!({ "name": "Bình" }))
            .await
            .expect(201);
        assert!(
            first["id"].as_str().unwrap() < second["id"].as_str().unwrap(),
            "ids must go on growing"
        );
        let newest = khoi.get("/api/v1/parties?q=binh").await.expect(200);
        assert_eq!(newest["data"][0]["id"], second["id"]);
        let place = format!("/api/v1/parties/{}", first["id"].as_str().unwrap());
        khoi.patch(&place, json!({ "note": "x" })).await.expect(200);
    }
}
