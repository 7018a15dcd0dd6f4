//! Background jobs for those who run the workspace: list, look, try again, drop, stop.

use std::collections::HashMap;

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use quen_core::Error;
use quen_http::{Bearer, Problem};
use quen_service::jobs::{self, JobRow, STATES};
use quen_service::{App, Ctx};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::collection::QueryMap;
use crate::openapi::paths::{answers, id, ok, query};
use crate::params;

/// Jobs of a page at most.
const MOST: i64 = 200;

/// The endpoints.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/jobs", get(list))
        .route("/jobs/{id}", get(find).delete(drop_dead))
        .route("/jobs/{id}/retry", post(retry))
        .route("/jobs/{id}/cancellation", post(cancel))
}

async fn list(bearer: Bearer, query: QueryMap) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    let bad = |field: &'static str, code: &'static str| Problem {
        error: Error::invalid(field, code),
        status: Some(StatusCode::BAD_REQUEST),
        words,
    };
    let Query(query) = query.map_err(|_| bad("", "bad-query"))?;
    let limit = page_size(&query).ok_or_else(|| bad("limit", "bad-number"))?;
    let before: Option<Uuid> = match query.get("cursor").map(|text| text.parse()) {
        None => None,
        Some(Ok(id)) => Some(id),
        Some(Err(_)) => return Err(bad("cursor", "bad-cursor")),
    };
    let state = query.get("state").map(String::as_str);
    if state.is_some_and(|state| !STATES.contains(&state)) {
        return Err(bad("state", "bad-choice"));
    }
    let mut rows = jobs::list(&ctx, state, before, limit + 1)
        .await
        .map_err(|error| Problem::new(error, words))?;
    let more = i64::try_from(rows.len()).is_ok_and(|found| found > limit);
    rows.truncate(usize::try_from(limit).unwrap_or_default());
    let next = rows.last().filter(|_| more).map(|job| job.id);
    Ok(Json(json!({ "data": rows, "next_cursor": next })).into_response())
}

fn page_size(query: &HashMap<String, String>) -> Option<i64> {
    let limit = query
        .get("limit")
        .map_or(Some(50), |text| text.parse().ok())?;
    (1..=MOST).contains(&limit).then_some(limit)
}

async fn find(bearer: Bearer, Path(id): Path<String>) -> Result<Json<JobRow>, Problem> {
    let Bearer { ctx, words } = bearer;
    let job = jobs::find(&ctx, params::id(&id, words)?).await;
    job.map(Json).map_err(|error| Problem::new(error, words))
}

async fn drop_dead(bearer: Bearer, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    let Bearer { ctx, words } = bearer;
    jobs::drop_dead(&ctx, params::id(&id, words)?)
        .await
        .map_err(|error| Problem::new(error, words))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn retry(bearer: Bearer, Path(id): Path<String>) -> Result<Json<JobRow>, Problem> {
    let Bearer { ctx, words } = bearer;
    let id = params::id(&id, words)?;
    jobs::retry(&ctx, id)
        .await
        .map_err(|error| Problem::new(error, words))?;
    shown(&ctx, id)
        .await
        .map_err(|error| Problem::new(error, words))
}

async fn cancel(bearer: Bearer, Path(id): Path<String>) -> Result<Json<JobRow>, Problem> {
    let Bearer { ctx, words } = bearer;
    let id = params::id(&id, words)?;
    jobs::cancel(&ctx, id)
        .await
        .map_err(|error| Problem::new(error, words))?;
    shown(&ctx, id)
        .await
        .map_err(|error| Problem::new(error, words))
}

async fn shown(ctx: &Ctx, id: Uuid) -> quen_core::Result<Json<JobRow>> {
    jobs::find(ctx, id).await.map(Json)
}

/// Adds the endpoints to the document.
pub fn describe(paths: &mut Map<String, Value>, models: &mut Map<String, Value>) {
    let page = json!({ "200": { "description": "A page.", "content": { "application/json": { "schema": {
        "type": "object", "required": ["data", "next_cursor"],
        "properties": {
            "data": { "type": "array", "items": { "$ref": "#/components/schemas/Job" } },
            "next_cursor": { "type": ["string", "null"] },
        },
    } } } } });
    let parameters = json!([
        query(
            "limit",
            &json!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": 50 })
        ),
        query("cursor", &json!({ "type": "string", "format": "uuid" })),
        query("state", &json!({ "type": "string", "enum": STATES })),
    ]);
    let one = |name: &str, success: Value, problems: &[&str]| json!({ "operationId": name, "tags": ["jobs"], "responses": answers(&success, problems) });
    let mut all = one("list_jobs", page, &["400", "401", "403"]);
    if let Some(object) = all.as_object_mut() {
        object.insert("parameters".to_owned(), parameters);
    }
    paths.insert("/jobs".to_owned(), json!({ "get": all }));
    let gone = json!({ "204": { "description": "Dropped." } });
    let known = ["401", "403", "404", "409"];
    paths.insert(
        "/jobs/{id}".to_owned(),
        json!({ "parameters": [id()], "get": one("find_job", ok("Job"), &["401", "403", "404"]), "delete": one("drop_job", gone, &known) }),
    );
    paths.insert(
        "/jobs/{id}/retry".to_owned(),
        json!({ "parameters": [id()], "post": one("retry_job", ok("Job"), &known) }),
    );
    paths.insert(
        "/jobs/{id}/cancellation".to_owned(),
        json!({ "parameters": [id()], "post": one("cancel_job", ok("Job"), &known) }),
    );
    models.insert("Job".to_owned(), model());
}

fn model() -> Value {
    let text = json!({ "type": "string" });
    let number = json!({ "type": "integer" });
    let instant = json!({ "type": "string", "format": "date-time" });
    let maybe = |kind: &str| json!({ "type": [kind, "null"] });
    json!({ "type": "object", "required": ["id", "kind", "state"], "properties": {
        "id": { "type": "string", "format": "uuid" }, "workspace_id": maybe("string"), "kind": text, "payload": {},
        "state": { "type": "string", "enum": STATES }, "priority": number, "run_at": instant, "attempts": number, "max_attempts": number,
        "progress_done": number, "progress_total": number, "cancel_requested": { "type": "boolean" }, "last_error": maybe("string"),
        "created_by": maybe("string"), "created_at": instant, "finished_at": maybe("string"),
    } })
}
