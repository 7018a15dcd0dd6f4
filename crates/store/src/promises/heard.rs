//! Rows of promises that were heard in files. Who may see one is decided by the file's record; nothing here looks at that record.

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::Result;
use quen_core::promises::Heard;
use serde::Serialize;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

/// Passages of some files shown at most.
const SHOWN: i64 = 100;
const COLUMNS: &str = "h.id, h.file_id, h.text, h.kind, h.due_on";

/// A passage of a file that seems to promise something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// UUIDv7.
    pub id: Uuid,
    /// The file.
    pub file_id: Uuid,
    /// Its words.
    pub text: String,
    /// What it is about, as promises say.
    pub kind: String,
    /// The day in it.
    pub due_on: Option<NaiveDate>,
}

impl FromRow for Passage {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            file_id: row.get(1)?,
            text: row.get(2)?,
            kind: row.get(3)?,
            due_on: row.get(4)?,
        })
    }
}

/// Keeps what was heard in a file, each with the id of its row. What is known of it already stays as it is, refused or not.
///
/// # Errors
/// A broken database.
pub async fn put(tx: &Writing, file: Uuid, all: &[(Uuid, Heard)]) -> Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let rows = all.iter().map(|(id, heard)| {
        vec![
            Value::from(tx.workspace()),
            (*id).into(),
            file.into(),
            heard.mark().into(),
            heard.text.clone().into(),
            heard.kind.clone().into(),
            heard.due_on.into(),
        ]
    });
    let text = "INSERT INTO heard_promises (workspace_id, id, file_id, passage, text, kind, due_on) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (workspace_id, file_id, passage) DO NOTHING";
    tx.execute_many(text, rows.collect()).await.map(drop)
}

/// What was heard in some files, was not refused and became no promise yet, in the order of the files.
///
/// # Errors
/// A broken database.
pub async fn open(rows: &impl Rows, files: &[Uuid]) -> Result<Vec<Passage>> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM heard_promises h WHERE h.workspace_id = $1 AND h.refused_at IS NULL AND NOT EXISTS \
         (SELECT 1 FROM promises p WHERE p.workspace_id = $1 AND p.heard_id = h.id AND p.heard_id IS NOT NULL AND p.deleted_at IS NULL) \
         AND h.file_id IN "
    ))
    .bind(rows.workspace());
    q.push_list(files.iter().copied());
    q.push(" ORDER BY h.file_id, h.id LIMIT ").push_bind(SHOWN);
    rows.all(q).await
}

/// One passage, also one that was refused or taken over.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, id: Uuid) -> Result<Option<Passage>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM heard_promises h WHERE h.workspace_id = $1 AND h.id = $2"
    ));
    rows.optional(q.bind(rows.workspace()).bind(id)).await
}

/// A passage promises nothing. False when somebody said so before.
///
/// # Errors
/// A broken database.
pub async fn refuse(tx: &Writing, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let q = sql(
        "UPDATE heard_promises SET refused_by = $3, refused_at = $4 WHERE workspace_id = $1 AND id = $2 AND refused_at IS NULL",
    );
    let q = q.bind(tx.workspace()).bind(id).bind(tx.access().user());
    Ok(tx.execute(q.bind(now)).await? > 0)
}
