//! A line chart: up to six series over the same steps, missing values as gaps, words at the end of a line
//! rather than a legend where there is room.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::{Plot, Tick, ink_of, round};

/// Options of [`line_chart`].
#[derive(Debug, Clone, Default)]
pub struct LineChart<'a> {
    /// What the chart shows, in one sentence with its main figures.
    pub label: &'a str,
    /// The words under the steps; empty ones are left out.
    pub steps: &'a [&'a str],
    /// The lines.
    pub series: &'a [Series<'a>],
    /// Lines across, with their words.
    pub ticks: Vec<Tick>,
    /// Width of the drawing in its own units; 0: 740.
    pub width: u16,
}

/// One line.
#[derive(Debug, Clone, Copy, Default)]
pub struct Series<'a> {
    /// One value for each step; `None` is a gap.
    pub values: &'a [Option<f64>],
    /// Colour 1 to 6; 0: the first.
    pub ink: u8,
    /// Dashed, for what is expected rather than seen.
    pub dashed: bool,
    /// The lower and upper ends of what is likely, one pair for each step.
    pub band: Option<&'a [Option<(f64, f64)>]>,
    /// Words at its last point.
    pub caption: Option<&'a str>,
    /// Words under that point rather than above it, beginning there: where another line ends near by.
    pub below: bool,
}

/// Lines over a grid.
pub fn line_chart(c: LineChart) -> Markup {
    let width = if c.width == 0 {
        740.0
    } else {
        f64::from(c.width)
    };
    let plot = Plot::new(width, 210.0, &c.ticks, highest(c.series));
    let count = c.steps.len();
    html! {
        svg.chart viewBox={ "0 0 " (plot.width) " " (plot.height) } role="img" aria-label=(c.label) {
            (plot.grid(&c.ticks))
            @for (n, step) in c.steps.iter().enumerate() {
                @if !step.is_empty() { text x=(plot.x(n, count)) y=(plot.height - 6.0) text-anchor="middle" { (step) } }
            }
            @for series in c.series { (one(&plot, series, count)) }
        }
    }
}

fn highest(series: &[Series]) -> f64 {
    let values = series
        .iter()
        .flat_map(|s| s.values.iter().flatten().copied());
    let bands = series
        .iter()
        .filter_map(|s| s.band)
        .flat_map(|b| b.iter().flatten().map(|(_, high)| *high));
    values
        .chain(bands)
        .filter(|v| v.is_finite())
        .fold(0.0, f64::max)
}

fn one(plot: &Plot, series: &Series, count: usize) -> Markup {
    let ink = ink_of(series.ink);
    let dash = if series.dashed {
        ";stroke-dasharray:5 4"
    } else {
        ""
    };
    let end = series
        .values
        .iter()
        .enumerate()
        .filter_map(|(n, v)| v.map(|v| (plot.x(n, count), plot.y(v))))
        .next_back();
    html! {
        @if let Some(band) = series.band { polygon points=(band_points(plot, band, count)) style={ "fill:" (ink) ";opacity:.14" } {} }
        path d=(path(plot, series.values, count))
            style={ "fill:none;stroke:" (ink) ";stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round" (dash) } {}
        @if let Some((x, y)) = end {
            circle cx=(x) cy=(y) r="3.5" style={ "fill:" (ink) } {}
            @if let Some(caption) = series.caption {
                @if series.below { text.strong x=(x) y=(round(y + 18.0)) text-anchor="start" { (caption) } }
                @else { text.strong x=(x) y=(round(y - 9.0)) text-anchor="end" { (caption) } }
            }
        }
    }
}

/// The line as path commands; a value after a gap starts anew.
fn path(plot: &Plot, values: &[Option<f64>], count: usize) -> String {
    let mut out = String::new();
    let mut pen_down = false;
    for (n, value) in values.iter().enumerate() {
        let Some(value) = value.filter(|v| v.is_finite()) else {
            pen_down = false;
            continue;
        };
        let _ = write!(
            out,
            "{}{} {} ",
            if pen_down { 'L' } else { 'M' },
            plot.x(n, count),
            plot.y(value)
        );
        pen_down = true;
    }
    out.trim_end().to_owned()
}

/// The band as a polygon: along the upper ends, back along the lower ones.
fn band_points(plot: &Plot, band: &[Option<(f64, f64)>], count: usize) -> String {
    let ends: Vec<(f64, f64, f64)> = band
        .iter()
        .enumerate()
        .filter_map(|(n, b)| b.map(|(low, high)| (plot.x(n, count), plot.y(low), plot.y(high))))
        .collect();
    let upper = ends.iter().map(|(x, _, high)| format!("{x},{high}"));
    let lower = ends.iter().rev().map(|(x, low, _)| format!("{x},{low}"));
    upper.chain(lower).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_lifts_the_pen() {
        let plot = Plot {
            width: 40.0,
            height: 144.0,
            left: 0.0,
            top: 100.0,
        };
        let values = [Some(0.0), Some(100.0), None, Some(50.0)];
        assert_eq!(path(&plot, &values, 4), "M5 120 L15 20 M35 70");
    }

    #[test]
    fn a_band_goes_there_and_back() {
        let plot = Plot {
            width: 20.0,
            height: 144.0,
            left: 0.0,
            top: 100.0,
        };
        assert_eq!(
            band_points(&plot, &[Some((0.0, 50.0)), Some((50.0, 100.0))], 2),
            "5,70 15,20 15,70 5,120"
        );
    }

    #[test]
    fn the_sentence_and_words_are_escaped() {
        let series = [Series {
            values: &[Some(1.0)],
            caption: Some("<a>"),
            ..Series::default()
        }];
        let page = line_chart(LineChart {
            label: "\"x\"",
            steps: &["<T1>"],
            series: &series,
            ..LineChart::default()
        })
        .into_string();
        assert!(
            page.contains("aria-label=\"&quot;x&quot;\"")
                && page.contains("&lt;T1&gt;")
                && page.contains("&lt;a&gt;"),
            "{page}"
        );
    }
}
