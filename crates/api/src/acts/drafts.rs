//! The endpoints about what one typed and did not save; everybody sees the own drafts alone.

use serde_json::{Value, json};

use super::{Endpoint, Verb, endpoint};

/// All of them.
pub const ENDPOINTS: [Endpoint; 4] = [
    endpoint(Verb::Get, "/drafts", "drafts.list", None, Some("Drafts")),
    endpoint(
        Verb::Put,
        "/drafts",
        "drafts.keep",
        Some("DraftNew"),
        Some("DraftKept"),
    ),
    endpoint(
        Verb::Get,
        "/drafts/{id}",
        "drafts.find",
        None,
        Some("Draft"),
    ),
    endpoint(Verb::Delete, "/drafts/{id}", "drafts.delete", None, None),
];

/// Their shapes.
pub fn schemas() -> Vec<(&'static str, Value)> {
    let typed = json!({ "type": "object", "description": "What stands in the form, by the names of its fields.",
        "additionalProperties": { "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] } });
    let form = json!({ "type": "string", "description": "Address of the page with the form, such as /tasks/new." });
    vec![
        (
            "Draft",
            json!({ "type": "object", "required": ["id", "form", "party_id", "words", "typed", "saved_at"], "properties": {
                "id": { "type": "string", "format": "uuid" }, "form": form, "party_id": { "type": ["string", "null"], "format": "uuid" },
                "words": { "type": "string" }, "typed": typed, "saved_at": { "type": "string", "format": "date-time" } } }),
        ),
        (
            "Drafts",
            json!({ "type": "object", "required": ["data", "next_cursor"], "properties": {
                "data": { "type": "array", "items": { "$ref": "#/components/schemas/Draft" } }, "next_cursor": { "type": "null" } } }),
        ),
        (
            "DraftKept",
            json!({ "anyOf": [{ "$ref": "#/components/schemas/Draft" }, { "type": "null", "description": "Nothing was typed, so nothing is kept." }] }),
        ),
        (
            "DraftNew",
            json!({ "type": "object", "required": ["form", "typed"], "additionalProperties": false,
                "properties": { "form": form, "typed": typed } }),
        ),
    ]
}
