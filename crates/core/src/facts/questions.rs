//! The question worth asking next, and how deep the relationship has been learnt. A question is worth the part of a year's
//! value that hangs on its answer, times how unsure we are, times how easy it is to ask. Everything here is reckoned from what
//! is handed in; it must never look at what facts say.

use chrono::{DateTime, NaiveDate, Utc};
use quen_insight::learning;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{FULL, Fact, TOPICS, Topic, topic};
use crate::parties::Party;
use crate::reasons::Reason;

/// Part of a year's value that hangs on knowing everything that is worth knowing, percent (a product decision).
const LEARNT_SHARE: i64 = 20;
/// Known better than this, a topic needs no question.
const WELL_KNOWN: f64 = 0.7;
/// Known at least so far, the old answer is read out to be confirmed.
const TO_CONFIRM: f64 = 0.05;
/// A question that was put aside comes back after so many days.
pub const ASIDE_DAYS: i64 = 30;

/// What the rules look at of one fact that holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The fact.
    pub id: Uuid,
    /// Its topic.
    pub topic: String,
    /// Said, not concluded.
    pub stated: bool,
    /// How sure when it was confirmed, basis points.
    pub confidence: i64,
    /// When that was.
    pub confirmed_at: DateTime<Utc>,
    /// How often it was applied.
    pub used: i64,
}

impl From<&Fact> for Known {
    fn from(fact: &Fact) -> Self {
        Self {
            id: fact.id,
            topic: fact.topic.clone(),
            stated: fact.is_stated(),
            confidence: fact.confidence,
            confirmed_at: fact.confirmed_at,
            used: fact.used,
        }
    }
}

/// Whom a question is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whom {
    /// A person, not an organisation.
    pub person: bool,
    /// Purchase occasions so far.
    pub occasions: i64,
    /// Away longer than usual, or leaving.
    pub fading: bool,
    /// What the party is expected to bring in a year, minor units.
    pub year: i64,
}

impl Whom {
    /// Of a party whose next year is expected to bring `year`.
    pub fn of(party: &Party, year: i64) -> Self {
        Self {
            person: party.is_person(),
            occasions: party.standing.occasions,
            fading: party.standing.stage == "dissolution",
            year,
        }
    }
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// What it is about.
    pub topic: String,
    /// The fact to be confirmed; none when the answer is not known at all.
    pub fact_id: Option<Uuid>,
    /// What the answer is worth, minor units of the workspace.
    pub worth: i64,
    /// How unsure we are, basis points.
    pub unsure: i64,
    /// How easy it is to ask, percent.
    pub ease: i64,
}

/// How well a party is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Depth {
    /// 0 to 100.
    pub index: i64,
    /// What is known of what matters, basis points.
    pub knowledge: i64,
    /// What of it has been applied, basis points.
    pub usage: i64,
    /// How fresh it is, basis points.
    pub freshness: i64,
    /// Minutes the customer would have to spend to bring another supplier as far.
    pub minutes: i64,
}

impl Depth {
    /// The sentence for the owner.
    pub fn explain(&self) -> Reason {
        learning::explain(&learning::Depth {
            index: self.index as f64,
            knowledge: self.knowledge as f64 / FULL as f64,
            usage: self.usage as f64 / FULL as f64,
            freshness: self.freshness as f64 / FULL as f64,
            switching_minutes: self.minutes as f64,
            next_question: None,
        })
        .into()
    }
}

/// How deep the relationship has been learnt, from the facts that hold.
pub fn depth(known: &[Known], whom: &Whom, now: DateTime<Utc>) -> Depth {
    let topics: Vec<learning::Topic> = asked()
        .map(|topic| measured(&topic, best(known, topic.key, now), whom, now))
        .collect();
    let found = learning::depth(&topics);
    let basis = |share: f64| (share * FULL as f64).round() as i64;
    Depth {
        index: found.index.round() as i64,
        knowledge: basis(found.knowledge),
        usage: basis(found.usage),
        freshness: basis(found.freshness),
        minutes: found.switching_minutes.round() as i64,
    }
}

