//! Rows of interactions. What the rules say of an episode (both sides spoke, it counts as contact) lies beside it, so that the
//! first and last talk of a party are found without reading texts.

use chrono::{DateTime, Utc};
use quen_core::fields::Catalogue;
use quen_core::interactions::{Interaction, catalogue};
use quen_core::{Noun, Result};
use uuid::Uuid;

use crate::Rows;
use crate::db::{DbError, Row, Value, sql};
use crate::records::{PARTY_OWNER, Place, Table, Written, loaded};

/// The table of interactions.
pub struct Interactions;

const COLUMNS: &str = "t.id, t.party_id, t.external_id, t.kind, t.channel, t.direction, t.started_at, t.ended_at, t.subject, \
    t.body, t.outcome, t.participants, t.files, t.user_id, t.automatic, t.answered_at, t.custom, t.version, t.created_at, \
    t.updated_at, t.deleted_at, t.project_id, \
    t.quality";

impl Table for Interactions {
    type Record = Interaction;
    const NAME: &'static str = "interactions";
    const SCORED: bool = true;
    const COLUMNS: &'static str = COLUMNS;
    const OWNER: Option<&'static str> = Some(PARTY_OWNER);
    const SORT: Option<&'static str> = Some("-started_at");

    fn catalogue() -> Catalogue {
        catalogue()
    }

    fn read(row: &Row<'_>) -> Result<Interaction, DbError> {
        Ok(Interaction {
            id: row.get(0)?,
            party_id: row.get(1)?,
            external_id: row.get(2)?,
            kind: row.get(3)?,
            channel: row.get(4)?,
            direction: row.get(5)?,
            started_at: row.get(6)?,
            ended_at: row.get(7)?,
            subject: row.get(8)?,
            body: row.get(9)?,
            outcome: row.get(10)?,
            participants: row.json(11)?,
            files: row.json(12)?,
            user_id: row.get(13)?,
            automatic: row.get(14)?,
            answered_at: row.get(15)?,
            custom: row.json(16)?,
            version: row.get(17)?,
            created_at: row.get(18)?,
            updated_at: row.get(19)?,
            deleted_at: row.get(20)?,
            quality: row.get(22)?,
            project_id: row.get(21)?,
        })
    }

    fn place(field: &str) -> Option<Place> {
        Some(Place::Column(match field {
            // Ids grow with time, so the primary key serves this order.
            "sort:created_at" => "t.id",
            "party_id" => "t.party_id",
            "project_id" => "t.project_id",
            "kind" => "t.kind",
            "channel" => "t.channel",
            "direction" => "t.direction",
            "started_at" => "t.started_at",
            "outcome" => "t.outcome",
            "user_id" => "t.user_id",
            "automatic" => "t.automatic",
            "answered_at" => "t.answered_at",
            "created_at" => "t.created_at",
            "quality" => "t.quality",
            "updated_at" => "t.updated_at",
            _ => return None,
        }))
    }
}

impl Written for Interactions {
    const NOUN: Noun = Noun::Interactions;
    const WRITTEN: &'static [&'static str] = &[
        "party_id",
        "project_id",
        "external_id",
        "kind",
        "channel",
        "direction",
        "started_at",
        "ended_at",
        "subject",
        "body",
        "outcome",
        "participants",
        "files",
        "user_id",
        "automatic",
        "answered_at",
        "two_way",
        "contact",
        "custom",
        "created_at",
        "updated_at",
    ];

    fn values(record: &Interaction) -> Vec<Value> {
        vec![
            record.party_id.into(),
            record.project_id.into(),
            record.external_id.clone().into(),
            record.kind.clone().into(),
            record.channel.clone().into(),
            record.direction.clone().into(),
            record.started_at.into(),
            record.ended_at.into(),
            record.subject.clone().into(),
            record.body.clone().into(),
            record.outcome.clone().into(),
            Value::json(&record.participants),
            Value::json(&record.files),
            record.user_id.into(),
            record.automatic.into(),
            record.answered_at.into(),
            record.is_two_way().into(),
            record.is_contact().into(),
            Value::json(&record.custom),
            record.created_at.into(),
            record.updated_at.into(),
        ]
    }

    fn search_text(record: &Interaction) -> Option<String> {
        Some(record.search_text())
    }
}

