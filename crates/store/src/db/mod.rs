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
mod queries;
mod row;
mod sql;
mod sqlite;
mod value;

use std::path::{Path, PathBuf};

use tokio::sync::watch;
use uuid::Uuid;

pub use cell::{Cell, FromValue};
pub use error::{ConstraintKind, DbError};
pub use options::{DbOptions, Observer};
pub use queries::{Queries, Reader, Writer};
pub use row::{FromRow, Row, Scalar};
pub use sql::{Sql, sql};
pub use value::Value;

use crate::migrations::{Migration, MigrationReport};
use queries::{ReaderKind, WriterKind};

/// An open database. Cloning is cheap and shares the connections.
#[derive(Clone)]
pub struct Db {
    backend: Backend,
    observer: Option<Observer>,
}

#[derive(Clone)]
enum Backend {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
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
        let observer = options.observer.clone();
        let backend = if let Some(path) = url.strip_prefix("sqlite:") {
            let path = PathBuf::from(path.strip_prefix("//").unwrap_or(path));
            Backend::Sqlite(sqlite::Sqlite::open(path, options).await?)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Backend::Postgres(postgres::Postgres::open(url, options).await?)
        } else {
            return Err(DbError::Url(
                "it must begin with sqlite: or postgres://".to_owned(),
            ));
        };
        Ok(Self { backend, observer })
    }

    /// A reader inside one workspace. On PostgreSQL row-level security hides all others.
    pub fn read(&self, workspace: Uuid) -> Reader {
        let kind = match &self.backend {
            Backend::Sqlite(db) => ReaderKind::Sqlite(db.read()),
            Backend::Postgres(db) => ReaderKind::Postgres(db.read(workspace)),
        };
        Reader {
            kind,
            observer: self.observer.clone(),
        }
    }

    /// A writer inside one workspace. It opens with its first statement.
    pub async fn write(&self, workspace: Uuid) -> Result<Writer, DbError> {
        let kind = match &self.backend {
            Backend::Sqlite(db) => WriterKind::Sqlite(db.write()?),
            Backend::Postgres(db) => WriterKind::Postgres(db.write(workspace)),
        };
        Ok(Writer {
            kind,
            observer: self.observer.clone(),
        })
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
        match &self.backend {
            Backend::Sqlite(db) => db.migrate(plan, backup).await,
            Backend::Postgres(db) => db.migrate(plan).await,
        }
    }

    /// The migrations of `plan` that are not applied yet, with the same refusals as `migrate`.
    pub async fn pending(&self, plan: &[Migration]) -> Result<Vec<Migration>, DbError> {
        match &self.backend {
            Backend::Sqlite(db) => db.pending(plan).await,
            Backend::Postgres(db) => db.pending(plan).await,
        }
    }

    /// Which database it is.
    pub fn kind(&self) -> DbKind {
        match &self.backend {
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

    /// Lets running statements end, then closes. Later calls answer `DbError::Closed`.
    pub async fn close(&self) {
        match &self.backend {
            Backend::Sqlite(db) => db.close().await,
            Backend::Postgres(db) => db.close(),
        }
    }

    /// Writes a consistent copy of the running database to a new file. PostgreSQL has its own
    /// tools for that and answers `DbError::Unsupported`.
    pub async fn backup_to(&self, path: &Path) -> Result<(), DbError> {
        match &self.backend {
            Backend::Sqlite(db) => db.backup_to(path).await,
            Backend::Postgres(_) => Err(DbError::Unsupported("backup to a file")),
        }
    }

    /// Counts up whenever another process has changed the SQLite file. Never on PostgreSQL.
    pub fn data_version_changed(&self) -> watch::Receiver<u64> {
        match &self.backend {
            Backend::Sqlite(db) => db.data_version_changed(),
            Backend::Postgres(_) => watch::channel(0).1,
        }
    }
}
