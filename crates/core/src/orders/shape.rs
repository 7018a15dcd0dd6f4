//! Orders as the API writes them: money with its currency, quantities as numbers, sums beside the lines. It holds no rule.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Dates, Line, Order, Quantity, Totals, Unstated, refunds};
use crate::{Currency, Money};

/// JSON of an order.
#[derive(Serialize, Deserialize)]
pub(super) struct Shape {
    id: Uuid,
    number: String,
    party_id: Uuid,
    contact_id: Option<Uuid>,
    #[serde(default)]
    project_id: Option<Uuid>,
    ordered_at: DateTime<Utc>,
    ordered_on: NaiveDate,
    status: String,
    #[serde(default)]
    deliver_by: Option<NaiveDate>,
    #[serde(default)]
    delivered_on: Option<NaiveDate>,
    #[serde(default)]
    due_on: Option<NaiveDate>,
    #[serde(default)]
    paid_on: Option<NaiveDate>,
    lines: Vec<LineShape>,
    subtotal: Money,
    discount: Money,
    tax: Money,
    total: Money,
    cost: Option<Money>,
    margin: Option<Money>,
    refunded: Money,
    net: Money,
    #[serde(default)]
    paid: Option<Money>,
    #[serde(default)]
    rest: Option<Money>,
    #[serde(default)]
    rest_on: Option<NaiveDate>,
    #[serde(default)]
    owed: Option<Money>,
    #[serde(default)]
    on_credit: bool,
    note: Option<String>,
    custom: Map<String, Value>,
    #[serde(default)]
    quality: Option<i64>,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    deleted_at: Option<DateTime<Utc>>,
}

/// JSON of a line.
#[derive(Serialize, Deserialize)]
pub(super) struct LineShape {
    product_id: Option<Uuid>,
    text: String,
    quantity: Quantity,
    unit_price: Money,
    discount: Money,
    tax_rate: Option<i64>,
    unit_cost: Option<Money>,
    amount: Money,
}

impl LineShape {
    pub(super) fn new(line: &Line, currency: Currency) -> Self {
        let money = |amount| Money::new(amount, currency);
        Self {
            product_id: line.product_id,
            text: line.text.clone(),
            quantity: line.quantity,
            unit_price: money(line.unit_price),
            discount: money(line.discount),
            tax_rate: line.tax_rate,
            unit_cost: line.unit_cost.map(money),
            amount: money(line.amount().unwrap_or(0)),
        }
    }

    fn into_line(self) -> Line {
        Line {
            product_id: self.product_id,
            text: self.text,
            quantity: self.quantity,
            unit_price: self.unit_price.amount,
            discount: self.discount.amount,
            tax_rate: self.tax_rate,
            unit_cost: self.unit_cost.map(|cost| cost.amount),
            unstated: Unstated::default(),
        }
    }
}

impl From<Order> for Shape {
    fn from(order: Order) -> Self {
        let money = |amount| order.money(amount);
        Self {
            lines: order
                .lines
                .iter()
                .map(|line| LineShape::new(line, order.currency))
                .collect(),
            subtotal: money(order.totals.subtotal),
            discount: money(order.discount),
            tax: money(order.totals.tax),
            total: money(order.totals.total),
            cost: order.totals.cost.map(money),
            margin: order.margin().map(money),
            refunded: money(order.refunded),
            net: money(order.net()),
            paid: Some(money(order.paid)),
            rest: Some(money(order.rest)),
            rest_on: order.rest_on,
            owed: Some(money(order.owed)),
            on_credit: order.on_credit,
            id: order.id,
            number: order.number,
            party_id: order.party_id,
            contact_id: order.contact_id,
            project_id: order.project_id,
            ordered_at: order.ordered_at,
            ordered_on: order.ordered_on,
            status: order.status,
            deliver_by: order.dates.deliver_by,
            delivered_on: order.dates.delivered_on,
            due_on: order.dates.due_on,
            paid_on: order.dates.paid_on,
            note: order.note,
            custom: order.custom,
            quality: order.quality,
            version: order.version,
            created_at: order.created_at,
            updated_at: order.updated_at,
            deleted_at: order.deleted_at,
        }
    }
}

impl From<Shape> for Order {
    fn from(shape: Shape) -> Self {
        let totals = Totals {
            subtotal: shape.subtotal.amount,
            discount: shape.discount.amount,
            tax: shape.tax.amount,
            total: shape.total.amount,
            cost: shape.cost.map(|cost| cost.amount),
        };
        let amount = |money: Option<Money>| money.map_or(0, |money| money.amount);
        Self {
            id: shape.id,
            number: shape.number,
            party_id: shape.party_id,
            contact_id: shape.contact_id,
            project_id: shape.project_id,
            ordered_at: shape.ordered_at,
            ordered_on: shape.ordered_on,
            status: shape.status,
            currency: shape.total.currency,
            dates: Dates {
                deliver_by: shape.deliver_by,
                delivered_on: shape.delivered_on,
                due_on: shape.due_on,
                paid_on: shape.paid_on,
            },
            lines: shape.lines.into_iter().map(LineShape::into_line).collect(),
            discount: shape.discount.amount,
            totals,
            refunded: shape.refunded.amount,
            refunded_tax: refunds::tax_in(&totals, shape.refunded.amount),
            paid: amount(shape.paid),
            rest: amount(shape.rest),
            rest_on: shape.rest_on,
            owed: amount(shape.owed),
            on_credit: shape.on_credit,
            note: shape.note,
            custom: shape.custom,
            quality: shape.quality,
            stated_total: None,
            version: shape.version,
            created_at: shape.created_at,
            updated_at: shape.updated_at,
            deleted_at: shape.deleted_at,
        }
    }
}
