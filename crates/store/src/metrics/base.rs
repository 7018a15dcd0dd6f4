//! Figures of the whole base: read by every review, remade by a job that walks the customers' days in small steps.

use chrono::NaiveDate;
use quen_core::Result;
use quen_core::metrics::{Base, Contribution};
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

/// The row that holds them.
const NAME: &str = "customers";

struct BaseRow(Base);

impl FromRow for BaseRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        row.json(0).map(Self)
    }
}

/// The figures of the last refresh; empty before the first.
///
/// # Errors
/// A broken database.
pub async fn base(rows: &impl Rows) -> Result<Base> {
    let q = sql("SELECT value FROM base_figures WHERE workspace_id = $1 AND name = $2")
        .bind(rows.workspace())
        .bind(NAME);
    Ok(rows
        .optional::<BaseRow>(q)
        .await?
        .map(|row| row.0)
        .unwrap_or_default())
}

/// Writes the figures of a day.
///
/// # Errors
/// A broken database.
pub async fn put_base(tx: &Writing, base: &Base, as_of: NaiveDate) -> Result<()> {
    let q = sql(
        "INSERT INTO base_figures (workspace_id, name, value, as_of, version) VALUES ($1, $2, $3, $4, 1) \
         ON CONFLICT (workspace_id, name) DO UPDATE SET value = excluded.value, as_of = excluded.as_of, version = base_figures.version + 1",
    );
    tx.execute(
        q.bind(tx.workspace())
            .bind(NAME)
            .bind(Value::json(base))
            .bind(as_of),
    )
    .await
    .map(drop)
}

/// One customer's days.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerDays {
    /// Whose.
    pub party_id: Uuid,
    /// In order.
    pub days: Vec<Contribution>,
}

struct PartyDay(Uuid, Contribution);

impl FromRow for PartyDay {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let day = Contribution {
            day: row.get(1)?,
            net: row.get(2)?,
            refunds: row.get(3)?,
            margin: row.get(4)?,
            orders: row.get(5)?,
        };
        Ok(Self(row.get(0)?, day))
    }
}

/// The next customers with orders after the id `after`, at most `limit`, each with all days.
///
/// # Errors
/// A broken database.
pub async fn customers_after(
    rows: &impl Rows,
    after: Uuid,
    limit: i64,
) -> Result<Vec<CustomerDays>> {
    let q = sql(
        "SELECT party_id FROM metrics WHERE workspace_id = $1 AND party_id > $2 ORDER BY party_id LIMIT $3",
    );
    let ids: Vec<(Uuid,)> = rows
        .all(q.bind(rows.workspace()).bind(after).bind(limit))
        .await?;
    let mut found: Vec<CustomerDays> = ids
        .into_iter()
        .map(|(party_id,)| CustomerDays {
            party_id,
            days: Vec::new(),
        })
        .collect();
    let (Some(first), Some(last)) = (
        found.first().map(|c| c.party_id),
        found.last().map(|c| c.party_id),
    ) else {
        return Ok(found);
    };
    let q = sql(
        "SELECT party_id, day, net, refunds, margin, orders FROM metric_days \
         WHERE workspace_id = $1 AND party_id >= $2 AND party_id <= $3 ORDER BY party_id, day",
    );
    let mut days = rows
        .all::<PartyDay>(q.bind(rows.workspace()).bind(first).bind(last))
        .await?
        .into_iter()
        .peekable();
    for customer in &mut found {
        while let Some(PartyDay(_, day)) = days.next_if(|row| row.0 <= customer.party_id) {
            customer.days.push(day);
        }
    }
    Ok(found)
}
