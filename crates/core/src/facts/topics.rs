//! The topics that facts are about, with what each is worth knowing. The list grows: any other short word may be a topic too,
//! and counts as [`OTHER`]. Weights, minutes and half-lives are product decisions, stated here and nowhere else.

use crate::text;

/// A topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Topic {
    /// Word in the API and the database.
    pub key: &'static str,
    /// One answer holds at a time; a new one replaces the old.
    pub single: bool,
    /// How much it matters, against the others.
    pub weight: i64,
    /// Minutes a customer needs to explain it.
    pub minutes: i64,
    /// Days after which a fact is worth half.
    pub half_life: i64,
    /// How easy it is to ask, percent.
    pub ease: i64,
}

const fn single(key: &'static str, figures: [i64; 4]) -> Topic {
    let [weight, minutes, half_life, ease] = figures;
    Topic {
        key,
        single: true,
        weight,
        minutes,
        half_life,
        ease,
    }
}

const fn several(key: &'static str, figures: [i64; 4]) -> Topic {
    Topic {
        single: false,
        ..single(key, figures)
    }
}

/// What any word of the business's own counts as.
pub const OTHER: Topic = several("other", [2, 3, 365, 50]);

/// The known topics, in the order in which people see them: weight, minutes, half-life in days, ease in percent.
pub const TOPICS: [Topic; 15] = [
    several("product", [10, 5, 540, 90]),
    several("dislikes", [8, 4, 540, 60]),
    single("quantity", [6, 2, 365, 80]),
    single("rhythm", [6, 2, 365, 70]),
    single("packaging", [6, 3, 730, 85]),
    single("delivery", [10, 4, 545, 95]),
    single("invoicing", [8, 4, 730, 75]),
    single("payment", [7, 3, 545, 70]),
    single("channel", [8, 1, 545, 95]),
    single("time", [7, 1, 365, 95]),
    single("language", [2, 1, 1825, 90]),
    several("plans", [9, 5, 180, 65]),
    several("people", [5, 3, 730, 50]),
    several("dates", [4, 1, 3650, 55]),
    OTHER,
];

/// Characters of a topic's word at most.
const MAX_KEY: usize = 40;

/// The topic with this word; [`OTHER`] for a word of the business's own.
pub fn topic(key: &str) -> Topic {
    let known = TOPICS.into_iter().find(|topic| topic.key == key);
    known.unwrap_or(OTHER)
}

/// A topic's word as it is stored: folded, with underscores; `None` when nothing usable is left or it is too long.
pub fn topic_key(typed: &str) -> Option<String> {
    let key = text::folded_words(typed).join("_");
    let fits = !key.is_empty() && key.len() <= MAX_KEY;
    (fits && key.starts_with(|first: char| first.is_ascii_alphabetic())).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_own_are_topics_too() {
        assert!(topic("delivery").single && !topic("may_pha").single);
        assert_eq!(topic("may_pha").key, "other");
        assert_eq!(topic_key(" Máy pha ").as_deref(), Some("may_pha"));
        assert_eq!(topic_key("delivery").as_deref(), Some("delivery"));
        assert_eq!(
            (topic_key("12"), topic_key("!"), topic_key(&"a".repeat(41))),
            (None, None, None)
        );
    }

    #[test]
    fn each_topic_is_there_once_and_worth_something() {
        for (place, topic) in TOPICS.iter().enumerate() {
            assert!(
                TOPICS
                    .iter()
                    .skip(place + 1)
                    .all(|other| other.key != topic.key)
            );
            assert!(topic.weight > 0 && topic.minutes > 0 && topic.half_life > 0 && topic.ease > 0);
        }
    }
}
