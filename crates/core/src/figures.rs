//! The figures of the first page: which days each is about, and how it is read from the days' sums. Figures are of what was
//! paid and not given back. Nothing here looks anything up or reads a clock.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::Serialize;

use crate::dates;

/// Months of the chart, the running one among them.
const MONTHS: u32 = 12;
/// A young shop's chart begins with so many months at least.
const MIN_MONTHS: usize = 6;
/// Days in which a customer comes back or does not.
pub const RETURN_DAYS: u64 = 90;
/// Silence that began in the last so many days still puts a customer's value at risk; what is silent for longer is lost.
pub const RISK_DAYS: u64 = 60;

/// A day number and what it brought, minor units.
pub type DaySum = (i32, i64);

/// The figures of a day.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Figures {
    /// What was sold.
    pub revenue: Revenue,
    /// Who came back.
    pub returning: Returning,
    /// What silence may cost.
    pub at_risk: AtRisk,
    /// Parties by stage: the stage's key and how many, each stage once, in order.
    pub stages: Vec<(String, u64)>,
}

/// What was sold, minor units of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Revenue {
    /// From the first of the running month up to today.
    pub this_month: i64,
    /// The same days of the month before.
    pub same_days_before: i64,
    /// The running month summed up day by day, the first of the month first.
    pub so_far: Vec<i64>,
    /// By month, the oldest first, the running one last.
    pub months: Vec<Month>,
}

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    /// What it brought.
    pub net: i64,
}

/// How many of the customers of one span bought again in the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Returned {
    /// Bought in the span.
    pub of: u64,
    /// Bought in the next one as well.
    pub back: u64,
}

impl Returned {
    /// In per cent, half up; none without customers.
    pub fn percent(self) -> Option<i64> {
        let of = i64::try_from(self.of).ok().filter(|of| *of > 0)?;
        let back = i64::try_from(self.back).ok()?;
        Some((back * 200 + of) / (2 * of))
    }
}

/// Spans of [`RETURN_DAYS`] days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Returning {
    /// Those of the span before the last, back in the last.
    pub now: Returned,
    /// The same, one span earlier.
    pub before: Returned,
}

/// Customers who fell silent in the last [`RISK_DAYS`] days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct AtRisk {
    /// How many.
    pub customers: u64,
    /// What they are expected to bring in a year ([`crate::today::expected_year`]), minor units.
    pub yearly: i64,
}

/// A span of days, both ends in it.
pub type Span = (NaiveDate, NaiveDate);

/// All days that [`revenue`] wants sums of.
pub fn revenue_span(today: NaiveDate) -> Span {
    (months_back(first_of(today), MONTHS - 1), today)
}

/// The three latest spans of [`RETURN_DAYS`] days, the last one first.
pub fn return_spans(today: NaiveDate) -> [Span; 3] {
    [0, 1, 2].map(|age| {
        (
            back(today, RETURN_DAYS * (age + 1) - 1),
            back(today, RETURN_DAYS * age),
        )
    })
}

/// The days on which silence began that still is a risk.
pub fn risk_span(today: NaiveDate) -> Span {
    (back(today, RISK_DAYS), today)
}

/// Reads the revenue from the sums of the days of [`revenue_span`]; days without a sale may be missing.
pub fn revenue(days: &[DaySum], today: NaiveDate) -> Revenue {
    let within = |(from, to): Span| -> i64 {
        let (from, to) = (dates::number(from), dates::number(to));
        let inside = days.iter().filter(|(day, _)| (from..=to).contains(day));
        inside.fold(0, |sum, (_, net)| sum.saturating_add(*net))
    };
    let first = first_of(today);
    let before = months_back(first, 1);
    let last_before = back(first, 1);
    let same_day = before
        .checked_add_days(Days::new(u64::from(today.day0())))
        .unwrap_or(last_before)
        .min(last_before);
    let so_far = first
        .iter_days()
        .take_while(|day| *day <= today)
        .map(|day| within((first, day)));
    let months = (0..MONTHS).rev().map(|age| {
        let first = months_back(first_of(today), age);
        let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
        Month {
            first,
            net: within((first, back(next, 1))),
        }
    });
    Revenue {
        this_month: within((first, today)),
        same_days_before: within((before, same_day)),
        so_far: so_far.collect(),
        months: since_the_first_sale(months.collect()),
    }
}

/// Leaves out the empty months before a young shop's first sale, but for a few.
fn since_the_first_sale(mut months: Vec<Month>) -> Vec<Month> {
    let empty = months.iter().take_while(|month| month.net == 0).count();
    months.drain(..empty.min(months.len().saturating_sub(MIN_MONTHS)));
    months
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn months_back(first: NaiveDate, months: u32) -> NaiveDate {
    first
        .checked_sub_months(Months::new(months))
        .unwrap_or(first)
}

fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn sale(year: i32, month: u32, day: u32, net: i64) -> DaySum {
        (dates::number(date(year, month, day)), net)
    }

    #[test]
    fn a_month_is_seen_against_the_same_days_of_the_last() {
        let days = [
            sale(2026, 9, 30, 1),
            sale(2026, 10, 1, 10),
            sale(2026, 10, 21, 20),
            sale(2026, 10, 22, 40),
            sale(2026, 11, 21, 80),
        ];
        let seen = revenue(&days, date(2026, 11, 21));
        assert_eq!((seen.this_month, seen.same_days_before), (80, 30));
        assert_eq!(seen.so_far.len(), 21);
        assert_eq!(seen.so_far.last(), Some(&80));
        let months: Vec<i64> = seen.months.iter().map(|month| month.net).collect();
        assert_eq!(months, [0, 0, 0, 1, 70, 80]);
    }

    #[test]
    fn the_last_days_of_a_long_month_are_seen_against_all_of_a_short_one() {
        let days = [
            sale(2027, 2, 1, 1),
            sale(2027, 2, 28, 2),
            sale(2027, 3, 1, 4),
        ];
        let seen = revenue(&days, date(2027, 3, 31));
        assert_eq!((seen.this_month, seen.same_days_before), (4, 3));
    }

    #[test]
    fn an_old_shop_sees_a_year_and_january_follows_december() {
        let seen = revenue(&[sale(2026, 2, 1, 5)], date(2027, 1, 1));
        assert_eq!(seen.months.len(), 12);
        assert_eq!(
            seen.months.first().map(|month| (month.first, month.net)),
            Some((date(2026, 2, 1), 5))
        );
        assert_eq!(
            seen.months.last().map(|month| month.first),
            Some(date(2027, 1, 1))
        );
        assert_eq!(revenue_span(date(2027, 1, 1)).0, date(2026, 2, 1));
    }

    #[test]
    fn spans_touch_and_have_ninety_days() {
        let [last, middle, oldest] = return_spans(date(2026, 11, 21));
        assert_eq!(last.1, date(2026, 11, 21));
        for (from, to) in [last, middle, oldest] {
            assert_eq!((to - from).num_days(), 89);
        }
        assert_eq!(middle.1.succ_opt(), Some(last.0));
        assert_eq!(oldest.1.succ_opt(), Some(middle.0));
    }

    #[test]
    fn a_share_is_rounded_half_up_and_needs_somebody() {
        assert_eq!(Returned { of: 8, back: 1 }.percent(), Some(13));
        assert_eq!(Returned { of: 3, back: 3 }.percent(), Some(100));
        assert_eq!(Returned::default().percent(), None);
    }
}
