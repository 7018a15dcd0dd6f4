//! The endpoints that only one kind of record has, as one list: from it come the routes and their description. Each calls an
//! act by name; the path's ids, the query and the body are its input.

mod analytics;
mod care;
mod consents;
pub mod drafts;
mod duplicates;
pub mod exports;
mod facts;
mod ledger;
mod portal;
mod privacy;
mod projects;
mod promises;
mod quality;

use std::collections::HashMap;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, delete, get, post, put};
use quen_core::Error;
use quen_http::{Bearer, Problem, reasons};
use quen_service::{App, dispatch};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::body;
use crate::collection::QueryMap;

/// How an endpoint is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// `GET`.
    Get,
    /// `POST`.
    Post,
    /// `PUT`.
    Put,
    /// `DELETE`.
    Delete,
}

/// One endpoint.
#[derive(Debug, Clone, Copy)]
pub struct Endpoint {
    /// How.
    pub verb: Verb,
    /// Where, under `/api/v1`.
    pub path: &'static str,
    /// The act behind it.
    pub act: &'static str,
    /// Status of success.
    pub status: u16,
    /// Schema of the body; none for an endpoint without one.
    pub takes: Option<&'static str>,
    /// Schema of the answer; none for 204.
    pub answers: Option<&'static str>,
    /// Query parameters.
    pub query: &'static [&'static str],
}

pub(crate) const fn endpoint(
    verb: Verb,
    path: &'static str,
    act: &'static str,
    takes: Option<&'static str>,
    answers: Option<&'static str>,
) -> Endpoint {
    let status = if answers.is_some() { 200 } else { 204 };
    Endpoint {
        verb,
        path,
        act,
        status,
        takes,
        answers,
        query: &[],
    }
}

pub(crate) const fn made(
    path: &'static str,
    act: &'static str,
    takes: &'static str,
    answers: &'static str,
) -> Endpoint {
    Endpoint {
        status: 201,
        ..endpoint(Verb::Post, path, act, Some(takes), Some(answers))
    }
}

/// Those of the kinds that have no list of their own.
const ENDPOINTS: [Endpoint; 35] = [
    endpoint(
        Verb::Get,
        "/parties/{id}/outlook",
        "parties.outlook",
        None,
        Some("Outlook"),
    ),
    endpoint(
        Verb::Post,
        "/interactions/{id}/answer",
        "interactions.answer",
        None,
        Some("Interaction"),
    ),
    Endpoint {
        query: &["limit", "cursor"],
        ..endpoint(
            Verb::Get,
            "/imports/{id}/rows",
            "imports.rows",
            None,
            Some("ImportRows"),
        )
    },
    made(
        "/imports/{id}/retries",
        "imports.retry",
        "ImportRetry",
        "Import",
    ),
    endpoint(Verb::Delete, "/links/{id}", "links.delete", None, None),
    endpoint(
        Verb::Get,
        "/parties/{id}/links",
        "parties.links",
        None,
        Some("Links"),
    ),
    made("/parties/{id}/links", "links.create", "LinkNew", "Link"),
    endpoint(
        Verb::Post,
        "/orders/{id}/confirmation",
        "orders.confirm",
        None,
        Some("Order"),
    ),
    endpoint(
        Verb::Delete,
        "/orders/{id}/confirmation",
        "orders.reopen",
        None,
        Some("Order"),
    ),
    endpoint(
        Verb::Post,
        "/orders/{id}/delivery",
        "orders.deliver",
        None,
        Some("Order"),
    ),
    endpoint(
        Verb::Delete,
        "/orders/{id}/delivery",
        "orders.confirm",
        None,
        Some("Order"),
    ),
    endpoint(
        Verb::Post,
        "/orders/{id}/cancellation",
        "orders.cancel",
        None,
        Some("Order"),
    ),
    endpoint(
        Verb::Delete,
        "/orders/{id}/cancellation",
        "orders.reopen",
        None,
        Some("Order"),
    ),
    endpoint(
        Verb::Get,
        "/orders/{id}/refunds",
        "orders.refunds",
        None,
        Some("Refunds"),
    ),
    made(
        "/orders/{id}/refunds",
        "orders.refund",
        "RefundNew",
        "Refunded",
    ),
    endpoint(
        Verb::Delete,
        "/orders/{id}/refunds/{refund_id}",
        "orders.withdraw_refund",
        None,
        Some("Order"),
    ),
    endpoint(
        Verb::Get,
        "/parties/{id}/profile",
        "parties.profile",
        None,
        Some("Profile"),
    ),
    Endpoint {
        query: &["before"],
        ..endpoint(
            Verb::Get,
            "/parties/{id}/timeline",
            "parties.timeline",
            None,
            Some("Timeline"),
        )
    },
    Endpoint {
        query: &["limit", "cursor", "sort", "filter", "count"],
        ..endpoint(
            Verb::Get,
            "/relationships",
            "relationships.list",
            None,
            Some("Relationships"),
        )
    },
    endpoint(
        Verb::Get,
        "/relationships/rules",
        "relationships.rules",
        None,
        Some("StageRules"),
    ),
    endpoint(
        Verb::Put,
        "/relationships/rules",
        "relationships.change_rules",
        Some("StageRules"),
        None,
    ),
    endpoint(
        Verb::Post,
        "/relationships/rules/preview",
        "relationships.preview_rules",
        Some("StageRules"),
        Some("StagePreview"),
    ),
    endpoint(
        Verb::Get,
        "/relationships/{id}",
        "relationships.find",
        None,
        Some("Relationship"),
    ),
    endpoint(
        Verb::Put,
        "/relationships/{id}/override",
        "relationships.set",
        Some("Override"),
        Some("Relationship"),
    ),
    endpoint(
        Verb::Delete,
        "/relationships/{id}/override",
        "relationships.clear",
        None,
        Some("Relationship"),
    ),
    endpoint(
        Verb::Get,
        "/parties/{id}/stages",
        "relationships.history",
        None,
        Some("Stages"),
    ),
    endpoint(
        Verb::Post,
        "/tasks/{id}/completion",
        "tasks.complete",
        None,
        Some("Task"),
    ),
    endpoint(
        Verb::Delete,
        "/tasks/{id}/completion",
        "tasks.reopen",
        None,
        Some("Task"),
    ),
    endpoint(
        Verb::Post,
        "/tasks/{id}/snooze",
        "tasks.snooze",
        Some("Snooze"),
        Some("Task"),
    ),
    endpoint(
        Verb::Put,
        "/fields/order",
        "fields.arrange",
        Some("FieldOrder"),
        Some("FieldList"),
    ),
    endpoint(Verb::Get, "/today", "today.list", None, Some("Today")),
    made(
        "/today/answers",
        "today.answer",
        "TodayAnswerNew",
        "TodayAnswer",
    ),
    endpoint(
        Verb::Put,
        "/views/{id}/pin",
        "views.pin",
        None,
        Some("View"),
    ),
    endpoint(
        Verb::Delete,
        "/views/{id}/pin",
        "views.unpin",
        None,
        Some("View"),
    ),
    Endpoint {
        query: &["rule", "record_id"],
        ..endpoint(
            Verb::Delete,
            "/today/answers",
            "today.take_back",
            None,
            None,
        )
    },
];

