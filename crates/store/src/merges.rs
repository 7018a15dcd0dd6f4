//! Rows of merges: what two parties were, and every row that a merge moved, so that all of it can go back. A table that
//! hangs on parties must be named in [`HANGING`] or in [`OTHERWISE`]; a test finds one that nobody thought of.

mod forgetting;
mod links;
mod relationships;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use quen_core::Result;
use quen_core::parties::Party;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

pub(crate) use forgetting::forget;
pub use links::{links_back, move_links};
pub use relationships::{Kept, history_back, history_ids, kept, put_kept};

/// A column by which rows hang on a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hanging {
    /// Table; its rows have an `id`.
    pub table: &'static str,
    /// Column with the party.
    pub column: &'static str,
    /// Rows carry a `version`, which grows when they move.
    pub versioned: bool,
    /// Rows can lie in the bin.
    pub binned: bool,
}

const fn hanging(table: &'static str, column: &'static str) -> Hanging {
    Hanging {
        table,
        column,
        versioned: true,
        binned: true,
    }
}

/// What moves with a merge as it is.
pub const HANGING: &[Hanging] = &[
    hanging("benefits", "party_id"),
    Hanging {
        versioned: false,
        binned: false,
        ..hanging("breach_people", "party_id")
    },
    // Of two touches for one occasion one went before.
    Hanging {
        versioned: false,
        binned: false,
        ..hanging("care_touches", "party_id")
    },
    // The proof of what was agreed to.
    Hanging {
        versioned: false,
        binned: false,
        ..hanging("consent_history", "party_id")
    },
    hanging("custom_records", "party_id"),
    hanging("interactions", "party_id"),
    hanging("orders", "contact_id"),
    hanging("orders", "party_id"),
    hanging("payments", "party_id"),
    hanging("projects", "party_id"),
    Hanging {
        versioned: false,
        binned: false,
        ..hanging("privacy_requests", "party_id")
    },
    hanging("promises", "party_id"),
    // What was sent counts for the pressure of contact on whoever it reached.
    Hanging {
        versioned: false,
        binned: false,
        ..hanging("sent_messages", "party_id")
    },
    hanging("tasks", "party_id"),
];

/// Columns that name a party and are dealt with in another way: figures are counted anew, facts, links and relationships have
/// their own rules, news and history stay where they were told.
pub const OTHERWISE: &[&str] = &[
    "consents.party_id",
    "contact_preferences.party_id",
    "drafts.party_id",
    "duplicates.one_id",
    "duplicates.other_id",
    "events.party_id",
    "fact_asides.party_id",
    "fact_uses.party_id",
    "facts.party_id",
    "learned_refusals.party_id",
    "merges.loser_id",
    "merges.winner_id",
    "metric_days.party_id",
    "metrics.party_id",
    "notifications.party_id",
    "party_keys.party_id",
    "party_links.from_id",
    "party_links.to_id",
    "party_learning.party_id",
    "party_learning_months.party_id",
    "portal_links.party_id",
    "portal_sessions.party_id",
    "relationship_history.party_id",
    "relationships.party_id",
    "scores.party_id",
];

/// Orders whose contact person turned out to be the customer.
const OWN_CONTACT: &str = "orders.own_contact";

/// A merge.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge {
    /// UUIDv7.
    pub id: Uuid,
    /// The party that stayed.
    pub winner_id: Uuid,
    /// The party that went to the bin.
    pub loser_id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by_user: Option<Uuid>,
    /// The winner as it was.
    pub winner_before: Party,
    /// The winner as the merge left it.
    pub winner_after: Party,
    /// The other one as it was.
    pub loser_before: Party,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str =
    "id, winner_id, loser_id, at, by_user, winner_before, winner_after, loser_before, undone_at";

impl FromRow for Merge {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            winner_id: row.get(1)?,
            loser_id: row.get(2)?,
            at: row.get(3)?,
            by_user: row.get(4)?,
            winner_before: row.json(5)?,
            winner_after: row.json(6)?,
            loser_before: row.json(7)?,
            undone_at: row.get(8)?,
        })
    }
}

