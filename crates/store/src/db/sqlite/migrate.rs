//! Applying the migrations to a SQLite file, each in its own transaction.

use std::path::PathBuf;

use rusqlite::{Connection, TransactionBehavior};

use super::super::DbError;
use super::{Sqlite, error};
use crate::dialect::{self, Dialect};
use crate::migrations::runner::{self, Applied, History};
use crate::migrations::{Migration, MigrationReport};

impl Sqlite {
    pub(in crate::db) async fn migrate(
        &self,
        plan: &[Migration],
        backup: Option<PathBuf>,
    ) -> Result<MigrationReport, DbError> {
        let history = self.writer.alone(|connection| history(connection)).await?;
        let pending = runner::pending(&history, plan)?;
        let backup = backup.filter(|_| !pending.is_empty() && !history.is_empty());
        if let Some(path) = &backup {
            self.backup_to(path).await?;
        }
        let applied = pending.clone();
        self.writer
            .alone(move |connection| pending.iter().try_for_each(|step| apply(connection, step)))
            .await?;
        Ok(MigrationReport { applied, backup })
    }

    pub(in crate::db) async fn pending(
        &self,
        plan: &[Migration],
    ) -> Result<Vec<Migration>, DbError> {
        let history = self.writer.alone(|connection| history(connection)).await?;
        runner::pending(&history, plan)
    }
}

fn history(connection: &Connection) -> Result<History, DbError> {
    let tables = tables(connection).map_err(error::plain)?;
    if !tables.iter().any(|table| table == runner::TABLE) {
        return Ok(History::absent(!tables.is_empty()));
    }
    let mut statement = connection.prepare(runner::SELECT).map_err(error::plain)?;
    let applied = statement
        .query_map([], |row| {
            Ok(Applied {
                version: row.get(0)?,
                name: row.get(1)?,
                checksum: row.get(2)?,
            })
        })
        .and_then(Iterator::collect)
        .map_err(error::plain)?;
    Ok(History::Present(applied))
}

fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        )?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// One step with its mark, or nothing of it. Another process may have applied it meanwhile: the
/// history is asked again inside the transaction.
fn apply(connection: &mut Connection, step: &Migration) -> Result<(), DbError> {
    let failed = |cause| runner::failed(step, cause);
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(error::plain)?;
    if history(&transaction)?.contains(step.version) {
        return Ok(());
    }
    let text = dialect::render(step.sql, Dialect::Sqlite).map_err(failed)?;
    let mark = runner::mark(step);
    transaction
        .execute_batch(&dialect::render(runner::CREATE, Dialect::Sqlite)?)
        .and_then(|()| transaction.execute_batch(&text))
        .and_then(|()| {
            transaction.execute(runner::INSERT, (mark.version, &mark.name, mark.checksum))
        })
        .map_err(|cause| failed(error::plain(cause)))?;
    transaction
        .commit()
        .map_err(|cause| failed(error::plain(cause)))
}
