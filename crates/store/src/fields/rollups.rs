//! Roll-ups: figures of a record over the records that name it. They are taken anew in the transaction of each write of such a
//! record, always from the records themselves, so that they equal a rebuild; the row of the record they stand on is held
//! meanwhile, so that two writes follow each other. A record that very many name is left to a worker ([`super::due`]).

use quen_core::fields::{
    Field, FieldValue, Record, joined_of, own_name, owner_of, put, relation_of, rollup_of,
};
use quen_core::kept::Kept;
use quen_core::{Error, Result};
use uuid::Uuid;

use super::figures::Over;
use super::follow::{named_by, renew_all};
use super::tables::table_of;
use super::{due, hold, keep, worked_out};
use crate::db::{Value, sql};
use crate::records::{Loaded, Table};
use crate::rows::House;
use crate::{Rows, Writing};

/// Roll-ups that follow from roll-ups that follow from roll-ups: so many at most.
pub(super) const DEEPEST: u8 = 8;

/// What is to be taken anew.
#[derive(Clone, Copy)]
pub(crate) struct Anew<'a> {
    /// Word of the kind of the record.
    pub word: &'a str,
    /// The record that the roll-ups stand on.
    pub id: Uuid,
    /// Only those over this kind.
    pub only: Option<&'a str>,
    /// Figures that were taken before, by the name of their field: nothing is counted.
    pub known: Option<&'a [(String, FieldValue)]>,
    /// How many more may follow from it.
    pub depth: u8,
}

/// Takes the roll-ups of a record anew, all or those over one kind, then the formulas that take them, then what follows from
/// them elsewhere.
///
/// # Errors
/// A broken database.
pub async fn renew(tx: &Writing, word: &str, id: Uuid, only: Option<&str>) -> Result<()> {
    let anew = Anew {
        word,
        id,
        only,
        known: None,
        depth: DEEPEST,
    };
    match table_of(word).and_then(|table| table.renew) {
        Some(renew) => renew(tx, anew).await,
        None => Ok(()),
    }
}

/// As [`renew`], of a record of this table.
pub(super) async fn renew_in<T: Table + 'static>(tx: &Writing, anew: Anew<'_>) -> Result<()>
where
    T::Record: Record + Kept + Clone + Sync,
{
    hold::<T>(tx, &[anew.id]).await?;
    let q = sql(format!(
        "SELECT {} FROM {} t WHERE t.workspace_id = $1 AND t.id = $2",
        T::COLUMNS,
        T::NAME
    ));
    let found: Option<Loaded<T>> = tx.optional(q.bind(tx.workspace()).bind(anew.id)).await?;
    let Some(Loaded(before)) = found else {
        return Ok(());
    };
    let mut record = before.clone();
    match anew.known {
        Some(known) => {
            for (name, value) in known {
                put(&mut record, name, value.clone()).map_err(Error::from)?;
            }
        }
        None => take(tx, anew, &mut record).await?,
    }
    let noun = T::catalogue().noun;
    let record = worked_out(tx, noun, &record).into_owned();
    let same = record.custom() == before.custom();
    if same && anew.only.is_some() {
        return Ok(());
    }
    write::<T>(tx, &before, &record, anew.depth).await?;
    keep(tx, noun, &record).await
}

/// Writes what was worked out of a record, and takes anew what follows from it elsewhere. Its row is held by the caller.
///
/// # Errors
/// A broken database.
pub(super) async fn write<T: Table>(
    tx: &Writing,
    before: &T::Record,
    record: &T::Record,
    depth: u8,
) -> Result<()>
where
    T::Record: Record + Kept,
{
    let Some(custom) = record.custom().filter(|now| before.custom() != Some(*now)) else {
        return Ok(());
    };
    let q = sql(format!(
        "UPDATE {} SET custom = $3 WHERE workspace_id = $1 AND id = $2",
        T::NAME
    ));
    let q = q.bind(tx.workspace()).bind(record.id());
    tx.execute(q.bind(Value::json(custom))).await?;
    let noun = T::catalogue().noun;
    let word = record.word().unwrap_or(noun.plural());
    let named = named_by(tx, word, record);
    if named.is_empty() || depth == 0 {
        return Ok(());
    }
    // What is counted reads the values of the record from their index.
    keep(tx, noun, record).await?;
    renew_all(tx, word, named, depth - 1).await
}

/// Takes the figures of a record as they stand now.
///
/// # Errors
/// A broken database.
pub(super) async fn take(
    tx: &Writing,
    anew: Anew<'_>,
    record: &mut (impl Record + Kept),
) -> Result<()> {
    let mut late = false;
    for field in rolled(tx.house(), anew.word, anew.only) {
        let Some(over) = over(tx, tx.house(), anew.word, field, anew.id) else {
            put(record, &field.name, FieldValue::Empty).map_err(Error::from)?;
            continue;
        };
        if over.is_long().await? {
            late = true;
            continue;
        }
        put(record, &field.name, over.taken().await?).map_err(Error::from)?;
    }
    if late {
        due::note(tx, anew.word, anew.id).await?;
    }
    Ok(())
}

/// The figures of a record as they stand, by the name of their field, however many records they are over.
///
/// # Errors
/// A broken database.
pub async fn figures(
    rows: &impl Rows,
    house: &House,
    word: &str,
    id: Uuid,
) -> Result<Vec<(String, FieldValue)>> {
    let mut found = Vec::new();
    for field in rolled(house, word, None) {
        let value = match over(rows, house, word, field, id) {
            Some(over) => over.taken().await?,
            None => FieldValue::Empty,
        };
        found.push((field.name.to_string(), value));
    }
    Ok(found)
}

/// The roll-ups of a kind, all or those over one kind.
fn rolled<'a>(
    house: &'a House,
    word: &str,
    only: Option<&'a str>,
) -> impl Iterator<Item = &'a Field> {
    let fields = house.customs.of_word(word).iter();
    fields.filter(move |field| {
        rollup_of(field).is_some_and(|rollup| only.is_none_or(|word| word == rollup.of))
    })
}

/// What a roll-up is taken over; `None` when there is no such relation any more.
fn over<'a, R: Rows>(
    rows: &'a R,
    house: &'a House,
    word: &str,
    field: &'a Field,
    id: Uuid,
) -> Option<Over<'a, R>> {
    let rollup = rollup_of(field)?;
    let relation = relation_of(&house.customs, word, rollup)?;
    let via = match own_name(&relation.via) {
        Some(_) => Some(
            house
                .customs
                .of_word(owner_of(&relation.of))
                .iter()
                .find(|own| own.name == relation.via)?
                .own
                .as_ref()?
                .id,
        ),
        None => None,
    };
    Some(Over {
        rows,
        house,
        field,
        rollup,
        catalogue: joined_of(&house.customs, &rollup.of)?,
        table: table_of(&rollup.of)?,
        named_by: relation.via,
        own: via,
        id,
    })
}
