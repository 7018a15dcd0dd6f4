//! The fields of projects, by name. It must hold no rule of their states.

use super::{Project, STATES};
use crate::fields::{
    Catalogue, Field, FieldType, FieldValue, PersonalData, Record, codes, with_custom,
};
use crate::kept::kept;
use crate::{Noun, Problem};

kept!(Project, |project| Some(project.party_id));

impl Record for Project {
    fn get(&self, field: &str) -> FieldValue {
        match field {
            "id" => FieldValue::Id(self.id),
            "party_id" => FieldValue::id(self.party_id),
            "name" => FieldValue::text(Some(&self.name)),
            "state" => FieldValue::text(Some(&self.state)),
            "owner_id" => FieldValue::of(self.owner_id, FieldValue::Id),
            "starts_on" => FieldValue::of(self.starts_on, FieldValue::Day),
            "due_on" => FieldValue::of(self.due_on, FieldValue::Day),
            "ended_on" => FieldValue::of(self.ended_on, FieldValue::Day),
            "budget" => FieldValue::of(self.budget, FieldValue::Money),
            "note" => FieldValue::text(self.note.as_deref()),
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
            ("name", value) => self.name = value.into_text().unwrap_or_default(),
            ("state", FieldValue::Text(state)) => self.state = state,
            ("owner_id", value) => self.owner_id = value.into_id(),
            ("starts_on", value) => self.starts_on = value.into_day(),
            ("due_on", value) => self.due_on = value.into_day(),
            ("budget", value) => self.budget = value.into_money(),
            ("note", value) => self.note = value.into_text(),
            ("custom", value) => self.custom = value.into_custom(),
            ("quality", value) => self.quality = value.into_integer(),
            (field, _) => return Err(Problem::new(field.to_owned(), "invalid-value")),
        }
        Ok(())
    }

    with_custom!();
}

/// The fields of projects, in the order of forms and exports.
pub fn catalogue() -> Catalogue {
    use FieldType as T;
    let derived = |name, label, kind| Field::new(name, label, kind).derived();
    let party = T::Reference(Noun::Parties);
    let fields = vec![
        Field::new("name", "field-projects-name", T::Text { max: 200 })
            .required()
            .searchable()
            .personal(PersonalData::Basic)
            .listed(),
        Field::new("party_id", "field-projects-party-id", party)
            .required()
            .filterable()
            .listed(),
        Field::new("state", "field-projects-state", T::Choice(codes(&STATES)))
            .required()
            .filterable()
            .listed(),
        Field::new("owner_id", "field-projects-owner-id", T::User)
            .filterable()
            .listed(),
        Field::new("starts_on", "field-projects-starts-on", T::Day).filterable(),
        Field::new("due_on", "field-projects-due-on", T::Day)
            .filterable()
            .sortable()
            .listed(),
        Field::new("budget", "field-projects-budget", T::Money).filterable(),
        Field::new("note", "field-projects-note", T::LongText { max: 10_000 })
            .searchable()
            .personal(PersonalData::Basic),
        Field::new("custom", "field-projects-custom", T::Json),
        derived("ended_on", "field-projects-ended-on", T::Day).filterable(),
        crate::quality::field(),
        derived("created_at", "field-projects-created-at", T::Instant).filterable(),
        derived("updated_at", "field-projects-updated-at", T::Instant)
            .filterable()
            .sortable(),
    ];
    Catalogue {
        noun: Noun::Projects,
        fields,
    }
}
