//! The page of all own drafts, and the answer to a form whose record is gone: what was typed is shown and kept.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::Noun;
use quen_http::SignedIn;
use quen_service::drafts::{self as acts, Draft};
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::button::{Button, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::frame::padded;
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, facts, panel};
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::{Lang, t};

use super::{again, drop_form, kept, when};
use crate::answers::{Answer, Refused, refused};
use crate::forms::value;
use crate::layout::{Page, page};

/// `GET /drafts`.
pub(super) async fn list(me: SignedIn) -> Answer {
    let words = me.words;
    let found = acts::list(&me.ctx).await.map_err(refused(&me))?;
    let body = html! {
        p.mid { (t::drafts_lead(words)) }
        @if found.is_empty() {
            (empty(Empty { title: Some(t::drafts_none(words)), text: html! { (t::drafts_none_text(words)) }, drawing: true, ..Empty::default() }))
        } @else {
            (panel(Panel { title: t::drafts_title(words), flush: true, body: item_list(found.iter().map(|draft| line(&me, draft))), ..Panel::default() }))
        }
    };
    let drawn = Page {
        title: t::drafts_title(words),
        body: padded(html! { div.stack { (body) } }),
        ..Page::default()
    };
    Ok(page(&me, drawn).into_response())
}

fn line(me: &SignedIn, draft: &Draft) -> Markup {
    let what = what(me, draft);
    let said = draft.words();
    let label = if said.is_empty() {
        what.clone()
    } else {
        said.chars().take(120).collect()
    };
    let sub = format!("{what} · {}", when(me, draft.saved_at));
    item(Item {
        lead: icon("note"),
        label: &label,
        href: Some(&again(&draft.form)),
        sub: Some(&sub),
        end: Some(drop_form(me, &draft.form, "/drafts")),
        ..Item::default()
    })
}

/// What it is a draft of, in words.
pub(super) fn what(me: &SignedIn, draft: &Draft) -> String {
    let (words, place) = (me.words, draft.place());
    if place.word == Noun::Consents.plural() {
        return t::contact_wording(words).to_owned();
    }
    let noun = match (place.word, me.ctx.customs.kind(place.word)) {
        ("programmes", _) => t::nav_care_programmes(words).to_owned(),
        ("projects", _) => t::nav_projects(words).to_owned(),
        (_, Some(kind)) => kind.many(words.lang() == Lang::En).to_owned(),
        (word, None) => {
            let key = format!("fields-noun-{word}");
            words
                .find(&key, &[])
                .map_or_else(|| word.to_owned(), std::borrow::Cow::into_owned)
        }
    };
    match place.record {
        Some(_) => noun,
        None => t::drafts_of_new(words, &noun),
    }
}

/// The answer to a form whose record is not there any more: somebody put it in the bin, or took its kind out of use. What was
/// typed is kept as a draft and shown. Any other refusal stays as it is.
pub async fn without_record(me: &SignedIn, sent: &[(String, String)], refusal: Refused) -> Answer {
    if !refusal.is_not_found() {
        return Err(refusal);
    }
    kept(me, sent).await;
    let words = me.words;
    let hidden = |name: &str| {
        matches!(
            name,
            "csrf" | "version" | "was" | "draft" | "id" | "party_id"
        ) || name.starts_with("keep_")
    };
    let word = acts::place(value(sent, "draft")).unwrap_or_default().word;
    let said: Vec<(String, Markup)> = sent
        .iter()
        .filter(|(name, text)| {
            !hidden(name) && !text.trim().is_empty() && text.parse::<uuid::Uuid>().is_err()
        })
        .map(|(name, text)| (label(me, word, name), html! { (text) }))
        .collect();
    let shown: Vec<(&str, Markup)> = said
        .iter()
        .map(|(label, text)| (label.as_str(), text.clone()))
        .collect();
    let body = html! {
        div.form-page.stack {
            (notice(Tone::Amber, "trash", html! { (t::drafts_gone(words)) }))
            @if !shown.is_empty() { (panel(Panel { title: t::drafts_typed(words), body: facts(&shown), ..Panel::default() })) }
            div.row.wrap {
                (button(Button { label: t::nav_bin(words), icon: Some("trash"), href: Some("/bin"), ..Button::default() }))
                (button(Button { label: t::drafts_title(words), icon: Some("note"), href: Some("/drafts"), ..Button::default() }))
            }
        }
    };
    let drawn = Page {
        title: t::drafts_gone_title(words),
        body: padded(body),
        ..Page::default()
    };
    Ok((StatusCode::NOT_FOUND, page(me, drawn)).into_response())
}

/// The words of a control, as its kind says them.
fn label(me: &SignedIn, word: &str, name: &str) -> String {
    let key = format!("field-{word}-{}", name.replace('_', "-"));
    let own = || {
        quen_core::fields::own_name(name)
            .unwrap_or(name)
            .replace('_', " ")
    };
    me.words
        .find(&key, &[])
        .map_or_else(own, std::borrow::Cow::into_owned)
}
