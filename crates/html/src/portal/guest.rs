//! From a request to a guest, and the frame around the guest's pages. A colleague's session is worth nothing here.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::Error;
use quen_http::csrf::CsrfToken;
use quen_http::{cookies, language};
use quen_service::App;
use quen_service::portal::{self, Guest};
use quen_ui::button::{Button, ButtonSize, button};
use quen_ui::field::csrf_field;
use quen_ui::frame::{PortalPage, Theme, portal_page};
use quen_words::{Words, t};

use crate::answers::{in_words, see};

/// The guest's cookie.
pub const COOKIE: &str = "quen_portal";

/// A customer at the own door.
pub struct Visit {
    /// Who.
    pub guest: Guest,
    /// The words.
    pub words: Words,
    /// For forms.
    pub csrf: String,
    /// Light or dark.
    pub theme: Theme,
}

impl<S> FromRequestParts<S> for Visit
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let app = App::from_ref(state);
        let words = language::of_stranger(&parts.headers);
        let cookie = cookies::get(&parts.headers, COOKIE).unwrap_or_default();
        let guest = match portal::of_session(&app, cookie).await {
            Ok(guest) => guest,
            Err(Error::Unauthorized) => return Err(turned_away(words, cookie)),
            Err(error) => return Err(in_words(words)(error).into_response()),
        };
        let csrf = parts.extensions.get::<CsrfToken>();
        Ok(Self {
            guest,
            words,
            csrf: csrf.map(|token| token.0.clone()).unwrap_or_default(),
            theme: theme(&parts.headers),
        })
    }
}

/// To the shop's door, where the cookie still names the shop.
fn turned_away(words: Words, cookie: &str) -> Response {
    let slug = cookie.split_once('.').map(|(slug, _)| slug);
    let known = |slug: &&str| {
        !slug.is_empty() && slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    match slug.filter(known) {
        Some(slug) => see(&format!("/portal/{slug}")),
        None => in_words(words)(Error::Unauthorized).into_response(),
    }
}

/// The colours that the browser asked for.
pub fn theme(headers: &HeaderMap) -> Theme {
    cookies::get(headers, cookies::THEME).map_or(Theme::System, Theme::from_cookie)
}

/// Draws a page for a guest.
pub fn page(visit: &Visit, title: &str, body: Markup) -> Markup {
    let words = visit.words;
    let leave = html! {
        form method="post" action="/portal/leaving" {
            (csrf_field(&visit.csrf))
            (button(Button { label: t::portal_leave(words), size: ButtonSize::Small, submit: true, ..Button::default() }))
        }
    };
    portal_page(&PortalPage {
        lang: words.lang().code(),
        title,
        theme: visit.theme,
        csrf: &visit.csrf,
        shop: &visit.guest.shop,
        skip: t::frame_skip(words),
        nav_label: t::portal_nav(words),
        links: vec![
            (t::portal_about_me(words), "/portal#me"),
            (t::portal_promises(words), "/portal#promises"),
            (t::portal_orders(words), "/portal#orders"),
        ],
        end: Some(leave),
        body,
    })
}
