//! Settings of the workspace: general, logo, mail server, suggestions. Each act re-checks its right; a page shows what its reader
//! may change.

mod clash;
mod contact;
mod general;
mod logo;
mod mail;
mod stages;
mod suggestions;

pub use logo::address as logo_address;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::Permission;
use quen_http::SignedIn;
use quen_service::App;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::csrf_field;
use quen_ui::frame::padded;
use quen_ui::list::view_bar;
use quen_ui::tabs::{Tab, tabs};
use quen_words::t;

use crate::layout::{Page, page};

/// Bytes of an upload with its wrapping at most; a logo has 512 KB.
const MAX_UPLOAD: usize = 1024 * 1024;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/settings", get(general::show).post(general::update))
        .route(
            "/settings/logo",
            post(logo::upload).layer(DefaultBodyLimit::max(MAX_UPLOAD)),
        )
        .route("/settings/logo/removal", post(logo::remove))
        .route("/settings/logo/{id}", get(logo::picture))
        .route(
            "/settings/contact",
            get(contact::show).post(contact::update),
        )
        .route("/settings/contact/wordings", post(contact::word))
        .route("/settings/mail", get(mail::show).post(mail::update))
        .route("/settings/stages", get(stages::show).post(stages::update))
        .route(
            "/settings/suggestions",
            get(suggestions::show).post(suggestions::update),
        )
        .route("/settings/suggestions/removal", post(suggestions::remove))
        .route("/settings/suggestions/test", post(suggestions::test))
        .route("/settings/mail/removal", post(mail::remove))
        .route("/settings/mail/test", post(mail::test))
}

/// The tabs of the settings, as far as the reader may go.
pub fn settings_tabs(me: &SignedIn, current: &str) -> Markup {
    let words = me.words;
    let tab = |href, label| Tab::new(label, href, href == current);
    let mut all = Vec::new();
    if me.ctx.actor.may(Permission::SettingsManage).is_ok() {
        all.push(tab("/settings", t::settings_general(words)));
        all.push(tab("/settings/fields", t::fields_title(words)));
        all.push(tab("/settings/kinds", t::kinds_title(words)));
        all.push(tab("/settings/mail", t::settings_mail(words)));
        all.push(tab("/settings/contact", t::contact_title(words)));
        all.push(tab("/settings/stages", t::rules_title(words)));
        all.push(tab("/settings/suggestions", t::suggester_title(words)));
    }
    all.push(tab("/users", t::settings_users(words)));
    all.push(tab("/teams", t::settings_teams(words)));
    if me.ctx.actor.may(Permission::JobsManage).is_ok() {
        all.push(tab("/jobs", t::settings_jobs(words)));
    }
    view_bar(tabs(t::settings_title(words), &all, None), None)
}

/// A page of the settings: the tabs, a sentence that leads in, what it is about.
fn sheet(
    me: &SignedIn,
    path: &str,
    (title, lead): (&str, &str),
    body: Markup,
    toasts: Vec<Markup>,
) -> Markup {
    let body = html! {
        (settings_tabs(me, path))
        (padded(html! { div.form-page { p.mid.lead { (lead) } (body) } }))
    };
    let whole = Page {
        title,
        body,
        toasts,
        ..Page::default()
    };
    page(me, whole)
}

/// A form of one button; `confirm` is asked before it is sent.
fn one_act(
    me: &SignedIn,
    action: &str,
    label: &str,
    kind: ButtonKind,
    confirm: Option<&str>,
) -> Markup {
    html! {
        form method="post" action=(action) hx-confirm=[confirm] {
            (csrf_field(&me.csrf))
            (button(Button { label, kind, submit: true, ..Button::default() }))
        }
    }
}
