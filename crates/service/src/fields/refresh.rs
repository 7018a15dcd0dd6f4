//! Values indexed and worked out anew, record by record: after a field was made, came back, or changed its meaning. It
//! goes on where it was after a restart, and never holds the writer for long.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use quen_core::fields::custom::{CustomField, NOUNS, Rollup};
use quen_core::fields::formula::{counts_days, full_name};
use quen_core::fields::{Field, owner_of, rollup_of};
use quen_core::kept::Kept;
use quen_core::{Noun, Result};
use quen_store::fields as rows;
use quen_store::records::{find_many, outside_bin};
use serde_json::json;
use uuid::Uuid;

use crate::benefits::Benefits;
use crate::interactions::Interactions;
use crate::jobs::queue::{Outcome, Progress};
use crate::jobs::{self, Job};
use crate::kinds::Records;
use crate::orders::Orders;
use crate::pace::{Pace, patiently};
use crate::parties::Parties;
use crate::payments::Payments;
use crate::products::Products;
use crate::projects::Projects;
use crate::promises::Promises;
use crate::records::Kind;
use crate::tasks::Tasks;
use crate::{Ctx, Tx};

/// Kind of the job.
pub const REFRESH: &str = "fields.refresh";
/// Records looked at in one transaction at first, at least and at most.
const BATCH: (usize, usize, usize) = (20, 2, 100);

/// Asks for the records of the kind with this word to be gone through.
pub(crate) async fn ask(tx: &Tx, noun: &str) -> Result<()> {
    let job = Job::new(REFRESH)
        .with(json!({ "noun": noun }))
        .unique(format!("fields:{}:{noun}", tx.ctx().actor.workspace_id));
    jobs::enqueue(tx, &job).await.map(drop)
}

/// Asks for the records whose roll-ups look at this field, after it changed or went.
pub(super) async fn ask_holders(tx: &Tx, field: &CustomField) -> Result<()> {
    let name = full_name(&field.name);
    let looks = |rollup: &Rollup| {
        let by = [rollup.via.as_deref(), rollup.field.as_deref()];
        let filter = rollup.filter.as_ref().map(ToString::to_string);
        by.contains(&Some(&name)) || filter.is_some_and(|filter| filter.contains(&name))
    };
    let named_by_it = matches!(field.r#type.as_str(), "reference");
    ask_over(tx, &field.noun, |rollup| {
        looks(rollup) || (named_by_it && rollup.via.is_none())
    })
    .await
}

/// Asks for the records whose roll-ups are over the kind with this word, as far as they are of interest.
pub(crate) async fn ask_over(
    tx: &Tx,
    noun: &str,
    of_interest: impl Fn(&Rollup) -> bool,
) -> Result<()> {
    let customs = Arc::clone(&tx.ctx().customs);
    let over = |field: &Field| {
        rollup_of(field).is_some_and(|rollup| owner_of(&rollup.of) == noun && of_interest(rollup))
    };
    let found = customs.all().filter(|(_, field)| over(field));
    let holders: BTreeSet<&str> = found.map(|(holder, _)| holder).collect();
    for holder in holders {
        ask(tx, holder).await?;
    }
    Ok(())
}

/// Kind of the job that works out every day what counts from today.
pub const DAILY: &str = "fields.daily";

/// Goes through the kinds of which something counts from today.
///
/// # Errors
/// A broken database.
pub async fn daily(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    let own = ctx.customs.kinds.iter().map(|kind| kind.name.as_str());
    let words = NOUNS.iter().map(|noun| noun.plural()).chain(own);
    for word in words {
        let fields = ctx.customs.of_word(word);
        if counts_days(fields) || fields.iter().any(looks_back) {
            match refresh(ctx, word, progress).await? {
                Outcome::Done => {}
                other => return Ok(other),
            }
        }
    }
    Ok(Outcome::Done)
}

/// Does a roll-up's condition count days from today?
fn looks_back(field: &Field) -> bool {
    let filter = rollup_of(field).and_then(|rollup| rollup.filter.as_ref());
    let filter = filter.map(ToString::to_string);
    filter.is_some_and(|filter| filter.contains("_days"))
}

/// Goes through all records of a kind.
///
/// # Errors
/// A broken database.
pub async fn refresh(ctx: &Ctx, noun: &str, progress: &Progress) -> Result<Outcome> {
    match Noun::from_plural(noun) {
        Some(Noun::Parties) => all::<Parties>(ctx, progress).await,
        Some(Noun::Orders) => all::<Orders>(ctx, progress).await,
        Some(Noun::Products) => all::<Products>(ctx, progress).await,
        Some(Noun::Tasks) => all::<Tasks>(ctx, progress).await,
        Some(Noun::Interactions) => all::<Interactions>(ctx, progress).await,
        Some(Noun::Projects) => all::<Projects>(ctx, progress).await,
        Some(Noun::Promises) => all::<Promises>(ctx, progress).await,
        Some(Noun::Payments) => all::<Payments>(ctx, progress).await,
        Some(Noun::Benefits) => all::<Benefits>(ctx, progress).await,
        _ => match ctx.of_kind(noun) {
            Ok(ctx) => all::<Records>(&ctx, progress).await,
            Err(_) => Ok(Outcome::Done),
        },
    }
}

async fn all<K: Kind>(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    let (size, least, most) = BATCH;
    let mut pace = Pace::new(size, least, most);
    let (mut done, mut after) = (0, Uuid::nil());
    loop {
        if progress.must_stop() {
            return Ok(Outcome::Stopped);
        }
        if progress.is_cancelled() {
            return Ok(Outcome::Cancelled);
        }
        let begun = Instant::now();
        let found = patiently(|| batch::<K>(ctx, after, pace.size())).await?;
        let Some((seen, last)) = found else {
            return Ok(Outcome::Done);
        };
        pace.ended(begun);
        done += seen;
        progress.set(done, 0);
        after = last;
    }
}

/// One transaction, in the order of the ids, whatever order the kind's lists have; answers how many records it saw and the last of
/// them.
async fn batch<K: Kind>(ctx: &Ctx, after: Uuid, most: usize) -> Result<Option<(i64, Uuid)>> {
    let tx = ctx.write(K::WRITE).await?;
    let own = ctx.kind.as_ref().map(|kind| kind.name.as_str());
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let page = outside_bin::<K::Table>(&tx.rows, own, after, most).await?;
    let ids: Vec<Uuid> = page.iter().map(Kept::id).collect();
    let Some(last) = ids.last().copied() else {
        return Ok(None);
    };
    // Held until the commit, and read again: what somebody writes meanwhile is not written over.
    rows::hold::<K::Table>(&tx.rows, &ids).await?;
    for record in find_many::<K::Table>(&tx.rows, &ids).await? {
        rows::rework::<K::Table>(&tx.rows, K::NOUN, &record).await?;
    }
    tx.commit_quietly().await?;
    let seen = i64::try_from(ids.len()).unwrap_or_default();
    Ok(Some((seen, last)))
}
