//! Relationships by field name, for lists and the API. People change them by an override alone, so no field is editable.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Relationship;
use crate::fields::{Catalogue, Field, FieldType, FieldValue, Record, codes};
use crate::kept::Kept;
use crate::parties::{ROLES, STAGES, TYPES};
use crate::{Noun, Problem};

impl Kept for Relationship {
    fn id(&self) -> Uuid {
        self.id
    }
    fn version(&self) -> i64 {
        self.version
    }
    fn deleted_at(&self) -> Option<DateTime<Utc>> {
        None
    }
    fn touch(&mut self, _now: DateTime<Utc>) {
        self.version += 1;
    }
    fn set_deleted_at(&mut self, _at: Option<DateTime<Utc>>) {}
    fn party_id(&self) -> Option<Uuid> {
        Some(self.party_id)
    }
}

impl Record for Relationship {
    fn get(&self, field: &str) -> FieldValue {
        match field {
            "id" => FieldValue::Id(self.id),
            "party_id" => FieldValue::Id(self.party_id),
            "role" => FieldValue::text(Some(&self.role)),
            "stage" => FieldValue::text(Some(self.effective_stage().key())),
            "type" => FieldValue::text(Some(self.effective_type().key())),
            "stage_since" => FieldValue::Day(self.stage_since),
            "ended" => FieldValue::Bool(self.ended),
            "review_on" => FieldValue::of(self.review_on, FieldValue::Day),
            "created_at" => FieldValue::Instant(self.created_at),
            _ => FieldValue::Empty,
        }
    }

    fn set(&mut self, field: &str, _value: FieldValue) -> Result<(), Problem> {
        Err(Problem::new(field.to_owned(), "invalid-value"))
    }
}

/// The fields of relationships. Conditions on stage and type test what counts: set by hand, else by the rules.
pub fn catalogue() -> Catalogue {
    use FieldType as T;
    let derived = |name, label, kind| Field::new(name, label, kind).derived();
    let fields = vec![
        derived(
            "party_id",
            "field-relationships-party-id",
            T::Reference(Noun::Parties),
        )
        .filterable()
        .listed(),
        derived("role", "field-relationships-role", T::Choice(codes(&ROLES)))
            .filterable()
            .listed(),
        derived(
            "stage",
            "field-relationships-stage",
            T::Choice(codes(&STAGES)),
        )
        .filterable()
        .listed(),
        derived("type", "field-relationships-type", T::Choice(codes(&TYPES)))
            .filterable()
            .listed(),
        derived("stage_since", "field-relationships-stage-since", T::Day)
            .required()
            .filterable()
            .sortable()
            .listed(),
        derived("ended", "field-relationships-ended", T::Bool).filterable(),
        derived("review_on", "field-relationships-review-on", T::Day).filterable(),
        derived("created_at", "field-relationships-created-at", T::Instant),
    ];
    Catalogue {
        noun: Noun::Relationships,
        fields,
    }
}
