//! A fresh database for each test, removed afterwards.

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
    _directory: Option<std::sync::Arc<tempfile::TempDir>>,
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
                    _directory: Some(std::sync::Arc::new(directory)),
                }
            }
            Backend::Postgres => {
                let url = env(URL).expect("a PostgreSQL server");
                let url = create(&url).await;
                Self {
                    db: open(&url).await,
                    url,
                    _directory: None,
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
    let db = Db::open(url, DbOptions::default()).await.unwrap();
    db.migrate(PLAN, None).await.unwrap();
    db
}

/// Makes a database with a name of its own; the throwaway server takes them all with it.
async fn create(url: &str) -> String {
    let name = format!(
        "quen_{}",
        quen_gateway::Random::system()
            .id(quen_gateway::Clock::System.now())
            .simple()
    );
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    client
        .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE template0"))
        .await
        .unwrap();
    let (server, _) = url.rsplit_once('/').expect("a database in the address");
    format!("{server}/{name}")
}
