//! Cohorts: customers grouped by the period of their first activity, and how many of them are active in each period
//! after it. Counts only; it must not smooth, and never pool cohorts into one curve.

use crate::explain::{Arg, Explanation};
use chrono::{Datelike, NaiveDate, TimeDelta};
use std::collections::BTreeMap;

/// The length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Calendar months, `1997-01`.
    Month,
    /// Calendar quarters, `1997-Q1`.
    Quarter,
}

impl Period {
    /// The number of the period that holds a day (days since 1970-01-01), counted from year 0; days beyond the calendar
    /// are held to its ends.
    #[must_use]
    pub fn of(self, day: i32) -> i32 {
        let epoch = NaiveDate::default();
        let end = if day < 0 {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        };
        let date = epoch
            .checked_add_signed(TimeDelta::days(i64::from(day)))
            .unwrap_or(end);
        let month = date.year() * 12 + i32::from(u8::try_from(date.month0()).unwrap_or(0));
        match self {
            Self::Month => month,
            Self::Quarter => month.div_euclid(3),
        }
    }

    /// How the period is written.
    #[must_use]
    pub fn label(self, number: i32) -> String {
        match self {
            Self::Month => format!(
                "{:04}-{:02}",
                number.div_euclid(12),
                number.rem_euclid(12) + 1
            ),
            Self::Quarter => format!("{:04}-Q{}", number.div_euclid(4), number.rem_euclid(4) + 1),
        }
    }
}

/// One activity of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Activity {
    /// Any number that stands for the customer.
    pub customer: u64,
    /// Days since 1970-01-01.
    pub day: i32,
    /// Its value in the smallest unit.
    pub amount: i64,
}

/// Those who began in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// The period's number, see [`Period::of`].
    pub period: i32,
    /// How many began.
    pub size: u64,
    /// How many were active in the period itself and in each one after it, up to the last period of the data.
    pub active: Vec<u64>,
    /// What they bought in each.
    pub revenue: Vec<i64>,
}

impl Cohort {
    /// The active ones as shares of the size.
    #[must_use]
    pub fn retention(&self) -> Vec<f64> {
        self.active
            .iter()
            .map(|active| *active as f64 / self.size.max(1) as f64)
            .collect()
    }
}

/// Most periods kept for one cohort, so that one wild date cannot fill the memory.
const MOST_PERIODS: i32 = 2400;

/// Cohorts in order of time. Activities after `until` are ignored; the table runs to the period of `until`, else to the
/// last one seen.
#[must_use]
pub fn cohorts(activities: &[Activity], period: Period, until: Option<i32>) -> Vec<Cohort> {
    let mut rows: Vec<(u64, i32, i64)> = activities
        .iter()
        .filter(|row| until.is_none_or(|until| row.day <= until))
        .map(|row| (row.customer, period.of(row.day), row.amount))
        .collect();
    rows.sort_unstable();
    let last = until.map(|until| period.of(until));
    let last = last
        .or_else(|| rows.iter().map(|row| row.1).max())
        .unwrap_or(0);
    let mut table: BTreeMap<i32, Cohort> = BTreeMap::new();
    for own in rows.chunk_by(|a, b| a.0 == b.0) {
        let Some((_, start, _)) = own.first() else {
            continue;
        };
        let cohort = table
            .entry(*start)
            .or_insert_with(|| Cohort::empty(*start, last));
        cohort.size += 1;
        for visits in own.chunk_by(|a, b| a.1 == b.1) {
            cohort.count(visits);
        }
    }
    table.into_values().collect()
}

impl Cohort {
    fn empty(period: i32, last: i32) -> Self {
        let width = usize::try_from((last - period + 1).clamp(1, MOST_PERIODS)).unwrap_or(1);
        Self {
            period,
            size: 0,
            active: vec![0; width],
            revenue: vec![0; width],
        }
    }

    /// Adds a customer's activities of one period.
    fn count(&mut self, visits: &[(u64, i32, i64)]) {
        let number = visits.first().map_or(self.period, |visit| visit.1);
        let at = offset(number, self.period);
        let cells = self.active.get_mut(at).zip(self.revenue.get_mut(at));
        if let Some((active, revenue)) = cells {
            *active += 1;
            for visit in visits {
                *revenue = revenue.saturating_add(visit.2);
            }
        }
    }
}

fn offset(number: i32, start: i32) -> usize {
    usize::try_from(number - start).unwrap_or(usize::MAX)
}

/// Sentences for the owner: `insight-cohort-empty`; `insight-cohort-young` (`size`) with only its first period;
/// `insight-cohort-kept` (`size`, `kept` share in the last period, `periods` since the start).
#[must_use]
pub fn explain(cohort: &Cohort) -> Explanation {
    let size = Arg::Count(cohort.size);
    match cohort.retention().split_first() {
        _ if cohort.size == 0 => Explanation::new("insight-cohort-empty"),
        Some((_, [.., last])) => Explanation::new("insight-cohort-kept")
            .with("size", size)
            .with("kept", Arg::Share(*last))
            .with("periods", Arg::Count(cohort.active.len() as u64 - 1)),
        _ => Explanation::new("insight-cohort-young").with("size", size),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn periods_are_calendar_periods() {
        assert_eq!(Period::Month.label(Period::Month.of(9862)), "1997-01");
        assert_eq!(Period::Quarter.label(Period::Quarter.of(9952)), "1997-Q2");
        assert_eq!(Period::Month.label(Period::Month.of(-1)), "1969-12");
        let _ = (Period::Month.of(i32::MIN), Period::Quarter.of(i32::MAX));
    }

    proptest! {
        #[test]
        fn each_customer_is_in_one_cohort_and_counted_once_a_period(
            rows in prop::collection::vec((0u64..20, 0..2000i32, -50..50i64), 0..200),
        ) {
            let rows: Vec<Activity> =
                rows.into_iter().map(|(customer, day, amount)| Activity { customer, day, amount }).collect();
            let cohorts = cohorts(&rows, Period::Month, None);
            let customers: std::collections::HashSet<u64> = rows.iter().map(|row| row.customer).collect();
            prop_assert_eq!(cohorts.iter().map(|c| c.size).sum::<u64>(), customers.len() as u64);
            let amount: i64 = rows.iter().map(|row| row.amount).sum();
            prop_assert_eq!(cohorts.iter().flat_map(|c| &c.revenue).sum::<i64>(), amount);
            for cohort in &cohorts {
                prop_assert_eq!(cohort.active.first(), Some(&cohort.size));
                prop_assert!(cohort.active.iter().all(|active| *active <= cohort.size));
            }
        }
    }
}
