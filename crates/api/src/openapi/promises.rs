//! The shapes that promises alone have.

use quen_core::promises::{KINDS, MAX_SAID};
use serde_json::{Value, json};

/// What is sent and answered.
pub fn schemas() -> Vec<(&'static str, Value)> {
    let said = || json!({ "type": ["string", "null"], "maxLength": MAX_SAID });
    let day = || json!({ "type": ["string", "null"], "format": "date" });
    let sent = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false });
    let count = || json!({ "type": "integer", "minimum": 0 });
    let keeping = json!({ "$ref": "#/components/schemas/Keeping" });
    vec![
        (
            "Delivery",
            sent(
                &[],
                json!({ "delivered_on": day(), "outcome": said(), "beyond": { "type": ["boolean", "null"] } }),
            ),
        ),
        ("Breach", sent(&[], json!({ "outcome": said() }))),
        (
            "Mending",
            sent(
                &["outcome"],
                json!({ "outcome": { "type": "string", "maxLength": MAX_SAID } }),
            ),
        ),
        (
            "Renegotiation",
            sent(
                &["agreed"],
                json!({ "due_on": day(), "text": said(), "agreed": { "type": "string", "maxLength": MAX_SAID } }),
            ),
        ),
        (
            "HeardPromises",
            json!({ "type": "object", "required": ["data"], "properties": { "data": { "type": "array", "items": {
                "type": "object", "required": ["id", "file_id", "text", "kind", "due_on"], "properties": {
                    "id": { "type": "string", "format": "uuid", "description": "Goes into `heard_id` of the promise it becomes." },
                    "file_id": { "type": "string", "format": "uuid" }, "text": { "type": "string" },
                    "kind": { "type": "string", "enum": KINDS }, "due_on": day() } } } } }),
        ),
        (
            "Keeping",
            json!({ "type": "object", "properties": {
                "kept": count(), "broken": count(), "late": count(), "kept_late": count(), "beyond": count(), "mended": count(),
                "rate": { "type": ["integer", "null"], "description": "Basis points, weighted by size." },
            } }),
        ),
        (
            "KeepingRates",
            json!({ "type": "object", "properties": {
                "all": keeping, "since": { "type": "string", "format": "date" },
                "people": { "type": "array", "items": { "type": "object", "properties": {
                    "user_id": { "type": "string", "format": "uuid" }, "keeping": keeping } } },
            } }),
        ),
    ]
}
