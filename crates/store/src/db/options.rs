//! What an operator may turn. The defaults are right for a shop on one machine.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::Sql;

/// How a database is opened. Start from `DbOptions::default()`.
#[derive(Clone, Debug)]
pub struct DbOptions {
    /// Reader threads on SQLite.
    pub readers: usize,
    /// Connections on PostgreSQL, half of them for writers; two at least.
    pub connections: usize,
    /// How long a `Writer` may stay open.
    pub hold_limit: Duration,
    /// How long a statement waits for another process's lock, and a handle for a free connection.
    pub busy_timeout: Duration,
    /// How long one statement may run before it is stopped (on SQLite those of readers).
    pub statement_timeout: Duration,
    /// How often SQLite looks for changes by another process.
    pub watch_every: Duration,
    /// Whether a commit waits for the disk. Only tests and throwaway databases say `false`.
    pub durable: bool,
    /// Told of every question and every single change before it runs. For tests and measurements: what it is told
    /// holds the values.
    pub observer: Option<Observer>,
}

/// Somebody who is told what runs.
#[derive(Clone)]
pub struct Observer(Arc<dyn Fn(&Sql) + Send + Sync>);

impl Observer {
    /// It is called on whatever thread asks, so it must not wait.
    pub fn new(told: impl Fn(&Sql) + Send + Sync + 'static) -> Self {
        Self(Arc::new(told))
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Observer")
    }
}

/// Tells the observer if there is one.
pub(super) fn told(observer: Option<&Observer>, query: &Sql) {
    if let Some(observer) = observer {
        (observer.0)(query);
    }
}

impl Default for DbOptions {
    fn default() -> Self {
        Self {
            readers: 4,
            connections: 16,
            // A program that is not optimised, on a machine that tests keep busy, is slow without being stuck.
            hold_limit: if cfg!(debug_assertions) {
                Duration::from_secs(10)
            } else {
                Duration::from_millis(250)
            },
            busy_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(30),
            watch_every: Duration::from_secs(1),
            durable: true,
            observer: None,
        }
    }
}
