//! Histories walked for the flow between stages, and who moved in a span of days. It must never read a history whole at once.

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::Result;
use quen_core::relationships::flow::Step;
use quen_insight::stage::Stage;
use uuid::Uuid;

use super::StageWord;
use crate::Rows;
use crate::db::{DbError, FromRow, Row, sql};

/// Where the walk stands: party, instant and id of the last entry.
pub type Place = (Uuid, DateTime<Utc>, Uuid);

/// A step with its place.
#[derive(Debug, Clone, Copy)]
pub struct Placed {
    /// The step.
    pub step: Step,
    /// Where it stands.
    pub place: Place,
}

impl FromRow for Placed {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let party_id = row.get(0)?;
        Ok(Self {
            step: Step {
                party_id,
                relationship_id: row.get(1)?,
                stage: row.get_parsed::<StageWord>(2)?.0,
                since: row.get(3)?,
            },
            place: (party_id, row.get(4)?, row.get(5)?),
        })
    }
}

/// The next entries of all histories, party by party, oldest first.
///
/// # Errors
/// A broken database.
pub async fn steps(rows: &impl Rows, after: Option<Place>, limit: i64) -> Result<Vec<Placed>> {
    let mut q = sql(
        "SELECT party_id, relationship_id, stage, since, at, id FROM relationship_history WHERE workspace_id = $1",
    )
    .bind(rows.workspace());
    if let Some((party, at, id)) = after {
        q.push(" AND (party_id, at, id) > (").push_bind(party);
        q.push(", ")
            .push_bind(at)
            .push(", ")
            .push_bind(id)
            .push(")");
    }
    q.push(" ORDER BY party_id, at, id LIMIT ").push_bind(limit);
    rows.all(q).await
}

/// Somebody who moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mover {
    /// The other side.
    pub party_id: Uuid,
    /// Name.
    pub name: String,
    /// Where the relationship was; none when it began.
    pub from: Option<Stage>,
    /// Where it went.
    pub to: Stage,
    /// From which day.
    pub since: NaiveDate,
}

impl FromRow for Mover {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let from: Option<String> = row.get(2)?;
        Ok(Self {
            party_id: row.get(0)?,
            name: row.get(1)?,
            from: from.as_deref().and_then(Stage::from_key),
            to: row.get_parsed::<StageWord>(3)?.0,
            since: row.get(4)?,
        })
    }
}

/// Entries of histories from `from` up to, without, `until`, each with the stage before it, newest first; those that the
/// reader reaches. With `to`, only entries of that stage.
///
/// # Errors
/// A broken database.
pub async fn movers(
    rows: &impl Rows,
    (from, until): (NaiveDate, NaiveDate),
    to: Option<Stage>,
    limit: i64,
) -> Result<Vec<Mover>> {
    let mut q = sql(
        "SELECT h.party_id, p.name, (SELECT b.stage FROM relationship_history b WHERE b.workspace_id = h.workspace_id \
         AND b.party_id = h.party_id AND b.relationship_id = h.relationship_id AND (b.at, b.id) < (h.at, h.id) \
         ORDER BY b.at DESC, b.id DESC LIMIT 1), h.stage, h.since FROM relationship_history h \
         JOIN parties p ON p.workspace_id = h.workspace_id AND p.id = h.party_id AND p.deleted_at IS NULL \
         WHERE h.workspace_id = $1 AND h.since >= $2 AND h.since < $3",
    )
    .bind(rows.workspace())
    .bind(from)
    .bind(until);
    if let Some(stage) = to {
        q.push(" AND h.stage = ").push_bind(stage.key());
    }
    rows.narrow(&mut q, "p.owner_id");
    q.push(" ORDER BY h.since DESC LIMIT ").push_bind(limit);
    rows.all(q).await
}
