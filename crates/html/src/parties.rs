//! People and organisations: the list, the form, the page of one.

pub mod asked;
mod columns;
mod conflict;
mod fields;
mod filters;
mod form;
mod list;

use axum::Router;
use axum::extract::Path;
use axum::response::IntoResponse;
use axum::routing::get;
use maud::html;
use quen_core::parties::Party;
use quen_core::{Error, Permission};
use quen_http::SignedIn;
use quen_service::parties::Parties;
use quen_service::{App, Ctx, records};
use quen_ui::frame::padded;
use uuid::Uuid;

use crate::answers::{Answer, Refused, refused};
use crate::layout::{Page, page};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/parties", get(list::show).post(form::create))
        .route("/parties/new", get(form::new))
        .route("/parties/filters", get(filters::show))
        .route("/parties/{id}", get(show))
        .route("/parties/{id}/edit", get(form::edit).post(form::update))
}

/// The party of an address, outside the bin.
async fn found(me: &SignedIn, id: &str) -> Result<Party, Refused> {
    let id: Uuid = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    records::find::<Parties>(&me.ctx, id)
        .await
        .map_err(refused(me))
}

/// May the actor have a party with this owner?
fn reaches(ctx: &Ctx, owner: Option<Uuid>) -> bool {
    let access = ctx.actor.may(Permission::PartiesWrite);
    access.is_ok_and(|access| access.reaches(owner))
}

async fn show(me: SignedIn, Path(id): Path<String>) -> Answer {
    let party = found(&me, &id).await?;
    let body =
        html! { h1 { (party.name) } ul { @for phone in &party.phones { li { (phone.display) } } } };
    let page_of = Page {
        title: &party.name,
        nav: "/parties",
        h1_in_body: true,
        body: padded(body),
        ..Page::default()
    };
    Ok(page(&me, page_of).into_response())
}
