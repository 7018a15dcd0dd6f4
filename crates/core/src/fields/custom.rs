//! The definition of a field that a workspace makes for itself, and what it becomes in a catalogue. Retiring a field is
//! putting its definition in the bin: the values stay where they are and come back with it.

mod record;
mod rules;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;
use uuid::Uuid;

use super::own::{Computed, Own, OwnChoice, PREFIX, has_order};
use super::{Field, FieldType, PersonalData};
use crate::Noun;

pub use record::catalogue;
pub use rules::slug;

/// Kinds of record of the product that can have custom fields.
pub const NOUNS: [Noun; 9] = [
    Noun::Parties,
    Noun::Orders,
    Noun::Products,
    Noun::Tasks,
    Noun::Interactions,
    Noun::Promises,
    Noun::Projects,
    Noun::Payments,
    Noun::Benefits,
];
/// Fields of one kind at most, retired ones left out.
pub const MAX_FIELDS: usize = 400;
/// Choices of one field at most.
pub const MAX_CHOICES: usize = 200;
/// Types, in the order of the settings page.
pub const TYPES: [&str; 20] = [
    "text",
    "long_text",
    "number",
    "money",
    "percent",
    "date",
    "date_time",
    "lunar_date",
    "choice",
    "choices",
    "yes_no",
    "phone",
    "email",
    "link",
    "address",
    "person",
    "reference",
    "file",
    "formula",
    "rollup",
];
/// What a formula may result in.
pub const RESULTS: [&str; 6] = ["number", "money", "percent", "text", "date", "yes_no"];
/// Personal-data classes.
pub const PERSONAL: [&str; 3] = ["none", "basic", "sensitive"];
/// Characters of a text value at most, and of a long one.
const TEXT: (usize, usize) = (500, 10_000);

/// A field that a workspace made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CustomField {
    /// UUIDv7.
    pub id: Uuid,
    /// Word of the kind of record it belongs to.
    pub noun: String,
    /// Name in the API; with [`PREFIX`] in conditions and files.
    pub name: String,
    /// Label in Vietnamese.
    pub label_vi: String,
    /// Label in English.
    pub label_en: String,
    /// A line of help.
    pub hint: Option<String>,
    /// One of [`TYPES`].
    pub r#type: String,
    /// Choices of a `choice` or `choices` field.
    pub choices: Vec<OwnChoice>,
    /// What a `reference` refers to.
    pub target: Option<String>,
    /// Must be filled.
    pub required: bool,
    /// One of [`PERSONAL`].
    pub personal: String,
    /// Conditions may test it and lists be sorted by it.
    pub filterable: bool,
    /// A column of the list that nobody has arranged.
    pub listed: bool,
    /// Place among the fields of its kind.
    pub position: i64,
    /// Shown in forms when this condition holds.
    pub shown_when: Option<Value>,
    /// Must be filled when this condition holds.
    pub required_when: Option<Value>,
    /// CEL expression of a `formula`.
    pub formula: Option<String>,
    /// What a formula results in, one of [`RESULTS`].
    pub result: Option<String>,
    /// What a `rollup` gathers.
    pub rollup: Option<Rollup>,
    /// Grows with each change.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was retired.
    pub deleted_at: Option<DateTime<Utc>>,
}

/// A figure over the records that hang on a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rollup {
    /// Word of the related kind.
    pub of: String,
    /// The field by which its records name the record; the first one that does when `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// `count`, `sum`, `min`, `max` or `last`.
    pub function: String,
    /// The related field it is taken of; none for `count`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Which related records count; all when `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Value>,
}

