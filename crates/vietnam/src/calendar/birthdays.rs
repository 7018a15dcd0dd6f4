//! When to celebrate a birthday given by the solar or the lunar calendar. Never invents a missing part: a
//! birthday known by its year alone has no day to celebrate.
//!
//! Product decisions: 29 February is kept on 28 February in common years; a 30th that the lunar month lacks
//! is kept on its last day; someone born in a leap month celebrates in it when the year has it, else in the
//! ordinary month of that number.

use chrono::{Datelike, Days, NaiveDate};

use crate::lunar::{self, LunarDate, LunarError};

/// The day and month of a birth, without the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Birthday {
    Solar { month: u8, day: u8 },
    Lunar { month: u8, day: u8, leap: bool },
}

impl Birthday {
    /// Whether such a day exists in some year of its calendar.
    pub fn is_valid(self) -> bool {
        match self {
            Self::Solar { month, day } => {
                NaiveDate::from_ymd_opt(2000, month.into(), day.into()).is_some()
            }
            Self::Lunar { month, day, .. } => (1..=12).contains(&month) && (1..=30).contains(&day),
        }
    }

    /// The day to celebrate in the calendar year `year` of the birthday's own calendar: for a lunar birthday
    /// `year` is the lunar year, whose last months fall in the next solar year. `None` for an impossible
    /// birthday or outside 1900 to 2199.
    pub fn in_own_year(self, year: i32) -> Option<NaiveDate> {
        if !self.is_valid() {
            return None;
        }
        match self {
            Self::Solar { month, day } => NaiveDate::from_ymd_opt(year, month.into(), day.into())
                .or_else(|| NaiveDate::from_ymd_opt(year, 2, 28)),
            Self::Lunar { month, day, leap } => lunar_day(year, month, day, leap).ok(),
        }
    }

    /// The days to celebrate within a solar year: one for a solar birthday; none, one or two for a lunar one,
    /// because a lunar year may be shorter than a solar one.
    pub fn in_solar_year(self, year: i32) -> Vec<NaiveDate> {
        let own_years = match self {
            Self::Solar { .. } => year..=year,
            Self::Lunar { .. } => year.saturating_sub(1)..=year,
        };
        own_years
            .filter_map(|own| self.in_own_year(own))
            .filter(|date| date.year() == year)
            .collect()
    }

    /// The first day to celebrate on or after `from`.
    pub fn next(self, from: NaiveDate) -> Option<NaiveDate> {
        (from.year() - 1..=from.year() + 1)
            .filter_map(|own| self.in_own_year(own))
            .find(|date| *date >= from)
    }

    /// Every day to celebrate from `from` to `to`, both included.
    pub fn between(self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let mut days = Vec::new();
        let mut cursor = Some(from);
        while let Some(day) = cursor
            .and_then(|start| self.next(start))
            .filter(|day| *day <= to)
        {
            days.push(day);
            cursor = day.checked_add_days(Days::new(1));
        }
        days
    }
}

fn lunar_day(year: i32, month: u8, day: u8, leap: bool) -> Result<NaiveDate, LunarError> {
    let leap = leap && lunar::month_length(year, month, true).is_ok();
    let day = day.min(lunar::month_length(year, month, leap)?);
    lunar::to_solar(LunarDate {
        year,
        month,
        leap,
        day,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_leap_month_birthday_falls_back_to_the_ordinary_month() {
        let birthday = Birthday::Lunar {
            month: 6,
            day: 1,
            leap: true,
        };
        assert_eq!(birthday.in_own_year(2025), Some(day("2025-07-25")));
        assert_eq!(
            birthday.in_own_year(2026),
            Birthday::Lunar {
                month: 6,
                day: 1,
                leap: false
            }
            .in_own_year(2026)
        );
    }

    #[test]
    fn a_solar_year_may_hold_no_lunar_birthday_or_two() {
        let birthday = Birthday::Lunar {
            month: 11,
            day: 30,
            leap: false,
        };
        let mut counts = std::collections::BTreeSet::new();
        for year in 1990..2060 {
            let days = birthday.in_solar_year(year);
            let (first, last) = (day(&format!("{year}-01-01")), day(&format!("{year}-12-31")));
            assert_eq!(days, birthday.between(first, last));
            counts.insert(days.len());
        }
        assert_eq!(counts.into_iter().collect::<Vec<_>>(), [0, 1, 2]);
    }

    #[test]
    fn the_next_birthday_may_be_today_and_crosses_years() {
        let tao_quan = Birthday::Lunar {
            month: 12,
            day: 23,
            leap: false,
        };
        assert_eq!(tao_quan.next(day("2026-02-10")), Some(day("2026-02-10")));
        assert_eq!(tao_quan.next(day("2026-02-11")), Some(day("2027-01-30")));
        let leapling = Birthday::Solar { month: 2, day: 29 };
        assert_eq!(leapling.next(day("2026-03-01")), Some(day("2027-02-28")));
        assert_eq!(leapling.next(day("2027-03-01")), Some(day("2028-02-29")));
        assert_eq!(
            leapling.between(day("2026-01-01"), day("2028-12-31")).len(),
            3
        );
    }

    #[test]
    fn impossible_birthdays_have_no_day() {
        assert_eq!(
            Birthday::Solar { month: 2, day: 30 }.in_own_year(2026),
            None
        );
        assert_eq!(
            Birthday::Solar { month: 13, day: 1 }.next(day("2026-01-01")),
            None
        );
        assert_eq!(
            Birthday::Lunar {
                month: 5,
                day: 31,
                leap: false
            }
            .in_own_year(2026),
            None
        );
        assert_eq!(
            Birthday::Lunar {
                month: 5,
                day: 1,
                leap: false
            }
            .in_own_year(2500),
            None
        );
    }
}
