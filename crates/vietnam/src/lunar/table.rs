//! All lunar months of the supported years in one sorted table, made once per time zone.
//! Lookups are a binary search by day or an index by year; nothing is computed twice.

use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};

use super::{FIRST_YEAR, LAST_YEAR, LunarError, astronomy};

/// Julian day number of the day before 1 January of year 1, from which chrono counts.
const DAYS_BEFORE_COMMON_ERA: i32 = 1_721_425;

/// One lunar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Julian day number of its first day.
    pub start: i32,
    pub length: u8,
    pub year: i32,
    pub number: u8,
    pub leap: bool,
}

/// Months in order of time, and where each lunar year begins.
pub struct Table {
    months: Vec<Month>,
    /// Index in `months` of month 1 of lunar year `FIRST_YEAR - 1 + n`.
    years: Vec<usize>,
}

impl Table {
    /// Months by the clock of Hà Nội.
    pub fn vietnam() -> &'static Self {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(|| Self::build(7.0))
    }

    /// Months by the clock of Beijing.
    pub fn china() -> &'static Self {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(|| Self::build(8.0))
    }

    /// The month that holds a day of the supported solar years.
    pub fn month_at(&self, day: i32) -> Option<Month> {
        let year = date_of(day)?.year();
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return None;
        }
        let next = self.months.partition_point(|month| month.start <= day);
        self.months.get(next.checked_sub(1)?).copied()
    }

    /// A month by its name.
    pub fn month(&self, year: i32, number: u8, leap: bool) -> Result<Month, LunarError> {
        let first = year
            .checked_sub(FIRST_YEAR - 1)
            .and_then(|index| usize::try_from(index).ok())
            .and_then(|index| self.years.get(index))
            .ok_or(LunarError::OutOfRange)?;
        self.months
            .iter()
            .skip(*first)
            .take(13)
            .find(|month| (month.year, month.number, month.leap) == (year, number, leap))
            .copied()
            .ok_or(LunarError::NoSuchMonth)
    }

    /// Lunar years `FIRST_YEAR - 1 ..= LAST_YEAR`; the months run from one solstice month to another.
    fn build(utc_offset: f64) -> Self {
        let mut months = Vec::new();
        for year in FIRST_YEAR - 2..=LAST_YEAR {
            months.extend(months_from_solstice(year, utc_offset));
        }
        let years = (FIRST_YEAR - 1..=LAST_YEAR)
            .filter_map(|year| months.iter().position(|month| month.year == year))
            .collect();
        Self { months, years }
    }
}

/// The months from month 11 of lunar `year` up to the next month 11, which is left out.
fn months_from_solstice(year: i32, utc_offset: f64) -> Vec<Month> {
    let first = solstice_lunation(year, utc_offset);
    let count = solstice_lunation(year + 1, utc_offset) - first;
    let start = |index: i32| astronomy::new_moon_day(first + index, utc_offset);
    let sector = |index: i32| astronomy::sun_sector(start(index), utc_offset);
    let leap_at = (count == 13)
        .then(|| (1..13).find(|&index| sector(index) == sector(index + 1)))
        .flatten();
    (0..count)
        .map(|index| {
            let leap = leap_at == Some(index);
            let passed = index - i32::from(leap_at.is_some_and(|at| at <= index));
            let (number, year) = if passed < 2 {
                (11 + passed, year)
            } else {
                (passed - 1, year + 1)
            };
            Month {
                start: start(index),
                length: u8::try_from(start(index + 1) - start(index)).unwrap_or(30),
                year,
                number: u8::try_from(number).unwrap_or(12),
                leap,
            }
        })
        .collect()
}

/// The lunation that holds the winter solstice of a solar year: the last one of the year that does not begin
/// after it.
fn solstice_lunation(year: i32, utc_offset: f64) -> i32 {
    let end_of_year = NaiveDate::from_ymd_opt(year, 12, 31).map_or(0, day_number);
    let mut lunation = astronomy::lunation_near(end_of_year) + 1;
    while astronomy::new_moon_day(lunation, utc_offset) > end_of_year {
        lunation -= 1;
    }
    if astronomy::sun_sector(astronomy::new_moon_day(lunation, utc_offset), utc_offset) >= 9 {
        lunation -= 1;
    }
    lunation
}

/// Julian day number of a date.
pub fn day_number(date: NaiveDate) -> i32 {
    date.num_days_from_ce() + DAYS_BEFORE_COMMON_ERA
}

/// The date of a Julian day number.
pub fn date_of(day: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day - DAYS_BEFORE_COMMON_ERA)
}
