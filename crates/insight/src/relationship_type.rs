//! The seven relationship types as a rule over facts and stage: editable thresholds, first match, with evidence. It must
//! not decide a stage; it reads one.
//!
//! | key `type-evidence-…` | arguments | says |
//! |---|---|---|
//! | `by-hand` | | somebody set it |
//! | `no-order` | | interest, no order yet |
//! | `first-order` | `days` | days since the first order |
//! | `committed` | | the stage is commitment |
//! | `can-return` | `margin` | fading, but earned this so far |
//! | `no-talk` | `days` (left out when never) | orders without a two-way interaction |
//! | `orders` | `count` | has ordered |

use crate::explain::{Arg, Explanation};
use crate::stage::Stage;
use serde::{Deserialize, Serialize};

/// The seven types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RelationshipType {
    /// Set by hand: we plan together.
    Strategic,
    /// Set by hand: bound to a project.
    Project,
    /// Just begun, or interest without an order.
    New,
    /// In commitment.
    Loyal,
    /// Fading but earned money: can return.
    Prospective,
    /// Buys, does not talk.
    Exchange,
    /// All others with an order.
    Current,
}

impl RelationshipType {
    /// All seven in the order in which they are tried.
    pub const ALL: [Self; 7] = [
        Self::Strategic,
        Self::Project,
        Self::New,
        Self::Loyal,
        Self::Prospective,
        Self::Exchange,
        Self::Current,
    ];

    /// The key used in data, addresses and translations.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Strategic => "strategic",
            Self::Project => "project",
            Self::New => "new",
            Self::Loyal => "loyal",
            Self::Prospective => "prospective",
            Self::Exchange => "exchange",
            Self::Current => "current",
        }
    }

    /// The type of a [key](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether it is only ever set by hand.
    #[must_use]
    pub const fn by_hand(self) -> bool {
        matches!(self, Self::Strategic | Self::Project)
    }
}

/// Every evidence key of this file, for the translators.
pub const EVIDENCE_KEYS: [&str; 7] = [
    "type-evidence-by-hand",
    "type-evidence-no-order",
    "type-evidence-first-order",
    "type-evidence-committed",
    "type-evidence-can-return",
    "type-evidence-no-talk",
    "type-evidence-orders",
];

/// Thresholds with their defaults (INSIGHT, section 4).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TypeRules {
    /// New for so many days after the first order (90) …
    pub new_days: f64,
    /// … or so many of the customer's gaps (2), whichever is longer.
    pub new_gaps: f64,
    /// Prospective only with more than this margin so far, smallest unit (0).
    pub return_margin: i64,
    /// Exchange from so many orders (3) …
    pub exchange_occasions: u32,
    /// … without a two-way interaction in so many days (365).
    pub exchange_silent_days: i32,
}

impl Default for TypeRules {
    fn default() -> Self {
        Self {
            new_days: 90.0,
            new_gaps: 2.0,
            return_margin: 0,
            exchange_occasions: 3,
            exchange_silent_days: 365,
        }
    }
}

/// The facts of one account. Days count from 1970-01-01.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TypeFacts {
    /// The day asked about.
    pub as_of: i32,
    /// Set by a person; only strategic and project count here.
    pub by_hand: Option<RelationshipType>,
    /// The stage on that day.
    pub stage: Stage,
    /// Purchase occasions so far.
    pub occasions: u32,
    /// Day of the first occasion.
    pub first_occasion: Option<i32>,
    /// Day of the last two-way interaction.
    pub last_contact: Option<i32>,
    /// The customer's gap in days ([`crate::stage::StageRules::gap_days`]).
    pub gap_days: f64,
    /// Margin of all time, smallest unit.
    pub margin: i64,
}

/// A type with its reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Typed {
    /// The first type that matched.
    pub kind: RelationshipType,
    /// Why; never empty.
    pub evidence: Vec<Explanation>,
}

