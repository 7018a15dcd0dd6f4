//! The handle of one act of writing. It sends closures to the writer thread and waits for answers;
//! it never touches the connection.

use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::super::{DbError, FromRow, Sql, Value};
use super::session::{Command, Ended, Request, Session};
use super::statement;

/// Opens with its first statement; dropping it tells the thread to roll back.
pub(in crate::db) struct Writer {
    queue: WriteQueue,
    commands: mpsc::Sender<Command>,
    ended: Ended,
    /// The thread's end of the session until the first statement sends it over.
    unopened: Mutex<Option<Session>>,
}

impl Writer {
    pub(super) fn new(queue: WriteQueue, patience: Option<Duration>) -> Self {
        let (commands, received) = mpsc::channel();
        let ended = Ended::default();
        let session = Session {
            commands: received,
            ended: Arc::clone(&ended),
            patience,
        };
        Self {
            queue,
            commands,
            ended,
            unopened: Mutex::new(Some(session)),
        }
    }

    pub(in crate::db) async fn all<T: FromRow>(&self, query: Sql) -> Result<Vec<T>, DbError> {
        self.run(move |connection| statement::all(connection, &query))
            .await
    }

    pub(in crate::db) async fn first<T: FromRow>(&self, query: Sql) -> Result<Option<T>, DbError> {
        self.run(move |connection| statement::first(connection, &query))
            .await
    }

    pub(in crate::db) async fn execute(&self, query: Sql) -> Result<u64, DbError> {
        self.run(move |connection| statement::execute(connection, &query))
            .await
    }

    pub(in crate::db) async fn execute_many(
        &self,
        text: Cow<'static, str>,
        rows: Vec<Vec<Value>>,
    ) -> Result<u64, DbError> {
        self.run(move |connection| statement::execute_each(connection, &text, &rows))
            .await
    }

    pub(in crate::db) async fn commit(self) -> Result<(), DbError> {
        if self.is_unopened() {
            return self.ended.get().cloned().map_or(Ok(()), Err);
        }
        let (reply, answer) = oneshot::channel();
        self.submit(Command::Commit(reply))?;
        answer.await.unwrap_or_else(|_| Err(self.why_ended()))
    }

    async fn run<R: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<R, DbError> + Send + 'static,
    ) -> Result<R, DbError> {
        let (reply, answer) = oneshot::channel();
        self.submit(Command::Run(Box::new(move |connection| {
            let result = work(connection);
            let failure = result
                .as_ref()
                .err()
                .filter(|error| !error.leaves_transaction_intact())
                .cloned();
            // A caller that is gone does not know what it has changed: the act cannot go on.
            let cancelled = reply.send(result).is_err();
            failure.or_else(|| cancelled.then_some(DbError::Aborted))
        })))?;
        answer.await.unwrap_or_else(|_| Err(self.why_ended()))
    }

    fn submit(&self, command: Command) -> Result<(), DbError> {
        self.commands.send(command).map_err(|_| self.why_ended())?;
        match self.take_unopened() {
            Some(session) => self.queue.send(Request::Open(session)),
            None => Ok(()),
        }
    }

    fn is_unopened(&self) -> bool {
        let unopened = self.unopened.lock();
        unopened.unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn take_unopened(&self) -> Option<Session> {
        let unopened = self.unopened.lock();
        unopened.unwrap_or_else(PoisonError::into_inner).take()
    }

    /// A session whose commands are not taken has said why, or its thread is gone.
    fn why_ended(&self) -> DbError {
        self.ended.get().cloned().unwrap_or(DbError::Closed)
    }
}

/// The way to the writer thread.
#[derive(Clone)]
pub(super) struct WriteQueue {
    requests: mpsc::Sender<Request>,
    waiting: Arc<AtomicUsize>,
}

impl WriteQueue {
    /// The count of those who wait is kept together with the thread that takes them.
    pub(super) fn new(requests: mpsc::Sender<Request>, waiting: Arc<AtomicUsize>) -> Self {
        Self { requests, waiting }
    }

    /// How many requests the thread has not taken yet.
    pub(super) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Runs work on the writer's connection between groups, outside any transaction.
    pub(super) async fn alone<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<R, DbError> + Send + 'static,
    ) -> Result<R, DbError> {
        let (reply, answer) = oneshot::channel();
        self.send(Request::Alone(Box::new(move |connection| {
            // The work is done whether or not someone still waits for the answer.
            let _ = reply.send(work(connection));
        })))?;
        answer.await.unwrap_or(Err(DbError::Closed))
    }

    /// Asks the thread to end. Fine when it already has.
    pub(super) fn stop(&self) {
        let _ = self.send(Request::Stop);
    }

    fn send(&self, request: Request) -> Result<(), DbError> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        self.requests.send(request).map_err(|_| DbError::Closed)
    }
}
