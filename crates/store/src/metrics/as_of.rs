//! Figures of customers as they stood at the end of some day, counted from their kept days.

use quen_core::Result;
use uuid::Uuid;

use crate::Rows;
use crate::db::{DbError, FromRow, Row, sql};

/// What a customer had bought up to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UpTo {
    /// The customer.
    pub party_id: Uuid,
    /// Day of the last purchase occasion.
    pub last_day: i32,
    /// Purchase occasions.
    pub occasions: i64,
    /// Net spend in minor units; refunds subtract.
    pub net: i64,
}

impl FromRow for UpTo {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            party_id: row.get(0)?,
            last_day: row.get(1)?,
            occasions: row.get(2)?,
            net: row.get(3)?,
        })
    }
}

/// Customers the actor may see with an occasion on or before `day`, by id behind `after`.
///
/// # Errors
/// A broken database.
pub async fn up_to(rows: &impl Rows, day: i32, after: Uuid, limit: i64) -> Result<Vec<UpTo>> {
    let mut q = sql(
        "SELECT d.party_id, MAX(CASE WHEN d.net > 0 THEN d.day END), \
         CAST(SUM(CASE WHEN d.net > 0 THEN 1 ELSE 0 END) AS BIGINT), CAST(SUM(d.net) AS BIGINT) \
         FROM metric_days d JOIN parties t ON t.workspace_id = d.workspace_id AND t.id = d.party_id \
         WHERE d.workspace_id = $1 AND d.day <= $2 AND d.party_id > $3 AND t.deleted_at IS NULL",
    );
    q = q.bind(rows.workspace()).bind(day).bind(after);
    rows.narrow(&mut q, "t.owner_id");
    q.push(" GROUP BY d.party_id HAVING SUM(CASE WHEN d.net > 0 THEN 1 ELSE 0 END) > 0 ORDER BY d.party_id LIMIT ").push_bind(limit);
    rows.all(q).await
}
