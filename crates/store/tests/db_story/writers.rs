//! Acts of writing: all or nothing, seen by themselves first and by everyone after commit.

use quen_store::db::{ConstraintKind, DbError, Queries, Scalar, Writer, sql};

use crate::support::{TestDb, add_party, home, id, insert_party, names, on_both};

on_both!(
    a_writer_reads_its_own_changes_and_others_do_not,
    a_dropped_writer_saves_nothing,
    readers_see_a_commit_at_once,
    constraints_are_named,
    a_failed_statement_ends_the_writer,
    a_missing_row_does_not_end_the_writer,
    a_cancelled_statement_ends_the_writer,
    an_unused_writer_commits,
    many_rows_in_one_call,
    thirty_two_writers_at_once,
    readers_cannot_write,
    queries_awaited_together_all_answer,
);

async fn a_writer_reads_its_own_changes_and_others_do_not(test: TestDb) {
    let writer = test.db.write(home()).await.unwrap();
    writer
        .execute(insert_party(home(), id(1), "An"))
        .await
        .unwrap();
    assert_eq!(names(&writer).await, ["An"]);
    assert!(names(&test.db.read(home())).await.is_empty());
    writer.commit().await.unwrap();
    assert_eq!(names(&test.db.read(home())).await, ["An"]);
}

async fn a_dropped_writer_saves_nothing(test: TestDb) {
    let writer = test.db.write(home()).await.unwrap();
    writer
        .execute(insert_party(home(), id(1), "An"))
        .await
        .unwrap();
    drop(writer);
    add_party(&test.db, home(), id(2), "Bình").await.unwrap();
    assert_eq!(names(&test.db.read(home())).await, ["Bình"]);
}

async fn readers_see_a_commit_at_once(test: TestDb) {
    for number in 0..50_usize {
        let name = format!("party {number:02}");
        add_party(&test.db, home(), id(number as u128), &name)
            .await
            .unwrap();
        assert_eq!(names(&test.db.read(home())).await.len(), number + 1);
    }
}

async fn refusal(test: &TestDb, query: quen_store::db::Sql) -> DbError {
    let writer = test.db.write(home()).await.unwrap();
    writer.execute(query).await.unwrap_err()
}

fn broken(kind: ConstraintKind, name: &str) -> DbError {
    let name = name.to_owned();
    DbError::Constraint { kind, name }
}

async fn constraints_are_named(test: TestDb) {
    add_party(&test.db, home(), id(1), "An").await.unwrap();
    let same_name = refusal(&test, insert_party(home(), id(2), "An")).await;
    assert_eq!(
        same_name,
        broken(ConstraintKind::Unique, "parties_name_unique")
    );
    assert!(same_name.is_unique(Some("parties_name_unique")));
    let same_id = refusal(&test, insert_party(home(), id(1), "Bình")).await;
    assert_eq!(same_id, broken(ConstraintKind::Unique, "parties_pkey"));

    let insert = "INSERT INTO parties (workspace_id, id, name, amount) VALUES ($1, $2, $3, $4)";
    let insert = || sql(insert).bind(home()).bind(id(3));
    let negative = refusal(&test, insert().bind("Chi").bind(-1)).await;
    assert_eq!(
        negative,
        broken(ConstraintKind::Check, "parties_amount_positive")
    );
    let nameless = refusal(&test, insert().bind(None::<String>).bind(1)).await;
    assert_eq!(nameless, broken(ConstraintKind::NotNull, "parties.name"));

    let orphan = sql("INSERT INTO notes (workspace_id, id, party_id) VALUES ($1, $2, $3)");
    let orphan = refusal(&test, orphan.bind(home()).bind(id(1)).bind(id(99))).await;
    assert!(
        matches!(
            orphan,
            DbError::Constraint {
                kind: ConstraintKind::Foreign,
                ..
            }
        ),
        "{orphan:?}"
    );

    let twice = || vec![vec![1.into(), 5.into()], vec![1.into(), 5.into()]];
    let writer = test.db.write_global().await.unwrap();
    let insert = "INSERT INTO counters (id, count) VALUES ($1, $2)";
    let refused = writer.execute_many(insert, twice()).await.unwrap_err();
    assert!(refused.is_unique(None), "{refused:?}");
}

async fn a_failed_statement_ends_the_writer(test: TestDb) {
    let writer = test.db.write(home()).await.unwrap();
    writer
        .execute(insert_party(home(), id(1), "An"))
        .await
        .unwrap();
    let refused = writer.execute(insert_party(home(), id(2), "An")).await;
    assert!(refused.is_err_and(|error| error.is_unique(None)));
    let later = writer.execute(insert_party(home(), id(3), "Bình")).await;
    assert_eq!(later, Err(DbError::Aborted));
    assert_eq!(writer.commit().await, Err(DbError::Aborted));
    assert!(names(&test.db.read(home())).await.is_empty());
}

