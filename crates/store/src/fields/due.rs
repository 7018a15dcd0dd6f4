//! Roll-ups of records that very many others name, such as a product in every second order: a write only notes that they are to
//! be taken anew, a worker takes them from a reader and writes them down. What is written meanwhile is noted once more, and
//! taken once more.

use quen_core::Result;
use quen_core::fields::FieldValue;
use uuid::Uuid;

use super::rollups::{Anew, DEEPEST};
use super::tables::table_of;
use crate::db::sql;
use crate::{Rows, Writing};

/// A record whose roll-ups are to be taken anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Word of its kind.
    pub kind: String,
    /// The record.
    pub id: Uuid,
    /// How often it was noted.
    pub round: i64,
}

/// Notes that the roll-ups of a record are to be taken anew.
///
/// # Errors
/// A broken database.
pub(super) async fn note(tx: &Writing, word: &str, id: Uuid) -> Result<()> {
    tx.note_due();
    let q = sql(
        "INSERT INTO rollups_due (workspace_id, kind, record_id, round) VALUES ($1, $2, $3, 1) \
         ON CONFLICT (workspace_id, kind, record_id) DO UPDATE SET round = rollups_due.round + 1",
    );
    let q = q.bind(tx.workspace()).bind(word).bind(id);
    tx.execute(q).await.map(drop)
}

/// The next records to be looked at, at most `limit`.
///
/// # Errors
/// A broken database.
pub async fn due(rows: &impl Rows, limit: i64) -> Result<Vec<Due>> {
    let q = sql(
        "SELECT kind, record_id, round FROM rollups_due WHERE workspace_id = $1 ORDER BY kind, record_id LIMIT $2",
    );
    let found: Vec<(String, Uuid, i64)> = rows.all(q.bind(rows.workspace()).bind(limit)).await?;
    let found = found.into_iter();
    Ok(found
        .map(|(kind, id, round)| Due { kind, id, round })
        .collect())
}

/// Writes down figures that were taken for a record. It stays due when it was noted once more since.
///
/// # Errors
/// A broken database.
pub async fn settle(tx: &Writing, due: &Due, known: &[(String, FieldValue)]) -> Result<()> {
    let anew = Anew {
        word: &due.kind,
        id: due.id,
        only: None,
        known: Some(known),
        depth: DEEPEST,
    };
    if let Some(renew) = table_of(&due.kind).and_then(|table| table.renew) {
        renew(tx, anew).await?;
    }
    let q = sql(
        "DELETE FROM rollups_due WHERE workspace_id = $1 AND kind = $2 AND record_id = $3 AND round = $4",
    );
    let q = q.bind(tx.workspace()).bind(due.kind.as_str()).bind(due.id);
    tx.execute(q.bind(due.round)).await.map(drop)
}
