//! From the wards of before July 2025 to those of today. One source, and an old ward can have been split: several
//! answers mean that a person has to choose, the likeliest stands first.

use super::ward::{TypedKind, Ward, key, ward, without_kind};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const OLD_WARDS: &str = include_str!("../../data/old_wards.csv");

/// An old ward as typed, with what is known of its surroundings.
pub(super) struct OldPlace<'a> {
    /// Old province codes that are possible.
    pub(super) provinces: &'a [&'a str],
    /// District name without its kind; empty when unknown.
    pub(super) district: &'a str,
    /// `Phường Bến Nghé`, `P.12`.
    pub(super) ward: &'a str,
}

/// Today's wards for an old place, without repetition. A numbered ward that had already been merged into the one of its
/// name (`Hải Châu I`) is looked up by that name.
pub(super) fn successors(place: &OldPlace<'_>) -> Vec<&'static Ward> {
    let found = named(place, place.ward);
    match place.ward.rsplit_once(' ') {
        Some((stem, "I" | "II" | "III" | "IV" | "V")) if found.is_empty() => named(place, stem),
        _ => found,
    }
}

fn named(place: &OldPlace<'_>, ward_text: &str) -> Vec<&'static Ward> {
    let (kind, name) = without_kind(ward_text);
    let (ward_key, district) = (key(name), key(place.district));
    let fits = |old: &&OldWard| {
        place.provinces.contains(&old.province)
            && (district.is_empty() || old.district == district)
            && kind.is_none_or(|kind| old.kind.is_none_or(|known| known == kind))
    };
    let of_name = BY_WARD.get(ward_key.as_str()).map(Vec::as_slice);
    let mut found: Vec<&'static Ward> = Vec::new();
    for old in of_name.unwrap_or_default().iter().filter(fits) {
        for new in old.new_codes.split('|').filter_map(ward) {
            if !found.contains(&new) {
                found.push(new);
            }
        }
    }
    found
}

/// Whether a province had a district of this name before July 2025.
pub(super) fn is_district(provinces: &[&str], name: &str) -> bool {
    let wanted = key(name);
    provinces
        .iter()
        .any(|province| DISTRICTS.contains(&(*province, wanted.as_str())))
}

static DISTRICTS: LazyLock<HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    let all = BY_WARD.values().flatten();
    all.map(|old| (old.province, old.district)).collect()
});

struct OldWard {
    province: &'static str,
    district: &'static str,
    kind: Option<TypedKind>,
    new_codes: &'static str,
}

static BY_WARD: LazyLock<HashMap<&'static str, Vec<OldWard>>> = LazyLock::new(|| {
    let mut by_ward: HashMap<&'static str, Vec<OldWard>> = HashMap::new();
    for line in OLD_WARDS.lines().skip(1) {
        let mut cells = line.split(',');
        let mut next = || cells.next().unwrap_or_default();
        let (province, district, kind, name, new_codes) = (next(), next(), next(), next(), next());
        let kind = match kind {
            "p" => Some(TypedKind::Ward),
            "x" => Some(TypedKind::Commune),
            "t" => Some(TypedKind::Township),
            _ => None,
        };
        by_ward.entry(name).or_default().push(OldWard {
            province,
            district,
            kind,
            new_codes,
        });
    }
    by_ward
});
