//! Changes of many records, the same for every kind that has lists: asked for, looked at, stopped, taken back.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use quen_http::{Bearer, Problem};
use quen_service::kinds::Records;
use quen_service::records::Kind;
use quen_service::{App, dispatch};
use serde_json::{Map, Value, json};

use crate::openapi::paths::{answers, body, content, id, ok};
use crate::{body as sent, params};

/// The endpoints of one kind.
pub fn routes<K: Kind>() -> Router<App> {
    let path = format!("/{}/bulks", K::NOUN.plural());
    Router::new()
        .route(&path, post(start::<K>))
        .route(&format!("{path}/{{id}}"), get(find::<K>))
        .route(&format!("{path}/{{id}}/cancellation"), post(cancel::<K>))
        .route(&format!("{path}/{{id}}/undo"), post(undo::<K>))
}

/// The same for every kind that a workspace made, by its word.
pub fn own_routes() -> Router<App> {
    Router::new()
        .route("/{kind}/bulks", post(own::start))
        .route("/{kind}/bulks/{id}", get(own::find))
        .route("/{kind}/bulks/{id}/cancellation", post(own::cancel))
        .route("/{kind}/bulks/{id}/undo", post(own::undo))
}

/// Through the gate for the kind in the address.
mod own {
    use super::*;
    use crate::collection::OfKind;

    pub(super) async fn start(
        of: OfKind,
        headers: HeaderMap,
        body: Body,
    ) -> Result<Response, Problem> {
        super::start::<Records>(of.bearer, headers, body).await
    }

    pub(super) async fn find(of: OfKind) -> Result<Response, Problem> {
        super::find::<Records>(of.bearer, Path(of.id)).await
    }

    pub(super) async fn cancel(of: OfKind) -> Result<Response, Problem> {
        super::cancel::<Records>(of.bearer, Path(of.id)).await
    }

    pub(super) async fn undo(of: OfKind) -> Result<Response, Problem> {
        super::undo::<Records>(of.bearer, Path(of.id)).await
    }
}

async fn start<K: Kind>(
    bearer: Bearer,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    let problem = |error| Problem::new(error, words);
    ctx.actor.may(K::WRITE).map_err(problem)?;
    let input = sent::object(&headers, body, words).await?.object;
    let act = format!("{}.bulk", K::word(&ctx));
    let done = dispatch::run(ctx, &act, Value::Object(input)).await;
    let done = done.map_err(problem)?;
    // What goes on in the background is accepted, not done.
    let status = if done.get("state").and_then(Value::as_str) == Some("running") {
        StatusCode::ACCEPTED
    } else {
        StatusCode::OK
    };
    Ok((status, Json(done)).into_response())
}

async fn find<K: Kind>(bearer: Bearer, Path(id): Path<String>) -> Result<Response, Problem> {
    run::<K>(bearer, &id, "bulk_find").await
}

async fn cancel<K: Kind>(bearer: Bearer, Path(id): Path<String>) -> Result<Response, Problem> {
    run::<K>(bearer, &id, "bulk_cancel").await
}

async fn undo<K: Kind>(bearer: Bearer, Path(id): Path<String>) -> Result<Response, Problem> {
    run::<K>(bearer, &id, "bulk_undo").await
}

async fn run<K: Kind>(bearer: Bearer, id: &str, verb: &str) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    let id = params::id(id, words)?;
    let act = format!("{}.{verb}", K::word(&ctx));
    let done = dispatch::run(ctx, &act, json!({ "id": id })).await;
    let done = done.map_err(|error| Problem::new(error, words))?;
    Ok(Json(done).into_response())
}

/// Describes the endpoints of one kind.
pub fn describe(paths: &mut Map<String, Value>, plural: &str) {
    let post = |verb: &str| {
        json!({
            "parameters": [id()],
            "post": { "operationId": format!("{verb}_{plural}_bulk"), "tags": [plural],
                "responses": answers(&ok("Bulk"), &["401", "403", "404", "409"]) },
        })
    };
    let accepted = json!({
        "200": { "description": "All done.", "content": content("Bulk") },
        "202": { "description": "Begun; the rest is done in the background.", "content": content("Bulk") },
    });
    paths.insert(
        format!("/{plural}/bulks"),
        json!({ "post": { "operationId": format!("start_{plural}_bulk"), "tags": [plural], "requestBody": body("BulkNew"),
            "responses": answers(&accepted, &["400", "401", "403", "413", "415", "422"]) } }),
    );
    paths.insert(
        format!("/{plural}/bulks/{{id}}"),
        json!({
            "parameters": [id()],
            "get": { "operationId": format!("find_{plural}_bulk"), "tags": [plural],
                "responses": answers(&ok("Bulk"), &["401", "403", "404"]) },
        }),
    );
    paths.insert(
        format!("/{plural}/bulks/{{id}}/cancellation"),
        post("cancel"),
    );
    paths.insert(format!("/{plural}/bulks/{{id}}/undo"), post("undo"));
}

/// Describes what is sent and answered.
pub fn schemas(models: &mut Map<String, Value>) {
    let uuid = json!({ "type": "string", "format": "uuid" });
    let time = json!({ "type": ["string", "null"], "format": "date-time" });
    let words = json!({ "type": "object", "additionalProperties": { "type": "array", "items": { "type": "string" } } });
    let act = |name: &str, inner: &Value| json!({ "type": "object", "required": [name], "additionalProperties": false, "properties": { name: inner } });
    let object = json!({ "type": "object" });
    models.insert(
        "BulkNew".to_owned(),
        json!({
            "type": "object", "required": ["act"],
            "description": "Records by `ids`, or all that `filter` and `q` match; every record only with `all`.",
            "properties": {
                "act": { "oneOf": [act("set", &object), act("add", &words), act("remove", &words), act("delete", &object)] },
                "ids": { "type": "array", "maxItems": quen_core::bulks::MAX_IDS, "items": uuid.clone() },
                "filter": object, "q": { "type": "string", "maxLength": 200 }, "all": { "type": "boolean" },
            },
        }),
    );
    models.insert(
        "Bulk".to_owned(),
        json!({
            "type": "object", "required": ["id", "kind", "act", "state", "total", "done", "failed", "failures"],
            "properties": {
                "id": uuid.clone(), "kind": { "type": "string" }, "act": object, "selection": object,
                "state": { "enum": ["running", "done", "cancelled"] },
                "total": { "type": "integer", "description": "0: not known." }, "done": { "type": "integer" }, "failed": { "type": "integer" },
                "failures": { "type": "array", "items": { "type": "object", "properties": { "id": uuid.clone(), "code": { "type": "string" } } } },
                "job_id": { "type": ["string", "null"], "format": "uuid" }, "undone_by": { "type": ["string", "null"], "format": "uuid" },
                "created_by": uuid, "created_at": { "type": "string", "format": "date-time" }, "finished_at": time,
            },
        }),
    );
}
