//! What happened. One row is the audit trail, the timeline, the webhook, the trigger and the input of the metrics.

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::Noun;

/// One thing that happened to one record, in the past tense. Who, when and from which door come from the gate.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Kind of record.
    pub noun: Noun,
    /// What happened, one word: `created`, `updated`, `deleted`, `restored`, `completed`.
    pub verb: &'static str,
    /// The record.
    pub record_id: Uuid,
    /// The party on whose timeline it belongs.
    pub party_id: Option<Uuid>,
    /// What may be kept for ever: states, amounts, ids.
    pub data: Map<String, Value>,
    /// Values that erasure must be able to blank: names, texts, contact data, as `{field: [before, after]}`.
    pub personal: Map<String, Value>,
}

impl Event {
    /// An event without values yet.
    pub fn new(noun: Noun, verb: &'static str, record_id: Uuid) -> Self {
        Self {
            noun,
            verb,
            record_id,
            party_id: None,
            data: Map::new(),
            personal: Map::new(),
        }
    }

    /// Puts it on a party's timeline.
    #[must_use]
    pub fn on(mut self, party_id: Option<Uuid>) -> Self {
        self.party_id = party_id;
        self
    }

    /// Adds a value that may be kept.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.data.insert(key.to_owned(), value.into());
        self
    }

    /// Adds the change of a personal value.
    #[must_use]
    pub fn changed(mut self, field: &str, before: Value, after: Value) -> Self {
        self.personal
            .insert(field.to_owned(), Value::Array(vec![before, after]));
        self
    }

    /// Message key of what happened: `event-orders-refund-withdrawn`.
    pub fn key(&self) -> String {
        format!("event-{}-{}", self.noun.plural(), self.verb).replace('_', "-")
    }

    /// Name for webhooks and filters, for instance `parties.created`.
    pub fn name(&self) -> String {
        format!("{}.{}", self.noun.plural(), self.verb)
    }
}