/// Those of this list and of the nouns that keep their own.
pub fn all() -> impl Iterator<Item = Endpoint> {
    let own = [
        &analytics::ENDPOINTS[..],
        &projects::ENDPOINTS,
        &care::ENDPOINTS,
        &promises::ENDPOINTS,
        &consents::ENDPOINTS,
        &drafts::ENDPOINTS,
        &exports::ENDPOINTS,
        &duplicates::ENDPOINTS,
        &quality::ENDPOINTS,
        &facts::ENDPOINTS,
        &ledger::ENDPOINTS,
        &portal::ENDPOINTS,
        &privacy::ENDPOINTS,
    ];
    ENDPOINTS
        .into_iter()
        .chain(own.into_iter().flatten().copied())
}

/// The routes.
pub fn routes() -> Router<App> {
    all().fold(Router::new(), |router, endpoint| {
        router.route(endpoint.path, handler(endpoint))
    })
}

fn handler(endpoint: Endpoint) -> MethodRouter<App> {
    let run =
        move |bearer: Bearer,
              path: Path<HashMap<String, String>>,
              query: QueryMap,
              headers: HeaderMap,
              body: Body| { answer(endpoint, bearer, path, query, headers, body) };
    match endpoint.verb {
        Verb::Get => get(run),
        Verb::Post => post(run),
        Verb::Put => put(run),
        Verb::Delete => delete(run),
    }
}

async fn answer(
    endpoint: Endpoint,
    bearer: Bearer,
    Path(path): Path<HashMap<String, String>>,
    query: QueryMap,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let sent = Sent {
        path,
        query,
        headers,
        body,
    };
    called(&endpoint, endpoint.act, bearer, sent).await
}

/// What came with a request.
pub(crate) struct Sent {
    pub path: HashMap<String, String>,
    pub query: QueryMap,
    pub headers: HeaderMap,
    pub body: Body,
}

/// Calls an act as the endpoint says, under this name; the path's ids, the query and the body are its input.
pub(crate) async fn called(
    endpoint: &Endpoint,
    act: &str,
    bearer: Bearer,
    sent: Sent,
) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    let bad = |error| Problem {
        error,
        status: Some(StatusCode::BAD_REQUEST),
        words,
    };
    let Query(query) = sent
        .query
        .map_err(|_| bad(Error::invalid("", "bad-query")))?;
    if let Some(name) = query
        .keys()
        .find(|name| !endpoint.query.contains(&name.as_str()))
    {
        let field: String = name.chars().take(60).collect();
        return Err(bad(
            quen_core::Problem::new(field, "unknown-parameter").into()
        ));
    }
    let mut input = match endpoint.takes {
        Some(_) => body::object(&sent.headers, sent.body, words).await?.object,
        None => Map::new(),
    };
    input.extend(
        query
            .into_iter()
            .map(|(name, value)| (name, Value::String(value))),
    );
    for (name, value) in sent.path {
        let id: Uuid = value
            .parse()
            .map_err(|_| Problem::new(Error::NotFound, words))?;
        input.insert(name, Value::String(id.to_string()));
    }
    let currency = ctx.settings.currency;
    let done = dispatch::run(ctx, act, Value::Object(input)).await;
    let mut done = done.map_err(|error| match (endpoint.verb, &error) {
        // What a query says wrong is a bad request, as in the lists.
        (Verb::Get, Error::Invalid(_)) => bad(error),
        _ => Problem::new(error, words),
    })?;
    reasons::say_all(words, &mut done, currency);
    Ok(respond(endpoint, done))
}

fn respond(endpoint: &Endpoint, done: Value) -> Response {
    if endpoint.answers.is_none() {
        return StatusCode::NO_CONTENT.into_response();
    }
    let status = StatusCode::from_u16(endpoint.status).unwrap_or(StatusCode::OK);
    let tag = done
        .get("version")
        .and_then(Value::as_i64)
        .and_then(|version| HeaderValue::from_str(&format!("\"{version}\"")).ok());
    let mut response = (status, axum::Json(done)).into_response();
    if let Some(tag) = tag {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}
