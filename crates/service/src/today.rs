//! Today: what to do, ranked by the money at stake, and what somebody answered to it. Which line weighs what is decided in
//! `core`; here its material is gathered in a few bounded queries.

mod material;

use std::collections::HashMap;

use quen_core::parties::Party;
use quen_core::today::{self as rules, Answer, Response, Rule, TodayLine};
use quen_core::{Error, Event, Money, Noun, Permission, Result};
use quen_store::{parties, today as rows};
use serde::Serialize;
use uuid::Uuid;

use crate::parties::Parties;
use crate::records::Kind;
use crate::{Ctx, Tx, interactions, promises, tasks};

/// Lines shown at most.
const SHOWN: usize = 50;

/// Whose work a page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whose {
    /// The actor's own customers and tasks, and those of nobody.
    #[default]
    Mine,
    /// Everybody's that the actor reaches.
    Everyone,
}

impl Whose {
    /// The owner to narrow to.
    pub(crate) fn owner(self, ctx: &Ctx) -> Option<Uuid> {
        (self == Self::Mine).then_some(ctx.actor.user_id)
    }
}

/// The lines of a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Today {
    /// The day in the shop.
    pub day: chrono::NaiveDate,
    /// Strongest first.
    pub lines: Vec<TodayLine>,
    /// Money at stake in all of them.
    pub at_stake: Money,
    /// The parties of the lines, for calling and writing to them.
    #[serde(skip)]
    pub parties: HashMap<Uuid, Party>,
    /// What the actor has done today.
    #[serde(skip)]
    pub done: u64,
}

/// What to do today, for the actor.
///
/// # Errors
/// `forbidden`, or a broken database.
pub async fn list(ctx: &Ctx, whose: Whose) -> Result<Today> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let (candidates, typical_year) = material::gather(ctx, &reading, whose).await?;
    let lines = rules::rank(&candidates, &[], typical_year, ctx.today(), SHOWN);
    let sum = lines
        .iter()
        .fold(0_i64, |sum, line| sum.saturating_add(line.stake_minor));
    let ids: Vec<Uuid> = lines.iter().filter_map(|line| line.party_id).collect();
    let since = material::start_of(ctx, ctx.today());
    let (parties, done) = tokio::try_join!(
        parties::find_many(&reading, &ids),
        rows::done_by(&reading, ctx.actor.user_id, since)
    )?;
    Ok(Today {
        day: ctx.today(),
        lines,
        at_stake: Money::new(sum, ctx.settings.currency),
        parties: parties.into_iter().map(|party| (party.id, party)).collect(),
        done: done.unsigned_abs(),
    })
}

/// Answers a line: done, put off, of no use.
///
/// # Errors
/// `not-found` for a record out of reach; `not-later` or `too-far` at `until`.
pub async fn answer(ctx: &Ctx, rule: Rule, record_id: Uuid, response: Response) -> Result<Answer> {
    let mut tx = ctx.write(Permission::TasksWrite).await?;
    let (noun, party_id) = record(&tx, rule, record_id).await?;
    let kept = rules::answer(
        rule,
        record_id,
        response,
        ctx.today(),
        ctx.actor.user_id,
        ctx.now,
    )?;
    rows::put_answer(&tx.rows, &kept).await?;
    let event = Event::new(noun, "suggestion_answered", record_id).on(party_id);
    let event = event.with("rule", rule.code());
    tx.record(
        event
            .with("answer", kept.answer.as_str())
            .with("until", kept.until.to_string()),
    );
    tx.commit().await?;
    Ok(kept)
}

/// Takes an answer back: the line is there again.
///
/// # Errors
/// `not-found` when there is no answer, or for a record out of reach.
pub async fn take_back(ctx: &Ctx, rule: Rule, record_id: Uuid) -> Result<()> {
    let mut tx = ctx.write(Permission::TasksWrite).await?;
    let (noun, party_id) = record(&tx, rule, record_id).await?;
    if !rows::delete_answer(&tx.rows, rule, record_id).await? {
        return Err(Error::NotFound);
    }
    tx.record(
        Event::new(noun, "suggestion_restored", record_id)
            .on(party_id)
            .with("rule", rule.code()),
    );
    tx.commit().await
}

/// The noun behind a line, and the party it concerns.
async fn record(tx: &Tx, rule: Rule, id: Uuid) -> Result<(Noun, Option<Uuid>)> {
    let (noun, party) = match rule {
        Rule::Task => (
            Noun::Tasks,
            tasks::Tasks::find(&tx.rows, id)
                .await?
                .map(|task| task.party_id),
        ),
        Rule::Promise => (
            Noun::Promises,
            promises::Promises::find(&tx.rows, id)
                .await?
                .map(|promise| Some(promise.party_id)),
        ),
        Rule::Unanswered => (
            Noun::Interactions,
            interactions::Interactions::find(&tx.rows, id)
                .await?
                .map(|episode| Some(episode.party_id)),
        ),
        _ => (
            Noun::Parties,
            Parties::find(&tx.rows, id)
                .await?
                .map(|party| Some(party.id)),
        ),
    };
    party.map(|party| (noun, party)).ok_or(Error::NotFound)
}
