//! Projects: the form, and the page of one with its money, its open work and its story. The list is the common one; nothing is
//! counted here.

mod form;
mod parts;
mod sheet;
mod story;

use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::Noun;
use quen_core::projects::Project;
use quen_http::SignedIn;
use quen_service::App;
use quen_service::projects::Projects;
use quen_ui::badge::{BadgeShape, badge_shaped};
use quen_ui::tone::Tone;

use crate::lists::list_of;
use crate::{sheets, spoken};

pub use sheet::minutes_in_words;
pub use story::told;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/projects",
            list_of(Noun::Projects).post(sheets::create::<Projects>),
        )
        .route("/projects/new", get(sheets::new::<Projects>))
        .route("/projects/{id}", get(sheet::show))
        .route(
            "/projects/{id}/edit",
            get(sheets::edit::<Projects>).post(sheets::update::<Projects>),
        )
        .route("/projects/{id}/state", post(sheet::state))
        .route("/projects/{id}/notes", post(parts::note))
        .route("/projects/{id}/orders", post(parts::take_order))
        .route(
            "/projects/{id}/orders/{order}/release",
            post(parts::release_order),
        )
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
