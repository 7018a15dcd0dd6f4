//! What somebody did with a line, and until when it stays away. Doing a task or writing the mail is the act of another noun;
//! here only the line is answered.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Rule;
use crate::{Error, Problem, Result};

/// A line of no use stays away for so many days.
pub const NOT_USEFUL_DAYS: u64 = 90;
/// A line can be put off by so many days at most.
const MAX_SNOOZE_DAYS: i64 = 366;

/// What is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// Done: away for today.
    Done,
    /// Away until a later day.
    Snooze {
        /// The day on which it may be shown again.
        until: NaiveDate,
    },
    /// Away for [`NOT_USEFUL_DAYS`].
    NotUseful,
}

/// A kept answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Of which rule.
    pub rule: Rule,
    /// For which record.
    pub record_id: Uuid,
    /// `done`, `snooze`, `not_useful`.
    pub answer: String,
    /// The first day on which the line may be shown again.
    pub until: NaiveDate,
    /// Who.
    pub by_user: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// The answer to be kept, in place of an earlier one of the same rule and record.
///
/// # Errors
/// `not-later` or `too-far` at `until`.
pub fn answer(
    rule: Rule,
    record_id: Uuid,
    response: Response,
    today: NaiveDate,
    by_user: Uuid,
    at: DateTime<Utc>,
) -> Result<Answer> {
    let later = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let (answer, until) = match response {
        Response::Done => ("done", later(1)),
        Response::NotUseful => ("not_useful", later(NOT_USEFUL_DAYS)),
        Response::Snooze { until } => ("snooze", checked(until, today)?),
    };
    Ok(Answer {
        rule,
        record_id,
        answer: answer.to_owned(),
        until,
        by_user,
        at,
    })
}

/// Does an answer keep this line away today?
pub fn is_answered(answers: &[Answer], rule: Rule, record_id: Uuid, today: NaiveDate) -> bool {
    answers
        .iter()
        .any(|answer| answer.rule == rule && answer.record_id == record_id && today < answer.until)
}

fn checked(until: NaiveDate, today: NaiveDate) -> Result<NaiveDate> {
    if until <= today {
        return Err(Error::invalid("until", "not-later"));
    }
    if (until - today).num_days() > MAX_SNOOZE_DAYS {
        return Err(Problem::new("until", "too-far")
            .with("days", MAX_SNOOZE_DAYS)
            .into());
    }
    Ok(until)
}
