//! Data tables: a caption, sortable heads, rows the keyboard can walk, totals at the foot; cards on phones. A
//! table here is always a real table. Sorting is a link, so that the address holds it.

use maud::{Markup, html};

use crate::choice::{Check, check};
use crate::icon::{IconSize, icon_sized};

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// A column.
#[derive(Debug, Clone, Copy, Default)]
pub struct Column<'a> {
    /// Its head; the unit is said here, once.
    pub label: &'a str,
    /// Numbers stand at the end of the cell.
    pub number: bool,
    /// Address that sorts by it (or turns the order around).
    pub sort_href: Option<&'a str>,
    /// How it is sorted now.
    pub sorted: Option<Sort>,
    /// Left out on phones, where rows are cards.
    pub wide_only: bool,
    /// The head is for screen readers only, as over a column of buttons.
    pub label_hidden: bool,
    /// Pixels; as wide as its words when absent.
    pub width: Option<u32>,
}

/// Options of [`data_table`].
#[derive(Debug, Clone, Default)]
pub struct DataTable<'a> {
    /// Id of the body of rows, for refreshing with `innerMorph`.
    pub id: &'a str,
    /// What the table shows and in which order, for screen readers.
    pub caption: &'a str,
    /// Its columns.
    pub columns: &'a [Column<'a>],
    /// Its rows.
    pub rows: Vec<Row<'a>>,
    /// Totals, one cell for each column.
    pub totals: Option<Vec<Markup>>,
    /// Rows can be picked; the words of the box that picks all.
    pub pick_all: Option<&'a str>,
    /// Stays a table on phones and scrolls sideways; otherwise rows become cards.
    pub keeps_shape: bool,
    /// Height of the rows here: `compact`, `normal`, `roomy`.
    pub density: Option<&'a str>,
}

/// A row. The first cell leads: it holds the name, which is the link to the record.
#[derive(Debug, Clone, Default)]
pub struct Row<'a> {
    /// Id of the row, so that a refresh keeps focus and selection.
    pub id: &'a str,
    /// The value sent when it is picked; its box is named `id`.
    pub value: &'a str,
    /// Words of its box, with the record's name.
    pub pick: &'a str,
    /// Picked already.
    pub picked: bool,
    /// One cell for each column.
    pub cells: Vec<Markup>,
    /// Where each cell is edited, as far as it is; the key E and a double click lead there.
    pub edits: Vec<Option<String>>,
}

/// A table with its scrolling frame.
pub fn data_table(t: DataTable) -> Markup {
    html! {
        div.table-wrap tabindex="0" role="region" aria-label=(t.caption) {
            table.data-table.as-cards[!t.keeps_shape] data-density=[t.density] {
                caption.visually-hidden { (t.caption) }
                thead { (head(&t)) }
                tbody id=(t.id) { @for row in &t.rows { (table_row(&t, row)) } }
                @if let Some(totals) = &t.totals { tfoot { (foot(&t, totals)) } }
            }
        }
    }
}

/// One row, for answers that refresh a single record. Give it the options of its table, without rows.
pub fn table_row(t: &DataTable, row: &Row) -> Markup {
    html! {
        tr id=(row.id) data-row aria-selected=[t.pick_all.map(|_| row.picked)] {
            @if t.pick_all.is_some() {
                td.pick.wide-only {
                    (check(Check { name: "id", value: row.value, label: row.pick, label_hidden: true, checked: row.picked, ..Check::default() }))
                }
            }
            @for (n, (column, cell)) in t.columns.iter().zip(&row.cells).enumerate() {
                @let edit = row.edits.get(n).and_then(Option::as_deref);
                td.lead-cell[n == 0].number[column.number].wide-only[column.wide_only] data-edit-cell=[edit] { (cell) }
            }
        }
    }
}

fn head(t: &DataTable) -> Markup {
    html! {
        tr {
            @if let Some(label) = t.pick_all {
                th.pick scope="col" { (check(Check { label, label_hidden: true, ..Check::default() })) }
            }
            @for column in t.columns { (head_cell(column)) }
        }
    }
}

fn head_cell(column: &Column) -> Markup {
    let sorted = column.sorted.map(|sort| match sort {
        Sort::Ascending => ("ascending", "arrow-up"),
        Sort::Descending => ("descending", "arrow-down"),
    });
    let words = html! { span.visually-hidden[column.label_hidden] { (column.label) } };
    html! {
        th scope="col" .number[column.number] aria-sort=[sorted.map(|(word, _)| word)] style=[column.width.map(|width| format!("width:{width}px;min-width:{width}px"))] {
            @if let Some(href) = column.sort_href {
                a href=(href) { (words) @if let Some((_, arrow)) = sorted { (icon_sized(arrow, IconSize::Small)) } }
            } @else { (words) }
        }
    }
}

fn foot(t: &DataTable, totals: &[Markup]) -> Markup {
    html! {
        tr {
            @if t.pick_all.is_some() { td.pick {} }
            @for (column, total) in t.columns.iter().zip(totals) { td.number[column.number] { (total) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> String {
        let columns = [
            Column {
                label: "Tên",
                sort_href: Some("?sort=name"),
                ..Column::default()
            },
            Column {
                label: "Giá trị",
                number: true,
                sort_href: Some("?sort=-value"),
                sorted: Some(Sort::Descending),
                ..Column::default()
            },
        ];
        let row = Row {
            id: "party-7",
            value: "7",
            pick: "Chọn Lộc",
            cells: vec![html! { "<Lộc>" }, html! { "24,1" }],
            ..Row::default()
        };
        let totals = Some(vec![html! { "1" }, html! { "24,1" }]);
        data_table(DataTable {
            id: "parties",
            caption: "Khách",
            columns: &columns,
            rows: vec![row],
            totals,
            pick_all: Some("Chọn tất cả"),
            ..DataTable::default()
        })
        .into_string()
    }

    #[test]
    fn the_sorted_column_says_its_order_and_no_other() {
        let page = sample();
        assert_eq!(page.matches("aria-sort").count(), 1);
        assert!(page.contains("<th class=\"number\" scope=\"col\" aria-sort=\"descending\"><a href=\"?sort=-value\">"), "{page}");
    }

    #[test]
    fn every_line_has_as_many_cells_as_there_are_columns() {
        let page = sample();
        assert_eq!(
            page.matches("<th").count() - page.matches("<thead").count(),
            3
        );
        assert_eq!(page.matches("<td").count(), 6);
    }

    #[test]
    fn cells_are_escaped_and_boxes_named() {
        let page = sample();
        assert!(
            page.contains("&lt;Lộc&gt;") && page.contains("aria-label=\"Chọn Lộc\""),
            "{page}"
        );
        assert!(
            page.contains("id=\"party-7\" data-row aria-selected=\"false\""),
            "{page}"
        );
    }
}
