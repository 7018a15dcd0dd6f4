//! What could be done beyond what a customer expects, out of what the memory holds: a day that matters, a plan, a liking, a promise
//! that was broken. A suggestion is never acted upon by itself, and none comes while the last one still is in the air.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::dates;
use crate::facts::Fact;
use crate::fields::Birthday;
use crate::parties::Party;
use crate::promises::Promise;
use crate::reasons::{Reason, Value};
use crate::today::next_birthday;

/// Keys of the sentences, the weightiest first.
pub const KEYS: [&str; 6] = [
    "delight-mended",
    "delight-day",
    "delight-plan",
    "delight-jubilee",
    "delight-likes",
    "delight-dislike",
];
/// Days between two: what comes every week is soon expected.
pub const REST_DAYS: i64 = 60;
/// A day is worth preparing so many days before.
const AHEAD_DAYS: i64 = 21;
/// A broken promise is remembered so long.
const BROKEN_DAYS: i64 = 45;
/// Facts below this certainty would embarrass, basis points.
const SURE: i64 = 5_000;
/// Suggestions at most.
const MOST: usize = 3;
/// Purchases worth a word, reached with the next one.
const JUBILEES: [i64; 6] = [10, 25, 50, 100, 200, 500];

/// One suggestion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Delight {
    /// What to do and why, in words of the memory.
    pub reason: Reason,
    /// The fact it came from.
    pub fact_id: Option<Uuid>,
    /// The promise it came from.
    pub promise_id: Option<Uuid>,
}

/// What is known of a customer.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Who.
    pub party: &'a Party,
    /// What holds of them.
    pub facts: &'a [Fact],
    /// What was promised, open or ended.
    pub promises: &'a [Promise],
    /// The day on which they last got a gift, a help or a concession.
    pub given_on: Option<NaiveDate>,
    /// Today in the shop.
    pub today: NaiveDate,
}

/// What could delight, the weightiest first; nothing while the last time is less than [`REST_DAYS`] ago.
pub fn delights(known: Known<'_>) -> Vec<Delight> {
    let beyond = known.promises.iter().filter(|promise| promise.beyond);
    let beyond = beyond.filter_map(|promise| promise.delivered_on);
    let last = beyond.chain(known.given_on).max();
    if last.is_some_and(|last| (known.today - last).num_days() < REST_DAYS) {
        return Vec::new();
    }
    let all = [mended(known), day(known), plan(known), jubilee(known)];
    let all = all
        .into_iter()
        .chain([told(known, "product"), told(known, "dislikes")]);
    all.flatten().take(MOST).collect()
}

fn of(reason: Reason) -> Delight {
    Delight {
        reason,
        fact_id: None,
        promise_id: None,
    }
}

fn words(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A promise that was broken lately: the next one is kept better than asked.
fn mended(known: Known<'_>) -> Option<Delight> {
    let lately = |promise: &&Promise| {
        let since = promise.settled_at.map(|at| at.date_naive());
        promise.state == "broken"
            && since.is_some_and(|on| (known.today - on).num_days() <= BROKEN_DAYS)
    };
    let broken = known.promises.iter().find(lately)?;
    Some(Delight {
        promise_id: Some(broken.id),
        ..of(Reason::new("delight-mended").with("promise", words(&broken.text)))
    })
}

/// A day that matters to them, soon.
fn day(known: Known<'_>) -> Option<Delight> {
    let coming = sure(known, "dates").filter_map(|fact| {
        let day: Birthday = serde_json::from_value(fact.value.clone()).ok()?;
        let day = Some(day).filter(Birthday::is_possible)?;
        Some((next_birthday(&day, known.today, AHEAD_DAYS)?, fact))
    });
    let (on, fact) = coming.min_by_key(|(on, fact)| (*on, fact.id))?;
    let reason = Reason::new("delight-day").with("what", words(&fact.statement));
    Some(Delight {
        fact_id: Some(fact.id),
        ..of(reason.with("day", Value::Day(dates::number(on))))
    })
}

fn plan(known: Known<'_>) -> Option<Delight> {
    let newest = sure(known, "plans").max_by_key(|fact| (fact.confirmed_at, fact.id))?;
    Some(Delight {
        fact_id: Some(newest.id),
        ..of(Reason::new("delight-plan").with("what", words(&newest.statement)))
    })
}

/// The next purchase is a round one.
fn jubilee(known: Known<'_>) -> Option<Delight> {
    let next = known.party.standing.occasions + 1;
    let count = u64::try_from(next)
        .ok()
        .filter(|_| JUBILEES.contains(&next))?;
    Some(of(
        Reason::new("delight-jubilee").with("count", Value::Count(count))
    ))
}

/// What they like, or cannot stand; the surest of it.
fn told(known: Known<'_>, topic: &str) -> Option<Delight> {
    let key = if topic == "product" {
        "delight-likes"
    } else {
        "delight-dislike"
    };
    let surest = sure(known, topic).max_by_key(|fact| (fact.certainty, fact.id))?;
    Some(Delight {
        fact_id: Some(surest.id),
        ..of(Reason::new(key).with("what", words(&surest.statement)))
    })
}

/// As much of a fact that holds as tells whether it could lead to a suggestion.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The fact.
    pub id: Uuid,
    /// Its topic.
    pub topic: &'a str,
    /// Said, not concluded.
    pub stated: bool,
    /// How sure it is today, basis points.
    pub certainty: i64,
    /// When it was confirmed.
    pub confirmed_at: DateTime<Utc>,
    /// It is about a day of the year.
    pub has_day: bool,
}

