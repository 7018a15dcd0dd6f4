//! Money paid back, row by row; the order carries the sum.

use quen_core::orders::Refund;
use quen_core::{Currency, Money, Result};
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, sql};
use crate::{Rows, Writing};

/// A refund whose currency is its order's.
struct RefundRow(Refund);

impl FromRow for RefundRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let code: String = row.get(6)?;
        let unknown = || DbError::Decode {
            column: 6,
            expected: "a currency",
            found: code.clone(),
        };
        Ok(Self(Refund {
            id: row.get(0)?,
            order_id: row.get(1)?,
            amount: Money::new(row.get(2)?, Currency::from_code(&code).ok_or_else(unknown)?),
            refunded_at: row.get(3)?,
            reason: row.get(4)?,
            by_user: row.get(5)?,
        }))
    }
}

const SELECT: &str = "SELECT r.id, r.order_id, r.amount, r.refunded_at, r.reason, r.by_user, o.currency FROM refunds r \
    JOIN orders o ON o.workspace_id = r.workspace_id AND o.id = r.order_id WHERE r.workspace_id = $1 AND r.order_id = $2";

/// The refunds of an order that the caller has found, oldest first.
///
/// # Errors
/// A broken database.
pub async fn refunds(rows: &impl Rows, order: Uuid) -> Result<Vec<Refund>> {
    let q = sql(format!("{SELECT} ORDER BY r.id"))
        .bind(rows.workspace())
        .bind(order);
    Ok(rows
        .all::<RefundRow>(q)
        .await?
        .into_iter()
        .map(|row| row.0)
        .collect())
}

/// One refund of an order that the caller has found.
///
/// # Errors
/// A broken database.
pub async fn find_refund(rows: &impl Rows, order: Uuid, id: Uuid) -> Result<Option<Refund>> {
    let q = sql(format!("{SELECT} AND r.id = $3"))
        .bind(rows.workspace())
        .bind(order)
        .bind(id);
    Ok(rows.optional::<RefundRow>(q).await?.map(|row| row.0))
}

/// Writes a refund.
///
/// # Errors
/// A broken database.
pub async fn insert_refund(tx: &Writing, refund: &Refund) -> Result<()> {
    let q = sql("INSERT INTO refunds (workspace_id, id, order_id, amount, refunded_at, reason, by_user) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(tx.workspace())
        .bind(refund.id)
        .bind(refund.order_id)
        .bind(refund.amount.amount)
        .bind(refund.refunded_at)
        .bind(refund.reason.clone())
        .bind(refund.by_user);
    tx.execute(q).await.map(drop)
}

/// Takes a refund out.
///
/// # Errors
/// A broken database.
pub async fn delete_refund(tx: &Writing, id: Uuid) -> Result<()> {
    let q = sql("DELETE FROM refunds WHERE workspace_id = $1 AND id = $2");
    tx.execute(q.bind(tx.workspace()).bind(id)).await.map(drop)
}
