//! What a fit hands out: a status, and an estimate whenever there is one.

use super::{Matrix, Optimum, WORST_CONDITION};
use crate::status::{FLAT_LIKELIHOOD, Reason, Status, at_bound};

/// The parameters of a model as a vector, all positive.
pub trait Parameters<const N: usize>: Copy {
    /// Their names, as printed.
    const NAMES: [&'static str; N];
    /// From values in [`Self::NAMES`] order.
    fn from_array(values: [f64; N]) -> Self;
    /// In [`Self::NAMES`] order.
    fn to_array(self) -> [f64; N];

    /// From values that anyone may have typed: all must be positive and finite.
    fn checked(values: [f64; N]) -> Option<Self> {
        values
            .iter()
            .all(|v| *v > 0.0 && v.is_finite())
            .then(|| Self::from_array(values))
    }
}

/// The outcome of a fit. There is an estimate exactly when `status` says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit<P, const N: usize> {
    /// What the estimate is worth.
    pub status: Status,
    /// Why it is not worth more.
    pub reason: Option<Reason>,
    /// Present with [`Status::Ok`] and [`Status::WeaklyIdentified`].
    pub estimate: Option<Estimate<P, N>>,
}

/// Fitted parameters and how well the data determine them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate<P, const N: usize> {
    /// The parameters in the unit of the rows.
    pub params: P,
    /// Log-likelihood of the rows at `params` (without a prior).
    pub loglik: f64,
    /// Standard error of each parameter, where the curvature determines it.
    pub standard_errors: Option<[f64; N]>,
    /// Covariance of the logarithms of the parameters, for [`Estimate::log_standard_error`].
    pub log_covariance: Option<Matrix<N>>,
}

impl<P: Parameters<N>, const N: usize> Fit<P, N> {
    /// No estimate, and why.
    #[must_use]
    pub fn without(status: Status, reason: Reason) -> Self {
        Self {
            status,
            reason: Some(reason),
            estimate: None,
        }
    }

    /// Judges an optimum. `natural` are the parameters in the unit of the rows, `loglik` in that unit too.
    #[must_use]
    pub fn judge(optimum: &Optimum<N>, natural: [f64; N], loglik: f64) -> Self {
        let flat = !optimum.converged || optimum.condition() > WORST_CONDITION;
        let bound = optimum
            .bound()
            .and_then(|i| P::NAMES.get(i))
            .map(|name| at_bound(name));
        let reason = bound.or_else(|| flat.then(|| Reason::new(FLAT_LIKELIHOOD)));
        let log_covariance = optimum.covariance();
        let standard_errors = log_covariance.map(|covariance| {
            let mut errors = natural;
            for (i, (error, row)) in errors.iter_mut().zip(&covariance).enumerate() {
                *error *= row.get(i).copied().unwrap_or(0.0).max(0.0).sqrt();
            }
            errors
        });
        Self {
            status: if reason.is_some() {
                Status::WeaklyIdentified
            } else {
                Status::Ok
            },
            reason,
            estimate: Some(Estimate {
                params: P::from_array(natural),
                loglik,
                standard_errors: standard_errors.filter(|e| e.iter().all(|v| v.is_finite())),
                log_covariance,
            }),
        }
    }

    /// The fitted parameters.
    #[must_use]
    pub fn params(&self) -> Option<P> {
        self.estimate.as_ref().map(|estimate| estimate.params)
    }
}

impl<P: Parameters<N>, const N: usize> Estimate<P, N> {
    /// Standard error of the logarithm of a positive quantity that depends on the parameters (delta method,
    /// central differences); `None` when the data do not determine it.
    pub fn log_standard_error(&self, quantity: impl Fn(P) -> f64) -> Option<f64> {
        const H: f64 = 1e-4;
        let covariance = self.log_covariance?;
        let values = self.params.to_array();
        let mut slope = [0.0; N];
        for (i, slope) in slope.iter_mut().enumerate() {
            let moved = |by: f64| {
                let mut values = values;
                if let Some(v) = values.get_mut(i) {
                    *v *= by.exp();
                }
                quantity(P::from_array(values)).ln()
            };
            *slope = (moved(H) - moved(-H)) / (2.0 * H);
        }
        let row = |r: &[f64; N]| r.iter().zip(&slope).map(|(c, s)| c * s).sum::<f64>();
        let variance: f64 = covariance.iter().zip(&slope).map(|(r, s)| s * row(r)).sum();
        (variance >= 0.0 && variance.is_finite()).then(|| variance.sqrt())
    }

    /// The interval of about 80 % (±1.2816 standard errors of the logarithm) around a positive quantity.
    pub fn interval(&self, quantity: impl Fn(P) -> f64) -> Option<(f64, f64)> {
        let middle = quantity(self.params);
        let spread = (1.2816 * self.log_standard_error(quantity)?).exp();
        let (low, high) = (middle / spread, middle * spread);
        (low.is_finite() && high.is_finite()).then_some((low, high))
    }
}
