//! A fact that was applied to something, or that somebody refused to have applied. Counts, and never judges.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Fact;
use crate::kept::Kept;

/// What became of a fact that was offered.
pub const OUTCOMES: [&str; 2] = ["applied", "refused"];

/// One use of a fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Applied {
    /// UUIDv7.
    pub id: Uuid,
    /// The fact.
    pub fact_id: Uuid,
    /// Whose.
    pub party_id: Uuid,
    /// What it was applied to: `orders`, `interactions`, `parties` for a call.
    pub noun: String,
    /// The record.
    pub record_id: Uuid,
    /// One of [`OUTCOMES`].
    pub outcome: String,
    /// Who did.
    pub by_user: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// The fact after a use.
#[must_use]
pub fn used_in(fact: &Fact, outcome: &str, now: DateTime<Utc>) -> Fact {
    let mut after = fact.clone();
    if outcome == "applied" {
        after.used += 1;
        after.used_at = Some(now);
    } else {
        after.refused += 1;
    }
    after.touch(now);
    after
}
