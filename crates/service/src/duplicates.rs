//! Which records may be the same: customers looked for over all of them as a job, over what changed every few minutes, and at entry
//! before a second record is made; records of every other kind that can be merged by their declared fields ([`records`]). It only
//! suggests; people decide, and what they said is not asked again.

mod known;
mod records;
mod scan;

use chrono::{DateTime, Utc};
use quen_core::duplicates::Census;
use quen_core::fields::Cursor;
use quen_core::reasons::Reason;
use quen_core::{Error, Event, Noun, Permission, Result};
use quen_store::duplicates::{self as rows, Duplicate, Queue};
use quen_store::{Rows, models};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Ctx;
use crate::jobs::queue::{Outcome, Progress};
use crate::jobs::{Job, enqueue};
use crate::lists::{self, AnyKind, Line};

pub use known::{Known, known};
pub(crate) use records::{Far, compare};

/// Word of the scan of all records in the queue.
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

/// A pair with both records.
pub struct Suggestion {
    /// Of the pair.
    pub id: Uuid,
    /// The word of the kind.
    pub kind: String,
    /// The one that was there first.
    pub one: Line,
    /// The other one.
    pub other: Line,
    /// Chance that both are one, in basis points.
    pub chance: i64,
    /// Sure enough to be suggested without a second look.
    pub automatic: bool,
    /// Why, the strongest first.
    pub reasons: Vec<Reason>,
    /// `open` or `different`.
    pub state: String,
}

impl Suggestion {
    /// As the API answers it.
    ///
    /// # Errors
    /// None that a record of the product gives.
    pub fn json(&self) -> Result<Value> {
        Ok(json!({
            "id": self.id, "kind": self.kind, "one": self.one.json()?, "other": self.other.json()?, "chance": self.chance,
            "automatic": self.automatic, "reasons": self.reasons, "state": self.state,
        }))
    }
}

/// A page of pairs.
#[derive(Default)]
pub struct Suggestions {
    /// The surest first.
    pub pairs: Vec<Suggestion>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

/// The kinds whose records can turn out to be one, customers first.
pub fn kinds(ctx: &Ctx) -> Vec<AnyKind> {
    let all = lists::of_workspace(ctx).into_iter();
    all.filter(|kind| kind.merges).collect()
}

/// The kind with this word, when its records can be merged.
///
/// # Errors
/// `bad-choice` at `kind`.
pub fn kind(ctx: &Ctx, word: &str) -> Result<AnyKind> {
    let found = lists::by_word(ctx, word).ok().filter(|kind| kind.merges);
    found.ok_or_else(|| Error::invalid("kind", "bad-choice"))
}

fn queue(kind: &AnyKind) -> Queue<'_> {
    Queue::of(kind.noun, kind.word())
}

/// Pairs of a kind in one state, the surest first; only those of which the actor may see both.
///
/// # Errors
/// `bad-choice` at `state`, `bad-cursor` at `cursor`, `forbidden`.
pub async fn list(
    ctx: &Ctx,
    kind: &AnyKind,
    state: &str,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Suggestions> {
    if !STATES.contains(&state) {
        return Err(Error::invalid("state", "bad-choice"));
    }
    let reading = ctx.read(kind.read)?;
    let after = after.map(place).transpose()?;
    let limit = limit.clamp(1, MOST);
    let wanted = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut found = rows::list(&reading, queue(kind), state, after, wanted).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| Cursor {
        values: vec![last.chance.into()],
        id: last.id,
    });
    Ok(Suggestions {
        pairs: with_records(ctx, kind, found).await?,
        next,
    })
}

fn place(cursor: &Cursor) -> Result<(i64, Uuid)> {
    let chance = cursor.values.first().and_then(serde_json::Value::as_i64);
    let chance = chance.ok_or_else(|| Error::invalid("cursor", "bad-cursor"))?;
    Ok((chance, cursor.id))
}

/// The pairs with their records, which are read through the gate of their kind.
async fn with_records(ctx: &Ctx, kind: &AnyKind, found: Vec<Duplicate>) -> Result<Vec<Suggestion>> {
    let mut pairs = Vec::with_capacity(found.len());
    let ids = found.iter().map(|pair| [pair.one_id, pair.other_id]);
    let ids: Vec<Uuid> = ids.flatten().collect();
    let mut known: std::collections::HashMap<Uuid, Vec<Line>> = std::collections::HashMap::new();
    // A record that stands in several pairs is read for each: a line is not copied.
    for line in kind.lines(ctx, ids).await? {
        known.entry(line.id).or_default().push(line);
    }
    let mut take = |id: Uuid| known.get_mut(&id).and_then(Vec::pop);
    for pair in found {
        let (Some(one), Some(other)) = (take(pair.one_id), take(pair.other_id)) else {
            continue;
        };
        pairs.push(Suggestion {
            id: pair.id,
            kind: kind.word().to_owned(),
            one,
            other,
            chance: pair.chance,
            automatic: pair.automatic,
            reasons: pair.reasons,
            state: pair.state,
        });
    }
    Ok(pairs)
}

/// How many pairs of a kind are open, at most a thousand; for those who may merge.
///
/// # Errors
/// `forbidden`.
pub async fn open(ctx: &Ctx, kind: &AnyKind) -> Result<i64> {
    let reading = ctx.read(Permission::PartiesMerge)?;
    rows::count_open(&reading, queue(kind), COUNTED).await
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
    let word = rows::kind_of(&tx.rows, id).await?;
    let word = word.as_deref().unwrap_or(Noun::Parties.plural());
    let kind = lists::by_word(ctx, word)?;
    let pair = rows::find(&tx.rows, queue(&kind), id).await?;
    let pair = pair.ok_or(Error::NotFound)?;
    let decided = Duplicate {
        state: state.to_owned(),
        ..pair.clone()
    };
    let mut told = with_records(ctx, &kind, vec![decided]).await?;
    let told = told.pop().ok_or(Error::NotFound)?;
    let by = (ctx.actor.user_id, ctx.now);
    rows::decide(&tx.rows, queue(&kind), id, state, by).await?;
    tx.record(
        Event::new(kind.noun, verb, pair.one_id)
            .on(told.one.party_id)
            .with("other", pair.other_id.to_string()),
    );
    tx.commit().await?;
    Ok(told)
}

/// Compares all records with all, kind by kind, customers first.
///
/// # Errors
/// `forbidden`, a broken database.
pub async fn scan(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    match scan::scan(ctx, progress).await? {
        Outcome::Done => records::scan_all(ctx, progress).await,
        ended => Ok(ended),
    }
}

/// Looks at what changed since the last look: at customers one by one, at the records of any other kind all together while they are
/// not many.
///
/// # Errors
/// `forbidden`, a broken database.
pub async fn check_changed(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    match scan::check_changed(ctx, progress).await? {
        Outcome::Done => records::check_all(ctx, progress).await,
        ended => Ok(ended),
    }
}

/// When the records of a kind were last compared; none before the first time.
///
/// # Errors
/// `forbidden`.
pub async fn looked_until(ctx: &Ctx, kind: &AnyKind) -> Result<Option<DateTime<Utc>>> {
    match kind.noun {
        Noun::Parties => scan::looked_until(ctx).await,
        _ => records::looked(ctx, kind.word()).await,
    }
}

/// Asks for a scan of all records now. `None` when one waits or runs already.
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
