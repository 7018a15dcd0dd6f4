//! The endpoints that every kind of record has, written once.

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use quen_core::Error;
use quen_core::kept::Kept;
use quen_http::{Bearer, Problem};
use quen_service::records::{self, Kind};
use quen_service::{App, history, idempotency};
use serde::Serialize;
use serde_json::json;

use crate::{body, params};

mod own;

pub use own::OfKind;

/// `GET` and `POST` on the collection, `GET`, `PATCH`, `DELETE` on a record, `POST` on its restoration.
pub fn routes<K: Kind>() -> Router<App> {
    let path = format!("/{}", K::NOUN.plural());
    Router::new()
        .route(&path, get(list::<K>).post(create::<K>))
        .route(
            &format!("{path}/{{id}}"),
            get(find::<K>).patch(update::<K>).delete(delete::<K>),
        )
        .route(&format!("{path}/{{id}}/restoration"), post(restore::<K>))
        .route(&format!("{path}/{{id}}/history"), get(history::<K>))
        .route(&format!("{path}/{{id}}/reversals"), post(reverse::<K>))
}

/// The same for every kind that a workspace made, by its word.
pub fn own_routes() -> Router<App> {
    Router::new()
        .route("/{kind}", get(own::list).post(own::create))
        .route(
            "/{kind}/{id}",
            get(own::find).patch(own::update).delete(own::delete),
        )
        .route("/{kind}/{id}/restoration", post(own::restore))
        .route("/{kind}/{id}/history", get(own::history))
        .route("/{kind}/{id}/reversals", post(own::reverse))
}

/// What went wrong while reading the query is a 400 like any other.
pub type QueryMap = Result<Query<HashMap<String, String>>, QueryRejection>;

/// A page of a list on the wire.
#[derive(Serialize)]
pub struct Listed<T> {
    data: Vec<T>,
    next_cursor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count_capped: Option<bool>,
}

async fn list<K: Kind>(bearer: Bearer, query: QueryMap) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    let bad = |_| Problem {
        error: Error::invalid("", "bad-query"),
        status: Some(StatusCode::BAD_REQUEST),
        words,
    };
    let Query(query) = query.map_err(bad)?;
    let query = params::list(&K::catalogue(&ctx), &query, words)?;
    // Whatever is wrong with a list is wrong with its address.
    let page = records::list::<K>(&ctx, &query).await.map_err(|error| {
        let status = matches!(error, Error::Invalid(_)).then_some(StatusCode::BAD_REQUEST);
        Problem {
            error,
            status,
            words,
        }
    })?;
    let counted = page.count.map(|_| page.count_capped);
    let next_cursor = page.next.map(|cursor| cursor.encode());
    Ok(Json(Listed {
        data: page.rows,
        next_cursor,
        count: page.count,
        count_capped: counted,
    })
    .into_response())
}

async fn find<K: Kind>(bearer: Bearer, Path(id): Path<String>) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    let record = records::find::<K>(&ctx, params::id(&id, words)?)
        .await
        .map_err(|error| Problem::new(error, words))?;
    Ok(shown(StatusCode::OK, &record))
}

async fn create<K: Kind>(
    bearer: Bearer,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    ctx.actor
        .may(K::WRITE)
        .map_err(|error| Problem::new(error, words))?;
    let sent = body::object(&headers, body, words).await?;
    let problem = |error| Problem::new(error, words);
    let key = headers
        .get("idempotency-key")
        .and_then(|value| value.to_str().ok());
    let values = records::decode_in(&K::catalogue(&ctx), &sent.object, ctx.settings.currency)
        .map_err(problem)?;
    let word = K::word(&ctx);
    let Some(key) = key else {
        let record = records::create::<K>(&ctx, values).await.map_err(problem)?;
        return Ok(created(&word, &record));
    };
    let request = idempotency::Request::new(&word, key, &sent.bytes).map_err(problem)?;
    let answer = idempotency::once::<K>(&ctx, &request, values)
        .await
        .map_err(problem)?;
    let mut response = (
        StatusCode::CREATED,
        [(header::CONTENT_TYPE, "application/json")],
        answer.body,
    )
        .into_response();
    place(&mut response, &word, answer.id);
    Ok(response)
}

async fn update<K: Kind>(
    bearer: Bearer,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    let id = params::id(&id, words)?;
    let expected = params::expected_version(&headers, words)?;
    ctx.actor
        .may(K::WRITE)
        .map_err(|error| Problem::new(error, words))?;
    let sent = body::object(&headers, body, words).await?;
    let problem = |error| Problem::new(error, words);
    let values = records::decode_in(&K::catalogue(&ctx), &sent.object, ctx.settings.currency)
        .map_err(problem)?;
    let record = records::update::<K>(&ctx, id, expected, values)
        .await
        .map_err(problem)?;
    Ok(shown(StatusCode::OK, &record))
}

async fn delete<K: Kind>(
    bearer: Bearer,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let Bearer { ctx, words } = bearer;
    let expected = params::expected_version(&headers, words)?;
    records::delete::<K>(&ctx, params::id(&id, words)?, expected)
        .await
        .map_err(|error| Problem::new(error, words))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn restore<K: Kind>(bearer: Bearer, Path(id): Path<String>) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    let record = records::restore::<K>(&ctx, params::id(&id, words)?)
        .await
        .map_err(|error| Problem::new(error, words))?;
    Ok(shown(StatusCode::OK, &record))
}

/// What happened to a record, the latest first.
async fn history<K: Kind>(bearer: Bearer, Path(id): Path<String>) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    let changes = history::of_record::<K>(&ctx, params::id(&id, words)?).await;
    let changes = changes.map_err(|error| Problem::new(error, words))?;
    Ok(Json(json!({ "data": changes })).into_response())
}

/// Gives a field the value it had before a change: `{"change": "…", "field": "…"}`.
async fn reverse<K: Kind>(
    bearer: Bearer,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Bearer { ctx, words } = bearer;
    let id = params::id(&id, words)?;
    let expected = params::expected_version(&headers, words)?;
    let problem = |error| Problem::new(error, words);
    ctx.actor.may(K::WRITE).map_err(problem)?;
    let sent = body::object(&headers, body, words).await?.object;
    let (change, field) = history::reversal(&sent).map_err(problem)?;
    let record = history::put_back::<K>(&ctx, id, change, &field, expected).await;
    Ok(shown(StatusCode::OK, &record.map_err(problem)?))
}

/// A record with its version as `ETag`.
pub fn shown(status: StatusCode, record: &(impl Serialize + Kept)) -> Response {
    let mut response = (status, Json(record)).into_response();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", record.version())) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

fn created(word: &str, record: &(impl Serialize + Kept)) -> Response {
    let mut response = shown(StatusCode::CREATED, record);
    place(&mut response, word, record.id());
    response
}

fn place(response: &mut Response, word: &str, id: uuid::Uuid) {
    if let Ok(place) = HeaderValue::from_str(&format!("/api/v1/{word}/{id}")) {
        response.headers_mut().insert(header::LOCATION, place);
    }
}
