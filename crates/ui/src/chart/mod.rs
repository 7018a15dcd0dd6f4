//! Charts drawn on the server as SVG: no script, printable, coloured by the stylesheet. Each is `role="img"`
//! with a sentence that says what it shows; a table of the same figures is one click away.

mod bars;
mod heat;
mod lines;
mod shares;
mod sides;

use maud::{Markup, html};

pub use bars::{Bar, BarChart, bar_chart};
pub use heat::{Heat, HeatCell, HeatRow, heat, heat_level};
pub use lines::{LineChart, Series, line_chart};
pub use shares::{Share, StageShare, share_list, stage_shares};
pub use sides::{Pair, TwoSided, two_sided};

/// A line across the plot and the words at its end. The words are formatted by the caller.
#[derive(Debug, Clone, Default)]
pub struct Tick {
    /// The value it stands at.
    pub at: f64,
    /// The words beside it.
    pub label: String,
}

/// Round values from 0 to at least `highest`, about `count` of them (1, 2, 4 or 5 times a power of ten apart).
/// Nothing to show gives 0 and 1.
pub fn round_ticks(highest: f64, count: u8) -> Vec<f64> {
    if !highest.is_finite() || highest <= 0.0 {
        return vec![0.0, 1.0];
    }
    let rough = highest / f64::from(count.max(1));
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 4.0, 5.0, 10.0]
        .into_iter()
        .map(|m| m * power)
        .find(|s| *s >= rough * 0.999)
        .unwrap_or(power);
    let last = (highest / step - 1e-9).ceil() as u32;
    (0..=last).map(|n| step * f64::from(n)).collect()
}

/// One entry of a [`legend`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Key<'a> {
    /// Colour 1 to 6.
    pub ink: u8,
    /// What it stands for.
    pub label: &'a str,
    /// Drawn as a stroke rather than a block.
    pub stroke: bool,
}

/// What the colours of a chart stand for.
pub fn legend(keys: &[Key]) -> Markup {
    html! {
        div.legend { @for key in keys { span { i.line[key.stroke] style={ "--k:" (ink_of(key.ink)) } {} (key.label) } } }
    }
}

/// The figures behind a chart, folded away under `summary`.
pub fn figures(summary: &str, heads: &[&str], rows: &[Vec<String>]) -> Markup {
    html! {
        details.figures {
            summary.link.small { (summary) }
            div.scroll-x tabindex="0" role="region" aria-label=(summary) {
                table.data-table {
                    thead { tr { @for (n, head) in heads.iter().enumerate() { th.number[n > 0] scope="col" { (head) } } } }
                    tbody { @for row in rows { tr { @for (n, cell) in row.iter().enumerate() { td.number[n > 0] { (cell) } } } } }
                }
            }
        }
    }
}

/// The colour of a series; numbers outside 1 to 6 come round again.
fn ink_of(ink: u8) -> String {
    format!("var(--chart-{})", (ink.max(1) - 1) % 6 + 1)
}

/// A plot area: values 0 to `top` on a height, with room for words at the left and below.
struct Plot {
    width: f64,
    height: f64,
    left: f64,
    top: f64,
}

impl Plot {
    const BELOW: f64 = 24.0;
    const ABOVE: f64 = 20.0;

    fn new(width: f64, height: f64, ticks: &[Tick], highest: f64) -> Self {
        let longest = ticks
            .iter()
            .map(|t| t.label.chars().count())
            .max()
            .unwrap_or(0);
        let top = ticks.iter().map(|t| t.at).fold(highest, f64::max);
        Self {
            width,
            height,
            left: 12.0 + 6.4 * longest as f64,
            top: if top > 0.0 { top } else { 1.0 },
        }
    }

    fn y(&self, value: f64) -> f64 {
        let room = self.height - Self::BELOW - Self::ABOVE;
        round(self.height - Self::BELOW - value.max(0.0) / self.top * room)
    }

    fn foot(&self) -> f64 {
        self.height - Self::BELOW
    }

    /// Middle of the nth of `count` equal parts.
    fn x(&self, n: usize, count: usize) -> f64 {
        let part = (self.width - self.left) / count.max(1) as f64;
        round(self.left + part * (n as f64 + 0.5))
    }

    fn grid(&self, ticks: &[Tick]) -> Markup {
        html! {
            @for tick in ticks {
                line.grid x1=(round(self.left)) x2=(self.width) y1=(self.y(tick.at)) y2=(self.y(tick.at)) {}
                text x=(round(self.left - 8.0)) y=(round(self.y(tick.at) + 4.0)) text-anchor="end" { (tick.label) }
            }
        }
    }
}

/// One digit after the point is enough for a drawing and keeps the page small.
fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_the_highest_value() {
        assert_eq!(round_ticks(104.0, 3), vec![0.0, 40.0, 80.0, 120.0]);
        assert_eq!(round_ticks(88.0, 2), vec![0.0, 50.0, 100.0]);
        assert_eq!(round_ticks(3.0, 3), vec![0.0, 1.0, 2.0, 3.0]);
        assert_eq!(round_ticks(0.0, 3), vec![0.0, 1.0]);
        assert_eq!(round_ticks(f64::NAN, 3), vec![0.0, 1.0]);
    }

    #[test]
    fn colours_come_round_again() {
        assert_eq!(
            [1, 6, 7, 0].map(ink_of),
            [
                "var(--chart-1)",
                "var(--chart-6)",
                "var(--chart-1)",
                "var(--chart-1)"
            ]
        );
    }

    #[test]
    fn figures_are_escaped() {
        let page = figures("Bảng số", &["<T>"], &[vec!["<1>".to_owned()]]).into_string();
        assert!(
            page.contains("&lt;T&gt;") && page.contains("&lt;1&gt;"),
            "{page}"
        );
    }
}
