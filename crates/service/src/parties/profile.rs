//! What the customer page shows, asked at once when the party was found. Everything comes from stored figures; no list of orders is
//! walked.

use chrono::NaiveDate;
use quen_core::fields::Cursor;
use quen_core::links::Link;
use quen_core::metrics::{self as rules, Base};
use quen_core::models::Outlook;
use quen_core::parties::Party;
use quen_core::promises::{Keeping, Promise};
use quen_core::relationships::Relationship;
use quen_core::tasks::Task;
use quen_core::{Error, Money, Permission, Result};
use quen_insight::occasions::DayMap;
use quen_store::metrics::{self as figures, Stored};
use quen_store::parties::{self as rows, Organization};
use quen_store::{Rows, facts, links, models, promises, relationships, tasks};
use serde::Serialize;
use uuid::Uuid;

use super::Parties;
use super::timeline::{self, Entry, Only};
use crate::Ctx;
use crate::analytics::outlook_of;
use crate::facts::{Memory, sorted};
use crate::metrics::twelve_months;
use crate::records::Kind;
use crate::relationships::CUSTOMER;

/// Open tasks shown at most.
const OPEN_WORK: i64 = 50;
/// Links shown at most.
const LINKS: i64 = 50;
/// Promises shown at most.
const PROMISES: i64 = 50;

/// The customer page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// Who.
    pub party: Party,
    /// The leading relationship: the one as customer, else the first; of the organisation where `value.of` names one.
    pub relationship: Option<Relationship>,
    /// All of them, one for each role.
    pub relationships: Vec<Relationship>,
    /// The figures.
    pub value: Value,
    /// The latest entries.
    pub timeline: Vec<Entry>,
    /// Where the timeline goes on.
    #[serde(serialize_with = "as_text")]
    pub next_cursor: Option<Cursor>,
    /// What is known of the party; what holds of it, the surest first, is what the API says.
    #[serde(rename = "facts", serialize_with = "as_facts")]
    pub memory: Memory,
    /// What was promised: open ones by day, then the latest that ended.
    pub promises: Vec<Promise>,
    /// How well those promises were kept.
    pub keeping: Keeping,
    /// Tasks to do.
    pub open_work: Vec<Task>,
    /// Links to other parties.
    pub links: Vec<Link>,
}

/// The figures of a customer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Value {
    /// Whose figures they are when not the party's own: the organisation of a contact person.
    #[serde(serialize_with = "as_name")]
    pub of: Option<Organization>,
    /// Days from the last occasion to today.
    pub recency_days: Option<i64>,
    /// Purchase occasions.
    pub frequency: i64,
    /// Net spend.
    pub monetary: Money,
    /// Margin as far as costs are known.
    pub margin: Money,
    /// Given back.
    pub refunds: Money,
    /// Mean of an occasion.
    pub mean: Option<Money>,
    /// Day of the first occasion.
    pub first_order_on: Option<NaiveDate>,
    /// Day of the last occasion.
    pub last_order_on: Option<NaiveDate>,
    /// The rhythm `g` in days.
    pub rhythm_days: Option<i64>,
    /// Silence in rhythms: `recency_days / g`.
    pub elapsed: Option<f64>,
    /// The day from which silence means something.
    pub silent_on: Option<NaiveDate>,
    /// Net spend of each of the last twelve months, oldest first, this month last.
    pub months: Vec<Money>,
    /// What to expect, with ranges and in sentences.
    pub outlook: Outlook,
}

fn as_text<S: serde::Serializer>(
    cursor: &Option<Cursor>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    cursor.as_ref().map(Cursor::encode).serialize(serializer)
}

fn as_facts<S: serde::Serializer>(memory: &Memory, serializer: S) -> Result<S::Ok, S::Error> {
    memory.facts.serialize(serializer)
}

fn as_name<S: serde::Serializer>(
    of: &Option<Organization>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    of.as_ref()
        .map(|of| serde_json::json!({ "id": of.id, "name": of.name }))
        .serialize(serializer)
}

/// A party within the actor's reach, and what is asked once for all that is shown of it.
#[derive(Debug, Clone)]
pub struct Reached {
    /// Who.
    pub party: Party,
    /// Whose figures are shown when not the party's own.
    pub of: Option<Organization>,
    /// The figures of the whole base.
    pub base: Base,
}

