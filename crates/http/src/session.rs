//! From a request to somebody known: a browser by its cookie, a program by its token.

use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use quen_core::{Door, Error};
use quen_service::accounts::identity::{self, Identity};
use quen_service::{App, Ctx};
use quen_words::Words;

use crate::csrf::CsrfToken;
use crate::{Problem, cookies, language};

/// Somebody in a browser.
pub struct SignedIn {
    /// The gate.
    pub ctx: Ctx,
    /// Who.
    pub identity: Arc<Identity>,
    /// The words.
    pub words: Words,
    /// For forms.
    pub csrf: String,
    /// `light`, `dark`, or nothing for the system's.
    pub theme: Option<String>,
}

impl<S> FromRequestParts<S> for SignedIn
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let app = App::from_ref(state);
        let secret = cookies::get(&parts.headers, cookies::SESSION).map(str::to_owned);
        let identity = match secret {
            Some(secret) => identity::of_session(&app, &secret).await,
            None => Err(Error::Unauthorized),
        };
        let identity = identity.map_err(|error| turn_away(&error, parts))?;
        let words = language::of_user(
            identity.user.language.as_deref(),
            &parts.headers,
            &identity.settings.language,
        );
        let csrf = parts
            .extensions
            .get::<CsrfToken>()
            .map(|token| token.0.clone())
            .unwrap_or_default();
        let theme = cookies::get(&parts.headers, cookies::THEME)
            .filter(|t| matches!(*t, "light" | "dark"))
            .map(str::to_owned);
        Ok(Self {
            ctx: identity.ctx(&app, Door::Web),
            identity,
            words,
            csrf,
            theme,
        })
    }
}

/// To the sign-in page and back again; a script is told by status and header. After a form that means back to its page, where
/// its draft is offered; the script keeps an open page as it is.
pub fn turn_away(error: &Error, parts: &Parts) -> Response {
    if *error != Error::Unauthorized {
        return Problem::new(error.clone(), language::of_stranger(&parts.headers)).into_response();
    }
    let asks = parts.method == axum::http::Method::GET;
    let target = match asks {
        true => parts.uri.path_and_query().map(ToString::to_string),
        false => came_from(&parts.headers),
    };
    let target = target.unwrap_or_else(|| "/".to_owned());
    let address = format!("/sign-in?next={}", encode(&target));
    if !parts.headers.contains_key("hx-request") {
        return Redirect::to(&address).into_response();
    }
    let mut answer = [("hx-redirect", address)].into_response();
    if !asks {
        let ended = header::HeaderValue::from_static("1");
        answer.headers_mut().insert("x-session-ended", ended);
    }
    answer
}

/// The page a form was sent from, as the browser tells it; it is only ever a path of this server.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let told = headers
        .get("hx-current-url")
        .or_else(|| headers.get(header::REFERER))?;
    let page: axum::http::Uri = told.to_str().ok()?.parse().ok()?;
    page.path_and_query().map(ToString::to_string)
}

/// Percent-encodes everything but letters, digits and `-_./`.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/') {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

/// A program with a token.
pub struct Bearer {
    /// The gate.
    pub ctx: Ctx,
    /// The words.
    pub words: Words,
}

impl<S> FromRequestParts<S> for Bearer
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let app = App::from_ref(state);
        let words = language::of_stranger(&parts.headers);
        let token =
            token(&parts.headers).ok_or_else(|| Problem::new(Error::Unauthorized, words))?;
        let identity = identity::of_token(&app, token)
            .await
            .map_err(|error| Problem::new(error, words))?;
        Ok(Self {
            ctx: identity.ctx(&app, Door::Api),
            words,
        })
    }
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim())
        .filter(|t| !t.is_empty())
}
