//! From JSON and from typed text to checked values. The only way a value gets into a record; it must never keep a
//! value that its field does not allow, and never repeat a refused one.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;

use super::{Address, Birthday, Contact, Field, FieldType, FieldValue};
use crate::{Currency, Money, Problem, contacts, dates};

/// Entries of a list value at most.
const MAX_ITEMS: usize = 50;
/// Characters of one tag at most.
const MAX_TAG: usize = 60;
/// Characters of an address at most.
const MAX_ADDRESS: usize = 500;
/// Bytes of a JSON value at most, and levels of nesting.
const MAX_DOCUMENT: (usize, usize) = (256 * 1024, 12);
/// Digits behind the point at most.
const MAX_SCALE: u32 = 4;

type Checked = std::result::Result<FieldValue, Problem>;

/// A value as the API sends it; money without a currency is đồng.
///
/// # Errors
/// A [`Problem`] at the field; it never repeats the value.
pub fn from_json(field: &Field, value: &Value) -> Checked {
    from_json_in(field, value, Currency::default())
}

/// As [`from_json`], money without a currency being in `currency`.
///
/// # Errors
/// A [`Problem`] at the field; it never repeats the value.
pub fn from_json_in(field: &Field, value: &Value, currency: Currency) -> Checked {
    let checked = if value.is_null() {
        FieldValue::Empty
    } else {
        json_value(field, value, currency)?
    };
    finish(field, checked)
}

/// A value as people type it into a form or a spreadsheet cell: `0905 218 467`, `1tr2`, `24/11/1988`; money in đồng.
///
/// # Errors
/// A [`Problem`] at the field; it never repeats the value.
pub fn from_text(field: &Field, text: &str) -> Checked {
    from_text_in(field, text, Currency::default())
}

/// As [`from_text`], money being in `currency`.
///
/// # Errors
/// A [`Problem`] at the field; it never repeats the value.
pub fn from_text_in(field: &Field, text: &str, currency: Currency) -> Checked {
    let text = text.trim();
    let checked = if text.is_empty() {
        FieldValue::Empty
    } else {
        typed_value(field, text, currency)?
    };
    finish(field, checked)
}

fn finish(field: &Field, value: FieldValue) -> Checked {
    if field.required && value.is_empty() {
        return Err(problem(field, "required"));
    }
    Ok(if value.is_empty() {
        FieldValue::Empty
    } else {
        value
    })
}

fn problem(field: &Field, code: &'static str) -> Problem {
    Problem::new(field.name.clone(), code)
}

fn json_value(field: &Field, value: &Value, currency: Currency) -> Checked {
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
        T::Money => json_money(value, currency)
            .map(FieldValue::Money)
            .ok_or_else(|| wrong("bad-money")),
        T::Bool => value
            .as_bool()
            .map(FieldValue::Bool)
            .ok_or_else(|| wrong("bad-choice")),
        T::Birthday => json_birthday(value)
            .map(FieldValue::Birthday)
            .ok_or_else(|| wrong("bad-date")),
        T::Choices(_) | T::Tags => words(field, value),
        T::Phones | T::Emails => contact_list(field, value),
        T::Address => json_address(field, value),
        T::Json => json_document(field, value),
        _ => json_text(field, value.as_str().ok_or_else(|| wrong("bad-text"))?),
    }
}

/// The types that JSON writes as a string.
fn json_text(field: &Field, text: &str) -> Checked {
    match &field.kind {
        FieldType::Day => text
            .parse()
            .map_err(|_| problem(field, "bad-date"))
            .and_then(|day| in_range(field, day)),
        _ if text.trim().is_empty() => Ok(FieldValue::Empty),
        _ => typed_value(field, text, Currency::default()),
    }
}

