//! Rows of facts, seen by those who reach the party. The words a fact is found by lie beside it. What holds and what was
//! replaced is decided in `core`; here it is only written.

mod excerpt;
mod learning;
mod moving;
mod uses;
mod who;

use chrono::{DateTime, Utc};
use quen_core::facts::questions::Known;
use quen_core::facts::{Change, Fact, catalogue};
use quen_core::fields::Catalogue;
use quen_core::{Noun, Result};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::records::{PARTY_OWNER, Place, Table, Written, loaded};
use crate::{Rows, Writing, fields};

pub use excerpt::{disputed, noted, sketches};
pub use learning::{
    Learnt, asides, asked_next, customers_after, habits_due, learning_of, months_of, put_aside,
    put_learning,
};
pub use moving::{erase_of_party, move_all, move_back};
pub use uses::{never_used, put_use, uses_of_fact, uses_of_record};
pub use who::who;

/// Facts of one party that are read at most.
pub const MOST: i64 = 2_000;

/// The table of facts.
pub struct Facts;

const COLUMNS: &str = "t.id, t.party_id, t.origin_id, t.topic, t.value, t.statement, t.basis, t.stated_by, t.source, t.source_id, \
    t.confidence, t.said_at, t.confirmed_at, t.evidence, t.evidence_of, t.purpose, t.state, t.replaced_by, t.apart, t.settled_at, \
    t.withdrawn_at, t.used, t.refused, t.used_at, t.version, t.created_by, t.created_at, t.updated_at, t.deleted_at, \
    t.quality";

fn fact(row: &Row<'_>) -> Result<Fact, DbError> {
    let confidence = row.get(10)?;
    Ok(Fact {
        id: row.get(0)?,
        party_id: row.get(1)?,
        origin_id: row.get(2)?,
        topic: row.get(3)?,
        value: row.json_optional(4)?.unwrap_or(Json::Null),
        statement: row.get(5)?,
        basis: row.get(6)?,
        stated_by: row.get(7)?,
        source: row.get(8)?,
        source_id: row.get(9)?,
        confidence,
        certainty: confidence,
        said_at: row.get(11)?,
        confirmed_at: row.get(12)?,
        evidence: row.get(13)?,
        evidence_of: row.get(14)?,
        purpose: row.get(15)?,
        state: row.get(16)?,
        replaced_by: row.get(17)?,
        apart: row.get(18)?,
        settled_at: row.get(19)?,
        withdrawn_at: row.get(20)?,
        used: row.get(21)?,
        refused: row.get(22)?,
        used_at: row.get(23)?,
        version: row.get(24)?,
        created_by: row.get(25)?,
        created_at: row.get(26)?,
        updated_at: row.get(27)?,
        deleted_at: row.get(28)?,
        quality: row.get(29)?,
    })
}

impl Table for Facts {
    type Record = Fact;
    const NAME: &'static str = "facts";
    const SCORED: bool = true;
    const COLUMNS: &'static str = COLUMNS;
    const OWNER: Option<&'static str> = Some(PARTY_OWNER);

    fn catalogue() -> Catalogue {
        catalogue()
    }
    fn read(row: &Row<'_>) -> Result<Fact, DbError> {
        fact(row)
    }
    fn place(field: &str) -> Option<Place> {
        Some(Place::Column(match field {
            // Ids grow with time, so the primary key serves this order.
            "sort:created_at" => "t.id",
            "party_id" => "t.party_id",
            "topic" => "t.topic",
            "statement" => "t.statement",
            "basis" => "t.basis",
            "source" => "t.source",
            "confirmed_at" => "t.confirmed_at",
            "purpose" => "t.purpose",
            "state" => "t.state",
            "quality" => "t.quality",
            "created_at" => "t.created_at",
            _ => return None,
        }))
    }
}

impl Written for Facts {
    const NOUN: Noun = Noun::Facts;
    const WRITTEN: &'static [&'static str] = &[
        "party_id",
        "origin_id",
        "topic",
        "value",
        "value_key",
        "occasion_key",
        "statement",
        "basis",
        "stated_by",
        "source",
        "source_id",
        "confidence",
        "said_at",
        "confirmed_at",
        "evidence",
        "evidence_of",
        "purpose",
        "state",
        "replaced_by",
        "apart",
        "settled_at",
        "withdrawn_at",
        "used",
        "refused",
        "used_at",
        "created_by",
        "created_at",
        "updated_at",
    ];

    fn values(record: &Fact) -> Vec<Value> {
        let value = if record.value.is_null() {
            Value::Null
        } else {
            Value::Json(record.value.clone())
        };
        vec![
            record.party_id.into(),
            record.origin_id.into(),
            record.topic.clone().into(),
            value,
            record.key().into(),
            occasion_key(&record.value).into(),
            record.statement.clone().into(),
            record.basis.clone().into(),
            record.stated_by.clone().into(),
            record.source.clone().into(),
            record.source_id.into(),
            record.confidence.into(),
            record.said_at.into(),
            record.confirmed_at.into(),
            record.evidence.into(),
            record.evidence_of.into(),
            record.purpose.clone().into(),
            record.state.clone().into(),
            record.replaced_by.into(),
            record.apart.into(),
            record.settled_at.into(),
            record.withdrawn_at.into(),
            record.used.into(),
            record.refused.into(),
            record.used_at.into(),
            record.created_by.into(),
            record.created_at.into(),
            record.updated_at.into(),
        ]
    }

    fn search_text(record: &Fact) -> Option<String> {
        Some(record.search_text())
    }
}

