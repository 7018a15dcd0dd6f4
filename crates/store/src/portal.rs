//! Rows of the customer's own door: links that open it once, and sessions behind it. A secret is kept as its hash alone.

use chrono::{DateTime, Utc};
use quen_core::Result;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, sql};
use crate::{Rows, Writing};

/// A link that opens the door once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// UUIDv7.
    pub id: Uuid,
    /// Whose door.
    pub party_id: Uuid,
    /// Wrong answers so far.
    pub tries: i64,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// When it was used or given up.
    pub used_at: Option<DateTime<Utc>>,
}

impl FromRow for Link {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            party_id: row.get(1)?,
            tries: row.get(2)?,
            expires_at: row.get(3)?,
            used_at: row.get(4)?,
        })
    }
}

/// The link with this hash.
///
/// # Errors
/// A broken database.
pub async fn link(rows: &impl Rows, hash: &[u8]) -> Result<Option<Link>> {
    let q = sql(
        "SELECT id, party_id, tries, expires_at, used_at FROM portal_links WHERE workspace_id = $1 AND token_hash = $2",
    );
    rows.optional(q.bind(rows.workspace()).bind(hash.to_vec()))
        .await
}

/// Keeps a new link; those of the party that are still open end.
///
/// # Errors
/// A broken database.
pub async fn insert_link(
    tx: &Writing,
    link: &Link,
    hash: &[u8],
    by: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<()> {
    let end = sql(
        "UPDATE portal_links SET used_at = $3 WHERE workspace_id = $1 AND party_id = $2 AND used_at IS NULL",
    );
    tx.execute(end.bind(tx.workspace()).bind(link.party_id).bind(now))
        .await?;
    let q = sql(
        "INSERT INTO portal_links (workspace_id, id, party_id, token_hash, tries, created_by, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, 0, $5, $6, $7)",
    );
    let q = q.bind(tx.workspace()).bind(link.id).bind(link.party_id);
    tx.execute(
        q.bind(hash.to_vec())
            .bind(by)
            .bind(now)
            .bind(link.expires_at),
    )
    .await
    .map(drop)
}

/// Uses a link up; answers whether it was still open.
///
/// # Errors
/// A broken database.
pub async fn consume(tx: &Writing, link: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let q = sql(
        "UPDATE portal_links SET used_at = $3 WHERE workspace_id = $1 AND id = $2 AND used_at IS NULL",
    );
    Ok(tx
        .execute(q.bind(tx.workspace()).bind(link).bind(now))
        .await?
        > 0)
}

/// Counts a wrong answer at a link.
///
/// # Errors
/// A broken database.
pub async fn count_try(tx: &Writing, link: Uuid) -> Result<()> {
    let q = sql("UPDATE portal_links SET tries = tries + 1 WHERE workspace_id = $1 AND id = $2");
    tx.execute(q.bind(tx.workspace()).bind(link))
        .await
        .map(drop)
}

/// Begins a session.
///
/// # Errors
/// A broken database.
pub async fn begin(
    tx: &Writing,
    id: Uuid,
    party: Uuid,
    hash: &[u8],
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<()> {
    let q = sql(
        "INSERT INTO portal_sessions (workspace_id, id, party_id, token_hash, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $5, $5, $6)",
    );
    let q = q
        .bind(tx.workspace())
        .bind(id)
        .bind(party)
        .bind(hash.to_vec());
    tx.execute(q.bind(now).bind(until)).await.map(drop)
}

/// The party behind a session that has not ended.
///
/// # Errors
/// A broken database.
pub async fn session(rows: &impl Rows, hash: &[u8], now: DateTime<Utc>) -> Result<Option<Uuid>> {
    let q = sql(
        "SELECT s.party_id FROM portal_sessions s JOIN parties p ON p.workspace_id = s.workspace_id AND p.id = s.party_id \
         WHERE s.workspace_id = $1 AND s.token_hash = $2 AND s.expires_at > $3 AND p.deleted_at IS NULL",
    );
    let found: Option<(Uuid,)> = rows
        .optional(q.bind(rows.workspace()).bind(hash.to_vec()).bind(now))
        .await?;
    Ok(found.map(|(party,)| party))
}

/// Ends one session, or all of a party.
///
/// # Errors
/// A broken database.
pub async fn end(tx: &Writing, party: Uuid, hash: Option<&[u8]>) -> Result<()> {
    let mut q = sql("DELETE FROM portal_sessions WHERE workspace_id = $1 AND party_id = $2")
        .bind(tx.workspace())
        .bind(party);
    if let Some(hash) = hash {
        q.push(" AND token_hash = ").push_bind(hash.to_vec());
    }
    tx.execute(q).await.map(drop)
}

/// Sessions and links of parties that were merged away move along.
///
/// # Errors
/// A broken database.
pub async fn move_all(tx: &Writing, from: Uuid, to: Uuid) -> Result<()> {
    for text in [
        "UPDATE portal_links SET party_id = $3 WHERE workspace_id = $1 AND party_id = $2",
        "UPDATE portal_sessions SET party_id = $3 WHERE workspace_id = $1 AND party_id = $2",
        "UPDATE privacy_requests SET party_id = $3 WHERE workspace_id = $1 AND party_id = $2",
    ] {
        tx.execute(sql(text).bind(tx.workspace()).bind(from).bind(to))
            .await?;
    }
    Ok(())
}
