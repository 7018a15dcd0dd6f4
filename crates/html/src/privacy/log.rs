//! The log of processing: what was done with personal data as a whole, newest first. It shows what was noted and hides nothing.

use std::collections::HashMap;

use axum::extract::Query;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::Error;
use quen_http::SignedIn;
use quen_service::history::EventRow;
use quen_service::parties::owners;
use quen_service::privacy::impact;
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::button::{Button, button};
use quen_ui::frame::padded;
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_words::t;
use serde_json::Value;
use uuid::Uuid;

use super::crumbs;
use crate::answers::{Answer, refused};
use crate::forms::Asked;
use crate::layout::{Page, page};
use crate::lists;
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
        let what = spoken::capital(&what(&me, event));
        let at = spoken::moment(words, me.ctx.settings.zone(), event.at);
        let door = words.find(&format!("history-door-{}", event.door), &[]);
        let by: Vec<&str> = [Some(at.as_str()), Some(who), door.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        item(Item {
            lead: icon(sign(&event.noun, &event.verb)),
            label: &what,
            href: event.party_id.map(|id| format!("/parties/{id}")).as_deref(),
            sub: Some(&by.join(" · ")),
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

/// What was done, in words; of an export also of what, how much and in which form.
fn what(me: &SignedIn, event: &EventRow) -> String {
    let words = me.words;
    let text = |name: &str| {
        event
            .data
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let list = || lists::title(me, text("kind"));
    let format = text("format").to_uppercase();
    let narrowed = event.data.get("narrowed") == Some(&Value::Bool(true));
    match (event.verb.as_str(), narrowed) {
        ("exported", narrowed) => {
            let rows = event
                .data
                .get("rows")
                .and_then(Value::as_i64)
                .unwrap_or_default();
            match narrowed {
                true => t::impact_log_exported_part(words, rows, &format, &list()),
                false => t::impact_log_exported_all(words, rows, &format, &list()),
            }
        }
        ("export_begun", _) => t::impact_log_export_begun(words, &list(), &format),
        _ => {
            let key = format!("event-{}-{}", event.noun, event.verb).replace('_', "-");
            words.text(&key, &[]).into_owned()
        }
    }
}

fn sign(noun: &str, verb: &str) -> &'static str {
    match noun {
        _ if verb.starts_with("export") || matches!(verb, "copied" | "workspace_exported") => {
            "download"
        }
        "imports" => "file",
        "consents" => "sparkles",
        _ => "shield-lock",
    }
}
