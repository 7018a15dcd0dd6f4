//! Near days as people type them into a field: "mai", "thứ 6", "3 ngày nữa", "15/12". It must never answer a day that the
//! words do not name.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use quen_vietnam::fold::fold;
use quen_vietnam::import_headers::{DateValue, parse_date};

use super::LATEST_YEAR;

/// Days ahead that a number of days may name.
const FARTHEST: u64 = 3_650;

/// The day that the words name as seen from `today`; a weekday is the next one after today, a day and month without a year
/// the next such day.
pub fn near(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let folded = fold(typed.trim());
    let words: Vec<&str> = folded.split_whitespace().collect();
    named(&words.join(" "), today)
        .or_else(|| counted(&words, today))
        .or_else(|| weekday(&words).and_then(|day| next(day, today)))
        .or_else(|| written(typed, today))
}

/// An instant that the words name: a [`near`] day with or without a time of day, or a time of day today. A day without a
/// time is now when it is today, else noon.
pub fn near_instant(typed: &str, now: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
    let there = now.with_timezone(&zone);
    let today = there.date_naive();
    let typed = typed.trim();
    let (day, time) = match typed.rsplit_once(char::is_whitespace) {
        Some((day, time)) if clock(time).is_some() => (near(day, today)?, clock(time)),
        _ => match clock(typed) {
            Some(time) => (today, Some(time)),
            None => (near(typed, today)?, None),
        },
    };
    let time = match time {
        Some(time) => time,
        None if day == today => return Some(now),
        None => NaiveTime::from_hms_opt(12, 0, 0)?,
    };
    let at = zone.from_local_datetime(&day.and_time(time)).earliest()?;
    Some(at.with_timezone(&Utc))
}

/// `14:30`, `9:05`, `14h30`, `9h`.
fn clock(typed: &str) -> Option<NaiveTime> {
    let (hours, minutes) = typed.split_once([':', 'h'])?;
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0)
}

fn named(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    let ahead = |days| today.checked_add_days(Days::new(days));
    match words {
        "hom nay" | "nay" | "today" => Some(today),
        "hom qua" | "yesterday" => today.pred_opt(),
        "mai" | "ngay mai" | "tomorrow" => ahead(1),
        "mot" | "ngay mot" | "ngay kia" => ahead(2),
        "tuan sau" | "tuan toi" | "next week" => ahead(7),
        _ => None,
    }
}

/// `3 ngay nua`, `sau 2 tuan`, `in 3 days`.
fn counted(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let words: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !matches!(*word, "nua" | "sau" | "in" | "toi"))
        .collect();
    let [number, unit] = words.as_slice() else {
        return None;
    };
    let number: u64 = number.parse().ok()?;
    let days = match *unit {
        "ngay" | "day" | "days" => number,
        "tuan" | "week" | "weeks" => number.checked_mul(7)?,
        _ => return None,
    };
    today.checked_add_days(Days::new(days.min(FARTHEST)))
}

/// `thu 6`, `thu sau`, `t6`, `chu nhat`, `cn`, `friday`, `fri`.
fn weekday(words: &[&str]) -> Option<Weekday> {
    match words {
        ["thu", number] => by_number(number),
        ["chu", "nhat"] => Some(Weekday::Sun),
        ["cn"] => Some(Weekday::Sun),
        [word] => match word.strip_prefix('t').filter(|rest| rest.len() == 1) {
            Some(number) => by_number(number),
            None => word.parse().ok(),
        },
        _ => None,
    }
}

fn by_number(number: &str) -> Option<Weekday> {
    Some(match number {
        "2" | "hai" => Weekday::Mon,
        "3" | "ba" => Weekday::Tue,
        "4" | "tu" => Weekday::Wed,
        "5" | "nam" => Weekday::Thu,
        "6" | "sau" => Weekday::Fri,
        "7" | "bay" => Weekday::Sat,
        _ => return None,
    })
}

fn next(wanted: Weekday, today: NaiveDate) -> Option<NaiveDate> {
    let ahead = (7 + wanted.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7;
    let ahead = if ahead == 0 { 7 } else { ahead };
    today.checked_add_days(Days::new(u64::from(ahead)))
}

fn written(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    match parse_date(typed, LATEST_YEAR)? {
        DateValue::Full { date, .. } => Some(date),
        DateValue::DayMonth { day, month } => (today.year()..=today.year() + 8)
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .find(|date| *date >= today),
        DateValue::Year(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_days_as_seen_from_today() {
        // A Saturday.
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        for (typed, day) in [
            ("hôm nay", "2026-11-21"),
            ("Mai", "2026-11-22"),
            ("ngày kia", "2026-11-23"),
            ("thứ 6", "2026-11-27"),
            ("thứ Bảy", "2026-11-28"),
            ("CN", "2026-11-22"),
            ("t2", "2026-11-23"),
            ("friday", "2026-11-27"),
            ("3 ngày nữa", "2026-11-24"),
            ("sau 2 tuần", "2026-12-05"),
            ("in 3 days", "2026-11-24"),
            ("15/12", "2026-12-15"),
            ("1/2", "2027-02-01"),
            ("29/2", "2028-02-29"),
            ("15/12/2027", "2027-12-15"),
        ] {
            assert_eq!(
                near(typed, today).map(|day| day.to_string()).as_deref(),
                Some(day),
                "{typed}"
            );
        }
        for typed in ["", "sớm", "thứ 9", "31/2", "2027", "t", "ngày"] {
            assert_eq!(near(typed, today), None, "{typed}");
        }
    }

    #[test]
    fn a_time_of_day_is_that_of_the_shop() {
        let zone = Tz::Asia__Ho_Chi_Minh;
        let now = "2026-11-21T03:42:00Z".parse().unwrap();
        for (typed, at) in [
            ("14:30", "2026-11-21T07:30:00+00:00"),
            ("9h", "2026-11-21T02:00:00+00:00"),
            ("hôm qua 14h30", "2026-11-20T07:30:00+00:00"),
            ("hôm nay", "2026-11-21T03:42:00+00:00"),
            ("hôm qua", "2026-11-20T05:00:00+00:00"),
            ("20/11/2026 08:00", "2026-11-20T01:00:00+00:00"),
        ] {
            assert_eq!(
                near_instant(typed, now, zone)
                    .map(|at| at.to_rfc3339())
                    .as_deref(),
                Some(at),
                "{typed}"
            );
        }
        assert_eq!(near_instant("25:00", now, zone), None);
    }
}
