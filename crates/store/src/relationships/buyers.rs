//! Customers with their relationship as customer, for looks at many. It only reads.

use chrono::{DateTime, Utc};
use quen_core::Result;
use quen_core::relationships::Relationship;
use uuid::Uuid;

use super::{COLUMNS, Relationships};
use crate::Rows;
use crate::db::{DbError, FromRow, Row, sql};
use crate::records::loaded;

/// A customer who has bought.
#[derive(Debug, Clone)]
pub struct Buyer {
    /// The customer.
    pub party_id: Uuid,
    /// Name.
    pub name: String,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
    /// The relationship as customer, if it is kept yet.
    pub relationship: Option<Relationship>,
}

struct PartyRow(Uuid, String, DateTime<Utc>);

impl FromRow for PartyRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(row.get(0)?, row.get(1)?, row.get(2)?))
    }
}

/// Those who bought last, newest order first.
///
/// # Errors
/// A broken database.
pub async fn buyers(rows: &impl Rows, limit: usize) -> Result<Vec<Buyer>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let q = sql(
        "SELECT id, name, created_at FROM parties WHERE workspace_id = $1 AND deleted_at IS NULL AND last_order_on IS NOT NULL \
         ORDER BY last_order_on DESC, id DESC LIMIT $2",
    );
    let parties = rows
        .all::<PartyRow>(q.bind(rows.workspace()).bind(limit))
        .await?;
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM relationships t WHERE t.workspace_id = $1 AND t.role = 'customer' AND t.party_id IN "
    ))
    .bind(rows.workspace());
    q.push_list(parties.iter().map(|party| party.0));
    let mut kept: std::collections::HashMap<Uuid, Relationship> = loaded::<Relationships>(rows, q)
        .await?
        .into_iter()
        .map(|found| (found.party_id, found))
        .collect();
    Ok(parties
        .into_iter()
        .map(|PartyRow(party_id, name, created_at)| Buyer {
            relationship: kept.remove(&party_id),
            party_id,
            name,
            created_at,
        })
        .collect())
}

/// The next parties with a relationship after the id `after`, in order.
///
/// # Errors
/// A broken database.
pub async fn parties_after(rows: &impl Rows, after: Uuid, limit: i64) -> Result<Vec<Uuid>> {
    let q = sql(
        "SELECT DISTINCT party_id FROM relationships WHERE workspace_id = $1 AND party_id > $2 ORDER BY party_id LIMIT $3",
    );
    let found: Vec<(Uuid,)> = rows
        .all(q.bind(rows.workspace()).bind(after).bind(limit))
        .await?;
    Ok(found.into_iter().map(|row| row.0).collect())
}
