//! What people ask about their data, [breaches] of it and the file on its [impact], each with the clock of the law (dated tables of
//! `quen-vietnam`). It must never extend a deadline by itself, and never twice.

pub mod breaches;
pub mod impact;

use chrono::{DateTime, Days, NaiveDate, Utc};
use quen_vietnam::calendar::{WorkingCalendar, WorkingWeek as Week};
use quen_vietnam::message_law;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::workspaces::WorkingWeek;
use crate::{Error, Event, Noun, Problem, Result, text};

pub use breaches::{BREACHES, Breach, Standing, notified, report};

/// What can be asked.
pub const KINDS: [&str; 7] = [
    "access",
    "provide_copy",
    "rectify",
    "restrict",
    "object",
    "withdraw_consent",
    "erase",
];
/// How it can end.
pub const OUTCOMES: [&str; 2] = ["fulfilled", "refused"];
/// Characters of any text here at most.
pub const MAX_TEXT: usize = 2_000;

/// One request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// UUIDv7.
    pub id: Uuid,
    /// Who asks, once known.
    pub party_id: Option<Uuid>,
    /// One of [`KINDS`].
    pub kind: String,
    /// Where it came from, as for consents.
    pub source: String,
    /// What was said.
    pub note: Option<String>,
    /// The day it came.
    pub received_on: NaiveDate,
    /// By when the procedure is told.
    pub ack_due: NaiveDate,
    /// By when it is done, extension included.
    pub due_on: NaiveDate,
    /// Days it was extended by.
    pub extended_by: i64,
    /// Why.
    pub extension_reason: Option<String>,
    /// When the procedure was told.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// One of [`OUTCOMES`].
    pub outcome: Option<String>,
    /// What was answered.
    pub answer: Option<String>,
    /// Who closed it.
    pub closed_by: Option<Uuid>,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
}

impl Request {
    /// Open and past its day?
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.closed_at.is_none() && self.due_on < today
    }

    fn event(&self, verb: &'static str) -> Event {
        Event::new(Noun::Privacy, verb, self.id)
            .on(self.party_id)
            .with("kind", self.kind.as_str())
    }
}

/// A request with its deadlines.
///
/// # Errors
/// `bad-choice` at `kind`, `in-future` at `received_on`, `too-long` at `note`.
pub fn open(mut request: Request, week: WorkingWeek, today: NaiveDate) -> Result<(Request, Event)> {
    if !KINDS.contains(&request.kind.as_str()) {
        return Err(Error::invalid("kind", "bad-choice"));
    }
    if request.received_on > today {
        return Err(Error::invalid("received_on", "in-future"));
    }
    request.note = said("note", request.note.as_deref())?;
    let received = request.received_on;
    let clocks = message_law::data_subject_clocks(&request.kind, received, false, &calendar(week));
    let clocks = clocks.ok_or_else(|| Error::invalid("received_on", "no-rule"))?;
    request.ack_due = clocks.ack_due;
    request.due_on = clocks.fulfil_due;
    let event = request.event("opened");
    Ok((request, event))
}

/// The procedure was told.
///
/// # Errors
/// `request-closed`, `request-acknowledged`.
pub fn acknowledge(request: &Request, now: DateTime<Utc>) -> Result<(Request, Event)> {
    running(request)?;
    if request.acknowledged_at.is_some() {
        return Err(Error::conflict("request-acknowledged"));
    }
    let told = Request {
        acknowledged_at: Some(now),
        ..request.clone()
    };
    let event = told.event("acknowledged");
    Ok((told, event))
}

/// Extends the deadline once, by the days of the law, with a reason.
///
/// # Errors
/// `request-closed`, `request-extended`; `required` or `too-long` at `reason`.
pub fn extend(request: &Request, reason: &str, week: WorkingWeek) -> Result<(Request, Event)> {
    running(request)?;
    if request.extended_by > 0 {
        return Err(Error::conflict("request-extended"));
    }
    let reason =
        said("reason", Some(reason))?.ok_or_else(|| Error::invalid("reason", "required"))?;
    let clocks = message_law::data_subject_clocks(
        &request.kind,
        request.received_on,
        false,
        &calendar(week),
    );
    let days = clocks.map_or(0, |clocks| clocks.extension_days);
    let later = Request {
        due_on: request
            .due_on
            .checked_add_days(Days::new(days.into()))
            .unwrap_or(request.due_on),
        extended_by: days.into(),
        extension_reason: Some(reason),
        ..request.clone()
    };
    let event = later.event("extended").with("days", days);
    Ok((later, event))
}

