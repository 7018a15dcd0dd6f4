//! People and organisations: list, new, page.

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Form, http::StatusCode};
use maud::{Markup, html};
use quen_core::fields::ListQuery;
use quen_core::parties::{Party, catalogue};
use quen_core::{Error, Problem};
use quen_http::{SignedIn, problem};
use quen_service::App;
use quen_service::parties::Parties;
use quen_service::records;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::{Field, Input, csrf_field, input};
use quen_ui::frame::padded;
use quen_words::t;
use std::collections::HashMap;

use crate::answers::{Answer, refused, see};
use crate::layout::{Page, page};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/parties", get(list).post(create))
        .route("/parties/new", get(new))
        .route("/parties/{id}", get(show))
}

async fn list(me: SignedIn, Query(query): Query<HashMap<String, String>>) -> Answer {
    let asked = ListQuery::parse(&catalogue(), |name| query.get(name).map(String::as_str))
        .map_err(refused(&me))?;
    let found = records::list::<Parties>(&me.ctx, &asked)
        .await
        .map_err(refused(&me))?;
    let body = html! { ul { @for party in &found.rows { li { a href={ "/parties/" (party.id) } { (party.name) } } } } };
    let actions = button(Button {
        label: t::action_create(me.words),
        kind: ButtonKind::Primary,
        href: Some("/parties/new"),
        ..Button::default()
    });
    Ok(page(
        &me,
        Page {
            title: t::nav_people(me.words),
            nav: "/parties",
            actions,
            body: padded(body),
            ..Page::default()
        },
    )
    .into_response())
}

async fn new(me: SignedIn) -> Response {
    form(&me, &HashMap::new(), &[]).into_response()
}

async fn create(me: SignedIn, Form(sent): Form<HashMap<String, String>>) -> Answer {
    let values = records::decode_form(
        &catalogue(),
        sent.iter().map(|(k, v)| (k.as_str(), v.as_str())),
    );
    let made = match values {
        Ok(values) => records::create::<Parties>(&me.ctx, values).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(party) => Ok(see(&format!("/parties/{}", party.id))),
        Err(Error::Invalid(problems)) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            form(&me, &sent, &problems),
        )
            .into_response()),
        Err(error) => Err(refused(&me)(error)),
    }
}

fn form(me: &SignedIn, sent: &HashMap<String, String>, problems: &[Problem]) -> Markup {
    let line = |id: &'static str, label: &str| {
        let said = problems
            .iter()
            .find(|p| p.field == id)
            .map(|p| problem::sentence(me.words, p.code, &p.args));
        let value = sent.get(id).map_or("", String::as_str);
        input(Input {
            field: Field {
                id,
                label,
                problem: said.as_deref(),
                ..Field::default()
            },
            name: id,
            value,
            ..Input::default()
        })
    };
    let body = html! {
        form.stack method="post" action="/parties" {
            (csrf_field(&me.csrf))
            (line("name", t::field_parties_name(me.words)))
            (line("phones", t::field_parties_phones(me.words)))
            (line("emails", t::field_parties_emails(me.words)))
            (button(Button { label: t::action_save(me.words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
        }
    };
    page(
        me,
        Page {
            title: t::action_create(me.words),
            nav: "/parties",
            body: padded(body),
            ..Page::default()
        },
    )
}

async fn show(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let party: Party = records::find::<Parties>(&me.ctx, id)
        .await
        .map_err(refused(&me))?;
    let body =
        html! { h1 { (party.name) } ul { @for phone in &party.phones { li { (phone.display) } } } };
    Ok(page(
        &me,
        Page {
            title: &party.name,
            nav: "/parties",
            h1_in_body: true,
            body: padded(body),
            ..Page::default()
        },
    )
    .into_response())
}
