//! Rows of drafts. Every question is about the drafts of the colleague who asks; nobody reads another's.

use chrono::{DateTime, Utc};
use quen_core::Result;
use quen_core::drafts::{Draft, Typed};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

const COLUMNS: &str = "id, form, party_id, typed, saved_at";

impl FromRow for Draft {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            form: row.get(1)?,
            party_id: row.get(2)?,
            typed: row.json::<Typed>(3)?,
            saved_at: row.get(4)?,
        })
    }
}

/// The draft of one form.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, form: &str) -> Result<Option<Draft>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM drafts WHERE workspace_id = $1 AND user_id = $2 AND form = $3"
    ));
    let q = q.bind(rows.workspace()).bind(rows.access().user());
    rows.optional(q.bind(form)).await
}

/// All of them, newest first.
///
/// # Errors
/// A broken database.
pub async fn list(rows: &impl Rows) -> Result<Vec<Draft>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM drafts WHERE workspace_id = $1 AND user_id = $2 ORDER BY saved_at DESC, id DESC"
    ));
    rows.all(q.bind(rows.workspace()).bind(rows.access().user()))
        .await
}

/// Is this a party of the workspace that was not erased? Words about others are not kept under its name.
///
/// # Errors
/// A broken database.
pub async fn may_be_about(rows: &impl Rows, party: Uuid) -> Result<bool> {
    let q = sql("SELECT 1 FROM parties WHERE workspace_id = $1 AND id = $2 AND erased_at IS NULL");
    let found: Option<(i64,)> = rows.optional(q.bind(rows.workspace()).bind(party)).await?;
    Ok(found.is_some())
}

/// Keeps a draft in place of the one that the form had; beyond `most` the oldest go.
///
/// # Errors
/// A broken database.
pub async fn put(tx: &Writing, draft: &Draft, most: usize) -> Result<()> {
    let q = sql(
        "INSERT INTO drafts (workspace_id, user_id, id, form, party_id, typed, saved_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (workspace_id, user_id, form) DO UPDATE SET party_id = excluded.party_id, typed = excluded.typed, \
         saved_at = excluded.saved_at",
    );
    let q = q
        .bind(tx.workspace())
        .bind(tx.access().user())
        .bind(draft.id)
        .bind(draft.form.clone())
        .bind(draft.party_id)
        .bind(Value::json(&draft.typed))
        .bind(draft.saved_at);
    tx.execute(q).await?;
    let q = sql(
        "SELECT form FROM drafts WHERE workspace_id = $1 AND user_id = $2 ORDER BY saved_at DESC, id DESC",
    );
    let forms: Vec<(String,)> = tx
        .all(q.bind(tx.workspace()).bind(tx.access().user()))
        .await?;
    for (old,) in forms.iter().skip(most) {
        remove(tx, old).await?;
    }
    Ok(())
}

/// Forgets the draft of a form.
///
/// # Errors
/// A broken database.
pub async fn remove(tx: &Writing, form: &str) -> Result<()> {
    let q = sql("DELETE FROM drafts WHERE workspace_id = $1 AND user_id = $2 AND form = $3")
        .bind(tx.workspace())
        .bind(tx.access().user());
    tx.execute(q.bind(form)).await.map(drop)
}

/// Forgets everybody's drafts that were kept last at an instant or before it.
///
/// # Errors
/// A broken database.
pub async fn forget(tx: &Writing, before: DateTime<Utc>) -> Result<u64> {
    let q = sql("DELETE FROM drafts WHERE workspace_id = $1 AND saved_at <= $2");
    tx.execute(q.bind(tx.workspace()).bind(before)).await
}

/// Forgets all drafts of somebody who has left.
///
/// # Errors
/// A broken database.
pub async fn forget_of(tx: &Writing, user: Uuid) -> Result<u64> {
    let q = sql("DELETE FROM drafts WHERE workspace_id = $1 AND user_id = $2");
    tx.execute(q.bind(tx.workspace()).bind(user)).await
}

/// Everybody's drafts behind a place, in the order of their ids: id and what was typed. For erasing a person alone.
///
/// # Errors
/// A broken database.
pub async fn after(rows: &impl Rows, id: Uuid, limit: i64) -> Result<Vec<(Uuid, Json)>> {
    let q = sql(
        "SELECT id, typed FROM drafts WHERE workspace_id = $1 AND id > $2 ORDER BY id LIMIT $3",
    );
    rows.all(q.bind(rows.workspace()).bind(id).bind(limit))
        .await
}

/// Forgets a draft by its id, whosever it is. For erasing a person alone.
///
/// # Errors
/// A broken database.
pub async fn erase(tx: &Writing, id: Uuid) -> Result<()> {
    let q = sql("DELETE FROM drafts WHERE workspace_id = $1 AND id = $2");
    tx.execute(q.bind(tx.workspace()).bind(id)).await.map(drop)
}
