//! The log of processing: what was done with personal data as a whole, newest first. It shows what was noted and hides nothing.

use std::collections::HashMap;

use axum::extract::Query;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::Error;
use quen_http::SignedIn;
use quen_service::parties::owners;
use quen_service::privacy::impact;
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::button::{Button, button};
use quen_ui::frame::padded;
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_words::t;
use uuid::Uuid;

use super::crumbs;
use crate::answers::{Answer, refused};
use crate::forms::Asked;
use crate::layout::{Page, page};
use crate::spoken;

/// `GET /privacy/log`.
pub(super) async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let words = me.words;
    let before = asked.get("before").map(|text| text.parse::<Uuid>());
    let before = before
        .transpose()
        .map_err(|_| refused(&me)(Error::NotFound))?;
    let (found, next) = impact::log(&me.ctx, before).await.map_err(refused(&me))?;
    let owners = owners(&me.ctx).await.map_err(refused(&me))?;
    let names: HashMap<Uuid, String> = owners.into_iter().map(|one| (one.id, one.name)).collect();
    let rows = found.iter().map(|event| {
        let who = event.user_id.and_then(|id| names.get(&id));
        let who = who.map_or_else(|| t::impact_log_program(words), String::as_str);
        let key = format!("event-{}-{}", event.noun, event.verb).replace('_', "-");
        let what = spoken::capital(&words.text(&key, &[]));
        let at = spoken::moment(words, me.ctx.settings.zone(), event.at);
        item(Item {
            lead: icon(sign(&event.noun)),
            label: &what,
            href: event.party_id.map(|id| format!("/parties/{id}")).as_deref(),
            sub: Some(&format!("{at} · {who}")),
            ..Item::default()
        })
    });
    let list = match found.is_empty() {
        true => html! { p.padded.dim { (t::impact_log_none(words)) } },
        false => item_list(rows),
    };
    let older = next.map(|id| format!("/privacy/log?before={id}"));
    let body = html! {
        div.stack {
            (panel(Panel { title: t::impact_log(words), icon: Some("history"), body: html! { p.padded.small.dim { (t::impact_log_note(words)) } (list) }, flush: true, ..Panel::default() }))
            @if let Some(older) = &older { div { (button(Button { label: t::impact_log_older(words), href: Some(older), ..Button::default() })) } }
        }
    };
    Ok(drawn(&me, body).into_response())
}

fn drawn(me: &SignedIn, body: Markup) -> Markup {
    let words = me.words;
    page(
        me,
        Page {
            title: t::impact_log(words),
            nav: "/privacy",
            crumbs: crumbs(words),
            body: padded(body),
            ..Page::default()
        },
    )
}

fn sign(noun: &str) -> &'static str {
    match noun {
        "imports" => "file",
        "consents" => "sparkles",
        _ => "shield-lock",
    }
}
