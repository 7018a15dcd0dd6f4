//! Personal data: what people ask with the clocks that run, breaches, the inventory, and everything about one person. Erasing
//! is asked for twice.

mod breaches;
mod impact;
mod log;
mod person;
mod requests;

use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::fields::PersonalData;
use quen_core::{Error, Noun, Problem, Result};
use quen_http::{SignedIn, problem};
use quen_service::privacy::Standing;
use quen_service::{App, parties, privacy as acts};
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::frame::{Crumb, padded};
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_ui::toast::{notice, problem_notice};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Filled, Pairs};
use crate::layout::{Page, page};
use crate::spoken;

/// The way back to the page of personal data.
fn crumbs(words: Words) -> Vec<Crumb<'static>> {
    vec![Crumb {
        label: t::nav_privacy(words),
        href: "/privacy",
    }]
}

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/privacy", get(show))
        .route("/privacy/impact", get(impact::show).post(impact::save))
        .route("/privacy/impact/document", get(impact::download))
        .route("/privacy/log", get(log::show))
        .route("/privacy/requests", post(requests::open))
        .route("/privacy/requests/{id}", get(requests::show))
        .route(
            "/privacy/requests/{id}/acknowledgement",
            post(requests::acknowledge),
        )
        .route("/privacy/requests/{id}/extension", post(requests::extend))
        .route("/privacy/requests/{id}/closing", post(requests::close))
        .route("/privacy/breaches", post(breaches::report))
        .route("/privacy/breaches/{id}", get(breaches::show))
        .route(
            "/privacy/breaches/{id}/notification",
            post(breaches::notified),
        )
        .route("/privacy/breaches/{id}/people", post(breaches::name))
        .route(
            "/privacy/breaches/{id}/people/{party}/deletion",
            post(breaches::spare),
        )
        .route("/privacy/touched", post(breaches::touched_ask))
        .route("/parties/{id}/privacy", get(person::show))
        .route("/parties/{id}/privacy/copy", get(person::copy))
        .route("/parties/{id}/privacy/erasure", post(person::erase))
}

pub use breaches::touched;

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
    let (open, breaches, standing, file) = tokio::try_join!(
        acts::list(&me.ctx),
        acts::breaches(&me.ctx),
        acts::standing(&me.ctx),
        acts::impact::impact(&me.ctx)
    )
    .map_err(refused(me))?;
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
        @if let Some(standing) = standing.filter(Standing::warns) { (crowd(words, standing)) }
        @if file.duty.asks(me.ctx.today()) { (impact::duty(me, file.duty)) }
        div.columns.main-side {
            div.stack {
                (panel(Panel { title: t::privacy_requests(words), icon: Some("shield-lock"), body: requests::list(me, &open, &names), flush: true, ..Panel::default() }))
                (panel(Panel { title: t::privacy_breaches(words), icon: Some("alert-triangle"), body: breaches::list(me, &breaches), flush: true, ..Panel::default() }))
                (panel(Panel { title: t::privacy_inventory(words), body: html! { p.padded.small.dim { (t::privacy_inventory_note(words)) } (inventory) }, flush: true, ..Panel::default() }))
            }
            div.stack {
                (panel(Panel { title: t::impact_short(words), icon: Some("file-text"), body: papers(me, &file), ..Panel::default() }))
                (panel(Panel { title: t::privacy_new(words), body: requests::form(me, filled), ..Panel::default() }))
                (panel(Panel { title: t::privacy_report(words), body: breaches::form(me, filled), ..Panel::default() }))
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

/// The ways to the impact file and to the log.
fn papers(me: &SignedIn, file: &acts::impact::Impact) -> Markup {
    let words = me.words;
    let written = file.newest.as_ref().map(|newest| {
        let day = spoken::day(words, me.ctx.day_of(newest.at));
        t::impact_version(words, newest.version, &day)
    });
    let written = written.unwrap_or_else(|| t::impact_unwritten(words).to_owned());
    html! {
        div.stack {
            p { (written) }
            div.row.wrap {
                a.link href="/privacy/impact" { (t::impact_open(words)) }
                a.link href="/privacy/log" { (t::impact_log(words)) }
            }
        }
    }
}

/// So many people are kept that the law asks, or will soon ask, for more.
fn crowd(words: Words, standing: Standing) -> Markup {
    let limit = words.number(standing.limit);
    let said = match standing.passed() {
        true => t::privacy_crowd_passed(words, &limit),
        false => t::privacy_crowd_near(words, &words.number(standing.people), &limit),
    };
    notice(
        if standing.passed() {
            Tone::Red
        } else {
            Tone::Amber
        },
        "alert-triangle",
        html! { (said) },
    )
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
