//! The writer handle: one transaction on one connection. Dropping it sends ROLLBACK before the
//! connection can serve anyone else.

use std::borrow::Cow;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use uuid::Uuid;

use super::super::{DbError, FromRow, Sql, Value};
use super::lease::{self, Lease};
use super::statement;

pub(in crate::db) struct Writer {
    lease: Lease,
    /// Why no more statements are taken.
    ended: OnceLock<DbError>,
    patience: Mutex<Patience>,
    committed: bool,
}

impl Writer {
    pub(super) fn new(lease: Lease, hold_limit: Duration) -> Self {
        Self {
            lease,
            ended: OnceLock::new(),
            patience: Mutex::new(Patience::new(hold_limit)),
            committed: false,
        }
    }

    pub(in crate::db) async fn all<T: FromRow>(&self, query: Sql) -> Result<Vec<T>, DbError> {
        self.run(async {
            let held = self.lease.held().await?;
            held.run(statement::all(&held.session, &query)).await
        })
        .await
    }

    pub(in crate::db) async fn first<T: FromRow>(&self, query: Sql) -> Result<Option<T>, DbError> {
        self.run(async {
            let held = self.lease.held().await?;
            held.run(statement::first(&held.session, &query)).await
        })
        .await
    }

    pub(in crate::db) async fn execute(&self, query: Sql) -> Result<u64, DbError> {
        self.run(async {
            let held = self.lease.held().await?;
            held.run(statement::execute(&held.session, &query)).await
        })
        .await
    }

    pub(in crate::db) async fn execute_many(
        &self,
        text: Cow<'static, str>,
        rows: Vec<Vec<Value>>,
    ) -> Result<u64, DbError> {
        self.run(async {
            let held = self.lease.held().await?;
            held.run(statement::execute_each(&held.session, &text, &rows))
                .await
        })
        .await
    }

    pub(in crate::db) async fn enter(&self, workspace: Uuid) -> Result<(), DbError> {
        self.run(async {
            let held = self.lease.held().await?;
            held.run(lease::enter(&held.session, workspace)).await
        })
        .await
    }

    pub(in crate::db) async fn commit(mut self) -> Result<(), DbError> {
        // PostgreSQL answers COMMIT of a failed transaction with success, so it is never asked.
        self.run(async {
            match self.lease.taken() {
                Some(held) => lease::batch(&held.session, "COMMIT").await,
                None => Ok(()),
            }
        })
        .await?;
        self.committed = true;
        Ok(())
    }

    /// Runs one statement. One that fails, or is dropped before its answer, ends the writer.
    async fn run<R>(
        &self,
        statement: impl Future<Output = Result<R, DbError>>,
    ) -> Result<R, DbError> {
        self.patience().start(Instant::now()).or_else(|held| {
            let _ = self.ended.set(held);
            Ok::<(), DbError>(())
        })?;
        if let Some(why) = self.ended.get() {
            return Err(why.clone());
        }
        let mut running = Running {
            writer: self,
            unfinished: true,
        };
        let result = statement.await;
        running.unfinished = match &result {
            Ok(_) => false,
            Err(error) => !error.leaves_transaction_intact(),
        };
        result
    }

    fn patience(&self) -> std::sync::MutexGuard<'_, Patience> {
        self.patience.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let Some(held) = self.lease.taken().filter(|_| !self.committed) else {
            return;
        };
        // One poll puts it on the wire; whoever takes the connection next comes behind it.
        let _ = lease::batch(&held.session, "ROLLBACK").now_or_never();
    }
}

/// A statement on its way. Dropped unfinished, it ends the writer.
struct Running<'a> {
    writer: &'a Writer,
    unfinished: bool,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.writer.patience().stop(Instant::now());
        if self.unfinished {
            let _ = self.writer.ended.set(DbError::Aborted);
        }
    }
}

/// How long the writer may still be open without a statement running.
struct Patience {
    left: Duration,
    running: usize,
    idle_since: Option<Instant>,
}

impl Patience {
    fn new(limit: Duration) -> Self {
        Self {
            left: limit,
            running: 0,
            idle_since: None,
        }
    }

    fn start(&mut self, now: Instant) -> Result<(), DbError> {
        if let Some(since) = self.idle_since.take() {
            let idle = now.saturating_duration_since(since);
            self.left = self.left.checked_sub(idle).ok_or(DbError::HeldTooLong)?;
        }
        self.running += 1;
        Ok(())
    }

    fn stop(&mut self, now: Instant) {
        self.running = self.running.saturating_sub(1);
        if self.running == 0 {
            self.idle_since = Some(now);
        }
    }
}
