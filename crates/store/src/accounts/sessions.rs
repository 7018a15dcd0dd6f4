//! Rows of sessions. Only the hash of the cookie's secret is kept.

use chrono::{DateTime, Utc};
use quen_core::Result;
use uuid::Uuid;

use super::{Writes, all, optional};
use crate::db::{Db, DbError, FromRow, Row, sql};

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// UUIDv7.
    pub id: Uuid,
    /// Whose.
    pub user_id: Uuid,
    /// The workspace it looks at.
    pub workspace_id: Option<Uuid>,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub seen_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
    /// What the browser calls itself.
    pub user_agent: String,
    /// Network address at sign-in.
    pub address: String,
}

const COLUMNS: &str =
    "id, user_id, workspace_id, created_at, seen_at, expires_at, user_agent, address";

impl FromRow for Session {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            user_id: row.get(1)?,
            workspace_id: row.get(2)?,
            created_at: row.get(3)?,
            seen_at: row.get(4)?,
            expires_at: row.get(5)?,
            user_agent: row.get(6)?,
            address: row.get(7)?,
        })
    }
}

/// The live session with this secret.
///
/// # Errors
/// A broken database.
pub async fn by_hash(db: &Db, hash: &[u8], now: DateTime<Utc>) -> Result<Option<Session>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM sessions WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > $2"
    ));
    optional(db, q.bind(hash).bind(now)).await
}

/// The session with this secret, when it ended after an instant: by itself or by somebody.
///
/// # Errors
/// A broken database.
pub async fn ended_by_hash(
    db: &Db,
    hash: &[u8],
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Option<Session>> {
    struct Ended(Session, Option<DateTime<Utc>>);
    impl FromRow for Ended {
        fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
            Ok(Self(Session::from_row(row)?, row.get(8)?))
        }
    }
    let q = sql(format!(
        "SELECT {COLUMNS}, revoked_at FROM sessions WHERE token_hash = $1"
    ));
    let found: Option<Ended> = optional(db, q.bind(hash)).await?;
    Ok(found.and_then(|Ended(session, revoked)| {
        let by_itself = session.expires_at;
        let at = revoked.map_or(by_itself, |at| at.min(by_itself));
        (since < at && at <= now).then_some(session)
    }))
}

/// A colleague's live sessions, newest first.
///
/// # Errors
/// A broken database.
pub async fn of_user(db: &Db, user: Uuid, now: DateTime<Utc>) -> Result<Vec<Session>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM sessions WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 ORDER BY id DESC"
    ));
    all(db, q.bind(user).bind(now)).await
}

/// Writes a new session.
///
/// # Errors
/// A broken database.
pub async fn insert(tx: &impl Writes, session: &Session, hash: &[u8]) -> Result<()> {
    let q = sql(
        "INSERT INTO sessions (id, user_id, workspace_id, token_hash, created_at, seen_at, expires_at, user_agent, address) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(session.id)
    .bind(session.user_id)
    .bind(session.workspace_id)
    .bind(hash)
    .bind(session.created_at)
    .bind(session.seen_at)
    .bind(session.expires_at)
    .bind(session.user_agent.clone())
    .bind(session.address.clone());
    tx.execute(q).await.map(drop)
}

/// Notes the last use and the workspace looked at.
///
/// # Errors
/// A broken database.
pub async fn touch(
    tx: &impl Writes,
    id: Uuid,
    workspace: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.execute(
        sql("UPDATE sessions SET seen_at = $2, workspace_id = $3 WHERE id = $1")
            .bind(id)
            .bind(now)
            .bind(workspace),
    )
    .await
    .map(drop)
}

/// Looks at another workspace from now on.
///
/// # Errors
/// A broken database.
pub async fn look_at(tx: &impl Writes, id: Uuid, workspace: Uuid) -> Result<()> {
    tx.execute(
        sql("UPDATE sessions SET workspace_id = $2 WHERE id = $1")
            .bind(id)
            .bind(workspace),
    )
    .await
    .map(drop)
}

/// Ends one session of a colleague; answers whether there was one.
///
/// # Errors
/// A broken database.
pub async fn revoke(tx: &impl Writes, user: Uuid, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let q = sql(
        "UPDATE sessions SET revoked_at = $3 WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL",
    );
    Ok(tx.execute(q.bind(id).bind(user).bind(now)).await? == 1)
}

/// Ends all sessions of a colleague but one.
///
/// # Errors
/// A broken database.
pub async fn revoke_others(
    tx: &impl Writes,
    user: Uuid,
    keep: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<u64> {
    let keep = keep.unwrap_or_default();
    let q = sql(
        "UPDATE sessions SET revoked_at = $3 WHERE user_id = $1 AND id <> $2 AND revoked_at IS NULL",
    );
    tx.execute(q.bind(user).bind(keep).bind(now)).await
}
