//! One-time links: invitations and passwords. Only the hash of the secret is kept.

use chrono::{DateTime, Utc};
use quen_core::Result;
use uuid::Uuid;

use super::{Writes, all, optional};
use crate::db::{Db, DbError, FromRow, Row, sql};

/// A link that works once.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// UUIDv7.
    pub id: Uuid,
    /// `invitation` or `password`.
    pub purpose: String,
    /// The workspace an invitation leads to.
    pub workspace_id: Option<Uuid>,
    /// The colleague a password link is for.
    pub user_id: Option<Uuid>,
    /// Address it was made for.
    pub email: String,
    /// Role of the invited.
    pub role: Option<String>,
    /// Scope of the invited.
    pub scope: Option<String>,
    /// Who made it.
    pub created_by: Option<Uuid>,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
}

const COLUMNS: &str =
    "id, purpose, workspace_id, user_id, email, role, scope, created_by, created_at, expires_at";

impl FromRow for Link {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            purpose: row.get(1)?,
            workspace_id: row.get(2)?,
            user_id: row.get(3)?,
            email: row.get(4)?,
            role: row.get(5)?,
            scope: row.get(6)?,
            created_by: row.get(7)?,
            created_at: row.get(8)?,
            expires_at: row.get(9)?,
        })
    }
}

/// Writes a new link.
///
/// # Errors
/// A broken database.
pub async fn insert(tx: &impl Writes, link: &Link, hash: &[u8]) -> Result<()> {
    let q = sql(
        "INSERT INTO one_time_links (id, purpose, workspace_id, user_id, email, role, scope, created_by, created_at, expires_at, token_hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(link.id)
    .bind(link.purpose.clone())
    .bind(link.workspace_id)
    .bind(link.user_id)
    .bind(link.email.clone())
    .bind(link.role.clone())
    .bind(link.scope.clone())
    .bind(link.created_by)
    .bind(link.created_at)
    .bind(link.expires_at)
    .bind(hash);
    tx.execute(q).await.map(drop)
}

/// The unused, unexpired link with this secret.
///
/// # Errors
/// A broken database.
pub async fn by_hash(db: &Db, hash: &[u8], now: DateTime<Utc>) -> Result<Option<Link>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM one_time_links WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2"
    ));
    optional(db, q.bind(hash).bind(now)).await
}

/// The open invitations of a workspace, newest first.
///
/// # Errors
/// A broken database.
pub async fn invitations(db: &Db, workspace: Uuid, now: DateTime<Utc>) -> Result<Vec<Link>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM one_time_links WHERE workspace_id = $1 AND purpose = 'invitation' AND used_at IS NULL AND expires_at > $2 \
         ORDER BY id DESC"
    ));
    all(db, q.bind(workspace).bind(now)).await
}

/// Ends the open invitations of an address in a workspace.
///
/// # Errors
/// A broken database.
pub async fn end_invitations(
    tx: &impl Writes,
    workspace: Uuid,
    email: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let q = sql("UPDATE one_time_links SET used_at = $3 \
         WHERE workspace_id = $1 AND LOWER(email) = LOWER($2) AND purpose = 'invitation' AND used_at IS NULL");
    tx.execute(q.bind(workspace).bind(email).bind(now))
        .await
        .map(drop)
}

/// Ends one open invitation of a workspace; answers whether there was one.
///
/// # Errors
/// A broken database.
pub async fn end_invitation(
    tx: &impl Writes,
    workspace: Uuid,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<bool> {
    let q = sql(
        "UPDATE one_time_links SET used_at = $3 WHERE workspace_id = $1 AND id = $2 AND purpose = 'invitation' AND used_at IS NULL",
    );
    Ok(tx.execute(q.bind(workspace).bind(id).bind(now)).await? == 1)
}

/// Ends the open password links of somebody whose password changed.
///
/// # Errors
/// A broken database.
pub async fn end_passwords(tx: &impl Writes, user: Uuid, now: DateTime<Utc>) -> Result<()> {
    let q = sql(
        "UPDATE one_time_links SET used_at = $2 WHERE user_id = $1 AND purpose = 'password' AND used_at IS NULL",
    );
    tx.execute(q.bind(user).bind(now)).await.map(drop)
}

/// Uses a link up; answers whether it still worked, so that two clicks at once succeed once.
///
/// # Errors
/// A broken database.
pub async fn consume(tx: &impl Writes, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let q = sql(
        "UPDATE one_time_links SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2",
    );
    Ok(tx.execute(q.bind(id).bind(now)).await? == 1)
}
