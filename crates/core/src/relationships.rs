//! Our relationship to a party in one role: stage and type with their evidence, review, and override by hand. The rules are
//! in `insight`; here stored statistics become their input and their answer becomes the record. It must never read a clock:
//! the day looked at is given.

mod facts;
mod overrides;
mod record;
pub mod thresholds;

use chrono::{DateTime, NaiveDate, Utc};
use quen_insight::explain::Explanation;
use quen_insight::relationship_type::{
    RelationshipType, TypeFacts, TypeRules, Typed, relationship_type,
};
use quen_insight::stage::{Alive, Stage, StageRules, Staged, stage};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::dates;
use crate::reasons::Reason;
use crate::{Event, Noun};

pub use facts::{Known, Signs};
pub use overrides::{Hand, MAX_REASON, MIN_REASON, Override, clear, set};
pub use record::catalogue;

/// Keys of evidence that `core` says beside those of `insight`.
pub const EVIDENCE_KEYS: [&str; 2] = [GROWTH_OF_SPEND, NEVER_TALKED];
/// Growth was seen in spend, because costs are not known.
const GROWTH_OF_SPEND: &str = "stage-evidence-growth-spend";

/// No talk ever, where `insight` leaves the number of days out.
const NEVER_TALKED: &str = "type-evidence-never-talked";

/// One relationship.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relationship {
    /// UUIDv7.
    pub id: Uuid,
    /// The other side.
    pub party_id: Uuid,
    /// One of [`crate::parties::ROLES`]; orders count for `customer` only.
    pub role: String,
    /// The stage by the rules.
    pub stage: Stage,
    /// Since when.
    pub stage_since: NaiveDate,
    /// In dissolution: over rather than fading.
    pub ended: bool,
    /// Why this stage, strongest first.
    pub evidence: Vec<Reason>,
    /// The type by the rules.
    #[serde(rename = "type")]
    pub kind: RelationshipType,
    /// Why this type.
    pub type_evidence: Vec<Reason>,
    /// What somebody set instead.
    #[serde(flatten)]
    pub by_hand: Override,
    /// The first day on which the rules would say something else with no new event.
    pub review_on: Option<NaiveDate>,
    /// Grows with each change.
    pub version: i64,
    /// When it began to be kept.
    pub created_at: DateTime<Utc>,
}

/// A stage and type that a relationship has been in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// UUIDv7.
    pub id: Uuid,
    /// Whose.
    pub relationship_id: Uuid,
    /// The other side.
    pub party_id: Uuid,
    /// The stage that counted.
    pub stage: Stage,
    /// The type that counted.
    #[serde(rename = "type")]
    pub kind: RelationshipType,
    /// From which day.
    pub since: NaiveDate,
    /// Why.
    pub evidence: Vec<Reason>,
    /// What somebody gave as reason.
    pub reason: Option<String>,
    /// Who, when it was set by hand.
    pub by_user: Option<Uuid>,
    /// When it was noted.
    pub at: DateTime<Utc>,
}

/// Thresholds of stage and type, settings of the workspace.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// Of the five stages.
    pub stage: StageRules,
    /// Of the seven types.
    #[serde(rename = "type")]
    pub kind: TypeRules,
}

/// What a look at a relationship comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// As it is now.
    pub relationship: Relationship,
    /// To be kept when the stage or the type that counts is another.
    pub history: Option<History>,
    /// What happened, when the history has an entry.
    pub event: Option<Event>,
}

/// Ids for what a review may make.
#[derive(Debug, Clone, Copy)]
pub struct Ids {
    /// For a relationship that is new.
    pub relationship: Uuid,
    /// For an entry in the history.
    pub history: Uuid,
}

impl Relationship {
    /// The stage that counts: set by hand, else by the rules.
    pub fn effective_stage(&self) -> Stage {
        self.by_hand.stage.unwrap_or(self.stage)
    }

    /// The type that counts: set by hand, else by the rules.
    pub fn effective_type(&self) -> RelationshipType {
        self.by_hand.kind.unwrap_or(self.kind)
    }

    fn history(&self, id: Uuid, since: NaiveDate, at: DateTime<Utc>) -> History {
        History {
            id,
            relationship_id: self.id,
            party_id: self.party_id,
            stage: self.effective_stage(),
            kind: self.effective_type(),
            since,
            evidence: self.evidence.clone(),
            reason: self.by_hand.reason.clone(),
            by_user: self.by_hand.by,
            at,
        }
    }

    fn event(&self, verb: &'static str) -> Event {
        Event::new(Noun::Relationships, verb, self.id)
            .on(Some(self.party_id))
            .with("role", self.role.as_str())
            .with("stage", self.effective_stage().key())
            .with("type", self.effective_type().key())
    }
}

/// Code of a stage in CSS and in file names.
pub fn css(stage: Stage) -> &'static str {
    match stage {
        Stage::Awareness => "la",
        Stage::Exploration => "timhieu",
        Stage::Expansion => "quen",
        Stage::Commitment => "than",
        Stage::Dissolution => "phai",
    }
}