/// First and last talk of both sides, and the last contact by us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Talks {
    /// First talk of both sides.
    pub first: Option<DateTime<Utc>>,
    /// Last talk of both sides.
    pub last: Option<DateTime<Utc>>,
    /// Last contact.
    pub contact: Option<DateTime<Utc>>,
}

/// The talks with a party, from all its episodes.
///
/// # Errors
/// A broken database.
pub async fn talks(rows: &impl Rows, party: Uuid) -> Result<Talks> {
    let q = sql(
        "SELECT min(CASE WHEN two_way THEN started_at END), max(CASE WHEN two_way THEN started_at END), \
         max(CASE WHEN contact THEN started_at END) FROM interactions \
         WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NULL",
    );
    let (first, last, contact) = rows.one(q.bind(rows.workspace()).bind(party)).await?;
    Ok(Talks {
        first,
        last,
        contact,
    })
}

/// Every episode of a party that is not in the bin, oldest first.
///
/// # Errors
/// A broken database.
pub async fn of_party(rows: &impl Rows, party: Uuid) -> Result<Vec<Interaction>> {
    let q = format!(
        "SELECT {COLUMNS} FROM interactions t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL \
         ORDER BY t.started_at, t.id"
    );
    loaded::<Interactions>(rows, sql(q).bind(rows.workspace()).bind(party)).await
}

/// Incoming episodes of a party that nobody answered, begun up to `until`, newest first.
///
/// # Errors
/// A broken database.
pub async fn waiting(
    rows: &impl Rows,
    party: Uuid,
    until: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Interaction>> {
    incoming(rows, party, until, "t.answered_at IS NULL", limit).await
}

/// Incoming episodes of a party that count as answered at this instant, newest first.
///
/// # Errors
/// A broken database.
pub async fn answered_at(
    rows: &impl Rows,
    party: Uuid,
    at: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Interaction>> {
    incoming(rows, party, at, "t.answered_at = $3", limit).await
}

/// Incoming episodes begun up to `until` ($3) of which `and` holds.
async fn incoming(
    rows: &impl Rows,
    party: Uuid,
    until: DateTime<Utc>,
    and: &str,
    limit: i64,
) -> Result<Vec<Interaction>> {
    let q = format!(
        "SELECT {COLUMNS} FROM interactions t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL \
         AND t.started_at <= $3 AND {and} AND t.direction = 'in' AND t.kind IN ('message', 'email', 'call') \
         ORDER BY t.started_at DESC, t.id DESC LIMIT $4"
    );
    let q = sql(q)
        .bind(rows.workspace())
        .bind(party)
        .bind(until)
        .bind(limit);
    loaded::<Interactions>(rows, q).await
}

/// Episodes of a party begun from `from` on, oldest first.
///
/// # Errors
/// A broken database.
pub async fn since(
    rows: &impl Rows,
    party: Uuid,
    from: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Interaction>> {
    let q = format!(
        "SELECT {COLUMNS} FROM interactions t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL \
         AND t.started_at >= $3 ORDER BY t.started_at, t.id LIMIT $4"
    );
    let q = sql(q)
        .bind(rows.workspace())
        .bind(party)
        .bind(from)
        .bind(limit);
    loaded::<Interactions>(rows, q).await
}

/// The last episodes of a party that ended in an outcome, newest first.
///
/// # Errors
/// A broken database.
pub async fn last_outcomes(rows: &impl Rows, party: Uuid, limit: i64) -> Result<Vec<Interaction>> {
    let q = format!(
        "SELECT {COLUMNS} FROM interactions t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL \
         AND t.outcome IS NOT NULL ORDER BY t.started_at DESC, t.id DESC LIMIT $3"
    );
    let q = sql(q).bind(rows.workspace()).bind(party).bind(limit);
    loaded::<Interactions>(rows, q).await
}

/// The episode with this outside id, in the bin or not. Not narrowed: a double must be noticed where it may not be shown.
///
/// # Errors
/// A broken database.
pub async fn by_external_id(rows: &impl Rows, external_id: &str) -> Result<Option<Uuid>> {
    let q = sql("SELECT id FROM interactions WHERE workspace_id = $1 AND external_id = $2");
    Ok(rows
        .optional::<(Uuid,)>(q.bind(rows.workspace()).bind(external_id))
        .await?
        .map(|(id,)| id))
}
