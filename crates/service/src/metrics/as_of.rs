//! Recency, occasions and spend of customers as of any day: what reports and checks read. Nothing is stored for it.

use chrono::NaiveDate;
use quen_core::{Permission, Result, dates};
use quen_store::metrics as rows;
use uuid::Uuid;

use crate::Ctx;

/// A customer's figures as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct AsOf {
    /// The customer.
    pub party_id: Uuid,
    /// Whole days since the last purchase occasion.
    pub recency_days: i64,
    /// Purchase occasions: days with a positive net sum.
    pub occasions: i64,
    /// Net spend in the workspace's minor units.
    pub spend: i64,
}

/// The next customers with an occasion on or before `day`, by id; begin behind the nil id.
///
/// # Errors
/// `forbidden`.
pub async fn as_of(ctx: &Ctx, day: NaiveDate, after: Uuid, limit: i64) -> Result<Vec<AsOf>> {
    let number = dates::number(day);
    let found = rows::up_to(&ctx.read(Permission::PartiesRead)?, number, after, limit).await?;
    let figures = |row: rows::UpTo| AsOf {
        party_id: row.party_id,
        recency_days: i64::from(number) - i64::from(row.last_day),
        occasions: row.occasions,
        spend: row.net,
    };
    Ok(found.into_iter().map(figures).collect())
}
