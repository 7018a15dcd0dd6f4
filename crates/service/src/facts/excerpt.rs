//! The memory of a party as its page needs it: the learning of all of it, and in full only those facts that are shown. A long
//! memory costs the page hardly more than a short one.

use std::collections::HashSet;

use quen_core::facts::questions::Known;
use quen_core::facts::{Fact, Sketch, excerpt};
use quen_core::{Permission, Result};
use quen_store::facts as rows;
use quen_store::records::find_many;
use uuid::Uuid;

use super::Memory;
use super::acts::sorted;
use super::learning::{Learning, Notes, notes, reckoned};
use crate::Ctx;
use crate::parties::Reached;

/// What is asked of a memory together with all else of a page.
#[derive(Debug, Clone, Default)]
pub struct Glimpse {
    sketches: Vec<Sketch>,
    disputed: Vec<Fact>,
    notes: Notes,
}

/// What a page shows of a memory.
#[derive(Debug, Clone, PartialEq)]
pub struct Recalled {
    /// The facts it shows, in the order of the whole memory; nothing of the past.
    pub memory: Memory,
    /// How many facts hold in all.
    pub count: usize,
    /// How well the party is known, and what to ask.
    pub learning: Learning,
}

/// A glimpse of the memory of a party that was found.
///
/// # Errors
/// `forbidden`.
pub async fn glimpse(ctx: &Ctx, party: Uuid) -> Result<Glimpse> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let (sketches, disputed, notes) = tokio::try_join!(
        rows::sketches(&reading, party),
        rows::disputed(&reading, party),
        notes(ctx, party)
    )?;
    Ok(Glimpse {
        sketches,
        disputed,
        notes,
    })
}

/// What a page shows of it beside the records with these ids.
///
/// # Errors
/// `forbidden`.
pub async fn recalled(
    ctx: &Ctx,
    found: &Reached,
    glimpse: Glimpse,
    beside: &HashSet<Uuid>,
) -> Result<Recalled> {
    let Glimpse {
        sketches,
        disputed,
        notes,
    } = glimpse;
    let mut wanted = excerpt(&sketches, beside, ctx.now);
    let count = sketches.len();
    let known: Vec<Known> = sketches.into_iter().map(|sketch| sketch.known).collect();
    let reckoned = reckoned(ctx, &known, found, notes);
    wanted.extend(reckoned.fact_ids());
    wanted.extend(disputed.iter().filter_map(|fact| fact.replaced_by));
    let wanted: Vec<Uuid> = wanted.into_iter().collect();
    let mut all = disputed;
    if !wanted.is_empty() {
        let reading = ctx.read(Permission::PartiesRead)?;
        all.extend(find_many::<rows::Facts>(&reading, &wanted).await?);
    }
    let memory = Memory {
        history: Vec::new(),
        ..sorted(ctx, all)
    };
    Ok(Recalled {
        learning: reckoned.with(ctx, &memory.facts),
        memory,
        count,
    })
}
