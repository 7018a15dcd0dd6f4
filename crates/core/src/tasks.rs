//! Things to do, for a party or on their own. A task is work ahead; what happened is an interaction.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::fields::{
    Catalogue, Field, FieldType, FieldValue, PersonalData, Record, codes, with_custom,
};
use crate::files::{self, Attached};
use crate::kept::{Kept, kept};
use crate::{Error, Event, Noun, Problem, Result, text};

/// What kind of work.
pub const KINDS: [&str; 5] = ["call", "write", "meet", "send", "other"];
/// Source of a task that somebody wrote; other sources are codes of rules.
pub const BY_PERSON: &str = "person";
/// A task can be put off by so many days at most.
const MAX_SNOOZE: TimeDelta = TimeDelta::days(366);

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// UUIDv7.
    pub id: Uuid,
    /// For whom it is done.
    pub party_id: Option<Uuid>,
    /// The project it belongs to.
    pub project_id: Option<Uuid>,
    /// What is to be done, one line.
    pub title: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// More about it.
    pub note: Option<String>,
    /// The day by which, in the shop's time zone.
    pub due_on: Option<NaiveDate>,
    /// The colleague who does it.
    pub assignee_id: Option<Uuid>,
    /// [`BY_PERSON`] or the code of the rule that made it.
    pub source: String,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
    /// Who did it.
    pub done_by: Option<Uuid>,
    /// What lies with it.
    #[serde(default)]
    pub files: Vec<Attached>,
    /// Values of custom fields.
    pub custom: Map<String, Value>,
    /// 0 to 100 by what is filled in; none until it was looked at. Set by the product alone.
    #[serde(default)]
    pub quality: Option<i64>,
    /// Grows with each change.
    pub version: i64,
    /// Who wrote it down.
    pub created_by: Option<Uuid>,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it went to the bin.
    pub deleted_at: Option<DateTime<Utc>>,
}

impl Task {
    /// An open task without a title.
    pub fn new(id: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            id,
            party_id: None,
            project_id: None,
            title: String::new(),
            kind: "other".to_owned(),
            note: None,
            due_on: None,
            assignee_id: None,
            source: BY_PERSON.to_owned(),
            done_at: None,
            done_by: None,
            files: Vec::new(),
            custom: Map::new(),
            quality: None,
            version: 1,
            created_by: None,
            created_at: now,
            updated_at: now,
            deleted_at: None,
        }
    }

    /// Still to do?
    pub fn is_open(&self) -> bool {
        self.done_at.is_none() && self.deleted_at.is_none()
    }

    /// Open and due before `today`?
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_open() && self.due_on.is_some_and(|due| due < today)
    }

    /// Open and due on `today` or before?
    pub fn is_due(&self, today: NaiveDate) -> bool {
        self.is_open() && self.due_on.is_some_and(|due| due <= today)
    }

    /// Words for the search index, folded, each after a space.
    pub fn search_text(&self) -> String {
        let parts = [Some(&self.title), self.note.as_ref()];
        let words = parts
            .into_iter()
            .flatten()
            .flat_map(|part| text::folded_words(part));
        words.map(|word| format!(" {word}")).collect()
    }

    fn event(&self, verb: &'static str) -> Event {
        Event::new(Noun::Tasks, verb, self.id).on(self.party_id)
    }
}

/// Ticks the task off.
///
/// # Errors
/// `task-done` when it is already.
pub fn complete(task: &Task, by: Uuid, now: DateTime<Utc>) -> Result<(Task, Event)> {
    if task.done_at.is_some() {
        return Err(Error::conflict("task-done"));
    }
    let mut done = Task {
        done_at: Some(now),
        done_by: Some(by),
        ..task.clone()
    };
    done.touch(now);
    let event = done.event("completed");
    Ok((done, event))
}

/// Opens a task again that was ticked off.
///
/// # Errors
/// `task-open` when it was not.
pub fn reopen(task: &Task, now: DateTime<Utc>) -> Result<(Task, Event)> {
    if task.done_at.is_none() {
        return Err(Error::conflict("task-open"));
    }
    let mut open = Task {
        done_at: None,
        done_by: None,
        ..task.clone()
    };
    open.touch(now);
    let event = open.event("reopened");
    Ok((open, event))
}

