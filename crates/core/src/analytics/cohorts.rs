//! Who came back, by the period of the first order: a triangle of the last periods, kept by counting as customers pass by.

use chrono::NaiveDate;
use quen_insight::cohorts::Period;
use serde::{Deserialize, Serialize};

/// The triangle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohorts {
    /// `month` or `quarter`.
    pub unit: String,
    /// Oldest first; the last one has only begun.
    pub cohorts: Vec<Cohort>,
}

/// Those who first ordered in one period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohort {
    /// The first day of the period.
    pub start: NaiveDate,
    /// How many.
    pub size: u64,
    /// How many ordered in that period and in each one after, up to the running one.
    pub active: Vec<u64>,
}

impl Cohort {
    /// Share that ordered `offset` periods later.
    pub fn share(&self, offset: usize) -> Option<f64> {
        let active = self.active.get(offset)?;
        (self.size > 0).then(|| *active as f64 / self.size as f64)
    }
}

/// Counts the periods of customers.
pub(super) struct Counter {
    period: Period,
    first: i32,
    rows: Vec<Vec<u64>>,
}

impl Counter {
    /// For the last `count` periods up to that of `as_of`.
    pub(super) fn new(period: Period, count: usize, as_of: i32) -> Self {
        let last = period.of(as_of);
        let count_i = i32::try_from(count).unwrap_or(i32::MAX);
        let rows = (0..count).map(|row| vec![0; count - row]).collect();
        Self {
            period,
            first: last - count_i + 1,
            rows,
        }
    }

    /// Adds a customer by the days of the occasions, in order.
    pub(super) fn add(&mut self, days: impl Iterator<Item = i32>) {
        let mut row: Option<(i32, &mut Vec<u64>)> = None;
        let mut seen = i32::MIN;
        for day in days {
            let period = self.period.of(day);
            if row.is_none() {
                let Ok(at) = usize::try_from(period - self.first) else {
                    return;
                };
                let Some(found) = self.rows.get_mut(at) else {
                    return;
                };
                row = Some((period, found));
            }
            let Some((began, cells)) = row.as_mut() else {
                return;
            };
            if period > seen
                && let Some(cell) = usize::try_from(period - *began)
                    .ok()
                    .and_then(|at| cells.get_mut(at))
            {
                *cell += 1;
            }
            seen = period;
        }
    }

    pub(super) fn finish(self) -> Cohorts {
        let unit = match self.period {
            Period::Month => "month",
            Period::Quarter => "quarter",
        };
        let cohort = |(at, active): (usize, Vec<u64>)| {
            let number = self.first + i32::try_from(at).ok()?;
            let size = active.first().copied().unwrap_or(0);
            Some(Cohort {
                start: start(self.period, number)?,
                size,
                active,
            })
        };
        let all: Vec<Cohort> = self
            .rows
            .into_iter()
            .enumerate()
            .filter_map(cohort)
            .collect();
        // Periods before the shop's first customer say nothing.
        let begun = all.iter().position(|c| c.size > 0).unwrap_or(all.len());
        Cohorts {
            unit: unit.to_owned(),
            cohorts: all.into_iter().skip(begun).collect(),
        }
    }
}

fn start(period: Period, number: i32) -> Option<NaiveDate> {
    let months = match period {
        Period::Month => number,
        Period::Quarter => number.checked_mul(3)?,
    };
    NaiveDate::from_ymd_opt(
        months.div_euclid(12),
        months.rem_euclid(12).cast_unsigned() + 1,
        1,
    )
}
