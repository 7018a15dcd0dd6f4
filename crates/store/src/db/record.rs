//! A whole row of a table whose columns are known only at run time: for moving data between databases as it is
//! stored. Product queries read their own types instead.

use chrono::{DateTime, NaiveDate};
use uuid::Uuid;

use super::{DbError, FromRow, Row, Value};
use crate::migrations::tables::{Column, ColumnKind};

/// The values of a row as the database gave them.
#[derive(Clone, Debug, PartialEq)]
pub struct Record(Vec<Value>);

impl FromRow for Record {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        row.stored().map(Self)
    }
}

impl Record {
    /// The values in the product's types.
    ///
    /// # Errors
    /// `Decode` when a column holds something else than its kind.
    pub fn values(self, columns: &[Column]) -> Result<Vec<Value>, DbError> {
        let pairs = self.0.into_iter().zip(columns).enumerate();
        pairs
            .map(|(index, (value, column))| {
                settle(value, column.kind).map_err(|found| decode(index, column.kind, &found))
            })
            .collect()
    }
}

fn decode(column: usize, kind: ColumnKind, found: &Value) -> DbError {
    let expected = match kind {
        ColumnKind::Uuid => "uuid",
        ColumnKind::Instant => "instant",
        ColumnKind::Day => "day",
        ColumnKind::Json => "json",
        ColumnKind::Bool => "bool",
        ColumnKind::Int | ColumnKind::Serial => "integer",
        ColumnKind::Float => "float",
        ColumnKind::Text => "text",
        ColumnKind::Bytes => "bytes",
    };
    DbError::Decode {
        column,
        expected,
        found: found.kind().to_owned(),
    }
}

/// A stored value as its kind; the value itself when it is none.
fn settle(value: Value, kind: ColumnKind) -> Result<Value, Value> {
    let settled = match (&value, kind) {
        (Value::Null, _)
        | (Value::Uuid(_), ColumnKind::Uuid)
        | (Value::Instant(_), ColumnKind::Instant)
        | (Value::Day(_), ColumnKind::Day)
        | (Value::Json(_), ColumnKind::Json)
        | (Value::Bool(_), ColumnKind::Bool)
        | (Value::Int(_), ColumnKind::Int | ColumnKind::Serial)
        | (Value::Float(_), ColumnKind::Float)
        | (Value::Text(_), ColumnKind::Text)
        | (Value::Bytes(_), ColumnKind::Bytes) => return Ok(value),
        (Value::Bytes(bytes), ColumnKind::Uuid) => Uuid::from_slice(bytes).ok().map(Value::Uuid),
        (Value::Int(micros), ColumnKind::Instant) => {
            DateTime::from_timestamp_micros(*micros).map(Value::Instant)
        }
        (Value::Int(days), ColumnKind::Day) => i32::try_from(*days)
            .ok()
            .and_then(NaiveDate::from_epoch_days)
            .map(Value::Day),
        (Value::Int(0), ColumnKind::Bool) => Some(Value::Bool(false)),
        (Value::Int(1), ColumnKind::Bool) => Some(Value::Bool(true)),
        (Value::Text(text), ColumnKind::Json) => serde_json::from_str(text).ok().map(Value::Json),
        _ => None,
    };
    settled.ok_or(value)
}
