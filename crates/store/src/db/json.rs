//! JSON columns straight into and out of Rust types, and sort values in and out of cursors.

use chrono::{DateTime, NaiveDate};
use quen_core::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

use super::cell::{Cell, FromValue, Stored};
use super::{DbError, Row, Value, postgres, sqlite};

/// A JSON column as a Rust type.
struct Typed<T>(T);

impl<T: DeserializeOwned> FromValue for Typed<T> {
    const NAME: &'static str = "json";

    fn from_cell(cell: &Cell<'_>) -> Option<Self> {
        match &cell.0 {
            Stored::Sqlite(value) => serde_json::from_str(sqlite::cell::str(*value)?).ok(),
            Stored::Postgres(raw) => {
                postgres::cell::json_text(raw).and_then(|text| serde_json::from_slice(text).ok())
            }
        }
        .map(Self)
    }
}

impl Row<'_> {
    /// Reads a JSON column.
    ///
    /// # Errors
    /// `Decode` when it holds something else.
    pub fn json<T: DeserializeOwned>(&self, index: usize) -> Result<T, DbError> {
        self.get::<Typed<T>>(index).map(|typed| typed.0)
    }

    /// Reads a JSON column that may be NULL.
    ///
    /// # Errors
    /// As [`Self::json`].
    pub fn json_optional<T: DeserializeOwned>(&self, index: usize) -> Result<Option<T>, DbError> {
        self.get::<Option<Typed<T>>>(index)
            .map(|typed| typed.map(|t| t.0))
    }
}

impl Value {
    /// A JSON column's value.
    pub fn json(value: &impl Serialize) -> Self {
        serde_json::to_value(value).map_or(Self::Null, Self::Json)
    }

    /// As a cursor keeps it: a tag and the value.
    pub fn to_cursor(&self) -> Json {
        match self {
            Self::Int(number) => json!({ "i": number }),
            Self::Text(text) => json!({ "t": text }),
            Self::Instant(at) => json!({ "u": at.timestamp_micros() }),
            Self::Day(day) => json!({ "d": day }),
            Self::Bytes(bytes) => json!({ "b": bytes }),
            _ => Json::Null,
        }
    }

    /// Reads back what [`Self::to_cursor`] wrote.
    ///
    /// # Errors
    /// `bad-cursor` for anything else.
    pub fn from_cursor(json: &Json) -> Result<Self> {
        let bad = || Error::invalid("cursor", "bad-cursor");
        let Some(object) = json.as_object() else {
            return if json.is_null() {
                Ok(Self::Null)
            } else {
                Err(bad())
            };
        };
        let (tag, value) = object.iter().next().ok_or_else(bad)?;
        let read = match tag.as_str() {
            "i" => value.as_i64().map(Self::Int),
            "t" => value.as_str().map(Self::from),
            "u" => value
                .as_i64()
                .and_then(DateTime::from_timestamp_micros)
                .map(Self::Instant),
            "d" => serde_json::from_value::<NaiveDate>(value.clone())
                .ok()
                .map(Self::Day),
            "b" => serde_json::from_value::<Vec<u8>>(value.clone())
                .ok()
                .map(Self::Bytes),
            _ => None,
        };
        read.ok_or_else(bad)
    }
}
