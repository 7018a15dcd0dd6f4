//! Taking a change of many back: each record's own event says what stood there before. What somebody has changed since, or
//! what erasure has blanked, is left alone and told.

use quen_core::bulks::Bulk;
use quen_core::fields::{Record, from_json_in};
use quen_core::{Error, Result};
use quen_store::bulks as rows;
use quen_store::events::EventRow;
use serde_json::Value;
use uuid::Uuid;

use super::pieces::{Step, one_by_one};
use crate::records::{self, Kind, Values, live};
use crate::{Ctx, Tx};

/// Events taken back in one transaction.
const FEW: i64 = 20;

/// Takes the next records back.
pub(super) async fn piece<K: Kind>(ctx: &Ctx, bulk: Bulk, of: Uuid) -> Result<Bulk> {
    let after: Uuid = match bulk.cursor.as_deref() {
        None => Uuid::nil(),
        Some(text) => text
            .parse()
            .map_err(|_| Error::invalid("cursor", "bad-cursor"))?,
    };
    let rows_of = ctx.read(K::READ)?;
    let found = rows::events_of(&rows_of, of, after, FEW).await?;
    let full = i64::try_from(found.len()).is_ok_and(|count| count == FEW);
    let cursor = found
        .last()
        .filter(|_| full)
        .map(|last| last.id.to_string());
    let steps = found
        .into_iter()
        .filter(|event| event.noun == K::NOUN.plural())
        .filter(|event| matches!(event.verb.as_str(), "updated" | "deleted"))
        .map(|event| Step::TakeBack(Box::new(event)));
    one_by_one::<K>(ctx, K::WRITE, bulk, steps.collect(), cursor).await
}

/// Takes back what one event did.
pub(super) async fn take_back<K: Kind>(tx: &mut Tx, event: &EventRow) -> Result<()> {
    if event.verb == "deleted" {
        tx.ctx().actor.may(K::DELETE)?;
        return records::restore_in::<K>(tx, event.record_id)
            .await
            .map(drop);
    }
    let record = live::<K>(tx, event.record_id).await?;
    let values = before::<K>(tx.ctx(), &record, &event.personal)?;
    records::update_in::<K>(tx, event.record_id, None, values)
        .await
        .map(drop)
}

/// What stood there, of each field that still holds what the change put there.
fn before<K: Kind>(ctx: &Ctx, record: &K::Record, changes: &Value) -> Result<Values> {
    let changes = changes.as_object().filter(|changes| !changes.is_empty());
    let changes = changes.ok_or_else(|| Error::conflict("changed-since"))?;
    let catalogue = K::catalogue(ctx);
    let mut values = Values::new();
    for (name, pair) in changes {
        let (Some(old), Some(new)) = (pair.get(0), pair.get(1)) else {
            return Err(Error::conflict("changed-since"));
        };
        if record.value(catalogue.require(name)?).to_json() != *new {
            return Err(Error::conflict("changed-since"));
        }
        let field = catalogue.require(name)?;
        values.push((
            name.clone(),
            from_json_in(field, old, ctx.settings.currency)?,
        ));
    }
    Ok(values)
}
