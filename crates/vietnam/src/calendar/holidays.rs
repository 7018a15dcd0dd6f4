//! Paid public holidays of Vietnam (Labour Code art. 112) from dated tables. Days the Prime Minister has
//! announced come from data; where nothing is announced yet, the usual pattern is projected and marked so.
//! Never counts the swap days of state offices as holidays: they bind nobody else.

use std::sync::OnceLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;

use crate::calendar::Birthday;
use crate::dated::Table;
use crate::lunar;

/// One public holiday, before any shift to another day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holiday {
    pub date: NaiveDate,
    /// `new_year`, `tet`, `hung_kings`, `reunification`, `labour_day`, `national_day`, `culture_day`.
    pub key: &'static str,
    /// The day is a projection: the yearly announcement is not in the data yet.
    pub projected: bool,
}

/// The public holidays of a year in order of date, weekends included.
pub fn public_holidays(year: i32) -> Vec<Holiday> {
    let mut days: Vec<Holiday> = fixed(year).collect();
    for key in ["tet", "national_day"] {
        days.extend(announced_or_projected(year, key));
    }
    days.sort();
    days
}

/// Tết and National Day as announced: each row is one run of days.
pub fn announced() -> &'static Table<Announced> {
    static TABLE: OnceLock<Table<Announced>> = OnceLock::new();
    TABLE.get_or_init(|| Table::embedded(include_str!("../../data/holidays.csv")))
}

/// Days on which state offices close and the Saturday on which they work instead.
pub fn swap_days() -> &'static Table<SwapDay> {
    static TABLE: OnceLock<Table<SwapDay>> = OnceLock::new();
    TABLE.get_or_init(|| Table::embedded(include_str!("../../data/swap_days.csv")))
}

/// Holidays that keep their day of the solar or lunar year.
pub fn rules() -> &'static Table<Rule> {
    static TABLE: OnceLock<Table<Rule>> = OnceLock::new();
    TABLE.get_or_init(|| Table::embedded(include_str!("../../data/holiday_rules.csv")))
}

/// The holiday a run of announced days belongs to.
#[derive(Debug, Clone, Deserialize)]
pub struct Announced {
    pub key: String,
}

/// A day state offices work in exchange for the row's day off.
#[derive(Debug, Clone, Deserialize)]
pub struct SwapDay {
    pub worked: NaiveDate,
}

/// The day of the year of one holiday.
#[derive(Debug, Clone, Deserialize)]
pub struct Rule {
    pub key: String,
    /// `solar` or `lunar`.
    pub calendar: String,
    pub month: u8,
    pub day: u8,
}

impl Rule {
    fn in_year(&self, year: i32) -> Option<NaiveDate> {
        let (month, day) = (self.month, self.day);
        match self.calendar.as_str() {
            "lunar" => Birthday::Lunar {
                month,
                day,
                leap: false,
            }
            .in_own_year(year),
            _ => NaiveDate::from_ymd_opt(year, month.into(), day.into()),
        }
    }
}

fn fixed(year: i32) -> impl Iterator<Item = Holiday> {
    rules().rows().iter().filter_map(move |row| {
        let date = row.value.in_year(year)?;
        row.covers(date).then_some(Holiday {
            date,
            key: &row.value.key,
            projected: false,
        })
    })
}

fn announced_or_projected(year: i32, key: &'static str) -> Vec<Holiday> {
    let run = announced()
        .rows()
        .iter()
        .find(|row| row.value.key == key && row.effective_from.year() == year)
        .and_then(|row| Some((row.effective_from, row.effective_to?, false)));
    let projection = || {
        if key == "tet" {
            projected_tet(year)
        } else {
            projected_national_day(year)
        }
    };
    let Some((from, to, projected)) =
        run.or_else(|| projection().map(|(from, to)| (from, to, true)))
    else {
        return Vec::new();
    };
    from.iter_days()
        .take_while(|date| *date <= to)
        .map(|date| Holiday {
            date,
            key,
            projected,
        })
        .collect()
}

/// Five days. Since 2019 the announcements took one day before Tết when it is a Monday or Tuesday, else two.
fn projected_tet(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let tet = lunar::tet(year).ok()?;
    let before = if matches!(tet.weekday(), Weekday::Mon | Weekday::Tue) {
        1
    } else {
        2
    };
    let from = tet.checked_sub_days(Days::new(before))?;
    Some((from, from.checked_add_days(Days::new(4))?))
}

/// 2 September and the neighbour that joins it to a weekend, as announced since 2021.
fn projected_national_day(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let day = NaiveDate::from_ymd_opt(year, 9, 2)?;
    Some(match day.weekday() {
        Weekday::Mon | Weekday::Thu | Weekday::Sun => (day, day.succ_opt()?),
        _ => (day.pred_opt()?, day),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_tables_can_be_read() {
        assert!(Table::<Announced>::read(include_str!("../../data/holidays.csv")).is_ok());
        assert!(Table::<SwapDay>::read(include_str!("../../data/swap_days.csv")).is_ok());
        assert!(Table::<Rule>::read(include_str!("../../data/holiday_rules.csv")).is_ok());
    }

    #[test]
    fn culture_day_makes_it_twelve_from_2026() {
        assert_eq!(public_holidays(2025).len(), 11);
        assert_eq!(public_holidays(2026).len(), 12);
        assert_eq!(public_holidays(2027).len(), 12);
    }

    #[test]
    fn the_projection_repeats_every_announcement_since_2021() {
        for year in 2021..=2026 {
            for (key, projection) in [
                ("tet", projected_tet(year)),
                ("national_day", projected_national_day(year)),
            ] {
                let days: Vec<NaiveDate> = public_holidays(year)
                    .iter()
                    .filter(|day| day.key == key)
                    .map(|day| day.date)
                    .collect();
                let (from, to) = projection.unwrap();
                assert_eq!(
                    (days.first(), days.last()),
                    (Some(&from), Some(&to)),
                    "{key} {year}"
                );
            }
        }
        assert!(public_holidays(2026).iter().all(|day| !day.projected));
        assert!(public_holidays(2027).iter().any(|day| day.projected));
    }
}
