//! Custom values as they are stored: from the `custom` object of a record to checked values and back, and to what an
//! index holds of them. Reading must never fail: a value of another shape, say from before the field was declared, is
//! read as if somebody had typed it, and else not shown.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::own::own_name;
use super::{Calendar, Field, FieldType, FieldValue, Record, from_text};
use crate::{Currency, Money, Problem};

/// Characters of a text that an index holds.
const INDEXED_CHARS: usize = 200;
/// Decimal digits behind the point that an index keeps, as a factor.
const DECIMAL_FACTOR: i64 = 10_000;

/// A stored custom value as the checked value it was.
pub fn stored(field: &Field, value: &Value) -> FieldValue {
    if value.is_null() {
        return FieldValue::Empty;
    }
    shaped(&field.kind, value).unwrap_or_else(|| match value {
        Value::String(text) => from_text(field, text).unwrap_or_default(),
        Value::Number(number) => from_text(field, &number.to_string()).unwrap_or_default(),
        _ => FieldValue::Empty,
    })
}

fn shaped(kind: &FieldType, value: &Value) -> Option<FieldValue> {
    use FieldType as T;
    match kind {
        T::Text { .. } | T::LongText { .. } | T::Link | T::TaxCode | T::Choice(_) => {
            Some(FieldValue::text(Some(value.as_str()?)))
        }
        T::Integer | T::Percent => value.as_i64().map(FieldValue::Integer),
        T::Decimal => value
            .as_str()?
            .parse::<Decimal>()
            .ok()
            .map(FieldValue::Decimal),
        T::Money => typed(value).map(FieldValue::Money),
        T::Bool => value.as_bool().map(FieldValue::Bool),
        T::Day => typed::<NaiveDate>(value).map(FieldValue::Day),
        T::Instant => typed::<DateTime<Utc>>(value).map(FieldValue::Instant),
        T::Birthday => typed(value).map(FieldValue::Birthday),
        T::Choices(_) | T::Tags => typed(value).map(FieldValue::Texts),
        T::Phones | T::Emails => typed(value).map(FieldValue::Contacts),
        T::Address => typed(value).map(FieldValue::Address),
        T::File => typed(value).map(FieldValue::File),
        T::User | T::Reference(_) => typed::<Uuid>(value).map(FieldValue::Id),
        T::Json => Some(FieldValue::Json(value.clone())),
    }
}

fn typed<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}

/// Sets one field of a record, custom or the product's own. `custom` itself is merged: `null` takes a value away.
///
/// # Errors
/// What the record says of the value; `unknown-field` for a custom field of a record that has none.
pub fn put(record: &mut impl Record, field: &str, value: FieldValue) -> Result<(), Problem> {
    let name = own_name(field);
    if name.is_none() && field != "custom" {
        return record.set(field, value);
    }
    let unknown = || Problem::unknown_field("", field);
    let kept = record.custom_mut().ok_or_else(unknown)?;
    match (name, value) {
        (Some(name), value) => merge(kept, name, value.to_json()),
        (None, FieldValue::Json(Value::Object(given))) => {
            for (name, value) in given {
                merge(kept, &name, value);
            }
        }
        (None, _) => kept.clear(),
    }
    Ok(())
}

fn merge(kept: &mut Map<String, Value>, name: &str, value: Value) {
    if value.is_null() {
        kept.remove(name);
    } else {
        kept.insert(name.to_owned(), value);
    }
}

/// What an index holds of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Indexed {
    /// Numbers, money in minor units, rates, days, instants, yes and no.
    Number(i64),
    /// Texts, codes, ids.
    Word(String),
}

