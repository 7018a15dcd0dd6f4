//! What every kind of record does alike: list, find, create, change, bin, restore. A kind declares itself as
//! [`Kind`] and adds its own rules; the gate, the version guard, the history and the live news are the same for all.

mod merging;
mod scoring;
mod twins;

use std::future::Future;

use quen_core::error::Problems;
use quen_core::fields::{self, Catalogue, FieldValue, ListQuery, Page, Record};
use quen_core::kept::{Kept, guard};
use quen_core::{Currency, Error, Event, Noun, Permission, Result};
use quen_store::Rows;
use quen_store::records::{Plain, Table, list_at};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::{Ctx, Tx};

pub use merging::{MOST_MOVED, NewMerge, Preview, Told, merged_into, undo_any};
pub use scoring::look_over;
use scoring::mark;
pub use twins::twin;

/// Field values as a door hands them in: name and checked value.
pub type Values = Vec<(String, FieldValue)>;

/// A kind of record.
pub trait Kind: Sized + Send + Sync + 'static {
    /// Its word.
    const NOUN: Noun;
    /// Right to see.
    const READ: Permission;
    /// Right to create and change.
    const WRITE: Permission;
    /// Right to bin and restore.
    const DELETE: Permission;
    /// The record.
    type Record: Record + Kept + Clone + Serialize + DeserializeOwned + Send + Sync;
    /// Where it lies.
    type Table: Table<Record = Self::Record> + Send + Sync;

    /// The kind's fields in this workspace, those it made for itself included.
    fn catalogue(ctx: &Ctx) -> Catalogue {
        ctx.customs.join(Self::Table::catalogue())
    }

    /// The kind's word in addresses.
    fn word(_ctx: &Ctx) -> String {
        Self::NOUN.plural().to_owned()
    }

    /// Narrows a list to what is of the kind, for kinds that lie in one table.
    fn confine(_ctx: &Ctx, _query: &mut ListQuery) {}

    /// Is a record that was found by its id of the kind?
    fn belongs(_ctx: &Ctx, _record: &Self::Record) -> bool {
        true
    }

    /// A record before any field is set.
    fn blank(ctx: &Ctx) -> Self::Record;

    /// Looks one up among the rows the actor reaches, binned ones included.
    fn find(
        rows: &impl Rows,
        id: Uuid,
    ) -> impl Future<Output = Result<Option<Self::Record>>> + Send {
        quen_store::records::find::<Self::Table>(rows, id)
    }

    /// Gives a record that was read what the workspace says of all of them, such as the currency of its amounts.
    fn dress(_ctx: &Ctx, _record: &mut Self::Record) {}

    /// Where a field lies that stands alone, so that a change of many records is one statement for many rows. `None`: such a
    /// change goes record by record.
    fn plain(_field: &str) -> Option<Plain> {
        None
    }

    /// Rules that need other rows or a computed field; runs before a record is written, new or changed.
    fn settle(
        tx: &Tx,
        before: Option<&Self::Record>,
        record: &mut Self::Record,
    ) -> impl Future<Output = Result<()>> + Send;

    /// Writes it, and what follows from it in the same transaction (figures, search, keys).
    fn write(
        tx: &mut Tx,
        before: Option<&Self::Record>,
        record: &Self::Record,
    ) -> impl Future<Output = Result<()>> + Send;

    /// Can two records of the kind turn out to be one? A kind that says no says why; its records are not compared either.
    const MERGES: bool = true;

    /// Makes one of two.
    fn merge(ctx: &Ctx, new: &NewMerge) -> impl Future<Output = Result<Self::Record>> + Send {
        merging::merge::<Self>(ctx, new)
    }

    /// What that would do.
    fn merge_preview(
        ctx: &Ctx,
        new: &NewMerge,
    ) -> impl Future<Output = Result<Preview<Self::Record>>> + Send {
        merging::merge_preview::<Self>(ctx, new)
    }

    /// The merges that a record won, newest first.
    fn merges(ctx: &Ctx, id: Uuid) -> impl Future<Output = Result<Vec<Told>>> + Send {
        merging::merges::<Self>(ctx, id)
    }

    /// Undoes a merge; answers the record that comes back.
    fn undo_merge(ctx: &Ctx, id: Uuid) -> impl Future<Output = Result<Self::Record>> + Send {
        merging::undo_merge::<Self>(ctx, id)
    }
}

