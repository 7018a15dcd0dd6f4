//! A bar chart over time, with targets as strokes and the unfinished period faded. Values below 0 draw nothing.

use maud::{Markup, html};

use super::{Plot, Tick, ink_of, round};

/// Options of [`bar_chart`].
#[derive(Debug, Clone, Default)]
pub struct BarChart<'a> {
    /// What the chart shows, in one sentence with its main figures.
    pub label: &'a str,
    /// The bars in order.
    pub bars: &'a [Bar<'a>],
    /// Lines across, with their words.
    pub ticks: Vec<Tick>,
    /// Width of the drawing in its own units; 0: 740. Narrow panels take 360, so that words keep their size.
    pub width: u16,
}

/// One bar.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bar<'a> {
    /// The word under it; may be empty when there are many.
    pub label: &'a str,
    /// Its value.
    pub value: f64,
    /// What was aimed at.
    pub target: Option<f64>,
    /// The period is not over.
    pub partial: bool,
    /// Words above it, for the one or two bars worth it.
    pub caption: Option<&'a str>,
    /// Colour 1 to 6; 0: the first.
    pub ink: u8,
}

/// Bars over a grid.
pub fn bar_chart(c: BarChart) -> Markup {
    let width = if c.width == 0 {
        740.0
    } else {
        f64::from(c.width)
    };
    let highest = c
        .bars
        .iter()
        .map(|b| b.value.max(b.target.unwrap_or(0.0)))
        .filter(|v| v.is_finite())
        .fold(0.0, f64::max);
    let plot = Plot::new(width, 210.0, &c.ticks, highest);
    html! {
        svg.chart viewBox={ "0 0 " (plot.width) " " (plot.height) } role="img" aria-label=(c.label) {
            (plot.grid(&c.ticks))
            @for (n, bar) in c.bars.iter().enumerate() { (one(&plot, bar, n, c.bars.len())) }
        }
    }
}

fn one(plot: &Plot, bar: &Bar, n: usize, count: usize) -> Markup {
    let part = (plot.width - plot.left) / count.max(1) as f64;
    let wide = round((part * 0.45).clamp(2.0, 40.0));
    let middle = plot.x(n, count);
    let left = round(middle - wide / 2.0);
    let top = plot.y(bar.value);
    html! {
        rect x=(left) y=(top) width=(wide) height=(round(plot.foot() - top)) rx="4"
            style={ "fill:" (ink_of(bar.ink)) @if bar.partial { ";opacity:.45" } } {}
        @if let Some(target) = bar.target {
            line x1=(round(left - 3.0)) x2=(round(left + wide + 3.0)) y1=(plot.y(target)) y2=(plot.y(target))
                style="stroke:var(--chart-2);stroke-width:2.5;stroke-linecap:round" {}
        }
        @if !bar.label.is_empty() { text x=(middle) y=(plot.height - 6.0) text-anchor="middle" { (bar.label) } }
        // Over the first bars the words would stand on those of the lines.
        @let (at, anchor) = if middle < plot.left + 40.0 { (left, "start") } else { (middle, "middle") };
        @if let Some(caption) = bar.caption { text.strong x=(at) y=(round(top - 8.0)) text-anchor=(anchor) { (caption) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_stands_on_the_foot_and_the_tallest_reaches_the_highest_line() {
        let bars = [
            Bar {
                label: "T1",
                value: 50.0,
                ..Bar::default()
            },
            Bar {
                label: "T2",
                value: 100.0,
                partial: true,
                ..Bar::default()
            },
        ];
        let ticks = vec![
            Tick {
                at: 0.0,
                label: "0".into(),
            },
            Tick {
                at: 100.0,
                label: "100".into(),
            },
        ];
        let page = bar_chart(BarChart {
            label: "Doanh thu <2 tháng>",
            bars: &bars,
            ticks,
            width: 0,
        })
        .into_string();
        // The plot is 210 high with 20 above and 24 below: 100 stands at 20, 50 at 103.
        assert!(
            page.contains("y=\"20\"")
                && page.contains("y=\"103\"")
                && page.contains("height=\"83\""),
            "{page}"
        );
        assert!(
            page.contains("role=\"img\" aria-label=\"Doanh thu &lt;2 tháng&gt;\""),
            "{page}"
        );
        assert_eq!(page.matches("opacity:.45").count(), 1);
    }

    #[test]
    fn no_bars_and_bad_values_still_draw() {
        let page = bar_chart(BarChart {
            label: "x",
            ..BarChart::default()
        })
        .into_string();
        assert!(!page.contains("NaN"), "{page}");
        let bars = [Bar {
            value: -5.0,
            ..Bar::default()
        }];
        let page = bar_chart(BarChart {
            label: "x",
            bars: &bars,
            ..BarChart::default()
        })
        .into_string();
        assert!(page.contains("height=\"0\""), "{page}");
    }
}
