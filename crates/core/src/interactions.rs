//! Episodes between us and a party: notes, calls, mails, meetings, messages, visits. An episode tells what happened; it
//! must never be planned work (that is a task) and never decides a stage.

mod answers;
mod participants;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::error::Problems;
use crate::fields::{
    Catalogue, Field, FieldType, FieldValue, PersonalData, Record, codes, with_custom,
};
use crate::files::{self, Attached};
use crate::kept::kept;
use crate::{Noun, Problem, Result, text};

pub use answers::{answer, answers};
pub use participants::{MAX_PARTICIPANTS, Participant};

/// What kind of episode.
pub const KINDS: [&str; 6] = ["note", "call", "email", "meeting", "message", "visit"];
/// Through which channel.
pub const CHANNELS: [&str; 9] = [
    "phone",
    "email",
    "zalo",
    "messenger",
    "sms",
    "web",
    "in_person",
    "portal",
    "other",
];
/// Who began it; `none` for what has no side: notes, meetings, visits.
pub const DIRECTIONS: [&str; 3] = ["in", "out", "none"];
/// Outcomes that the product knows and offers; any other text may stand there too.
pub const OUTCOMES: [&str; 8] = [
    "reached",
    "no_answer",
    "busy",
    "voicemail",
    "agreed",
    "interested",
    "refused",
    "unhappy",
];
/// Outcomes of a call that never became a talk.
const MISSED: [&str; 3] = ["no_answer", "busy", "voicemail"];
/// Outcomes that weigh against the relationship.
const NEGATIVE: [&str; 2] = ["refused", "unhappy"];
/// An episode may begin at most so far in the future: clocks differ, plans are tasks.
const AHEAD: TimeDelta = TimeDelta::days(1);

/// One episode.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Interaction {
    /// UUIDv7.
    pub id: Uuid,
    /// With whom; nil until set.
    pub party_id: Uuid,
    /// The project it belongs to.
    pub project_id: Option<Uuid>,
    /// Id in the program it came from; unique when given.
    pub external_id: Option<String>,
    /// One of [`KINDS`].
    pub kind: String,
    /// One of [`CHANNELS`]; empty until [`Interaction::settle`] fills it from the kind.
    pub channel: String,
    /// One of [`DIRECTIONS`]; empty until [`Interaction::settle`] fills it from the kind.
    pub direction: String,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it was over.
    pub ended_at: Option<DateTime<Utc>>,
    /// One line.
    pub subject: Option<String>,
    /// What was said.
    pub body: Option<String>,
    /// One of [`OUTCOMES`] or free text.
    pub outcome: Option<String>,
    /// Who took part beside the party and the colleague.
    pub participants: Vec<Participant>,
    /// Files that belong to it.
    pub files: Vec<Attached>,
    /// The colleague.
    pub user_id: Option<Uuid>,
    /// A machine did it (a campaign, an auto-reply): it answers nothing and is no touch by a person.
    pub automatic: bool,
    /// When what the party wanted was answered; what needs no answer counts as answered at once.
    pub answered_at: Option<DateTime<Utc>>,
    /// Values of custom fields.
    pub custom: Map<String, Value>,
    /// 0 to 100 by what is filled in; none until it was looked at. Set by the product alone.
    #[serde(default)]
    pub quality: Option<i64>,
    /// Grows with each change.
    pub version: i64,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it went to the bin.
    pub deleted_at: Option<DateTime<Utc>>,
}

