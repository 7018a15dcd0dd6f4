//! `compliance.*`: adverts, labels, brand names and clocks.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta};
use serde_json::{Value, json};

use super::fields::Line;
use super::{LocaleError, Rule};
use crate::calendar::WorkingCalendar;
use crate::message_law::{
    AdRequest, Breach, Channel, Denial, Kind, Verdict, ad_gate, breach_deadline, check_brandname,
    complaint_clocks, data_subject_clocks, label,
};

pub fn rule(part: &str) -> Option<Rule> {
    Some(match part {
        "ad_gate" => gate,
        "label" => labelled,
        "brandname" => brandname,
        "dsr_deadlines" => data_subject,
        "complaint" => complaint,
        "breach" => breach,
        _ => return None,
    })
}

fn gate(line: &Line<'_>) -> Result<Value, LocaleError> {
    let verdict = match Channel::from_key(line.text("channel")?) {
        Some(channel) => ad_gate(&request(line, channel)?),
        None => Verdict::Deny(Denial::NoRule),
    };
    let why = match verdict {
        Verdict::Deny(denial) => Some(json!(denial.to_string())),
        _ => None,
    };
    line.with([("expect", Some(json!(verdict.key()))), ("why", why)])
}

fn request(line: &Line<'_>, channel: Channel) -> Result<AdRequest, LocaleError> {
    let sent = line.whole_or_none("sent_24h")?;
    Ok(AdRequest {
        channel,
        kind: Kind::from_key(line.text_or_none("kind")?.unwrap_or_default()),
        local: local_time(line)?,
        consent: line.flag_or_none("consent")?,
        on_do_not_call_list: line.flag_or_none("dnc")?,
        unsubscribed: line.flag_or_none("unsubscribed")?.unwrap_or(false),
        sent_last_24_hours: sent.map(|sent| u32::try_from(sent).unwrap_or(u32::MAX)),
        custom_hours_agreed: line.flag_or_none("custom_hours_agreed")?.unwrap_or(false),
        brandname_registered: line.flag_or_none("brandname_registered")?,
    })
}

/// `local` as the clock in Vietnam shows it, or `utc`; an offset in either is honoured.
fn local_time(line: &Line<'_>) -> Result<NaiveDateTime, LocaleError> {
    const VIETNAM: TimeDelta = TimeDelta::hours(7);
    let (key, shift) = if line.get("local").is_some() {
        ("local", TimeDelta::zero())
    } else {
        ("utc", VIETNAM)
    };
    let text = line.text(key)?;
    let time = match instant(text) {
        Some((instant, _)) => instant.naive_utc().checked_add_signed(VIETNAM),
        None => naive(text).and_then(|time| time.checked_add_signed(shift)),
    };
    time.ok_or_else(|| {
        LocaleError::BadInput(format!("{key}: a time like 2026-11-23T07:00 expected"))
    })
}

fn naive(text: &str) -> Option<NaiveDateTime> {
    let formats = [
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d %H:%M:%S%.f",
    ];
    formats
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
}

/// A time with its offset, and whether it was written with seconds.
fn instant(text: &str) -> Option<(DateTime<FixedOffset>, bool)> {
    let text = text
        .strip_suffix(['Z', 'z'])
        .map_or_else(|| text.to_owned(), |time| format!("{time}+00:00"));
    let with_seconds = DateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S%.f%:z").ok();
    with_seconds.map(|time| (time, true)).or_else(|| {
        Some((
            DateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M%:z").ok()?,
            false,
        ))
    })
}

fn labelled(line: &Line<'_>) -> Result<Value, LocaleError> {
    line.with([("expect", Some(json!(label(line.text("input")?))))])
}

fn brandname(line: &Line<'_>) -> Result<Value, LocaleError> {
    let checked = check_brandname(line.text("brandname")?, NaiveDate::MAX);
    line.with([
        ("valid", Some(json!(checked.is_ok()))),
        ("why", checked.err().map(|error| json!(error.to_string()))),
    ])
}

fn data_subject(line: &Line<'_>) -> Result<Value, LocaleError> {
    let via_processor = line.flag_or_none("via_processor")?.unwrap_or(false);
    let calendar = WorkingCalendar::default();
    let clocks = data_subject_clocks(
        line.text("request")?,
        line.date("received")?,
        via_processor,
        &calendar,
    );
    line.with([
        ("ack_due", Some(json!(clocks.map(|clocks| clocks.ack_due)))),
        (
            "fulfil_due",
            Some(json!(clocks.map(|clocks| clocks.fulfil_due))),
        ),
        (
            "one_extension_days",
            Some(json!(clocks.map(|clocks| clocks.extension_days))),
        ),
    ])
}

fn complaint(line: &Line<'_>) -> Result<Value, LocaleError> {
    let clocks = complaint_clocks(line.date("received")?, &WorkingCalendar::default());
    line.with([
        ("ack_due", Some(json!(clocks.map(|clocks| clocks.ack_due)))),
        (
            "negotiation_start_due",
            Some(json!(clocks.map(|clocks| clocks.negotiation_start_due))),
        ),
    ])
}

/// The deadline is written as the time was: with its offset, and seconds only if it had them.
fn breach(line: &Line<'_>) -> Result<Value, LocaleError> {
    let event = line.text("event")?.to_lowercase();
    let consumer = event.contains("consumer")
        || (event.contains("attack") && !event.contains("personal data"));
    let kind = if consumer {
        Breach::ConsumerSystem
    } else {
        Breach::PersonalData
    };
    let (at, seconds) = instant(line.text("at")?).ok_or_else(|| {
        LocaleError::BadInput("at: a time like 2026-10-05T09:30+07:00 expected".into())
    })?;
    let format = if seconds {
        "%Y-%m-%dT%H:%M:%S%:z"
    } else {
        "%Y-%m-%dT%H:%M%:z"
    };
    let deadline = breach_deadline(kind, at);
    line.with([
        (
            "notify_authority_by",
            Some(json!(deadline.map(|(by, _)| by.format(format).to_string()))),
        ),
        ("rule", Some(json!(deadline.map(|(_, rule)| rule)))),
    ])
}