/// Ends a request.
///
/// # Errors
/// `request-closed`; `bad-choice` at `outcome`; `required` at `answer` for a refusal, `too-long`.
pub fn close(
    request: &Request,
    outcome: &str,
    answer: Option<&str>,
    by: Uuid,
    now: DateTime<Utc>,
) -> Result<(Request, Event)> {
    running(request)?;
    if !OUTCOMES.contains(&outcome) {
        return Err(Error::invalid("outcome", "bad-choice"));
    }
    let answer = said("answer", answer)?;
    if outcome == "refused" && answer.is_none() {
        return Err(Error::invalid("answer", "required"));
    }
    let closed = Request {
        closed_at: Some(now),
        outcome: Some(outcome.to_owned()),
        answer,
        closed_by: Some(by),
        ..request.clone()
    };
    let event = closed.event("closed").with("outcome", outcome);
    Ok((closed, event))
}

fn running(request: &Request) -> Result<()> {
    if request.closed_at.is_none() {
        Ok(())
    } else {
        Err(Error::conflict("request-closed"))
    }
}

fn calendar(week: WorkingWeek) -> WorkingCalendar {
    WorkingCalendar::new(match week {
        WorkingWeek::MonFri => Week::MondayToFriday,
        WorkingWeek::MonSat => Week::MondayToSaturday,
    })
}

fn said(field: &'static str, text: Option<&str>) -> Result<Option<String>> {
    let text = text::normalise(text.unwrap_or_default()).trim().to_owned();
    match text.chars().count() {
        0 => Ok(None),
        n if n > MAX_TEXT => Err(Problem::new(field, "too-long").with("max", MAX_TEXT).into()),
        _ => Ok(Some(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(kind: &str, on: &str) -> Request {
        let day: NaiveDate = on.parse().unwrap();
        Request {
            id: Uuid::from_u128(1),
            party_id: None,
            kind: kind.into(),
            source: "phone".into(),
            note: None,
            received_on: day,
            ack_due: day,
            due_on: day,
            extended_by: 0,
            extension_reason: None,
            acknowledged_at: None,
            closed_at: None,
            outcome: None,
            answer: None,
            closed_by: None,
            created_at: DateTime::UNIX_EPOCH,
        }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 12, 1).unwrap()
    }

    #[test]
    fn the_clocks_are_those_of_the_law() {
        let text = include_str!("../../vietnam/tests/vectors/compliance.json");
        let file: serde_json::Value = serde_json::from_str(text).unwrap();
        let mut tried = 0;
        for line in file["vectors"]["dsr_deadlines"].as_array().unwrap() {
            if line["via_processor"] == true {
                continue;
            }
            let request = asked(
                line["request"].as_str().unwrap(),
                line["received"].as_str().unwrap(),
            );
            let (opened, _) = open(request, WorkingWeek::MonFri, today()).unwrap();
            assert_eq!(
                opened.ack_due.to_string(),
                line["ack_due"].as_str().unwrap(),
                "{line}"
            );
            assert_eq!(
                opened.due_on.to_string(),
                line["fulfil_due"].as_str().unwrap(),
                "{line}"
            );
            let (later, _) = extend(&opened, "nhiều hệ thống", WorkingWeek::MonFri).unwrap();
            assert_eq!(
                later.extended_by,
                line["one_extension_days"].as_i64().unwrap(),
                "{line}"
            );
            tried += 1;
        }
        assert!(tried >= 4);
    }

    #[test]
    fn a_deadline_is_extended_once_and_a_refusal_says_why() {
        let (opened, _) = open(asked("erase", "2026-10-12"), WorkingWeek::MonFri, today()).unwrap();
        assert_eq!(
            extend(&opened, " ", WorkingWeek::MonFri).unwrap_err(),
            Error::invalid("reason", "required")
        );
        let (later, _) = extend(&opened, "x", WorkingWeek::MonFri).unwrap();
        assert_eq!(
            extend(&later, "x", WorkingWeek::MonFri).unwrap_err(),
            Error::conflict("request-extended")
        );
        let (me, now) = (Uuid::from_u128(2), DateTime::UNIX_EPOCH);
        assert_eq!(
            close(&later, "refused", None, me, now).unwrap_err(),
            Error::invalid("answer", "required")
        );
        let (closed, _) = close(&later, "fulfilled", None, me, now).unwrap();
        assert_eq!(
            close(&closed, "fulfilled", None, me, now).unwrap_err(),
            Error::conflict("request-closed")
        );
        assert!(!closed.is_late(today()) && later.is_late(today()));
        assert_eq!(
            open(asked("dance", "2026-10-12"), WorkingWeek::MonFri, today()).unwrap_err(),
            Error::invalid("kind", "bad-choice")
        );
    }
}
