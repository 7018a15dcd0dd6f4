//! The schema from the command line: shown without a trace, backed up before a change, refused in plain words.

use quen_store::db::{Db, DbOptions, sql};
use quen_store::migrations::{Migration, PLAN};

use crate::support::{Home, names};

/// A database file as another version of the program would leave it.
async fn left_by(home: &Home, plan: &[Migration], change: Option<&'static str>) {
    std::fs::create_dir_all(home.data()).unwrap();
    let db = Db::open_file(home.data().join("quen.db"), DbOptions::default())
        .await
        .unwrap();
    db.migrate(plan, None).await.unwrap();
    if let Some(text) = change {
        let writer = db.write_global().await.unwrap();
        writer.execute(sql(text)).await.unwrap();
        writer.commit().await.unwrap();
    }
    db.close().await;
}

#[test]
fn showing_what_would_be_done_makes_no_database() {
    let home = Home::new();
    let shown = home.done(&["migrate", "--check"]);
    assert_eq!(shown.lines().count(), PLAN.len());
    assert!(shown.starts_with("0001 workspaces"), "{shown}");
    assert!(
        !home.data().exists(),
        "it left {:?}",
        names(home.directory.path())
    );
    home.done(&["migrate"]);
    assert_eq!(home.done(&["migrate", "--check"]), "");
}

#[tokio::test]
async fn a_copy_is_made_before_a_used_database_changes() {
    let home = Home::new();
    left_by(&home, &PLAN[..PLAN.len() - 1], None).await;
    home.done(&["migrate"]);
    let copies: Vec<String> = names(&home.data())
        .into_iter()
        .filter(|name| name.starts_with("quen-before-"))
        .collect();
    let [copy] = copies.as_slice() else {
        panic!("{copies:?}")
    };
    let before = Db::open_file(home.data().join(copy), DbOptions::default())
        .await
        .unwrap();
    assert_eq!(before.pending(PLAN).await.unwrap().len(), 1);
    home.done(&["migrate"]);
    assert_eq!(
        names(&home.data())
            .into_iter()
            .filter(|name| name.starts_with("quen-before-") && name.ends_with(".db"))
            .count(),
        1
    );
}

#[tokio::test]
async fn a_newer_schema_is_refused_by_every_command() {
    let home = Home::new();
    let mut newer = PLAN.to_vec();
    newer.push(Migration {
        version: PLAN.len() as i64 + 1,
        name: "later",
        sql: "CREATE TABLE later (id UUID PRIMARY KEY);",
    });
    left_by(&home, &newer, None).await;
    for command in [
        &["migrate"][..],
        &["migrate", "--check"],
        &["serve", "--addr", "127.0.0.1:0"],
        &["workspace", "list"],
    ] {
        home.refused(1, &["use a newer program"], command);
    }
}

#[tokio::test]
async fn a_half_migrated_schema_is_refused_with_what_to_do() {
    for change in [
        "DELETE FROM schema_migrations WHERE version = 2",
        "DROP TABLE schema_migrations",
    ] {
        let home = Home::new();
        left_by(&home, PLAN, Some(change)).await;
        for command in [&["migrate"][..], &["serve", "--addr", "127.0.0.1:0"]] {
            home.refused(1, &["incomplete or altered", "restore a backup"], command);
        }
    }
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let home = Home::new();
    std::fs::create_dir_all(home.data()).unwrap();
    std::fs::write(
        home.data().join("quen.db"),
        "not a database, only a text that is long enough to look like one".repeat(20),
    )
    .unwrap();
    home.refused(1, &["not a database"], &["serve", "--addr", "127.0.0.1:0"]);
}
