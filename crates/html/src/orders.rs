//! Orders: list, form with lines, page with totals, states, payments and refunds.

mod conflict;
mod form;
mod known;
mod lines;
pub mod payments;
mod sheet;

use axum::Router;
use axum::routing::{get, post};
use quen_core::Noun;
use quen_service::App;
use quen_service::orders::Orders;

use crate::lists::list_of;
use crate::sheets;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/orders",
            list_of(Noun::Orders).post(sheets::create::<Orders>),
        )
        .route("/orders/new", get(sheets::new::<Orders>))
        .route("/orders/{id}", get(sheet::show))
        .route(
            "/orders/{id}/edit",
            get(sheets::edit::<Orders>).post(sheets::update::<Orders>),
        )
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
