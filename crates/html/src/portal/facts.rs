//! What the shop knows, told to the one it is about, with three answers to each: right, otherwise, forget it.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::facts::Fact;
use quen_core::{Error, Noun, Problem, Result};
use quen_service::portal as acts;
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::field::csrf_field;
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_words::t;

use super::guest::{Visit, page};
use crate::answers::{Answer, in_words, see};
use crate::facts::said::{sign, topic};
use crate::forms::{Filled, Line, Pairs, value};
use crate::spoken;

/// Where an act leads back to.
const BACK: &str = "/portal#facts";

/// The panel, with a form for one thing more.
pub fn list(visit: &Visit, facts: &[Fact]) -> Markup {
    let words = visit.words;
    let rows = facts.iter().map(|fact| {
        let label = topic(words, &fact.topic);
        item(Item {
            lead: icon(sign(fact)),
            label: &fact.statement,
            sub: Some(&format!("{label} · {}", source(visit, fact))),
            end: Some(answers(visit, fact)),
            ..Item::default()
        })
    });
    let count = i64::try_from(facts.len()).unwrap_or(i64::MAX);
    let body = html! {
        @if facts.is_empty() { p.padded.dim { (t::portal_no_facts(words)) } } @else { (item_list(rows)) }
        form.padded.stack method="post" action="/portal/facts" {
            (csrf_field(&visit.csrf))
            (blank(visit).line(Line { name: "statement", label: t::portal_add_fact(words), required: true, ..Line::default() }))
            div { (button(Button { label: t::action_save(words), size: ButtonSize::Small, submit: true, ..Button::default() })) }
        }
    };
    let panel = panel(Panel {
        title: t::portal_facts(words),
        end: (count > 0).then(|| html! { span.small.dim { (t::facts_count(words, count)) } }),
        body,
        flush: true,
        ..Panel::default()
    });
    html! { div id="facts" { (panel) } }
}

/// How the shop came to know it, in words for the customer: no colleague is named.
fn source(visit: &Visit, fact: &Fact) -> String {
    let words = visit.words;
    let day = spoken::day(words, visit.guest.day_of(fact.confirmed_at));
    match (fact.evidence, fact.evidence_of) {
        (Some(seen), Some(among)) => t::facts_seen(words, seen, among, &day),
        _ => {
            let source = spoken::choice(words, Noun::Facts, "source", &fact.source);
            t::facts_noted(words, &day, &source)
        }
    }
}

fn answers(visit: &Visit, fact: &Fact) -> Markup {
    let words = visit.words;
    let at = format!("/portal/facts/{}", fact.id);
    let [right, wrong, forget] = [
        t::portal_fact_right(words, &fact.statement),
        t::portal_fact_wrong(words, &fact.statement),
        t::portal_fact_forget(words, &fact.statement),
    ];
    let correction = format!("{at}/correction");
    html! {
        form.inline-form method="post" action={ (at) "/confirmation" } {
            (csrf_field(&visit.csrf))
            (icon_button(IconButton { icon: "check", label: &right, submit: true, ..IconButton::default() }))
        }
        (icon_button(IconButton { icon: "pencil", label: &wrong, href: Some(&correction), ..IconButton::default() }))
        form.inline-form method="post" action={ (at) "/withdrawal" } {
            (csrf_field(&visit.csrf))
            (icon_button(IconButton { icon: "trash", label: &forget, submit: true, ..IconButton::default() }))
        }
    }
}

fn blank(visit: &Visit) -> Filled<'static> {
    Filled {
        words: visit.words,
        values: &[],
        problems: &[],
    }
}

/// `POST /portal/facts`.
pub async fn add(visit: Visit, Form(sent): Form<Pairs>) -> Answer {
    let done = acts::add_fact(&visit.guest, value(&sent, "statement")).await;
    done.map_err(in_words(visit.words))?;
    Ok(see(BACK))
}

/// `POST /portal/facts/{id}/confirmation`.
pub async fn confirm(visit: Visit, Path(id): Path<String>) -> Answer {
    let done = match id.parse() {
        Ok(id) => acts::confirm_fact(&visit.guest, id).await,
        Err(_) => Err(Error::NotFound),
    };
    done.map_err(in_words(visit.words))?;
    Ok(see(BACK))
}

/// `POST /portal/facts/{id}/withdrawal`.
pub async fn withdraw(visit: Visit, Path(id): Path<String>) -> Answer {
    let done = match id.parse() {
        Ok(id) => acts::withdraw_fact(&visit.guest, id).await,
        Err(_) => Err(Error::NotFound),
    };
    done.map_err(in_words(visit.words))?;
    Ok(see(BACK))
}

/// `GET /portal/facts/{id}/correction`.
pub async fn form(visit: Visit, Path(id): Path<String>) -> Answer {
    let fact = found(&visit, &id).await.map_err(in_words(visit.words))?;
    let values = vec![("statement".to_owned(), fact.statement.clone())];
    Ok(sheet(&visit, &fact, &values, &[]).into_response())
}

/// `POST /portal/facts/{id}/correction`.
pub async fn correct(visit: Visit, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let fact = found(&visit, &id).await.map_err(in_words(visit.words))?;
    let statement = value(&sent, "statement");
    match acts::correct_fact(&visit.guest, fact.id, statement).await {
        Ok(()) => Ok(see(BACK)),
        Err(Error::Invalid(problems)) => {
            let drawn = sheet(&visit, &fact, &sent, &problems);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn).into_response())
        }
        Err(error) => Err(in_words(visit.words)(error)),
    }
}

async fn found(visit: &Visit, id: &str) -> Result<Fact> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    acts::fact(&visit.guest, id).await
}

fn sheet(visit: &Visit, fact: &Fact, values: &[(String, String)], problems: &[Problem]) -> Markup {
    let words = visit.words;
    let filled = Filled {
        words,
        values,
        problems,
    };
    let fields = html! {
        form.stack method="post" action={ "/portal/facts/" (fact.id) "/correction" } {
            (csrf_field(&visit.csrf))
            (filled.line(Line { name: "statement", label: t::portal_fact_now(words), required: true, autofocus: true, ..Line::default() }))
            div.row {
                (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
                (button(Button { label: t::action_cancel(words), href: Some("/portal"), ..Button::default() }))
            }
        }
    };
    let body = html! {
        h1 { (t::portal_correct(words)) }
        div.form-page { (panel(Panel { title: &fact.statement, body: fields, ..Panel::default() })) }
    };
    page(visit, t::portal_correct(words), body)
}
