//! Figures kept as things happen (INSIGHT.md 3.3): what an order and an interaction add to a customer's statistics, and what
//! the lists show of them. Nothing here depends on today; a state kept up step by step equals a rebuild bit for bit.

mod figures;
mod touches;

use quen_insight::occasions::{DayMap, DayTotals, Occasions};
use serde::{Deserialize, Serialize};

use crate::dates;
use crate::orders::Order;

pub use figures::{Base, Figures, figures};
pub use touches::Touches;

/// What one order adds to its day, minor units. A row of `metric_days` is the sum of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contribution {
    /// The order's day, days since 1970-01-01.
    pub day: i32,
    /// Paid and not given back, tax included.
    pub net: i64,
    /// Given back; booked on the order's day, whenever it was paid.
    pub refunds: i64,
    /// Contribution margin; 0 where the cost is not known.
    pub margin: i64,
    /// Orders.
    pub orders: i64,
}

impl Contribution {
    /// What an order adds; `None` when it does not count. Its stored day decides, so that a later change of the shop's time
    /// zone takes away what was added.
    pub fn of(order: &Order) -> Option<Self> {
        order.counts().then(|| Self {
            day: dates::number(order.ordered_on),
            net: order.net(),
            refunds: order.refunded,
            margin: order.margin().unwrap_or(0),
            orders: 1,
        })
    }

    /// As the statistics take it. What is no known margin counts as cost there, so that margin is net less cost.
    pub fn totals(self) -> DayTotals {
        DayTotals {
            net: self.net,
            refunds: self.refunds,
            unlinked_refunds: 0,
            cost: self.net.saturating_sub(self.margin),
            orders: i32::try_from(self.orders).unwrap_or(i32::MAX),
        }
    }

    /// A day of the statistics as it is stored.
    pub fn from_totals(day: i32, totals: DayTotals) -> Self {
        Self {
            day,
            net: totals.net,
            refunds: totals.refunds,
            margin: totals.net.saturating_sub(totals.cost),
            orders: i64::from(totals.orders),
        }
    }
}

/// The customer's days from their stored rows.
pub fn day_map(rows: impl IntoIterator<Item = Contribution>, observed_from: Option<i32>) -> DayMap {
    let mut days = DayMap::default();
    days.observed_from = observed_from;
    for row in rows {
        days.apply(row.day, row.totals());
    }
    days
}

/// Takes an order as it was off the days and puts it on as it is: a new order has no before, a deleted one no after, an
/// order that moves to another customer is two changes.
pub fn change(days: &mut DayMap, before: Option<&Order>, after: Option<&Order>) {
    if let Some(old) = before.and_then(Contribution::of) {
        days.remove(old.day, old.totals());
    }
    if let Some(new) = after.and_then(Contribution::of) {
        days.apply(new.day, new.totals());
    }
}

/// The statistics after a change, in O(1); `None` when they have to be [rebuilt](DayMap::rebuild) from the days: an edit, a
/// refund, a deletion, a back-dated order.
pub fn fold(
    statistics: &Occasions,
    before: Option<&Order>,
    after: Option<&Order>,
) -> Option<Occasions> {
    let (old, new) = (
        before.and_then(Contribution::of),
        after.and_then(Contribution::of),
    );
    if old == new {
        return Some(*statistics);
    }
    let entry = new.filter(|_| old.is_none())?;
    let mut folded = *statistics;
    folded.append(entry.day, entry.totals()).then_some(folded)
}

/// Margin of all time, as far as costs are known.
pub fn margin(statistics: &Occasions) -> i64 {
    statistics
        .net_sum_minor
        .saturating_sub(statistics.cost_sum_minor)
}

#[cfg(test)]
mod tests;
