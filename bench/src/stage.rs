//! A running program on a filled database: opened from the kept data set, or made first when there is none.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use quen_core::Door;
use quen_core::access::{Role, TokenScopes};
use quen_gateway::{Clock, Files, Mailer, Random};
use quen_service::accounts::{identity, operator, sign_in};
use quen_service::secrets::Secrets;
use quen_service::{App, Config, Ctx};
use quen_store::db::{Observer, Queries, Scalar, Sql, sql};
use quen_store::migrations::PLAN;
use quen_store::{Db, DbOptions};

use crate::{Outcome, fill};

const SLUG: &str = "bench";
const EMAIL: &str = "do@vidu.vn";
/// Raised when the made-up data changes, so that a kept set is made again.
const EDITION: u32 = 2;

/// The program, somebody who may do all, and an ear for its statements.
pub struct Stage {
    /// The program.
    pub app: App,
    /// Somebody who may do all.
    pub ctx: Ctx,
    /// For `Authorization: Bearer`.
    pub token: String,
    /// For the session cookie.
    pub session: String,
    /// Notes what runs while it is asked to.
    pub ear: Ear,
}

/// Notes statements.
#[derive(Clone, Default)]
pub struct Ear(Arc<Mutex<Option<Vec<Sql>>>>);

impl Ear {
    /// Listens from now on.
    pub fn open(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Vec::new());
    }

    /// What was heard; listens no more.
    pub fn close(&self) -> Vec<Sql> {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        heard.take().unwrap_or_default()
    }

    fn observer(&self) -> Observer {
        let ear = self.clone();
        Observer::new(move |query| {
            if let Ok(mut heard) = ear.0.try_lock()
                && let Some(heard) = heard.as_mut()
            {
                heard.push(query.clone());
            }
        })
    }
}

/// Where the data lies and how much of it there is.
#[derive(Clone, Debug)]
pub struct Scale {
    /// For instance `100k`.
    pub word: String,
    /// Parties.
    pub parties: usize,
}

impl Scale {
    /// Reads `100k`, `1m` or a number.
    ///
    /// # Errors
    /// For anything else.
    pub fn read(word: &str) -> Outcome<Self> {
        let lower = word.to_lowercase();
        let (digits, factor) = match lower.strip_suffix('k') {
            Some(digits) => (digits, 1_000),
            None => match lower.strip_suffix('m') {
                Some(digits) => (digits, 1_000_000),
                None => (lower.as_str(), 1),
            },
        };
        let parties = digits.parse::<usize>()? * factor;
        Ok(Self {
            word: lower,
            parties,
        })
    }
}

/// A SQLite file of this scale under `folder`, made when absent; the program runs on a copy that is thrown away with
/// the next run, so that what a benchmark writes does not stay.
///
/// # Errors
/// When files or database refuse.
pub async fn on_file(folder: &Path, scale: &Scale) -> Outcome<Stage> {
    std::fs::create_dir_all(folder)?;
    let kept = folder.join(format!("parties-{}-{:08x}.db", scale.word, fingerprint()));
    if !kept.exists() {
        let half = kept.with_extension("half");
        remove(&half)?;
        let options = DbOptions {
            durable: false,
            ..DbOptions::default()
        };
        let stage = open(&sqlite_url(&half), options).await?;
        stage.fill(scale).await?;
        stage.app.db.close().await;
        std::fs::rename(&half, &kept)?;
    }
    let working = folder.join("working.db");
    remove(&working)?;
    std::fs::copy(&kept, &working)?;
    open(&sqlite_url(&working), DbOptions::default()).await
}

/// A database of its own on the PostgreSQL server at `url`, filled.
///
/// # Errors
/// When the server refuses.
pub async fn on_server(url: &str, scale: &Scale) -> Outcome<Stage> {
    let name = format!(
        "quen_bench_{}",
        Random::system().id(Clock::System.now()).simple()
    );
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await?;
    let connection = tokio::spawn(connection);
    client
        .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE template0"))
        .await?;
    drop(client);
    connection.await??;
    let (server, _) = url
        .rsplit_once('/')
        .ok_or("the address names no database")?;
    let stage = open(&format!("{server}/{name}"), DbOptions::default()).await?;
    stage.fill(scale).await?;
    Ok(stage)
}

/// Opens, migrates, and makes the workspace when it is not there.
///
/// # Errors
/// When the database refuses.
pub async fn open(url: &str, options: DbOptions) -> Outcome<Stage> {
    let ear = Ear::default();
    let options = DbOptions {
        observer: Some(ear.observer()),
        ..options
    };
    let db = Db::open(url, options).await?;
    db.migrate(PLAN, None).await?;
    let app = App::new(
        db,
        Clock::System,
        Random::system(),
        Mailer::memory(),
        Files::memory(),
        Secrets::new([7; 32]),
        Config::default(),
    );
    if operator::workspaces(&app).await?.is_empty() {
        operator::create_workspace(&app, SLUG, "Đo tốc độ").await?;
        let owner = operator::NewColleague {
            email: EMAIL.to_owned(),
            name: "Đo".to_owned(),
            role: Role::Owner,
            password: Some("cà phê sữa đá".to_owned()),
            workspace: Some(SLUG.to_owned()),
        };
        operator::create_user(&app, owner).await?;
    }
    let workspace = operator::workspaces(&app).await?.first().map(|w| w.id);
    let user = quen_store::accounts::users::by_email(&app.db, EMAIL)
        .await?
        .ok_or("the benchmark's own user is gone")?;
    let token =
        operator::create_token(&app, Some(SLUG), EMAIL, "bench", "read,write,admin").await?;
    let session = sign_in::open_session(&app, user.id, "127.0.0.1", "bench").await?;
    let known = identity::of_user(&app, user.id, workspace, None, TokenScopes::FULL).await?;
    let ctx = known.ctx(&app, Door::Api);
    Ok(Stage {
        app,
        ctx,
        token,
        session,
        ear,
    })
}

impl Stage {
    async fn fill(&self, scale: &Scale) -> Outcome<()> {
        eprintln!(
            "writing {} parties with about three orders and three interactions each …",
            scale.parties
        );
        fill::parties(&self.ctx, scale.parties).await?;
        let writer = self.app.db.write_global().await?;
        writer.execute(sql("ANALYZE")).await?;
        writer.commit().await?;
        Ok(())
    }

    /// How many parties there are.
    ///
    /// # Errors
    /// A broken database.
    pub async fn parties(&self) -> Outcome<i64> {
        let reader = self.app.db.read(self.ctx.actor.workspace_id);
        let Scalar(count) = reader.one(sql("SELECT count(*) FROM parties")).await?;
        Ok(count)
    }
}

fn sqlite_url(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

/// Removes a database with its log files.
fn remove(path: &Path) -> std::io::Result<()> {
    for tail in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(tail);
        let file = PathBuf::from(name);
        if file.exists() {
            std::fs::remove_file(file)?;
        }
    }
    Ok(())
}

/// Another schema or another edition of the data is another file (FNV-1a).
fn fingerprint() -> u32 {
    let texts = PLAN.iter().flat_map(|step| step.sql.bytes());
    texts
        .chain(EDITION.to_be_bytes())
        .fold(0x811c_9dc5, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        })
}
