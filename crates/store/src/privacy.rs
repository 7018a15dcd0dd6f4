//! Rows of requests about personal data, open ones first by their day: they are few. Breaches and whom they touched lie in
//! `breaches`. Nothing is decided here.

mod breaches;
mod erasure;
pub mod impact;

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::Result;
use quen_core::privacy::Request;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

pub use breaches::{
    breach, breaches, kept_people, name_people, of_touched, people_gone, put_breach, spare,
};
pub use erasure::{blank_orders, blank_proofs, failures_after, forget_failure, let_go_of_files};

/// Requests and breaches shown at most.
const SHOWN: i64 = 200;
const COLUMNS: &str = "id, party_id, kind, source, note, received_on, ack_due, due_on, extended_by, extension_reason, \
    acknowledged_at, closed_at, outcome, answer, closed_by, created_at";

struct Stored(Request);

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(Request {
            id: row.get(0)?,
            party_id: row.get(1)?,
            kind: row.get(2)?,
            source: row.get(3)?,
            note: row.get(4)?,
            received_on: row.get(5)?,
            ack_due: row.get(6)?,
            due_on: row.get(7)?,
            extended_by: row.get(8)?,
            extension_reason: row.get(9)?,
            acknowledged_at: row.get(10)?,
            closed_at: row.get(11)?,
            outcome: row.get(12)?,
            answer: row.get(13)?,
            closed_by: row.get(14)?,
            created_at: row.get(15)?,
        }))
    }
}

/// Open requests, the most pressing first, then the latest that were closed.
///
/// # Errors
/// A broken database.
pub async fn list(rows: &impl Rows) -> Result<Vec<Request>> {
    let ask = |rest: &str| {
        sql(format!(
            "SELECT {COLUMNS} FROM privacy_requests WHERE workspace_id = $1 AND {rest} LIMIT {SHOWN}"
        ))
        .bind(rows.workspace())
    };
    let (open, closed) = tokio::try_join!(
        rows.all::<Stored>(ask("closed_at IS NULL ORDER BY due_on, id")),
        rows.all::<Stored>(ask("closed_at IS NOT NULL ORDER BY id DESC")),
    )?;
    Ok(open.into_iter().chain(closed).map(|row| row.0).collect())
}

/// The clocks of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// By when the procedure is told.
    pub told_by: NaiveDate,
    /// When it was told.
    pub told_at: Option<DateTime<Utc>>,
    /// By when it is done.
    pub due_on: NaiveDate,
    /// When it ended.
    pub closed_at: Option<DateTime<Utc>>,
}

impl FromRow for Clock {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            told_by: row.get(0)?,
            told_at: row.get(1)?,
            due_on: row.get(2)?,
            closed_at: row.get(3)?,
        })
    }
}

/// Requests looked at for the account of the clocks at most.
const COUNTED: i64 = 2_000;

/// The clocks of requests that are open or ended since an instant.
///
/// # Errors
/// A broken database.
pub async fn clocks(rows: &impl Rows, since: DateTime<Utc>) -> Result<Vec<Clock>> {
    let q = sql(
        "SELECT ack_due, acknowledged_at, due_on, closed_at FROM privacy_requests \
         WHERE workspace_id = $1 AND (closed_at IS NULL OR closed_at >= $2) ORDER BY id DESC LIMIT $3",
    );
    rows.all(q.bind(rows.workspace()).bind(since).bind(COUNTED))
        .await
}

/// The requests of one party, newest first.
///
/// # Errors
/// A broken database.
pub async fn of_party(rows: &impl Rows, party: Uuid) -> Result<Vec<Request>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM privacy_requests WHERE workspace_id = $1 AND party_id = $2 ORDER BY id DESC LIMIT {SHOWN}"
    ));
    let found = rows
        .all::<Stored>(q.bind(rows.workspace()).bind(party))
        .await?;
    Ok(found.into_iter().map(|row| row.0).collect())
}

/// One request.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, id: Uuid) -> Result<Option<Request>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM privacy_requests WHERE workspace_id = $1 AND id = $2"
    ));
    let found = rows
        .optional::<Stored>(q.bind(rows.workspace()).bind(id))
        .await?;
    Ok(found.map(|row| row.0))
}

/// Writes a request, new or changed.
///
/// # Errors
/// A broken database.
pub async fn put(tx: &Writing, request: &Request) -> Result<()> {
    let mut q = sql(format!(
        "INSERT INTO privacy_requests (workspace_id, {COLUMNS}) VALUES "
    ));
    let values: [Value; 17] = [
        tx.workspace().into(),
        request.id.into(),
        request.party_id.into(),
        request.kind.clone().into(),
        request.source.clone().into(),
        request.note.clone().into(),
        request.received_on.into(),
        request.ack_due.into(),
        request.due_on.into(),
        request.extended_by.into(),
        request.extension_reason.clone().into(),
        request.acknowledged_at.into(),
        request.closed_at.into(),
        request.outcome.clone().into(),
        request.answer.clone().into(),
        request.closed_by.into(),
        request.created_at.into(),
    ];
    q.push_row(values);
    q.push(
        " ON CONFLICT (workspace_id, id) DO UPDATE SET party_id = excluded.party_id, due_on = excluded.due_on, \
         extended_by = excluded.extended_by, extension_reason = excluded.extension_reason, \
         acknowledged_at = excluded.acknowledged_at, closed_at = excluded.closed_at, outcome = excluded.outcome, \
         answer = excluded.answer, closed_by = excluded.closed_by",
    );
    tx.execute(q).await.map(drop)
}
