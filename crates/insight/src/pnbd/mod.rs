//! Pareto/NBD: customers buy at their own steady rate and may leave at any moment, seen or not.
//!
//! Sources: Schmittlein, Morrison & Colombo (1987), Management Science 33(1), 1–24; likelihood as in Fader, Hardie &
//! Lee (2005). Rates are gamma(r, α), times to leaving exponential with rate gamma(s, β). The usual hypergeometric
//! form overflows; here the time of leaving is integrated directly (see `leaving_time`). Scores must be finite
//! for every parameter and history.

mod leaving_time;
mod likelihood;

pub use leaving_time::discounted_residual;

use crate::across::Processors;
use crate::bgnbd::{PRIOR_SD, Prior};
use crate::histories::{Histories, History};
use crate::optimise::{Evaluation, Fit, Parameters, maximise_rows};
use crate::special::one_minus_exp_over;
use crate::status::{FLAT_LIKELIHOOD, Reason, Status};
use serde::{Deserialize, Serialize};

/// Parameters; `alpha` and `beta` in the unit of time of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Params {
    /// Shape of the purchase rates.
    pub r: f64,
    /// Scale of the purchase rates: their mean is `r / alpha`.
    pub alpha: f64,
    /// Shape of the leaving rates.
    pub s: f64,
    /// Scale of the leaving rates: their mean is `s / beta`.
    pub beta: f64,
}

impl Parameters<4> for Params {
    const NAMES: [&'static str; 4] = ["r", "alpha", "s", "beta"];
    fn from_array([r, alpha, s, beta]: [f64; 4]) -> Self {
        Self { r, alpha, s, beta }
    }
    fn to_array(self) -> [f64; 4] {
        [self.r, self.alpha, self.s, self.beta]
    }
}

/// Rows a search starts from, when there are more than twice as many.
const SAMPLE: usize = 1_500;

/// Fits the model. About fifty times the work of BG/NBD a row.
#[must_use]
pub fn fit(histories: &Histories, prior: Prior) -> Fit<Params, 4> {
    fit_across(histories, prior, Processors::ONE)
}

/// As [`fit`], to the same bits, in less time where there are more processors.
#[must_use]
pub fn fit_across(histories: &Histories, prior: Prior, processors: Processors) -> Fit<Params, 4> {
    if let Some((status, reason)) = histories.obstacle() {
        return Fit::without(status, reason);
    }
    let centre = prior_centre(histories);
    let starts = [
        centre,
        [0.0; 4],
        [0.3_f64, 0.3, 0.3, 0.3].map(f64::ln),
        [3.0_f64, 3.0, 0.2, 3.0].map(f64::ln),
    ];
    let found = maximise_rows(
        |rows, at| posterior(rows, at, (prior, &centre), processors),
        (histories, histories.thinned(SAMPLE).as_ref()),
        &starts,
        histories.customers as f64,
    );
    let Some(best) = found else {
        return Fit::without(Status::NotIdentifiable, Reason::new(FLAT_LIKELIHOOD));
    };
    let scaled = Params::from_array(best.at.map(f64::exp));
    let natural = Params {
        alpha: scaled.alpha * histories.scale,
        beta: scaled.beta * histories.scale,
        ..scaled
    };
    let loglik = likelihood::evaluate(histories, scaled, Processors::ONE).value
        - histories.log_scale_of_events();
    Fit::judge(&best, natural.to_array(), loglik)
}

/// The centre of [`Prior::Weak`] and first start, log-parameters in scaled time.
fn prior_centre(histories: &Histories) -> [f64; 4] {
    let (r, alpha) = histories.moments();
    [r, alpha, 1.0, 1.0].map(f64::ln)
}

/// Log-likelihood and prior at log-parameters in scaled time.
fn posterior(
    histories: &Histories,
    at: &[f64; 4],
    (prior, centre): (Prior, &[f64; 4]),
    processors: Processors,
) -> Evaluation<4> {
    let natural = at.map(f64::exp);
    let params = Params::from_array(natural);
    let mut found = likelihood::evaluate(histories, params, processors).in_logs(&natural);
    if prior == Prior::Weak {
        found.add_prior(at, centre, PRIOR_SD);
    }
    found
}

/// The log-likelihood of `histories` at given parameters.
#[must_use]
pub fn log_likelihood(params: Params, histories: &Histories) -> f64 {
    let scale = histories.scale;
    let scaled = Params {
        alpha: params.alpha / scale,
        beta: params.beta / scale,
        ..params
    };
    likelihood::evaluate(histories, scaled, Processors::ONE).value - histories.log_scale_of_events()
}

/// The chance from 0 to 1 that the customer has not left.
#[must_use]
pub fn p_alive(params: Params, history: History) -> f64 {
    let alive = leaving_time::still_here(params, f64::from(history.x), history.t);
    let left = leaving_time::log_left(params, f64::from(history.x), history.tx, history.t);
    let ahead = left - alive;
    if ahead.is_nan() {
        0.0
    } else {
        1.0 / (1.0 + ahead.exp())
    }
}

/// Expected number of purchases in the next `horizon` (unit of the rows) of a customer with this history.
#[must_use]
pub fn expected(params: Params, history: History, horizon: f64) -> f64 {
    p_alive(params, history) * expected_if_alive(params, history, horizon)
}

/// Expected number of repeat purchases of a new customer in the first `horizon`.
#[must_use]
pub fn expected_new(params: Params, horizon: f64) -> f64 {
    expected_if_alive(
        params,
        History {
            x: 0,
            tx: 0.0,
            t: 0.0,
        },
        horizon,
    )
}

/// Discounted expected purchases over the rest of the relationship, `rate` per unit of time, continuous; a
/// lifetime value in purchases (Fader, Hardie & Lee 2005, JMR 42(4)).
#[must_use]
pub fn discounted_purchases(params: Params, history: History, rate: f64) -> f64 {
    let pace = (params.r + f64::from(history.x)) / (params.alpha + history.t);
    p_alive(params, history) * pace * discounted_residual(params.s, params.beta + history.t, rate)
}

/// Expected purchases of a customer who is still one; depends on `x` and `T` only.
pub(crate) fn expected_if_alive(params: Params, history: History, horizon: f64) -> f64 {
    let ripe = params.beta + history.t;
    let pace = (params.r + f64::from(history.x)) / (params.alpha + history.t);
    let log = (horizon.clamp(0.0, 1e100) / ripe).ln_1p();
    let found = pace * ripe * one_minus_exp_over(params.s - 1.0, log);
    if found.is_finite() {
        found.max(0.0)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Histories, Prior, Processors, fit, posterior, prior_centre};
    use crate::optimise::{maximise, spread_starts};

    #[test]
    fn no_other_start_finds_better() {
        for shop in 0..6 {
            let histories = Histories::small_shop(shop);
            let centre = prior_centre(&histories);
            let plain =
                |at: &[f64; 4]| posterior(&histories, at, (Prior::None, &centre), Processors::ONE);
            let best = maximise(plain, &spread_starts(12), 1.0)
                .unwrap()
                .evaluation
                .value;
            let found = fit(&histories, Prior::None).estimate.unwrap().loglik
                + histories.log_scale_of_events();
            assert!(best <= found + 1e-3, "{shop}: {best} {found}");
        }
    }
}
