//! The communes since July 2025: wards, communes and special zones, by province.
//! Source: `data/wards.csv`; codes are those of the Statistics Office, five digits.

use crate::fold::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

const WARDS: &str = include_str!("../../data/wards.csv");

/// One commune-level unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ward {
    /// Five digits, `26740`.
    pub code: &'static str,
    /// Without the kind: `Sài Gòn`.
    pub name: &'static str,
    /// What it is called before its name.
    pub kind: WardKind,
    /// Code of its province.
    pub province_code: &'static str,
    /// The name as [`key`] makes it.
    key: String,
}

/// The three kinds of commune-level units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WardKind {
    /// phường
    Ward,
    /// xã
    Commune,
    /// đặc khu
    SpecialZone,
}

impl WardKind {
    /// As written before a name: `Phường`, `Xã`, `Đặc khu`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ward => "Phường",
            Self::Commune => "Xã",
            Self::SpecialZone => "Đặc khu",
        }
    }
}

impl Ward {
    /// `Phường Sài Gòn`.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.kind.word(), self.name)
    }
}

/// The wards of a province, by code; none for an unknown province.
pub fn wards_of(province_code: &str) -> &'static [Ward] {
    let all = &*ALL;
    let start = all.partition_point(|ward| ward.province_code < province_code);
    let end = all.partition_point(|ward| ward.province_code <= province_code);
    all.get(start..end).unwrap_or_default()
}

/// The ward of a code.
pub fn ward(code: &str) -> Option<&'static Ward> {
    BY_CODE.get(code).copied()
}

/// Wards of a province by name, with or without their kind, marks or not. Several when the name is not enough.
pub fn find_ward(province_code: &str, text: &str) -> Vec<&'static Ward> {
    let (kind, name) = without_kind(text);
    let wanted = key(name);
    let in_province = wards_of(province_code).iter();
    let named = in_province.filter(|ward| !wanted.is_empty() && ward.key == wanted);
    let found: Vec<&'static Ward> = named.collect();
    let same_kind: Vec<&'static Ward> = found
        .iter()
        .copied()
        .filter(|ward| kind.is_some_and(|kind| kind.becomes(ward.kind)))
        .collect();
    if same_kind.is_empty() {
        found
    } else {
        same_kind
    }
}

/// A kind as people write it, old ones included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TypedKind {
    Ward,
    Commune,
    Township,
    SpecialZone,
}

impl TypedKind {
    /// Whether a unit of this kind can be one of that kind today.
    fn becomes(self, kind: WardKind) -> bool {
        matches!(
            (self, kind),
            (Self::Ward, WardKind::Ward)
                | (Self::Commune, WardKind::Commune)
                | (Self::SpecialZone, WardKind::SpecialZone)
        )
    }
}

const KIND_WORDS: [(&str, TypedKind); 12] = [
    ("phường", TypedKind::Ward),
    ("phuong", TypedKind::Ward),
    ("thị trấn", TypedKind::Township),
    ("thi tran", TypedKind::Township),
    ("đặc khu", TypedKind::SpecialZone),
    ("dac khu", TypedKind::SpecialZone),
    ("xã", TypedKind::Commune),
    ("xa", TypedKind::Commune),
    ("tt", TypedKind::Township),
    ("p", TypedKind::Ward),
    ("f", TypedKind::Ward),
    ("x", TypedKind::Commune),
];

/// Splits `P. Bến Nghé` or `Phường 12` into kind and name.
pub(super) fn without_kind(text: &str) -> (Option<TypedKind>, &str) {
    let text = text.trim();
    for (word, kind) in KIND_WORDS {
        let Some((head, rest)) = text.split_at_checked(word.len()) else {
            continue;
        };
        let named = rest.trim_start_matches(['.', ' ', ':']);
        let parted = named.len() < rest.len() || named.starts_with(|c: char| c.is_ascii_digit());
        if parted && !named.is_empty() && head.to_lowercase() == word {
            return (Some(kind), named);
        }
    }
    (None, text)
}

/// Compact search form of a place name: letters and digits only, numbers without leading zeros.
pub(super) fn key(name: &str) -> String {
    let mut key = fold(name);
    key.retain(|letter| letter.is_alphanumeric());
    let number = key.trim_start_matches('0');
    match !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
        true => number.to_owned(),
        false => key,
    }
}

static BY_CODE: LazyLock<HashMap<&'static str, &'static Ward>> =
    LazyLock::new(|| ALL.iter().map(|ward| (ward.code, ward)).collect());

static ALL: LazyLock<Vec<Ward>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let mut cells = line.split(',');
        let (province_code, code) = (cells.next()?, cells.next()?);
        let kind = match cells.next()? {
            "ward" => WardKind::Ward,
            "special_zone" => WardKind::SpecialZone,
            _ => WardKind::Commune,
        };
        let name = cells.next()?;
        Some(Ward {
            code,
            name,
            kind,
            province_code,
            key: key(name),
        })
    };
    // The file is in order of province and ward code; look-ups rely on it.
    WARDS.lines().skip(1).filter_map(read).collect()
});
