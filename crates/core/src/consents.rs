//! What a party agreed to hear: per channel and purpose yes, no, or not asked, each answer with its wording, time, proof and
//! source. Silence is never a yes.

mod ways;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::Problems;
use crate::{Error, Event, Noun, Problem, Result, text};

pub use ways::{Basis, Chosen, Hours, LEARNED, Learned, Material, Ways, keys as way_keys, learn};

/// Ways to reach somebody.
pub const CHANNELS: [&str; 5] = ["zalo", "email", "phone", "sms", "messenger"];
/// What a message is for: orders and requests under way; thanks, wishes and questions; offers.
pub const PURPOSES: [&str; 3] = ["service", "care", "ads"];
/// What is no message: an outside machine reads what was noted of the party, to suggest what to remember.
pub const PROCESSING: &str = "processing";
/// Stands where a channel would in an answer on [`PROCESSING`].
pub const NOTES: &str = "notes";
/// All that can be agreed to.
pub const AIMS: [&str; 4] = ["service", "care", "ads", PROCESSING];
/// All that stands in the channel of an answer.
pub const MEDIA: [&str; 6] = ["zalo", "email", "phone", "sms", "messenger", NOTES];
/// What can be said; no record at all means not asked.
pub const ANSWERS: [&str; 2] = ["yes", "no"];
/// Where an answer came from.
pub const SOURCES: [&str; 7] = [
    "portal",
    "in_person",
    "phone",
    "message",
    "form",
    "link",
    "import",
];
/// Characters of a proof at most.
pub const MAX_PROOF: usize = 500;
/// Characters of a wording at most.
pub const MAX_WORDING: usize = 2_000;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// One of [`MEDIA`].
    pub channel: String,
    /// One of [`AIMS`].
    pub purpose: String,
    /// One of [`ANSWERS`].
    pub answer: String,
    /// Version of the words that were asked with.
    pub wording: Option<i64>,
    /// One of [`SOURCES`].
    pub source: String,
    /// Where the proof lies, or what it is.
    pub proof: Option<String>,
    /// Agreed to be reached at any hour.
    pub any_hour: bool,
    /// The colleague who noted it; none when the party answered itself.
    pub by_user: Option<Uuid>,
    /// When it was given.
    pub at: DateTime<Utc>,
}

impl Consent {
    /// Was it a yes?
    pub fn is_given(&self) -> bool {
        self.answer == "yes"
    }

    /// What happened, for the timeline. Channel, purpose and answer are kept as proof, the proof's words can be erased.
    pub fn event(&self, party: Uuid) -> Event {
        let verb = match (self.purpose == PROCESSING, self.is_given()) {
            (false, true) => "given",
            (false, false) => "refused",
            (true, true) => "reading_allowed",
            (true, false) => "reading_refused",
        };
        Event::new(Noun::Consents, verb, party)
            .on(Some(party))
            .with("channel", self.channel.as_str())
            .with("purpose", self.purpose.as_str())
            .with("source", self.source.as_str())
            .with("wording", self.wording)
            .changed("proof", serde_json::Value::Null, self.proof.clone().into())
    }
}

/// May an outside machine read what was noted of the party that gave these answers?
pub fn may_be_read(answers: &[Consent]) -> bool {
    let asked = |answer: &&Consent| answer.purpose == PROCESSING;
    answers.iter().find(asked).is_some_and(Consent::is_given)
}

/// Checks an answer before it is kept. A yes to offers needs a proof, unless the party gave it itself in the portal. An answer on
/// [`PROCESSING`] is about no channel.
///
/// # Errors
/// `bad-choice`, `too-long`; `required` at `proof`.
pub fn check(mut consent: Consent) -> Result<Consent> {
    let mut problems = Problems::default();
    if consent.purpose == PROCESSING {
        NOTES.clone_into(&mut consent.channel);
    }
    let channels = match consent.purpose == PROCESSING {
        true => &MEDIA[..],
        false => &CHANNELS[..],
    };
    for (field, value, known) in [
        ("channel", &consent.channel, channels),
        ("purpose", &consent.purpose, &AIMS[..]),
        ("answer", &consent.answer, &ANSWERS[..]),
        ("source", &consent.source, &SOURCES[..]),
    ] {
        if !known.contains(&value.as_str()) {
            problems.push(Problem::new(field, "bad-choice"));
        }
    }
    let proof = text::one_line(consent.proof.as_deref().unwrap_or_default());
    if proof.chars().count() > MAX_PROOF {
        problems.push(Problem::new("proof", "too-long").with("max", MAX_PROOF));
    }
    let proves_itself = matches!(consent.source.as_str(), "portal" | "link");
    if consent.is_given() && consent.purpose == "ads" && proof.is_empty() && !proves_itself {
        problems.push(Problem::new("proof", "required"));
    }
    consent.proof = (!proof.is_empty()).then_some(proof);
    problems.finish()?;
    Ok(consent)
}

/// Which of two answers holds when two records turn out to be one party: a no always does, else the later one.
pub fn stricter(a: &Consent, b: &Consent) -> Consent {
    let rank = |consent: &Consent| (!consent.is_given(), consent.at);
    if rank(b) > rank(a) {
        b.clone()
    } else {
        a.clone()
    }
}

