//! The best way to reach a party: as it said itself, else as its answers teach, else as was concluded of it. It must never overrule
//! what was said, and never say that a message may go out: the gate of [`crate::messages`] does.

mod learning;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{CHANNELS, Preference};
use crate::facts::{Fact, rules};
use crate::reasons::{Reason, Value};

pub use learning::{Learned, learn};

/// What can be learned, and refused to be learned: each one of the topics of facts.
pub const LEARNED: [&str; 2] = ["channel", "time"];
/// Where a stretch of hours is open at one end, it reaches to the end of the waking day.
const DAY: Hours = Hours { from: 7, to: 22 };
/// Minutes of an hour.
const HOUR: u32 = 60;

/// On what a choice rests, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Noted as the party's wish.
    Wish,
    /// A fact that the party stated.
    Said,
    /// When and how it answered.
    Answers,
    /// A fact that was concluded.
    Concluded,
}

impl Basis {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Wish, Self::Said, Self::Answers, Self::Concluded];

    /// Its word in the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Wish => "wish",
            Self::Said => "said",
            Self::Answers => "answers",
            Self::Concluded => "concluded",
        }
    }
}

/// Hours of the day where the party lives: from the first, up to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// 0 to 23.
    pub from: u32,
    /// 1 to 24.
    pub to: u32,
}

impl Hours {
    /// Does an hour lie within?
    pub fn holds(self, hour: u32) -> bool {
        (self.from..self.to).contains(&hour)
    }
}

/// Something that was chosen, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen<T> {
    /// What.
    pub value: T,
    /// On what it rests.
    pub basis: Basis,
    /// In how many answers or observations it shows; none for what was said.
    pub seen: Option<usize>,
    /// Among how many.
    pub among: Option<usize>,
    /// The fact it comes from.
    pub fact_id: Option<Uuid>,
    /// That fact in its own words.
    pub said: Option<String>,
}

impl<T> Chosen<T> {
    fn new(value: T, basis: Basis) -> Self {
        Self {
            value,
            basis,
            seen: None,
            among: None,
            fact_id: None,
            said: None,
        }
    }

    /// Learned or concluded, not said; only this can be refused.
    pub fn is_learned(&self) -> bool {
        matches!(self.basis, Basis::Answers | Basis::Concluded)
    }
}

/// The best channel and the best hours, as far as known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    /// One of [`CHANNELS`].
    pub channel: Option<Chosen<String>>,
    /// Where the party lives.
    pub hours: Option<Chosen<Hours>>,
    /// What of [`LEARNED`] somebody refused to have learned.
    pub refused: Vec<String>,
}

/// What the best way is chosen from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Material<'a> {
    /// What the party wished.
    pub wish: Option<&'a Preference>,
    /// Its facts about [`LEARNED`].
    pub facts: &'a [Fact],
    /// Channel and local hour of each of its answers, newest first.
    pub answers: &'a [(String, u32)],
    /// What of [`LEARNED`] was refused.
    pub refused: &'a [String],
}

/// Every key of a sentence that [`Ways::said`] gives.
pub fn keys() -> impl Iterator<Item = String> {
    Basis::ALL.into_iter().flat_map(|basis| {
        let channels = CHANNELS.into_iter().map(move |channel| key(basis, channel));
        channels.chain([key(basis, "hours")])
    })
}

fn key(basis: Basis, what: &str) -> String {
    format!("way-{}-{what}", basis.code())
}

impl Ways {
    /// Chooses.
    pub fn of(material: Material<'_>) -> Self {
        let Material { facts, answers, .. } = material;
        let may_learn = |what: &str| !material.refused.iter().any(|refused| refused == what);
        let learned = |what: &str| if may_learn(what) { answers } else { &[] };
        let guessed = |what: &str| if may_learn(what) { facts } else { &[] };
        let wish = material.wish;
        let channel = wish
            .and_then(|wish| wish.channel.clone())
            .map(|channel| Chosen::new(channel, Basis::Wish))
            .or_else(|| told(facts, Basis::Said, "channel", channel_of))
            .or_else(|| learning::usual_channel(learned("channel")))
            .or_else(|| told(guessed("channel"), Basis::Concluded, "channel", channel_of));
        let hours = wish
            .and_then(wished_hours)
            .map(|hours| Chosen::new(hours, Basis::Wish))
            .or_else(|| told(facts, Basis::Said, "time", hours_of))
            .or_else(|| learning::usual_hours(learned("time")))
            .or_else(|| told(guessed("time"), Basis::Concluded, "time", hours_of));
        Self {
            channel,
            hours,
            refused: material.refused.to_vec(),
        }
    }

