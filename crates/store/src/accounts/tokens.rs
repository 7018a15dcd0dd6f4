//! Rows of API tokens. Only the hash is kept; the token is shown once.

use chrono::{DateTime, Utc};
use quen_core::Result;
use uuid::Uuid;

use super::{Writes, all, optional};
use crate::db::{Db, DbError, FromRow, Row, sql};

/// A key for a program.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Token {
    /// UUIDv7.
    pub id: Uuid,
    /// The workspace it opens.
    pub workspace_id: Uuid,
    /// In whose name it acts.
    pub user_id: Uuid,
    /// What it is for.
    pub name: String,
    /// `read`, `write`, `admin`, separated by commas.
    pub scopes: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub used_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "id, workspace_id, user_id, name, scopes, created_at, used_at";

impl FromRow for Token {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            workspace_id: row.get(1)?,
            user_id: row.get(2)?,
            name: row.get(3)?,
            scopes: row.get(4)?,
            created_at: row.get(5)?,
            used_at: row.get(6)?,
        })
    }
}

/// The live token with this hash.
///
/// # Errors
/// A broken database.
pub async fn by_hash(db: &Db, hash: &[u8]) -> Result<Option<Token>> {
    optional(
        db,
        sql(format!(
            "SELECT {COLUMNS} FROM tokens WHERE token_hash = $1 AND revoked_at IS NULL"
        ))
        .bind(hash),
    )
    .await
}

/// A colleague's live tokens in a workspace, newest first.
///
/// # Errors
/// A broken database.
pub async fn of_user(db: &Db, workspace: Uuid, user: Uuid) -> Result<Vec<Token>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM tokens WHERE workspace_id = $1 AND user_id = $2 AND revoked_at IS NULL ORDER BY id DESC"
    ));
    all(db, q.bind(workspace).bind(user)).await
}

/// Writes a new token.
///
/// # Errors
/// A broken database.
pub async fn insert(tx: &impl Writes, token: &Token, hash: &[u8]) -> Result<()> {
    let q = sql("INSERT INTO tokens (id, workspace_id, user_id, name, token_hash, scopes, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(token.id)
        .bind(token.workspace_id)
        .bind(token.user_id)
        .bind(token.name.clone())
        .bind(hash)
        .bind(token.scopes.clone())
        .bind(token.created_at);
    tx.execute(q).await.map(drop)
}

/// Notes the last use.
///
/// # Errors
/// A broken database.
pub async fn touch(tx: &impl Writes, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    tx.execute(
        sql("UPDATE tokens SET used_at = $2 WHERE id = $1")
            .bind(id)
            .bind(now),
    )
    .await
    .map(drop)
}

/// Ends a colleague's token; answers whether there was one.
///
/// # Errors
/// A broken database.
pub async fn revoke(
    tx: &impl Writes,
    workspace: Uuid,
    user: Uuid,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<bool> {
    let q = sql(
        "UPDATE tokens SET revoked_at = $4 WHERE workspace_id = $1 AND user_id = $2 AND id = $3 AND revoked_at IS NULL",
    );
    Ok(tx
        .execute(q.bind(workspace).bind(user).bind(id).bind(now))
        .await?
        == 1)
}
