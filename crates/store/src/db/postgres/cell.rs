//! PostgreSQL's binary values to Rust. Any other type than the one asked for is `None`.

use std::error::Error;

use chrono::{DateTime, NaiveDate, Utc};
use tokio_postgres::types::{FromSql, Type};
use uuid::Uuid;

use super::super::Value;
use super::bind::EPOCH_MICROS;
use super::numeric;

/// A column as it came over the wire; `raw` is `None` for NULL.
pub(crate) struct RawCell<'a> {
    ty: Type,
    raw: Option<&'a [u8]>,
}

impl RawCell<'_> {
    pub(crate) fn is_null(&self) -> bool {
        self.raw.is_none()
    }

    /// The type's name.
    pub(crate) fn describe(&self) -> String {
        match self.raw {
            Some(_) => self.ty.to_string(),
            None => "null".to_owned(),
        }
    }
}

impl<'a> FromSql<'a> for RawCell<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self {
            ty: ty.clone(),
            raw: Some(raw),
        })
    }

    fn from_sql_null(ty: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self {
            ty: ty.clone(),
            raw: None,
        })
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// Reads with the driver's own conversion when the column has a type it accepts.
fn read<'a, T: FromSql<'a>>(cell: &RawCell<'a>) -> Option<T> {
    let raw = cell.raw.filter(|_| T::accepts(&cell.ty))?;
    T::from_sql(&cell.ty, raw).ok()
}

/// The value in the product's types; `None` for a type the product does not use.
pub(crate) fn value(cell: &RawCell<'_>) -> Option<Value> {
    if cell.is_null() {
        return Some(Value::Null);
    }
    match cell.ty {
        Type::BOOL => bool(cell).map(Value::Bool),
        Type::INT8 => integer(cell).map(Value::Int),
        Type::FLOAT8 => float(cell).map(Value::Float),
        Type::TEXT => text(cell).map(Value::Text),
        Type::UUID => uuid(cell).map(Value::Uuid),
        Type::TIMESTAMPTZ => instant(cell).map(Value::Instant),
        Type::DATE => day(cell).map(Value::Day),
        Type::JSONB => json(cell).map(Value::Json),
        Type::BYTEA => bytes(cell).map(Value::Bytes),
        _ => None,
    }
}

pub(crate) fn bool(cell: &RawCell<'_>) -> Option<bool> {
    read(cell)
}

/// Sums of BIGINT come as numeric; they are integers when nothing is behind the point.
pub(crate) fn integer(cell: &RawCell<'_>) -> Option<i64> {
    match cell.ty {
        Type::INT8 => read(cell),
        Type::INT4 => read::<i32>(cell).map(i64::from),
        Type::INT2 => read::<i16>(cell).map(i64::from),
        Type::NUMERIC => numeric::read_integer(cell.raw?),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a float was asked for")]
pub(crate) fn float(cell: &RawCell<'_>) -> Option<f64> {
    match cell.ty {
        Type::FLOAT8 => read(cell),
        Type::FLOAT4 => read::<f32>(cell).map(f64::from),
        Type::NUMERIC => numeric::read_float(cell.raw?),
        _ => integer(cell).map(|integer| integer as f64),
    }
}

pub(crate) fn text(cell: &RawCell<'_>) -> Option<String> {
    match cell.ty {
        Type::JSON | Type::JSONB => json(cell).map(|value| value.to_string()),
        _ => read(cell),
    }
}

pub(crate) fn uuid(cell: &RawCell<'_>) -> Option<Uuid> {
    read(cell)
}

pub(crate) fn instant(cell: &RawCell<'_>) -> Option<DateTime<Utc>> {
    let raw = cell.raw.filter(|_| cell.ty == Type::TIMESTAMPTZ)?;
    let micros = i64::from_be_bytes(raw.try_into().ok()?);
    DateTime::from_timestamp_micros(micros.checked_add(EPOCH_MICROS)?)
}

pub(crate) fn day(cell: &RawCell<'_>) -> Option<NaiveDate> {
    read(cell)
}

pub(crate) fn json(cell: &RawCell<'_>) -> Option<serde_json::Value> {
    read(cell)
}

/// The text of a `json` or `jsonb` value; the latter begins with its version, 1.
pub(crate) fn json_text<'a>(cell: &RawCell<'a>) -> Option<&'a [u8]> {
    match (cell.ty == Type::JSONB, cell.raw?) {
        (true, [1, text @ ..]) => Some(text),
        (false, text) if cell.ty == Type::JSON => Some(text),
        _ => None,
    }
}

pub(crate) fn bytes(cell: &RawCell<'_>) -> Option<Vec<u8>> {
    read(cell)
}
