//! What we promised the party: open promises first, how well they were kept, one click to say that one was.

use axum::extract::{Form, Path};
use axum::http::HeaderMap;
use maud::{Markup, html};
use quen_core::promises::{Delivery, Promise};
use quen_core::{Error, Permission};
use quen_http::SignedIn;
use quen_service::promises;
use quen_service::promises::Promises;
use quen_ui::agenda::{Item, ItemState, item, item_list};
use quen_ui::badge::{BadgeShape, badge_shaped};
use quen_ui::button::{IconButton, icon_button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::csrf_field;
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_ui::tone::Tone;
use quen_words::t;

use super::asked::Params;
use super::page::View;
use super::work;
use crate::answers::{Answer, found, refused};
use crate::promises::standing;

/// Promises shown at once; the rest stands in the list.
const SHOWN: usize = 8;

/// The panel.
pub fn section(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let profile = &view.whole.profile;
    let body = if profile.promises.is_empty() {
        empty(Empty {
            text: html! { (t::promises_none(words)) },
            ..Empty::default()
        })
    } else {
        item_list(
            profile
                .promises
                .iter()
                .take(SHOWN)
                .map(|promise| row(view, promise)),
        )
    };
    let keeping = &profile.keeping;
    let rate = t::promises_rate_short(words, keeping.kept, keeping.counted());
    let tone = if keeping.kept == keeping.counted() {
        Tone::Jade
    } else {
        Tone::Amber
    };
    let end = (keeping.counted() > 0).then(|| badge_shaped(&rate, tone, BadgeShape::Round));
    panel(Panel {
        title: t::promises_ours(words),
        icon: Some("shield-check"),
        end,
        body,
        flush: true,
        ..Panel::default()
    })
}

fn row(view: &View<'_>, promise: &Promise) -> Markup {
    let late = promise.is_late(view.me.ctx.today());
    let sign = match promise.state.as_str() {
        "kept" => "circle-check",
        "broken" => "alert-triangle",
        _ if late => "alert-triangle",
        _ => "clock",
    };
    let owner = promise.owner_id.and_then(|id| view.whole.name_of(id));
    let sub: Vec<String> = [owner, promise.outcome.clone()]
        .into_iter()
        .flatten()
        .collect();
    let sub = sub.join(" · ");
    let href = format!("/promises/{}", promise.id);
    let end = html! {
        (standing(view.me, promise))
        @if promise.is_open() && view.may(Permission::InteractionsWrite) { (keep_button(view, promise)) }
    };
    item(Item {
        lead: icon(sign),
        label: &promise.text,
        href: Some(&href),
        sub: (!sub.is_empty()).then_some(sub.as_str()),
        end: Some(end),
        state: match promise.state.as_str() {
            "kept" => ItemState::Kept,
            "broken" => ItemState::Late,
            _ if late => ItemState::Late,
            _ => ItemState::Plain,
        },
    })
}

fn keep_button(view: &View<'_>, promise: &Promise) -> Markup {
    let label = t::promises_keep_this(view.me.words, &promise.text);
    let action = format!("{}/promises/{}/keeping", view.home(), promise.id);
    html! {
        form.inline-form method="post" action=(action) hx-post=(action) hx-target="#knowing" hx-swap="outerMorph" {
            (csrf_field(&view.me.csrf))
            (icon_button(IconButton { icon: "check", label: &label, small: true, submit: true, ..IconButton::default() }))
        }
    }
}

/// `POST /parties/{id}/promises/{promise}/keeping`.
pub async fn keep(
    me: SignedIn,
    headers: HeaderMap,
    Path((id, promise)): Path<(String, String)>,
    Form(_): Form<Params>,
) -> Answer {
    let id = super::id(&me, &id)?;
    let promise = found::<Promises>(&me, &promise).await?;
    if promise.party_id != id {
        return Err(refused(&me)(Error::NotFound));
    }
    promises::keep(&me.ctx, promise.id, Delivery::default())
        .await
        .map_err(refused(&me))?;
    work::answer(&me, &headers, id).await
}
