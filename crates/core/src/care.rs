//! Care that comes before the customer asks: a programme says for which occasion, how long before or after, on which channel
//! and with which words. It is off until somebody turns it on, and it must never decide that a message may go out: the gate of
//! [`crate::messages`] does.

mod due;
mod shares;
mod telling;
#[cfg(test)]
mod tests;
mod touches;
mod wording;

use chrono::{DateTime, NaiveDate, Utc};
use quen_vietnam::occasions::{self, Occasion, Tone};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::Problems;
use crate::parties::Party;
use crate::{Event, Noun, Problem, Result, consents, text};

pub use due::{AHEAD_DAYS, Due, Facts, WHY_KEYS, due};
pub use shares::{Answers, Counting, Episode, Month, PERSON_MONTHS, Person, SHOWN_MONTHS, Shares};
pub use telling::{Told, told, words_of};
pub use touches::{SHOWN_STATES, STATES, Touch, passes, presses, shown_state};
pub use wording::{Names, PLACEHOLDERS, fill};

/// What may call for a touch: birthday, the first order's day, a holiday, so many days after an order, the first purchase of a
/// product, the day the next order is expected, silence beyond what the stage rules bear, and only machines having spoken to a
/// customer of value.
pub const OCCASIONS: [&str; 8] = [
    "birthday",
    "anniversary",
    "holiday",
    "after_purchase",
    "guide",
    "reorder",
    "win_back",
    "human",
];
/// Off; a task for a colleague; a message by the product itself.
pub const MODES: [&str; 3] = ["off", "propose", "send"];
/// Beside the channels of consent: the one the customer prefers, and going there.
pub const CHANNELS: [&str; 7] = [
    "preferred",
    "zalo",
    "email",
    "phone",
    "sms",
    "messenger",
    "visit",
];
/// Kind words, or an offer, which needs consent by law: a birthday wish with a voucher is an offer.
pub const PURPOSES: [&str; 2] = ["care", "ads"];
/// Everybody known, those who have bought, those in the stages of expansion and commitment.
pub const AUDIENCES: [&str; 3] = ["everyone", "buyers", "regulars"];
/// Going to see the customer: no channel that a message takes.
pub const VISIT: &str = "visit";
/// The one channel on which the product itself can send.
pub const SENDS: &str = "email";
/// Source of the tasks that a programme proposes.
pub const TASK_SOURCE: &str = "care";

/// Characters of a name at most.
pub const MAX_NAME: usize = 80;
/// Characters of a subject at most.
pub const MAX_SUBJECT: usize = 200;
/// Characters of the words at most.
pub const MAX_TEXT: usize = 4_000;
/// Days before an occasion at most.
pub const MAX_BEFORE: i64 = 30;
/// Days after an occasion at most.
pub const MAX_AFTER: i64 = 365;

/// One programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// UUIDv7.
    pub id: Uuid,
    /// What the shop calls it.
    pub name: String,
    /// One of [`OCCASIONS`].
    pub occasion: String,
    /// One of [`MODES`].
    pub mode: String,
    /// One of [`CHANNELS`].
    pub channel: String,
    /// One of [`PURPOSES`].
    pub purpose: String,
    /// One of [`AUDIENCES`].
    pub audience: String,
    /// Days after the occasion, below zero before it; for `human` the days without a person.
    pub days: i64,
    /// Which holiday, for `holiday`: a key of [`holidays`].
    pub holiday: Option<String>,
    /// Which product, for `guide`.
    pub product_id: Option<Uuid>,
    /// Subject of a mail.
    pub subject: String,
    /// The words, with [`PLACEHOLDERS`].
    pub text: String,
    /// Grows with each change.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was taken away; what it did stays.
    pub removed_at: Option<DateTime<Utc>>,
}

