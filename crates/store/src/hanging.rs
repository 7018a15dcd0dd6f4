//! What hangs on a record, counted for those who are about to throw it away. Counts are capped; nothing is changed here.

use quen_core::{Noun, Result};
use uuid::Uuid;

use crate::Rows;
use crate::db::sql;
use crate::merges::{self, Hanging};

/// Rows counted at most.
const MOST: i64 = 1_000;

/// What hangs on a record, table by table, what lies in the bin left out.
///
/// # Errors
/// A broken database.
pub async fn of(
    rows: &impl Rows,
    noun: Noun,
    id: Uuid,
    party: Option<Uuid>,
) -> Result<Vec<(&'static str, i64)>> {
    if noun == Noun::Parties {
        return merges::counts(rows, id).await;
    }
    let mut found = Vec::new();
    for hanging in merges::records::naming(noun) {
        let Hanging { table, column, .. } = hanging;
        let binned = if hanging.binned {
            " AND deleted_at IS NULL"
        } else {
            ""
        };
        let q = sql(format!(
            "SELECT count(*) FROM (SELECT 1 AS one FROM {table} WHERE workspace_id = $1 AND {column} IS NOT NULL \
             AND {column} = $2{binned} LIMIT $3) counted"
        ));
        let q = q.bind(rows.workspace()).bind(id).bind(MOST);
        let (count,): (i64,) = rows.one(q).await?;
        found.push((*table, count));
    }
    // Promises of an episode are found through their party: there are few of one.
    if let (Noun::Interactions, Some(party)) = (noun, party) {
        let q = sql(
            "SELECT count(*) FROM promises WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NULL AND interaction_id = $3",
        );
        let q = q.bind(rows.workspace()).bind(party).bind(id);
        let (count,): (i64,) = rows.one(q).await?;
        found.push(("promises", count));
    }
    Ok(found)
}

/// How many records a custom field makes refer to this one.
///
/// # Errors
/// A broken database.
pub async fn referring(rows: &impl Rows, field: Uuid, id: Uuid) -> Result<i64> {
    let q = sql(
        "SELECT count(*) FROM (SELECT 1 AS one FROM field_values WHERE workspace_id = $1 AND field_id = $2 AND word = $3 LIMIT $4) counted",
    );
    let q = q
        .bind(rows.workspace())
        .bind(field)
        .bind(id.to_string())
        .bind(MOST);
    let (count,): (i64,) = rows.one(q).await?;
    Ok(count)
}
