//! Keys for programs. A new key is shown on the page that answers its form, and nowhere else.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::access::TokenScopes;
use quen_core::{Error, Permission, Problem, Role};
use quen_http::SignedIn;
use quen_service::tokens::{self, Token};
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::choice::radios;
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{Choice, Field, Input, csrf_field, input};
use quen_ui::frame::padded;
use quen_ui::hx::Hx;
use quen_ui::panel::{Panel, panel};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::account_tabs;
use crate::answers::{Answer, refused, see};
use crate::forms::{Asked, Filled, Line, Pairs, answer, value};
use crate::layout::{Page, done, page};
use crate::times::ago;

/// Shows them.
pub(super) async fn list(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let found = tokens::list(&me.ctx).await.map_err(refused(&me))?;
    let toasts = asked
        .get("done")
        .map(|_| done(t::tokens_revoked(me.words)))
        .into_iter()
        .collect();
    Ok(draw(
        &me,
        &found,
        &[("scopes".to_owned(), "write".to_owned())],
        &[],
        None,
        toasts,
    )
    .into_response())
}

/// Makes one and shows it, once.
pub(super) async fn create(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    me.ctx
        .actor
        .may(Permission::TokensManage)
        .map_err(refused(&me))?;
    let scopes = scopes(value(&sent, "scopes"));
    let made = tokens::create(&me.ctx, value(&sent, "name"), scopes).await;
    let found = tokens::list(&me.ctx).await.map_err(refused(&me))?;
    let shown = |secret: &str| -> Response {
        draw(&me, &found, &[], &[], Some(secret), Vec::new()).into_response()
    };
    answer(
        made,
        refused(&me),
        |(_, secret)| shown(&secret),
        |problems| draw(&me, &found, &sent, problems, None, Vec::new()),
    )
}

/// Each choice includes those before it.
fn scopes(word: &str) -> TokenScopes {
    let (admin, write, read) = (word == "admin", word == "write", word == "read");
    TokenScopes {
        read: read || write || admin,
        write: write || admin,
        admin,
    }
}

/// Ends one.
pub(super) async fn revoke(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    tokens::revoke(&me.ctx, id).await.map_err(refused(&me))?;
    Ok(see("/tokens?done=1"))
}

fn draw(
    me: &SignedIn,
    found: &[Token],
    values: &[(String, String)],
    problems: &[Problem],
    secret: Option<&str>,
    toasts: Vec<Markup>,
) -> Markup {
    let words = me.words;
    let body = html! {
        (account_tabs(me, "/tokens"))
        (padded(html! {
            p.mid.lead { (t::tokens_lead(words)) }
            @if let Some(secret) = secret { (once(words, secret)) }
            @if found.is_empty() { (empty(Empty { text: html! { (t::tokens_empty(words)) }, ..Empty::default() })) } @else { (table(me, found)) }
            div.form-page.after { (panel(Panel { title: t::tokens_new(words), body: form(me, values, problems), ..Panel::default() })) }
        }))
    };
    page(
        me,
        Page {
            title: t::tokens_title(words),
            body,
            toasts,
            ..Page::default()
        },
    )
}

fn once(words: Words, secret: &str) -> Markup {
    html! {
        div.form-page.stack.before {
            (notice(Tone::Amber, "key", html! { (t::tokens_once(words)) }))
            (input(Input {
                field: Field { id: "secret", label: t::tokens_secret(words), ..Field::default() },
                name: "secret", value: secret, readonly: true, autofocus: true, ..Input::default()
            }))
        }
    }
}

fn table(me: &SignedIn, found: &[Token]) -> Markup {
    let words = me.words;
    let columns = [
        Column {
            label: t::tokens_name(words),
            ..Column::default()
        },
        Column {
            label: t::tokens_scopes(words),
            ..Column::default()
        },
        Column {
            label: t::tokens_created(words),
            ..Column::default()
        },
        Column {
            label: t::tokens_used(words),
            ..Column::default()
        },
        Column {
            label: t::tokens_revoke(words),
            label_hidden: true,
            ..Column::default()
        },
    ];
    let ids: Vec<String> = found
        .iter()
        .map(|token| format!("token-{}", token.id))
        .collect();
    let rows = found.iter().zip(&ids).map(|(token, id)| Row {
        id,
        cells: vec![
            html! { b { (token.name) } },
            html! { (scope_words(words, &token.scopes)) },
            ago(me, token.created_at),
            html! { @if let Some(at) = token.used_at { (ago(me, at)) } @else { span.dim { (t::tokens_never(words)) } } },
            revocation(me, token),
        ],
        ..Row::default()
    });
    data_table(DataTable {
        id: "tokens",
        caption: t::tokens_title(words),
        columns: &columns,
        rows: rows.collect(),
        ..DataTable::default()
    })
}

fn scope_words(words: Words, scopes: &str) -> &'static str {
    if scopes.contains("admin") {
        t::tokens_scope_admin(words)
    } else if scopes.contains("write") {
        t::tokens_scope_write(words)
    } else {
        t::tokens_scope_read(words)
    }
}

fn revocation(me: &SignedIn, token: &Token) -> Markup {
    let hx = Hx {
        confirm: Some(t::tokens_revoke_ask(me.words)),
        ..Hx::default()
    };
    html! {
        form method="post" action={ "/tokens/" (token.id) "/revocation" } hx-confirm=[hx.confirm] {
            (csrf_field(&me.csrf))
            (button(Button { label: t::tokens_revoke(me.words), kind: ButtonKind::Danger, size: ButtonSize::Small, submit: true, ..Button::default() }))
        }
    }
}

fn form(me: &SignedIn, values: &[(String, String)], problems: &[Problem]) -> Markup {
    let words = me.words;
    let filled = Filled {
        words,
        values,
        problems,
    };
    let mut choices = vec![
        Choice {
            value: "read",
            label: t::tokens_scope_read(words),
        },
        Choice {
            value: "write",
            label: t::tokens_scope_write(words),
        },
    ];
    if matches!(me.ctx.actor.role, Role::Owner | Role::Admin) {
        choices.push(Choice {
            value: "admin",
            label: t::tokens_scope_admin(words),
        });
    }
    let chosen = if filled.value("scopes").is_empty() {
        "write"
    } else {
        filled.value("scopes")
    };
    html! {
        form.stack method="post" action="/tokens" hx-boost="false" {
            (csrf_field(&me.csrf))
            (filled.line(Line { name: "name", label: t::tokens_name(words), hint: Some(t::tokens_name_hint(words)), required: true, ..Line::default() }))
            (radios("scopes", t::tokens_scopes(words), &choices, chosen))
            div.row { (button(Button { label: t::tokens_new(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
        }
    }
}
