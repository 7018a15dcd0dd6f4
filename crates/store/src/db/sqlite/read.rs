//! Reader threads: each owns a read-only connection and takes the next waiting question. Rows
//! become Rust values there, so only finished answers cross threads.

use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock, Weak};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::super::{DbError, DbOptions, FromRow, Sql};
use super::leash::{Caller, Leash};
use super::{connection, statement};

/// One question. Not begun when its caller is gone, and stopped when it goes.
struct Job {
    caller: Weak<()>,
    work: Box<dyn FnOnce(&Connection) + Send>,
}

/// A reader handle. SQLite keeps no connection for it: every query goes to the next free thread.
pub(in crate::db) struct Reader {
    threads: Arc<Readers>,
}

impl Reader {
    pub(super) fn new(threads: Arc<Readers>) -> Self {
        Self { threads }
    }

    pub(in crate::db) async fn all<T: FromRow>(&self, query: Sql) -> Result<Vec<T>, DbError> {
        self.threads
            .ask(move |connection| statement::all(connection, &query))
            .await
    }

    pub(in crate::db) async fn first<T: FromRow>(&self, query: Sql) -> Result<Option<T>, DbError> {
        self.threads
            .ask(move |connection| statement::first(connection, &query))
            .await
    }
}

/// The queue in front of the reader threads. `None` once closed.
pub(super) struct Readers(RwLock<Option<flume::Sender<Job>>>);

impl Readers {
    /// Opens the connections and starts a thread for each.
    pub(super) fn start(
        path: &Path,
        options: &DbOptions,
    ) -> Result<(Self, Vec<JoinHandle<()>>), DbError> {
        let (queue, jobs) = flume::unbounded();
        let mut threads = Vec::new();
        for number in 1..=options.readers.max(1) {
            let connection = connection::reader(path, options.busy_timeout)?;
            let leash = Leash::on(&connection, options.statement_timeout)?;
            let jobs = jobs.clone();
            let thread = std::thread::Builder::new()
                .name(format!("db-read-{number}"))
                .spawn(move || serve(&connection, &leash, &jobs))?;
            threads.push(thread);
        }
        Ok((Self(RwLock::new(Some(queue))), threads))
    }

    /// How many threads there are, and how many questions wait for one.
    pub(super) fn load(&self) -> (usize, usize) {
        let queue = self.0.read().unwrap_or_else(PoisonError::into_inner);
        queue
            .as_ref()
            .map_or((0, 0), |queue| (queue.receiver_count(), queue.len()))
    }

    /// Takes no more questions; the threads end after those already waiting.
    pub(super) fn shut(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    async fn ask<R: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<R, DbError> + Send + 'static,
    ) -> Result<R, DbError> {
        let caller = Caller::default();
        let (reply, answer) = oneshot::channel();
        self.send(Job {
            caller: Arc::downgrade(&caller),
            work: Box::new(move |connection| {
                // Whoever asked may be gone by now.
                let _ = reply.send(work(connection));
            }),
        })?;
        let answer = answer.await.unwrap_or(Err(DbError::Aborted));
        drop(caller);
        answer
    }

    fn send(&self, job: Job) -> Result<(), DbError> {
        let queue = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let queue = queue.as_ref().ok_or(DbError::Closed)?;
        queue.send(job).map_err(|_| DbError::Closed)
    }
}

fn serve(connection: &Connection, leash: &Leash, jobs: &flume::Receiver<Job>) {
    while let Ok(Job { caller, work }) = jobs.recv() {
        if caller.strong_count() == 0 {
            continue;
        }
        leash.hold(caller);
        // A panic while reading a row ends that question, not the thread.
        if std::panic::catch_unwind(AssertUnwindSafe(|| work(connection))).is_err() {
            tracing::error!("a query panicked while its rows were read");
        }
    }
}
