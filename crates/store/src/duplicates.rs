//! Rows of pairs that may be one party. A pair is seen when both ends are, and counts only while both lie outside the bin.

use chrono::{DateTime, Utc};
use quen_core::Result;
use quen_core::duplicates::Pair;
use quen_core::reasons::Reason;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Sql, Value, sql};
use crate::merges::Merge;
use crate::{Rows, Writing};

/// Nobody has looked at it yet.
pub const OPEN: &str = "open";
/// Somebody said that they are two.
pub const DIFFERENT: &str = "different";
/// They were made one.
pub const MERGED: &str = "merged";

/// A pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicate {
    /// UUIDv7.
    pub id: Uuid,
    /// The party with the smaller id.
    pub one_id: Uuid,
    /// The other one.
    pub other_id: Uuid,
    /// Chance that both are one, in basis points.
    pub chance: i64,
    /// Sure enough to be suggested without a second look.
    pub automatic: bool,
    /// Why.
    pub reasons: Vec<Reason>,
    /// [`OPEN`], [`DIFFERENT`] or [`MERGED`].
    pub state: String,
    /// When it was found.
    pub found_at: DateTime<Utc>,
}

const COLUMNS: &str =
    "d.id, d.one_id, d.other_id, d.chance, d.automatic, d.reasons, d.state, d.found_at";

impl FromRow for Duplicate {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            one_id: row.get(1)?,
            other_id: row.get(2)?,
            chance: row.get(3)?,
            automatic: row.get(4)?,
            reasons: row.json(5)?,
            state: row.get(6)?,
            found_at: row.get(7)?,
        })
    }
}

fn select(rows: &impl Rows) -> Sql {
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM duplicates d \
         JOIN parties a ON a.workspace_id = d.workspace_id AND a.id = d.one_id \
         JOIN parties b ON b.workspace_id = d.workspace_id AND b.id = d.other_id \
         WHERE d.workspace_id = $1 AND a.deleted_at IS NULL AND b.deleted_at IS NULL"
    ))
    .bind(rows.workspace());
    rows.narrow(&mut q, "a.owner_id");
    rows.narrow(&mut q, "b.owner_id");
    q
}

/// Pairs in one state, the surest first, after the pair with this chance and id.
///
/// # Errors
/// A broken database.
pub async fn list(
    rows: &impl Rows,
    state: &str,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Result<Vec<Duplicate>> {
    let mut q = select(rows);
    q.push(" AND d.state = ").push_bind(state);
    if let Some((chance, id)) = after {
        q.push(" AND (d.chance, d.id) < (").push_bind(chance);
        q.push(", ").push_bind(id).push(")");
    }
    q.push(" ORDER BY d.chance DESC, d.id DESC LIMIT ")
        .push_bind(limit);
    rows.all(q).await
}

/// How many pairs are open, at most `cap`; counted without looking at the parties.
///
/// # Errors
/// A broken database.
pub async fn count_open(rows: &impl Rows, cap: i64) -> Result<i64> {
    let q = sql(
        "SELECT count(*) FROM (SELECT id FROM duplicates WHERE workspace_id = $1 AND state = 'open' LIMIT $2) counted",
    );
    let (count,): (i64,) = rows.one(q.bind(rows.workspace()).bind(cap)).await?;
    Ok(count)
}

/// One pair that the actor may see.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, id: Uuid) -> Result<Option<Duplicate>> {
    let mut q = select(rows);
    q.push(" AND d.id = ").push_bind(id);
    rows.optional(q).await
}

