//! Counts of what is to be mended, by the keys kept with each party; and the rows that nobody has looked at yet. What is kept of
//! other kinds of record is in [`scores`].

pub mod scores;

use std::borrow::Cow;

use chrono::NaiveDate;
use quen_core::Result;
use quen_core::parties::Party;
use quen_core::quality::{Fault, assess};

use crate::db::{Value, sql};
use crate::parties::{Parties, aged, due};
use crate::records::{Table, loaded};
use crate::{Rows, Writing};

pub(crate) use scores::{columns, scored};

/// How many parties outside the bin have a fault, at most `cap`; only those the actor may see.
///
/// # Errors
/// A broken database.
pub async fn count(rows: &impl Rows, fault: Fault, cap: i64) -> Result<i64> {
    let mut q = sql("SELECT count(*) FROM (SELECT t.id FROM party_keys k \
         JOIN parties t ON t.workspace_id = k.workspace_id AND t.id = k.party_id \
         WHERE k.workspace_id = $1 AND k.kind = 'fault' AND k.value = $2 AND t.deleted_at IS NULL")
    .bind(rows.workspace())
    .bind(fault.code());
    rows.narrow(&mut q, "t.owner_id");
    q.push(" LIMIT ").push_bind(cap).push(") counted");
    let (count,): (i64,) = rows.one(q).await?;
    Ok(count)
}

/// Parties outside the bin with a fault, the oldest first; only those the actor may see.
///
/// # Errors
/// A broken database.
pub async fn with_fault(rows: &impl Rows, fault: Fault, limit: i64) -> Result<Vec<Party>> {
    let mut q = sql(format!(
        "SELECT {} FROM party_keys k JOIN parties t ON t.workspace_id = k.workspace_id AND t.id = k.party_id \
         WHERE k.workspace_id = $1 AND k.kind = 'fault' AND k.value = $2 AND t.deleted_at IS NULL",
        Parties::COLUMNS
    ))
    .bind(rows.workspace())
    .bind(fault.code());
    rows.narrow(&mut q, "t.owner_id");
    q.push(" ORDER BY k.party_id LIMIT ").push_bind(limit);
    loaded::<Parties>(rows, q).await
}

/// How many parties outside the bin have from `least` to `most` points, at most `cap`; only those the actor may see.
///
/// # Errors
/// A broken database.
pub async fn count_between(rows: &impl Rows, least: i64, most: i64, cap: i64) -> Result<i64> {
    let mut q = sql(
        "SELECT count(*) FROM (SELECT t.id FROM parties t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL \
         AND t.quality >= $2 AND t.quality <= $3",
    )
    .bind(rows.workspace())
    .bind(least)
    .bind(most);
    rows.narrow(&mut q, "t.owner_id");
    q.push(" LIMIT ").push_bind(cap).push(") counted");
    let (count,): (i64,) = rows.one(q).await?;
    Ok(count)
}

/// Parties outside the bin that nobody has looked at, at most `limit`. Not narrowed: for upkeep.
///
/// # Errors
/// A broken database.
pub async fn unseen(rows: &impl Rows, limit: i64) -> Result<Vec<Party>> {
    let q = sql(format!(
        "SELECT {} FROM parties t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL AND t.quality IS NULL \
         ORDER BY t.quality, t.id LIMIT $2",
        Parties::COLUMNS
    ));
    loaded::<Parties>(rows, q.bind(rows.workspace()).bind(limit)).await
}

/// Parties outside the bin that are outdated from some day up to `today` on, at most `limit`. Not narrowed: for upkeep.
///
/// # Errors
/// A broken database.
pub async fn grown_old(rows: &impl Rows, today: NaiveDate, limit: i64) -> Result<Vec<Party>> {
    let q = sql(format!(
        "SELECT {} FROM parties t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL AND t.quality_due IS NOT NULL \
         AND t.quality_due <= $2 ORDER BY t.quality_due, t.id LIMIT $3",
        Parties::COLUMNS
    ));
    loaded::<Parties>(rows, q.bind(rows.workspace()).bind(today).bind(limit)).await
}

/// Writes what was found in parties that are looked at anew. Their versions stay: nothing of theirs changed.
///
/// # Errors
/// A broken database.
pub async fn put(tx: &Writing, parties: &[Party]) -> Result<()> {
    let parties: Vec<_> = parties
        .iter()
        .map(|party| aged(tx, Cow::Borrowed(party)))
        .collect();
    let of = |party: &Party| vec![Value::from(tx.workspace()), party.id.into()];
    let scores = parties.iter().map(|party| {
        let mut row = of(party);
        row.extend([assess(party).score.into(), due(tx, party).into()]);
        row
    });
    tx.execute_many(
        "UPDATE parties SET quality = $3, quality_due = $4 WHERE workspace_id = $1 AND id = $2",
        scores.collect(),
    )
    .await?;
    tx.execute_many(
        "DELETE FROM party_keys WHERE workspace_id = $1 AND party_id = $2 AND kind = 'fault'",
        parties.iter().map(|party| of(party)).collect(),
    )
    .await?;
    let keys: Vec<Vec<Value>> = parties
        .iter()
        .flat_map(|party| {
            let kept = |kind: &str| matches!(kind, "fault" | "mailbox");
            let keys = party.keys().into_iter();
            keys.filter(|(kind, _)| kept(kind))
                .map(|(kind, value)| {
                    let mut row = of(party);
                    row.extend([kind.into(), value.into()]);
                    row
                })
                .collect::<Vec<_>>()
        })
        .collect();
    if keys.is_empty() {
        return Ok(());
    }
    tx.execute_many(
        "INSERT INTO party_keys (workspace_id, party_id, kind, value) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (workspace_id, kind, value, party_id) DO NOTHING",
        keys,
    )
    .await
    .map(drop)
}
