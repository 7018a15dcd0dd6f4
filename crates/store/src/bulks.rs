//! Rows of changes of many records, and the events they caused.

use chrono::{DateTime, Utc};
use quen_core::bulks::Bulk;
use quen_core::{Error, Noun, Result};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::events::EventRow;
use crate::{Rows, Writing};

const COLUMNS: &str = "id, kind, act, selection, state, total, done, failed, failures, cursor, job_id, undone_by, created_by, \
    created_at, finished_at";

struct Found(Bulk);

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(Bulk {
            id: row.get(0)?,
            kind: row.get(1)?,
            act: row.json(2)?,
            selection: row.json(3)?,
            state: row.get(4)?,
            total: row.get(5)?,
            done: row.get(6)?,
            failed: row.get(7)?,
            failures: row.json(8)?,
            cursor: row.get(9)?,
            job_id: row.get(10)?,
            undone_by: row.get(11)?,
            created_by: row.get(12)?,
            created_at: row.get(13)?,
            finished_at: row.get(14)?,
        }))
    }
}

/// Writes a new one.
///
/// # Errors
/// A broken database.
pub async fn insert(tx: &Writing, bulk: &Bulk) -> Result<()> {
    let mut q = sql(format!(
        "INSERT INTO bulks (workspace_id, {COLUMNS}) VALUES "
    ));
    q.push_row([
        Value::from(tx.workspace()),
        bulk.id.into(),
        bulk.kind.clone().into(),
        json(&bulk.act)?,
        json(&bulk.selection)?,
        bulk.state.clone().into(),
        bulk.total.into(),
        bulk.done.into(),
        bulk.failed.into(),
        json(&bulk.failures)?,
        bulk.cursor.clone().into(),
        bulk.job_id.into(),
        bulk.undone_by.into(),
        bulk.created_by.into(),
        bulk.created_at.into(),
        bulk.finished_at.into(),
    ]);
    tx.execute(q).await.map(drop)
}

fn json(value: &impl serde::Serialize) -> Result<Value> {
    let json: Json =
        serde_json::to_value(value).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(json.into())
}

/// One of this kind of record.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, kind: &str, id: Uuid) -> Result<Option<Bulk>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM bulks WHERE workspace_id = $1 AND id = $2 AND kind = $3"
    ))
    .bind(rows.workspace())
    .bind(id)
    .bind(kind);
    Ok(rows.optional::<Found>(q).await?.map(|found| found.0))
}

/// Notes how far it came, in the transaction of the records. Only while it runs.
///
/// # Errors
/// `bulk-ended` when it was stopped meanwhile.
pub async fn advance(tx: &Writing, bulk: &Bulk) -> Result<()> {
    let mut q = sql("UPDATE bulks SET state = ");
    q.push_bind(bulk.state.clone());
    q.push(", total = ").push_bind(bulk.total);
    q.push(", done = ").push_bind(bulk.done);
    q.push(", failed = ").push_bind(bulk.failed);
    q.push(", failures = ").push_bind(json(&bulk.failures)?);
    q.push(", cursor = ").push_bind(bulk.cursor.clone());
    q.push(", finished_at = ").push_bind(bulk.finished_at);
    q.push(" WHERE workspace_id = ").push_bind(tx.workspace());
    q.push(" AND id = ").push_bind(bulk.id);
    q.push(" AND state = ").push_bind("running");
    if tx.execute(q).await? == 0 {
        return Err(Error::conflict("bulk-ended"));
    }
    Ok(())
}

/// Names the background work that does it.
///
/// # Errors
/// A broken database.
pub async fn given_to(tx: &Writing, id: Uuid, job: Uuid) -> Result<()> {
    let q = sql("UPDATE bulks SET job_id = $3 WHERE workspace_id = $1 AND id = $2")
        .bind(tx.workspace())
        .bind(id)
        .bind(job);
    tx.execute(q).await.map(drop)
}

/// Stops it where it is; false when it had ended.
///
/// # Errors
/// A broken database.
pub async fn cancel(tx: &Writing, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let q = sql(
        "UPDATE bulks SET state = 'cancelled', finished_at = $3 WHERE workspace_id = $1 AND id = $2 AND state = 'running'",
    )
    .bind(tx.workspace())
    .bind(id)
    .bind(now);
    Ok(tx.execute(q).await? > 0)
}

/// Notes what takes it back; false when something does already.
///
/// # Errors
/// A broken database.
pub async fn undone(tx: &Writing, id: Uuid, by: Uuid) -> Result<bool> {
    let q = sql(
        "UPDATE bulks SET undone_by = $3 WHERE workspace_id = $1 AND id = $2 AND undone_by IS NULL",
    )
    .bind(tx.workspace())
    .bind(id)
    .bind(by);
    Ok(tx.execute(q).await? > 0)
}

/// The events that something caused, behind `after`, oldest first.
///
/// # Errors
/// A broken database.
pub async fn events_of(
    rows: &impl Rows,
    cause: Uuid,
    after: Uuid,
    limit: i64,
) -> Result<Vec<EventRow>> {
    let q = sql(format!(
        "SELECT {} FROM events WHERE workspace_id = $1 AND cause = $2 AND id > $3 ORDER BY id LIMIT $4",
        crate::events::COLUMNS
    ))
    .bind(rows.workspace())
    .bind(cause)
    .bind(after)
    .bind(limit);
    rows.all(q).await
}

/// How many records a change of many changed, and the first of them.
///
/// # Errors
/// A broken database.
pub async fn changed(rows: &impl Rows, noun: Noun, bulk: Uuid) -> Result<(i64, Option<Uuid>)> {
    let of = "FROM events WHERE workspace_id = $1 AND cause = $2 AND noun = $3";
    let count = sql(format!("SELECT COUNT(*) {of}")).bind(rows.workspace());
    let (count,): (i64,) = rows.one(count.bind(bulk).bind(noun.plural())).await?;
    let first = sql(format!("SELECT record_id {of} ORDER BY id LIMIT 1")).bind(rows.workspace());
    let first: Option<(Uuid,)> = rows.optional(first.bind(bulk).bind(noun.plural())).await?;
    Ok((count, first.map(|(id,)| id)))
}
