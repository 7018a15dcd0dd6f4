//! The values that go into a statement, in the product's types. They never name a database.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// One parameter. Stored as the column types of the migrations say (`UUID`, `INSTANT`, `DAY`, …).
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// NULL of whatever type the statement needs there.
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    Uuid(Uuid),
    /// Kept to the microsecond; finer parts are cut off.
    Instant(DateTime<Utc>),
    Day(NaiveDate),
    Json(serde_json::Value),
    Bytes(Vec<u8>),
}

impl Value {
    /// The word used in error messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "bool",
            Self::Int(_) => "integer",
            Self::Float(_) => "float",
            Self::Text(_) => "text",
            Self::Uuid(_) => "uuid",
            Self::Instant(_) => "instant",
            Self::Day(_) => "day",
            Self::Json(_) => "json",
            Self::Bytes(_) => "bytes",
        }
    }
}

/// Each line says: this Rust type becomes that value, by this conversion.
macro_rules! value_from {
    ($($source:ty => $variant:ident($convert:expr),)*) => {$(
        impl From<$source> for Value {
            fn from(value: $source) -> Self {
                Self::$variant($convert(value))
            }
        }
    )*};
}

value_from! {
    bool => Bool(std::convert::identity),
    i64 => Int(std::convert::identity),
    i32 => Int(i64::from),
    i16 => Int(i64::from),
    u32 => Int(i64::from),
    u16 => Int(i64::from),
    u8 => Int(i64::from),
    f64 => Float(std::convert::identity),
    String => Text(std::convert::identity),
    &str => Text(str::to_owned),
    &String => Text(String::clone),
    Cow<'_, str> => Text(Cow::into_owned),
    Uuid => Uuid(std::convert::identity),
    DateTime<Utc> => Instant(std::convert::identity),
    NaiveDate => Day(std::convert::identity),
    serde_json::Value => Json(std::convert::identity),
    Vec<u8> => Bytes(std::convert::identity),
    &[u8] => Bytes(<[u8]>::to_vec),
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
