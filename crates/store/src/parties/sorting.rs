//! Sort keys of names that are no longer what the name gives: an older way of making them, or an older collation. They are found
//! by walking and written anew; nothing else of a party is touched.

use quen_core::Result;
use uuid::Uuid;

use super::name_key;
use crate::db::{Value, sql};
use crate::{Rows, Writing};

/// What a look found: the last id looked at (none at the end), and the keys to be written.
pub type Stale = (Option<Uuid>, Vec<(Uuid, Vec<u8>)>);

/// Looks at the next parties after an id.
///
/// # Errors
/// A broken database.
pub async fn stale_keys(rows: &impl Rows, after: Uuid, limit: i64) -> Result<Stale> {
    let q = sql(
        "SELECT id, name, name_key FROM parties WHERE workspace_id = $1 AND id > $2 ORDER BY id LIMIT $3",
    );
    let q = q.bind(rows.workspace()).bind(after).bind(limit);
    let found: Vec<(Uuid, String, Vec<u8>)> = rows.all(q).await?;
    let last = found.last().map(|(id, ..)| *id);
    let stale = found.into_iter().filter_map(|(id, name, kept)| {
        let key = name_key(&name);
        (key != kept).then_some((id, key))
    });
    Ok((last, stale.collect()))
}

/// Writes sort keys of names.
///
/// # Errors
/// A broken database.
pub async fn put_keys(tx: &Writing, keys: Vec<(Uuid, Vec<u8>)>) -> Result<()> {
    let rows = keys
        .into_iter()
        .map(|(id, key)| vec![Value::from(tx.workspace()), id.into(), key.into()]);
    tx.execute_many(
        "UPDATE parties SET name_key = $3 WHERE workspace_id = $1 AND id = $2",
        rows.collect(),
    )
    .await
    .map(drop)
}