    /// The best channel.
    pub fn channel(&self) -> Option<&str> {
        self.channel.as_ref().map(|chosen| chosen.value.as_str())
    }

    /// The best hours.
    pub fn hours(&self) -> Option<Hours> {
        self.hours.as_ref().map(|chosen| chosen.value)
    }

    /// Channel and hours in a sentence each, with what they rest on, by the topic they are about.
    pub fn said(&self) -> Vec<(&'static str, Reason)> {
        let channel = self.channel.as_ref().map(|chosen| {
            let sentence = Reason::new(&key(chosen.basis, &chosen.value));
            ("channel", counted(chosen, sentence))
        });
        let hours = self.hours.as_ref().map(|chosen| {
            let sentence = Reason::new(&key(chosen.basis, "hours"));
            let sentence = match &chosen.said {
                // Half-open hours are told as they were said.
                Some(said) => sentence.with("said", Value::Text(said.clone())),
                None => sentence
                    .with("from", Value::Count(chosen.value.from.into()))
                    .with("to", Value::Count(chosen.value.to.into())),
            };
            ("time", counted(chosen, sentence))
        });
        channel.into_iter().chain(hours).collect()
    }
}

/// The sentence with its evidence, where answers are counted.
fn counted<T>(chosen: &Chosen<T>, sentence: Reason) -> Reason {
    let count = |number: usize| Value::Count(u64::try_from(number).unwrap_or(u64::MAX));
    match (chosen.basis, chosen.seen, chosen.among) {
        (Basis::Answers, Some(seen), Some(among)) => sentence
            .with("seen", count(seen))
            .with("among", count(among)),
        _ => sentence,
    }
}

fn wished_hours(wish: &Preference) -> Option<Hours> {
    let hour = |hour: Option<i64>| hour.and_then(|hour| u32::try_from(hour).ok());
    let (from, to) = hour(wish.from_hour).zip(hour(wish.to_hour))?;
    Some(Hours { from, to })
}

/// What the facts of a topic say, stated or concluded, the surest first.
fn told<T>(
    facts: &[Fact],
    basis: Basis,
    topic: &str,
    read: impl Fn(&Fact) -> Option<T>,
) -> Option<Chosen<T>> {
    // What is kept for selling or for counting alone does not steer how somebody is reached.
    let fits = |fact: &&Fact| {
        fact.topic == topic
            && fact.is_stated() == (basis == Basis::Said)
            && fact.is_current()
            && matches!(fact.purpose.as_str(), "service" | "care")
    };
    let count = |number: Option<i64>| number.and_then(|number| usize::try_from(number).ok());
    let mut facts: Vec<&Fact> = facts.iter().filter(fits).collect();
    facts.sort_by_key(|fact| Reverse(fact.certainty));
    facts.into_iter().find_map(|fact| {
        Some(Chosen {
            seen: count(fact.evidence),
            among: count(fact.evidence_of),
            fact_id: Some(fact.id),
            said: Some(fact.statement.clone()),
            ..Chosen::new(read(fact)?, basis)
        })
    })
}

fn channel_of(fact: &Fact) -> Option<String> {
    let said = fact.value.as_str()?;
    let known = CHANNELS.into_iter().find(|channel| *channel == said);
    known.map(str::to_owned)
}

/// The full hours that lie quite within a stretch of time.
fn hours_of(fact: &Fact) -> Option<Hours> {
    let minute = |name: &str| rules::read::clock(fact.value.get(name)?.as_str()?);
    let (from, to) = (minute("from"), minute("to"));
    if from.is_none() && to.is_none() {
        return None;
    }
    let from = from.map_or(DAY.from, |minute| minute.div_ceil(HOUR));
    let to = to.map_or(DAY.to, |minute| minute / HOUR);
    (from < to && to <= 24).then_some(Hours { from, to })
}
