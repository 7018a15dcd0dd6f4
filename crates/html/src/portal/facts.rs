//! What the shop knows, told to the one it is about, with three answers to each: right, otherwise, forget it.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::facts::Fact;
use quen_core::{Error, Noun, Problem, Result};
use quen_service::portal as acts;
use quen_ui::agenda::glyph_box;
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::field::{Field, Input, csrf_field, input};
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_ui::tone::Tone;
use quen_words::t;

use super::guest::{Visit, page};
use super::mine::Wrong;
use crate::answers::{Answer, in_words, see};
use crate::facts::said::topic;
use crate::forms::{Filled, Line, Pairs, value};
use crate::spoken;

/// Where an act leads back to.
const BACK: &str = "/portal#facts";

/// Below this confidence, basis points, a conclusion is a guess and asked about as one.
const GUESS: i64 = 8_000;
/// Guesses asked about at once.
const ASKED: usize = 3;

/// What is known, with a form for one thing more, and what is only guessed.
pub fn list(visit: &Visit, facts: &[Fact], problem: Option<&str>) -> Markup {
    let words = visit.words;
    let is_guess = |fact: &&Fact| !fact.is_stated() && fact.confidence < GUESS;
    let known: Vec<&Fact> = facts.iter().filter(|fact| !is_guess(fact)).collect();
    let count = i64::try_from(known.len()).unwrap_or(i64::MAX);
    let body = html! {
        @if known.is_empty() { p.padded.dim { (t::portal_no_facts(words)) } }
        @else { ul { @for fact in known { (row(visit, fact)) } } }
        form.padded.stack method="post" action="/portal/facts" {
            (csrf_field(&visit.csrf))
            (input(Input {
                field: Field { id: "statement", label: t::portal_add_fact(words), problem, ..Field::default() },
                name: "statement", required: true, ..Input::default()
            }))
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
    html! {
        div id="facts" { (panel) }
        @for fact in facts.iter().filter(is_guess).take(ASKED) { (guess(visit, fact)) }
    }
}

/// How the shop came to know it, in words for the customer: no colleague is named.
fn source(visit: &Visit, fact: &Fact) -> String {
    let words = visit.words;
    let day = spoken::day(words, visit.guest.day_of(fact.confirmed_at));
    match (fact.evidence, fact.evidence_of) {
        (Some(seen), Some(among)) => t::portal_seen(words, seen, among),
        _ if fact.source == "portal" => t::portal_said_here(words, &day),
        _ => {
            let source = spoken::choice(words, Noun::Facts, "source", &fact.source);
            t::facts_noted(words, &day, &source)
        }
    }
}

fn row(visit: &Visit, fact: &Fact) -> Markup {
    let words = visit.words;
    let (glyph, tone) = glyph_of(&fact.topic);
    let sub = format!("{} · {}", topic(words, &fact.topic), source(visit, fact));
    html! {
        li.known {
            (glyph_box(glyph, tone))
            span.strong { (fact.statement) }
            span.acts { (answers(visit, fact)) }
            span.sub { (sub) }
        }
    }
}

/// The sign of a topic and its colour.
fn glyph_of(topic: &str) -> (&'static str, Tone) {
    match topic {
        "product" | "quantity" => ("shopping-bag", Tone::Jade),
        "dislikes" => ("circle-x", Tone::Red),
        "rhythm" | "order_day" => ("repeat", Tone::Jade),
        "packaging" => ("package", Tone::Violet),
        "delivery" => ("truck-delivery", Tone::Violet),
        "invoicing" => ("file-invoice", Tone::Violet),
        "payment" => ("cash", Tone::Violet),
        "channel" => ("message-circle", Tone::Sky),
        "time" => ("clock", Tone::Sky),
        "language" => ("language", Tone::Sky),
        "plans" => ("building-store", Tone::Persimmon),
        "people" => ("users", Tone::Rose),
        "dates" => ("cake", Tone::Rose),
        _ => ("bulb", Tone::Amber),
    }
}

/// The three answers; each says in full what it is about.
fn answers(visit: &Visit, fact: &Fact) -> Markup {
    let words = visit.words;
    let at = format!("/portal/facts/{}", fact.id);
    let [right, wrong, forget] = [
        t::portal_fact_right(words, &fact.statement),
        t::portal_fact_wrong(words, &fact.statement),
        t::portal_fact_forget(words, &fact.statement),
    ];
    html! {
        form.inline-form method="post" action={ (at) "/confirmation" } {
            (csrf_field(&visit.csrf))
            button.button.small type="submit" aria-label=(right) { (icon("check")) span { (t::portal_right(words)) } }
        }
        a.button.small href={ (at) "/correction" } aria-label=(wrong) { (icon("pencil")) span { (t::portal_correct(words)) } }
        form.inline-form method="post" action={ (at) "/withdrawal" } {
            (csrf_field(&visit.csrf))
            (icon_button(IconButton { icon: "trash", label: &forget, small: true, submit: true, ..IconButton::default() }))
        }
    }
}

/// A conclusion that is not sure, as a question.
fn guess(visit: &Visit, fact: &Fact) -> Markup {
    let words = visit.words;
    let at = format!("/portal/facts/{}", fact.id);
    let act = |what: &str, label: &str, kind| {
        html! {
            form.inline-form method="post" action={ (at) "/" (what) } {
                (csrf_field(&visit.csrf))
                (button(Button { label, kind, size: ButtonSize::Small, submit: true, ..Button::default() }))
            }
        }
    };
    let correction = format!("{at}/correction");
    let body = html! {
        div.stack {
            p { (t::portal_guess_before(words)) " " b.strong { (fact.statement) } ". " (t::portal_guess_after(words)) }
            div.row.wrap {
                (act("confirmation", t::portal_guess_right(words), ButtonKind::Soft))
                (button(Button { label: t::portal_guess_wrong(words), size: ButtonSize::Small, href: Some(&correction), ..Button::default() }))
                (act("withdrawal", t::portal_guess_forget(words), ButtonKind::Quiet))
            }
        }
    };
    panel(Panel {
        title: t::portal_guess(words),
        icon: Some("sparkles"),
        accent: Some(Tone::Amber),
        body,
        footer: Some(html! { (source(visit, fact)) ". " (t::portal_guess_note(words)) }),
        ..Panel::default()
    })
}

/// `POST /portal/facts`.
pub async fn add(visit: Visit, Form(sent): Form<Pairs>) -> Answer {
    match acts::add_fact(&visit.guest, value(&sent, "statement")).await {
        Ok(()) => Ok(see(BACK)),
        Err(error @ Error::Invalid(_)) => {
            super::mine::again(&visit, Wrong::fact(&visit, &error)).await
        }
        Err(error) => Err(in_words(visit.words)(error)),
    }
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
