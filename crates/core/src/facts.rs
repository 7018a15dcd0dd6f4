//! What is known of a party: one fact says one thing, who said it and when, and how sure it is. A fact fades with time and is
//! renewed when it is confirmed; the newest thing stated wins, and what it replaced stays as history. It must never read a
//! clock, and never forget where a fact came from.

mod acts;
mod catalogue;
mod certainty;
mod excerpt;
pub mod habits;
pub mod model;
pub mod questions;
mod standing;
mod topics;
mod uses;
mod values;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::error::Problems;
use crate::kept::kept;
use crate::{Problem, Result, text};

pub use acts::{Correction, confirm, correct, reinstate, settle_apart, withdraw};
pub use catalogue::catalogue;
pub use certainty::{FULL, certainty, freshness, percent};
pub use excerpt::{IN_LETTERS, SHOWN, Sketch, excerpt, is_for_letters};
pub use quen_vietnam::sayings as rules;
pub use standing::{Change, contradictions, stand};
pub use topics::{TOPICS, Topic, topic, topic_key};
pub use uses::{Applied, OUTCOMES, used_in};
pub use values::{Shape, shape, typed, value_key, value_of_text};

/// Said by the party, or concluded from what it did.
pub const BASES: [&str; 2] = ["stated", "inferred"];
/// Where a fact came from.
pub const SOURCES: [&str; 9] = [
    "person",
    "interaction",
    "form",
    "survey",
    "portal",
    "api",
    "order",
    "import",
    "model",
];
/// What a fact may be used for.
pub const PURPOSES: [&str; 4] = ["service", "care", "marketing", "analysis"];
/// How a fact stands.
pub const STATES: [&str; 3] = ["current", "superseded", "withdrawn"];
/// Confidence of something the party said, basis points.
pub const STATED: i64 = 9_600;
/// Confidence of a conclusion that brings none, basis points.
const INFERRED: i64 = 6_000;
/// Characters of a statement at most.
pub const MAX_STATEMENT: usize = 500;

/// One thing known of one party.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// UUIDv7.
    pub id: Uuid,
    /// Of whom; nil until set.
    pub party_id: Uuid,
    /// Of whom it was learnt: another party than `party_id` after a merge.
    pub origin_id: Uuid,
    /// One of [`TOPICS`], or a word of the business's own.
    pub topic: String,
    /// The value as a program reads it, in the shape of its topic; null when only the statement says it.
    pub value: Value,
    /// One sentence, as people read it.
    pub statement: String,
    /// One of [`BASES`].
    pub basis: String,
    /// Who said it, in words.
    pub stated_by: Option<String>,
    /// One of [`SOURCES`].
    pub source: String,
    /// The very record: interaction, order, import.
    pub source_id: Option<Uuid>,
    /// How sure when it was last confirmed, basis points.
    pub confidence: i64,
    /// How sure now, basis points; reckoned when it is read.
    pub certainty: i64,
    /// When it was first said.
    pub said_at: DateTime<Utc>,
    /// When it was last said or confirmed.
    pub confirmed_at: DateTime<Utc>,
    /// Of how many observations it was concluded.
    pub evidence: Option<i64>,
    /// Among how many.
    pub evidence_of: Option<i64>,
    /// One of [`PURPOSES`].
    pub purpose: String,
    /// One of [`STATES`].
    pub state: String,
    /// The fact that stands in its place.
    pub replaced_by: Option<Uuid>,
    /// True beside others of its topic: somebody said that both hold.
    pub apart: bool,
    /// When somebody looked at the contradiction it is part of.
    pub settled_at: Option<DateTime<Utc>>,
    /// When it was taken back or corrected.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// How often it has been applied.
    pub used: i64,
    /// How often somebody refused to have it applied.
    pub refused: i64,
    /// When it was last applied.
    pub used_at: Option<DateTime<Utc>>,
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

impl Fact {
    /// Something stated now, of nobody yet.
    pub fn new(id: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            id,
            party_id: Uuid::nil(),
            origin_id: Uuid::nil(),
            topic: String::new(),
            value: Value::Null,
            statement: String::new(),
            basis: "stated".to_owned(),
            stated_by: None,
            source: "person".to_owned(),
            source_id: None,
            confidence: 0,
            certainty: 0,
            said_at: now,
            confirmed_at: now,
            evidence: None,
            evidence_of: None,
            purpose: "service".to_owned(),
            state: "current".to_owned(),
            replaced_by: None,
            apart: false,
            settled_at: None,
            withdrawn_at: None,
            used: 0,
            refused: 0,
            used_at: None,
            quality: None,
            version: 1,
            created_by: None,
            created_at: now,
            updated_at: now,
            deleted_at: None,
        }
    }

    /// Fills what follows from the rest and checks the rules; to be called before writing, new or changed.
    ///
    /// # Errors
    /// `required` at `statement`, `bad-topic` at `topic`, `bad-choice` at `basis`, `source` or `purpose`, `bad-share` at
    /// `confidence`, `in-future` at `confirmed_at`, and what [`typed`] says at `value`.
    pub fn settle(&mut self, now: DateTime<Utc>) -> Result<()> {
        let mut problems = Problems::default();
        self.topic = topic_key(&self.topic).unwrap_or_else(|| {
            problems.push(Problem::new("topic", "bad-topic"));
            "other".to_owned()
        });
        if let Some(value) = problems.keep(typed(&self.topic, &self.value)) {
            self.value = value;
        }
        self.statement = text::one_line(&self.statement);
        if self.statement.is_empty() {
            self.statement = values::said(&self.value);
        }
        if self.statement.is_empty() {
            problems.push(Problem::new("statement", "required"));
        }
        if self.value.is_null() {
            self.value = value_of_text(&self.topic, &self.statement).unwrap_or(Value::Null);
        }
        if self.confidence == 0 {
            self.confidence = if self.is_stated() { STATED } else { INFERRED };
        }
        if !(1..=FULL).contains(&self.confidence) {
            problems.push(Problem::new("confidence", "bad-share"));
        }
        if self.confirmed_at > now + chrono::TimeDelta::days(1) {
            problems.push(Problem::new("confirmed_at", "in-future"));
        }
        self.said_at = self.said_at.min(self.confirmed_at);
        self.certainty = certainty(self, now);
        problems.finish()
    }

    /// Said by the party itself?
    pub fn is_stated(&self) -> bool {
        self.basis == "stated"
    }

    /// Believed now: neither replaced nor withdrawn nor binned.
    pub fn is_current(&self) -> bool {
        self.state == "current" && self.deleted_at.is_none()
    }

    /// What other facts it stands against: facts of one party with the same place cannot all hold.
    pub fn place(&self) -> String {
        standing::place(self)
    }

    /// The folded words that the fact is found by: `cold brew`.
    pub fn key(&self) -> String {
        value_key(&self.value, &self.statement)
    }

    /// Words for the search index, folded, each after a space.
    pub fn search_text(&self) -> String {
        let value = values::said(&self.value);
        let words = text::folded_words(&self.statement)
            .into_iter()
            .chain(text::folded_words(&value));
        words.map(|word| format!(" {word}")).collect()
    }
}

kept!(Fact, |fact| Some(fact.party_id));

#[cfg(test)]
mod tests;
