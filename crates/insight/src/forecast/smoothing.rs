//! Exponential smoothing: simple, Holt, damped Holt, Holt-Winters with differences or factors. With given weights it starts
//! as R's `HoltWinters` does (a decomposition of the first two seasons), so that the numbers can be compared.

use super::seasonal::{Shape, figure, line, trend};
use super::simplex::minimise;
use super::{Forecast, Method, Path};
use crate::proportion::z_of;

/// What is smoothed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A level.
    Simple,
    /// Level and trend.
    Trend,
    /// Level and fading trend.
    DampedTrend,
    /// Level, trend, seasonal differences.
    Additive,
    /// Level, trend, seasonal factors.
    Multiplicative,
    /// Level, fading trend, seasonal differences.
    DampedAdditive,
}

/// The weights, each from 0 to 1; what a kind does not have is not looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameters {
    /// Of the newest value in the level.
    pub alpha: f64,
    /// Of the newest step in the trend.
    pub beta: f64,
    /// Of the newest value in the season.
    pub gamma: f64,
    /// What is left of the trend after a step (1 unless damped).
    pub phi: f64,
}

/// A smoothed series: the state after the last value.
#[derive(Debug, Clone, PartialEq)]
pub struct Smoothed {
    /// What was smoothed.
    pub kind: Kind,
    /// With which weights.
    pub parameters: Parameters,
    /// Level.
    pub level: f64,
    /// Trend per step.
    pub trend: f64,
    /// Seasonal figure, the place of the next value first; empty without season.
    pub season: Vec<f64>,
    /// Sum of squared one-step errors.
    pub sse: f64,
    /// What was expected for the last value.
    pub fitted_last: f64,
    /// How many errors were summed.
    errors: usize,
    /// Mean square of the errors over what was expected (factors only).
    relative: f64,
}

impl Kind {
    fn shape(self) -> Option<Shape> {
        match self {
            Self::Simple | Self::Trend | Self::DampedTrend => None,
            Self::Additive | Self::DampedAdditive => Some(Shape::Additive),
            Self::Multiplicative => Some(Shape::Multiplicative),
        }
    }

    fn damped(self) -> bool {
        matches!(self, Self::DampedTrend | Self::DampedAdditive)
    }

    fn parameters(self, point: &[f64]) -> Parameters {
        let mut values = point.iter().copied();
        let mut next = |wanted: bool, otherwise: f64| {
            if wanted {
                values.next().unwrap_or(otherwise)
            } else {
                otherwise
            }
        };
        let alpha = next(true, 0.0);
        let beta = next(self != Self::Simple, 0.0);
        let gamma = next(self.shape().is_some(), 0.0);
        // Damping outside .8 to .98 cannot be told from no trend or no damping on short series.
        let phi = next(self.damped(), 1.0);
        Parameters {
            alpha,
            beta,
            gamma,
            phi: if self.damped() { 0.8 + 0.18 * phi } else { 1.0 },
        }
    }

    fn dimensions(self) -> usize {
        1 + usize::from(self != Self::Simple)
            + usize::from(self.shape().is_some())
            + usize::from(self.damped())
    }
}

/// Smooths with given weights; `None` where the series is too short (two values, three with a trend, two seasons and one
/// value with a season) or has no positive values for factors.
#[must_use]
pub fn smooth(
    values: &[f64],
    season: usize,
    kind: Kind,
    parameters: Parameters,
) -> Option<Smoothed> {
    let (state, first) = start(values, season, kind)?;
    Some(run(values.get(first..)?, state, kind, parameters))
}

/// Smooths with the weights of least squared error. The level of simple smoothing starts where that is least too.
#[must_use]
pub fn smooth_best(values: &[f64], season: usize, kind: Kind) -> Option<Smoothed> {
    if kind == Kind::Simple {
        return simple_best(values);
    }
    let (state, first) = start(values, season, kind)?;
    let rest = values.get(first..)?;
    let sse = |point: &[f64]| run(rest, state.clone(), kind, kind.parameters(point)).sse;
    let starts = [
        [0.3, 0.1, 0.1, 0.8],
        [0.8, 0.1, 0.5, 0.5],
        [0.2, 0.05, 0.9, 0.9],
        [0.9, 0.5, 0.9, 0.2],
    ];
    let best = starts
        .iter()
        .filter_map(|start| start.get(..kind.dimensions()))
        .map(|start| minimise(start, sse))
        .min_by(|a, b| a.1.total_cmp(&b.1))?;
    let smoothed = run(rest, state, kind, kind.parameters(&best.0));
    smoothed.sse.is_finite().then_some(smoothed)
}

#[derive(Clone)]
struct State {
    level: f64,
    trend: f64,
    season: Vec<f64>,
}

/// The state before the value with the index returned.
fn start(values: &[f64], season: usize, kind: Kind) -> Option<(State, usize)> {
    let plain = |level: f64, trend: f64| State {
        level,
        trend,
        season: Vec::new(),
    };
    match (kind.shape(), values) {
        (None, [first, _, ..]) if kind == Kind::Simple => Some((plain(*first, 0.0), 1)),
        (None, [first, second, _, ..]) => Some((plain(*second, second - first), 2)),
        (Some(shape), _) if season >= 2 && values.len() > 2 * season => {
            if shape == Shape::Multiplicative && values.iter().any(|value| *value <= 0.0) {
                return None;
            }
            let two = values.get(..2 * season)?;
            let (level, slope) = line(&trend(two, season));
            Some((
                State {
                    level,
                    trend: slope,
                    season: figure(two, season, shape)?,
                },
                season,
            ))
        }
        _ => None,
    }
}