impl Interaction {
    /// A note that began now, with nobody yet.
    pub fn new(id: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            id,
            party_id: Uuid::nil(),
            project_id: None,
            external_id: None,
            kind: "note".to_owned(),
            channel: String::new(),
            direction: String::new(),
            started_at: now,
            ended_at: None,
            subject: None,
            body: None,
            outcome: None,
            participants: Vec::new(),
            files: Vec::new(),
            user_id: None,
            automatic: false,
            answered_at: None,
            custom: Map::new(),
            quality: None,
            version: 1,
            created_at: now,
            updated_at: now,
            deleted_at: None,
        }
    }

    /// Fills channel and direction from the kind where they are missing, marks what needs no answer, and checks the rules.
    /// To be called before writing, new or changed.
    ///
    /// # Errors
    /// `ends-before-start` at `ended_at`, `in-future` at `started_at`.
    pub fn settle(&mut self, now: DateTime<Utc>) -> Result<()> {
        if self.channel.is_empty() {
            default_channel(&self.kind).clone_into(&mut self.channel);
        }
        if self.direction.is_empty() {
            default_direction(&self.kind).clone_into(&mut self.direction);
        }
        if !self.wants_answer() {
            self.answered_at = None;
            if self.taken_in_call() {
                self.answered_at = Some(self.ended_at.unwrap_or(self.started_at));
            }
        }
        let mut problems = Problems::default();
        if self.ended_at.is_some_and(|end| end < self.started_at) {
            problems.push(Problem::new("ended_at", "ends-before-start"));
        }
        if self.started_at > now + AHEAD {
            problems.push(Problem::new("started_at", "in-future"));
        }
        problems.finish()
    }

    /// Did both sides speak? Meetings and visits, calls that were taken, and messages or mails of the party that were
    /// answered.
    pub fn is_two_way(&self) -> bool {
        match self.kind.as_str() {
            "meeting" | "visit" => !self.missed(),
            "call" => !self.missed(),
            "email" | "message" => self.direction == "in" && self.answered_at.is_some(),
            _ => false,
        }
    }

    /// Is the party waiting for us? An incoming message, mail or missed call that nobody has answered.
    pub fn needs_answer(&self) -> bool {
        self.wants_answer() && self.answered_at.is_none() && self.deleted_at.is_none()
    }

    /// Did it go badly for the relationship?
    pub fn is_negative(&self) -> bool {
        self.outcome
            .as_deref()
            .is_some_and(|outcome| NEGATIVE.contains(&outcome))
    }

    /// Does it count as contact by us: anything a person did but a note to oneself?
    pub fn is_contact(&self) -> bool {
        self.kind != "note" && !self.automatic && (self.direction != "in" || self.is_two_way())
    }

    /// Whole minutes that it took; nothing when that is not known or was less than one.
    pub fn minutes(&self) -> Option<i64> {
        let minutes = (self.ended_at? - self.started_at).num_minutes();
        (minutes > 0).then_some(minutes)
    }

    /// Words for the search index, folded, each after a space.
    pub fn search_text(&self) -> String {
        let parts = [&self.subject, &self.body, &self.external_id];
        let words = parts
            .into_iter()
            .flatten()
            .flat_map(|part| text::folded_words(part));
        words
            .take(MAX_SEARCH_WORDS)
            .map(|word| format!(" {word}"))
            .collect()
    }

    fn wants_answer(&self) -> bool {
        let asks = match self.kind.as_str() {
            "email" | "message" => true,
            "call" => self.missed(),
            _ => false,
        };
        asks && self.direction == "in" && !self.automatic
    }

    fn taken_in_call(&self) -> bool {
        self.kind == "call" && self.direction == "in" && !self.missed()
    }

    fn missed(&self) -> bool {
        self.outcome
            .as_deref()
            .is_some_and(|outcome| MISSED.contains(&outcome))
    }
}

/// Words of one episode in the search index at most.
const MAX_SEARCH_WORDS: usize = 2_000;

fn default_channel(kind: &str) -> &'static str {
    match kind {
        "call" => "phone",
        "email" => "email",
        "meeting" | "visit" => "in_person",
        _ => "other",
    }
}

fn default_direction(kind: &str) -> &'static str {
    match kind {
        "call" | "email" | "message" => "out",
        _ => "none",
    }
}

kept!(Interaction, |interaction| Some(interaction.party_id));

impl Record for Interaction {
    fn get(&self, field: &str) -> FieldValue {
        let text = |t: &Option<String>| FieldValue::text(t.as_deref());
        match field {
            "id" => FieldValue::Id(self.id),
            "party_id" => FieldValue::id(self.party_id),
            "project_id" => FieldValue::of(self.project_id, FieldValue::Id),
            "external_id" => text(&self.external_id),
            "kind" => FieldValue::text(Some(&self.kind)),
            "channel" => FieldValue::text(Some(&self.channel)),
            "direction" => FieldValue::text(Some(&self.direction)),
            "started_at" => FieldValue::Instant(self.started_at),
            "ended_at" => FieldValue::of(self.ended_at, FieldValue::Instant),
            "subject" => text(&self.subject),
            "body" => text(&self.body),
            "outcome" => text(&self.outcome),
            "participants" => participants::to_field(&self.participants),
            "files" => files::to_field(&self.files),
            "user_id" => FieldValue::of(self.user_id, FieldValue::Id),
            "automatic" => FieldValue::Bool(self.automatic),
            "answered_at" => FieldValue::of(self.answered_at, FieldValue::Instant),
            "custom" => FieldValue::custom(&self.custom),
            "created_at" => FieldValue::Instant(self.created_at),
            "quality" => FieldValue::of(self.quality, FieldValue::Integer),
            "updated_at" => FieldValue::Instant(self.updated_at),
            _ => FieldValue::Empty,
        }
    }

