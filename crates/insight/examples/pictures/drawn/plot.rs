//! A small drawing board: axes, lines, bands, bars and words as SVG that reads in light and dark and says itself in text.
//! Numbers are rounded to a tenth of a point, so that the same figures give the same file. It computes nothing.

use std::fmt::Write;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 320.0;
const LEFT: f64 = 60.0;
const RIGHT: f64 = 624.0;
const TOP: f64 = 36.0;
const BOTTOM: f64 = 272.0;

const STYLE: &str = "text{fill:#3b4540;font:12px system-ui,sans-serif}.h{font-weight:600;font-size:14px}.g{stroke:#dfe4e1;stroke-width:1}\
.l{fill:none;stroke-width:2.2;stroke-linejoin:round}.w{stroke-width:2}.n{stroke-dasharray:5 4}\
.i1{stroke:#00795a}.i2{stroke:#c4520c}.i3{stroke:#2463a8}.i4{stroke:#83429f}.i5{stroke:#7b8580}\
.f1{fill:#00795a}.f2{fill:#c4520c}.f3{fill:#2463a8}.f4{fill:#83429f}.f5{fill:#7b8580}.b{opacity:.18}.c{stroke:none}.on{fill:#fff}\
@media(prefers-color-scheme:dark){text{fill:#cfd8d3}.g{stroke:#3a433e}.i1{stroke:#3cc79a}.i2{stroke:#f59149}.i3{stroke:#7db3ee}\
.i4{stroke:#cc97e4}.i5{stroke:#9aa5a0}.f1{fill:#3cc79a}.f2{fill:#f59149}.f3{fill:#7db3ee}.f4{fill:#cc97e4}.f5{fill:#9aa5a0}.on{fill:#10201a}}";

/// What runs along a side of the picture.
#[derive(Clone, Copy)]
pub struct Axis<'a> {
    /// What it counts.
    pub name: &'a str,
    /// Its first value.
    pub from: f64,
    /// Its last value.
    pub to: f64,
    /// Where it is marked, with words.
    pub ticks: &'a [(f64, &'a str)],
}

/// Where words stand beside their point.
#[derive(Clone, Copy)]
pub enum Side {
    /// To the right.
    Right,
    /// To the left.
    Left,
    /// In the middle above.
    Above,
}

/// A picture under way.
pub struct Plot<'a> {
    x: Axis<'a>,
    y: Axis<'a>,
    svg: String,
}

