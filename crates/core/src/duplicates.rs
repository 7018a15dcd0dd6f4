//! Which records are the same party: made for Vietnamese names, phones and companies; and which records of any other kind are
//! the same, by their declared fields. Pure: it says how sure it is and why, it must never merge anything.
//!
//! The method is that of Fellegi and Sunter (A Theory for Record Linkage, 1969): each agreement or disagreement of two
//! records is weighed by how much likelier it is among records of one party than among those of two, in bits; the sum with
//! the chance beforehand is the evidence. A name weighs by how rare its words are, a phone or mail by how few share it.

mod blocks;
mod book;
mod canonical;
mod compare;
mod keys;
mod names;
mod organizations;
mod records;
mod scan;
mod shares;
mod traits;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::reasons::Reason;

pub use book::{Book, Census};
pub use canonical::email as canonical_email;
pub use compare::compare;
pub use records::Scan as RecordScan;
pub use scan::Scan;
pub use traits::Traits;

/// Evidence in bits from which a pair is suggested as certain: of a hundred such pairs in the made book more than ninety-nine
/// are one party.
pub const AUTOMATIC: f64 = 3.2;
/// Evidence in bits from which a pair is worth a look: odds of one to four.
pub const WORTH_A_LOOK: f64 = -2.0;

/// How alike two records are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Likeness {
    /// Evidence in bits: the binary logarithm of the odds that both are one party.
    pub bits: f64,
    /// What speaks for and against it, the strongest first. Without the values themselves.
    pub reasons: Vec<Reason>,
}

impl Likeness {
    /// The chance that both are one party, in basis points.
    pub fn chance(&self) -> i64 {
        let odds = self.bits.clamp(-30.0, 30.0).exp2();
        // Between 0 and 10,000, far within the range.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a share of ten thousand fits"
        )]
        let chance = (odds / (1.0 + odds) * 10_000.0).round() as i64;
        chance
    }

    /// Sure enough to be suggested without a second look?
    pub fn is_automatic(&self) -> bool {
        self.bits >= AUTOMATIC
    }
}

/// Two records that are alike, the smaller id first.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The smaller id.
    pub one: Uuid,
    /// The larger id.
    pub other: Uuid,
    /// How alike.
    pub likeness: Likeness,
}

impl Pair {
    /// A pair in its one order.
    pub fn new(one: Uuid, other: Uuid, likeness: Likeness) -> Self {
        Self {
            one: one.min(other),
            other: one.max(other),
            likeness,
        }
    }
}
