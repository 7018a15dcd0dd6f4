//! Records of any kind that can be merged, compared by what their catalogue declares: all with all at night, and within minutes of a
//! change while a kind has not more than [`SOON`] of them. Customers have a scan of their own.

use chrono::{DateTime, Utc};
use quen_core::duplicates::{Pair, RecordScan};
use quen_core::kept::Kept;
use quen_core::{Error, Noun, Permission, Result};
use quen_store::duplicates::Queue;
use quen_store::records::{changed_since, outside_bin};
use quen_store::{Reading, models};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::scan::{COMPARED, ended, must_rest, renew, walk};
use crate::Ctx;
use crate::jobs::queue::{Outcome, Progress};
use crate::records::Kind;

/// Records read at a time.
const READ: i64 = 2_000;
/// Records of a kind that are compared within minutes of a change; of more, they wait for the night.
const SOON: usize = 20_000;
/// Records of a kind that are compared at all, those that were made first: some 250 MB.
const MOST: usize = 500_000;
/// Pairs of a kind that are kept, the surest; nobody looks through more.
const KEPT: usize = 20_000;

/// When the records of a kind were last compared.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Looked {
    until: DateTime<Utc>,
}

/// How far a comparison goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Far {
    /// All records, whatever it takes.
    All,
    /// Only when something changed, and while there are not many.
    Changed,
}

/// Compares the records of every kind but customers.
///
/// # Errors
/// `forbidden`, a broken database.
pub(super) async fn scan_all(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    each(ctx, progress, Far::All).await
}

/// The same where something changed.
///
/// # Errors
/// As [`scan_all`].
pub(super) async fn check_all(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    each(ctx, progress, Far::Changed).await
}

async fn each(ctx: &Ctx, progress: &Progress, far: Far) -> Result<Outcome> {
    for kind in super::kinds(ctx) {
        if kind.noun == Noun::Parties {
            continue;
        }
        match kind.compare(ctx, progress, far).await? {
            Outcome::Done => {}
            rests => return Ok(rests),
        }
    }
    Ok(Outcome::Done)
}

/// Compares the records of one kind.
///
/// # Errors
/// `forbidden`, a broken database.
pub(crate) async fn compare<K: Kind>(ctx: Ctx, progress: Progress, far: Far) -> Result<Outcome> {
    let reading = ctx.read(Permission::PartiesMerge)?;
    let word = K::word(&ctx);
    let name = format!("duplicates.{word}");
    let most = match far {
        Far::All => MOST,
        Far::Changed => SOON,
    };
    if far == Far::Changed && !has_changed::<K>(&reading, &ctx, &name).await? {
        return Ok(Outcome::Done);
    }
    let Some(scan) = read_all::<K>(&ctx, &reading, &progress, most).await? else {
        return Ok(ended(&progress));
    };
    if far == Far::Changed && scan.len() > most {
        return Ok(Outcome::Done);
    }
    let told = progress.clone();
    let pairs = tokio::task::spawn_blocking(move || surest(scan, &told)).await;
    let pairs = pairs.map_err(|error| Error::Internal(error.to_string()))?;
    if must_rest(&progress) {
        return Ok(ended(&progress));
    }
    renew(&ctx, &reading, Queue::of(K::NOUN, &word), &pairs).await?;
    let tx = ctx.write(Permission::PartiesMerge).await?;
    let looked = Looked { until: ctx.now };
    models::put_figures(&tx.rows, &name, &looked, ctx.today()).await?;
    tx.commit().await?;
    Ok(Outcome::Done)
}

/// The word by which the records of kinds that share a table are told apart.
fn own<K: Kind>(ctx: &Ctx) -> Option<String> {
    (K::NOUN == Noun::Records).then(|| K::word(ctx))
}

async fn has_changed<K: Kind>(reading: &Reading, ctx: &Ctx, name: &str) -> Result<bool> {
    let Some(looked) = models::figures::<Looked>(reading, name).await? else {
        return Ok(true);
    };
    changed_since::<K::Table>(reading, own::<K>(ctx).as_deref(), looked.value.until).await
}

/// `None` when the work has to rest. Reads at most one page more than `most`.
async fn read_all<K: Kind>(
    ctx: &Ctx,
    reading: &Reading,
    progress: &Progress,
    most: usize,
) -> Result<Option<RecordScan>> {
    let mut scan = RecordScan::new(&K::catalogue(ctx));
    let (own, mut after) = (own::<K>(ctx), Uuid::nil());
    while scan.len() <= most {
        let page = outside_bin::<K::Table>(reading, own.as_deref(), after, READ).await?;
        let Some(last) = page.last() else { break };
        after = last.id();
        for record in &page {
            scan.add(record.id(), record.party_id(), record);
        }
        if must_rest(progress) {
            return Ok(None);
        }
        progress.set(i64::try_from(scan.len()).unwrap_or(i64::MAX), 0);
    }
    Ok(Some(scan))
}

fn surest(mut scan: RecordScan, progress: &Progress) -> Vec<Pair> {
    let mut pairs = Vec::new();
    walk(progress, || {
        let found = scan.next_pairs(COMPARED)?;
        pairs.extend(found);
        if pairs.len() > 2 * KEPT {
            keep_surest(&mut pairs);
        }
        Some(scan.progress())
    });
    keep_surest(&mut pairs);
    pairs
}

fn keep_surest(pairs: &mut Vec<Pair>) {
    pairs.sort_by(|a, b| b.likeness.bits.total_cmp(&a.likeness.bits));
    pairs.truncate(KEPT);
}

/// When the records of a kind were last compared; none before the first time.
///
/// # Errors
/// `forbidden`.
pub async fn looked(ctx: &Ctx, word: &str) -> Result<Option<DateTime<Utc>>> {
    let reading = ctx.read(Permission::PartiesMerge)?;
    let found = models::figures::<Looked>(&reading, &format!("duplicates.{word}")).await?;
    Ok(found.map(|stored| stored.value.until))
}
