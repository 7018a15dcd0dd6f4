//! What lists and Today read of a customer: rhythm, and the day on which silence begins to mean something. They depend on
//! the statistics and on the base's figures of a stated day, never on today.

use chrono::NaiveDate;
use quen_insight::occasions::{DayMap, Occasions};
use quen_insight::stage::StageRules;
use serde::{Deserialize, Serialize};

use crate::dates;
use crate::parties::Standing;

/// Silence longer than so many of the customer's own gaps is worth a call.
const SILENT_GAPS: f64 = 1.5;
/// Longest rhythm in days.
const MAX_RHYTHM: f64 = 36_500.0;

/// Figures of the whole base as of their last refresh.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Base {
    /// Median of the customers' median gaps, in days.
    pub median_gap: Option<f64>,
    /// Median of the customers' gap variations.
    pub median_variation: Option<f64>,
    /// Median net spend of a customer in the first twelve months, minor units.
    pub typical_year: Option<i64>,
}

/// What is kept beside the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Purchase occasions.
    pub occasions: i64,
    /// Net spend.
    pub spend: i64,
    /// Margin as far as costs are known.
    pub margin: i64,
    /// Day of the first occasion.
    pub first_order_on: Option<NaiveDate>,
    /// Day of the last occasion.
    pub last_order_on: Option<NaiveDate>,
    /// The customer's gap `g` in whole days, half-up: the own median gap shrunk to the base's
    /// ([`StageRules::gap_days`]). From the second occasion on: one purchase has no rhythm.
    pub rhythm_days: Option<i64>,
    /// The first day on which more than 1.5 `g` (unrounded) have passed since the last occasion.
    pub silent_on: Option<NaiveDate>,
}

/// The figures of a customer. `days` gives the median gap and is only looked at from the second occasion on.
pub fn figures(statistics: &Occasions, days: &DayMap, base: &Base, rules: &StageRules) -> Figures {
    let gap = own_rhythm(statistics, days, base, rules);
    let last = statistics.last_day;
    Figures {
        occasions: i64::from(statistics.occasions),
        spend: statistics.net_sum_minor,
        margin: super::margin(statistics),
        first_order_on: statistics.first_day.and_then(dates::from_number),
        last_order_on: last.and_then(dates::from_number),
        rhythm_days: gap.map(|gap| (gap + 0.5).floor() as i64),
        silent_on: gap.zip(last).and_then(|(gap, last)| silent_on(last, gap)),
    }
}

impl Figures {
    /// Writes them beside the party; stage, type and last contact are not theirs.
    pub fn put(&self, standing: &mut Standing) {
        standing.occasions = self.occasions;
        standing.spend = self.spend;
        standing.margin = self.margin;
        standing.first_order_on = self.first_order_on;
        standing.last_order_on = self.last_order_on;
        standing.rhythm_days = self.rhythm_days;
    }
}

fn own_rhythm(
    statistics: &Occasions,
    days: &DayMap,
    base: &Base,
    rules: &StageRules,
) -> Option<f64> {
    let gaps = statistics.gaps();
    let gap = || {
        rules
            .gap_days(days.median_gap(), gaps, base.median_gap)
            .clamp(1.0, MAX_RHYTHM)
    };
    (gaps > 0).then(gap)
}

/// Whole days `d` with `d > 1.5 g` begin at `floor(1.5 g) + 1`.
fn silent_on(last_day: i32, gap: f64) -> Option<NaiveDate> {
    let patience = (gap * SILENT_GAPS).floor() as i32;
    dates::from_number(last_day.checked_add(patience)?.checked_add(1)?)
}
