//! Days as people write them in Vietnam: day first, two-digit years, spreadsheet serials, lunar birthdays. It must never
//! guess between day and month: the day stands first, or the year does.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use crate::fields::{Birthday, Calendar};

/// Two-digit years up to this one are of this century, as spreadsheets have it.
const THIS_CENTURY: i32 = 29;
/// Spreadsheet serials that can be meant as days: 1900-01-01 to 2199-12-31.
const SERIALS: std::ops::RangeInclusive<u64> = 1..=109_574;

/// A full calendar day: `24/11/1988`, `24-11-88`, `24.11.1988`, `1988-11-24`, a spreadsheet serial; a time of day behind it
/// is left out.
pub fn day(text: &str) -> Option<NaiveDate> {
    let date = text.trim().split([' ', 'T', '\u{a0}']).next()?;
    let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
    match parts.as_slice() {
        [serial] => from_serial(serial),
        [serial, fraction] if is_digits(fraction) => from_serial(serial),
        [year, month, day] if year.len() == 4 => written(year, month, day),
        [day, month, year] => written(year, month, day),
        _ => None,
    }
}

/// The time of day behind a day: `24/11/2025 14:30`, `2025-11-24T14:30:05`, the fraction of a serial.
pub fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    if let Some((serial, fraction)) = text
        .split_once('.')
        .filter(|(_, fraction)| is_digits(fraction))
    {
        return from_serial(serial).and_then(|_| from_fraction(fraction));
    }
    let clock = text
        .split([' ', 'T', '\u{a0}'])
        .nth(1)?
        .trim_end_matches('Z');
    ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f", "%Hh%M"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(clock, form).ok())
}

/// A birthday; the year may be missing, `âm lịch`, `al` or `lunar` marks the lunar calendar, `nhuận` a leap month.
pub fn birthday(text: &str) -> Option<Birthday> {
    let folded = quen_vietnam::fold::fold(text);
    let lunar = folded.contains("am lich")
        || folded.contains("lunar")
        || folded
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == "al");
    let leap = folded.contains("nhuan") || folded.contains("leap");
    let digits: String = folded
        .chars()
        .map(|c| if c.is_ascii_digit() { c } else { ' ' })
        .collect();
    let parts: Vec<&str> = digits.split_whitespace().collect();
    let calendar = if lunar {
        Calendar::Lunar
    } else {
        Calendar::Solar
    };
    let number = |part: &str| part.parse::<u32>().ok();
    let birthday = match parts.as_slice() {
        [day, month] => Birthday {
            calendar,
            year: None,
            month: number(month)?,
            day: number(day)?,
            leap,
        },
        [day, month, year] if lunar => Birthday {
            calendar,
            year: Some(full_year(year)?),
            month: number(month)?,
            day: number(day)?,
            leap,
        },
        _ => solar(self::day(text.trim())?),
    };
    birthday.is_possible().then_some(birthday)
}

fn solar(day: NaiveDate) -> Birthday {
    Birthday {
        calendar: Calendar::Solar,
        year: Some(day.year()),
        month: day.month(),
        day: day.day(),
        leap: false,
    }
}

fn written(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let small = |part: &str| {
        part.parse::<u32>()
            .ok()
            .filter(|_| part.len() <= 2 && !part.starts_with('+'))
    };
    NaiveDate::from_ymd_opt(full_year(year)?, small(month)?, small(day)?)
}

fn full_year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok().filter(|_| is_digits(text))?;
    match text.len() {
        2 if year <= THIS_CENTURY => Some(2000 + year),
        2 => Some(1900 + year),
        4 => Some(year),
        _ => None,
    }
}

/// Day 1 is 1900-01-01 and day 60 the 29 February 1900 that never was (ECMA-376, 18.17.4.1). Four digits are taken for a
/// year, not for a day.
fn from_serial(text: &str) -> Option<NaiveDate> {
    let five_digits = is_digits(text) && text.len() == 5;
    let serial = text
        .parse::<u64>()
        .ok()
        .filter(|serial| five_digits && SERIALS.contains(serial))?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(serial))
}

/// Digits behind the point of a serial as a time of day, to the nearest second.
fn from_fraction(digits: &str) -> Option<NaiveTime> {
    const NANO: u64 = 1_000_000_000;
    const DAY_SECONDS: u64 = 86_400;
    let nine: String = digits.chars().chain("000000000".chars()).take(9).collect();
    let seconds = (nine.parse::<u64>().ok()? * DAY_SECONDS + NANO / 2) / NANO;
    NaiveTime::from_num_seconds_from_midnight_opt(u32::try_from(seconds).ok()?, 0)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
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
            "+1/2/2024",
            "1/2/20245",
            "99999999999",
        ] {
            assert_eq!(day(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_time_of_day_is_read_when_there_is_one() {
        assert_eq!(time("24/11/2025 14:30"), NaiveTime::from_hms_opt(14, 30, 0));
        assert_eq!(time("24/11/2025 8h05"), NaiveTime::from_hms_opt(8, 5, 0));
        assert_eq!(day("45985.604166667"), Some(ymd(2025, 11, 24)));
        assert_eq!(time("45985.604166667"), NaiveTime::from_hms_opt(14, 30, 0));
        assert_eq!(time("24/11/2025"), None);
    }

    #[test]
    fn birthdays_without_year_and_by_the_moon() {
        assert_eq!(
            birthday("15/8 âm lịch"),
            Some(Birthday {
                calendar: Calendar::Lunar,
                year: None,
                month: 8,
                day: 15,
                leap: false
            })
        );
        assert_eq!(
            birthday("24/11").map(|b| (b.day, b.month, b.year)),
            Some((24, 11, None))
        );
        assert_eq!(
            birthday("10/4/1960 (AL)").map(|b| (b.calendar, b.year)),
            Some((Calendar::Lunar, Some(1960)))
        );
        assert_eq!(birthday("1988-11-24").and_then(|b| b.year), Some(1988));
        assert_eq!(birthday("31/2"), None);
        assert_eq!(birthday("1988"), None);
    }
}
