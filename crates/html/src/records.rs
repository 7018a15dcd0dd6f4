//! Records of kinds that the workspace made: one form for all such kinds; the address names the kind. The list and all that is
//! done in it is the common one.

mod form;
mod shown;

use axum::Router;
use axum::routing::get;
use quen_core::kinds::CustomKind;
use quen_http::SignedIn;
use quen_service::App;
use quen_words::Lang;

pub use shown::of_customer;

use crate::answers::{Refused, refused};
use crate::lists::list_of_word;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/records/{kind}", get(list_of_word).post(form::create))
        .route("/records/{kind}/new", get(form::new))
        .route("/records/{kind}/{id}", get(form::edit).post(form::update))
}

fn home(kind: &CustomKind) -> String {
    format!("/records/{}", kind.name)
}

fn english(me: &SignedIn) -> bool {
    me.words.lang() == Lang::En
}

/// The gate for the kind in the address.
fn at(mut me: SignedIn, word: &str) -> Result<SignedIn, Refused> {
    me.ctx = me.ctx.of_kind(word).map_err(refused(&me))?;
    Ok(me)
}
