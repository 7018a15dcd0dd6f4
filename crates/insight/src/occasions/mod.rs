//! Purchase occasions: the few integers per customer from which every customer-base number is computed.
//!
//! An *occasion* is a calendar day (in the shop's time zone) whose orders, after the refunds linked to them, have
//! a positive value. Two orders on one day are one occasion; a free sample is none; a refund never makes one.
//! This module must never store anything that depends on today (`T`, recency, "months as customer"): days are
//! kept and subtracted when read, so nothing is rewritten at midnight. Integers only: money in minor units, days
//! since 1970-01-01. A state kept up order by order equals a full rebuild bit for bit.

mod day_map;
mod rhythm;

pub use day_map::{DayMap, DayTotals};
pub use rhythm::{OwnGap, elapsed_in_gaps, rhythm};

use serde::{Deserialize, Serialize};

/// The sufficient statistics of one customer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occasions {
    /// Day of the first occasion.
    pub first_day: Option<i32>,
    /// Day of the last occasion.
    pub last_day: Option<i32>,
    /// Last day with any entry, an occasion or not; decides whether a new order may simply be appended.
    pub last_entry_day: Option<i32>,
    /// Number of occasions.
    pub occasions: u32,
    /// Net value of all occasions but the first, minor units.
    pub repeat_sum_minor: i64,
    /// Value of everything after all refunds, minor units; may be negative.
    pub net_sum_minor: i64,
    /// All refunds, linked to an order or not, minor units, positive.
    pub refund_sum_minor: i64,
    /// Cost of the goods, minor units.
    pub cost_sum_minor: i64,
    /// Sum of the squared gaps between occasions, days².
    pub gap_square_sum: i64,
    /// First day from which orders of this customer would be known, when later than the start of the relationship.
    pub observed_from: Option<i32>,
}

/// A customer as the purchase models see one, in days; divide by 7 for weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purchases {
    /// Repeat occasions: all but the first.
    pub x: u32,
    /// From first to last occasion, days.
    pub tx: i32,
    /// From first occasion to the day of the report, days.
    pub t: i32,
}

impl Occasions {
    /// The statistics as seen on `as_of`; `None` without an occasion on or before that day.
    ///
    /// Occasions after `as_of` must not be in `self` (see [`DayMap::rebuild_until`]).
    #[must_use]
    pub fn purchases(&self, as_of: i32) -> Option<Purchases> {
        let (first, last) = (self.first_day?, self.last_day?);
        (last <= as_of).then(|| Purchases {
            x: self.occasions.saturating_sub(1),
            tx: last.saturating_sub(first),
            t: as_of.saturating_sub(first),
        })
    }

    /// Mean value of a repeat occasion in minor units; `None` before the second occasion.
    #[must_use]
    pub fn mean_repeat_minor(&self) -> Option<f64> {
        (self.occasions > 1).then(|| self.repeat_sum_minor as f64 / f64::from(self.occasions - 1))
    }

    /// Number of gaps between occasions.
    #[must_use]
    pub fn gaps(&self) -> u32 {
        self.occasions.saturating_sub(1)
    }

    /// Mean gap in days; `None` before the second occasion.
    #[must_use]
    pub fn mean_gap(&self) -> Option<f64> {
        let gaps = self.gaps();
        let span = i64::from(self.last_day?) - i64::from(self.first_day?);
        (gaps > 0).then(|| span as f64 / f64::from(gaps))
    }

    /// Coefficient of variation (sample standard deviation over mean) of the gaps; `None` with fewer than two gaps.
    #[must_use]
    pub fn gap_variation(&self) -> Option<f64> {
        let (mean, gaps) = (self.mean_gap()?, f64::from(self.gaps()));
        if gaps < 2.0 {
            return None;
        }
        let variance = (self.gap_square_sum as f64 - gaps * mean * mean) / (gaps - 1.0);
        Some(variance.max(0.0).sqrt() / mean)
    }

    /// Folds one new entry in without the day map, if the outcome is certain: the entry is on a later day than
    /// all before, or adds value to the last day. Returns `false`, changing nothing, when a rebuild is needed
    /// (back-dated entries, refunds, edits). O(1).
    #[must_use = "false means that nothing was folded in and a rebuild is due"]
    pub fn append(&mut self, day: i32, entry: DayTotals) -> bool {
        match self.last_entry_day {
            _ if entry == DayTotals::default() => true,
            Some(last) if day < last => false,
            Some(last) if day == last => self.add_to_last_entry(entry),
            _ => {
                self.add_day(day, entry);
                true
            }
        }
    }

    /// A second entry on the last day. Only growing totals leave no doubt what the day was and now is.
    fn add_to_last_entry(&mut self, entry: DayTotals) -> bool {
        let is_occasion = self.last_day == self.last_entry_day;
        if entry.has_negative() || (!is_occasion && entry.net > 0) {
            return false;
        }
        if self.occasions > 1 && is_occasion {
            self.repeat_sum_minor = self.repeat_sum_minor.saturating_add(entry.net);
        }
        self.add_sums(entry);
        true
    }

    /// A whole day later than all days before.
    fn add_day(&mut self, day: i32, totals: DayTotals) {
        self.last_entry_day = Some(day);
        self.add_sums(totals);
        if !totals.is_occasion() {
            return;
        }
        if let Some(last) = self.last_day {
            let gap = i64::from(day) - i64::from(last);
            self.gap_square_sum = self.gap_square_sum.saturating_add(gap.saturating_mul(gap));
            self.repeat_sum_minor = self.repeat_sum_minor.saturating_add(totals.net);
        } else {
            self.first_day = Some(day);
        }
        self.last_day = Some(day);
        self.occasions = self.occasions.saturating_add(1);
    }

    fn add_sums(&mut self, totals: DayTotals) {
        let worth = totals.net.saturating_sub(totals.unlinked_refunds);
        self.net_sum_minor = self.net_sum_minor.saturating_add(worth);
        self.refund_sum_minor = self.refund_sum_minor.saturating_add(totals.refunds);
        self.cost_sum_minor = self.cost_sum_minor.saturating_add(totals.cost);
    }
}
