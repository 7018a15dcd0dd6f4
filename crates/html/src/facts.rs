//! What is known of customers: the panel on a customer's page, the whole memory, the call sheet, the list with "who likes", and
//! what is known and not used.

mod acts;
mod add;
mod asking;
mod call;
pub mod chips;
mod correct;
pub mod heard;
mod list;
mod memory;
pub mod panel;
mod reading;
pub mod said;

use axum::Router;
use axum::routing::{get, post};
use quen_core::Error;
use quen_core::facts::Fact;
use quen_http::SignedIn;
use quen_service::App;
use quen_service::facts::Facts;
use uuid::Uuid;

use crate::answers::{Refused, refused};

pub use asking::today;
pub use list::above;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/facts", get(list::show))
        .route("/facts/unused", get(list::unused))
        .route("/facts/{id}/confirmation", post(acts::confirm))
        .route(
            "/facts/{id}/correction",
            get(correct::show).post(correct::save),
        )
        .route("/facts/{id}/withdrawal", post(acts::withdraw))
        .route("/facts/{id}/reinstatement", post(acts::reinstate))
        .route("/facts/{id}/coexistence", post(acts::keep_both))
        .route("/parties/{id}/facts", get(memory::show).post(add::create))
        .route("/parties/{id}/facts/new", get(add::new))
        .route("/parties/{id}/answers", post(asking::answer))
        .route("/parties/{id}/readings", post(reading::show))
        .route("/parties/{id}/asides", post(asking::put_aside))
        .route("/parties/{id}/call", get(call::show).post(call::save))
}

fn id(me: &SignedIn, text: &str) -> Result<Uuid, Refused> {
    text.parse().map_err(|_| refused(me)(Error::NotFound))
}

/// The fact of an address.
async fn found(me: &SignedIn, id: &str) -> Result<Fact, Refused> {
    crate::answers::found::<Facts>(me, id).await
}
