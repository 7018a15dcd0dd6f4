//! Splits an address as typed into street, ward, district of old and province.
//! Must never answer with certainty what the text does not say: wards come as suggestions with their ground.

use super::alias::{ProvinceMatch, recognise_province};
use super::old_wards::{self, OldPlace};
use super::province::province;
use super::ward::{Ward, find_ward, without_kind};
use crate::fold::fold;

/// What an address text contains. The raw text stays the truth.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// House number and street, as typed.
    pub street: Option<String>,
    /// The ward or commune, old or new, as typed.
    pub ward: Option<String>,
    /// The district of before July 2025, as typed.
    pub district_old: Option<String>,
    /// The province, old or new.
    pub province: Option<ProvinceMatch>,
    /// Wards of today that may be meant, the likeliest first.
    pub suggestions: Vec<WardSuggestion>,
}

/// A ward of today that a person may accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WardSuggestion {
    /// The ward.
    pub ward: &'static Ward,
    /// Why it is suggested.
    pub certainty: Certainty,
}

/// The ground of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// A ward of today has this name, and the text names no district.
    SameName,
    /// The old ward became part of this one only (one data source).
    Successor,
    /// The old ward was split, or the text fits several; a person has to choose.
    OneOfSeveral,
}

/// Splits an address as typed.
pub fn split(raw: &str) -> Address {
    let mut parts = parts(raw);
    let mut address = Address {
        province: take_province(&mut parts),
        ..Address::default()
    };
    let old_codes = old_codes(address.province);
    address.district_old = take_district(&mut parts, &old_codes);
    address.ward = take_ward(&mut parts, &address, &old_codes);
    let street = parts.join(", ");
    address.street = Some(street).filter(|street| !street.is_empty());
    address.suggestions = suggest(&address, &old_codes);
    address
}

/// Pieces between commas, and before the words that open a ward or district.
fn parts(raw: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for piece in raw
        .split([',', ';', '\n', '|'])
        .flat_map(|piece| piece.split(" - "))
    {
        let mut current = String::new();
        for word in piece.split_whitespace() {
            if opens(word, piece, &current) {
                parts.push(std::mem::take(&mut current));
            }
            if !current.is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        }
        parts.push(current);
    }
    parts.retain(|part| part.chars().any(char::is_alphanumeric));
    rejoin(parts)
}

/// `Bà Rịa - Vũng Tàu` and `Thừa Thiên - Huế` have their dash inside.
fn rejoin(parts: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(parts.len());
    for part in parts {
        let together = joined.last().map(|last| format!("{last} - {part}"));
        let is_one = |text: &String| matches!(last_words(text), "bariavungtau" | "thuathienhue");
        match together.filter(|text| is_one(text)) {
            Some(text) => {
                joined.pop();
                joined.push(text);
            }
            None => joined.push(part),
        }
    }
    joined
}

fn last_words(text: &str) -> &'static str {
    let folded: String = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
    ["bariavungtau", "thuathienhue"]
        .into_iter()
        .find(|name| folded.ends_with(name))
        .unwrap_or_default()
}

/// Whether a word inside a piece begins a new part: `P. Bến Nghé`, `Q1`, `phường`, `TP.HCM`.
fn opens(word: &str, piece: &str, before: &str) -> bool {
    if before.is_empty() {
        return false;
    }
    let lower = word.to_lowercase();
    let before_lower = before.to_lowercase();
    // Streets whose names hold such a word.
    if (lower == "huyện" && before_lower.ends_with("bà")) || piece.to_lowercase().contains("xã đàn")
    {
        return false;
    }
    // The second word of `thị xã`, `thị trấn`, `thành phố`.
    if before_lower.ends_with("thị") || before_lower.ends_with("thành") {
        return false;
    }
    let numbered = |letters: &[&str]| {
        letters.iter().any(|letter| {
            lower.strip_prefix(letter).is_some_and(|rest| {
                let rest = rest.trim_start_matches('.');
                !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())
            })
        })
    };
    matches!(
        lower.as_str(),
        "phường"
            | "xã"
            | "quận"
            | "huyện"
            | "tỉnh"
            | "thị"
            | "đặc"
            | "p."
            | "q."
            | "h."
            | "x."
            | "tx."
            | "tx"
            | "tt."
            | "tp."
            | "tp"
    ) || (lower == "thành" && piece.to_lowercase().contains("thành phố"))
        || numbered(&["p", "q", "f"])
        || ["tp.", "p.", "q.", "h.", "x.", "tx.", "tt."]
            .iter()
            .any(|mark| lower.len() > mark.len() && lower.starts_with(mark))
}

