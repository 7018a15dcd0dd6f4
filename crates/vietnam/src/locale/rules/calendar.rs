//! `calendar.*`: lunar and solar days, birthdays, working days, Tết.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::fields::{Line, whole};
use super::{LocaleError, Rule};
use crate::calendar::{Birthday, WorkingCalendar, WorkingWeek};
use crate::lunar::{self, LunarDate};

pub fn rule(part: &str) -> Option<Rule> {
    Some(match part {
        "solar_to_lunar" => solar_to_lunar,
        "lunar_to_solar" => lunar_to_solar,
        "birthdays" => birthdays,
        "business_days" => business_days,
        "tet" => tet,
        "vn_vs_china" => vn_vs_china,
        _ => return None,
    })
}

fn solar_to_lunar(line: &Line<'_>) -> Result<Value, LocaleError> {
    let lunar = lunar::from_solar(line.date("solar")?).ok();
    line.with([
        ("lunar_day", Some(json!(lunar.map(|date| date.day)))),
        ("lunar_month", Some(json!(lunar.map(|date| date.month)))),
        ("lunar_year", Some(json!(lunar.map(|date| date.year)))),
        ("leap", Some(json!(lunar.map(|date| date.leap)))),
    ])
}

fn lunar_to_solar(line: &Line<'_>) -> Result<Value, LocaleError> {
    let numbers = numbers(line, "lunar")?;
    let [day, month, year] = numbers.as_slice() else {
        return Err(LocaleError::BadInput(
            "lunar: day, month and year expected".into(),
        ));
    };
    let leap = line.flag_or_none("leap")?.unwrap_or(false);
    let solar = (|| {
        let lunar = LunarDate {
            year: i32::try_from(*year).ok()?,
            month: u8::try_from(*month).ok()?,
            leap,
            day: u8::try_from(*day).ok()?,
        };
        lunar::to_solar(lunar).ok()
    })();
    line.with([("solar", Some(json!(solar)))])
}

fn birthdays(line: &Line<'_>) -> Result<Value, LocaleError> {
    let birthday = birthday(line)?;
    let celebrate = match (
        line.whole_or_none("lunar_year")?,
        line.whole_or_none("year")?,
    ) {
        (Some(year), _) => birthday.in_own_year(small(year)),
        // A solar year without the lunar day: its own lunar year has it, just after New Year.
        (None, Some(year)) => {
            let days = birthday.in_solar_year(small(year));
            days.first()
                .copied()
                .or_else(|| birthday.in_own_year(small(year)))
        }
        (None, None) => birthday.next(line.date("from")?),
    };
    line.with([("celebrate", Some(json!(celebrate)))])
}

fn birthday(line: &Line<'_>) -> Result<Birthday, LocaleError> {
    if line.get("birth_solar").is_some() {
        let date = line.date("birth_solar")?;
        return Ok(Birthday::Solar {
            month: tiny(date.month().into()),
            day: tiny(date.day().into()),
        });
    }
    let numbers = numbers(line, "birth_lunar")?;
    let [day, month, ..] = numbers.as_slice() else {
        return Err(LocaleError::BadInput(
            "birth_lunar: day and month expected".into(),
        ));
    };
    let leap = line.flag_or_none("leap")?.unwrap_or(false);
    Ok(Birthday::Lunar {
        month: tiny(*month),
        day: tiny(*day),
        leap,
    })
}

fn business_days(line: &Line<'_>) -> Result<Value, LocaleError> {
    let week = match line
        .text_or_none("working_week")?
        .or(line.text_or_none("week")?)
    {
        None | Some("mon_fri" | "mon-fri") => WorkingWeek::MondayToFriday,
        Some("mon_sat" | "mon-sat") => WorkingWeek::MondayToSaturday,
        Some(_) => {
            return Err(LocaleError::BadInput(
                "working_week: mon_fri or mon_sat expected".into(),
            ));
        }
    };
    let days_off = line
        .list_or_none("days_off")?
        .unwrap_or_default()
        .iter()
        .map(|day| day.as_str().and_then(|text| text.parse::<NaiveDate>().ok()))
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| LocaleError::BadInput("days_off: dates YYYY-MM-DD expected".into()))?;
    let count = i32::try_from(line.whole("add_business_days")?).unwrap_or(i32::MAX);
    let calendar = WorkingCalendar::new(week).with_days_off(days_off);
    line.with([(
        "expect",
        Some(json!(
            calendar.add_business_days(line.date("start")?, count)
        )),
    )])
}

/// `{"year": 2026}` gives `solar`; an object whose keys are years gives a date for each of them.
fn tet(line: &Line<'_>) -> Result<Value, LocaleError> {
    if let Some(year) = line.whole_or_none("year")? {
        return line.with([("solar", Some(json!(lunar::tet(small(year)).ok())))]);
    }
    line.keys()
        .map(|key| {
            let year = key
                .parse()
                .map_err(|_| LocaleError::BadInput(format!("{key}: a year expected")))?;
            Ok((key.clone(), json!(lunar::tet(year).ok())))
        })
        .collect::<Result<serde_json::Map<_, _>, _>>()
        .map(Value::Object)
}

fn vn_vs_china(line: &Line<'_>) -> Result<Value, LocaleError> {
    let year = small(line.whole("year")?);
    line.with([
        ("vn", Some(json!(lunar::tet(year).ok()))),
        ("cn", Some(json!(lunar::chinese_new_year(year).ok()))),
    ])
}

fn numbers(line: &Line<'_>, key: &str) -> Result<Vec<i64>, LocaleError> {
    line.list(key)?
        .iter()
        .map(whole)
        .collect::<Option<_>>()
        .ok_or_else(|| LocaleError::BadInput(format!("{key}: whole numbers expected")))
}

/// A number that cannot be a year or a day becomes one that no calendar has.
fn small(n: i64) -> i32 {
    i32::try_from(n)
        .ok()
        .filter(|year| (0..=9_999).contains(year))
        .unwrap_or(0)
}

fn tiny(n: i64) -> u8 {
    u8::try_from(n).unwrap_or(0)
}
