//! What colleagues set for themselves: profile, password, sessions, tokens.

mod keys;
mod profile;
mod sessions;
mod tokens;

use axum::Router;
use axum::routing::{get, post};
use maud::Markup;
use quen_core::Permission;
use quen_http::SignedIn;
use quen_service::App;
use quen_ui::list::view_bar;
use quen_ui::tabs::{Tab, tabs};
use quen_words::t;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/account", get(profile::show).post(profile::rename))
        .route("/account/keys", get(keys::show).post(keys::save))
        .route("/account/password", post(profile::change_password))
        .route("/sessions", get(sessions::list))
        .route("/sessions/end-others", post(sessions::end_others))
        .route("/sessions/{id}/end", post(sessions::end))
        .route("/tokens", get(tokens::list).post(tokens::create))
        .route("/tokens/{id}/revocation", post(tokens::revoke))
}

/// The tabs of these pages.
fn account_tabs(me: &SignedIn, current: &str) -> Markup {
    let words = me.words;
    let tab = |href, label| Tab::new(label, href, href == current);
    let mut all = vec![
        tab("/account", t::account_profile(words)),
        tab("/account/keys", t::keys_title(words)),
        tab("/sessions", t::sessions_title(words)),
    ];
    if me.ctx.actor.may(Permission::TokensManage).is_ok() {
        all.push(tab("/tokens", t::tokens_title(words)));
    }
    view_bar(tabs(t::account_title(words), &all, None), None)
}
