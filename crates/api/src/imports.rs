//! Imports: upload a file, look at what it holds, choose, begin, watch, stop, undo.

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures_util::StreamExt;
use quen_core::Error;
use quen_http::headers::told_length;
use quen_http::{Bearer, Problem};
use quen_service::imports::{self, Import, Upload};
use quen_service::{App, Ctx};
use quen_words::Words;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::collection::QueryMap;
use crate::openapi::paths::{answers, id, ok, query};
use crate::{body, params};

/// Imports of a page at most.
const MOST: i64 = 200;

/// The endpoints.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/imports", get(list).post(upload))
        .route("/imports/{id}", get(find))
        .route("/imports/{id}/start", post(begin))
        .route("/imports/{id}/cancellation", post(cancel))
        .route("/imports/{id}/undo", post(undo))
        .route("/imports/{id}/failures.csv", get(failures))
}

async fn list(bearer: Bearer, asked: QueryMap) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    let bad = |field: &'static str, code: &'static str| Problem {
        error: Error::invalid(field, code),
        status: Some(StatusCode::BAD_REQUEST),
        words,
    };
    let Query(asked) = asked.map_err(|_| bad("", "bad-query"))?;
    let limit = limit(&asked).ok_or_else(|| bad("limit", "bad-number"))?;
    let before: Option<Uuid> = asked
        .get("cursor")
        .map(|text| text.parse())
        .transpose()
        .map_err(|_| bad("cursor", "bad-cursor"))?;
    let mut rows = imports::list(&ctx, before, limit + 1)
        .await
        .map_err(|error| Problem::new(error, words))?;
    let more = i64::try_from(rows.len()).is_ok_and(|found| found > limit);
    rows.truncate(usize::try_from(limit).unwrap_or_default());
    let next = rows.last().filter(|_| more).map(|import| import.id);
    Ok(Json(json!({ "data": rows, "next_cursor": next })).into_response())
}

fn limit(asked: &HashMap<String, String>) -> Option<i64> {
    let limit = asked
        .get("limit")
        .map_or(Some(50), |text| text.parse().ok())?;
    (1..=MOST).contains(&limit).then_some(limit)
}

/// The bytes of the file are the body; kind and name stand in the query.
async fn upload(
    bearer: Bearer,
    asked: QueryMap,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    let problem = |error| Problem::new(error, words);
    Upload::check_length(told_length(&headers)).map_err(problem)?;
    let Query(asked) = asked.map_err(|_| Problem {
        error: Error::invalid("", "bad-query"),
        status: Some(StatusCode::BAD_REQUEST),
        words,
    })?;
    let text = |name: &str| asked.get(name).map_or("", String::as_str);
    let mut upload = Upload::begin(&ctx, text("kind"), text("name"))
        .await
        .map_err(problem)?;
    let mut pieces = body.into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| problem(Error::Unavailable("upload-broken")))?;
        upload.push(&piece).await.map_err(problem)?;
    }
    let import = upload.finish(&ctx).await.map_err(problem)?;
    let place = format!("/api/v1/imports/{}", import.id);
    Ok((
        StatusCode::CREATED,
        [(header::LOCATION, place)],
        Json(shown(&ctx, import, words).await.map_err(problem)?),
    )
        .into_response())
}

async fn find(bearer: Bearer, Path(id): Path<String>) -> Result<Json<Value>, Problem> {
    let Bearer { ctx, words } = bearer;
    let id = params::id(&id, words)?;
    let problem = |error| Problem::new(error, words);
    let import = imports::find(&ctx, id).await.map_err(problem)?;
    shown(&ctx, import, words).await.map(Json).map_err(problem)
}

