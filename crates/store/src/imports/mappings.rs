//! How the columns of files were put into fields, found again by the headings. It holds no cell of any file.

use chrono::{DateTime, Utc};
use quen_core::Result;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

/// What was chosen for files with these headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// Kind of file.
    pub kind: String,
    /// Digest of the headings.
    pub signature: String,
    /// For each column the field it goes into.
    pub columns: Vec<Option<String>>,
    /// Keys by which parties are found again.
    pub match_on: Vec<String>,
    /// What becomes of what is there already.
    pub on_match: String,
    /// Who chose it last.
    pub by_user: Option<Uuid>,
    /// When it was last used.
    pub used_at: DateTime<Utc>,
}

impl FromRow for Mapping {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            kind: row.get(0)?,
            signature: row.get(1)?,
            columns: row.json(2)?,
            match_on: row.json(3)?,
            on_match: row.get(4)?,
            by_user: row.get(5)?,
            used_at: row.get(6)?,
        })
    }
}

/// Remembers a mapping in place of the one before.
///
/// # Errors
/// A broken database.
pub async fn put(tx: &Writing, mapping: &Mapping) -> Result<()> {
    let q = sql(
        "INSERT INTO import_mappings (workspace_id, kind, signature, columns, match_on, on_match, by_user, used_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (workspace_id, kind, signature) DO UPDATE SET \
         columns = excluded.columns, match_on = excluded.match_on, on_match = excluded.on_match, by_user = excluded.by_user, \
         used_at = excluded.used_at",
    );
    let q = q
        .bind(tx.workspace())
        .bind(mapping.kind.as_str())
        .bind(mapping.signature.as_str())
        .bind(Value::json(&mapping.columns))
        .bind(Value::json(&mapping.match_on))
        .bind(mapping.on_match.as_str())
        .bind(mapping.by_user)
        .bind(mapping.used_at);
    tx.execute(q).await.map(drop)
}

/// The mapping for files with these headings.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, kind: &str, signature: &str) -> Result<Option<Mapping>> {
    let q = sql(
        "SELECT kind, signature, columns, match_on, on_match, by_user, used_at FROM import_mappings \
         WHERE workspace_id = $1 AND kind = $2 AND signature = $3",
    );
    rows.optional(q.bind(rows.workspace()).bind(kind).bind(signature))
        .await
}
