//! What the ledger of one party is made of, source by source: narrow rows of orders, refunds, talks, promises and referrals.
//! The caller has found the party; adding up is not done here.

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::Result;
use uuid::Uuid;

use crate::Rows;
use crate::db::{DbError, FromRow, Row, sql};

/// An order that counts, in minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sold {
    /// The order.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// Its day.
    pub on: NaiveDate,
    /// Lines after their discounts, without tax.
    pub subtotal: i64,
    /// Discount on the whole.
    pub discount: i64,
    /// Discounts on its lines.
    pub line_discounts: i64,
    /// What it came to, tax included.
    pub total: i64,
    /// Cost of the goods, when known.
    pub cost: Option<i64>,
    /// Paid back so far without the tax in it.
    pub refunded: i64,
}

impl FromRow for Sold {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            number: row.get(1)?,
            on: row.get(2)?,
            subtotal: row.get(3)?,
            discount: row.get(4)?,
            line_discounts: row.get(5)?,
            total: row.get(6)?,
            cost: row.get(7)?,
            refunded: row.get(8)?,
        })
    }
}

/// Orders of the party that count, newest first.
///
/// # Errors
/// A broken database.
pub async fn sold(rows: &impl Rows, party: Uuid, limit: i64) -> Result<Vec<Sold>> {
    let q = sql(
        "SELECT t.id, t.number, t.ordered_on, t.subtotal, t.discount, \
         (SELECT CAST(COALESCE(SUM(l.discount), 0) AS BIGINT) FROM order_lines l WHERE l.workspace_id = t.workspace_id AND l.order_id = t.id), \
         t.total, t.cost, t.refunded - t.refunded_tax FROM orders t \
         WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL AND t.status IN ('confirmed', 'delivered') \
         ORDER BY t.ordered_at DESC, t.id DESC LIMIT $3",
    );
    rows.all(q.bind(rows.workspace()).bind(party).bind(limit))
        .await
}

/// Money paid back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaidBack {
    /// The order it was paid back on.
    pub order_id: Uuid,
    /// Its number.
    pub number: String,
    /// How much, tax included.
    pub amount: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The order's total.
    pub total: i64,
    /// The tax in it.
    pub tax: i64,
}

impl FromRow for PaidBack {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            order_id: row.get(0)?,
            number: row.get(1)?,
            amount: row.get(2)?,
            at: row.get(3)?,
            total: row.get(4)?,
            tax: row.get(5)?,
        })
    }
}

/// Refunds on the party's orders, the latest orders first.
///
/// # Errors
/// A broken database.
pub async fn paid_back(rows: &impl Rows, party: Uuid, limit: i64) -> Result<Vec<PaidBack>> {
    let q = sql(
        "SELECT t.id, t.number, r.amount, r.refunded_at, t.total, t.tax FROM orders t \
         JOIN refunds r ON r.workspace_id = t.workspace_id AND r.order_id = t.id \
         WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL AND t.status IN ('confirmed', 'delivered') \
         AND t.refunded > 0 ORDER BY t.ordered_at DESC, t.id DESC LIMIT $3",
    );
    rows.all(q.bind(rows.workspace()).bind(party).bind(limit))
        .await
}

/// An episode with a length.
pub type Served = (Uuid, String, DateTime<Utc>, DateTime<Utc>);

/// Episodes with the party that a person of ours spent time on: id, kind, beginning, end; newest first.
///
/// # Errors
/// A broken database.
pub async fn served(rows: &impl Rows, party: Uuid, limit: i64) -> Result<Vec<Served>> {
    let q = sql(
        "SELECT t.id, t.kind, t.started_at, t.ended_at FROM interactions t WHERE t.workspace_id = $1 AND t.party_id = $2 \
         AND t.deleted_at IS NULL AND t.ended_at IS NOT NULL AND t.automatic = $4 \
         ORDER BY t.started_at DESC, t.id DESC LIMIT $3",
    );
    let q = q.bind(rows.workspace()).bind(party).bind(limit);
    rows.all(q.bind(false)).await
}

/// Promises to the party that were kept: id, words, when it was said so; newest first.
///
/// # Errors
/// A broken database.
pub async fn kept(
    rows: &impl Rows,
    party: Uuid,
    limit: i64,
) -> Result<Vec<(Uuid, String, DateTime<Utc>)>> {
    let q = sql(
        "SELECT t.id, t.text, t.settled_at FROM promises t WHERE t.workspace_id = $1 AND t.party_id = $2 \
         AND t.deleted_at IS NULL AND t.settled_at IS NOT NULL AND t.state = 'kept' ORDER BY t.settled_at DESC, t.id DESC LIMIT $3",
    );
    rows.all(q.bind(rows.workspace()).bind(party).bind(limit))
        .await
}

/// What the party told us and did not take back: id, words, when it was said; newest first.
///
/// # Errors
/// A broken database.
pub async fn told(
    rows: &impl Rows,
    party: Uuid,
    limit: i64,
) -> Result<Vec<(Uuid, String, DateTime<Utc>)>> {
    let q = sql(
        "SELECT t.id, t.statement, t.said_at FROM facts t WHERE t.workspace_id = $1 AND t.party_id = $2 \
         AND t.deleted_at IS NULL AND t.basis = 'stated' AND t.state <> 'withdrawn' ORDER BY t.id DESC LIMIT $3",
    );
    rows.all(q.bind(rows.workspace()).bind(party).bind(limit))
        .await
}

/// Parties that this one brought to us and the reader reaches: id, name, since when it is known.
///
/// # Errors
/// A broken database.
pub async fn referred(
    rows: &impl Rows,
    party: Uuid,
    limit: i64,
) -> Result<Vec<(Uuid, String, DateTime<Utc>)>> {
    let mut q = sql(
        "SELECT p.id, p.name, l.created_at FROM party_links l \
         JOIN parties p ON p.workspace_id = l.workspace_id AND p.id = l.from_id \
         WHERE l.workspace_id = $1 AND l.to_id = $2 AND l.kind = 'referred_by' AND p.deleted_at IS NULL",
    )
    .bind(rows.workspace())
    .bind(party);
    rows.narrow(&mut q, "p.owner_id");
    q.push(" ORDER BY l.id DESC LIMIT ").push_bind(limit);
    rows.all(q).await
}

/// How often the party was unhappy, and when last.
///
/// # Errors
/// A broken database.
pub async fn complaints(rows: &impl Rows, party: Uuid) -> Result<(i64, Option<DateTime<Utc>>)> {
    let q = sql(
        "SELECT COUNT(*), MAX(t.started_at) FROM interactions t WHERE t.workspace_id = $1 AND t.party_id = $2 \
         AND t.deleted_at IS NULL AND t.outcome = 'unhappy'",
    );
    rows.one(q.bind(rows.workspace()).bind(party)).await
}
