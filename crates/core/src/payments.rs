//! Money that came in for an order, part by part: how much, on which day, in which way. Whether the order is paid in full is
//! reckoned by [`crate::orders`]; a payment must never say so itself.

mod stated;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::error::Problems;
use crate::fields::{
    Catalogue, Field, FieldType, FieldValue, PersonalData, Record, codes, with_custom,
};
use crate::kept::kept;
use crate::{Currency, Money, Noun, Problem, Result, text};

pub use stated::{Said, Stated};

/// Ways in which money comes.
pub const WAYS: [&str; 6] = ["cash", "transfer", "card", "wallet", "cod", "other"];
/// Characters of the words at most.
const MAX_TEXT: usize = 500;

/// One payment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Payment {
    /// UUIDv7.
    pub id: Uuid,
    /// For which order; the nil id before it is set.
    pub order_id: Uuid,
    /// The customer of that order.
    pub party_id: Uuid,
    /// How much; above zero.
    pub amount: Money,
    /// The day it came, in the shop's time zone.
    pub paid_on: NaiveDate,
    /// One of [`WAYS`], when somebody said so.
    pub way: Option<String>,
    /// What stood beside it, such as the words of a transfer.
    pub text: Option<String>,
    /// Values of custom fields.
    pub custom: Map<String, Value>,
    /// Grows with each change.
    pub version: i64,
    /// Who wrote it down.
    pub created_by: Option<Uuid>,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it went to the bin; it no longer counts.
    pub deleted_at: Option<DateTime<Utc>>,
}

impl Payment {
    /// A payment of `today` without amount.
    pub fn new(id: Uuid, currency: Currency, today: NaiveDate, now: DateTime<Utc>) -> Self {
        Self {
            id,
            order_id: Uuid::nil(),
            party_id: Uuid::nil(),
            amount: Money::new(0, currency),
            paid_on: today,
            way: None,
            text: None,
            custom: Map::new(),
            version: 1,
            created_by: None,
            created_at: now,
            updated_at: now,
            deleted_at: None,
        }
    }

    /// Checks the rules; to be called before writing. `open` is what the order leaves to be paid without this payment, minor units.
    ///
    /// # Errors
    /// `other-currency`, `not-positive` or `over-paid` at `amount`, `in-future` at `paid_on`.
    pub fn settle(&mut self, open: i64, today: NaiveDate, currency: Currency) -> Result<()> {
        let mut problems = Problems::default();
        let amount = self.amount.amount;
        if self.amount.currency != currency {
            let code = currency.code();
            problems.push(Problem::new("amount", "other-currency").with("currency", code));
        } else if amount <= 0 {
            problems.push(Problem::new("amount", "not-positive"));
        } else if amount > open {
            problems.push(Problem::new("amount", "over-paid").with("max", open.max(0)));
        }
        if self.paid_on > today {
            problems.push(Problem::new("paid_on", "in-future"));
        }
        let said = self.text.as_deref().map(text::one_line);
        self.text = said.filter(|text| !text.is_empty());
        problems.finish()
    }

    /// Words for the search index, folded, each after a space.
    pub fn search_text(&self) -> String {
        let said = self.text.as_deref().unwrap_or_default();
        let words = text::folded_words(said).into_iter();
        words.map(|word| format!(" {word}")).collect()
    }
}

kept!(Payment, |payment| Some(payment.party_id));

impl Record for Payment {
    fn get(&self, field: &str) -> FieldValue {
        match field {
            "id" => FieldValue::Id(self.id),
            "order_id" => FieldValue::id(self.order_id),
            "party_id" => FieldValue::id(self.party_id),
            "amount" if self.amount.amount == 0 => FieldValue::Empty,
            "amount" => FieldValue::Money(self.amount),
            "paid_on" => FieldValue::Day(self.paid_on),
            "way" => FieldValue::text(self.way.as_deref()),
            "text" => FieldValue::text(self.text.as_deref()),
            "custom" => FieldValue::custom(&self.custom),
            "created_at" => FieldValue::Instant(self.created_at),
            "updated_at" => FieldValue::Instant(self.updated_at),
            _ => FieldValue::Empty,
        }
    }

    fn set(&mut self, field: &str, value: FieldValue) -> std::result::Result<(), Problem> {
        match (field, value) {
            ("order_id", value) => self.order_id = value.into_id().unwrap_or_default(),
            ("amount", FieldValue::Money(money)) => self.amount = money,
            ("amount", FieldValue::Empty) => self.amount.amount = 0,
            ("paid_on", FieldValue::Day(day)) => self.paid_on = day,
            ("way", value) => self.way = value.into_text(),
            ("text", value) => self.text = value.into_text(),
            ("custom", value) => self.custom = value.into_custom(),
            (field, _) => return Err(Problem::new(field.to_owned(), "invalid-value")),
        }
        Ok(())
    }

    with_custom!();
}

/// The fields of payments, in the order of forms and exports.
pub fn catalogue() -> Catalogue {
    use FieldType as T;
    let derived = |name, label, kind| Field::new(name, label, kind).derived();
    let (order, party) = (T::Reference(Noun::Orders), T::Reference(Noun::Parties));
    let fields = vec![
        Field::new("order_id", "field-payments-order-id", order)
            .required()
            .filterable()
            .listed(),
        derived("party_id", "field-payments-party-id", party)
            .filterable()
            .listed(),
        Field::new("amount", "field-payments-amount", T::Money)
            .required()
            .filterable()
            .sortable()
            .listed(),
        Field::new("paid_on", "field-payments-paid-on", T::Day)
            .required()
            .filterable()
            .sortable()
            .listed(),
        Field::new("way", "field-payments-way", T::Choice(codes(&WAYS)))
            .filterable()
            .listed(),
        Field::new("text", "field-payments-text", T::Text { max: MAX_TEXT })
            .searchable()
            .personal(PersonalData::Basic)
            .listed(),
        Field::new("custom", "field-payments-custom", T::Json),
        derived("created_at", "field-payments-created-at", T::Instant).filterable(),
        derived("updated_at", "field-payments-updated-at", T::Instant),
    ];
    Catalogue {
        noun: Noun::Payments,
        fields,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    #[test]
    fn only_money_that_came_and_was_owed_is_written_down() {
        let now = DateTime::from_timestamp(1_795_219_200, 0).unwrap();
        let today = now.date_naive();
        let mut payment = Payment::new(Uuid::from_u128(1), Currency::Vnd, today, now);
        let codes = |payment: &mut Payment, open| match payment.settle(open, today, Currency::Vnd) {
            Err(Error::Invalid(found)) => found.iter().map(|problem| problem.code).collect(),
            _ => Vec::new(),
        };
        assert_eq!(codes(&mut payment, 500), ["not-positive"]);
        payment.amount = Money::new(501, Currency::Vnd);
        assert_eq!(codes(&mut payment, 500), ["over-paid"]);
        payment.paid_on = today.succ_opt().unwrap();
        assert_eq!(codes(&mut payment, 501), ["in-future"]);
        payment.amount = Money::new(1, Currency::Usd);
        assert_eq!(codes(&mut payment, 501), ["other-currency", "in-future"]);
        (payment.amount, payment.paid_on) = (Money::new(1, Currency::Vnd), today);
        payment.text = Some("  CK\n đơn 12 ".into());
        assert_eq!(payment.settle(1, today, Currency::Vnd), Ok(()));
        assert_eq!(payment.text.as_deref(), Some("CK đơn 12"));
    }
}
