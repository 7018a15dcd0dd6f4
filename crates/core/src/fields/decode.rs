//! From JSON and from typed text to checked values. The only way a value gets into a record.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;

use super::{Address, Birthday, Contact, Field, FieldType, FieldValue};
use crate::{Money, Problem, contacts};

/// Entries of a list value at most.
const MAX_ITEMS: usize = 50;
/// Characters of one tag at most.
const MAX_TAG: usize = 60;
/// Digits behind the point at most.
const MAX_SCALE: u32 = 4;

type Checked = std::result::Result<FieldValue, Problem>;

/// A value as the API sends it.
///
/// # Errors
/// A [`Problem`] at the field; it never repeats the value.
pub fn from_json(field: &Field, value: &Value) -> Checked {
    let checked = if value.is_null() { FieldValue::Empty } else { json_value(field, value)? };
    finish(field, checked)
}

/// A value as people type it into a form or a spreadsheet cell: `0905 218 467`, `1tr2`, `24/11/1988`.
///
/// # Errors
/// A [`Problem`] at the field; it never repeats the value.
pub fn from_text(field: &Field, text: &str) -> Checked {
    let text = text.trim();
    let checked = if text.is_empty() { FieldValue::Empty } else { typed_value(field, text)? };
    finish(field, checked)
}

fn finish(field: &Field, value: FieldValue) -> Checked {
    if field.required && value.is_empty() {
        return Err(problem(field, "required"));
    }
    Ok(if value.is_empty() { FieldValue::Empty } else { value })
}

fn problem(field: &Field, code: &'static str) -> Problem {
    Problem::new(field.name.clone(), code)
}

fn json_value(field: &Field, value: &Value) -> Checked {
    use FieldType as T;
    let wrong = |code| problem(field, code);
    let string = || value.as_str().ok_or_else(|| wrong("bad-text"));
    match &field.kind {
        T::Text { .. } | T::LongText { .. } | T::Link | T::TaxCode | T::Choice(_) => typed_value(field, string()?),
        T::Integer | T::Percent => value.as_i64().map(FieldValue::Integer).ok_or_else(|| wrong("bad-number")),
        T::Decimal => decimal(field, &number_text(value).ok_or_else(|| wrong("bad-number"))?),
        T::Money => json_money(value).map(FieldValue::Money).ok_or_else(|| wrong("bad-money")),
        T::Bool => value.as_bool().map(FieldValue::Bool).ok_or_else(|| wrong("bad-choice")),
        T::Day => string()?.parse().map(FieldValue::Day).map_err(|_| wrong("bad-date")).and_then(|v| in_range(field, v)),
        T::Instant => instant(field, string()?),
        T::Birthday => serde_json::from_value::<Birthday>(value.clone())
            .ok()
            .filter(Birthday::is_possible)
            .map(FieldValue::Birthday)
            .ok_or_else(|| wrong("bad-date")),
        T::Choices(_) | T::Tags => words(field, value),
        T::Phones | T::Emails => contact_list(field, value),
        T::Address => json_address(field, value),
        T::User | T::Reference(_) => typed_value(field, string()?),
        T::Json => Ok(FieldValue::Json(value.clone())),
    }
}

