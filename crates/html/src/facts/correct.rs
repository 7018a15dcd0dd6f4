//! What is right instead: shown in the drawer, or as a page without script. The old fact stays as history.

use axum::extract::{Form, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::html;
use quen_core::Error;
use quen_core::facts::{Correction, Fact};
use quen_http::{SignedIn, problem};
use quen_service::facts as acts;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::{Field, Form as Sheet, Input, form, input};
use quen_words::t;

use super::panel::text;
use crate::answers::{Answer, refused, see};
use crate::layout::{Page, drawer_or_page};
use crate::parties::asked::Params;

/// `GET /facts/{id}/correction`.
pub async fn show(me: SignedIn, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let fact = super::found(&me, &id).await?;
    Ok(draw(&me, &headers, &fact, &fact.statement, None))
}

/// `POST /facts/{id}/correction`.
pub async fn save(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(pairs): Form<Params>,
) -> Answer {
    let fact = super::found(&me, &id).await?;
    let statement = text(&pairs, "statement").to_owned();
    let right = Correction {
        statement: statement.clone(),
        ..Correction::default()
    };
    match acts::correct(&me.ctx, fact.id, right).await {
        Ok(_) => Ok(see(&format!("/parties/{}#memory", fact.party_id))),
        Err(error @ (Error::Invalid(_) | Error::Conflict { .. })) => {
            let said = problem::message(me.words, &error);
            let drawn = draw(&me, &headers, &fact, &statement, Some(&said));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn).into_response())
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

fn draw(
    me: &SignedIn,
    headers: &HeaderMap,
    fact: &Fact,
    typed: &str,
    problem: Option<&str>,
) -> Response {
    let words = me.words;
    let action = format!("/facts/{}/correction", fact.id);
    let body = html! {
        p.dim { (t::facts_was(words, &fact.statement)) }
        (input(Input {
            field: Field { id: "right", label: t::facts_correct_label(words), problem, ..Field::default() },
            name: "statement", value: typed, required: true, ..Input::default()
        }))
        (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
    };
    let sheet = form(Sheet {
        action: &action,
        csrf: &me.csrf,
        body,
        ..Sheet::default()
    });
    let whole = Page {
        title: t::facts_correct_title(words),
        nav: "/parties",
        body: sheet,
        ..Page::default()
    };
    drawer_or_page(me, headers, None, whole).into_response()
}