    fn set(&mut self, field: &str, value: FieldValue) -> std::result::Result<(), Problem> {
        match (field, value) {
            ("party_id", value) => self.party_id = value.into_id().unwrap_or_default(),
            ("project_id", value) => self.project_id = value.into_id(),
            ("external_id", value) => self.external_id = value.into_text(),
            ("kind", FieldValue::Text(kind)) => self.kind = kind,
            ("channel", value) => self.channel = value.into_text().unwrap_or_default(),
            ("direction", value) => self.direction = value.into_text().unwrap_or_default(),
            ("started_at", FieldValue::Instant(at)) => self.started_at = at,
            ("ended_at", value) => self.ended_at = value.into_instant(),
            ("subject", value) => self.subject = value.into_text(),
            ("body", value) => self.body = value.into_text(),
            ("outcome", value) => self.outcome = value.into_text(),
            ("participants", value) => self.participants = participants::from_field(value)?,
            ("files", value) => self.files = files::from_field("files", value)?,
            ("user_id", value) => self.user_id = value.into_id(),
            ("automatic", value) => self.automatic = value == FieldValue::Bool(true),
            ("custom", value) => self.custom = value.into_custom(),
            ("quality", value) => self.quality = value.into_integer(),
            (field, _) => return Err(Problem::new(field.to_owned(), "invalid-value")),
        }
        Ok(())
    }

    with_custom!();
}

/// The fields of interactions, in the order of forms and exports.
pub fn catalogue() -> Catalogue {
    let mut fields = what_fields();
    fields.extend(about_fields());
    Catalogue {
        noun: Noun::Interactions,
        fields,
    }
}

fn what_fields() -> Vec<Field> {
    use FieldType as T;
    vec![
        Field::new(
            "party_id",
            "field-interactions-party-id",
            T::Reference(Noun::Parties),
        )
        .required()
        .filterable()
        .listed(),
        Field::new("kind", "field-interactions-kind", T::Choice(codes(&KINDS)))
            .required()
            .filterable()
            .listed(),
        Field::new(
            "channel",
            "field-interactions-channel",
            T::Choice(codes(&CHANNELS)),
        )
        .filterable()
        .listed(),
        Field::new(
            "direction",
            "field-interactions-direction",
            T::Choice(codes(&DIRECTIONS)),
        )
        .filterable(),
        Field::new("started_at", "field-interactions-started-at", T::Instant)
            .required()
            .filterable()
            .sortable()
            .listed(),
        Field::new("ended_at", "field-interactions-ended-at", T::Instant),
        Field::new(
            "subject",
            "field-interactions-subject",
            T::Text { max: 300 },
        )
        .searchable()
        .personal(PersonalData::Basic)
        .listed(),
        Field::new(
            "body",
            "field-interactions-body",
            T::LongText { max: 100_000 },
        )
        .searchable()
        .personal(PersonalData::Basic),
        Field::new(
            "outcome",
            "field-interactions-outcome",
            T::Text { max: 200 },
        )
        .filterable()
        .personal(PersonalData::Basic)
        .listed(),
    ]
}

fn about_fields() -> Vec<Field> {
    use FieldType as T;
    let derived = |name, label, kind| Field::new(name, label, kind).derived();
    vec![
        Field::new("participants", "field-interactions-participants", T::Json)
            .personal(PersonalData::Basic),
        Field {
            importable: false,
            ..Field::new("files", "field-interactions-files", T::Json)
        }
        .personal(PersonalData::Basic),
        Field::new(
            "project_id",
            "field-interactions-project-id",
            T::Reference(Noun::Projects),
        )
        .filterable(),
        Field::new("user_id", "field-interactions-user-id", T::User).filterable(),
        Field::new(
            "external_id",
            "field-interactions-external-id",
            T::Text { max: 200 },
        )
        .searchable(),
        Field::new("automatic", "field-interactions-automatic", T::Bool).filterable(),
        Field::new("custom", "field-interactions-custom", T::Json),
        derived("answered_at", "field-interactions-answered-at", T::Instant).filterable(),
        crate::quality::field(),
        derived("created_at", "field-interactions-created-at", T::Instant)
            .filterable()
            .sortable(),
        derived("updated_at", "field-interactions-updated-at", T::Instant).filterable(),
    ]
}

#[cfg(test)]
mod tests;
