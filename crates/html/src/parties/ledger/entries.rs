//! The entries of a ledger, newest first, each with the way to its record.

use std::collections::HashMap;

use maud::{Markup, html};
use quen_core::benefits::Benefit;
use quen_core::fields::ListQuery;
use quen_core::ledger::{Entry, Way};
use quen_core::{Error, Result};
use quen_service::benefits::Benefits;
use quen_service::records::{self, Kind};
use quen_ui::badge::badge;
use quen_ui::button::{IconButton, icon_button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::csrf_field;
use quen_ui::panel::{Panel, panel};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tone::Tone;
use quen_words::t;
use uuid::Uuid;

use super::Look;
use crate::fields::said::{self, Said};
use crate::projects::minutes_in_words;
use crate::spoken;

/// Entries shown at once.
const SHOWN: usize = 100;

/// The panel; `may` says whether what was written by hand can be taken away.
pub(super) fn panel_of(look: &Look<'_>, may: bool) -> Markup {
    let words = look.me.words;
    let found = asked(look);
    let more = found.len().saturating_sub(SHOWN);
    let narrowed = look.way.is_some() || look.kind.is_some();
    let all = format!("{}?unit={}#entries", look.home(), look.ledger.unit.code());
    let body = html! {
        @if found.is_empty() { (empty(Empty { text: html! { (t::ledger_no_entries(words)) }, ..Empty::default() })) }
        @else { (table(look, &found, may)) }
        @if more > 0 { p.small.dim { (t::ledger_more(words, i64::try_from(more).unwrap_or(i64::MAX))) } }
    };
    panel(Panel {
        title: t::ledger_entries(words),
        id: Some("entries"),
        icon: Some("list"),
        end: narrowed.then(|| html! { a.see-all href=(all) { (t::action_show_all(words)) } }),
        body,
        flush: true,
        ..Panel::default()
    })
}

/// The entries that are asked for.
fn asked<'a>(look: &Look<'a>) -> Vec<&'a Entry> {
    let asked = |entry: &&Entry| {
        look.way.is_none_or(|way| entry.way == way)
            && look.kind.is_none_or(|kind| entry.kind == kind)
    };
    look.ledger.entries.iter().filter(asked).collect()
}

/// What those of the shown entries that were written by hand say in the workspace's own fields; nothing for who may not look.
///
/// # Errors
/// A broken database.
pub(super) async fn own(look: &Look<'_>) -> Result<HashMap<Uuid, Said>> {
    let catalogue = Benefits::catalogue(&look.me.ctx);
    let shown = asked(look).into_iter().take(SHOWN);
    let ids: Vec<Uuid> = shown
        .filter(|entry| entry.noun == Benefits::NOUN.plural())
        .map(|entry| entry.record_id)
        .collect();
    if ids.is_empty() || catalogue.fields.iter().all(|field| field.own.is_none()) {
        return Ok(HashMap::new());
    }
    let query = ListQuery {
        limit: ids.len(),
        ids: Some(ids),
        ..ListQuery::default()
    };
    let found = match records::list::<Benefits>(&look.me.ctx, &query).await {
        Err(Error::Forbidden(_)) => return Ok(HashMap::new()),
        found => found?.rows,
    };
    let all: Vec<&Benefit> = found.iter().collect();
    let said = said::of_records(look.me, &catalogue, &all, |_| true).await?;
    Ok(found.iter().map(|benefit| benefit.id).zip(said).collect())
}

fn table(look: &Look<'_>, found: &[&Entry], may: bool) -> Markup {
    let words = look.me.words;
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::ledger_what(words)),
        head(t::ledger_side(words)),
        head(t::ledger_on(words)),
        Column {
            number: true,
            ..head(t::ledger_worth(words))
        },
        Column {
            label_hidden: true,
            ..head(t::action_delete(words))
        },
    ];
    let rows = found.iter().take(SHOWN).map(|entry| Row {
        cells: vec![
            what(look, entry),
            side(look, entry.way),
            html! { (spoken::day(words, entry.on)) },
            worth(look, entry),
            html! { @if may && entry.noun == "benefits" { (remove(look, entry)) } },
        ],
        ..Row::default()
    });
    data_table(DataTable {
        id: "ledger",
        caption: t::ledger_entries_caption(words),
        columns: &columns,
        rows: rows.collect(),
        ..DataTable::default()
    })
}

fn what(look: &Look<'_>, entry: &Entry) -> Markup {
    let name = look.kind_name(&entry.kind);
    let text = match entry.noun.as_str() {
        "interactions" => spoken::choice(
            look.me.words,
            quen_core::Noun::Interactions,
            "kind",
            &entry.text,
        ),
        _ => entry.text.clone(),
    };
    html! {
        span.dim { (name) ": " }
        @match href(look, entry) { Some(href) => a.link href=(href) { (text) }, None => (text) }
        @if let Some(own) = look.own.get(&entry.record_id) { (said::line(own)) }
    }
}

/// Where the record behind an entry is.
fn href(look: &Look<'_>, entry: &Entry) -> Option<String> {
    let id = entry.record_id;
    match entry.noun.as_str() {
        "orders" => Some(format!("/orders/{id}")),
        "benefits" => Some(format!("/lists/benefits/records/{id}")),
        "facts" => Some(format!("/parties/{}/facts", look.party.id)),
        "promises" => Some(format!("/promises/{id}")),
        "parties" => Some(format!("/parties/{id}")),
        "interactions" => Some(format!("/parties/{}?only=talk#entry-{id}", look.party.id)),
        _ => None,
    }
}

fn side(look: &Look<'_>, way: Way) -> Markup {
    match way {
        Way::Given => badge(t::ledger_given(look.me.words), Tone::Persimmon),
        Way::Received => badge(t::ledger_received(look.me.words), Tone::Jade),
    }
}

fn worth(look: &Look<'_>, entry: &Entry) -> Markup {
    html! {
        @match (entry.amount, entry.minutes) {
            (Some(amount), _) => (look.money_full(amount)),
            (None, Some(minutes)) => (minutes_in_words(look.me.words, minutes)),
            (None, None) => span.dim { (t::ledger_unpriced(look.me.words)) },
        }
    }
}

fn remove(look: &Look<'_>, entry: &Entry) -> Markup {
    let words = look.me.words;
    let action = format!(
        "/parties/{}/benefits/{}/deletion",
        look.party.id, entry.record_id
    );
    html! {
        form.inline-form method="post" action=(action) hx-confirm=(t::ledger_remove_ask(words)) {
            (csrf_field(&look.me.csrf))
            (icon_button(IconButton { icon: "trash", label: &t::ledger_remove(words, &entry.text), small: true, submit: true, ..IconButton::default() }))
        }
    }
}