/// How and when a party wants to be reached.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preference {
    /// One of [`CHANNELS`].
    pub channel: Option<String>,
    /// First hour of the day, in the party's own time zone.
    pub from_hour: Option<i64>,
    /// The hour from which on no more.
    pub to_hour: Option<i64>,
    /// IANA name; the shop's when none.
    pub time_zone: Option<String>,
    /// Stands on the do-not-call list; none when that was never looked up.
    pub do_not_call: Option<bool>,
    /// The day the list was looked at.
    pub do_not_call_on: Option<NaiveDate>,
    /// Who said so: one of [`SOURCES`].
    pub source: String,
}

/// Checks a preference before it is kept.
///
/// # Errors
/// `bad-choice` at the field; `bad-number` for an hour outside 0 to 24 or a window that is empty.
pub fn check_preference(preference: Preference) -> Result<Preference> {
    let mut problems = Problems::default();
    let known = |channel: &String| CHANNELS.contains(&channel.as_str());
    if !preference.channel.as_ref().is_none_or(known) {
        problems.push(Problem::new("channel", "bad-choice"));
    }
    let is_zone = |zone: &String| zone.parse::<chrono_tz::Tz>().is_ok();
    if !preference.time_zone.as_ref().is_none_or(is_zone) {
        problems.push(Problem::new("time_zone", "bad-choice"));
    }
    if !SOURCES.contains(&preference.source.as_str()) {
        problems.push(Problem::new("source", "bad-choice"));
    }
    let window = (preference.from_hour, preference.to_hour);
    let fine = match window {
        (None, None) => true,
        (Some(from), Some(to)) => (0..24).contains(&from) && from < to && to <= 24,
        _ => false,
    };
    if !fine {
        problems.push(Problem::new("from_hour", "bad-number"));
    }
    problems.finish()?;
    Ok(preference)
}

/// The words of a consent, checked.
///
/// # Errors
/// `required` or `too-long` at `text`.
pub fn check_wording(words: &str) -> Result<String> {
    let words = text::normalise(words).trim().to_owned();
    match words.chars().count() {
        0 => Err(Error::invalid("text", "required")),
        n if n > MAX_WORDING => Err(Problem::new("text", "too-long")
            .with("max", MAX_WORDING)
            .into()),
        _ => Ok(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yes(purpose: &str, source: &str, proof: &str) -> Consent {
        Consent {
            channel: "email".into(),
            purpose: purpose.into(),
            answer: "yes".into(),
            wording: Some(1),
            source: source.into(),
            proof: Some(proof.into()),
            any_hour: false,
            by_user: None,
            at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_yes_to_offers_is_proved_or_the_partys_own() {
        assert!(check(yes("ads", "phone", "gọi ngày 2/3, ghi âm 12")).is_ok());
        assert!(check(yes("ads", "portal", "")).is_ok());
        assert!(check(yes("care", "phone", " ")).is_ok());
        let bare = check(yes("ads", "phone", " ")).unwrap_err();
        assert_eq!(bare, Error::invalid("proof", "required"));
        let Err(Error::Invalid(problems)) = check(Consent {
            channel: "pigeon".into(),
            answer: "maybe".into(),
            ..yes("spam", "x", &"a".repeat(501))
        }) else {
            panic!("refused")
        };
        assert_eq!(problems.len(), 5);
    }

    #[test]
    fn leave_to_read_is_about_no_channel_and_is_never_silent() {
        let leave = check(yes(PROCESSING, "phone", "")).unwrap();
        assert_eq!(leave.channel, NOTES);
        assert!(may_be_read(std::slice::from_ref(&leave)));
        let no = Consent {
            answer: "no".into(),
            ..leave
        };
        assert!(!may_be_read(&[yes("care", "phone", ""), no]) && !may_be_read(&[]));
        let offers = Consent {
            channel: NOTES.into(),
            ..yes("care", "phone", "")
        };
        assert_eq!(
            check(offers).unwrap_err(),
            Error::invalid("channel", "bad-choice")
        );
    }

    #[test]
    fn a_no_outlives_a_merge() {
        let earlier = Consent {
            answer: "no".into(),
            ..yes("ads", "portal", "")
        };
        let later = Consent {
            at: earlier.at + chrono::TimeDelta::days(9),
            ..yes("ads", "portal", "")
        };
        assert_eq!(stricter(&earlier, &later).answer, "no");
        assert_eq!(stricter(&later, &earlier).answer, "no");
        let latest = Consent {
            at: later.at + chrono::TimeDelta::days(9),
            wording: Some(2),
            ..later.clone()
        };
        assert_eq!(stricter(&later, &latest).wording, Some(2));
    }

    #[test]
    fn hours_make_a_window_of_the_day() {
        let window = |from_hour, to_hour| {
            check_preference(Preference {
                from_hour,
                to_hour,
                source: "phone".into(),
                ..Preference::default()
            })
        };
        assert!(
            window(Some(14), Some(17)).is_ok()
                && window(Some(0), Some(24)).is_ok()
                && window(None, None).is_ok()
        );
        for bad in [
            (Some(17), Some(14)),
            (Some(24), Some(25)),
            (Some(-1), Some(3)),
            (Some(9), None),
            (None, Some(9)),
        ] {
            assert!(window(bad.0, bad.1).is_err(), "{bad:?}");
        }
        let mars = Preference {
            time_zone: Some("Mars/Olympus".into()),
            source: "phone".into(),
            ..Preference::default()
        };
        assert_eq!(
            check_preference(mars).unwrap_err(),
            Error::invalid("time_zone", "bad-choice")
        );
    }
}
