//! Facts at work: which ones fit an act, what was applied to a record and what was refused there. A refusal is kept as well;
//! it tells that a fact is of no use or out of date.

use std::collections::HashMap;

use quen_core::facts::habits::is_punctuality;
use quen_core::facts::{self as rules, Applied, Fact, OUTCOMES};
use quen_core::{Error, Event, Noun, Permission, Result};
use quen_store::facts as rows;
use quen_store::records::find_many;
use serde::Serialize;
use uuid::Uuid;

use super::{Facts, put};
use crate::records::{Kind, live};
use crate::{Ctx, Tx};

/// An act that facts are applied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// An order: what, how much, how packed, delivered, invoiced, paid.
    Order,
    /// A mail or message: language, hours, what they like.
    Message,
    /// A call: everything.
    Call,
}

impl Use {
    /// Does a fact of this topic have a say?
    fn wants(self, topic: &str) -> bool {
        match self {
            Self::Order => matches!(
                topic,
                "product"
                    | "dislikes"
                    | "quantity"
                    | "packaging"
                    | "delivery"
                    | "invoicing"
                    | "payment"
            ),
            Self::Message => matches!(
                topic,
                "language" | "channel" | "time" | "product" | "dislikes" | "plans" | "dates"
            ),
            Self::Call => true,
        }
    }
}

/// The facts of a party that have a say in an act, the surest of each topic first; what may only be used for marketing or
/// analysis has none.
///
/// # Errors
/// `forbidden`.
pub async fn use_in(ctx: &Ctx, party: Uuid, what: Use) -> Result<Vec<Fact>> {
    let mut facts = super::memory(ctx, party).await?.facts;
    facts.retain(|fact| what.wants(&fact.topic));
    facts.retain(|fact| what == Use::Call || !is_punctuality(&fact.value));
    facts.retain(|fact| matches!(fact.purpose.as_str(), "service" | "care"));
    Ok(facts)
}

/// Notes that a fact was applied to a record, or refused for it.
///
/// # Errors
/// `not-found`; `bad-choice` at `outcome`.
pub async fn apply(
    ctx: &Ctx,
    id: Uuid,
    (noun, record): (Noun, Uuid),
    outcome: &str,
) -> Result<Fact> {
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    let fact = apply_in(&mut tx, id, (noun, record), outcome).await?;
    tx.commit().await?;
    Ok(fact)
}

async fn apply_in(
    tx: &mut Tx,
    id: Uuid,
    (noun, record): (Noun, Uuid),
    outcome: &str,
) -> Result<Fact> {
    let ctx = tx.ctx().clone();
    if !OUTCOMES.contains(&outcome) {
        return Err(Error::invalid("outcome", "bad-choice"));
    }
    let before = live::<Facts>(tx, id).await?;
    let mut after = rules::used_in(&before, outcome, ctx.now);
    put(tx, &before, &after).await?;
    let applied = Applied {
        id: ctx.new_id(),
        fact_id: id,
        party_id: before.party_id,
        noun: noun.plural().to_owned(),
        record_id: record,
        outcome: outcome.to_owned(),
        by_user: ctx.actor.user_id,
        at: ctx.now,
    };
    rows::put_use(&tx.rows, &applied).await?;
    let verb = if outcome == "applied" {
        "applied"
    } else {
        "refused"
    };
    let event = Event::new(Noun::Facts, verb, id).on(Some(before.party_id));
    tx.record(
        event
            .with("topic", before.topic.clone())
            .with("noun", noun.plural())
            .with("record_id", record.to_string()),
    );
    Facts::dress(&ctx, &mut after);
    Ok(after)
}

/// The facts that were applied to a record or refused there, with what became of each.
///
/// # Errors
/// `forbidden`.
pub async fn applied_to(ctx: &Ctx, record: Uuid) -> Result<Vec<(Fact, String)>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let uses = rows::uses_of_record(&reading, record).await?;
    let ids: Vec<Uuid> = uses.iter().map(|applied| applied.fact_id).collect();
    let found = find_many::<rows::Facts>(&reading, &ids).await?;
    let facts: HashMap<Uuid, Fact> = found.into_iter().map(|fact| (fact.id, fact)).collect();
    let both = uses
        .into_iter()
        .filter_map(|applied| Some((facts.get(&applied.fact_id)?.clone(), applied.outcome)));
    Ok(both.collect())
}

/// What is known and has never been of use.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unused {
    /// The facts, the oldest first.
    pub facts: Vec<Fact>,
    /// Names of their parties.
    pub names: HashMap<Uuid, String>,
    /// The last one, when there are more.
    pub next: Option<Uuid>,
}

/// Facts of a page of what is known and not used.
const PAGE: i64 = 50;

/// What is known and not used: the page after a fact.
///
/// # Errors
/// `forbidden`.
pub async fn unused(ctx: &Ctx, after: Option<Uuid>) -> Result<Unused> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let mut facts = rows::never_used(&reading, after.unwrap_or_default(), PAGE + 1).await?;
    let page = usize::try_from(PAGE).unwrap_or_default();
    let more = facts.len() > page;
    facts.truncate(page);
    for fact in &mut facts {
        Facts::dress(ctx, fact);
    }
    Ok(Unused {
        names: crate::parties::names(ctx, facts.iter().map(|fact| fact.party_id)).await?,
        next: facts.last().filter(|_| more).map(|fact| fact.id),
        facts,
    })
}
