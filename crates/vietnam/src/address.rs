//! Addresses after the reform of July 2025: province, then ward; no districts.
//! Must never rewrite an address: the raw text stays, and everything found in it is a suggestion for a person to accept.

mod alias;
mod old_wards;
mod province;
mod split;
mod ward;

pub use alias::{ProvinceMatch, province_alias, recognise_province};
pub use province::{Province, ProvinceKind, old_province_name, province, provinces};
pub use split::{Address, Certainty, WardSuggestion, split};
pub use ward::{Ward, WardKind, find_ward, ward, wards_of};

/// Day for which the tables of provinces and wards were checked, `YYYY-MM-DD`.
pub const VALID_AS_OF: &str = "2026-11-21";

/// Day on which districts ended and the units of today began, `YYYY-MM-DD`.
pub const REFORM: &str = "2025-07-01";