/// Takes the province off the end, whether it is a piece of its own or the last words of one.
fn take_province(parts: &mut Vec<String>) -> Option<ProvinceMatch> {
    while parts.len() > 1 && parts.last().is_some_and(|last| is_country(last)) {
        parts.pop();
    }
    let last = parts.last()?.clone();
    if let Some(found) = recognise_province(&last) {
        parts.pop();
        return Some(found);
    }
    let starts: Vec<usize> = last.match_indices(' ').map(|(at, _)| at + 1).collect();
    for start in starts {
        let (head, tail) = last.split_at_checked(start)?;
        if let Some(found) = recognise_province(tail) {
            parts.pop();
            parts.push(head.trim().to_owned());
            return Some(found);
        }
    }
    None
}

fn is_country(text: &str) -> bool {
    let folded: String = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
    matches!(folded.as_str(), "vietnam" | "vn")
        || folded.bytes().all(|byte| byte.is_ascii_digit()) && folded.len() >= 5
}

fn old_codes(found: Option<ProvinceMatch>) -> Vec<&'static str> {
    let Some(found) = found else {
        return Vec::new();
    };
    // `Bình Dương` names one old unit; `Hồ Chí Minh` may be the old one or the new one.
    match (found.is_old_name, found.old_code) {
        (true, Some(old)) => vec![old],
        _ => province(found.code)
            .map(|unit| unit.old_codes.clone())
            .unwrap_or_default(),
    }
}

const DISTRICT_WORDS: [&str; 12] = [
    "quận",
    "quan",
    "huyện",
    "huyen",
    "thị xã",
    "thi xa",
    "thành phố",
    "thanh pho",
    "tx",
    "tp",
    "q",
    "h",
];

/// The name behind a district word, or `None` when there is no such word.
fn district_name(part: &str) -> Option<&str> {
    DISTRICT_WORDS.iter().find_map(|word| {
        let (head, rest) = part.split_at_checked(word.len())?;
        let name = rest.trim_start_matches(['.', ' ']);
        let parted = name.len() < rest.len() || name.starts_with(|c: char| c.is_ascii_digit());
        (parted && !name.is_empty() && head.to_lowercase() == *word).then_some(name)
    })
}

fn take_district(parts: &mut Vec<String>, old_codes: &[&str]) -> Option<String> {
    let last = parts.last()?;
    let marked = district_name(last).is_some();
    let known = parts.len() > 1
        && without_kind(last).0.is_none()
        && old_wards::is_district(old_codes, last);
    // Without a ward before it, a bare name is rather a ward of today than a district of old.
    let has_ward_before = parts
        .iter()
        .rev()
        .skip(1)
        .any(|part| without_kind(part).0.is_some());
    match marked || (known && has_ward_before) {
        true => parts.pop(),
        false => None,
    }
}

/// The part with a ward word; without one, the last part when it is the name of a ward and not the only part.
fn take_ward(parts: &mut Vec<String>, address: &Address, old_codes: &[&str]) -> Option<String> {
    let marked = parts
        .iter()
        .rposition(|part| without_kind(part).0.is_some());
    if let Some(at) = marked {
        return Some(parts.remove(at));
    }
    let last = parts.last().filter(|_| parts.len() > 1)?;
    let is_ward = match address.district_old.as_deref() {
        Some(district) => !old_successors(district, last, old_codes).is_empty(),
        None => !find_ward(address.province?.code, last).is_empty(),
    };
    if is_ward { parts.pop() } else { None }
}

fn old_successors(district: &str, ward: &str, old_codes: &[&str]) -> Vec<&'static Ward> {
    old_wards::successors(&OldPlace {
        provinces: old_codes,
        district: district_name(district).unwrap_or(district),
        ward,
    })
}

fn suggest(address: &Address, old_codes: &[&str]) -> Vec<WardSuggestion> {
    let (Some(found), Some(ward)) = (address.province, address.ward.as_deref()) else {
        return Vec::new();
    };
    let district = address.district_old.as_deref().unwrap_or_default();
    let successors = || old_successors(district, ward, old_codes);
    let same_name = || find_ward(found.code, ward);
    let is_old = address.district_old.is_some() || found.is_old_name;
    let (wards, ground) = match is_old {
        true => either(
            successors,
            Certainty::Successor,
            same_name,
            Certainty::SameName,
        ),
        false => either(
            same_name,
            Certainty::SameName,
            successors,
            Certainty::Successor,
        ),
    };
    let certainty = if wards.len() > 1 {
        Certainty::OneOfSeveral
    } else {
        ground
    };
    wards
        .into_iter()
        .map(|ward| WardSuggestion { ward, certainty })
        .collect()
}

/// The first way that finds something.
fn either(
    first: impl Fn() -> Vec<&'static Ward>,
    first_ground: Certainty,
    second: impl Fn() -> Vec<&'static Ward>,
    second_ground: Certainty,
) -> (Vec<&'static Ward>, Certainty) {
    match first() {
        found if found.is_empty() => (second(), second_ground),
        found => (found, first_ground),
    }
}
