//! The own name, language and password.

use axum::Form;
use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::Problem;
use quen_http::SignedIn;
use quen_service::accounts::profile as acts;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::radios;
use quen_ui::field::{Choice, csrf_field};
use quen_ui::frame::padded;
use quen_ui::panel::{Panel, panel};
use quen_words::t;

use super::account_tabs;
use crate::answers::{Answer, refused, see};
use crate::forms::{Asked, Filled, Line, Pairs, answer, pairs, reload, value};
use crate::layout::{Page, done, page};

/// Shows the page.
pub(super) async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Response {
    let stored = stored(&me);
    draw(&me, &stored, &[], asked.get("done").map(String::as_str)).into_response()
}

/// Takes name and language.
pub(super) async fn rename(me: SignedIn, headers: HeaderMap, Form(sent): Form<Pairs>) -> Answer {
    let mut result = acts::rename(&me.ctx, value(&sent, "name")).await;
    if result.is_ok() {
        result = acts::choose_language(&me.ctx.app, me.ctx.actor.user_id, value(&sent, "language"))
            .await;
    }
    answer(
        result,
        refused(&me),
        |()| reload(&headers, "/account?done=saved"),
        |problems| draw(&me, &sent, problems, None),
    )
}

/// Takes a new password.
pub(super) async fn change_password(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let keep = me.identity.session.as_ref().map(|session| session.id);
    let result = acts::change_password(
        &me.ctx,
        keep,
        value(&sent, "current"),
        value(&sent, "password"),
    )
    .await;
    let stored = stored(&me);
    answer(
        result,
        refused(&me),
        |()| see("/account?done=password"),
        |problems| draw(&me, &stored, problems, None),
    )
}

fn stored(me: &SignedIn) -> Pairs {
    pairs([
        ("name", &me.identity.user.name),
        ("language", me.words.lang().code()),
    ])
}

fn draw(
    me: &SignedIn,
    values: &[(String, String)],
    problems: &[Problem],
    said: Option<&str>,
) -> Markup {
    let filled = Filled {
        words: me.words,
        values,
        problems,
    };
    let body = html! {
        (account_tabs(me, "/account"))
        (padded(html! { div.form-page { (profile_panel(me, filled)) (password_panel(me, filled)) } }))
    };
    let toasts = match said {
        Some("password") => vec![done(t::account_password_changed(me.words))],
        Some(_) => vec![done(t::state_saved(me.words))],
        None => Vec::new(),
    };
    page(
        me,
        Page {
            title: t::account_title(me.words),
            body,
            toasts,
            ..Page::default()
        },
    )
}

fn profile_panel(me: &SignedIn, filled: Filled<'_>) -> Markup {
    let words = me.words;
    let languages = [
        Choice {
            value: "vi",
            label: t::language_vietnamese(words),
        },
        Choice {
            value: "en",
            label: t::language_english(words),
        },
    ];
    let body = html! {
        form.stack method="post" action="/account" {
            (csrf_field(&me.csrf))
            (filled.line(Line { name: "name", label: t::welcome_name(words), hint: Some(t::account_name_hint(words)), autocomplete: Some("name"), required: true, ..Line::default() }))
            p.smaller.dim { (me.identity.user.email) }
            (radios("language", t::account_language(words), &languages, filled.value("language")))
            p.small.dim { (t::account_language_hint(words)) }
            div.row { (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
        }
    };
    panel(Panel {
        title: t::account_profile(words),
        body,
        ..Panel::default()
    })
}

fn password_panel(me: &SignedIn, filled: Filled<'_>) -> Markup {
    let words = me.words;
    let body = html! {
        form.stack method="post" action="/account/password" {
            (csrf_field(&me.csrf))
            input type="text" name="username" value=(me.identity.user.email) autocomplete="username" hidden;
            (filled.line(Line { name: "current", label: t::account_password_current(words), kind: "password", autocomplete: Some("current-password"), required: true, ..Line::default() }))
            (filled.line(Line { name: "password", label: t::password_new(words), kind: "password", autocomplete: Some("new-password"), hint: Some(t::welcome_password_hint(words)), required: true, ..Line::default() }))
            p.small.dim { (t::account_password_hint(words)) }
            div.row { (button(Button { label: t::account_password(words), submit: true, ..Button::default() })) }
        }
    };
    panel(Panel {
        title: t::account_password(words),
        body,
        ..Panel::default()
    })
}
