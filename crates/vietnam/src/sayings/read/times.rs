//! Times of day, parts of the day, days of the year.

use serde_json::{Value, json};

use super::{Words, number, weekdays, window_value};

/// Parts of the day: from and to in hours. Said with "buổi", or with their very marks.
const PARTS: [(&str, u32, u32); 5] = [
    ("sáng", 7, 11),
    ("trưa", 11, 13),
    ("chiều", 13, 18),
    ("tối", 18, 21),
    ("đêm", 21, 23),
];
const ENGLISH_PARTS: [(&str, u32, u32); 3] = [
    ("morning", 7, 11),
    ("afternoon", 13, 18),
    ("evening", 18, 21),
];

/// Minutes of the day of `14:30`, `9:05`, `14h30`, `9h`, `2pm`.
pub fn clock(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    let (digits, shift) = match (text.strip_suffix("pm"), text.strip_suffix("am")) {
        (Some(digits), _) => (digits, 12),
        (_, Some(digits)) => (digits, 0),
        _ => (text.as_str(), 24),
    };
    let (hours, minutes) = match digits.split_once([':', 'h', 'g']) {
        Some((hours, minutes)) => (hours, minutes),
        None if shift < 24 => (digits, ""),
        None => return None,
    };
    let hours: u32 = hours.parse().ok()?;
    let minutes: u32 = if minutes.is_empty() {
        0
    } else {
        minutes.parse().ok()?
    };
    let hours = match shift {
        24 => hours,
        _ if !(1..=12).contains(&hours) => return None,
        shift => hours % 12 + shift,
    };
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// From when to when the words say, with days of the week; `None` without either.
pub fn window(words: &Words<'_>) -> Option<Value> {
    let days = weekdays(words);
    let found = spoken(words).or_else(|| part(words));
    match found {
        Some((from, to)) => Some(window_value(from, to, &days)),
        None if !days.is_empty() => Some(json!({ "weekdays": days })),
        None => None,
    }
}

type Span = (Option<u32>, Option<u32>);

fn spoken(words: &Words<'_>) -> Option<Span> {
    const AFTER: [&str; 5] = ["sau", "từ", "after", "from", "since"];
    const BEFORE: [&str; 6] = ["trước", "đến", "tới", "before", "until", "by"];
    let (mut from, mut to) = (None, None);
    for place in 0..words.list.len() {
        if let Some(both) = words.at(place).and_then(|word| range(&word.fold)) {
            return Some(both);
        }
        let is = |list: &[&str]| list.iter().any(|word| words.begins(place, word));
        if is(&AFTER) && from.is_none() {
            from = hour(words, place + 1).or_else(|| bare_before_range(words, place + 1));
        } else if is(&BEFORE) && to.is_none() {
            to = hour(words, place + 1);
        } else if words.begins(place, "between") {
            from = hour(words, place + 1).or_else(|| bare(words, place + 1));
            to = (place..words.list.len())
                .find(|at| words.begins(*at, "and"))
                .and_then(|at| hour(words, at + 1));
        }
    }
    (from.is_some() || to.is_some()).then_some((from, to))
}

/// `8h-10h`, `8-10h`, `14:00-16:00`.
fn range(token: &str) -> Option<Span> {
    let (first, last) = token.split_once('-')?;
    let to = clock(last)?;
    let from =
        clock(first).or_else(|| first.parse().ok().filter(|h| *h < 24).map(|h: u32| h * 60))?;
    (from < to).then_some((Some(from), Some(to)))
}

/// `8` in "từ 8 đến 10 giờ".
fn bare_before_range(words: &Words<'_>, place: usize) -> Option<u32> {
    let joins = ["đến", "tới", "to", "until"];
    let joined = joins.iter().any(|join| words.begins(place + 1, join));
    (joined && hour(words, place + 2).is_some()).then(|| bare(words, place))?
}

fn bare(words: &Words<'_>, place: usize) -> Option<u32> {
    let hours = u32::try_from(number(words.at(place)?)?).ok()?;
    (hours < 24).then_some(hours * 60)
}

/// A time of day at this place: `14 giờ`, `9 giờ rưỡi`, `9 giờ 15`, `2 giờ chiều`, `14h30`, `2pm`.
fn hour(words: &Words<'_>, place: usize) -> Option<u32> {
    let word = words.at(place)?;
    if let Some(at) = clock(&word.fold) {
        return Some(afternoon(words, place + 1, at));
    }
    let hours = u32::try_from(number(word)?)
        .ok()
        .filter(|hours| *hours < 24)?;
    let unit = words.fold(place + 1);
    match unit {
        "gio" | "h" | "g" | "hours" | "o'clock" => {}
        "am" => return Some(hours % 12 * 60),
        "pm" => return Some((hours % 12 + 12) * 60),
        _ => return None,
    }
    let (minutes, next) = match words.at(place + 2) {
        Some(word) if word.is("rưỡi") => (30, place + 3),
        Some(word) => match number(word).and_then(|n| u32::try_from(n).ok()) {
            Some(minutes) if (1..60).contains(&minutes) => (minutes, place + 3),
            _ => (0, place + 2),
        },
        None => (0, place + 2),
    };
    Some(afternoon(words, next, hours * 60 + minutes))
}

/// `2 giờ chiều` is 14:00, `8 giờ tối` 20:00.
fn afternoon(words: &Words<'_>, place: usize, at: u32) -> u32 {
    let late = ["chiều", "tối", "đêm"]
        .iter()
        .any(|part| words.begins(place, part));
    if late && at < 12 * 60 {
        at + 12 * 60
    } else {
        at
    }
}

fn part(words: &Words<'_>) -> Option<Span> {
    let hours = |from: u32, to: u32| (Some(from * 60), Some(to * 60));
    for place in 0..words.list.len() {
        let said = words.begins(place, "buổi");
        for (name, from, to) in PARTS {
            let here = words.at(place).is_some_and(|word| word.is_exactly(name));
            if here || (said && words.begins(place + 1, name)) {
                return Some(hours(from, to));
            }
        }
        let english = ENGLISH_PARTS.iter().find(|(name, ..)| {
            words
                .fold(place)
                .strip_suffix('s')
                .unwrap_or(words.fold(place))
                == *name
        });
        if let Some((_, from, to)) = english {
            return Some(hours(*from, *to));
        }
    }
    None
}

/// A day of the year: `24/11`, `16/10 âm lịch`, `ngày 12 tháng 3`, `mùng 5 tháng 5`.
pub fn date(words: &Words<'_>) -> Option<Value> {
    for place in 0..words.list.len() {
        let token = words.at(place)?;
        let lunar = ["âm lịch", "âl", "âm"]
            .iter()
            .any(|mark| words.has(&[mark]));
        if let Some(written) = written(token.text) {
            return Some(day_value(lunar, written));
        }
        if words.begins(place + 1, "tháng") {
            let (day, month) = (number(token), words.at(place + 2).and_then(number));
            if let (Some(day @ 1..=31), Some(month @ 1..=12)) = (day, month) {
                let lunar = lunar || words.has(&["mùng", "mồng"]);
                return Some(day_value(lunar, (day, month, None)));
            }
        }
    }
    None
}

fn day_value(lunar: bool, (day, month, year): (i64, i64, Option<i64>)) -> Value {
    let calendar = if lunar { "lunar" } else { "solar" };
    json!({ "calendar": calendar, "year": year, "month": month, "day": day, "leap": false })
}

/// Day, month and year of `24/11` or `24/11/1988`.
fn written(text: &str) -> Option<(i64, i64, Option<i64>)> {
    let mut parts = text.split(['/', '-']);
    let mut next = |most: i64| -> Option<i64> {
        let number: i64 = parts.next()?.parse().ok()?;
        (1..=most).contains(&number).then_some(number)
    };
    let (day, month) = (next(31)?, next(12)?);
    let year = match parts.next() {
        None => None,
        Some(year) => Some(
            year.parse()
                .ok()
                .filter(|year| (1900..=2200).contains(year))?,
        ),
    };
    Some((day, month, year))
}
