//! Reading one stored value into a Rust type, whichever database it came from. A value of the
//! wrong type is refused, never bent into shape.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{DbError, Value, postgres, sqlite};

/// One column of one row as the database stores it.
pub struct Cell<'a>(pub(crate) Stored<'a>);

pub(crate) enum Stored<'a> {
    Sqlite(rusqlite::types::ValueRef<'a>),
    Postgres(postgres::RawCell<'a>),
}

impl Cell<'_> {
    fn is_null(&self) -> bool {
        match &self.0 {
            Stored::Sqlite(value) => matches!(value, rusqlite::types::ValueRef::Null),
            Stored::Postgres(raw) => raw.is_null(),
        }
    }

    /// The value as it is stored, whatever it is; `index` is its column, for the error.
    pub(super) fn stored(&self, index: usize) -> Result<Value, DbError> {
        let value = match &self.0 {
            Stored::Sqlite(value) => sqlite::cell::value(*value),
            Stored::Postgres(raw) => postgres::cell::value(raw),
        };
        value.ok_or_else(|| DbError::Decode {
            column: index,
            expected: "a type of the product",
            found: self.describe(),
        })
    }

    /// The stored type in the database's own word, for error messages; never the content.
    pub(crate) fn describe(&self) -> String {
        match &self.0 {
            Stored::Sqlite(value) => value.data_type().to_string(),
            Stored::Postgres(raw) => raw.describe(),
        }
    }
}

/// A Rust type that one column can hold. Own types delegate: `String::from_cell(cell)?.parse()`.
pub trait FromValue: Sized {
    /// The word for this type in error messages.
    const NAME: &'static str;

    /// `None` when the cell holds something else.
    fn from_cell(cell: &Cell<'_>) -> Option<Self>;
}

impl<T: FromValue> FromValue for Option<T> {
    const NAME: &'static str = T::NAME;

    fn from_cell(cell: &Cell<'_>) -> Option<Self> {
        if cell.is_null() {
            return Some(None);
        }
        T::from_cell(cell).map(Some)
    }
}

/// Each line says: this type, its word, and the function of each database that reads it.
macro_rules! from_value {
    ($($target:ty, $name:literal, $read:ident;)*) => {$(
        impl FromValue for $target {
            const NAME: &'static str = $name;

            fn from_cell(cell: &Cell<'_>) -> Option<Self> {
                match &cell.0 {
                    Stored::Sqlite(value) => sqlite::cell::$read(*value),
                    Stored::Postgres(raw) => postgres::cell::$read(raw),
                }
            }
        }
    )*};
}

from_value! {
    bool, "bool", bool;
    i64, "integer", integer;
    f64, "float", float;
    String, "text", text;
    Uuid, "uuid", uuid;
    DateTime<Utc>, "instant", instant;
    NaiveDate, "day", day;
    serde_json::Value, "json", json;
    Vec<u8>, "bytes", bytes;
}

/// Narrow integers are read as `i64` and refused when they do not fit.
macro_rules! narrow_integer {
    ($($target:ty),*) => {$(
        impl FromValue for $target {
            const NAME: &'static str = stringify!($target);

            fn from_cell(cell: &Cell<'_>) -> Option<Self> {
                i64::from_cell(cell).and_then(|wide| Self::try_from(wide).ok())
            }
        }
    )*};
}

narrow_integer!(i32, i16, u32, u16, u8);
