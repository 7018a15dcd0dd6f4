//! How sure a fact is now: what was sure once fades by halves, by the half-life of its topic, and a confirmation renews it
//! (INSIGHT.md, learning depth). It must never grow by itself.

use chrono::{DateTime, Utc};

use super::{Fact, topic};

/// Certain: basis points of a whole.
pub const FULL: i64 = 10_000;
/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// How sure the fact is at `now`, basis points: its confidence times [`freshness`].
pub fn certainty(fact: &Fact, now: DateTime<Utc>) -> i64 {
    certainty_of(&fact.topic, fact.confidence, fact.confirmed_at, now)
}

/// The same of a fact of this topic that was confirmed then, with that confidence in basis points.
pub(super) fn certainty_of(
    topic: &str,
    confidence: i64,
    confirmed_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> i64 {
    let sure = confidence.clamp(0, FULL) as f64;
    (sure * freshness(topic, confirmed_at, now)).round() as i64
}

/// What is left after the time since it was confirmed: `2^(-days / half-life)`, 0 to 1. An instant to come counts as now.
pub fn freshness(key: &str, confirmed_at: DateTime<Utc>, now: DateTime<Utc>) -> f64 {
    let days = (now - confirmed_at).num_seconds().max(0) as f64 / DAY;
    (-days / topic(key).half_life as f64).exp2()
}

/// Basis points as whole percent.
pub fn percent(basis_points: i64) -> u8 {
    let percent = (basis_points.clamp(0, FULL) + 50) / 100;
    u8::try_from(percent).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn fact(topic: &str, confidence: i64) -> Fact {
        Fact {
            topic: topic.to_owned(),
            confidence,
            ..Fact::new(Uuid::from_u128(1), DateTime::UNIX_EPOCH)
        }
    }

    #[test]
    fn half_is_left_after_the_half_life_of_its_topic() {
        let time = fact("time", 9_600);
        let after = |days| certainty(&time, DateTime::UNIX_EPOCH + TimeDelta::days(days));
        assert_eq!((after(0), after(365), after(730)), (9_600, 4_800, 2_400));
        assert_eq!(
            after(-3),
            9_600,
            "a clock that goes wrong makes nothing surer"
        );
        let birthday = fact("dates", 9_600);
        let later = DateTime::UNIX_EPOCH + TimeDelta::days(365);
        assert!(
            certainty(&birthday, later) > 8_900,
            "a birthday hardly fades"
        );
        assert_eq!(percent(9_550), 96);
    }

    proptest! {
        #[test]
        fn it_never_grows_by_itself(a in 0_i64..20_000, b in 0_i64..20_000, sure in 1_i64..=10_000) {
            let plan = fact("plans", sure);
            let at = |days| certainty(&plan, DateTime::UNIX_EPOCH + TimeDelta::days(days));
            prop_assert!(at(a.max(b)) <= at(a.min(b)) && at(a) <= sure);
        }
    }
}
