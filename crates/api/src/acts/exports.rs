//! The endpoints about lists that a worker writes to a file; the file itself is given out by the endpoint of files.

use serde_json::{Value, json};

use super::{Endpoint, Verb, endpoint, made};

/// All of them.
pub const ENDPOINTS: [Endpoint; 3] = [
    made("/exports", "exports.start", "ExportNew", "Export"),
    endpoint(
        Verb::Get,
        "/exports/{id}",
        "exports.find",
        None,
        Some("Export"),
    ),
    endpoint(
        Verb::Post,
        "/exports/{id}/cancellation",
        "exports.cancel",
        None,
        None,
    ),
];

/// Their shapes.
pub fn schemas() -> Vec<(&'static str, Value)> {
    let new = json!({ "type": "object", "required": ["kind", "format"], "properties": {
        "kind": { "type": "string", "description": "Plural word of a kind of record." },
        "format": { "type": "string", "enum": ["csv", "xlsx", "jsonl"] },
        "columns": { "type": "array", "items": { "type": "string" }, "description": "Fields to write; all when none is named." },
        "filter": { "type": ["object", "null"] }, "q": { "type": ["string", "null"] }, "sort": { "type": "string" },
        "ids": { "type": ["array", "null"], "items": { "type": "string", "format": "uuid" } },
        "language": { "type": "string", "enum": ["", "vi", "en"] } } });
    let export = json!({ "type": "object", "required": ["id", "wish", "state", "rows", "total", "file"], "properties": {
        "id": { "type": "string", "format": "uuid" }, "wish": { "$ref": "#/components/schemas/ExportNew" },
        "state": { "type": "string", "enum": ["ready", "running", "done", "dead", "cancelled"] },
        "rows": { "type": "integer" }, "total": { "type": "integer", "description": "0 when it is not known." },
        "file": { "anyOf": [{ "$ref": "#/components/schemas/File" }, { "type": "null" }],
            "description": "Once it is whole, for a day; its bytes are at /files/{id}/content." } } });
    vec![("ExportNew", new), ("Export", export)]
}