fn typed_value(field: &Field, text: &str) -> Checked {
    use FieldType as T;
    let wrong = |code| problem(field, code);
    match &field.kind {
        T::Text { max } => plain(field, text, *max, false),
        T::LongText { max } => plain(field, text, *max, true),
        T::Link => contacts::link(text).map(FieldValue::Text).ok_or_else(|| wrong("bad-link")),
        T::TaxCode => contacts::tax_code(text).map(FieldValue::Text).ok_or_else(|| wrong("bad-tax-code")),
        T::Choice(codes) => choice(codes, text).map(FieldValue::Text).ok_or_else(|| wrong("bad-choice")),
        T::Choices(_) | T::Tags => {
            let items = text.split([',', ';']).map(str::trim).filter(|t| !t.is_empty()).map(Value::from).collect();
            words(field, &Value::Array(items))
        }
        T::Integer => text.replace(['.', ',', ' '], "").parse().map(FieldValue::Integer).map_err(|_| wrong("bad-number")),
        T::Percent => percent(text).map(FieldValue::Integer).ok_or_else(|| wrong("bad-number")),
        T::Decimal => decimal(field, &text.replace(',', ".")),
        T::Money => quen_vietnam::money::parse(text).map(|n| FieldValue::Money(Money { amount: n, ..Money::default() })).ok_or_else(|| wrong("bad-money")),
        T::Bool => yes_no(text).map(FieldValue::Bool).ok_or_else(|| wrong("bad-choice")),
        T::Day => crate::dates::day(text).ok_or_else(|| wrong("bad-date")).and_then(|v| in_range(field, v)),
        T::Instant => instant(field, text),
        T::Birthday => crate::dates::birthday(text).map(FieldValue::Birthday).ok_or_else(|| wrong("bad-date")),
        T::Phones | T::Emails => {
            let items = text.split([';', ',', '\n', '/']).map(str::trim).filter(|t| !t.is_empty()).map(Value::from).collect();
            contact_list(field, &Value::Array(items))
        }
        T::Address => Ok(FieldValue::Address(recognise(checked_text(field, text, 500, false)?))),
        T::User | T::Reference(_) => text.parse::<Uuid>().map(FieldValue::Id).map_err(|_| wrong("bad-reference")),
        T::Json => Err(wrong("bad-text")),
    }
}

fn plain(field: &Field, text: &str, max: usize, lines: bool) -> Checked {
    checked_text(field, text, max, lines).map(FieldValue::Text)
}

/// NFC, trimmed, spaces folded on one line, no control characters, within the limit.
fn checked_text(field: &Field, text: &str, max: usize, lines: bool) -> std::result::Result<String, Problem> {
    let clean = quen_vietnam::fold::normalise(text);
    let keep = |c: &char| !c.is_control() || (lines && matches!(c, '\n' | '\t'));
    let clean: String = clean.replace("\r\n", "\n").chars().map(|c| if !lines && c.is_whitespace() { ' ' } else { c }).filter(keep).collect();
    let clean = if lines { clean.trim().to_owned() } else { clean.split_whitespace().collect::<Vec<_>>().join(" ") };
    if clean.chars().count() > max {
        return Err(problem(field, "too-long").with("max", max));
    }
    Ok(clean)
}

