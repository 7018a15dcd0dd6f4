//! Links between parties: works at, belongs to, referred by, household. A link has a direction and is read from both ends;
//! a party must never be linked to itself.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::Problems;
use crate::{Event, Noun, Problem, Result, text};

/// Characters of a title at most.
const MAX_TITLE: usize = 120;

/// What one party is to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person works at an organisation.
    WorksAt,
    /// An organisation or a person belongs to a larger organisation.
    BelongsTo,
    /// The one was brought by the other.
    ReferredBy,
    /// They live in one household; the same from both ends.
    Household,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 4] = [
        Self::WorksAt,
        Self::BelongsTo,
        Self::ReferredBy,
        Self::Household,
    ];

    /// Word in the API and the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::WorksAt => "works_at",
            Self::BelongsTo => "belongs_to",
            Self::ReferredBy => "referred_by",
            Self::Household => "household",
        }
    }

    /// The kind with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Message key of the link as read from its beginning: "works at".
    pub fn label(self) -> &'static str {
        match self {
            Self::WorksAt => "link-works-at",
            Self::BelongsTo => "link-belongs-to",
            Self::ReferredBy => "link-referred-by",
            Self::Household => "link-household",
        }
    }

    /// Message key of the link as read from its end: "has as colleague".
    pub fn inverse_label(self) -> &'static str {
        match self {
            Self::WorksAt => "link-works-at-inverse",
            Self::BelongsTo => "link-belongs-to-inverse",
            Self::ReferredBy => "link-referred-by-inverse",
            Self::Household => "link-household",
        }
    }

    /// Means the same from both ends?
    pub fn is_mutual(self) -> bool {
        self == Self::Household
    }
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// UUIDv7.
    pub id: Uuid,
    /// The one.
    pub from_id: Uuid,
    /// The other.
    pub to_id: Uuid,
    /// What the one is to the other.
    pub kind: Kind,
    /// Position or part, for instance buyer.
    pub title: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// A new link. A mutual one is kept from the smaller id to the larger, so that it cannot be made twice.
///
/// # Errors
/// `self-link` or `wrong-kind` at `to_id`, `too-long` at `title`. `ends` says of each party whether it is a person.
pub fn create(
    id: Uuid,
    ends: [(Uuid, bool); 2],
    kind: Kind,
    title: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(Link, Event)> {
    let [(from_id, from_is_person), (to_id, to_is_person)] = ends;
    let mut problems = Problems::default();
    if from_id == to_id {
        problems.push(Problem::new("to_id", "self-link"));
    }
    let fits = match kind {
        Kind::WorksAt => from_is_person && !to_is_person,
        Kind::BelongsTo => !to_is_person,
        Kind::Household => from_is_person && to_is_person,
        Kind::ReferredBy => true,
    };
    if !fits {
        problems.push(Problem::new("to_id", "wrong-kind"));
    }
    let title = title.map(text::one_line).filter(|title| !title.is_empty());
    if title
        .as_ref()
        .is_some_and(|title| title.chars().count() > MAX_TITLE)
    {
        problems.push(Problem::new("title", "too-long").with("max", MAX_TITLE));
    }
    problems.finish()?;
    let turned = kind.is_mutual() && to_id < from_id;
    let (from_id, to_id) = if turned {
        (to_id, from_id)
    } else {
        (from_id, to_id)
    };
    let link = Link {
        id,
        from_id,
        to_id,
        kind,
        title,
        created_at: now,
    };
    let event = event(&link, "created");
    Ok((link, event))
}

/// What happened to a link, for the timeline of the party it begins at.
pub fn event(link: &Link, verb: &'static str) -> Event {
    Event::new(Noun::Links, verb, link.id)
        .on(Some(link.from_id))
        .with("kind", link.kind.code())
        .with("to", link.to_id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Uuid = Uuid::from_u128(1);
    const TWO: Uuid = Uuid::from_u128(2);

    fn link(ends: [(Uuid, bool); 2], kind: Kind) -> Result<Link> {
        create(
            Uuid::from_u128(9),
            ends,
            kind,
            Some("  người  mua "),
            DateTime::UNIX_EPOCH,
        )
        .map(|made| made.0)
    }

    #[test]
    fn people_work_at_organisations_and_nobody_at_themselves() {
        let works = link([(ONE, true), (TWO, false)], Kind::WorksAt).unwrap();
        assert_eq!(
            (works.from_id, works.title.as_deref()),
            (ONE, Some("người mua"))
        );
        assert!(link([(ONE, false), (TWO, false)], Kind::WorksAt).is_err());
        assert!(link([(ONE, true), (TWO, true)], Kind::BelongsTo).is_err());
        assert!(link([(ONE, true), (TWO, false)], Kind::Household).is_err());
        for kind in Kind::ALL {
            assert!(link([(ONE, true), (ONE, true)], kind).is_err(), "{kind:?}");
        }
    }

    #[test]
    fn a_household_is_one_link_from_whichever_end() {
        let there = link([(ONE, true), (TWO, true)], Kind::Household).unwrap();
        let back = link([(TWO, true), (ONE, true)], Kind::Household).unwrap();
        assert_eq!(there, back);
        assert_ne!(
            link([(ONE, true), (TWO, true)], Kind::ReferredBy).unwrap(),
            link([(TWO, true), (ONE, true)], Kind::ReferredBy).unwrap()
        );
    }

    #[test]
    fn kinds_have_words() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
            assert_eq!(kind.label() == kind.inverse_label(), kind.is_mutual());
        }
    }
}
