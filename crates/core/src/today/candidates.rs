//! What may become a line: the facts that the store found, and the days of birthdays and anniversaries. It must not weigh
//! them.

use chrono::{Datelike, NaiveDate, TimeDelta};
use quen_vietnam::calendar;
use quen_vietnam::lunar;
use uuid::Uuid;

use super::{Act, Rule, Worth};
use crate::fields::{Birthday, Calendar};

/// Somebody, as far as a line needs to know.
#[derive(Debug, Clone, PartialEq)]
pub struct Customer {
    /// Who.
    pub party_id: Uuid,
    /// How the line names the party: form of address or name.
    pub name: String,
    /// There is a phone number.
    pub phone: bool,
    /// There is a mail address or a chat.
    pub writable: bool,
    /// What the party is worth.
    pub worth: Worth,
}

/// A possible line.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The party; only tasks may have none.
    pub customer: Option<Customer>,
    /// The record that an answer is kept for: the party, the task, the interaction.
    pub record_id: Uuid,
    /// What is known.
    pub what: What,
}

/// The facts of a possible line.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// No order for longer than usual.
    Silent {
        /// Day of the last order.
        last_order_on: NaiveDate,
        /// The customer's rhythm in days.
        rhythm_days: i64,
    },
    /// An open task, due today or before.
    Task {
        /// What is to be done.
        title: String,
        /// One of [`crate::tasks::KINDS`].
        kind: String,
        /// When.
        due_on: NaiveDate,
        /// Why a programme of care proposes it; none for a task that somebody wrote.
        why: Option<String>,
    },
    /// An open promise, due today or before.
    Promise {
        /// What was promised.
        text: String,
        /// One of [`crate::promises::SIZES`].
        size: String,
        /// When.
        due_on: NaiveDate,
    },
    /// A birthday within [`super::AHEAD_DAYS`].
    Birthday {
        /// The day to celebrate this time.
        on: NaiveDate,
        /// Kept by the lunar calendar.
        lunar: bool,
        /// Years of age on that day.
        turning: Option<u32>,
    },
    /// The day of the first order comes round within [`super::AHEAD_DAYS`].
    Anniversary {
        /// The day.
        on: NaiveDate,
        /// Years since.
        years: u32,
    },
    /// Entered within [`super::NEW_DAYS`], and nobody has been in contact.
    FirstContact {
        /// Day of entry.
        since: NaiveDate,
    },
    /// The party waits for an answer.
    Unanswered {
        /// `message`, `email` or `call`.
        kind: String,
        /// Day on which it came.
        since: NaiveDate,
    },
}

impl Candidate {
    /// The rule it comes from.
    pub fn rule(&self) -> Rule {
        match self.what {
            What::Silent { .. } => Rule::Silent,
            What::Task { .. } => Rule::Task,
            What::Promise { .. } => Rule::Promise,
            What::Birthday { .. } => Rule::Birthday,
            What::Anniversary { .. } => Rule::Anniversary,
            What::FirstContact { .. } => Rule::FirstContact,
            What::Unanswered { .. } => Rule::Unanswered,
        }
    }

    pub(super) fn on(&self) -> NaiveDate {
        match self.what {
            What::Silent {
                last_order_on: on, ..
            }
            | What::Task { due_on: on, .. }
            | What::Promise { due_on: on, .. }
            | What::Birthday { on, .. }
            | What::Anniversary { on, .. }
            | What::FirstContact { since: on }
            | What::Unanswered { since: on, .. } => on,
        }
    }

    /// Calling first, unless the line asks for writing; a task or a promise cannot be of no use, it is deleted instead.
    pub(super) fn acts(&self) -> Vec<Act> {
        let call = self
            .customer
            .as_ref()
            .filter(|c| c.phone)
            .map(|_| Act::Call);
        let write = self
            .customer
            .as_ref()
            .filter(|c| c.writable)
            .map(|_| Act::Write);
        let writes_first = match &self.what {
            What::Task { kind, .. } => matches!(kind.as_str(), "write" | "send"),
            What::Unanswered { kind, .. } => kind != "call",
            What::Birthday { .. } | What::Anniversary { .. } => true,
            What::Silent { .. } | What::FirstContact { .. } | What::Promise { .. } => false,
        };
        let reach = if writes_first {
            [write, call]
        } else {
            [call, write]
        };
        // A proposal can be declined; what somebody wrote is deleted instead.
        let useful = match &self.what {
            What::Task { why, .. } => why.is_none(),
            What::Promise { .. } => true,
            _ => false,
        };
        let tell = self.telling().map(|_| Act::Tell);
        let useless = (!useful).then_some(Act::NotUseful);
        let always = [Some(Act::Done), Some(Act::Snooze), useless];
        let ways = std::iter::once(tell).chain(reach);
        ways.chain(always).flatten().collect()
    }

    /// The kind of a task that a programme of care proposes for somebody.
    pub(super) fn telling(&self) -> Option<String> {
        match &self.what {
            What::Task {
                kind, why: Some(_), ..
            } => self.customer.as_ref().map(|_| kind.clone()),
            _ => None,
        }
    }
}

/// The day a birthday is kept from `today` to `days` ahead.
pub fn next_birthday(birthday: &Birthday, today: NaiveDate, days: i64) -> Option<NaiveDate> {
    let (month, day) = (
        u8::try_from(birthday.month).ok()?,
        u8::try_from(birthday.day).ok()?,
    );
    let kept = match birthday.calendar {
        Calendar::Solar => calendar::Birthday::Solar { month, day },
        Calendar::Lunar => calendar::Birthday::Lunar {
            month,
            day,
            leap: birthday.leap,
        },
    };
    kept.next(today).filter(|on| within(*on, today, days))
}

/// The age reached on that day; lunar years are counted by the lunar calendar.
pub fn turning(birthday: &Birthday, on: NaiveDate) -> Option<u32> {
    let year = match birthday.calendar {
        Calendar::Solar => on.year(),
        Calendar::Lunar => lunar::from_solar(on).ok()?.year,
    };
    u32::try_from(year.checked_sub(birthday.year?)?)
        .ok()
        .filter(|age| (1..130).contains(age))
}

/// The day a first order comes round from `today` to `days` ahead, and the years since; 29 February is kept on the 28th.
pub fn next_anniversary(first: NaiveDate, today: NaiveDate, days: i64) -> Option<(NaiveDate, u32)> {
    let in_year = |year: i32| {
        let on = first
            .with_year(year)
            .or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))?;
        let years = u32::try_from(year.checked_sub(first.year())?)
            .ok()
            .filter(|years| *years > 0)?;
        within(on, today, days).then_some((on, years))
    };
    in_year(today.year()).or_else(|| in_year(today.year() + 1))
}

fn within(on: NaiveDate, today: NaiveDate, days: i64) -> bool {
    let ahead: TimeDelta = on - today;
    (0..=days).contains(&ahead.num_days())
}
