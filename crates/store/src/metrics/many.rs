//! The figures of several customers at once, for looks at many. It only reads.

use std::collections::HashMap;

use quen_core::Result;
use quen_core::metrics::Contribution;
use uuid::Uuid;

use super::{COLUMNS, DayRow, Stored};
use crate::Rows;
use crate::db::{DbError, FromRow, Row, sql};

struct Of<T>(Uuid, T);

impl FromRow for Of<Stored> {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(row.get(15)?, Stored::from_row(row)?))
    }
}

impl FromRow for Of<DayRow> {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(row.get(5)?, DayRow::from_row(row)?))
    }
}

/// Statistics by customer; one without any is left out.
///
/// # Errors
/// A broken database.
pub async fn find_many(rows: &impl Rows, parties: &[Uuid]) -> Result<HashMap<Uuid, Stored>> {
    let mut q = sql(format!(
        "SELECT {COLUMNS}, party_id FROM metrics WHERE workspace_id = $1 AND party_id IN "
    ))
    .bind(rows.workspace());
    q.push_list(parties.iter().copied());
    let found = rows.all::<Of<Stored>>(q).await?;
    Ok(found.into_iter().map(|row| (row.0, row.1)).collect())
}

/// Days by customer, each in order.
///
/// # Errors
/// A broken database.
pub async fn days_of_many(
    rows: &impl Rows,
    parties: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Contribution>>> {
    let mut q = sql(
        "SELECT day, net, refunds, margin, orders, party_id FROM metric_days WHERE workspace_id = $1 AND party_id IN ",
    )
    .bind(rows.workspace());
    q.push_list(parties.iter().copied());
    q.push(" ORDER BY party_id, day");
    let mut found: HashMap<Uuid, Vec<Contribution>> = HashMap::new();
    for Of(party, day) in rows.all::<Of<DayRow>>(q).await? {
        found.entry(party).or_default().push(day.0);
    }
    Ok(found)
}
