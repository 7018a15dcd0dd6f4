//! People and organisations: the list, the form, the page of one.

mod about;
pub mod asked;
mod bin;
pub mod composer;
mod conflict;
pub mod consents;
mod delights;
mod engaged;
mod entries;
mod fields;
mod form;
mod head;
mod ledger;
mod letters;
pub mod page;
mod people;
mod promised;
mod proposed;
mod stage;
mod story;
mod work;

use axum::Router;
use axum::routing::{get, post};
use quen_core::parties::Party;
use quen_core::{Error, Noun, Permission};
use quen_http::SignedIn;
use quen_service::parties::Parties;
use quen_service::{App, Ctx};
use uuid::Uuid;

use crate::answers::{Refused, refused};
use crate::lists::{self, list_of, merging};
use crate::sheets;

pub use entries::written;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/parties",
            list_of(Noun::Parties).post(sheets::create::<Parties>),
        )
        .route("/parties/new", get(sheets::new::<Parties>))
        .route("/parties/choices", get(people::choices))
        .route("/parties/known", post(form::known_so_far))
        .route("/parties/{id}", get(page::show))
        .route(
            "/parties/{id}/edit",
            get(sheets::edit::<Parties>).post(sheets::update::<Parties>),
        )
        .route("/parties/{id}/deletion", get(bin::ask).post(bin::delete))
        .route("/parties/{id}/restoration", post(bin::restore))
        .route(
            "/parties/{id}/merge",
            get(merging::choose_party).post(merging::merge_party),
        )
        .merge(parts())
}

/// What the page of one party asks for and sends.
fn parts() -> Router<App> {
    Router::new()
        .route(
            "/parties/{id}/fields/{field}",
            get(about::field).post(about::save),
        )
        .route("/parties/{id}/stage", get(stage::show).post(stage::set))
        .route("/parties/{id}/timeline", get(story::older_page))
        .route("/parties/{id}/episodes", post(composer::write))
        .route(
            "/parties/{id}/episodes/{episode}/deletion",
            post(story::delete),
        )
        .route(
            "/parties/{id}/tasks/{task}/completion",
            post(work::complete),
        )
        .route("/parties/{id}/tasks/{task}/refusal", post(work::decline))
        .route("/parties/{id}/tasks/{task}/snooze", post(work::snooze))
        .route(
            "/parties/{id}/consents",
            get(consents::show).post(consents::put),
        )
        .route(
            "/parties/{id}/consents/learning",
            post(consents::ways::teach),
        )
        .route("/parties/{id}/consents/preference", post(consents::prefer))
        .route(
            "/parties/{id}/consents/withdrawal",
            post(consents::withdraw),
        )
        .route(
            "/parties/{id}/promises/{promise}/keeping",
            post(promised::keep),
        )
        .route("/parties/{id}/ledger", get(ledger::show))
        .route("/parties/{id}/ledger/summary", get(ledger::brief))
        .route("/parties/{id}/benefits", post(ledger::create))
        .route(
            "/parties/{id}/benefits/{benefit}/deletion",
            post(ledger::delete),
        )
        .route("/parties/{id}/links", post(people::create))
        .route("/parties/{id}/links/{link}/deletion", post(people::delete))
}

/// The id in an address; a malformed one is a record that is not there.
pub fn id(me: &SignedIn, text: &str) -> Result<Uuid, Refused> {
    text.parse().map_err(|_| refused(me)(Error::NotFound))
}

/// The address of the list of the parties in one stage.
pub fn stage_href(stage: &str) -> String {
    let condition = serde_json::json!({ "field": "stage", "op": "in", "value": [stage] });
    lists::href("/parties", vec![condition])
}

/// The party of an address, outside the bin.
async fn found(me: &SignedIn, id: &str) -> Result<Party, Refused> {
    crate::answers::found::<Parties>(me, id).await
}

/// May the actor have a party with this owner?
fn reaches(ctx: &Ctx, owner: Option<Uuid>) -> bool {
    let access = ctx.actor.may(Permission::PartiesWrite);
    access.is_ok_and(|access| access.reaches(owner))
}
