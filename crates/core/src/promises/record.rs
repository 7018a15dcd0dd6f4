//! The fields of promises, by name. It must hold no rule of their states.

use uuid::Uuid;

use super::{KINDS, Promise, SIZES, STATES};
use crate::fields::{
    Catalogue, Field, FieldType, FieldValue, PersonalData, Record, codes, with_custom,
};
use crate::files;
use crate::kept::kept;
use crate::{Noun, Problem};

kept!(Promise, |promise| Some(promise.party_id));

impl Record for Promise {
    fn get(&self, field: &str) -> FieldValue {
        match field {
            "id" => FieldValue::Id(self.id),
            "party_id" => FieldValue::id(self.party_id),
            "text" => FieldValue::text(Some(&self.text)),
            "kind" => FieldValue::text(Some(&self.kind)),
            "size" => FieldValue::text(Some(&self.size)),
            "due_on" => FieldValue::of(self.due_on, FieldValue::Day),
            "first_due_on" => FieldValue::of(self.first_due_on, FieldValue::Day),
            "owner_id" => FieldValue::of(self.owner_id, FieldValue::Id),
            "state" => FieldValue::text(Some(&self.state)),
            "source" => FieldValue::text(Some(&self.source)),
            "interaction_id" => FieldValue::of(self.interaction_id, FieldValue::Id),
            "heard_id" => words(self.heard_id),
            "file_id" => words(self.file_id),
            "renegotiations" => FieldValue::Integer(self.renegotiations),
            "agreement" => FieldValue::text(self.agreement.as_deref()),
            "outcome" => FieldValue::text(self.outcome.as_deref()),
            "delivered_on" => FieldValue::of(self.delivered_on, FieldValue::Day),
            "beyond" => FieldValue::Bool(self.beyond),
            "settled_at" => FieldValue::of(self.settled_at, FieldValue::Instant),
            "settled_by" => FieldValue::of(self.settled_by, FieldValue::Id),
            "mended_at" => FieldValue::of(self.mended_at, FieldValue::Instant),
            "files" => files::to_field(&self.files),
            "custom" => FieldValue::custom(&self.custom),
            "created_at" => FieldValue::Instant(self.created_at),
            "quality" => FieldValue::of(self.quality, FieldValue::Integer),
            "updated_at" => FieldValue::Instant(self.updated_at),
            _ => FieldValue::Empty,
        }
    }

    fn set(&mut self, field: &str, value: FieldValue) -> Result<(), Problem> {
        match (field, value) {
            ("party_id", value) => self.party_id = value.into_id().unwrap_or_default(),
            ("text", FieldValue::Text(text)) => self.text = text,
            ("kind", FieldValue::Text(kind)) => self.kind = kind,
            ("size", FieldValue::Text(size)) => self.size = size,
            ("due_on", value) => self.due_on = value.into_day(),
            ("owner_id", value) => self.owner_id = value.into_id(),
            ("interaction_id", value) => self.interaction_id = value.into_id(),
            ("heard_id", value) => self.heard_id = passage(value)?,
            ("files", value) => self.files = files::from_field("files", value)?,
            ("custom", value) => self.custom = value.into_custom(),
            ("quality", value) => self.quality = value.into_integer(),
            (field, _) => return Err(Problem::new(field.to_owned(), "invalid-value")),
        }
        Ok(())
    }

    with_custom!();
}

fn words(id: Option<Uuid>) -> FieldValue {
    FieldValue::of(id.map(|id| id.to_string()), FieldValue::Text)
}

fn passage(value: FieldValue) -> Result<Option<Uuid>, Problem> {
    let wrong = || Problem::new("heard_id", "bad-reference");
    let text = value.into_text();
    text.map(|id| id.parse().map_err(|_| wrong())).transpose()
}

/// The fields of promises, in the order of forms and exports.
pub fn catalogue() -> Catalogue {
    let mut fields = written();
    fields.extend(derived());
    Catalogue {
        noun: Noun::Promises,
        fields,
    }
}

fn written() -> Vec<Field> {
    use FieldType as T;
    vec![
        Field::new(
            "party_id",
            "field-promises-party-id",
            T::Reference(Noun::Parties),
        )
        .required()
        .filterable()
        .listed(),
        Field::new("text", "field-promises-text", T::Text { max: 500 })
            .required()
            .searchable()
            .personal(PersonalData::Basic)
            .listed(),
        Field::new("kind", "field-promises-kind", T::Choice(codes(&KINDS)))
            .required()
            .filterable()
            .listed(),
        Field::new("size", "field-promises-size", T::Choice(codes(&SIZES)))
            .required()
            .filterable(),
        Field::new("due_on", "field-promises-due-on", T::Day)
            .filterable()
            .sortable()
            .listed(),
        Field::new("owner_id", "field-promises-owner-id", T::User)
            .filterable()
            .listed(),
        Field::new(
            "interaction_id",
            "field-promises-interaction-id",
            T::Reference(Noun::Interactions),
        ),
        Field {
            importable: false,
            ..Field::new("heard_id", "field-promises-heard-id", T::Text { max: 36 })
        },
        Field {
            importable: false,
            ..Field::new("files", "field-promises-files", T::Json)
        }
        .personal(PersonalData::Basic),
        Field::new("custom", "field-promises-custom", T::Json),
    ]
}

fn derived() -> Vec<Field> {
    use FieldType as T;
    let derived = |name, label, kind| Field::new(name, label, kind).derived();
    vec![
        derived("state", "field-promises-state", T::Choice(codes(&STATES)))
            .filterable()
            .listed(),
        derived("source", "field-promises-source", T::Text { max: 60 }).filterable(),
        derived("file_id", "field-promises-file-id", T::Text { max: 36 }),
        derived("first_due_on", "field-promises-first-due-on", T::Day),
        derived(
            "renegotiations",
            "field-promises-renegotiations",
            T::Integer,
        ),
        derived(
            "agreement",
            "field-promises-agreement",
            T::LongText { max: 500 },
        )
        .personal(PersonalData::Basic),
        derived(
            "outcome",
            "field-promises-outcome",
            T::LongText { max: 500 },
        )
        .searchable()
        .personal(PersonalData::Basic),
        derived("delivered_on", "field-promises-delivered-on", T::Day),
        derived("beyond", "field-promises-beyond", T::Bool),
        derived("settled_at", "field-promises-settled-at", T::Instant).filterable(),
        derived("settled_by", "field-promises-settled-by", T::User),
        derived("mended_at", "field-promises-mended-at", T::Instant).filterable(),
        crate::quality::field(),
        derived("created_at", "field-promises-created-at", T::Instant).filterable(),
        derived("updated_at", "field-promises-updated-at", T::Instant),
    ]
}
