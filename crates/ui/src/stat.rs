//! Figures: stat tile, meter, ring, certainty, spark line, progress bar. The number is always written; the
//! drawing only repeats it. A tile says what changed and against what, and claims no false precision.

use std::fmt::Write as _;

use maud::{Markup, html};

use crate::tone::Tone;

/// Options of [`stat`].
#[derive(Debug, Clone, Default)]
pub struct Stat<'a> {
    /// What the figure is.
    pub name: &'a str,
    /// The figure, already formatted.
    pub figure: &'a str,
    /// Its unit, written small.
    pub unit: &'a str,
    /// What changed and against what, or the interval.
    pub note: Option<Markup>,
    /// A [`spark`] or [`ring`] at the lower end.
    pub drawing: Option<Markup>,
    /// Where the figure is explained.
    pub href: Option<&'a str>,
}

/// A tile with one figure.
pub fn stat(s: Stat) -> Markup {
    html! {
        div.stat {
            span.name { @if let Some(href) = s.href { a.cover href=(href) { (s.name) } } @else { (s.name) } }
            span.figure { (s.figure) @if !s.unit.is_empty() { small { (s.unit) } } }
            @if let Some(note) = s.note { span.note { (note) } }
            @if let Some(drawing) = s.drawing { (drawing) }
        }
    }
}

/// A row of tiles that swipes on phones; `label` names it.
pub fn stat_row(label: &str, tiles: Markup) -> Markup {
    html! { div.tiles.swipe tabindex="0" role="group" aria-label=(label) { (tiles) } }
}

/// A change for the better (`rise`) or the worse, coloured so; the words carry the sign.
pub fn change(label: &str, rise: bool) -> Markup {
    html! { span.rise[rise].fall[!rise] { (label) } }
}

/// A bar from 0 to 100 percent. Decorative: the number stands beside it.
pub fn meter(percent: u8, tone: Tone, width_px: Option<u16>) -> Markup {
    let width = width_px
        .map(|w| format!(";width:{w}px"))
        .unwrap_or_default();
    html! { span class={ "meter " (tone.class()) } style={ "--v:" (percent.min(100)) "%" (width) } aria-hidden="true" { i {} } }
}

/// An arc from 0 to 100 with something in the middle, usually the number.
pub fn ring(percent: u8, tone: Tone, inside: Markup) -> Markup {
    html! { span class={ "ring " (tone.class()) } style={ "--v:" (percent.min(100)) } { (inside) } }
}

/// The ring as the drawing of a [`stat`] tile.
pub fn ring_in_tile(percent: u8, tone: Tone, inside: Markup) -> Markup {
    html! { span class={ "ring spark " (tone.class()) } style={ "--v:" (percent.min(100)) } aria-hidden="true" { (inside) } }
}

/// How sure we are, in percent: a short bar and the number; the tone follows from the number.
pub fn sure(percent: u8) -> Markup {
    let tone = Tone::of_certainty(percent);
    html! { span class={ "sure " (tone.class()) } style={ "--v:" (percent.min(100)) "%" } { (percent.min(100)) "%" } }
}

/// A bar of work under way; `label` says what, `words` how far in words.
pub fn progress(label: &str, percent: u8, words: &str) -> Markup {
    let percent = percent.min(100);
    html! {
        div.progress role="progressbar" aria-label=(label) aria-valuemin="0" aria-valuemax="100"
            aria-valuenow=(percent) aria-valuetext=(words) {
            span.meter.tone-jade style={ "--v:" (percent) "%" } { i {} }
            span.small.dim { (words) }
        }
    }
}

/// Which chart colour a small line has: 1 for the usual, 4 for something being lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SparkInk {
    /// `--chart-1`.
    #[default]
    Usual,
    /// `--chart-4`.
    Losing,
}