/// The facts that [`delights`] must see: those about days, the newest plan, the surest liking and dislike.
pub fn candidates<'a>(all: impl Iterator<Item = Candidate<'a>>) -> Vec<Uuid> {
    let sure: Vec<Candidate<'_>> = all
        .filter(|one| one.stated && one.certainty >= SURE)
        .collect();
    let of = |topic: &'static str| sure.iter().filter(move |one| one.topic == topic);
    let surest = |topic| of(topic).max_by_key(|one| (one.certainty, one.id));
    let plan = of("plans").max_by_key(|one| (one.confirmed_at, one.id));
    let days = of("dates").filter(|one| one.has_day);
    let rest = [plan, surest("product"), surest("dislikes")];
    days.chain(rest.into_iter().flatten())
        .map(|one| one.id)
        .collect()
}

/// What they said themselves of a topic and still holds.
fn sure<'a>(known: Known<'a>, topic: &str) -> impl Iterator<Item = &'a Fact> {
    let topic = topic.to_owned();
    known.facts.iter().filter(move |fact| {
        fact.topic == topic && fact.state == "current" && fact.is_stated() && fact.certainty >= SURE
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use serde_json::json;

    fn now() -> DateTime<Utc> {
        "2026-11-20T03:00:00Z".parse().unwrap()
    }

    fn fact(topic: &str, statement: &str) -> Fact {
        Fact {
            topic: topic.into(),
            statement: statement.into(),
            basis: "stated".into(),
            state: "current".into(),
            certainty: 9_000,
            ..Fact::new(Uuid::from_u128(7), now())
        }
    }

    fn keys(
        party: &Party,
        facts: &[Fact],
        promises: &[Promise],
        given: Option<i64>,
    ) -> Vec<String> {
        let today = now().date_naive();
        let found = delights(Known {
            party,
            facts,
            promises,
            given_on: given.map(|days| today - TimeDelta::days(days)),
            today,
        });
        found.into_iter().map(|one| one.reason.key).collect()
    }

    #[test]
    fn the_memory_says_what_could_delight_and_not_too_often() {
        let party = Party::new(Uuid::from_u128(1), "person", "An", now());
        let day = Fact {
            value: json!({ "calendar": "solar", "month": 12, "day": 1, "leap": false }),
            ..fact("dates", "Ngày 1/12 mở quán")
        };
        let facts = [
            fact("product", "Thích rang vừa"),
            day,
            fact("plans", "Sắp mở quán thứ hai"),
            fact("dislikes", "Không thích chua"),
        ];
        let told = keys(&party, &facts, &[], None);
        assert_eq!(told, ["delight-day", "delight-plan", "delight-likes"]);
        assert!(keys(&party, &facts, &[], Some(REST_DAYS - 1)).is_empty());
        assert_eq!(keys(&party, &facts, &[], Some(REST_DAYS)).len(), 3);
    }

    #[test]
    fn what_is_guessed_unsure_or_far_away_delights_nobody() {
        let party = Party::new(Uuid::from_u128(1), "person", "An", now());
        let far = Fact {
            value: json!({ "calendar": "solar", "month": 2, "day": 1, "leap": false }),
            ..fact("dates", "Ngày 1/2")
        };
        let guessed = Fact {
            basis: "inferred".into(),
            ..fact("product", "Thường mua rang vừa")
        };
        let faded = Fact {
            certainty: SURE - 1,
            ..fact("dislikes", "Không thích chua")
        };
        let gone = Fact {
            state: "replaced".into(),
            ..fact("plans", "Sắp mở quán")
        };
        assert!(keys(&party, &[far, guessed, faded, gone], &[], None).is_empty());
    }

    #[test]
    fn a_broken_promise_and_a_round_purchase_are_noticed() {
        let mut party = Party::new(Uuid::from_u128(1), "person", "An", now());
        party.standing.occasions = 24;
        let broken = Promise {
            text: "Giao trước 9 giờ".into(),
            state: "broken".into(),
            settled_at: Some(now() - TimeDelta::days(3)),
            ..Promise::new(Uuid::from_u128(2), now())
        };
        let told = keys(&party, &[], std::slice::from_ref(&broken), None);
        assert_eq!(told, ["delight-mended", "delight-jubilee"]);
        let old = Promise {
            settled_at: Some(now() - TimeDelta::days(BROKEN_DAYS + 1)),
            ..broken.clone()
        };
        assert_eq!(keys(&party, &[], &[old], None), ["delight-jubilee"]);
        let beyond = Promise {
            state: "kept".into(),
            beyond: true,
            delivered_on: Some(now().date_naive()),
            ..broken.clone()
        };
        assert!(keys(&party, &[], &[broken, beyond], None).is_empty());
    }
}
