//! A fresh database for each test, and the small schema they share.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use quen_store::db::{Db, DbError, DbOptions, Queries, Scalar, sql};
use quen_store::migrations::Migration;
use uuid::Uuid;

pub const PLAN: &[Migration] = &[
    Migration {
        version: 1,
        name: "parties",
        sql: "CREATE TABLE parties (
    workspace_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    amount BIGINT,
    PRIMARY KEY (workspace_id, id),
    CONSTRAINT parties_amount_positive CHECK (amount >= 0)
);
CREATE UNIQUE INDEX parties_name_unique ON parties (workspace_id, name);
-- tenant: parties
CREATE TABLE notes (
    workspace_id UUID NOT NULL,
    id UUID NOT NULL,
    party_id UUID NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id)
);
-- tenant: notes
",
    },
    Migration {
        version: 2,
        name: "kinds",
        sql: "CREATE TABLE kinds (
    id SERIAL_KEY, flag BOOL, count BIGINT, ratio FLOAT, word TEXT, key UUID,
    at INSTANT, day DAY, custom JSON, bytes BYTES
);
CREATE TABLE counters (id BIGINT NOT NULL PRIMARY KEY, count BIGINT NOT NULL, UNIQUE (count, id));
",
    },
];

/// A database that exists for one test.
pub struct TestDb {
    pub db: Db,
    pub url: String,
    /// Removed with the value.
    pub directory: tempfile::TempDir,
}

/// Short limits, so that waiting tests are short; no fsync, except where a test says otherwise.
pub fn quick() -> DbOptions {
    DbOptions {
        readers: 2,
        connections: 4,
        hold_limit: Duration::from_secs(5),
        watch_every: Duration::from_millis(20),
        durable: false,
        ..DbOptions::default()
    }
}

impl TestDb {
    pub async fn sqlite(options: DbOptions) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", directory.path().join("quen.db").display());
        Self::open(url, directory, options).await
    }

    /// `None` when there is no server and none is required.
    pub async fn postgres(options: DbOptions) -> Option<Self> {
        let server = server()?;
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("quen_{}_{number}", std::process::id());
        let (client, connection) = tokio_postgres::connect(&server, tokio_postgres::NoTls)
            .await
            .unwrap();
        tokio::spawn(connection);
        for text in [
            format!("DROP DATABASE IF EXISTS {name}"),
            format!("CREATE DATABASE {name} TEMPLATE template0"),
        ] {
            client.batch_execute(&text).await.unwrap();
        }
        let (base, _) = server.rsplit_once('/').unwrap();
        let directory = tempfile::tempdir().unwrap();
        Some(Self::open(format!("{base}/{name}"), directory, options).await)
    }

    async fn open(url: String, directory: tempfile::TempDir, options: DbOptions) -> Self {
        let db = Db::open(&url, options).await.unwrap();
        Self { db, url, directory }
    }

    pub async fn migrated(self) -> Self {
        self.db.migrate(PLAN, None).await.unwrap();
        self
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests learn of their server from outside"
)]
fn server() -> Option<String> {
    match std::env::var("QUEN_TEST_POSTGRES") {
        Ok(url) => Some(url),
        Err(_) => {
            let required = std::env::var("QUEN_POSTGRES").is_ok_and(|word| word == "required");
            assert!(
                !required,
                "QUEN_POSTGRES=required, but QUEN_TEST_POSTGRES names no server"
            );
            println!("skipped: PostgreSQL not here");
            None
        }
    }
}

/// A test for each database from one function that takes a migrated `TestDb`.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            use crate::support::{TestDb, quick};
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(TestDb::sqlite(quick()).await.migrated().await).await;
            })*
        }
        mod postgres {
            use crate::support::{TestDb, quick};
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                if let Some(test) = TestDb::postgres(quick()).await {
                    super::$name(test.migrated().await).await;
                }
            })*
        }
    };
}
pub(crate) use on_both;

/// Ids that tell the reader of a failure which was which.
pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// The workspace most tests live in.
pub fn home() -> Uuid {
    id(0xA)
}

pub async fn add_party(db: &Db, workspace: Uuid, party: Uuid, name: &str) -> Result<(), DbError> {
    let writer = db.write(workspace).await?;
    writer.execute(insert_party(workspace, party, name)).await?;
    writer.commit().await
}

pub fn insert_party(workspace: Uuid, party: Uuid, name: &str) -> quen_store::db::Sql {
    sql("INSERT INTO parties (workspace_id, id, name) VALUES ($1, $2, $3)")
        .bind(workspace)
        .bind(party)
        .bind(name)
}

/// Names in the home workspace, sorted.
pub async fn names(queries: &impl Queries) -> Vec<String> {
    let query = sql("SELECT name FROM parties WHERE workspace_id = $1 ORDER BY name").bind(home());
    let found: Vec<Scalar<String>> = queries.all(query).await.unwrap();
    found.into_iter().map(|Scalar(name)| name).collect()
}
