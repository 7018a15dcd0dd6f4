//! Title and reason of a line as message keys with arguments.
//!
//! | key `today-title-…` | arguments |
//! |---|---|
//! | `silent`, `first-contact`, `birthday`, `anniversary`, `unanswered-message`, `unanswered-email`, `unanswered-call` | `name` (text) |
//! | `task` | `title` (text) |
//! | `promise` | `title`, `name` (text) |
//!
//! | key `today-reason-…` | arguments |
//! |---|---|
//! | `silent` | `days`, `rhythm` (days) |
//! | `task-today`, `promise-today` | |
//! | `task-late`, `promise-late` | `days` (days) |
//! | `birthday`, `birthday-lunar` | `day` (day), `days` (days ahead) |
//! | `birthday-age`, `birthday-lunar-age` | `day`, `days`, `age` (count) |
//! | `anniversary` | `day`, `days`, `years` (count) |
//! | `first-contact` | `days` (days since entry) |
//! | `unanswered` | `days` (days of waiting) |

use chrono::NaiveDate;

use super::stakes::days_since;
use super::{Candidate, What};
use crate::dates;
use crate::reasons::{Reason, Value};

/// Every key of a title.
pub const TITLE_KEYS: [&str; 9] = [
    "today-title-silent",
    "today-title-first-contact",
    "today-title-birthday",
    "today-title-anniversary",
    "today-title-unanswered-message",
    "today-title-unanswered-email",
    "today-title-unanswered-call",
    "today-title-task",
    "today-title-promise",
];

/// Every key of a reason.
pub const REASON_KEYS: [&str; 12] = [
    "today-reason-silent",
    "today-reason-task-today",
    "today-reason-task-late",
    "today-reason-promise-today",
    "today-reason-promise-late",
    "today-reason-birthday",
    "today-reason-birthday-lunar",
    "today-reason-birthday-age",
    "today-reason-birthday-lunar-age",
    "today-reason-anniversary",
    "today-reason-first-contact",
    "today-reason-unanswered",
];

pub(super) fn title(candidate: &Candidate) -> Reason {
    let key = match &candidate.what {
        What::Task { title, .. } => {
            return Reason::new("today-title-task").with("title", Value::Text(title.clone()));
        }
        What::Promise { text, .. } => {
            let said = Reason::new("today-title-promise").with("title", Value::Text(text.clone()));
            return said.with("name", Value::Text(named(candidate)));
        }
        What::Silent { .. } => "today-title-silent",
        What::FirstContact { .. } => "today-title-first-contact",
        What::Birthday { .. } => "today-title-birthday",
        What::Anniversary { .. } => "today-title-anniversary",
        What::Unanswered { kind, .. } => match kind.as_str() {
            "email" => "today-title-unanswered-email",
            "call" => "today-title-unanswered-call",
            _ => "today-title-unanswered-message",
        },
    };
    Reason::new(key).with("name", Value::Text(named(candidate)))
}

fn named(candidate: &Candidate) -> String {
    let customer = candidate.customer.as_ref();
    customer
        .map(|customer| customer.name.clone())
        .unwrap_or_default()
}

pub(super) fn reason(candidate: &Candidate, today: NaiveDate) -> Reason {
    let since = |key, day| Reason::new(key).with("days", Value::Days(days_since(day, today)));
    match &candidate.what {
        What::Silent {
            last_order_on,
            rhythm_days,
        } => since("today-reason-silent", *last_order_on).with("rhythm", Value::Days(*rhythm_days)),
        What::Task { due_on, .. } if *due_on >= today => Reason::new("today-reason-task-today"),
        What::Task { due_on, .. } => since("today-reason-task-late", *due_on),
        What::Promise { due_on, .. } if *due_on >= today => {
            Reason::new("today-reason-promise-today")
        }
        What::Promise { due_on, .. } => since("today-reason-promise-late", *due_on),
        What::Birthday { on, lunar, turning } => birthday(*on, *lunar, *turning, today),
        What::Anniversary { on, years } => ahead("today-reason-anniversary", *on, today)
            .with("years", Value::Count(u64::from(*years))),
        What::FirstContact { since: day } => since("today-reason-first-contact", *day),
        What::Unanswered { since: day, .. } => since("today-reason-unanswered", *day),
    }
}

fn birthday(on: NaiveDate, lunar: bool, turning: Option<u32>, today: NaiveDate) -> Reason {
    let key = match (lunar, turning.is_some()) {
        (false, false) => "today-reason-birthday",
        (true, false) => "today-reason-birthday-lunar",
        (false, true) => "today-reason-birthday-age",
        (true, true) => "today-reason-birthday-lunar-age",
    };
    let said = ahead(key, on, today);
    match turning {
        Some(age) => said.with("age", Value::Count(u64::from(age))),
        None => said,
    }
}

fn ahead(key: &str, on: NaiveDate, today: NaiveDate) -> Reason {
    let days = (on - today).num_days().max(0);
    Reason::new(key)
        .with("day", Value::Day(dates::number(on)))
        .with("days", Value::Days(days))
}
