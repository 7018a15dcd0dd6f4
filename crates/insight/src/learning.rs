//! How deep the relationship has been learnt: what we know of what is worth knowing, how fresh it is, how much of it is
//! used, and what the customer would have to teach a competitor again. Facts in, an index out; it never reads the facts'
//! contents.
//!
//! A topic's knowledge is `confidence × freshness`; a fact that was inferred counts half of a stated one; freshness halves
//! every half-life. The index is `100 × (0.6 knowledge + 0.4 use)`, both averaged by the topics' weights.

use crate::explain::{Arg, Explanation};

/// One topic that is worth knowing of a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Its key, such as `delivery-window`.
    pub key: String,
    /// How much it matters (0 or more).
    pub weight: f64,
    /// Minutes a customer needs to explain it.
    pub minutes: f64,
    /// Days after which a fact is worth half.
    pub half_life: f64,
    /// What we know, if anything.
    pub fact: Option<Fact>,
}

/// What is known on a topic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fact {
    /// Said by the customer, not inferred.
    pub stated: bool,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// Days since it was last said or confirmed.
    pub days: f64,
    /// How often it has been applied.
    pub used: u32,
}

/// The learning relationship with one customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Depth {
    /// 0 to 100.
    pub index: f64,
    /// Share of what matters that is known, by freshness and confidence.
    pub knowledge: f64,
    /// Share of what matters of which knowledge has been applied.
    pub usage: f64,
    /// Mean freshness of the facts there are; 0 without facts.
    pub freshness: f64,
    /// Minutes the customer would have to spend to bring another supplier as far.
    pub switching_minutes: f64,
    /// The topic to ask about next; `None` when all are known and fresh.
    pub next_question: Option<String>,
}

/// Topics known better than this need no question.
const WELL_KNOWN: f64 = 0.8;

/// After so many uses more do not count.
const FULLY_USED: f64 = 3.0;

/// The depth over all topics; topics whose numbers are not finite or weigh nothing are left out.
#[must_use]
pub fn depth(topics: &[Topic]) -> Depth {
    let sound = |topic: &&Topic| {
        topic.weight > 0.0 && topic.weight.is_finite() && topic.minutes.is_finite()
    };
    let sound: Vec<&Topic> = topics.iter().filter(sound).collect();
    let weight: f64 = sound.iter().map(|topic| topic.weight).sum();
    let share = |value: fn(&Topic) -> f64| {
        let sum: f64 = sound.iter().map(|topic| topic.weight * value(topic)).sum();
        if weight > 0.0 && sum.is_finite() {
            (sum / weight).clamp(0.0, 1.0)
        } else {
            0.0
        }
    };
    let (knowledge, usage) = (share(known), share(used));
    let ages: Vec<f64> = sound
        .iter()
        .filter_map(|topic| topic.fact.map(|fact| fresh(topic, &fact)))
        .collect();
    let freshness = if ages.is_empty() {
        0.0
    } else {
        ages.iter().sum::<f64>() / ages.len() as f64
    };
    let need = |topic: &Topic| topic.weight * (1.0 - known(topic));
    let unknown = sound.iter().filter(|topic| known(topic) < WELL_KNOWN);
    let next = unknown.max_by(|a, b| need(a).total_cmp(&need(b)).then_with(|| b.key.cmp(&a.key)));
    Depth {
        index: 100.0 * (0.6 * knowledge + 0.4 * usage),
        knowledge,
        usage,
        freshness,
        switching_minutes: sound
            .iter()
            .map(|topic| topic.minutes.max(0.0) * known(topic))
            .sum(),
        next_question: next.map(|topic| topic.key.clone()),
    }
}

/// How well a topic is known now, 0 to 1.
#[must_use]
pub fn known(topic: &Topic) -> f64 {
    topic.fact.map_or(0.0, |fact| {
        let source = if fact.stated { 1.0 } else { 0.5 };
        let sure = if fact.confidence.is_finite() {
            fact.confidence.clamp(0.0, 1.0)
        } else {
            0.0
        };
        source * sure * fresh(topic, &fact)
    })
}

fn used(topic: &Topic) -> f64 {
    topic.fact.map_or(0.0, |fact| {
        known(topic) * (f64::from(fact.used) / FULLY_USED).min(1.0)
    })
}

fn fresh(topic: &Topic, fact: &Fact) -> f64 {
    let halvings = fact.days.max(0.0) / topic.half_life;
    if halvings.is_finite() && topic.half_life > 0.0 {
        (-halvings).exp2()
    } else {
        0.0
    }
}

/// The sentence for the owner: `insight-learning-depth` (`index`, `minutes` to teach another supplier as much) or
/// `insight-learning-nothing`.
#[must_use]
pub fn explain(depth: &Depth) -> Explanation {
    if depth.knowledge <= 0.0 {
        return Explanation::new("insight-learning-nothing");
    }
    Explanation::new("insight-learning-depth")
        .with("index", Arg::Number(depth.index.round()))
        .with("minutes", Arg::Number(depth.switching_minutes.round()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn topic(key: &str, weight: f64, fact: Option<Fact>) -> Topic {
        Topic {
            key: key.into(),
            weight,
            minutes: 10.0,
            half_life: 365.0,
            fact,
        }
    }

    #[test]
    fn knowing_and_using_all_is_a_hundred() {
        let fact = Fact {
            stated: true,
            confidence: 1.0,
            days: 0.0,
            used: 3,
        };
        let full = depth(&[topic("a", 1.0, Some(fact)), topic("b", 2.0, Some(fact))]);
        assert!((full.index - 100.0).abs() < 1e-9 && full.next_question.is_none());
        assert!((full.switching_minutes - 20.0).abs() < 1e-9);
        let old = depth(&[topic(
            "a",
            1.0,
            Some(Fact {
                days: 365.0,
                ..fact
            }),
        )]);
        assert!((old.knowledge - 0.5).abs() < 1e-9 && (old.switching_minutes - 5.0).abs() < 1e-9);
        let guessed = depth(&[topic(
            "a",
            1.0,
            Some(Fact {
                stated: false,
                ..fact
            }),
        )]);
        assert!((guessed.knowledge - 0.5).abs() < 1e-9);
        assert_eq!(depth(&[]).index, 0.0);
    }

    #[test]
    fn the_next_question_is_the_heaviest_gap() {
        let fact = Fact {
            stated: true,
            confidence: 1.0,
            days: 0.0,
            used: 0,
        };
        let topics = [
            topic("a", 5.0, Some(fact)),
            topic("b", 1.0, None),
            topic("c", 2.0, None),
        ];
        assert_eq!(depth(&topics).next_question.as_deref(), Some("c"));
    }

    proptest! {
        #[test]
        fn any_facts_give_an_index_in_range_that_falls_with_age(
            rows in prop::collection::vec((prop::num::f64::ANY, prop::num::f64::ANY, 0.0..4000.0f64, 0u32..9), 0..12),
        ) {
            let at = |later: f64| {
                let fact = |c: f64, d: f64, used| Fact { stated: true, confidence: c, days: d + later, used };
                let topics: Vec<Topic> = rows
                    .iter()
                    .map(|(weight, sure, days, used)| topic("t", weight.clamp(-1e9, 1e9), Some(fact(*sure, *days, *used))))
                    .collect();
                depth(&topics)
            };
            let (now, later) = (at(0.0), at(100.0));
            prop_assert!((0.0..=100.0 + 1e-9).contains(&now.index));
            prop_assert!(later.index <= now.index + 1e-9 && later.switching_minutes <= now.switching_minutes + 1e-9);
        }
    }
}
