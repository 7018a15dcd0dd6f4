//! What a project came to so far, counted from the records that belong to it. It must never take an unknown cost for none.

use serde::{Deserialize, Serialize};

/// The sums of a project; money in minor units of the workspace's currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Orders that count: confirmed or delivered.
    pub orders: i64,
    /// What the customer pays for them and did not get back, tax included.
    pub revenue: i64,
    /// Cost of the goods in orders whose cost is known.
    pub cost: i64,
    /// Margin of those orders, without tax.
    pub margin: i64,
    /// Orders whose cost is not known; they are in neither `cost` nor `margin`.
    pub without_cost: i64,
    /// Tasks.
    pub tasks: i64,
    /// Of these, done.
    pub done: i64,
    /// Interactions.
    pub interactions: i64,
    /// Minutes of those with a beginning and an end.
    pub minutes: i64,
}

impl Sums {
    /// Share of the tasks that is done, in whole per cent; `None` without tasks.
    pub fn done_percent(&self) -> Option<i64> {
        (self.done * 100).checked_div(self.tasks)
    }

    /// Share of a budget that was ordered, in whole per cent; `None` without one.
    pub fn spent_percent(&self, budget: i64) -> Option<i64> {
        let share = i128::from(self.revenue.max(0)) * 100;
        let share = share.checked_div(i128::from(budget.max(0)))?;
        i64::try_from(share).ok()
    }

    /// Is the margin of every order known?
    pub fn is_whole(&self) -> bool {
        self.orders > 0 && self.without_cost == 0
    }
}