/// Looks at a relationship on the day of `known`; `before` is none for one that begins with this.
pub fn review(
    before: Option<&Relationship>,
    role: &str,
    party_id: Uuid,
    known: &Known<'_>,
    ids: Ids,
    now: DateTime<Utc>,
) -> Review {
    let (staged, typed) = judge(before, known);
    let mut relationship = Relationship {
        id: before.map_or(ids.relationship, |b| b.id),
        party_id,
        role: role.to_owned(),
        stage: staged.stage,
        stage_since: since(before, &staged, known.as_of),
        ended: staged.ended,
        evidence: reasons(staged.evidence, known),
        kind: typed.kind,
        type_evidence: typed.evidence.into_iter().map(type_reason).collect(),
        by_hand: before.map(|b| b.by_hand.clone()).unwrap_or_default(),
        review_on: staged.review_on.and_then(dates::from_number),
        version: before.map_or(1, |b| b.version),
        created_at: before.map_or(now, |b| b.created_at),
    };
    if before.is_some_and(|before| *before != relationship) {
        relationship.version += 1;
    }
    let counted = |r: &Relationship| (r.effective_stage(), r.effective_type());
    if before.is_some_and(|before| counted(before) == counted(&relationship)) {
        return Review {
            relationship,
            history: None,
            event: None,
        };
    }
    let mut event = relationship.event(if before.is_some() { "moved" } else { "begun" });
    if let Some(before) = before {
        event = event
            .with("from_stage", before.effective_stage().key())
            .with("from_type", before.effective_type().key());
    }
    let history = relationship.history(ids.history, known.as_of, now);
    Review {
        relationship,
        history: Some(history),
        event: Some(event),
    }
}

/// Stage and type by the rules. A type set by hand is part of the facts; a stage set by hand decides the type, but never
/// what the rules say of the stage.
fn judge(before: Option<&Relationship>, known: &Known<'_>) -> (Staged, Typed) {
    let on_record = before.map(|b| b.stage);
    let chance = known.chance();
    let alive = match &chance {
        Some(chance) => Alive::Curve(chance),
        None => Alive::NotFitted,
    };
    let at = |previous| stage(&known.stage_facts(previous), alive, &known.rules.stage);
    let mut staged = at(on_record);
    if on_record != Some(staged.stage) {
        // From now on the new stage has the slack, so it is left later than it would be entered.
        staged.review_on = at(Some(staged.stage)).review_on;
    }
    let by_hand = before.map(|b| b.by_hand.clone()).unwrap_or_default();
    let counted = by_hand.stage.unwrap_or(staged.stage);
    let facts = known.type_facts(counted, by_hand.kind);
    let typed = relationship_type(&facts, &known.rules.kind);
    let type_review = type_review(&facts, &known.rules.kind, typed.kind);
    staged.review_on = staged.review_on.into_iter().chain(type_review).min();
    (staged, typed)
}

/// The first day on which time alone makes another type: the newness is over, or the last talk too long ago.
fn type_review(facts: &TypeFacts, rules: &TypeRules, now: RelationshipType) -> Option<i32> {
    let newness = rules.new_days.max(rules.new_gaps * facts.gap_days).floor() as i32;
    let no_longer_new = facts.first_occasion.map(|day| day.saturating_add(newness));
    let no_longer_talking = facts
        .last_contact
        .map(|day| day.saturating_add(rules.exchange_silent_days));
    let days = [no_longer_new, no_longer_talking]
        .into_iter()
        .flatten()
        .map(|last| last.saturating_add(1));
    let differs = |day: &i32| {
        let then = TypeFacts {
            as_of: *day,
            ..facts.clone()
        };
        relationship_type(&then, rules).kind != now
    };
    days.filter(|day| *day > facts.as_of).filter(differs).min()
}

fn since(before: Option<&Relationship>, staged: &Staged, as_of: NaiveDate) -> NaiveDate {
    match before {
        Some(before) if before.stage == staged.stage => before.stage_since,
        _ => staged
            .since
            .and_then(dates::from_number)
            .map_or(as_of, |day| day.min(as_of)),
    }
}

fn type_reason(evidence: Explanation) -> Reason {
    let mut reason = Reason::from(evidence);
    if reason.key == "type-evidence-no-talk" && reason.args.is_empty() {
        NEVER_TALKED.clone_into(&mut reason.key);
    }
    reason
}

/// Where costs are not known the windows hold spend, and the evidence says so.
fn reasons(evidence: Vec<Explanation>, known: &Known<'_>) -> Vec<Reason> {
    let by_spend = !known.margins_known();
    let named = |mut reason: Reason| {
        if by_spend && reason.key == "stage-evidence-growth" {
            GROWTH_OF_SPEND.clone_into(&mut reason.key);
        }
        reason
    };
    evidence.into_iter().map(Reason::from).map(named).collect()
}

#[cfg(test)]
mod tests;
