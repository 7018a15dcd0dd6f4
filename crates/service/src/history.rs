//! What happened to one record, change by change, its place in the bin, and what hangs on it. Read through the record's own
//! gate.

use quen_core::fields::from_json_in;
use quen_core::kept::Kept;
use quen_core::{Error, Result};
use quen_store::{events, hanging as rows};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::Ctx;
use crate::records::{self, Kind};

pub use quen_store::events::EventRow;

/// Changes shown at most.
const SHOWN: i64 = 200;

/// The history of a record, newest first; one in the bin has one too.
///
/// # Errors
/// `not-found` also for what the actor may not see.
pub async fn of_record<K: Kind>(ctx: &Ctx, id: Uuid) -> Result<Vec<EventRow>> {
    let rows = ctx.read(K::READ)?;
    K::find(&rows, id)
        .await?
        .filter(|record| K::belongs(ctx, record))
        .ok_or(Error::NotFound)?;
    events::of_record(&rows, id, SHOWN).await
}

/// A record that lies in the bin.
///
/// # Errors
/// `not-found` for one that does not, or that the actor may not see.
pub async fn binned<K: Kind>(ctx: &Ctx, id: Uuid) -> Result<K::Record> {
    let rows = ctx.read(K::READ)?;
    let found = K::find(&rows, id).await?;
    found
        .filter(|record| record.deleted_at().is_some() && K::belongs(ctx, record))
        .ok_or(Error::NotFound)
}

/// Gives a field the value it had before (or after) a change.
///
/// # Errors
/// `not-found` when the change is not of this record and field; `read-only` for what the product sets; `stale` when somebody was quicker than `expected`.
pub async fn put_back<K: Kind>(
    ctx: &Ctx,
    id: Uuid,
    change: Uuid,
    field: &str,
    expected: Option<i64>,
) -> Result<K::Record> {
    let history = of_record::<K>(ctx, id).await?;
    let event = history.into_iter().find(|event| event.id == change);
    let event = event.ok_or(Error::NotFound)?;
    let before = event.personal.get(field).and_then(|both| both.get(0));
    let before = before.cloned().ok_or(Error::NotFound)?;
    let catalogue = K::catalogue(ctx);
    let known = catalogue.require(field)?;
    if !known.editable {
        return Err(Error::invalid(field.to_owned(), "read-only"));
    }
    let value = match before {
        Value::Null => quen_core::fields::FieldValue::Empty,
        json => from_json_in(known, &json, ctx.settings.currency)?,
    };
    records::update::<K>(ctx, id, expected, vec![(field.to_owned(), value)]).await
}

/// Which change of which field: `{"change": "…", "field": "…"}`.
///
/// # Errors
/// `bad-reference` at `change`, `required` at `field`.
pub fn reversal(sent: &Map<String, Value>) -> Result<(Uuid, String)> {
    let text = |name: &str| sent.get(name).and_then(Value::as_str);
    let change = text("change").and_then(|text| text.parse().ok());
    let change = change.ok_or_else(|| Error::invalid("change", "bad-reference"))?;
    let field = text("field").filter(|field| !field.is_empty());
    let field = field.ok_or_else(|| Error::invalid("field", "required"))?;
    Ok((change, field.to_owned()))
}

/// What hangs on a record, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hanging {
    /// Plural word of what hangs on it: of a kind of record, or of rows such as `refunds`.
    pub word: String,
    /// How many.
    pub count: i64,
}

/// What hangs on a record that is not in the bin, by kind; nothing that lies in the bin is counted. Records whose custom field
/// refers to it hang on it as well.
///
/// # Errors
/// `not-found` also for what the actor may not see.
pub async fn hanging<K: Kind>(ctx: &Ctx, id: Uuid) -> Result<Vec<Hanging>> {
    let record = records::find::<K>(ctx, id).await?;
    let rows_of = ctx.read(K::READ)?;
    let mut all: Vec<Hanging> = Vec::new();
    let mut add = |word: &str, count: i64| match all.iter_mut().find(|one| one.word == word) {
        Some(one) => one.count += count,
        None if count > 0 => all.push(Hanging {
            word: word.to_owned(),
            count,
        }),
        None => {}
    };
    for (table, count) in rows::of(&rows_of, K::NOUN, id, record.party_id()).await? {
        add(table, count);
    }
    let word = K::word(ctx);
    for (of, field) in ctx.customs.referring(K::NOUN, &word) {
        if let Some(own) = &field.own {
            add(of, rows::referring(&rows_of, own.id, id).await?);
        }
    }
    Ok(all)
}
