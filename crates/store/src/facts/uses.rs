//! Rows of uses: what a fact was applied to, what was refused.

use quen_core::Result;
use quen_core::facts::{Applied, Fact};
use uuid::Uuid;

use super::{COLUMNS, Facts};
use crate::db::{DbError, FromRow, Row, sql};
use crate::records::{Table, loaded};
use crate::{Rows, Writing};

struct UseRow(Applied);

impl FromRow for UseRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(Applied {
            id: row.get(0)?,
            fact_id: row.get(1)?,
            party_id: row.get(2)?,
            noun: row.get(3)?,
            record_id: row.get(4)?,
            outcome: row.get(5)?,
            by_user: row.get(6)?,
            at: row.get(7)?,
        }))
    }
}

const USE: &str = "id, fact_id, party_id, noun, record_id, outcome, by_user, at";

/// Writes a use.
///
/// # Errors
/// A broken database.
pub async fn put_use(tx: &Writing, applied: &Applied) -> Result<()> {
    let q = sql(
        "INSERT INTO fact_uses (workspace_id, id, fact_id, party_id, noun, record_id, outcome, by_user, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(tx.workspace())
    .bind(applied.id)
    .bind(applied.fact_id)
    .bind(applied.party_id)
    .bind(applied.noun.clone())
    .bind(applied.record_id)
    .bind(applied.outcome.clone())
    .bind(applied.by_user)
    .bind(applied.at);
    tx.execute(q).await.map(drop)
}

/// What was applied to a record and what was refused there, in the order of time.
///
/// # Errors
/// A broken database.
pub async fn uses_of_record(rows: &impl Rows, record: Uuid) -> Result<Vec<Applied>> {
    let q = sql(format!(
        "SELECT {USE} FROM fact_uses WHERE workspace_id = $1 AND record_id = $2 ORDER BY id"
    ));
    let found = rows
        .all::<UseRow>(q.bind(rows.workspace()).bind(record))
        .await?;
    Ok(found.into_iter().map(|row| row.0).collect())
}

/// The latest uses of a fact, newest first.
///
/// # Errors
/// A broken database.
pub async fn uses_of_fact(rows: &impl Rows, fact: Uuid, limit: i64) -> Result<Vec<Applied>> {
    let q = sql(format!(
        "SELECT {USE} FROM fact_uses WHERE workspace_id = $1 AND fact_id = $2 ORDER BY at DESC LIMIT $3"
    ));
    let found = rows
        .all::<UseRow>(q.bind(rows.workspace()).bind(fact).bind(limit))
        .await?;
    Ok(found.into_iter().map(|row| row.0).collect())
}

/// Facts that hold and that nobody has ever applied, the oldest first: after the id `after`, at most `limit`.
///
/// # Errors
/// A broken database.
pub async fn never_used(rows: &impl Rows, after: Uuid, limit: i64) -> Result<Vec<Fact>> {
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM facts t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL AND t.state = 'current' AND t.used = 0 AND t.id > $2"
    ))
    .bind(rows.workspace())
    .bind(after);
    Facts::narrow(rows, &mut q);
    q.push(" ORDER BY t.id LIMIT ").push_bind(limit);
    loaded::<Facts>(rows, q).await
}
