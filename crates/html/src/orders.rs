//! Orders: list, form with lines, page with totals, states, payments and refunds.

mod conflict;
mod form;
mod known;
mod lines;
mod payments;
mod sheet;

use axum::Router;
use axum::routing::{get, post};
use quen_core::orders::Order;
use quen_core::{Error, Noun};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::orders::Orders;
use quen_service::records;

use crate::answers::{Refused, refused};
use crate::lists::list_of;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/orders", list_of(Noun::Orders).post(form::create))
        .route("/orders/new", get(form::new))
        .route("/orders/{id}", get(sheet::show))
        .route("/orders/{id}/edit", get(form::edit).post(form::update))
        .route("/orders/{id}/state", post(sheet::state))
        .route("/orders/{id}/payments", post(payments::create))
        .route(
            "/orders/{id}/payments/{payment}/deletion",
            post(payments::withdraw),
        )
        .route("/orders/{id}/refunds", post(sheet::refund))
        .route(
            "/orders/{id}/refunds/{refund}/deletion",
            post(sheet::withdraw),
        )
}

async fn found(me: &SignedIn, id: &str) -> Result<Order, Refused> {
    let id = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    records::find::<Orders>(&me.ctx, id)
        .await
        .map_err(refused(me))
}
