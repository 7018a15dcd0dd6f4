//! The scan of all parties, as a job: read in pages, compared on a thread that nobody waits for, written in small steps. And
//! the look at what changed since, a few parties at a time.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use quen_core::duplicates::{Book, Pair, Scan, Traits, compare};
use quen_core::parties::Party;
use quen_core::{Error, Permission, Result};
use quen_store::duplicates::{self as rows, PARTIES, Queue};
use quen_store::{Reading, models, parties};
use uuid::Uuid;

use super::{CENSUS, Counted, census, known};
use crate::Ctx;
use crate::jobs::queue::{Outcome, Progress};

/// Parties read at a time.
const READ: i64 = 2_000;
/// Keys compared before progress is told.
pub(super) const COMPARED: usize = 50_000;
/// Pairs written in one transaction, and pairs read at a time to see what was not found again.
const WRITTEN: usize = 200;
const SEEN: i64 = 2_000;
/// Changed parties looked at in one run.
const CHANGED: i64 = 200;

/// Compares all parties with all.
///
/// # Errors
/// `forbidden`, a broken database.
pub async fn scan(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    let reading = ctx.read(Permission::PartiesMerge)?;
    let begun = ctx.now;
    let Some(scan) = read_all(&reading, progress).await? else {
        return Ok(ended(progress));
    };
    let told = progress.clone();
    let compared = tokio::task::spawn_blocking(move || compared(scan, &told)).await;
    let (scan, pairs) = compared.map_err(|error| Error::Internal(error.to_string()))?;
    if must_rest(progress) {
        return Ok(ended(progress));
    }
    let counted = Counted {
        census: scan.book().census(),
        looked_until: Some((begun, Uuid::nil())),
    };
    drop(scan);
    renew(ctx, &reading, PARTIES, &pairs).await?;
    keep(ctx, &counted).await?;
    let (_, total) = progress.get();
    progress.set(total, total);
    Ok(Outcome::Done)
}

pub(super) fn ended(progress: &Progress) -> Outcome {
    if progress.is_cancelled() {
        Outcome::Cancelled
    } else {
        Outcome::Stopped
    }
}

pub(super) fn must_rest(progress: &Progress) -> bool {
    progress.is_cancelled() || progress.must_stop()
}

/// `None` when the work has to rest.
async fn read_all(reading: &Reading, progress: &Progress) -> Result<Option<Scan>> {
    let mut scan = Scan::default();
    let mut after = Uuid::nil();
    loop {
        let page = parties::compared_after(reading, after, READ).await?;
        let Some(last) = page.last() else {
            return Ok(Some(scan));
        };
        after = last.id;
        page.iter().for_each(|party| scan.add(party));
        if must_rest(progress) {
            return Ok(None);
        }
        progress.set(i64::try_from(scan.len()).unwrap_or(i64::MAX), 0);
    }
}

fn compared(mut scan: Scan, progress: &Progress) -> (Scan, Vec<Pair>) {
    let mut pairs = Vec::new();
    walk(progress, || {
        pairs.extend(scan.next_pairs(COMPARED)?);
        Some(scan.progress())
    });
    (scan, pairs)
}

/// Goes on step by step until the end, or until the work has to rest. `step` answers steps done and steps in all.
pub(super) fn walk(progress: &Progress, mut step: impl FnMut() -> Option<(usize, usize)>) {
    let steps = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    while let Some((done, total)) = step() {
        progress.set(steps(done), steps(total));
        if must_rest(progress) {
            break;
        }
    }
}

/// Writes what a scan found, and forgets the open pairs that are no pairs any more.
pub(super) async fn renew(
    ctx: &Ctx,
    reading: &Reading,
    queue: Queue<'_>,
    pairs: &[Pair],
) -> Result<()> {
    forget_others(ctx, reading, queue, pairs).await?;
    for part in pairs.chunks(WRITTEN) {
        let tx = ctx.write(Permission::PartiesMerge).await?;
        let named = part.iter().map(|pair| (ctx.new_id(), pair.clone()));
        rows::put(&tx.rows, queue, named.collect(), ctx.now).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn forget_others(
    ctx: &Ctx,
    reading: &Reading,
    queue: Queue<'_>,
    pairs: &[Pair],
) -> Result<()> {
    let found: HashSet<(Uuid, Uuid)> = pairs.iter().map(|pair| (pair.one, pair.other)).collect();
    let mut after = Uuid::nil();
    loop {
        let page = rows::open_after(reading, queue, after, SEEN).await?;
        let Some((last, ..)) = page.last() else {
            return Ok(());
        };
        after = *last;
        let gone: Vec<Uuid> = page
            .iter()
            .filter(|(_, one, other)| !found.contains(&(*one, *other)))
            .map(|(id, ..)| *id)
            .collect();
        let tx = ctx.write(Permission::PartiesMerge).await?;
        rows::forget_open(&tx.rows, queue, &gone).await?;
        tx.commit().await?;
    }
}

async fn keep(ctx: &Ctx, counted: &Counted) -> Result<()> {
    let tx = ctx.write(Permission::PartiesMerge).await?;
    models::put_figures(&tx.rows, CENSUS, counted, ctx.today()).await?;
    tx.commit().await
}

/// Looks at the parties that changed since the last look, a few at a time; the first look of a workspace is a scan of all.
///
/// # Errors
/// `forbidden`, a broken database.
pub async fn check_changed(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    let reading = ctx.read(Permission::PartiesMerge)?;
    let counted = census(&reading).await?;
    let Some(since) = counted.looked_until else {
        return scan(ctx, progress).await;
    };
    let mut until = since;
    loop {
        let changed = parties::changed_since(&reading, until, CHANGED).await?;
        let Some(last) = changed.last().map(|party| (party.updated_at, party.id)) else {
            return Ok(Outcome::Done);
        };
        for party in &changed {
            look_at(ctx, &reading, party, &counted).await?;
        }
        until = last;
        let looked = Counted {
            looked_until: Some(until),
            ..counted.clone()
        };
        keep(ctx, &looked).await?;
        if must_rest(progress) {
            return Ok(ended(progress));
        }
    }
}

/// Renews the pairs of one party.
async fn look_at(ctx: &Ctx, reading: &Reading, party: &Party, counted: &Counted) -> Result<()> {
    let candidates = known::candidates(reading, party).await?;
    let mut book = Book::after(counted.census.clone());
    let mine = Traits::of(party, &mut book);
    let mut pairs = Vec::new();
    for other in candidates {
        let theirs = Traits::of(&other, &mut book);
        if let Some(likeness) = compare(&mine, &theirs, &book, &()) {
            pairs.push(Pair::new(party.id, other.id, likeness));
        }
    }
    let known: Vec<Uuid> = pairs
        .iter()
        .map(|pair| {
            if pair.one == party.id {
                pair.other
            } else {
                pair.one
            }
        })
        .collect();
    let tx = ctx.write(Permission::PartiesMerge).await?;
    rows::forget_others(&tx.rows, PARTIES, party.id, &known).await?;
    let named = pairs.into_iter().map(|pair| (ctx.new_id(), pair)).collect();
    rows::put(&tx.rows, PARTIES, named, ctx.now).await?;
    tx.commit().await
}

/// When the parties were last looked at; none before the first scan.
///
/// # Errors
/// `forbidden`.
pub async fn looked_until(ctx: &Ctx) -> Result<Option<DateTime<Utc>>> {
    let reading = ctx.read(Permission::PartiesMerge)?;
    Ok(census(&reading).await?.looked_until.map(|(at, _)| at))
}
