//! Colleagues and their teams by id and name, for programs that assign work. Nothing is changed here; that is done on
//! pages and the command line.

use axum::extract::Path;
use axum::routing::get;
use axum::{Json, Router};
use quen_http::{Bearer, Problem};
use quen_service::App;
use quen_service::dispatch::accounts::colleague;
use quen_service::{teams, users};
use serde_json::{Map, Value, json};

use crate::openapi::paths::{answers, id, ok};
use crate::params;

/// The endpoints.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/users", get(list))
        .route("/users/{id}", get(find))
        .route("/teams", get(list_teams))
        .route("/teams/{id}", get(find_team))
}

async fn list(bearer: Bearer) -> Result<Json<Value>, Problem> {
    let Bearer { ctx, words } = bearer;
    let found = users::list(&ctx)
        .await
        .map_err(|error| Problem::new(error, words))?;
    let data: Vec<Value> = found.iter().map(colleague).collect();
    Ok(Json(json!({ "data": data, "next_cursor": null })))
}

async fn find(bearer: Bearer, Path(id): Path<String>) -> Result<Json<Value>, Problem> {
    let Bearer { ctx, words } = bearer;
    let found = users::find(&ctx, params::id(&id, words)?).await;
    found
        .map(|one| Json(colleague(&one)))
        .map_err(|error| Problem::new(error, words))
}

async fn list_teams(bearer: Bearer) -> Result<Json<Value>, Problem> {
    let Bearer { ctx, words } = bearer;
    let data = teams::list(&ctx)
        .await
        .map_err(|error| Problem::new(error, words))?;
    Ok(Json(json!({ "data": data, "next_cursor": null })))
}

async fn find_team(bearer: Bearer, Path(id): Path<String>) -> Result<Json<teams::Team>, Problem> {
    let Bearer { ctx, words } = bearer;
    let found = teams::find(&ctx, params::id(&id, words)?).await;
    found.map(Json).map_err(|error| Problem::new(error, words))
}

/// Adds the endpoints to the document.
pub fn describe(paths: &mut Map<String, Value>, models: &mut Map<String, Value>) {
    for (plural, model) in [("users", "User"), ("teams", "Team")] {
        let page = json!({ "200": { "description": "All.", "content": { "application/json": { "schema": {
            "type": "object", "required": ["data", "next_cursor"],
            "properties": {
                "data": { "type": "array", "items": { "$ref": format!("#/components/schemas/{model}") } },
                "next_cursor": { "type": "null" },
            },
        } } } } });
        let list = json!({ "operationId": format!("list_{plural}"), "tags": [plural], "responses": answers(&page, &["401", "403"]) });
        paths.insert(format!("/{plural}"), json!({ "get": list }));
        let one = json!({ "operationId": format!("find_{plural}"), "tags": [plural], "responses": answers(&ok(model), &["401", "403", "404"]) });
        paths.insert(
            format!("/{plural}/{{id}}"),
            json!({ "parameters": [id()], "get": one }),
        );
    }
    let (text, uuid) = (
        json!({ "type": "string" }),
        json!({ "type": "string", "format": "uuid" }),
    );
    let instant = json!({ "type": "string", "format": "date-time" });
    models.insert(
        "User".to_owned(),
        json!({
            "type": "object", "required": ["id", "name", "email", "role", "scope", "joined_at"],
            "properties": {
                "id": uuid, "name": text, "email": text, "joined_at": instant,
                "role": { "type": "string", "enum": quen_core::Role::ALL.map(quen_core::Role::code) },
                "scope": { "type": "string", "enum": ["own", "team", "all"] },
            },
        }),
    );
    models.insert(
        "Team".to_owned(),
        json!({
            "type": "object", "required": ["id", "name", "version", "created_at", "members"],
            "properties": {
                "id": uuid, "name": text, "version": { "type": "integer" }, "created_at": instant,
                "members": { "type": "array", "items": uuid },
            },
        }),
    );
}
