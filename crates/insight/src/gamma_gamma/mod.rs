//! Gamma-Gamma: the mean value of a customer's orders, shrunk to everybody's by how few of them were seen.
//!
//! Source: Fader, Hardie & Lee (2005), "RFM and CLV: using iso-value curves", Journal of Marketing Research 42(4),
//! 415–430. A customer's orders are gamma(p, ν), ν is gamma(q, v) over customers. It assumes that value does not
//! depend on frequency: check with [`spearman`]. Values must be positive; others are left out and counted.

mod likelihood;
mod spend;

pub use spend::{Spend, Spends, shrunk_within_bands, spearman, winsorised};

use crate::histories::FEWEST_CUSTOMERS;
use crate::optimise::{Fit, Parameters, maximise_rows};
use crate::status::{FLAT_LIKELIHOOD, NO_SPEND, Reason, Status, too_few_customers};
use serde::{Deserialize, Serialize};

/// Above this absolute rank correlation of frequency and value the model's assumption fails.
pub const WORST_CORRELATION: f64 = 0.3;
/// Rows a search starts from, when there are more than twice as many.
const SAMPLE: u64 = 20_000;

/// Parameters; `v` in the unit of money of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Params {
    /// Shape of the values of one customer.
    pub p: f64,
    /// Shape of the differences between customers; below 1 the mean over customers is infinite.
    pub q: f64,
    /// Scale.
    pub v: f64,
}

impl Parameters<3> for Params {
    const NAMES: [&'static str; 3] = ["p", "q", "v"];
    fn from_array([p, q, v]: [f64; 3]) -> Self {
        Self { p, q, v }
    }
    fn to_array(self) -> [f64; 3] {
        [self.p, self.q, self.v]
    }
}

/// Fits the model to customers with `x > 0` repeat orders of positive mean value.
#[must_use]
pub fn fit(spends: &Spends) -> Fit<Params, 3> {
    if spends.rows < FEWEST_CUSTOMERS {
        return Fit::without(
            Status::TooFew,
            too_few_customers(spends.rows, FEWEST_CUSTOMERS),
        );
    }
    if spends.customers == 0 {
        return Fit::without(Status::NotIdentifiable, Reason::new(NO_SPEND));
    }
    let starts = [
        [1.0_f64, 2.0, 1.0],
        [6.0, 4.0, 0.5],
        [0.5, 6.0, 10.0],
        [20.0, 2.0, 0.1],
    ]
    .map(|s| s.map(f64::ln));
    let customers = spends.customers as f64;
    let evaluate = |spends: &Spends, at: &[f64; 3]| {
        let natural = at.map(f64::exp);
        likelihood::evaluate(spends, Params::from_array(natural)).in_logs(&natural)
    };
    let sample = spends.thinned(SAMPLE);
    let found = maximise_rows(evaluate, (spends, sample.as_ref()), &starts, customers);
    let Some(best) = found else {
        return Fit::without(Status::NotIdentifiable, Reason::new(FLAT_LIKELIHOOD));
    };
    let scaled = Params::from_array(best.at.map(f64::exp));
    let natural = Params {
        v: scaled.v * spends.scale,
        ..scaled
    };
    Fit::judge(
        &best,
        natural.to_array(),
        best.evaluation.value - spends.log_scale(),
    )
}

/// The log-likelihood at given parameters.
#[must_use]
pub fn log_likelihood(params: Params, spends: &Spends) -> f64 {
    let scaled = Params {
        v: params.v / spends.scale,
        ..params
    };
    likelihood::evaluate(spends, scaled).value - spends.log_scale()
}

/// Expected mean value of this customer's orders, in the unit of the rows; `x = 0` gives the mean over customers.
///
/// `None` where that mean is infinite (`p·x + q ≤ 1`).
#[must_use]
pub fn expected_mean(params: Params, x: u32, mean: f64) -> Option<f64> {
    let x = if mean > 0.0 && mean.is_finite() {
        f64::from(x)
    } else {
        0.0
    };
    let weight = params.p * x + params.q - 1.0;
    let own = if x > 0.0 { mean * x } else { 0.0 };
    let found = params.p * (params.v + own) / weight;
    (weight > 0.0 && found.is_finite()).then_some(found)
}
