//! Many records of one kind at a time, in the order of their ids: which ones a list matches, and one plain column of all of
//! them set by one statement. It writes no event; whoever calls it does, in the same transaction.

use chrono::{DateTime, Utc};
use quen_core::fields::{Catalogue, FieldType, FieldValue, ListQuery};
use quen_core::quality::can_age;
use quen_core::{Error, Noun, Result};
use uuid::Uuid;

use super::Table;
use super::conditions::{Today, bound};
use super::pages::{builder_of, push_where};
use crate::db::record::Record;
use crate::db::{Sql, Value, sql};
use crate::migrations::tables::{Column, ColumnKind};
use crate::{Rows, Writing};

/// A field that stands alone: one column, nothing follows from it, and what may stand in it does not depend on the rest of
/// the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plain {
    /// Its column.
    pub column: &'static str,
    /// Where the row's party stands, with `t.`; none for a kind that belongs to no party.
    pub party: Option<&'static str>,
}

/// A record that got another value.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// The record.
    pub id: Uuid,
    /// The party it belongs to.
    pub party_id: Option<Uuid>,
    /// What stood there.
    pub before: FieldValue,
}

/// The ids that a list matches behind `after`, smallest first; its order, cursor and words do not count.
///
/// # Errors
/// A bad condition or a broken database.
pub async fn ids_after<T: Table + 'static>(
    rows: &impl Rows,
    catalogue: &Catalogue,
    query: &ListQuery,
    today: Today,
    (after, limit): (Uuid, i64),
) -> Result<Vec<Uuid>> {
    let builder = builder_of::<T>(rows, catalogue, query, today).await?;
    let mut q = sql(format!("SELECT t.id FROM {} t", T::NAME));
    push_where::<T>(&mut q, rows, &builder, query)?;
    q.push(" AND t.id > ").push_bind(after);
    q.push(" ORDER BY t.id LIMIT ").push_bind(limit);
    let found: Vec<(Uuid,)> = rows.all(q).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Sets a plain field of the next records that a list matches. Answers the last id looked at (none at the end) and the
/// records that differ now; those that held the value already are left alone.
///
/// # Errors
/// A bad condition or a broken database.
pub async fn change_plain<T: Table + 'static>(
    tx: &Writing,
    catalogue: &Catalogue,
    query: &ListQuery,
    today: Today,
    change: &PlainChange<'_>,
) -> Result<(Vec<Uuid>, Vec<Changed>)> {
    let builder = builder_of::<T>(tx, catalogue, query, today).await?;
    let field = catalogue.require(change.field)?;
    let kind = stored_as(&field.kind)?;
    let party = change.plain.party.unwrap_or("t.id");
    let mut q = sql(format!(
        "SELECT t.id, {party}, t.{} FROM {} t",
        change.plain.column,
        T::NAME
    ));
    push_where::<T>(&mut q, tx, &builder, query)?;
    q.push(" AND t.id > ").push_bind(change.after);
    q.push(" ORDER BY t.id LIMIT ").push_bind(change.limit);
    q.push(builder.dialect.locks());
    let columns = [ColumnKind::Uuid, ColumnKind::Uuid, kind].map(|kind| Column {
        name: String::new(),
        kind,
    });
    let mut seen = Vec::new();
    let mut changed = Vec::new();
    for row in tx.all::<Record>(q).await? {
        let Ok([Value::Uuid(id), party, before]) = <[Value; 3]>::try_from(row.values(&columns)?)
        else {
            return Err(Error::Internal("a row without an id".to_owned()));
        };
        seen.push(id);
        let before = read(&field.kind, before);
        if before != *change.value {
            let party_id = match party {
                Value::Uuid(party) if change.plain.party.is_some() => Some(party),
                _ => None,
            };
            changed.push(Changed {
                id,
                party_id,
                before,
            });
        }
    }
    if !changed.is_empty() {
        write::<T>(tx, change, &changed).await?;
    }
    Ok((seen, changed))
}

/// What [`change_plain`] is to do.
#[derive(Debug, Clone, Copy)]
pub struct PlainChange<'a> {
    /// The field.
    pub field: &'a str,
    /// Where it lies.
    pub plain: Plain,
    /// What it gets.
    pub value: &'a FieldValue,
    /// Behind this record.
    pub after: Uuid,
    /// Records at most.
    pub limit: i64,
    /// The instant of the change.
    pub now: DateTime<Utc>,
}

async fn write<T: Table + 'static>(
    tx: &Writing,
    change: &PlainChange<'_>,
    changed: &[Changed],
) -> Result<()> {
    let value = match change.value {
        FieldValue::Empty => Value::Null,
        value => bound(value),
    };
    let mut q = sql(format!(
        "UPDATE {} SET version = version + 1, {} = ",
        T::NAME,
        change.plain.column
    ));
    q.push_bind(value);
    q.push(", updated_at = ").push_bind(change.now);
    push_score::<T>(&mut q, change, changed);
    q.push(" WHERE workspace_id = ").push_bind(tx.workspace());
    q.push(" AND id IN ")
        .push_list(changed.iter().map(|row| row.id));
    tx.execute(q).await.map(drop)
}

/// What was empty and is not any more, or the other way round, has another score: it is looked at anew. So is what had grown old.
fn push_score<T: Table>(q: &mut Sql, change: &PlainChange<'_>, changed: &[Changed]) {
    let noun = T::catalogue().noun;
    if !(T::SCORED || noun == Noun::Parties) {
        return;
    }
    let filled = |row: &Changed| row.before.is_empty() != change.value.is_empty();
    if changed.iter().any(filled) {
        q.push(", quality = NULL");
    } else if can_age(noun) {
        q.push(", quality = CASE WHEN quality_due IS NULL THEN NULL ELSE quality END");
    }
}

fn stored_as(kind: &FieldType) -> Result<ColumnKind> {
    use FieldType as T;
    Ok(match kind {
        T::Text { .. } | T::Choice(_) => ColumnKind::Text,
        T::Integer | T::Percent => ColumnKind::Int,
        T::Day => ColumnKind::Day,
        T::Bool => ColumnKind::Bool,
        T::User | T::Reference(_) => ColumnKind::Uuid,
        _ => return Err(Error::Internal("not a plain field".to_owned())),
    })
}

fn read(kind: &FieldType, value: Value) -> FieldValue {
    match value {
        Value::Text(text) => FieldValue::text(Some(&text)),
        Value::Int(number) => FieldValue::Integer(number),
        Value::Day(day) => FieldValue::Day(day),
        Value::Bool(yes) => FieldValue::Bool(yes),
        Value::Uuid(id) => FieldValue::Id(id),
        _ => {
            debug_assert!(value == Value::Null, "{kind:?} holds {value:?}");
            FieldValue::Empty
        }
    }
}
