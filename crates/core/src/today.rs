//! Today: what to do first, ranked by the money at stake, each line with its reason. Candidates come from the store; here they
//! are judged, answered lines left out, the rest put in one order. It must never look anything up or read a clock.

mod answers;
mod candidates;
mod stakes;
mod wording;

use std::cmp::Reverse;
use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::reasons::Reason;

pub use answers::{Answer, NOT_USEFUL_DAYS, Response, answer, is_answered};
pub use candidates::{Candidate, Customer, What, next_anniversary, next_birthday, turning};
pub use stakes::{Worth, expected_year, risk_percent};
pub use wording::{REASON_KEYS, TITLE_KEYS};

/// Birthdays and anniversaries are shown so many days ahead.
pub const AHEAD_DAYS: i64 = 7;
/// A new customer without a first contact is shown for so many days.
pub const NEW_DAYS: i64 = 14;

/// What a line comes from. The order decides between equal stakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A message, mail or missed call that nobody answered.
    Unanswered,
    /// A task that is due.
    Task,
    /// A promise whose day is here or has passed.
    Promise,
    /// Longer silent than the customer's own rhythm.
    Silent,
    /// A new customer whom nobody has contacted.
    FirstContact,
    /// A birthday, solar or lunar.
    Birthday,
    /// A year or more since the first order.
    Anniversary,
}

impl Rule {
    /// All rules in their order.
    pub const ALL: [Self; 7] = [
        Self::Unanswered,
        Self::Task,
        Self::Promise,
        Self::Silent,
        Self::FirstContact,
        Self::Birthday,
        Self::Anniversary,
    ];

    /// Word in the database and in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unanswered => "unanswered",
            Self::Task => "task",
            Self::Promise => "promise",
            Self::Silent => "silent",
            Self::FirstContact => "first_contact",
            Self::Birthday => "birthday",
            Self::Anniversary => "anniversary",
        }
    }

    /// Message key of the rule's name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Unanswered => "today-rule-unanswered",
            Self::Task => "today-rule-task",
            Self::Promise => "today-rule-promise",
            Self::Silent => "today-rule-silent",
            Self::FirstContact => "today-rule-first-contact",
            Self::Birthday => "today-rule-birthday",
            Self::Anniversary => "today-rule-anniversary",
        }
    }

    /// The rule with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.code() == code)
    }
}

/// What one click on a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Say what a programme of care proposes: the words are ready.
    Tell,
    /// Call the party.
    Call,
    /// Write to the party.
    Write,
    /// It is done.
    Done,
    /// Show it again on a later day.
    Snooze,
    /// Such a line is of no use for this party.
    NotUseful,
}

/// How pressing a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Late, or a customer about to be lost.
    Danger,
    /// Should be done today.
    Warning,
    /// A kindness that can wait a few days.
    Calm,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TodayLine {
    /// What it comes from.
    pub rule: Rule,
    /// Whom it concerns.
    pub party_id: Option<Uuid>,
    /// The record that an answer is kept for: party, task or interaction.
    pub record_id: Uuid,
    /// What to do, as a message.
    pub title: Reason,
    /// Why, as a message.
    pub reason: Reason,
    /// Money at stake, minor units of the workspace.
    pub stake_minor: i64,
    /// How it looks.
    pub tone: Tone,
    /// What can be done with one click, the first one proposed.
    pub acts: Vec<Act>,
    /// How it is to be said, for [`Act::Tell`]: one of [`crate::tasks::KINDS`].
    pub telling: Option<String>,
    /// The day it is about: due day, birthday, last order, first day of waiting.
    pub on: NaiveDate,
}

/// The lines of today, strongest first, at most `limit`.
///
/// Money at stake is what the party is expected to spend in the next twelve months ([`expected_year`]) times the chance of
/// losing it that the rule stands for ([`risk_percent`]). Of one party each rule has one line. Lines without a party come
/// last, by day.
pub fn rank(
    candidates: &[Candidate],
    answers: &[Answer],
    typical_year: Option<i64>,
    today: NaiveDate,
    limit: usize,
) -> Vec<TodayLine> {
    let open = candidates
        .iter()
        .filter(|c| !is_answered(answers, c.rule(), c.record_id, today));
    let mut lines: Vec<TodayLine> = open
        .map(|candidate| line(candidate, typical_year, today))
        .collect();
    lines.sort_by_cached_key(order);
    let mut seen = HashSet::new();
    lines.retain(|line| seen.insert((line.rule, line.party_id.unwrap_or(line.record_id))));
    lines.truncate(limit);
    lines
}

/// Total: no two different records are equal.
fn order(line: &TodayLine) -> (bool, Reverse<i64>, Rule, NaiveDate, Option<Uuid>, Uuid) {
    (
        line.party_id.is_none(),
        Reverse(line.stake_minor),
        line.rule,
        line.on,
        line.party_id,
        line.record_id,
    )
}

fn line(candidate: &Candidate, typical_year: Option<i64>, today: NaiveDate) -> TodayLine {
    let worth = candidate.customer.as_ref().map(|customer| customer.worth);
    TodayLine {
        rule: candidate.rule(),
        party_id: candidate
            .customer
            .as_ref()
            .map(|customer| customer.party_id),
        record_id: candidate.record_id,
        title: wording::title(candidate),
        reason: wording::reason(candidate, today),
        stake_minor: worth.map_or(0, |worth| {
            stakes::stake(&worth, typical_year, &candidate.what, today)
        }),
        tone: stakes::tone(&candidate.what, today),
        acts: candidate.acts(),
        telling: candidate.telling(),
        on: candidate.on(),
    }
}

#[cfg(test)]
mod tests;
