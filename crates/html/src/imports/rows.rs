//! What became of the rows that changed something: added or updated, and the record.

use maud::{Markup, html};
use quen_http::SignedIn;
use quen_service::imports::{self, Import, Outcome};
use quen_ui::badge::badge;
use quen_ui::panel::{Panel, panel};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tone::Tone;
use quen_words::t;

use crate::answers::{Refused, refused};
use crate::lists;

/// Rows shown; the API tells all of them.
const SHOWN: i64 = 50;

/// The panel; nothing when no row changed anything.
pub async fn panel_of(me: &SignedIn, import: &Import) -> Result<Markup, Refused> {
    let words = me.words;
    let first = imports::outcomes(&me.ctx, import.id, 0, SHOWN)
        .await
        .map_err(refused(me))?;
    if first.is_empty() {
        return Ok(html! {});
    }
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::imports_row(words)),
        head(t::imports_result(words)),
        head(t::imports_rows_record(words)),
    ];
    let rows = first.iter().map(|one| row(me, &import.kind, one)).collect();
    let table = data_table(DataTable {
        id: "rows",
        caption: t::imports_rows_caption(words),
        columns: &columns,
        rows,
        ..DataTable::default()
    });
    let shown = i64::try_from(first.len()).unwrap_or_default();
    let body = html! {
        (table)
        @if shown == SHOWN { p.small.dim { (t::imports_rows_first(words, shown)) } }
    };
    Ok(panel(Panel {
        title: t::imports_rows_title(words),
        body,
        flush: true,
        ..Panel::default()
    }))
}

fn row(me: &SignedIn, kind: &str, outcome: &Outcome) -> Row<'static> {
    let words = me.words;
    let number = outcome
        .row
        .map(|row| t::imports_row_number(words, &row.to_string()));
    let (label, tone) = match outcome.result.as_str() {
        "created" => (t::imports_created(words), Tone::Jade),
        _ => (t::imports_updated(words), Tone::Sky),
    };
    let noun = outcome.noun.as_str();
    let word = if noun == "records" { kind } else { noun };
    let href = lists::record_href(me, word, outcome.record_id);
    Row {
        cells: vec![
            html! { (number.unwrap_or_default()) },
            badge(label, tone),
            html! {
                @if let Some(href) = href { a href=(href) { (t::imports_rows_open(words)) } }
            },
        ],
        ..Row::default()
    }
}
