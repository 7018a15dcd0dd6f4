//! What plans are made from: customers and episodes page by page in the order of their keys, first purchases, time zones. Each
//! look is bounded; only a job walks to the end.

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::Result;
use quen_core::care::{Episode, Shares};
use quen_core::parties::Party;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::parties::Parties;
use crate::records::{Table, loaded};
use crate::{Rows, Writing};

/// First purchases looked at for one programme.
const PURCHASES: i64 = 20_000;
/// The row that holds the shares.
const NAME: &str = "care";

/// The next parties outside the bin after the id `after`.
///
/// # Errors
/// A broken database.
pub async fn customers_after(rows: &impl Rows, after: Uuid, limit: i64) -> Result<Vec<Party>> {
    let mut q = sql(format!(
        "SELECT {} FROM parties t WHERE t.workspace_id = $1 AND t.id > $2 AND t.deleted_at IS NULL",
        Parties::COLUMNS
    ))
    .bind(rows.workspace())
    .bind(after);
    Parties::narrow(rows, &mut q);
    q.push(" ORDER BY t.id LIMIT ").push_bind(limit);
    loaded::<Parties>(rows, q).await
}

/// Time zones of those parties that named one.
///
/// # Errors
/// A broken database.
pub async fn zones(rows: &impl Rows, parties: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    let mut q = sql(
        "SELECT party_id, time_zone FROM contact_preferences WHERE workspace_id = $1 AND time_zone IS NOT NULL AND party_id IN ",
    )
    .bind(rows.workspace());
    q.push_list(parties.iter().copied());
    rows.all(q).await
}

struct Stored(Episode, Uuid);

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let episode = Episode {
            party_id: row.get(1)?,
            kind: row.get(2)?,
            direction: row.get(3)?,
            automatic: row.get(4)?,
            two_way: row.get(5)?,
            user_id: row.get(6)?,
            started_at: row.get(7)?,
            answered_at: row.get(8)?,
        };
        Ok(Self(episode, row.get(0)?))
    }
}

/// The next episodes after an instant and id, oldest first.
///
/// # Errors
/// A broken database.
pub async fn episodes_after(
    rows: &impl Rows,
    after: (DateTime<Utc>, Uuid),
    limit: i64,
) -> Result<Vec<(Uuid, Episode)>> {
    let mut q = sql(
        "SELECT id, party_id, kind, direction, automatic, two_way, user_id, started_at, answered_at FROM interactions \
         WHERE workspace_id = $1 AND deleted_at IS NULL AND (started_at, id) > ",
    )
    .bind(rows.workspace());
    q.push_row([Value::from(after.0), after.1.into()]);
    q.push(" ORDER BY started_at, id LIMIT ").push_bind(limit);
    let found: Vec<Stored> = rows.all(q).await?;
    Ok(found
        .into_iter()
        .map(|Stored(episode, id)| (id, episode))
        .collect())
}

/// Who bought a product for the first time, and on which day.
pub type FirstPurchase = (Uuid, NaiveDate);

/// First purchases of a product in orders since an instant, newest first.
///
/// # Errors
/// A broken database.
pub async fn first_purchases(
    rows: &impl Rows,
    product: Uuid,
    since: DateTime<Utc>,
) -> Result<Vec<FirstPurchase>> {
    let of_product = "EXISTS (SELECT 1 FROM order_lines l WHERE l.workspace_id = $1 AND l.product_id = $3 AND l.order_id = ";
    let counts = |order: &str| {
        format!("{order}.deleted_at IS NULL AND {order}.status IN ('confirmed', 'delivered')")
    };
    let q = sql(format!(
        "SELECT o.party_id, o.ordered_on FROM orders o WHERE o.workspace_id = $1 AND o.ordered_at >= $2 AND {} AND {of_product}o.id) \
         AND NOT EXISTS (SELECT 1 FROM orders e WHERE e.workspace_id = $1 AND e.party_id = o.party_id AND e.ordered_at < o.ordered_at \
         AND {} AND {of_product}e.id)) ORDER BY o.ordered_at DESC, o.id DESC LIMIT $4",
        counts("o"),
        counts("e"),
    ));
    let q = q.bind(rows.workspace()).bind(since).bind(product);
    rows.all(q.bind(PURCHASES)).await
}

/// What a customer must have brought to be among the top fifth of those who have bought; none before the first.
///
/// # Errors
/// A broken database.
pub async fn top_fifth(rows: &impl Rows) -> Result<Option<i64>> {
    let count = sql(
        "SELECT COUNT(*) FROM parties WHERE workspace_id = $1 AND deleted_at IS NULL AND spend > 0",
    );
    let (buyers,): (i64,) = rows.one(count.bind(rows.workspace())).await?;
    let q = sql(
        "SELECT spend FROM parties WHERE workspace_id = $1 AND deleted_at IS NULL AND spend > 0 \
         ORDER BY spend DESC, id DESC LIMIT 1 OFFSET $2",
    );
    let last = (buyers + 4) / 5 - 1;
    let found: Option<(i64,)> = rows
        .optional(q.bind(rows.workspace()).bind(last.max(0)))
        .await?;
    Ok(found.map(|(spend,)| spend))
}

struct Kept(Shares);

impl FromRow for Kept {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        row.json(0).map(Self)
    }
}

/// The shares of the last count; empty before the first.
///
/// # Errors
/// A broken database.
pub async fn shares(rows: &impl Rows) -> Result<Shares> {
    let q = sql("SELECT value FROM base_figures WHERE workspace_id = $1 AND name = $2");
    let found: Option<Kept> = rows.optional(q.bind(rows.workspace()).bind(NAME)).await?;
    Ok(found.map(|row| row.0).unwrap_or_default())
}

/// Keeps the shares of a day.
///
/// # Errors
/// A broken database.
pub async fn put_shares(tx: &Writing, shares: &Shares, as_of: NaiveDate) -> Result<()> {
    let q = sql(
        "INSERT INTO base_figures (workspace_id, name, value, as_of, version) VALUES ($1, $2, $3, $4, 1) \
         ON CONFLICT (workspace_id, name) DO UPDATE SET value = excluded.value, as_of = excluded.as_of, version = base_figures.version + 1",
    );
    let q = q.bind(tx.workspace()).bind(NAME);
    tx.execute(q.bind(Value::json(shares)).bind(as_of))
        .await
        .map(drop)
}
