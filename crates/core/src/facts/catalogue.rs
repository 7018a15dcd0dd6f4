//! The fields of facts by name: what lists, forms, files and the API read and set.

use serde_json::Value;

use super::{BASES, Fact, MAX_STATEMENT, PURPOSES, SOURCES, STATES};
use crate::fields::{Catalogue, Field, FieldType, FieldValue, PersonalData, Record, codes};
use crate::{Noun, Problem};

impl Record for Fact {
    fn get(&self, field: &str) -> FieldValue {
        let text = |text: &str| FieldValue::text(Some(text));
        match field {
            "id" => FieldValue::Id(self.id),
            "party_id" => FieldValue::id(self.party_id),
            "origin_id" => FieldValue::id(self.origin_id),
            "topic" => text(&self.topic),
            "value" if self.value.is_null() => FieldValue::Empty,
            "value" => FieldValue::Json(self.value.clone()),
            "statement" => text(&self.statement),
            "basis" => text(&self.basis),
            "stated_by" => FieldValue::text(self.stated_by.as_deref()),
            "source" => text(&self.source),
            "source_id" => {
                FieldValue::of(self.source_id.map(|id| id.to_string()), FieldValue::Text)
            }
            "confidence" if self.confidence == 0 => FieldValue::Empty,
            "confidence" => FieldValue::Integer(self.confidence),
            "certainty" => FieldValue::Integer(self.certainty),
            "confirmed_at" => FieldValue::Instant(self.confirmed_at),
            "said_at" => FieldValue::Instant(self.said_at),
            "purpose" => text(&self.purpose),
            "state" => text(&self.state),
            "evidence" => FieldValue::of(self.evidence, FieldValue::Integer),
            "evidence_of" => FieldValue::of(self.evidence_of, FieldValue::Integer),
            "used" => FieldValue::Integer(self.used),
            "created_at" => FieldValue::Instant(self.created_at),
            "quality" => FieldValue::of(self.quality, FieldValue::Integer),
            "updated_at" => FieldValue::Instant(self.updated_at),
            _ => FieldValue::Empty,
        }
    }

    fn set(&mut self, field: &str, value: FieldValue) -> Result<(), Problem> {
        match (field, value) {
            ("party_id", value) => self.party_id = value.into_id().unwrap_or_default(),
            ("topic", value) => self.topic = value.into_text().unwrap_or_default(),
            ("value", FieldValue::Json(value)) => self.value = value,
            ("value", _) => self.value = Value::Null,
            ("statement", value) => self.statement = value.into_text().unwrap_or_default(),
            ("basis", FieldValue::Text(basis)) => self.basis = basis,
            ("stated_by", value) => self.stated_by = value.into_text(),
            ("source", FieldValue::Text(source)) => self.source = source,
            ("source_id", value) => self.source_id = source_id(value)?,
            ("confidence", value) => self.confidence = value.into_integer().unwrap_or_default(),
            ("confirmed_at", FieldValue::Instant(at)) => {
                self.confirmed_at = at;
                self.said_at = self.said_at.min(at);
            }
            ("purpose", FieldValue::Text(purpose)) => self.purpose = purpose,
            ("evidence", value) => self.evidence = value.into_integer(),
            ("evidence_of", value) => self.evidence_of = value.into_integer(),
            // Cleared fields that have a usual value keep it.
            ("basis" | "source" | "confirmed_at" | "purpose", FieldValue::Empty) => {}
            ("quality", value) => self.quality = value.into_integer(),
            (field, _) => return Err(Problem::new(field.to_owned(), "invalid-value")),
        }
        Ok(())
    }
}

fn source_id(value: FieldValue) -> Result<Option<uuid::Uuid>, Problem> {
    let wrong = || Problem::new("source_id", "bad-reference");
    let text = value.into_text();
    text.map(|id| id.parse().map_err(|_| wrong())).transpose()
}

/// The fields of facts, in the order of forms and exports.
pub fn catalogue() -> Catalogue {
    let mut fields = said_fields();
    fields.extend(kept_fields());
    Catalogue {
        noun: Noun::Facts,
        fields,
    }
}

fn said_fields() -> Vec<Field> {
    use FieldType as T;
    vec![
        Field::new(
            "party_id",
            "field-facts-party-id",
            T::Reference(Noun::Parties),
        )
        .required()
        .filterable()
        .listed(),
        Field::new("topic", "field-facts-topic", T::Text { max: 60 })
            .required()
            .filterable()
            .listed(),
        Field::new(
            "statement",
            "field-facts-statement",
            T::Text { max: MAX_STATEMENT },
        )
        .searchable()
        .personal(PersonalData::Basic)
        .listed(),
        Field::new("value", "field-facts-value", T::Json).personal(PersonalData::Basic),
        Field::new("basis", "field-facts-basis", T::Choice(codes(&BASES)))
            .filterable()
            .listed(),
        Field::new("stated_by", "field-facts-stated-by", T::Text { max: 200 })
            .personal(PersonalData::Basic)
            .listed(),
        Field::new("source", "field-facts-source", T::Choice(codes(&SOURCES))).filterable(),
        Field::new("source_id", "field-facts-source-id", T::Text { max: 36 }),
        Field::new("confidence", "field-facts-confidence", T::Percent),
        Field::new("confirmed_at", "field-facts-confirmed-at", T::Instant)
            .filterable()
            .listed(),
        Field::new(
            "purpose",
            "field-facts-purpose",
            T::Choice(codes(&PURPOSES)),
        )
        .filterable(),
        Field::new("evidence", "field-facts-evidence", T::Integer),
        Field::new("evidence_of", "field-facts-evidence-of", T::Integer),
    ]
}

fn kept_fields() -> Vec<Field> {
    use FieldType as T;
    let derived = |name, label, kind| Field::new(name, label, kind).derived();
    vec![
        derived("state", "field-facts-state", T::Choice(codes(&STATES))).filterable(),
        derived("certainty", "field-facts-certainty", T::Percent),
        derived("said_at", "field-facts-said-at", T::Instant),
        derived("used", "field-facts-used", T::Integer),
        derived(
            "origin_id",
            "field-facts-origin-id",
            T::Reference(Noun::Parties),
        ),
        crate::quality::field(),
        derived("created_at", "field-facts-created-at", T::Instant)
            .filterable()
            .sortable(),
        derived("updated_at", "field-facts-updated-at", T::Instant),
    ]
}