/// The drawing of a tile: a line over an area, 72 by 26. Decorative; fewer than two values draw nothing.
pub fn spark(values: &[f64], ink: SparkInk) -> Markup {
    spark_sized(values, ink, (72.0, 26.0), true)
}

/// The drawing of a table cell: a line of 60 by 20.
pub fn spark_cell(values: &[f64], ink: SparkInk) -> Markup {
    spark_sized(values, ink, (60.0, 20.0), false)
}

fn spark_sized(
    values: &[f64],
    ink: SparkInk,
    (width, height): (f64, f64),
    in_tile: bool,
) -> Markup {
    let points = spark_points(values, width, height);
    let colour = match ink {
        SparkInk::Usual => "var(--chart-1)",
        SparkInk::Losing => "var(--chart-4)",
    };
    let mut line = String::new();
    for (x, y) in &points {
        let _ = write!(line, "{x:.1},{y:.1} ");
    }
    html! {
        @if let Some((last_x, last_y)) = points.last() {
            svg.spark[in_tile].mini[!in_tile] viewBox={ "0 0 " (width) " " (height) } aria-hidden="true" {
                @if in_tile {
                    polygon points={ "2," (height) " " (line) (width - 2.0) "," (height) } style={ "fill:" (colour) ";opacity:.12" } {}
                }
                polyline points=(line.trim_end()) style={ "fill:none;stroke:" (colour) ";stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round" } {}
                circle cx=(format!("{last_x:.1}")) cy=(format!("{last_y:.1}")) r="2.2" style={ "fill:" (colour) } {}
            }
        }
    }
}

/// Values scaled to the box, 2 px from the sides and 3 px from top and bottom; a flat line runs at the bottom.
fn spark_points(values: &[f64], width: f64, height: f64) -> Vec<(f64, f64)> {
    let finite: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    if finite.len() < 2 {
        return Vec::new();
    }
    let low = finite.iter().copied().fold(f64::INFINITY, f64::min);
    let high = finite.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let span = if high > low { high - low } else { 1.0 };
    let step = (width - 4.0) / (finite.len() - 1) as f64;
    let place = |(i, v): (usize, &f64)| {
        (
            2.0 + step * i as f64,
            height - 3.0 - (v - low) / span * (height - 6.0),
        )
    };
    finite.iter().enumerate().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_escapes_name_figure_and_unit() {
        let page = stat(Stat {
            name: "<a>",
            figure: "1<2",
            unit: "&",
            ..Stat::default()
        })
        .into_string();
        assert!(
            page.contains("&lt;a&gt;") && page.contains("1&lt;2<small>&amp;</small>"),
            "{page}"
        );
    }

    #[test]
    fn bars_stop_at_a_hundred_and_certainty_writes_its_number() {
        assert!(
            meter(140, Tone::Jade, None)
                .into_string()
                .contains("--v:100%")
        );
        let page = sure(64).into_string();
        assert!(
            page.contains("tone-amber") && page.ends_with(">64%</span>"),
            "{page}"
        );
    }

    #[test]
    fn a_spark_runs_from_bottom_left_to_top_right_when_values_rise() {
        let points = spark_points(&[1.0, 2.0, 3.0], 72.0, 26.0);
        assert_eq!(points, vec![(2.0, 23.0), (36.0, 13.0), (70.0, 3.0)]);
    }

    #[test]
    fn too_few_or_broken_values_draw_nothing_or_the_rest() {
        assert_eq!(spark(&[5.0], SparkInk::Usual).into_string(), "");
        assert_eq!(
            spark_points(&[f64::NAN, 1.0, f64::INFINITY, 1.0], 72.0, 26.0).len(),
            2
        );
    }

    #[test]
    fn progress_says_how_far() {
        let page = progress("Nhập tệp", 40, "400 trên 1.000 dòng").into_string();
        assert!(
            page.contains("aria-valuenow=\"40\"")
                && page.contains("aria-valuetext=\"400 trên 1.000 dòng\""),
            "{page}"
        );
    }
}