/// A page.
///
/// # Errors
/// `forbidden`, a bad cursor or condition.
pub async fn list<K: Kind>(ctx: &Ctx, query: &ListQuery) -> Result<Page<K::Record>> {
    let rows = ctx.read(K::READ)?;
    let mut query = query.clone();
    K::confine(ctx, &mut query);
    let mut page = list_at::<K::Table>(&rows, &K::catalogue(ctx), &query, ctx.list_day()).await?;
    for record in &mut page.rows {
        K::dress(ctx, record);
    }
    Ok(page)
}

/// One record that is not in the bin.
///
/// # Errors
/// `not-found` also for what the actor may not see.
pub async fn find<K: Kind>(ctx: &Ctx, id: Uuid) -> Result<K::Record> {
    let rows = ctx.read(K::READ)?;
    dressed::<K>(ctx, K::find(&rows, id).await?)
        .filter(|record| record.deleted_at().is_none())
        .ok_or(Error::NotFound)
}

fn dressed<K: Kind>(ctx: &Ctx, found: Option<K::Record>) -> Option<K::Record> {
    let mut record = found.filter(|record| K::belongs(ctx, record))?;
    K::dress(ctx, &mut record);
    Some(record)
}

/// A new record.
///
/// # Errors
/// `invalid` with every problem, or a broken rule.
pub async fn create<K: Kind>(ctx: &Ctx, values: Values) -> Result<K::Record> {
    let mut tx = ctx.write(K::WRITE).await?;
    let record = create_in::<K>(&mut tx, values).await?;
    tx.commit().await?;
    Ok(record)
}

/// A new record as part of a larger act.
///
/// # Errors
/// As [`create`].
pub async fn create_in<K: Kind>(tx: &mut Tx, values: Values) -> Result<K::Record> {
    made::<K>(tx, values, true).await
}

/// A record that the product writes by itself beside what somebody did, as part of an act: a mail that went out, the payment that
/// a file of orders tells of. Nobody was asked for it, so it may lack what the workspace requires; its quality shows that.
///
/// # Errors
/// As for [`create_in`], but for `required` at a field of the workspace's own.
pub(crate) async fn note_in<K: Kind>(tx: &mut Tx, values: Values) -> Result<K::Record> {
    made::<K>(tx, values, false).await
}

async fn made<K: Kind>(tx: &mut Tx, values: Values, asked: bool) -> Result<K::Record> {
    let ctx = tx.ctx().clone();
    let catalogue = K::catalogue(&ctx);
    let mut record = K::blank(&ctx);
    K::dress(&ctx, &mut record);
    fields::apply(&mut record, values)?;
    require(&catalogue, None::<&K::Record>, &record)?;
    let none = None::<&K::Record>;
    match asked {
        true => crate::fields::check(tx, &catalogue, none, &record).await?,
        false => crate::fields::check_given(tx, &catalogue, none, &record).await?,
    }
    crate::files::carry(tx, &catalogue, None, &mut record).await?;
    K::settle(tx, None, &mut record).await?;
    crate::fields::work_out(&ctx, &catalogue, &mut record);
    mark(&ctx, &catalogue, &mut record);
    K::write(tx, None, &record).await?;
    tx.record(created::<K>(&catalogue, &record));
    Ok(record)
}

/// The event of a new record.
pub(crate) fn created<K: Kind>(catalogue: &Catalogue, record: &K::Record) -> Event {
    let mut event = Event::new(K::NOUN, "created", record.id()).on(record.party_id());
    for field in catalogue.fields.iter().filter(|field| field.editable) {
        let value = fields::told(catalogue, record, field);
        if !value.is_empty() {
            event = event.changed(&field.name, serde_json::Value::Null, value.to_json());
        }
    }
    event
}

/// The event of a changed record: what differs, before and after.
pub(crate) fn updated<K: Kind>(
    record: &K::Record,
    changed: Vec<(fields::Field, FieldValue, FieldValue)>,
) -> Event {
    let event = Event::new(K::NOUN, "updated", record.id()).on(record.party_id());
    changed.into_iter().fold(event, |event, (field, old, new)| {
        event.changed(&field.name, old.to_json(), new.to_json())
    })
}

