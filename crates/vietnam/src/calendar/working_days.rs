//! Working days of a company: its week, the public holidays and the days moved because a holiday fell on a
//! day off (Labour Code art. 111: the next working day). State swap days count only when asked for.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use super::holidays::{public_holidays, swap_days};

/// Which days of a week are worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WorkingWeek {
    #[default]
    MondayToFriday,
    MondayToSaturday,
}

impl WorkingWeek {
    /// Whether the week itself (holidays apart) has work on this weekday.
    pub fn works_on(self, weekday: Weekday) -> bool {
        match self {
            Self::MondayToFriday => !matches!(weekday, Weekday::Sat | Weekday::Sun),
            Self::MondayToSaturday => weekday != Weekday::Sun,
        }
    }
}

/// Answers which days are worked.
#[derive(Debug, Clone, Default)]
pub struct WorkingCalendar {
    week: WorkingWeek,
    state_office: bool,
    extra_days_off: BTreeSet<NaiveDate>,
}

impl WorkingCalendar {
    /// The calendar of a company with this week.
    pub fn new(week: WorkingWeek) -> Self {
        Self {
            week,
            ..Self::default()
        }
    }

    /// Follows the swap days announced for state offices too.
    pub fn with_state_swaps(mut self) -> Self {
        self.state_office = true;
        self
    }

    /// Adds days on which this company does not work.
    pub fn with_days_off(mut self, days: impl IntoIterator<Item = NaiveDate>) -> Self {
        self.extra_days_off.extend(days);
        self
    }

    /// Whether work is done on `date`.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        self.works(date, &self.days_off(date.year()))
    }

    fn works(&self, date: NaiveDate, days_off: &BTreeSet<NaiveDate>) -> bool {
        if self.extra_days_off.contains(&date) {
            return false;
        }
        if self.state_office
            && swap_days()
                .rows()
                .iter()
                .any(|row| row.value.worked == date)
        {
            return true;
        }
        let swapped_off = self.state_office && swap_days().on(date).next().is_some();
        self.week.works_on(date.weekday()) && !swapped_off && !days_off.contains(&date)
    }

    /// The public holidays of a year and the working days given instead of those that fell on a day off.
    pub fn days_off(&self, year: i32) -> BTreeSet<NaiveDate> {
        let holidays: BTreeSet<NaiveDate> = public_holidays(year)
            .into_iter()
            .map(|day| day.date)
            .collect();
        let mut off = holidays.clone();
        for holiday in holidays
            .iter()
            .filter(|day| !self.week.works_on(day.weekday()))
        {
            let moved = holiday
                .iter_days()
                .skip(1)
                .find(|day| self.week.works_on(day.weekday()) && !off.contains(day));
            off.extend(moved);
        }
        off
    }

    /// The working day `count` working days after `start` (before it when negative); `start` itself is not
    /// counted, as in "within 3 working days from receipt". Zero gives `start` or the next working day.
    /// `None` past the end of the calendar or beyond 100,000 days.
    pub fn add_business_days(&self, start: NaiveDate, count: i32) -> Option<NaiveDate> {
        const LIMIT: u32 = 100_000;
        if count == 0 {
            return start.iter_days().find(|day| self.is_working_day(*day));
        }
        let wanted = count.unsigned_abs();
        if wanted > LIMIT {
            return None;
        }
        let mut walk = Walk::from(self, start);
        let (mut day, mut passed) = (start, 0);
        while passed < wanted {
            day = if count > 0 {
                day.succ_opt()?
            } else {
                day.pred_opt()?
            };
            passed += u32::from(walk.is_working_day(day));
        }
        Some(day)
    }

    /// Working days after `from` up to and including `to`; negative when `to` is earlier.
    pub fn business_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.business_days_between(to, from);
        }
        let mut walk = Walk::from(self, from);
        let days = from.iter_days().skip(1).take_while(|day| *day <= to);
        days.map(|day| i64::from(walk.is_working_day(day))).sum()
    }
}

/// Remembers the days off of the year last asked for, so that a long walk computes each year once.
struct Walk<'a> {
    calendar: &'a WorkingCalendar,
    year: i32,
    days_off: BTreeSet<NaiveDate>,
}

impl<'a> Walk<'a> {
    fn from(calendar: &'a WorkingCalendar, start: NaiveDate) -> Self {
        Self {
            calendar,
            year: start.year(),
            days_off: calendar.days_off(start.year()),
        }
    }

    fn is_working_day(&mut self, date: NaiveDate) -> bool {
        if self.year != date.year() {
            self.year = date.year();
            self.days_off = self.calendar.days_off(self.year);
        }
        self.calendar.works(date, &self.days_off)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_holiday_on_a_day_off_moves_to_the_next_working_day_of_that_week() {
        let five = WorkingCalendar::new(WorkingWeek::MondayToFriday);
        let six = WorkingCalendar::new(WorkingWeek::MondayToSaturday);
        // Hùng Kings on Saturday 29 April 2023, then Sunday 30 April and Monday 1 May.
        assert!(!five.is_working_day(day("2023-05-02")) && !five.is_working_day(day("2023-05-03")));
        assert!(five.is_working_day(day("2023-05-04")));
        assert!(!six.is_working_day(day("2023-05-02")) && six.is_working_day(day("2023-05-03")));
        assert!(six.is_working_day(day("2023-05-06")) && !five.is_working_day(day("2023-05-06")));
    }

    #[test]
    fn state_swap_days_bind_only_those_who_ask() {
        let company = WorkingCalendar::default();
        let office = WorkingCalendar::default().with_state_swaps();
        assert!(
            company.is_working_day(day("2026-08-31")) && !office.is_working_day(day("2026-08-31"))
        );
        assert!(
            !company.is_working_day(day("2026-08-22")) && office.is_working_day(day("2026-08-22"))
        );
    }

    #[test]
    fn counting_forth_and_back_agree() {
        let calendar = WorkingCalendar::default().with_days_off([day("2026-12-24")]);
        for start in day("2026-01-01").iter_days().take(400) {
            for count in 1..15 {
                let end = calendar.add_business_days(start, count).unwrap();
                assert_eq!(calendar.business_days_between(start, end), i64::from(count));
                assert_eq!(
                    calendar.business_days_between(end, start),
                    -i64::from(count)
                );
            }
        }
        assert_eq!(
            calendar.add_business_days(day("2026-12-25"), -1),
            Some(day("2026-12-23"))
        );
        assert_eq!(
            calendar.add_business_days(day("2026-11-24"), 0),
            Some(day("2026-11-25"))
        );
        assert_eq!(
            calendar.add_business_days(day("2026-11-25"), 0),
            Some(day("2026-11-25"))
        );
        assert_eq!(
            calendar.add_business_days(day("2026-11-25"), i32::MAX),
            None
        );
    }
}