/// Writes pairs that were found. Of a pair that is known only the evidence is renewed, and only while nobody has decided.
///
/// # Errors
/// A broken database.
pub async fn put(tx: &Writing, found: Vec<(Uuid, Pair)>, at: DateTime<Utc>) -> Result<()> {
    let rows: Vec<Vec<Value>> = found
        .into_iter()
        .map(|(id, pair)| {
            vec![
                tx.workspace().into(),
                id.into(),
                pair.one.into(),
                pair.other.into(),
                pair.likeness.chance().into(),
                pair.likeness.is_automatic().into(),
                Value::json(&pair.likeness.reasons),
                at.into(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    tx.execute_many(
        "INSERT INTO duplicates (workspace_id, id, one_id, other_id, chance, automatic, reasons, state, found_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8) ON CONFLICT (workspace_id, one_id, other_id) DO UPDATE SET \
         chance = excluded.chance, automatic = excluded.automatic, reasons = excluded.reasons WHERE duplicates.state = 'open'",
        rows,
    )
    .await
    .map(drop)
}

/// Forgets open pairs of a party other than these: it has changed.
///
/// # Errors
/// A broken database.
pub async fn forget_others(tx: &Writing, party: Uuid, known: &[Uuid]) -> Result<()> {
    for (mine, theirs) in [("one_id", "other_id"), ("other_id", "one_id")] {
        let mut q = sql(format!(
            "DELETE FROM duplicates WHERE workspace_id = $1 AND {mine} = $2 AND state = 'open'"
        ))
        .bind(tx.workspace())
        .bind(party);
        if !known.is_empty() {
            q.push(" AND ").push(theirs).push(" NOT IN ");
            q.push_list(known.iter().copied());
        }
        tx.execute(q).await?;
    }
    Ok(())
}

/// Forgets these pairs, as far as nobody has decided.
///
/// # Errors
/// A broken database.
pub async fn forget_open(tx: &Writing, ids: &[Uuid]) -> Result<()> {
    let row = |id: &Uuid| vec![Value::from(tx.workspace()), (*id).into()];
    if ids.is_empty() {
        return Ok(());
    }
    tx.execute_many(
        "DELETE FROM duplicates WHERE workspace_id = $1 AND id = $2 AND state = 'open'",
        ids.iter().map(row).collect(),
    )
    .await
    .map(drop)
}

/// The ends of the open pairs after an id, in order of id.
///
/// # Errors
/// A broken database.
pub async fn open_after(
    rows: &impl Rows,
    after: Uuid,
    limit: i64,
) -> Result<Vec<(Uuid, Uuid, Uuid)>> {
    let q = sql(
        "SELECT id, one_id, other_id FROM duplicates WHERE workspace_id = $1 AND id > $2 AND state = 'open' ORDER BY id LIMIT $3",
    );
    rows.all(q.bind(rows.workspace()).bind(after).bind(limit))
        .await
}

/// Notes what somebody decided.
///
/// # Errors
/// A broken database.
pub async fn decide(
    tx: &Writing,
    id: Uuid,
    state: &'static str,
    by: Uuid,
    at: DateTime<Utc>,
) -> Result<()> {
    let q = sql(
        "UPDATE duplicates SET state = $3, decided_by = $4, decided_at = $5 WHERE workspace_id = $1 AND id = $2",
    );
    let q = q.bind(tx.workspace()).bind(id).bind(state);
    tx.execute(q.bind(by).bind(at)).await.map(drop)
}

/// Two parties that people said are two: the other ends of a party's pairs.
///
/// # Errors
/// A broken database.
pub async fn different_from(rows: &impl Rows, party: Uuid) -> Result<Vec<Uuid>> {
    let q = sql(
        "SELECT CASE WHEN one_id = $2 THEN other_id ELSE one_id END FROM duplicates \
         WHERE workspace_id = $1 AND state = 'different' AND (one_id = $2 OR other_id = $2)",
    );
    let found: Vec<(Uuid,)> = rows.all(q.bind(rows.workspace()).bind(party)).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// The pair of a merge is decided; other open pairs of the party that went are no question any more.
///
/// # Errors
/// A broken database.
pub async fn merged(tx: &Writing, merge: &Merge) -> Result<()> {
    let (one, other) = (
        merge.winner_id.min(merge.loser_id),
        merge.winner_id.max(merge.loser_id),
    );
    let q = sql(
        "UPDATE duplicates SET state = 'merged', decided_by = $4, decided_at = $5 \
         WHERE workspace_id = $1 AND one_id = $2 AND other_id = $3",
    );
    let q = q.bind(tx.workspace()).bind(one).bind(other);
    tx.execute(q.bind(merge.by_user).bind(merge.at)).await?;
    forget_others(tx, merge.loser_id, &[]).await
}

/// Who undoes a merge says that they are two.
///
/// # Errors
/// A broken database.
pub async fn unmerged(tx: &Writing, merge: &Merge, by: Uuid, at: DateTime<Utc>) -> Result<()> {
    let (one, other) = (
        merge.winner_id.min(merge.loser_id),
        merge.winner_id.max(merge.loser_id),
    );
    let q = sql(
        "UPDATE duplicates SET state = 'different', decided_by = $4, decided_at = $5 \
         WHERE workspace_id = $1 AND one_id = $2 AND other_id = $3",
    );
    let q = q.bind(tx.workspace()).bind(one).bind(other);
    tx.execute(q.bind(by).bind(at)).await.map(drop)
}
