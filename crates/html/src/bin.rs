//! The bin: what was thrown away, how many days are left, and the way back.

use std::collections::HashMap;

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use chrono::DateTime;
use maud::{Markup, html};
use quen_core::Error;
use quen_http::SignedIn;
use quen_service::App;
use quen_service::bins::{Binned, PAGE};
use quen_service::lists::{self, AnyKind};
use quen_service::parties::names;
use quen_ui::button::{Button, ButtonSize, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{Form, form};
use quen_ui::frame::padded;
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tabs::{Tab, tabs};
use quen_words::{Words, t};
use serde::Deserialize;
use uuid::Uuid;

use crate::answers::{Answer, Refused, refused, see};
use crate::layout::{Page, page};
use crate::lists::{record_href, title};
use crate::{parties, times};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/bin", get(show))
        .route("/bin/{kind}/{id}/restoration", post(restore))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    kind: Option<String>,
    /// Microseconds and id of the last record seen.
    after: Option<String>,
}

/// The bins that somebody may look into.
fn places(me: &SignedIn) -> Vec<AnyKind> {
    let allowed = |kind: &AnyKind| me.ctx.actor.may(kind.read).is_ok();
    let all = lists::of_workspace(&me.ctx).into_iter();
    all.filter(allowed).collect()
}

/// The bin of the kind in the address.
fn at(me: &SignedIn, word: &str) -> Result<AnyKind, Refused> {
    let place = places(me).into_iter().find(|place| place.word() == word);
    place.ok_or_else(|| refused(me)(Error::NotFound))
}

async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let here = at(&me, asked.kind.as_deref().unwrap_or("parties"))?;
    let words = me.words;
    let after = asked.after.as_deref().and_then(|text| {
        let (micros, id) = text.split_once('_')?;
        let at = DateTime::from_timestamp_micros(micros.parse().ok()?)?;
        Some((at, id.parse().ok()?))
    });
    let found = here.in_bin(&me.ctx, after).await.map_err(refused(&me))?;
    let parties = found.iter().filter_map(|record| record.party_id);
    let names = names(&me.ctx, parties).await.map_err(refused(&me))?;
    let body = html! {
        div.stack {
            (all(&me, &here))
            p.mid { (kept(&me)) }
            @if found.is_empty() {
                (empty(Empty { title: Some(t::bin_empty(words)), text: html! { (t::bin_empty_text(words)) }, ..Empty::default() }))
            } @else { (table(&me, &here, &found, &names)) }
            (next(words, &here, &found))
        }
    };
    let shown = page(
        &me,
        Page {
            title: t::bin_title(words),
            nav: "/bin",
            body: padded(body),
            ..Page::default()
        },
    );
    Ok(shown.into_response())
}

fn all(me: &SignedIn, here: &AnyKind) -> Markup {
    let places = places(me);
    let named: Vec<(String, String)> = places
        .iter()
        .map(|place| {
            (
                title(me, place.word()),
                format!("/bin?kind={}", place.word()),
            )
        })
        .collect();
    let all: Vec<Tab> = places
        .iter()
        .zip(&named)
        .map(|(place, (label, href))| Tab::new(label, href, place.word() == here.word()))
        .collect();
    tabs(t::bin_title(me.words), &all, None)
}

/// For how long the workspace keeps what was thrown away.
pub fn kept(me: &SignedIn) -> String {
    match i64::from(me.ctx.settings.bin_days) {
        0 => t::bin_kept(me.words).to_owned(),
        days => t::bin_text(me.words, days),
    }
}

fn table(me: &SignedIn, here: &AnyKind, found: &[Binned], names: &HashMap<Uuid, String>) -> Markup {
    let words = me.words;
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::bin_what(words)),
        Column {
            wide_only: true,
            ..head(t::bin_when(words))
        },
        head(t::bin_left(words)),
        Column {
            label_hidden: true,
            ..head(t::action_restore(words))
        },
    ];
    let kind = title(me, here.word());
    let row = |record: &Binned| {
        let what = if record.name.is_empty() {
            &kind
        } else {
            &record.name
        };
        let party = record.party_id.and_then(|party| names.get(&party));
        let cells = vec![
            html! { strong { (what) } @if let Some(party) = party { " " span.small.mid { (party) } } },
            times::ago(me, record.deleted_at),
            html! { @if let Some(days) = record.days_left { (t::bin_days(words, days)) } @else { "—" } },
            way_back(me, here, record),
        ];
        Row {
            cells,
            ..Row::default()
        }
    };
    data_table(DataTable {
        id: "bin",
        caption: t::bin_title(words),
        columns: &columns,
        rows: found.iter().map(row).collect(),
        ..DataTable::default()
    })
}

fn way_back(me: &SignedIn, here: &AnyKind, record: &Binned) -> Markup {
    if me.ctx.actor.may(here.delete).is_err() {
        return html! {};
    }
    let action = format!("/bin/{}/{}/restoration", here.word(), record.id);
    form(Form {
        action: &action,
        csrf: &me.csrf,
        body: button(Button {
            label: t::action_restore(me.words),
            icon: Some("arrow-back-up"),
            size: ButtonSize::Small,
            submit: true,
            ..Button::default()
        }),
        ..Form::default()
    })
}

fn next(words: Words, here: &AnyKind, found: &[Binned]) -> Markup {
    let Some(last) = found.last().filter(|_| found.len() == PAGE) else {
        return html! {};
    };
    let micros = last.deleted_at.timestamp_micros();
    let href = format!("/bin?kind={}&after={micros}_{}", here.word(), last.id);
    button(Button {
        label: t::duplicates_next(words),
        href: Some(&href),
        ..Button::default()
    })
}

async fn restore(me: SignedIn, Path((kind, id)): Path<(String, String)>) -> Answer {
    let here = at(&me, &kind)?;
    let id = parties::id(&me, &id)?;
    here.take_out(&me.ctx, id).await.map_err(refused(&me))?;
    let back = record_href(&me, &kind, id).unwrap_or_else(|| format!("/bin?kind={kind}"));
    Ok(see(&back))
}
