//! Where the relationship stands, kept beside the party so that lists need no second look. Written by the product alone.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::fields::FieldValue;
use crate::{Currency, Money};

/// Stage, type and figures of a party. JSON has amounts as money in the workspace's currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(into = "Shape", from = "Shape")]
pub struct Standing {
    /// Stage key; `awareness` without a relationship.
    pub stage: String,
    /// Type key; `new` without a relationship.
    pub kind: String,
    /// Purchase occasions.
    pub occasions: i64,
    /// Net spend in minor units of `currency`.
    pub spend: i64,
    /// Contribution margin in minor units of `currency`, as far as costs are known.
    pub margin: i64,
    /// Day of the first purchase occasion.
    pub first_order_on: Option<NaiveDate>,
    /// Day of the last purchase occasion.
    pub last_order_on: Option<NaiveDate>,
    /// The customer's own gap between occasions in days, shrunk to the segment.
    pub rhythm_days: Option<i64>,
    /// Last two-way or outgoing interaction.
    pub last_contact_at: Option<DateTime<Utc>>,
    /// Chance of still being a customer in basis points, as of the last night; `None` without a model.
    pub p_alive: Option<i64>,
    /// Worth of the next three years in minor units of `currency`, as of the last night.
    pub clv: Option<i64>,
    /// Whole orders to expect in the next twelve months, as of the last night; `None` without a model.
    pub expected_orders: Option<i64>,
    /// How well the party is known, 0 to 100, as of the last night or fact; `None` until it was reckoned.
    pub learning: Option<i64>,
    /// The workspace's currency; đồng until the workspace is known.
    pub currency: Currency,
}

#[derive(Serialize, Deserialize)]
struct Shape {
    stage: String,
    #[serde(rename = "type")]
    kind: String,
    occasions: i64,
    spend: Money,
    margin: Money,
    first_order_on: Option<NaiveDate>,
    last_order_on: Option<NaiveDate>,
    rhythm_days: Option<i64>,
    last_contact_at: Option<DateTime<Utc>>,
    #[serde(default)]
    p_alive: Option<i64>,
    #[serde(default)]
    clv: Option<Money>,
    #[serde(default)]
    expected_orders: Option<i64>,
    #[serde(default)]
    learning: Option<i64>,
}

impl From<Standing> for Shape {
    fn from(standing: Standing) -> Self {
        Self {
            spend: standing.money(standing.spend),
            margin: standing.money(standing.margin),
            clv: standing.clv.map(|clv| standing.money(clv)),
            stage: standing.stage,
            kind: standing.kind,
            occasions: standing.occasions,
            first_order_on: standing.first_order_on,
            last_order_on: standing.last_order_on,
            rhythm_days: standing.rhythm_days,
            last_contact_at: standing.last_contact_at,
            p_alive: standing.p_alive,
            expected_orders: standing.expected_orders,
            learning: standing.learning,
        }
    }
}

impl From<Shape> for Standing {
    fn from(shape: Shape) -> Self {
        Self {
            stage: shape.stage,
            kind: shape.kind,
            occasions: shape.occasions,
            spend: shape.spend.amount,
            margin: shape.margin.amount,
            first_order_on: shape.first_order_on,
            last_order_on: shape.last_order_on,
            rhythm_days: shape.rhythm_days,
            last_contact_at: shape.last_contact_at,
            p_alive: shape.p_alive,
            expected_orders: shape.expected_orders,
            learning: shape.learning,
            clv: shape.clv.map(|clv| clv.amount),
            currency: shape.spend.currency,
        }
    }
}

impl Standing {
    /// An amount of these figures as money.
    pub fn money(&self, amount: i64) -> Money {
        Money::new(amount, self.currency)
    }

    pub(super) fn get(&self, field: &str) -> FieldValue {
        let day = |d: Option<NaiveDate>| FieldValue::of(d, FieldValue::Day);
        match field {
            "stage" => FieldValue::text(Some(&self.stage)),
            "type" => FieldValue::text(Some(&self.kind)),
            "occasions" => FieldValue::Integer(self.occasions),
            "spend" => FieldValue::Money(self.money(self.spend)),
            "margin" => FieldValue::Money(self.money(self.margin)),
            "first_order_on" => day(self.first_order_on),
            "last_order_on" => day(self.last_order_on),
            "rhythm_days" => FieldValue::of(self.rhythm_days, FieldValue::Integer),
            "p_alive" => FieldValue::of(self.p_alive, FieldValue::Integer),
            "expected_orders" => FieldValue::of(self.expected_orders, FieldValue::Integer),
            "clv" => FieldValue::of(self.clv.map(|clv| self.money(clv)), FieldValue::Money),
            "learning" => FieldValue::of(self.learning, FieldValue::Integer),
            "last_contact_at" => FieldValue::of(self.last_contact_at, FieldValue::Instant),
            _ => FieldValue::Empty,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_money_in_json_and_come_back() {
        let standing = Standing {
            spend: 1_250,
            margin: -300,
            currency: Currency::Usd,
            ..Standing::default()
        };
        let json = serde_json::to_value(&standing).unwrap();
        assert_eq!(
            json["spend"],
            serde_json::json!({ "amount": 1_250, "currency": "USD" })
        );
        assert_eq!(serde_json::from_value::<Standing>(json).unwrap(), standing);
    }
}
