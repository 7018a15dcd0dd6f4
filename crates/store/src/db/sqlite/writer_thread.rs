//! The writer thread: group commit. Acts run one after another, each inside a SAVEPOINT of one
//! transaction; when nobody waits, or the group is full or old, it COMMITs and only then answers
//! the acts. It must never acknowledge an act before COMMIT returned.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::watch;

use super::super::{DbError, DbOptions};
use super::error;
use super::session::{Acknowledgement, Command, Request, Session};
use super::watch::Watch;
use super::write::WriteQueue;

/// Acts that may share one COMMIT.
const GROUP_ACTS: usize = 64;
/// How long the first act of a group may wait for the others.
const GROUP_AGE: Duration = Duration::from_millis(5);

/// Starts the thread on the writing connection.
pub(super) fn start(
    connection: Connection,
    options: &DbOptions,
) -> Result<(WriteQueue, watch::Receiver<u64>, JoinHandle<()>), DbError> {
    let (queue, requests) = mpsc::channel();
    let waiting = Arc::new(AtomicUsize::new(0));
    let (watch, changed) = Watch::new(&connection, options.watch_every)?;
    let thread = WriterThread {
        connection,
        requests,
        waiting: Arc::clone(&waiting),
        watch,
        hold_limit: options.hold_limit,
        group_age: GROUP_AGE,
    };
    let handle = std::thread::Builder::new()
        .name("db-write".to_owned())
        .spawn(move || thread.serve())?;
    Ok((WriteQueue::new(queue, waiting), changed, handle))
}

struct WriterThread {
    connection: Connection,
    requests: mpsc::Receiver<Request>,
    /// How many requests nobody has taken yet.
    waiting: Arc<AtomicUsize>,
    watch: Watch,
    hold_limit: Duration,
    group_age: Duration,
}

impl WriterThread {
    fn serve(mut self) {
        let mut postponed = None;
        loop {
            let request = match postponed.take() {
                Some(request) => Ok(request),
                None => self
                    .requests
                    .recv_timeout(self.watch.every())
                    .inspect(|_| self.taken()),
            };
            match request {
                Ok(Request::Open(session)) => postponed = self.group(session),
                Ok(Request::Alone(work)) => self.alone(work),
                Ok(Request::Stop) | Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {}
            }
            self.watch.look(&self.connection);
        }
        if let Err(error) = self.connection.execute_batch("PRAGMA optimize") {
            tracing::warn!(%error, "refreshing the query planner's statistics");
        }
    }

    fn taken(&self) {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
    }

    fn alone(&mut self, work: Box<dyn FnOnce(&mut Connection) + Send>) {
        let connection = &mut self.connection;
        if std::panic::catch_unwind(AssertUnwindSafe(|| work(connection))).is_err() {
            tracing::error!("work on the writing connection panicked");
        }
        self.roll_back();
    }

    /// Runs this act and those that wait behind it in one transaction. Returns a request of
    /// another kind that was met on the way.
    fn group(&mut self, first: Session) -> Option<Request> {
        if let Err(error) = self.batch("BEGIN IMMEDIATE") {
            let _ = first.ended.set(error);
            return None;
        }
        let begun = Instant::now();
        let mut saved = Vec::new();
        let mut session = first;
        loop {
            match self.act(session) {
                Ok(Some(acknowledgement)) => saved.push(acknowledgement),
                Ok(None) => {}
                Err(lost) => {
                    self.roll_back();
                    answer(saved, &Err(lost));
                    return None;
                }
            }
            if saved.len() >= GROUP_ACTS || begun.elapsed() >= self.group_age {
                break;
            }
            match self.requests.try_recv().inspect(|_| self.taken()) {
                Ok(Request::Open(next)) => session = next,
                Ok(other) => {
                    self.commit(saved);
                    return Some(other);
                }
                Err(_) => break,
            }
        }
        self.commit(saved);
        None
    }

    /// One act inside its savepoint. `Some` when it asked to be saved, `None` when it was rolled
    /// back alone, an error when SQLite gave up the whole transaction.
    fn act(&self, session: Session) -> Result<Option<Acknowledgement>, DbError> {
        self.batch("SAVEPOINT act").inspect_err(|error| {
            let _ = session.ended.set(error.clone());
        })?;
        match self.statements(&session) {
            Ok(acknowledgement) => match self.batch("RELEASE act") {
                Ok(()) => Ok(Some(acknowledgement)),
                Err(error) => {
                    let _ = acknowledgement.send(Err(error));
                    self.undo()
                }
            },
            Err(why) => {
                let lost = self.connection.is_autocommit();
                let later = match &why {
                    DbError::HeldTooLong => DbError::HeldTooLong,
                    _ => DbError::Aborted,
                };
                let _ = session.ended.set(later);
                if lost { Err(why) } else { self.undo() }
            }
        }
    }

    /// Runs the act's statements until it commits. Only the time it lets the thread wait counts
    /// against the limit: a slow statement is not its caller's fault.
    fn statements(&self, session: &Session) -> Result<Acknowledgement, DbError> {
        let mut patience = session.patience.unwrap_or(self.hold_limit);
        loop {
            let waiting = Instant::now();
            let command = session.commands.recv_timeout(patience);
            patience = patience.saturating_sub(waiting.elapsed());
            match command {
                Ok(Command::Run(work)) => {
                    let run = std::panic::catch_unwind(AssertUnwindSafe(|| work(&self.connection)));
                    if let Some(failure) = run.unwrap_or(Some(DbError::Aborted)) {
                        return Err(failure);
                    }
                    if self.connection.is_autocommit() {
                        return Err(ended_by_statement());
                    }
                }
                Ok(Command::Commit(acknowledgement)) => return Ok(acknowledgement),
                Err(RecvTimeoutError::Timeout) => return Err(DbError::HeldTooLong),
                Err(RecvTimeoutError::Disconnected) => return Err(DbError::Aborted),
            }
        }
    }

    fn undo(&self) -> Result<Option<Acknowledgement>, DbError> {
        self.batch("ROLLBACK TO act; RELEASE act").map(|()| None)
    }

    fn commit(&self, saved: Vec<Acknowledgement>) {
        if saved.is_empty() {
            self.roll_back();
            return;
        }
        let result = self.batch("COMMIT");
        if result.is_err() {
            self.roll_back();
        }
        answer(saved, &result);
    }

    /// Ends the transaction if SQLite has not already done so.
    fn roll_back(&self) {
        if self.connection.is_autocommit() {
            return;
        }
        if let Err(error) = self.batch("ROLLBACK") {
            tracing::warn!(%error, "rolling back");
        }
    }

    fn batch(&self, text: &str) -> Result<(), DbError> {
        self.connection.execute_batch(text).map_err(error::plain)
    }
}

fn answer(saved: Vec<Acknowledgement>, result: &Result<(), DbError>) {
    for acknowledgement in saved {
        // An act whose caller is gone is saved all the same.
        let _ = acknowledgement.send(result.clone());
    }
}

fn ended_by_statement() -> DbError {
    DbError::Statement {
        code: "transaction".to_owned(),
        message: "a statement ended the transaction by itself".to_owned(),
    }
}

#[cfg(test)]
mod tests;
