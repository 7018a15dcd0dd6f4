//! Records of kinds that the workspace made: one form for all such kinds; the address names the kind. The list and all that is
//! done in it is the common one.

mod form;
mod shown;

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use quen_core::Error;
use quen_core::kinds::{CustomKind, CustomRecord};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::kinds::Records;
use quen_service::records::{self, Kind};
use quen_words::Lang;
use uuid::Uuid;

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

/// The gate for the kind in the address.
fn at(mut me: SignedIn, word: &str) -> Result<(SignedIn, CustomKind), Refused> {
    me.ctx = me.ctx.of_kind(word).map_err(refused(&me))?;
    let kind = me.ctx.customs.kind(word).cloned();
    let kind = kind.ok_or_else(|| refused(&me)(Error::NotFound))?;
    Ok((me, kind))
}

fn home(kind: &CustomKind) -> String {
    format!("/records/{}", kind.name)
}

fn english(me: &SignedIn) -> bool {
    me.words.lang() == Lang::En
}

async fn found(me: &SignedIn, id: &str) -> Result<CustomRecord, Refused> {
    let id: Uuid = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    records::find::<Records>(&me.ctx, id)
        .await
        .map_err(refused(me))
}

/// What else can be done with a record.
fn acts(me: &SignedIn, kind: &CustomKind, record: &CustomRecord) -> Markup {
    let at = format!("/lists/{}/records/{}", kind.name, record.id);
    html! { div.row.wrap.after { (crate::history::acts(me, &at, Records::DELETE)) } }
}
