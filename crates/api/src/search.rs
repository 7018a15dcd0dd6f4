//! `GET /search?q=`: everything that words find, as the palette shows it.

use std::collections::HashMap;

use axum::Json;
use axum::extract::Query;
use axum::http::StatusCode;
use quen_core::{Error, Problem as Refusal};
use quen_http::{Bearer, Problem};
use quen_service::find::{Found, everything};
use serde_json::{Map, Value, json};

use crate::collection::QueryMap;
use crate::openapi::paths::{answers, query};

/// The endpoint.
pub async fn show(bearer: Bearer, sent: QueryMap) -> Result<Json<Found>, Problem> {
    let Bearer { ctx, words } = bearer;
    let bad = |error| Problem {
        error,
        status: Some(StatusCode::BAD_REQUEST),
        words,
    };
    let Query(sent): Query<HashMap<String, String>> =
        sent.map_err(|_| bad(Error::invalid("", "bad-query")))?;
    if let Some(name) = sent.keys().find(|name| name.as_str() != "q") {
        let field: String = name.chars().take(60).collect();
        return Err(bad(Refusal::new(field, "unknown-parameter").into()));
    }
    let q = sent.get("q").map(String::as_str).unwrap_or_default();
    match everything(&ctx, q).await {
        Ok(found) => Ok(Json(found)),
        Err(error @ Error::Invalid(_)) => Err(bad(error)),
        Err(error) => Err(Problem::new(error, words)),
    }
}

/// Its description.
pub fn describe(paths: &mut Map<String, Value>) {
    let list = |model: &str| json!({ "type": "array", "items": { "$ref": format!("#/components/schemas/{model}") } });
    let schema = json!({
        "type": "object", "required": ["reading", "parties", "orders", "tasks", "products", "facts", "interactions", "files", "passages", "others"],
        "properties": {
            "reading": { "type": ["string", "null"], "description": "What was searched for, when the typed keys were read as Telex or VNI." },
            "parties": list("Party"), "orders": list("Order"), "tasks": list("Task"), "products": list("Product"), "facts": list("Fact"),
            "others": { "type": "array", "items": { "type": "object", "required": ["kind", "id", "name", "party_id"], "properties": {
                "kind": { "type": "string" }, "id": { "type": "string", "format": "uuid" }, "name": { "type": "string" },
                "party_id": { "type": ["string", "null"], "format": "uuid" },
            } } }, "interactions": list("Interaction"), "files": list("FileHit"),
            "passages": { "type": "object", "additionalProperties": { "type": "string" }, "description": "What was found in the text of an interaction, by its id." },
        },
    });
    let found = json!({ "200": { "description": "What was found.", "content": { "application/json": { "schema": schema } } } });
    let q = query("q", &json!({ "type": "string", "maxLength": 200 }));
    paths.insert(
        "/search".to_owned(),
        json!({ "get": {
            "operationId": "search", "tags": ["search"], "parameters": [q],
            "responses": answers(&found, &["400", "401", "403"]),
        } }),
    );
}
