//! The lunar calendar over all three centuries: round trips, and every lunar year against figures of
//! independent implementations.
#![expect(clippy::panic, reason = "the helpers of a test may fail like the test")]

use chrono::NaiveDate;
use quen_vietnam::lunar::{LunarDate, from_solar, leap_month, month_length, tet, to_solar};

/// Tết, leap month (0 = none) and the days of each month of every lunar year, one line a year. Facts from
/// npm amlich 0.0.2, equal to PyPI lunar-vn 1.4.0 for 1900 to 2100, its two days 0 corrected.
const YEARS: &str = include_str!("data/lunar_years.csv");

#[test]
fn every_day_of_three_centuries_goes_there_and_back() {
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
    let mut before = from_solar(first).unwrap();
    for date in first
        .iter_days()
        .skip(1)
        .take_while(|date| *date < NaiveDate::from_ymd_opt(2200, 1, 1).unwrap())
    {
        let lunar = from_solar(date).unwrap();
        assert_eq!(to_solar(lunar), Ok(date));
        let same_month = LunarDate {
            day: before.day + 1,
            ..before
        } == lunar;
        assert!(
            same_month || (lunar.day == 1 && before.day >= 29),
            "{before:?} then {lunar:?}"
        );
        before = lunar;
    }
}

#[test]
fn every_lunar_year_is_as_others_compute_it() {
    let mut years = 0;
    for line in YEARS.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let year: i32 = cells[0].parse().unwrap();
        assert_eq!(tet(year), Ok(cells[1].parse().unwrap()), "{year}");
        assert_eq!(
            leap_month(year).unwrap_or(0),
            cells[2].parse::<u8>().unwrap(),
            "{year}"
        );
        assert_eq!(lengths(year), cells[3], "{year}");
        years += 1;
    }
    assert_eq!(years, 299);
}

/// Long months as `L`, short ones as `s`, in order of time.
fn lengths(year: i32) -> String {
    let mut out = String::new();
    for month in 1..=12 {
        for leap in [false, true] {
            match month_length(year, month, leap) {
                Ok(30) => out.push('L'),
                Ok(29) => out.push('s'),
                Ok(other) => panic!("month of {other} days"),
                Err(_) => assert!(leap),
            }
        }
    }
    out
}

#[test]
fn the_days_on_which_the_classic_code_answers_zero() {
    let lunar = |text: &str| from_solar(text.parse().unwrap()).unwrap();
    assert_eq!(
        lunar("2054-05-07"),
        LunarDate {
            year: 2054,
            month: 3,
            leap: false,
            day: 30
        }
    );
    assert_eq!(
        lunar("2062-04-09"),
        LunarDate {
            year: 2062,
            month: 2,
            leap: false,
            day: 30
        }
    );
}

#[test]
fn outside_the_table_there_is_no_answer() {
    for text in ["1899-12-31", "2200-01-01", "-0001-01-01"] {
        assert!(from_solar(text.parse().unwrap()).is_err(), "{text}");
    }
    for year in [i32::MIN, -1, 0, 1898, 2200, i32::MAX] {
        assert!(tet(year).is_err(), "{year}");
    }
    let wrong = |year, month, leap, day| {
        to_solar(LunarDate {
            year,
            month,
            leap,
            day,
        })
    };
    assert!(wrong(2026, 1, true, 1).is_err());
    assert!(wrong(2026, 0, false, 1).is_err());
    assert!(wrong(2026, 13, false, 1).is_err());
    assert!(wrong(2025, 12, false, 30).is_err());
    assert!(wrong(2025, 12, false, 0).is_err());
}
