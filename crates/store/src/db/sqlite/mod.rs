//! SQLite: reader threads for questions, one writer thread for all changes. No connection is ever
//! used outside its thread.

mod backup;
pub(super) mod cell;
mod connection;
mod constraint;
mod error;
mod leash;
mod migrate;
mod read;
mod session;
mod statement;
mod watch;
mod write;
mod writer_thread;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use super::{DbError, DbLoad, DbOptions};
pub(super) use read::Reader;
use read::Readers;
use write::WriteQueue;
pub(super) use write::Writer;

/// An open SQLite file. Clones share the threads; they end when the last clone is gone.
#[derive(Clone)]
pub(super) struct Sqlite {
    path: Arc<Path>,
    readers: Arc<Readers>,
    writer: WriteQueue,
    changed: tokio::sync::watch::Receiver<u64>,
    threads: Arc<Mutex<Threads>>,
}

/// What [`Sqlite::close`] waits for.
#[derive(Default)]
struct Threads {
    readers: Vec<JoinHandle<()>>,
    writer: Option<JoinHandle<()>>,
}

impl Sqlite {
    /// Opens or creates the file and starts the threads.
    pub(super) async fn open(path: PathBuf, options: DbOptions) -> Result<Self, DbError> {
        blocking(move || Self::start(&path, &options)).await
    }

    fn start(path: &Path, options: &DbOptions) -> Result<Self, DbError> {
        // The writer first: it creates the file and the log that read-only connections need.
        let writing = connection::writer(path, options)?;
        let (readers, reading) = Readers::start(path, options)?;
        let (writer, changed, writing) = writer_thread::start(writing, options)?;
        let threads = Threads {
            readers: reading,
            writer: Some(writing),
        };
        Ok(Self {
            path: path.into(),
            readers: Arc::new(readers),
            writer,
            changed,
            threads: Arc::new(Mutex::new(threads)),
        })
    }

    pub(super) fn read(&self) -> Reader {
        Reader::new(Arc::clone(&self.readers))
    }

    pub(super) fn write(&self) -> Result<Writer, DbError> {
        Ok(Writer::new(self.writer.clone(), None))
    }

    pub(super) fn write_at_length(&self, patience: std::time::Duration) -> Writer {
        Writer::new(self.writer.clone(), Some(patience))
    }

    pub(super) fn load(&self) -> DbLoad {
        let (readers, readers_waiting) = self.readers.load();
        DbLoad {
            readers_waiting,
            writers_waiting: self.writer.waiting(),
            connections: readers + 1,
        }
    }

    pub(super) fn data_version_changed(&self) -> tokio::sync::watch::Receiver<u64> {
        self.changed.clone()
    }

    /// Ends the threads after what they are doing and waits for them. The writer goes last: only the last connection
    /// brings the log into the file, and one that may not write leaves it behind.
    pub(super) async fn close(&self) {
        self.readers.shut();
        let threads =
            std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        let writer = self.writer.clone();
        let joined = blocking(move || {
            for thread in threads.readers {
                // A thread that panicked has nothing more to close.
                let _ = thread.join();
            }
            writer.stop();
            if let Some(thread) = threads.writer {
                let _ = thread.join();
            }
            Ok(())
        });
        if let Err(error) = joined.await {
            tracing::warn!(%error, "closing the database");
        }
    }
}

/// Runs file work outside the async threads.
async fn blocking<R: Send + 'static>(
    work: impl FnOnce() -> Result<R, DbError> + Send + 'static,
) -> Result<R, DbError> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(DbError::Io(error.to_string())))
}
