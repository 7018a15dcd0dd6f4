//! One moment of the whole database, to be read at leisure while others go on writing. It can change nothing.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::{Backend, Db, DbError, DbOptions, FromRow, Sql, postgres, sqlite};

/// A moment. On SQLite a copy of the file, removed afterwards; on PostgreSQL one transaction.
pub struct Snapshot(Kind);

enum Kind {
    Copy { db: sqlite::Sqlite, _file: Scratch },
    Transaction(Box<postgres::Snapshot>),
}

impl Db {
    /// Takes the moment. `scratch` is a file that does not exist yet, in a directory with room for the database.
    ///
    /// # Errors
    /// A full disk or a broken database.
    pub async fn snapshot(&self, scratch: &Path) -> Result<Snapshot, DbError> {
        match &self.0 {
            Backend::Sqlite(db) => {
                db.backup_to(scratch).await?;
                let file = Scratch(scratch.to_path_buf());
                let options = DbOptions {
                    readers: 1,
                    statement_timeout: std::time::Duration::from_secs(24 * 3600),
                    ..DbOptions::default()
                };
                let db = sqlite::Sqlite::open(scratch.to_path_buf(), options).await?;
                Ok(Snapshot(Kind::Copy { db, _file: file }))
            }
            Backend::Postgres(db) => {
                Ok(Snapshot(Kind::Transaction(Box::new(db.snapshot().await?))))
            }
        }
    }
}

impl Snapshot {
    /// Chooses the workspace whose rows are seen; the nil UUID for none.
    ///
    /// # Errors
    /// A broken database.
    pub async fn enter(&self, workspace: Uuid) -> Result<(), DbError> {
        match &self.0 {
            Kind::Copy { .. } => Ok(()),
            Kind::Transaction(snapshot) => snapshot.enter(workspace).await,
        }
    }

    /// All rows.
    ///
    /// # Errors
    /// A broken database.
    pub async fn all<T: FromRow>(&self, query: Sql) -> Result<Vec<T>, DbError> {
        match &self.0 {
            Kind::Copy { db, .. } => db.read().all(query).await,
            Kind::Transaction(snapshot) => snapshot.all(&query).await,
        }
    }

    /// Ends it and removes the copy.
    pub async fn close(self) {
        if let Kind::Copy { db, .. } = &self.0 {
            db.close().await;
        }
    }
}

/// A database file that goes with its owner.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let mut name = self.0.as_os_str().to_owned();
            name.push(end);
            // It may never have been made; what cannot be removed is only room on the disk.
            let _ = std::fs::remove_file(PathBuf::from(name));
        }
    }
}
