//! Dates as Vietnamese spreadsheets hold them: day before month, two-digit years, Excel serial numbers, parts of dates.
//! Must never swap day and month to make a date valid.

use crate::fold::fold;
use chrono::{Days, NaiveDate, NaiveTime};

/// What a cell says about a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateValue {
    /// A whole date.
    Full {
        /// The day.
        date: NaiveDate,
        /// The time of day as written, when there is one.
        time: Option<NaiveTime>,
        /// Minutes east of UTC when the text says so (`Z`, `+07:00`).
        offset: Option<i32>,
        /// Whether it was an Excel serial number.
        from_serial: bool,
    },
    /// A year alone.
    Year(i32),
    /// A birthday without its year.
    DayMonth {
        /// 1 to 31
        day: u32,
        /// 1 to 12
        month: u32,
    },
}

/// Reads a date cell. A year of two digits is the latest one not after `latest_year`. `None` when the text is no date,
/// or none that exists.
pub fn parse_date(cell: &str, latest_year: i32) -> Option<DateValue> {
    let text = cell.trim().trim_start_matches('\'');
    if let Some(value) = number(text, latest_year) {
        return Some(value);
    }
    let (date, rest) = split_time(text);
    let (time, offset) = match rest {
        "" => (None, None),
        rest => {
            let (clock, offset) = split_offset(rest);
            (Some(clock_time(clock)?), offset)
        }
    };
    match (written(date, latest_year)?, time) {
        (DateValue::Full { date, .. }, time) => Some(DateValue::Full {
            date,
            time,
            offset,
            from_serial: false,
        }),
        (part, None) => Some(part),
        (_, Some(_)) => None,
    }
}

/// The years any record of a shop can have.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    YEARS
        .contains(&year)
        .then(|| NaiveDate::from_ymd_opt(year, month, day))?
}

fn full(date: NaiveDate) -> DateValue {
    DateValue::Full {
        date,
        time: None,
        offset: None,
        from_serial: false,
    }
}

/// Cells of digits only: a year, a serial number, or a date without separators.
fn number(text: &str, latest_year: i32) -> Option<DateValue> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty()
        || !whole
            .bytes()
            .chain(fraction.bytes())
            .all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let value: i32 = whole.parse().ok()?;
    match whole.len() {
        4 if YEARS.contains(&value) && fraction.trim_matches('0').is_empty() => {
            Some(DateValue::Year(value))
        }
        5 => serial(value, fraction),
        8 if fraction.is_empty() => {
            day(value / 10_000, part(value / 100 % 100)?, part(value % 100)?)
                .or_else(|| {
                    day(
                        value % 10_000,
                        part(value / 10_000 % 100)?,
                        part(value / 1_000_000)?,
                    )
                })
                .map(full)
        }
        6 if fraction.is_empty() => {
            let year = century(value % 100, latest_year);
            day(year, part(value / 100 % 100)?, part(value / 10_000)?).map(full)
        }
        _ => None,
    }
}

fn part(value: i32) -> Option<u32> {
    u32::try_from(value).ok()
}

/// Days since 30 December 1899, as Excel counts from March 1900 on; the fraction is the time of day.
fn serial(days: i32, fraction: &str) -> Option<DateValue> {
    let date = NaiveDate::from_ymd_opt(1899, 12, 30)?
        .checked_add_days(Days::new(u64::try_from(days).ok()?))?;
    let time = match fraction.trim_end_matches('0') {
        "" => None,
        digits => {
            let share: f64 = format!("0.{digits}").parse().ok()?;
            let seconds = (share * 86_400.0).round().min(86_399.0);
            // Rounded and bounded above: the cast is exact.
            NaiveTime::from_num_seconds_from_midnight_opt(seconds as u32, 0)
        }
    };
    YEARS
        .contains(&chrono::Datelike::year(&date))
        .then_some(DateValue::Full {
            date,
            time,
            offset: None,
            from_serial: true,
        })
}

/// Cuts at the blank or `T` before a time of day. A time may also stand first (`14:30 15/08/2026`).
fn split_time(text: &str) -> (&str, &str) {
    if let Some((first, second)) = text.split_once(' ')
        && first.contains(':')
        && !second.contains(':')
    {
        return (second.trim(), first);
    }
    let Some(colon) = text.find(':').or_else(|| hour_sign(text)) else {
        return (text, "");
    };
    let before = text.get(..colon).unwrap_or_default();
    match before.rfind([' ', 'T', 't']) {
        Some(at) => {
            let (date, time) = text.split_at_checked(at).unwrap_or((text, ""));
            let time = time.trim_start_matches([' ', 'T', 't']);
            (date.trim().trim_end_matches([',', ' ']), time.trim())
        }
        None => (text, ""),
    }
}

