//! Kept answers to POST with an `Idempotency-Key`.

use chrono::{DateTime, Utc};
use quen_core::{Error, Result};
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, sql};
use crate::{Rows, Writing};

/// A kept answer.
pub struct Kept {
    /// Digest of the request it answers.
    pub request_hash: Vec<u8>,
    location: String,
    /// The answer's JSON.
    pub body: String,
}

impl Kept {
    /// The record it made.
    ///
    /// # Errors
    /// Internal, when the row is broken.
    pub fn record_id(&self) -> Result<Uuid> {
        self.location
            .parse()
            .map_err(|_| Error::Internal("kept answer without a record".to_owned()))
    }
}

impl FromRow for Kept {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            request_hash: row.get(0)?,
            location: row.get(1)?,
            body: row.get(2)?,
        })
    }
}

/// The answer kept under this key since `since`.
///
/// # Errors
/// A broken database.
pub async fn find(
    rows: &impl Rows,
    user: Uuid,
    key: &str,
    since: DateTime<Utc>,
) -> Result<Option<Kept>> {
    let q = sql(
        "SELECT request_hash, location, body FROM idempotency_keys WHERE workspace_id = $1 AND user_id = $2 AND key = $3 AND created_at > $4",
    );
    rows.optional(q.bind(rows.workspace()).bind(user).bind(key).bind(since))
        .await
}

/// Keeps an answer; an older one under the same key gives way.
///
/// # Errors
/// A broken database.
pub async fn put(
    tx: &Writing,
    user: Uuid,
    key: &str,
    hash: &[u8],
    record: Uuid,
    body: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let q = sql(
        "INSERT INTO idempotency_keys (workspace_id, user_id, key, request_hash, status, location, body, created_at) \
         VALUES ($1, $2, $3, $4, 201, $5, $6, $7) \
         ON CONFLICT (workspace_id, user_id, key) DO UPDATE SET request_hash = excluded.request_hash, location = excluded.location, \
         body = excluded.body, created_at = excluded.created_at",
    );
    let q = q
        .bind(tx.workspace())
        .bind(user)
        .bind(key)
        .bind(hash)
        .bind(record.to_string())
        .bind(body)
        .bind(now);
    tx.execute(q).await.map(drop)
}

/// Forgets the workspace's answers older than `before`.
///
/// # Errors
/// A broken database.
pub async fn forget(tx: &Writing, before: DateTime<Utc>) -> Result<u64> {
    let q = sql("DELETE FROM idempotency_keys WHERE workspace_id = $1 AND created_at < $2");
    tx.execute(q.bind(tx.workspace()).bind(before)).await
}
