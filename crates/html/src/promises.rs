//! What we promised: the rates of keeping over the list, one promise with its acts, a new one. The list is the common one; nothing
//! is decided here about a promise's state.

mod figures;
pub mod heard;
mod new;
mod sheet;

use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::Noun;
use quen_core::promises::Promise;
use quen_http::SignedIn;
use quen_service::App;
use quen_service::parties::Owner;
use quen_service::promises::{Promises, house};
use quen_ui::badge::{BadgeShape, badge_shaped};
use quen_ui::tone::Tone;

use crate::lists::list_of;
use crate::{sheets, spoken};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/promises",
            list_of(Noun::Promises).post(sheets::create::<Promises>),
        )
        .route("/heard-promises/{id}/refusal", post(heard::refuse))
        .route("/promises/new", get(sheets::new::<Promises>))
        .route("/promises/{id}", get(sheet::show))
        .route("/promises/{id}/keeping", post(sheet::keep))
        .route("/promises/{id}/breach", post(sheet::breach))
        .route("/promises/{id}/mending", post(sheet::mend))
        .route("/promises/{id}/renegotiation", post(sheet::renegotiate))
        .route("/promises/{id}/reopening", post(sheet::reopen))
        .route("/promises/{id}/handover", post(sheet::hand_over))
}

/// How well promises are kept, over their list.
///
/// # Errors
/// A broken database.
pub async fn rates(me: &SignedIn, owners: &[Owner]) -> quen_core::Result<Markup> {
    let house = house(&me.ctx).await?;
    Ok(figures::rates(me, &house, owners))
}

/// Where it stands, as a badge: how far off the day is, or how it ended.
pub fn standing(me: &SignedIn, promise: &Promise) -> Markup {
    let words = me.words;
    let today = me.ctx.today();
    let (said, tone) = match (promise.state.as_str(), promise.due_on) {
        ("kept", _) => (state(me, promise), Tone::Green),
        ("broken", _) if promise.mended_at.is_some() => (
            quen_words::t::promises_mended(words).to_owned(),
            Tone::Amber,
        ),
        ("broken", _) => (state(me, promise), Tone::Red),
        (_, Some(due)) if due < today => (spoken::due(words, today, due), Tone::Red),
        (_, Some(due)) if (due - today).num_days() < NEAR_DAYS => {
            (spoken::due(words, today, due), Tone::Amber)
        }
        (_, Some(due)) => (spoken::due(words, today, due), Tone::Neutral),
        (_, None) => (
            quen_words::t::promises_undated(words).to_owned(),
            Tone::Neutral,
        ),
    };
    html! { (badge_shaped(&said, tone, BadgeShape::Round)) }
}

/// Days from which a due day is no longer near.
const NEAR_DAYS: i64 = 7;

fn state(me: &SignedIn, promise: &Promise) -> String {
    spoken::choice(me.words, Noun::Promises, "state", &promise.state)
}
