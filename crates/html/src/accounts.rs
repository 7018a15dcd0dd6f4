//! The doors to the house: first run, sign-in, sign-out, forgotten passwords, invitations, language.

mod first_run;
mod invitation;
mod password;
mod sign_in;

use axum::Form;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum::routing::{get, post};
use quen_http::cookies;
use quen_service::App;
use quen_service::accounts::{identity, profile, sign_in as acts};
use quen_words::Lang;
use serde::Deserialize;

use crate::answers::{Answer, in_words};
use crate::forms::reload;

/// How long the browser keeps the cookies: a day longer than a session lasts, so that a form sent after its end is known to be
/// somebody's.
const MONTH: i64 = 31 * 24 * 3600;
/// How long it keeps the language.
const YEAR: i64 = 365 * 24 * 3600;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/welcome", get(first_run::show).post(first_run::submit))
        .route("/sign-in", get(sign_in::show).post(sign_in::submit))
        .route("/sign-out", post(sign_out))
        .route("/password", get(password::ask).post(password::send))
        .route(
            "/password/{secret}",
            get(password::open).post(password::set),
        )
        .route(
            "/invitations/{secret}",
            get(invitation::open).post(invitation::accept),
        )
        .route("/language", post(language))
}

async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Answer {
    let words = quen_http::language::of_stranger(&headers);
    if let Some(secret) = cookies::get(&headers, cookies::SESSION) {
        acts::sign_out(&app, secret)
            .await
            .map_err(in_words(words))?;
    }
    Ok(with_cookie(
        reload(&headers, "/sign-in"),
        cookies::SESSION,
        "",
        0,
        &app,
    ))
}

#[derive(Deserialize)]
struct Language {
    language: String,
}

async fn language(
    State(app): State<App>,
    headers: HeaderMap,
    Form(form): Form<Language>,
) -> Response {
    let back = headers
        .get(header::REFERER)
        .and_then(|value| value.to_str().ok())
        .and_then(path_of)
        .unwrap_or("/");
    let response = reload(&headers, back);
    let Some(lang) = Lang::from_code(&form.language) else {
        return response;
    };
    if let Some(secret) = cookies::get(&headers, cookies::SESSION)
        && let Ok(known) = identity::of_session(&app, secret).await
        && let Err(error) = profile::choose_language(&app, known.user.id, lang.code()).await
    {
        tracing::warn!(code = error.code(), "the language could not be kept");
    }
    with_cookie(response, cookies::LANGUAGE, lang.code(), YEAR, &app)
}

/// The path of one of our own addresses.
fn path_of(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    rest.find('/')
        .and_then(|at| rest.get(at..))
        .filter(|path| is_own(path))
}

/// Leads to a page of this program, not to another host.
fn is_own(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(|c: char| c == '\\' || c.is_control())
}

fn with_cookie(mut response: Response, name: &str, value: &str, age: i64, app: &App) -> Response {
    if let Some(cookie) = cookies::set(name, value, age, app.config.secure_cookies) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
