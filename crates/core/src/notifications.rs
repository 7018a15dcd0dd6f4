//! News for one colleague: something was assigned, a name was mentioned, work is due. Nobody is told of their own act.

mod mentions;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::Noun;
use crate::tasks::Task;

pub use mentions::{Colleague, mentioned};

/// What the news is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A customer or a task was given to you.
    Assigned,
    /// Somebody wrote `@` and your name.
    Mentioned,
    /// A task of yours is due.
    Due,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Assigned, Self::Mentioned, Self::Due];

    /// Word in the database and behind `notification-`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Mentioned => "mentioned",
            Self::Due => "due",
        }
    }

    /// The kind with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One piece of news.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notification {
    /// UUIDv7.
    pub id: Uuid,
    /// For whom.
    pub user_id: Uuid,
    /// What about.
    pub kind: Kind,
    /// Kind of record.
    pub noun: Noun,
    /// The record.
    pub record_id: Uuid,
    /// The party it concerns.
    pub party_id: Option<Uuid>,
    /// Values for the sentence: `by` (who did it), `title`.
    pub data: Map<String, Value>,
    /// When it came up.
    pub created_at: DateTime<Utc>,
    /// When it was read.
    pub read_at: Option<DateTime<Utc>>,
    /// When it went out with the daily mail.
    pub mailed_at: Option<DateTime<Utc>>,
}

/// The record that news is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Kind.
    pub noun: Noun,
    /// Id.
    pub record_id: Uuid,
    /// The party it concerns.
    pub party_id: Option<Uuid>,
}

impl Notification {
    /// Unread news.
    pub fn new(id: Uuid, user_id: Uuid, kind: Kind, about: About, now: DateTime<Utc>) -> Self {
        Self {
            id,
            user_id,
            kind,
            noun: about.noun,
            record_id: about.record_id,
            party_id: about.party_id,
            data: Map::new(),
            created_at: now,
            read_at: None,
            mailed_at: None,
        }
    }

    /// Adds a value for the sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.data.insert(name.to_owned(), value.into());
        self
    }
}

/// Who is told that a record changed hands: the new holder, unless they took it themselves or held it before.
pub fn assigned(before: Option<Uuid>, after: Option<Uuid>, by: Uuid) -> Option<Uuid> {
    after.filter(|holder| before != Some(*holder) && *holder != by)
}

/// Who is told today that a task is due: its assignee, on the day itself.
pub fn due(task: &Task, today: NaiveDate) -> Option<Uuid> {
    task.assignee_id
        .filter(|_| task.is_open() && task.due_on == Some(today))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_told_of_their_own_act() {
        let (me, you) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_eq!(assigned(None, Some(you), me), Some(you));
        assert_eq!(assigned(Some(me), Some(you), me), Some(you));
        assert_eq!(assigned(Some(you), Some(you), me), None);
        assert_eq!(assigned(None, Some(me), me), None);
        assert_eq!(assigned(Some(you), None, me), None);
    }

    #[test]
    fn a_task_is_news_on_its_day_only() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let mut task = Task::new(Uuid::from_u128(1), DateTime::UNIX_EPOCH);
        task.assignee_id = Some(Uuid::from_u128(2));
        task.due_on = Some(today);
        assert_eq!(due(&task, today), Some(Uuid::from_u128(2)));
        assert_eq!(due(&task, today.succ_opt().unwrap()), None);
        task.done_at = Some(DateTime::UNIX_EPOCH);
        assert_eq!(due(&task, today), None);
    }
}