impl Programme {
    /// How a programme for an occasion begins: proposing, on the day that fits it, without words.
    pub fn new(id: Uuid, occasion: &str, now: DateTime<Utc>) -> Self {
        let (days, audience, channel) = match occasion {
            "birthday" => (0, "everyone", "preferred"),
            "anniversary" => (0, "buyers", "preferred"),
            "holiday" => (-1, "regulars", "preferred"),
            "after_purchase" => (5, "buyers", "preferred"),
            "guide" => (2, "buyers", "preferred"),
            "reorder" => (-2, "buyers", "preferred"),
            "win_back" => (0, "buyers", "phone"),
            _ => (60, "buyers", "phone"),
        };
        Self {
            id,
            name: String::new(),
            occasion: occasion.to_owned(),
            mode: "propose".to_owned(),
            channel: channel.to_owned(),
            purpose: "care".to_owned(),
            audience: audience.to_owned(),
            days,
            holiday: None,
            product_id: None,
            subject: String::new(),
            text: String::new(),
            version: 1,
            created_at: now,
            updated_at: now,
            removed_at: None,
        }
    }

    /// Does it do anything?
    pub fn is_on(&self) -> bool {
        self.mode != "off" && self.removed_at.is_none()
    }

    /// Does the product itself send?
    pub fn sends(&self) -> bool {
        self.mode == "send"
    }

    /// Is the party one of those it is for? Nobody who is no customer.
    pub fn is_for(&self, party: &Party) -> bool {
        let customer = party.roles.iter().any(|role| role == "customer");
        let reached = match self.audience.as_str() {
            "buyers" => party.standing.occasions > 0,
            "regulars" => matches!(party.standing.stage.as_str(), "expansion" | "commitment"),
            _ => true,
        };
        customer && reached && party.deleted_at.is_none() && party.merged_into.is_none()
    }

    /// What happened to it. Its words are the shop's own and no customer's.
    pub fn event(&self, verb: &'static str) -> Event {
        Event::new(Noun::Care, verb, self.id)
            .with("name", self.name.as_str())
            .with("occasion", self.occasion.as_str())
            .with("mode", self.mode.as_str())
    }
}

/// The holidays that a programme can be about: those on which wishes fit and whose people the product can tell.
pub fn holidays() -> impl Iterator<Item = &'static Occasion> {
    let fits = |day: &&Occasion| matches!(day.tone, Tone::Public | Tone::Care | Tone::Shop);
    let known = |day: &&Occasion| matches!(day.audience.as_deref(), None | Some(WOMEN));
    occasions::all().iter().filter(fits).filter(known)
}

/// The holiday with this key.
pub fn holiday(key: &str) -> Option<&'static Occasion> {
    holidays().find(|day| day.key == key)
}

/// Days for women go to those who are addressed so.
const WOMEN: &str = "women";

/// Checks a programme before it is kept.
///
/// # Errors
/// `required`, `too-long`, `bad-choice`, `bad-number`; `care-visit-no-offer` at `purpose`; `bad-placeholder` at `subject` or `text`; `care-email-only` at `channel`
/// and `care-by-hand` at `mode` for what the product cannot send by itself.
pub fn check(mut programme: Programme) -> Result<Programme> {
    let mut problems = Problems::default();
    programme.name = text::one_line(&programme.name);
    programme.subject = text::one_line(&programme.subject);
    programme.text = text::normalise(&programme.text).trim().to_owned();
    if programme.occasion != "holiday" {
        programme.holiday = None;
    }
    if programme.occasion != "guide" {
        programme.product_id = None;
    }
    check_choices(&programme, &mut problems);
    check_words(&programme, &mut problems);
    check_days(&programme, &mut problems);
    check_sending(&programme, &mut problems);
    problems.finish()?;
    Ok(programme)
}