/// The relationship type: the first rule that matches, in the order of [`RelationshipType::ALL`].
#[must_use]
pub fn relationship_type(facts: &TypeFacts, rules: &TypeRules) -> Typed {
    let reason = |kind, evidence: Explanation| Typed {
        kind,
        evidence: vec![evidence],
    };
    if let Some(kind) = facts.by_hand.filter(|kind| kind.by_hand()) {
        return reason(kind, Explanation::new("type-evidence-by-hand"));
    }
    let Some(first) = facts.first_occasion.filter(|_| facts.occasions > 0) else {
        return reason(
            RelationshipType::New,
            Explanation::new("type-evidence-no-order"),
        );
    };
    let age = facts.as_of.saturating_sub(first);
    if f64::from(age) <= rules.new_days.max(rules.new_gaps * facts.gap_days) {
        let days = Arg::Days(i64::from(age));
        return reason(
            RelationshipType::New,
            Explanation::new("type-evidence-first-order").with("days", days),
        );
    }
    if facts.stage == Stage::Commitment {
        return reason(
            RelationshipType::Loyal,
            Explanation::new("type-evidence-committed"),
        );
    }
    if facts.stage == Stage::Dissolution && facts.margin > rules.return_margin {
        let earned =
            Explanation::new("type-evidence-can-return").with("margin", Arg::Minor(facts.margin));
        return reason(RelationshipType::Prospective, earned);
    }
    let orders = Explanation::new("type-evidence-orders")
        .with("count", Arg::Count(u64::from(facts.occasions)));
    if let Some(silent) =
        no_talk(facts, rules).filter(|_| facts.occasions >= rules.exchange_occasions)
    {
        return Typed {
            kind: RelationshipType::Exchange,
            evidence: vec![silent, orders],
        };
    }
    reason(RelationshipType::Current, orders)
}

fn no_talk(facts: &TypeFacts, rules: &TypeRules) -> Option<Explanation> {
    let silent = Explanation::new("type-evidence-no-talk");
    let Some(last) = facts.last_contact else {
        return Some(silent);
    };
    let days = facts.as_of.saturating_sub(last);
    (days > rules.exchange_silent_days).then(|| silent.with("days", Arg::Days(i64::from(days))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn facts() -> TypeFacts {
        TypeFacts {
            as_of: 1000,
            by_hand: None,
            stage: Stage::Exploration,
            occasions: 5,
            first_occasion: Some(500),
            last_contact: Some(900),
            gap_days: 30.0,
            margin: 10,
        }
    }

    fn kind(facts: &TypeFacts) -> RelationshipType {
        relationship_type(facts, &TypeRules::default()).kind
    }

    #[test]
    fn the_first_rule_that_matches_wins() {
        let by_hand = TypeFacts {
            by_hand: Some(RelationshipType::Strategic),
            ..facts()
        };
        assert_eq!(kind(&by_hand), RelationshipType::Strategic);
        let not_by_hand = TypeFacts {
            by_hand: Some(RelationshipType::Loyal),
            ..facts()
        };
        assert_eq!(kind(&not_by_hand), RelationshipType::Current);
        assert_eq!(
            kind(&TypeFacts {
                occasions: 0,
                first_occasion: None,
                ..facts()
            }),
            RelationshipType::New
        );
        let young = TypeFacts {
            first_occasion: Some(910),
            stage: Stage::Commitment,
            ..facts()
        };
        assert_eq!(kind(&young), RelationshipType::New);
        assert_eq!(
            kind(&TypeFacts {
                first_occasion: Some(909),
                ..facts()
            }),
            RelationshipType::Current
        );
        let slow = TypeFacts {
            gap_days: 60.0,
            first_occasion: Some(880),
            ..facts()
        };
        assert_eq!(kind(&slow), RelationshipType::New);
        assert_eq!(
            kind(&TypeFacts {
                stage: Stage::Commitment,
                ..facts()
            }),
            RelationshipType::Loyal
        );
        let lost = TypeFacts {
            stage: Stage::Dissolution,
            ..facts()
        };
        assert_eq!(kind(&lost), RelationshipType::Prospective);
        assert_eq!(
            kind(&TypeFacts { margin: 0, ..lost }),
            RelationshipType::Current
        );
        assert_eq!(
            kind(&TypeFacts {
                last_contact: Some(634),
                ..facts()
            }),
            RelationshipType::Exchange
        );
        assert_eq!(
            kind(&TypeFacts {
                last_contact: Some(635),
                ..facts()
            }),
            RelationshipType::Current
        );
        assert_eq!(
            kind(&TypeFacts {
                last_contact: None,
                occasions: 2,
                ..facts()
            }),
            RelationshipType::Current
        );
    }

    proptest! {
        #[test]
        fn every_account_has_one_type_with_a_listed_reason(
            as_of: i32, first: Option<i32>, contact: Option<i32>, occasions: u32, gap in prop::num::f64::ANY, margin: i64,
        ) {
            let facts = TypeFacts {
                as_of, by_hand: None, stage: Stage::Dissolution, occasions, first_occasion: first,
                last_contact: contact, gap_days: gap, margin,
            };
            let typed = relationship_type(&facts, &TypeRules::default());
            prop_assert!(typed.evidence.iter().all(|evidence| EVIDENCE_KEYS.contains(&evidence.key)));
            prop_assert_eq!(RelationshipType::from_key(typed.kind.key()), Some(typed.kind));
            prop_assert!(!typed.kind.by_hand());
        }
    }
}
