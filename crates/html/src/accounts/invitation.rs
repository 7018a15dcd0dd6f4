//! The page behind an invitation's link: a new account, or joining with the one that is signed in.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::{Error, Problem};
use quen_http::client::Client;
use quen_http::csrf::CsrfToken;
use quen_http::session::encode;
use quen_http::{cookies, language};
use quen_service::App;
use quen_service::accounts::identity::{self, Identity};
use quen_service::accounts::invitations::{self as acts, Opened};
use quen_service::accounts::sign_in;
use quen_service::workspaces;
use quen_ui::button::{Button, button};
use quen_ui::field::csrf_field;
use quen_ui::frame::{BarePage, Theme, bare_page};
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::{MONTH, with_cookie};
use crate::answers::{Answer, in_words, see};
use crate::forms::{Filled, Line, Pairs, large, value};

/// What the page is drawn with.
struct Guest<'a> {
    words: Words,
    headers: &'a HeaderMap,
    csrf: &'a str,
    secret: &'a str,
    who: Option<&'a Identity>,
}

/// Opens a link.
pub(super) async fn open(
    State(app): State<App>,
    csrf: Extension<CsrfToken>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let words = language::of_stranger(&headers);
    let opened = acts::open(&app, &secret).await.map_err(in_words(words))?;
    let who = known(&app, &headers).await;
    let guest = Guest {
        words,
        headers: &headers,
        csrf: &csrf.0.0,
        secret: &secret,
        who: who.as_deref(),
    };
    Ok(page(&guest, &opened, &[], &[]).into_response())
}

/// Joins.
pub(super) async fn accept(
    State(app): State<App>,
    csrf: Extension<CsrfToken>,
    Path(secret): Path<String>,
    client: Client,
    headers: HeaderMap,
    Form(sent): Form<Pairs>,
) -> Answer {
    let words = language::of_stranger(&headers);
    let who = known(&app, &headers).await;
    let opened = acts::open(&app, &secret).await.map_err(in_words(words))?;
    let guest = Guest {
        words,
        headers: &headers,
        csrf: &csrf.0.0,
        secret: &secret,
        who: who.as_deref(),
    };
    let joined = match &who {
        Some(who) => join_known(&app, &secret, who).await.map(|()| see("/")),
        None => join_new(&app, &secret, &sent, client).await,
    };
    match joined {
        Ok(response) => Ok(response),
        Err(Error::Invalid(problems)) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            page(&guest, &opened, &sent, &problems),
        )
            .into_response()),
        Err(error) => Err(in_words(words)(error)),
    }
}

async fn join_known(app: &App, secret: &str, who: &Identity) -> Result<(), Error> {
    let workspace = acts::accept_as_known(app, secret, who).await?;
    workspaces::switch(app, who, workspace).await
}

async fn join_new(
    app: &App,
    secret: &str,
    sent: &[(String, String)],
    client: Client,
) -> Result<Response, Error> {
    let user =
        acts::accept_as_new(app, secret, value(sent, "name"), value(sent, "password")).await?;
    let session = sign_in::open_session(app, user, &client.address, &client.user_agent).await?;
    Ok(with_cookie(
        see("/"),
        cookies::SESSION,
        &session,
        MONTH,
        app,
    ))
}

async fn known(app: &App, headers: &HeaderMap) -> Option<Arc<Identity>> {
    identity::of_session(app, cookies::get(headers, cookies::SESSION)?)
        .await
        .ok()
}

fn page(
    guest: &Guest<'_>,
    opened: &Opened,
    values: &[(String, String)],
    problems: &[Problem],
) -> Markup {
    let words = guest.words;
    let title = t::invited_title(words, &opened.workspace);
    let theme =
        cookies::get(guest.headers, cookies::THEME).map_or(Theme::System, Theme::from_cookie);
    let inviter = opened
        .inviter
        .as_deref()
        .unwrap_or_else(|| t::notification_somebody(words));
    let body = html! {
        h1 { (title) }
        p.mid { (t::invited_by(words, &opened.email, inviter)) }
        (way_in(guest, opened, Filled { words, values, problems }))
    };
    bare_page(&BarePage {
        lang: words.lang().code(),
        title: &title,
        theme,
        csrf: guest.csrf,
        body,
        ..BarePage::default()
    })
}

fn way_in(guest: &Guest<'_>, opened: &Opened, filled: Filled<'_>) -> Markup {
    let words = guest.words;
    let path = format!("/invitations/{}", guest.secret);
    match guest.who {
        Some(who) if who.user.email.eq_ignore_ascii_case(&opened.email) => html! {
            form.stack method="post" action=(path) { (csrf_field(guest.csrf)) (large(t::invited_join(words))) }
        },
        Some(who) => html! {
            (notice(Tone::Amber, "info-circle", html! { (t::invited_other(words, &who.user.email)) }))
            form method="post" action="/sign-out" {
                (csrf_field(guest.csrf))
                (button(Button { label: t::action_sign_out(words), submit: true, ..Button::default() }))
            }
        },
        None if opened.known => html! {
            p { (t::invited_known(words)) }
            a.button.primary.large href={ "/sign-in?next=" (encode(&path)) } { (t::action_sign_in(words)) }
        },
        None => html! {
            p.mid { (t::invited_new(words)) }
            form.stack method="post" action=(path) {
                (csrf_field(guest.csrf))
                input type="text" name="username" value=(opened.email) autocomplete="username" hidden;
                (filled.line(Line { name: "name", label: t::welcome_name(words), autocomplete: Some("name"), required: true, autofocus: true, ..Line::default() }))
                (filled.line(Line { name: "password", label: t::field_users_password(words), kind: "password", autocomplete: Some("new-password"), hint: Some(t::welcome_password_hint(words)), required: true, ..Line::default() }))
                (large(t::invited_join(words)))
            }
        },
    }
}
