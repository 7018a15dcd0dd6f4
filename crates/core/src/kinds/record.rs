//! Kinds and their records by field name: what lists, forms, the API and history see.

use super::{CustomKind, CustomRecord, ICONS};
use crate::fields::{Catalogue, Field, FieldType, FieldValue, Record, codes, with_custom};
use crate::kept::kept;
use crate::{Noun, Problem};

kept!(CustomKind, |_| None);
kept!(CustomRecord, |record| record.party_id);

impl Record for CustomKind {
    fn get(&self, field: &str) -> FieldValue {
        let text = |text: &String| FieldValue::text(Some(text));
        match field {
            "id" => FieldValue::Id(self.id),
            "name" => text(&self.name),
            "one_vi" => text(&self.one_vi),
            "one_en" => text(&self.one_en),
            "many_vi" => text(&self.many_vi),
            "many_en" => text(&self.many_en),
            "icon" => text(&self.icon),
            "created_at" => FieldValue::Instant(self.created_at),
            "updated_at" => FieldValue::Instant(self.updated_at),
            _ => FieldValue::Empty,
        }
    }

    fn set(&mut self, field: &str, value: FieldValue) -> Result<(), Problem> {
        let place = match field {
            "name" => &mut self.name,
            "one_vi" => &mut self.one_vi,
            "one_en" => &mut self.one_en,
            "many_vi" => &mut self.many_vi,
            "many_en" => &mut self.many_en,
            "icon" => &mut self.icon,
            _ => return Err(Problem::new(field.to_owned(), "invalid-value")),
        };
        *place = value.into_text().unwrap_or_default();
        Ok(())
    }
}

/// The fields of a kind.
pub fn catalogue() -> Catalogue {
    use FieldType as T;
    let text = |name, label| Field::new(name, label, T::Text { max: 60 });
    let derived = |name, label| Field::new(name, label, T::Instant).derived();
    let fields = vec![
        Field::new("name", "field-kinds-name", T::Text { max: 40 }).listed(),
        text("one_vi", "field-kinds-one-vi").listed(),
        text("one_en", "field-kinds-one-en"),
        text("many_vi", "field-kinds-many-vi"),
        text("many_en", "field-kinds-many-en"),
        Field::new("icon", "field-kinds-icon", T::Choice(codes(&ICONS))).required(),
        derived("created_at", "field-kinds-created-at"),
        derived("updated_at", "field-kinds-updated-at"),
    ];
    Catalogue {
        noun: Noun::Kinds,
        fields,
    }
}

impl Record for CustomRecord {
    fn get(&self, field: &str) -> FieldValue {
        match field {
            "id" => FieldValue::Id(self.id),
            "kind" => FieldValue::text(Some(&self.kind)),
            "name" => FieldValue::text(Some(&self.name)),
            "party_id" => FieldValue::of(self.party_id, FieldValue::Id),
            "custom" => FieldValue::custom(&self.custom),
            "created_at" => FieldValue::Instant(self.created_at),
            "quality" => FieldValue::of(self.quality, FieldValue::Integer),
            "updated_at" => FieldValue::Instant(self.updated_at),
            _ => FieldValue::Empty,
        }
    }

    fn set(&mut self, field: &str, value: FieldValue) -> Result<(), Problem> {
        match (field, value) {
            ("name", FieldValue::Text(name)) => self.name = name,
            ("party_id", value) => self.party_id = value.into_id(),
            ("quality", value) => self.quality = value.into_integer(),
            (field, _) => return Err(Problem::new(field.to_owned(), "invalid-value")),
        }
        Ok(())
    }

    with_custom!();

    fn word(&self) -> Option<&str> {
        Some(&self.kind)
    }
}
