//! While a new record of any kind is typed: the one that is there already and is called the same, with the way to it. It only tells;
//! saving is not refused.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_http::SignedIn;
use quen_service::lists::{by_word, name_of};
use quen_service::records::{Values, decode_form_in};
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::t;

use super::record_href;
use crate::answers::{Answer, refused};
use crate::fields::controls;
use crate::forms::Pairs;

/// Letters of a record's name.
const NAME: usize = 90;

/// The place in a form where it is told.
pub fn place(word: &str) -> Markup {
    html! {
        div id="known" aria-live="polite" hx-post={ "/lists/" (word) "/known" } hx-trigger="input delay:450ms from:'closest form'"
            hx-include="closest form" hx-target="this" hx-swap="innerHTML" hx-sync="this:replace" {}
    }
}

/// `POST /lists/{kind}/known`.
///
/// A page that is being left sends nothing any more; then nothing is told.
pub async fn show(
    me: SignedIn,
    Path(word): Path<String>,
    sent: Result<Form<Pairs>, FormRejection>,
) -> Answer {
    let sent = sent.map(|Form(sent)| sent).unwrap_or_default();
    let kind = by_word(&me.ctx, &word).map_err(refused(&me))?;
    let catalogue = kind.catalogue(&me.ctx);
    let currency = me.ctx.settings.currency;
    // What is half typed says nothing yet; each field speaks for itself.
    let values: Values = controls::joined(&catalogue, sent)
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .filter_map(|(name, text)| {
            decode_form_in(&catalogue, [(name.as_str(), text.as_str())], currency).ok()
        })
        .flatten()
        .collect();
    let twin = kind.twin(&me.ctx, values).await.map_err(refused(&me))?;
    let told = twin.map(|line| {
        let href = record_href(&me, &word, line.id);
        notice(
            Tone::Amber,
            "copy",
            html! { (t::lists_known(me.words)) " " a.link href=[href] { (name_of(&line, NAME)) } },
        )
    });
    Ok(html! { @if let Some(told) = told { (told) } }.into_response())
}
