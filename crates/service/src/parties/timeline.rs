//! One timeline over everything that happened with a party: interactions, orders, tasks done, changes of stage, changes of
//! the record. Newest first, page by page; a deep page costs what the first one costs.

use chrono::{DateTime, Utc};
use quen_core::fields::Cursor;
use quen_core::interactions::Interaction;
use quen_core::orders::Order;
use quen_core::relationships::History;
use quen_core::tasks::Task;
use quen_core::{Door, Error, Noun, Permission, Result};
use quen_store::events::EventRow;
use quen_store::{Rows, relationships, timeline as rows};
use serde::Serialize;
use uuid::Uuid;

use crate::Ctx;

/// Entries of a page.
pub const PAGE: usize = 40;

/// One entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Id of the record behind it.
    pub id: Uuid,
    /// What it is.
    #[serde(flatten)]
    pub episode: Episode,
}

/// What an entry tells. JSON: `{"type": "order", "record": {…}}`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", content = "record", rename_all = "snake_case")]
pub enum Episode {
    /// A note, call, mail, meeting, message or visit.
    Interaction(Box<Interaction>),
    /// An order.
    Order(Box<Order>),
    /// A task that was done.
    Task(Box<Task>),
    /// Another stage or type.
    Stage(Box<History>),
    /// Something happened to the record: made, changed, merged, restored.
    Event(Box<EventRow>),
}

/// Which entries are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Only {
    /// Everything.
    #[default]
    All,
    /// What was said.
    Talk,
    /// What was bought.
    Buying,
    /// What was done.
    Tasks,
}

impl Only {
    /// All of them, in the order of tabs.
    pub const ALL: [Self; 4] = [Self::All, Self::Talk, Self::Buying, Self::Tasks];

    /// Word in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Talk => "talk",
            Self::Buying => "buying",
            Self::Tasks => "tasks",
        }
    }

    /// The choice with this word; everything for any other.
    pub fn from_code(code: &str) -> Self {
        let found = Self::ALL.into_iter().find(|only| only.code() == code);
        found.unwrap_or_default()
    }

    /// Is a source with this subject asked?
    fn wants(self, subject: Self) -> bool {
        self == Self::All || self == subject
    }
}

/// A page of the timeline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Timeline {
    /// Newest first.
    pub entries: Vec<Entry>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

/// A page of a party's timeline before `before`.
///
/// # Errors
/// `not-found` for a party out of reach; `bad-cursor`.
pub async fn timeline(ctx: &Ctx, party_id: Uuid, before: Option<&Cursor>) -> Result<Timeline> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let known = quen_store::parties::find(&reading, party_id).await?;
    known
        .filter(|party| party.deleted_at.is_none())
        .ok_or(Error::NotFound)?;
    let before = before.map(point).transpose()?;
    page(&reading, party_id, Only::All, before).await
}

/// The page of a party that was found. All wanted sources are asked at once.
pub(super) async fn page(
    reading: &impl Rows,
    party_id: Uuid,
    only: Only,
    before: Option<rows::Point>,
) -> Result<Timeline> {
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let (interactions, orders, placed, tasks, stages, events) = tokio::try_join!(
        asked(
            only.wants(Only::Talk),
            rows::interactions(reading, party_id, before, limit)
        ),
        asked(
            only.wants(Only::Buying),
            rows::orders(reading, party_id, before, limit)
        ),
        asked(
            only.wants(Only::Buying),
            rows::orders_placed(reading, party_id, before, limit)
        ),
        asked(
            only.wants(Only::Tasks),
            rows::tasks_done(reading, party_id, before, limit)
        ),
        asked(
            only.wants(Only::All),
            relationships::history(reading, party_id, before, limit)
        ),
        asked(
            only.wants(Only::All),
            happened(reading, party_id, before, limit)
        ),
    )?;
    let mut entries: Vec<Entry> = Vec::new();
    let entry = |at, id, episode| Entry { at, id, episode };
    entries.extend(
        interactions
            .into_iter()
            .map(|r| entry(r.started_at, r.id, Episode::Interaction(Box::new(r)))),
    );
    entries.extend(
        orders
            .into_iter()
            .chain(placed)
            .map(|r| entry(r.ordered_at, r.id, Episode::Order(Box::new(r)))),
    );
    entries.extend(
        tasks
            .into_iter()
            .filter_map(|r| Some(entry(r.done_at?, r.id, Episode::Task(Box::new(r))))),
    );
    entries.extend(
        stages
            .into_iter()
            .map(|r| entry(r.at, r.id, Episode::Stage(Box::new(r)))),
    );
    entries.extend(
        events
            .into_iter()
            .map(|r| entry(r.at, r.id, Episode::Event(Box::new(r)))),
    );
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.id)));
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let next = entries.last().filter(|_| more).map(cursor);
    Ok(Timeline { entries, next })
}

/// What happened to the party's record and to what hangs on it, asked at once.
async fn happened(
    reading: &impl Rows,
    party_id: Uuid,
    before: Option<rows::Point>,
    limit: i64,
) -> Result<Vec<EventRow>> {
    let of = |noun| rows::events(reading, party_id, noun, None, before, limit);
    let own = rows::events(
        reading,
        party_id,
        Noun::Facts,
        Some(Door::Portal),
        before,
        limit,
    );
    let (mut all, projects, promises, consents, portal, privacy, facts) = tokio::try_join!(
        of(Noun::Parties),
        of(Noun::Projects),
        of(Noun::Promises),
        of(Noun::Consents),
        of(Noun::Portal),
        of(Noun::Privacy),
        own
    )?;
    all.extend(projects.into_iter().chain(promises).chain(consents));
    all.extend(portal.into_iter().chain(privacy).chain(facts));
    Ok(all)
}

/// The rows of a source that is wanted; the others are not asked.
async fn asked<T>(wanted: bool, rows: impl Future<Output = Result<Vec<T>>>) -> Result<Vec<T>> {
    if wanted { rows.await } else { Ok(Vec::new()) }
}

fn cursor(last: &Entry) -> Cursor {
    Cursor {
        values: vec![last.at.timestamp_micros().into()],
        id: last.id,
    }
}

pub(super) fn point(cursor: &Cursor) -> Result<rows::Point> {
    let micros = cursor.values.first().and_then(serde_json::Value::as_i64);
    let at = micros
        .and_then(DateTime::from_timestamp_micros)
        .ok_or_else(|| Error::invalid("before", "bad-cursor"))?;
    Ok((at, cursor.id))
}
