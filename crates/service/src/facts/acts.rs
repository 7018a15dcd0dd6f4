//! What people do with a fact, and what the memory of one party shows. A merge moves facts and its undoing moves them back;
//! erasure removes them.

use quen_core::facts::{self as rules, Correction, Fact};
use quen_core::{Door, Error, Event, Permission, Result};
use quen_store::facts as rows;
use serde::Serialize;
use uuid::Uuid;

use super::{Facts, Recalled, author, learning, look_again, put};
use crate::parties::{Parties, Reached};
use crate::records::{Kind, live};
use crate::{Ctx, Tx};

/// What is known of one party, as the page and the API show it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Memory {
    /// What holds, the surest of each topic first.
    pub facts: Vec<Fact>,
    /// What holds and what was said otherwise: for somebody to settle.
    pub contradictions: Vec<(Fact, Fact)>,
    /// What was replaced or taken back, the latest first.
    pub history: Vec<Fact>,
}

/// The memory of a party.
///
/// # Errors
/// `not-found`.
pub async fn memory(ctx: &Ctx, party: Uuid) -> Result<Memory> {
    let reading = ctx.read(Permission::PartiesRead)?;
    Parties::find(&reading, party)
        .await?
        .filter(|party| party.deleted_at.is_none())
        .ok_or(Error::NotFound)?;
    Ok(sorted(ctx, rows::of_party(&reading, party).await?))
}

/// The memory of a party that was found, and how well it is known.
///
/// # Errors
/// `forbidden`.
pub async fn remembered(ctx: &Ctx, found: &Reached) -> Result<Recalled> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let id = found.party.id;
    let (all, notes) = tokio::try_join!(rows::of_party(&reading, id), learning::notes(ctx, id))?;
    let learning = learning::learning_from(ctx, found, &all, notes);
    let memory = sorted(ctx, all);
    Ok(Recalled {
        count: memory.facts.len(),
        memory,
        learning,
    })
}

/// Facts of a party in the order of its memory.
pub(super) fn sorted(ctx: &Ctx, mut all: Vec<Fact>) -> Memory {
    for fact in &mut all {
        Facts::dress(ctx, fact);
    }
    let contradictions = rules::contradictions(&all)
        .into_iter()
        .map(|(holds, other)| (holds.clone(), other.clone()))
        .collect();
    let (mut facts, mut history): (Vec<Fact>, Vec<Fact>) =
        all.into_iter().partition(Fact::is_current);
    facts.sort_by_key(|fact| std::cmp::Reverse((fact.certainty, fact.confirmed_at, fact.id)));
    history.sort_by_key(|fact| std::cmp::Reverse((fact.updated_at, fact.id)));
    Memory {
        facts,
        contradictions,
        history,
    }
}

/// It still holds.
///
/// # Errors
/// `not-found`, `fact-withdrawn`.
pub async fn confirm(ctx: &Ctx, id: Uuid, stated_by: Option<String>) -> Result<Fact> {
    change(ctx, id, |fact| rules::confirm(fact, stated_by, ctx.now)).await
}

/// It is not to be known any more.
///
/// # Errors
/// `not-found`, `fact-withdrawn`.
pub async fn withdraw(ctx: &Ctx, id: Uuid) -> Result<Fact> {
    change(ctx, id, |fact| rules::withdraw(fact, ctx.now)).await
}

/// Puts back what was taken back by mistake.
///
/// # Errors
/// `not-found`, `fact-not-withdrawn`.
pub async fn reinstate(ctx: &Ctx, id: Uuid) -> Result<Fact> {
    change(ctx, id, |fact| rules::reinstate(fact, ctx.now)).await
}

/// Both this fact and the one that replaced it hold.
///
/// # Errors
/// `not-found`, `fact-withdrawn`.
pub async fn keep_both(ctx: &Ctx, id: Uuid) -> Result<Fact> {
    change(ctx, id, |fact| rules::settle_apart(fact, ctx.now)).await
}

/// It was wrong; answers what holds instead.
///
/// # Errors
/// `not-found`, `fact-withdrawn`, and what a new fact may say.
pub async fn correct(ctx: &Ctx, id: Uuid, right: Correction) -> Result<Fact> {
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    let before = live::<Facts>(&tx, id).await?;
    let (old, mut new, event) = rules::correct(&before, ctx.new_id(), right, ctx.now)?;
    new.created_by = author(ctx);
    if ctx.actor.door == Door::Portal {
        "portal".clone_into(&mut new.source);
    }
    put(&mut tx, &before, &old).await?;
    Facts::settle(&tx, None, &mut new).await?;
    Facts::write(&mut tx, None, &new).await?;
    tx.record(crate::records::created::<Facts>(
        &Facts::catalogue(ctx),
        &new,
    ));
    tx.record(event);
    tx.commit().await?;
    Ok(new)
}

async fn change(
    ctx: &Ctx,
    id: Uuid,
    rule: impl FnOnce(&Fact) -> Result<(Fact, Event)>,
) -> Result<Fact> {
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    let before = live::<Facts>(&tx, id).await?;
    let (after, event) = rule(&before)?;
    put(&mut tx, &before, &after).await?;
    tx.record(event);
    let mut after = live::<Facts>(&tx, id).await?;
    tx.commit().await?;
    Facts::dress(ctx, &mut after);
    Ok(after)
}

/// The facts of a party that was merged into another go with it; where each was learnt stays.
///
/// # Errors
/// A broken database.
pub async fn moved_to(tx: &Tx, loser: Uuid, winner: Uuid) -> Result<()> {
    rows::move_all(&tx.rows, loser, winner).await?;
    look_again(tx, winner).await
}

/// The merge is undone: what was learnt of the loser, or of one that it had taken in before, is its own again.
///
/// # Errors
/// A broken database.
pub async fn moved_back(tx: &Tx, winner: Uuid, loser: Uuid) -> Result<()> {
    rows::move_back(&tx.rows, winner, loser).await?;
    look_again(tx, winner).await?;
    look_again(tx, loser).await
}

/// Removes all that is known of a party for good, as part of its erasure: rows, history, words in the search index, and what
/// events tell of them. Answers how many facts there were.
///
/// # Errors
/// A broken database.
pub async fn erase(tx: &Tx, party: Uuid) -> Result<u64> {
    rows::erase_of_party(&tx.rows, party).await
}
