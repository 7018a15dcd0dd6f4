//! The same endpoints for kinds that workspaces made. The address names the kind; one that is not in use is not there, and
//! a stranger learns nothing of which are.

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use quen_core::Error;
use quen_http::{Bearer, Problem, language};
use quen_service::kinds::Records;

use super::QueryMap;

/// Who asks, or why nobody does.
pub type Known = Result<Bearer, Problem>;
/// The names in an address.
pub type Parts = Path<HashMap<String, String>>;

/// The gate for the kind in the address, and the id behind it.
///
/// # Errors
/// `not-found` for a kind that is not in use.
pub fn gate(known: Known, parts: &Parts, headers: &HeaderMap) -> Result<(Bearer, String), Problem> {
    let part = |name: &str| parts.0.get(name).map(String::as_str).unwrap_or_default();
    let missing = |words| Problem::new(Error::NotFound, words);
    let Bearer { ctx, words } = known.map_err(|_| missing(language::of_stranger(headers)))?;
    let ctx = ctx.of_kind(part("kind")).map_err(|_| missing(words))?;
    Ok((Bearer { ctx, words }, part("id").to_owned()))
}

pub async fn list(
    known: Known,
    parts: Parts,
    headers: HeaderMap,
    query: QueryMap,
) -> Result<Response, Problem> {
    let (bearer, _) = gate(known, &parts, &headers)?;
    super::list::<Records>(bearer, query).await
}

pub async fn create(
    known: Known,
    parts: Parts,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let (bearer, _) = gate(known, &parts, &headers)?;
    super::create::<Records>(bearer, headers, body).await
}

pub async fn find(known: Known, parts: Parts, headers: HeaderMap) -> Result<Response, Problem> {
    let (bearer, id) = gate(known, &parts, &headers)?;
    super::find::<Records>(bearer, Path(id)).await
}

pub async fn update(
    known: Known,
    parts: Parts,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let (bearer, id) = gate(known, &parts, &headers)?;
    super::update::<Records>(bearer, Path(id), headers, body).await
}

pub async fn delete(known: Known, parts: Parts, headers: HeaderMap) -> Result<StatusCode, Problem> {
    let (bearer, id) = gate(known, &parts, &headers)?;
    super::delete::<Records>(bearer, Path(id), headers).await
}

pub async fn restore(known: Known, parts: Parts, headers: HeaderMap) -> Result<Response, Problem> {
    let (bearer, id) = gate(known, &parts, &headers)?;
    super::restore::<Records>(bearer, Path(id)).await
}

pub async fn history(known: Known, parts: Parts, headers: HeaderMap) -> Result<Response, Problem> {
    let (bearer, id) = gate(known, &parts, &headers)?;
    super::history::<Records>(bearer, Path(id)).await
}

pub async fn reverse(
    known: Known,
    parts: Parts,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let (bearer, id) = gate(known, &parts, &headers)?;
    super::reverse::<Records>(bearer, Path(id), headers, body).await
}
