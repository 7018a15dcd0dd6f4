//! The shapes of care.

use quen_core::care::{
    AUDIENCES, CHANNELS, MAX_AFTER, MAX_BEFORE, MAX_NAME, MAX_SUBJECT, MAX_TEXT, MODES, OCCASIONS,
    PURPOSES, SHOWN_STATES, STATES,
};
use serde_json::{Value, json};

/// What is sent and answered.
pub fn schemas() -> Vec<(&'static str, Value)> {
    let list = |model: &str| {
        json!({ "type": "object", "required": ["data"], "properties": {
            "data": { "type": "array", "items": { "$ref": format!("#/components/schemas/{model}") } } } })
    };
    let sent = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false });
    let mut change = programme();
    if let Some(fields) = change.as_object_mut() {
        fields.insert(
            "version".to_owned(),
            json!({ "type": ["integer", "null"], "description": "Refused when somebody was quicker." }),
        );
    }
    vec![
        ("CareProgramme", kept()),
        ("CareProgrammeNew", sent(&["occasion"], programme())),
        ("CareProgrammeChange", sent(&[], change)),
        ("CareProgrammes", list("CareProgramme")),
        ("CareTouch", touch()),
        ("CareTouches", touches()),
        ("CareShares", shares()),
        (
            "CareTallies",
            json!({ "type": "object", "properties": { "data": { "type": "array", "items": { "type": "object", "properties": {
                "programme_id": uuid(), "state": one_of(&SHOWN_STATES), "count": count() } } } } }),
        ),
        ("CareDelivered", delivered()),
        (
            "CareLetter",
            sent(
                &[],
                json!({ "subject": { "type": ["string", "null"], "maxLength": MAX_SUBJECT },
                "body": { "type": ["string", "null"], "maxLength": MAX_TEXT, "description": "The ready words where it is left out." } }),
            ),
        ),
        (
            "CareSent",
            json!({ "type": "object", "properties": { "interaction_id": { "type": "string", "format": "uuid" } } }),
        ),
        (
            "Telling",
            sent(
                &[],
                json!({ "body": { "type": ["string", "null"], "maxLength": MAX_TEXT,
                "description": "What was said, when it was not the ready words." } }),
            ),
        ),
        (
            "ContactPressure",
            json!({ "type": "object", "properties": {
                "week": count(), "month": count(), "quarter": count(), "week_cap": count(), "month_cap": count(), "quarter_cap": count() } }),
        ),
    ]
}

fn one_of(codes: &[&str]) -> Value {
    json!({ "type": "string", "enum": codes })
}

fn uuid() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

fn instant() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn programme() -> Value {
    let text = |max: usize| json!({ "type": "string", "maxLength": max });
    json!({
        "name": text(MAX_NAME), "occasion": one_of(&OCCASIONS), "mode": one_of(&MODES), "channel": one_of(&CHANNELS),
        "purpose": one_of(&PURPOSES), "audience": one_of(&AUDIENCES),
        "days": { "type": "integer", "minimum": -MAX_BEFORE, "maximum": MAX_AFTER,
            "description": "Days after the occasion, below zero before it." },
        "holiday": { "type": ["string", "null"], "description": "For the occasion holiday: the key of the day." },
        "product_id": { "type": ["string", "null"], "format": "uuid", "description": "For the occasion guide." },
        "subject": { "type": ["string", "null"], "maxLength": MAX_SUBJECT },
        "text": { "type": ["string", "null"], "maxLength": MAX_TEXT,
            "description": "May hold {customer}, {shop} and {product}." },
    })
}

fn kept() -> Value {
    let mut properties = programme();
    if let Some(fields) = properties.as_object_mut() {
        fields.insert("id".to_owned(), uuid());
        fields.insert("version".to_owned(), json!({ "type": "integer" }));
        fields.insert("created_at".to_owned(), instant());
        fields.insert("updated_at".to_owned(), instant());
        fields.insert(
            "removed_at".to_owned(),
            json!({ "type": ["string", "null"], "format": "date-time" }),
        );
    }
    json!({ "type": "object", "properties": properties })
}

fn touch() -> Value {
    let day = json!({ "type": "string", "format": "date" });
    json!({ "type": "object", "properties": {
        "id": uuid(), "programme_id": uuid(), "party_id": uuid(), "party_name": { "type": ["string", "null"] },
        "key": { "type": "string", "description": "Names the occasion; of one programme and party there is one touch for it." },
        "occasion_on": day, "due_at": instant(), "until": day, "state": one_of(&STATES), "shown": one_of(&SHOWN_STATES),
        "channel": { "type": "string" }, "why": { "$ref": "#/components/schemas/Reason" },
        "reasons": { "type": "array", "items": { "$ref": "#/components/schemas/Reason" } },
        "task_id": { "type": ["string", "null"], "format": "uuid" },
        "interaction_id": { "type": ["string", "null"], "format": "uuid", "description": "What a colleague did about it." },
        "settled_at": { "type": ["string", "null"], "format": "date-time" }, "created_at": instant(),
    } })
}

fn delivered() -> Value {
    let counted =
        json!({ "type": "object", "properties": { "expected": count(), "got": count() } });
    let days = json!({ "$ref": "#/components/schemas/Punctuality" });
    json!({ "type": "object", "properties": {
        "since": { "type": "string", "format": "date" }, "promises": { "$ref": "#/components/schemas/Keeping" },
        "deliveries": days, "payments": days, "told": counted, "fulfilled": counted, "care": counted } })
}

fn touches() -> Value {
    json!({ "type": "object", "required": ["data", "next_cursor"], "properties": {
        "data": { "type": "array", "items": { "$ref": "#/components/schemas/CareTouch" } },
        "next_cursor": { "type": ["string", "null"] } } })
}

fn shares() -> Value {
    let month = json!({ "type": "object", "properties": {
        "month": { "type": "string", "format": "date" }, "human": count(), "automatic": count(), "proactive": count(), "reactive": count() } });
    let person = json!({ "type": "object", "properties": { "user_id": uuid(), "touches": count(), "proactive": count() } });
    let answers = json!({ "type": "object", "properties": { "asked": count(), "answered": count(), "in_time": count() } });
    json!({ "type": "object", "properties": {
        "months": { "type": "array", "items": month }, "people": { "type": "array", "items": person }, "answers": answers,
        "as_of": { "type": ["string", "null"], "format": "date" } } })
}
