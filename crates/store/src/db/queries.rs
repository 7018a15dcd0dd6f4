//! Asking: the two handles a store function gets. A `Reader` never changes anything, a `Writer`
//! changes nothing for others until its `commit` returned.

use std::future::Future;

use uuid::Uuid;

use super::options::told;
use super::{DbError, FromRow, Observer, Sql, Value, postgres, sqlite};
use crate::dialect::Dialect;

/// What both handles can ask. One SQL text with `$1…$n` serves both databases.
///
/// Queries of one handle awaited together (`tokio::try_join!`) run together: on several reader
/// threads on SQLite, pipelined on one connection on PostgreSQL. Await statements that depend on
/// each other one after the other.
pub trait Queries {
    /// All rows.
    fn all<T: FromRow>(&self, query: Sql) -> impl Future<Output = Result<Vec<T>, DbError>> + Send;

    /// The first row if there is one.
    fn optional<T: FromRow>(
        &self,
        query: Sql,
    ) -> impl Future<Output = Result<Option<T>, DbError>> + Send;

    /// The first row; `DbError::NoRow` when there is none.
    fn one<T: FromRow>(&self, query: Sql) -> impl Future<Output = Result<T, DbError>> + Send;

    /// Which database answers, for the few texts that differ.
    fn dialect(&self) -> Dialect;
}

/// Reads what is committed at the moment of each query. Takes a connection with its first query
/// and gives it back when dropped, so do not keep it across other waiting.
pub struct Reader(pub(super) ReaderKind, pub(super) Option<Observer>);

pub(super) enum ReaderKind {
    Sqlite(sqlite::Reader),
    Postgres(postgres::Reader),
}

impl Queries for Reader {
    async fn all<T: FromRow>(&self, query: Sql) -> Result<Vec<T>, DbError> {
        told(self.1.as_ref(), &query);
        match &self.0 {
            ReaderKind::Sqlite(reader) => reader.all(query).await,
            ReaderKind::Postgres(reader) => reader.all(query).await,
        }
    }

    async fn optional<T: FromRow>(&self, query: Sql) -> Result<Option<T>, DbError> {
        told(self.1.as_ref(), &query);
        match &self.0 {
            ReaderKind::Sqlite(reader) => reader.first(query).await,
            ReaderKind::Postgres(reader) => reader.first(query).await,
        }
    }

    async fn one<T: FromRow>(&self, query: Sql) -> Result<T, DbError> {
        self.optional(query).await?.ok_or(DbError::NoRow)
    }

    fn dialect(&self) -> Dialect {
        match &self.0 {
            ReaderKind::Sqlite(_) => Dialect::Sqlite,
            ReaderKind::Postgres(_) => Dialect::Postgres,
        }
    }
}

/// One act of writing: all of it is saved by `commit`, or none. Dropping it rolls back.
///
/// It opens with its first statement. From then on it must not wait for anything but itself:
/// kept open over `DbOptions::hold_limit` it is rolled back and answers `DbError::HeldTooLong`.
/// After a failed or cancelled statement every later call answers `DbError::Aborted`, on both
/// databases. It sees its own changes.
#[must_use = "a writer that is dropped without commit saves nothing"]
pub struct Writer(pub(super) WriterKind, pub(super) Option<Observer>);

pub(super) enum WriterKind {
    Sqlite(sqlite::Writer),
    Postgres(postgres::Writer),
}

impl Writer {
    /// Runs a statement that returns no rows. Returns how many rows it changed.
    pub async fn execute(&self, query: Sql) -> Result<u64, DbError> {
        told(self.1.as_ref(), &query);
        match &self.0 {
            WriterKind::Sqlite(writer) => writer.execute(query).await,
            WriterKind::Postgres(writer) => writer.execute(query).await,
        }
    }

    /// Runs one statement for each row of parameters. Returns how many rows were changed in all.
    /// The quick way to save many rows; keep a call near 20 ms of work (about 500 rows).
    pub async fn execute_many(
        &self,
        text: impl Into<std::borrow::Cow<'static, str>>,
        rows: Vec<Vec<Value>>,
    ) -> Result<u64, DbError> {
        let text = text.into();
        match &self.0 {
            WriterKind::Sqlite(writer) => writer.execute_many(text, rows).await,
            WriterKind::Postgres(writer) => writer.execute_many(text, rows).await,
        }
    }

    /// Goes on in another workspace within the same transaction. On SQLite nothing stands between.
    pub async fn enter(&self, workspace: Uuid) -> Result<(), DbError> {
        match &self.0 {
            WriterKind::Sqlite(_) => Ok(()),
            WriterKind::Postgres(writer) => writer.enter(workspace).await,
        }
    }

    /// Saves everything. When this returns `Ok` the change is on disk and visible to readers.
    pub async fn commit(self) -> Result<(), DbError> {
        match self.0 {
            WriterKind::Sqlite(writer) => writer.commit().await,
            WriterKind::Postgres(writer) => writer.commit().await,
        }
    }
}

impl Queries for Writer {
    async fn all<T: FromRow>(&self, query: Sql) -> Result<Vec<T>, DbError> {
        told(self.1.as_ref(), &query);
        match &self.0 {
            WriterKind::Sqlite(writer) => writer.all(query).await,
            WriterKind::Postgres(writer) => writer.all(query).await,
        }
    }

    async fn optional<T: FromRow>(&self, query: Sql) -> Result<Option<T>, DbError> {
        told(self.1.as_ref(), &query);
        match &self.0 {
            WriterKind::Sqlite(writer) => writer.first(query).await,
            WriterKind::Postgres(writer) => writer.first(query).await,
        }
    }

    async fn one<T: FromRow>(&self, query: Sql) -> Result<T, DbError> {
        self.optional(query).await?.ok_or(DbError::NoRow)
    }

    fn dialect(&self) -> Dialect {
        match &self.0 {
            WriterKind::Sqlite(_) => Dialect::Sqlite,
            WriterKind::Postgres(_) => Dialect::Postgres,
        }
    }
}
