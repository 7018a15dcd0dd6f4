//! Finding and writing one record of any kind that lies in one row. A write says which version it was made from: when
//! somebody was quicker, nothing is written.

use quen_core::fields::Record;
use quen_core::kept::Kept;
use quen_core::{Error, Noun, Result};
use uuid::Uuid;

use super::{Table, loaded};
use crate::db::{Value, sql};
use crate::dialect::search;
use crate::{Rows, Writing, fields, quality};

/// The owner of the party that a record hangs on, for the record scope of kinds without an owner of their own.
pub const PARTY_OWNER: &str = "(SELECT reached.owner_id FROM parties reached WHERE reached.workspace_id = t.workspace_id AND reached.id = t.party_id)";

/// A kind that is written as one row with a search document.
pub trait Written: Table<Record: Kept + Record + Clone + Sync> {
    /// The kind's word in the search index.
    const NOUN: Noun;
    /// Columns beside `workspace_id`, `id`, `version` and `deleted_at`, in the order of [`Written::values`].
    const WRITTEN: &'static [&'static str];
    /// What stands in them.
    fn values(record: &Self::Record) -> Vec<Value>;
    /// Its words; none for a kind that is not searched.
    fn search_text(record: &Self::Record) -> Option<String>;
}

/// One record the actor may see, in the bin or not.
///
/// # Errors
/// A broken database.
pub async fn find<T: Table + 'static>(rows: &impl Rows, id: Uuid) -> Result<Option<T::Record>> {
    Ok(find_many::<T>(rows, &[id]).await?.pop())
}

/// Several records the actor may see, in any order.
///
/// # Errors
/// A broken database.
pub async fn find_many<T: Table + 'static>(
    rows: &impl Rows,
    ids: &[Uuid],
) -> Result<Vec<T::Record>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = sql(format!(
        "SELECT {} FROM {} t WHERE t.workspace_id = $1",
        T::COLUMNS,
        T::NAME
    ))
    .bind(rows.workspace());
    match ids {
        [one] => q.push(" AND t.id = ").push_bind(*one),
        many => q.push(" AND t.id IN ").push_list(many.iter().copied()),
    };
    T::narrow(rows, &mut q);
    T::complete(rows, loaded::<T>(rows, q).await?).await
}

/// The record outside the bin that is called and belongs as this one does, the oldest of several.
///
/// # Errors
/// A broken database.
pub async fn same<T: Table + 'static>(
    rows: &impl Rows,
    record: &T::Record,
) -> Result<Option<Uuid>> {
    let mut q = sql(format!(
        "SELECT t.id FROM {} t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL",
        T::NAME
    ))
    .bind(rows.workspace());
    if !T::push_same(record, &mut q) {
        return Ok(None);
    }
    T::narrow(rows, &mut q);
    q.push(" ORDER BY t.id LIMIT 1");
    let found: Option<(Uuid,)> = rows.optional(q).await?;
    Ok(found.map(|(id,)| id))
}

/// Writes a new record.
///
/// # Errors
/// `constraint` when a unique key is taken.
pub async fn insert<T: Written>(tx: &Writing, record: &T::Record) -> Result<()> {
    let worked = fields::begun(tx, T::NOUN, record);
    let record = worked.as_ref();
    let mut q = sql(inserting::<T>());
    q.push_row(row::<T>(tx, record));
    tx.execute(q).await?;
    index::<T>(tx, record).await?;
    let named = fields::named_by(tx, word::<T>(record), record);
    fields::follow(tx, word::<T>(record), named).await
}

/// The beginning of a statement that writes new records.
fn inserting<T: Written>() -> String {
    let mut columns = T::WRITTEN.to_vec();
    columns.extend(quality::columns::<T>(T::NOUN));
    format!(
        "INSERT INTO {} (workspace_id, id, version, deleted_at, {}) VALUES ",
        T::NAME,
        columns.join(", ")
    )
}

/// A record as its row, in the order of [`inserting`].
fn row<T: Written>(tx: &Writing, record: &T::Record) -> impl Iterator<Item = Value> {
    let kept = [
        Value::from(tx.workspace()),
        record.id().into(),
        record.version().into(),
        record.deleted_at().into(),
    ];
    let score = quality::scored::<T>(tx, T::NOUN, record);
    kept.into_iter()
        .chain(T::values(record))
        .chain(score.into_iter().map(|(_, value)| value))
}

/// Records in one statement.
const TOGETHER: usize = 100;

/// Writes many new records with their documents and the values of their custom fields. Formulas and what follows from a record
/// on those that it names are left to whoever calls it.
///
/// # Errors
/// `constraint` when a unique key is taken.
pub async fn insert_many<T: Written>(tx: &Writing, records: &[T::Record]) -> Result<()> {
    for some in records.chunks(TOGETHER) {
        let mut q = sql(inserting::<T>());
        for (place, record) in some.iter().enumerate() {
            q.push(if place == 0 { "" } else { ", " });
            q.push_row(row::<T>(tx, record));
        }
        tx.execute(q).await?;
        fields::keep_many(tx, T::NOUN, some).await?;
    }
    let documents = records.iter().filter_map(|record| {
        let text = T::search_text(record)? + &fields::text_of(tx, T::NOUN, record);
        Some((record.id(), text))
    });
    search::put_new(tx, T::NOUN, documents.collect()).await
}

/// Writes a changed record whose version was raised by one.
///
/// # Errors
/// `stale` when the stored version is not the one before.
pub async fn update<T: Written>(tx: &Writing, record: &T::Record) -> Result<()> {
    let mut named = fields::named_before(tx, word::<T>(record), record.id()).await?;
    let completed = fields::completed::<T>(tx, T::NOUN, record).await?;
    let record = completed.as_ref();
    let mut q = sql(format!(
        "UPDATE {} SET version = $1, deleted_at = $2",
        T::NAME
    ))
    .bind(record.version())
    .bind(record.deleted_at());
    for (column, value) in T::WRITTEN.iter().zip(T::values(record)) {
        q.push(", ").push(column).push(" = ").push_bind(value);
    }
    for (column, value) in quality::scored::<T>(tx, T::NOUN, record) {
        q.push(", ").push(column).push(" = ").push_bind(value);
    }
    q.push(" WHERE workspace_id = ").push_bind(tx.workspace());
    q.push(" AND id = ").push_bind(record.id());
    q.push(" AND version = ").push_bind(record.version() - 1);
    if tx.execute(q).await? == 0 {
        return Err(Error::Stale {
            current: record.version(),
        });
    }
    index::<T>(tx, record).await?;
    named.extend(fields::named_by(tx, word::<T>(record), record));
    fields::follow(tx, word::<T>(record), named).await
}

/// The word of a record's kind.
fn word<T: Written>(record: &T::Record) -> &str {
    record.word().unwrap_or(T::NOUN.plural())
}

/// Writes what stands beside a record: the indexed values of its own fields, and its words for the search; of one in the bin, nothing.
///
/// # Errors
/// A broken database.
pub(crate) async fn index<T: Written>(tx: &Writing, record: &T::Record) -> Result<()> {
    fields::keep(tx, T::NOUN, record).await?;
    match T::search_text(record) {
        Some(_) if record.deleted_at().is_some() => search::remove(tx, record.id()).await,
        Some(text) => {
            let text = text + &fields::text_of(tx, T::NOUN, record);
            search::put(tx, T::NOUN, record.id(), &text).await
        }
        None => Ok(()),
    }
}