fn typed_value(field: &Field, text: &str, currency: Currency) -> Checked {
    use FieldType as T;
    match &field.kind {
        T::Integer | T::Percent | T::Decimal | T::Money | T::Bool => {
            typed_number(field, text, currency)
        }
        T::Day | T::Instant | T::Birthday => typed_time(field, text),
        T::Choices(_) | T::Tags => words(field, &split(text, &[',', ';'])),
        T::Phones => contact_list(field, &split(text, &[';', ',', '\n', '/'])),
        T::Emails => contact_list(field, &split(text, &[';', ',', '\n', ' '])),
        _ => typed_text(field, text),
    }
}

fn typed_text(field: &Field, text: &str) -> Checked {
    use FieldType as T;
    let wrong = |code| problem(field, code);
    match &field.kind {
        T::Text { max } => plain(field, text, *max, false),
        T::LongText { max } => plain(field, text, *max, true),
        T::Link => contacts::link(text)
            .map(FieldValue::Text)
            .ok_or_else(|| wrong("bad-link")),
        T::TaxCode => contacts::tax_code(text)
            .map(FieldValue::Text)
            .ok_or_else(|| wrong("bad-tax-code")),
        T::Choice(codes) => choice(codes, text)
            .map(FieldValue::Text)
            .ok_or_else(|| wrong("bad-choice")),
        T::Address => Ok(FieldValue::Address(recognise(checked_text(
            field,
            text,
            MAX_ADDRESS,
            false,
        )?))),
        T::User | T::Reference(_) => text
            .trim()
            .parse::<Uuid>()
            .map(FieldValue::Id)
            .map_err(|_| wrong("bad-reference")),
        _ => Err(wrong("bad-text")),
    }
}

fn typed_number(field: &Field, text: &str, currency: Currency) -> Checked {
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

fn typed_time(field: &Field, text: &str) -> Checked {
    let wrong = || problem(field, "bad-date");
    match &field.kind {
        FieldType::Day => dates::day(text)
            .ok_or_else(wrong)
            .and_then(|day| in_range(field, day)),
        FieldType::Birthday => dates::birthday(text)
            .map(FieldValue::Birthday)
            .ok_or_else(wrong),
        _ => instant(field, text),
    }
}

fn split(text: &str, marks: &[char]) -> Value {
    text.split(marks)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(Value::from)
        .collect()
}

fn plain(field: &Field, text: &str, max: usize, lines: bool) -> Checked {
    checked_text(field, text, max, lines).map(FieldValue::Text)
}

/// NFC, trimmed, spaces folded on one line, no control characters, within the limit.
fn checked_text(
    field: &Field,
    text: &str,
    max: usize,
    lines: bool,
) -> std::result::Result<String, Problem> {
    let clean = crate::text::normalise(text);
    let keep = |c: &char| !c.is_control() || (lines && matches!(c, '\n' | '\t'));
    let clean: String = clean
        .replace("\r\n", "\n")
        .chars()
        .map(|c| if !lines && c.is_whitespace() { ' ' } else { c })
        .filter(keep)
        .collect();
    let clean = if lines {
        clean.trim().to_owned()
    } else {
        clean.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    if clean.chars().count() > max {
        return Err(problem(field, "too-long").with("max", max));
    }
    Ok(clean)
}

fn choice(codes: &[std::borrow::Cow<'static, str>], text: &str) -> Option<String> {
    codes
        .iter()
        .find(|code| code.eq_ignore_ascii_case(text))
        .map(|code| code.to_string())
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
                other
                    .get("value")
                    .and_then(Value::as_str)
                    .ok_or_else(wrong)?,
                other
                    .get("label")
                    .and_then(Value::as_str)
                    .map(|label| checked_text(field, label, MAX_TAG, false))
                    .transpose()?,
            ),
        };
        let label = label.filter(|l| !l.is_empty());
        let contact = if phones {
            contacts::phone(typed, label)
        } else {
            contacts::email(typed, label)
        }
        .ok_or_else(wrong)?;
        if !out.iter().any(|known| known.value == contact.value) {
            out.push(contact);
        }
    }
    Ok(FieldValue::Contacts(out))
}

