//! Scores looked at anew: of records that nobody has looked at, and of those whose day has come. Each write keeps its own; here
//! is what time, a new field, a change of many and a new version of the program leave to be done.

use std::time::Instant;

use quen_core::{Noun, Permission, Result};
use quen_store::quality as parties;
use quen_store::quality::scores as rows;
use quen_store::records::Table;
use serde::Serialize;

use crate::jobs::queue::{Outcome, Progress};
use crate::jobs::{Job, enqueue};
use crate::lists::AnyKind;
use crate::pace::Pace;
use crate::records::Kind;
use crate::{Ctx, lists};

/// Kind of the job.
pub const REFRESH: &str = "quality.refresh";
/// Records looked at in one transaction at first, at least and at most.
const BATCH: (usize, usize, usize) = (100, 10, 500);
/// Records counted at most while scores are worked out.
pub const COUNTED_YET: i64 = 200_000;
/// Records whose scores a change of many waits for; those of more are a worker's.
const AT_ONCE: i64 = 500;

/// Looks at the records of every kind that nobody has looked at, or whose day has come.
///
/// # Errors
/// `forbidden`, a broken database.
pub async fn refresh(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    for kind in lists::of_workspace(ctx) {
        if progress.must_stop() {
            return Ok(Outcome::Stopped);
        }
        if progress.is_cancelled() {
            return Ok(Outcome::Cancelled);
        }
        kind.score(ctx, Permission::JobsManage).await?;
    }
    Ok(Outcome::Done)
}

/// How far the look at records that have no score yet has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Scoring {
    /// Records with a score.
    pub done: i64,
    /// Records in all, at most [`COUNTED_YET`].
    pub all: i64,
}

/// How far the records of a kind are; none when each has its score, so that what is counted holds for all of them.
///
/// # Errors
/// `forbidden`, a broken database.
pub async fn scoring(ctx: &Ctx, kind: &AnyKind) -> Result<Option<Scoring>> {
    let (left, all) = kind.unscored(ctx).await?;
    let done = (all - left).max(0);
    Ok((left > 0).then_some(Scoring { done, all }))
}

/// How many records of one kind have no score yet, and how many there are.
///
/// # Errors
/// `forbidden`, a broken database.
pub(crate) async fn unscored<K: Kind>(ctx: &Ctx) -> Result<(i64, i64)> {
    let reading = ctx.read(K::READ)?;
    if !is_scored::<K>() {
        return Ok((0, 0));
    }
    rows::waiting::<K::Table>(&reading, own::<K>(ctx), COUNTED_YET).await
}

/// Do the records of this kind have a score?
fn is_scored<K: Kind>() -> bool {
    K::NOUN == Noun::Parties || <K::Table as Table>::SCORED
}

/// The word of the kind that the workspace made.
fn own<K: Kind>(ctx: &Ctx) -> Option<&str> {
    let own = ctx.kind.as_ref().map(|kind| kind.name.as_str());
    own.filter(|_| K::NOUN == Noun::Records)
}

/// What is left to be done after a change of so many records.
///
/// # Errors
/// A broken database.
pub(crate) async fn after_many<K: Kind>(ctx: &Ctx, changed: i64) -> Result<()> {
    if changed <= AT_ONCE {
        return score::<K>(ctx, K::WRITE).await;
    }
    let tx = ctx.write(K::WRITE).await?;
    let unique = format!("{REFRESH}:{}", ctx.actor.workspace_id);
    enqueue(&tx, &Job::new(REFRESH).unique(unique)).await?;
    tx.commit_quietly().await
}

/// Looks at the records of one kind.
///
/// # Errors
/// `forbidden`, a broken database.
pub(crate) async fn score<K: Kind>(ctx: &Ctx, right: Permission) -> Result<()> {
    if !is_scored::<K>() {
        return Ok(());
    }
    let (size, least, most) = BATCH;
    let mut pace = Pace::new(size, least, most);
    loop {
        let begun = Instant::now();
        let limit = i64::try_from(pace.size()).unwrap_or(1);
        let seen = match K::NOUN {
            Noun::Parties => of_parties(ctx, right, limit).await?,
            _ => of_kind::<K>(ctx, right, limit).await?,
        };
        if seen == 0 {
            return Ok(());
        }
        pace.ended(begun);
    }
}

async fn of_parties(ctx: &Ctx, right: Permission, limit: i64) -> Result<usize> {
    let reading = ctx.read(right)?;
    let mut found = parties::unseen(&reading, limit).await?;
    if found.is_empty() {
        found = parties::grown_old(&reading, ctx.today(), limit).await?;
    }
    if !found.is_empty() {
        let tx = ctx.write(right).await?;
        parties::put(&tx.rows, &found).await?;
        tx.commit_quietly().await?;
    }
    Ok(found.len())
}

async fn of_kind<K: Kind>(ctx: &Ctx, right: Permission, limit: i64) -> Result<usize> {
    let own = own::<K>(ctx);
    let reading = ctx.read(right)?;
    let mut found = rows::unscored::<K::Table>(&reading, own, limit).await?;
    if found.is_empty() && quen_core::quality::can_age(K::NOUN) {
        found = rows::grown_old::<K::Table>(&reading, own, ctx.today(), limit).await?;
    }
    if !found.is_empty() {
        let tx = ctx.write(right).await?;
        rows::put::<K::Table>(&tx.rows, K::NOUN, &found).await?;
        tx.commit_quietly().await?;
    }
    Ok(found.len())
}
