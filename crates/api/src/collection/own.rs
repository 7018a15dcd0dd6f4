//! The same endpoints for kinds that workspaces made. The address names the kind; one that is not in use is not there, and
//! a stranger learns nothing of which are.

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use quen_core::Error;
use quen_http::{Bearer, Problem, language};
use quen_service::App;
use quen_service::kinds::Records;

use super::QueryMap;

/// Whoever asks for a kind that a workspace made, past the gate for that kind.
pub struct OfKind {
    /// Who asks; its context is that of the kind.
    pub bearer: Bearer,
    /// The id behind the kind; empty where the address has none.
    pub id: String,
}

impl FromRequestParts<App> for OfKind {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let missing = |words| Problem::new(Error::NotFound, words);
        let stranger = language::of_stranger(&parts.headers);
        let names = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let Path(mut names) = names.map_err(|_| missing(stranger))?;
        let Bearer { ctx, words } = Bearer::from_request_parts(parts, app)
            .await
            .map_err(|_| missing(stranger))?;
        let word = names.get("kind").map(String::as_str).unwrap_or_default();
        let ctx = ctx.of_kind(word).map_err(|_| missing(words))?;
        Ok(Self {
            bearer: Bearer { ctx, words },
            id: names.remove("id").unwrap_or_default(),
        })
    }
}

pub async fn list(of: OfKind, query: QueryMap) -> Result<Response, Problem> {
    super::list::<Records>(of.bearer, query).await
}

pub async fn create(of: OfKind, headers: HeaderMap, body: Body) -> Result<Response, Problem> {
    super::create::<Records>(of.bearer, headers, body).await
}

pub async fn find(of: OfKind) -> Result<Response, Problem> {
    super::find::<Records>(of.bearer, Path(of.id)).await
}

pub async fn update(of: OfKind, headers: HeaderMap, body: Body) -> Result<Response, Problem> {
    super::update::<Records>(of.bearer, Path(of.id), headers, body).await
}

pub async fn delete(of: OfKind, headers: HeaderMap) -> Result<StatusCode, Problem> {
    super::delete::<Records>(of.bearer, Path(of.id), headers).await
}

pub async fn restore(of: OfKind) -> Result<Response, Problem> {
    super::restore::<Records>(of.bearer, Path(of.id)).await
}

pub async fn history(of: OfKind) -> Result<Response, Problem> {
    super::history::<Records>(of.bearer, Path(of.id)).await
}

pub async fn reverse(of: OfKind, headers: HeaderMap, body: Body) -> Result<Response, Problem> {
    super::reverse::<Records>(of.bearer, Path(of.id), headers, body).await
}
