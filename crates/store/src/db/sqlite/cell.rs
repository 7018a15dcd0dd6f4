//! Stored SQLite values to Rust. UUID is a blob of 16, an instant microseconds since 1970 UTC, a
//! day the number of days since 1970-01-01, JSON text, a bool 0 or 1. Anything else is `None`.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::types::ValueRef;
use uuid::Uuid;

use super::super::Value;

/// The value as it is stored; which kind of integer, text or bytes it is only the schema knows.
pub(crate) fn value(value: ValueRef<'_>) -> Option<Value> {
    Some(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(integer) => Value::Int(integer),
        ValueRef::Real(float) => Value::Float(float),
        ValueRef::Text(_) => Value::Text(text(value)?),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    })
}

pub(crate) fn bool(value: ValueRef<'_>) -> Option<bool> {
    match integer(value)? {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

pub(crate) fn integer(value: ValueRef<'_>) -> Option<i64> {
    match value {
        ValueRef::Integer(integer) => Some(integer),
        _ => None,
    }
}

/// An integer expression is read as a float, as PostgreSQL's numeric division would be.
#[expect(clippy::cast_precision_loss, reason = "a float was asked for")]
pub(crate) fn float(value: ValueRef<'_>) -> Option<f64> {
    match value {
        ValueRef::Real(float) => Some(float),
        ValueRef::Integer(integer) => Some(integer as f64),
        _ => None,
    }
}

pub(crate) fn text(value: ValueRef<'_>) -> Option<String> {
    str(value).map(str::to_owned)
}

pub(crate) fn uuid(value: ValueRef<'_>) -> Option<Uuid> {
    match value {
        ValueRef::Blob(bytes) => Uuid::from_slice(bytes).ok(),
        _ => None,
    }
}

pub(crate) fn instant(value: ValueRef<'_>) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_micros(integer(value)?)
}

pub(crate) fn day(value: ValueRef<'_>) -> Option<NaiveDate> {
    let days = i32::try_from(integer(value)?).ok()?;
    NaiveDate::from_epoch_days(days)
}

pub(crate) fn json(value: ValueRef<'_>) -> Option<serde_json::Value> {
    serde_json::from_str(str(value)?).ok()
}

pub(crate) fn bytes(value: ValueRef<'_>) -> Option<Vec<u8>> {
    match value {
        ValueRef::Blob(bytes) => Some(bytes.to_vec()),
        _ => None,
    }
}

pub(crate) fn str(value: ValueRef<'_>) -> Option<&str> {
    match value {
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok(),
        _ => None,
    }
}
