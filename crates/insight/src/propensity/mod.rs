//! How likely is it that a customer does something: logistic regression by Newton's method, how well it orders and how
//! honest its chances are. It must not be fitted on what is only known afterwards.

mod calibration;
mod quality;

pub use calibration::Isotonic;
pub use quality::{Band, Quality, area_under_curve, brier, quality};

use crate::explain::{Arg, Explanation};
use crate::status::{Reason, Status};
use crate::symmetric::{Factor, Symmetric};

/// A fitted logistic model.
#[derive(Debug, Clone, PartialEq)]
pub struct LogitFit {
    /// `weakly_identified` when classes separate or columns explain each other; the estimate is then a ridge estimate.
    pub status: Status,
    /// Why the status is not `ok`.
    pub reason: Option<Reason>,
    /// The constant first, then one for each feature.
    pub coefficients: Vec<f64>,
    /// Standard errors in the same order.
    pub errors: Vec<f64>,
    /// Log likelihood of the rows, without the ridge.
    pub log_likelihood: f64,
    /// Log likelihood of the constant alone.
    pub null_log_likelihood: f64,
}

impl LogitFit {
    /// The chance for one row of features.
    #[must_use]
    pub fn chance(&self, features: impl IntoIterator<Item = f64>) -> f64 {
        let Some((constant, slopes)) = self.coefficients.split_first() else {
            return 0.5;
        };
        let score = constant + slopes.iter().zip(features).map(|(b, x)| b * x).sum::<f64>();
        if score.is_nan() { 0.5 } else { logistic(score) }
    }
}

/// Under so many rows no fit is tried.
pub const FEWEST_ROWS: usize = 10;

/// The ridge on standardised features that is used when the plain estimate does not exist.
const RIDGE: f64 = 1.0;

/// A standardised coefficient beyond this is running away.
const RUNAWAY: f64 = 12.0;

/// `insight-too-few-rows` with `have`, `need`, `missing`.
#[must_use]
pub fn too_few_rows(have: usize, need: usize) -> Reason {
    Reason::new("insight-too-few-rows")
        .with("have", Arg::Count(have as u64))
        .with("need", Arg::Count(need as u64))
        .with("missing", Arg::Count(need.saturating_sub(have) as u64))
}

/// Fits labels on features (one slice for each feature, as long as `labels`, finite). Reason keys: `insight-too-few-rows`,
/// `insight-one-class`, `insight-separated`, `insight-collinear`.
pub fn fit(labels: &[bool], features: &[Vec<f64>]) -> Result<LogitFit, (Status, Reason)> {
    if labels.len() < FEWEST_ROWS {
        return Err((Status::TooFew, too_few_rows(labels.len(), FEWEST_ROWS)));
    }
    let hits = labels.iter().filter(|label| **label).count();
    if hits == 0 || hits == labels.len() {
        return Err((Status::NotIdentifiable, Reason::new("insight-one-class")));
    }
    let design = Design::new(labels, features);
    let (climbed, reason) = match design.climb(0.0) {
        Ok(climbed) => (Some(climbed), None),
        Err(reason) => (design.climb(RIDGE).ok(), Some(Reason::new(reason))),
    };
    let Some((beta, factor)) = climbed else {
        return Err((Status::NotIdentifiable, Reason::new("insight-collinear")));
    };
    let share = hits as f64 / labels.len() as f64;
    let null = hits as f64 * share.ln() + (labels.len() - hits) as f64 * (1.0 - share).ln();
    Ok(LogitFit {
        status: if reason.is_some() {
            Status::WeaklyIdentified
        } else {
            Status::Ok
        },
        reason,
        log_likelihood: design.log_likelihood(&beta),
        coefficients: design.unscaled(&beta),
        errors: design.errors(&factor),
        null_log_likelihood: null,
    })
}

/// Rows with a leading 1 and standardised features.
struct Design<'a> {
    labels: &'a [bool],
    cells: Vec<f64>,
    /// Mean and scale of each feature; scale 0 where constant.
    moments: Vec<(f64, f64)>,
}

impl<'a> Design<'a> {
    fn new(labels: &'a [bool], features: &[Vec<f64>]) -> Self {
        let moments: Vec<(f64, f64)> = features.iter().map(|values| spread(values)).collect();
        let mut cells = Vec::with_capacity(labels.len() * (features.len() + 1));
        for row in 0..labels.len() {
            cells.push(1.0);
            for (values, (mean, scale)) in features.iter().zip(&moments) {
                let value = values.get(row).copied().unwrap_or(*mean);
                cells.push(if *scale > 0.0 {
                    (value - mean) / scale
                } else {
                    0.0
                });
            }
        }
        Self {
            labels,
            cells,
            moments,
        }
    }

    fn width(&self) -> usize {
        self.moments.len() + 1
    }

    fn rows(&self) -> impl Iterator<Item = (&[f64], bool)> {
        self.cells
            .chunks(self.width())
            .zip(self.labels.iter().copied())
    }

