//! Sign-in.

use axum::Form;
use axum::extract::{Extension, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use quen_core::Error;
use quen_http::client::Client;
use quen_http::csrf::CsrfToken;
use quen_http::{cookies, language, problem};
use quen_service::App;
use quen_service::accounts::{first_run, sign_in as acts};
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::{Field, Input, csrf_field, input};
use quen_ui::frame::{BarePage, Theme, bare_page};
use quen_ui::toast::{notice, problem_notice};
use quen_ui::tone::Tone;
use quen_words::{Words, t};
use serde::Deserialize;

use super::{MONTH, is_own, with_cookie};
use crate::answers::{Answer, in_words, see};

#[derive(Deserialize, Default)]
pub(super) struct Next {
    next: Option<String>,
    done: Option<String>,
    kept: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Sent {
    email: String,
    password: String,
    next: Option<String>,
}

pub(super) async fn show(
    State(app): State<App>,
    csrf: Extension<CsrfToken>,
    headers: HeaderMap,
    Query(query): Query<Next>,
) -> Answer {
    let words = language::of_stranger(&headers);
    if first_run::is_due(&app).await.map_err(in_words(words))? {
        return Ok(Redirect::to("/welcome").into_response());
    }
    let next = query.next.unwrap_or_default();
    let said = match (query.done, query.kept) {
        (Some(_), _) => Some(t::password_done(words)),
        (None, Some(_)) => Some(t::sign_in_kept(words)),
        (None, None) => None,
    };
    let note = said.map(|said| notice(Tone::Jade, "circle-check", html! { (said) }));
    Ok(page(words, &headers, &csrf.0.0, "", &next, note).into_response())
}

pub(super) async fn submit(
    State(app): State<App>,
    csrf: Extension<CsrfToken>,
    client: Client,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Response {
    let words = language::of_stranger(&headers);
    let next = sent
        .next
        .clone()
        .filter(|path| is_own(path))
        .unwrap_or_else(|| "/".to_owned());
    let form = acts::SignIn {
        email: sent.email.clone(),
        password: sent.password,
        address: client.address,
        user_agent: client.user_agent,
    };
    match acts::sign_in(&app, form).await {
        Ok(secret) => {
            // The session that this browser had before ends: what somebody else knew of it is worth nothing.
            if let Some(old) = cookies::get(&headers, cookies::SESSION)
                && let Err(error) = acts::sign_out(&app, old).await
            {
                tracing::warn!(
                    code = error.code(),
                    "the earlier session could not be ended"
                );
            }
            with_cookie(see(&next), cookies::SESSION, &secret, MONTH, &app)
        }
        Err(error) => refused(words, &headers, &csrf.0.0, &sent.email, &next, &error),
    }
}

fn refused(
    words: Words,
    headers: &HeaderMap,
    csrf: &str,
    email: &str,
    next: &str,
    error: &Error,
) -> Response {
    let status: StatusCode = problem::status(error);
    (
        status,
        page(
            words,
            headers,
            csrf,
            email,
            next,
            Some(problem_notice(&problem::message(words, error))),
        ),
    )
        .into_response()
}

fn page(
    words: Words,
    headers: &HeaderMap,
    csrf: &str,
    email: &str,
    next: &str,
    note: Option<Markup>,
) -> Markup {
    let theme = cookies::get(headers, cookies::THEME).map_or(Theme::System, Theme::from_cookie);
    let body = html! {
        h1 { (t::sign_in_title(words)) }
        @match note { Some(note) => (note), None => p.mid { (t::sign_in_lead(words)) } }
        form.stack method="post" action="/sign-in" {
            (csrf_field(csrf))
            input type="hidden" name="next" value=(next);
            (input(Input {
                field: Field { id: "email", label: t::field_users_email(words), ..Field::default() },
                name: "email", value: email, kind: "email", autocomplete: Some("username"), required: true, autofocus: email.is_empty(), ..Input::default()
            }))
            (input(Input {
                field: Field { id: "password", label: t::field_users_password(words), ..Field::default() },
                name: "password", kind: "password", autocomplete: Some("current-password"), required: true, autofocus: !email.is_empty(), ..Input::default()
            }))
            (button(Button { label: t::action_sign_in(words), kind: ButtonKind::Primary, size: ButtonSize::Large, submit: true, ..Button::default() }))
        }
        p.smaller { a href="/password" { (t::sign_in_forgot(words)) } }
    };
    bare_page(&BarePage {
        lang: words.lang().code(),
        title: t::sign_in_title(words),
        theme,
        csrf,
        body,
        ..BarePage::default()
    })
}
