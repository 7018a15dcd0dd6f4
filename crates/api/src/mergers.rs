//! Two records of a kind made one: the same endpoints for every kind whose records can be merged, and how they are described.

use std::collections::HashMap;

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use quen_http::{Bearer, Problem};
use quen_service::App;
use quen_service::kinds::Records;
use quen_service::records::Kind;
use serde_json::{Map, Value, json};

use crate::acts::{Endpoint, Sent, Verb, called, endpoint};
use crate::collection::{OfKind, QueryMap};
use crate::openapi::paths::{answers, body, id, ok, query};

const MERGE: Endpoint = endpoint(
    Verb::Post,
    "merger",
    "merge",
    Some("Merger"),
    Some("Record"),
);
const PREVIEW: Endpoint = Endpoint {
    query: &["loser", "take"],
    ..endpoint(
        Verb::Get,
        "merger",
        "merge_preview",
        None,
        Some("MergerPreview"),
    )
};
const MERGERS: Endpoint = endpoint(Verb::Get, "mergers", "mergers", None, Some("Mergers"));

/// The endpoints of one kind; none for a kind whose records are never merged.
pub fn routes<K: Kind>() -> Router<App> {
    if !K::MERGES {
        return Router::new();
    }
    let path = format!("/{}/{{id}}", K::NOUN.plural());
    Router::new()
        .route(
            &format!("{path}/merger"),
            get(preview::<K>).post(merge::<K>),
        )
        .route(&format!("{path}/mergers"), get(mergers::<K>))
}

/// The same for every kind that a workspace made, by its word.
pub fn own_routes() -> Router<App> {
    Router::new()
        .route("/{kind}/{id}/merger", get(own::preview).post(own::merge))
        .route("/{kind}/{id}/mergers", get(own::mergers))
}

/// Through the gate for the kind in the address.
mod own {
    use super::*;

    pub(super) async fn preview(
        of: OfKind,
        query: QueryMap,
        headers: HeaderMap,
    ) -> Result<Response, Problem> {
        super::preview::<Records>(of.bearer, Path(of.id), query, headers).await
    }

    pub(super) async fn merge(
        of: OfKind,
        query: QueryMap,
        headers: HeaderMap,
        body: Body,
    ) -> Result<Response, Problem> {
        super::merge::<Records>(of.bearer, Path(of.id), query, headers, body).await
    }

    pub(super) async fn mergers(
        of: OfKind,
        query: QueryMap,
        headers: HeaderMap,
    ) -> Result<Response, Problem> {
        super::mergers::<Records>(of.bearer, Path(of.id), query, headers).await
    }
}

async fn preview<K: Kind>(
    bearer: Bearer,
    Path(id): Path<String>,
    query: QueryMap,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let sent = sent(("winner", id), query, headers, Body::empty());
    call::<K>(&PREVIEW, bearer, sent).await
}

async fn merge<K: Kind>(
    bearer: Bearer,
    Path(id): Path<String>,
    query: QueryMap,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    call::<K>(&MERGE, bearer, sent(("winner", id), query, headers, body)).await
}

async fn mergers<K: Kind>(
    bearer: Bearer,
    Path(id): Path<String>,
    query: QueryMap,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let sent = sent(("id", id), query, headers, Body::empty());
    call::<K>(&MERGERS, bearer, sent).await
}

fn sent((name, id): (&str, String), query: QueryMap, headers: HeaderMap, body: Body) -> Sent {
    Sent {
        path: HashMap::from([(name.to_owned(), id)]),
        query,
        headers,
        body,
    }
}

async fn call<K: Kind>(
    endpoint: &Endpoint,
    bearer: Bearer,
    sent: Sent,
) -> Result<Response, Problem> {
    let act = format!("{}.{}", K::word(&bearer.ctx), endpoint.act);
    called(endpoint, &act, bearer, sent).await
}

/// Describes the endpoints of one kind; `model` is the schema of its record.
pub fn describe(paths: &mut Map<String, Value>, plural: &str, model: &str) {
    let parameters = json!([
        query("loser", &json!({ "type": "string", "format": "uuid" })),
        query(
            "take",
            &json!({ "type": "string", "description": "Fields whose value the other record gives, with commas between." })
        ),
    ]);
    paths.insert(
        format!("/{plural}/{{id}}/merger"),
        json!({
            "parameters": [id()],
            "get": { "operationId": format!("preview_{plural}_merger"), "tags": [plural], "parameters": parameters,
                "responses": answers(&ok("MergerPreview"), &["400", "401", "403", "404"]) },
            "post": { "operationId": format!("merge_{plural}"), "tags": [plural], "requestBody": body("Merger"),
                "responses": answers(&ok(model), &["400", "401", "403", "404", "409", "412", "413", "415", "422"]) },
        }),
    );
    paths.insert(
        format!("/{plural}/{{id}}/mergers"),
        json!({
            "parameters": [id()],
            "get": { "operationId": format!("mergers_of_{plural}"), "tags": [plural],
                "responses": answers(&ok("Mergers"), &["401", "403", "404"]) },
        }),
    );
}
