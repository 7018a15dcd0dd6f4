//! What we promised a party: quality, price, a day, silence. Each promise has an owner, perhaps a day, and an end. It must
//! never decide by itself that one was kept: a person says so.

mod heard;
mod keeping;
mod record;
mod states;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::files::Attached;
use crate::{Event, Noun, text};

pub use heard::{Heard, heard, heard_in_document};
pub use keeping::{Keeping, Tally};
pub use record::catalogue;
pub use states::{Agreement, Delivery, MAX_SAID, broken, keep, mend, renegotiate, reopen, settle};

/// What a promise is about.
pub const KINDS: [&str; 6] = [
    "deadline",
    "quality",
    "price",
    "service",
    "confidentiality",
    "other",
];
/// How much hangs on it, from little to much.
pub const SIZES: [&str; 3] = ["small", "medium", "large"];
/// Where it stands. Renegotiated is open on new terms that the customer agreed to.
pub const STATES: [&str; 4] = ["open", "renegotiated", "kept", "broken"];
/// Source of a promise that somebody wrote down; others are codes of rules.
pub const BY_PERSON: &str = "person";
/// Source of a promise that somebody took over from a document.
pub const FROM_DOCUMENT: &str = "document";

/// One promise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Promise {
    /// UUIDv7.
    pub id: Uuid,
    /// To whom; the nil id before it is set.
    pub party_id: Uuid,
    /// What was promised, in the words used.
    pub text: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// One of [`SIZES`].
    pub size: String,
    /// The day by which, in the shop's time zone.
    pub due_on: Option<NaiveDate>,
    /// The day first promised, once another was agreed on.
    pub first_due_on: Option<NaiveDate>,
    /// The colleague who sees to it.
    pub owner_id: Option<Uuid>,
    /// One of [`STATES`].
    pub state: String,
    /// [`BY_PERSON`] or the code of the rule that made it.
    pub source: String,
    /// The talk in which it was made.
    pub interaction_id: Option<Uuid>,
    /// The passage of a document that it was taken from.
    #[serde(default)]
    pub heard_id: Option<Uuid>,
    /// The file of that passage; set by the product alone.
    #[serde(default)]
    pub file_id: Option<Uuid>,
    /// How often new terms were agreed on.
    pub renegotiations: i64,
    /// How and when the customer agreed to the present terms.
    pub agreement: Option<String>,
    /// What was delivered in the end, or why not.
    pub outcome: Option<String>,
    /// The day of delivery.
    pub delivered_on: Option<NaiveDate>,
    /// More was delivered than promised.
    pub beyond: bool,
    /// When it was kept or broken.
    pub settled_at: Option<DateTime<Utc>>,
    /// Who said so.
    pub settled_by: Option<Uuid>,
    /// When a broken one was made good.
    pub mended_at: Option<DateTime<Utc>>,
    /// What lies with it.
    #[serde(default)]
    pub files: Vec<Attached>,
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

impl Promise {
    /// An open promise without words.
    pub fn new(id: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            id,
            party_id: Uuid::nil(),
            text: String::new(),
            kind: "deadline".to_owned(),
            size: "medium".to_owned(),
            due_on: None,
            first_due_on: None,
            owner_id: None,
            state: "open".to_owned(),
            source: BY_PERSON.to_owned(),
            interaction_id: None,
            heard_id: None,
            file_id: None,
            renegotiations: 0,
            agreement: None,
            outcome: None,
            delivered_on: None,
            beyond: false,
            settled_at: None,
            settled_by: None,
            mended_at: None,
            files: Vec::new(),
            custom: Map::new(),
            quality: None,
            version: 1,
            created_by: None,
            created_at: now,
            updated_at: now,
            deleted_at: None,
        }
    }

    /// Neither kept nor broken yet?
    pub fn is_open(&self) -> bool {
        self.settled_at.is_none()
    }

    /// Open, and its day has passed?
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.is_open() && self.due_on.is_some_and(|due| due < today)
    }

    /// Days from the promised day to the delivery: late above zero, early below; `None` without either day.
    pub fn days_late(&self) -> Option<i64> {
        Some((self.delivered_on? - self.due_on?).num_days())
    }

    /// Words for the search index, folded, each after a space.
    pub fn search_text(&self) -> String {
        let parts = [Some(&self.text), self.outcome.as_ref()];
        let words = parts
            .into_iter()
            .flatten()
            .flat_map(|part| text::folded_words(part));
        words.map(|word| format!(" {word}")).collect()
    }

    /// What happened to it, with its words, for the timeline.
    fn event(&self, verb: &'static str) -> Event {
        let said = Value::String(self.text.clone());
        Event::new(Noun::Promises, verb, self.id)
            .on(Some(self.party_id))
            .changed("text", Value::Null, said)
    }
}
