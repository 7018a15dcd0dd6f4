//! The table of a list: heads that sort, rows that can be picked and edited in place, figures at the foot, older and newer.

use maud::{Markup, html};
use quen_core::Money;
use quen_core::fields::{Field, FieldType, FieldValue, unindexed};
use quen_service::lists::{Line, Totals};
use quen_ui::field::csrf_field;
use quen_ui::list::{Pager, pager};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_words::t;

use super::asked::Asked;
use super::columns::{self, Chosen};
use super::page::List;
use super::{bulk, inline, shape};
use crate::spoken;

/// The table with its pager, in the form that sends picked rows.
pub fn draw(list: &List<'_>) -> Markup {
    html! {
        form.list-form id="picked" method="post" action={ "/lists/" (list.shape.word()) "/bulk" } {
            (csrf_field(&list.me.csrf))
            @for (name, value) in list.asked.clone().first_page().pairs() { input type="hidden" name=(name) value=(value); }
            (rows(list, "rows", None, &list.found.rows, list.totals.as_ref()))
            (bulk::bar(list))
        }
        (pages(list))
    }
}

/// A table of these rows; `id` is the body's, `part` tells it from its neighbours on the page.
pub fn rows(
    list: &List<'_>,
    id: &str,
    part: Option<&str>,
    lines: &[Line],
    totals: Option<&Totals>,
) -> Markup {
    let words = list.me.words;
    let whole = t::lists_caption(words, &list.shape.title);
    let caption = part.map_or_else(|| whole.clone(), |part| format!("{whole}: {part}"));
    let lead = columns::lead(list.shape, list.catalogue);
    let labels: Vec<(String, Option<String>)> = list
        .columns
        .iter()
        .map(|column| (column.label(words), columns::sort_href(column, list.asked)))
        .collect();
    let mut heads: Vec<Column> = list
        .columns
        .iter()
        .zip(&labels)
        .zip(columns::on_cards(list.shape, &list.columns))
        .map(|((column, (label, href)), on_cards)| {
            columns::head(column, label, href.as_deref(), list.asked, on_cards)
        })
        .collect();
    let acts: Vec<Option<Markup>> = lines.iter().map(|line| act(list, line)).collect();
    let has_acts = acts.iter().any(Option::is_some);
    if has_acts {
        heads.push(Column {
            label: t::lists_acts(words),
            label_hidden: true,
            ..Column::default()
        });
    }
    let named: Vec<Named> = lines
        .iter()
        .map(|line| Named::new(list, line, lead))
        .collect();
    let drawn = lines
        .iter()
        .zip(&named)
        .zip(acts)
        .map(|((line, named), act)| {
            let mut cells = cells(list, line, lead);
            if has_acts {
                cells.push(act.unwrap_or_default());
            }
            Row {
                id: &named.id,
                value: &named.value,
                pick: &named.pick,
                cells,
                edits: inline::edits(list, line),
                ..Row::default()
            }
        });
    let foot = totals.map(|totals| foot(list, totals, has_acts));
    data_table(DataTable {
        id,
        caption: &caption,
        columns: &heads,
        rows: drawn.collect(),
        totals: foot,
        pick_all: bulk::may_pick(list).then(|| t::lists_pick_all(words)),
        density: Some(list.asked.state.density.code()),
        ..DataTable::default()
    })
}

/// Id, value and label of a row.
struct Named {
    id: String,
    value: String,
    pick: String,
}

impl Named {
    fn new(list: &List<'_>, line: &Line, lead: Option<&Field>) -> Self {
        let title = list.cells().title(lead, line);
        Self {
            id: format!("row-{}", line.id),
            value: line.id.to_string(),
            pick: t::lists_pick(list.me.words, &title),
        }
    }
}

fn cells(list: &List<'_>, line: &Line, lead: Option<&Field>) -> Vec<Markup> {
    let cells = list.cells();
    let one = |column: &Chosen| cells.cell(column, line, lead);
    list.columns.iter().map(one).collect()
}

fn act(list: &List<'_>, line: &Line) -> Option<Markup> {
    let done = !line.get("done_at").is_empty();
    let back = list.asked.href();
    shape::row_act(list.me, list.shape.noun(), line.id, done, (&back, true))
}

/// The figures of all rows, not of this page alone; sums are left out when there are more rows than were counted.
fn foot(list: &List<'_>, totals: &Totals, has_acts: bool) -> Vec<Markup> {
    let words = list.me.words;
    let summed: Vec<&Field> = list
        .columns
        .iter()
        .filter_map(Chosen::field)
        .filter(|field| list.kind.sums(field))
        .collect();
    let sum_of = |field: &Field| {
        let place = summed.iter().position(|other| other.name == field.name)?;
        totals.sums.get(place).copied().flatten()
    };
    let cell = |(place, column): (usize, &Chosen)| {
        let sum = column
            .field()
            .and_then(|field| Some((field, sum_of(field)?)));
        match sum {
            _ if place == 0 => {
                let count = list.count().unwrap_or_default();
                html! { b { (count) } " " span.dim { (t::lists_rows(words)) } }
            }
            Some(_) if totals.capped => html! {},
            Some((field, sum)) => {
                html! { span.dim { (t::lists_sum(words)) " " } b { (said(list, field, sum)) } }
            }
            None => html! {},
        }
    };
    let mut cells: Vec<Markup> = list.columns.iter().enumerate().map(cell).collect();
    if has_acts {
        cells.push(html! {});
    }
    cells
}

/// A sum as people read it.
pub fn said(list: &List<'_>, field: &Field, sum: i64) -> String {
    let words = list.me.words;
    if field.kind == FieldType::Money {
        return spoken::money_short(words, Money::new(sum, list.me.ctx.settings.currency));
    }
    match unindexed(&field.kind, sum, list.me.ctx.settings.currency) {
        FieldValue::Decimal(sum) => sum.normalize().to_string(),
        _ => words.number(sum),
    }
}

fn pages(list: &List<'_>) -> Markup {
    let words = list.me.words;
    let newer = list.asked.clone().first_page().href();
    let older = list.found.next.as_ref().map(|next| {
        Asked {
            cursor: next.encode(),
            ..list.asked.clone()
        }
        .href()
    });
    pager(Pager {
        label: t::parties_pages(words),
        newer: Some((t::parties_first_page(words), newer.as_str()))
            .filter(|_| !list.asked.cursor.is_empty()),
        older: older
            .as_deref()
            .map(|href| (t::parties_next_page(words), href)),
        position: "",
    })
}
