//! The one gate of every outgoing message: gathers what is known of the party at this very moment and lets `core` judge.
//! Nothing is remembered between two messages, so that a consent withdrawn a second ago is obeyed.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use quen_core::consents::Hours;
use quen_core::messages::{self as rules, Judgement, Known, Outgoing};
use quen_core::parties::Party;
use quen_core::{Error, Permission, Result};
use quen_store::{Rows, consents, messages as rows};
use uuid::Uuid;

use crate::parties::Parties;
use crate::records::Kind;
use crate::{Ctx, Tx};

pub use quen_store::messages::Sent;

/// Days of the longest window of contact pressure.
const QUARTER: TimeDelta = TimeDelta::days(90);
const MONTH: TimeDelta = TimeDelta::days(30);
const WEEK: TimeDelta = TimeDelta::days(7);
const DAY: TimeDelta = TimeDelta::days(1);

/// May this message go out now? Answers why not in words.
///
/// # Errors
/// `not-found` for a party out of the actor's reach.
pub async fn may_send(
    ctx: &Ctx,
    party: Uuid,
    message: Outgoing<'_>,
    now: DateTime<Utc>,
) -> Result<Judgement> {
    let reading = ctx.read(Permission::PartiesRead)?;
    judged(ctx, &reading, party, message, now).await
}

/// How much a party has heard from us, over all channels, and how much the house allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Pressure {
    /// Days of the last 7 on which we reached out.
    pub week: u32,
    /// Days of the last 30.
    pub month: u32,
    /// Days of the last 90.
    pub quarter: u32,
    /// Days of 7 at most.
    pub week_cap: u32,
    /// Days of 30 at most.
    pub month_cap: u32,
    /// Days of 90 at most.
    pub quarter_cap: u32,
}

impl Pressure {
    /// Has the party heard from us as often as the house allows?
    pub fn is_full(&self) -> bool {
        self.week >= self.week_cap
            || self.month >= self.month_cap
            || self.quarter >= self.quarter_cap
    }

    /// Has a party of value heard nobody but machines in the last 90 days? The party's last contact is one that a person had.
    pub fn by_machines_alone(&self, party: &Party, now: DateTime<Utc>) -> bool {
        let standing = &party.standing;
        let valued = matches!(standing.stage.as_str(), "expansion" | "commitment");
        let person = standing
            .last_contact_at
            .is_some_and(|at| at >= now - QUARTER);
        valued && self.quarter > 0 && !person
    }
}

/// The pressure on one party now.
///
/// # Errors
/// `not-found`.
pub async fn pressure(ctx: &Ctx, party: Uuid) -> Result<Pressure> {
    let found = Parties::find(&ctx.read(Permission::PartiesRead)?, party).await?;
    let found = found.filter(|party| party.deleted_at.is_none());
    pressure_on(ctx, &found.ok_or(Error::NotFound)?).await
}

/// The same for a party that was found.
///
/// # Errors
/// `forbidden`.
pub async fn pressure_on(ctx: &Ctx, party: &Party) -> Result<Pressure> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let contacts = rows::contacts_since(&reading, party.id, ctx.now - QUARTER).await?;
    let house = &ctx.settings.contact;
    Ok(Pressure {
        week: days(ctx, &contacts, ctx.now - WEEK),
        month: days(ctx, &contacts, ctx.now - MONTH),
        quarter: days(ctx, &contacts, ctx.now - QUARTER),
        week_cap: house.week_cap,
        month_cap: house.month_cap,
        quarter_cap: house.quarter_cap,
    })
}

/// The same within a write, for the last look before sending.
///
/// # Errors
/// As [`may_send`].
pub async fn may_send_in(tx: &Tx, party: Uuid, message: Outgoing<'_>) -> Result<Judgement> {
    let ctx = tx.ctx().clone();
    judged(&ctx, &tx.rows, party, message, ctx.now).await
}

async fn judged(
    ctx: &Ctx,
    reading: &impl Rows,
    party: Uuid,
    message: Outgoing<'_>,
    now: DateTime<Utc>,
) -> Result<Judgement> {
    let known = known(ctx, reading, party, message, now).await?;
    Ok(rules::judge(message, &known, &ctx.settings.contact, now))
}

/// When the message may go out first at one of these hours, from now on and before another instant; see [`rules::opens`].
///
/// # Errors
/// As [`may_send`].
pub(crate) async fn opens(
    ctx: &Ctx,
    party: Uuid,
    message: Outgoing<'_>,
    hours: Hours,
    before: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let known = known(ctx, &reading, party, message, ctx.now).await?;
    let house = &ctx.settings.contact;
    Ok(rules::opens(
        message,
        (&known, house),
        hours,
        ctx.now,
        before,
    ))
}

/// What is known of a party at this very moment.
async fn known(
    ctx: &Ctx,
    reading: &impl Rows,
    party: Uuid,
    message: Outgoing<'_>,
    now: DateTime<Utc>,
) -> Result<Known> {
    let found = Parties::find(reading, party)
        .await?
        .ok_or(Error::NotFound)?;
    let (consent, wish, offers, contacts) = tokio::try_join!(
        consents::find(reading, party, message.channel, message.purpose),
        consents::preference(reading, party),
        rows::offers_since(reading, party, message.channel, now - DAY),
        rows::contacts_since(reading, party, now - QUARTER),
    )?;
    let wish = wish.unwrap_or_default();
    let hour = |hour: Option<i64>| hour.and_then(|hour| u32::try_from(hour).ok());
    Ok(Known {
        reachable: found.deleted_at.is_none() && found.merged_into.is_none(),
        address: has_address(&found, message.channel),
        any_hour: consent.as_ref().is_some_and(|consent| consent.any_hour),
        consent: consent.map(|consent| consent.is_given()),
        do_not_call: wish.do_not_call,
        ads_last_day: u32::try_from(offers).ok(),
        days_this_week: days(ctx, &contacts, now - WEEK),
        days_this_month: days(ctx, &contacts, now - MONTH),
        days_this_quarter: days(ctx, &contacts, now - QUARTER),
        hours: hour(wish.from_hour).zip(hour(wish.to_hour)),
        zone: crate::consents::zone(ctx, Some(&wish)),
    })
}

fn has_address(party: &Party, channel: &str) -> bool {
    match channel {
        "email" => !party.emails.is_empty(),
        "phone" | "sms" | "zalo" => !party.phones.is_empty(),
        _ => true,
    }
}

/// On how many days of the shop we reached out since an instant.
fn days(ctx: &Ctx, contacts: &[DateTime<Utc>], since: DateTime<Utc>) -> u32 {
    let days: BTreeSet<_> = contacts
        .iter()
        .filter(|at| **at >= since)
        .map(|at| ctx.day_of(*at))
        .collect();
    u32::try_from(days.len()).unwrap_or(u32::MAX)
}
