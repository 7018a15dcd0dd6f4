//! Amounts with a unit, and how often something comes back.

use serde_json::{Value, json};

use super::{Words, number};

/// Units and the word that is stored for them.
const UNITS: [(&str, &str); 26] = [
    ("kg", "kg"),
    ("ký", "kg"),
    ("kí", "kg"),
    ("cân", "kg"),
    ("g", "g"),
    ("gr", "g"),
    ("gram", "g"),
    ("túi", "túi"),
    ("gói", "gói"),
    ("hộp", "hộp"),
    ("thùng", "thùng"),
    ("bao", "bao"),
    ("ly", "ly"),
    ("cốc", "ly"),
    ("chai", "chai"),
    ("lít", "lít"),
    ("cái", "cái"),
    ("phần", "phần"),
    ("suất", "phần"),
    ("bag", "túi"),
    ("bags", "túi"),
    ("box", "hộp"),
    ("boxes", "hộp"),
    ("cup", "ly"),
    ("cups", "ly"),
    ("bottles", "chai"),
];

fn unit(words: &Words<'_>, place: usize) -> Option<&'static str> {
    let found = UNITS.iter().find(|(name, _)| words.begins(place, name));
    found.map(|(_, stored)| *stored)
}

/// So much of a unit: `12 kg`, `3 túi`, `1,5 lít`, `12kg`.
pub fn quantity(words: &Words<'_>) -> Option<Value> {
    for (place, word) in words.list.iter().enumerate() {
        let amount = number(word).filter(|n| *n > 0).map(Value::from);
        let amount = amount.or_else(|| fraction(&word.fold));
        if let (Some(amount), Some(unit)) = (amount, unit(words, place + 1)) {
            return Some(json!({ "amount": amount, "unit": unit }));
        }
        if let Some(joined) = joined(word.text) {
            return Some(joined);
        }
    }
    None
}

/// `1,5` and `0.5`, kept as exact text.
fn fraction(fold: &str) -> Option<Value> {
    let (whole, part) = fold.split_once([',', '.'])?;
    let digits = |text: &str| {
        !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())
    };
    (digits(whole) && digits(part)).then(|| Value::from(format!("{whole}.{part}")))
}

/// `12kg`.
fn joined(text: &str) -> Option<Value> {
    let split = text
        .find(|c: char| !c.is_ascii_digit())
        .filter(|at| *at > 0)?;
    let (digits, unit_text) = text.split_at_checked(split)?;
    let amount: i64 = digits
        .parse()
        .ok()
        .filter(|n| (1..=1_000_000).contains(n))?;
    let unit = unit(&Words::of(unit_text), 0)?;
    Some(json!({ "amount": amount, "unit": unit }))
}

/// Every so many days: `mỗi tuần`, `2 tuần một lần`, `hằng tháng`, `every 10 days`.
pub fn rhythm(words: &Words<'_>) -> Option<Value> {
    for place in 0..words.list.len() {
        if let Some(days) = every(words, place).filter(|days| (1..=3_650).contains(days)) {
            return Some(json!({ "days": days }));
        }
    }
    None
}

fn every(words: &Words<'_>, place: usize) -> Option<i64> {
    match words.fold(place) {
        "weekly" => return Some(7),
        "monthly" => return Some(30),
        "daily" => return Some(1),
        _ => {}
    }
    let each = ["mỗi", "hằng", "hàng", "every", "each"];
    if each.iter().any(|word| words.begins(place, word)) {
        if let Some(days) = days_of(words, place + 1) {
            return Some(days);
        }
        let count = words.at(place + 1).and_then(number)?;
        return days_of(words, place + 2).map(|days| days * count);
    }
    let count = words.at(place).and_then(number)?;
    let once = ["một lần", "1 lần", "lần"];
    let days = days_of(words, place + 1)?;
    once.iter()
        .any(|word| words.begins(place + 2, word))
        .then_some(days * count)
}

fn days_of(words: &Words<'_>, place: usize) -> Option<i64> {
    let word = words.at(place)?;
    let units = [
        ("ngày", 1),
        ("tuần", 7),
        ("tháng", 30),
        ("quý", 90),
        ("năm", 365),
    ];
    if let Some((_, days)) = units.iter().find(|(name, _)| word.is(name)) {
        return Some(*days);
    }
    match word.fold.as_str() {
        "day" | "days" => Some(1),
        "week" | "weeks" => Some(7),
        "month" | "months" => Some(30),
        _ => None,
    }
}
