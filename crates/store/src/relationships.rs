//! Rows of relationships, their history, and the columns beside the party that follow them.

mod buyers;
pub mod flow;

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::fields::Catalogue;
use quen_core::kept::Kept;
use quen_core::relationships::{History, Override, Relationship, catalogue};
use quen_core::{Error, Result};
use quen_insight::relationship_type::RelationshipType;
use quen_insight::stage::Stage;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::records::{PARTY_OWNER, Place, Table, loaded};
use crate::{Rows, Writing};

pub use buyers::{Buyer, buyers, parties_after};

/// The table of relationships.
pub struct Relationships;

const COLUMNS: &str = "t.id, t.party_id, t.role, t.stage, t.stage_since, t.ended, t.evidence, t.type, t.type_evidence, \
    t.override_stage, t.override_type, t.override_reason, t.override_by, t.override_at, t.review_on, t.version, t.created_at";

/// A stage as its key in a text column.
struct StageWord(Stage);
/// A type as its key in a text column.
struct TypeWord(RelationshipType);

impl FromStr for StageWord {
    type Err = ();
    fn from_str(key: &str) -> Result<Self, ()> {
        Stage::from_key(key).map(Self).ok_or(())
    }
}

impl FromStr for TypeWord {
    type Err = ();
    fn from_str(key: &str) -> Result<Self, ()> {
        RelationshipType::from_key(key).map(Self).ok_or(())
    }
}

impl Table for Relationships {
    type Record = Relationship;
    const NAME: &'static str = "relationships";
    const COLUMNS: &'static str = COLUMNS;
    const OWNER: Option<&'static str> = Some(PARTY_OWNER);
    const BINNED: bool = false;

    fn catalogue() -> Catalogue {
        catalogue()
    }

    fn read(row: &Row<'_>) -> Result<Relationship, DbError> {
        let (stage, kind): (Option<String>, Option<String>) = (row.get(9)?, row.get(10)?);
        Ok(Relationship {
            id: row.get(0)?,
            party_id: row.get(1)?,
            role: row.get(2)?,
            stage: row.get_parsed::<StageWord>(3)?.0,
            stage_since: row.get(4)?,
            ended: row.get(5)?,
            evidence: row.json(6)?,
            kind: row.get_parsed::<TypeWord>(7)?.0,
            type_evidence: row.json(8)?,
            by_hand: Override {
                stage: stage.as_deref().and_then(Stage::from_key),
                kind: kind.as_deref().and_then(RelationshipType::from_key),
                reason: row.get(11)?,
                by: row.get(12)?,
                at: row.get(13)?,
            },
            review_on: row.get(14)?,
            version: row.get(15)?,
            created_at: row.get(16)?,
        })
    }

    fn place(field: &str) -> Option<Place> {
        Some(Place::Column(match field {
            "party_id" => "t.party_id",
            "role" => "t.role",
            "stage" => "COALESCE(t.override_stage, t.stage)",
            "type" => "COALESCE(t.override_type, t.type)",
            "stage_since" => "t.stage_since",
            "ended" => "t.ended",
            "review_on" => "t.review_on",
            _ => return None,
        }))
    }
}

/// All relationships of a party, oldest first. Not narrowed: the caller has found the party.
///
/// # Errors
/// A broken database.
pub async fn of_party(rows: &impl Rows, party: Uuid) -> Result<Vec<Relationship>> {
    // Sorted here: asked for by id, SQLite without statistics walks the relationships of the whole workspace.
    let q = format!(
        "SELECT {COLUMNS} FROM relationships t WHERE t.workspace_id = $1 AND t.party_id = $2"
    );
    let q = sql(q).bind(rows.workspace()).bind(party);
    let mut found = loaded::<Relationships>(rows, q).await?;
    found.sort_unstable_by_key(|relationship| relationship.id);
    Ok(found)
}

/// Parties with a relationship to be looked at on `today` or before, longest due first.
///
/// # Errors
/// A broken database.
pub async fn due(rows: &impl Rows, today: NaiveDate, limit: i64) -> Result<Vec<(Uuid, Uuid)>> {
    let q = sql(
        "SELECT id, party_id FROM relationships WHERE workspace_id = $1 AND review_on <= $2 ORDER BY review_on LIMIT $3",
    );
    rows.all(q.bind(rows.workspace()).bind(today).bind(limit))
        .await
}

/// Writes a new relationship.
///
/// # Errors
/// `constraint` when the party has one in this role.
pub async fn insert(tx: &Writing, relationship: &Relationship) -> Result<()> {
    let mut q = sql(
        "INSERT INTO relationships (workspace_id, id, created_at, party_id, role, stage, stage_since, ended, evidence, type, \
         type_evidence, override_stage, override_type, override_reason, override_by, override_at, review_on, version) VALUES ",
    );
    let kept = [
        Value::from(tx.workspace()),
        relationship.id.into(),
        relationship.created_at.into(),
    ];
    q.push_row(kept.into_iter().chain(values(relationship)));
    tx.execute(q).await.map(drop)
}

