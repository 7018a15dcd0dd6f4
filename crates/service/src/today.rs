//! Today: what to do, ranked by the money at stake, and what somebody answered to it. Which line weighs what is decided in
//! `core`; here its material is gathered in a few bounded queries.

mod material;

use quen_core::today::{self as rules, Answer, Response, Rule, TodayLine};
use quen_core::{Error, Event, Money, Noun, Permission, Result};
use quen_store::today as rows;
use serde::Serialize;
use uuid::Uuid;

use crate::parties::Parties;
use crate::records::Kind;
use crate::{Ctx, interactions, tasks};

/// Lines shown at most.
const SHOWN: usize = 50;

/// The lines of a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Today {
    /// The day in the shop.
    pub day: chrono::NaiveDate,
    /// Strongest first.
    pub lines: Vec<TodayLine>,
    /// Money at stake in all of them.
    pub at_stake: Money,
}

/// What to do today, for the actor.
///
/// # Errors
/// `forbidden`, or a broken database.
pub async fn list(ctx: &Ctx) -> Result<Today> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let (candidates, typical_year) = material::gather(ctx, &reading).await?;
    let lines = rules::rank(&candidates, &[], typical_year, ctx.today(), SHOWN);
    let sum = lines
        .iter()
        .fold(0_i64, |sum, line| sum.saturating_add(line.stake_minor));
    Ok(Today {
        day: ctx.today(),
        lines,
        at_stake: Money::new(sum, ctx.settings.currency),
    })
}

/// Answers a line: done, put off, of no use.
///
/// # Errors
/// `not-found` for a record out of reach; `not-later` or `too-far` at `until`.
pub async fn answer(ctx: &Ctx, rule: Rule, record_id: Uuid, response: Response) -> Result<Answer> {
    let mut tx = ctx.write(Permission::TasksWrite).await?;
    let (noun, party_id) = match rule {
        Rule::Task => (
            Noun::Tasks,
            tasks::Tasks::find(&tx.rows, record_id)
                .await?
                .map(|task| task.party_id),
        ),
        Rule::Unanswered => (
            Noun::Interactions,
            interactions::Interactions::find(&tx.rows, record_id)
                .await?
                .map(|episode| Some(episode.party_id)),
        ),
        _ => (
            Noun::Parties,
            Parties::find(&tx.rows, record_id)
                .await?
                .map(|party| Some(party.id)),
        ),
    };
    let party_id = party_id.ok_or(Error::NotFound)?;
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
