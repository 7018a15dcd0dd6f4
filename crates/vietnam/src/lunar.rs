//! The Vietnamese lunar calendar, both ways, for 1900 to 2199. Always at UTC+7: calendars made for China
//! (UTC+8) differ by a day in some years (Tết 2007 and 2030) and must not be used.
//!
//! Method: Hồ Ngọc Đức's published rules with the shortened new-moon and sun-longitude series. The month that
//! holds the winter solstice is month 11; with thirteen months between two of them the first month without a
//! major solar term is the leap month. All month starts are computed once into a sorted table, so a day can
//! never fall before its own month (the classic step-by-step code answers day 0 on 2054-05-07).

mod astronomy;
mod table;

use chrono::NaiveDate;
use table::Table;

/// First solar year answered.
pub const FIRST_YEAR: i32 = 1900;
/// Last solar year answered.
pub const LAST_YEAR: i32 = 2199;

/// A day of the lunar calendar. `leap` marks the second of two months with the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LunarDate {
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    pub leap: bool,
    /// 1 to 30.
    pub day: u8,
}

/// Why a date has no counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LunarError {
    /// Outside 1900 to 2199.
    OutOfRange,
    /// No such month in that year (a leap month, most often).
    NoSuchMonth,
    /// The month is shorter.
    NoSuchDay,
}

impl std::fmt::Display for LunarError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::OutOfRange => "outside the years 1900 to 2199",
            Self::NoSuchMonth => "the lunar year has no such month",
            Self::NoSuchDay => "the lunar month has no such day",
        })
    }
}

impl std::error::Error for LunarError {}

/// The lunar date of a solar day.
pub fn from_solar(date: NaiveDate) -> Result<LunarDate, LunarError> {
    let day = table::day_number(date);
    let month = Table::vietnam()
        .month_at(day)
        .ok_or(LunarError::OutOfRange)?;
    let in_month = u8::try_from(day - month.start + 1).map_err(|_| LunarError::OutOfRange)?;
    Ok(LunarDate {
        year: month.year,
        month: month.number,
        leap: month.leap,
        day: in_month,
    })
}

/// The solar day of a lunar date.
pub fn to_solar(lunar: LunarDate) -> Result<NaiveDate, LunarError> {
    let month = Table::vietnam().month(lunar.year, lunar.month, lunar.leap)?;
    if lunar.day == 0 || lunar.day > month.length {
        return Err(LunarError::NoSuchDay);
    }
    table::date_of(month.start + i32::from(lunar.day) - 1).ok_or(LunarError::OutOfRange)
}

/// Days in a lunar month: 29 or 30.
pub fn month_length(year: i32, month: u8, leap: bool) -> Result<u8, LunarError> {
    Ok(Table::vietnam().month(year, month, leap)?.length)
}

/// The number of the leap month of a lunar year, if it has one.
pub fn leap_month(year: i32) -> Option<u8> {
    (1..=12).find(|&month| month_length(year, month, true).is_ok())
}

/// The first day of the lunar year: Tết Nguyên đán.
pub fn tet(year: i32) -> Result<NaiveDate, LunarError> {
    to_solar(LunarDate {
        year,
        month: 1,
        leap: false,
        day: 1,
    })
}

/// The first day of the lunar year as counted in China, at UTC+8. Only to show where the two calendars differ.
pub fn chinese_new_year(year: i32) -> Result<NaiveDate, LunarError> {
    table::date_of(Table::china().month(year, 1, false)?.start).ok_or(LunarError::OutOfRange)
}
