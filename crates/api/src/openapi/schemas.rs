//! Schemas of values and kinds.

use quen_core::fields::{Field, FieldType, own_name};
use serde_json::{Map, Value, json};

use super::Described;

/// `parties` → `Party`; a kind that a workspace made has a name that no other model can have.
pub fn model_name(plural: &str) -> String {
    if quen_core::Noun::from_plural(plural).is_none() {
        return format!("Record_{plural}");
    }
    let singular = plural.strip_suffix("ies").map_or_else(
        || plural.trim_end_matches('s').to_owned(),
        |stem| format!("{stem}y"),
    );
    let mut letters = singular.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// The schemas that kinds share.
pub fn common() -> Map<String, Value> {
    let all = json!({
        "Problem": {
            "type": "object", "required": ["type", "title", "status", "detail", "code", "errors"],
            "properties": {
                "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" },
                "detail": { "type": "string" }, "code": { "type": "string" }, "current_version": { "type": "integer" },
                "errors": { "type": "array", "items": {
                    "type": "object", "required": ["field", "code", "message"],
                    "properties": { "field": { "type": "string" }, "code": { "type": "string" }, "message": { "type": "string" } },
                } },
            },
        },
        "Money": {
            "type": "object", "required": ["amount"],
            "properties": { "amount": { "type": "integer", "description": "Minor units." }, "currency": { "type": ["string", "null"] } },
        },
        "Changes": {
            "type": "object", "required": ["data"],
            "properties": { "data": { "type": "array", "items": {
                "type": "object", "required": ["id", "at", "noun", "verb", "record_id", "user_id", "door", "personal"],
                "properties": {
                    "id": { "type": "string", "format": "uuid" }, "at": { "type": "string", "format": "date-time" },
                    "noun": { "type": "string" }, "verb": { "type": "string" }, "record_id": { "type": "string", "format": "uuid" },
                    "user_id": { "type": ["string", "null"], "format": "uuid" }, "door": { "type": "string" },
                    "personal": { "type": "object", "description": "Fields, each with its value before and after." },
                },
            } } },
        },
        "Reversal": {
            "type": "object", "required": ["change", "field"],
            "properties": {
                "change": { "type": "string", "format": "uuid" }, "field": { "type": "string", "minLength": 1 },
            },
        },
        "Contact": {
            "type": "object", "required": ["value", "display"],
            "properties": { "value": { "type": "string" }, "display": { "type": "string" }, "label": { "type": ["string", "null"] } },
        },
        "ContactSent": { "anyOf": [
            { "type": "string" },
            { "type": "object", "required": ["value"], "properties": { "value": { "type": "string" }, "label": { "type": ["string", "null"] } } },
        ] },
        "Birthday": {
            "type": "object", "required": ["month", "day"],
            "properties": {
                "calendar": { "type": "string", "enum": ["solar", "lunar"] }, "year": { "type": ["integer", "null"] },
                "month": { "type": "integer", "minimum": 1, "maximum": 12 }, "day": { "type": "integer", "minimum": 1, "maximum": 31 },
                "leap": { "type": "boolean" },
            },
        },
        "Address": {
            "type": "object", "required": ["raw"],
            "properties": {
                "raw": { "type": "string", "maxLength": 500 }, "province_code": { "type": ["string", "null"] },
                "ward_code": { "type": ["string", "null"] },
            },
        },
    });
    all.as_object().cloned().unwrap_or_default()
}

/// The schemas of a kind: as answered, as sent to make one, as sent to change one.
pub fn kind(models: &mut Map<String, Value>, kind: &Described) {
    let name = model_name(&kind.word);
    let (own, fields): (Vec<&Field>, Vec<&Field>) = kind
        .catalogue
        .fields
        .iter()
        .partition(|field| field.own.is_some());
    let editable: Vec<&Field> = fields
        .iter()
        .copied()
        .filter(|field| field.editable)
        .collect();
    let mut sent: Map<String, Value> = editable
        .iter()
        .map(|field| (field.name.to_string(), nullable(field, true)))
        .collect();
    if !own.is_empty() {
        let editable = own.iter().copied().filter(|field| field.editable);
        sent.insert("custom".to_owned(), custom(editable, true));
    }
    let required: Vec<String> = editable
        .iter()
        .filter(|f| f.required && !kind.defaults.contains(&f.name.as_ref()))
        .map(|f| f.name.to_string())
        .collect();
    let mut answered: Map<String, Value> = kept();
    answered.extend(
        fields
            .iter()
            .map(|field| (field.name.to_string(), nullable(field, false))),
    );
    if !own.is_empty() {
        answered.insert("custom".to_owned(), custom(own.into_iter(), false));
    }
    answered.extend(
        kind.extra
            .iter()
            .map(|(name, schema)| ((*name).to_owned(), schema.clone())),
    );
    models.insert(
        name.clone(),
        json!({ "type": "object", "required": ["id", "version"], "properties": answered }),
    );
    models.insert(
        format!("{name}New"),
        json!({ "type": "object", "required": required, "properties": sent, "additionalProperties": false }),
    );
    models.insert(
        format!("{name}Patch"),
        json!({ "type": "object", "properties": sent, "additionalProperties": false }),
    );
}

