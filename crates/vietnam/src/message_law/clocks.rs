//! By when requests about personal data, consumer complaints and breaches must be answered.
//! Counts working days by the company's calendar and calendar days from receipt (the cautious reading);
//! never extends a deadline by itself.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta};

use super::tables;
use crate::calendar::WorkingCalendar;

/// Deadlines of a request about personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataSubjectClocks {
    /// Answer with the procedure.
    pub ack_due: NaiveDate,
    /// Done.
    pub fulfil_due: NaiveDate,
    /// Length of the one extension, which needs a stated reason.
    pub extension_days: u32,
}

/// Deadlines for a request received on a day (Decree 356/2025 art. 5). `None` for an unknown kind of request
/// or a day without a rule.
pub fn data_subject_clocks(
    request: &str,
    received: NaiveDate,
    via_processor: bool,
    calendar: &WorkingCalendar,
) -> Option<DataSubjectClocks> {
    let clock = &tables::data_subject_clocks()
        .find(received, |row| row.request == request)?
        .value;
    let days = if via_processor {
        clock.days_with_processor
    } else {
        clock.days
    };
    Some(DataSubjectClocks {
        ack_due: calendar.add_business_days(received, clock.ack_working_days)?,
        fulfil_due: received.checked_add_days(Days::new(days.into()))?,
        extension_days: clock.extension_days,
    })
}

/// Deadlines of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComplaintClocks {
    pub ack_due: NaiveDate,
    /// Start of negotiation, or the written refusal with reasons.
    pub negotiation_start_due: NaiveDate,
}

/// Deadlines for a consumer's complaint received on a day (Law 19/2023 arts 31 and 57).
pub fn complaint_clocks(
    received: NaiveDate,
    calendar: &WorkingCalendar,
) -> Option<ComplaintClocks> {
    let clock = &tables::complaint_clocks().on(received).next()?.value;
    Some(ComplaintClocks {
        ack_due: calendar.add_business_days(received, clock.ack_working_days)?,
        negotiation_start_due: calendar
            .add_business_days(received, clock.negotiation_working_days)?,
    })
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breach {
    /// Personal data got lost, out or changed.
    PersonalData,
    /// A system with consumers' data was attacked.
    ConsumerSystem,
}

impl Breach {
    /// The word in the table.
    pub fn key(self) -> &'static str {
        match self {
            Self::PersonalData => "personal_data",
            Self::ConsumerSystem => "consumer_system",
        }
    }
}

/// By when the authority must know of a breach found at `at`, and the rule in a few words.
pub fn breach_deadline(
    breach: Breach,
    at: DateTime<FixedOffset>,
) -> Option<(DateTime<FixedOffset>, &'static str)> {
    let clock = &tables::breach_clocks()
        .find(at.date_naive(), |row| row.kind == breach.key())?
        .value;
    Some((
        at.checked_add_signed(TimeDelta::hours(clock.hours.into()))?,
        &clock.rule,
    ))
}