fn choice(codes: &[std::borrow::Cow<'static, str>], text: &str) -> Option<String> {
    codes.iter().find(|code| code.eq_ignore_ascii_case(text)).map(|code| code.to_string())
}

fn words(field: &Field, value: &Value) -> Checked {
    let wrong = |code| problem(field, code);
    let items = value.as_array().ok_or_else(|| wrong("bad-list"))?;
    if items.len() > MAX_ITEMS {
        return Err(wrong("too-many").with("max", MAX_ITEMS));
    }
    let mut out: Vec<String> = Vec::with_capacity(items.len());
    for item in items {
        let text = item.as_str().ok_or_else(|| wrong("bad-text"))?;
        let word = match &field.kind {
            FieldType::Choices(codes) => choice(codes, text).ok_or_else(|| wrong("bad-choice"))?,
            _ => checked_text(field, text, MAX_TAG, false)?,
        };
        if !word.is_empty() && !out.contains(&word) {
            out.push(word);
        }
    }
    Ok(FieldValue::Texts(out))
}

fn contact_list(field: &Field, value: &Value) -> Checked {
    let phones = field.kind == FieldType::Phones;
    let wrong = || problem(field, if phones { "bad-phone" } else { "bad-email" });
    let items = value.as_array().ok_or_else(|| problem(field, "bad-list"))?;
    if items.len() > MAX_ITEMS {
        return Err(problem(field, "too-many").with("max", MAX_ITEMS));
    }
    let mut out: Vec<Contact> = Vec::with_capacity(items.len());
    for item in items {
        let (typed, label) = match item {
            Value::String(text) => (text.as_str(), None),
            other => (
                other.get("value").and_then(Value::as_str).ok_or_else(wrong)?,
                other.get("label").and_then(Value::as_str).map(|label| checked_text(field, label, MAX_TAG, false)).transpose()?,
            ),
        };
        let label = label.filter(|l| !l.is_empty());
        let contact = if phones { contacts::phone(typed, label) } else { contacts::email(typed, label) }.ok_or_else(wrong)?;
        if !out.iter().any(|known| known.value == contact.value) {
            out.push(contact);
        }
    }
    Ok(FieldValue::Contacts(out))
}

fn json_address(field: &Field, value: &Value) -> Checked {
    let (raw, given) = match value {
        Value::String(raw) => (raw.clone(), None),
        other => {
            let address: Address = serde_json::from_value(other.clone()).map_err(|_| problem(field, "bad-address"))?;
            (address.raw.clone(), Some(address))
        }
    };
    let mut address = recognise(checked_text(field, &raw, 500, false)?);
    if let Some(given) = given {
        let code_ok = |code: &String| code.len() <= 8 && code.chars().all(|c| c.is_ascii_digit());
        if ![&given.province_code, &given.ward_code].into_iter().flatten().all(code_ok) {
            return Err(problem(field, "bad-address"));
        }
        address.province_code = given.province_code.or(address.province_code);
        address.ward_code = given.ward_code;
    }
    let nothing = address.raw.is_empty() && address.province_code.is_none();
    Ok(if nothing { FieldValue::Empty } else { FieldValue::Address(address) })
}

/// Keeps the text and adds the province that it names.
fn recognise(raw: String) -> Address {
    let province_code = quen_vietnam::address::province_in(&raw).map(str::to_owned);
    Address { raw, province_code, ward_code: None }
}

fn json_money(value: &Value) -> Option<Money> {
    let money = match value {
        Value::Number(number) => Money { amount: number.as_i64()?, ..Money::default() },
        other => serde_json::from_value(other.clone()).ok()?,
    };
    (money.amount.abs() <= MAX_AMOUNT).then_some(money)
}

/// Largest amount of one value, in minor units: sums of a million such still fit in 64 bits.
pub const MAX_AMOUNT: i64 = 9_000_000_000_000;

fn number_text(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}

fn decimal(field: &Field, text: &str) -> Checked {
    let number: Decimal = text.trim().parse().map_err(|_| problem(field, "bad-number"))?;
    let number = number.normalize();
    if number.scale() > MAX_SCALE || number.abs() > Decimal::from(1_000_000_000_i64) {
        return Err(problem(field, "bad-number"));
    }
    Ok(FieldValue::Decimal(number))
}

fn percent(text: &str) -> Option<i64> {
    let number: Decimal = text.trim().trim_end_matches('%').trim().replace(',', ".").parse().ok()?;
    let basis_points = number.checked_mul(Decimal::from(100))?;
    i64::try_from(basis_points.round()).ok().filter(|bp| bp.abs() <= 1_000_000)
}

fn yes_no(text: &str) -> Option<bool> {
    match quen_vietnam::fold::fold(text).as_str() {
        "co" | "yes" | "true" | "1" | "x" | "dung" | "y" => Some(true),
        "khong" | "no" | "false" | "0" | "sai" | "n" => Some(false),
        _ => None,
    }
}

fn instant(field: &Field, text: &str) -> Checked {
    let at = DateTime::parse_from_rfc3339(text).map_err(|_| problem(field, "bad-date"))?.with_timezone(&Utc);
    in_range(field, at.date_naive()).map(|_| FieldValue::Instant(at))
}

/// Years that both databases and people can hold.
fn in_range(field: &Field, day: NaiveDate) -> Checked {
    use chrono::Datelike;
    if (1800..=2200).contains(&day.year()) { Ok(FieldValue::Day(day)) } else { Err(problem(field, "bad-date")) }
}