/// The values of custom fields: those the workspace declared by their types, any other beside them.
fn custom<'a>(fields: impl Iterator<Item = &'a Field>, sent: bool) -> Value {
    let mut properties = Map::new();
    for field in fields {
        let name = own_name(&field.name).unwrap_or_default();
        let mut schema = json!({ "anyOf": [value(&field.kind, sent), { "type": "null" }] });
        let title = field.own.as_ref().map(|own| own.label(true).to_owned());
        if let (Some(schema), Some(title)) = (schema.as_object_mut(), title) {
            schema.insert("title".to_owned(), json!(title));
        }
        properties.insert(name.to_owned(), schema);
    }
    json!({ "anyOf": [{ "type": "object", "properties": properties, "additionalProperties": true }, { "type": "null" }] })
}

fn kept() -> Map<String, Value> {
    let all = json!({
        "id": { "type": "string", "format": "uuid" }, "version": { "type": "integer" },
        "created_at": { "type": "string", "format": "date-time" }, "updated_at": { "type": "string", "format": "date-time" },
        "deleted_at": { "type": ["string", "null"], "format": "date-time" },
    });
    all.as_object().cloned().unwrap_or_default()
}

pub fn nullable(field: &Field, sent: bool) -> Value {
    let mut schema = value(&field.kind, sent);
    if !field.required {
        return json!({ "anyOf": [schema, { "type": "null" }] });
    }
    if let (FieldType::Text { .. } | FieldType::LongText { .. }, Some(text)) =
        (&field.kind, schema.as_object_mut())
    {
        text.insert("minLength".to_owned(), json!(1));
    }
    schema
}

/// The schema of a type's values, as sent or as answered.
pub fn value(kind: &FieldType, sent: bool) -> Value {
    use FieldType as T;
    let list = |items: Value| json!({ "type": "array", "items": items, "maxItems": 50 });
    match kind {
        T::Text { max } | T::LongText { max } => json!({ "type": "string", "maxLength": max }),
        T::Integer | T::Percent => json!({ "type": "integer" }),
        T::Decimal => json!({ "type": ["number", "string"] }),
        T::Money if sent => {
            json!({ "anyOf": [{ "$ref": "#/components/schemas/Money" }, { "type": "integer" }] })
        }
        T::Money => json!({ "$ref": "#/components/schemas/Money" }),
        T::Day => json!({ "type": "string", "format": "date" }),
        T::Instant => json!({ "type": "string", "format": "date-time" }),
        T::Birthday => json!({ "$ref": "#/components/schemas/Birthday" }),
        T::Choice(codes) => json!({ "type": "string", "enum": codes }),
        T::Choices(codes) => list(json!({ "type": "string", "enum": codes })),
        T::Tags => list(json!({ "type": "string", "maxLength": 60 })),
        T::Bool => json!({ "type": "boolean" }),
        T::Phones | T::Emails if sent => {
            list(json!({ "$ref": "#/components/schemas/ContactSent" }))
        }
        T::Phones | T::Emails => list(json!({ "$ref": "#/components/schemas/Contact" })),
        T::Link | T::TaxCode => json!({ "type": "string" }),
        T::Address if sent => {
            json!({ "anyOf": [{ "$ref": "#/components/schemas/Address" }, { "type": "string", "maxLength": 500 }] })
        }
        T::Address => json!({ "$ref": "#/components/schemas/Address" }),
        T::User | T::Reference(_) => json!({ "type": "string", "format": "uuid" }),
        T::File if sent => {
            json!({ "anyOf": [{ "$ref": "#/components/schemas/FileOfField" }, { "type": "string", "format": "uuid" }] })
        }
        T::File => json!({ "$ref": "#/components/schemas/FileOfField" }),
        T::Json => json!({}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn model_names() {
        assert_eq!(model_name("parties"), "Party");
        assert_eq!(model_name("interactions"), "Interaction");
    }
}
