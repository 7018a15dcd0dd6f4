//! Rows of promises. They are seen by those who reach the party.

pub mod heard;
mod keeping;

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::fields::Catalogue;
use quen_core::promises::{Promise, catalogue};
use quen_core::{Noun, Result};
use uuid::Uuid;

use crate::db::{DbError, Row, Sql, Value, sql};
use crate::records::{PARTY_OWNER, Place, Table, Written, loaded};
use crate::{Rows, Writing, fields};

pub use keeping::{by_owner, of_house, of_party as kept_of_party};

/// The table of promises.
pub struct Promises;

const COLUMNS: &str = "t.id, t.party_id, t.text, t.kind, t.size, t.due_on, t.first_due_on, t.owner_id, t.state, t.source, \
    t.interaction_id, t.renegotiations, t.agreement, t.outcome, t.delivered_on, t.beyond, t.settled_at, t.settled_by, \
    t.mended_at, t.custom, t.version, t.created_by, t.created_at, t.updated_at, t.deleted_at, \
    t.quality, t.files, t.heard_id, t.file_id";

impl Table for Promises {
    type Record = Promise;
    const NAME: &'static str = "promises";
    const SCORED: bool = true;
    const COLUMNS: &'static str = COLUMNS;
    const OWNER: Option<&'static str> = Some(PARTY_OWNER);

    fn catalogue() -> Catalogue {
        catalogue()
    }

    fn read(row: &Row<'_>) -> Result<Promise, DbError> {
        Ok(Promise {
            id: row.get(0)?,
            party_id: row.get(1)?,
            text: row.get(2)?,
            kind: row.get(3)?,
            size: row.get(4)?,
            due_on: row.get(5)?,
            first_due_on: row.get(6)?,
            owner_id: row.get(7)?,
            state: row.get(8)?,
            source: row.get(9)?,
            interaction_id: row.get(10)?,
            renegotiations: row.get(11)?,
            agreement: row.get(12)?,
            outcome: row.get(13)?,
            delivered_on: row.get(14)?,
            beyond: row.get(15)?,
            settled_at: row.get(16)?,
            settled_by: row.get(17)?,
            mended_at: row.get(18)?,
            custom: row.json(19)?,
            version: row.get(20)?,
            created_by: row.get(21)?,
            created_at: row.get(22)?,
            updated_at: row.get(23)?,
            deleted_at: row.get(24)?,
            quality: row.get(25)?,
            files: row.json_optional(26)?.unwrap_or_default(),
            heard_id: row.get(27)?,
            file_id: row.get(28)?,
        })
    }

    fn push_same(record: &Promise, q: &mut Sql) -> bool {
        q.push(" AND t.party_id = ").push_bind(record.party_id);
        q.push(" AND t.text = ").push_bind(record.text.clone());
        true
    }

    fn place(field: &str) -> Option<Place> {
        Some(Place::Column(match field {
            "party_id" => "t.party_id",
            "kind" => "t.kind",
            "size" => "t.size",
            "due_on" => "t.due_on",
            "owner_id" => "t.owner_id",
            "state" => "t.state",
            "source" => "t.source",
            "settled_at" => "t.settled_at",
            "mended_at" => "t.mended_at",
            "quality" => "t.quality",
            "created_at" => "t.created_at",
            _ => return None,
        }))
    }
}

impl Written for Promises {
    const NOUN: Noun = Noun::Promises;
    const WRITTEN: &'static [&'static str] = &[
        "party_id",
        "text",
        "kind",
        "size",
        "due_on",
        "first_due_on",
        "owner_id",
        "state",
        "source",
        "interaction_id",
        "heard_id",
        "file_id",
        "renegotiations",
        "agreement",
        "outcome",
        "delivered_on",
        "beyond",
        "settled_at",
        "settled_by",
        "mended_at",
        "files",
        "custom",
        "created_by",
        "created_at",
        "updated_at",
    ];

    fn values(record: &Promise) -> Vec<Value> {
        vec![
            record.party_id.into(),
            record.text.clone().into(),
            record.kind.clone().into(),
            record.size.clone().into(),
            record.due_on.into(),
            record.first_due_on.into(),
            record.owner_id.into(),
            record.state.clone().into(),
            record.source.clone().into(),
            record.interaction_id.into(),
            record.heard_id.into(),
            record.file_id.into(),
            record.renegotiations.into(),
            record.agreement.clone().into(),
            record.outcome.clone().into(),
            record.delivered_on.into(),
            record.beyond.into(),
            record.settled_at.into(),
            record.settled_by.into(),
            record.mended_at.into(),
            Value::json(&record.files),
            Value::json(&record.custom),
            record.created_by.into(),
            record.created_at.into(),
            record.updated_at.into(),
        ]
    }

    fn search_text(record: &Promise) -> Option<String> {
        Some(record.search_text())
    }
}

