//! The queue of customers that may be one: each pair with the reasons, to be compared and merged or told apart.

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::fields::Cursor;
use quen_core::parties::Party;
use quen_core::reasons::Reason;
use quen_core::{Error, Permission};
use quen_http::{SignedIn, reasons};
use quen_service::App;
use quen_service::duplicates::{self, Suggestion, Suggestions};
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{Form, form};
use quen_ui::frame::padded;
use quen_ui::panel::{Panel, panel};
use quen_ui::tabs::{Tab, tabs};
use quen_ui::tone::Tone;
use quen_words::t;
use serde::Deserialize;
use uuid::Uuid;

use crate::answers::{Answer, refused, see};
use crate::layout::{Page, done, page};
use crate::spoken;

/// Pairs of a page.
const PAGE: usize = 20;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/duplicates", get(show))
        .route("/duplicates/scans", post(scan))
        .route("/duplicates/{id}/dismissal", post(dismiss))
        .route("/duplicates/{id}/reopening", post(reopen))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    state: Option<String>,
    after: Option<String>,
    scanning: Option<String>,
}

async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let words = me.words;
    me.ctx
        .actor
        .may(Permission::PartiesMerge)
        .map_err(refused(&me))?;
    let state = asked.state.as_deref().unwrap_or("open");
    let after = asked.after.as_deref().map(Cursor::decode).transpose();
    let after = after.map_err(|_| refused(&me)(Error::invalid("after", "bad-cursor")))?;
    let found = duplicates::list(&me.ctx, state, after.as_ref(), PAGE)
        .await
        .map_err(refused(&me))?;
    let looked = duplicates::looked_until(&me.ctx)
        .await
        .map_err(refused(&me))?;
    let zone = me.ctx.settings.zone();
    let looked = looked.map(|at| t::duplicates_looked(words, &spoken::moment(words, zone, at)));
    let body = html! {
        (tabs(t::duplicates_title(words), &[Tab::new(t::duplicates_open(words), "/duplicates", state == "open"),
            Tab::new(t::duplicates_different(words), "/duplicates?state=different", state == "different")], None))
        @if found.pairs.is_empty() { (nothing(&me, state)) }
        @for pair in &found.pairs { (one(&me, pair)) }
        (next(&me, &found, state))
        @if let Some(looked) = looked { p.small.dim { (looked) } }
    };
    let toasts = asked.scanning.map(|_| done(t::duplicates_scanning(words)));
    let scan = form(Form {
        action: "/duplicates/scans",
        csrf: &me.csrf,
        body: button(Button {
            label: t::duplicates_scan(words),
            icon: Some("refresh"),
            submit: true,
            ..Button::default()
        }),
        ..Form::default()
    });
    Ok(page(
        &me,
        Page {
            title: t::duplicates_title(words),
            nav: "/duplicates",
            actions: scan,
            body: padded(html! { div.stack { (body) } }),
            toasts: toasts.into_iter().collect(),
            ..Page::default()
        },
    )
    .into_response())
}

fn nothing(me: &SignedIn, state: &str) -> Markup {
    let words = me.words;
    let (title, text) = if state == "open" {
        (t::duplicates_none(words), t::duplicates_none_text(words))
    } else {
        (
            t::duplicates_none_different(words),
            t::duplicates_none_different_text(words),
        )
    };
    empty(Empty {
        title: Some(title),
        text: html! { (text) },
        ..Empty::default()
    })
}

fn one(me: &SignedIn, pair: &Suggestion) -> Markup {
    let words = me.words;
    let (label, tone) = if pair.automatic {
        (t::duplicates_sure(words), Tone::Green)
    } else {
        (t::duplicates_maybe(words), Tone::Amber)
    };
    let title = format!("{} · {}", pair.one.name, pair.other.name);
    panel(Panel {
        title: &title,
        beside: Some(badge(label, tone)),
        body: html! {
            div.stack {
                div.columns.halves { (card(me, &pair.one)) (card(me, &pair.other)) }
                p.small { b { (t::duplicates_why(words)) ": " } (why(me, &pair.reasons)) }
            }
        },
        footer: Some(html! { div.row { (acts(me, pair)) } }),
        ..Panel::default()
    })
}

/// The reasons as one line.
pub fn why(me: &SignedIn, said: &[Reason]) -> String {
    let currency = me.ctx.settings.currency;
    let all = said
        .iter()
        .map(|reason| reasons::sentence(me.words, reason, currency));
    all.collect::<Vec<_>>().join(" · ")
}

fn card(me: &SignedIn, party: &Party) -> Markup {
    let words = me.words;
    let contacts = party.phones.iter().chain(&party.emails);
    let bought = spoken::money_short(words, party.standing.money(party.standing.spend));
    html! {
        div.stack.tight {
            a.link href={ "/parties/" (party.id) } { strong { (party.name) } }
            @for contact in contacts { span.small { (contact.display) } }
            @if let Some(code) = &party.tax_code { span.small { (t::field_parties_tax_code(words)) ": " (code) } }
            @if let Some(address) = &party.address { span.small.mid { (address.raw) } }
            span.small.dim { (t::field_parties_spend(words)) ": " (bought) }
        }
    }
}

fn acts(me: &SignedIn, pair: &Suggestion) -> Markup {
    let words = me.words;
    let compare = format!("/parties/{}/merge?loser={}", pair.one.id, pair.other.id);
    let decide = |verb: &str, label| {
        let action = format!("/duplicates/{}/{verb}", pair.id);
        form(Form {
            action: &action,
            csrf: &me.csrf,
            body: button(Button {
                label,
                size: ButtonSize::Small,
                submit: true,
                ..Button::default()
            }),
            ..Form::default()
        })
    };
    html! {
        (button(Button { label: t::duplicates_compare(words), kind: ButtonKind::Primary, size: ButtonSize::Small, href: Some(&compare), ..Button::default() }))
        @if pair.state == "open" { (decide("dismissal", t::duplicates_not_same(words))) }
        @else { (decide("reopening", t::duplicates_ask_again(words))) }
    }
}

fn next(me: &SignedIn, found: &Suggestions, state: &str) -> Markup {
    let Some(cursor) = &found.next else {
        return html! {};
    };
    let href = format!("/duplicates?state={state}&after={}", cursor.encode());
    button(Button {
        label: t::duplicates_next(me.words),
        href: Some(&href),
        ..Button::default()
    })
}

async fn scan(me: SignedIn) -> Answer {
    duplicates::request_scan(&me.ctx)
        .await
        .map_err(refused(&me))?;
    Ok(see("/duplicates?scanning=1"))
}

async fn dismiss(me: SignedIn, Path(id): Path<String>) -> Answer {
    duplicates::dismiss(&me.ctx, parsed(&me, &id)?)
        .await
        .map_err(refused(&me))?;
    Ok(see("/duplicates"))
}

async fn reopen(me: SignedIn, Path(id): Path<String>) -> Answer {
    duplicates::reopen(&me.ctx, parsed(&me, &id)?)
        .await
        .map_err(refused(&me))?;
    Ok(see("/duplicates?state=different"))
}

fn parsed(me: &SignedIn, id: &str) -> Result<Uuid, crate::answers::Refused> {
    id.parse().map_err(|_| refused(me)(Error::NotFound))
}
