//! Inside the door: what the shop knows, promises, orders, consent, requests; and what a guest does about them.

use axum::extract::{Form, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::{Error, Problem};
use quen_http::{cookies, problem};
use quen_service::App;
use quen_service::portal as acts;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::csrf_field;
use quen_ui::panel::{Panel, panel};
use quen_words::t;

use super::facts;
use super::guest::{COOKIE, Visit, page};
use super::parts::{self, typed};
use super::reach;
use crate::answers::{Answer, Refused, in_words, see};
use crate::forms::{Filled, Line, Pairs, value};
use crate::parties::consents::best_way;
use crate::spoken;

/// What a form on the page sent that could not be taken, and why.
#[derive(Default)]
pub struct Wrong {
    /// Beside the form for one thing more.
    fact: Option<String>,
    /// The wishes as typed.
    typed: Pairs,
    /// What is wrong with them.
    problems: Vec<Problem>,
    /// Beside the rights.
    right: Option<String>,
}

impl Wrong {
    /// One thing more, that was nothing or too much.
    pub(super) fn fact(visit: &Visit, error: &Error) -> Self {
        Self {
            fact: Some(problem::message(visit.words, error)),
            ..Self::default()
        }
    }
}

/// `GET /portal`.
pub async fn show(visit: Visit) -> Answer {
    let drawn = draw(&visit, &Wrong::default()).await?;
    Ok(drawn.into_response())
}

/// The page once more, with what was wrong.
pub(super) async fn again(visit: &Visit, wrong: Wrong) -> Answer {
    let drawn = draw(visit, &wrong).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn).into_response())
}

async fn draw(visit: &Visit, wrong: &Wrong) -> Result<Markup, Refused> {
    let mine = acts::mine(&visit.guest)
        .await
        .map_err(in_words(visit.words))?;
    let words = visit.words;
    let you = parts::called(visit, &mine.party);
    let title = t::portal_knows(words, &you);
    let wished = (!wrong.typed.is_empty()).then_some((&wrong.typed[..], &wrong.problems[..]));
    let body = html! {
        div.row.wrap.top {
            div.grow {
                h1 { (title) }
                p.mid { (t::portal_knows_note(words, &spoken::capital(&you))) }
            }
            (button(Button { label: t::portal_copy(words), icon: Some("download"), href: Some("/portal/copy"), download: true, ..Button::default() }))
        }
        div.columns.halves {
            div.stack.loose id="me" {
                (facts::list(visit, &mine.facts, wrong.fact.as_deref()))
                (parts::record(visit, &mine.party))
                (parts::orders(visit, &mine.orders))
            }
            div.stack.loose {
                (reach::panel_of(visit, &mine, &you, wished))
                (parts::promises(visit, &mine.promises, &mine.keeping))
                (parts::rights(visit, &mine.requests, &you, wrong.right.as_deref()))
            }
        }
    };
    Ok(page(visit, &title, body))
}

/// `GET /portal/record`: the own record as a form.
pub async fn form(visit: Visit) -> Answer {
    let mine = acts::mine(&visit.guest)
        .await
        .map_err(in_words(visit.words))?;
    let values = typed(visit.words, &mine.party);
    Ok(sheet(&visit, &values, &[]).into_response())
}

/// `POST /portal/record`.
pub async fn correct(visit: Visit, Form(sent): Form<Pairs>) -> Answer {
    let known = |pair: &&(String, String)| pair.0 != "csrf";
    let values: Pairs = sent.iter().filter(known).cloned().collect();
    match acts::correct(&visit.guest, &values).await {
        Ok(()) => Ok(see("/portal")),
        Err(Error::Invalid(problems)) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            sheet(&visit, &sent, &problems),
        )
            .into_response()),
        Err(error) => Err(in_words(visit.words)(error)),
    }
}

fn sheet(visit: &Visit, values: &[(String, String)], problems: &[Problem]) -> Markup {
    let words = visit.words;
    let filled = Filled {
        words,
        values,
        problems,
    };
    let line = |name, label, required| {
        filled.line(Line {
            name,
            label,
            required,
            ..Line::default()
        })
    };
    let fields = html! {
        form.stack method="post" action="/portal/record" {
            (csrf_field(&visit.csrf))
            (line("name", t::field_parties_name(words), true))
            (line("salutation", t::field_parties_salutation(words), false))
            (line("phones", t::field_parties_phones(words), false))
            (line("emails", t::field_parties_emails(words), false))
            (line("birthday", t::field_parties_birthday(words), false))
            (line("address", t::field_parties_address(words), false))
            div.row {
                (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
                (button(Button { label: t::action_cancel(words), href: Some("/portal"), ..Button::default() }))
            }
        }
    };
    let body = html! {
        h1 { (t::portal_correct(words)) }
        div.form-page { (panel(Panel { title: t::portal_record(words), body: fields, ..Panel::default() })) }
    };
    page(visit, t::portal_correct(words), body)
}

/// `POST /portal/consents`.
pub async fn answer(visit: Visit, Form(sent): Form<Pairs>) -> Answer {
    let yes = value(&sent, "answer") == "yes";
    let (channel, purpose) = (value(&sent, "channel"), value(&sent, "purpose"));
    let done = acts::answer(&visit.guest, channel, purpose, yes).await;
    done.map_err(in_words(visit.words))?;
    Ok(see("/portal#consents"))
}

/// `POST /portal/consents/withdrawal`.
pub async fn withdraw(visit: Visit) -> Answer {
    acts::withdraw_all(&visit.guest)
        .await
        .map_err(in_words(visit.words))?;
    Ok(see("/portal#consents"))
}

/// `POST /portal/preference`.
pub async fn prefer(visit: Visit, Form(sent): Form<Pairs>) -> Answer {
    let done = match best_way(&sent) {
        Ok(wish) => acts::prefer(&visit.guest, wish).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(see("/portal#consents")),
        Err(Error::Invalid(problems)) => {
            let wrong = Wrong {
                typed: sent,
                problems,
                ..Wrong::default()
            };
            again(&visit, wrong).await
        }
        Err(error) => Err(in_words(visit.words)(error)),
    }
}

/// `POST /portal/requests`.
pub async fn ask(visit: Visit, Form(sent): Form<Pairs>) -> Answer {
    let (kind, note) = (value(&sent, "kind"), value(&sent, "note"));
    match acts::ask_about(&visit.guest, kind, note).await {
        Ok(_) => Ok(see("/portal#rights")),
        Err(error @ Error::Invalid(_)) => {
            let wrong = Wrong {
                right: Some(problem::message(visit.words, &error)),
                ..Wrong::default()
            };
            again(&visit, wrong).await
        }
        Err(error) => Err(in_words(visit.words)(error)),
    }
}

/// `GET /portal/copy`: all of the own data as a file.
pub async fn copy(visit: Visit) -> Answer {
    let copy = acts::copy(&visit.guest)
        .await
        .map_err(in_words(visit.words))?;
    let text = serde_json::to_string_pretty(&copy).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"quen.json\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, text).into_response())
}

/// `POST /portal/leaving`.
pub async fn leave(State(app): State<App>, visit: Visit) -> Answer {
    acts::leave(&visit.guest)
        .await
        .map_err(in_words(visit.words))?;
    let slug = visit.guest.slug.clone();
    let mut response = see(&format!("/portal/{slug}"));
    if let Some(cookie) = cookies::set(COOKIE, "", 0, app.config.secure_cookies) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
