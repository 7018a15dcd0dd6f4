//! Rows of care programmes and of the touches they call for. Programmes are the workspace's; a touch is seen by those who reach
//! its party.

mod material;
mod touches;

use chrono::{DateTime, Utc};
use quen_core::care::Programme;
use quen_core::{Error, Result};
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

pub use material::{
    FirstPurchase, customers_after, episodes_after, first_purchases, put_shares, shares, top_fifth,
    zones,
};
pub use touches::{
    Point, Seen, coming, delete, due, find, forget_plans, insert, merge, of_task, passed,
    proposed_since, put, settled, stuck, unsettled_of,
};

const COLUMNS: &str = "id, name, occasion, mode, channel, purpose, audience, days, holiday, product_id, subject, text, version, \
    created_at, updated_at, removed_at";

struct Stored(Programme);

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(Programme {
            id: row.get(0)?,
            name: row.get(1)?,
            occasion: row.get(2)?,
            mode: row.get(3)?,
            channel: row.get(4)?,
            purpose: row.get(5)?,
            audience: row.get(6)?,
            days: row.get(7)?,
            holiday: row.get(8)?,
            product_id: row.get(9)?,
            subject: row.get(10)?,
            text: row.get(11)?,
            version: row.get(12)?,
            created_at: row.get(13)?,
            updated_at: row.get(14)?,
            removed_at: row.get(15)?,
        }))
    }
}

/// Every programme, those taken away included, oldest first.
///
/// # Errors
/// A broken database.
pub async fn programmes(rows: &impl Rows) -> Result<Vec<Programme>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM care_programmes WHERE workspace_id = $1 ORDER BY id LIMIT 1000"
    ));
    let found: Vec<Stored> = rows.all(q.bind(rows.workspace())).await?;
    Ok(found.into_iter().map(|row| row.0).collect())
}

/// One programme that was not taken away.
///
/// # Errors
/// A broken database.
pub async fn programme(rows: &impl Rows, id: Uuid) -> Result<Option<Programme>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM care_programmes WHERE workspace_id = $1 AND id = $2 AND removed_at IS NULL"
    ));
    let found: Option<Stored> = rows.optional(q.bind(rows.workspace()).bind(id)).await?;
    Ok(found.map(|row| row.0))
}

/// Keeps a new programme.
///
/// # Errors
/// A broken database.
pub async fn insert_programme(tx: &Writing, programme: &Programme) -> Result<()> {
    let mut q = sql(format!(
        "INSERT INTO care_programmes (workspace_id, {COLUMNS}) VALUES "
    ));
    let p = programme.clone();
    q.push_row([
        Value::from(tx.workspace()),
        p.id.into(),
        p.name.into(),
        p.occasion.into(),
        p.mode.into(),
        p.channel.into(),
        p.purpose.into(),
        p.audience.into(),
        p.days.into(),
        p.holiday.into(),
        p.product_id.into(),
        p.subject.into(),
        p.text.into(),
        p.version.into(),
        p.created_at.into(),
        p.updated_at.into(),
        p.removed_at.into(),
    ]);
    tx.execute(q).await.map(drop)
}

/// Writes a programme over the version before it.
///
/// # Errors
/// `stale` when somebody was quicker.
pub async fn update_programme(tx: &Writing, programme: &Programme) -> Result<()> {
    let q = sql(
        "UPDATE care_programmes SET name = $3, occasion = $4, mode = $5, channel = $6, purpose = $7, audience = $8, days = $9, \
         holiday = $10, product_id = $11, subject = $12, text = $13, version = $14, updated_at = $15, removed_at = $16 \
         WHERE workspace_id = $1 AND id = $2 AND version = $17",
    );
    let p = programme.clone();
    let q = q.bind(tx.workspace()).bind(p.id).bind(p.name);
    let q = q.bind(p.occasion).bind(p.mode).bind(p.channel);
    let q = q.bind(p.purpose).bind(p.audience).bind(p.days);
    let q = q.bind(p.holiday).bind(p.product_id).bind(p.subject);
    let q = q.bind(p.text).bind(p.version).bind(p.updated_at);
    let q = q.bind(p.removed_at).bind(p.version - 1);
    match tx.execute(q).await? {
        1 => Ok(()),
        _ => Err(Error::Stale { current: p.version }),
    }
}

/// When touches of the last days were made, by programme and state: what the page counts.
///
/// # Errors
/// A broken database.
pub async fn tallies(rows: &impl Rows, since: DateTime<Utc>) -> Result<Vec<(Uuid, String, i64)>> {
    let mut q = sql(
        "SELECT t.programme_id, CASE WHEN t.state = 'proposed' AND k.done_at IS NOT NULL THEN 'done' \
         WHEN t.state = 'proposed' AND k.deleted_at IS NOT NULL THEN 'declined' ELSE t.state END AS shown, COUNT(*) \
         FROM care_touches t LEFT JOIN tasks k ON k.workspace_id = t.workspace_id AND k.id = t.task_id \
         WHERE t.workspace_id = $1 AND t.settled_at IS NOT NULL AND t.settled_at >= $2",
    )
    .bind(rows.workspace())
    .bind(since);
    rows.narrow(&mut q, crate::records::PARTY_OWNER);
    q.push(" GROUP BY 1, 2");
    rows.all(q).await
}
