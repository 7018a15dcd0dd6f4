//! A forged form is refused. Each browser has a random cookie; each form and each script request sends back the
//! keyed digest of it, in the header `X-CSRF-Token`, the form field `csrf`, or (uploads) the query `csrf`.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use quen_core::Error;
use quen_service::App;

use crate::problem::status;
use crate::{cookies, language};

/// Bytes of a form at most; uploads are multipart and do not count here.
const MAX_FORM: usize = 2 * 1024 * 1024;
/// The cookie lasts a year; it says nothing about anybody.
const YEAR: i64 = 365 * 24 * 3600;

/// The token for the pages of this request; kept with the request.
#[derive(Debug, Clone)]
pub struct CsrfToken(pub String);

/// Checks unsafe requests, and sees to it that each browser has its cookie.
pub async fn guard(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let known = cookies::get(request.headers(), cookies::FORM)
        .filter(|value| is_ours(value))
        .map(str::to_owned);
    let (cookie, fresh) = known.map_or_else(|| (app.random.secret(), true), |value| (value, false));
    // Bound to the session as well: a cookie planted before the sign-in is worth nothing after it.
    let session = cookies::get(request.headers(), cookies::SESSION).unwrap_or_default();
    let token = app.secrets.sign("csrf", &format!("{cookie} {session}"));
    if !is_safe(request.method()) {
        let words = language::of_stranger(request.headers());
        match sent(request).await {
            Ok((restored, Some(sent))) if !fresh && same(&sent, &token) => request = restored,
            Ok(_) => return refusal(words),
            Err(error) => {
                return (status(&error), crate::problem::message(words, &error)).into_response();
            }
        }
    }
    request.extensions_mut().insert(CsrfToken(token));
    let mut response = next.run(request).await;
    if fresh
        && let Some(value) = cookies::set(cookies::FORM, &cookie, YEAR, app.config.secure_cookies)
    {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

fn refusal(words: quen_words::Words) -> Response {
    let error = Error::conflict("csrf");
    (
        axum::http::StatusCode::FORBIDDEN,
        // The script of an open page takes a new token and keeps what was typed.
        [("x-csrf-stale", "1")],
        crate::problem::message(words, &error),
    )
        .into_response()
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn is_ours(value: &str) -> bool {
    value.len() == 43
        && value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// Compares in the same time whatever differs.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len()
        && a.bytes()
            .zip(b.bytes())
            .fold(0, |sum, (x, y)| sum | (x ^ y))
            == 0
}

/// The token a request brings, and the request with its body whole again.
async fn sent(request: Request) -> Result<(Request, Option<String>), Error> {
    let header = |headers: &HeaderMap, name: &str| {
        headers
            .get(name)
            .and_then(|v| v.to_str().ok())
            .map(str::to_owned)
    };
    if let Some(token) = header(request.headers(), "x-csrf-token") {
        return Ok((request, Some(token)));
    }
    if let Some(token) = request
        .uri()
        .query()
        .and_then(|query| pair(query.as_bytes(), "csrf"))
    {
        return Ok((request, Some(token)));
    }
    let kind = header(request.headers(), header::CONTENT_TYPE.as_str()).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Ok((request, None));
    }
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, MAX_FORM)
        .await
        .map_err(|_| Error::TooLarge {
            limit_bytes: MAX_FORM as u64,
        })?;
    let token = pair(&bytes, "csrf");
    Ok((Request::from_parts(parts, Body::from(bytes)), token))
}

fn pair(encoded: &[u8], name: &str) -> Option<String> {
    let text = std::str::from_utf8(encoded).ok()?;
    text.split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}