/// Writes a changed relationship that was at version `before`.
///
/// # Errors
/// `stale` when somebody was quicker.
pub async fn update(tx: &Writing, before: i64, relationship: &Relationship) -> Result<()> {
    let mut q = sql("UPDATE relationships SET party_id = $3, role = $4, stage = $5, stage_since = $6, ended = $7, evidence = $8, type = $9, \
         type_evidence = $10, override_stage = $11, override_type = $12, override_reason = $13, override_by = $14, override_at = $15, \
         review_on = $16, version = $17 WHERE workspace_id = $1 AND id = $2")
    .bind(tx.workspace())
    .bind(relationship.id);
    for value in values(relationship) {
        q = q.bind(value);
    }
    q.push(" AND version = ").push_bind(before);
    if tx.execute(q).await? == 0 {
        return Err(Error::Stale {
            current: before + 1,
        });
    }
    Ok(())
}

fn values(relationship: &Relationship) -> Vec<Value> {
    let by_hand = &relationship.by_hand;
    vec![
        relationship.party_id.into(),
        relationship.role.clone().into(),
        relationship.stage.key().into(),
        relationship.stage_since.into(),
        relationship.ended.into(),
        Value::json(&relationship.evidence),
        relationship.kind.key().into(),
        Value::json(&relationship.type_evidence),
        by_hand.stage.map(Stage::key).into(),
        by_hand.kind.map(RelationshipType::key).into(),
        by_hand.reason.clone().into(),
        by_hand.by.into(),
        by_hand.at.into(),
        relationship.review_on.into(),
        relationship.version().into(),
    ]
}

/// Removes a relationship with its history, when another one takes its place.
///
/// # Errors
/// A broken database.
pub async fn delete(tx: &Writing, id: Uuid) -> Result<()> {
    let q = sql("DELETE FROM relationships WHERE workspace_id = $1 AND id = $2");
    tx.execute(q.bind(tx.workspace()).bind(id)).await.map(drop)
}

/// Writes the stage and type of a party's leading relationship beside the party.
///
/// # Errors
/// A broken database.
pub async fn put_standing(
    tx: &Writing,
    party: Uuid,
    stage: Stage,
    kind: RelationshipType,
) -> Result<()> {
    let q = sql(
        "UPDATE parties SET stage = $3, type = $4 WHERE workspace_id = $1 AND id = $2 AND (stage <> $3 OR type <> $4)",
    );
    tx.execute(
        q.bind(tx.workspace())
            .bind(party)
            .bind(stage.key())
            .bind(kind.key()),
    )
    .await
    .map(drop)
}

struct HistoryRow(History);

impl FromRow for HistoryRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(History {
            id: row.get(0)?,
            relationship_id: row.get(1)?,
            party_id: row.get(2)?,
            stage: row.get_parsed::<StageWord>(3)?.0,
            kind: row.get_parsed::<TypeWord>(4)?.0,
            since: row.get(5)?,
            evidence: row.json(6)?,
            reason: row.get(7)?,
            by_user: row.get(8)?,
            at: row.get(9)?,
        }))
    }
}

const HISTORY: &str =
    "id, relationship_id, party_id, stage, type, since, evidence, reason, by_user, at";

/// Writes an entry of the history.
///
/// # Errors
/// A broken database.
pub async fn insert_history(tx: &Writing, entry: &History) -> Result<()> {
    let q = sql(format!("INSERT INTO relationship_history (workspace_id, {HISTORY}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"))
        .bind(tx.workspace())
        .bind(entry.id)
        .bind(entry.relationship_id)
        .bind(entry.party_id)
        .bind(entry.stage.key())
        .bind(entry.kind.key())
        .bind(entry.since)
        .bind(Value::json(&entry.evidence))
        .bind(entry.reason.clone())
        .bind(entry.by_user)
        .bind(entry.at);
    tx.execute(q).await.map(drop)
}

/// The newest entries of a party's history before a point of the timeline.
///
/// # Errors
/// A broken database.
pub async fn history(
    rows: &impl Rows,
    party: Uuid,
    before: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<History>> {
    let mut q = sql(format!(
        "SELECT {HISTORY} FROM relationship_history WHERE workspace_id = $1 AND party_id = $2"
    ));
    q = q.bind(rows.workspace()).bind(party);
    if let Some((at, id)) = before {
        q.push(" AND (at, id) < (")
            .push_bind(at)
            .push(", ")
            .push_bind(id)
            .push(")");
    }
    q.push(" ORDER BY at DESC, id DESC LIMIT ").push_bind(limit);
    Ok(rows
        .all::<HistoryRow>(q)
        .await?
        .into_iter()
        .map(|row| row.0)
        .collect())
}

/// Moves what hangs on one party's relationships to another party.
///
/// # Errors
/// A broken database.
pub async fn move_history(
    tx: &Writing,
    from: Uuid,
    to: Uuid,
    relationship: (Uuid, Uuid),
) -> Result<()> {
    let q = sql(
        "UPDATE relationship_history SET party_id = $3, relationship_id = $5 \
         WHERE workspace_id = $1 AND party_id = $2 AND relationship_id = $4",
    );
    tx.execute(
        q.bind(tx.workspace())
            .bind(from)
            .bind(to)
            .bind(relationship.0)
            .bind(relationship.1),
    )
    .await
    .map(drop)
}
