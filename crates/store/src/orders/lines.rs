//! Lines of orders: written with their order, read for many orders at once.

use std::collections::HashMap;

use chrono::NaiveDate;
use quen_core::Result;
use quen_core::orders::{Line, Order, Quantity, Unstated};
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

struct LineRow {
    order: Uuid,
    line: Line,
}

impl FromRow for LineRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let thousandths: i64 = row.get(3)?;
        let wrong = || DbError::Decode {
            column: 3,
            expected: "a quantity in thousandths",
            found: thousandths.to_string(),
        };
        let line = Line {
            product_id: row.get(1)?,
            text: row.get(2)?,
            quantity: Quantity::from_thousandths(thousandths).ok_or_else(wrong)?,
            unit_price: row.get(4)?,
            discount: row.get(5)?,
            tax_rate: row.get(6)?,
            unit_cost: row.get(7)?,
            unstated: Unstated::default(),
        };
        Ok(Self {
            order: row.get(0)?,
            line,
        })
    }
}

/// Gives orders their lines.
pub(super) async fn fill(rows: &impl Rows, mut orders: Vec<Order>) -> Result<Vec<Order>> {
    if orders.is_empty() {
        return Ok(orders);
    }
    let mut q = sql("SELECT order_id, product_id, text, quantity, unit_price, discount, tax_rate, unit_cost FROM order_lines WHERE workspace_id = $1")
        .bind(rows.workspace());
    q.push(" AND order_id IN ")
        .push_list(orders.iter().map(|order| order.id))
        .push(" ORDER BY order_id, position");
    let mut lines: HashMap<Uuid, Vec<Line>> = HashMap::new();
    for row in rows.all::<LineRow>(q).await? {
        lines.entry(row.order).or_default().push(row.line);
    }
    for order in &mut orders {
        order.lines = lines.remove(&order.id).unwrap_or_default();
    }
    Ok(orders)
}

pub(super) async fn put(tx: &Writing, order: &Order) -> Result<()> {
    let rows = order.lines.iter().zip(0_i64..).map(|(line, position)| {
        vec![
            Value::from(tx.workspace()),
            order.id.into(),
            position.into(),
            line.product_id.into(),
            line.text.clone().into(),
            line.quantity.thousandths().into(),
            line.unit_price.into(),
            line.discount.into(),
            line.tax_rate.into(),
            line.unit_cost.into(),
            line.amount().unwrap_or_default().into(),
        ]
    });
    let text = "INSERT INTO order_lines (workspace_id, order_id, position, product_id, text, quantity, unit_price, discount, tax_rate, \
         unit_cost, amount) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    tx.execute_many(text, rows.collect()).await.map(drop)
}

pub(super) async fn remove(tx: &Writing, order: Uuid) -> Result<()> {
    let q = sql("DELETE FROM order_lines WHERE workspace_id = $1 AND order_id = $2");
    tx.execute(q.bind(tx.workspace()).bind(order))
        .await
        .map(drop)
}

/// What a customer's orders tell beside money.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bought {
    /// Each group of products with the day of its first order.
    pub categories: Vec<(String, NaiveDate)>,
    /// People at the customer's who ordered since a day.
    pub contacts: i64,
}

/// Groups of products that a customer has bought from, and how many people ordered on or after `since`.
///
/// # Errors
/// A broken database.
pub async fn bought(rows: &impl Rows, party: Uuid, since: NaiveDate) -> Result<Bought> {
    let q = sql("SELECT p.category, min(o.ordered_on) FROM orders o \
         JOIN order_lines l ON l.workspace_id = o.workspace_id AND l.order_id = o.id \
         JOIN products p ON p.workspace_id = l.workspace_id AND p.id = l.product_id \
         WHERE o.workspace_id = $1 AND o.party_id = $2 AND o.deleted_at IS NULL AND o.status IN ('confirmed', 'delivered') \
         AND p.category IS NOT NULL GROUP BY p.category");
    let categories = rows.all(q.bind(rows.workspace()).bind(party)).await?;
    let q = sql(
        "SELECT count(DISTINCT contact_id) FROM orders WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NULL \
         AND status IN ('confirmed', 'delivered') AND contact_id IS NOT NULL AND ordered_on >= $3",
    );
    let (contacts,) = rows
        .one(q.bind(rows.workspace()).bind(party).bind(since))
        .await?;
    Ok(Bought {
        categories,
        contacts,
    })
}
