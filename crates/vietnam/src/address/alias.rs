//! Provinces by every name people use: short forms, old names, spellings without marks, well-known cities.
//! Must never guess: a text that could mean two provinces means none.

use super::province::{old_provinces, provinces};
use super::ward::key;
use std::collections::HashMap;
use std::sync::LazyLock;

const ALIASES: &str = include_str!("../../data/province_aliases.csv");

/// What a text says about the province.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProvinceMatch {
    /// Code of the unit of today.
    pub code: &'static str,
    /// Code before July 2025 when the text names one such unit exactly.
    pub old_code: Option<&'static str>,
    /// Whether the text is a name that is no longer used for a unit (`Bình Dương`), so that the change should be shown.
    pub is_old_name: bool,
}

/// The code of today's unit for a province name: `TP HCM`, `Sài Gòn` and `Bình Dương` all give `79`.
pub fn province_alias(text: &str) -> Option<&'static str> {
    recognise_province(text).map(|found| found.code)
}

/// Recognises a text that is a province name and nothing else.
pub fn recognise_province(text: &str) -> Option<ProvinceMatch> {
    let whole = key(text);
    let shorter = [
        without_country(&whole),
        without_kind(without_country(&whole)),
    ];
    std::iter::once(whole.as_str())
        .chain(shorter)
        .find_map(|name| NAMES.get(name).copied())
}

fn without_country(name: &str) -> &str {
    ["vietnam", "vn"]
        .iter()
        .find_map(|country| name.strip_suffix(country))
        .unwrap_or(name)
}

fn without_kind(name: &str) -> &str {
    let front = ["thanhpho", "tinh", "thudo", "tp", "t"]
        .iter()
        .find_map(|kind| name.strip_prefix(kind))
        .unwrap_or(name);
    ["province", "city", "tp"]
        .iter()
        .find_map(|kind| front.strip_suffix(kind))
        .unwrap_or(front)
}

static NAMES: LazyLock<HashMap<String, ProvinceMatch>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for line in ALIASES.lines().skip(1) {
        let mut cells = line.split(',');
        if let (Some(alias), Some(code), Some(old)) = (cells.next(), cells.next(), cells.next()) {
            let old_code = Some(old).filter(|code| !code.is_empty());
            names.insert(alias.to_owned(), found(code, old_code));
        }
    }
    for old in old_provinces() {
        names.insert(
            key(bare_name(old.name)),
            found(old.new_code, Some(old.code)),
        );
    }
    names
});

/// A name is old when no unit of today bears it; names of several old units are old too.
fn found(code: &'static str, old_code: Option<&'static str>) -> ProvinceMatch {
    let is_of_today = old_provinces()
        .iter()
        .find(|old| Some(old.code) == old_code)
        .is_some_and(|old| {
            provinces()
                .iter()
                .any(|unit| unit.name == bare_name(old.name))
        });
    ProvinceMatch {
        code,
        old_code,
        is_old_name: !is_of_today,
    }
}

fn bare_name(name: &str) -> &str {
    name.trim_start_matches("Tỉnh ")
        .trim_start_matches("Thành phố ")
}