/// Puts an open task off to a later day.
///
/// # Errors
/// `task-done`; `not-later` or `too-far` at `until`.
pub fn snooze(
    task: &Task,
    until: NaiveDate,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(Task, Event)> {
    if task.done_at.is_some() {
        return Err(Error::conflict("task-done"));
    }
    if until <= today {
        return Err(Error::invalid("until", "not-later"));
    }
    if until - today > MAX_SNOOZE {
        return Err(Problem::new("until", "too-far")
            .with("days", MAX_SNOOZE.num_days())
            .into());
    }
    let mut later = Task {
        due_on: Some(until),
        ..task.clone()
    };
    later.touch(now);
    let event = later.event("snoozed").with("until", until.to_string());
    Ok((later, event))
}

kept!(Task, |task| task.party_id);

impl Record for Task {
    fn get(&self, field: &str) -> FieldValue {
        match field {
            "id" => FieldValue::Id(self.id),
            "title" => FieldValue::text(Some(&self.title)),
            "kind" => FieldValue::text(Some(&self.kind)),
            "party_id" => FieldValue::of(self.party_id, FieldValue::Id),
            "project_id" => FieldValue::of(self.project_id, FieldValue::Id),
            "note" => FieldValue::text(self.note.as_deref()),
            "due_on" => FieldValue::of(self.due_on, FieldValue::Day),
            "assignee_id" => FieldValue::of(self.assignee_id, FieldValue::Id),
            "source" => FieldValue::text(Some(&self.source)),
            "done_at" => FieldValue::of(self.done_at, FieldValue::Instant),
            "done_by" => FieldValue::of(self.done_by, FieldValue::Id),
            "files" => files::to_field(&self.files),
            "custom" => FieldValue::custom(&self.custom),
            "created_at" => FieldValue::Instant(self.created_at),
            "quality" => FieldValue::of(self.quality, FieldValue::Integer),
            "updated_at" => FieldValue::Instant(self.updated_at),
            _ => FieldValue::Empty,
        }
    }

    fn set(&mut self, field: &str, value: FieldValue) -> std::result::Result<(), Problem> {
        match (field, value) {
            ("title", FieldValue::Text(title)) => self.title = title,
            ("kind", FieldValue::Text(kind)) => self.kind = kind,
            ("party_id", value) => self.party_id = value.into_id(),
            ("project_id", value) => self.project_id = value.into_id(),
            ("note", value) => self.note = value.into_text(),
            ("due_on", value) => self.due_on = value.into_day(),
            ("assignee_id", value) => self.assignee_id = value.into_id(),
            ("files", value) => self.files = files::from_field("files", value)?,
            ("custom", value) => self.custom = value.into_custom(),
            ("quality", value) => self.quality = value.into_integer(),
            (field, _) => return Err(Problem::new(field.to_owned(), "invalid-value")),
        }
        Ok(())
    }

    with_custom!();
}

/// The fields of tasks, in the order of forms and exports.
pub fn catalogue() -> Catalogue {
    use FieldType as T;
    let derived = |name, label, kind| Field::new(name, label, kind).derived();
    let fields = vec![
        Field::new("title", "field-tasks-title", T::Text { max: 300 })
            .required()
            .searchable()
            .personal(PersonalData::Basic)
            .listed(),
        Field::new("kind", "field-tasks-kind", T::Choice(codes(&KINDS)))
            .required()
            .filterable()
            .listed(),
        Field::new(
            "party_id",
            "field-tasks-party-id",
            T::Reference(Noun::Parties),
        )
        .filterable()
        .listed(),
        Field::new(
            "project_id",
            "field-tasks-project-id",
            T::Reference(Noun::Projects),
        )
        .filterable(),
        Field::new("due_on", "field-tasks-due-on", T::Day)
            .filterable()
            .sortable()
            .listed(),
        Field::new("assignee_id", "field-tasks-assignee-id", T::User)
            .filterable()
            .listed(),
        Field::new("note", "field-tasks-note", T::LongText { max: 10_000 })
            .searchable()
            .personal(PersonalData::Basic),
        Field {
            importable: false,
            ..Field::new("files", "field-tasks-files", T::Json)
        }
        .personal(PersonalData::Basic),
        Field::new("custom", "field-tasks-custom", T::Json),
        derived("source", "field-tasks-source", T::Text { max: 60 }).filterable(),
        derived("done_at", "field-tasks-done-at", T::Instant).filterable(),
        derived("done_by", "field-tasks-done-by", T::User),
        crate::quality::field(),
        derived("created_at", "field-tasks-created-at", T::Instant).filterable(),
        derived("updated_at", "field-tasks-updated-at", T::Instant),
    ];
    Catalogue {
        noun: Noun::Tasks,
        fields,
    }
}

#[cfg(test)]
mod tests;
