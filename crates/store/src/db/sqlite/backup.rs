//! Copying the running database to a file. Writers go on meanwhile; the copy is one moment.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::super::DbError;
use super::{Sqlite, blocking, connection, error};

impl Sqlite {
    /// Refuses to overwrite. A copy that breaks off leaves only a file ending in `.partial`.
    pub(in crate::db) async fn backup_to(&self, path: &Path) -> Result<(), DbError> {
        let source = self.path.to_path_buf();
        let target = path.to_path_buf();
        blocking(move || copy(&source, &target)).await
    }
}

impl Sqlite {
    /// Refuses a file whose pages, indexes or references do not fit together.
    pub(in crate::db) async fn check(&self) -> Result<(), DbError> {
        self.writer
            .alone(|connection| {
                let said: String = connection
                    .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
                    .map_err(error::plain)?;
                let orphan = connection
                    .prepare("PRAGMA foreign_key_check")
                    .and_then(|mut check| check.exists([]))
                    .map_err(error::plain)?;
                match (said.as_str(), orphan) {
                    ("ok", false) => Ok(()),
                    ("ok", true) => Err(DbError::Io(
                        "the database refers to rows that are not there".to_owned(),
                    )),
                    _ => Err(DbError::Io(format!("the database is damaged: {said}"))),
                }
            })
            .await
    }
}

/// Copies in a single step: under WAL that is one read transaction, which a writer neither waits
/// for nor can restart.
fn copy(source: &Path, target: &Path) -> Result<(), DbError> {
    if target.exists() {
        return Err(DbError::Io(format!("{} exists", target.display())));
    }
    let partial = partial_name(target);
    if partial.exists() {
        std::fs::remove_file(&partial)?;
    }
    let from = connection::reader(source, std::time::Duration::from_secs(5))?;
    let mut to = Connection::open(&partial).map_err(error::plain)?;
    let step = Backup::new(&from, &mut to)
        .and_then(|backup| backup.step(-1))
        .map_err(error::plain)?;
    if step != StepResult::Done {
        return Err(DbError::Busy);
    }
    to.close().map_err(|(_, failure)| error::plain(failure))?;
    std::fs::File::open(&partial)?.sync_all()?;
    std::fs::rename(&partial, target)?;
    Ok(())
}

fn partial_name(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".partial");
    PathBuf::from(name)
}
