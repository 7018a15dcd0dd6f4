//! How well one party is known and what to ask it next. Reckoned from what holds whenever a fact changes, so that the page, the
//! list and Today never wait for the night.

use chrono::{Datelike, Days, NaiveDate};
use quen_core::facts::questions::{self as rules, ASIDE_DAYS, Depth, Known, Question, Whom};
use quen_core::facts::{self as facts, Fact};
use quen_core::fields::FieldValue;
use quen_core::parties::Party;
use quen_core::reasons::Reason;
use quen_core::today::{Worth, expected_year};
use quen_core::{Error, Event, Money, Noun, Permission, Result};
use quen_store::facts::{self as rows, Learnt};
use quen_store::{Rows, metrics, parties};
use serde::Serialize;
use uuid::Uuid;

use super::{Facts, put};
use crate::parties::{Parties, Reached, reached};
use crate::records::{Kind, create_in, live};
use crate::today::Whose;
use crate::{Ctx, Tx};

/// Months of the trend.
const MONTHS: i64 = 12;

/// A question with what it is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Asked {
    /// The topic.
    pub topic: String,
    /// What is to be confirmed, when something is known.
    pub fact: Option<Fact>,
    /// What the answer is worth.
    pub worth: Money,
    /// How unsure we are, basis points.
    pub unsure: i64,
    /// How easy it is to ask, percent.
    pub ease: i64,
}

/// How well a party is known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Learning {
    /// The figures.
    #[serde(flatten)]
    pub depth: Depth,
    /// In a sentence.
    pub explanation: Reason,
    /// The index at the end of each month, oldest first, today last.
    pub months: Vec<(NaiveDate, i64)>,
    /// What to ask, the best first.
    pub questions: Vec<Asked>,
}

/// How well a party is known, and what to ask it.
///
/// # Errors
/// `not-found`.
pub async fn learning(ctx: &Ctx, id: Uuid) -> Result<Learning> {
    let found = reached(ctx, id).await?;
    let reading = ctx.read(Permission::PartiesRead)?;
    let (all, notes) = tokio::try_join!(rows::of_party(&reading, id), notes(ctx, id))?;
    Ok(learning_from(ctx, &found, &all, notes))
}

/// What was noted of the learning of one party beside its facts.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// Topics that were put aside, and until when.
    asides: Vec<(String, NaiveDate)>,
    /// The index at the end of each month, oldest first.
    months: Vec<(NaiveDate, i64)>,
}

/// What was noted of the learning of a party.
///
/// # Errors
/// `forbidden`.
pub async fn notes(ctx: &Ctx, party: Uuid) -> Result<Notes> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let ids = [party];
    let (asides, months) = tokio::try_join!(
        rows::asides(&reading, &ids),
        rows::months_of(&reading, party, MONTHS)
    )?;
    let asides = aside_topics(asides);
    Ok(Notes { asides, months })
}

/// How well a party is known and what to ask it, from what was read.
pub fn learning_from(ctx: &Ctx, found: &Reached, facts: &[Fact], notes: Notes) -> Learning {
    let whom = whom(&found.party, found.base.typical_year);
    reckoned(ctx, facts, &whom, notes)
}

/// From rows that were read.
fn reckoned(
    ctx: &Ctx,
    all: &[Fact],
    whom: &Whom,
    Notes { asides, mut months }: Notes,
) -> Learning {
    let known = known(all);
    let depth = rules::depth(&known, whom, ctx.now);
    let questions = rules::questions(&known, whom, &asides, ctx.now, ctx.today());
    let this = month_of(ctx.today());
    months.retain(|(month, _)| *month != this);
    months.push((this, depth.index));
    let asked = |question: Question| {
        let fact = all.iter().find(|fact| Some(fact.id) == question.fact_id);
        let mut fact = fact.cloned();
        fact.iter_mut().for_each(|fact| Facts::dress(ctx, fact));
        Asked {
            topic: question.topic,
            fact,
            worth: Money::new(question.worth, ctx.settings.currency),
            unsure: question.unsure,
            ease: question.ease,
        }
    };
    Learning {
        explanation: depth.explain(),
        depth,
        months,
        questions: questions.into_iter().map(asked).collect(),
    }
}

fn known(all: &[Fact]) -> Vec<Known> {
    all.iter()
        .filter(|fact| fact.is_current())
        .map(Known::from)
        .collect()
}

fn aside_topics(rows: Vec<(Uuid, String, NaiveDate)>) -> Vec<(String, NaiveDate)> {
    rows.into_iter()
        .map(|(_, topic, until)| (topic, until))
        .collect()
}

/// Whom a question is for; a stranger's year is what is typical for the base.
pub(super) fn whom(party: &Party, typical_year: Option<i64>) -> Whom {
    let worth = Worth::from(&party.standing);
    Whom::of(party, expected_year(&worth, typical_year))
}

