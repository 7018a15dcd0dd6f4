//! Care that comes before the customer asks: programmes as settings, the plan of each night, what is done with it hour by hour,
//! and the shares of people and machines. What goes out goes through the one gate.

mod acting;
mod delivered;
mod planning;
mod steering;
mod telling;
mod wording;

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use quen_core::care::{self as rules, AHEAD_DAYS, Programme, Shares, Touch, shown_state};
use quen_core::fields::Cursor;
use quen_core::kept::Kept;
use quen_core::{Error, Permission, Records, Result};
use quen_store::Rows;
use quen_store::care::{self as rows, Point, Seen};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::jobs::{self, Job};
use crate::products::Products;
use crate::records::{Kind, delete_in, restore_in};
use crate::tasks::Tasks;
use crate::{Ctx, Tx};

pub use acting::{ACT, act};
pub use delivered::{Counted, Delivered, delivered};
pub use planning::{PLAN, plan};
pub use telling::{Advice, Letter, Post, Proposal, proposal, send, tell, untell};

/// Days whose outcome is counted beside each programme.
const TALLY: Duration = Duration::days(90);
/// Touches on one page at most.
pub const MAX_PAGE: i64 = 200;

/// The programmes, oldest first.
///
/// # Errors
/// `forbidden`.
pub async fn programmes(ctx: &Ctx) -> Result<Vec<Programme>> {
    let mut all = rows::programmes(&ctx.read(Permission::PartiesRead)?).await?;
    all.retain(|programme| programme.removed_at.is_none());
    Ok(all)
}

/// One programme.
///
/// # Errors
/// `not-found`.
pub async fn programme(ctx: &Ctx, id: Uuid) -> Result<Programme> {
    let reading = ctx.read(Permission::SettingsManage)?;
    rows::programme(&reading, id).await?.ok_or(Error::NotFound)
}

/// How a programme for an occasion begins, with words in the workspace's language.
pub fn draft(ctx: &Ctx, occasion: &str) -> Programme {
    wording::begun(ctx, Programme::new(ctx.new_id(), occasion, ctx.now))
}

/// Keeps a new programme.
///
/// # Errors
/// `forbidden`, and what [`rules::check`] says; `bad-reference` at `product_id`.
pub async fn create(ctx: &Ctx, programme: Programme) -> Result<Programme> {
    let programme = rules::check(programme)?;
    let mut tx = ctx.write(Permission::SettingsManage).await?;
    sells(&tx, &programme).await?;
    rows::insert_programme(&tx.rows, &programme).await?;
    tx.record(programme.event("created"));
    ask(&tx).await?;
    tx.commit().await?;
    Ok(programme)
}

/// Changes a programme; what it had planned is planned anew.
///
/// # Errors
/// `not-found`, `stale`, and as [`create`].
pub async fn change(
    ctx: &Ctx,
    id: Uuid,
    expected: Option<i64>,
    change: impl FnOnce(&mut Programme),
) -> Result<Programme> {
    let mut tx = ctx.write(Permission::SettingsManage).await?;
    let before = rows::programme(&tx.rows, id)
        .await?
        .ok_or(Error::NotFound)?;
    if expected.is_some_and(|expected| expected != before.version) {
        return Err(Error::Stale {
            current: before.version,
        });
    }
    let mut after = before.clone();
    change(&mut after);
    let after = rules::check(Programme {
        version: before.version + 1,
        updated_at: ctx.now,
        ..after
    })?;
    sells(&tx, &after).await?;
    rows::update_programme(&tx.rows, &after).await?;
    rows::forget_plans(&tx.rows, id).await?;
    tx.record(after.event("changed"));
    ask(&tx).await?;
    tx.commit().await?;
    Ok(after)
}

/// Takes a programme away with what it had planned; what it did stays.
///
/// # Errors
/// `not-found`.
pub async fn remove(ctx: &Ctx, id: Uuid) -> Result<()> {
    let mut tx = ctx.write(Permission::SettingsManage).await?;
    let before = rows::programme(&tx.rows, id)
        .await?
        .ok_or(Error::NotFound)?;
    let gone = Programme {
        version: before.version + 1,
        updated_at: ctx.now,
        removed_at: Some(ctx.now),
        ..before
    };
    rows::update_programme(&tx.rows, &gone).await?;
    rows::forget_plans(&tx.rows, id).await?;
    tx.record(gone.event("removed"));
    tx.commit().await
}

/// A guide is about a product that is sold.
async fn sells(tx: &Tx, programme: &Programme) -> Result<()> {
    let Some(id) = programme.product_id else {
        return Ok(());
    };
    Products::find(&tx.rows, id)
        .await?
        .filter(|product| product.deleted_at().is_none())
        .map(drop)
        .ok_or_else(|| Error::invalid("product_id", "bad-reference"))
}

/// Asks for the plan to be made now rather than at night.
///
/// # Errors
/// `forbidden`.
pub async fn plan_now(ctx: &Ctx) -> Result<()> {
    let tx = ctx.write(Permission::SettingsManage).await?;
    ask(&tx).await?;
    tx.commit().await
}

async fn ask(tx: &Tx) -> Result<()> {
    let key = format!("care-plan:{}", tx.rows.workspace());
    jobs::enqueue(tx, &Job::new(PLAN).unique(key))
        .await
        .map(drop)
}

/// A touch as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shown {
    /// The touch.
    #[serde(flatten)]
    pub touch: Touch,
    /// One of [`rules::SHOWN_STATES`].
    pub shown: String,
    /// The party's name.
    pub party_name: Option<String>,
}

/// Some touches and where the next ones begin.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Touches {
    /// In the order asked for.
    pub data: Vec<Shown>,
    /// The address of the next page.
    pub next_cursor: Option<String>,
}

