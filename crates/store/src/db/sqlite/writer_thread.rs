//! The writer thread: group commit. Acts run one after another, each inside a SAVEPOINT of one
//! transaction; when nobody waits, or the group is full or old, it COMMITs and only then answers
//! the acts. It must never acknowledge an act before COMMIT returned.

use std::panic::AssertUnwindSafe;
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
    let (watch, changed) = Watch::new(&connection, options.watch_every)?;
    let thread = WriterThread {
        connection,
        requests,
        watch,
        hold_limit: options.hold_limit,
        group_age: GROUP_AGE,
    };
    let handle = std::thread::Builder::new()
        .name("db-write".to_owned())
        .spawn(move || thread.serve())?;
    Ok((WriteQueue::new(queue), changed, handle))
}

struct WriterThread {
    connection: Connection,
    requests: mpsc::Receiver<Request>,
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
                None => self.requests.recv_timeout(self.watch.every()),
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
            match self.requests.try_recv() {
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
        let mut patience = self.hold_limit;
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
mod tests {
    use std::path::Path;

    use tokio::sync::oneshot;

    use super::super::session::Ended;
    use super::*;

    type Answer = oneshot::Receiver<Result<(), DbError>>;

    /// A thread that does not run by itself, on a file with one table of numbers.
    fn idle_thread(directory: &Path) -> (WriterThread, mpsc::Sender<Request>) {
        let options = DbOptions::default();
        let connection =
            super::super::connection::writer(&directory.join("quen.db"), &options).unwrap();
        connection
            .execute_batch(
                "CREATE TABLE numbers (n INTEGER PRIMARY KEY, of INTEGER REFERENCES numbers (n))",
            )
            .unwrap();
        let (sender, requests) = mpsc::channel();
        let (watch, _) = Watch::new(&connection, options.watch_every).unwrap();
        let thread = WriterThread {
            connection,
            requests,
            watch,
            hold_limit: options.hold_limit,
            group_age: Duration::from_secs(60),
        };
        (thread, sender)
    }

    /// An act with all its statements and its commit already sent.
    fn act(statements: &'static [&'static str]) -> (Session, Answer) {
        let (sender, commands) = mpsc::channel();
        for text in statements {
            let run = |connection: &Connection| {
                connection.execute_batch(text).map_err(error::plain).err()
            };
            sender.send(Command::Run(Box::new(run))).unwrap();
        }
        let (acknowledgement, answer) = oneshot::channel();
        sender.send(Command::Commit(acknowledgement)).unwrap();
        let ended = Ended::default();
        (Session { commands, ended }, answer)
    }

    /// What a connection of its own sees, so only what is committed.
    fn saved(directory: &Path) -> Vec<i64> {
        let other = Connection::open(directory.join("quen.db")).unwrap();
        let mut select = other.prepare("SELECT n FROM numbers ORDER BY n").unwrap();
        let rows = select.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    }

    fn group(
        thread: &mut WriterThread,
        requests: &mpsc::Sender<Request>,
        acts: impl IntoIterator<Item = &'static [&'static str]>,
    ) -> Vec<Option<Result<(), DbError>>> {
        let mut answers = Vec::new();
        for statements in acts {
            let (session, answer) = act(statements);
            requests.send(Request::Open(session)).unwrap();
            answers.push(answer);
        }
        while let Ok(Request::Open(session)) = thread.requests.try_recv() {
            assert!(thread.group(session).is_none());
        }
        answers
            .into_iter()
            .map(|mut answer| answer.try_recv().ok())
            .collect()
    }

    #[test]
    fn an_act_that_fails_leaves_its_group_alone() {
        let directory = tempfile::tempdir().unwrap();
        let (mut thread, requests) = idle_thread(directory.path());
        let acts: [&[&str]; 3] = [
            &["INSERT INTO numbers (n) VALUES (1)"],
            &[
                "INSERT INTO numbers (n) VALUES (2)",
                "INSERT INTO numbers (n) VALUES (1)",
            ],
            &["INSERT INTO numbers (n) VALUES (3)"],
        ];
        let answers = group(&mut thread, &requests, acts);
        assert_eq!(answers, [Some(Ok(())), None, Some(Ok(()))]);
        assert_eq!(saved(directory.path()), [1, 3]);
    }

    #[test]
    fn nobody_is_answered_before_commit() {
        let directory = tempfile::tempdir().unwrap();
        let (mut thread, requests) = idle_thread(directory.path());
        let (first, mut answer) = act(&["INSERT INTO numbers (n) VALUES (1)"]);
        let (sender, commands) = mpsc::channel();
        let (seen, looked) = mpsc::channel();
        let path = directory.path().to_owned();
        let look = move |_: &Connection| {
            let answered = answer.try_recv().is_ok();
            seen.send((answered, saved(&path)))
                .err()
                .map(|_| DbError::Aborted)
        };
        sender.send(Command::Run(Box::new(look))).unwrap();
        drop(sender);
        let ended = Ended::default();
        requests
            .send(Request::Open(Session { commands, ended }))
            .unwrap();
        thread.group(first);
        assert_eq!(looked.recv(), Ok((false, vec![])));
        assert_eq!(saved(directory.path()), [1]);
    }

    #[test]
    fn a_failed_commit_answers_the_whole_group() {
        let directory = tempfile::tempdir().unwrap();
        let (mut thread, requests) = idle_thread(directory.path());
        let acts: [&[&str]; 2] = [
            &["INSERT INTO numbers (n) VALUES (1)"],
            &[
                "PRAGMA defer_foreign_keys = ON",
                "INSERT INTO numbers (n, of) VALUES (2, 99)",
            ],
        ];
        let answers = group(&mut thread, &requests, acts);
        assert!(
            answers.iter().all(|answer| matches!(answer, Some(Err(_)))),
            "{answers:?}"
        );
        assert_eq!(saved(directory.path()), [0_i64; 0]);
    }

    #[test]
    fn a_lost_transaction_answers_those_already_in_it() {
        let directory = tempfile::tempdir().unwrap();
        let (mut thread, requests) = idle_thread(directory.path());
        let acts: [&[&str]; 3] = [
            &["INSERT INTO numbers (n) VALUES (1)"],
            &["INSERT INTO numbers (n) VALUES (2)", "ROLLBACK"],
            &["INSERT INTO numbers (n) VALUES (3)"],
        ];
        let answers = group(&mut thread, &requests, acts);
        assert!(
            matches!(answers[0], Some(Err(DbError::Statement { .. }))),
            "{answers:?}"
        );
        assert_eq!(answers[1..], [None, Some(Ok(()))]);
        assert_eq!(saved(directory.path()), [3]);
    }

    #[test]
    fn a_group_is_bounded() {
        let directory = tempfile::tempdir().unwrap();
        let (mut thread, requests) = idle_thread(directory.path());
        for _ in 0..=GROUP_ACTS {
            let (session, _) = act(&["INSERT INTO numbers (n) VALUES (NULL)"]);
            requests.send(Request::Open(session)).unwrap();
        }
        let Ok(Request::Open(first)) = thread.requests.recv() else {
            panic!("the first act is gone");
        };
        thread.group(first);
        assert_eq!(saved(directory.path()).len(), GROUP_ACTS);
    }
}