/// Changes fields of a record; nothing is written when nothing differs.
///
/// # Errors
/// `stale` when somebody was quicker than `expected`, `invalid`, `not-found`.
pub async fn update<K: Kind>(
    ctx: &Ctx,
    id: Uuid,
    expected: Option<i64>,
    values: Values,
) -> Result<K::Record> {
    let mut tx = ctx.write(K::WRITE).await?;
    let record = update_in::<K>(&mut tx, id, expected, values).await?;
    tx.commit().await?;
    Ok(record)
}

/// Changes fields of a record as part of a larger act.
///
/// # Errors
/// As [`update`].
pub async fn update_in<K: Kind>(
    tx: &mut Tx,
    id: Uuid,
    expected: Option<i64>,
    values: Values,
) -> Result<K::Record> {
    let ctx = tx.ctx().clone();
    let catalogue = K::catalogue(&ctx);
    let before = live::<K>(tx, id).await?;
    guard(&before, expected)?;
    let mut record = before.clone();
    fields::apply(&mut record, values)?;
    require(&catalogue, Some(&before), &record)?;
    crate::fields::check(tx, &catalogue, Some(&before), &record).await?;
    crate::files::carry(tx, &catalogue, Some(&before), &mut record).await?;
    K::settle(tx, Some(&before), &mut record).await?;
    crate::fields::work_out(&ctx, &catalogue, &mut record);
    let changed = fields::changes(&catalogue, &before, &record);
    if changed.is_empty() {
        return Ok(before);
    }
    record.touch(ctx.now);
    mark(&ctx, &catalogue, &mut record);
    K::write(tx, Some(&before), &record).await?;
    tx.record(updated::<K>(&record, changed));
    Ok(record)
}

/// Puts a record in the bin.
///
/// # Errors
/// `not-found`.
pub async fn delete<K: Kind>(ctx: &Ctx, id: Uuid, expected: Option<i64>) -> Result<()> {
    let mut tx = ctx.write(K::DELETE).await?;
    delete_in::<K>(&mut tx, id, expected).await?;
    tx.commit().await
}

/// Puts a record in the bin as part of a larger act.
///
/// # Errors
/// As [`delete`].
pub async fn delete_in<K: Kind>(tx: &mut Tx, id: Uuid, expected: Option<i64>) -> Result<()> {
    let before = live::<K>(tx, id).await?;
    guard(&before, expected)?;
    let now = tx.ctx().now;
    shelve::<K>(tx, before, Some(now), "deleted")
        .await
        .map(drop)
}

/// Takes a record out of the bin.
///
/// # Errors
/// `not-found` when it does not lie there; `merged` for one that was merged into another, which only an undo brings back.
pub async fn restore<K: Kind>(ctx: &Ctx, id: Uuid) -> Result<K::Record> {
    let mut tx = ctx.write(K::DELETE).await?;
    let record = restore_in::<K>(&mut tx, id).await?;
    tx.commit().await?;
    Ok(record)
}

/// Takes a record out of the bin as part of a larger act.
///
/// # Errors
/// As [`restore`].
pub async fn restore_in<K: Kind>(tx: &mut Tx, id: Uuid) -> Result<K::Record> {
    let before = dressed::<K>(tx.ctx(), K::find(&tx.rows, id).await?)
        .filter(|record| record.deleted_at().is_some())
        .ok_or(Error::NotFound)?;
    merging::may_return(tx, id).await?;
    shelve::<K>(tx, before, None, "restored").await
}

async fn shelve<K: Kind>(
    tx: &mut Tx,
    before: K::Record,
    at: Option<chrono::DateTime<chrono::Utc>>,
    verb: &'static str,
) -> Result<K::Record> {
    let mut record = before.clone();
    record.set_deleted_at(at);
    record.touch(tx.ctx().now);
    K::write(tx, Some(&before), &record).await?;
    tx.record(Event::new(K::NOUN, verb, record.id()).on(record.party_id()));
    Ok(record)
}

/// A record that is not in the bin, read within a write.
///
/// # Errors
/// `not-found`.
pub(crate) async fn live<K: Kind>(tx: &Tx, id: Uuid) -> Result<K::Record> {
    dressed::<K>(tx.ctx(), K::find(&tx.rows, id).await?)
        .filter(|record| record.deleted_at().is_none())
        .ok_or(Error::NotFound)
}

