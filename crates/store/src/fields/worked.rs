//! Values that the product works out are written with the record: formulas from the record in hand, roll-ups as they
//! stand, whatever somebody read before.

use std::borrow::Cow;

use quen_core::fields::formula::{House, work_out};
use quen_core::fields::{Computed, Field, FieldType, FieldValue, Record, put, rollup_of};
use quen_core::kept::Kept;
use quen_core::{Money, Noun, Result};
use serde_json::{Map, Value};

use super::catalogue_of;
use crate::db::{DbError, FromRow, Row, sql};
use crate::records::Table;
use crate::{Rows, Writing};

/// The record with its formulas worked out; the same one when there are none.
pub(crate) fn worked_out<'a, R: Record + Clone>(
    tx: &Writing,
    noun: Noun,
    record: &'a R,
) -> Cow<'a, R> {
    let fields = super::of(tx, noun, record);
    let has = fields.iter().any(|field| {
        let own = field.own.as_ref();
        own.is_some_and(|own| matches!(own.computed, Some(Computed::Formula(_))))
    });
    let catalogue = has.then(|| catalogue_of(noun.plural())).flatten();
    let Some(mut catalogue) = catalogue else {
        return Cow::Borrowed(record);
    };
    catalogue.fields.extend(fields.iter().cloned());
    let mut worked = record.clone();
    let house = House {
        currency: tx.house().currency,
        today: tx.house().today.day,
        zone: tx.house().today.zone,
    };
    if work_out(&catalogue, &mut worked, house) {
        Cow::Owned(worked)
    } else {
        Cow::Borrowed(record)
    }
}

/// A new record as it must be written: nothing names it yet, so its counts and sums are zero.
pub(crate) fn begun<'a, R: Record + Clone>(tx: &Writing, noun: Noun, record: &'a R) -> Cow<'a, R> {
    let fields = super::of(tx, noun, record).iter();
    let empty = |field: &&Field| record.value(field).is_empty();
    let zeros: Vec<(&Field, FieldValue)> = fields
        .filter(empty)
        .filter_map(|field| Some((field, nothing(tx, field)?)))
        .collect();
    if zeros.is_empty() {
        return worked_out(tx, noun, record);
    }
    let mut now = record.clone();
    for (field, zero) in zeros {
        // A kind without custom values has no roll-ups.
        let _ = put(&mut now, &field.name, zero);
    }
    Cow::Owned(worked_out(tx, noun, &now).into_owned())
}

/// What a roll-up over nothing comes to; `None` where that is no value at all.
fn nothing(tx: &Writing, field: &Field) -> Option<FieldValue> {
    let rollup = rollup_of(field)?;
    match (rollup.function.as_str(), &field.kind) {
        ("count", _) | ("sum", FieldType::Integer | FieldType::Percent) => {
            Some(FieldValue::Integer(0))
        }
        ("sum", FieldType::Decimal) => Some(FieldValue::Decimal(0.into())),
        ("sum", FieldType::Money) => {
            let zero = Money::new(0, tx.house().currency);
            Some(FieldValue::Money(zero))
        }
        _ => None,
    }
}

/// The record as it must be written: with the roll-ups that stand now, its row being held, and its formulas.
///
/// # Errors
/// A broken database.
pub(crate) async fn completed<'a, T: Table>(
    tx: &Writing,
    noun: Noun,
    record: &'a T::Record,
) -> Result<Cow<'a, T::Record>>
where
    T::Record: Record + Kept + Clone,
{
    let names: Vec<&str> = super::of(tx, noun, record)
        .iter()
        .filter(|field| rollup_of(field).is_some())
        .filter_map(|field| quen_core::fields::own_name(&field.name))
        .collect();
    if names.is_empty() {
        return Ok(worked_out(tx, noun, record));
    }
    super::hold::<T>(tx, &[record.id()]).await?;
    let q = sql(format!(
        "SELECT custom FROM {} WHERE workspace_id = $1 AND id = $2",
        T::NAME
    ));
    let stored: Option<Stored> = tx
        .optional(q.bind(tx.workspace()).bind(record.id()))
        .await?;
    let stored = stored.map(|stored| stored.0).unwrap_or_default();
    let mut now = record.clone();
    if let Some(custom) = now.custom_mut() {
        for name in names {
            match stored.get(name) {
                Some(value) => custom.insert(name.to_owned(), value.clone()),
                None => custom.remove(name),
            };
        }
    }
    Ok(Cow::Owned(worked_out(tx, noun, &now).into_owned()))
}

/// The custom values of a row.
struct Stored(Map<String, Value>);

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        row.json(0).map(Self)
    }
}
