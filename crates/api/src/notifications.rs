//! One's own news: the newest, and marking all of it read.

use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use quen_http::{Bearer, Problem};
use quen_service::{App, notifications};
use serde_json::{Map, Value, json};

use crate::openapi::paths::answers;

/// The endpoints.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/notifications", get(list))
        .route("/notifications/reading", post(read))
}

async fn list(bearer: Bearer) -> Result<Json<Value>, Problem> {
    let Bearer { ctx, words } = bearer;
    let data = notifications::list(&ctx, None)
        .await
        .map_err(|error| Problem::new(error, words))?;
    Ok(Json(json!({ "data": data, "next_cursor": null })))
}

async fn read(bearer: Bearer) -> Result<StatusCode, Problem> {
    let Bearer { ctx, words } = bearer;
    notifications::read(&ctx, None)
        .await
        .map_err(|error| Problem::new(error, words))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Adds the endpoints to the document.
pub fn describe(paths: &mut Map<String, Value>, models: &mut Map<String, Value>) {
    let page = json!({ "200": { "description": "The newest fifty.", "content": { "application/json": { "schema": {
        "type": "object", "required": ["data", "next_cursor"],
        "properties": {
            "data": { "type": "array", "items": { "$ref": "#/components/schemas/Notification" } },
            "next_cursor": { "type": "null" },
        },
    } } } } });
    let list = json!({ "operationId": "list_notifications", "tags": ["notifications"], "responses": answers(&page, &["401", "403"]) });
    paths.insert("/notifications".to_owned(), json!({ "get": list }));
    let gone = json!({ "204": { "description": "All are read." } });
    let read = json!({ "operationId": "read_notifications", "tags": ["notifications"], "responses": answers(&gone, &["401", "403"]) });
    paths.insert("/notifications/reading".to_owned(), json!({ "post": read }));
    let (text, uuid) = (
        json!({ "type": "string" }),
        json!({ "type": "string", "format": "uuid" }),
    );
    let or_null = |format: &str| json!({ "type": ["string", "null"], "format": format });
    models.insert(
        "Notification".to_owned(),
        json!({
            "type": "object", "required": ["id", "kind", "noun", "record_id", "created_at"],
            "properties": {
                "id": uuid, "user_id": uuid, "noun": text, "record_id": uuid, "party_id": or_null("uuid"),
                "kind": { "type": "string", "enum": notifications::Kind::ALL.map(notifications::Kind::code) },
                "data": { "type": "object" }, "created_at": { "type": "string", "format": "date-time" },
                "read_at": or_null("date-time"), "mailed_at": or_null("date-time"),
                "party": { "type": ["string", "null"] }, "task": { "type": ["string", "null"] }, "actor": { "type": ["string", "null"] },
            },
        }),
    );
}
