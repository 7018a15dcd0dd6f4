//! Rows that could not be taken in, as a form: mended where they stand and read in again. A row that is left empty stays
//! among those that failed.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::Error;
use quen_http::{SignedIn, problem};
use quen_service::imports::{self, Failure, Import, Mended, Options};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::csrf_field;
use quen_ui::panel::{Panel, panel};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::toast::problem_notice;
use quen_words::t;

use super::{found, outcome};
use crate::answers::{Answer, Refused, refused, see};
use crate::forms::Pairs;

/// Rows of the form at most; longer lists are mended in the downloaded file.
const ROWS: i64 = 20;

/// What was typed, and what was wrong with it.
#[derive(Default)]
pub struct Typed {
    pairs: Pairs,
    wrong: Option<String>,
}

/// Takes the form.
pub async fn retry(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let import = found(&me, &id).await?;
    match imports::retry(&me.ctx, import.id, &mended(&sent)).await {
        Ok(begun) => Ok(see(&format!("/imports/{}", begun.id))),
        Err(error @ Error::Invalid(_)) => {
            let typed = Typed {
                wrong: Some(problem::message(me.words, &error)),
                pairs: sent,
            };
            let page = outcome::draw(&me, &import, &typed).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

/// The rows of the form, `cell-ROW-PLACE`, without those that are empty.
fn mended(sent: &Pairs) -> Vec<Mended> {
    let mut rows: Vec<Mended> = Vec::new();
    for (name, value) in sent {
        let Some((row, place)) = name
            .strip_prefix("cell-")
            .and_then(|rest| rest.split_once('-'))
        else {
            continue;
        };
        let (Ok(row), Ok(place)) = (row.parse::<i64>(), place.parse::<usize>()) else {
            continue;
        };
        if place >= quen_service::imports::MAX_COLUMNS {
            continue;
        }
        if rows.last().is_none_or(|last| last.row != row) {
            let cells = Vec::new();
            rows.push(Mended { row, cells });
        }
        if let Some(last) = rows.last_mut() {
            if last.cells.len() <= place {
                last.cells.resize(place + 1, String::new());
            }
            if let Some(cell) = last.cells.get_mut(place) {
                value.clone_into(cell);
            }
        }
    }
    rows.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

/// The form; nothing for an import of which no row failed, or that cannot be taken further.
pub async fn form(me: &SignedIn, import: &Import, typed: &Typed) -> Result<Markup, Refused> {
    let words = me.words;
    if !matches!(import.state.as_str(), "done" | "cancelled") {
        return Ok(html! {});
    }
    let failed = imports::failed(&me.ctx, import.id, ROWS)
        .await
        .map_err(refused(me))?;
    if failed.is_empty() {
        return Ok(html! {});
    }
    let options: Options = serde_json::from_value(import.options.clone()).unwrap_or_default();
    let rest = import.failed - i64::try_from(failed.len()).unwrap_or_default();
    let send = Button {
        label: t::imports_mend_send(words),
        kind: ButtonKind::Primary,
        submit: true,
        ..Button::default()
    };
    let body = html! {
        form method="post" action={ "/imports/" (import.id) "/retry" } hx-boost="false" {
            (csrf_field(&me.csrf))
            (table(me, &options, &failed, typed))
            div.panel-body.stack {
                p.small.dim { (t::imports_mend_hint(words)) }
                @if rest > 0 { p.small.dim { (t::imports_mend_more(words, rest)) } }
                div.row { (button(send)) }
            }
        }
    };
    let shown = panel(Panel {
        title: t::imports_mend(words),
        body,
        flush: true,
        ..Panel::default()
    });
    Ok(html! {
        @if let Some(wrong) = &typed.wrong { (problem_notice(wrong)) }
        (shown)
    })
}

/// Columns that are read have a field to type in; the others travel along unseen.
fn table(me: &SignedIn, options: &Options, failed: &[Failure], typed: &Typed) -> Markup {
    let words = me.words;
    let is_read = |place: usize| {
        let column = options.columns.get(place);
        column.is_some_and(Option::is_some)
    };
    let read: Vec<usize> = (0..options.headings.len())
        .filter(|place| is_read(*place))
        .collect();
    let heading = |place: usize| options.headings.get(place).map_or("", String::as_str);
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns: Vec<Column<'_>> = [t::imports_row(words)]
        .into_iter()
        .chain(read.iter().map(|place| heading(*place)))
        .map(head)
        .collect();
    let row = |failure: &Failure| {
        let number = failure.row.to_string();
        let name = |place: usize| format!("cell-{number}-{place}");
        let value = |place: usize| {
            let name = name(place);
            let again = typed.pairs.iter().find(|(key, _)| *key == name);
            let before = failure.cells.get(place).map_or("", String::as_str);
            again.map_or(before, |(_, value)| value.as_str()).to_owned()
        };
        let unseen = (0..options.headings.len()).filter(|place| !is_read(*place));
        let mut cells = vec![html! {
            (number)
            @for place in unseen { input type="hidden" name=(name(place)) value=(value(place)); }
        }];
        cells.extend(read.iter().map(|place| {
            let label = t::imports_mend_cell(words, heading(*place), &number);
            html! { input.input name=(name(*place)) value=(value(*place)) aria-label=(label) autocomplete="off"; }
        }));
        Row {
            cells,
            ..Row::default()
        }
    };
    data_table(DataTable {
        id: "mending",
        caption: t::imports_mend_rows(words),
        columns: &columns,
        rows: failed.iter().map(row).collect(),
        keeps_shape: true,
        ..DataTable::default()
    })
}