impl Reached {
    /// Whose figures and stage are shown.
    pub fn whose(&self) -> Uuid {
        self.of.as_ref().map_or(self.party.id, |of| of.id)
    }
}

/// Finds a party that is not in the bin.
///
/// # Errors
/// `not-found`.
pub async fn reached(ctx: &Ctx, id: Uuid) -> Result<Reached> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let ids = [id];
    let (party, mut employers, base) = tokio::try_join!(
        Parties::find(&reading, id),
        rows::organizations(&reading, &ids),
        figures::base(&reading)
    )?;
    let mut party = party
        .filter(|party| party.deleted_at.is_none())
        .ok_or(Error::NotFound)?;
    Parties::dress(ctx, &mut party);
    let of = employers
        .remove(&id)
        .filter(|_| party.standing.occasions == 0);
    Ok(Reached { party, of, base })
}

/// The customer page of a party.
///
/// # Errors
/// `not-found`.
pub async fn profile(ctx: &Ctx, id: Uuid) -> Result<Profile> {
    profile_of(ctx, &reached(ctx, id).await?, Only::All).await
}

/// The same of a party that was found, with a timeline of these entries.
///
/// # Errors
/// `forbidden`.
pub async fn profile_of(ctx: &Ctx, found: &Reached, only: Only) -> Result<Profile> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let (id, whose) = (found.party.id, found.whose());
    let (
        (stored, days),
        model,
        relationships,
        page,
        open_work,
        links,
        promised,
        kept,
        known,
    ) = tokio::try_join!(
        customer(&reading, whose),
        models::active(&reading),
        relationships::of_party(&reading, whose),
        timeline::page(&reading, id, only, None),
        tasks::open_of_party(&reading, id, OPEN_WORK),
        links::of_party(&reading, id, LINKS),
        promises::of_party(&reading, id, PROMISES),
        promises::kept_of_party(&reading, id, ctx.today()),
        facts::of_party(&reading, id),
    )?;
    let memory = sorted(ctx, known);
    let shown = rules::figures(
        &stored.statistics,
        &days,
        &found.base,
        &ctx.settings.relationships.stage,
    );
    let outlook = outlook_of(
        model.as_ref(),
        (whose, &stored.statistics),
        shown.rhythm_days,
        ctx.today(),
    );
    Ok(Profile {
        value: value(ctx, found.of.clone(), (&stored, &days), &shown, outlook),
        relationship: relationships
            .iter()
            .find(|r| r.role == CUSTOMER)
            .or_else(|| relationships.first())
            .cloned(),
        relationships,
        party: found.party.clone(),
        timeline: page.entries,
        next_cursor: page.next,
        memory,
        promises: promised,
        keeping: Keeping::of(&kept),
        open_work,
        links,
    })
}

async fn customer(reading: &impl Rows, id: Uuid) -> Result<(Stored, DayMap)> {
    let (stored, days) = tokio::try_join!(figures::find(reading, id), figures::days(reading, id))?;
    let days = rules::day_map(days, stored.statistics.observed_from);
    Ok((stored, days))
}

fn value(
    ctx: &Ctx,
    of: Option<Organization>,
    (stored, days): (&Stored, &DayMap),
    shown: &rules::Figures,
    outlook: Outlook,
) -> Value {
    let money = |amount| Money::new(amount, ctx.settings.currency);
    let recency_days = shown
        .last_order_on
        .map(|last| (ctx.today() - last).num_days());
    let silence = recency_days.zip(shown.rhythm_days);
    Value {
        of,
        recency_days,
        frequency: shown.occasions,
        monetary: money(shown.spend),
        margin: money(shown.margin),
        refunds: money(stored.statistics.refund_sum_minor),
        mean: shown.spend.checked_div(shown.occasions).map(money),
        first_order_on: shown.first_order_on,
        last_order_on: shown.last_order_on,
        rhythm_days: shown.rhythm_days,
        elapsed: silence.map(|(days, rhythm)| days.max(0) as f64 / rhythm.max(1) as f64),
        silent_on: shown.silent_on,
        months: twelve_months(days, ctx.today())
            .into_iter()
            .map(money)
            .collect(),
        outlook,
    }
}
