//! May this message go out to this party now? One judgement over law, consent, wishes and pressure. It fails closed: what is
//! not known counts against sending, and every refusal says why.

mod hours;
mod house;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike, Utc};
use chrono_tz::Tz;
use quen_vietnam::calendar::public_holidays;
use quen_vietnam::message_law::{self, AdRequest, Denial, Verdict};
use quen_vietnam::occasions;
use serde::{Deserialize, Serialize};

use crate::reasons::{Reason, Value};
use crate::{Error, Result};

pub use hours::opens;
pub use house::House;

/// Every reason that can be given; each is a message of its own and, behind `error-`, a refusal.
pub const REFUSALS: [&str; 21] = [
    "gate-gone",
    "gate-no-address",
    "gate-refused",
    "gate-quiet",
    "gate-hours",
    "gate-solemn",
    "gate-tet",
    "gate-holiday",
    "gate-week",
    "gate-month",
    "gate-quarter",
    "ad-gate-no-rule",
    "ad-gate-no-consent",
    "ad-gate-unsubscribed",
    "ad-gate-do-not-call",
    "ad-gate-do-not-call-unchecked",
    "ad-gate-no-brandname",
    "ad-gate-before-window",
    "ad-gate-after-window",
    "ad-gate-limit",
    "ad-gate-count-unknown",
];

/// The law counts hours as they are in Vietnam.
const VIETNAM: Tz = Tz::Asia__Ho_Chi_Minh;

/// A message that is about to go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outgoing<'a> {
    /// One of [`crate::consents::CHANNELS`].
    pub channel: &'a str,
    /// One of [`crate::consents::PURPOSES`]; anything else is held to the strictest.
    pub purpose: &'a str,
    /// Sent by the product itself, not by a person.
    pub automatic: bool,
}

/// What is known of the party when it is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The party is there, not in the bin, not merged, not erased.
    pub reachable: bool,
    /// There is an address on this channel.
    pub address: bool,
    /// The answer for channel and purpose; none when not asked.
    pub consent: Option<bool>,
    /// Agreed to be reached at any hour.
    pub any_hour: bool,
    /// On the do-not-call list; none when never looked up.
    pub do_not_call: Option<bool>,
    /// Offers that went out on this channel in the last 24 hours; none when not counted.
    pub ads_last_day: Option<u32>,
    /// Days of the last 7 on which we reached out.
    pub days_this_week: u32,
    /// Days of the last 30 on which we reached out.
    pub days_this_month: u32,
    /// Days of the last 90 on which we reached out.
    pub days_this_quarter: u32,
    /// The hours the party wants: from, to.
    pub hours: Option<(u32, u32)>,
    /// The party's time zone.
    pub zone: Tz,
}

/// The judgement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// It may go out.
    pub allowed: bool,
    /// Only as long as no offer is in it.
    pub without_offer: bool,
    /// Why not, the lasting reasons first; empty when allowed.
    pub reasons: Vec<Reason>,
}

impl Judgement {
    /// The first reason as a refusal.
    ///
    /// # Errors
    /// The reason's own code, one of [`REFUSALS`], when it may not go out.
    pub fn require(&self) -> Result<()> {
        let Some(reason) = self.reasons.first() else {
            return Ok(());
        };
        let known = REFUSALS.into_iter().find(|code| *code == reason.key);
        let args = reason.args.iter().filter_map(|(name, value)| {
            let name = ["from", "to", "cap", "hour", "count"]
                .into_iter()
                .find(|known| known == name)?;
            match value {
                Value::Count(count) => Some((name, count.to_string())),
                _ => None,
            }
        });
        Err(Error::Conflict {
            code: known.unwrap_or("gate-gone"),
            args: args.collect(),
        })
    }
}

