//! Heat maps: a grid with a number in every cell, in six steps of depth whose contrast is checked. Never
//! interpolate a colour behind text; choose a step.

use maud::{Markup, html};

/// Options of [`heat`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Heat<'a> {
    /// What the map shows, in one sentence.
    pub label: &'a str,
    /// Word over the row heads.
    pub corner: &'a str,
    /// Heads of the columns.
    pub columns: &'a [&'a str],
    /// The rows.
    pub rows: &'a [HeatRow<'a>],
    /// Cells are high and wide, for a map of few.
    pub roomy: bool,
}

/// A row.
#[derive(Debug, Clone, Copy, Default)]
pub struct HeatRow<'a> {
    /// Its head.
    pub head: &'a str,
    /// Its cells; fewer than columns leaves the rest empty.
    pub cells: &'a [HeatCell<'a>],
}

/// A cell.
#[derive(Debug, Clone, Copy, Default)]
pub struct HeatCell<'a> {
    /// The number in it.
    pub words: &'a str,
    /// 0 to 5; `None` is a cell that is not compared.
    pub level: Option<u8>,
    /// The customers behind it.
    pub href: Option<&'a str>,
}

/// A heat map as a table, so that it is read cell by cell.
pub fn heat(h: Heat) -> Markup {
    html! {
        div.scroll-x tabindex="0" role="region" aria-label=(h.label) {
            table.heat.roomy[h.roomy] {
                caption.visually-hidden { (h.label) }
                thead { tr { (corner(h.corner)) @for column in h.columns { th.axis scope="col" { (column) } } } }
                tbody {
                    @for row in h.rows {
                        tr { th.axis scope="row" { (row.head) } @for cell in row.cells { (one(cell)) } }
                    }
                }
            }
        }
    }
}

/// A head says something or is not a head.
fn corner(words: &str) -> Markup {
    html! { @if words.is_empty() { td {} } @else { th.axis scope="col" { (words) } } }
}

fn one(cell: &HeatCell) -> Markup {
    let level = cell
        .level
        .map_or_else(|| "none".to_owned(), |level| level.min(5).to_string());
    html! {
        td.cell data-level=(level) { @if let Some(href) = cell.href { a href=(href) { (cell.words) } } @else { (cell.words) } }
    }
}

/// The step of a value among five rising bounds: how many of them it reaches.
pub fn heat_level(value: f64, bounds: [f64; 5]) -> u8 {
    bounds
        .into_iter()
        .map(|bound| u8::from(value >= bound))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_counts_the_bounds_reached() {
        let bounds = [20.0, 35.0, 50.0, 65.0, 85.0];
        assert_eq!(
            [19.9, 20.0, 64.0, 90.0].map(|v| heat_level(v, bounds)),
            [0, 1, 3, 5]
        );
        assert_eq!(heat_level(f64::NAN, bounds), 0);
    }

    #[test]
    fn a_level_beyond_the_last_is_the_last_and_words_are_escaped() {
        let cells = [
            HeatCell {
                words: "<9>",
                level: Some(9),
                href: None,
            },
            HeatCell {
                words: "100",
                ..HeatCell::default()
            },
        ];
        let rows = [HeatRow {
            head: "T1",
            cells: &cells,
        }];
        let page = heat(Heat {
            label: "Lưới",
            columns: &["0", "1"],
            rows: &rows,
            ..Heat::default()
        })
        .into_string();
        assert!(
            page.contains("data-level=\"5\">&lt;9&gt;") && page.contains("data-level=\"none\">100"),
            "{page}"
        );
    }
}
