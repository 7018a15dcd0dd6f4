//! Waiting, holding on too long, other processes, full disks and closing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use quen_store::db::{Db, DbError, DbKind, DbOptions, Queries, Scalar, sql};

use crate::support::{TestDb, add_party, home, id, insert_party, names, on_both, quick};

on_both!(a_closed_database_says_so, a_database_is_ready);

fn impatient() -> DbOptions {
    DbOptions {
        hold_limit: Duration::from_millis(100),
        ..quick()
    }
}

async fn hold_too_long(test: TestDb) {
    let writer = test.db.write(home()).await.unwrap();
    // On a busy machine even this may come too late.
    let _ = writer.execute(insert_party(home(), id(1), "An")).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let later = writer.execute(insert_party(home(), id(2), "Bình")).await;
    assert_eq!(later, Err(DbError::HeldTooLong));
    assert_eq!(writer.commit().await, Err(DbError::HeldTooLong));
    assert!(names(&test.db.read(home())).await.is_empty());
}

#[tokio::test]
async fn a_writer_held_too_long_is_refused_on_sqlite() {
    hold_too_long(TestDb::sqlite(impatient()).await.migrated().await).await;
}

#[tokio::test]
async fn a_writer_held_too_long_is_refused_on_postgres() {
    if let Some(test) = TestDb::postgres(impatient()).await {
        hold_too_long(test.migrated().await).await;
    }
}

#[tokio::test]
async fn others_do_not_wait_for_a_writer_that_is_held() {
    let test = TestDb::sqlite(impatient()).await.migrated().await;
    let writer = test.db.write(home()).await.unwrap();
    let _ = writer.execute(insert_party(home(), id(1), "An")).await;
    // It is held to the same limit, which a busy machine may let it miss.
    while let Err(error) = add_party(&test.db, home(), id(2), "Bình").await {
        assert_eq!(error, DbError::HeldTooLong);
    }
    assert_eq!(writer.commit().await, Err(DbError::HeldTooLong));
    assert_eq!(names(&test.db.read(home())).await, ["Bình"]);
}

/// Another process, as far as SQLite can tell: a connection of its own.
fn other_process(test: &TestDb) -> rusqlite::Connection {
    let path = test.url.strip_prefix("sqlite:").unwrap();
    rusqlite::Connection::open(path).unwrap()
}

#[tokio::test]
async fn another_process_writing_is_waited_for_and_noticed() {
    let test = TestDb::sqlite(quick()).await.migrated().await;
    let mut changed = test.db.data_version_changed();
    changed.mark_unchanged();
    let other = other_process(&test);
    other
        .execute_batch("BEGIN IMMEDIATE; INSERT INTO counters VALUES (7, 7)")
        .unwrap();
    let releasing = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&releasing);
    let release = tokio::task::spawn_blocking(move || {
        std::thread::sleep(Duration::from_millis(200));
        told.store(true, Ordering::SeqCst);
        other.execute_batch("COMMIT").unwrap();
    });
    add_party(&test.db, home(), id(1), "An").await.unwrap();
    assert!(releasing.load(Ordering::SeqCst), "it cannot have waited");
    release.await.unwrap();
    let noticed = tokio::time::timeout(Duration::from_secs(60), changed.changed()).await;
    assert!(noticed.is_ok_and(|changed| changed.is_ok()));
    let sum = sql("SELECT SUM(count) FROM counters");
    assert_eq!(
        test.db.read_global().one::<Scalar<i64>>(sum).await,
        Ok(Scalar(7))
    );
}

#[tokio::test]
async fn own_writes_are_not_taken_for_another_process() {
    let test = TestDb::sqlite(quick()).await.migrated().await;
    let changed = test.db.data_version_changed();
    add_party(&test.db, home(), id(1), "An").await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(*changed.borrow(), 0);
}

#[tokio::test]
async fn a_process_that_never_lets_go_makes_writers_busy() {
    let options = DbOptions {
        busy_timeout: Duration::from_millis(50),
        ..quick()
    };
    let test = TestDb::sqlite(options).await.migrated().await;
    let other = other_process(&test);
    other
        .execute_batch("BEGIN IMMEDIATE; INSERT INTO counters VALUES (7, 7)")
        .unwrap();
    assert_eq!(
        add_party(&test.db, home(), id(1), "An").await,
        Err(DbError::Busy)
    );
    assert!(
        names(&test.db.read(home())).await.is_empty(),
        "readers go on"
    );
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(add_party(&test.db, home(), id(1), "An").await, Ok(()));
}

