//! Rows of imports: what was read in, how far it came, what it changed, what it could not take in.

mod changes;
mod failures;
pub mod mappings;

use chrono::{DateTime, Utc};
use quen_core::Result;
use serde::Serialize;
use serde_json::Value as Json;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

pub use changes::{
    Change, Outcome, changes, forget_change, has_dependents, insert_changes, next_position,
    outcomes, purge,
};
pub use failures::{Failure, Fault, failures, insert_failures, take_failure};

/// A file that is being or was read in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Import {
    /// UUIDv7.
    pub id: Uuid,
    /// `parties`, `orders`, `products`, `interactions`.
    pub kind: String,
    /// The file's name as it was uploaded.
    pub file_name: String,
    /// Where it is kept; empty when it lies with the caller.
    #[serde(skip)]
    pub file_path: String,
    /// Mapping and choices.
    pub options: Json,
    /// `draft`, `waiting`, `running`, `done`, `cancelled`, `failed`, `undoing`, `undone`.
    pub state: String,
    /// Rows in the file below the headings; 0 when not counted.
    pub rows_total: i64,
    /// Rows worked through.
    pub rows_read: i64,
    /// Steps worked through: where a restart goes on.
    pub items_done: i64,
    /// Records made.
    pub created: i64,
    /// Records changed.
    pub updated: i64,
    /// Records left as they were.
    pub skipped: i64,
    /// Rows that could not be taken in.
    pub failed: i64,
    /// Why the whole was refused or broke off: `{"code", "args"}`.
    pub refusal: Option<Json>,
    /// The job that works it.
    pub job_id: Option<Uuid>,
    /// Who.
    pub by_user: Option<Uuid>,
    /// When it was uploaded.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "id, kind, file_name, file_path, options, state, rows_total, rows_read, items_done, created, updated, skipped, \
    failed, refusal, job_id, by_user, created_at, finished_at, undone_at";

impl FromRow for Import {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            kind: row.get(1)?,
            file_name: row.get(2)?,
            file_path: row.get(3)?,
            options: row.get(4)?,
            state: row.get(5)?,
            rows_total: row.get(6)?,
            rows_read: row.get(7)?,
            items_done: row.get(8)?,
            created: row.get(9)?,
            updated: row.get(10)?,
            skipped: row.get(11)?,
            failed: row.get(12)?,
            refusal: row.get(13)?,
            job_id: row.get(14)?,
            by_user: row.get(15)?,
            created_at: row.get(16)?,
            finished_at: row.get(17)?,
            undone_at: row.get(18)?,
        })
    }
}

/// Writes a new import.
///
/// # Errors
/// A broken database.
pub async fn insert(tx: &Writing, import: &Import) -> Result<()> {
    let mut q = sql(format!(
        "INSERT INTO imports (workspace_id, {COLUMNS}) VALUES "
    ));
    q.push_row(
        [Value::from(tx.workspace()), import.id.into()]
            .into_iter()
            .chain(values(import)),
    );
    tx.execute(q).await.map(drop)
}

/// Writes an import as it now is.
///
/// # Errors
/// A broken database.
pub async fn update(tx: &Writing, import: &Import) -> Result<()> {
    let mut q = sql("UPDATE imports SET ");
    for (place, (column, value)) in COLUMNS.split(", ").skip(1).zip(values(import)).enumerate() {
        q.push(if place == 0 { "" } else { ", " })
            .push(column.trim())
            .push(" = ")
            .push_bind(value);
    }
    q.push(" WHERE workspace_id = ").push_bind(tx.workspace());
    q.push(" AND id = ").push_bind(import.id);
    tx.execute(q).await.map(drop)
}

/// What follows the id, in the order of the columns.
fn values(import: &Import) -> Vec<Value> {
    vec![
        import.kind.clone().into(),
        import.file_name.clone().into(),
        import.file_path.clone().into(),
        import.options.clone().into(),
        import.state.clone().into(),
        import.rows_total.into(),
        import.rows_read.into(),
        import.items_done.into(),
        import.created.into(),
        import.updated.into(),
        import.skipped.into(),
        import.failed.into(),
        import.refusal.clone().into(),
        import.job_id.into(),
        import.by_user.into(),
        import.created_at.into(),
        import.finished_at.into(),
        import.undone_at.into(),
    ]
}

/// One import of the workspace.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, id: Uuid) -> Result<Option<Import>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM imports WHERE workspace_id = $1 AND id = $2"
    ));
    rows.optional(q.bind(rows.workspace()).bind(id)).await
}

/// The workspace's imports, newest first; `before` is the last id seen.
///
/// # Errors
/// A broken database.
pub async fn list(rows: &impl Rows, before: Option<Uuid>, limit: i64) -> Result<Vec<Import>> {
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM imports WHERE workspace_id = $1"
    ))
    .bind(rows.workspace());
    if let Some(before) = before {
        q.push(" AND id < ").push_bind(before);
    }
    q.push(" ORDER BY id DESC LIMIT ").push_bind(limit);
    rows.all(q).await
}
