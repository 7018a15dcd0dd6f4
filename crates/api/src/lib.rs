//! JSON under `/api/v1`, described by its own OpenAPI document. Decode, call, encode; no rule of the business.

mod acts;
mod body;
mod bulks;
mod collection;
mod files;
mod imports;
mod jobs;
mod mergers;
mod notifications;
pub mod openapi;
mod params;
mod search;
mod users;

use axum::Router;
use axum::http::HeaderMap;
use axum::routing::get;
use quen_core::Error;
use quen_http::{Bearer, Problem, language};
use quen_service::App;
use quen_service::benefits::Benefits;
use quen_service::facts::Facts;
use quen_service::fields::Fields;
use quen_service::interactions::Interactions;
use quen_service::kinds::Kinds;
use quen_service::orders::Orders;
use quen_service::parties::Parties;
use quen_service::payments::Payments;
use quen_service::products::Products;
use quen_service::projects::Projects;
use quen_service::promises::Promises;
use quen_service::records::Kind;
use quen_service::tasks::Tasks;
use quen_service::views::Views;

/// All endpoints.
pub fn routes() -> Router<App> {
    let v1 = Router::new()
        .merge(listed::<Facts>())
        .merge(collection::routes::<Fields>())
        .merge(listed::<Interactions>())
        .merge(collection::routes::<Kinds>())
        .merge(collection::own_routes())
        .merge(bulks::own_routes())
        .merge(mergers::own_routes())
        .merge(listed::<Orders>())
        .merge(listed::<Parties>())
        .merge(listed::<Products>())
        .merge(listed::<Benefits>())
        .merge(listed::<Payments>())
        .merge(listed::<Projects>())
        .merge(listed::<Promises>())
        .merge(listed::<Tasks>())
        .merge(collection::routes::<Views>())
        .merge(acts::routes())
        .merge(files::routes())
        .merge(imports::routes())
        .merge(jobs::routes())
        .route("/search", get(search::show))
        .merge(notifications::routes())
        .merge(users::routes())
        .route(
            "/openapi.json",
            get(|bearer: Result<Bearer, Problem>| async move {
                // Whoever shows a token sees the fields of that workspace too.
                let customs = bearer.map(|bearer| bearer.ctx.customs).unwrap_or_default();
                axum::Json(openapi::document_of(&customs))
            }),
        )
        .fallback(|headers: HeaderMap| async move {
            Problem::new(Error::NotFound, language::of_stranger(&headers))
        })
        .method_not_allowed_fallback(|headers: HeaderMap| async move {
            Problem {
                error: Error::conflict("method-not-allowed"),
                status: Some(axum::http::StatusCode::METHOD_NOT_ALLOWED),
                words: language::of_stranger(&headers),
            }
        });
    Router::new().nest("/api/v1", v1)
}

/// The endpoints of a kind that has lists.
fn listed<K: Kind>() -> Router<App> {
    collection::routes::<K>()
        .merge(bulks::routes::<K>())
        .merge(mergers::routes::<K>())
}
