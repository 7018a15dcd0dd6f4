//! A server killed in the middle of its work: whatever it acknowledged is there, and no act is
//! there by half.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use quen_store::db::{Db, DbOptions, Queries, Scalar, sql};

use crate::support::{TestDb, quick};
use crate::waiting::ENDLESS;

/// Where the child finds the database; also what makes the child's test do anything.
const FILE: &str = "QUEN_CRASH_DATABASE";
const WRITERS: i64 = 16;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_act_survives_a_kill() {
    let test = TestDb::sqlite(quick()).await.migrated().await;
    test.db.close().await;
    for life in 0..3 {
        let acknowledged = kill_after(&test.url, 200 + life * 100);
        let db = Db::open(&test.url, quick()).await.unwrap();
        let query = sql("SELECT count, COUNT(*) FROM counters GROUP BY count");
        let acts: Vec<(i64, i64)> = db.read_global().all(query).await.unwrap();
        assert!(
            acts.iter().all(|(_, rows)| *rows == 2),
            "an act is there by half"
        );
        for act in acknowledged {
            assert!(
                acts.iter().any(|(found, _)| *found == act),
                "act {act} is lost"
            );
        }
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_file_is_whole_without_its_log_even_when_a_question_ends_last() {
    let test = TestDb::sqlite(quick()).await.migrated().await;
    write_pair(&test.db, 1).await;
    let (reader, closing) = (test.db.clone(), test.db.clone());
    let slow = tokio::spawn(async move {
        let question = reader.read_global();
        question.one::<Scalar<i64>>(sql(ENDLESS)).await
    });
    let moment = std::time::Duration::from_millis(50);
    tokio::time::sleep(moment).await;
    let closing = tokio::spawn(async move { closing.close().await });
    tokio::time::sleep(moment).await;
    slow.abort();
    closing.await.unwrap();
    assert!(
        !test.directory.path().join("quen.db-wal").exists(),
        "rows were left in the log"
    );
}

/// Starts a child that writes without end, and kills it after that many acknowledgements.
fn kill_after(url: &str, acts: usize) -> Vec<i64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "crash::child_writes_until_killed",
            "--ignored",
            "--nocapture",
        ])
        .env(FILE, url)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let acknowledged: Vec<i64> = lines
        .map_while(Result::ok)
        .filter_map(|line| line.strip_prefix("saved ")?.parse().ok())
        .take(acts)
        .collect();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(acknowledged.len(), acts, "the child ended by itself");
    acknowledged
}

/// Not a test by itself: the parent runs it in a process of its own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "run by the test above"]
#[expect(
    clippy::disallowed_methods,
    reason = "the parent passes the file's name"
)]
async fn child_writes_until_killed() {
    let Ok(url) = std::env::var(FILE) else { return };
    let db = Db::open(&url, DbOptions::default()).await.unwrap();
    let last = sql("SELECT COALESCE(MAX(count), 0) FROM counters");
    let (last,): (i64,) = db.read_global().one(last).await.unwrap();
    let mut writers = tokio::task::JoinSet::new();
    for number in 1..=WRITERS {
        let db = db.clone();
        writers.spawn(async move {
            for act in (0..).map(|round| last + round * WRITERS + number) {
                write_pair(&db, act).await;
                let line = format!("saved {act}\n");
                std::io::stdout().write_all(line.as_bytes()).unwrap();
            }
        });
    }
    writers.join_all().await;
}

/// One act of two statements.
async fn write_pair(db: &Db, act: i64) {
    let writer = db.write_global().await.unwrap();
    for row in [act * 2, act * 2 + 1] {
        let insert = sql("INSERT INTO counters (id, count) VALUES ($1, $2)");
        writer.execute(insert.bind(row).bind(act)).await.unwrap();
    }
    writer.commit().await.unwrap();
}
