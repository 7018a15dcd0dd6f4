//! A retried POST makes nothing twice: the first answer is kept with its key for a day and given again.

use chrono::Duration;
use quen_core::kept::Kept;
use quen_core::{Error, Problem, Result};
use quen_store::idempotency as rows;
use uuid::Uuid;

use crate::Ctx;
use crate::records::{self, Kind, Values};
use crate::secrets::digest;

/// How long a key is remembered.
const REMEMBERED: Duration = Duration::hours(24);
/// Characters of a key at most.
const MAX_KEY: usize = 200;

/// A request that names its key.
#[derive(Debug, Clone)]
pub struct Request {
    key: String,
    hash: Vec<u8>,
}

/// The answer, first or repeated.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The record that was made.
    pub id: Uuid,
    /// Its JSON.
    pub body: String,
}

impl Request {
    /// Checks the key and notes what was sent.
    ///
    /// # Errors
    /// `bad-key` for an empty, long or unprintable one.
    pub fn new(noun: &str, key: &str, body: &[u8]) -> Result<Self> {
        let printable =
            !key.is_empty() && key.len() <= MAX_KEY && key.bytes().all(|b| b.is_ascii_graphic());
        if !printable {
            return Err(Problem::new("Idempotency-Key", "bad-key")
                .with("max", MAX_KEY)
                .into());
        }
        Ok(Self {
            key: format!("{noun}:{key}"),
            hash: digest(&String::from_utf8_lossy(body)),
        })
    }
}

/// Makes the record once.
///
/// # Errors
/// `key-reused` when the key came with another request before; else what [`records::create`] answers.
pub async fn once<K: Kind>(ctx: &Ctx, request: &Request, values: Values) -> Result<Answer> {
    let mut tx = ctx.write(K::WRITE).await?;
    if let Some(kept) = rows::find(
        &tx.rows,
        ctx.actor.user_id,
        &request.key,
        ctx.now - REMEMBERED,
    )
    .await?
    {
        if kept.request_hash != request.hash {
            return Err(Error::conflict("key-reused"));
        }
        return Ok(Answer {
            id: kept.record_id()?,
            body: kept.body,
        });
    }
    let record = records::create_in::<K>(&mut tx, values).await?;
    let body =
        serde_json::to_string(&record).map_err(|error| Error::Internal(error.to_string()))?;
    rows::put(
        &tx.rows,
        ctx.actor.user_id,
        &request.key,
        &request.hash,
        record.id(),
        &body,
        ctx.now,
    )
    .await?;
    tx.commit().await?;
    Ok(Answer {
        id: record.id(),
        body,
    })
}
