//! Which of the many facts of a party its page needs in full. It decides by a few columns of each; it must choose whatever the
//! page would choose if it had them all.

use std::cmp::Reverse;
use std::collections::HashSet;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::certainty::certainty_of;
use super::questions::Known;
use crate::delights::{self, Candidate};

/// Facts a page shows before the rest is one click away.
pub const SHOWN: usize = 8;
/// Facts a letter is reminded of.
pub const IN_LETTERS: usize = 3;

/// As much of a fact that holds as the choice needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Sketch {
    /// What questions look at.
    pub known: Known,
    /// The record it was noted from.
    pub source_id: Option<Uuid>,
    /// What it may be used for.
    pub purpose: String,
    /// It is about a day of the year.
    pub has_day: bool,
}

/// Does a letter to the customer mind facts of this topic and purpose: the language, and what they like or cannot stand?
pub fn is_for_letters(topic: &str, purpose: &str) -> bool {
    matches!(topic, "language" | "product" | "dislikes" | "time")
        && matches!(purpose, "service" | "care")
}

/// The surest, those noted from one of these records, what a letter minds, and what could delight.
pub fn excerpt(sketches: &[Sketch], sources: &HashSet<Uuid>, now: DateTime<Utc>) -> HashSet<Uuid> {
    let mut all: Vec<(i64, &Sketch)> = sketches
        .iter()
        .map(|sketch| {
            let known = &sketch.known;
            let certainty = certainty_of(&known.topic, known.confidence, known.confirmed_at, now);
            (certainty, sketch)
        })
        .collect();
    all.sort_unstable_by_key(|(certainty, sketch)| {
        Reverse((*certainty, sketch.known.confirmed_at, sketch.known.id))
    });
    let id = |(_, sketch): &(i64, &Sketch)| sketch.known.id;
    let mut chosen: HashSet<Uuid> = all.iter().take(SHOWN).map(id).collect();
    let noted = |sketch: &Sketch| sketch.source_id.is_some_and(|id| sources.contains(&id));
    chosen.extend(all.iter().filter(|(_, sketch)| noted(sketch)).map(id));
    let minded = |sketch: &Sketch| is_for_letters(&sketch.known.topic, &sketch.purpose);
    let minded = all.iter().filter(|(_, sketch)| minded(sketch));
    chosen.extend(minded.take(IN_LETTERS).map(id));
    chosen.extend(delights::candidates(all.iter().map(
        |(certainty, sketch)| Candidate {
            id: sketch.known.id,
            topic: &sketch.known.topic,
            stated: sketch.known.stated,
            certainty: *certainty,
            confirmed_at: sketch.known.confirmed_at,
            has_day: sketch.has_day,
        },
    )));
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delights::{Known as Customer, delights};
    use crate::facts::{Fact, TOPICS, certainty};
    use crate::parties::Party;
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use serde_json::json;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000, 0).unwrap()
    }

    /// A made-up fact: topic, days since it was confirmed, confidence, stated, episode.
    type Made = (usize, i64, i64, bool, u128);

    fn fact(n: usize, (topic, days, confidence, stated, source): Made) -> Fact {
        let topic = TOPICS[topic % TOPICS.len()].key;
        let day = json!({ "calendar": "solar", "month": 1 + n % 12, "day": 1 + n % 28 });
        let mut fact = Fact {
            topic: topic.to_owned(),
            statement: format!("Điều thứ {n}"),
            value: if topic == "dates" { day } else { json!(null) },
            basis: if stated { "stated" } else { "inferred" }.to_owned(),
            state: "current".to_owned(),
            purpose: ["service", "care", "marketing"][n % 3].to_owned(),
            source_id: Some(Uuid::from_u128(source)),
            confidence,
            confirmed_at: now() - TimeDelta::days(days),
            ..Fact::new(Uuid::from_u128(1_000 + n as u128), now())
        };
        fact.certainty = certainty(&fact, now());
        fact
    }

    fn sketch(fact: &Fact) -> Sketch {
        Sketch {
            known: Known::from(fact),
            source_id: fact.source_id,
            purpose: fact.purpose.clone(),
            has_day: fact.value.get("month").is_some(),
        }
    }

    fn letters(facts: &[Fact]) -> Vec<Uuid> {
        let minded = facts
            .iter()
            .filter(|fact| is_for_letters(&fact.topic, &fact.purpose));
        minded.take(IN_LETTERS).map(|fact| fact.id).collect()
    }

    proptest! {
        #[test]
        fn the_page_of_an_excerpt_is_the_page_of_all(
            made in prop::collection::vec((0_usize..15, 0_i64..2_000, 0_i64..10_001, any::<bool>(), 0_u128..9), 0..80)
        ) {
            let mut facts: Vec<Fact> = made.into_iter().enumerate().map(|(n, made)| fact(n, made)).collect();
            facts.sort_by_key(|fact| Reverse((fact.certainty, fact.confirmed_at, fact.id)));
            let sources: HashSet<Uuid> = [3, 5].map(Uuid::from_u128).into();
            let sketches: Vec<Sketch> = facts.iter().map(sketch).collect();
            let chosen = excerpt(&sketches, &sources, now());
            let part: Vec<Fact> = facts.iter().filter(|fact| chosen.contains(&fact.id)).cloned().collect();
            prop_assert_eq!(part.iter().take(SHOWN).collect::<Vec<_>>(), facts.iter().take(SHOWN).collect::<Vec<_>>());
            prop_assert_eq!(letters(&part), letters(&facts));
            let noted = |all: &[Fact]| all.iter().filter(|fact| fact.source_id.is_some_and(|id| sources.contains(&id))).count();
            prop_assert_eq!(noted(&part), noted(&facts));
            let party = Party::new(Uuid::from_u128(1), "person", "Ngọc", now());
            let say = |facts: &[Fact]| {
                delights(Customer { party: &party, facts, promises: &[], given_on: None, today: now().date_naive() })
            };
            prop_assert_eq!(say(&part), say(&facts));
        }
    }

    #[test]
    fn of_a_long_memory_little_is_needed() {
        let facts: Vec<Fact> = (0..500)
            .map(|n| fact(n, (3, n as i64, 9_000, true, 1)))
            .collect();
        let sketches: Vec<Sketch> = facts.iter().map(sketch).collect();
        assert!(excerpt(&sketches, &HashSet::new(), now()).len() <= SHOWN + IN_LETTERS + 3);
    }
}
