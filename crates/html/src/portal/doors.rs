//! Outside the door: asking for a link, and the one question. What is said is the same
//! for everybody, customer or not.

use axum::extract::{Extension, Form, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::Error;
use quen_http::client::Client;
use quen_http::csrf::CsrfToken;
use quen_http::{cookies, language, problem};
use quen_service::App;
use quen_service::portal::{self as acts, Question};
use quen_ui::button::{Button, button};
use quen_ui::field::csrf_field;
use quen_ui::frame::{PortalPage, portal_page};
use quen_ui::toast::{notice, problem_notice};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::guest::{COOKIE, theme};
use crate::answers::{Answer, in_words, see};
use crate::forms::{Filled, Line, Pairs, large, value};

/// Where somebody stands: the shop's name and what its pages need.
struct Outside<'a> {
    words: Words,
    headers: &'a HeaderMap,
    csrf: &'a str,
    shop: &'a str,
}

impl Outside<'_> {
    fn page(&self, body: Markup) -> Markup {
        portal_page(&PortalPage {
            lang: self.words.lang().code(),
            title: t::portal_title(self.words),
            theme: theme(self.headers),
            csrf: self.csrf,
            shop: self.shop,
            skip: t::frame_skip(self.words),
            body: html! { div.form-page.stack { h1 { (t::portal_title(self.words)) } (body) } },
            ..PortalPage::default()
        })
    }
}

/// `GET /portal/{slug}`.
pub async fn show(
    State(app): State<App>,
    csrf: Extension<CsrfToken>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let words = language::of_stranger(&headers);
    let shop = acts::shop(&app, &slug).await.map_err(in_words(words))?;
    let here = Outside {
        words,
        headers: &headers,
        csrf: &csrf.0.0,
        shop: &shop.name,
    };
    Ok(here.page(asking(&here, &slug, None)).into_response())
}

/// `POST /portal/{slug}`: a link by mail, or so it says to everybody.
pub async fn ask(
    State(app): State<App>,
    csrf: Extension<CsrfToken>,
    client: Client,
    Path(slug): Path<String>,
    headers: HeaderMap,
    Form(sent): Form<Pairs>,
) -> Answer {
    let words = language::of_stranger(&headers);
    let shop = acts::shop(&app, &slug).await.map_err(in_words(words))?;
    let here = Outside {
        words,
        headers: &headers,
        csrf: &csrf.0.0,
        shop: &shop.name,
    };
    let email = value(&sent, "email");
    match acts::ask(&app, &slug, email, &client.address).await {
        Ok(()) => {
            let said = notice(Tone::Jade, "mail", html! { (t::portal_sent(words)) });
            Ok(here.page(said).into_response())
        }
        Err(error @ Error::TooMany { .. }) => {
            let said = problem::message(words, &error);
            let page = here.page(asking(&here, &slug, Some(&said)));
            Ok((StatusCode::TOO_MANY_REQUESTS, page).into_response())
        }
        Err(error) => Err(in_words(words)(error)),
    }
}

fn asking(here: &Outside<'_>, slug: &str, said: Option<&str>) -> Markup {
    let words = here.words;
    let filled = Filled {
        words,
        values: &[],
        problems: &[],
    };
    html! {
        p.mid { (t::portal_lead(words)) }
        @if let Some(said) = said { (problem_notice(said)) }
        form.stack method="post" action={ "/portal/" (slug) } {
            (csrf_field(here.csrf))
            (filled.line(Line { name: "email", label: t::portal_email(words), kind: "email", autocomplete: Some("email"), required: true, autofocus: true, ..Line::default() }))
            (large(t::portal_send(words)))
        }
        form.stack method="post" action={ "/portal/" (slug) "/code" } {
            (csrf_field(here.csrf))
            (filled.line(Line { name: "code", label: t::portal_code(words), hint: Some(t::portal_code_hint(words)), autocomplete: Some("one-time-code"), required: true, ..Line::default() }))
            (button(Button { label: t::portal_enter(words), submit: true, ..Button::default() }))
        }
    }
}

