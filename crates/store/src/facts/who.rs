//! Who likes, wants or fears something: the facts that hold and begin with these words, by an index of their folded value.

use quen_core::Result;
use quen_core::facts::Fact;
use uuid::Uuid;

use super::{COLUMNS, Facts};
use crate::Rows;
use crate::db::sql;
use crate::records::{Table, loaded};

/// Facts that hold and whose value begins with the folded `key`, of a topic or of any, ordered by value and party; `after` is
/// the value and party of the last one seen.
///
/// # Errors
/// A broken database.
pub async fn who(
    rows: &impl Rows,
    key: &str,
    topic: Option<&str>,
    after: Option<(&str, Uuid)>,
    limit: i64,
) -> Result<Vec<Fact>> {
    let (from, party) = after.unwrap_or((key, Uuid::nil()));
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM facts t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL AND t.state = 'current' \
         AND (t.value_key, t.party_id) > ($2, $3) AND t.value_key >= $2 AND t.value_key < $4"
    ))
    .bind(rows.workspace())
    .bind(from.to_owned())
    .bind(party)
    .bind(format!("{key}\u{10FFFF}"));
    if let Some(topic) = topic {
        q.push(" AND t.topic = ").push_bind(topic.to_owned());
    }
    Facts::narrow(rows, &mut q);
    q.push(" ORDER BY t.value_key, t.party_id LIMIT ")
        .push_bind(limit);
    loaded::<Facts>(rows, q).await
}
