//! Days as people write them in Vietnam: day first, two-digit years, spreadsheet serials, lunar birthdays.

use chrono::NaiveDate;
use quen_vietnam::import_headers::dates;

use crate::fields::{Birthday, Calendar};

/// A full calendar day: `24/11/1988`, `24-11-88`, `1988-11-24`, a spreadsheet serial.
pub fn day(text: &str) -> Option<NaiveDate> {
    dates::parse_day(text)
}

/// A birthday; the year may be missing, `âm lịch`, `al` or `lunar` marks the lunar calendar, `nhuận` a leap month.
pub fn birthday(text: &str) -> Option<Birthday> {
    let folded = quen_vietnam::fold::fold(text);
    let lunar = folded.contains("am lich") || folded.contains("lunar") || folded.split_whitespace().any(|w| w == "al" || w == "am");
    let leap = folded.contains("nhuan") || folded.contains("leap");
    let digits: String = folded.chars().map(|c| if c.is_ascii_digit() { c } else { ' ' }).collect();
    let parts: Vec<u32> = digits.split_whitespace().filter_map(|part| part.parse().ok()).collect();
    let calendar = if lunar { Calendar::Lunar } else { Calendar::Solar };
    let birthday = match parts.as_slice() {
        [day, month] => Birthday { calendar, year: None, month: *month, day: *day, leap },
        [day, month, year] if lunar => Birthday { calendar, year: Some(i32::try_from(*year).ok()?), month: *month, day: *day, leap },
        _ => solar(day(text.trim())?),
    };
    birthday.is_possible().then_some(birthday)
}

fn solar(day: NaiveDate) -> Birthday {
    use chrono::Datelike;
    Birthday { calendar: Calendar::Solar, year: Some(day.year()), month: day.month(), day: day.day(), leap: false }
}
