//! Definitions of custom fields by field name: what the settings page, the API and the command line see.

use serde_json::{Value, json};

use super::{CustomField, PERSONAL, RESULTS, TYPES, slug};
use crate::fields::{Catalogue, Field, FieldType, FieldValue, OwnChoice, Record, codes};
use crate::kept::kept;
use crate::{Noun, Problem};

kept!(CustomField, |_| None);

impl Record for CustomField {
    fn get(&self, field: &str) -> FieldValue {
        let text = |text: &Option<String>| FieldValue::text(text.as_deref());
        let json = |value: &Option<Value>| FieldValue::of(value.clone(), FieldValue::Json);
        match field {
            "id" => FieldValue::Id(self.id),
            "noun" => FieldValue::text(Some(&self.noun)),
            "name" => FieldValue::text(Some(&self.name)),
            "label_vi" => FieldValue::text(Some(&self.label_vi)),
            "label_en" => FieldValue::text(Some(&self.label_en)),
            "hint" => text(&self.hint),
            "type" => FieldValue::text(Some(&self.r#type)),
            "choices" if self.choices.is_empty() => FieldValue::Empty,
            "choices" => FieldValue::Json(json!(self.choices)),
            "target" => text(&self.target),
            "required" => FieldValue::Bool(self.required),
            "personal" => FieldValue::text(Some(&self.personal)),
            "filterable" => FieldValue::Bool(self.filterable),
            "listed" => FieldValue::Bool(self.listed),
            "position" => FieldValue::Integer(self.position),
            "shown_when" => json(&self.shown_when),
            "required_when" => json(&self.required_when),
            "formula" => text(&self.formula),
            "result" => text(&self.result),
            "rollup" => FieldValue::of(self.rollup.as_ref(), |rollup| {
                FieldValue::Json(json!(rollup))
            }),
            "created_at" => FieldValue::Instant(self.created_at),
            "updated_at" => FieldValue::Instant(self.updated_at),
            _ => FieldValue::Empty,
        }
    }

    fn set(&mut self, field: &str, value: FieldValue) -> Result<(), Problem> {
        let text = |value: FieldValue| value.into_text().unwrap_or_default();
        match (field, value) {
            ("noun", value) => self.noun = text(value),
            ("name", value) => self.name = text(value),
            ("label_vi", value) => self.label_vi = text(value),
            ("label_en", value) => self.label_en = text(value),
            ("hint", value) => self.hint = value.into_text(),
            ("type", FieldValue::Text(word)) => self.r#type = word,
            ("choices", value) => self.choices = choices(value)?,
            ("target", value) => self.target = value.into_text(),
            ("required", value) => self.required = value == FieldValue::Bool(true),
            ("personal", FieldValue::Text(word)) => self.personal = word,
            ("filterable", value) => self.filterable = value == FieldValue::Bool(true),
            ("listed", value) => self.listed = value == FieldValue::Bool(true),
            ("position", value) => self.position = value.into_integer().unwrap_or(0),
            ("shown_when", value) => self.shown_when = condition(value),
            ("required_when", value) => self.required_when = condition(value),
            ("formula", value) => self.formula = value.into_text(),
            ("result", value) => self.result = value.into_text(),
            ("rollup", FieldValue::Json(json)) => {
                let read = serde_json::from_value(json);
                self.rollup = Some(read.map_err(|_| Problem::new("rollup", "bad-rollup"))?);
            }
            ("rollup", FieldValue::Empty) => self.rollup = None,
            (field, _) => return Err(Problem::new(field.to_owned(), "invalid-value")),
        }
        Ok(())
    }
}

/// An empty condition is none.
fn condition(value: FieldValue) -> Option<Value> {
    match value {
        FieldValue::Json(json) if json.as_object().is_some_and(|all| !all.is_empty()) => Some(json),
        _ => None,
    }
}

/// Choices are words, or objects with `code`, `vi` and `en`; a missing code is made from the label.
fn choices(value: FieldValue) -> Result<Vec<OwnChoice>, Problem> {
    let wrong = || Problem::new("choices", "bad-list");
    let FieldValue::Json(Value::Array(items)) = value else {
        return match value {
            FieldValue::Empty => Ok(Vec::new()),
            _ => Err(wrong()),
        };
    };
    items
        .iter()
        .map(|item| choice(item).ok_or_else(wrong))
        .collect()
}

fn choice(item: &Value) -> Option<OwnChoice> {
    let word = |name: &str| match item {
        Value::String(text) if name == "vi" => Some(text.trim().to_owned()),
        Value::Object(map) => match map.get(name) {
            None | Some(Value::Null) => Some(String::new()),
            Some(value) => Some(value.as_str()?.trim().to_owned()),
        },
        Value::String(_) => Some(String::new()),
        _ => None,
    };
    let (code, vi, en) = (word("code")?, word("vi")?, word("en")?);
    let code = if code.is_empty() {
        slug(if vi.is_empty() { &en } else { &vi })
    } else {
        code
    };
    Some(OwnChoice { code, vi, en })
}

/// The fields of a definition.
pub fn catalogue() -> Catalogue {
    use FieldType as T;
    let text = |name, label, max| Field::new(name, label, T::Text { max });
    let json = |name, label| Field::new(name, label, T::Json);
    let flag = |name, label| Field::new(name, label, T::Bool);
    let derived = |name, label| Field::new(name, label, T::Instant).derived();
    let choice = |name, label, list| Field::new(name, label, T::Choice(codes(list)));
    let fields = vec![
        text("noun", "field-fields-noun", 40)
            .required()
            .filterable()
            .listed(),
        text("name", "field-fields-name", 40).listed(),
        text("label_vi", "field-fields-label-vi", 80).listed(),
        text("label_en", "field-fields-label-en", 80),
        text("hint", "field-fields-hint", 200),
        choice("type", "field-fields-type", &TYPES)
            .required()
            .listed(),
        json("choices", "field-fields-choices"),
        text("target", "field-fields-target", 40),
        flag("required", "field-fields-required").listed(),
        choice("personal", "field-fields-personal", &PERSONAL).required(),
        flag("filterable", "field-fields-filterable"),
        flag("listed", "field-fields-listed"),
        Field::new("position", "field-fields-position", T::Integer),
        json("shown_when", "field-fields-shown-when"),
        json("required_when", "field-fields-required-when"),
        Field::new("formula", "field-fields-formula", T::LongText { max: 1000 }),
        choice("result", "field-fields-result", &RESULTS),
        json("rollup", "field-fields-rollup"),
        derived("created_at", "field-fields-created-at"),
        derived("updated_at", "field-fields-updated-at"),
    ];
    Catalogue {
        noun: Noun::Fields,
        fields,
    }
}
