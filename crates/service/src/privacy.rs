//! What people ask about their data, and what is done: clocks, a copy, erasure, the inventory, breaches.

mod breaches;
mod copy;
mod erasing;
pub mod impact;

use chrono::NaiveDate;
use quen_core::fields::{Catalogue, Field, PersonalData};
use quen_core::privacy as rules;
use quen_core::{Error, Event, Noun, Permission, Result};
use quen_store::privacy as rows;
use uuid::Uuid;

use crate::{Ctx, Tx};

pub use breaches::{
    NAME, affect, breach, breaches, name_on, notified, of_touched, report, spare, standing,
};
pub use copy::{copy, kept};
pub(crate) use copy::{of_party as copy_of, taken};
pub use erasing::erase;
pub use quen_core::privacy::{BREACHES, Breach, KINDS, Request, Standing};

/// A request as it comes in.
#[derive(Debug, Clone, Default)]
pub struct NewRequest {
    /// Who asks, when known.
    pub party_id: Option<Uuid>,
    /// What.
    pub kind: String,
    /// Where it came from.
    pub source: String,
    /// What was said.
    pub note: Option<String>,
    /// The day it came; today when not said.
    pub received_on: Option<NaiveDate>,
}

/// Requests, the most pressing first.
///
/// # Errors
/// `forbidden`.
pub async fn list(ctx: &Ctx) -> Result<Vec<Request>> {
    rows::list(&ctx.read(Permission::PrivacyManage)?).await
}

/// One request.
///
/// # Errors
/// `not-found`.
pub async fn find(ctx: &Ctx, id: Uuid) -> Result<Request> {
    rows::find(&ctx.read(Permission::PrivacyManage)?, id)
        .await?
        .ok_or(Error::NotFound)
}

/// Writes a request down; the clocks run from the day it came.
///
/// # Errors
/// `bad-choice` at `kind`, `bad-reference` at `party_id`, `in-future` at `received_on`, `too-long` at `note`.
pub async fn open(ctx: &Ctx, new: NewRequest) -> Result<Request> {
    let mut tx = ctx.write(Permission::PrivacyManage).await?;
    if let Some(party) = new.party_id {
        crate::parties::referred(&tx, "party_id", party).await?;
    }
    let request = open_in(&mut tx, new).await?;
    tx.commit().await?;
    Ok(request)
}

/// The same as part of a larger act, for a party that was found.
///
/// # Errors
/// As [`open`].
pub async fn open_in(tx: &mut Tx, new: NewRequest) -> Result<Request> {
    let ctx = tx.ctx().clone();
    let today = ctx.today();
    let day = new.received_on.unwrap_or(today);
    let request = Request {
        id: ctx.new_id(),
        party_id: new.party_id,
        kind: new.kind,
        source: new.source,
        note: new.note,
        received_on: day,
        ack_due: day,
        due_on: day,
        extended_by: 0,
        extension_reason: None,
        acknowledged_at: None,
        closed_at: None,
        outcome: None,
        answer: None,
        closed_by: None,
        created_at: ctx.now,
    };
    let (request, event) = rules::open(request, ctx.settings.working_week, today)?;
    rows::put(&tx.rows, &request).await?;
    tx.record(event);
    Ok(request)
}

/// Notes that the procedure was told.
///
/// # Errors
/// `not-found`, `request-closed`, `request-acknowledged`.
pub async fn acknowledge(ctx: &Ctx, id: Uuid) -> Result<Request> {
    change(ctx, id, |request| rules::acknowledge(request, ctx.now)).await
}

/// Extends the deadline once.
///
/// # Errors
/// `not-found`, `request-closed`, `request-extended`; `required` at `reason`.
pub async fn extend(ctx: &Ctx, id: Uuid, reason: &str) -> Result<Request> {
    change(ctx, id, |request| {
        rules::extend(request, reason, ctx.settings.working_week)
    })
    .await
}

/// Ends a request.
///
/// # Errors
/// `not-found`, `request-closed`; `bad-choice` at `outcome`, `required` at `answer`.
pub async fn close(ctx: &Ctx, id: Uuid, outcome: &str, answer: Option<&str>) -> Result<Request> {
    change(ctx, id, |request| {
        rules::close(request, outcome, answer, ctx.actor.user_id, ctx.now)
    })
    .await
}

async fn change(
    ctx: &Ctx,
    id: Uuid,
    rule: impl FnOnce(&Request) -> Result<(Request, Event)>,
) -> Result<Request> {
    let mut tx = ctx.write(Permission::PrivacyManage).await?;
    let before = rows::find(&tx.rows, id).await?.ok_or(Error::NotFound)?;
    let (request, event) = rule(&before)?;
    rows::put(&tx.rows, &request).await?;
    tx.record(event);
    tx.commit().await?;
    Ok(request)
}

/// The fields that hold personal data, kind by kind: the inventory that the law asks for, made from the catalogues, so that
/// a field cannot be left out of it.
///
/// # Errors
/// `forbidden`.
pub fn inventory(ctx: &Ctx) -> Result<Vec<(Noun, Vec<Field>)>> {
    ctx.actor.may(Permission::PrivacyManage)?;
    let personal = |catalogue: Catalogue| {
        let fields = catalogue.fields.into_iter();
        let fields = fields.filter(|field| field.personal != PersonalData::None);
        (catalogue.noun, fields.collect::<Vec<_>>())
    };
    let kinds = crate::lists::all();
    let kinds = kinds.iter().map(|kind| kind.catalogue(ctx));
    let found = kinds.map(personal);
    Ok(found.filter(|(_, fields)| !fields.is_empty()).collect())
}
