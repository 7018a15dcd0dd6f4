//! All records of a kind outside the bin, page by page in the order of their ids, for work that looks at each; and whether any of
//! them changed.

use chrono::{DateTime, Utc};
use quen_core::Result;
use uuid::Uuid;

use super::{Table, loaded};
use crate::Rows;
use crate::db::{Sql, sql};

/// The records after an id, smallest id first. `own` is the word of a kind that the workspace made, whose records share a table.
/// What does not lie in their row is not completed.
///
/// # Errors
/// A broken database.
pub async fn outside_bin<T: Table + 'static>(
    rows: &impl Rows,
    own: Option<&str>,
    after: Uuid,
    limit: i64,
) -> Result<Vec<T::Record>> {
    let mut q = of::<T>(rows, T::COLUMNS, own);
    q.push(" AND t.id > ").push_bind(after);
    q.push(" ORDER BY t.id LIMIT ").push_bind(limit);
    loaded::<T>(rows, q).await
}

/// Was any of them changed at this instant or later?
///
/// # Errors
/// A broken database.
pub async fn changed_since<T: Table + 'static>(
    rows: &impl Rows,
    own: Option<&str>,
    since: DateTime<Utc>,
) -> Result<bool> {
    let mut q = of::<T>(rows, "t.id", own);
    q.push(" AND t.updated_at >= ").push_bind(since);
    q.push(" ORDER BY t.updated_at LIMIT 1");
    Ok(rows.optional::<(Uuid,)>(q).await?.is_some())
}

fn of<T: Table>(rows: &impl Rows, what: &str, own: Option<&str>) -> Sql {
    let mut q = sql(format!(
        "SELECT {what} FROM {} t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL",
        T::NAME
    ))
    .bind(rows.workspace());
    if let Some(word) = own {
        q.push(" AND t.kind = ").push_bind(word);
    }
    T::narrow(rows, &mut q);
    q
}