    fn log_likelihood(&self, beta: &[f64]) -> f64 {
        let part = |(x, label): (&[f64], bool)| {
            let score = dot(x, beta);
            -softplus(if label { -score } else { score })
        };
        self.rows().map(part).sum()
    }

    fn penalised(&self, beta: &[f64], ridge: f64) -> f64 {
        self.log_likelihood(beta) - ridge / 2.0 * beta.iter().skip(1).map(|b| b * b).sum::<f64>()
    }

    /// Newton's method with halved steps; the point and the factor of the information there.
    fn climb(&self, ridge: f64) -> Result<(Vec<f64>, Factor), &'static str> {
        let mut beta = vec![0.0; self.width()];
        let mut here = self.penalised(&beta, ridge);
        for _ in 0..100 {
            let (gradient, information) = self.slope(&beta, ridge);
            let factor = information.factor().ok_or("insight-collinear")?;
            let step = factor.solve(&gradient);
            let mut size = 1.0;
            while size > 1e-9 {
                let tried: Vec<f64> = beta.iter().zip(&step).map(|(b, s)| b + size * s).collect();
                let there = self.penalised(&tried, ridge);
                if there >= here - 1e-13 * here.abs() {
                    (beta, here) = (tried, there);
                    break;
                }
                size /= 2.0;
            }
            if beta.iter().skip(1).any(|b| b.abs() > RUNAWAY) || -here < 1e-8 {
                return Err("insight-separated");
            }
            if step.iter().all(|s| s.abs() < 1e-10) {
                break;
            }
        }
        let factor = self
            .slope(&beta, ridge)
            .1
            .factor()
            .ok_or("insight-collinear")?;
        Ok((beta, factor))
    }

    fn slope(&self, beta: &[f64], ridge: f64) -> (Vec<f64>, Symmetric) {
        let mut gradient = vec![0.0; self.width()];
        let mut information = Symmetric::zeros(self.width());
        for (x, label) in self.rows() {
            let chance = logistic(dot(x, beta));
            let off = f64::from(u8::from(label)) - chance;
            gradient.iter_mut().zip(x).for_each(|(g, x)| *g += off * x);
            information.add_square(x, chance * (1.0 - chance));
        }
        for (i, (g, b)) in gradient.iter_mut().zip(beta).enumerate().skip(1) {
            *g -= ridge * b;
            information.add_diagonal(i, ridge);
        }
        (gradient, information)
    }

    /// Coefficients for the features as they were given.
    fn unscaled(&self, beta: &[f64]) -> Vec<f64> {
        let Some((constant, slopes)) = beta.split_first() else {
            return Vec::new();
        };
        let raw = |(b, (_, scale)): (&f64, &(f64, f64))| if *scale > 0.0 { b / scale } else { 0.0 };
        let slopes: Vec<f64> = slopes.iter().zip(&self.moments).map(raw).collect();
        let shift: f64 = slopes
            .iter()
            .zip(&self.moments)
            .map(|(b, (mean, _))| b * mean)
            .sum();
        std::iter::once(constant - shift).chain(slopes).collect()
    }

    /// Standard errors for the features as they were given; the constant's by its own combination.
    fn errors(&self, factor: &Factor) -> Vec<f64> {
        let raw = |value: f64, scale: f64| if scale > 0.0 { value / scale } else { 0.0 };
        let scales = self.moments.iter().map(|(_, scale)| *scale);
        let shift = self.moments.iter().map(|(mean, scale)| raw(-mean, *scale));
        let combination: Vec<f64> = std::iter::once(1.0).chain(shift).collect();
        let constant = dot(&factor.solve(&combination), &combination);
        let slopes = factor.inverse_diagonal().into_iter().skip(1).zip(scales);
        let slopes = slopes.map(|(variance, scale)| raw(variance.max(0.0).sqrt(), scale));
        std::iter::once(constant.max(0.0).sqrt())
            .chain(slopes)
            .collect()
    }
}

/// Mean and spread; a spread that is nothing beside the mean counts as none.
fn spread(values: &[f64]) -> (f64, f64) {
    let n = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / n;
    let scale = (values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n).sqrt();
    let nothing = !scale.is_finite() || scale <= 1e-12 * mean.abs();
    (mean, if nothing { 0.0 } else { scale })
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn logistic(score: f64) -> f64 {
    1.0 / (1.0 + (-score).exp())
}

/// `ln(1 + eˣ)` without overflow.
fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// The sentence for the owner on how good the model is: `insight-propensity-quality` (`lift`: how many times more often the
/// tenth with the highest chances did it; `error`: Brier).
#[must_use]
pub fn explain(quality: &Quality) -> Explanation {
    Explanation::new("insight-propensity-quality")
        .with("lift", Arg::Number(quality.top_decile_lift))
        .with("error", Arg::Number(quality.brier))
}