/// Month and day of a day of the year, as the keys of birthdays: 1124, by the lunar calendar 11124.
fn occasion_key(value: &Json) -> Option<i64> {
    let number = |name: &str| value.get(name).and_then(Json::as_i64);
    let (month, day) = number("month").zip(number("day"))?;
    let lunar = value.get("calendar").and_then(Json::as_str) == Some("lunar");
    Some(month * 100 + day + if lunar { 10_000 } else { 0 })
}

/// Facts about days of the year with one of these keys, of one owner or of all in reach.
///
/// # Errors
/// A broken database.
pub async fn occasions(
    rows: &impl Rows,
    keys: &[i64],
    owner: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Fact>> {
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM facts t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL AND t.state = 'current' \
         AND t.occasion_key IS NOT NULL AND t.occasion_key IN "
    ))
    .bind(rows.workspace());
    q.push_list(keys.iter().copied());
    if let Some(owner) = owner {
        q.push(" AND ")
            .push(PARTY_OWNER)
            .push(" = ")
            .push_bind(owner);
    }
    Facts::narrow(rows, &mut q);
    q.push(" LIMIT ").push_bind(limit);
    loaded::<Facts>(rows, q).await
}

/// The open fact of a party with this topic and these folded words.
///
/// # Errors
/// A broken database.
pub async fn same(rows: &impl Rows, party: Uuid, topic: &str, key: &str) -> Result<Option<Uuid>> {
    let q = sql(
        "SELECT id FROM facts WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NULL AND withdrawn_at IS NULL \
         AND topic = $3 AND value_key = $4 ORDER BY id DESC LIMIT 1",
    );
    let q = q.bind(rows.workspace()).bind(party);
    Ok(rows
        .optional::<(Uuid,)>(q.bind(topic.to_owned()).bind(key.to_owned()))
        .await?
        .map(|(id,)| id))
}

/// Every fact of a party outside the bin, newest first, what was replaced or withdrawn included.
///
/// # Errors
/// A broken database.
pub async fn of_party(rows: &impl Rows, party: Uuid) -> Result<Vec<Fact>> {
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM facts t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL"
    ))
    .bind(rows.workspace())
    .bind(party);
    Facts::narrow(rows, &mut q);
    q.push(" ORDER BY t.id DESC LIMIT ").push_bind(MOST);
    loaded::<Facts>(rows, q).await
}

/// Facts of a party about some topics that hold, newest first.
///
/// # Errors
/// A broken database.
pub async fn on_topics(rows: &impl Rows, party: Uuid, topics: &[&str]) -> Result<Vec<Fact>> {
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM facts t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL \
         AND t.state = 'current' AND t.topic IN "
    ))
    .bind(rows.workspace())
    .bind(party);
    q.push_list(topics.iter().map(|topic| (*topic).to_owned()));
    Facts::narrow(rows, &mut q);
    q.push(" ORDER BY t.id DESC LIMIT ").push_bind(MOST);
    loaded::<Facts>(rows, q).await
}

/// Writes how a fact stands, leaving all else.
///
/// # Errors
/// A broken database.
pub async fn put_standing(tx: &Writing, change: &Change, now: DateTime<Utc>) -> Result<()> {
    let q = sql(
        "UPDATE facts SET state = $3, replaced_by = $4, updated_at = $5, version = version + 1 WHERE workspace_id = $1 AND id = $2",
    );
    let q = q.bind(tx.workspace()).bind(change.id).bind(change.state);
    tx.execute(q.bind(change.replaced_by).bind(now)).await?;
    fields::follow_stored(tx, Noun::Facts, &[change.id]).await
}

/// What questions look at of one fact.
struct KnownRow(Uuid, Known);

impl FromRow for KnownRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let basis: String = row.get(3)?;
        let known = Known {
            id: row.get(1)?,
            topic: row.get(2)?,
            stated: basis == "stated",
            confidence: row.get(4)?,
            confirmed_at: row.get(5)?,
            used: row.get(6)?,
        };
        Ok(Self(row.get(0)?, known))
    }
}

/// What holds of these parties, party by party.
///
/// # Errors
/// A broken database.
pub async fn known_of(rows: &impl Rows, parties: &[Uuid]) -> Result<Vec<(Uuid, Known)>> {
    if parties.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = sql(
        "SELECT party_id, id, topic, basis, confidence, confirmed_at, used FROM facts WHERE workspace_id = $1 AND deleted_at IS NULL \
         AND state = 'current' AND party_id IN ",
    )
    .bind(rows.workspace());
    q.push_list(parties.iter().copied());
    let found = rows.all::<KnownRow>(q).await?;
    Ok(found.into_iter().map(|row| (row.0, row.1)).collect())
}
