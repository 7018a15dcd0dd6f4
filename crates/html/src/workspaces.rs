//! Going from one workspace to another, and making a new one.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::{Markup, html};
use quen_core::{Error, Problem};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::workspaces as acts;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::csrf_field;
use quen_ui::frame::padded;
use quen_ui::panel::{Panel, panel};
use quen_words::t;

use crate::answers::{Answer, refused};
use crate::forms::{Filled, Line, Pairs, answer, reload, value};
use crate::layout::{Page, page};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/workspace", post(switch))
        .route("/workspaces", post(create))
        .route("/workspaces/new", get(new))
}

async fn switch(me: SignedIn, headers: HeaderMap, Form(sent): Form<Pairs>) -> Answer {
    let id = value(&sent, "id")
        .parse()
        .map_err(|_| refused(&me)(Error::NotFound))?;
    acts::switch(&me.ctx.app, &me.identity, id)
        .await
        .map_err(refused(&me))?;
    Ok(reload(&headers, "/"))
}

async fn new(me: SignedIn) -> Response {
    draw(&me, &[], &[]).into_response()
}

async fn create(me: SignedIn, headers: HeaderMap, Form(sent): Form<Pairs>) -> Answer {
    let made = match acts::create(&me.ctx, value(&sent, "name")).await {
        Ok(id) => acts::switch(&me.ctx.app, &me.identity, id).await,
        Err(error) => Err(error),
    };
    answer(
        made,
        refused(&me),
        |()| reload(&headers, "/"),
        |problems| draw(&me, &sent, problems),
    )
}

fn draw(me: &SignedIn, values: &[(String, String)], problems: &[Problem]) -> Markup {
    let words = me.words;
    let filled = Filled {
        words,
        values,
        problems,
    };
    let form = html! {
        form.stack method="post" action="/workspaces" {
            (csrf_field(&me.csrf))
            p.mid { (t::workspace_new_lead(words)) }
            (filled.line(Line { name: "name", label: t::settings_name(words), autocomplete: Some("organization"), required: true, autofocus: true, ..Line::default() }))
            div.row { (button(Button { label: t::workspace_create(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
        }
    };
    let body = padded(
        html! { div.form-page { (panel(Panel { title: t::workspace_new(words), body: form, ..Panel::default() })) } },
    );
    page(
        me,
        Page {
            title: t::workspace_new(words),
            body,
            ..Page::default()
        },
    )
}
