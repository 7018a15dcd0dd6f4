//! All doors of the server in one router, and the story that demo and tests tell: for the binary and for tests that run the
//! whole program in memory.

// Lies with the demo business that it is part of; tests tell it too.
#[path = "demo/told.rs"]
pub mod told;

use axum::Router;
use quen_service::App;

/// Pages, JSON, health and their common layers.
pub fn routes(app: &App) -> Router {
    let routes = Router::new()
        .merge(quen_api::routes())
        .merge(quen_http::health::routes())
        .merge(quen_http::metrics::routes())
        .merge(quen_html::routes(app));
    quen_http::server::wrap(routes.with_state(app.clone()))
}