/// Judges a message at an instant. Lasting reasons (no party, no address, no consent) stand before passing ones (hours,
/// holidays, pressure); the first is the one to say.
pub fn judge(message: Outgoing<'_>, known: &Known, house: &House, now: DateTime<Utc>) -> Judgement {
    let mut reasons = Vec::new();
    let mut refuse = |key: &str| reasons.push(Reason::new(key));
    if !known.reachable {
        refuse("gate-gone");
    }
    if !known.address {
        refuse("gate-no-address");
    }
    // A no is a no for every purpose; law asks for a yes only for offers.
    if known.consent == Some(false) {
        refuse("gate-refused");
    }
    let offer = !matches!(message.purpose, "service" | "care");
    if offer && let Err(denial) = lawful(message, known, now) {
        reasons.push(denied(denial));
    }
    if message.purpose != "service" {
        reasons.extend(kindly(message, known, house, now, offer));
    }
    Judgement {
        allowed: reasons.is_empty(),
        without_offer: message.purpose == "care",
        reasons,
    }
}

/// The law's own gate, at the hour in Vietnam and, for a party elsewhere, at the hour there too.
fn lawful(
    message: Outgoing<'_>,
    known: &Known,
    now: DateTime<Utc>,
) -> std::result::Result<(), Denial> {
    let channel = match message.channel {
        "phone" => "call",
        other => other,
    };
    let channel = message_law::Channel::from_key(channel).ok_or(Denial::NoRule)?;
    for zone in [VIETNAM, known.zone] {
        let request = AdRequest {
            channel,
            kind: message_law::Kind::Ad,
            local: local(now, zone),
            consent: known.consent,
            on_do_not_call_list: known.do_not_call,
            unsubscribed: known.consent == Some(false),
            sent_last_24_hours: known.ads_last_day,
            custom_hours_agreed: known.any_hour,
            brandname_registered: None,
        };
        if let Verdict::Deny(denial) = message_law::ad_gate(&request) {
            return Err(denial);
        }
    }
    Ok(())
}

/// What courtesy asks beyond the law: quiet hours, the party's own hours, holidays, not too often.
fn kindly(
    message: Outgoing<'_>,
    known: &Known,
    house: &House,
    now: DateTime<Utc>,
    offer: bool,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let there = local(now, known.zone);
    let rings = message.channel != "email";
    if rings && message.automatic && !known.any_hour && house.is_quiet(there.hour()) {
        let hours = Reason::new("gate-quiet").with("from", hour(house.quiet_from));
        reasons.push(hours.with("to", hour(house.quiet_to)));
    }
    if let Some((from, to)) = known.hours
        && rings
        && !(from..to).contains(&there.hour())
    {
        let hours = Reason::new("gate-hours").with("from", hour(from));
        reasons.push(hours.with("to", hour(to)));
    }
    if offer {
        reasons.extend(pause(house, now));
    }
    if message.automatic || offer {
        reasons.extend(pressure(known, house));
    }
    reasons
}

fn pause(house: &House, now: DateTime<Utc>) -> Option<Reason> {
    let day = local(now, VIETNAM).date();
    let holiday = || {
        public_holidays(day.year())
            .iter()
            .any(|holiday| holiday.date == day)
    };
    if occasions::is_solemn(day) {
        Some(Reason::new("gate-solemn"))
    } else if house.pause_tet && occasions::is_tet_pause(day) {
        Some(Reason::new("gate-tet"))
    } else if house.pause_holidays && holiday() {
        Some(Reason::new("gate-holiday"))
    } else {
        None
    }
}

/// The shortest window that is full: it opens again first.
fn pressure(known: &Known, house: &House) -> Option<Reason> {
    let caps = [
        ("gate-week", known.days_this_week, house.week_cap),
        ("gate-month", known.days_this_month, house.month_cap),
        ("gate-quarter", known.days_this_quarter, house.quarter_cap),
    ];
    let (key, _, cap) = caps.into_iter().find(|(_, days, cap)| days >= cap)?;
    Some(Reason::new(key).with("cap", Value::Count(cap.into())))
}

fn denied(denial: Denial) -> Reason {
    let reason = Reason::new(denial.key());
    match denial {
        Denial::BeforeWindow { opens } => reason.with("hour", hour(opens)),
        Denial::AfterWindow { closes } => reason.with("hour", hour(closes)),
        Denial::LimitReached { per_24_hours } => {
            reason.with("count", Value::Count(per_24_hours.into()))
        }
        _ => reason,
    }
}

fn hour(hour: u32) -> Value {
    Value::Count(hour.into())
}

fn local(now: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    now.with_timezone(&zone).naive_local()
}