/// The first day of a month.
pub(super) fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// Writes how well a party is known now; one in the bin is left alone.
pub(super) async fn look_again(tx: &Tx, id: Uuid, all: &[Fact]) -> Result<()> {
    let ctx = tx.ctx();
    let Some(party) = parties::find(&tx.rows, id)
        .await?
        .filter(|party| party.deleted_at.is_none())
    else {
        return Ok(());
    };
    let asides = aside_topics(rows::asides(&tx.rows, &[id]).await?);
    let base = metrics::base(&tx.rows).await?;
    let whom = whom(&party, base.typical_year);
    let known = known(all);
    let depth = rules::depth(&known, &whom, ctx.now);
    let questions = rules::questions(&known, &whom, &asides, ctx.now, ctx.today());
    let learnt = Learnt::new(depth, questions.first());
    let today = ctx.today();
    rows::put_learning(&tx.rows, &[(id, learnt)], today, month_of(today)).await
}

/// The best question for a party, if there is one.
///
/// # Errors
/// `not-found`.
pub async fn question_for(ctx: &Ctx, party: Uuid) -> Result<Option<Asked>> {
    Ok(learning(ctx, party).await?.questions.into_iter().next())
}

/// Asks something else: the topic waits for some weeks.
///
/// # Errors
/// `not-found`; `bad-topic` at `topic`.
pub async fn put_aside(ctx: &Ctx, party: Uuid, topic: &str) -> Result<()> {
    let topic = facts::topic_key(topic).ok_or_else(|| Error::invalid("topic", "bad-topic"))?;
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    live::<Parties>(&tx, party).await?;
    let days = u64::try_from(ASIDE_DAYS).unwrap_or_default();
    let until = ctx.today().checked_add_days(Days::new(days));
    rows::put_aside(&tx.rows, party, &topic, until.unwrap_or(ctx.today())).await?;
    super::look_again(&tx, party).await?;
    let event = Event::new(Noun::Facts, "question_put_aside", party).on(Some(party));
    tx.record(event.with("topic", topic));
    tx.commit().await
}

/// Writes the answer to a question: what was said becomes a fact of its topic; nothing said to a question that reads out what
/// is known confirms it.
///
/// # Errors
/// `not-found`; `required` at `statement`; what a fact may say.
pub async fn answer(
    ctx: &Ctx,
    party: Uuid,
    topic: &str,
    confirmed: Option<Uuid>,
    statement: &str,
) -> Result<Fact> {
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    live::<Parties>(&tx, party).await?;
    let statement = statement.trim();
    let mut fact = match confirmed.filter(|_| statement.is_empty()) {
        Some(id) => {
            let before = live::<Facts>(&tx, id).await?;
            if before.party_id != party {
                return Err(Error::NotFound);
            }
            let (after, event) = facts::confirm(&before, None, ctx.now)?;
            put(&mut tx, &before, &after).await?;
            tx.record(event);
            after
        }
        None => {
            if statement.is_empty() {
                return Err(Error::invalid("statement", "required"));
            }
            let text =
                |name: &str, text: &str| (name.to_owned(), FieldValue::Text(text.to_owned()));
            let values = vec![
                ("party_id".to_owned(), FieldValue::Id(party)),
                text("topic", topic),
                text("statement", statement),
            ];
            create_in::<Facts>(&mut tx, values).await?
        }
    };
    tx.commit().await?;
    Facts::dress(ctx, &mut fact);
    Ok(fact)
}

/// The parties with the questions worth most, for Today.
///
/// # Errors
/// `forbidden`.
pub async fn to_ask(ctx: &Ctx, whose: Whose, limit: i64) -> Result<Vec<(Party, Asked)>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let best = rows::asked_next(&reading, whose.owner(ctx), limit).await?;
    let ids: Vec<Uuid> = best.iter().map(|(party, ..)| *party).collect();
    let fact_ids: Vec<Uuid> = best.iter().filter_map(|(_, _, fact, _)| *fact).collect();
    let parties = parties::find_many(&reading, &ids).await?;
    let facts = quen_store::records::find_many::<rows::Facts>(&reading, &fact_ids).await?;
    let one = |(id, topic, fact, worth): (Uuid, String, Option<Uuid>, i64)| {
        let party = parties.iter().find(|party| party.id == id)?.clone();
        let known = facts::topic(&topic);
        let asked = Asked {
            fact: facts.iter().find(|found| Some(found.id) == fact).cloned(),
            topic,
            worth: Money::new(worth, ctx.settings.currency),
            unsure: facts::FULL,
            ease: known.ease,
        };
        Some((party, asked))
    };
    debug_assert!(reading.workspace() == ctx.actor.workspace_id);
    Ok(best.into_iter().filter_map(one).collect())
}