/// The questions worth asking, the best first; `aside` are topics that somebody put aside until a day.
pub fn questions(
    known: &[Known],
    whom: &Whom,
    aside: &[(String, NaiveDate)],
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Vec<Question> {
    let all: i64 = asked().map(|topic| weight(&topic, whom)).sum();
    let mut found: Vec<(i128, Question)> = asked()
        .filter(|topic| {
            !aside
                .iter()
                .any(|(key, until)| key == topic.key && *until > today)
        })
        .filter_map(|topic| {
            let fact = best(known, topic.key, now);
            let sure = learning::known(&measured(&topic, fact, whom, now));
            (sure < WELL_KNOWN).then(|| ask(&topic, fact, sure, (whom, all)))
        })
        .collect();
    found.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.topic.cmp(&other.topic)));
    found.into_iter().map(|(_, question)| question).collect()
}

/// The question of one topic, with its rank.
fn ask(
    topic: &Topic,
    fact: Option<&Known>,
    sure: f64,
    (whom, all): (&Whom, i64),
) -> (i128, Question) {
    let weight = weight(topic, whom);
    let unsure = ((1.0 - sure) * FULL as f64).round() as i64;
    let part = i128::from(whom.year.max(0)) * i128::from(LEARNT_SHARE) * i128::from(weight);
    let worth = part * i128::from(unsure) / (i128::from(all.max(1)) * 100 * i128::from(FULL));
    let question = Question {
        topic: topic.key.to_owned(),
        fact_id: fact.filter(|_| sure >= TO_CONFIRM).map(|fact| fact.id),
        worth: i64::try_from(worth).unwrap_or(i64::MAX),
        unsure,
        ease: topic.ease,
    };
    (
        i128::from(weight) * i128::from(unsure) * i128::from(topic.ease),
        question,
    )
}

/// The topics that are worth a question.
fn asked() -> impl Iterator<Item = Topic> {
    TOPICS.into_iter().filter(|topic| topic.key != "other")
}

/// What a topic matters for this party: papers for a business, days for a person, plans for one who is leaving, and for a
/// stranger how to reach and serve rather than habits.
fn weight(topic: &Topic, whom: &Whom) -> i64 {
    let percent = match (topic.key, whom) {
        ("invoicing", Whom { person: true, .. }) => 40,
        ("invoicing", _) => 140,
        ("dates", Whom { person: true, .. }) => 140,
        ("dates", _) => 50,
        ("plans", Whom { fading: true, .. }) => 160,
        ("quantity" | "rhythm", Whom { occasions: 0, .. }) => 40,
        _ => 100,
    };
    topic.weight * percent
}

/// The fact that says most on a topic; a word of the business's own says nothing on the known ones.
fn best<'a>(known: &'a [Known], key: &str, now: DateTime<Utc>) -> Option<&'a Known> {
    let mine = known.iter().filter(|fact| fact.topic == key);
    mine.max_by(|a, b| {
        let sure = |fact: &Known| learning::known(&plain(&topic(key), Some(fact), now));
        sure(a).total_cmp(&sure(b)).then_with(|| a.id.cmp(&b.id))
    })
}

fn measured(
    topic: &Topic,
    fact: Option<&Known>,
    whom: &Whom,
    now: DateTime<Utc>,
) -> learning::Topic {
    learning::Topic {
        weight: weight(topic, whom) as f64,
        ..plain(topic, fact, now)
    }
}

