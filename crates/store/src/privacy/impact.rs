//! Rows of the file on the impact of processing, what it counts, and the log of processing. Versions are added and never changed.

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::Result;
use quen_core::privacy::impact::Version;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, sql};
use crate::events::{COLUMNS as EVENT, EventRow};
use crate::{Rows, Writing};

/// Versions shown at most.
const SHOWN: i64 = 50;
/// Answers about consent counted at most.
pub const MOST_ANSWERS: i64 = 200_000;
/// What belongs into the log; the same words as in its index.
const PROCESSING: &str = "(noun IN ('privacy', 'imports') OR verb = 'notes_sent')";

struct Kept(Version);

impl FromRow for Kept {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(Version {
            version: row.get(0)?,
            sentences: row.json(1)?,
            mark: row.get(2)?,
            by_user: row.get(3)?,
            at: row.get(4)?,
        }))
    }
}

/// The versions, newest first.
///
/// # Errors
/// A broken database.
pub async fn versions(rows: &impl Rows) -> Result<Vec<Version>> {
    let q = sql(
        "SELECT version, sentences, mark, by_user, at FROM impact_files WHERE workspace_id = $1 ORDER BY version DESC LIMIT $2",
    );
    let found: Vec<Kept> = rows.all(q.bind(rows.workspace()).bind(SHOWN)).await?;
    Ok(found.into_iter().map(|row| row.0).collect())
}

/// Adds a version.
///
/// # Errors
/// A broken database; `constraint` when somebody added one at once.
pub async fn add_version(tx: &Writing, version: &Version) -> Result<()> {
    let q = sql(
        "INSERT INTO impact_files (workspace_id, version, sentences, mark, by_user, at) VALUES ($1, $2, $3, $4, $5, $6)",
    );
    let said = serde_json::to_value(&version.sentences).unwrap_or_default();
    let q = q.bind(tx.workspace()).bind(version.version).bind(said);
    let q = q.bind(version.mark.clone()).bind(version.by_user);
    tx.execute(q.bind(version.at)).await.map(drop)
}

/// When the first person was written down here; none while there is nobody.
///
/// # Errors
/// A broken database.
pub async fn first_person(rows: &impl Rows) -> Result<Option<DateTime<Utc>>> {
    let q = sql(
        "SELECT created_at FROM parties WHERE workspace_id = $1 AND kind = 'person' AND merged_into IS NULL ORDER BY id LIMIT 1",
    );
    let found: Option<(DateTime<Utc>,)> = rows.optional(q.bind(rows.workspace())).await?;
    Ok(found.map(|(at,)| at))
}

/// The answers that hold, by purpose and answer, of [`MOST_ANSWERS`] at most.
///
/// # Errors
/// A broken database.
pub async fn answers(rows: &impl Rows) -> Result<Vec<(String, String, i64)>> {
    let q = sql(
        "SELECT purpose, answer, COUNT(*) FROM (SELECT purpose, answer FROM consents WHERE workspace_id = $1 LIMIT $2) counted \
         GROUP BY purpose, answer ORDER BY purpose, answer",
    );
    rows.all(q.bind(rows.workspace()).bind(MOST_ANSWERS)).await
}

/// The requests about own data and the breaches so far: requests, those still open, those open past a day, breaches, those the
/// authority was not told of yet.
///
/// # Errors
/// A broken database.
pub async fn so_far(rows: &impl Rows, today: NaiveDate) -> Result<[i64; 5]> {
    let count = |rest: &str| {
        let text = format!("SELECT COUNT(*) FROM {rest}");
        sql(text).bind(rows.workspace())
    };
    let late =
        count("privacy_requests WHERE workspace_id = $1 AND closed_at IS NULL AND due_on < $2");
    let all = tokio::try_join!(
        rows.one::<(i64,)>(count("privacy_requests WHERE workspace_id = $1")),
        rows.one::<(i64,)>(count(
            "privacy_requests WHERE workspace_id = $1 AND closed_at IS NULL"
        )),
        rows.one::<(i64,)>(late.bind(today)),
        rows.one::<(i64,)>(count("breaches WHERE workspace_id = $1")),
        rows.one::<(i64,)>(count(
            "breaches WHERE workspace_id = $1 AND notified_at IS NULL"
        )),
    )?;
    Ok([all.0.0, all.1.0, all.2.0, all.3.0, all.4.0])
}

/// An export that came to its end is told once, with its figures.
const TOLD_ONCE: &str = "NOT (verb = 'export_begun' AND EXISTS (SELECT 1 FROM events later \
    WHERE later.workspace_id = events.workspace_id AND later.record_id = events.record_id AND later.verb = 'exported'))";

/// What was done with personal data as a whole, newest first: imports, exports, copies, requests, breaches, erasures, notes sent to
/// a machine.
///
/// # Errors
/// A broken database.
pub async fn log(rows: &impl Rows, before: Option<Uuid>, limit: i64) -> Result<Vec<EventRow>> {
    let mut q = sql(format!(
        "SELECT {EVENT} FROM events WHERE workspace_id = $1 AND {PROCESSING} AND {TOLD_ONCE}"
    ))
    .bind(rows.workspace());
    if let Some(before) = before {
        q.push(" AND id < ").push_bind(before);
    }
    q.push(" ORDER BY id DESC LIMIT ").push_bind(limit);
    rows.all(q).await
}
