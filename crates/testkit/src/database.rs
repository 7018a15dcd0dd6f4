//! A fresh database for each test, removed afterwards.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use quen_store::db::{Db, DbOptions, Observer};
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
    /// What it was asked, while somebody listens.
    pub heard: Heard,
    _place: Arc<Place>,
}

/// The texts of statements; none are kept while nobody listens.
#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<Option<Vec<String>>>>);

impl Heard {
    /// From now on statements are kept.
    pub fn listen(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Vec::new());
    }

    /// What was asked since; nobody listens any more.
    pub fn take(&self) -> Vec<String> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.take().unwrap_or_default()
    }

    fn observer(&self) -> Observer {
        let kept = self.clone();
        Observer::new(move |query| {
            let mut kept = kept.0.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(kept) = kept.as_mut() {
                kept.push(query.text().to_owned());
            }
        })
    }
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
                let heard = Heard::default();
                let db = open(&url, &heard).await;
                Self {
                    db,
                    url,
                    heard,
                    _place: Arc::new(Place::Directory(directory)),
                }
            }
            Backend::Postgres => {
                let server = env(URL).expect("a PostgreSQL server");
                let name = create(&server).await;
                let (address, _) = server.rsplit_once('/').expect("a database in the address");
                let url = format!("{address}/{name}");
                let place = Arc::new(Place::Server { url: server, name });
                let heard = Heard::default();
                Self {
                    db: open(&url, &heard).await,
                    url,
                    heard,
                    _place: place,
                }
            }
        }
    }

    /// The same database opened anew, after it was closed or replaced.
    pub async fn opened(self) -> Self {
        let db = open(&self.url, &self.heard).await;
        Self { db, ..self }
    }
}

async fn open(url: &str, heard: &Heard) -> Db {
    let options = DbOptions {
        observer: Some(heard.observer()),
        ..patient()
    };
    let db = Db::open(url, options).await.unwrap();
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
