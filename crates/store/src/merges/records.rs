//! What moves when two records of a kind that is no party become one: rows that name the loser by a column of the product, fields of
//! the workspace that refer to it, files that the winner takes over. A column that names such a record must stand in [`naming`]; a
//! test finds one that nobody thought of.

use quen_core::{Noun, Result};
use serde_json::Value as Json;
use uuid::Uuid;

use super::{Hanging, RECORDS, hanging, references};
use crate::db::{Value, sql};
use crate::{Rows, Writing};

const fn plain(table: &'static str, column: &'static str) -> Hanging {
    Hanging {
        versioned: false,
        binned: false,
        ..hanging(table, column)
    }
}

/// Rows that name a project.
const PROJECTS: &[Hanging] = &[
    hanging("tasks", "project_id"),
    hanging("interactions", "project_id"),
    hanging("orders", "project_id"),
];
/// Rows that name a product.
const PRODUCTS: &[Hanging] = &[
    Hanging {
        lines_of: Some(("orders", "order_id")),
        ..plain("order_lines", "product_id")
    },
    Hanging {
        versioned: true,
        ..plain("care_programmes", "product_id")
    },
];
/// Rows that name an order.
const ORDERS: &[Hanging] = &[
    plain("refunds", "order_id"),
    hanging("payments", "order_id"),
    hanging("facts", "source_id"),
];

/// Columns by which rows name a record of a kind. Each is served by an index that begins with the column, or few rows are there.
pub fn naming(noun: Noun) -> &'static [Hanging] {
    const HEARD: &[Hanging] = &[hanging("facts", "source_id")];
    const USED: &[Hanging] = &[plain("fact_uses", "fact_id")];
    match noun {
        Noun::Projects => PROJECTS,
        Noun::Products => PRODUCTS,
        Noun::Orders => ORDERS,
        Noun::Interactions => HEARD,
        Noun::Facts => USED,
        _ => &[],
    }
}

/// How many rows would move from a record, counted up to about `most`.
///
/// # Errors
/// A broken database.
pub async fn count(tx: &Writing, kind: (Noun, &str), id: Uuid, most: i64) -> Result<i64> {
    let mut sum = references::count(tx, kind, id, most).await?;
    for Hanging { table, column, .. } in naming(kind.0) {
        let q = sql(format!(
            "SELECT count(*) FROM (SELECT 1 AS one FROM {table} WHERE workspace_id = $1 AND {column} IS NOT NULL \
             AND {column} = $2 LIMIT $3) counted"
        ));
        let (count,): (i64,) = tx.one(q.bind(tx.workspace()).bind(id).bind(most)).await?;
        sum += count;
    }
    Ok(sum)
}

/// Moves all that names a record of a kind from one to another, and notes each row.
///
/// # Errors
/// A broken database.
pub async fn move_all(
    tx: &Writing,
    merge: Uuid,
    kind: (Noun, &str),
    ends: (Uuid, Uuid),
) -> Result<()> {
    for hanging in naming(kind.0) {
        RECORDS.move_rows(tx, merge, hanging, ends).await?;
    }
    RECORDS.move_references(tx, merge, kind, ends).await
}

/// Moves back what a merge moved, as far as it still names the winner: `ends` are winner and loser.
///
/// # Errors
/// A broken database.
pub async fn all_back(
    tx: &Writing,
    merge: Uuid,
    kind: (Noun, &str),
    ends: (Uuid, Uuid),
) -> Result<()> {
    for hanging in naming(kind.0) {
        RECORDS.rows_back(tx, merge, hanging, ends).await?;
    }
    RECORDS.references_back(tx, merge, kind, ends).await
}

const FILES: &str = "files.record_id";

/// Gives the files of the loser that the winner takes over to the winner, and notes them.
///
/// # Errors
/// A broken database.
pub async fn move_files(tx: &Writing, merge: Uuid, files: &[Uuid], to: Uuid) -> Result<()> {
    let noted = files.iter().map(|id| (*id, Value::Null)).collect();
    RECORDS.note(tx, merge, FILES, noted).await?;
    carry(tx, files, to).await
}

/// Gives back the files that a merge gave to the winner, those too that the winner let go of meanwhile.
///
/// # Errors
/// A broken database.
pub async fn files_back(tx: &Writing, merge: Uuid, loser: Uuid) -> Result<()> {
    let noted = RECORDS.noted::<Json>(tx, merge, FILES).await?;
    let files: Vec<Uuid> = noted.into_iter().map(|(id, _)| id).collect();
    carry(tx, &files, loser).await
}

async fn carry(tx: &Writing, files: &[Uuid], record: Uuid) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let mut q = sql("UPDATE files SET deleted_at = NULL, text_state = NULL, record_id = ");
    q.push_bind(record).push(" WHERE workspace_id = ");
    q.push_bind(tx.workspace()).push(" AND id IN ");
    q.push_list(files.iter().copied());
    tx.execute(q).await.map(drop)
}

/// The word of the kind of a merge.
///
/// # Errors
/// A broken database.
pub async fn kind_of(rows: &impl Rows, merge: Uuid) -> Result<Option<String>> {
    let q = sql("SELECT kind FROM record_merges WHERE workspace_id = $1 AND id = $2");
    let found: Option<(String,)> = rows.optional(q.bind(rows.workspace()).bind(merge)).await?;
    Ok(found.map(|(kind,)| kind))
}

/// The record that another one was merged into and still is.
///
/// # Errors
/// A broken database.
pub async fn winner_of(rows: &impl Rows, loser: Uuid) -> Result<Option<Uuid>> {
    let q = sql(
        "SELECT winner_id FROM record_merges WHERE workspace_id = $1 AND loser_id = $2 AND undone_at IS NULL ORDER BY id DESC LIMIT 1",
    );
    let found: Option<(Uuid,)> = rows.optional(q.bind(rows.workspace()).bind(loser)).await?;
    Ok(found.map(|(winner,)| winner))
}

/// Condition on rows `t` that were not merged into another one.
pub(crate) const NOT_MERGED: &str = " AND NOT EXISTS (SELECT 1 FROM record_merges m WHERE m.workspace_id = t.workspace_id \
    AND m.loser_id = t.id AND m.undone_at IS NULL)";
