//! Rows of the figures kept as things happen: statistics, days, the columns beside the party, and the base's figures.
//! Taking a customer's statistics locks them to the end of the transaction, so that two writers never add to one state.

mod as_of;
mod base;
mod many;

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::Result;
use quen_core::metrics::{Contribution, Figures, Touches};
use quen_insight::occasions::Occasions;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

pub use as_of::{UpTo, up_to};
pub use base::{CustomerDays, base, customers_after, put_base};
pub use many::{days_of_many, find_many};

/// What is stored of one customer.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Stored {
    /// Of the orders.
    pub statistics: Occasions,
    /// Of the interactions.
    pub touches: Touches,
    /// Day of the first talk of both sides.
    pub first_two_way_on: Option<NaiveDate>,
    /// Day of the last talk of both sides.
    pub last_two_way_on: Option<NaiveDate>,
}

const COLUMNS: &str = "occasions, first_day, last_day, last_entry_day, repeat_sum, net_sum, refund_sum, margin_sum, gap_square_sum, \
    observed_from, touches_in, touches_out, touches_two_way, first_two_way_on, last_two_way_on";

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let (net, margin): (i64, i64) = (row.get(5)?, row.get(7)?);
        let statistics = Occasions {
            occasions: row.get(0)?,
            first_day: row.get(1)?,
            last_day: row.get(2)?,
            last_entry_day: row.get(3)?,
            repeat_sum_minor: row.get(4)?,
            net_sum_minor: net,
            refund_sum_minor: row.get(6)?,
            cost_sum_minor: net.saturating_sub(margin),
            gap_square_sum: row.get(8)?,
            observed_from: row.get(9)?,
        };
        let touches = Touches {
            incoming: row.get(10)?,
            outgoing: row.get(11)?,
            two_way: row.get(12)?,
        };
        Ok(Self {
            statistics,
            touches,
            first_two_way_on: row.get(13)?,
            last_two_way_on: row.get(14)?,
        })
    }
}

/// A customer's statistics, locked until the transaction ends; zero for a customer without any.
///
/// # Errors
/// A broken database.
pub async fn take(tx: &Writing, party: Uuid) -> Result<Stored> {
    let q = sql(format!(
        "INSERT INTO metrics (workspace_id, party_id, occasions, repeat_sum, net_sum, refund_sum, margin_sum, gap_square_sum, \
         touches_in, touches_out, touches_two_way, revision) VALUES ($1, $2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1) \
         ON CONFLICT (workspace_id, party_id) DO UPDATE SET revision = metrics.revision + 1 RETURNING {COLUMNS}"
    ));
    tx.one(q.bind(tx.workspace()).bind(party)).await
}

/// A customer's statistics; zero for a customer without any.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, party: Uuid) -> Result<Stored> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM metrics WHERE workspace_id = $1 AND party_id = $2"
    ));
    Ok(rows
        .optional(q.bind(rows.workspace()).bind(party))
        .await?
        .unwrap_or_default())
}

/// Writes statistics that were taken.
///
/// # Errors
/// A broken database.
pub async fn put(tx: &Writing, party: Uuid, stored: &Stored) -> Result<()> {
    let s = &stored.statistics;
    let q = sql("UPDATE metrics SET occasions = $3, first_day = $4, last_day = $5, last_entry_day = $6, repeat_sum = $7, net_sum = $8, \
         refund_sum = $9, margin_sum = $10, gap_square_sum = $11, observed_from = $12, touches_in = $13, touches_out = $14, \
         touches_two_way = $15, first_two_way_on = $16, last_two_way_on = $17 WHERE workspace_id = $1 AND party_id = $2")
    .bind(tx.workspace())
    .bind(party)
    .bind(s.occasions)
    .bind(s.first_day)
    .bind(s.last_day)
    .bind(s.last_entry_day)
    .bind(s.repeat_sum_minor)
    .bind(s.net_sum_minor)
    .bind(s.refund_sum_minor)
    .bind(s.net_sum_minor.saturating_sub(s.cost_sum_minor))
    .bind(s.gap_square_sum)
    .bind(s.observed_from)
    .bind(stored.touches.incoming)
    .bind(stored.touches.outgoing)
    .bind(stored.touches.two_way)
    .bind(stored.first_two_way_on)
    .bind(stored.last_two_way_on);
    tx.execute(q).await.map(drop)
}

struct DayRow(Contribution);

impl FromRow for DayRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(Contribution {
            day: row.get(0)?,
            net: row.get(1)?,
            refunds: row.get(2)?,
            margin: row.get(3)?,
            orders: row.get(4)?,
        }))
    }
}

/// A customer's days in order.
///
/// # Errors
/// A broken database.
pub async fn days(rows: &impl Rows, party: Uuid) -> Result<Vec<Contribution>> {
    // In the order of the key: asked for by day alone, SQLite without statistics walks the days of the whole workspace.
    let q = sql(
        "SELECT day, net, refunds, margin, orders FROM metric_days WHERE workspace_id = $1 AND party_id = $2 ORDER BY party_id, day",
    );
    Ok(rows
        .all::<DayRow>(q.bind(rows.workspace()).bind(party))
        .await?
        .into_iter()
        .map(|row| row.0)
        .collect())
}

