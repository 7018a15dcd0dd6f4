//! The undo log of an import.

use quen_core::fields::LINES;
use quen_core::{Noun, Result};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::dialect::search;
use crate::{Rows, Writing, fields};

/// One record that an import made or changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Place in the order in which things happened.
    pub position: i64,
    /// Kind of record.
    pub noun: Noun,
    /// The record.
    pub record_id: Uuid,
    /// The record as it was; `None` for one that was made.
    pub before: Option<Json>,
    /// The version that the import left.
    pub version_after: i64,
    /// The row of the file that it came from, the first of several; `None` for what older versions wrote.
    pub row: Option<i64>,
}

impl FromRow for Change {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let noun: String = row.get(1)?;
        let unknown = || DbError::Decode {
            column: 1,
            expected: "a noun",
            found: noun.clone(),
        };
        Ok(Self {
            position: row.get(0)?,
            noun: Noun::from_plural(&noun).ok_or_else(unknown)?,
            record_id: row.get(2)?,
            before: row.get(3)?,
            version_after: row.get(4)?,
            row: row.get(5)?,
        })
    }
}

/// Notes changes.
///
/// # Errors
/// A broken database.
pub async fn insert_changes(tx: &Writing, import: Uuid, changes: Vec<Change>) -> Result<()> {
    let row = |change: Change| {
        let word = if change.before.is_some() {
            "updated"
        } else {
            "created"
        };
        let key = [
            Value::from(tx.workspace()),
            import.into(),
            change.position.into(),
            change.noun.plural().into(),
        ];
        let rest = [
            change.record_id.into(),
            word.into(),
            change.before.into(),
            change.version_after.into(),
            change.row.into(),
        ];
        key.into_iter().chain(rest).collect()
    };
    tx.execute_many(
        "INSERT INTO import_changes (workspace_id, import_id, position, noun, record_id, change, before, version_after, row) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        changes.into_iter().map(row).collect(),
    )
    .await
    .map(drop)
}

/// The place behind the last change.
///
/// # Errors
/// A broken database.
pub async fn next_position(rows: &impl Rows, import: Uuid) -> Result<i64> {
    let q = sql(
        "SELECT coalesce(max(position), 0) FROM import_changes WHERE workspace_id = $1 AND import_id = $2",
    );
    let (last,): (i64,) = rows.one(q.bind(rows.workspace()).bind(import)).await?;
    Ok(last + 1)
}

/// Changes before a place, the last one first.
///
/// # Errors
/// A broken database.
pub async fn changes(
    rows: &impl Rows,
    import: Uuid,
    before: i64,
    limit: i64,
) -> Result<Vec<Change>> {
    let q = sql(
        "SELECT position, noun, record_id, before, version_after, row FROM import_changes \
         WHERE workspace_id = $1 AND import_id = $2 AND position < $3 ORDER BY position DESC LIMIT $4",
    );
    rows.all(
        q.bind(rows.workspace())
            .bind(import)
            .bind(before)
            .bind(limit),
    )
    .await
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Outcome {
    /// Place in the order in which things happened.
    #[serde(skip)]
    pub position: i64,
    /// Number of the row as the spreadsheet shows it.
    pub row: Option<i64>,
    /// `created` or `updated`.
    pub result: String,
    /// Plural word of the kind of record.
    pub noun: String,
    /// The record.
    pub record_id: Uuid,
}

impl FromRow for Outcome {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            position: row.get(0)?,
            row: row.get(1)?,
            result: row.get(2)?,
            noun: row.get(3)?,
            record_id: row.get(4)?,
        })
    }
}

/// What became of the rows that changed something, in the order of the file, from behind a place on.
///
/// # Errors
/// A broken database.
pub async fn outcomes(
    rows: &impl Rows,
    import: Uuid,
    after: i64,
    limit: i64,
) -> Result<Vec<Outcome>> {
    let q = sql(
        "SELECT position, row, change, noun, record_id FROM import_changes \
         WHERE workspace_id = $1 AND import_id = $2 AND position > $3 ORDER BY position LIMIT $4",
    );
    let q = q.bind(rows.workspace()).bind(import);
    rows.all(q.bind(after).bind(limit)).await
}