/// An import with its first errors, a draft with what was recognised in its file.
async fn shown(ctx: &Ctx, import: Import, words: Words) -> quen_core::Result<Value> {
    let mut value = json!(import);
    let Some(object) = value.as_object_mut() else {
        return Ok(value);
    };
    object.insert(
        "errors".to_owned(),
        json!(imports::errors(ctx, import.id, words).await?),
    );
    if import.state == "draft" {
        let seen = imports::inspect(ctx, import.id).await?;
        let proposal = imports::proposed(ctx, &import, &seen).await?;
        let column = |(heading, field): (&imports::Heading, &Option<String>)| json!({ "heading": heading.title, "field": field, "candidates": heading.candidates });
        let columns = seen.headings.iter().zip(&proposal.options.columns);
        object.insert("columns".to_owned(), columns.map(column).collect());
        object.insert("remembered".to_owned(), json!(proposal.remembered));
        object.insert("rows_total".to_owned(), json!(seen.rows));
    }
    Ok(value)
}

/// Begins with what was proposed, under what the body says: `map`, `match`, `on_match`.
async fn begin(
    bearer: Bearer,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Value>, Problem> {
    let Bearer { ctx, words } = bearer;
    let id = params::id(&id, words)?;
    let sent = body::object(&headers, body, words).await?;
    let problem = |error| Problem::new(error, words);
    let import = imports::find(&ctx, id).await.map_err(problem)?;
    let seen = imports::inspect(&ctx, id).await.map_err(problem)?;
    let proposal = imports::proposed(&ctx, &import, &seen).await;
    let mut options = proposal.map_err(problem)?.options;
    options.choose(&sent.object).map_err(problem)?;
    let import = imports::begin(&ctx, id, &options).await.map_err(problem)?;
    shown(&ctx, import, words).await.map(Json).map_err(problem)
}

async fn cancel(bearer: Bearer, Path(id): Path<String>) -> Result<Json<Value>, Problem> {
    let Bearer { ctx, words } = bearer;
    let problem = |error| Problem::new(error, words);
    let import = imports::cancel(&ctx, params::id(&id, words)?)
        .await
        .map_err(problem)?;
    Ok(Json(json!(import)))
}

async fn undo(
    bearer: Bearer,
    Path(id): Path<String>,
    asked: QueryMap,
) -> Result<Json<Value>, Problem> {
    let Bearer { ctx, words } = bearer;
    let problem = |error| Problem::new(error, words);
    let forced = asked
        .ok()
        .is_some_and(|Query(asked)| asked.get("force").is_some_and(|word| word == "true"));
    let import = imports::begin_undo(&ctx, params::id(&id, words)?, forced)
        .await
        .map_err(problem)?;
    Ok(Json(json!(import)))
}

async fn failures(bearer: Bearer, Path(id): Path<String>) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    let bytes = imports::failed_rows(&ctx, params::id(&id, words)?, words)
        .await
        .map_err(|error| Problem::new(error, words))?;
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], bytes).into_response())
}