/// Writes one of a customer's days as it now is; `None` when nothing is left of it.
///
/// # Errors
/// A broken database.
pub async fn put_day(tx: &Writing, party: Uuid, day: i32, now: Option<Contribution>) -> Result<()> {
    let Some(now) = now else {
        let q =
            sql("DELETE FROM metric_days WHERE workspace_id = $1 AND party_id = $2 AND day = $3");
        return tx
            .execute(q.bind(tx.workspace()).bind(party).bind(day))
            .await
            .map(drop);
    };
    let q = sql(
        "INSERT INTO metric_days (workspace_id, party_id, day, net, refunds, margin, orders) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (workspace_id, party_id, day) DO UPDATE SET net = excluded.net, refunds = excluded.refunds, \
         margin = excluded.margin, orders = excluded.orders",
    );
    let q = q
        .bind(tx.workspace())
        .bind(party)
        .bind(day)
        .bind(now.net)
        .bind(now.refunds)
        .bind(now.margin)
        .bind(now.orders);
    tx.execute(q).await.map(drop)
}

/// Writes all of a customer's days anew.
///
/// # Errors
/// A broken database.
pub async fn replace_days(tx: &Writing, party: Uuid, days: &[Contribution]) -> Result<()> {
    let q = sql("DELETE FROM metric_days WHERE workspace_id = $1 AND party_id = $2");
    tx.execute(q.bind(tx.workspace()).bind(party)).await?;
    for chunk in days.chunks(500) {
        let rows = chunk.iter().map(|day| {
            let key = [Value::from(tx.workspace()), party.into(), day.day.into()];
            key.into_iter()
                .chain([
                    day.net.into(),
                    day.refunds.into(),
                    day.margin.into(),
                    day.orders.into(),
                ])
                .collect()
        });
        let text = "INSERT INTO metric_days (workspace_id, party_id, day, net, refunds, margin, orders) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        tx.execute_many(text, rows.collect()).await?;
    }
    Ok(())
}

/// Writes the figures beside the party. Its version stays: nobody's edit is overtaken by them.
///
/// # Errors
/// A broken database.
pub async fn put_figures(tx: &Writing, party: Uuid, figures: &Figures) -> Result<()> {
    let q = sql("UPDATE parties SET occasions = $3, spend = $4, margin = $5, first_order_on = $6, last_order_on = $7, rhythm_days = $8, \
         silent_on = $9 WHERE workspace_id = $1 AND id = $2")
    .bind(tx.workspace())
    .bind(party)
    .bind(figures.occasions)
    .bind(figures.spend)
    .bind(figures.margin)
    .bind(figures.first_order_on)
    .bind(figures.last_order_on)
    .bind(figures.rhythm_days)
    .bind(figures.silent_on);
    tx.execute(q).await.map(drop)
}

/// The figures beside a party.
///
/// # Errors
/// A broken database.
pub async fn figures(rows: &impl Rows, party: Uuid) -> Result<Option<Figures>> {
    struct FiguresRow(Figures);
    impl FromRow for FiguresRow {
        fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
            Ok(Self(Figures {
                occasions: row.get(0)?,
                spend: row.get(1)?,
                margin: row.get(2)?,
                first_order_on: row.get(3)?,
                last_order_on: row.get(4)?,
                rhythm_days: row.get(5)?,
                silent_on: row.get(6)?,
            }))
        }
    }
    let q = sql(
        "SELECT occasions, spend, margin, first_order_on, last_order_on, rhythm_days, silent_on FROM parties \
         WHERE workspace_id = $1 AND id = $2",
    );
    Ok(rows
        .optional::<FiguresRow>(q.bind(rows.workspace()).bind(party))
        .await?
        .map(|row| row.0))
}

/// Writes when a party was last in contact.
///
/// # Errors
/// A broken database.
pub async fn put_last_contact(tx: &Writing, party: Uuid, at: Option<DateTime<Utc>>) -> Result<()> {
    let q = sql("UPDATE parties SET last_contact_at = $3 WHERE workspace_id = $1 AND id = $2");
    tx.execute(q.bind(tx.workspace()).bind(party).bind(at))
        .await
        .map(drop)
}

/// Moves a party's last contact forward to `at`, never back.
///
/// # Errors
/// A broken database.
pub async fn raise_last_contact(
    tx: &Writing,
    party: Uuid,
    at: Option<DateTime<Utc>>,
) -> Result<()> {
    let Some(at) = at else { return Ok(()) };
    let q = sql(
        "UPDATE parties SET last_contact_at = $3 WHERE workspace_id = $1 AND id = $2 AND (last_contact_at IS NULL OR last_contact_at < $3)",
    );
    tx.execute(q.bind(tx.workspace()).bind(party).bind(at))
        .await
        .map(drop)
}
