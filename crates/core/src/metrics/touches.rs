//! Touches of a customer, counted as they come. A note to oneself touches nobody.

use serde::{Deserialize, Serialize};

use crate::interactions::Interaction;

/// How often each side spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Touches {
    /// Begun by the party.
    pub incoming: i64,
    /// Begun by us, machines included.
    pub outgoing: i64,
    /// Both sides spoke.
    pub two_way: i64,
}

impl Touches {
    /// What one episode adds; nothing from the bin.
    pub fn of(episode: &Interaction) -> Self {
        if episode.deleted_at.is_some() || episode.kind == "note" {
            return Self::default();
        }
        Self {
            incoming: i64::from(episode.direction == "in"),
            outgoing: i64::from(episode.direction == "out"),
            two_way: i64::from(episode.is_two_way()),
        }
    }

    /// After an episode changed: as it was, taken off; as it is, put on.
    #[must_use]
    pub fn changed(self, before: Option<&Interaction>, after: Option<&Interaction>) -> Self {
        let old = before.map(Self::of).unwrap_or_default();
        let new = after.map(Self::of).unwrap_or_default();
        Self {
            incoming: self.incoming - old.incoming + new.incoming,
            outgoing: self.outgoing - old.outgoing + new.outgoing,
            two_way: self.two_way - old.two_way + new.two_way,
        }
    }

    /// Two customers found to be one.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        Self {
            incoming: self.incoming + other.incoming,
            outgoing: self.outgoing + other.outgoing,
            two_way: self.two_way + other.two_way,
        }
    }
}
