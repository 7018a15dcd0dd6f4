//! What happened to one record, change by change, and its place in the bin. Read through the record's own gate.

use quen_core::fields::from_json_in;
use quen_core::kept::Kept;
use quen_core::{Error, Result};
use quen_store::events;
use serde_json::Value;
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
/// `not-found` when the change is not of this record and field; `stale` when somebody was quicker than `expected`.
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
    let value = match before {
        Value::Null => quen_core::fields::FieldValue::Empty,
        json => from_json_in(known, &json, ctx.settings.currency)?,
    };
    records::update::<K>(ctx, id, expected, vec![(field.to_owned(), value)]).await
}
