//! Rows that an import could not take in.

use quen_core::Result;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

/// A row with what is wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// Number as the spreadsheet shows it.
    pub row: i64,
    /// Its cells as text.
    pub cells: Vec<String>,
    /// What is wrong.
    pub problems: Vec<Fault>,
}

/// One thing that is wrong with a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// Heading of the column; empty when it concerns the row.
    pub column: String,
    /// Key of the sentence.
    pub code: String,
    /// Arguments of the sentence.
    pub args: Vec<(String, String)>,
}

impl FromRow for Failure {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            row: row.get(0)?,
            cells: row.json(1)?,
            problems: row.json(2)?,
        })
    }
}

/// Keeps rows that could not be taken in.
///
/// # Errors
/// A broken database.
pub async fn insert_failures(tx: &Writing, import: Uuid, failures: &[Failure]) -> Result<()> {
    let row = |failure: &Failure| {
        let key = [
            Value::from(tx.workspace()),
            import.into(),
            failure.row.into(),
        ];
        key.into_iter()
            .chain([Value::json(&failure.cells), Value::json(&failure.problems)])
            .collect()
    };
    tx.execute_many(
        "INSERT INTO import_failures (workspace_id, import_id, row, cells, problems) VALUES ($1, $2, $3, $4, $5)",
        failures.iter().map(row).collect(),
    )
    .await
    .map(drop)
}

/// The rows behind `after` that could not be taken in.
///
/// # Errors
/// A broken database.
pub async fn failures(
    rows: &impl Rows,
    import: Uuid,
    after: i64,
    limit: i64,
) -> Result<Vec<Failure>> {
    let q = sql(
        "SELECT row, cells, problems FROM import_failures WHERE workspace_id = $1 AND import_id = $2 AND row > $3 ORDER BY row LIMIT $4",
    );
    rows.all(
        q.bind(rows.workspace())
            .bind(import)
            .bind(after)
            .bind(limit),
    )
    .await
}

/// Takes a row out of those that failed, to be tried again; answers whether it was there.
///
/// # Errors
/// A broken database.
pub async fn take_failure(tx: &Writing, import: Uuid, row: i64) -> Result<bool> {
    let q =
        sql("DELETE FROM import_failures WHERE workspace_id = $1 AND import_id = $2 AND row = $3");
    let gone = tx.execute(q.bind(tx.workspace()).bind(import).bind(row));
    Ok(gone.await? > 0)
}
