//! Which facts hold. Facts with one place cannot all be true: what was stated goes before what was concluded, the newest
//! before the older. It is reckoned anew from all of them each time, so that facts that come or go by a merge or its undoing
//! fall into their right place by themselves.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Fact, shape, topic};

/// A fact that stands otherwise than it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The fact.
    pub id: Uuid,
    /// `current` or `superseded`.
    pub state: &'static str,
    /// What holds instead.
    pub replaced_by: Option<Uuid>,
}

/// What a fact stands against: its topic and the shape of its value where only one answer holds; liking and disliking the
/// same thing; else the very thing.
pub(super) fn place(fact: &Fact) -> String {
    let key = fact.key();
    match fact.topic.as_str() {
        "product" | "dislikes" => format!("taste:{key}"),
        known if topic(known).single && !fact.apart => {
            format!("{known}:{}", shape(&fact.value).word())
        }
        known => format!("{known}={key}"),
    }
}

/// The facts whose stored standing is no longer right. Withdrawn and binned ones do not count.
pub fn stand(facts: &[Fact]) -> Vec<Change> {
    let mut places: BTreeMap<String, Vec<&Fact>> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| counts(fact)) {
        places.entry(fact.place()).or_default().push(fact);
    }
    let mut changes = Vec::new();
    for mut rivals in places.into_values() {
        rivals.sort_by_key(|fact| Reverse(strength(fact)));
        let winner = rivals.first().map(|fact| fact.id);
        for fact in rivals {
            let wins = Some(fact.id) == winner;
            let state = if wins { "current" } else { "superseded" };
            let replaced_by = winner.filter(|_| !wins);
            if fact.state != state || fact.replaced_by != replaced_by {
                changes.push(Change {
                    id: fact.id,
                    state,
                    replaced_by,
                });
            }
        }
    }
    changes
}

/// Pairs of a fact that holds and one that says otherwise, which nobody has looked at since: what a person should settle. A
/// conclusion older than what was stated later is no contradiction, it is merely out of date.
pub fn contradictions(facts: &[Fact]) -> Vec<(&Fact, &Fact)> {
    let holding = |id: Uuid| facts.iter().find(|fact| fact.id == id && fact.is_current());
    let open = facts.iter().filter(|fact| {
        counts(fact) && fact.state == "superseded" && fact.settled_at < Some(fact.confirmed_at)
    });
    open.filter_map(|fact| Some((holding(fact.replaced_by?)?, fact)))
        .filter(|(holds, other)| holds.key() != other.key() || holds.topic != other.topic)
        .filter(|(holds, other)| other.is_stated() || other.confirmed_at > holds.confirmed_at)
        .filter(|(holds, other)| {
            holds.settled_at < Some(holds.confirmed_at.max(other.confirmed_at))
        })
        .collect()
}

fn counts(fact: &Fact) -> bool {
    fact.withdrawn_at.is_none() && fact.deleted_at.is_none()
}

/// Total: no two different facts are equal.
fn strength(fact: &Fact) -> (bool, DateTime<Utc>, Option<DateTime<Utc>>, Uuid) {
    (
        fact.is_stated(),
        fact.confirmed_at,
        fact.settled_at,
        fact.id,
    )
}