async fn a_missing_row_does_not_end_the_writer(test: TestDb) {
    let writer = test.db.write(home()).await.unwrap();
    let query = || sql("SELECT name FROM parties WHERE id = $1").bind(id(1));
    assert_eq!(writer.optional::<Scalar<String>>(query()).await, Ok(None));
    assert_eq!(
        writer.one::<Scalar<String>>(query()).await,
        Err(DbError::NoRow)
    );
    writer
        .execute(insert_party(home(), id(1), "An"))
        .await
        .unwrap();
    let wrong_type = writer.one::<Scalar<i64>>(query()).await;
    assert!(matches!(wrong_type, Err(DbError::Decode { .. })));
    writer.commit().await.unwrap();
    assert_eq!(names(&test.db.read(home())).await, ["An"]);
}

/// No database answers this between the asking and the first look for an answer.
const LONG_COUNT: &str =
    "WITH RECURSIVE steps (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM steps WHERE n < 1000000)
    SELECT COUNT(*) FROM steps";

async fn a_cancelled_statement_ends_the_writer(test: TestDb) {
    let writer = test.db.write(home()).await.unwrap();
    writer
        .execute(insert_party(home(), id(1), "An"))
        .await
        .unwrap();
    {
        let counting = writer.one::<Scalar<i64>>(sql(LONG_COUNT));
        assert!(futures_util::poll!(std::pin::pin!(counting)).is_pending());
    }
    assert_eq!(writer.commit().await, Err(DbError::Aborted));
    add_party(&test.db, home(), id(3), "Chi").await.unwrap();
    assert_eq!(names(&test.db.read(home())).await, ["Chi"]);
}

async fn an_unused_writer_commits(test: TestDb) {
    let writer = test.db.write(home()).await.unwrap();
    assert_eq!(writer.commit().await, Ok(()));
}

async fn many_rows_in_one_call(test: TestDb) {
    let rows = (0..1000_i64).map(|n| vec![n.into(), (n * 2).into()]);
    let writer = test.db.write_global().await.unwrap();
    let insert = "INSERT INTO counters (id, count) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
    assert_eq!(
        writer.execute_many(insert, rows.clone().collect()).await,
        Ok(1000)
    );
    assert_eq!(writer.execute_many(insert, rows.collect()).await, Ok(0));
    assert_eq!(writer.execute_many(insert, Vec::new()).await, Ok(0));
    writer.commit().await.unwrap();
    let sum = sql("SELECT SUM(count) FROM counters");
    assert_eq!(
        test.db.read_global().one::<Scalar<i64>>(sum).await,
        Ok(Scalar(999_000))
    );
}

async fn count_up(writer: Writer) -> Result<i64, DbError> {
    let update = sql("UPDATE counters SET count = count + $1 WHERE id = $2 RETURNING count");
    let Scalar(count) = writer.one::<Scalar<i64>>(update.bind(1).bind(1)).await?;
    writer.commit().await?;
    Ok(count)
}

async fn thirty_two_writers_at_once(test: TestDb) {
    let writer = test.db.write_global().await.unwrap();
    let insert = sql("INSERT INTO counters (id, count) VALUES (1, 0)");
    writer.execute(insert).await.unwrap();
    writer.commit().await.unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..32 {
        let db = test.db.clone();
        tasks.spawn(async move {
            let mut counts = Vec::new();
            for _ in 0..20 {
                counts.push(count_up(db.write_global().await.unwrap()).await.unwrap());
            }
            counts
        });
    }
    let mut counts: Vec<i64> = tasks.join_all().await.concat();
    counts.sort_unstable();
    assert_eq!(counts, (1..=640).collect::<Vec<_>>());
}

async fn readers_cannot_write(test: TestDb) {
    let insert = sql("INSERT INTO counters (id, count) VALUES (1, 0) RETURNING id");
    assert!(
        test.db
            .read_global()
            .one::<Scalar<i64>>(insert)
            .await
            .is_err()
    );
}

async fn queries_awaited_together_all_answer(test: TestDb) {
    add_party(&test.db, home(), id(1), "An").await.unwrap();
    let reader = test.db.read(home());
    let (all, one, count) = tokio::try_join!(
        reader.all::<(String,)>(sql("SELECT name FROM parties")),
        reader
            .optional::<Scalar<String>>(sql("SELECT name FROM parties WHERE name = $1").bind("x")),
        reader.one::<Scalar<i64>>(sql("SELECT COUNT(*) FROM parties")),
    )
    .unwrap();
    assert_eq!((all.len(), one, count), (1, None, Scalar(1)));
}