/// Every required field has a value. A custom field may have become required after the record was made: then only
/// taking its value away is refused, so that nothing else is held up.
fn require<R: Record>(catalogue: &Catalogue, before: Option<&R>, record: &R) -> Result<()> {
    let mut problems = quen_core::error::Problems::default();
    let missing = |field: &&fields::Field| {
        let was_missing = || before.is_some_and(|before| before.value(field).is_empty());
        field.required && record.value(field).is_empty() && !(field.own.is_some() && was_missing())
    };
    for field in catalogue.fields.iter().filter(missing) {
        problems.push(quen_core::Problem::new(field.name.clone(), "required"));
    }
    problems.finish()
}

/// As [`decode_in`], money without a currency being đồng.
///
/// # Errors
/// As [`decode_in`].
pub fn decode(
    catalogue: &Catalogue,
    object: &serde_json::Map<String, serde_json::Value>,
) -> Result<Values> {
    decode_in(catalogue, object, Currency::default())
}

/// Reads a JSON object of field values as the API sends it; money without a currency is in `currency`. Fields that only the
/// product sets are refused.
///
/// # Errors
/// `invalid` with every problem: `unknown-field`, `read-only`, and what each type says.
pub fn decode_in(
    catalogue: &Catalogue,
    object: &serde_json::Map<String, serde_json::Value>,
    currency: Currency,
) -> Result<Values> {
    let mut problems = quen_core::error::Problems::default();
    let mut values = Values::new();
    for (name, value) in object {
        match (name.as_str(), value) {
            ("custom", serde_json::Value::Object(given)) if catalogue.field(name).is_some() => {
                decode_own(catalogue, given, currency, &mut problems, &mut values);
            }
            _ => decode_one(catalogue, name, value, currency, &mut problems, &mut values),
        }
    }
    problems.finish().map(|()| values)
}

/// One member of an object.
fn decode_one(
    catalogue: &Catalogue,
    name: &str,
    value: &serde_json::Value,
    currency: Currency,
    problems: &mut Problems,
    values: &mut Values,
) {
    match catalogue.field(name) {
        None => problems.push(quen_core::Problem::unknown_field("", name)),
        Some(field) if !field.editable => {
            problems.push(quen_core::Problem::new(field.name.clone(), "read-only"))
        }
        Some(field) => values.extend(
            problems
                .keep(fields::from_json_in(field, value, currency))
                .map(|value| (name.to_owned(), value)),
        ),
    }
}

/// The members of `custom`: those that are declared are checked by their type, others are kept as they are.
fn decode_own(
    catalogue: &Catalogue,
    given: &serde_json::Map<String, serde_json::Value>,
    currency: Currency,
    problems: &mut Problems,
    values: &mut Values,
) {
    let mut rest = serde_json::Map::new();
    for (name, value) in given {
        let full = format!("{}{name}", fields::PREFIX);
        if catalogue.field(&full).is_some() {
            decode_one(catalogue, &full, value, currency, problems, values);
        } else {
            rest.insert(name.clone(), value.clone());
        }
    }
    if !rest.is_empty() {
        let rest = serde_json::Value::Object(rest);
        decode_one(catalogue, "custom", &rest, currency, problems, values);
    }
}

/// As [`decode_form_in`], money being đồng.
///
/// # Errors
/// As [`decode_in`].
pub fn decode_form<'a>(
    catalogue: &Catalogue,
    form: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Values> {
    decode_form_in(catalogue, form, Currency::default())
}

/// Reads form fields as people type them, money in `currency`; empty clears.
///
/// # Errors
/// As [`decode_in`].
pub fn decode_form_in<'a>(
    catalogue: &Catalogue,
    form: impl IntoIterator<Item = (&'a str, &'a str)>,
    currency: Currency,
) -> Result<Values> {
    let mut problems = quen_core::error::Problems::default();
    let mut values = Values::new();
    for (name, text) in form {
        if let Some(field) = catalogue.field(name).filter(|field| field.editable) {
            values.extend(
                problems
                    .keep(fields::from_text_in(field, text, currency))
                    .map(|value| (name.to_owned(), value)),
            );
        }
    }
    problems.finish().map(|()| values)
}