/// One pass over the values.
fn run(values: &[f64], mut state: State, kind: Kind, weights: Parameters) -> Smoothed {
    let (mut sse, mut relative, mut fitted_last, mut place) = (0.0, 0.0, state.level, 0);
    for value in values {
        let expected = state.step(*value, place, kind, weights);
        let error = value - expected;
        sse += error * error;
        relative += (error / expected).powi(2);
        fitted_last = expected;
        place = (place + 1) % state.season.len().max(1);
    }
    if !state.season.is_empty() {
        state.season.rotate_left(place);
    }
    Smoothed {
        kind,
        parameters: weights,
        level: state.level,
        trend: state.trend,
        season: state.season,
        sse,
        fitted_last,
        errors: values.len(),
        relative: relative / values.len().max(1) as f64,
    }
}

impl State {
    /// Takes one value at its place in the season and tells what was expected (Holt 1957, Winters 1960; damping after
    /// Gardner & McKenzie 1985).
    fn step(&mut self, value: f64, place: usize, kind: Kind, weights: Parameters) -> f64 {
        let Parameters {
            alpha,
            beta,
            gamma,
            phi,
        } = weights;
        let factors = kind.shape() == Some(Shape::Multiplicative);
        let ahead = self.level + phi * self.trend;
        let (expected, cleared) = match self.season.get(place) {
            Some(s) if factors => (ahead * s, value / s),
            Some(s) => (ahead + s, value - s),
            None => (ahead, value),
        };
        let level = alpha * cleared + (1.0 - alpha) * ahead;
        if kind != Kind::Simple {
            self.trend = beta * (level - self.level) + (1.0 - beta) * phi * self.trend;
        }
        if let Some(cell) = self.season.get_mut(place) {
            let off = if factors {
                value / level
            } else {
                value - level
            };
            *cell = gamma * off + (1.0 - gamma) * *cell;
        }
        self.level = level;
        expected
    }
}

/// Simple smoothing with the best weight and, for each weight, the best starting level (a linear least-squares problem).
fn simple_best(values: &[f64]) -> Option<Smoothed> {
    if values.len() < 2 {
        return None;
    }
    let at = |alpha: f64| {
        let weights = Parameters {
            alpha,
            beta: 0.0,
            gamma: 0.0,
            phi: 1.0,
        };
        let state = State {
            level: best_level(values, alpha),
            trend: 0.0,
            season: Vec::new(),
        };
        run(values, state, Kind::Simple, weights)
    };
    let bounded = |x: f64| 1e-4 + 0.9998 * x;
    let sse = |point: &[f64]| at(bounded(point.first().copied().unwrap_or(0.5))).sse;
    let tried = [0.1, 0.5, 0.9].map(|start| minimise(&[start], sse));
    let best = tried.into_iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
    let smoothed = at(bounded(best.0.first().copied()?));
    smoothed.sse.is_finite().then_some(smoothed)
}

/// The starting level of least squared error: errors are `aₜ − (1−α)ᵗ l₀`, with `aₜ` those from level 0.
fn best_level(values: &[f64], alpha: f64) -> f64 {
    let (mut level, mut weight, mut cross, mut square) = (0.0, 1.0, 0.0, 0.0);
    for value in values {
        let error = value - level;
        cross += error * weight;
        square += weight * weight;
        level += alpha * error;
        weight *= 1.0 - alpha;
    }
    cross / square
}

impl Smoothed {
    /// The values expected ahead.
    #[must_use]
    pub fn ahead(&self, steps: usize) -> Vec<f64> {
        let factors = self.kind.shape() == Some(Shape::Multiplicative);
        let (mut damp, mut run) = (1.0, 0.0);
        let mut values = Vec::with_capacity(steps);
        for step in 0..steps {
            damp *= self.parameters.phi;
            run += damp;
            let base = self.level + run * self.trend;
            values.push(match self.season.get(step % self.season.len().max(1)) {
                Some(s) if factors => base * s,
                Some(s) => base + s,
                None => base,
            });
        }
        values
    }

    /// The forecast from this state, with intervals.
    #[must_use]
    pub fn forecast(&self, method: Method, steps: usize, confidence: f64) -> Forecast {
        let Path { mean, deviation } = self.path(steps);
        let z = z_of(confidence);
        let ends = |sign: f64| {
            mean.iter()
                .zip(&deviation)
                .map(|(m, d)| m + sign * z * d)
                .collect()
        };
        Forecast {
            method,
            lower: ends(-1.0),
            upper: ends(1.0),
            mean,
        }
    }

    /// With the error's spread: `σ √(1 + Σ cⱼ²)`, `cⱼ = α + αβ(φ + … + φʲ) + γ(1 − α)` at whole seasons (Hyndman et al.
    /// 2008, class 1); with factors σ is relative to the value expected.
    pub(super) fn path(&self, steps: usize) -> Path {
        let mean = self.ahead(steps);
        let Parameters {
            alpha,
            beta,
            gamma,
            phi,
        } = self.parameters;
        let factors = self.kind.shape() == Some(Shape::Multiplicative);
        let free = self.errors.saturating_sub(self.kind.dimensions()).max(1) as f64;
        let one = if factors {
            self.relative.sqrt()
        } else {
            (self.sse / free).sqrt()
        };
        let (mut sum, mut damp, mut fade) = (1.0, 0.0, 1.0);
        let mut deviation = Vec::with_capacity(steps);
        for (step, value) in mean.iter().enumerate() {
            let scale = if factors { value.abs() } else { 1.0 };
            deviation.push(one * scale * f64::sqrt(sum));
            fade *= phi;
            damp += fade;
            let whole = !self.season.is_empty() && (step + 1) % self.season.len() == 0;
            let response =
                alpha + alpha * beta * damp + if whole { gamma * (1.0 - alpha) } else { 0.0 };
            sum += response * response;
        }
        Path { mean, deviation }
    }
}