/// Where the `h` of `14h30` stands.
fn hour_sign(text: &str) -> Option<usize> {
    text.match_indices(['h', 'H']).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).unwrap_or_default();
        let has_hour = before
            .bytes()
            .next_back()
            .is_some_and(|byte| byte.is_ascii_digit());
        has_hour && before.contains(' ')
    })
}

/// Takes `Z` or `+07:00` off the end of a time.
fn split_offset(time: &str) -> (&str, Option<i32>) {
    if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        return (clock.trim(), Some(0));
    }
    let Some(at) = time.rfind(['+', '-']) else {
        return (time, None);
    };
    let (clock, offset) = time.split_at_checked(at).unwrap_or((time, ""));
    let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
    let minutes = match (digits.len(), digits.parse::<i32>()) {
        (2, Ok(hours)) => hours * 60,
        (4, Ok(both)) => both / 100 * 60 + both % 100,
        _ => return (time, None),
    };
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    (clock.trim(), Some(sign * minutes))
}

/// `14:30`, `14:30:05.250`, `14h30`, `2:30 PM`, `2:30 CH`.
fn clock_time(text: &str) -> Option<NaiveTime> {
    let folded = fold(text);
    let afternoon = ["pm", "ch"]
        .iter()
        .find_map(|mark| folded.strip_suffix(mark));
    let morning = ["am", "sa"]
        .iter()
        .find_map(|mark| folded.strip_suffix(mark));
    let clock = afternoon.or(morning).unwrap_or(&folded).trim();
    let mut parts = clock.split([':', 'h']).map(str::trim);
    let mut hour: u32 = parts.next()?.parse().ok()?;
    let minute = parts
        .next()
        .filter(|text| !text.is_empty())
        .map_or(Some(0), |text| text.parse().ok())?;
    let second = parts
        .next()
        .map_or(Some(0), |text| text.split('.').next()?.parse().ok())?;
    if parts.next().is_some() || ((afternoon.is_some() || morning.is_some()) && hour > 12) {
        return None;
    }
    match (afternoon.is_some(), morning.is_some(), hour) {
        (true, _, 1..=11) => hour += 12,
        (_, true, 12) => hour = 0,
        _ => {}
    }
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// Dates with separators or words.
fn written(text: &str, latest_year: i32) -> Option<DateValue> {
    let folded = fold(text);
    let parts: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|part| !part.is_empty() && !matches!(*part, "ngay" | "thang" | "nam"))
        .collect();
    match parts.as_slice() {
        [year, month, date] if year.len() == 4 => {
            day(year.parse().ok()?, month_number(month)?, two_digits(date)?).map(full)
        }
        [date, month, year] => {
            let year = match year.len() {
                4 => year.parse().ok()?,
                2 => century(year.parse().ok()?, latest_year),
                _ => return None,
            };
            day(year, month_number(month)?, two_digits(date)?).map(full)
        }
        [date, month] => {
            let (date, month) = (two_digits(date)?, month_number(month)?);
            // 2000 was a leap year: the 29th of February is somebody's birthday.
            NaiveDate::from_ymd_opt(2000, month, date)
                .map(|_| DateValue::DayMonth { day: date, month })
        }
        [year] if folded.trim() != *year => year
            .parse()
            .ok()
            .filter(|year| YEARS.contains(year))
            .map(DateValue::Year),
        _ => None,
    }
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() <= 2).then(|| text.parse().ok())?
}

/// A number, or the first three letters of an English name as Excel writes them (`15-Aug-90`).
fn month_number(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    if let Some(number) = two_digits(text) {
        return Some(number);
    }
    let name = text.get(..3)?;
    let place = NAMES.iter().position(|known| *known == name)?;
    u32::try_from(place + 1).ok()
}

/// The latest year with these two last digits that is not after `latest_year`.
fn century(two_digits: i32, latest_year: i32) -> i32 {
    let this = latest_year - latest_year.rem_euclid(100) + two_digits;
    if this > latest_year { this - 100 } else { this }
}
