//! From JSON and from typed text to checked values. The only way a value gets into a record; it must never keep a
//! value that its field does not allow, and never repeat a refused one.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{Address, Birthday, Field, FieldType, FieldValue};
use crate::files::{Attached, from_form};
use crate::{Currency, Problem, contacts, dates};

/// Characters of an address at most.
const MAX_ADDRESS: usize = 500;
/// Characters of an id with its hyphens.
const UUID_LENGTH: usize = 36;
mod documents;
mod lists;
mod numbers;

pub use numbers::MAX_AMOUNT;

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
        T::Integer | T::Percent | T::Decimal | T::Money | T::Bool => {
            numbers::from_json(field, value, currency)
        }
        T::Birthday => json_birthday(value)
            .map(FieldValue::Birthday)
            .ok_or_else(|| wrong("bad-date")),
        T::Choices(_) | T::Tags => lists::words(field, value),
        T::Phones | T::Emails => lists::contacts(field, value),
        T::Address => json_address(field, value),
        T::File => json_file(field, value),
        T::Json => documents::checked(field, value),
        _ => json_text(field, value.as_str().ok_or_else(|| wrong("bad-text"))?),
    }
}

/// A file by its id, or as a field answers it; name and size are what was uploaded, whatever is said here.
fn json_file(field: &Field, value: &Value) -> Checked {
    let id = value.as_str().or_else(|| value.get("id")?.as_str());
    let file = id.and_then(|id| Attached::from_text(id.trim()));
    let file = file.ok_or_else(|| problem(field, "no-such-file"))?;
    Ok(FieldValue::File(file))
}

/// The types that JSON writes as a string. Programs write codes, ids and times one way only; `null` clears them.
fn json_text(field: &Field, text: &str) -> Checked {
    use FieldType as T;
    match &field.kind {
        T::Day => text
            .parse()
            .map_err(|_| problem(field, "bad-date"))
            .and_then(|day| in_range(field, day)),
        T::Instant => instant(field, text),
        T::Choice(codes) if !codes.iter().any(|code| code == text) => {
            Err(problem(field, "bad-choice"))
        }
        T::User | T::Reference(_) if text.len() != UUID_LENGTH => {
            Err(problem(field, "bad-reference"))
        }
        _ if text.trim().is_empty() => Ok(FieldValue::Empty),
        _ => typed_value(field, text, Currency::default()),
    }
}

fn typed_value(field: &Field, text: &str, currency: Currency) -> Checked {
    use FieldType as T;
    match &field.kind {
        T::Integer | T::Percent | T::Decimal | T::Money | T::Bool => {
            numbers::from_text(field, text, currency)
        }
        T::Day | T::Instant | T::Birthday => typed_time(field, text),
        T::Choices(_) | T::Tags => lists::words(field, &lists::split(text, &[',', ';'])),
        T::Phones => lists::contacts(field, &lists::split(text, &[';', ',', '\n', '/'])),
        T::Emails => lists::contacts(field, &lists::split(text, &[';', ',', '\n', ' '])),
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
            .or_else(|| own_choice(field, text))
            .map(FieldValue::Text)
            .ok_or_else(|| wrong("bad-choice")),
        T::Address => Ok(FieldValue::Address(recognise(checked_text(
            field,
            text,
            MAX_ADDRESS,
            false,
        )?))),
        T::File => from_form(&field.name, text).map(FieldValue::File),
        T::User | T::Reference(_) => text
            .trim()
            .parse::<Uuid>()
            .map(FieldValue::Id)
            .map_err(|_| wrong("bad-reference")),
        _ => Err(wrong("bad-text")),
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

/// A choice of a custom field by its label in either language, as files have it.
fn own_choice(field: &Field, text: &str) -> Option<String> {
    let said = quen_vietnam::fold::fold(text);
    let mut choices = field.own.as_ref()?.choices.iter();
    let found = choices.find(|choice| {
        [&choice.vi, &choice.en]
            .into_iter()
            .any(|label| !label.is_empty() && quen_vietnam::fold::fold(label) == said)
    })?;
    Some(found.code.clone())
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
    let province = quen_vietnam::address::split(&raw).province;
    Address {
        raw,
        province_code: province.map(|found| found.code.to_owned()),
        ward_code: None,
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