/// `POST /portal/{slug}/code`: a code that was handed over leads where its link does.
pub async fn code(Path(slug): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let code: String = value(&sent, "code")
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let code = if code.is_empty() {
        "-".to_owned()
    } else {
        code.to_uppercase()
    };
    Ok(see(&format!("/portal/{slug}/enter/{code}")))
}

/// `GET /portal/{slug}/enter/{secret}`: the question; looking at it uses nothing up.
pub async fn question(
    State(app): State<App>,
    csrf: Extension<CsrfToken>,
    client: Client,
    Path((slug, secret)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answer {
    let link = (slug.as_str(), secret.as_str());
    let drawn = match behind_link(&app, link, &client, (&headers, &csrf.0), &[]).await {
        Err(error) => return another(&app, &slug, (&headers, &csrf.0), error).await,
        Ok(drawn) => drawn,
    };
    // The secret stands in the address: no other site may learn it.
    Ok(([(header::REFERRER_POLICY, "no-referrer")], drawn).into_response())
}

/// `POST /portal/{slug}/enter/{secret}`.
pub async fn enter(
    State(app): State<App>,
    csrf: Extension<CsrfToken>,
    client: Client,
    Path((slug, secret)): Path<(String, String)>,
    headers: HeaderMap,
    Form(sent): Form<Pairs>,
) -> Answer {
    let words = language::of_stranger(&headers);
    let given = value(&sent, "answer");
    match acts::enter(&app, &slug, &secret, given, &client.address).await {
        Ok(opened) => {
            let cookie = cookies::set(
                COOKIE,
                &opened.cookie,
                opened.lasts,
                app.config.secure_cookies,
            );
            let mut response = see("/portal");
            if let Some(cookie) = cookie {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Err(Error::Invalid(problems)) => {
            let link = (slug.as_str(), secret.as_str());
            let drawn = behind_link(&app, link, &client, (&headers, &csrf.0), &problems).await;
            let drawn = drawn.map_err(in_words(words))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn).into_response())
        }
        Err(error) => another(&app, &slug, (&headers, &csrf.0), error).await,
    }
}

/// A link that was used, has aged or was guessed leads to the way to another one.
async fn another(
    app: &App,
    slug: &str,
    (headers, csrf): (&HeaderMap, &CsrfToken),
    error: Error,
) -> Answer {
    let words = language::of_stranger(headers);
    if error != Error::conflict("link-used") {
        return Err(in_words(words)(error));
    }
    let shop = acts::shop(app, slug).await.map_err(in_words(words))?;
    let here = Outside {
        words,
        headers,
        csrf: &csrf.0,
        shop: &shop.name,
    };
    let said = problem::message(words, &error);
    let page = here.page(asking(&here, slug, Some(&said)));
    Ok((StatusCode::CONFLICT, page).into_response())
}

/// The page behind a link, with its question.
async fn behind_link(
    app: &App,
    (slug, secret): (&str, &str),
    client: &Client,
    (headers, csrf): (&HeaderMap, &CsrfToken),
    problems: &[quen_core::Problem],
) -> quen_core::Result<Markup> {
    let words = language::of_stranger(headers);
    let shop = acts::shop(app, slug).await?;
    let asked = acts::question(app, slug, secret, &client.address).await?;
    let here = Outside {
        words,
        headers,
        csrf: &csrf.0,
        shop: &shop.name,
    };
    let at = format!("/portal/{slug}/enter/{secret}");
    Ok(here.page(answering(&here, &at, asked, problems)))
}

fn answering(
    here: &Outside<'_>,
    at: &str,
    asked: Question,
    problems: &[quen_core::Problem],
) -> Markup {
    let words = here.words;
    let filled = Filled {
        words,
        values: &[],
        problems,
    };
    let label = match asked {
        Question::Digits => t::portal_digits(words),
        Question::Email => t::portal_own_email(words),
    };
    html! {
        p.mid { (t::portal_question(words)) }
        form.stack method="post" action=(at) {
            (csrf_field(here.csrf))
            (filled.line(Line { name: "answer", label, autocomplete: Some("off"), required: true, autofocus: true, ..Line::default() }))
            (large(t::portal_enter(words)))
        }
    }
}
