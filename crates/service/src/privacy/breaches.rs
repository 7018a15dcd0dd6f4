//! Breaches and the customers that each touched: chosen one by one or as a list matches, few at once and many by a worker, which
//! begins again without naming anybody twice. It must never say that all are named while some wait.

use chrono::{DateTime, Utc};
use quen_core::bulks::Selection;
use quen_core::fields::{Cursor, ListQuery, MAX_LIMIT};
use quen_core::kept::Kept;
use quen_core::privacy::{Breach, Standing, breaches as rules};
use quen_core::{Error, Event, Noun, Permission, Result};
use quen_store::privacy as rows;
use quen_store::records::ids_after;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::Ctx;
use crate::jobs::queue::{Outcome, Progress};
use crate::jobs::{self, Job};
use crate::parties::Parties;
use crate::records::{self, Kind};

const RIGHT: Permission = Permission::PrivacyManage;
/// The work's word in the queue.
pub const NAME: &str = "privacy.name";
/// Customers named in one transaction.
const MANY: usize = 500;
/// Customers named before a worker takes over.
const AT_ONCE: i64 = 2_000;

/// Breaches, newest first.
///
/// # Errors
/// `forbidden`.
pub async fn breaches(ctx: &Ctx) -> Result<Vec<Breach>> {
    rows::breaches(&ctx.read(RIGHT)?).await
}

/// One breach.
///
/// # Errors
/// `not-found`.
pub async fn breach(ctx: &Ctx, id: Uuid) -> Result<Breach> {
    let found = rows::breach(&ctx.read(RIGHT)?, id).await?;
    found.ok_or(Error::NotFound)
}

/// Breaches that touched a customer, for everybody who reaches that customer.
///
/// # Errors
/// `forbidden`.
pub async fn of_touched(ctx: &Ctx, party: Uuid) -> Result<Vec<Breach>> {
    rows::of_touched(&ctx.read(Permission::PartiesRead)?, party).await
}

/// Records a breach; the authority's clock runs from its finding.
///
/// # Errors
/// `bad-choice` at `kind`, `required` at `what`, `in-future` at `found_at`.
pub async fn report(
    ctx: &Ctx,
    kind: &str,
    what: &str,
    people: Option<i64>,
    found_at: Option<DateTime<Utc>>,
) -> Result<Breach> {
    let found_at = found_at.unwrap_or(ctx.now);
    let breach = Breach {
        id: ctx.new_id(),
        kind: kind.to_owned(),
        what: what.to_owned(),
        people,
        found_at,
        notify_by: found_at,
        notified_at: None,
        done: None,
        named: 0,
    };
    let (breach, event) = rules::report(breach, ctx.now)?;
    let mut tx = ctx.write(RIGHT).await?;
    rows::put_breach(&tx.rows, &breach, ctx.now).await?;
    tx.record(event);
    tx.commit().await?;
    Ok(breach)
}

/// Notes that the authority was told.
///
/// # Errors
/// `not-found`, `breach-notified`.
pub async fn notified(ctx: &Ctx, id: Uuid, done: Option<&str>) -> Result<Breach> {
    let mut tx = ctx.write(RIGHT).await?;
    let found = rows::breach(&tx.rows, id).await?.ok_or(Error::NotFound)?;
    let (breach, event) = rules::notified(&found, done, ctx.now)?;
    rows::put_breach(&tx.rows, &breach, ctx.now).await?;
    tx.record(event);
    tx.commit().await?;
    Ok(breach)
}

/// Names customers as touched.
///
/// # Errors
/// `not-found`; `bad-reference` at `ids` for one that is not there, and what the list's condition says.
pub async fn affect(ctx: &Ctx, id: Uuid, selection: Selection) -> Result<Named> {
    breach(ctx, id).await?;
    let mut walk = Walk {
        selection,
        place: None,
    };
    if let Selection::Ids(ids) = &walk.selection {
        are_there(ctx, ids).await?;
    }
    let (mut named, mut looked_at) = (0, 0);
    loop {
        let (seen, new) = piece(ctx, id, &mut walk).await?;
        (named, looked_at) = (named + new, looked_at + seen);
        if walk.place.is_none() {
            return Ok(Named {
                named,
                waiting: false,
            });
        }
        if looked_at >= AT_ONCE {
            let tx = ctx.write(RIGHT).await?;
            let job = Job::new(NAME).with(json!({ "breach_id": id, "walk": walk }));
            jobs::enqueue(&tx, &job).await?;
            tx.commit_quietly().await?;
            return Ok(Named {
                named,
                waiting: true,
            });
        }
    }
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Customers that were not named before.
    pub named: i64,
    /// A worker names the rest.
    pub waiting: bool,
}

/// Which customers, and where to go on.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Walk {
    selection: Selection,
    /// The last id, or the cursor of a list that was asked by words; none before the first piece and at the end.
    place: Option<String>,
}

