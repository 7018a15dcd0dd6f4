//! The database room: the only place, with `dialect`, that knows SQLite from PostgreSQL. It knows
//! no table of the product and no rule of the business.
//!
//! ```ignore
//! let db = Db::open("sqlite:quen.db", DbOptions::default()).await?;
//! db.migrate(PLAN, Some("quen-before.db".into())).await?;
//! let writer = db.write(workspace).await?;
//! writer.execute(sql("INSERT INTO parties (workspace_id, id) VALUES ($1, $2)").bind(workspace).bind(id)).await?;
//! writer.commit().await?;
//! let names: Vec<(Uuid, String)> = db.read(workspace).all(sql("SELECT id, name FROM parties")).await?;
//! ```

mod cell;
mod error;
mod json;
mod options;
mod postgres;
mod presence;
mod queries;
pub mod record;
mod row;
mod snapshot;
mod sql;
mod sqlite;
mod value;

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::sync::watch;
use uuid::Uuid;

pub use cell::{Cell, FromValue};
pub use error::{ConstraintKind, DbError};
pub use options::{DbOptions, Observer};
pub use presence::{Company, Presence};
pub use queries::{Queries, Reader, Writer};
pub use row::{FromRow, Row, Scalar};
pub use snapshot::Snapshot;
pub use sql::{Sql, sql};
pub use value::Value;

use crate::migrations::{Migration, MigrationReport};
use queries::{ReaderKind, WriterKind};

/// How long a writer of `write_at_length` may be held.
const AT_LENGTH: Duration = Duration::from_secs(24 * 3600);

/// An open database. Cloning is cheap and shares the connections.
#[derive(Clone)]
pub struct Db(Backend, Option<Observer>);

#[derive(Clone)]
enum Backend {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// What waits for the database at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DbLoad {
    /// Questions without a reader, or handles without a connection.
    pub readers_waiting: usize,
    /// Acts that wait for the writer; on PostgreSQL they wait with the readers.
    pub writers_waiting: usize,
    /// Connections open now.
    pub connections: usize,
}

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DbKind {
    Sqlite,
    Postgres,
}

impl Db {
    /// Opens `sqlite:PATH` (created when absent) or `postgres://…`. Does not migrate.
    pub async fn open(url: &str, options: DbOptions) -> Result<Self, DbError> {
        if let Some(path) = Self::file_of(url) {
            return Self::open_file(path, options).await;
        }
        Self::check_server(url)?;
        let observer = options.observer.clone();
        let db = postgres::Postgres::open(url, options).await?;
        Ok(Self(Backend::Postgres(db), observer))
    }

