//! How the first rows of a file will be read: each with its cells, what is wrong with it, and what it says of a payment. Nothing is
//! written here.

use chrono::NaiveDate;
use maud::{Markup, html};
use quen_core::Money;
use quen_http::SignedIn;
use quen_service::imports::{self, Inspection, Pays, Preview};
use quen_ui::badge::badge;
use quen_ui::panel::{Panel, panel};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tone::Tone;
use quen_words::t;

use crate::spoken;

/// The rows with what is wrong with each, and with what it says of a payment.
pub(super) fn panel_of(me: &SignedIn, seen: &Inspection, rows: &[Preview]) -> Markup {
    let words = me.words;
    let titles: Vec<&str> = seen
        .headings
        .iter()
        .map(|heading| heading.title.as_str())
        .collect();
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns: Vec<Column<'_>> = [t::imports_row(words), t::imports_heads_state(words)]
        .into_iter()
        .chain(titles)
        .map(head)
        .collect();
    let row = |row: &Preview| {
        let mut cells = vec![html! { (row.row) }, verdict(me, row)];
        cells.extend(
            (0..seen.headings.len())
                .map(|place| html! { (row.cells.get(place).map_or("", String::as_str)) }),
        );
        Row {
            cells,
            ..Row::default()
        }
    };
    let rows = rows.iter().map(row).collect();
    let table = data_table(DataTable {
        id: "preview",
        caption: t::imports_preview_caption(words),
        columns: &columns,
        rows,
        keeps_shape: true,
        ..DataTable::default()
    });
    panel(Panel {
        title: t::imports_preview_title(words),
        id: Some("preview-panel"),
        body: table,
        flush: true,
        ..Panel::default()
    })
}

fn verdict(me: &SignedIn, row: &Preview) -> Markup {
    let words = me.words;
    html! {
        @if row.problems.is_empty() { (badge(t::imports_row_good(words), Tone::Jade)) }
        @if let Some(pays) = row.pays.as_ref().filter(|_| row.problems.is_empty()) { " " span.small.dim { (paid(me, pays)) } }
        @for fault in &row.problems {
            span.problem { @if !fault.column.is_empty() { (fault.column) ": " } (imports::sentence(words, fault)) " " }
        }
    }
}

/// What will be noted as paid, or that nothing will.
fn paid(me: &SignedIn, pays: &Pays) -> String {
    let words = me.words;
    let money = |amount: i64| spoken::money(words, Money::new(amount, me.ctx.settings.currency));
    let day = |day: NaiveDate| spoken::day(words, day);
    match pays {
        Pays::Came(amount, Some(on)) => t::imports_row_paid_on(words, &money(*amount), &day(*on)),
        Pays::Came(amount, None) => t::imports_row_paid(words, &money(*amount)),
        Pays::All(Some(on)) => t::imports_row_paid_all_on(words, &day(*on)),
        Pays::All(None) => t::imports_row_paid_all(words).to_owned(),
        Pays::Owed(debt) => t::imports_row_owed(words, &money(*debt)),
        Pays::Nothing => t::imports_row_unpaid(words).to_owned(),
    }
}