/// The worker's part.
///
/// # Errors
/// `not-found`, a broken database; the work can begin again.
pub async fn name_on(
    ctx: &Ctx,
    payload: &serde_json::Value,
    progress: &Progress,
) -> Result<Outcome> {
    let bad = || Error::invalid("walk", "bad-reference");
    let at = |name: &str| payload.get(name).cloned().unwrap_or_default();
    let id: Uuid = serde_json::from_value(at("breach_id")).map_err(|_| bad())?;
    let mut walk: Walk = serde_json::from_value(at("walk")).map_err(|_| bad())?;
    let mut done = 0;
    while walk.place.is_some() {
        if progress.is_cancelled() {
            return Ok(Outcome::Cancelled);
        }
        if progress.must_stop() {
            return Ok(Outcome::Stopped);
        }
        let (seen, _) = piece(ctx, id, &mut walk).await?;
        done += seen;
        progress.set(done, 0);
    }
    Ok(Outcome::Done)
}

/// Names the next customers; answers how many were looked at and how many are new.
async fn piece(ctx: &Ctx, breach: Uuid, walk: &mut Walk) -> Result<(i64, i64)> {
    let parties = next(ctx, walk).await?;
    let seen = i64::try_from(parties.len()).unwrap_or(i64::MAX);
    let people: Vec<(Uuid, Uuid)> = parties.into_iter().map(|id| (ctx.new_id(), id)).collect();
    if people.is_empty() {
        return Ok((0, 0));
    }
    let mut tx = ctx.write(RIGHT).await?;
    let new = rows::name_people(&tx.rows, breach, &people, ctx.now).await?;
    let new = i64::try_from(new).unwrap_or(i64::MAX);
    if new > 0 {
        tx.record(Event::new(Noun::Privacy, "breach_people_named", breach).with("people", new));
    }
    tx.commit_quietly().await?;
    Ok((seen, new))
}

/// The next ids of a walk, which moves on.
async fn next(ctx: &Ctx, walk: &mut Walk) -> Result<Vec<Uuid>> {
    let catalogue = Parties::catalogue(ctx);
    let mut query = walk.selection.query(&catalogue)?;
    if let Selection::Matching { q: Some(_), .. } = walk.selection {
        query.limit = MAX_LIMIT;
        query.cursor = walk.place.as_deref().map(Cursor::decode).transpose()?;
        let page = records::list::<Parties>(ctx, &query).await?;
        walk.place = page.next.map(|next| next.encode());
        return Ok(page.rows.iter().map(Kept::id).collect());
    }
    let after = match walk.place.as_deref() {
        None => Uuid::nil(),
        Some(text) => text
            .parse()
            .map_err(|_| Error::invalid("walk", "bad-reference"))?,
    };
    let ids = match &mut query.ids {
        Some(ids) => {
            ids.sort_unstable();
            ids.dedup();
            ids.retain(|id| *id > after);
            ids.truncate(MANY);
            std::mem::take(ids)
        }
        None => matching(ctx, &query, after).await?,
    };
    walk.place = ids
        .last()
        .filter(|_| ids.len() == MANY)
        .map(Uuid::to_string);
    Ok(ids)
}

async fn matching(ctx: &Ctx, query: &ListQuery, after: Uuid) -> Result<Vec<Uuid>> {
    let reading = ctx.read(RIGHT)?;
    let place = (after, i64::try_from(MANY).unwrap_or(i64::MAX));
    let catalogue = Parties::catalogue(ctx);
    ids_after::<<Parties as Kind>::Table>(&reading, &catalogue, query, ctx.list_day(), place).await
}

async fn are_there(ctx: &Ctx, ids: &[Uuid]) -> Result<()> {
    let reading = ctx.read(RIGHT)?;
    for some in ids.chunks(MANY) {
        let found =
            quen_store::records::find_many::<<Parties as Kind>::Table>(&reading, some).await?;
        let here = |id: &Uuid| {
            found
                .iter()
                .any(|party| party.id == *id && party.deleted_at.is_none())
        };
        if !some.iter().all(here) {
            return Err(Error::invalid("ids", "bad-reference"));
        }
    }
    Ok(())
}

/// A customer was not touched after all.
///
/// # Errors
/// `not-found`, also for one that was not named.
pub async fn spare(ctx: &Ctx, id: Uuid, party: Uuid) -> Result<()> {
    let mut tx = ctx.write(RIGHT).await?;
    if !rows::spare(&tx.rows, id, party).await? {
        return Err(Error::NotFound);
    }
    tx.record(Event::new(Noun::Privacy, "breach_person_spared", id).on(Some(party)));
    tx.commit().await
}

/// Where the house stands with the number of people whose data it ever kept; none where no rule is known for today.
///
/// # Errors
/// `forbidden`.
pub async fn standing(ctx: &Ctx) -> Result<Option<Standing>> {
    let reading = ctx.read(RIGHT)?;
    let Some(rule) = Standing::on(ctx.today(), 0) else {
        return Ok(None);
    };
    let people = rows::kept_people(&reading, rule.limit + 1).await?;
    Ok(Some(Standing { people, ..rule }))
}
