//! Lists of any kind of record, built from its catalogue: conditions, order, keyset pages, capped counts.
//!
//! A kind says in a [`Table`] where its fields lie; the rest is the same for all.

mod conditions;
mod few;
mod many;
mod order;
mod own;
mod pages;
mod totals;
mod walk;
mod written;

use std::future::Future;

use quen_core::Result;
use quen_core::fields::{Catalogue, FieldValue, Record};
use quen_core::kept::Kept;

use crate::Rows;
use crate::db::{DbError, FromRow, Row, Sql, Value};

pub use conditions::Today;
pub(crate) use conditions::{Spot, condition_of};
pub use many::{Changed, Plain, PlainChange, change_plain, ids_after};
pub(crate) use own::Beside;
pub use pages::{list, list_at};
pub use totals::{Totals, can_sum, neighbours_at, totals_at};
pub use walk::{changed_since, outside_bin};
pub(crate) use written::index;
pub use written::{PARTY_OWNER, Written, find, find_many, insert, insert_many, same, update};

/// Rows counted at most; beyond it a list says "more than".
pub const COUNT_CAP: u64 = 5_000;

/// Where a kind of record lies.
pub trait Table {
    /// What comes out.
    type Record: Record + Kept + Send + 'static;
    /// Table name.
    const NAME: &'static str;
    /// Columns in the order of [`Table::read`], each with the alias `t.`.
    const COLUMNS: &'static str;
    /// Column with the owner for the record scope, or how to reach it (with `t.`); `None` when everybody sees all.
    const OWNER: Option<&'static str>;
    /// Does the kind have a bin (`deleted_at`)?
    const BINNED: bool = true;
    /// Does the kind keep a score of its records in a column `quality` (and `quality_due`, when they can grow old)?
    const SCORED: bool = false;
    /// The order of a list that nobody has sorted, as in the API; by id, newest first, when `None`.
    const SORT: Option<&'static str> = None;
    /// Columns (with `t.`) that an index by workspace, themselves and id holds: from a value that few rows have, it leads to them.
    const LED: &'static [&'static str] = &[];
    /// Those of them that are compared with single values, with their index: it tells of one record whether it has the value.
    const PROBED: &'static [(&'static str, &'static str)] = &[];

    /// Reads a record from its [`Table::COLUMNS`].
    ///
    /// # Errors
    /// A column of another type.
    fn read(row: &Row<'_>) -> Result<Self::Record, DbError>;
    /// Appends the record scope.
    fn narrow(rows: &impl Rows, q: &mut Sql) {
        if let Some(owner) = Self::OWNER {
            rows.narrow(q, owner);
        }
    }
    /// Completes records with what does not lie in their row, in one query for all of them.
    fn complete(
        _rows: &impl Rows,
        records: Vec<Self::Record>,
    ) -> impl Future<Output = Result<Vec<Self::Record>>> + Send {
        async move { Ok(records) }
    }
    /// The kind's fields.
    fn catalogue() -> Catalogue;
    /// The id of a record.
    fn id(record: &Self::Record) -> uuid::Uuid {
        record.id()
    }
    /// The stored value that a record is sorted by.
    fn sort_value(record: &Self::Record, field: &str) -> Value {
        sorted_by(record, field)
    }
    /// Appends what finds the record that a file means when it brings one like this: what it is called and whose it is, served
    /// by an index. False when nothing but the id finds it.
    fn push_same(_record: &Self::Record, _q: &mut Sql) -> bool {
        false
    }
    /// Where a field lies; `None` when it cannot be tested or sorted.
    fn place(field: &str) -> Option<Place>;
}

/// A field's value as its column has it, for a list in the order of that field; `NULL` where no list is in such an order.
pub(crate) fn sorted_by(record: &impl Record, field: &str) -> Value {
    match record.get(field) {
        FieldValue::Integer(number) => number.into(),
        FieldValue::Money(money) => money.amount.into(),
        FieldValue::Day(day) => day.into(),
        FieldValue::Instant(at) => at.into(),
        _ => Value::Null,
    }
}

/// How a field is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A plain column.
    Column(&'static str),
    /// Keys of this kind in `party_keys` (several values a record).
    Keys(&'static str),
    /// A JSON list of words in this column.
    Words(&'static str),
    /// Facts that hold of the party: their folded words.
    Known,
    /// Breaches that touched the party: their ids.
    Touched,
}

/// A record of a table, as a row gives it.
pub struct Loaded<T: Table>(pub T::Record);

impl<T: Table + 'static> FromRow for Loaded<T> {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        T::read(row).map(Self)
    }
}

/// The records that a question finds; it asks for [`Table::COLUMNS`].
pub(crate) async fn loaded<T: Table + 'static>(rows: &impl Rows, q: Sql) -> Result<Vec<T::Record>> {
    let found = rows.all::<Loaded<T>>(q).await?;
    Ok(found.into_iter().map(|row| row.0).collect())
}
