//! The shapes of suggestions, merges and their undo, and of what is to be mended.

use quen_core::parties::CHOICES;
use serde_json::{Value, json};

/// All of them.
pub fn schemas() -> Vec<(&'static str, Value)> {
    let reference = |model: &str| json!({ "$ref": format!("#/components/schemas/{model}") });
    let list = |model: &str| json!({ "type": "array", "items": reference(model) });
    let uuid = || json!({ "type": "string", "format": "uuid" });
    let instant = || json!({ "type": ["string", "null"], "format": "date-time" });
    let object = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties });
    let scoring = || {
        json!({ "type": ["object", "null"], "description": "While records without a score are looked at: scores are known of the first of these alone.",
        "required": ["done", "all"], "properties": { "done": { "type": "integer" }, "all": { "type": "integer" } } })
    };
    let version = || json!({ "type": ["integer", "null"], "description": "The version that was seen; another one refuses the merge." });
    let chance = || json!({ "type": ["integer", "null"], "description": "Chance that both are one, in basis points." });
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
        (
            "Duplicate",
            object(
                &[
                    "id",
                    "one",
                    "other",
                    "chance",
                    "automatic",
                    "reasons",
                    "state",
                ],
                json!({ "id": uuid(), "one": reference("Party"), "other": reference("Party"), "chance": chance(),
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
                "loser": uuid(), "take": { "type": "array", "items": { "type": "string", "enum": CHOICES } },
                "winner_version": version(), "loser_version": version() } }),
        ),
        (
            "MergerPreview",
            object(
                &["winner", "loser", "merged", "moves", "differences"],
                json!({ "winner": reference("Party"), "loser": reference("Party"), "merged": reference("Party"),
                    "moves": { "type": "object", "additionalProperties": { "type": "integer" } },
                    "differences": { "type": "array", "items": object(&["field", "taken"], json!({
                        "field": { "type": "string", "enum": CHOICES }, "winner": {}, "loser": {}, "taken": { "type": "boolean" } })) } }),
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

fn fault() -> Value {
    json!({ "type": "string", "enum": quen_core::quality::Fault::CODES })
}
