//! Noticing that another process changed the file, by `PRAGMA data_version`. The pragma speaks
//! only of other connections, so it is asked on the one connection that writes.

use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::watch;

use super::super::DbError;
use super::error;

pub(super) struct Watch {
    every: Duration,
    looked: Instant,
    version: i64,
    changes: watch::Sender<u64>,
}

impl Watch {
    /// Remembers the version now; later ones count up the receiver.
    pub(super) fn new(
        connection: &Connection,
        every: Duration,
    ) -> Result<(Self, watch::Receiver<u64>), DbError> {
        let (changes, receiver) = watch::channel(0);
        let watch = Self {
            every,
            looked: Instant::now(),
            version: data_version(connection).map_err(error::plain)?,
            changes,
        };
        Ok((watch, receiver))
    }

    /// How long the thread may sleep before looking again.
    pub(super) fn every(&self) -> Duration {
        self.every
    }

    /// Looks when it is time. Call it outside a transaction: inside one the version stands still.
    pub(super) fn look(&mut self, connection: &Connection) {
        if self.looked.elapsed() < self.every {
            return;
        }
        self.looked = Instant::now();
        match data_version(connection) {
            Ok(version) if version != self.version => {
                self.version = version;
                self.changes.send_modify(|count| *count += 1);
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "looking for changes by another process"),
        }
    }
}

fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA data_version", [], |row| row.get(0))
}
