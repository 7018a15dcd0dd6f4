//! A forgotten password: asking for a link, and setting a new one by it. Says nothing about who has an account.

use axum::Form;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::{Error, Problem};
use quen_http::client::Client;
use quen_http::csrf::CsrfToken;
use quen_http::{cookies, language, problem};
use quen_service::App;
use quen_service::accounts::reset as acts;
use quen_ui::field::csrf_field;
use quen_ui::frame::{BarePage, Theme, bare_page};
use quen_ui::toast::{notice, problem_notice};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use crate::answers::{Answer, in_words, see};
use crate::forms::{Filled, Line, Pairs, answer, large, pairs, value};

/// Asks for the address, or says whom to ask where no mail can be sent.
pub(super) async fn ask(
    State(app): State<App>,
    csrf: Extension<CsrfToken>,
    headers: HeaderMap,
) -> Answer {
    let words = language::of_stranger(&headers);
    let body = if acts::can_mail(&app).await.map_err(in_words(words))? {
        asking(words, &csrf.0.0, "", None)
    } else {
        html! {
            (notice(Tone::Amber, "info-circle", html! { (t::forgot_no_mail(words)) }))
            p { code { "quen user password --email …" } }
            (back(words))
        }
    };
    Ok(page(words, &headers, &csrf.0.0, t::forgot_title(words), body).into_response())
}

/// Takes the address; answers alike whether somebody has it or not.
pub(super) async fn send(
    State(app): State<App>,
    csrf: Extension<CsrfToken>,
    client: Client,
    headers: HeaderMap,
    Form(sent): Form<Pairs>,
) -> Answer {
    let words = language::of_stranger(&headers);
    let email = value(&sent, "email");
    let (status, body) = match acts::ask(&app, email, &client.address).await {
        Ok(()) => (
            StatusCode::OK,
            html! { (notice(Tone::Jade, "mail", html! { (t::forgot_sent(words)) })) (back(words)) },
        ),
        Err(error @ Error::TooMany { .. }) => (
            StatusCode::TOO_MANY_REQUESTS,
            asking(
                words,
                &csrf.0.0,
                email,
                Some(&problem::message(words, &error)),
            ),
        ),
        Err(error) => return Err(in_words(words)(error)),
    };
    Ok((
        status,
        page(words, &headers, &csrf.0.0, t::forgot_title(words), body),
    )
        .into_response())
}

fn asking(words: Words, csrf: &str, email: &str, said: Option<&str>) -> Markup {
    let values = pairs([("email", email)]);
    let filled = Filled {
        words,
        values: &values,
        problems: &[],
    };
    html! {
        p.mid { (t::forgot_lead(words)) }
        @if let Some(said) = said { (problem_notice(said)) }
        form.stack method="post" action="/password" {
            (csrf_field(csrf))
            (filled.line(Line { name: "email", label: t::field_users_email(words), kind: "email", autocomplete: Some("username"), required: true, autofocus: true, ..Line::default() }))
            (large(t::forgot_send(words)))
        }
        (back(words))
    }
}

/// Opens a link.
pub(super) async fn open(
    State(app): State<App>,
    csrf: Extension<CsrfToken>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let words = language::of_stranger(&headers);
    let email = acts::open(&app, &secret).await.map_err(in_words(words))?;
    Ok(setting(words, &headers, &csrf.0.0, &secret, &email, &[]).into_response())
}

/// Takes the new password.
pub(super) async fn set(
    State(app): State<App>,
    csrf: Extension<CsrfToken>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    Form(sent): Form<Pairs>,
) -> Answer {
    let words = language::of_stranger(&headers);
    let email = acts::open(&app, &secret).await.map_err(in_words(words))?;
    let result = acts::set(&app, &secret, value(&sent, "password")).await;
    answer(
        result,
        in_words(words),
        |()| see("/sign-in?done=password"),
        |problems| setting(words, &headers, &csrf.0.0, &secret, &email, problems),
    )
}

fn setting(
    words: Words,
    headers: &HeaderMap,
    csrf: &str,
    secret: &str,
    email: &str,
    problems: &[Problem],
) -> Markup {
    let filled = Filled {
        words,
        values: &[],
        problems,
    };
    let body = html! {
        p.mid { (t::password_for(words, email)) }
        form.stack method="post" action={ "/password/" (secret) } {
            (csrf_field(csrf))
            input type="text" name="username" value=(email) autocomplete="username" hidden;
            (filled.line(Line { name: "password", label: t::password_new(words), kind: "password", autocomplete: Some("new-password"), hint: Some(t::welcome_password_hint(words)), required: true, autofocus: true }))
            (large(t::password_set(words)))
        }
    };
    page(words, headers, csrf, t::password_title(words), body)
}

fn back(words: Words) -> Markup {
    html! { p.smaller { a href="/sign-in" { (t::action_sign_in(words)) } } }
}

fn page(words: Words, headers: &HeaderMap, csrf: &str, title: &str, body: Markup) -> Markup {
    let theme = cookies::get(headers, cookies::THEME).map_or(Theme::System, Theme::from_cookie);
    let body = html! { h1 { (title) } (body) };
    bare_page(&BarePage {
        lang: words.lang().code(),
        title,
        theme,
        csrf,
        body,
        ..BarePage::default()
    })
}
