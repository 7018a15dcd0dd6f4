//! PostgreSQL: a pool of connections that remember their prepared statements and their workspace.
//! Statements awaited together travel together. Nothing here trusts a query to name its tenant.

mod bind;
pub(super) mod cell;
mod error;
mod lease;
mod migrate;
mod numeric;
mod presence;
mod read;
mod session;
mod snapshot;
mod statement;
mod tls;
mod write;

use std::time::Duration;

use deadpool::managed::{Object, Pool};
use uuid::Uuid;

use super::{DbError, DbLoad, DbOptions};
pub(super) use cell::RawCell;
use lease::Lease;
pub(super) use read::Reader;
pub(super) use session::Session;
use session::Sessions;
pub(super) use snapshot::Snapshot;
pub(super) use write::Writer;

/// An open PostgreSQL database.
#[derive(Clone)]
pub(super) struct Postgres {
    /// For readers, who give a connection back after each statement.
    pool: Pool<Sessions>,
    /// For writers, who keep theirs: one that reads beside its transaction always finds a connection.
    writers: Pool<Sessions>,
    options: DbOptions,
}

impl Postgres {
    /// Makes the pools and proves them with one connection.
    pub(super) async fn open(url: &str, options: DbOptions) -> Result<Self, DbError> {
        let target = tls::Target::parse(url)?;
        let writing = (options.connections / 2).max(1);
        let reading = options.connections.saturating_sub(writing).max(1);
        let db = Self {
            pool: pool(&target, &options, reading)?,
            writers: pool(&target, &options, writing)?,
            options,
        };
        db.warn_about_powers().await?;
        Ok(db)
    }

    pub(super) fn read(&self, workspace: Uuid) -> Reader {
        Reader::new(self.pool.clone(), workspace)
    }

    pub(super) fn write(&self, workspace: Uuid) -> Writer {
        let lease = Lease::writing(self.writers.clone(), workspace);
        Writer::new(lease, self.options.hold_limit)
    }

    pub(super) fn write_at_length(&self, workspace: Uuid, hold_limit: Duration) -> Writer {
        let lease = Lease::writing_at_length(self.writers.clone(), workspace);
        Writer::new(lease, hold_limit)
    }

    pub(super) fn load(&self) -> DbLoad {
        let (readers, writers) = (self.pool.status(), self.writers.status());
        DbLoad {
            readers_waiting: readers.waiting,
            writers_waiting: writers.waiting,
            connections: readers.size + writers.size,
        }
    }

    pub(super) fn close(&self) {
        self.pool.close();
        self.writers.close();
    }

    /// A connection that does not go back to the pool; dropping it ends lock and transaction.
    async fn own_session(&self) -> Result<Session, DbError> {
        let session = self.pool.get().await.map_err(error::pool)?;
        Ok(Object::take(session))
    }

    /// Row-level security does not bind a superuser; the operator should know.
    async fn warn_about_powers(&self) -> Result<(), DbError> {
        let session = self.pool.get().await.map_err(error::pool)?;
        let row = session
            .client
            .query_one(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user",
                &[],
            )
            .await
            .map_err(error::translate)?;
        if row.try_get(0).unwrap_or(false) {
            tracing::warn!(
                "the database role bypasses row-level security; connect as a plain role"
            );
        }
        Ok(())
    }
}

/// At most `size` connections, made when they are needed.
fn pool(target: &tls::Target, options: &DbOptions, size: usize) -> Result<Pool<Sessions>, DbError> {
    Pool::builder(Sessions::new(target, options)?)
        .max_size(size)
        .wait_timeout(Some(options.busy_timeout))
        .create_timeout(Some(options.busy_timeout))
        .runtime(deadpool::Runtime::Tokio1)
        .build()
        .map_err(|error| DbError::Connection(error.to_string()))
}
