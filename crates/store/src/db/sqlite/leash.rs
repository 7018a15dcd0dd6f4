//! Stopping a question that runs too long or that nobody waits for any more, so that one bad query
//! cannot keep a reader thread for itself. It never stops a writer.

use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::super::DbError;
use super::error;

/// Steps of SQLite's machine between two looks: a fraction of a millisecond.
const STEPS: i32 = 10_000;

/// Lives as long as somebody waits for the answer.
pub(super) type Caller = Arc<()>;

pub(super) struct Leash {
    limit: Duration,
    held: Mutex<Option<Held>>,
}

struct Held {
    caller: Weak<()>,
    until: Instant,
}

impl Leash {
    /// Puts a leash on a connection.
    pub(super) fn on(connection: &Connection, limit: Duration) -> Result<Arc<Self>, DbError> {
        let leash = Arc::new(Self {
            limit,
            held: Mutex::new(None),
        });
        let pulled = Arc::clone(&leash);
        connection
            .progress_handler(STEPS, Some(move || pulled.is_pulled()))
            .map_err(error::plain)?;
        Ok(leash)
    }

    /// From now on the connection works for this caller.
    pub(super) fn hold(&self, caller: Weak<()>) {
        let until = Instant::now() + self.limit;
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some(Held { caller, until });
    }

    fn is_pulled(&self) -> bool {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref()
            .is_some_and(|held| held.caller.strong_count() == 0 || Instant::now() >= held.until)
    }
}
