//! What a writer handle and the writer thread say to each other. It decides nothing.

use std::sync::mpsc;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::super::DbError;

/// To the writer thread.
pub(super) enum Request {
    /// A writer has its first statement ready.
    Open(Session),
    /// Work that needs the connection outside any transaction.
    Alone(Box<dyn FnOnce(&mut Connection) + Send>),
    /// End after the requests before this one.
    Stop,
}

/// One writer's statements, as the thread sees them. Dropping it drops the statements that still
/// wait, so set `ended` before.
pub(super) struct Session {
    pub(super) commands: mpsc::Receiver<Command>,
    pub(super) ended: Ended,
    /// How long the thread waits for it in all, when not the usual time.
    pub(super) patience: Option<Duration>,
}

/// Why a session ended before its commit; read by the handle when its commands are not taken.
pub(super) type Ended = Arc<OnceLock<DbError>>;

type Statement = Box<dyn FnOnce(&Connection) -> Option<DbError> + Send>;

pub(super) enum Command {
    /// Answers its caller by itself; `Some` when the session cannot go on.
    Run(Statement),
    /// To be answered after COMMIT, never before.
    Commit(Acknowledgement),
}

pub(super) type Acknowledgement = oneshot::Sender<Result<(), DbError>>;
