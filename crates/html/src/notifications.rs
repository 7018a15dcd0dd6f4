//! The bell's page: news, newest first, and marking it read.

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::{Error, Noun};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::notifications::{self as acts, Kind, Shown, sentence};
use quen_ui::agenda::glyph_box;
use quen_ui::button::{Button, ButtonSize, IconButton, button, icon_button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::csrf_field;
use quen_ui::frame::padded;
use quen_ui::tone::Tone;
use quen_words::t;
use serde_json::json;

use crate::answers::{Answer, refused, see};
use crate::forms::Asked;
use crate::layout::{Page, page};
use crate::lists::href;
use crate::times::ago;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/notifications", get(list))
        .route("/notifications/reading", post(read_all))
        .route("/notifications/{id}/reading", post(read_one))
}

async fn list(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let before = match asked.get("before") {
        Some(text) => Some(text.parse().map_err(|_| refused(&me)(Error::NotFound))?),
        None => None,
    };
    let news = acts::list(&me.ctx, before).await.map_err(refused(&me))?;
    let words = me.words;
    let older = news
        .last()
        .filter(|_| news.len() >= 50)
        .map(|last| format!("/notifications?before={}", last.news.id));
    let body = padded(html! {
        @if news.is_empty() {
            (empty(Empty { title: Some(t::notifications_empty(words)), text: html! { (t::notifications_empty_why(words)) }, drawing: true, ..Empty::default() }))
        } @else {
            ol.agenda.news { @for item in &news { (line(&me, item)) } }
        }
        @if let Some(older) = &older { div.row.after { (button(Button { label: t::notifications_older(words), href: Some(older), ..Button::default() })) } }
    });
    let actions = html! {
        @if me.identity.unread > 0 {
            form method="post" action="/notifications/reading" {
                (csrf_field(&me.csrf))
                (button(Button { label: t::notifications_read_all(words), icon: Some("check"), submit: true, ..Button::default() }))
            }
        }
    };
    Ok(page(
        &me,
        Page {
            title: t::notifications_title(words),
            actions,
            body,
            ..Page::default()
        },
    )
    .into_response())
}

fn line(me: &SignedIn, item: &Shown) -> Markup {
    let (glyph, tone) = match item.news.kind {
        Kind::Due => ("clock", Tone::Amber),
        Kind::Mentioned => ("message-circle", Tone::Violet),
        Kind::Assigned => ("user-check", Tone::Sky),
    };
    let party = item.news.party_id.filter(|_| item.party.is_some());
    let href = match (party, acts::count(&item.news)) {
        (Some(id), _) => Some(format!("/parties/{id}")),
        (None, Some(_)) => mine(me, item.news.noun),
        (None, None) if item.news.noun == Noun::Privacy => Some("/privacy/impact".to_owned()),
        (None, None) => None,
    };
    let text = sentence(me.words, item);
    let unread = item.news.read_at.is_none();
    html! {
        li.unread[unread] id={ "news-" (item.news.id) } {
            (glyph_box(glyph, tone))
            div {
                div.what { @if let Some(href) = &href { a href=(href) { (text) } } @else { (text) } }
                div.why { (ago(me, item.news.created_at)) }
            }
            div.acts {
                @if unread {
                    form method="post" action={ "/notifications/" (item.news.id) "/reading" } {
                        (csrf_field(&me.csrf))
                        (button(Button { label: t::notifications_read(me.words), size: ButtonSize::Small, submit: true, ..Button::default() }))
                    }
                }
            }
        }
    }
}

/// The list of what one holds of a kind.
fn mine(me: &SignedIn, noun: Noun) -> Option<String> {
    let field = match noun {
        Noun::Tasks => "assignee_id",
        Noun::Parties | Noun::Projects | Noun::Promises => "owner_id",
        _ => return None,
    };
    let condition = json!({ "field": field, "op": "eq", "value": me.ctx.actor.user_id });
    Some(href(noun.plural(), vec![condition]))
}

async fn read_all(me: SignedIn) -> Answer {
    acts::read(&me.ctx, None).await.map_err(refused(&me))?;
    Ok(see("/notifications"))
}

async fn read_one(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    acts::read(&me.ctx, Some(id)).await.map_err(refused(&me))?;
    Ok(see("/notifications"))
}

/// The bell in the page bar.
pub fn bell(me: &SignedIn) -> Markup {
    let words = me.words;
    let unread = me.identity.unread;
    let label = if unread > 0 {
        t::notifications_unread(words, unread)
    } else {
        t::notifications_title(words).to_owned()
    };
    html! {
        span.bell {
            (icon_button(IconButton { icon: "bell", label: &label, href: Some("/notifications"), ..IconButton::default() }))
            @if unread > 0 { span.count.urgent aria-hidden="true" { @if unread > 99 { "99+" } @else { (unread) } } }
        }
    }
}