/// What is planned for the days ahead, the first first.
///
/// # Errors
/// `forbidden`, `bad-cursor`.
pub async fn coming(ctx: &Ctx, cursor: Option<&str>, limit: i64) -> Result<Touches> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let to = ctx.now + Duration::days(i64::try_from(AHEAD_DAYS).unwrap_or(14));
    let limit = limit.clamp(1, MAX_PAGE);
    let found = rows::coming(&reading, to, point(cursor)?, limit + 1).await?;
    page(ctx, found, limit, |touch| Some(touch.due_at)).await
}

/// What was done, and what was not and why, newest first.
///
/// # Errors
/// `forbidden`, `bad-cursor`, `bad-choice` at `state`.
pub async fn settled(
    ctx: &Ctx,
    state: Option<&str>,
    cursor: Option<&str>,
    limit: i64,
) -> Result<Touches> {
    let reading = ctx.read(Permission::PartiesRead)?;
    if state.is_some_and(|state| !rules::STATES.contains(&state)) {
        return Err(Error::invalid("state", "bad-choice"));
    }
    let limit = limit.clamp(1, MAX_PAGE);
    let found = rows::settled(&reading, point(cursor)?, state, limit + 1).await?;
    page(ctx, found, limit, |touch| touch.settled_at).await
}

fn point(cursor: Option<&str>) -> Result<Option<Point>> {
    let Some(cursor) = cursor.map(Cursor::decode).transpose()? else {
        return Ok(None);
    };
    let at = cursor
        .values
        .first()
        .and_then(Value::as_str)
        .and_then(|at| at.parse::<DateTime<Utc>>().ok());
    at.map(|at| Some((at, cursor.id)))
        .ok_or_else(|| Error::invalid("cursor", "bad-cursor"))
}

async fn page(
    ctx: &Ctx,
    mut found: Vec<Seen>,
    limit: i64,
    at: impl Fn(&Touch) -> Option<DateTime<Utc>>,
) -> Result<Touches> {
    let limit = usize::try_from(limit).unwrap_or(1);
    let more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().filter(|_| more);
    let next_cursor = last.and_then(|seen| {
        let at = at(&seen.touch)?;
        let values = vec![Value::from(at.to_rfc3339())];
        let id = seen.touch.id;
        Some(Cursor { values, id }.encode())
    });
    let ids = found.iter().map(|seen| seen.touch.party_id);
    let names: HashMap<Uuid, String> = crate::parties::names(ctx, ids).await?;
    let data = found.into_iter().map(|seen| Shown {
        shown: shown_state(&seen.touch.state, seen.task_done, seen.task_gone).to_owned(),
        party_name: names.get(&seen.touch.party_id).cloned(),
        touch: seen.touch,
    });
    Ok(Touches {
        data: data.collect(),
        next_cursor,
    })
}

/// How often a programme came to an end of each kind in the last 90 days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// The programme.
    pub programme_id: Uuid,
    /// One of [`rules::SHOWN_STATES`].
    pub state: String,
    /// How many.
    pub count: i64,
}

/// Of all programmes.
///
/// # Errors
/// `forbidden`.
pub async fn tallies(ctx: &Ctx) -> Result<Vec<Tally>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let found = rows::tallies(&reading, ctx.now - TALLY).await?;
    let tally = |(programme_id, state, count)| Tally {
        programme_id,
        state,
        count,
    };
    Ok(found.into_iter().map(tally).collect())
}

/// Shares of people and machines, of what we begin and what we answer, as of the last night.
///
/// # Errors
/// `forbidden`, also for those who do not reach all customers.
pub async fn shares(ctx: &Ctx) -> Result<Shares> {
    let reading = ctx.read(Permission::InteractionsRead)?;
    match reading.access().records() {
        Records::All => rows::shares(&reading).await,
        Records::OwnedBy(_) => Err(Error::Forbidden(Permission::InteractionsRead)),
    }
}

/// Declines what a programme proposed: the task goes to the bin, and the programme does not ask again for this occasion.
///
/// # Errors
/// `not-found` also for a task that no programme proposed.
pub async fn decline(ctx: &Ctx, task: Uuid) -> Result<()> {
    let mut tx = ctx.write(Permission::TasksWrite).await?;
    decline_in(&mut tx, task).await?;
    tx.commit().await
}

/// The same as part of a larger act.
///
/// # Errors
/// As [`decline`].
pub(crate) async fn decline_in(tx: &mut Tx, task: Uuid) -> Result<()> {
    let found = Tasks::find(&tx.rows, task).await?.ok_or(Error::NotFound)?;
    let touch = rows::of_task(&tx.rows, found.id)
        .await?
        .ok_or(Error::NotFound)?;
    if found.deleted_at.is_none() {
        delete_in::<Tasks>(tx, task, None).await?;
    }
    let declined = Touch {
        state: "declined".to_owned(),
        settled_at: Some(tx.ctx().now),
        ..touch.clone()
    };
    rows::put(&tx.rows, &touch.state, &declined).await?;
    tx.record(declined.event("declined"));
    Ok(())
}

/// Takes a refusal back: the proposal stands again. Nothing happens for a task that no programme proposed.
///
/// # Errors
/// `not-found`.
pub(crate) async fn propose_again_in(tx: &mut Tx, task: Uuid) -> Result<()> {
    let Some(touch) = rows::of_task(&tx.rows, task)
        .await?
        .filter(|touch| touch.state == "declined")
    else {
        return Ok(());
    };
    restore_in::<Tasks>(tx, task).await?;
    let again = Touch {
        state: "proposed".to_owned(),
        ..touch
    };
    rows::put(&tx.rows, "declined", &again).await?;
    tx.record(again.event("proposed"));
    Ok(())
}