fn check_choices(programme: &Programme, problems: &mut Problems) {
    for (field, value, known) in [
        ("occasion", &programme.occasion, &OCCASIONS[..]),
        ("mode", &programme.mode, &MODES[..]),
        ("channel", &programme.channel, &CHANNELS[..]),
        ("purpose", &programme.purpose, &PURPOSES[..]),
        ("audience", &programme.audience, &AUDIENCES[..]),
    ] {
        if !known.contains(&value.as_str()) {
            problems.push(Problem::new(field, "bad-choice"));
        }
    }
    if programme.channel == VISIT && programme.purpose == "ads" {
        problems.push(Problem::new("purpose", "care-visit-no-offer"));
    }
    match (programme.occasion.as_str(), programme.holiday.as_deref()) {
        ("holiday", None) => problems.push(Problem::new("holiday", "required")),
        ("holiday", Some(key)) if holiday(key).is_none() => {
            problems.push(Problem::new("holiday", "bad-choice"));
        }
        _ => {}
    }
    if programme.occasion == "guide" && programme.product_id.is_none() {
        problems.push(Problem::new("product_id", "required"));
    }
}

fn check_words(programme: &Programme, problems: &mut Problems) {
    for (field, words, max) in [
        ("name", &programme.name, MAX_NAME),
        ("subject", &programme.subject, MAX_SUBJECT),
        ("text", &programme.text, MAX_TEXT),
    ] {
        if words.chars().count() > max {
            problems.push(Problem::new(field, "too-long").with("max", max));
        }
        if !wording::is_known(words) {
            problems.push(Problem::new(field, "bad-placeholder"));
        }
    }
    if programme.name.is_empty() {
        problems.push(Problem::new("name", "required"));
    }
}

/// Nothing can be done before it happened; a person must have been missed for at least a week.
fn check_days(programme: &Programme, problems: &mut Problems) {
    let least = match programme.occasion.as_str() {
        "after_purchase" | "guide" | "win_back" => 0,
        "human" => 7,
        _ => -MAX_BEFORE,
    };
    if !(least..=MAX_AFTER).contains(&programme.days) {
        problems.push(Problem::new("days", "bad-number"));
    }
}

fn check_sending(programme: &Programme, problems: &mut Problems) {
    if !programme.sends() {
        return;
    }
    if programme.occasion == "human" {
        problems.push(Problem::new("mode", "care-by-hand"));
    }
    if programme.channel != SENDS {
        problems.push(Problem::new("channel", "care-email-only"));
    }
    for (field, words) in [("subject", &programme.subject), ("text", &programme.text)] {
        if words.is_empty() {
            problems.push(Problem::new(field, "required"));
        }
    }
}

/// The channel of a touch: the programme's own, else the one that suits the party best, else the first it can be reached on.
pub fn channel_for(programme: &Programme, party: &Party, best: Option<&str>) -> String {
    if programme.channel != "preferred" {
        return programme.channel.clone();
    }
    let reachable = |channel: &&str| match *channel {
        "email" => !party.emails.is_empty(),
        "phone" | "sms" | "zalo" => !party.phones.is_empty(),
        _ => true,
    };
    let known = |channel: &&str| consents::CHANNELS.contains(channel);
    let best = best.filter(known).filter(reachable);
    let first = || ["phone", "email"].into_iter().find(|way| reachable(way));
    best.or_else(first).unwrap_or("phone").to_owned()
}

/// The hour of the day, where the customer is, at which a touch is due.
pub const HOUR: u32 = 9;

/// The instant of [`HOUR`] on a day in a zone.
pub fn instant(day: NaiveDate, zone: chrono_tz::Tz) -> DateTime<Utc> {
    instant_at(day, HOUR, zone)
}

/// The instant of an hour on a day in a zone; an hour that summer time leaves out is one later.
pub fn instant_at(day: NaiveDate, hour: u32, zone: chrono_tz::Tz) -> DateTime<Utc> {
    use chrono::TimeZone;
    let at = |hour: u32| {
        let local = day.and_hms_opt(hour, 0, 0)?;
        zone.from_local_datetime(&local).earliest()
    };
    let found = at(hour).or_else(|| at(hour + 1));
    found.map_or_else(
        || day.and_time(chrono::NaiveTime::MIN).and_utc(),
        |at| at.with_timezone(&Utc),
    )
}
