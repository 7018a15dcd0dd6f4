//! A customer's figures, kept in the transaction of each order and interaction. What they are is decided in `core`; here they
//! are taken under lock, changed, written, and the relationship is looked at again. Nothing else may write them.

mod as_of;
mod base;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use quen_core::interactions::Interaction;
use quen_core::metrics::{self as rules, Base, Contribution};
use quen_core::models::Model;
use quen_core::orders::Order;
use quen_core::relationships::{Known, Rules, Signs};
use quen_core::{Error, Permission, Result, dates};
use quen_insight::occasions::DayMap;
use quen_store::metrics::{self as rows, Stored};
use quen_store::{interactions, orders};
use uuid::Uuid;

use crate::{Ctx, Tx, relationships};

pub use as_of::{AsOf, as_of};
pub use base::refresh_base;

/// A customer's figures, held for writing.
pub(crate) struct Customer {
    pub party_id: Uuid,
    pub stored: Stored,
    pub days: DayMap,
    pub base: Base,
    pub model: Option<Arc<Model>>,
}

impl Customer {
    /// What the rules of stages read of this customer, with these thresholds.
    pub(crate) fn known<'a>(
        &'a self,
        ctx: &Ctx,
        since: DateTime<Utc>,
        signs: Signs,
        rules: &'a Rules,
    ) -> Known<'a> {
        Known {
            as_of: ctx.today(),
            known_since: ctx.day_of(since),
            statistics: &self.stored.statistics,
            days: &self.days,
            touches: self.stored.touches,
            first_two_way_on: self.stored.first_two_way_on,
            last_two_way_on: self.stored.last_two_way_on,
            signs,
            base: &self.base,
            rules,
            model: self.model.as_deref(),
        }
    }
}

/// An interaction as it was and as it is; `None` for one that is new or that went to another party.
pub(crate) struct Changed {
    pub before: Option<Interaction>,
    pub after: Option<Interaction>,
}

/// Takes a customer's figures; another writer waits until this transaction has ended.
pub(crate) async fn take(tx: &Tx, party_id: Uuid) -> Result<Customer> {
    let stored = rows::take(&tx.rows, party_id).await?;
    let days = rules::day_map(
        rows::days(&tx.rows, party_id).await?,
        stored.statistics.observed_from,
    );
    let base = rows::base(&tx.rows).await?;
    Ok(Customer {
        party_id,
        stored,
        days,
        base,
        model: quen_store::models::active(&tx.rows).await?.map(Arc::new),
    })
}

/// Takes in an order that was written: new, changed, moved to another customer, binned or restored.
pub(crate) async fn order_changed(
    tx: &mut Tx,
    before: Option<&Order>,
    after: Option<&Order>,
) -> Result<()> {
    let concerned: BTreeSet<Uuid> = before
        .into_iter()
        .chain(after)
        .map(|order| order.party_id)
        .collect();
    for party_id in concerned {
        let of = |order: Option<&Order>| {
            order
                .filter(|order| order.party_id == party_id)
                .and_then(Contribution::of)
        };
        if of(before).is_none() && of(after).is_none() {
            continue;
        }
        let mine = |order: &&Order| order.party_id == party_id;
        let (before, after) = (before.filter(mine), after.filter(mine));
        let mut customer = take(tx, party_id).await?;
        rules::change(&mut customer.days, before, after);
        let folded = rules::fold(&customer.stored.statistics, before, after);
        customer.stored.statistics = folded.unwrap_or_else(|| customer.days.rebuild());
        let touched: BTreeSet<i32> = [of(before), of(after)]
            .into_iter()
            .flatten()
            .map(|entry| entry.day)
            .collect();
        for day in touched {
            let now = customer
                .days
                .get(day)
                .map(|totals| Contribution::from_totals(day, totals));
            rows::put_day(&tx.rows, party_id, day, now).await?;
        }
        rows::put(&tx.rows, party_id, &customer.stored).await?;
        put_figures(tx, &customer).await?;
        relationships::look_again(tx, &customer).await?;
    }
    Ok(())
}