impl CustomField {
    /// A text field of no kind yet.
    pub fn new(id: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            id,
            noun: String::new(),
            name: String::new(),
            label_vi: String::new(),
            label_en: String::new(),
            hint: None,
            r#type: "text".to_owned(),
            choices: Vec::new(),
            target: None,
            required: false,
            personal: "none".to_owned(),
            filterable: true,
            listed: false,
            position: 0,
            shown_when: None,
            required_when: None,
            formula: None,
            result: None,
            rollup: None,
            version: 1,
            created_at: now,
            updated_at: now,
            deleted_at: None,
        }
    }

    /// Does the product work its values out?
    pub fn is_computed(&self) -> bool {
        matches!(self.r#type.as_str(), "formula" | "rollup")
    }

    /// What it is in a catalogue. `rolled` is the type of the field that a roll-up is taken of.
    pub fn to_field(&self, rolled: Option<&FieldType>) -> Field {
        let kind = self.kind(rolled);
        let computed = self.computed();
        let open = self.filterable && !matches!(kind, FieldType::Json);
        Field {
            name: Cow::Owned(format!("{PREFIX}{}", self.name)),
            label: Cow::Owned(self.label_vi.clone()),
            required: self.required && computed.is_none() && self.shown_when.is_none(),
            searchable: self.is_searched(),
            filterable: open,
            sortable: open && has_order(&kind),
            editable: computed.is_none(),
            // A table cannot bring a file.
            importable: computed.is_none() && kind != FieldType::File,
            personal: match self.personal.as_str() {
                "basic" => PersonalData::Basic,
                "sensitive" => PersonalData::Sensitive,
                _ => PersonalData::None,
            },
            listed: self.listed,
            own: Some(Arc::new(Own {
                id: self.id,
                vi: self.label_vi.clone(),
                en: self.label_en.clone(),
                hint: self.hint.clone(),
                choices: self.choices.clone(),
                shown_when: self.shown_when.clone(),
                required_when: self
                    .required_when
                    .clone()
                    .or_else(|| self.always_when_shown()),
                computed,
                target: self.target.clone().unwrap_or_default(),
            })),
            kind,
        }
    }

    /// A required field that is not always shown is required when it is shown.
    fn always_when_shown(&self) -> Option<Value> {
        self.shown_when.clone().filter(|_| self.required)
    }

    fn is_searched(&self) -> bool {
        matches!(self.r#type.as_str(), "text" | "phone" | "email") && self.personal != "sensitive"
    }

    fn computed(&self) -> Option<Computed> {
        match self.r#type.as_str() {
            "formula" => self.formula.clone().map(Computed::Formula),
            "rollup" => self.rollup.clone().map(Computed::Rollup),
            _ => None,
        }
    }

    fn kind(&self, rolled: Option<&FieldType>) -> FieldType {
        let codes = || {
            let codes = self.choices.iter();
            codes
                .map(|choice| Cow::Owned(choice.code.clone()))
                .collect()
        };
        match self.r#type.as_str() {
            "choice" => FieldType::Choice(codes()),
            "choices" => FieldType::Choices(codes()),
            "reference" => {
                // A word that is no noun of the product is a kind that the workspace made.
                let noun = self.target.as_deref().and_then(Noun::from_plural);
                FieldType::Reference(noun.unwrap_or(Noun::Records))
            }
            "formula" => plain_kind(self.result.as_deref().unwrap_or("number")),
            "rollup" => match self.rollup.as_ref().map(|rollup| rollup.function.as_str()) {
                Some("count") | None => FieldType::Integer,
                _ => rolled.cloned().unwrap_or(FieldType::Integer),
            },
            other => plain_kind(other),
        }
    }
}

/// The catalogue's type for a type that needs nothing else.
fn plain_kind(word: &str) -> FieldType {
    match word {
        "long_text" => FieldType::LongText { max: TEXT.1 },
        "number" => FieldType::Decimal,
        "money" => FieldType::Money,
        "percent" => FieldType::Percent,
        "date" => FieldType::Day,
        "date_time" => FieldType::Instant,
        "lunar_date" => FieldType::Birthday,
        "yes_no" => FieldType::Bool,
        "phone" => FieldType::Phones,
        "email" => FieldType::Emails,
        "link" => FieldType::Link,
        "address" => FieldType::Address,
        "person" => FieldType::User,
        "file" => FieldType::File,
        _ => FieldType::Text { max: TEXT.0 },
    }
}
