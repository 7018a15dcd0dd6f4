//! The shapes of consent.

use quen_core::consents::{
    AIMS, ANSWERS, Basis, CHANNELS, LEARNED, MAX_PROOF, MAX_WORDING, MEDIA, SOURCES,
};
use serde_json::{Value, json};

/// What is sent and answered.
pub fn schemas() -> Vec<(&'static str, Value)> {
    let instant = || json!({ "type": "string", "format": "date-time" });
    let one_of = |codes: &[&str]| json!({ "type": "string", "enum": codes });
    let or_null = |kind: &str| json!({ "type": [kind, "null"] });
    let list = |model: &str| {
        json!({ "type": "object", "required": ["data"], "properties": {
            "data": { "type": "array", "items": { "$ref": format!("#/components/schemas/{model}") } } } })
    };
    let consent = json!({ "type": "object", "properties": {
        "channel": one_of(&MEDIA), "purpose": one_of(&AIMS), "answer": one_of(&ANSWERS), "wording": or_null("integer"),
        "source": one_of(&SOURCES), "proof": or_null("string"), "any_hour": { "type": "boolean" }, "by_user": or_null("string"), "at": instant(),
    } });
    let wish = json!({ "type": "object", "required": ["source"], "properties": {
        "channel": { "anyOf": [one_of(&CHANNELS), { "type": "null" }] }, "from_hour": or_null("integer"), "to_hour": or_null("integer"),
        "time_zone": or_null("string"), "do_not_call": or_null("boolean"), "source": one_of(&SOURCES),
        "do_not_call_on": { "type": ["string", "null"], "format": "date", "readOnly": true },
    } });
    vec![
        ("Consent", consent),
        ("ConsentHistory", list("Consent")),
        (
            "ConsentPut",
            json!({ "type": "object", "required": ["channel", "purpose", "answer", "source"], "additionalProperties": false, "properties": {
                "channel": one_of(&MEDIA), "purpose": one_of(&AIMS), "answer": one_of(&ANSWERS), "source": one_of(&SOURCES),
                "proof": { "type": ["string", "null"], "maxLength": MAX_PROOF }, "wording": or_null("integer"), "any_hour": or_null("boolean"),
            } }),
        ),
        (
            "Consents",
            json!({ "type": "object", "properties": {
                "consents": { "type": "array", "items": { "$ref": "#/components/schemas/Consent" } },
                "preference": { "anyOf": [{ "type": "null" }, { "$ref": "#/components/schemas/ContactPreference" }] },
                "learned": { "anyOf": [{ "type": "null" }, { "type": "object", "properties": {
                    "channel": { "type": "string" }, "hour": { "type": "integer" }, "answers": { "type": "integer" } } }] },
                "best": { "$ref": "#/components/schemas/ContactBest" },
            } }),
        ),
        ("ContactBest", best()),
        (
            "ConsentLearning",
            json!({ "type": "object", "required": ["what", "may"], "additionalProperties": false, "properties": {
                "what": one_of(&LEARNED), "may": { "type": "boolean", "description": "False: what the answers teach of it is not used." } } }),
        ),
        ("ContactPreference", wish),
        (
            "ConsentWording",
            json!({ "type": "object", "properties": { "version": { "type": "integer" }, "text": { "type": "string" }, "at": instant() } }),
        ),
        ("ConsentWordings", list("ConsentWording")),
        (
            "ConsentWordingNew",
            json!({ "type": "object", "required": ["text"], "additionalProperties": false,
                "properties": { "text": { "type": "string", "maxLength": MAX_WORDING } } }),
        ),
        (
            "Judgement",
            json!({ "type": "object", "properties": {
                "allowed": { "type": "boolean" }, "without_offer": { "type": "boolean" },
                "reasons": { "type": "array", "items": { "$ref": "#/components/schemas/Reason" } } } }),
        ),
    ]
}

/// How a party is reached best, and on what that rests.
fn best() -> Value {
    let basis = Basis::ALL.map(Basis::code);
    let chosen = |value: Value| {
        json!({ "anyOf": [{ "type": "null" }, { "type": "object", "required": ["value", "basis"], "properties": {
            "value": value, "basis": { "type": "string", "enum": basis },
            "seen": { "type": ["integer", "null"] }, "among": { "type": ["integer", "null"] },
            "fact_id": { "type": ["string", "null"], "format": "uuid" }, "said": { "type": ["string", "null"] } } }] })
    };
    let hours = json!({ "type": "object", "properties": { "from": { "type": "integer" }, "to": { "type": "integer" } } });
    json!({ "type": "object", "properties": {
        "channel": chosen(json!({ "type": "string", "enum": CHANNELS })), "hours": chosen(hours),
        "refused": { "type": "array", "items": { "type": "string", "enum": LEARNED } },
        "why": { "type": "array", "items": { "$ref": "#/components/schemas/Reason" } } } })
}
