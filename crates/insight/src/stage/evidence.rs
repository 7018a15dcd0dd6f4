//! The five rules, each giving its evidence when it matches. Thresholds come from the rules alone. Words live with the
//! translations; here are keys and numbers.
//!
//! | key `stage-evidence-…` | arguments | says |
//! |---|---|---|
//! | `cancelled` | `day` | the contract was cancelled on that day |
//! | `unlikely` | `chance` | the chance of still being a customer is low |
//! | `silent` | `days`, `gaps` | days since the last order, as a multiple of the own rhythm |
//! | `complaint` | `days` | a complaint has been open for so many days |
//! | `negative` | | the last two talks went badly |
//! | `ended` | | over rather than fading |
//! | `occasions` | `count` | orders so far |
//! | `tenure` | `days` | from first to last order |
//! | `regular` | `variation`, `segment` | gaps vary no more than is usual |
//! | `active` | `chance` | the chance of still being a customer is high |
//! | `rhythm` | `days`, `gaps` | within the own rhythm (where there is no model) |
//! | `contract`, `referral` | | the pledge |
//! | `wallet` | `share` | share of wallet |
//! | `promoter` | `score` | recommendation score |
//! | `growth` | `recent`, `before` | margin of the two windows |
//! | `category`, `second-contact` | | widened |
//! | `contact` | `count` | two-way interactions |
//! | `known` | | known, nothing both ways yet |

use super::facts::{Seen, StageFacts};
use super::{Stage, StageRules};
use crate::explain::{Arg, Explanation};

/// Every key this file can give.
pub const EVIDENCE_KEYS: [&str; 20] = [
    "stage-evidence-cancelled",
    "stage-evidence-unlikely",
    "stage-evidence-silent",
    "stage-evidence-complaint",
    "stage-evidence-negative",
    "stage-evidence-ended",
    "stage-evidence-occasions",
    "stage-evidence-tenure",
    "stage-evidence-regular",
    "stage-evidence-active",
    "stage-evidence-rhythm",
    "stage-evidence-contract",
    "stage-evidence-referral",
    "stage-evidence-wallet",
    "stage-evidence-promoter",
    "stage-evidence-growth",
    "stage-evidence-category",
    "stage-evidence-second-contact",
    "stage-evidence-contact",
    "stage-evidence-known",
];

pub(super) type Found = Option<Vec<Explanation>>;

/// Evidence and whether it is over.
pub(super) fn dissolution(
    facts: &StageFacts,
    seen: &Seen,
    rules: &StageRules,
) -> Option<(Vec<Explanation>, bool)> {
    let last = facts.last_occasion.filter(|_| facts.occasions > 0)?;
    let cancelled = facts.cancelled_on;
    let cancelled = cancelled.filter(|day| *day <= seen.day && *day >= last);
    let day = |day| Explanation::new("stage-evidence-cancelled").with("day", Arg::Day(day));
    let mut evidence: Vec<Explanation> = cancelled.map(day).into_iter().collect();
    evidence.extend(fading(facts, seen, rules));
    if evidence.is_empty() {
        return None;
    }
    let unlikely = seen
        .chance
        .is_some_and(|chance| chance < rules.ended_chance);
    let ended = unlikely || seen.silence > rules.ended_silence;
    if ended {
        evidence.push(Explanation::new("stage-evidence-ended"));
    }
    Some((evidence, ended))
}

/// A low chance, a long silence, or a shorter one with trouble.
fn fading(facts: &StageFacts, seen: &Seen, rules: &StageRules) -> Vec<Explanation> {
    let held = facts.previous == Some(Stage::Dissolution);
    let slack = if held { rules.slack } else { 0.0 };
    let silent_over = |limit: f64| seen.silence > limit * (1.0 - slack);
    let silent = Explanation::new("stage-evidence-silent")
        .with("days", Arg::Days(seen.days))
        .with("gaps", Arg::Number(seen.silence));
    let mut evidence = Vec::new();
    if let Some(chance) = seen
        .chance
        .filter(|chance| *chance < rules.fading_chance + slack)
    {
        let unlikely = Explanation::new("stage-evidence-unlikely");
        evidence.push(unlikely.with("chance", Arg::Share(chance)));
    }
    if silent_over(rules.fading_silence) {
        evidence.push(silent);
    } else if silent_over(rules.troubled_silence) {
        let trouble = trouble(facts, seen, rules);
        if !trouble.is_empty() {
            evidence.push(silent);
            evidence.extend(trouble);
        }
    }
    evidence
}

fn trouble(facts: &StageFacts, seen: &Seen, rules: &StageRules) -> Vec<Explanation> {
    let mut evidence = Vec::new();
    let open = facts
        .complaint_since
        .map(|since| seen.day.saturating_sub(since));
    if let Some(days) = open.filter(|days| *days > rules.complaint_days) {
        evidence.push(
            Explanation::new("stage-evidence-complaint").with("days", Arg::Days(i64::from(days))),
        );
    }
    if facts.last_two_negative {
        evidence.push(Explanation::new("stage-evidence-negative"));
    }
    evidence
}

