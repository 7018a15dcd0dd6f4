//! The score of a record that is about to be written, and the look that makes an old one fresh.

use quen_core::fields::{Catalogue, FieldValue, Moment, Record};
use quen_core::kept::{Kept, guard};
use quen_core::quality::{appraise, can_age};
use quen_core::{Error, Event, Noun, Result};
use uuid::Uuid;

use super::{Kind, live};
use crate::Ctx;

/// Somebody looked at a record and found it still right: nothing differs but the day it was last looked at.
///
/// # Errors
/// `no-remedy` at `fault` for a kind whose records do not grow old, `stale` when somebody was quicker than `expected`, `not-found`.
pub async fn look_over<K: Kind>(ctx: &Ctx, id: Uuid, expected: Option<i64>) -> Result<K::Record> {
    if !can_age(K::NOUN) {
        return Err(Error::invalid("fault", "no-remedy"));
    }
    let mut tx = ctx.write(K::WRITE).await?;
    let before = live::<K>(&tx, id).await?;
    guard(&before, expected)?;
    let mut record = before.clone();
    K::settle(&tx, Some(&before), &mut record).await?;
    record.touch(ctx.now);
    mark(ctx, &K::catalogue(ctx), &mut record);
    K::write(&mut tx, Some(&before), &record).await?;
    tx.record(Event::new(K::NOUN, "looked_over", record.id()).on(record.party_id()));
    tx.commit().await?;
    Ok(record)
}

/// Gives a record that is about to be written the score that the store keeps with it.
pub(super) fn mark(ctx: &Ctx, catalogue: &Catalogue, record: &mut impl Record) {
    if catalogue.noun == Noun::Parties || catalogue.field("quality").is_none() {
        return;
    }
    let moment = Moment {
        today: ctx.today(),
        zone: ctx.settings.zone(),
    };
    let score = appraise(catalogue, record, moment).score;
    // Every kind with the field takes it.
    let _taken = record.set("quality", FieldValue::Integer(score));
}
