//! Days as people write them in Vietnam: day first, two-digit years, spreadsheet serials, lunar birthdays; and days as plain
//! numbers for the figures. It must never guess between day and month.

mod near;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use quen_vietnam::import_headers::{DateValue, parse_date};

use crate::fields::{Birthday, Calendar};

pub use near::{near, near_instant};

/// Two-digit years up to this one are of this century where nothing else is known, as spreadsheets have it.
const LATEST_YEAR: i32 = 2029;

/// A full calendar day: `24/11/1988`, `24-11-88`, `1988-11-24`, a spreadsheet serial; a time of day behind it is left out.
pub fn day(text: &str) -> Option<NaiveDate> {
    match parse_date(text, LATEST_YEAR)? {
        DateValue::Full { date, .. } => Some(date),
        _ => None,
    }
}

/// An instant as a file holds it: a day with or without a time of day, in `zone` unless it says otherwise. A day without a
/// time is noon there, so that it stays on its day in every zone a shop can move to.
pub fn instant(text: &str, zone: Tz, latest_year: i32) -> Option<DateTime<Utc>> {
    let DateValue::Full {
        date, time, offset, ..
    } = parse_date(text, latest_year)?
    else {
        return None;
    };
    let local = date.and_time(time.or_else(|| NaiveTime::from_hms_opt(12, 0, 0))?);
    if let Some(minutes) = offset {
        let shift = chrono::TimeDelta::minutes(i64::from(minutes));
        return Some(local.checked_sub_signed(shift)?.and_utc());
    }
    // A time that the clock skips in spring is read as one hour later.
    let later = || local.checked_add_signed(chrono::TimeDelta::hours(1));
    let at = zone
        .from_local_datetime(&local)
        .earliest()
        .or_else(|| zone.from_local_datetime(&later()?).earliest());
    at.map(|at| at.with_timezone(&Utc))
}

/// A birthday; the year may be missing, `âm lịch`, `al` or `lunar` marks the lunar calendar, `nhuận` a leap month.
pub fn birthday(text: &str) -> Option<Birthday> {
    let folded = quen_vietnam::fold::fold(text);
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    let lunar =
        folded.contains("am lich") || folded.contains("lunar") || words.any(|word| word == "al");
    let birthday = if lunar {
        lunar_birthday(&folded)
    } else {
        solar_birthday(text)
    }?;
    birthday.is_possible().then_some(birthday)
}

/// Days since 1970-01-01, as the figures count them.
pub fn number(day: NaiveDate) -> i32 {
    i32::try_from(day.signed_duration_since(NaiveDate::default()).num_days()).unwrap_or(i32::MAX)
}

/// The day of a [`number`]; `None` beyond the calendar.
pub fn from_number(number: i32) -> Option<NaiveDate> {
    let days = Days::new(u64::from(number.unsigned_abs()));
    if number < 0 {
        NaiveDate::default().checked_sub_days(days)
    } else {
        NaiveDate::default().checked_add_days(days)
    }
}

fn solar_birthday(text: &str) -> Option<Birthday> {
    let (year, month, day) = match parse_date(text, LATEST_YEAR)? {
        DateValue::Full { date, .. } => (Some(date.year()), date.month(), date.day()),
        DateValue::DayMonth { day, month } => (None, month, day),
        DateValue::Year(_) => return None,
    };
    Some(Birthday {
        calendar: Calendar::Solar,
        year,
        month,
        day,
        leap: false,
    })
}

/// The solar calendar does not know the 30th of a lunar February, so its numbers are read as they stand.
fn lunar_birthday(folded: &str) -> Option<Birthday> {
    let leap = folded.contains("nhuan") || folded.contains("leap");
    let digits = folded
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty());
    let parts: Vec<u32> = digits.map(str::parse).collect::<Result<_, _>>().ok()?;
    let (day, month, year) = match parts.as_slice() {
        [day, month] => (*day, *month, None),
        [day, month, year] => (*day, *month, Some(i32::try_from(*year).ok()?)),
        _ => return None,
    };
    Some(Birthday {
        calendar: Calendar::Lunar,
        year,
        month,
        day,
        leap,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn the_day_stands_first_or_the_year_does() {
        for text in [
            "24/11/1988",
            "24-11-88",
            "24.11.1988",
            "1988-11-24",
            " 24/11/1988 07:30",
            "1988-11-24T00:00:00",
            "32471",
        ] {
            assert_eq!(day(text), Some(ymd(1988, 11, 24)), "{text}");
        }
        assert_eq!(day("5/6/25"), Some(ymd(2025, 6, 5)));
        for bad in [
            "11/24/1988",
            "31/2/2024",
            "1988",
            "24/11",
            "",
            "abc",
            "99999999999",
        ] {
            assert_eq!(day(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_time_in_a_file_is_that_of_the_shop() {
        let read = |text| instant(text, Tz::Asia__Ho_Chi_Minh, 2026).map(|at| at.to_rfc3339());
        assert_eq!(
            read("24/11/2025 14:30").as_deref(),
            Some("2025-11-24T07:30:00+00:00")
        );
        assert_eq!(
            read("2025-11-24T14:30:00Z").as_deref(),
            Some("2025-11-24T14:30:00+00:00")
        );
        assert_eq!(
            read("24/11/2025").as_deref(),
            Some("2025-11-24T05:00:00+00:00")
        );
        assert_eq!(
            read("45985.604166667").as_deref(),
            Some("2025-11-24T07:30:00+00:00")
        );
        assert_eq!(read("2025"), None);
        let skipped =
            instant("29/3/2026 02:30", Tz::Europe__Berlin, 2026).map(|at| at.to_rfc3339());
        assert_eq!(skipped.as_deref(), Some("2026-03-29T01:30:00+00:00"));
    }

    #[test]
    fn birthdays_without_year_and_by_the_moon() {
        let lunar = Birthday {
            calendar: Calendar::Lunar,
            year: None,
            month: 8,
            day: 15,
            leap: false,
        };
        assert_eq!(birthday("15/8 âm lịch"), Some(lunar));
        assert_eq!(
            birthday("30/2 (AL)").map(|b| (b.day, b.month)),
            Some((30, 2))
        );
        assert_eq!(
            birthday("10/4/1960 (AL)").map(|b| (b.calendar, b.year)),
            Some((Calendar::Lunar, Some(1960)))
        );
        assert_eq!(
            birthday("24/11").map(|b| (b.day, b.month, b.year)),
            Some((24, 11, None))
        );
        assert_eq!(birthday("1988-11-24").and_then(|b| b.year), Some(1988));
        for bad in ["31/2", "1988", "31/2 âm lịch", "99999999999/1 al"] {
            assert_eq!(birthday(bad), None, "{bad}");
        }
    }

    #[test]
    fn day_numbers_go_both_ways() {
        for number_of_day in [-719_528, -1, 0, 1, 20_000] {
            assert_eq!(number(from_number(number_of_day).unwrap()), number_of_day);
        }
        assert_eq!(from_number(i32::MAX), None);
    }
}
