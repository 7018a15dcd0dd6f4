//! What lies in the bin, the last thrown away first. What was merged is in no bin, for only undoing the merge brings it
//! back; nor is a party that was emptied.

use chrono::{DateTime, Utc};
use quen_core::Result;
use uuid::Uuid;

use crate::Rows;
use crate::db::sql;
use crate::records::{Table, loaded};

/// Records of a kind in the bin, after the one with this instant and id; only those the actor may see. `own` is the word of a
/// kind that the workspace made, whose records share a table.
///
/// # Errors
/// A broken database.
pub async fn list<T: Table + 'static>(
    rows: &impl Rows,
    own: Option<&str>,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<T::Record>> {
    let mut q = sql(format!(
        "SELECT {} FROM {} t WHERE t.workspace_id = $1 AND t.deleted_at IS NOT NULL{}",
        T::COLUMNS,
        T::NAME,
        shown(T::NAME)
    ))
    .bind(rows.workspace());
    if let Some(word) = own {
        q.push(" AND t.kind = ").push_bind(word);
    }
    if let Some((at, id)) = after {
        q.push(" AND (t.deleted_at, t.id) < (").push_bind(at);
        q.push(", ").push_bind(id).push(")");
    }
    T::narrow(rows, &mut q);
    q.push(" ORDER BY t.deleted_at DESC, t.id DESC LIMIT ")
        .push_bind(limit);
    T::complete(rows, loaded::<T>(rows, q).await?).await
}

fn shown(table: &str) -> &'static str {
    if table == "parties" {
        " AND t.merged_into IS NULL AND t.erased_at IS NULL"
    } else {
        crate::merges::records::NOT_MERGED
    }
}
