//! The money at stake in a line. Product decisions, stated here and nowhere else; whole minor units and whole per cent.

use chrono::NaiveDate;

use super::{Tone, What};
use crate::parties::Standing;

/// What a party has brought so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Worth {
    /// Purchase occasions.
    pub occasions: i64,
    /// Margin of them where costs are known, else spend; minor units.
    pub value: i64,
    /// The party's rhythm in days; none before the second occasion.
    pub rhythm_days: Option<i64>,
}

impl From<&Standing> for Worth {
    /// Margin when any is known, else spend.
    fn from(standing: &Standing) -> Self {
        let value = if standing.margin > 0 {
            standing.margin
        } else {
            standing.spend
        };
        Self {
            occasions: standing.occasions,
            value,
            rhythm_days: standing.rhythm_days,
        }
    }
}

/// Days of the period that is looked ahead.
const YEAR: i64 = 365;

/// What a party is expected to bring in the next twelve months, minor units, never negative: its mean value of an occasion
/// times the occasions that its own rhythm puts into a year; after one occasion, that one once more; before the first, what
/// is typical for the base (0 when that is not known).
pub fn expected_year(worth: &Worth, typical_year: Option<i64>) -> i64 {
    if worth.occasions <= 0 {
        return typical_year.unwrap_or(0).max(0);
    }
    let total = i128::from(worth.value.max(0));
    let occasions = i128::from(worth.occasions);
    let expected = match worth.rhythm_days {
        Some(rhythm) => total * i128::from(YEAR) / (occasions * i128::from(rhythm.max(1))),
        None => total / occasions,
    };
    i64::try_from(expected).unwrap_or(i64::MAX)
}

/// The chance in per cent of losing the party's year when the line is left undone, by rule:
/// * silent: 20 for each own gap of silence, 30 to 90;
/// * unanswered: 20, and 5 more for each day of waiting, up to 50;
/// * first contact: 25;
/// * task: 10, and 2 more for each day late, up to 30;
/// * promise: 15 (small 10, large 25), and 4 more for each day late, up to 60;
/// * birthday: 5; anniversary: 3.
pub fn risk_percent(what: &What, today: NaiveDate) -> i64 {
    match what {
        What::Silent {
            last_order_on,
            rhythm_days,
        } => (20 * days_since(*last_order_on, today) / (*rhythm_days).max(1)).clamp(30, 90),
        What::Unanswered { since, .. } => (20 + 5 * days_since(*since, today)).min(50),
        What::FirstContact { .. } => 25,
        What::Task { due_on, .. } => (10 + 2 * days_since(*due_on, today)).min(30),
        What::Promise { size, due_on, .. } => {
            let begin = match size.as_str() {
                "small" => 10,
                "large" => 25,
                _ => 15,
            };
            (begin + 4 * days_since(*due_on, today)).min(60)
        }
        What::Birthday { .. } => 5,
        What::Anniversary { .. } => 3,
    }
}

pub(super) fn stake(
    worth: &Worth,
    typical_year: Option<i64>,
    what: &What,
    today: NaiveDate,
) -> i64 {
    let year = i128::from(expected_year(worth, typical_year));
    i64::try_from(year * i128::from(risk_percent(what, today)) / 100).unwrap_or(i64::MAX)
}

pub(super) fn tone(what: &What, today: NaiveDate) -> Tone {
    match what {
        What::Silent {
            last_order_on,
            rhythm_days,
        } if days_since(*last_order_on, today) > rhythm_days.saturating_mul(3) => Tone::Danger,
        What::Task { due_on, .. } | What::Promise { due_on, .. } if *due_on < today => Tone::Danger,
        What::Unanswered { since, .. } if days_since(*since, today) >= 2 => Tone::Danger,
        What::Birthday { .. } | What::Anniversary { .. } => Tone::Calm,
        _ => Tone::Warning,
    }
}

/// Whole days from `day` to today, 0 for a day ahead.
pub(super) fn days_since(day: NaiveDate, today: NaiveDate) -> i64 {
    (today - day).num_days().max(0)
}
