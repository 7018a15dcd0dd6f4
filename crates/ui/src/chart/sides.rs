//! Bars over and under one line: what came and what went, period by period, on one scale. Values below 0 draw nothing.

use maud::{Markup, html};

use super::{ink_of, round};

/// Options of [`two_sided`].
#[derive(Debug, Clone, Default)]
pub struct TwoSided<'a> {
    /// What the chart shows, in one sentence with its main figures.
    pub label: &'a str,
    /// The periods in order.
    pub pairs: &'a [Pair<'a>],
    /// Colours 1 to 6 of the bars above and below; 0: the first and the second.
    pub inks: (u8, u8),
    /// Width of the drawing in its own units; 0: 740. Narrow panels take 360, so that words keep their size.
    pub width: u16,
}

/// One period.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pair<'a> {
    /// The word under it; may be empty when there are many.
    pub label: &'a str,
    /// Above the line.
    pub above: f64,
    /// Below the line.
    pub below: f64,
    /// Words over the bar above, for those worth it.
    pub above_words: Option<&'a str>,
    /// Words under the bar below.
    pub below_words: Option<&'a str>,
    /// The period is not over.
    pub partial: bool,
}

const HEIGHT: f64 = 240.0;
/// Room for words over the highest and under the lowest bar.
const WORDS: f64 = 18.0;
/// Room for the names of the periods.
const FOOT: f64 = 22.0;

/// The bars.
pub fn two_sided(c: TwoSided) -> Markup {
    let width = if c.width == 0 {
        740.0
    } else {
        f64::from(c.width)
    };
    let most = |value: fn(&Pair) -> f64| {
        let values = c.pairs.iter().map(value).filter(|v| v.is_finite());
        values.fold(0.0, f64::max)
    };
    let (above, below) = (most(|pair| pair.above), most(|pair| pair.below));
    let room = HEIGHT - FOOT - 2.0 * WORDS;
    let scale = if above + below > 0.0 {
        room / (above + below)
    } else {
        0.0
    };
    let line = if above + below > 0.0 {
        WORDS + above * scale
    } else {
        WORDS + room / 2.0
    };
    let inks = (
        if c.inks.0 == 0 { 1 } else { c.inks.0 },
        if c.inks.1 == 0 { 2 } else { c.inks.1 },
    );
    let part = width / c.pairs.len().max(1) as f64;
    html! {
        svg.chart viewBox={ "0 0 " (width) " " (HEIGHT) } role="img" aria-label=(c.label) {
            @for (n, pair) in c.pairs.iter().enumerate() { (one(pair, part * (n as f64 + 0.5), part, line, scale, inks)) }
            line.axis x1="0" x2=(width) y1=(round(line)) y2=(round(line)) {}
        }
    }
}

fn one(pair: &Pair, middle: f64, part: f64, line: f64, scale: f64, inks: (u8, u8)) -> Markup {
    let wide = round((part * 0.45).clamp(2.0, 40.0));
    let left = round(middle - wide / 2.0);
    let height = |value: f64| {
        if value.is_finite() {
            round(value.max(0.0) * scale)
        } else {
            0.0
        }
    };
    let (up, down) = (height(pair.above), height(pair.below));
    let faded = if pair.partial { ";opacity:.45" } else { "" };
    let middle = round(middle);
    html! {
        rect x=(left) y=(round(line - up)) width=(wide) height=(up) rx="3" style={ "fill:" (ink_of(inks.0)) (faded) } {}
        rect x=(left) y=(round(line)) width=(wide) height=(down) rx="3" style={ "fill:" (ink_of(inks.1)) (faded) } {}
        @if let Some(words) = pair.above_words { text.strong x=(middle) y=(round(line - up - 5.0)) text-anchor="middle" { (words) } }
        @if let Some(words) = pair.below_words { text x=(middle) y=(round(line + down + 13.0)) text-anchor="middle" { (words) } }
        @if !pair.label.is_empty() { text x=(middle) y=(HEIGHT - 5.0) text-anchor="middle" { (pair.label) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_have_one_scale_and_meet_at_the_line() {
        let pairs = [Pair {
            label: "<2026>",
            above: 300.0,
            below: 91.0,
            above_words: Some("300"),
            ..Pair::default()
        }];
        let page = two_sided(TwoSided {
            label: "Nhận & trao",
            pairs: &pairs,
            ..TwoSided::default()
        })
        .into_string();
        // 182 of 240 are for bars: 300 of 391 stand above the line, 91 below it.
        assert!(
            page.contains("y=\"18\"") && page.contains("height=\"139.6\""),
            "{page}"
        );
        assert!(
            page.contains("y=\"157.6\"") && page.contains("height=\"42.4\""),
            "{page}"
        );
        assert!(
            page.contains("&lt;2026&gt;") && page.contains("aria-label=\"Nhận &amp; trao\""),
            "{page}"
        );
    }

    #[test]
    fn nothing_and_bad_values_still_draw() {
        let none = two_sided(TwoSided::default()).into_string();
        let bad = [Pair {
            above: f64::NAN,
            below: -4.0,
            ..Pair::default()
        }];
        let bad = two_sided(TwoSided {
            pairs: &bad,
            ..TwoSided::default()
        })
        .into_string();
        assert!(
            !none.contains("NaN") && !bad.contains("NaN") && bad.contains("height=\"0\""),
            "{bad}"
        );
    }
}
