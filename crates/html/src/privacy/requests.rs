//! Requests about personal data: the list by day, one with its clocks, and its acts.

use std::collections::HashMap;

use axum::extract::{Form, Path};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::consents::SOURCES;
use quen_core::fields::{Field, FieldType, FieldValue, from_text};
use quen_core::privacy::OUTCOMES;
use quen_core::{Error, Noun};
use quen_http::SignedIn;
use quen_service::privacy::{self as acts, KINDS, NewRequest, Request};
use quen_ui::agenda::{Item, ItemState, item, item_list};
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::combobox::{Combobox, combobox};
use quen_ui::field::{Field as Label, csrf_field};
use quen_ui::frame::padded;
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, facts, panel};
use quen_ui::tone::Tone;
use quen_words::t;
use uuid::Uuid;

use super::{answer, crumbs, word};
use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Filled, Line, Pairs, value};
use crate::layout::{Page, page};
use crate::spoken;

/// The list, with the names of those who ask.
pub fn list(me: &SignedIn, requests: &[Request], names: &HashMap<Uuid, String>) -> Markup {
    let words = me.words;
    if requests.is_empty() {
        return html! { p.padded.dim { (t::privacy_no_requests(words)) } };
    }
    item_list(requests.iter().map(|request| {
        let name = request.party_id.and_then(|id| names.get(&id));
        row(me, request, name.map_or("", String::as_str))
    }))
}

fn row(me: &SignedIn, request: &Request, name: &str) -> Markup {
    let (words, today) = (me.words, me.ctx.today());
    let late = request.is_late(today);
    let end = match &request.outcome {
        Some(outcome) => badge(&word(words, "outcome", outcome), Tone::Neutral),
        None => badge(
            &spoken::due(words, today, request.due_on),
            if late { Tone::Red } else { Tone::Amber },
        ),
    };
    let told = match request.acknowledged_at {
        Some(_) => t::privacy_told(words).to_owned(),
        None => t::privacy_tell_by(words, &spoken::day(words, request.ack_due)),
    };
    let kind = word(words, "kind", &request.kind);
    let sub = [name, &spoken::day(words, request.received_on), &told];
    let sub: Vec<&str> = sub.into_iter().filter(|part| !part.is_empty()).collect();
    item(Item {
        lead: icon("shield-lock"),
        label: &kind,
        href: Some(&format!("/privacy/requests/{}", request.id)),
        sub: Some(&sub.join(" · ")),
        end: Some(end),
        state: if late {
            ItemState::Late
        } else {
            ItemState::Plain
        },
    })
}

