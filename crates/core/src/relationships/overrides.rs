//! Stage and type set by hand, always with a reason, and given back to the rules. It must never lose what the rules say.

use chrono::{DateTime, NaiveDate, Utc};
use quen_insight::relationship_type::RelationshipType;
use quen_insight::stage::Stage;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{History, Relationship};
use crate::{Error, Event, Problem, Result, text};

/// Characters of a reason at least.
pub const MIN_REASON: usize = 3;
/// Characters of a reason at most.
pub const MAX_REASON: usize = 500;

/// What somebody set.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Override {
    /// The stage.
    #[serde(rename = "override_stage")]
    pub stage: Option<Stage>,
    /// The type.
    #[serde(rename = "override_type")]
    pub kind: Option<RelationshipType>,
    /// Why.
    #[serde(rename = "override_reason")]
    pub reason: Option<String>,
    /// Who.
    #[serde(rename = "override_by")]
    pub by: Option<Uuid>,
    /// When.
    #[serde(rename = "override_at")]
    pub at: Option<DateTime<Utc>>,
}

/// When and by whom something is set, and the id of the entry it makes in the history.
#[derive(Debug, Clone, Copy)]
pub struct Hand {
    /// Who.
    pub by: Uuid,
    /// When.
    pub now: DateTime<Utc>,
    /// The day of it in the shop's time zone.
    pub today: NaiveDate,
    /// Id of the entry in the history.
    pub history: Uuid,
}

/// Sets stage, type or both by hand, in place of what was set before.
///
/// # Errors
/// `required` at `stage` when neither is given; `too-short` or `too-long` at `reason`.
pub fn set(
    relationship: &Relationship,
    stage: Option<Stage>,
    kind: Option<RelationshipType>,
    reason: &str,
    hand: Hand,
) -> Result<(Relationship, History, Event)> {
    if stage.is_none() && kind.is_none() {
        return Err(Error::invalid("stage", "required"));
    }
    let reason = checked_reason(reason)?;
    let by_hand = Override {
        stage,
        kind,
        reason: Some(reason.clone()),
        by: Some(hand.by),
        at: Some(hand.now),
    };
    let (after, history) = with(relationship, by_hand, hand);
    let event = after
        .event("overridden")
        .changed("reason", Value::Null, Value::from(reason));
    Ok((after, history, event))
}

/// Gives stage and type back to the rules.
///
/// # Errors
/// `not-overridden` when nothing is set.
pub fn clear(relationship: &Relationship, hand: Hand) -> Result<(Relationship, History, Event)> {
    if relationship.by_hand == Override::default() {
        return Err(Error::conflict("not-overridden"));
    }
    let (after, mut history) = with(relationship, Override::default(), hand);
    history.by_user = Some(hand.by);
    let event = after.event("released");
    Ok((after, history, event))
}

fn with(relationship: &Relationship, by_hand: Override, hand: Hand) -> (Relationship, History) {
    let mut after = Relationship {
        by_hand,
        ..relationship.clone()
    };
    after.version += 1;
    let history = after.history(hand.history, hand.today, hand.now);
    (after, history)
}

fn checked_reason(reason: &str) -> Result<String, Problem> {
    let reason = text::one_line(reason);
    match reason.chars().count() {
        0 => Err(Problem::new("reason", "required")),
        count if count < MIN_REASON => {
            Err(Problem::new("reason", "too-short").with("min", MIN_REASON))
        }
        count if count > MAX_REASON => {
            Err(Problem::new("reason", "too-long").with("max", MAX_REASON))
        }
        _ => Ok(reason),
    }
}
