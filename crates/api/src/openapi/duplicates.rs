//! The shapes of suggestions, merges and their undo.

use serde_json::{Value, json};

/// All of them.
pub fn schemas() -> Vec<(&'static str, Value)> {
    let reference = |model: &str| json!({ "$ref": format!("#/components/schemas/{model}") });
    let list = |model: &str| json!({ "type": "array", "items": reference(model) });
    let uuid = || json!({ "type": "string", "format": "uuid" });
    let instant = || json!({ "type": ["string", "null"], "format": "date-time" });
    let object = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties });
    let version = || json!({ "type": ["integer", "null"], "description": "The version that was seen; another one refuses the merge." });
    let any = || reference("AnyRecord");
    let chance = || json!({ "type": ["integer", "null"], "description": "Chance that both are one, in basis points." });
    vec![
        (
            "AnyRecord",
            json!({ "type": "object", "required": ["id", "version"], "properties": { "id": uuid(), "version": { "type": "integer" } },
                "description": "The record as the endpoints of its kind answer it; a party where no other kind was asked for." }),
        ),
        (
            "Duplicate",
            object(
                &[
                    "id",
                    "kind",
                    "one",
                    "other",
                    "chance",
                    "automatic",
                    "reasons",
                    "state",
                ],
                json!({ "id": uuid(), "kind": { "type": "string" }, "one": any(), "other": any(), "chance": chance(),
                    "automatic": { "type": "boolean" }, "reasons": list("Reason"),
                    "state": { "type": "string", "enum": quen_service::duplicates::STATES } }),
            ),
        ),
        (
            "Duplicates",
            object(
                &["data", "next_cursor"],
                json!({ "data": list("Duplicate"), "next_cursor": { "type": ["string", "null"] } }),
            ),
        ),
        (
            "DuplicatesCheck",
            json!({ "allOf": [reference("PartyPatch")], "properties": {
                "id": { "type": ["string", "null"], "format": "uuid", "description": "The record that is being changed." } } }),
        ),
        (
            "PossibleDuplicates",
            object(
                &["possible_duplicates"],
                json!({ "possible_duplicates": { "type": "array", "items": object(&["party", "automatic"], json!({
                    "party": reference("Party"), "chance": chance(), "automatic": { "type": "boolean" },
                    "reasons": { "type": ["array", "null"], "items": reference("Reason") } })) } }),
            ),
        ),
        (
            "DuplicatesScan",
            object(
                &["job_id"],
                json!({ "job_id": { "type": ["string", "null"], "format": "uuid", "description": "None when a scan is under way." } }),
            ),
        ),
        (
            "Merger",
            json!({ "type": "object", "required": ["loser"], "additionalProperties": false, "properties": {
                "loser": uuid(), "take": { "type": "array", "items": { "type": "string" },
                    "description": "Fields whose value the other record gives; the differences of the preview name those that can be chosen." },
                "winner_version": version(), "loser_version": version() } }),
        ),
        (
            "MergerPreview",
            object(
                &["winner", "loser", "merged", "moves", "differences"],
                json!({ "winner": any(), "loser": any(), "merged": any(),
                    "moves": { "type": "object", "additionalProperties": { "type": "integer" } },
                    "differences": { "type": "array", "items": object(&["field", "taken"], json!({
                        "field": { "type": "string" }, "winner": {}, "loser": {}, "taken": { "type": "boolean" } })) } }),
            ),
        ),
        (
            "Mergers",
            object(
                &["data"],
                json!({ "data": { "type": "array", "items": object(&["id", "winner_id", "loser_id"], json!({
                    "id": uuid(), "winner_id": uuid(), "loser_id": uuid(), "loser_name": { "type": "string" },
                    "at": instant(), "by_user": { "type": ["string", "null"] }, "undone_at": instant() })) } }),
            ),
        ),
    ]
}