/// The form of a new request.
pub fn form(me: &SignedIn, filled: Filled<'_>) -> Markup {
    let words = me.words;
    let problem = filled.problem("party_id");
    let who = Combobox {
        field: Label {
            id: "party_id",
            label: t::privacy_who(words),
            problem: problem.as_deref(),
            ..Label::default()
        },
        name: "party_id",
        find: "/parties/choices",
        ..Combobox::default()
    };
    html! {
        form.stack method="post" action="/privacy/requests" {
            (csrf_field(&me.csrf))
            (combobox(who))
            (filled.codes(Noun::Privacy, "kind", "kind", t::privacy_kind(words), &KINDS))
            (filled.codes_asked(Noun::Consents, "source", t::consents_source(words), &SOURCES, t::consents_source_none(words)))
            (filled.line(Line { name: "received_on", label: t::privacy_received(words), ..Line::default() }))
            (filled.line(Line { name: "note", label: t::privacy_note(words), ..Line::default() }))
            div { (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
        }
    }
}

/// `POST /privacy/requests`.
pub async fn open(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let text =
        |name: &str| Some(value(&sent, name).trim().to_owned()).filter(|text| !text.is_empty());
    let day = match text("received_on") {
        None => Ok(None),
        Some(text) => from_text(&Field::new("received_on", "", FieldType::Day), &text)
            .map(FieldValue::into_day)
            .map_err(Error::from),
    };
    let done = match day {
        Ok(received_on) => {
            let new = NewRequest {
                party_id: value(&sent, "party_id").parse().ok(),
                kind: value(&sent, "kind").to_owned(),
                source: value(&sent, "source").to_owned(),
                note: text("note"),
                received_on,
            };
            acts::open(&me.ctx, new).await.map(drop)
        }
        Err(error) => Err(error),
    };
    answer(&me, &sent, done).await
}

/// `GET /privacy/requests/{id}`.
pub async fn show(me: SignedIn, Path(id): Path<String>) -> Answer {
    let request = acts::find(&me.ctx, id_of(&me, &id)?)
        .await
        .map_err(refused(&me))?;
    let words = me.words;
    let title = word(words, "kind", &request.kind);
    let body = html! {
        div.columns.main-side {
            (panel(Panel { title: t::privacy_clock(words), icon: Some("clock"), body: clock(&me, &request), ..Panel::default() }))
            @if request.closed_at.is_none() { div.stack { (acts_of(&me, &request)) } }
        }
    };
    let drawn = Page {
        title: &title,
        nav: "/privacy",
        crumbs: crumbs(words),
        body: padded(body),
        ..Page::default()
    };
    Ok(page(&me, drawn).into_response())
}

fn clock(me: &SignedIn, request: &Request) -> Markup {
    let words = me.words;
    let day = |day| html! { (spoken::day(words, day)) };
    let mut lines = vec![
        (t::privacy_received(words), day(request.received_on)),
        (t::privacy_ack_due(words), day(request.ack_due)),
        (t::privacy_due(words), day(request.due_on)),
    ];
    let texts = [
        (t::privacy_note(words), &request.note),
        (t::privacy_extension(words), &request.extension_reason),
        (t::privacy_answer(words), &request.answer),
    ];
    for (label, text) in texts {
        lines.extend(text.as_ref().map(|text| (label, html! { (text) })));
    }
    if let Some(party) = request.party_id {
        let href = format!("/parties/{party}/privacy");
        lines.push((
            t::privacy_who(words),
            html! { a href=(href) { (t::privacy_of_person(words)) } },
        ));
    }
    facts(&lines)
}

fn acts_of(me: &SignedIn, request: &Request) -> Markup {
    let words = me.words;
    let filled = Filled {
        words,
        values: &[],
        problems: &[],
    };
    let sheet = |noun: &str, title, kind, fields: Markup| {
        let body = html! {
            form.stack method="post" action={ "/privacy/requests/" (request.id) "/" (noun) } {
                (csrf_field(&me.csrf)) (fields)
                div { (button(Button { label: title, kind, submit: true, ..Button::default() })) }
            }
        };
        panel(Panel {
            title,
            body,
            ..Panel::default()
        })
    };
    html! {
        @if request.acknowledged_at.is_none() {
            (sheet("acknowledgement", t::privacy_tell(words), ButtonKind::Primary, html! {}))
        }
        (sheet("closing", t::privacy_close(words), ButtonKind::Primary, html! {
            (filled.codes(Noun::Privacy, "outcome", "outcome", t::privacy_outcome(words), &OUTCOMES))
            (filled.line(Line { name: "answer", label: t::privacy_answer(words), ..Line::default() }))
        }))
        @if request.extended_by == 0 {
            (sheet("extension", t::privacy_extend(words), ButtonKind::Plain, html! {
                (filled.line(Line { name: "reason", label: t::privacy_extension(words), required: true, ..Line::default() }))
            }))
        }
    }
}

fn id_of(me: &SignedIn, id: &str) -> Result<Uuid, Refused> {
    id.parse().map_err(|_| refused(me)(Error::NotFound))
}

/// `POST /privacy/requests/{id}/acknowledgement`.
pub async fn acknowledge(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = id_of(&me, &id)?;
    acts::acknowledge(&me.ctx, id).await.map_err(refused(&me))?;
    Ok(see(&format!("/privacy/requests/{id}")))
}

/// `POST /privacy/requests/{id}/extension`.
pub async fn extend(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let id = id_of(&me, &id)?;
    let done = acts::extend(&me.ctx, id, value(&sent, "reason")).await;
    answer(&me, &sent, done.map(drop)).await
}

/// `POST /privacy/requests/{id}/closing`.
pub async fn close(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let id = id_of(&me, &id)?;
    let said = Some(value(&sent, "answer"));
    let done = acts::close(&me.ctx, id, value(&sent, "outcome"), said).await;
    answer(&me, &sent, done.map(drop)).await
}
