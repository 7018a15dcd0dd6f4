//! Links between parties: who works where, who belongs together, who brought whom. A link says nothing of money.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Error, Problem, Result, text};

/// Kinds of link, read from `from` to `to`.
pub const KINDS: [&str; 4] = ["works_at", "belongs_to", "referred_by", "household"];
/// Message keys of a kind as read from its beginning ("works at") and from its end ("has as colleague").
pub fn labels(kind: &str) -> [&'static str; 2] {
    match kind {
        "works_at" => ["link-works-at", "link-works-at-inverse"],
        "belongs_to" => ["link-belongs-to", "link-belongs-to-inverse"],
        "referred_by" => ["link-referred-by", "link-referred-by-inverse"],
        _ => ["link-household", "link-household"],
    }
}

/// Characters of a title at most.
const MAX_TITLE: usize = 120;

/// One link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// UUIDv7.
    pub id: Uuid,
    /// The one of whom it is said.
    pub from_id: Uuid,
    /// The one it leads to.
    pub to_id: Uuid,
    /// One of [`KINDS`].
    pub kind: String,
    /// What `from` is there: buyer, accountant.
    pub title: Option<String>,
    /// Since when it is known.
    pub created_at: DateTime<Utc>,
    /// Name of the one.
    pub from_name: String,
    /// Name of the other.
    pub to_name: String,
}

impl Link {
    /// The other end, seen from one of them: id and name.
    pub fn other(&self, party: Uuid) -> (Uuid, &str) {
        if self.from_id == party {
            (self.to_id, &self.to_name)
        } else {
            (self.from_id, &self.from_name)
        }
    }
}

/// Checks a link to be made; answers its title on one line. `to_kind` is the kind of the party it leads to.
///
/// # Errors
/// `bad-choice` at `kind`, `own-link` or `not-an-organization` at `to_id`, `too-long` at `title`.
pub fn check(
    from: Uuid,
    to: Uuid,
    to_kind: &str,
    kind: &str,
    title: Option<&str>,
) -> Result<Option<String>> {
    if !KINDS.contains(&kind) {
        return Err(Error::invalid("kind", "bad-choice"));
    }
    if from == to {
        return Err(Error::invalid("to_id", "own-link"));
    }
    if kind == "works_at" && to_kind != "organization" {
        return Err(Error::invalid("to_id", "not-an-organization"));
    }
    let title = title.map(text::one_line).filter(|title| !title.is_empty());
    if title
        .as_ref()
        .is_some_and(|title| title.chars().count() > MAX_TITLE)
    {
        return Err(Problem::new("title", "too-long")
            .with("max", MAX_TITLE)
            .into());
    }
    Ok(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_works_at_an_organisation_and_nobody_is_linked_to_the_own_self() {
        let (an, cafe) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let tried = |to, to_kind, kind| check(an, to, to_kind, kind, Some("  Thu   mua "));
        assert_eq!(
            tried(cafe, "organization", "works_at").unwrap().as_deref(),
            Some("Thu mua")
        );
        for (to, to_kind, kind) in [
            (cafe, "person", "works_at"),
            (an, "person", "household"),
            (cafe, "organization", "friend"),
        ] {
            assert!(tried(to, to_kind, kind).is_err(), "{kind}");
        }
        assert!(check(an, cafe, "person", "referred_by", Some(&"x".repeat(121))).is_err());
    }
}
