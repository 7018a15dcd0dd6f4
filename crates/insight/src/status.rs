//! What an estimate is worth: every model answers with one of four words instead of failing or returning NaN.
//!
//! Reasons are message keys with arguments (see [`crate::explain`]); this file lists all keys the models use so
//! that each can be translated. It must never hold a sentence.

use crate::explain::{Arg, Explanation};
use serde::{Deserialize, Serialize};

/// How far the numbers beside it may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A proper interior optimum.
    Ok,
    /// An estimate exists, but a parameter sits on its bound or the data hardly tell parameters apart.
    WeaklyIdentified,
    /// These data cannot determine the model, however many of them there are.
    NotIdentifiable,
    /// Not enough data to try.
    TooFew,
}

/// Why a [`Status`] is not [`Status::Ok`].
pub type Reason = Explanation;

impl Status {
    /// The word printed by `quen insight`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::WeaklyIdentified => "weakly_identified",
            Self::NotIdentifiable => "not_identifiable",
            Self::TooFew => "too_few",
        }
    }

    /// Whether parameters come with this status.
    #[must_use]
    pub fn has_estimate(self) -> bool {
        matches!(self, Self::Ok | Self::WeaklyIdentified)
    }
}

/// Every key a [`Reason`] of this crate's customer-base models can carry.
pub const REASON_KEYS: [&str; 8] = [
    TOO_FEW_CUSTOMERS,
    TOO_FEW_REPEATERS,
    TOO_SHORT_OBSERVATION,
    NO_REPEATERS,
    NO_OBSERVATION_TIME,
    NO_SPEND,
    AT_BOUND,
    FLAT_LIKELIHOOD,
];

/// Fewer customers than the model needs; args `have`, `need` (counts).
pub const TOO_FEW_CUSTOMERS: &str = "insight-too-few-customers";
/// Fewer customers with a second order than the product asks for; args `have`, `need` (counts).
pub const TOO_FEW_REPEATERS: &str = "insight-too-few-repeaters";
/// The shop has been watched for less than three of its median gaps; args `have`, `need` (days).
pub const TOO_SHORT_OBSERVATION: &str = "insight-too-short-observation";
/// Nobody has ordered twice.
pub const NO_REPEATERS: &str = "insight-no-repeaters";
/// Everybody's first order is on the day of the report.
pub const NO_OBSERVATION_TIME: &str = "insight-no-observation-time";
/// No repeat order has a positive value.
pub const NO_SPEND: &str = "insight-no-spend";
/// A parameter ended on the edge of its range; arg `parameter` (text).
pub const AT_BOUND: &str = "insight-parameter-at-bound";
/// Very different parameters explain the data equally well.
pub const FLAT_LIKELIHOOD: &str = "insight-flat-likelihood";

/// "Too early to say": `need - have` more customers are needed.
#[must_use]
pub fn too_few_customers(have: u64, need: u64) -> Reason {
    missing(TOO_FEW_CUSTOMERS, have, need)
}

/// "Too early to say": `need - have` more repeat customers are needed.
#[must_use]
pub fn too_few_repeaters(have: u64, need: u64) -> Reason {
    missing(TOO_FEW_REPEATERS, have, need)
}

fn missing(key: &'static str, have: u64, need: u64) -> Reason {
    Reason::new(key)
        .with("have", Arg::Count(have))
        .with("need", Arg::Count(need))
        .with("missing", Arg::Count(need.saturating_sub(have)))
}

/// The parameter named `parameter` ended on the edge of its range.
#[must_use]
pub fn at_bound(parameter: &str) -> Reason {
    Reason::new(AT_BOUND).with("parameter", Arg::Text(parameter.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{REASON_KEYS, Status, too_few_customers};
    use crate::explain::Arg;

    #[test]
    fn prints_as_the_contract_names_it() {
        for status in [
            Status::Ok,
            Status::WeaklyIdentified,
            Status::NotIdentifiable,
            Status::TooFew,
        ] {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
    }

    #[test]
    fn says_how_many_are_missing() {
        assert_eq!(
            too_few_customers(188, 200).arg("missing"),
            Some(&Arg::Count(12))
        );
        assert_eq!(
            too_few_customers(201, 200).arg("missing"),
            Some(&Arg::Count(0))
        );
    }

    #[test]
    fn keys_are_fluent_names_and_distinct() {
        let mut keys = REASON_KEYS.to_vec();
        assert!(
            keys.iter().all(|k| k.starts_with("insight-")
                && k.bytes().all(|b| b == b'-' || b.is_ascii_lowercase()))
        );
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), REASON_KEYS.len());
    }
}
