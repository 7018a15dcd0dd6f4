//! Rows of orders, their lines, refunds, and running numbers. Lines of a whole page are read with one query.

mod counted;
mod lines;
mod numbers;
mod punctual;
mod refunds;

use quen_core::fields::Catalogue;
use quen_core::orders::{Dates, Order, Totals, catalogue};
use quen_core::{Currency, Noun, Result};
use uuid::Uuid;

use crate::db::{DbError, Row, Value, sql};
use crate::records::{PARTY_OWNER, Place, Table, Written, loaded};
use crate::{Rows, Writing};

pub use counted::Lines;
pub use lines::{Bought, bought};
pub use numbers::next_number;
pub use punctual::{kept_of_house, kept_of_party};
pub use refunds::{delete_refund, find_refund, insert_refund, refunds};

/// The table of orders.
pub struct Orders;

const COLUMNS: &str = "t.id, t.number, t.party_id, t.contact_id, t.ordered_at, t.ordered_on, t.status, t.currency, t.subtotal, \
    t.discount, t.tax, t.total, t.cost, t.refunded, t.refunded_tax, t.note, t.custom, t.version, t.created_at, t.updated_at, t.deleted_at, \
    t.project_id, t.deliver_by, t.delivered_on, t.due_on, t.paid_on, t.quality, t.paid, t.rest, t.rest_on, t.owed, t.on_credit";

impl Table for Orders {
    type Record = Order;
    const NAME: &'static str = "orders";
    const SCORED: bool = true;
    const COLUMNS: &'static str = COLUMNS;
    const OWNER: Option<&'static str> = Some(PARTY_OWNER);
    const SORT: Option<&'static str> = Some("-ordered_at");

    fn catalogue() -> Catalogue {
        catalogue()
    }

    fn read(row: &Row<'_>) -> Result<Order, DbError> {
        let code: String = row.get(7)?;
        let unknown = || DbError::Decode {
            column: 7,
            expected: "a currency",
            found: code.clone(),
        };
        let discount = row.get(9)?;
        Ok(Order {
            id: row.get(0)?,
            number: row.get(1)?,
            party_id: row.get(2)?,
            contact_id: row.get(3)?,
            ordered_at: row.get(4)?,
            ordered_on: row.get(5)?,
            status: row.get(6)?,
            currency: Currency::from_code(&code).ok_or_else(unknown)?,
            lines: Vec::new(),
            discount,
            totals: Totals {
                subtotal: row.get(8)?,
                discount,
                tax: row.get(10)?,
                total: row.get(11)?,
                cost: row.get(12)?,
            },
            refunded: row.get(13)?,
            refunded_tax: row.get(14)?,
            note: row.get(15)?,
            custom: row.json(16)?,
            stated_total: None,
            version: row.get(17)?,
            created_at: row.get(18)?,
            updated_at: row.get(19)?,
            deleted_at: row.get(20)?,
            quality: row.get(26)?,
            project_id: row.get(21)?,
            dates: Dates {
                deliver_by: row.get(22)?,
                delivered_on: row.get(23)?,
                due_on: row.get(24)?,
                paid_on: row.get(25)?,
            },
            paid: row.get(27)?,
            rest: row.get(28)?,
            rest_on: row.get(29)?,
            owed: row.get(30)?,
            on_credit: row.get(31)?,
        })
    }

    async fn complete(rows: &impl Rows, orders: Vec<Order>) -> Result<Vec<Order>> {
        lines::fill(rows, orders).await
    }

    fn place(field: &str) -> Option<Place> {
        Some(Place::Column(match field {
            "number" => "t.number",
            "party_id" => "t.party_id",
            "contact_id" => "t.contact_id",
            "project_id" => "t.project_id",
            "ordered_at" => "t.ordered_at",
            "ordered_on" => "t.ordered_on",
            "status" => "t.status",
            "deliver_by" => "t.deliver_by",
            "delivered_on" => "t.delivered_on",
            "due_on" => "t.due_on",
            "paid_on" => "t.paid_on",
            "total" => "t.total",
            "refunded" => "t.refunded",
            "quality" => "t.quality",
            "paid" => "t.paid",
            "owed" => "t.owed",
            "on_credit" => "t.on_credit",
            "created_at" => "t.created_at",
            _ => return None,
        }))
    }
}

