//! Values of fields as cells. Lists are joined by semicolons, as an import reads them again.

use chrono_tz::Tz;
use quen_core::fields::{Birthday, Calendar, Field, FieldType, FieldValue, choice_key, worded_as};
use quen_core::{Money, Noun};
use quen_documents::sheets::Written;
use quen_words::{Lang, Words};
use serde_json::Value;

/// The heading of a column.
pub(super) fn heading(field: &Field, words: Words) -> String {
    if let Some(own) = &field.own {
        return own.label(words.lang() == Lang::En).to_owned();
    }
    words
        .find(&field.label, &[])
        .map_or_else(|| field.name.to_string(), std::borrow::Cow::into_owned)
}

/// A value as a cell.
pub(super) fn written(
    noun: Noun,
    field: Option<&Field>,
    value: &FieldValue,
    words: Words,
    zone: Tz,
) -> Written {
    match value {
        FieldValue::Empty => Written::Empty,
        FieldValue::Text(text)
            if field.is_some_and(|field| matches!(field.kind, FieldType::Choice(_))) =>
        {
            Written::Text(choice(noun, field, text, words))
        }
        FieldValue::Text(text) => Written::Text(text.clone()),
        FieldValue::Integer(points)
            if field.is_some_and(|field| field.kind == FieldType::Percent) =>
        {
            Written::Text(percent(*points))
        }
        FieldValue::Integer(number) => Written::Number(number.to_string()),
        FieldValue::Decimal(number) => Written::Number(number.normalize().to_string()),
        FieldValue::Money(money) => Written::Number(major(*money)),
        FieldValue::Bool(yes) => Written::Bool(*yes),
        FieldValue::Day(day) => Written::Day(*day),
        FieldValue::Instant(at) => Written::Instant(*at, at.with_timezone(&zone).naive_local()),
        FieldValue::Id(id) => Written::Text(id.to_string()),
        FieldValue::Texts(list) => Written::Text(
            list.iter()
                .map(|word| choice(noun, field, word, words))
                .collect::<Vec<_>>()
                .join("; "),
        ),
        FieldValue::Contacts(list) => Written::Text(
            list.iter()
                .map(|contact| contact.display.as_str())
                .collect::<Vec<_>>()
                .join("; "),
        ),
        FieldValue::Birthday(day) => Written::Text(birthday(*day)),
        FieldValue::Address(address) => Written::Text(address.raw.clone()),
        FieldValue::File(file) => Written::Text(file.name.clone()),
        FieldValue::Json(json) => inner(json),
    }
}

/// A value inside a value: the lines of an order as people list them, anything else as JSON.
fn inner(json: &Value) -> Written {
    let empty = match json {
        Value::Null => true,
        Value::Object(map) => map.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    if empty {
        return Written::Empty;
    }
    let lines = json
        .as_array()
        .and_then(|items| items.iter().map(line).collect::<Option<Vec<_>>>());
    Written::Text(lines.map_or_else(|| json.to_string(), |lines| lines.join("; ")))
}

/// `4 × Cầu Đất rang vừa 1 kg`, or the name of a file.
fn line(item: &Value) -> Option<String> {
    if item.get("size").is_some() {
        return Some(item.get("name")?.as_str()?.to_owned());
    }
    let text = item.get("text")?.as_str()?;
    let quantity = match item.get("quantity")? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(format!("{quantity} × {text}"))
}

/// The word for a code, or the code itself where there is none.
fn choice(noun: Noun, field: Option<&Field>, code: &str, words: Words) -> String {
    let worded = field.and_then(worded_as);
    if let (None, Some(own)) = (worded, field.and_then(|field| field.own.as_ref())) {
        let said = own.choice(code, words.lang() == Lang::En);
        return said.unwrap_or(code).to_owned();
    }
    let own = field.map(|field| (noun, field.name.as_ref()));
    let key = worded.or(own);
    let key = key.map(|(noun, name)| choice_key(noun, name, code));
    let said = key.and_then(|key| words.find(&key, &[]));
    said.map_or_else(|| code.to_owned(), std::borrow::Cow::into_owned)
}

/// Minor units as a number in major units, exactly.
fn major(money: Money) -> String {
    let digits = money.currency.digits();
    if digits == 0 {
        return money.amount.to_string();
    }
    let unit = 10_u64.pow(digits);
    let sign = if money.amount < 0 { "-" } else { "" };
    let amount = money.amount.unsigned_abs();
    format!(
        "{sign}{}.{:0width$}",
        amount / unit,
        amount % unit,
        width = usize::try_from(digits).unwrap_or_default()
    )
}

fn percent(points: i64) -> String {
    if points % 100 == 0 {
        format!("{}%", points / 100)
    } else {
        format!("{}.{:02}%", points / 100, (points % 100).abs())
    }
}

/// As an import reads it: day first, `âm lịch` after a lunar one.
fn birthday(day: Birthday) -> String {
    let year = day.year.map(|year| format!("/{year}")).unwrap_or_default();
    let mark = match (day.calendar, day.leap) {
        (Calendar::Solar, _) => "",
        (Calendar::Lunar, false) => " AL",
        (Calendar::Lunar, true) => " AL leap",
    };
    format!("{:02}/{:02}{year}{mark}", day.day, day.month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use quen_core::Currency;

    #[test]
    fn lines_are_listed_as_people_would() {
        let order = serde_json::json!([{ "text": "Phin nhôm", "quantity": "2" }, { "text": "Cầu Đất", "quantity": 0.5 }]);
        assert_eq!(
            inner(&order),
            Written::Text("2 × Phin nhôm; 0.5 × Cầu Đất".to_owned())
        );
        assert_eq!(inner(&serde_json::json!({})), Written::Empty);
        let other = serde_json::json!([{ "a": 1 }]);
        assert_eq!(inner(&other), Written::Text("[{\"a\":1}]".to_owned()));
    }

    #[test]
    fn amounts_are_exact() {
        assert_eq!(major(Money::new(1_250_000, Currency::Vnd)), "1250000");
        assert_eq!(major(Money::new(-2905, Currency::Usd)), "-29.05");
        assert_eq!(
            (percent(800), percent(825)),
            ("8%".to_owned(), "8.25%".to_owned())
        );
    }
}
