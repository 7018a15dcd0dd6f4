//! Days on which people in Vietnam wish each other well or keep still, solar and lunar, from
//! `data/occasions.json` (dates from general knowledge). Says which tone fits a day; never sends anything.

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;

use crate::calendar::Birthday;
use crate::lunar;

/// One occasion of the year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Occasion {
    /// Stable ASCII name: `mid_autumn`.
    pub key: String,
    pub name_vi: String,
    pub name_en: String,
    #[serde(flatten)]
    day: Day,
    pub tone: Tone,
    /// Whom it concerns (`women`, `teachers`, …); everybody when absent.
    pub audience: Option<String>,
    effective_from: Option<NaiveDate>,
}

/// What fits the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Public holiday: wishes fit, work rests.
    Public,
    /// Wishes and care.
    Care,
    /// Offers.
    Sale,
    /// The shop's own duty towards its customers.
    Shop,
    /// Remembrance: no sales message.
    Solemn,
    /// Known, but nothing to send.
    None,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "calendar", rename_all = "snake_case")]
enum Day {
    Solar {
        month: u8,
        day: u8,
    },
    Lunar {
        month: u8,
        day: u8,
    },
    /// The nth weekday of a month.
    Rule {
        month: u8,
        nth: u8,
        weekday: Weekday,
    },
}

impl Occasion {
    /// The days of this occasion from `from` to `to`, both included.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let from = self.effective_from.map_or(from, |start| start.max(from));
        match self.day {
            Day::Solar { month, day } => Birthday::Solar { month, day }.between(from, to),
            Day::Lunar { month, day } => Birthday::Lunar {
                month,
                day,
                leap: false,
            }
            .between(from, to),
            Day::Rule {
                month,
                nth,
                weekday,
            } => (from.year()..=to.year())
                .filter_map(|year| {
                    NaiveDate::from_weekday_of_month_opt(year, month.into(), weekday, nth)
                })
                .filter(|date| (from..=to).contains(date))
                .collect(),
        }
    }
}

/// An occasion on its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OccasionDay {
    pub date: NaiveDate,
    pub occasion: &'static Occasion,
}

/// All occasions in the order of the data.
pub fn all() -> &'static [Occasion] {
    static ALL: OnceLock<Vec<Occasion>> = OnceLock::new();
    ALL.get_or_init(|| {
        serde_json::from_str(include_str!("../data/occasions.json")).unwrap_or_default()
    })
}

/// The occasions from `from` to `to`, both included, in order of date.
pub fn between(from: NaiveDate, to: NaiveDate) -> Vec<OccasionDay> {
    let mut days: Vec<OccasionDay> = all()
        .iter()
        .flat_map(|occasion| {
            occasion
                .between(from, to)
                .into_iter()
                .map(move |date| OccasionDay { date, occasion })
        })
        .collect();
    days.sort_by_key(|day| day.date);
    days
}

/// Whether no sales message should go out on a day, whatever the law allows: a day of remembrance.
pub fn is_solemn(date: NaiveDate) -> bool {
    between(date, date)
        .iter()
        .any(|day| day.occasion.tone == Tone::Solemn)
}

/// The days around Tết of a lunar year on which adverts and debt reminders rest unless a company decides
/// otherwise: the week before, the day, the week after (product default).
pub fn tet_pause(lunar_year: i32) -> Option<RangeInclusive<NaiveDate>> {
    const WEEK: Days = Days::new(7);
    let tet = lunar::tet(lunar_year).ok()?;
    Some(tet.checked_sub_days(WEEK)?..=tet.checked_add_days(WEEK)?)
}

/// Whether a day lies in the pause around Tết.
pub fn is_tet_pause(date: NaiveDate) -> bool {
    tet_pause(date.year()).is_some_and(|pause| pause.contains(&date))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn keys(from: &str, to: &str) -> Vec<String> {
        between(day(from), day(to))
            .iter()
            .map(|day| format!("{} {}", day.date, day.occasion.key))
            .collect()
    }

    #[test]
    fn every_occasion_of_the_data_comes_every_year() {
        let occasions: Vec<Occasion> =
            serde_json::from_str(include_str!("../data/occasions.json")).unwrap();
        assert_eq!(occasions.len(), 29);
        let year = between(day("2027-01-01"), day("2027-12-31"));
        for occasion in &occasions {
            assert_eq!(
                year.iter()
                    .filter(|day| day.occasion.key == occasion.key)
                    .count(),
                1,
                "{}",
                occasion.key
            );
        }
        assert!(year.is_sorted_by_key(|day| day.date));
    }

    #[test]
    fn lunar_occasions_and_rules_fall_on_their_days() {
        assert_eq!(keys("2026-09-25", "2026-09-25"), ["2026-09-25 mid_autumn"]);
        assert_eq!(
            keys("2026-02-10", "2026-02-10"),
            ["2026-02-10 kitchen_gods"]
        );
        assert_eq!(
            keys("2026-11-21", "2026-11-30"),
            ["2026-11-24 culture_day", "2026-11-27 black_friday"]
        );
        assert_eq!(keys("2025-11-24", "2025-11-24"), Vec::<String>::new());
    }

    #[test]
    fn days_to_keep_still() {
        assert!(is_solemn(day("2026-07-27")) && !is_solemn(day("2026-07-28")));
        for (date, paused) in [
            ("2027-01-29", false),
            ("2027-01-30", true),
            ("2027-02-06", true),
            ("2027-02-13", true),
            ("2027-02-14", false),
        ] {
            assert_eq!(is_tet_pause(day(date)), paused, "{date}");
        }
    }
}
