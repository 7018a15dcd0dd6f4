//! How the days that orders name were kept: delivered by us, paid by them; of one party, or of the house within a window. It must
//! never walk over orders that name no day.

use chrono::NaiveDate;
use quen_core::Result;
use quen_core::orders::{DatesKept, Punctuality};
use uuid::Uuid;

use crate::Rows;
use crate::db::{DbError, FromRow, Row, Sql, sql};
use crate::records::PARTY_OWNER;

struct Counted(Punctuality);

impl FromRow for Counted {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let [in_time, late, overdue]: [Option<i64>; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
        Ok(Self(Punctuality {
            in_time: in_time.unwrap_or(0),
            late: late.unwrap_or(0),
            overdue: overdue.unwrap_or(0),
        }))
    }
}

/// The day that was named, the day on which it was done, and what else an order must be to count as overdue: one that is known to
/// be delivered, on a day that nobody wrote down, is not, and neither is one on which nothing is owed.
const DELIVERED: (&str, &str, &str) = ("t.deliver_by", "t.delivered_on", "t.status = 'confirmed'");
const PAID: (&str, &str, &str) = ("t.due_on", "t.paid_on", "t.owed > 0");

/// Of all orders of a party.
///
/// # Errors
/// A broken database.
pub async fn kept_of_party(rows: &impl Rows, party: Uuid, today: NaiveDate) -> Result<DatesKept> {
    let narrow = |q: &mut Sql, _: &str| {
        q.push(" AND t.party_id = ").push_bind(party);
    };
    both(rows, today, &narrow).await
}

/// Of all orders that the actor reaches and whose day lies on or after `since`.
///
/// # Errors
/// A broken database.
pub async fn kept_of_house(
    rows: &impl Rows,
    since: NaiveDate,
    today: NaiveDate,
) -> Result<DatesKept> {
    let narrow = |q: &mut Sql, named: &str| {
        q.push(" AND ").push(named).push(" >= ").push_bind(since);
        rows.narrow(q, PARTY_OWNER);
    };
    both(rows, today, &narrow).await
}

async fn both(
    rows: &impl Rows,
    today: NaiveDate,
    narrow: &(dyn Fn(&mut Sql, &str) + Sync),
) -> Result<DatesKept> {
    let ask = |days| {
        let mut q = question(rows, days, today);
        narrow(&mut q, days.0);
        q
    };
    let (deliveries, payments) = tokio::try_join!(
        rows.one::<Counted>(ask(DELIVERED)),
        rows.one::<Counted>(ask(PAID))
    )?;
    Ok(DatesKept {
        deliveries: deliveries.0,
        payments: payments.0,
    })
}

fn question(rows: &impl Rows, (named, done, open): (&str, &str, &str), today: NaiveDate) -> Sql {
    sql(format!(
        "SELECT SUM(CASE WHEN {done} <= {named} THEN 1 ELSE 0 END), SUM(CASE WHEN {done} > {named} THEN 1 ELSE 0 END), \
         SUM(CASE WHEN {done} IS NULL AND {named} < $2 AND {open} THEN 1 ELSE 0 END) FROM orders t \
         WHERE t.workspace_id = $1 AND t.deleted_at IS NULL AND t.status IN ('confirmed', 'delivered') AND {named} IS NOT NULL"
    ))
    .bind(rows.workspace())
    .bind(today)
}
