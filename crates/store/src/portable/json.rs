//! A stored row as a line of JSON and back, without loss. Bytes are base64, instants RFC 3339 in UTC to the
//! microsecond, days `YYYY-MM-DD`, ids in their usual form; a JSON column stands as it is.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde_json::{Map, Value as Json};

use crate::db::Value;
use crate::migrations::tables::{Column, ColumnKind};

/// The line of a row whose values stand in the order of `columns`.
pub fn to_json(columns: &[Column], row: Vec<Value>) -> Map<String, Json> {
    columns
        .iter()
        .zip(row)
        .map(|(column, value)| (column.name.clone(), written(value)))
        .collect()
}

fn written(value: Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => value.into(),
        Value::Int(value) => value.into(),
        Value::Float(value) => value.into(),
        Value::Text(value) => value.into(),
        Value::Uuid(value) => value.to_string().into(),
        Value::Instant(value) => value.to_rfc3339_opts(SecondsFormat::Micros, true).into(),
        Value::Day(value) => value.to_string().into(),
        Value::Json(value) => boxed_null(value),
        Value::Bytes(value) => STANDARD.encode(value).into(),
    }
}

/// The JSON null in a column is not the absence of a value.
fn boxed_null(value: Json) -> Json {
    if value.is_null() {
        serde_json::json!({ NULL: true })
    } else {
        value
    }
}

/// The member that stands for a stored JSON null.
const NULL: &str = "$null";

/// Reads a line back; names the column that is missing or does not fit.
///
/// # Errors
/// The name of the column.
pub fn from_json<'a>(
    columns: &'a [Column],
    mut line: Map<String, Json>,
) -> Result<Vec<Value>, &'a str> {
    let read = |column: &'a Column| {
        let value = line.swap_remove(&column.name).ok_or(column.name.as_str())?;
        understood(value, column.kind).ok_or(column.name.as_str())
    };
    columns.iter().map(read).collect()
}

fn understood(value: Json, kind: ColumnKind) -> Option<Value> {
    if value.is_null() {
        return Some(Value::Null);
    }
    let text = || value.as_str();
    Some(match kind {
        ColumnKind::Uuid => Value::Uuid(text()?.parse().ok()?),
        ColumnKind::Instant => Value::Instant(
            DateTime::parse_from_rfc3339(text()?)
                .ok()?
                .with_timezone(&Utc),
        ),
        ColumnKind::Day => Value::Day(text()?.parse::<NaiveDate>().ok()?),
        ColumnKind::Bool => Value::Bool(value.as_bool()?),
        ColumnKind::Int | ColumnKind::Serial => Value::Int(value.as_i64()?),
        ColumnKind::Float => Value::Float(value.as_f64()?),
        ColumnKind::Text => Value::Text(text()?.to_owned()),
        ColumnKind::Bytes => Value::Bytes(STANDARD.decode(text()?).ok()?),
        ColumnKind::Json
            if value
                .as_object()
                .is_some_and(|o| o.len() == 1 && o.contains_key(NULL)) =>
        {
            Value::Json(Json::Null)
        }
        ColumnKind::Json => Value::Json(value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_comes_back_as_it_was() {
        let at = DateTime::from_timestamp_micros(1_772_416_800_123_456).unwrap();
        let cases = [
            (ColumnKind::Uuid, Value::Uuid(uuid::Uuid::from_u128(7))),
            (ColumnKind::Instant, Value::Instant(at)),
            (
                ColumnKind::Instant,
                Value::Instant(DateTime::from_timestamp_micros(-1).unwrap()),
            ),
            (
                ColumnKind::Day,
                Value::Day(NaiveDate::from_ymd_opt(1957, 2, 28).unwrap()),
            ),
            (
                ColumnKind::Json,
                Value::Json(
                    serde_json::json!({ "tên": ["Đà Nẵng", 1.5, null, { "a": i64::MIN }] }),
                ),
            ),
            (ColumnKind::Json, Value::Json(Json::Null)),
            (ColumnKind::Json, Value::Null),
            (ColumnKind::Bool, Value::Bool(true)),
            (ColumnKind::Int, Value::Int(i64::MAX)),
            (ColumnKind::Float, Value::Float(0.1)),
            (
                ColumnKind::Text,
                Value::Text("dòng một\ndòng hai \u{1f600}".to_owned()),
            ),
            (ColumnKind::Bytes, Value::Bytes(vec![0, 255, 10])),
        ];
        for (kind, value) in cases {
            let columns = [Column {
                name: "x".to_owned(),
                kind,
            }];
            let line = serde_json::to_string(&to_json(&columns, vec![value.clone()])).unwrap();
            assert!(!line.contains('\n'));
            assert_eq!(
                from_json(&columns, serde_json::from_str(&line).unwrap()),
                Ok(vec![value])
            );
        }
    }

    #[test]
    fn a_missing_or_wrong_value_names_its_column() {
        let columns = [Column {
            name: "due_on".to_owned(),
            kind: ColumnKind::Day,
        }];
        for line in [
            serde_json::json!({}),
            serde_json::json!({ "due_on": "yesterday" }),
            serde_json::json!({ "due_on": 3 }),
        ] {
            assert_eq!(
                from_json(&columns, line.as_object().unwrap().clone()),
                Err("due_on")
            );
        }
    }
}
