//! The five stages of a relationship (Dwyer, Schurr & Oh 1987, Journal of Marketing 51(2), 11–27) as a rule: numbers in,
//! stage and evidence out. The constructs are the authors'; every threshold is ours and a setting ([`StageRules`]). It must
//! never read a clock: the day it is asked about is one of the numbers.
//!
//! Rules are tried in the order dissolution, commitment, expansion, exploration, awareness; the first that matches wins.
//! Windows end at the last occasion and tenure runs from first to last occasion, so that passing time alone changes only
//! the chance of being alive and the silence: with no new event the stage moves towards dissolution or stays.

mod evidence;
mod facts;
mod rules;

pub use evidence::EVIDENCE_KEYS;
pub use facts::{Alive, StageFacts, Windows};
pub use rules::StageRules;

use crate::explain::Explanation;
use evidence::Found;

/// The five stages, from first notice to parting.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// A known account with which nothing has gone both ways yet.
    Awareness,
    /// Trying each other: a talk, a quote, a sample, first orders.
    Exploration,
    /// Orders that grow or widen.
    Expansion,
    /// Long, regular and pledged.
    Commitment,
    /// Fading or left, after at least one occasion.
    Dissolution,
}

impl Stage {
    /// The key used in data, addresses and translations.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Awareness => "awareness",
            Self::Exploration => "exploration",
            Self::Expansion => "expansion",
            Self::Commitment => "commitment",
            Self::Dissolution => "dissolution",
        }
    }

    /// The stage of a [key](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let all = [
            Self::Awareness,
            Self::Exploration,
            Self::Expansion,
            Self::Commitment,
            Self::Dissolution,
        ];
        all.into_iter().find(|stage| stage.key() == key)
    }
}

/// A stage with its reasons.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Staged {
    /// The stage on the day asked about.
    pub stage: Stage,
    /// When it began, as far as the facts can tell: for dissolution the first day its rule matched, for commitment and
    /// expansion the last occasion, for exploration the first contact, for awareness the day the account became known.
    pub since: Option<i32>,
    /// Within dissolution: over rather than fading.
    pub ended: bool,
    /// Why, strongest first; never empty.
    pub evidence: Vec<Explanation>,
    /// The first day after `as_of` on which, with no new event, stage or `ended` would differ; `None` when never within
    /// thirty years. A job needs to look again only then.
    pub review_on: Option<i32>,
}

/// The stage of an account on `facts.as_of`.
///
/// `alive` is the chance of being a customer still as a function of the day; where no model has been fitted the rhythm is
/// read instead (at least .80: silence up to 1.5 gaps; at least .50: up to 2; below .30: over 3). `facts.previous` gives
/// the thresholds their slack, so that a customer at the edge does not flicker.
#[must_use]
pub fn stage(facts: &StageFacts, alive: Alive<'_>, rules: &StageRules) -> Staged {
    let today = judge(facts, alive, rules, facts.as_of);
    let differs = |day: i32| {
        let then = judge(facts, alive, rules, day);
        (then.stage, then.ended) != (today.stage, today.ended)
    };
    Staged {
        stage: today.stage,
        since: since(facts, alive, rules, today.stage),
        ended: today.ended,
        review_on: first_day(
            facts.as_of,
            facts.as_of.saturating_add(THIRTY_YEARS),
            differs,
        ),
        evidence: today.evidence,
    }
}

const THIRTY_YEARS: i32 = 10_958;

struct Judged {
    stage: Stage,
    ended: bool,
    evidence: Vec<Explanation>,
}

fn judge(facts: &StageFacts, alive: Alive<'_>, rules: &StageRules, day: i32) -> Judged {
    let seen = facts.seen_on(day, alive, rules);
    if let Some((evidence, ended)) = evidence::dissolution(facts, &seen, rules) {
        return Judged {
            stage: Stage::Dissolution,
            ended,
            evidence,
        };
    }
    let judged = |stage, evidence: Found| {
        evidence.map(|evidence| Judged {
            stage,
            ended: false,
            evidence,
        })
    };
    judged(Stage::Commitment, evidence::commitment(facts, &seen, rules))
        .or_else(|| judged(Stage::Expansion, evidence::expansion(facts, &seen, rules)))
        .or_else(|| judged(Stage::Exploration, evidence::exploration(facts)))
        .unwrap_or_else(|| Judged {
            stage: Stage::Awareness,
            ended: false,
            evidence: evidence::awareness(),
        })
}

fn since(facts: &StageFacts, alive: Alive<'_>, rules: &StageRules, stage: Stage) -> Option<i32> {
    match stage {
        Stage::Awareness => facts.known_since,
        Stage::Exploration => [facts.first_contact, facts.first_occasion]
            .into_iter()
            .flatten()
            .min(),
        Stage::Expansion | Stage::Commitment => facts.last_occasion,
        Stage::Dissolution => {
            let matches = |day: i32| judge(facts, alive, rules, day).stage == Stage::Dissolution;
            let before = facts.last_occasion?.min(facts.as_of).saturating_sub(1);
            first_day(before, facts.as_of, matches)
        }
    }
}

/// The first day in `(after, until]` for which `holds`, given that it goes on holding once it does.
fn first_day(after: i32, until: i32, holds: impl Fn(i32) -> bool) -> Option<i32> {
    let (mut low, mut step) = (after, 1);
    let mut high = loop {
        let reached = low.saturating_add(step).min(until);
        if reached > low && holds(reached) {
            break reached;
        }
        if reached >= until {
            return None;
        }
        low = reached;
        step = step.saturating_mul(2);
    };
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}
