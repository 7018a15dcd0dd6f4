//! The shapes of how good records are and of what is to be mended.

use serde_json::{Value, json};

/// All of them.
pub fn schemas() -> Vec<(&'static str, Value)> {
    let uuid = || json!({ "type": "string", "format": "uuid" });
    let object = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties });
    let scoring = || {
        json!({ "type": ["object", "null"], "description": "While records without a score are looked at: scores are known of the first of these alone.",
        "required": ["done", "all"], "properties": { "done": { "type": "integer" }, "all": { "type": "integer" } } })
    };
    vec![
        (
            "QualitySummary",
            object(
                &["faults", "bands", "scoring"],
                json!({ "faults": { "type": "array", "items": object(&["fault", "count"], json!({ "fault": fault(), "count": { "type": "integer" },
                    "points": { "type": "integer" }, "has_remedy": { "type": "boolean" } })) },
                    "bands": { "type": "array", "items": { "type": "integer" } }, "duplicates": { "type": ["integer", "null"] }, "scoring": scoring() }),
            ),
        ),
        (
            "QualityOfKind",
            object(
                &[
                    "count", "capped", "complete", "bands", "scoring", "outdated", "gaps", "worst",
                ],
                json!({ "count": { "type": "integer" }, "capped": { "type": "boolean" }, "complete": { "type": ["integer", "null"] },
                    "bands": { "type": "array", "items": { "type": "integer" } }, "scoring": scoring(), "outdated": { "type": ["integer", "null"] },
                    "gaps": { "type": "array", "items": object(&["field", "count", "capped", "has_remedy"], json!({ "field": { "type": "string" },
                        "count": { "type": "integer" }, "capped": { "type": "boolean" }, "has_remedy": { "type": "boolean" } })) },
                    "worst": { "type": "array", "items": object(&["id", "name", "quality", "faults"], json!({ "id": uuid(),
                        "name": { "type": "string" }, "quality": { "type": "integer" },
                        "faults": { "type": "array", "items": object(&["fault", "field"], json!({
                            "fault": { "type": "string", "enum": ["unreadable", "missing", "outdated"] }, "field": { "type": ["string", "null"] } })) } })) } }),
            ),
        ),
        (
            "QualityMending",
            json!({ "type": "object", "required": ["fault"], "additionalProperties": false,
                "properties": { "kind": { "type": "string", "description": "Plural word of the kind; customers when there is none." },
                    "fault": { "anyOf": [fault(), { "enum": ["missing"] }] }, "field": { "type": ["string", "null"] },
                    "id": { "type": ["string", "null"], "format": "uuid" } } }),
        ),
        (
            "QualityMended",
            object(&["mended"], json!({ "mended": { "type": "integer" } })),
        ),
    ]
}

fn fault() -> Value {
    json!({ "type": "string", "enum": quen_core::quality::Fault::CODES })
}
