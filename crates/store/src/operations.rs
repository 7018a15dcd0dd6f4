//! What an operator watches. Counts only, of no workspace in particular.

use quen_core::Result;

use crate::db::{Db, Queries as _, sql};

/// How many jobs there are in each state.
///
/// # Errors
/// A broken database.
pub async fn jobs_by_state(db: &Db) -> Result<Vec<(String, i64)>> {
    Ok(db
        .read_global()
        .all(sql(
            "SELECT state, COUNT(*) FROM jobs GROUP BY state ORDER BY state",
        ))
        .await?)
}
