//! Personal data: what people ask with the clocks that run, breaches, the inventory, and everything about one person. Erasing
//! is asked for twice.

mod person;
mod requests;

use axum::Router;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::fields::PersonalData;
use quen_core::{Error, Noun, Problem, Result};
use quen_http::{SignedIn, problem};
use quen_service::{App, parties, privacy as acts};
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::csrf_field;
use quen_ui::frame::padded;
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_ui::toast::problem_notice;
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Filled, Line, Pairs, value};
use crate::layout::{Page, page};
use crate::spoken;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/privacy", get(show))
        .route("/privacy/requests", post(requests::open))
        .route("/privacy/requests/{id}", get(requests::show))
        .route(
            "/privacy/requests/{id}/acknowledgement",
            post(requests::acknowledge),
        )
        .route("/privacy/requests/{id}/extension", post(requests::extend))
        .route("/privacy/requests/{id}/closing", post(requests::close))
        .route("/privacy/breaches", post(report))
        .route("/privacy/breaches/{id}/notification", post(notified))
        .route("/parties/{id}/privacy", get(person::show))
        .route("/parties/{id}/privacy/copy", get(person::copy))
        .route("/parties/{id}/privacy/erasure", post(person::erase))
}

/// The words of a code of this noun.
pub fn word(words: Words, field: &str, code: &str) -> String {
    spoken::choice(words, Noun::Privacy, field, code)
}

async fn show(me: SignedIn) -> Answer {
    Ok(document(&me, &[], &[]).await?.into_response())
}

/// The page, with what was typed and what is wrong with it.
pub async fn document(
    me: &SignedIn,
    values: &[(String, String)],
    problems: &[Problem],
) -> std::result::Result<Markup, Refused> {
    let words = me.words;
    let (open, breaches) =
        tokio::try_join!(acts::list(&me.ctx), acts::breaches(&me.ctx)).map_err(refused(me))?;
    let names = parties::names(&me.ctx, open.iter().filter_map(|request| request.party_id))
        .await
        .map_err(refused(me))?;
    let inventory = acts::inventory(&me.ctx).map_err(refused(me))?;
    let filled = Filled {
        words,
        values,
        problems,
    };
    let wrong = problems
        .first()
        .map(|first| problem::sentence(words, first.code, &first.args));
    let lists: Vec<(Noun, Vec<String>)> = inventory
        .iter()
        .map(|(noun, fields)| {
            let said = |field: &quen_core::fields::Field| {
                let label = spoken::label(words, field);
                match field.personal {
                    PersonalData::Sensitive => format!("{label} ({})", t::privacy_sensitive(words)),
                    _ => label,
                }
            };
            (*noun, fields.iter().map(said).collect())
        })
        .collect();
    let inventory = item_list(lists.iter().map(|(noun, labels)| {
        let name = words.text(&format!("privacy-noun-{}", noun.plural()), &[]);
        item(Item {
            lead: icon("stack-2"),
            label: &name,
            sub: Some(&labels.join(", ")),
            ..Item::default()
        })
    }));
    let body = html! {
        @if let Some(wrong) = &wrong { (problem_notice(wrong)) }
        div.columns.main-side {
            div.stack {
                (panel(Panel { title: t::privacy_requests(words), icon: Some("shield-lock"), body: requests::list(me, &open, &names), flush: true, ..Panel::default() }))
                (panel(Panel { title: t::privacy_breaches(words), icon: Some("alert-triangle"), body: breach_list(me, &breaches), flush: true, ..Panel::default() }))
                (panel(Panel { title: t::privacy_inventory(words), body: html! { p.padded.small.dim { (t::privacy_inventory_note(words)) } (inventory) }, flush: true, ..Panel::default() }))
            }
            div.stack {
                (panel(Panel { title: t::privacy_new(words), body: requests::form(me, filled), ..Panel::default() }))
                (panel(Panel { title: t::privacy_report(words), body: breach_form(me, filled), ..Panel::default() }))
            }
        }
    };
    Ok(page(
        me,
        Page {
            title: t::nav_privacy(words),
            nav: "/privacy",
            body: padded(body),
            ..Page::default()
        },
    ))
}

fn breach_list(me: &SignedIn, breaches: &[acts::Breach]) -> Markup {
    let words = me.words;
    if breaches.is_empty() {
        return html! { p.padded.dim { (t::privacy_no_breaches(words)) } };
    }
    item_list(breaches.iter().map(|breach| {
        let by = spoken::moment(words, me.ctx.settings.zone(), breach.notify_by);
        let late = breach.notified_at.is_none() && breach.notify_by < me.ctx.now;
        let end = match breach.notified_at {
            Some(_) => badge(t::privacy_notified(words), Tone::Green),
            None => html! {
                (badge(&t::privacy_notify_by(words, &by), if late { Tone::Red } else { Tone::Amber }))
                form.inline-form method="post" action={ "/privacy/breaches/" (breach.id) "/notification" } {
                    (csrf_field(&me.csrf))
                    (button(Button { label: t::privacy_notify(words), size: ButtonSize::Small, submit: true, ..Button::default() }))
                }
            },
        };
        item(Item {
            lead: icon("alert-triangle"),
            label: &breach.what,
            sub: Some(&word(words, "breach", &breach.kind)),
            end: Some(end),
            ..Item::default()
        })
    }))
}

fn breach_form(me: &SignedIn, filled: Filled<'_>) -> Markup {
    let words = me.words;
    html! {
        form.stack method="post" action="/privacy/breaches" {
            (csrf_field(&me.csrf))
            (filled.codes(Noun::Privacy, "breach_kind", "breach", t::privacy_breach_kind(words), &acts::BREACHES))
            (filled.line(Line { name: "what", label: t::privacy_what(words), required: true, ..Line::default() }))
            (filled.line(Line { name: "people", label: t::privacy_people(words), ..Line::default() }))
            p.small.dim { (t::privacy_report_note(words)) }
            div { (button(Button { label: t::action_save(words), kind: ButtonKind::Danger, submit: true, ..Button::default() })) }
        }
    }
}

async fn report(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let people = value(&sent, "people").trim();
    let people = match people {
        "" => Ok(None),
        text => text
            .parse()
            .map(Some)
            .map_err(|_| Error::invalid("people", "bad-number")),
    };
    let done = match people {
        Ok(people) => {
            let (kind, what) = (value(&sent, "breach_kind"), value(&sent, "what"));
            acts::report(&me.ctx, kind, what, people, None)
                .await
                .map(drop)
        }
        Err(error) => Err(error),
    };
    answer(&me, &sent, done).await
}

async fn notified(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let done = acts::notified(&me.ctx, id, None).await.map(drop);
    answer(&me, &sent, done).await
}

/// On to the page, or the page again with what is wrong.
pub async fn answer(me: &SignedIn, sent: &Pairs, done: Result<()>) -> Answer {
    match done {
        Ok(()) => Ok(see("/privacy")),
        Err(Error::Invalid(problems)) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            document(me, sent, &problems).await?,
        )
            .into_response()),
        Err(error) => Err(refused(me)(error)),
    }
}
