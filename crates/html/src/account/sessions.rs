//! The browsers where somebody is signed in.

use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::Error;
use quen_core::sessions::browser;
use quen_http::SignedIn;
use quen_service::accounts::profile as acts;
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonSize, button};
use quen_ui::field::csrf_field;
use quen_ui::frame::padded;
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tone::Tone;
use quen_words::t;

use super::account_tabs;
use crate::answers::{Answer, refused, see};
use crate::forms::Asked;
use crate::layout::{Page, done, page};
use crate::times::ago;

/// Shows them.
pub(super) async fn list(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let words = me.words;
    let own = me.identity.session.as_ref().map(|session| session.id);
    let found = acts::sessions(&me.ctx).await.map_err(refused(&me))?;
    let several = found.len() > 1;
    let ids: Vec<String> = found
        .iter()
        .map(|session| format!("session-{}", session.id))
        .collect();
    let columns = [
        Column {
            label: t::sessions_browser(words),
            ..Column::default()
        },
        Column {
            label: t::sessions_address(words),
            ..Column::default()
        },
        Column {
            label: t::sessions_seen(words),
            ..Column::default()
        },
        Column {
            label: t::sessions_since(words),
            ..Column::default()
        },
        Column {
            label: t::sessions_end(words),
            label_hidden: true,
            ..Column::default()
        },
    ];
    let rows = found.iter().zip(&ids).map(|(session, id)| Row {
        id,
        cells: vec![
            html! { b { (name(&me, &session.user_agent)) } @if Some(session.id) == own { " " (badge(t::sessions_this(words), Tone::Jade)) } },
            html! { (session.address) },
            ago(&me, session.seen_at),
            ago(&me, session.created_at),
            html! { @if Some(session.id) != own { (act(&me, &format!("/sessions/{}/end", session.id), t::sessions_end(words))) } },
        ],
        ..Row::default()
    });
    let table = data_table(DataTable {
        id: "sessions",
        caption: t::sessions_title(words),
        columns: &columns,
        rows: rows.collect(),
        ..DataTable::default()
    });
    let body = html! {
        (account_tabs(&me, "/sessions"))
        (padded(html! {
            p.mid.lead { (t::sessions_lead(words)) }
            (table)
            @if several { div.row.after { (act(&me, "/sessions/end-others", t::sessions_end_others(words))) } }
        }))
    };
    let toasts = asked
        .get("done")
        .map(|_| done(t::sessions_ended(words)))
        .into_iter()
        .collect();
    Ok(page(
        &me,
        Page {
            title: t::sessions_title(words),
            body,
            toasts,
            ..Page::default()
        },
    )
    .into_response())
}

fn name(me: &SignedIn, user_agent: &str) -> String {
    match browser(user_agent) {
        ("", "") => t::sessions_unknown(me.words).to_owned(),
        (name, "") | ("", name) => name.to_owned(),
        (browser, system) => t::sessions_on(me.words, browser, system),
    }
}

fn act(me: &SignedIn, address: &str, label: &str) -> Markup {
    html! {
        form method="post" action=(address) {
            (csrf_field(&me.csrf))
            (button(Button { label, size: ButtonSize::Small, submit: true, ..Button::default() }))
        }
    }
}

/// Ends one.
pub(super) async fn end(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    acts::end_session(&me.ctx, id).await.map_err(refused(&me))?;
    Ok(see("/sessions?done=1"))
}

/// Ends all but this one.
pub(super) async fn end_others(me: SignedIn) -> Answer {
    let keep = me.identity.session.as_ref().map(|session| session.id);
    acts::end_other_sessions(&me.ctx, keep)
        .await
        .map_err(refused(&me))?;
    Ok(see("/sessions?done=1"))
}
