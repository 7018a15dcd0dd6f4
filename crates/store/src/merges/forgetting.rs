//! What merges keep of a record that is erased: both sides as they were, for an undo. It must never leave one side of it.

use quen_core::Result;
use uuid::Uuid;

use crate::db::sql;
use crate::{Rows, Writing};

/// Takes away what merges keep of a party, on either side, and what was told of it on the other side from the merge to its
/// undo. They cannot be undone any more.
///
/// # Errors
/// A broken database.
pub(crate) async fn forget(tx: &Writing, party: Uuid) -> Result<()> {
    of(tx, "merges", party).await
}

/// The same of a record of any other kind.
///
/// # Errors
/// A broken database.
pub(crate) async fn forget_record(tx: &Writing, id: Uuid) -> Result<()> {
    of(tx, "record_merges", id).await
}

async fn of(tx: &Writing, merges: &'static str, id: Uuid) -> Result<()> {
    for text in [
        format!(
            "UPDATE events SET personal = '{{}}' WHERE workspace_id = $1 AND id IN (SELECT e.id FROM {merges} m \
             JOIN events e ON e.workspace_id = m.workspace_id AND e.record_id = m.winner_id \
             WHERE m.workspace_id = $1 AND m.loser_id = $2 AND e.at >= m.at AND (m.undone_at IS NULL OR e.at <= m.undone_at))"
        ),
        format!("DELETE FROM {merges} WHERE workspace_id = $1 AND winner_id = $2"),
        format!("DELETE FROM {merges} WHERE workspace_id = $1 AND loser_id = $2"),
    ] {
        tx.execute(sql(text).bind(tx.workspace()).bind(id)).await?;
    }
    Ok(())
}