/// Writes a merge.
///
/// # Errors
/// A broken database.
pub async fn insert(tx: &Writing, merge: &Merge) -> Result<()> {
    let mut q = sql(format!(
        "INSERT INTO merges (workspace_id, {COLUMNS}) VALUES "
    ));
    q.push_row([
        Value::from(tx.workspace()),
        merge.id.into(),
        merge.winner_id.into(),
        merge.loser_id.into(),
        merge.at.into(),
        merge.by_user.into(),
        Value::json(&merge.winner_before),
        Value::json(&merge.winner_after),
        Value::json(&merge.loser_before),
        merge.undone_at.into(),
    ]);
    tx.execute(q).await.map(drop)
}

/// One merge; the caller asks whether the actor reaches the winner.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, id: Uuid) -> Result<Option<Merge>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM merges WHERE workspace_id = $1 AND id = $2"
    ));
    rows.optional(q.bind(rows.workspace()).bind(id)).await
}

/// The merges that a party won, newest first, at most `limit`.
///
/// # Errors
/// A broken database.
pub async fn of_winner(rows: &impl Rows, winner: Uuid, limit: i64) -> Result<Vec<Merge>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM merges WHERE workspace_id = $1 AND winner_id = $2 ORDER BY id DESC LIMIT $3"
    ));
    rows.all(q.bind(rows.workspace()).bind(winner).bind(limit))
        .await
}

/// Notes that a merge was undone. False when somebody was quicker.
///
/// # Errors
/// A broken database.
pub async fn mark_undone(tx: &Writing, id: Uuid, at: DateTime<Utc>, by: Uuid) -> Result<bool> {
    let q = sql(
        "UPDATE merges SET undone_at = $3, undone_by = $4 WHERE workspace_id = $1 AND id = $2 AND undone_at IS NULL",
    );
    let q = q.bind(tx.workspace()).bind(id).bind(at).bind(by);
    Ok(tx.execute(q).await? == 1)
}

/// How many rows hang on a party, table by table; those in the bin are not counted.
///
/// # Errors
/// A broken database.
pub async fn counts(rows: &impl Rows, party: Uuid) -> Result<Vec<(&'static str, i64)>> {
    let mut found: Vec<(&'static str, i64)> = Vec::new();
    for Hanging {
        table,
        column,
        binned,
        ..
    } in HANGING
        .iter()
        .filter(|hanging| hanging.column == "party_id")
    {
        let live = if *binned {
            " AND deleted_at IS NULL"
        } else {
            ""
        };
        let q = sql(format!(
            "SELECT count(*) FROM {table} WHERE workspace_id = $1 AND {column} = $2{live}"
        ));
        let (count,): (i64,) = rows.one(q.bind(rows.workspace()).bind(party)).await?;
        found.push((table, count));
    }
    let q = sql(
        "SELECT count(*) FROM party_links WHERE workspace_id = $1 AND (from_id = $2 OR to_id = $2)",
    );
    let (links,): (i64,) = rows.one(q.bind(rows.workspace()).bind(party)).await?;
    found.push(("links", links));
    let q = sql(
        "SELECT count(*) FROM facts WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NULL AND state = 'current'",
    );
    let (facts,): (i64,) = rows.one(q.bind(rows.workspace()).bind(party)).await?;
    found.push(("facts", facts));
    Ok(found)
}

/// Moves everything of [`HANGING`] from one party to another and notes each row.
///
/// # Errors
/// A broken database.
pub async fn move_hanging(tx: &Writing, merge: Uuid, from: Uuid, to: Uuid) -> Result<()> {
    for hanging in HANGING {
        let Hanging { table, column, .. } = hanging;
        let relation = format!("{table}.{column}");
        for part in parts(hanging) {
            let note = sql(format!(
                "INSERT INTO merge_moves (workspace_id, merge_id, relation, record_id) \
                 SELECT workspace_id, $3, $4, id FROM {table} WHERE workspace_id = $1 AND {column} = $2{part}"
            ));
            let note = note.bind(tx.workspace()).bind(from).bind(merge);
            tx.execute(note.bind(relation.as_str())).await?;
            let text = format!(
                "UPDATE {table} SET {column} = $3{} WHERE workspace_id = $1 AND {column} = $2{part}",
                grown(hanging)
            );
            tx.execute(sql(text).bind(tx.workspace()).bind(from).bind(to))
                .await?;
        }
    }
    let own = sql(
        "INSERT INTO merge_moves (workspace_id, merge_id, relation, record_id) SELECT workspace_id, $3, $4, id FROM orders \
         WHERE workspace_id = $1 AND party_id = $2 AND contact_id = $2",
    );
    tx.execute(
        own.bind(tx.workspace())
            .bind(to)
            .bind(merge)
            .bind(OWN_CONTACT),
    )
    .await?;
    // Nobody is the contact person of the own orders.
    let q = sql(
        "UPDATE orders SET contact_id = NULL WHERE workspace_id = $1 AND party_id = $2 AND contact_id = $2",
    );
    tx.execute(q.bind(tx.workspace()).bind(to)).await?;
    follow(tx, from, to).await
}

/// Roll-ups of both parties are taken anew.
async fn follow(tx: &Writing, one: Uuid, other: Uuid) -> Result<()> {
    crate::fields::follow_all(tx, [one, other]).await
}

/// Moves back what a merge moved, as far as it still hangs on the winner.
///
/// # Errors
/// A broken database.
pub async fn hanging_back(tx: &Writing, merge: &Merge) -> Result<()> {
    let moved = "id IN (SELECT record_id FROM merge_moves WHERE workspace_id = $1 AND merge_id = $2 AND relation = $3)";
    let own = sql(format!(
        "UPDATE orders SET contact_id = $4 WHERE workspace_id = $1 AND {moved} AND party_id = $4 AND contact_id IS NULL"
    ));
    let own = own.bind(tx.workspace()).bind(merge.id).bind(OWN_CONTACT);
    tx.execute(own.bind(merge.winner_id)).await?;
    for hanging in HANGING {
        let Hanging { table, column, .. } = hanging;
        let text = format!(
            "UPDATE {table} SET {column} = $5{} WHERE workspace_id = $1 AND {moved} AND {column} = $4",
            grown(hanging)
        );
        let q = sql(text).bind(tx.workspace()).bind(merge.id);
        let q = q.bind(format!("{table}.{column}"));
        tx.execute(q.bind(merge.winner_id).bind(merge.loser_id))
            .await?;
    }
    follow(tx, merge.winner_id, merge.loser_id).await
}

/// The live rows and those in the bin have an index each.
fn parts(hanging: &Hanging) -> &'static [&'static str] {
    if hanging.binned {
        &[" AND deleted_at IS NULL", " AND deleted_at IS NOT NULL"]
    } else {
        &[""]
    }
}

