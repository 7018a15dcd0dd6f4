//! Projects: the form, and the page of one with its money, its open work and its story. The list is the common one; nothing is
//! counted here.

mod form;
mod parts;
mod sheet;
mod story;

use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::projects::Project;
use quen_core::{Error, Noun};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::projects::Projects;
use quen_service::records;
use quen_ui::badge::{BadgeShape, badge_shaped};
use quen_ui::tone::Tone;

use crate::answers::{Refused, refused};
use crate::lists::list_of;
use crate::spoken;

pub use sheet::minutes_in_words;
pub use story::told;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/projects", list_of(Noun::Projects).post(form::create))
        .route("/projects/new", get(form::new))
        .route("/projects/{id}", get(sheet::show))
        .route("/projects/{id}/edit", get(form::edit).post(form::update))
        .route("/projects/{id}/state", post(sheet::state))
        .route("/projects/{id}/notes", post(parts::note))
        .route("/projects/{id}/orders", post(parts::take_order))
        .route(
            "/projects/{id}/orders/{order}/release",
            post(parts::release_order),
        )
}

/// The project of an address, outside the bin.
async fn found(me: &SignedIn, id: &str) -> Result<Project, Refused> {
    let id = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    records::find::<Projects>(&me.ctx, id)
        .await
        .map_err(refused(me))
}

/// A project's state as a badge.
pub fn standing(me: &SignedIn, project: &Project) -> Markup {
    let tone = match project.state.as_str() {
        "active" => Tone::Jade,
        "paused" => Tone::Amber,
        "done" => Tone::Green,
        "planned" => Tone::Sky,
        _ => Tone::Neutral,
    };
    let said = spoken::choice(me.words, Noun::Projects, "state", &project.state);
    badge_shaped(&said, tone, BadgeShape::Dot)
}

/// The day by which: how far off while it is open, plain once it is over.
pub fn due(me: &SignedIn, project: &Project) -> Markup {
    let (words, today) = (me.words, me.ctx.today());
    html! {
        @match project.due_on {
            Some(due) if project.is_late(today) => { (badge_shaped(&spoken::due(words, today, due), Tone::Red, BadgeShape::Round)) }
            Some(due) => { (spoken::day(words, due)) }
            None => {}
        }
    }
}
