//! The event rows: written with every change, read as history and timeline.

use chrono::{DateTime, Utc};
use quen_core::{Event, Result};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::db::{FromRow, Row, Value, sql};
use crate::{Rows, Writing, db::DbError};

/// Who did it, when, from where and because of what.
#[derive(Debug, Clone)]
pub struct Stamp {
    /// Instant.
    pub at: DateTime<Utc>,
    /// Colleague.
    pub user_id: Uuid,
    /// Door.
    pub door: &'static str,
    /// The event or job that led to it.
    pub cause: Option<Uuid>,
    /// How many events stand between it and a person.
    pub depth: i64,
}

/// A stored event.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct EventRow {
    /// UUIDv7.
    pub id: Uuid,
    /// Instant.
    pub at: DateTime<Utc>,
    /// Plural word of the kind of record.
    pub noun: String,
    /// What happened.
    pub verb: String,
    /// The record.
    pub record_id: Uuid,
    /// The party concerned.
    pub party_id: Option<Uuid>,
    /// Who.
    pub user_id: Option<Uuid>,
    /// From which door.
    pub door: String,
    /// What led to it.
    pub cause: Option<Uuid>,
    /// Values that may be kept.
    pub data: Json,
    /// Personal values, `{field: [before, after]}`.
    pub personal: Json,
}

pub(crate) const COLUMNS: &str =
    "id, at, noun, verb, record_id, party_id, user_id, door, cause, data, personal";

impl FromRow for EventRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            at: row.get(1)?,
            noun: row.get(2)?,
            verb: row.get(3)?,
            record_id: row.get(4)?,
            party_id: row.get(5)?,
            user_id: row.get(6)?,
            door: row.get(7)?,
            cause: row.get(8)?,
            data: row.get(9)?,
            personal: row.get(10)?,
        })
    }
}

/// Writes the events of one act.
///
/// # Errors
/// A broken database.
pub async fn insert(tx: &Writing, stamp: &Stamp, events: Vec<(Uuid, Event)>) -> Result<()> {
    if events.is_empty() {
        return Ok(());
    }
    let workspace = tx.workspace();
    let rows = events
        .into_iter()
        .map(|(id, event)| values(workspace, stamp, id, event))
        .collect();
    tx.execute_many(
        "INSERT INTO events (workspace_id, id, at, noun, verb, record_id, party_id, user_id, door, cause, depth, data, personal) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        rows,
    )
    .await?;
    Ok(())
}

fn values(workspace: Uuid, stamp: &Stamp, id: Uuid, event: Event) -> Vec<Value> {
    vec![
        workspace.into(),
        id.into(),
        stamp.at.into(),
        event.noun.plural().into(),
        event.verb.into(),
        event.record_id.into(),
        event.party_id.into(),
        stamp.user_id.into(),
        stamp.door.into(),
        stamp.cause.into(),
        stamp.depth.into(),
        Json::Object(event.data).into(),
        Json::Object(event.personal).into(),
    ]
}

/// The history of one record, newest first.
///
/// # Errors
/// A broken database.
pub async fn of_record(rows: &impl Rows, record_id: Uuid, limit: i64) -> Result<Vec<EventRow>> {
    let q = format!(
        "SELECT {COLUMNS} FROM events WHERE workspace_id = $1 AND record_id = $2 ORDER BY id DESC LIMIT $3"
    );
    rows.all(sql(q).bind(rows.workspace()).bind(record_id).bind(limit))
        .await
}
