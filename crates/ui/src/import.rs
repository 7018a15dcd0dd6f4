//! First run and import: steps, dropzone, mapping rows. Nothing is written until the last step, and the page
//! says so.

use maud::{Markup, html};

use crate::badge::badge;
use crate::field::{Select, bare_select};
use crate::icon::icon;
use crate::tone::Tone;

/// The steps of a way and where one is: those before `now` are done. `now` counts from 0.
pub fn steps(label: &str, names: &[&str], now: usize) -> Markup {
    html! {
        ol.steps aria-label=(label) {
            @for (n, name) in names.iter().enumerate() {
                li.done[n < now] aria-current=[(n == now).then_some("step")] { (name) }
            }
        }
    }
}

/// Options of [`dropzone`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Dropzone<'a> {
    /// Id of the file field.
    pub id: &'a str,
    /// Name of the value sent.
    pub name: &'a str,
    /// What to drop here.
    pub label: &'a str,
    /// Which files are taken, in words.
    pub hint: &'a str,
    /// Words of the button that chooses a file.
    pub choose: &'a str,
    /// Which files are taken, for the browser, such as `.xlsx,.csv`.
    pub accept: &'a str,
    /// Several at once.
    pub many: bool,
    /// What is wrong with the file.
    pub problem: Option<&'a str>,
}

/// A field for files: drop them or choose them. Its form needs `enctype="multipart/form-data"`.
pub fn dropzone(d: Dropzone) -> Markup {
    html! {
        div.dropzone data-dropzone {
            (icon("cloud-upload"))
            label.strong for=(d.id) { (d.label) }
            span.small.dim id={ (d.id) "-hint" } { (d.hint) }
            input.file id=(d.id) name=(d.name) type="file" accept=(d.accept) multiple[d.many] required
                aria-describedby={ (d.id) "-hint" } aria-invalid=[d.problem.map(|_| "true")];
            label.button.small for=(d.id) aria-hidden="true" { (d.choose) }
            output.small for=(d.id) data-chosen {}
            @if let Some(problem) = d.problem { span.problem role="alert" { (icon("alert-circle")) (problem) } }
            progress data-sent hidden max="100" value="0" aria-label=(d.label) {}
        }
    }
}

/// Options of [`map_row`].
#[derive(Debug, Clone, Copy, Default)]
pub struct MapRow<'a> {
    /// The column's head in the file.
    pub column: &'a str,
    /// Where it goes: label, name and choices of the field.
    pub into: Select<'a>,
    /// One of its values.
    pub sample: &'a str,
    /// How many were read, or what is doubtful.
    pub state: &'a str,
    /// Tone of that.
    pub tone: Tone,
}

/// Heads of the mapping, then its rows. `heads`: column in the file, into, example, read.
pub fn map_table(heads: [&str; 4], rows: &[MapRow]) -> Markup {
    let [column, into, sample, state] = heads;
    html! {
        div.map-row.head aria-hidden="true" { span { (column) } span {} span { (into) } span { (sample) } span.end { (state) } }
        @for row in rows { (map_row(*row)) }
    }
}

/// One column of the file and the field it goes into.
pub fn map_row(m: MapRow) -> Markup {
    html! {
        div.map-row {
            span.clip title=(m.column) { code { (m.column) } }
            span.dim { (icon("arrow-right")) }
            (bare_select(m.into))
            span.sample title=(m.sample) { (m.sample) }
            span.end { (badge(m.state, m.tone)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_step_is_current_and_those_before_are_done() {
        let page = steps("Các bước", &["Tệp", "Ghép cột", "Xong"], 1).into_string();
        assert!(
            page.contains(
                "<li class=\"done\">Tệp</li><li class=\"\" aria-current=\"step\">Ghép cột</li>"
            ),
            "{page}"
        );
    }

    #[test]
    fn what_stands_in_a_file_is_escaped() {
        let page = map_row(MapRow {
            column: "=cmd|'<x>'",
            sample: "<img>",
            state: "1",
            ..MapRow::default()
        })
        .into_string();
        assert!(!page.contains("<x>") && !page.contains("<img>"), "{page}");
    }
}