impl<'a> Plot<'a> {
    /// Begins a picture. `said` tells those who cannot see it what it shows.
    pub fn new(title: &str, said: &str, x: Axis<'a>, y: Axis<'a>) -> Self {
        let (title, said) = (escaped(title), escaped(said));
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"t d\">\n\
             <title id=\"t\">{title}</title>\n<desc id=\"d\">{said}</desc>\n<style>{STYLE}</style>\n\
             <text class=\"h\" x=\"16\" y=\"20\">{title}</text>\n"
        );
        let mut plot = Self { x, y, svg };
        plot.grid();
        plot
    }

    fn grid(&mut self) {
        for (at, words) in self.y.ticks {
            let y = self.down(*at);
            self.put(&format!(
                "<path class=\"g\" d=\"M{LEFT} {y:.1}H{RIGHT}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                LEFT - 8.0,
                y + 4.0,
                escaped(words)
            ));
        }
        for (at, words) in self.x.ticks {
            let x = self.across(*at);
            self.put(&format!(
                "<path class=\"g\" d=\"M{x:.1} {BOTTOM}v5\"/><text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                BOTTOM + 19.0,
                escaped(words)
            ));
        }
        self.put(&format!(
            "<path class=\"g\" d=\"M{LEFT} {BOTTOM}H{RIGHT}\"/><text x=\"{RIGHT}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            HEIGHT - 8.0,
            escaped(self.x.name)
        ));
        self.put(&format!(
            "<text x=\"16\" y=\"{:.1}\">{}</text>",
            HEIGHT - 8.0,
            escaped(&format!("↑ {}", self.y.name))
        ));
    }

    /// A line through points.
    pub fn line(&mut self, ink: u8, points: &[(f64, f64)]) {
        let path = self.path(points);
        self.put(&format!("<path class=\"l i{ink}\" d=\"{path}\"/>"));
    }

    /// A broken line through points, for what is only compared with.
    pub fn broken(&mut self, ink: u8, points: &[(f64, f64)]) {
        let path = self.path(points);
        self.put(&format!("<path class=\"l n i{ink}\" d=\"{path}\"/>"));
    }

    /// A line that holds its height until the next point.
    pub fn steps(&mut self, ink: u8, points: &[(f64, f64)]) {
        self.line(ink, &stairs(points));
    }

    /// The area between a lower and an upper line: `(x, low, high)`.
    pub fn band(&mut self, ink: u8, points: &[(f64, f64, f64)]) {
        let up = points.iter().map(|(x, _, high)| (*x, *high));
        let back = points.iter().rev().map(|(x, low, _)| (*x, *low));
        let path = self.path(&up.chain(back).collect::<Vec<_>>());
        self.put(&format!("<path class=\"b c f{ink}\" d=\"{path}Z\"/>"));
    }

    /// As [`Self::band`], holding each pair until the next point.
    pub fn band_of_steps(&mut self, ink: u8, points: &[(f64, f64, f64)]) {
        let low = stairs(&points.iter().map(|p| (p.0, p.1)).collect::<Vec<_>>());
        let high = stairs(&points.iter().map(|p| (p.0, p.2)).collect::<Vec<_>>());
        let joined: Vec<(f64, f64, f64)> = low
            .iter()
            .zip(&high)
            .map(|(l, h)| (l.0, l.1, h.1))
            .collect();
        self.band(ink, &joined);
    }

    /// A bar from one corner to the other.
    pub fn bar(&mut self, ink: u8, from: (f64, f64), to: (f64, f64)) {
        let (x0, x1) = (self.across(from.0), self.across(to.0));
        let (y0, y1) = (self.down(from.1), self.down(to.1));
        self.put(&format!(
            "<rect class=\"c f{ink}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"2\"/>",
            x0.min(x1),
            y0.min(y1),
            (x1 - x0).abs(),
            (y1 - y0).abs()
        ));
    }

    /// A cell of a map with words on it; `strength` from 0 to 1.
    pub fn cell(&mut self, from: (f64, f64), to: (f64, f64), strength: f64, words: &str) {
        let (x0, x1) = (self.across(from.0) + 1.5, self.across(to.0) - 1.5);
        let (y0, y1) = (self.down(to.1) + 1.5, self.down(from.1) - 1.5);
        let shade = 0.12 + 0.88 * strength.clamp(0.0, 1.0);
        let class = if shade > 0.55 { " class=\"on\"" } else { "" };
        self.put(&format!(
            "<rect class=\"c f1\" opacity=\"{shade:.2}\" x=\"{x0:.1}\" y=\"{y0:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"3\"/>\
             <text{class} x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            x1 - x0,
            y1 - y0,
            f64::midpoint(x0, x1),
            f64::midpoint(y0, y1) + 4.0,
            escaped(words)
        ));
    }

    /// A dot.
    pub fn dot(&mut self, ink: u8, at: (f64, f64)) {
        self.put(&format!(
            "<circle class=\"c f{ink}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.5\"/>",
            self.across(at.0),
            self.down(at.1)
        ));
    }

    /// An upright range at `x`.
    pub fn whisker(&mut self, ink: u8, x: f64, low: f64, high: f64) {
        let at = self.across(x);
        self.put(&format!(
            "<path class=\"w i{ink}\" d=\"M{at:.1} {:.1}V{:.1}\"/>",
            self.down(low),
            self.down(high)
        ));
    }

    /// Words beside a point.
    pub fn words(&mut self, side: Side, at: (f64, f64), text: &str) {
        let (anchor, dx, dy) = match side {
            Side::Right => ("start", 8.0, 4.0),
            Side::Left => ("end", -8.0, 4.0),
            Side::Above => ("middle", 0.0, -8.0),
        };
        self.put(&format!(
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
            self.across(at.0) + dx,
            self.down(at.1) + dy,
            escaped(text)
        ));
    }

    /// The whole file.
    pub fn finish(mut self) -> String {
        self.svg.push_str("</svg>\n");
        self.svg
    }

    fn put(&mut self, element: &str) {
        self.svg.push_str(element);
        self.svg.push('\n');
    }

    fn path(&self, points: &[(f64, f64)]) -> String {
        let mut path = String::new();
        for (n, (x, y)) in points.iter().enumerate() {
            let pen = if n == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{pen}{:.1} {:.1}", self.across(*x), self.down(*y));
        }
        path
    }

    fn across(&self, x: f64) -> f64 {
        let part = (x - self.x.from) / (self.x.to - self.x.from);
        LEFT + part.clamp(0.0, 1.0) * (RIGHT - LEFT)
    }

    fn down(&self, y: f64) -> f64 {
        let part = (y - self.y.from) / (self.y.to - self.y.from);
        BOTTOM - part.clamp(0.0, 1.0) * (BOTTOM - TOP)
    }
}

fn stairs(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut stairs: Vec<(f64, f64)> = Vec::with_capacity(points.len() * 2);
    for (x, y) in points {
        if let Some((_, before)) = stairs.last().copied() {
            stairs.push((*x, before));
        }
        stairs.push((*x, *y));
    }
    stairs
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
