//! Group commit without chance: acts are queued before the thread's loop is called by hand.

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
        waiting: Arc::default(),
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
        let run =
            |connection: &Connection| connection.execute_batch(text).map_err(error::plain).err();
        sender.send(Command::Run(Box::new(run))).unwrap();
    }
    let (acknowledgement, answer) = oneshot::channel();
    sender.send(Command::Commit(acknowledgement)).unwrap();
    let ended = Ended::default();
    (
        Session {
            commands,
            ended,
            patience: None,
        },
        answer,
    )
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
        .send(Request::Open(Session {
            commands,
            ended,
            patience: None,
        }))
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