impl Written for Orders {
    const NOUN: Noun = Noun::Orders;
    const WRITTEN: &'static [&'static str] = &[
        "number",
        "number_key",
        "party_id",
        "contact_id",
        "project_id",
        "ordered_at",
        "ordered_on",
        "status",
        "deliver_by",
        "delivered_on",
        "due_on",
        "paid_on",
        "currency",
        "subtotal",
        "discount",
        "tax",
        "total",
        "cost",
        "refunded",
        "refunded_tax",
        "paid",
        "rest",
        "rest_on",
        "owed",
        "on_credit",
        "note",
        "custom",
        "created_at",
        "updated_at",
    ];

    fn values(record: &Order) -> Vec<Value> {
        vec![
            record.number.clone().into(),
            record.number_key().into(),
            record.party_id.into(),
            record.contact_id.into(),
            record.project_id.into(),
            record.ordered_at.into(),
            record.ordered_on.into(),
            record.status.clone().into(),
            record.dates.deliver_by.into(),
            record.dates.delivered_on.into(),
            record.dates.due_on.into(),
            record.dates.paid_on.into(),
            record.currency.code().into(),
            record.totals.subtotal.into(),
            record.discount.into(),
            record.totals.tax.into(),
            record.totals.total.into(),
            record.totals.cost.into(),
            record.refunded.into(),
            record.refunded_tax.into(),
            record.paid.into(),
            record.rest.into(),
            record.rest_on.into(),
            record.owed.into(),
            record.on_credit.into(),
            record.note.clone().into(),
            Value::json(&record.custom),
            record.created_at.into(),
            record.updated_at.into(),
        ]
    }

    fn search_text(record: &Order) -> Option<String> {
        Some(record.search_text())
    }
}

/// Writes a new order with its lines.
///
/// # Errors
/// `constraint` when the number is taken.
pub async fn insert(tx: &Writing, order: &Order) -> Result<()> {
    crate::records::insert::<Orders>(tx, order).await?;
    lines::put(tx, order).await?;
    crate::fields::follow_lines(tx, None, order).await
}

/// Writes a changed order; its lines when they differ from `before`.
///
/// # Errors
/// `stale`, or `constraint` when the number is taken.
pub async fn update(tx: &Writing, before: &Order, order: &Order) -> Result<()> {
    crate::records::update::<Orders>(tx, order).await?;
    if before.lines != order.lines {
        lines::remove(tx, order.id).await?;
        lines::put(tx, order).await?;
    }
    crate::fields::follow_lines(tx, Some(before), order).await
}

/// The order that has this number now. Not narrowed: a double must be noticed where it may not be shown.
///
/// # Errors
/// A broken database.
pub async fn by_number(rows: &impl Rows, number_key: &str) -> Result<Option<Uuid>> {
    let q = sql(
        "SELECT id FROM orders WHERE workspace_id = $1 AND number_key = $2 AND deleted_at IS NULL",
    );
    Ok(rows
        .optional::<(Uuid,)>(q.bind(rows.workspace()).bind(number_key))
        .await?
        .map(|(id,)| id))
}

/// Every order of a customer that is not in the bin, without lines.
///
/// # Errors
/// A broken database.
pub async fn of_party(rows: &impl Rows, party: Uuid) -> Result<Vec<Order>> {
    let q = format!(
        "SELECT {COLUMNS} FROM orders t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL ORDER BY t.ordered_at, t.id"
    );
    loaded::<Orders>(rows, sql(q).bind(rows.workspace()).bind(party)).await
}