/// Promises to a party: open ones by day, undated ones after them, then the latest that ended.
///
/// # Errors
/// A broken database.
pub async fn of_party(rows: &impl Rows, party: Uuid, limit: i64) -> Result<Vec<Promise>> {
    let start = format!(
        "SELECT {COLUMNS} FROM promises t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL"
    );
    let ask = |rest: &str| {
        sql(format!("{start} {rest} LIMIT $3"))
            .bind(rows.workspace())
            .bind(party)
            .bind(limit)
    };
    let (open, ended) = tokio::try_join!(
        loaded::<Promises>(
            rows,
            ask("AND t.settled_at IS NULL ORDER BY t.due_on IS NULL, t.due_on, t.id")
        ),
        loaded::<Promises>(
            rows,
            ask("AND t.settled_at IS NOT NULL ORDER BY t.settled_at DESC, t.id DESC")
        ),
    )?;
    let room = usize::try_from(limit).unwrap_or(0);
    let all = open.into_iter().chain(ended);
    Ok(all.take(room).collect())
}

/// Open promises of the colleague who asks that are due on `day` or before and about which no news was written since
/// `since`: id and party.
///
/// # Errors
/// A broken database.
pub async fn due(
    rows: &impl Rows,
    day: NaiveDate,
    since: DateTime<Utc>,
) -> Result<Vec<(Uuid, Uuid)>> {
    let q = sql(
        "SELECT t.id, t.party_id FROM promises t WHERE t.workspace_id = $1 AND t.owner_id = $2 AND t.due_on <= $3 \
         AND t.settled_at IS NULL AND t.deleted_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM notifications n WHERE n.workspace_id = t.workspace_id AND n.user_id = $2 \
           AND n.kind = 'due' AND n.record_id = t.id AND n.created_at >= $4) \
         ORDER BY t.due_on, t.id LIMIT 50",
    );
    rows.all(
        q.bind(rows.workspace())
            .bind(rows.access().user())
            .bind(day)
            .bind(since),
    )
    .await
}

/// Words of promises that the reader reaches, by id.
///
/// # Errors
/// A broken database.
pub async fn texts(rows: &impl Rows, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = sql("SELECT t.id, t.text FROM promises t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL AND t.id IN ")
        .bind(rows.workspace());
    q.push_list(ids.iter().copied());
    rows.narrow(&mut q, PARTY_OWNER);
    rows.all(q).await
}

/// Gives the open promises of one colleague to another; answers which, each with its party.
///
/// # Errors
/// A broken database.
pub async fn hand_over(
    tx: &Writing,
    from: Uuid,
    to: Uuid,
    now: DateTime<Utc>,
    limit: usize,
) -> Result<Vec<(Uuid, Uuid)>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let q = sql(
        "UPDATE promises SET owner_id = $3, version = version + 1, updated_at = $4 WHERE workspace_id = $1 AND id IN \
         (SELECT id FROM promises WHERE workspace_id = $1 AND owner_id = $2 AND settled_at IS NULL AND deleted_at IS NULL LIMIT $5) \
         RETURNING id, party_id",
    );
    let q = q.bind(tx.workspace()).bind(from).bind(to);
    let moved: Vec<(Uuid, Uuid)> = tx.all(q.bind(now).bind(limit)).await?;
    let ids: Vec<Uuid> = moved.iter().map(|(id, _)| *id).collect();
    fields::follow_stored(tx, Noun::Promises, &ids).await?;
    Ok(moved)
}
