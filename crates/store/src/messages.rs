//! What went out to a party and when it answered: short windows over one party's rows, for the gate and for learning.

use chrono::{DateTime, Utc};
use quen_core::Result;
use uuid::Uuid;

use crate::db::sql;
use crate::{Rows, Writing};

/// Rows of one party looked at: more than so many contacts in a quarter are too many anyway.
const MOST: i64 = 400;

/// Something that went out.
#[derive(Debug, Clone)]
pub struct Sent {
    /// UUIDv7.
    pub id: Uuid,
    /// To whom.
    pub party_id: Uuid,
    /// How.
    pub channel: String,
    /// What for.
    pub purpose: String,
    /// By the product itself.
    pub automatic: bool,
    /// Begun by us, not asked for by the party.
    pub proactive: bool,
    /// Its entry on the timeline.
    pub interaction_id: Option<Uuid>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Keeps what went out.
///
/// # Errors
/// A broken database.
pub async fn insert(tx: &Writing, sent: &Sent) -> Result<()> {
    let q = sql(
        "INSERT INTO sent_messages (workspace_id, id, party_id, channel, purpose, automatic, proactive, interaction_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    );
    let q = q.bind(tx.workspace()).bind(sent.id).bind(sent.party_id);
    let q = q.bind(sent.channel.clone()).bind(sent.purpose.clone());
    let q = q.bind(sent.automatic).bind(sent.proactive);
    tx.execute(q.bind(sent.interaction_id).bind(sent.at))
        .await
        .map(drop)
}

/// Forgets that something went out: what was noted by mistake.
///
/// # Errors
/// A broken database.
pub async fn forget(tx: &Writing, party: Uuid, interaction: Uuid) -> Result<()> {
    let q = sql(
        "DELETE FROM sent_messages WHERE workspace_id = $1 AND party_id = $2 AND interaction_id = $3",
    );
    let q = q.bind(tx.workspace()).bind(party).bind(interaction);
    tx.execute(q).await.map(drop)
}

/// Offers that went out to a party on a channel since an instant.
///
/// # Errors
/// A broken database.
pub async fn offers_since(
    rows: &impl Rows,
    party: Uuid,
    channel: &str,
    since: DateTime<Utc>,
) -> Result<i64> {
    let q = sql(
        "SELECT COUNT(*) FROM sent_messages WHERE workspace_id = $1 AND party_id = $2 AND at >= $3 AND channel = $4 \
         AND purpose NOT IN ('service', 'care')",
    );
    let q = q.bind(rows.workspace()).bind(party).bind(since);
    Ok(rows.one::<(i64,)>(q.bind(channel)).await?.0)
}

/// The instants at which we reached out to a party on any channel since an instant, newest first.
///
/// # Errors
/// A broken database.
pub async fn contacts_since(
    rows: &impl Rows,
    party: Uuid,
    since: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>> {
    let q = sql(
        "SELECT started_at FROM interactions WHERE workspace_id = $1 AND party_id = $2 AND started_at >= $3 AND deleted_at IS NULL \
         AND direction = 'out' AND kind IN ('call', 'email', 'message', 'visit', 'meeting') ORDER BY started_at DESC LIMIT $4",
    );
    let q = q.bind(rows.workspace()).bind(party).bind(since).bind(MOST);
    let found: Vec<(DateTime<Utc>,)> = rows.all(q).await?;
    Ok(found.into_iter().map(|(at,)| at).collect())
}

/// The party's own messages and the talks that came about: channel and instant, newest first.
///
/// # Errors
/// A broken database.
pub async fn answers(
    rows: &impl Rows,
    party: Uuid,
    limit: i64,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let q = sql(
        "SELECT channel, started_at FROM interactions WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NULL \
         AND kind IN ('call', 'email', 'message') AND (direction = 'in' OR two_way) ORDER BY started_at DESC LIMIT $3",
    );
    rows.all(q.bind(rows.workspace()).bind(party).bind(limit))
        .await
}