#[tokio::test]
async fn a_full_disk_is_named_and_survived() {
    let test = TestDb::sqlite(quick()).await.migrated().await;
    add_party(&test.db, home(), id(1), "An").await.unwrap();
    let writer = test.db.write_global().await.unwrap();
    let limit = sql("PRAGMA max_page_count = 20");
    writer.one::<Scalar<i64>>(limit).await.unwrap();
    let big = sql("INSERT INTO kinds (bytes) VALUES ($1)").bind(vec![0; 1 << 20]);
    assert_eq!(writer.execute(big).await, Err(DbError::Full));
    drop(writer);
    assert_eq!(names(&test.db.read(home())).await, ["An"]);
    add_party(&test.db, home(), id(2), "Bình").await.unwrap();
}

/// A question that ends only when it is stopped.
pub const ENDLESS: &str =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT COUNT(*) FROM n";

#[tokio::test]
async fn a_dropped_question_does_not_hold_up_the_others() {
    let test = TestDb::sqlite(quick()).await.migrated().await;
    let reader = test.db.read(home());
    for _ in 0..4 {
        let slow = reader.one::<Scalar<i64>>(sql(ENDLESS));
        let waited = tokio::time::timeout(Duration::from_millis(20), slow).await;
        assert!(waited.is_err());
    }
    let quick = reader.one::<Scalar<i64>>(sql("SELECT 1"));
    let quick = tokio::time::timeout(Duration::from_secs(60), quick).await;
    assert_eq!(quick, Ok(Ok(Scalar(1))));
}

#[tokio::test]
async fn a_question_that_runs_too_long_is_stopped() {
    let options = DbOptions {
        statement_timeout: Duration::from_millis(500),
        ..quick()
    };
    let test = TestDb::sqlite(options.clone()).await;
    let endless = test.db.read_global().one::<Scalar<i64>>(sql(ENDLESS)).await;
    assert_eq!(endless, Err(DbError::TimedOut));
    if let Some(test) = TestDb::postgres(options).await {
        let endless = test.db.read_global().one::<Scalar<i64>>(sql(ENDLESS)).await;
        assert_eq!(endless, Err(DbError::TimedOut));
        assert_eq!(test.db.ready().await, Ok(()));
    }
}

async fn a_closed_database_says_so(test: TestDb) {
    add_party(&test.db, home(), id(1), "An").await.unwrap();
    let reader = test.db.read(home());
    test.db.close().await;
    assert_eq!(
        reader.one::<Scalar<i64>>(sql("SELECT 1")).await,
        Err(DbError::Closed)
    );
    assert_eq!(
        add_party(&test.db, home(), id(2), "B").await,
        Err(DbError::Closed)
    );
    assert_eq!(test.db.ready().await, Err(DbError::Closed));
    let again = Db::open(&test.url, quick()).await.unwrap();
    assert_eq!(names(&again.read(home())).await, ["An"]);
}

async fn a_database_is_ready(test: TestDb) {
    assert_eq!(test.db.ready().await, Ok(()));
    let copy = test
        .db
        .backup_to(&test.directory.path().join("copy.db"))
        .await;
    match test.db.kind() {
        DbKind::Sqlite => assert_eq!(copy, Ok(())),
        DbKind::Postgres => assert!(matches!(copy, Err(DbError::Unsupported(_)))),
    }
}

#[tokio::test]
async fn an_unknown_address_is_refused() {
    for url in ["mysql://x", "quen.db", "postgres://h/db?nonsense=1"] {
        let refusal = Db::open(url, quick()).await.map(|_| ());
        assert!(
            matches!(refusal, Err(DbError::Url(_))),
            "{url}: {refusal:?}"
        );
    }
    let nowhere = Db::open("sqlite:/no/such/directory/quen.db", quick()).await;
    assert!(matches!(nowhere.map(|_| ()), Err(DbError::Io(_))));
}