    /// Refuses an address that names no server.
    fn check_server(url: &str) -> Result<(), DbError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(());
        }
        let reason = "it must begin with sqlite: or postgres://";
        Err(DbError::Url(reason.to_owned()))
    }

    /// Opens a database file, created when absent.
    pub async fn open_file(path: PathBuf, options: DbOptions) -> Result<Self, DbError> {
        let observer = options.observer.clone();
        let db = sqlite::Sqlite::open(path, options).await?;
        Ok(Self(Backend::Sqlite(db), observer))
    }

    /// The file that an address names; `None` when it names a server.
    pub fn file_of(url: &str) -> Option<PathBuf> {
        let path = url.strip_prefix("sqlite:")?;
        Some(PathBuf::from(path.strip_prefix("//").unwrap_or(path)))
    }

    /// A reader inside one workspace. On PostgreSQL row-level security hides all others.
    pub fn read(&self, workspace: Uuid) -> Reader {
        let kind = match &self.0 {
            Backend::Sqlite(db) => ReaderKind::Sqlite(db.read()),
            Backend::Postgres(db) => ReaderKind::Postgres(db.read(workspace)),
        };
        Reader(kind, self.1.clone())
    }

    /// A writer inside one workspace. It opens with its first statement.
    pub async fn write(&self, workspace: Uuid) -> Result<Writer, DbError> {
        let kind = match &self.0 {
            Backend::Sqlite(db) => WriterKind::Sqlite(db.write()?),
            Backend::Postgres(db) => WriterKind::Postgres(db.write(workspace)),
        };
        Ok(Writer(kind, self.1.clone()))
    }

    /// A writer for moving whole workspaces: other writers wait meanwhile on SQLite, so only an
    /// operator's command may ask for it.
    pub fn write_at_length(&self, workspace: Uuid) -> Writer {
        let kind = match &self.0 {
            Backend::Sqlite(db) => WriterKind::Sqlite(db.write_at_length(AT_LENGTH)),
            Backend::Postgres(db) => WriterKind::Postgres(db.write_at_length(workspace, AT_LENGTH)),
        };
        Writer(kind, self.1.clone())
    }

    /// A reader of tables that belong to no workspace (users, sessions, workspaces, jobs). Of the
    /// others it sees nothing on PostgreSQL: the workspace is the nil UUID.
    pub fn read_global(&self) -> Reader {
        self.read(Uuid::nil())
    }

    /// A writer of tables that belong to no workspace.
    pub async fn write_global(&self) -> Result<Writer, DbError> {
        self.write(Uuid::nil()).await
    }

    /// Brings the schema up to `plan`. On SQLite a copy of a database that already holds a schema
    /// is written to `backup` before anything is applied. Refuses a schema that is newer than the
    /// plan or not one the plan has produced.
    pub async fn migrate(
        &self,
        plan: &[Migration],
        backup: Option<PathBuf>,
    ) -> Result<MigrationReport, DbError> {
        match &self.0 {
            Backend::Sqlite(db) => db.migrate(plan, backup).await,
            Backend::Postgres(db) => db.migrate(plan).await,
        }
    }

    /// The migrations of `plan` that are not applied yet, with the same refusals as `migrate`.
    pub async fn pending(&self, plan: &[Migration]) -> Result<Vec<Migration>, DbError> {
        match &self.0 {
            Backend::Sqlite(db) => db.pending(plan).await,
            Backend::Postgres(db) => db.pending(plan).await,
        }
    }

    /// What waits now.
    pub fn load(&self) -> DbLoad {
        match &self.0 {
            Backend::Sqlite(db) => db.load(),
            Backend::Postgres(db) => db.load(),
        }
    }

    /// Which database it is.
    pub fn kind(&self) -> DbKind {
        match &self.0 {
            Backend::Sqlite(_) => DbKind::Sqlite,
            Backend::Postgres(_) => DbKind::Postgres,
        }
    }

    /// Whether a query is answered now.
    pub async fn ready(&self) -> Result<(), DbError> {
        let Scalar(one) = self
            .read_global()
            .one::<Scalar<i64>>(sql("SELECT 1"))
            .await?;
        debug_assert_eq!(one, 1);
        Ok(())
    }

    /// Reads the whole file for damage. A server looks after itself.
    pub async fn check(&self) -> Result<(), DbError> {
        match &self.0 {
            Backend::Sqlite(db) => db.check().await,
            Backend::Postgres(_) => Ok(()),
        }
    }

    /// Lets running statements end, then closes. Later calls answer `DbError::Closed`.
    pub async fn close(&self) {
        match &self.0 {
            Backend::Sqlite(db) => db.close().await,
            Backend::Postgres(db) => db.close(),
        }
    }

    /// Writes a consistent copy of the running database to a new file. PostgreSQL has its own
    /// tools for that and answers `DbError::Unsupported`.
    pub async fn backup_to(&self, path: &Path) -> Result<(), DbError> {
        match &self.0 {
            Backend::Sqlite(db) => db.backup_to(path).await,
            Backend::Postgres(_) => Err(DbError::Unsupported("backup to a file")),
        }
    }

    /// Counts up whenever another process has changed the SQLite file. Never on PostgreSQL.
    pub fn data_version_changed(&self) -> watch::Receiver<u64> {
        match &self.0 {
            Backend::Sqlite(db) => db.data_version_changed(),
            Backend::Postgres(_) => watch::channel(0).1,
        }
    }
}
