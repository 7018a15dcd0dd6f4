//! The second wall: what a query that forgets the workspace may see. PostgreSQL only; on SQLite
//! the condition in the query is the one wall there is.

use quen_store::db::{DbError, DbOptions, Queries, Reader, Scalar, sql};
use uuid::Uuid;

use crate::support::{TestDb, add_party, id, insert_party, quick};

/// Two workspaces with one party each, on one connection to read and one to write.
async fn two_shops() -> Option<TestDb> {
    let options = DbOptions {
        connections: 1,
        ..quick()
    };
    let test = TestDb::postgres(options).await?.migrated().await;
    add_party(&test.db, id(0xA), id(1), "An").await.unwrap();
    add_party(&test.db, id(0xB), id(2), "Bình").await.unwrap();
    Some(test)
}

async fn all_names(reader: Reader) -> Vec<String> {
    let found: Vec<(String,)> = reader.all(sql("SELECT name FROM parties")).await.unwrap();
    found.into_iter().map(|(name,)| name).collect()
}

#[tokio::test]
async fn a_query_without_the_workspace_sees_its_own_rows_only() {
    let Some(test) = two_shops().await else {
        return;
    };
    for _ in 0..3 {
        assert_eq!(all_names(test.db.read(id(0xA))).await, ["An"]);
        assert_eq!(all_names(test.db.read(id(0xB))).await, ["Bình"]);
        assert!(all_names(test.db.read_global()).await.is_empty());
    }
}

#[tokio::test]
async fn a_writer_cannot_touch_another_workspace() {
    let Some(test) = two_shops().await else {
        return;
    };
    let writer = test.db.write(id(0xA)).await.unwrap();
    let update = sql("UPDATE parties SET name = $1").bind("changed");
    assert_eq!(writer.execute(update).await, Ok(1));
    writer.commit().await.unwrap();
    let writer = test.db.write(id(0xA)).await.unwrap();
    let foreign = writer.execute(insert_party(id(0xB), id(3), "Chi")).await;
    assert!(matches!(foreign, Err(DbError::Denied(_))), "{foreign:?}");
    drop(writer);
    assert_eq!(all_names(test.db.read(id(0xB))).await, ["Bình"]);
}

#[tokio::test]
async fn a_reader_dropped_on_its_way_leaves_no_workspace_behind() {
    let Some(test) = two_shops().await else {
        return;
    };
    for _ in 0..20 {
        for workspace in [id(0xA), id(0xB)] {
            let reader = test.db.read(workspace);
            let query = std::pin::pin!(reader.all::<(Uuid,)>(sql("SELECT id FROM parties")));
            assert!(futures_util::poll!(query).is_pending());
            tokio::task::yield_now().await;
        }
        assert_eq!(all_names(test.db.read(id(0xA))).await, ["An"]);
    }
}

#[tokio::test]
async fn a_dropped_writer_leaves_no_transaction_open() {
    let Some(test) = two_shops().await else {
        return;
    };
    let writer = test.db.write(id(0xA)).await.unwrap();
    let insert = insert_party(id(0xA), id(3), "Chi");
    assert_eq!(writer.execute(insert).await, Ok(1));
    {
        let slow = sql("SELECT CAST(pg_sleep(1) AS TEXT)");
        let slow = std::pin::pin!(writer.all::<Scalar<String>>(slow));
        assert!(futures_util::poll!(slow).is_pending());
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    drop(writer);
    // Were the connection still in that transaction, this commit would take Chi along.
    let next = test.db.write(id(0xA)).await.unwrap();
    let insert = insert_party(id(0xA), id(4), "Dung");
    assert_eq!(next.execute(insert).await, Ok(1));
    next.commit().await.unwrap();
    let mut names = all_names(test.db.read(id(0xA))).await;
    names.sort();
    assert_eq!(names, ["An", "Dung"]);
}

#[tokio::test]
async fn whoever_keeps_a_reader_or_a_writer_may_read_beside_it() {
    let Some(test) = two_shops().await else {
        return;
    };
    let (first, second) = (test.db.read(id(0xA)), test.db.read(id(0xB)));
    let mine = || sql("SELECT name FROM parties");
    for _ in 0..2 {
        assert_eq!(first.one::<Scalar<String>>(mine()).await.unwrap().0, "An");
        assert_eq!(
            second.one::<Scalar<String>>(mine()).await.unwrap().0,
            "Bình"
        );
    }
    let writer = test.db.write(id(0xA)).await.unwrap();
    let update = sql("UPDATE parties SET name = $1").bind("Ân");
    assert_eq!(writer.execute(update).await, Ok(1));
    assert_eq!(first.one::<Scalar<String>>(mine()).await.unwrap().0, "An");
    writer.commit().await.unwrap();
    assert_eq!(first.one::<Scalar<String>>(mine()).await.unwrap().0, "Ân");
}

#[tokio::test]
async fn one_reader_keeps_one_connection_and_pipelines() {
    let Some(test) = TestDb::postgres(quick()).await else {
        return;
    };
    let reader = test.db.read(id(0xA));
    let query = || {
        reader.one::<(i64, bool)>(sql(
            "SELECT CAST(pg_backend_pid() AS BIGINT), pg_sleep(0.05) IS NULL",
        ))
    };
    let (one, two, three) = tokio::try_join!(query(), query(), query()).unwrap();
    assert!(
        one.0 == two.0 && two.0 == three.0,
        "{one:?} {two:?} {three:?}"
    );
}

#[tokio::test]
async fn a_migration_may_fill_the_rows_of_all_workspaces() {
    let Some(test) = two_shops().await else {
        return;
    };
    let mut plan = crate::support::PLAN.to_vec();
    plan.push(quen_store::migrations::Migration {
        version: 3,
        name: "greeting",
        sql: "ALTER TABLE parties ADD COLUMN greeting TEXT;
              UPDATE parties SET greeting = 'Chào ' || name;",
    });
    test.db.migrate(&plan, None).await.unwrap();
    for (workspace, greeting) in [(id(0xA), "Chào An"), (id(0xB), "Chào Bình")] {
        let query = sql("SELECT greeting FROM parties");
        let found: Vec<(String,)> = test.db.read(workspace).all(query).await.unwrap();
        assert_eq!(found, [(greeting.to_owned(),)], "the wall stands again");
    }
}
