//! Rows coming back. A row is read by position, once, in the thread that fetched it.

use std::str::FromStr;

use super::cell::{Cell, FromValue, Stored};
use super::{DbError, Value};

/// One row of an answer, borrowed from the database that gave it.
pub struct Row<'a>(Source<'a>);

enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl<'a> Row<'a> {
    pub(crate) fn sqlite(row: &'a rusqlite::Row<'a>) -> Self {
        Self(Source::Sqlite(row))
    }

    pub(crate) fn postgres(row: &'a tokio_postgres::Row) -> Self {
        Self(Source::Postgres(row))
    }

    /// Reads column `index` (from zero). `DbError::Decode` when it is absent or of another type.
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, DbError> {
        let cell = self.cell(index)?;
        T::from_cell(&cell).ok_or_else(|| DbError::Decode {
            column: index,
            expected: T::NAME,
            found: cell.describe(),
        })
    }

    /// Reads a text column and parses it: for enums and other words kept as text.
    pub fn get_parsed<T: FromStr>(&self, index: usize) -> Result<T, DbError> {
        let text: String = self.get(index)?;
        text.parse().map_err(|_| DbError::Decode {
            column: index,
            expected: std::any::type_name::<T>(),
            found: text,
        })
    }

    /// All columns as they are stored, for [`super::record::Record`].
    pub(super) fn stored(&self) -> Result<Vec<Value>, DbError> {
        let count = match self.0 {
            Source::Sqlite(row) => row.as_ref().column_count(),
            Source::Postgres(row) => row.len(),
        };
        (0..count)
            .map(|index| self.cell(index)?.stored(index))
            .collect()
    }

    fn cell(&self, index: usize) -> Result<Cell<'_>, DbError> {
        let stored = match self.0 {
            Source::Sqlite(row) => row.get_ref(index).ok().map(Stored::Sqlite),
            Source::Postgres(row) => row.try_get(index).ok().map(Stored::Postgres),
        };
        stored.map(Cell).ok_or(DbError::Decode {
            column: index,
            expected: "a column",
            found: "no such column".to_owned(),
        })
    }
}

/// A type made from one row. Runs on a database thread: no waiting, no panics.
pub trait FromRow: Sized + Send + 'static {
    /// Reads the columns in the order the query names them.
    fn from_row(row: &Row<'_>) -> Result<Self, DbError>;
}

/// The answer of a query with one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Scalar<T>(pub T);

impl<T: FromValue + Send + 'static> FromRow for Scalar<T> {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        row.get(0).map(Self)
    }
}

/// Tuples take the first columns in order.
macro_rules! tuple_from_row {
    ($($name:ident $index:literal),+) => {
        impl<$($name: FromValue + Send + 'static),+> FromRow for ($($name,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
                Ok(($(row.get::<$name>($index)?,)+))
            }
        }
    };
}

tuple_from_row!(A 0);
tuple_from_row!(A 0, B 1);
tuple_from_row!(A 0, B 1, C 2);
tuple_from_row!(A 0, B 1, C 2, D 3);
tuple_from_row!(A 0, B 1, C 2, D 3, E 4);
tuple_from_row!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple_from_row!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple_from_row!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
