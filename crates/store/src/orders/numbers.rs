//! Running numbers. A number that was handed out and rolled back is handed out again; two orders never get the same.

use quen_core::Result;

use crate::db::sql;
use crate::{Rows, Writing};

/// Moves the counter `name` on by `step` and answers where it stands; the first is `step`.
///
/// # Errors
/// A broken database.
pub async fn next_number(tx: &Writing, name: &str, step: i64) -> Result<i64> {
    let q = sql(
        "INSERT INTO counters (workspace_id, name, value) VALUES ($1, $2, $3) \
         ON CONFLICT (workspace_id, name) DO UPDATE SET value = counters.value + excluded.value RETURNING value",
    );
    let (value,) = tx.one(q.bind(tx.workspace()).bind(name).bind(step)).await?;
    Ok(value)
}