fn grown(hanging: &Hanging) -> &'static str {
    if hanging.versioned {
        ", version = version + 1"
    } else {
        ""
    }
}

/// Notes rows that a merge touched in another way.
///
/// # Errors
/// A broken database.
pub(crate) async fn note(
    tx: &Writing,
    merge: Uuid,
    relation: &'static str,
    rows: Vec<(Uuid, Value)>,
) -> Result<()> {
    let rows: Vec<Vec<Value>> = rows
        .into_iter()
        .map(|(id, before)| {
            vec![
                tx.workspace().into(),
                merge.into(),
                relation.into(),
                id.into(),
                before,
            ]
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    tx.execute_many(
        "INSERT INTO merge_moves (workspace_id, merge_id, relation, record_id, before) VALUES ($1, $2, $3, $4, $5)",
        rows,
    )
    .await
    .map(drop)
}

/// The rows noted under a relation, with their state before.
///
/// # Errors
/// A broken database.
pub(crate) async fn noted<T: serde::de::DeserializeOwned + Send + 'static>(
    rows: &impl Rows,
    merge: Uuid,
    relation: &'static str,
) -> Result<Vec<(Uuid, Option<T>)>> {
    struct Noted<T>(Uuid, Option<T>);
    impl<T: serde::de::DeserializeOwned + Send + 'static> FromRow for Noted<T> {
        fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
            Ok(Self(row.get(0)?, row.json_optional(1)?))
        }
    }
    let q = sql(
        "SELECT record_id, before FROM merge_moves WHERE workspace_id = $1 AND merge_id = $2 AND relation = $3 ORDER BY record_id",
    );
    let q = q.bind(rows.workspace()).bind(merge).bind(relation);
    let found = rows.all::<Noted<T>>(q).await?;
    Ok(found
        .into_iter()
        .map(|Noted(id, before)| (id, before))
        .collect())
}
