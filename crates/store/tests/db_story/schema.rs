//! Migrations: forward only, refused when the schema is not ours to continue.

use quen_store::db::{Db, DbError, Queries, Scalar, sql};
use quen_store::migrations::Migration;

use crate::support::{PLAN, TestDb, add_party, home, id, names, on_both, quick};

on_both!(
    a_second_run_changes_nothing,
    a_newer_schema_is_refused,
    a_half_migrated_schema_is_refused,
    an_altered_step_is_refused,
    a_failing_step_leaves_nothing,
    two_programs_may_start_together,
);

const THREE: Migration = Migration {
    version: 3,
    name: "tags",
    sql: "CREATE TABLE tags (id BIGINT NOT NULL PRIMARY KEY);",
};

fn longer() -> Vec<Migration> {
    let mut plan = PLAN.to_vec();
    plan.push(THREE);
    plan
}

async fn a_second_run_changes_nothing(test: TestDb) {
    let report = test.db.migrate(PLAN, None).await.unwrap();
    assert_eq!((report.applied, report.backup), (vec![], None));
    assert_eq!(test.db.pending(&longer()).await, Ok(vec![THREE]));
    assert_eq!(
        test.db.migrate(&longer(), None).await.unwrap().applied,
        [THREE]
    );
    assert_eq!(test.db.pending(&longer()).await, Ok(vec![]));
}

async fn a_newer_schema_is_refused(test: TestDb) {
    test.db.migrate(&longer(), None).await.unwrap();
    let newer = DbError::SchemaNewer { found: 3, known: 2 };
    assert_eq!(test.db.migrate(PLAN, None).await, Err(newer.clone()));
    assert_eq!(test.db.pending(PLAN).await, Err(newer));
}

async fn a_half_migrated_schema_is_refused(test: TestDb) {
    let writer = test.db.write_global().await.unwrap();
    let forget = sql("DELETE FROM schema_migrations WHERE version = 1");
    writer.execute(forget).await.unwrap();
    writer.commit().await.unwrap();
    let refusal = test.db.migrate(&longer(), None).await;
    assert!(
        matches!(refusal, Err(DbError::SchemaHalfMigrated { .. })),
        "{refusal:?}"
    );
    let writer = test.db.write_global().await.unwrap();
    writer
        .execute(sql("DROP TABLE schema_migrations"))
        .await
        .unwrap();
    writer.commit().await.unwrap();
    let refusal = test.db.migrate(&longer(), None).await;
    assert!(
        matches!(refusal, Err(DbError::SchemaHalfMigrated { .. })),
        "{refusal:?}"
    );
}

async fn an_altered_step_is_refused(test: TestDb) {
    let mut plan = PLAN.to_vec();
    plan[1].sql = "CREATE TABLE kinds (id SERIAL_KEY);";
    let refusal = test.db.migrate(&plan, None).await;
    assert!(
        matches!(refusal, Err(DbError::SchemaHalfMigrated { .. })),
        "{refusal:?}"
    );
}

async fn a_failing_step_leaves_nothing(test: TestDb) {
    let mut plan = longer();
    plan.push(Migration {
        version: 4,
        name: "broken",
        sql: "CREATE TABLE good (id BIGINT NOT NULL PRIMARY KEY); CREATE TABLE tags (id BIGINT);",
    });
    let refusal = test.db.migrate(&plan, None).await;
    assert!(
        matches!(refusal, Err(DbError::Migration { version: 4, .. })),
        "{refusal:?}"
    );
    let query = sql("SELECT COUNT(*) FROM good");
    assert!(
        test.db
            .read_global()
            .one::<Scalar<i64>>(query)
            .await
            .is_err()
    );
    assert_eq!(
        test.db.pending(&longer()).await,
        Ok(vec![]),
        "step 3 stays applied"
    );
}

async fn two_programs_may_start_together(test: TestDb) {
    let other = Db::open(&test.url, quick()).await.unwrap();
    let plan = longer();
    let (one, two) = tokio::join!(test.db.migrate(&plan, None), other.migrate(&plan, None));
    assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
    assert_eq!(test.db.pending(&plan).await, Ok(vec![]));
}

#[tokio::test]
async fn a_fresh_database_gets_every_step_and_no_backup() {
    let test = TestDb::sqlite(quick()).await;
    assert_eq!(test.db.pending(PLAN).await, Ok(PLAN.to_vec()));
    let copy = test.directory.path().join("before.db");
    let report = test.db.migrate(PLAN, Some(copy.clone())).await.unwrap();
    assert_eq!((report.applied, report.backup), (PLAN.to_vec(), None));
    assert!(!copy.exists());
}

#[tokio::test]
async fn a_backup_is_made_before_a_used_database_changes() {
    let test = TestDb::sqlite(quick()).await.migrated().await;
    add_party(&test.db, home(), id(1), "An").await.unwrap();
    let copy = test.directory.path().join("before.db");
    let report = test
        .db
        .migrate(&longer(), Some(copy.clone()))
        .await
        .unwrap();
    assert_eq!(report.backup, Some(copy.clone()));
    let before = Db::open(&format!("sqlite:{}", copy.display()), quick())
        .await
        .unwrap();
    assert_eq!(before.pending(&longer()).await, Ok(vec![THREE]));
    assert_eq!(names(&before.read(home())).await, ["An"]);
    let again = test.db.backup_to(&copy).await;
    assert!(
        matches!(again, Err(DbError::Io(_))),
        "it must not overwrite: {again:?}"
    );
}

#[tokio::test]
async fn tables_are_strict_on_sqlite() {
    let test = TestDb::sqlite(quick()).await.migrated().await;
    let query = sql("SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'");
    let loose: Vec<Scalar<String>> = test.db.read_global().all(query).await.unwrap();
    assert_eq!(loose, []);
}

#[tokio::test]
async fn replacing_a_table_on_sqlite_keeps_what_refers_to_it() {
    let test = TestDb::sqlite(quick()).await.migrated().await;
    let mut plan = longer();
    plan.push(Migration {
        version: 4,
        name: "replace",
        sql: "CREATE TABLE shops (id BIGINT NOT NULL PRIMARY KEY);
              CREATE TABLE staff (shop BIGINT NOT NULL REFERENCES shops (id) ON DELETE CASCADE);
              INSERT INTO shops VALUES (1);
              INSERT INTO staff VALUES (1);
              CREATE TABLE replaced (id BIGINT NOT NULL PRIMARY KEY, name TEXT);
              INSERT INTO replaced (id) SELECT id FROM shops;
              DROP TABLE shops;
              ALTER TABLE replaced RENAME TO shops;",
    });
    test.db.migrate(&plan, None).await.unwrap();
    let count = sql("SELECT COUNT(*) FROM staff");
    assert_eq!(
        test.db.read_global().one::<Scalar<i64>>(count).await,
        Ok(Scalar(1))
    );
    plan.push(Migration {
        version: 5,
        name: "orphans",
        sql: "DELETE FROM shops;",
    });
    let refusal = test.db.migrate(&plan, None).await;
    assert!(
        matches!(refusal, Err(DbError::Migration { version: 5, .. })),
        "{refusal:?}"
    );
    let writer = test.db.write_global().await.unwrap();
    let orphan = sql("INSERT INTO staff (shop) VALUES (9)");
    let followed = writer.execute(orphan).await;
    assert!(
        matches!(followed, Err(DbError::Constraint { .. })),
        "keys are followed again"
    );
}
