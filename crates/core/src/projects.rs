//! Projects: work for a party that has a beginning and an end, and gathers tasks, interactions and orders. A project keeps no
//! sums of its own: they are counted from what belongs to it.

mod record;
mod states;
mod sums;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{Event, Money, Noun, text};

pub use record::catalogue;
pub use states::{may_move, moves, settle, transition};
pub use sums::Sums;

/// Where a project stands, in the order in which one goes through them.
pub const STATES: [&str; 5] = ["planned", "active", "paused", "done", "cancelled"];

/// One project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// UUIDv7.
    pub id: Uuid,
    /// For whom; the nil id before it is set.
    pub party_id: Uuid,
    /// Its name, one line.
    pub name: String,
    /// One of [`STATES`].
    pub state: String,
    /// The colleague who answers for it.
    pub owner_id: Option<Uuid>,
    /// First day of work.
    pub starts_on: Option<NaiveDate>,
    /// The day by which, in the shop's time zone.
    pub due_on: Option<NaiveDate>,
    /// The day on which it was done or cancelled, kept by [`settle`].
    pub ended_on: Option<NaiveDate>,
    /// What the customer means to spend on it.
    pub budget: Option<Money>,
    /// More about it.
    pub note: Option<String>,
    /// Values of custom fields.
    pub custom: Map<String, Value>,
    /// 0 to 100 by what is filled in; none until it was looked at. Set by the product alone.
    #[serde(default)]
    pub quality: Option<i64>,
    /// Grows with each change.
    pub version: i64,
    /// Who wrote it down.
    pub created_by: Option<Uuid>,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it went to the bin.
    pub deleted_at: Option<DateTime<Utc>>,
}

impl Project {
    /// A planned project without a name.
    pub fn new(id: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            id,
            party_id: Uuid::nil(),
            name: String::new(),
            state: "planned".to_owned(),
            owner_id: None,
            starts_on: None,
            due_on: None,
            ended_on: None,
            budget: None,
            note: None,
            custom: Map::new(),
            quality: None,
            version: 1,
            created_by: None,
            created_at: now,
            updated_at: now,
            deleted_at: None,
        }
    }

    /// Neither done nor cancelled?
    pub fn is_open(&self) -> bool {
        !states::ends(&self.state)
    }

    /// Open, and its day has passed?
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.is_open() && self.due_on.is_some_and(|due| due < today)
    }

    /// Words for the search index, folded, each after a space.
    pub fn search_text(&self) -> String {
        let parts = [Some(&self.name), self.note.as_ref()];
        let words = parts
            .into_iter()
            .flatten()
            .flat_map(|part| text::folded_words(part));
        words.map(|word| format!(" {word}")).collect()
    }

    fn event(&self, verb: &'static str) -> Event {
        let name = Value::String(self.name.clone());
        Event::new(Noun::Projects, verb, self.id)
            .on(Some(self.party_id))
            .changed("name", Value::Null, name)
    }
}
