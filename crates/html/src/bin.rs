//! The bin: what was thrown away, how many days are left, and the way back.

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use chrono::DateTime;
use maud::{Markup, html};
use quen_core::{Error, Noun, Permission};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::bins::{self, Binned, KINDS, PAGE};
use quen_ui::button::{Button, ButtonSize, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{Form, form};
use quen_ui::frame::padded;
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tabs::{Tab, tabs};
use quen_words::{Words, t};
use serde::Deserialize;

use crate::answers::{Answer, refused, see};
use crate::layout::{Page, page};
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

async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let words = me.words;
    let kind = asked.kind.as_deref().unwrap_or("parties");
    let noun = KINDS.into_iter().find(|noun| noun.plural() == kind);
    let noun = noun.ok_or_else(|| refused(&me)(Error::NotFound))?;
    let after = asked.after.as_deref().and_then(|text| {
        let (micros, id) = text.split_once('_')?;
        let at = DateTime::from_timestamp_micros(micros.parse().ok()?)?;
        Some((at, id.parse().ok()?))
    });
    let found = bins::list(&me.ctx, noun, after)
        .await
        .map_err(refused(&me))?;
    let all: Vec<(String, String, bool)> = KINDS
        .into_iter()
        .filter(|noun| may_see(&me, *noun))
        .map(|one| {
            let href = format!("/bin?kind={}", one.plural());
            (name(words, one).to_owned(), href, one == noun)
        })
        .collect();
    let all: Vec<Tab> = all
        .iter()
        .map(|(label, href, current)| Tab {
            label,
            href,
            current: *current,
            ..Tab::default()
        })
        .collect();
    let body = html! {
        div.stack {
            (tabs(t::bin_title(words), &all, None))
            p.mid { (kept(&me)) }
            @if found.is_empty() {
                (empty(Empty { title: Some(t::bin_empty(words)), text: html! { (t::bin_empty_text(words)) }, ..Empty::default() }))
            } @else { (table(&me, noun, &found)) }
            (next(words, noun, &found))
        }
    };
    Ok(page(
        &me,
        Page {
            title: t::bin_title(words),
            nav: "/bin",
            body: padded(body),
            ..Page::default()
        },
    )
    .into_response())
}

/// For how long the workspace keeps what was thrown away.
pub fn kept(me: &SignedIn) -> String {
    match i64::from(me.ctx.settings.bin_days) {
        0 => t::bin_kept(me.words).to_owned(),
        days => t::bin_text(me.words, days),
    }
}

fn table(me: &SignedIn, noun: Noun, found: &[Binned]) -> Markup {
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
    let row = |record: &Binned| {
        let what = if record.name.is_empty() {
            name(words, noun)
        } else {
            &record.name
        };
        let cells = vec![
            html! { strong { (what) } },
            times::ago(me, record.deleted_at),
            html! { @if let Some(days) = record.days_left { (t::bin_days(words, days)) } @else { "—" } },
            way_back(me, noun, record),
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

fn way_back(me: &SignedIn, noun: Noun, record: &Binned) -> Markup {
    if me.ctx.actor.may(right(noun)).is_err() {
        return html! {};
    }
    let action = format!("/bin/{}/{}/restoration", noun.plural(), record.id);
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

fn next(words: Words, noun: Noun, found: &[Binned]) -> Markup {
    let Some(last) = found.last().filter(|_| found.len() == PAGE) else {
        return html! {};
    };
    let micros = last.deleted_at.timestamp_micros();
    let href = format!("/bin?kind={}&after={micros}_{}", noun.plural(), last.id);
    button(Button {
        label: t::duplicates_next(words),
        href: Some(&href),
        ..Button::default()
    })
}

async fn restore(me: SignedIn, Path((kind, id)): Path<(String, String)>) -> Answer {
    let noun = Noun::from_plural(&kind).ok_or_else(|| refused(&me)(Error::NotFound))?;
    let id = parties::id(&me, &id)?;
    bins::take_out(&me.ctx, noun, id)
        .await
        .map_err(refused(&me))?;
    let back = match noun {
        Noun::Parties | Noun::Orders | Noun::Products => format!("/{kind}/{id}"),
        _ => format!("/bin?kind={kind}"),
    };
    Ok(see(&back))
}

fn may_see(me: &SignedIn, noun: Noun) -> bool {
    let right = match noun {
        Noun::Orders => Permission::OrdersRead,
        Noun::Tasks => Permission::TasksRead,
        Noun::Interactions => Permission::InteractionsRead,
        Noun::Products => Permission::ProductsRead,
        _ => Permission::PartiesRead,
    };
    me.ctx.actor.may(right).is_ok()
}

/// The right to take a record of this kind out.
fn right(noun: Noun) -> Permission {
    match noun {
        Noun::Orders => Permission::OrdersWrite,
        Noun::Tasks => Permission::TasksWrite,
        Noun::Interactions => Permission::InteractionsWrite,
        Noun::Products => Permission::ProductsWrite,
        _ => Permission::PartiesDelete,
    }
}

fn name(words: Words, noun: Noun) -> &'static str {
    match noun {
        Noun::Orders => t::nav_orders(words),
        Noun::Tasks => t::nav_tasks(words),
        Noun::Interactions => t::nav_interactions(words),
        Noun::Products => t::nav_products(words),
        _ => t::nav_people(words),
    }
}