/// Adds the endpoints to the document.
pub fn describe(paths: &mut Map<String, Value>, models: &mut Map<String, Value>) {
    let page = json!({ "200": { "description": "A page.", "content": { "application/json": { "schema": {
        "type": "object", "required": ["data", "next_cursor"],
        "properties": {
            "data": { "type": "array", "items": { "$ref": "#/components/schemas/Import" } },
            "next_cursor": { "type": ["string", "null"] },
        },
    } } } } });
    let made = json!({ "201": { "description": "Uploaded, nothing written yet.", "headers": { "Location": { "schema": { "type": "string" } } },
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Import" } } } } });
    let kinds = json!({ "type": "string", "description": "The plural word of a kind of record: `parties`, `orders`, `promises`, or one that the workspace made." });
    paths.insert(
        "/imports".to_owned(),
        json!({
            "get": { "operationId": "list_imports", "tags": ["imports"], "responses": answers(&page, &["400", "401", "403"]), "parameters": [
                query("limit", &json!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": 50 })),
                query("cursor", &json!({ "type": "string", "format": "uuid" })),
            ] },
            "post": { "operationId": "create_imports", "tags": ["imports"], "responses": answers(&made, &["400", "401", "403", "413", "422"]),
                "parameters": [{ "name": "kind", "in": "query", "required": true, "schema": kinds }, query("name", &json!({ "type": "string" }))],
                "requestBody": { "required": true, "content": { "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } } } },
        }),
    );
    let one = |name: &str, problems: &[&str]| json!({ "operationId": name, "tags": ["imports"], "responses": answers(&ok("Import"), problems) });
    paths.insert("/imports/{id}".to_owned(), json!({ "parameters": [id()], "get": one("find_imports", &["401", "403", "404", "409", "422"]) }));
    let known = ["401", "403", "404", "409"];
    let mut start = one(
        "start_import",
        &["400", "401", "403", "404", "409", "413", "415", "422"],
    );
    let mut back = one("undo_import", &known);
    if let (Some(start), Some(back)) = (start.as_object_mut(), back.as_object_mut()) {
        start.insert("requestBody".to_owned(), json!({ "required": true, "content": { "application/json": { "schema": {
            "type": "object", "additionalProperties": false,
            "properties": {
                "map": { "type": "object", "additionalProperties": { "type": ["string", "null"] } },
                "match": { "type": "array", "items": { "type": "string", "enum": imports::MATCH_KEYS } },
                "on_match": { "type": "string", "enum": ["update", "skip", "create"] },
            },
        } } } }));
        back.insert(
            "parameters".to_owned(),
            json!([query("force", &json!({ "type": "boolean" }))]),
        );
    }
    paths.insert(
        "/imports/{id}/start".to_owned(),
        json!({ "parameters": [id()], "post": start }),
    );
    paths.insert(
        "/imports/{id}/cancellation".to_owned(),
        json!({ "parameters": [id()], "post": one("cancel_import", &known) }),
    );
    paths.insert(
        "/imports/{id}/undo".to_owned(),
        json!({ "parameters": [id()], "post": back }),
    );
    let file = json!({ "200": { "description": "The rows that failed, with the reason.", "content": { "text/csv": { "schema": { "type": "string" } } } } });
    paths.insert(
        "/imports/{id}/failures.csv".to_owned(),
        json!({ "parameters": [id()], "get": { "operationId": "failures_of_import", "tags": ["imports"], "responses": answers(&file, &["401", "403", "404"]) } }),
    );
    models.insert("Import".to_owned(), model());
    models.insert("ImportRows".to_owned(), json!({ "type": "object", "required": ["data", "next_cursor"], "properties": {
        "data": { "type": "array", "items": { "type": "object", "required": ["row", "result", "noun", "record_id"], "properties": {
            "row": { "type": ["integer", "null"] }, "result": { "type": "string", "enum": ["created", "updated"] },
            "noun": { "type": "string" }, "record_id": { "type": "string", "format": "uuid" },
        } } },
        "next_cursor": { "type": ["string", "null"] },
    } }));
}

fn model() -> Value {
    let number = json!({ "type": ["integer", "null"] });
    let text = json!({ "type": "string" });
    let maybe = json!({ "type": ["string", "null"] });
    json!({ "type": "object", "required": ["id", "kind", "state"], "properties": {
        "id": { "type": "string", "format": "uuid" }, "kind": text, "file_name": text, "options": { "type": "object" },
        "state": { "type": "string", "enum": ["draft", "waiting", "running", "done", "cancelled", "failed", "undoing", "undone"] },
        "rows_total": number, "rows_read": number, "items_done": number, "created": number, "updated": number, "skipped": number,
        "failed": number, "refusal": {}, "job_id": maybe, "by_user": maybe, "created_at": text, "finished_at": maybe, "undone_at": maybe,
        "errors": { "type": "array", "items": { "type": "object" } }, "columns": { "type": "array", "items": { "type": "object" } },
        "remembered": { "type": "boolean" },
    } })
}
