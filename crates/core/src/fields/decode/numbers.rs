//! Numbers, money, rates and yes or no, from JSON and as typed. It must never round silently: what does not fit is refused.

use rust_decimal::Decimal;
use serde_json::Value;

use super::{Checked, problem};
use crate::fields::{Field, FieldType, FieldValue};
use crate::{Currency, Money};

/// Largest amount of one value, in minor units: sums of a million such still fit in 64 bits.
pub const MAX_AMOUNT: i64 = 9_000_000_000_000;
/// Largest whole number: what JavaScript and spreadsheets can hold exactly.
const MAX_INTEGER: u64 = 9_007_199_254_740_991;
/// Digits behind the point at most.
const MAX_SCALE: u32 = 4;

/// Largest rate in basis points: a hundredfold.
const MAX_RATE: u64 = 1_000_000;

/// A number as the API sends it.
pub(super) fn from_json(field: &Field, value: &Value, currency: Currency) -> Checked {
    use FieldType as T;
    let wrong = |code| problem(field, code);
    match &field.kind {
        T::Integer | T::Percent => json_integer(value)
            .map(FieldValue::Integer)
            .ok_or_else(|| wrong("bad-number")),
        T::Decimal => decimal(
            field,
            &number_text(value).ok_or_else(|| wrong("bad-number"))?,
        ),
        T::Bool => value
            .as_bool()
            .map(FieldValue::Bool)
            .ok_or_else(|| wrong("bad-choice")),
        _ => json_money(value, currency)
            .map(FieldValue::Money)
            .ok_or_else(|| wrong("bad-money")),
    }
}

/// A number as people type it.
pub(super) fn from_text(field: &Field, text: &str, currency: Currency) -> Checked {
    let wrong = |code| problem(field, code);
    match &field.kind {
        FieldType::Integer => typed_integer(text)
            .map(FieldValue::Integer)
            .ok_or_else(|| wrong("bad-number")),
        FieldType::Percent => percent(text)
            .map(FieldValue::Integer)
            .ok_or_else(|| wrong("bad-number")),
        FieldType::Decimal => decimal(field, &text.replace(',', ".")),
        FieldType::Bool => yes_no(text)
            .map(FieldValue::Bool)
            .ok_or_else(|| wrong("bad-choice")),
        _ => typed_money(text, currency)
            .map(FieldValue::Money)
            .ok_or_else(|| wrong("bad-money")),
    }
}

fn json_money(value: &Value, currency: Currency) -> Option<Money> {
    let (amount, currency) = match value {
        Value::Number(_) => (json_integer(value)?, currency),
        other => {
            let stated = other.get("currency").filter(|code| !code.is_null());
            let stated = stated.map(|code| code.as_str().and_then(Currency::from_code));
            (
                json_integer(other.get("amount")?)?,
                stated.unwrap_or(Some(currency))?,
            )
        }
    };
    within_limit(amount).then_some(Money { amount, currency })
}

fn within_limit(amount: i64) -> bool {
    amount.unsigned_abs() <= MAX_AMOUNT.unsigned_abs()
}

/// Whole numbers are meant as such: `12.0` is not one, and what a float cannot hold exactly is refused.
fn json_integer(value: &Value) -> Option<i64> {
    value
        .as_i64()
        .filter(|number| number.unsigned_abs() <= MAX_INTEGER)
}

fn typed_integer(text: &str) -> Option<i64> {
    let bare = text.replace(['.', ',', ' ', '\u{a0}', '\u{202f}'], "");
    bare.parse::<i64>()
        .ok()
        .filter(|number| number.unsigned_abs() <= MAX_INTEGER)
}

fn typed_money(text: &str, currency: Currency) -> Option<Money> {
    let known = quen_vietnam::money::currency(currency.code())?;
    let amount = quen_vietnam::money::parse_minor(text, known).ok()?;
    within_limit(amount).then_some(Money { amount, currency })
}

fn number_text(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}

fn decimal(field: &Field, text: &str) -> Checked {
    let number: Decimal = text
        .trim()
        .parse()
        .map_err(|_| problem(field, "bad-number"))?;
    let number = number.normalize();
    if number.scale() > MAX_SCALE || number.abs() > Decimal::from(1_000_000_000_i64) {
        return Err(problem(field, "bad-number"));
    }
    Ok(FieldValue::Decimal(number))
}

fn percent(text: &str) -> Option<i64> {
    let number: Decimal = text
        .trim()
        .trim_end_matches('%')
        .trim()
        .replace(',', ".")
        .parse()
        .ok()?;
    let basis_points = number.checked_mul(Decimal::from(100))?;
    i64::try_from(basis_points.round())
        .ok()
        .filter(|points| points.unsigned_abs() <= MAX_RATE)
}

fn yes_no(text: &str) -> Option<bool> {
    match quen_vietnam::fold::fold(text).as_str() {
        "co" | "yes" | "true" | "1" | "x" | "dung" | "y" => Some(true),
        "khong" | "no" | "false" | "0" | "sai" | "n" => Some(false),
        _ => None,
    }
}