/// What an index holds of a value: nothing for none, several for a value that holds several.
pub fn indexed(value: &FieldValue) -> Vec<Indexed> {
    let word = |text: &str| Indexed::Word(text.chars().take(INDEXED_CHARS).collect());
    match value {
        value if value.is_empty() => Vec::new(),
        FieldValue::Text(text) => vec![word(text)],
        FieldValue::Integer(number) => vec![Indexed::Number(*number)],
        FieldValue::Decimal(number) => vec![Indexed::Number(scaled(*number))],
        FieldValue::Money(money) => vec![Indexed::Number(money.amount)],
        FieldValue::Bool(yes) => vec![Indexed::Number(i64::from(*yes))],
        FieldValue::Day(day) => vec![Indexed::Number(day_number(*day))],
        FieldValue::Instant(at) => vec![Indexed::Number(at.timestamp_micros())],
        FieldValue::Id(id) => vec![word(&id.to_string())],
        FieldValue::Texts(list) => list.iter().map(|item| word(item)).collect(),
        FieldValue::Contacts(list) => list.iter().map(|contact| word(&contact.value)).collect(),
        FieldValue::Birthday(day) => {
            let lunar = i64::from(day.calendar == Calendar::Lunar) * 10_000;
            vec![Indexed::Number(
                i64::from(day.month * 100 + day.day) + lunar,
            )]
        }
        FieldValue::Address(address) => {
            vec![word(address.province_code.as_deref().unwrap_or_default())]
        }
        FieldValue::File(file) => vec![word(&file.name)],
        FieldValue::Json(_) | FieldValue::Empty => vec![word("")],
    }
}

/// A number of an index as a value of this type; money in `currency`.
pub fn unindexed(kind: &FieldType, number: i64, currency: Currency) -> FieldValue {
    match kind {
        FieldType::Money => FieldValue::Money(Money::new(number, currency)),
        FieldType::Decimal => {
            FieldValue::Decimal(Decimal::from(number) / Decimal::from(DECIMAL_FACTOR))
        }
        FieldType::Bool => FieldValue::Bool(number == 1),
        FieldType::Day => {
            let days = i32::try_from(number).ok();
            let day = days.and_then(NaiveDate::from_num_days_from_ce_opt);
            FieldValue::of(day, FieldValue::Day)
        }
        FieldType::Instant => {
            FieldValue::of(DateTime::from_timestamp_micros(number), FieldValue::Instant)
        }
        _ => FieldValue::Integer(number),
    }
}

/// A day as an index holds it: days of the common era.
pub fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

fn scaled(number: Decimal) -> i64 {
    let scaled = number.checked_mul(Decimal::from(DECIMAL_FACTOR));
    scaled
        .and_then(|number| number.round().to_i64())
        .unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn field(kind: FieldType) -> Field {
        Field::new("custom.x", "x", kind)
    }

    #[test]
    fn every_type_comes_back_from_its_json() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        for (kind, value) in [
            (FieldType::Text { max: 9 }, FieldValue::Text("M".into())),
            (
                FieldType::Decimal,
                FieldValue::Decimal(Decimal::new(125, 2)),
            ),
            (FieldType::Bool, FieldValue::Bool(false)),
            (FieldType::Day, FieldValue::Day(day)),
            (FieldType::User, FieldValue::Id(Uuid::from_u128(7))),
            (
                FieldType::Choices(Vec::new()),
                FieldValue::Texts(vec!["a".into(), "b".into()]),
            ),
            (
                FieldType::Money,
                FieldValue::Money(crate::Money::new(5, crate::Currency::Vnd)),
            ),
        ] {
            assert_eq!(stored(&field(kind), &value.to_json()), value);
        }
    }

    #[test]
    fn a_value_from_before_the_field_was_declared_is_read_as_typed() {
        assert_eq!(
            stored(&field(FieldType::Integer), &json!("1.250")),
            FieldValue::Integer(1250)
        );
        assert_eq!(
            stored(&field(FieldType::Day), &json!("hôm nào đó")),
            FieldValue::Empty
        );
        assert_eq!(
            stored(&field(FieldType::Bool), &json!({ "a": 1 })),
            FieldValue::Empty
        );
    }

    #[test]
    fn numbers_keep_their_order_in_the_index() {
        let number = |text: &str| indexed(&FieldValue::Decimal(text.parse().unwrap()));
        assert_eq!(number("1.2345"), [Indexed::Number(12_345)]);
        assert_eq!(number("-2"), [Indexed::Number(-20_000)]);
        assert!(indexed(&FieldValue::Texts(Vec::new())).is_empty());
        let back = unindexed(&FieldType::Decimal, 12_345, Currency::Vnd);
        assert_eq!(back, FieldValue::Decimal("1.2345".parse().unwrap()));
    }
}
