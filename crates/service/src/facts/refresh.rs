//! The nightly look at all parties: what they are known by fades day by day, so index and question are reckoned anew, in pages
//! by id; what did not change is not written. Orders that came in by a file are read for habits on the way.

use std::collections::HashMap;
use std::time::Instant;

use quen_core::facts::questions::{self as rules, Known};
use quen_core::{Permission, Result};
use quen_store::facts::{self as rows, Learnt};
use quen_store::{Reading, metrics};
use uuid::Uuid;

use super::habits;
use super::learning::month_of;
use crate::Ctx;
use crate::jobs::queue::{Outcome, Progress};
use crate::pace::{Pace, patiently};

/// Word of the work in the queue.
pub const REFRESH: &str = "facts.refresh";
/// Parties of a page.
const PAGE: i64 = 1_000;
/// Rows of a transaction at first, at least and at most: as many as it can write in some milliseconds.
const BATCH: (usize, usize, usize) = (50, 10, 250);

/// Looks at every party.
///
/// # Errors
/// `forbidden`, or a broken database.
pub async fn refresh(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    if !conclude(ctx, progress).await? {
        return Ok(ended(progress));
    }
    let reading = ctx.read(Permission::JobsManage)?;
    let typical = metrics::base(&reading).await?.typical_year;
    let (mut after, mut done) = (Uuid::nil(), 0);
    let (size, least, most) = BATCH;
    let mut pace = Pace::new(size, least, most);
    loop {
        if progress.is_cancelled() || progress.must_stop() {
            return Ok(ended(progress));
        }
        let Some((last, seen)) = page(ctx, &reading, (after, typical), &mut pace).await? else {
            return Ok(Outcome::Done);
        };
        after = last;
        done += seen;
        progress.set(done, done + PAGE);
    }
}

fn ended(progress: &Progress) -> Outcome {
    if progress.is_cancelled() {
        Outcome::Cancelled
    } else {
        Outcome::Stopped
    }
}

/// One page of parties; answers the last of them and how many there were, `None` at the end.
async fn page(
    ctx: &Ctx,
    reading: &Reading,
    (after, typical_year): (Uuid, Option<i64>),
    pace: &mut Pace,
) -> Result<Option<(Uuid, i64)>> {
    let parties = rows::customers_after(reading, after, PAGE).await?;
    let Some((last, ..)) = parties.last() else {
        return Ok(None);
    };
    let last = *last;
    let ids: Vec<Uuid> = parties.iter().map(|(id, ..)| *id).collect();
    let mut known: HashMap<Uuid, Vec<Known>> = HashMap::new();
    for (party, fact) in rows::known_of(reading, &ids).await? {
        known.entry(party).or_default().push(fact);
    }
    let mut asides: HashMap<Uuid, Vec<_>> = HashMap::new();
    for (party, topic, until) in rows::asides(reading, &ids).await? {
        asides.entry(party).or_default().push((topic, until));
    }
    let today = ctx.today();
    let mut changed = Vec::new();
    let count = parties.len();
    for (id, mut whom, stored) in parties {
        if whom.occasions == 0 {
            whom.year = typical_year.unwrap_or(0).max(0);
        }
        let facts = known.get(&id).map(Vec::as_slice).unwrap_or_default();
        let aside = asides.get(&id).map(Vec::as_slice).unwrap_or_default();
        let depth = rules::depth(facts, &whom, ctx.now);
        let questions = rules::questions(facts, &whom, aside, ctx.now, today);
        let learnt = Learnt::new(depth, questions.first());
        if stored.as_ref() != Some(&learnt) {
            changed.push((id, learnt));
        }
    }
    let mut waiting = changed.as_slice();
    while !waiting.is_empty() {
        let (now, later) = waiting.split_at(pace.size().min(waiting.len()));
        let begun = Instant::now();
        patiently(|| put(ctx, now)).await?;
        pace.ended(begun);
        waiting = later;
    }
    Ok(Some((last, i64::try_from(count).unwrap_or(i64::MAX))))
}

async fn put(ctx: &Ctx, learnt: &[(Uuid, Learnt)]) -> Result<()> {
    let today = ctx.today();
    let tx = ctx.write(Permission::JobsManage).await?;
    rows::put_learning(&tx.rows, learnt, today, month_of(today)).await?;
    tx.commit_quietly().await
}

/// Reads the habits of customers who bought since their orders were last looked at. `false` when the work has to rest.
async fn conclude(ctx: &Ctx, progress: &Progress) -> Result<bool> {
    let reading = ctx.read(Permission::JobsManage)?;
    let mut after = Uuid::nil();
    loop {
        let due = rows::habits_due(&reading, after, PAGE).await?;
        let Some(last) = due.last() else {
            return Ok(true);
        };
        after = *last;
        for id in due {
            if progress.is_cancelled() || progress.must_stop() {
                return Ok(false);
            }
            if habits::shows(&reading, id, ctx.today()).await? {
                patiently(|| learn(ctx, id)).await?;
            }
        }
    }
}

async fn learn(ctx: &Ctx, party: Uuid) -> Result<()> {
    let mut tx = ctx.write(Permission::JobsManage).await?;
    habits::learn_in(&mut tx, party).await?;
    tx.commit_quietly().await
}
