//! The doors to the house: first run, sign-in, sign-out, language.

mod first_run;
mod sign_in;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, response::Redirect};
use quen_http::cookies;
use quen_service::App;
use quen_service::accounts::sign_in as acts;
use quen_words::Lang;
use serde::Deserialize;

use crate::answers::{Answer, in_words, see};

/// How long the browser keeps the cookies.
const MONTH: i64 = 30 * 24 * 3600;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/welcome", get(first_run::show).post(first_run::submit))
        .route("/sign-in", get(sign_in::show).post(sign_in::submit))
        .route("/sign-out", post(sign_out))
        .route("/language", post(language))
}

async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Answer {
    let words = quen_http::language::of_stranger(&headers);
    if let Some(secret) = cookies::get(&headers, cookies::SESSION) {
        acts::sign_out(&app, secret)
            .await
            .map_err(in_words(words))?;
    }
    Ok(with_cookie(see("/sign-in"), cookies::SESSION, "", 0, &app))
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
    let response = Redirect::to(back).into_response();
    match Lang::from_code(&form.language) {
        Some(lang) => with_cookie(
            response,
            cookies::LANGUAGE,
            lang.code(),
            365 * 24 * 3600,
            &app,
        ),
        None => response,
    }
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
    path.starts_with('/') && !path.starts_with("//") && !path.contains('\\')
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
