//! What a page handler answers when an act refuses: a page or a fragment that says what is wrong and what to do.

use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use quen_core::Error;
use quen_http::{SignedIn, language, problem};
use quen_service::records::{self, Kind};
use quen_ui::frame::{BarePage, bare_page};
use quen_words::{Words, t};

/// A refused act on its way to a browser.
#[derive(Debug)]
pub struct Refused {
    error: Error,
    words: Words,
}

impl Refused {
    /// Is the record not there, or not to be seen?
    pub fn is_not_found(&self) -> bool {
        self.error == Error::NotFound
    }
}

/// What page handlers answer.
pub type Answer = Result<Response, Refused>;

/// Says refusals in this colleague's language: `act.await.map_err(refused(&me))?`.
pub fn refused(me: &SignedIn) -> impl Fn(Error) -> Refused + Copy + use<> {
    in_words(me.words)
}

/// The same where nobody is signed in.
pub fn in_words(words: Words) -> impl Fn(Error) -> Refused + Copy {
    move |error| Refused { error, words }
}

/// The record with the id of an address, outside the bin.
///
/// # Errors
/// The page that says it is not there.
pub async fn found<K: Kind>(me: &SignedIn, id: &str) -> Result<K::Record, Refused> {
    let id = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    records::find::<K>(&me.ctx, id).await.map_err(refused(me))
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = match &self.error {
            // A page shows both versions; the API answers 412.
            Error::Stale { .. } => StatusCode::CONFLICT,
            other => problem::status(other),
        };
        if status.is_server_error() {
            tracing::error!(error = %self.error, "page failed");
        }
        (
            status,
            page(self.words, &problem::message(self.words, &self.error)),
        )
            .into_response()
    }
}

/// Any address that is no page.
pub async fn not_found(headers: HeaderMap) -> Response {
    in_words(language::of_stranger(&headers))(Error::NotFound).into_response()
}

/// An address that only takes a form, opened as a page (a reload after a refused form, a bookmark): on to the page that
/// the form stands on, one step up.
pub async fn not_a_page(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let up = uri.path().rsplit_once('/').map_or("/", |(up, _)| up);
    if method == Method::GET {
        return see(if up.is_empty() { "/" } else { up });
    }
    let error = Error::conflict("method-not-allowed");
    let words = language::of_stranger(&headers);
    let sentence = problem::message(words, &error);
    (StatusCode::METHOD_NOT_ALLOWED, page(words, &sentence)).into_response()
}

fn page(words: Words, sentence: &str) -> Markup {
    bare_page(&BarePage {
        lang: words.lang().code(),
        title: sentence,
        body: html! {
            h1 { (sentence) }
            p { a.button href="/" { (t::action_back(words)) } }
        },
        ..BarePage::default()
    })
}

/// To another page after a form was taken in.
pub fn see(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// Does htmx ask for a fragment, not for the page?
pub fn wants_fragment(headers: &HeaderMap) -> bool {
    headers
        .get("hx-request-type")
        .is_some_and(|value| value == "partial")
}

/// An address as this browser reaches the program, for links that are copied.
pub fn reachable(me: &SignedIn, headers: &HeaderMap, path: &str) -> String {
    let config = &me.ctx.app.config;
    let host = headers
        .get(header::HOST)
        .and_then(|value| value.to_str().ok())
        .filter(|_| config.public_url.is_none());
    let scheme = if config.secure_cookies {
        "https"
    } else {
        "http"
    };
    match host {
        Some(host) => format!("{scheme}://{host}{path}"),
        None => quen_service::accounts::address(&me.ctx.app, path),
    }
}
