//! Who may be the same party: looked for over all parties as a job, over what changed every few minutes, and at entry before a
//! second record is made. It only suggests; people decide, and what they said is not asked again.

mod known;
mod scan;

use chrono::{DateTime, Utc};
use quen_core::duplicates::Census;
use quen_core::fields::Cursor;
use quen_core::parties::Party;
use quen_core::reasons::Reason;
use quen_core::{Error, Event, Noun, Permission, Result};
use quen_store::duplicates::{self as rows, Duplicate};
use quen_store::{Reading, Rows, models, parties};
use serde::Serialize;
use uuid::Uuid;

use crate::Ctx;
use crate::jobs::{Job, enqueue};

pub use known::{Known, known};
pub use scan::{check_changed, looked_until, scan};

/// Word of the scan of all parties in the queue.
pub const SCAN: &str = "duplicates.scan";
/// Word of the look at what changed.
pub const CHECK: &str = "duplicates.check";
/// Name of the stored counts of words.
const CENSUS: &str = "duplicates";
/// Pairs of a page at most.
const MOST: usize = 200;
/// Pairs counted at most.
const COUNTED: i64 = 1_000;
/// States that a list may ask for.
pub const STATES: [&str; 2] = [rows::OPEN, rows::DIFFERENT];

/// A pair with both parties.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestion {
    /// Of the pair.
    pub id: Uuid,
    /// The one that was there first.
    pub one: Party,
    /// The other one.
    pub other: Party,
    /// Chance that both are one, in basis points.
    pub chance: i64,
    /// Sure enough to be suggested without a second look.
    pub automatic: bool,
    /// Why, the strongest first.
    pub reasons: Vec<Reason>,
    /// `open` or `different`.
    pub state: String,
}

/// A page of pairs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Suggestions {
    /// The surest first.
    pub pairs: Vec<Suggestion>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

/// Pairs in one state, the surest first; only those of which the actor may see both.
///
/// # Errors
/// `bad-choice` at `state`, `bad-cursor` at `cursor`.
pub async fn list(
    ctx: &Ctx,
    state: &str,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Suggestions> {
    if !STATES.contains(&state) {
        return Err(Error::invalid("state", "bad-choice"));
    }
    let reading = ctx.read(Permission::PartiesRead)?;
    let after = after.map(place).transpose()?;
    let limit = limit.clamp(1, MOST);
    let wanted = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut found = rows::list(&reading, state, after, wanted).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| Cursor {
        values: vec![last.chance.into()],
        id: last.id,
    });
    Ok(Suggestions {
        pairs: with_parties(ctx, &reading, found).await?,
        next,
    })
}

fn place(cursor: &Cursor) -> Result<(i64, Uuid)> {
    let chance = cursor.values.first().and_then(serde_json::Value::as_i64);
    let chance = chance.ok_or_else(|| Error::invalid("cursor", "bad-cursor"))?;
    Ok((chance, cursor.id))
}

async fn with_parties(
    ctx: &Ctx,
    reading: &Reading,
    found: Vec<Duplicate>,
) -> Result<Vec<Suggestion>> {
    let ids: Vec<Uuid> = found
        .iter()
        .flat_map(|pair| [pair.one_id, pair.other_id])
        .collect();
    let mut known = parties::find_many(reading, &ids).await?;
    for party in &mut known {
        party.standing.currency = ctx.settings.currency;
    }
    let party = |id: Uuid| known.iter().find(|party| party.id == id).cloned();
    let suggestion = |pair: Duplicate| {
        Some(Suggestion {
            one: party(pair.one_id)?,
            other: party(pair.other_id)?,
            id: pair.id,
            chance: pair.chance,
            automatic: pair.automatic,
            reasons: pair.reasons,
            state: pair.state,
        })
    };
    Ok(found.into_iter().filter_map(suggestion).collect())
}

/// How many pairs are open, at most a thousand; for those who may merge.
///
/// # Errors
/// `forbidden`.
pub async fn open(ctx: &Ctx) -> Result<i64> {
    rows::count_open(&ctx.read(Permission::PartiesMerge)?, COUNTED).await
}

/// Says that the two of a pair are two; they are not suggested again.
///
/// # Errors
/// `not-found`.
pub async fn dismiss(ctx: &Ctx, id: Uuid) -> Result<Suggestion> {
    decide(ctx, id, rows::DIFFERENT, "told_apart").await
}

/// Takes that back.
///
/// # Errors
/// `not-found`.
pub async fn reopen(ctx: &Ctx, id: Uuid) -> Result<Suggestion> {
    decide(ctx, id, rows::OPEN, "asked_again").await
}

async fn decide(
    ctx: &Ctx,
    id: Uuid,
    state: &'static str,
    verb: &'static str,
) -> Result<Suggestion> {
    let mut tx = ctx.write(Permission::PartiesMerge).await?;
    let pair = rows::find(&tx.rows, id).await?.ok_or(Error::NotFound)?;
    rows::decide(&tx.rows, id, state, ctx.actor.user_id, ctx.now).await?;
    tx.record(
        Event::new(Noun::Parties, verb, pair.one_id)
            .on(Some(pair.one_id))
            .with("other", pair.other_id.to_string()),
    );
    tx.commit().await?;
    let reading = ctx.read(Permission::PartiesRead)?;
    let decided = Duplicate {
        state: state.to_owned(),
        ..pair
    };
    let mut told = with_parties(ctx, &reading, vec![decided]).await?;
    told.pop().ok_or(Error::NotFound)
}

/// Asks for a scan of all parties now. `None` when one waits or runs already.
///
/// # Errors
/// `forbidden`.
pub async fn request_scan(ctx: &Ctx) -> Result<Option<Uuid>> {
    let tx = ctx.write(Permission::PartiesMerge).await?;
    let job = Job::new(SCAN)
        .unique(format!("{SCAN}:{}", ctx.actor.workspace_id))
        .attempts(3);
    let asked = enqueue(&tx, &job).await?;
    tx.commit().await?;
    Ok(asked)
}

/// What the last scan counted, for looking at one party alone.
async fn census(rows: &impl Rows) -> Result<Counted> {
    let stored = models::figures::<Counted>(rows, CENSUS).await?;
    Ok(stored.map(|stored| stored.value).unwrap_or_default())
}

/// What a scan leaves behind.
#[derive(Debug, Clone, Default, PartialEq, Serialize, serde::Deserialize)]
pub(crate) struct Counted {
    /// Counts of words.
    census: Census,
    /// Parties changed up to this instant, and of it those up to this id, were looked at.
    looked_until: Option<(DateTime<Utc>, Uuid)>,
}
