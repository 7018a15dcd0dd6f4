//! A customer's days: what is needed to rebuild the statistics after an edit. Never read to show a page.

use super::Occasions;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What happened on one calendar day, or one entry's part of it. Money in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayTotals {
    /// Value of the day's orders less the refunds linked to them (whenever those were paid back).
    pub net: i64,
    /// All refunds counted on this day, positive; linked ones are already taken off `net`.
    pub refunds: i64,
    /// The part of `refunds` that belongs to no known order: it lowers the money, never the occasions.
    pub unlinked_refunds: i64,
    /// Cost of the goods.
    pub cost: i64,
    /// Number of orders; taking an order away subtracts.
    pub orders: i32,
}

impl DayTotals {
    /// One order of this value and cost.
    #[must_use]
    pub fn order(net: i64, cost: i64) -> Self {
        Self {
            net,
            cost,
            orders: 1,
            ..Self::default()
        }
    }

    /// A refund of an order on the same day as that order; book it on the order's day, not on the day of payment.
    #[must_use]
    pub fn linked_refund(amount: i64) -> Self {
        Self {
            net: amount.saturating_neg(),
            refunds: amount,
            ..Self::default()
        }
    }

    /// A refund whose order is not known.
    #[must_use]
    pub fn unlinked_refund(amount: i64) -> Self {
        Self {
            refunds: amount,
            unlinked_refunds: amount,
            ..Self::default()
        }
    }

    /// Whether the day is an occasion by this product's rule.
    #[must_use]
    pub fn is_occasion(&self) -> bool {
        self.net > 0
    }

    /// Whether the day had an order, were it worth nothing: the rule of programs that count free samples too.
    #[must_use]
    pub fn is_order_day(&self) -> bool {
        self.net > 0 || (self.net == 0 && self.orders > 0 && self.refunds == 0)
    }

    pub(super) fn has_negative(&self) -> bool {
        self.net < 0
            || self.refunds < 0
            || self.unlinked_refunds < 0
            || self.cost < 0
            || self.orders < 0
    }

    fn plus(self, other: Self) -> Self {
        Self {
            net: self.net.saturating_add(other.net),
            refunds: self.refunds.saturating_add(other.refunds),
            unlinked_refunds: self.unlinked_refunds.saturating_add(other.unlinked_refunds),
            cost: self.cost.saturating_add(other.cost),
            orders: self.orders.saturating_add(other.orders),
        }
    }

    fn negated(self) -> Self {
        Self {
            net: self.net.saturating_neg(),
            refunds: self.refunds.saturating_neg(),
            unlinked_refunds: self.unlinked_refunds.saturating_neg(),
            cost: self.cost.saturating_neg(),
            orders: self.orders.saturating_neg(),
        }
    }
}

/// All days of one customer. Days that sum to nothing are not kept, so equal histories are equal maps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayMap {
    /// Copied into [`Occasions::observed_from`].
    pub observed_from: Option<i32>,
    days: BTreeMap<i32, DayTotals>,
}

impl DayMap {
    /// Adds an entry to its day.
    pub fn apply(&mut self, day: i32, entry: DayTotals) {
        let sum = self.days.get(&day).copied().unwrap_or_default().plus(entry);
        if sum == DayTotals::default() {
            self.days.remove(&day);
        } else {
            self.days.insert(day, sum);
        }
    }

    /// Takes an entry that was applied before off its day: the first half of an edit, or a deletion.
    pub fn remove(&mut self, day: i32, entry: DayTotals) {
        self.apply(day, entry.negated());
    }

    /// The day's totals, if anything happened.
    #[must_use]
    pub fn get(&self, day: i32) -> Option<DayTotals> {
        self.days.get(&day).copied()
    }

    /// Days in order.
    pub fn days(&self) -> impl DoubleEndedIterator<Item = (i32, DayTotals)> + '_ {
        self.days.iter().map(|(day, totals)| (*day, *totals))
    }

    /// Days that are occasions, in order.
    pub fn occasion_days(&self) -> impl DoubleEndedIterator<Item = (i32, DayTotals)> + '_ {
        self.days().filter(|(_, totals)| totals.is_occasion())
    }

    /// The union of two customers found to be one: their days added up.
    #[must_use]
    pub fn merge(mut self, other: &Self) -> Self {
        for (day, totals) in other.days() {
            self.apply(day, totals);
        }
        self.observed_from = self
            .observed_from
            .into_iter()
            .chain(other.observed_from)
            .min();
        self
    }

    /// The statistics of all days. O(days).
    #[must_use]
    pub fn rebuild(&self) -> Occasions {
        self.rebuild_until(i32::MAX)
    }

    /// The statistics of the days on or before `as_of`. O(days).
    #[must_use]
    pub fn rebuild_until(&self, as_of: i32) -> Occasions {
        let mut sum = Occasions {
            observed_from: self.observed_from,
            ..Occasions::default()
        };
        for (day, totals) in self.days().take_while(|(day, _)| *day <= as_of) {
            sum.add_day(day, totals);
        }
        sum
    }

    /// Median gap between occasions in days (mean of the middle two); `None` before the second occasion.
    #[must_use]
    pub fn median_gap(&self) -> Option<f64> {
        let days: Vec<i64> = self
            .occasion_days()
            .map(|(day, _)| i64::from(day))
            .collect();
        let mut gaps: Vec<i64> = days
            .iter()
            .zip(days.iter().skip(1))
            .map(|(a, b)| b - a)
            .collect();
        gaps.sort_unstable();
        let middle = gaps.len() / 2;
        let upper = *gaps.get(middle)? as f64;
        match middle.checked_sub(1).and_then(|lower| gaps.get(lower)) {
            Some(lower) if gaps.len().is_multiple_of(2) => Some((*lower as f64 + upper) / 2.0),
            _ => Some(upper),
        }
    }
}
