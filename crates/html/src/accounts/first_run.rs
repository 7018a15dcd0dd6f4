//! The first page of a fresh installation.

use axum::Form;
use axum::extract::{Extension, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use quen_core::{Error, Problem};
use quen_http::client::Client;
use quen_http::csrf::CsrfToken;
use quen_http::{cookies, language, problem};
use quen_service::App;
use quen_service::accounts::{first_run as acts, sign_in};
use quen_ui::agenda::glyph_box;
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::{Field, Input, csrf_field, input};
use quen_ui::frame::{BarePage, Theme, bare_page};
use quen_ui::panel::{Panel, panel};
use quen_ui::tone::Tone;
use quen_words::{Words, t};
use serde::Deserialize;

use super::{MONTH, with_cookie};
use crate::answers::{Answer, in_words, see};

#[derive(Deserialize, Default)]
pub(super) struct Sent {
    business: String,
    name: String,
    email: String,
    password: String,
}

pub(super) async fn show(
    State(app): State<App>,
    csrf: Extension<CsrfToken>,
    headers: HeaderMap,
) -> Answer {
    let words = language::of_stranger(&headers);
    if !acts::is_due(&app).await.map_err(in_words(words))? {
        return Ok(Redirect::to("/sign-in").into_response());
    }
    Ok(page(words, &headers, &csrf.0.0, &Sent::default(), &[]).into_response())
}

pub(super) async fn submit(
    State(app): State<App>,
    csrf: Extension<CsrfToken>,
    client: Client,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Answer {
    let words = language::of_stranger(&headers);
    let form = acts::FirstRun {
        business: sent.business.clone(),
        name: sent.name.clone(),
        email: sent.email.clone(),
        password: sent.password.clone(),
        language: words.lang().code().to_owned(),
    };
    match acts::set_up(&app, form).await {
        Ok(owner) => {
            let opened =
                sign_in::open_session(&app, owner, &client.address, &client.user_agent).await;
            let secret = opened.map_err(in_words(words))?;
            Ok(with_cookie(
                see("/"),
                cookies::SESSION,
                &secret,
                MONTH,
                &app,
            ))
        }
        Err(Error::Invalid(problems)) => Ok(again(words, &headers, &csrf.0.0, &sent, &problems)),
        Err(error) => Err(in_words(words)(error)),
    }
}

fn again(
    words: Words,
    headers: &HeaderMap,
    csrf: &str,
    sent: &Sent,
    problems: &[Problem],
) -> Response {
    (
        axum::http::StatusCode::UNPROCESSABLE_ENTITY,
        page(words, headers, csrf, sent, problems),
    )
        .into_response()
}

fn page(
    words: Words,
    headers: &HeaderMap,
    csrf: &str,
    sent: &Sent,
    problems: &[Problem],
) -> Markup {
    let theme = cookies::get(headers, cookies::THEME).map_or(Theme::System, Theme::from_cookie);
    let problem = |field: &str| {
        problems
            .iter()
            .find(|p| p.field == field)
            .map(|p| problem::sentence(words, p.code, &p.args))
    };
    let line = |id: &'static str,
                label: &str,
                value: &str,
                kind: &str,
                autocomplete: &str,
                hint: Option<&str>| {
        let problem = problem(id);
        input(Input {
            field: Field {
                id,
                label,
                problem: problem.as_deref(),
                hint,
                ..Field::default()
            },
            name: id,
            value,
            kind,
            autocomplete: Some(autocomplete),
            required: true,
            ..Input::default()
        })
    };
    let body = html! {
        h1 { (t::welcome_title(words)) }
        p.mid { (t::welcome_lead(words)) }
        form.stack method="post" action="/welcome" {
            (csrf_field(csrf))
            (line("business", t::welcome_business(words), &sent.business, "text", "organization", None))
            (line("name", t::welcome_name(words), &sent.name, "text", "name", None))
            (line("email", t::field_users_email(words), &sent.email, "email", "username", None))
            (line("password", t::field_users_password(words), "", "password", "new-password", Some(t::welcome_password_hint(words))))
            (button(Button { label: t::welcome_start(words), kind: ButtonKind::Primary, size: ButtonSize::Large, submit: true, ..Button::default() }))
        }
    };
    bare_page(&BarePage {
        lang: words.lang().code(),
        title: t::welcome_title(words),
        theme,
        csrf,
        body,
        aside: Some(preview(words)),
        aside_label: t::preview(words),
        ..BarePage::default()
    })
}

/// What the shop will see on its first morning: a picture, said to be one.
fn preview(words: Words) -> Markup {
    let line = |icon: &str, tone, what: &str, why: &str| {
        html! { li { (glyph_box(icon, tone)) div { div.what { (what) } div.why { (why) } } } }
    };
    let today = html! {
        ol.agenda {
            (line("plant", Tone::Persimmon, t::preview_ask(words), t::preview_ask_why(words)))
            (line("cake", Tone::Rose, t::preview_birthday(words), t::preview_birthday_why(words)))
            (line("phone", Tone::Amber, t::preview_call(words), t::preview_call_why(words)))
        }
    };
    let stages = [
        ("la", t::stage_awareness(words)),
        ("timhieu", t::stage_exploration(words)),
        ("quen", t::stage_expansion(words)),
        ("than", t::stage_commitment(words)),
    ];
    let track = html! {
        ol.stage-track.preview aria-label=(t::preview_stages(words)) {
            @for (n, (stage, name)) in stages.into_iter().enumerate() {
                li.passed[n < 2].now[n == 2] data-stage=(stage) { div.step { b { (name) } } }
            }
        }
    };
    let end = Some(badge(t::preview_badge(words), Tone::Jade));
    html! {
        div.stack.preview-cards {
            (panel(Panel { title: t::nav_today(words), end, body: today, flush: true, ..Panel::default() }))
            (panel(Panel { title: t::preview_stages(words), body: track, ..Panel::default() }))
        }
    }
}