fn plain(topic: &Topic, fact: Option<&Known>, now: DateTime<Utc>) -> learning::Topic {
    const DAY: f64 = 86_400.0;
    learning::Topic {
        key: topic.key.to_owned(),
        weight: topic.weight as f64,
        minutes: topic.minutes as f64,
        half_life: topic.half_life as f64,
        fact: fact.map(|fact| learning::Fact {
            stated: fact.stated,
            confidence: fact.confidence as f64 / FULL as f64,
            days: (now - fact.confirmed_at).num_seconds().max(0) as f64 / DAY,
            used: u32::try_from(fact.used.max(0)).unwrap_or(u32::MAX),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_770_000_000, 0).unwrap()
    }

    fn known(topic: &str, days: i64, used: i64) -> Known {
        Known {
            id: Uuid::from_u128(7),
            topic: topic.to_owned(),
            stated: true,
            confidence: 9_600,
            confirmed_at: now() - TimeDelta::days(days),
            used,
        }
    }

    const SHOP: Whom = Whom {
        person: false,
        occasions: 9,
        fading: false,
        year: 120_000_000,
    };

    fn asked_of(known: &[Known], whom: &Whom) -> Vec<Question> {
        questions(known, whom, &[], now(), now().date_naive())
    }

    #[test]
    fn of_a_stranger_everything_is_worth_asking_and_the_best_comes_first() {
        let all = asked_of(&[], &SHOP);
        assert_eq!(all.len(), TOPICS.len() - 1);
        assert_eq!(all[0].topic, "delivery");
        assert!(all[0].worth > 1_000_000 && all[0].fact_id.is_none());
        let sum: i64 = all.iter().map(|question| question.worth).sum();
        assert!(
            (sum - SHOP.year * LEARNT_SHARE / 100).abs() < 100,
            "together the share that hangs on knowing: {sum}"
        );
    }

    #[test]
    fn what_is_known_and_fresh_is_not_asked_and_what_is_old_is_confirmed() {
        let fresh = known("delivery", 3, 0);
        assert!(
            asked_of(&[fresh], &SHOP)
                .iter()
                .all(|question| question.topic != "delivery")
        );
        let old = known("delivery", 900, 0);
        let again = asked_of(std::slice::from_ref(&old), &SHOP);
        let delivery = again
            .iter()
            .find(|question| question.topic == "delivery")
            .unwrap();
        assert_eq!(delivery.fact_id, Some(old.id));
        assert!(delivery.unsure < FULL && delivery.unsure > 5_000);
    }

    #[test]
    fn people_and_businesses_are_asked_different_things() {
        let person = Whom {
            person: true,
            ..SHOP
        };
        let place = |whom: &Whom, topic: &str| {
            asked_of(&[], whom)
                .iter()
                .position(|question| question.topic == topic)
                .unwrap()
        };
        assert!(place(&SHOP, "invoicing") < place(&person, "invoicing"));
        assert!(place(&person, "dates") < place(&SHOP, "dates"));
        let leaving = Whom {
            fading: true,
            ..SHOP
        };
        assert!(place(&leaving, "plans") < place(&SHOP, "plans"));
    }

    #[test]
    fn a_question_put_aside_waits() {
        let day = now().date_naive();
        let aside = [("delivery".to_owned(), day + TimeDelta::days(2))];
        let first = |aside| questions(&[], &SHOP, aside, now(), day)[0].topic.clone();
        assert_ne!(first(&aside), "delivery");
        assert_eq!(first(&[("delivery".to_owned(), day)]), "delivery");
    }

    #[test]
    fn depth_grows_by_knowing_and_by_using() {
        let nothing = depth(&[], &SHOP, now());
        let knows = depth(
            &[known("delivery", 0, 0), known("product", 0, 0)],
            &SHOP,
            now(),
        );
        let uses = depth(
            &[known("delivery", 0, 3), known("product", 0, 3)],
            &SHOP,
            now(),
        );
        assert_eq!((nothing.index, nothing.minutes), (0, 0));
        assert!(
            knows.index > 0 && uses.index > knows.index && knows.minutes == 9,
            "{knows:?} {uses:?}"
        );
        assert_eq!(nothing.explain().key, "insight-learning-nothing");
        assert_eq!(knows.explain().key, "insight-learning-depth");
    }

    proptest! {
        #[test]
        fn the_index_stays_within_its_bounds(days in 0_i64..5_000, used in -5_i64..50, topic in 0_usize..15) {
            let found = depth(&[known(TOPICS[topic].key, days, used)], &SHOP, now());
            prop_assert!((0..=100).contains(&found.index) && found.minutes >= 0);
        }
    }
}