/// Takes away a change that was undone.
///
/// # Errors
/// A broken database.
pub async fn forget_change(tx: &Writing, import: Uuid, position: i64) -> Result<()> {
    let q = sql(
        "DELETE FROM import_changes WHERE workspace_id = $1 AND import_id = $2 AND position = $3",
    );
    tx.execute(q.bind(tx.workspace()).bind(import).bind(position))
        .await
        .map(drop)
}

/// Does anything that people or other files made hang on this party?
///
/// # Errors
/// A broken database.
pub async fn has_dependents(rows: &impl Rows, party: Uuid) -> Result<bool> {
    for (table, column) in [
        ("orders", "party_id"),
        ("interactions", "party_id"),
        ("tasks", "party_id"),
        ("benefits", "party_id"),
        ("breach_people", "party_id"),
        ("custom_records", "party_id"),
        ("projects", "party_id"),
        ("promises", "party_id"),
        ("party_links", "from_id"),
        ("party_links", "to_id"),
    ] {
        let q = sql(format!(
            "SELECT id FROM {table} WHERE workspace_id = $1 AND {column} = $2 LIMIT 1"
        ));
        if rows
            .optional::<(Uuid,)>(q.bind(rows.workspace()).bind(party))
            .await?
            .is_some()
        {
            return Ok(true);
        }
    }
    // What orders tell of themselves is nobody's work.
    let q = sql(
        "SELECT id FROM facts WHERE workspace_id = $1 AND party_id = $2 AND source <> 'order' LIMIT 1",
    );
    let told = rows.optional::<(Uuid,)>(q.bind(rows.workspace()).bind(party));
    Ok(told.await?.is_some())
}

/// Removes a record for good, with all that hangs on it. Only for what an import made and nobody has touched since.
///
/// # Errors
/// A broken database.
pub async fn purge(tx: &Writing, noun: Noun, id: Uuid) -> Result<()> {
    let (word, mut named) = named(tx, noun, id).await?;
    let lines = match noun {
        Noun::Orders => fields::named_by_lines(tx, id).await?,
        _ => Vec::new(),
    };
    named.retain(|(_, one)| *one != id);
    search::remove(tx, id).await?;
    let values = sql("DELETE FROM field_values WHERE workspace_id = $1 AND record_id = $2");
    tx.execute(values.bind(tx.workspace()).bind(id)).await?;
    if noun == Noun::Parties {
        let q = sql("SELECT id FROM facts WHERE workspace_id = $1 AND party_id = $2");
        let facts: Vec<(Uuid,)> = tx.all(q.bind(tx.workspace()).bind(id)).await?;
        for (fact,) in facts {
            search::remove(tx, fact).await?;
        }
    }
    let q = sql(format!(
        "DELETE FROM {} WHERE workspace_id = $1 AND id = $2",
        crate::bins::table(noun)
    ));
    tx.execute(q.bind(tx.workspace()).bind(id)).await?;
    fields::follow(tx, &word, named).await?;
    fields::follow(tx, LINES, lines).await
}

/// The word of a stored record's kind, and the records that it names.
async fn named(tx: &Writing, noun: Noun, id: Uuid) -> Result<(String, Vec<fields::Named>)> {
    let mut word = noun.plural().to_owned();
    if noun == Noun::Records {
        let q = sql("SELECT kind FROM custom_records WHERE workspace_id = $1 AND id = $2");
        let kind: Option<(String,)> = tx.optional(q.bind(tx.workspace()).bind(id)).await?;
        word = kind.map_or(word, |(kind,)| kind);
    }
    let named = fields::named_before(tx, &word, id).await?;
    Ok((word, named))
}