pub(super) fn commitment(facts: &StageFacts, seen: &Seen, rules: &StageRules) -> Found {
    let held = facts.previous == Some(Stage::Commitment);
    let (first, last) = (facts.first_occasion?, facts.last_occasion?);
    let tenure = last.saturating_sub(first);
    let long = f64::from(tenure)
        >= rules
            .committed_tenure_days
            .max(rules.committed_tenure_gaps * seen.gap);
    let (variation, segment) = (facts.gap_variation?, facts.segment_variation?);
    let alive = alive(
        seen,
        rules.committed_chance,
        rules.committed_silence,
        held,
        rules,
    )?;
    if facts.occasions < rules.committed_occasions || !long || variation > segment {
        return None;
    }
    let mut evidence = pledges(facts, rules, held);
    if evidence.is_empty() {
        return None;
    }
    evidence
        .push(Explanation::new("stage-evidence-tenure").with("days", Arg::Days(i64::from(tenure))));
    evidence.push(occasions(facts));
    evidence.push(
        Explanation::new("stage-evidence-regular")
            .with("variation", Arg::Number(variation))
            .with("segment", Arg::Number(segment)),
    );
    evidence.push(alive);
    Some(evidence)
}

fn pledges(facts: &StageFacts, rules: &StageRules, held: bool) -> Vec<Explanation> {
    let mut evidence = Vec::new();
    if facts.contract {
        evidence.push(Explanation::new("stage-evidence-contract"));
    }
    let least = rules.pledged_share - if held { rules.slack } else { 0.0 };
    if let Some(share) = facts.share_of_wallet.filter(|share| *share >= least) {
        evidence.push(Explanation::new("stage-evidence-wallet").with("share", Arg::Share(share)));
    }
    if facts.referral {
        evidence.push(Explanation::new("stage-evidence-referral"));
    }
    if let Some(score) = facts
        .recommendation
        .filter(|score| *score >= rules.pledged_score)
    {
        evidence.push(
            Explanation::new("stage-evidence-promoter").with("score", Arg::Count(u64::from(score))),
        );
    }
    evidence
}

pub(super) fn expansion(facts: &StageFacts, seen: &Seen, rules: &StageRules) -> Found {
    facts.last_occasion?;
    let held = facts.previous == Some(Stage::Expansion);
    let alive = alive(
        seen,
        rules.expanding_chance,
        rules.expanding_silence,
        held,
        rules,
    )?;
    if facts.occasions < rules.expanding_occasions {
        return None;
    }
    let mut evidence = Vec::new();
    let (recent, before) = (facts.margin_recent as f64, facts.margin_before as f64);
    let least = rules.expanding_growth - if held { rules.slack } else { 0.0 };
    if recent > 0.0 && recent >= least * before {
        evidence.push(
            Explanation::new("stage-evidence-growth")
                .with("recent", Arg::Minor(facts.margin_recent))
                .with("before", Arg::Minor(facts.margin_before)),
        );
    }
    if facts.new_category {
        evidence.push(Explanation::new("stage-evidence-category"));
    }
    if facts.second_contact {
        evidence.push(Explanation::new("stage-evidence-second-contact"));
    }
    if evidence.is_empty() {
        return None;
    }
    evidence.push(occasions(facts));
    evidence.push(alive);
    Some(evidence)
}

pub(super) fn exploration(facts: &StageFacts) -> Found {
    if facts.occasions > 0 {
        return Some(vec![occasions(facts)]);
    }
    let contact = || {
        vec![
            Explanation::new("stage-evidence-contact")
                .with("count", Arg::Count(u64::from(facts.contacts))),
        ]
    };
    (facts.contacts > 0).then(contact)
}

pub(super) fn awareness() -> Vec<Explanation> {
    vec![Explanation::new("stage-evidence-known")]
}

fn occasions(facts: &StageFacts) -> Explanation {
    Explanation::new("stage-evidence-occasions")
        .with("count", Arg::Count(u64::from(facts.occasions)))
}

/// The evidence of being alive: by the model, else by the rhythm.
fn alive(
    seen: &Seen,
    chance: f64,
    silence: f64,
    held: bool,
    rules: &StageRules,
) -> Option<Explanation> {
    let slack = if held { rules.slack } else { 0.0 };
    match seen.chance {
        Some(now) if now >= chance - slack => {
            Some(Explanation::new("stage-evidence-active").with("chance", Arg::Share(now)))
        }
        None if seen.silence <= silence * (1.0 + slack) => Some(
            Explanation::new("stage-evidence-rhythm")
                .with("days", Arg::Days(seen.days))
                .with("gaps", Arg::Number(seen.silence)),
        ),
        _ => None,
    }
}
