//! Benefits written down by hand: what one side did for the other that no order, talk or promise shows, such as a concession,
//! a gift, advice or a recommendation. It holds money only where somebody said how much.

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

/// Which way a benefit went, seen from us.
pub const SIDES: [&str; 2] = ["given", "received"];
/// What kind of benefit.
pub const KINDS: [&str; 8] = [
    "concession",
    "gift",
    "help",
    "advice",
    "information",
    "feedback",
    "recommendation",
    "other",
];

/// One benefit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Benefit {
    /// UUIDv7.
    pub id: Uuid,
    /// The other side; the nil id before it is set.
    pub party_id: Uuid,
    /// One of [`SIDES`].
    pub side: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// The day of it, in the shop's time zone.
    pub happened_on: NaiveDate,
    /// What it was worth, when somebody said so.
    pub amount: Option<Money>,
    /// What it was, one line.
    pub text: String,
    /// Values of custom fields.
    pub custom: Map<String, Value>,
    /// 0 to 100 by what is filled in; none until it was looked at. Set by the product alone.
    #[serde(default)]
    pub quality: Option<i64>,
    /// Grows with each change.
    pub version: i64,
    /// Who wrote it down.
    pub created_by: Option<Uuid>,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it went to the bin.
    pub deleted_at: Option<DateTime<Utc>>,
}

impl Benefit {
    /// A concession of `today` without words.
    pub fn new(id: Uuid, today: NaiveDate, now: DateTime<Utc>) -> Self {
        Self {
            id,
            party_id: Uuid::nil(),
            side: "given".to_owned(),
            kind: "concession".to_owned(),
            happened_on: today,
            amount: None,
            text: String::new(),
            custom: Map::new(),
            quality: None,
            version: 1,
            created_by: None,
            created_at: now,
            updated_at: now,
            deleted_at: None,
        }
    }

    /// Checks the rules; to be called before writing. `currency` is the workspace's.
    ///
    /// # Errors
    /// `negative` or `other-currency` at `amount`, `in-future` at `happened_on`.
    pub fn settle(&self, today: NaiveDate, currency: Currency) -> Result<()> {
        let mut problems = Problems::default();
        if let Some(amount) = self.amount {
            if amount.amount < 0 {
                problems.push(Problem::new("amount", "negative"));
            }
            if amount.currency != currency {
                let code = currency.code();
                problems.push(Problem::new("amount", "other-currency").with("currency", code));
            }
        }
        if self.happened_on > today {
            problems.push(Problem::new("happened_on", "in-future"));
        }
        problems.finish()
    }

    /// Words for the search index, folded, each after a space.
    pub fn search_text(&self) -> String {
        let words = text::folded_words(&self.text).into_iter();
        words.map(|word| format!(" {word}")).collect()
    }
}

kept!(Benefit, |benefit| Some(benefit.party_id));

impl Record for Benefit {
    fn get(&self, field: &str) -> FieldValue {
        match field {
            "id" => FieldValue::Id(self.id),
            "party_id" => FieldValue::id(self.party_id),
            "side" => FieldValue::text(Some(&self.side)),
            "kind" => FieldValue::text(Some(&self.kind)),
            "happened_on" => FieldValue::Day(self.happened_on),
            "amount" => FieldValue::of(self.amount, FieldValue::Money),
            "text" => FieldValue::text(Some(&self.text)),
            "custom" => FieldValue::custom(&self.custom),
            "created_at" => FieldValue::Instant(self.created_at),
            "quality" => FieldValue::of(self.quality, FieldValue::Integer),
            "updated_at" => FieldValue::Instant(self.updated_at),
            _ => FieldValue::Empty,
        }
    }

    fn set(&mut self, field: &str, value: FieldValue) -> std::result::Result<(), Problem> {
        match (field, value) {
            ("party_id", value) => self.party_id = value.into_id().unwrap_or_default(),
            ("side", FieldValue::Text(side)) => self.side = side,
            ("kind", FieldValue::Text(kind)) => self.kind = kind,
            ("happened_on", FieldValue::Day(day)) => self.happened_on = day,
            ("amount", value) => self.amount = value.into_money(),
            ("text", value) => self.text = value.into_text().unwrap_or_default(),
            ("custom", value) => self.custom = value.into_custom(),
            ("quality", value) => self.quality = value.into_integer(),
            (field, _) => return Err(Problem::new(field.to_owned(), "invalid-value")),
        }
        Ok(())
    }

    with_custom!();
}

/// The fields of benefits, in the order of forms and exports.
pub fn catalogue() -> Catalogue {
    use FieldType as T;
    let derived = |name, label, kind| Field::new(name, label, kind).derived();
    let party = T::Reference(Noun::Parties);
    let fields = vec![
        Field::new("party_id", "field-benefits-party-id", party)
            .required()
            .filterable()
            .listed(),
        Field::new("side", "field-benefits-side", T::Choice(codes(&SIDES)))
            .required()
            .filterable()
            .listed(),
        Field::new("kind", "field-benefits-kind", T::Choice(codes(&KINDS)))
            .required()
            .filterable()
            .listed(),
        Field::new("happened_on", "field-benefits-happened-on", T::Day)
            .required()
            .filterable()
            .sortable()
            .listed(),
        Field::new("amount", "field-benefits-amount", T::Money)
            .filterable()
            .listed(),
        Field::new("text", "field-benefits-text", T::Text { max: 500 })
            .required()
            .searchable()
            .personal(PersonalData::Basic)
            .listed(),
        Field::new("custom", "field-benefits-custom", T::Json),
        crate::quality::field(),
        derived("created_at", "field-benefits-created-at", T::Instant).filterable(),
        derived("updated_at", "field-benefits-updated-at", T::Instant),
    ];
    Catalogue {
        noun: Noun::Benefits,
        fields,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    #[test]
    fn only_what_has_happened_and_is_worth_something_is_written_down() {
        let now = DateTime::from_timestamp(1_795_219_200, 0).unwrap();
        let today = now.date_naive();
        let mut benefit = Benefit::new(Uuid::from_u128(1), today, now);
        assert_eq!(benefit.settle(today, Currency::Vnd), Ok(()));
        benefit.amount = Some(Money::new(-1, Currency::Usd));
        benefit.happened_on = today.succ_opt().unwrap();
        let Err(Error::Invalid(problems)) = benefit.settle(today, Currency::Vnd) else {
            panic!("accepted");
        };
        let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["negative", "other-currency", "in-future"]);
    }
}