/// Takes in interactions that were written.
pub(crate) async fn episodes_changed(tx: &mut Tx, changes: &[Changed]) -> Result<()> {
    let both = changes
        .iter()
        .flat_map(|change| change.before.iter().chain(&change.after));
    let concerned: BTreeSet<Uuid> = both.map(|episode| episode.party_id).collect();
    for party_id in concerned {
        let mut customer = take(tx, party_id).await?;
        let mut only_added = true;
        let mut contact = None;
        for change in changes {
            let mine = |episode: &&Interaction| episode.party_id == party_id;
            let (before, after) = (
                change.before.as_ref().filter(mine),
                change.after.as_ref().filter(mine),
            );
            customer.stored.touches = customer.stored.touches.changed(before, after);
            only_added &=
                before.is_none_or(|episode| !episode.is_two_way() && !episode.is_contact());
            contact = contact.max(add_talk(tx, &mut customer.stored, after));
        }
        if only_added {
            rows::raise_last_contact(&tx.rows, party_id, contact).await?;
        } else {
            count_talks(tx, &mut customer).await?;
        }
        rows::put(&tx.rows, party_id, &customer.stored).await?;
        relationships::look_again(tx, &customer).await?;
    }
    Ok(())
}

/// Widens the span of talks by one episode; answers when it was a contact.
fn add_talk(tx: &Tx, stored: &mut Stored, after: Option<&Interaction>) -> Option<DateTime<Utc>> {
    let episode = after.filter(|episode| episode.deleted_at.is_none())?;
    if episode.is_two_way() {
        let day = tx.ctx().day_of(episode.started_at);
        stored.first_two_way_on = stored.first_two_way_on.into_iter().chain([day]).min();
        stored.last_two_way_on = stored.last_two_way_on.into_iter().chain([day]).max();
    }
    episode.is_contact().then_some(episode.started_at)
}

async fn count_talks(tx: &Tx, customer: &mut Customer) -> Result<()> {
    let talks = interactions::talks(&tx.rows, customer.party_id).await?;
    customer.stored.first_two_way_on = talks.first.map(|at| tx.ctx().day_of(at));
    customer.stored.last_two_way_on = talks.last.map(|at| tx.ctx().day_of(at));
    rows::put_last_contact(&tx.rows, customer.party_id, talks.contact).await
}

async fn put_figures(tx: &Tx, customer: &Customer) -> Result<()> {
    let figures = rules::figures(
        &customer.stored.statistics,
        &customer.days,
        &customer.base,
        &tx.ctx().settings.relationships.stage,
    );
    rows::put_figures(&tx.rows, customer.party_id, &figures).await
}

/// Makes a party's figures anew from its orders and interactions, and looks at the relationship again. They equal those kept
/// step by step; for repair, and for the test that says so.
///
/// # Errors
/// `not-found`.
pub async fn rebuild(ctx: &Ctx, party_id: Uuid) -> Result<()> {
    let mut tx = ctx.write(Permission::PartiesMerge).await?;
    quen_store::parties::find(&tx.rows, party_id)
        .await?
        .ok_or(Error::NotFound)?;
    let customer = recount(&tx, party_id).await?;
    relationships::look_again(&mut tx, &customer).await?;
    tx.commit().await
}

/// Makes a party's figures anew from its orders and interactions.
pub(crate) async fn recount(tx: &Tx, party_id: Uuid) -> Result<Customer> {
    let mut customer = take(tx, party_id).await?;
    let all = orders::of_party(&tx.rows, party_id).await?;
    customer.days = rules::day_map(
        all.iter().filter_map(Contribution::of),
        customer.stored.statistics.observed_from,
    );
    customer.stored.statistics = customer.days.rebuild();
    customer.stored.touches = rules::Touches::default();
    for episode in interactions::of_party(&tx.rows, party_id).await? {
        customer.stored.touches = customer.stored.touches.changed(None, Some(&episode));
    }
    count_talks(tx, &mut customer).await?;
    let days: Vec<Contribution> = customer
        .days
        .days()
        .map(|(day, totals)| Contribution::from_totals(day, totals))
        .collect();
    rows::replace_days(&tx.rows, party_id, &days).await?;
    rows::put(&tx.rows, party_id, &customer.stored).await?;
    put_figures(tx, &customer).await?;
    Ok(customer)
}

/// What a customer bought in each of the twelve months up to the one of `today`, oldest first, minor units.
pub(crate) fn twelve_months(days: &DayMap, today: chrono::NaiveDate) -> Vec<i64> {
    use chrono::Datelike;
    let month = |day: chrono::NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0);
    let first = month(today) - 11;
    let mut sums = vec![0_i64; 12];
    for (day, totals) in days.days() {
        let place =
            dates::from_number(day).and_then(|day| usize::try_from(month(day) - first).ok());
        if let Some(sum) = place.and_then(|place| sums.get_mut(place)) {
            *sum = sum.saturating_add(totals.net);
        }
    }
    sums
}
