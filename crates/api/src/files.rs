//! Uploaded files: one endpoint takes the bytes in, a field of a record names the file, two give it out through the gate of
//! that record.

use std::collections::HashMap;

use axum::body::{Body, to_bytes};
use axum::extract::{DefaultBodyLimit, Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use quen_core::Error;
use quen_core::files::{MAX_SIZE, TextState};
use quen_http::headers::{attachment, told_length};
use quen_http::{Bearer, Problem};
use quen_service::{App, files};
use serde_json::{Map, Value, json};

use crate::collection::QueryMap;
use crate::openapi::paths::{answers, id, ok};
use crate::params;

/// The endpoints.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/files", post(upload).layer(DefaultBodyLimit::disable()))
        .route("/files/{id}", get(find))
        .route("/files/{id}/content", get(content))
}

/// The bytes of the file are the body; the kind of record it is for and its name stand in the query.
async fn upload(
    bearer: Bearer,
    asked: QueryMap,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    let problem = |error| Problem::new(error, words);
    let bad = |field: &'static str, code| Problem {
        error: Error::invalid(field, code),
        status: Some(StatusCode::BAD_REQUEST),
        words,
    };
    let too_large = || {
        problem(Error::TooLarge {
            limit_bytes: MAX_SIZE as u64,
        })
    };
    if told_length(&headers).is_some_and(|told| told > MAX_SIZE as u64) {
        return Err(too_large());
    }
    let Query(asked): Query<HashMap<String, String>> = asked.map_err(|_| bad("", "bad-query"))?;
    let text = |name: &str| asked.get(name).map_or("", String::as_str);
    let bytes = to_bytes(body, MAX_SIZE).await.map_err(|_| too_large())?;
    let taken = files::upload(&ctx, text("kind"), "name", text("name"), bytes.to_vec()).await;
    let file = taken.map_err(problem)?;
    let place = format!("/api/v1/files/{}", file.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], Json(file)).into_response())
}

async fn find(bearer: Bearer, Path(id): Path<String>) -> Result<Json<Value>, Problem> {
    let Bearer { ctx, words } = bearer;
    let id = params::id(&id, words)?;
    let found = files::find(&ctx, id).await;
    let file = found.map_err(|error| Problem::new(error, words))?;
    Ok(Json(json!(file)))
}

async fn content(bearer: Bearer, Path(id): Path<String>) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    let id = params::id(&id, words)?;
    let found = files::content(&ctx, id).await;
    let (file, bytes) = found.map_err(|error| Problem::new(error, words))?;
    let kind = HeaderValue::from_str(&file.content_type)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let said = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, attachment(&file.name)),
    ];
    Ok((said, bytes).into_response())
}

/// Adds the endpoints to the document.
pub fn describe(paths: &mut Map<String, Value>, models: &mut Map<String, Value>) {
    let text = |required: bool, name: &str| json!({ "name": name, "in": "query", "required": required, "schema": { "type": "string", "maxLength": 200 } });
    let made = json!({ "201": { "description": "Uploaded. A field of a record takes it up by its id within a day.",
        "headers": { "Location": { "schema": { "type": "string" } } },
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/File" } } } } });
    paths.insert(
        "/files".to_owned(),
        json!({ "post": { "operationId": "create_files", "tags": ["files"], "responses": answers(&made, &["400", "401", "403", "413", "422"]),
            "parameters": [text(true, "kind"), text(true, "name")],
            "requestBody": { "required": true, "content": { "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } } } } }),
    );
    let one = |name: &str, answer: &Value| json!({ "operationId": name, "tags": ["files"], "responses": answers(answer, &["401", "403", "404"]) });
    paths.insert(
        "/files/{id}".to_owned(),
        json!({ "parameters": [id()], "get": one("find_files", &ok("File")) }),
    );
    let bytes = json!({ "200": { "description": "The bytes, as an attachment, under the media type of the file.",
        "content": { "*/*": { "schema": { "type": "string", "format": "binary" } } } } });
    paths.insert(
        "/files/{id}/content".to_owned(),
        json!({ "parameters": [id()], "get": one("content_of_file", &bytes) }),
    );
    let states: Vec<&str> = TextState::ALL.map(TextState::code).to_vec();
    let uuid = json!({ "type": "string", "format": "uuid" });
    models.insert("File".to_owned(), json!({ "type": "object", "required": ["id", "name", "size", "content_type", "text_state"], "properties": {
        "id": uuid, "name": { "type": "string" }, "size": { "type": "integer", "description": "Bytes." },
        "content_type": { "type": "string" }, "sha256": { "type": "string" },
        "noun": { "type": "string", "description": "Kind of the record that carries it." },
        "record_id": { "type": "string", "format": "uuid", "description": "The record; all zeros while none carries it." },
        "field": { "type": ["string", "null"] }, "created_by": { "type": ["string", "null"] },
        "text_state": { "type": "string", "enum": states, "description": "How far its text was read for the search, or why not." },
        "created_at": { "type": "string", "format": "date-time" },
    } }));
    models.insert("FileHit".to_owned(), json!({ "type": "object", "required": ["file", "on", "passage"], "properties": {
        "file": { "$ref": "#/components/schemas/File" },
        "on": { "type": "object", "required": ["kind", "id", "name", "party_id"], "properties": {
            "kind": { "type": "string" }, "id": uuid, "name": { "type": "string" }, "party_id": { "type": ["string", "null"] },
        } },
        "passage": { "type": ["string", "null"] },
    } }));
    models.insert("FileOfField".to_owned(), json!({ "type": "object", "required": ["id"], "properties": {
        "id": uuid, "name": { "type": "string", "description": "As uploaded, whatever is sent." }, "size": { "type": "integer" },
    } }));
}
