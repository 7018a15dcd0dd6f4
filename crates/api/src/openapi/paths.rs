//! The common endpoints of a kind, with every answer they give.

use quen_core::fields::{Catalogue, MAX_LIMIT};
use serde_json::{Map, Value, json};

use super::schemas::model_name;

/// Adds the endpoints of a kind.
pub fn collection(paths: &mut Map<String, Value>, plural: &str, catalogue: &Catalogue) {
    let model = model_name(plural);
    paths.insert(
        format!("/{plural}"),
        json!({ "get": list(plural, catalogue, &model), "post": create(plural, &model) }),
    );
    paths.insert(
        format!("/{plural}/{{id}}"),
        json!({
            "parameters": [id()],
            "get": { "operationId": format!("find_{plural}"), "tags": [plural], "responses": answers(&ok(&model), &["401", "403", "404"]) },
            "patch": {
                "operationId": format!("update_{plural}"), "tags": [plural], "parameters": [if_match()],
                "requestBody": body(&format!("{model}Patch")),
                "responses": answers(&ok(&model), &["400", "401", "403", "404", "409", "412", "413", "415", "422"]),
            },
            "delete": {
                "operationId": format!("delete_{plural}"), "tags": [plural], "parameters": [if_match()],
                "responses": answers(&json!({ "204": { "description": "In the bin." } }), &["400", "401", "403", "404", "412"]),
            },
        }),
    );
    paths.insert(
        format!("/{plural}/{{id}}/restoration"),
        json!({
            "parameters": [id()],
            "post": { "operationId": format!("restore_{plural}"), "tags": [plural], "responses": answers(&ok(&model), &["401", "403", "404", "409", "422"]) },
        }),
    );
    history(paths, plural, &model);
}

/// What happened to a record, and a field put back.
fn history(paths: &mut Map<String, Value>, plural: &str, model: &str) {
    paths.insert(
        format!("/{plural}/{{id}}/history"),
        json!({
            "parameters": [id()],
            "get": { "operationId": format!("history_of_{plural}"), "tags": [plural], "responses": answers(&ok("Changes"), &["401", "403", "404"]) },
        }),
    );
    paths.insert(
        format!("/{plural}/{{id}}/reversals"),
        json!({
            "parameters": [id()],
            "post": {
                "operationId": format!("reverse_{plural}"), "tags": [plural], "parameters": [if_match()],
                "requestBody": body("Reversal"),
                "responses": answers(&ok(model), &["400", "401", "403", "404", "409", "412", "413", "415", "422"]),
            },
        }),
    );
}

fn list(plural: &str, catalogue: &Catalogue, model: &str) -> Value {
    let page = json!({ "200": { "description": "A page.", "content": { "application/json": { "schema": {
        "type": "object", "required": ["data", "next_cursor"],
        "properties": {
            "data": { "type": "array", "items": { "$ref": format!("#/components/schemas/{model}") } },
            "next_cursor": { "type": ["string", "null"] },
            "count": { "type": "integer" },
            "count_capped": { "type": "boolean" },
        },
    } } } } });
    json!({
        "operationId": format!("list_{plural}"), "tags": [plural],
        "parameters": [
            query("limit", &json!({ "type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": 50 })),
            query("cursor", &json!({ "type": "string" })),
            query("sort", &sort(catalogue)),
            query("q", &json!({ "type": "string", "maxLength": 200 })),
            query("filter", &json!({ "type": "string", "description": "A condition tree as JSON." })),
            query("count", &json!({ "type": "boolean" })),
            query("binned", &json!({ "type": "boolean" })),
        ],
        "responses": answers(&page, &["400", "401", "403"]),
    })
}

/// What the order of a list may be: one to four fields, only the first of which may be a custom one.
fn sort(catalogue: &Catalogue) -> Value {
    let names = |own: bool| -> String {
        let sortable = catalogue
            .fields
            .iter()
            .filter(|field| field.sortable && (own || field.own.is_none()))
            .map(|field| field.name.replace('.', r"\."));
        sortable.collect::<Vec<_>>().join("|")
    };
    json!({
        "type": "string",
        "description": "One to four fields; `-`: largest first.",
        "pattern": format!("^-?({})(,-?({})){{0,3}}$", names(true), names(false)),
    })
}

fn create(plural: &str, model: &str) -> Value {
    let made = json!({ "201": {
        "description": "Made.",
        "headers": { "Location": { "schema": { "type": "string" } } },
        "content": content(model),
    } });
    json!({
        "operationId": format!("create_{plural}"), "tags": [plural],
        "parameters": [{ "name": "Idempotency-Key", "in": "header", "schema": { "type": "string", "maxLength": 200 } }],
        "requestBody": body(&format!("{model}New")),
        "responses": answers(&made, &["400", "401", "403", "409", "413", "415", "422"]),
    })
}

/// Answers of success with the problems of these statuses, and those every endpoint may give.
pub fn answers(success: &Value, problems: &[&str]) -> Value {
    let mut all = success.as_object().cloned().unwrap_or_default();
    for status in problems.iter().chain(&["429", "503"]) {
        all.insert(
            (*status).to_owned(),
            json!({ "description": "Refused.", "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } }),
        );
    }
    Value::Object(all)
}

/// `200` with a model.
pub fn ok(model: &str) -> Value {
    json!({ "200": { "description": "Done.", "content": content(model) } })
}

/// JSON of a model.
pub fn content(model: &str) -> Value {
    json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{model}") } } })
}

/// A required JSON body of a model.
pub fn body(model: &str) -> Value {
    json!({ "required": true, "content": content(model) })
}

/// The id in a path.
pub fn id() -> Value {
    json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } })
}

fn if_match() -> Value {
    json!({ "name": "If-Match", "in": "header", "description": "The version that the change was made from, or `*`.", "schema": { "type": "string", "pattern": "^(\\*|(W/)?\"?[0-9]{1,18}\"?)$" } })
}

/// A query parameter.
pub fn query(name: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "query", "schema": schema })
}
