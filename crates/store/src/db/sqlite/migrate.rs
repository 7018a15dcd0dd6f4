//! Applying the migrations to a SQLite file, each in its own transaction.

use std::path::PathBuf;

use rusqlite::{Connection, TransactionBehavior};

use super::super::{ConstraintKind, DbError};
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
            .alone(move |connection| apply_all(connection, &pending))
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

/// Foreign keys are not followed meanwhile: a step that replaces a table would otherwise delete,
/// by cascade, everything that refers to it. They are checked before each step is saved.
fn apply_all(connection: &mut Connection, steps: &[Migration]) -> Result<(), DbError> {
    let follow = |connection: &Connection, word: &str| {
        let text = format!("PRAGMA foreign_keys = {word}");
        connection.execute_batch(&text).map_err(error::plain)
    };
    follow(connection, "OFF")?;
    let applied = steps
        .iter()
        .try_for_each(|step| apply(connection, step).map_err(|cause| runner::failed(step, cause)));
    follow(connection, "ON").and(applied)
}

/// One step with its mark, or nothing of it. Another process may have applied it meanwhile: the
/// history is asked again inside the transaction.
fn apply(connection: &mut Connection, step: &Migration) -> Result<(), DbError> {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(error::plain)?;
    if history(&transaction)?.contains(step.version) {
        return Ok(());
    }
    let mark = runner::mark(step);
    for text in [runner::CREATE, step.sql] {
        let text = dialect::render(text, Dialect::Sqlite)?;
        transaction.execute_batch(&text).map_err(error::plain)?;
    }
    refuse_orphans(&transaction)?;
    transaction
        .execute(runner::INSERT, (mark.version, &mark.name, mark.checksum))
        .map_err(error::plain)?;
    transaction.commit().map_err(error::plain)
}

fn refuse_orphans(connection: &Connection) -> Result<(), DbError> {
    let mut check = connection
        .prepare("PRAGMA foreign_key_check")
        .map_err(error::plain)?;
    let mut orphans = check.query([]).map_err(error::plain)?;
    let Some(orphan) = orphans.next().map_err(error::plain)? else {
        return Ok(());
    };
    let table: String = orphan.get(0).map_err(error::plain)?;
    Err(DbError::Constraint {
        kind: ConstraintKind::Foreign,
        name: table,
    })
}