fn json_birthday(value: &Value) -> Option<Birthday> {
    serde_json::from_value(value.clone())
        .ok()
        .filter(Birthday::is_possible)
}

fn json_address(field: &Field, value: &Value) -> Checked {
    let (raw, given) = match value {
        Value::String(raw) => (raw.clone(), None),
        other => {
            let address: Address =
                serde_json::from_value(other.clone()).map_err(|_| problem(field, "bad-address"))?;
            (address.raw.clone(), Some(address))
        }
    };
    let mut address = recognise(checked_text(field, &raw, MAX_ADDRESS, false)?);
    if let Some(given) = given {
        let code_ok = |code: &String| code.len() <= 8 && code.chars().all(|c| c.is_ascii_digit());
        if ![&given.province_code, &given.ward_code]
            .into_iter()
            .flatten()
            .all(code_ok)
        {
            return Err(problem(field, "bad-address"));
        }
        address.province_code = given.province_code.or(address.province_code);
        address.ward_code = given.ward_code;
    }
    let nothing = address.raw.is_empty() && address.province_code.is_none();
    Ok(if nothing {
        FieldValue::Empty
    } else {
        FieldValue::Address(address)
    })
}

/// Keeps the text and adds the province that it names.
fn recognise(raw: String) -> Address {
    Address {
        raw,
        ..Address::default()
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

/// A JSON value of bounded size and depth, so that it can be stored and shown.
fn json_document(field: &Field, value: &Value) -> Checked {
    let (max_bytes, max_depth) = MAX_DOCUMENT;
    if depth(value) > max_depth {
        return Err(problem(field, "too-deep").with("max", max_depth));
    }
    if has_nul(value) {
        return Err(problem(field, "bad-text"));
    }
    let bytes = serde_json::to_vec(value).map_or(usize::MAX, |json| json.len());
    if bytes > max_bytes {
        return Err(problem(field, "too-long").with("max", max_bytes));
    }
    Ok(FieldValue::Json(value.clone()))
}

/// PostgreSQL keeps no zero character.
fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(has_nul),
        Value::Object(map) => map
            .iter()
            .any(|(key, inner)| key.contains('\0') || has_nul(inner)),
        _ => false,
    }
}

fn depth(value: &Value) -> usize {
    let inner = match value {
        Value::Array(items) => items.iter().map(depth).max(),
        Value::Object(map) => map.values().map(depth).max(),
        _ => return 0,
    };
    1 + inner.unwrap_or(0)
}

/// Largest amount of one value, in minor units: sums of a million such still fit in 64 bits.
pub const MAX_AMOUNT: i64 = 9_000_000_000_000;
/// Largest whole number: what JavaScript and spreadsheets can hold exactly.
const MAX_INTEGER: u64 = 9_007_199_254_740_991;

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
        .filter(|bp| bp.abs() <= 1_000_000)
}

fn yes_no(text: &str) -> Option<bool> {
    match quen_vietnam::fold::fold(text).as_str() {
        "co" | "yes" | "true" | "1" | "x" | "dung" | "y" => Some(true),
        "khong" | "no" | "false" | "0" | "sai" | "n" => Some(false),
        _ => None,
    }
}

fn instant(field: &Field, text: &str) -> Checked {
    let at = DateTime::parse_from_rfc3339(text)
        .map_err(|_| problem(field, "bad-date"))?
        .with_timezone(&Utc);
    in_range(field, at.date_naive()).map(|_| FieldValue::Instant(at))
}

/// Years that both databases and people can hold.
fn in_range(field: &Field, day: NaiveDate) -> Checked {
    if (1800..=2200).contains(&day.year()) {
        Ok(FieldValue::Day(day))
    } else {
        Err(problem(field, "bad-date"))
    }
}
