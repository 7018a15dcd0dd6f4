//! One pass over the customers' days: everything that figures need of them is counted as they go by, so that memory does not
//! grow with the number of orders.

use quen_insight::cohorts::Period;

use super::cohorts::{Cohorts, Counter};
use super::whatif::{Retention, Windows};
use crate::models::{Past, WINDOW_DAYS};

/// Months and quarters shown.
const MONTHS: usize = 12;
const QUARTERS: usize = 8;

/// A day of one customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Days since 1970-01-01.
    pub day: i32,
    /// Net value, minor units; an occasion when positive.
    pub net: i64,
    /// Margin as far as costs are known.
    pub margin: i64,
}

/// Counts as customers pass by.
pub struct Collector {
    as_of: i32,
    months: Counter,
    quarters: Counter,
    windows: Windows,
    waits: Vec<f64>,
    came_back: Vec<bool>,
    past: Vec<Past>,
}

/// What the days came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Collected {
    /// By month.
    pub months: Cohorts,
    /// By quarter.
    pub quarters: Cohorts,
    /// How many stay.
    pub retention: Retention,
    /// Days until the second order, or until the day of the figures.
    pub waits: Vec<f64>,
    /// Did the second order come?
    pub came_back: Vec<bool>,
    /// The customers of a quarter ago, for the back-test.
    pub past: Vec<Past>,
}

impl Collector {
    /// For figures of this day; orders after it are not looked at.
    pub fn new(as_of: i32) -> Self {
        Self {
            as_of,
            months: Counter::new(Period::Month, MONTHS, as_of),
            quarters: Counter::new(Period::Quarter, QUARTERS, as_of),
            windows: Windows::new(as_of),
            waits: Vec::new(),
            came_back: Vec::new(),
            past: Vec::new(),
        }
    }

    /// Adds one customer by the days in order.
    pub fn add(&mut self, days: &[Day]) {
        let as_of = self.as_of;
        let until = days.iter().filter(move |d| d.day <= as_of);
        self.windows.add(until.clone());
        let occasions = || until.clone().filter(|d| d.net > 0).map(|d| d.day);
        let Some(first) = occasions().next() else {
            return;
        };
        self.months.add(occasions());
        self.quarters.add(occasions());
        let second = occasions().nth(1);
        self.waits
            .push(f64::from(second.unwrap_or(self.as_of)) - f64::from(first));
        self.came_back.push(second.is_some());
        self.look_back(first, occasions());
    }

    fn look_back(&mut self, first: i32, occasions: impl Iterator<Item = i32>) {
        let cut = self.as_of.saturating_sub(WINDOW_DAYS);
        if first > cut {
            return;
        }
        let (mut before, mut last, mut since) = (0_u32, first, 0);
        for day in occasions {
            if day <= cut {
                (before, last) = (before + 1, day);
            } else {
                since += 1;
            }
        }
        self.past.push(Past {
            x: before.saturating_sub(1),
            tx: last.abs_diff(first),
            t: cut.abs_diff(first),
            since,
        });
    }

    /// The sums.
    pub fn finish(self) -> Collected {
        Collected {
            months: self.months.finish(),
            quarters: self.quarters.finish(),
            retention: self.windows.finish(),
            waits: self.waits,
            came_back: self.came_back,
            past: self.past,
        }
    }
}
