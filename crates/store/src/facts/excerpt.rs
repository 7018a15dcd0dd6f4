//! The little that a page needs of a long memory: a few columns of all facts, and the few that are in dispute.

use quen_core::Result;
use quen_core::facts::questions::Known;
use quen_core::facts::{Fact, Sketch};
use uuid::Uuid;

use super::{COLUMNS, Facts, MOST};
use crate::Rows;
use crate::db::{DbError, FromRow, Row, sql};
use crate::records::{Table, loaded};

/// Disputes read at most; a page shows fewer.
const DISPUTES: i64 = 20;

struct SketchRow(Sketch);

impl FromRow for SketchRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let basis: String = row.get(2)?;
        Ok(Self(Sketch {
            known: Known {
                id: row.get(0)?,
                topic: row.get(1)?,
                stated: basis == "stated",
                confidence: row.get(3)?,
                confirmed_at: row.get(4)?,
                used: row.get(5)?,
            },
            source_id: row.get(6)?,
            purpose: row.get(7)?,
            has_day: row.get(8)?,
        }))
    }
}

/// What holds of a party, newest first.
///
/// # Errors
/// A broken database.
pub async fn sketches(rows: &impl Rows, party: Uuid) -> Result<Vec<Sketch>> {
    let mut q = sql(
        "SELECT t.id, t.topic, t.basis, t.confidence, t.confirmed_at, t.used, t.source_id, t.purpose, t.occasion_key IS NOT NULL \
         FROM facts t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL AND t.state = 'current'",
    )
    .bind(rows.workspace())
    .bind(party);
    Facts::narrow(rows, &mut q);
    q.push(" ORDER BY t.id DESC LIMIT ").push_bind(MOST);
    let found = rows.all::<SketchRow>(q).await?;
    Ok(found.into_iter().map(|row| row.0).collect())
}

/// What was said otherwise than what replaced it and nobody settled, newest first. A coarse sieve: which of them differ in
/// truth, `core` decides.
///
/// # Errors
/// A broken database.
pub async fn disputed(rows: &impl Rows, party: Uuid) -> Result<Vec<Fact>> {
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM facts t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL \
         AND t.state = 'superseded' AND t.withdrawn_at IS NULL AND (t.settled_at IS NULL OR t.settled_at < t.confirmed_at) \
         AND EXISTS (SELECT 1 FROM facts h WHERE h.workspace_id = t.workspace_id AND h.id = t.replaced_by \
         AND h.state = 'current' AND h.deleted_at IS NULL AND (h.value_key <> t.value_key OR h.topic <> t.topic) \
         AND (t.basis = 'stated' OR t.confirmed_at > h.confirmed_at) \
         AND (h.settled_at IS NULL OR h.settled_at < h.confirmed_at OR h.settled_at < t.confirmed_at))"
    ))
    .bind(rows.workspace())
    .bind(party);
    Facts::narrow(rows, &mut q);
    q.push(" ORDER BY t.id DESC LIMIT ").push_bind(DISPUTES);
    loaded::<Facts>(rows, q).await
}

/// Topic and folded words of the facts of a party, past ones included, that say one of these.
///
/// # Errors
/// A broken database.
pub async fn noted(
    rows: &impl Rows,
    party: Uuid,
    keys: &[String],
) -> Result<Vec<(String, String)>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = sql(
        "SELECT t.topic, t.value_key FROM facts t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL \
         AND t.value_key IN ",
    )
    .bind(rows.workspace())
    .bind(party);
    q.push_list(keys.iter().cloned());
    Facts::narrow(rows, &mut q);
    q.push(" LIMIT ").push_bind(MOST);
    rows.all(q).await
}
