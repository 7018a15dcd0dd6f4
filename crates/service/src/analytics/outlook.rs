//! The outlook of one customer, scored when asked from the stored statistics and the model in use: O(1), always of today.

use chrono::NaiveDate;
use quen_core::models::{Customer, Model, Outlook, outlook as rule};
use quen_core::{Error, Permission, Result};
use quen_insight::occasions::Occasions;
use quen_store::parties::organizations;
use quen_store::{metrics, models};
use uuid::Uuid;

use crate::Ctx;
use crate::parties::Parties;
use crate::records::Kind;

/// The outlook of a party the actor may see; a contact person without orders shows the organisation's.
///
/// # Errors
/// `not-found`.
pub async fn outlook(ctx: &Ctx, id: Uuid) -> Result<Outlook> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let ids = [id];
    let (party, mut employers) =
        tokio::try_join!(Parties::find(&reading, id), organizations(&reading, &ids))?;
    let party = party
        .filter(|party| party.deleted_at.is_none())
        .ok_or(Error::NotFound)?;
    let employer = employers
        .remove(&id)
        .filter(|_| party.standing.occasions == 0);
    let whose = employer.map_or(id, |organization| organization.id);
    let (stored, figures, model) = tokio::try_join!(
        metrics::find(&reading, whose),
        metrics::figures(&reading, whose),
        models::active(&reading)
    )?;
    let rhythm = figures.and_then(|figures| figures.rhythm_days);
    let of = (whose, &stored.statistics);
    Ok(outlook_of(model.as_ref(), of, rhythm, ctx.today()))
}

/// The same where model, statistics and rhythm are at hand.
pub fn outlook_of(
    model: Option<&Model>,
    (id, of): (Uuid, &Occasions),
    rhythm_days: Option<i64>,
    as_of: NaiveDate,
) -> Outlook {
    let customer = Customer::new(id, of);
    rule(model, customer.as_ref(), rhythm_days, as_of)
}
