//! The customer's own door, `/portal`: in by a link, see, correct, agree, refuse, ask. A guest's cookie is another one than a
//! colleague's, and opens nothing else.

mod doors;
mod facts;
mod guest;
mod inviting;
mod mine;
mod parts;
mod reach;

use axum::Router;
use axum::routing::{get, post};
use quen_service::App;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/portal", get(mine::show))
        .route("/portal/record", get(mine::form).post(mine::correct))
        .route("/portal/facts", post(facts::add))
        .route("/portal/facts/{id}/confirmation", post(facts::confirm))
        .route("/portal/facts/{id}/withdrawal", post(facts::withdraw))
        .route(
            "/portal/facts/{id}/correction",
            get(facts::form).post(facts::correct),
        )
        .route("/portal/consents", post(mine::answer))
        .route("/portal/consents/withdrawal", post(mine::withdraw))
        .route("/portal/preference", post(mine::prefer))
        .route("/portal/requests", post(mine::ask))
        .route("/portal/copy", get(mine::copy))
        .route("/portal/leaving", post(mine::leave))
        .route("/portal/{slug}", get(doors::show).post(doors::ask))
        .route("/portal/{slug}/code", post(doors::code))
        .route(
            "/portal/{slug}/enter/{secret}",
            get(doors::question).post(doors::enter),
        )
        .route("/parties/{id}/portal-invitation", post(inviting::mail))
        .route("/parties/{id}/portal-link", post(inviting::hand_out))
}
