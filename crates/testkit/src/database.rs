//! A fresh database for each test, removed afterwards.

use std::sync::Arc;
use std::time::Duration;

use quen_store::db::{Db, DbOptions};
use quen_store::migrations::PLAN;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A file in a temporary directory.
    Sqlite,
    /// A database of its own on the throwaway server.
    Postgres,
}

/// A database that lasts as long as its test.
#[derive(Clone)]
pub struct Owned {
    /// Migrated, without a row.
    pub db: Db,
    /// Its address, for programs that open it themselves.
    pub url: String,
    _place: Arc<Place>,
}

/// What holds the rows; gone when the last of its users is.
enum Place {
    Directory(#[expect(dead_code, reason = "held until it is dropped")] tempfile::TempDir),
    Server { url: String, name: String },
}

const URL: &str = "QUEN_TEST_POSTGRES";

fn env(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// Is there a server to test on? Says so once when there is none.
pub fn postgres_is_here() -> bool {
    if env(URL).is_some() {
        return true;
    }
    assert_ne!(
        env("QUEN_POSTGRES").as_deref(),
        Some("required"),
        "{URL} is not set: run through scripts/with-postgres.sh"
    );
    println!("skipped: PostgreSQL not here");
    false
}

impl Owned {
    /// A new one.
    pub async fn new(backend: Backend) -> Self {
        match backend {
            Backend::Sqlite => {
                let directory = tempfile::tempdir().unwrap();
                let url = format!("sqlite:{}", directory.path().join("quen.db").display());
                let db = open(&url).await;
                Self {
                    db,
                    url,
                    _place: Arc::new(Place::Directory(directory)),
                }
            }
            Backend::Postgres => {
                let server = env(URL).expect("a PostgreSQL server");
                let name = create(&server).await;
                let (address, _) = server.rsplit_once('/').expect("a database in the address");
                let url = format!("{address}/{name}");
                let place = Arc::new(Place::Server { url: server, name });
                Self {
                    db: open(&url).await,
                    url,
                    _place: place,
                }
            }
        }
    }

    /// The same database opened anew, after it was closed or replaced.
    pub async fn opened(self) -> Self {
        Self {
            db: open(&self.url).await,
            ..self
        }
    }
}

async fn open(url: &str) -> Db {
    let db = Db::open(url, patient()).await.unwrap();
    db.migrate(PLAN, None).await.unwrap();
    db
}

/// As in the program, but a busy machine that lets a test wait for its turn refuses it nothing.
fn patient() -> DbOptions {
    let long = Duration::from_secs(120);
    DbOptions {
        hold_limit: long,
        busy_timeout: long,
        statement_timeout: long,
        ..DbOptions::default()
    }
}

/// Makes a database with a name of its own.
async fn create(url: &str) -> String {
    let name = format!(
        "quen_{}",
        quen_gateway::Random::system()
            .id(quen_gateway::Clock::System.now())
            .simple()
    );
    command(url, &format!("CREATE DATABASE {name} TEMPLATE template0")).await;
    name
}

async fn command(url: &str, sql: &str) {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    client.batch_execute(sql).await.unwrap();
}

impl Drop for Place {
    /// A thousand tests would otherwise fill the disk with databases nobody looks at again.
    fn drop(&mut self) {
        let Self::Server { url, name } = self else {
            return;
        };
        let (url, sql) = (
            std::mem::take(url),
            format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
        );
        // A test's own runtime may be the one that is ending.
        let ended = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap()
                .block_on(command(&url, &sql));
        })
        .join();
        if ended.is_err() {
            eprintln!("the database {name} is still there");
        }
    }
}
