//! BG/NBD: customers buy at their own steady rate and may leave for good after any repeat purchase.
//!
//! Source: Fader, Hardie & Lee (2005), "Counting your customers the easy way", Marketing Science 24(2), 275–284.
//! Rates are gamma(r, α) over customers, the chance to leave after a purchase beta(a, b). By construction a
//! customer with one purchase cannot have left; use MBG/NBD or Pareto/NBD to speak of those.
//! Scores must be finite for every parameter and history.

mod expectation;
mod likelihood;

pub use expectation::survivor_purchases;
pub(crate) use likelihood::Leaving;

use crate::histories::{Histories, History};
use crate::optimise::{Evaluation, Fit, Optimum, Parameters, maximise, maximise_rows};
use crate::status::{FLAT_LIKELIHOOD, Reason, Status};
use serde::{Deserialize, Serialize};

/// Parameters of BG/NBD and MBG/NBD; `alpha` in the unit of time of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Params {
    /// Shape of the purchase rates.
    pub r: f64,
    /// Scale of the purchase rates: their mean is `r / alpha`.
    pub alpha: f64,
    /// First shape of the chance to leave: its mean is `a / (a + b)`.
    pub a: f64,
    /// Second shape of the chance to leave.
    pub b: f64,
}

impl Parameters<4> for Params {
    const NAMES: [&'static str; 4] = ["r", "alpha", "a", "b"];
    fn from_array([r, alpha, a, b]: [f64; 4]) -> Self {
        Self { r, alpha, a, b }
    }
    fn to_array(self) -> [f64; 4] {
        [self.r, self.alpha, self.a, self.b]
    }
}

/// Beliefs before the data, for shops too small to let the data speak alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Prior {
    /// Plain maximum likelihood.
    #[default]
    None,
    /// Weak log-normal priors (standard deviation 1.5) centred on the moments of the purchase counts.
    Weak,
}

/// Standard deviation of a [`Prior::Weak`] log-parameter.
pub(crate) const PRIOR_SD: f64 = 1.5;
/// Rows beyond twice this number are first fitted on a sample of about this many.
pub(crate) const SAMPLE: usize = 8_000;

/// Fits the model. O(distinct rows) a step, about ten steps.
#[must_use]
pub fn fit(histories: &Histories, prior: Prior) -> Fit<Params, 4> {
    fit_leaving(histories, prior, Leaving::AfterRepeat)
}

/// As [`fit`], climbing from `near`: parameters of an earlier fit of about the same customers, which leaves a few steps
/// to do. Where that leads nowhere it is as [`fit`].
#[must_use]
pub fn refit(histories: &Histories, prior: Prior, near: Params) -> Fit<Params, 4> {
    refit_leaving(histories, prior, Leaving::AfterRepeat, near)
}

/// The log-likelihood of `histories` at given parameters.
#[must_use]
pub fn log_likelihood(params: Params, histories: &Histories) -> f64 {
    log_likelihood_leaving(params, histories, Leaving::AfterRepeat)
}

/// The chance from 0 to 1 that the customer has not left.
#[must_use]
pub fn p_alive(params: Params, history: History) -> f64 {
    p_alive_leaving(params, history, Leaving::AfterRepeat)
}

/// Expected number of purchases in the next `horizon` (unit of the rows) of a customer with this history.
#[must_use]
pub fn expected(params: Params, history: History, horizon: f64) -> f64 {
    expected_leaving(params, history, horizon, Leaving::AfterRepeat)
}

/// Expected number of repeat purchases of a new customer in the first `horizon`.
#[must_use]
pub fn expected_new(params: Params, horizon: f64) -> f64 {
    expected(
        params,
        History {
            x: 0,
            tx: 0.0,
            t: 0.0,
        },
        horizon,
    )
}

pub(crate) fn fit_leaving(histories: &Histories, prior: Prior, leaving: Leaving) -> Fit<Params, 4> {
    if let Some((status, reason)) = histories.obstacle() {
        return Fit::without(status, reason);
    }
    let centre = prior_centre(histories);
    let starts = [
        centre,
        [0.0; 4],
        [0.3_f64, 0.3, 0.3, 1.0].map(f64::ln),
        [3.0_f64, 3.0, 0.1, 3.0].map(f64::ln),
    ];
    let found = maximise_rows(
        |rows, at| posterior(rows, at, (prior, &centre), leaving),
        (histories, histories.thinned(SAMPLE).as_ref()),
        &starts,
        histories.customers as f64,
    );
    match found {
        Some(best) => judged(&best, histories, leaving),
        None => Fit::without(Status::NotIdentifiable, Reason::new(FLAT_LIKELIHOOD)),
    }
}

pub(crate) fn refit_leaving(
    histories: &Histories,
    prior: Prior,
    leaving: Leaving,
    near: Params,
) -> Fit<Params, 4> {
    if let Some((status, reason)) = histories.obstacle() {
        return Fit::without(status, reason);
    }
    match climbed_from(histories, prior, leaving, near) {
        Some(best) => judged(&best, histories, leaving),
        None => fit_leaving(histories, prior, leaving),
    }
}

/// The optimum next to parameters in the unit of the rows; `None` where the search from there does not end well inside.
fn climbed_from(
    histories: &Histories,
    prior: Prior,
    leaving: Leaving,
    near: Params,
) -> Option<Optimum<4>> {
    let centre = prior_centre(histories);
    let scaled = Params {
        alpha: near.alpha / histories.scale,
        ..near
    };
    let start = Params::checked(scaled.to_array())?.to_array().map(f64::ln);
    maximise(
        |at| posterior(histories, at, (prior, &centre), leaving),
        &[start],
        histories.customers as f64,
    )
    .filter(|best| best.converged && best.bound().is_none())
}

fn judged(best: &Optimum<4>, histories: &Histories, leaving: Leaving) -> Fit<Params, 4> {
    let scaled = Params::from_array(best.at.map(f64::exp));
    let loglik =
        likelihood::evaluate(histories, scaled, leaving).value - histories.log_scale_of_events();
    let natural = Params {
        alpha: scaled.alpha * histories.scale,
        ..scaled
    };
    Fit::judge(best, natural.to_array(), loglik)
}

/// The centre of [`Prior::Weak`] and first start, log-parameters in scaled time.
fn prior_centre(histories: &Histories) -> [f64; 4] {
    let (r, alpha) = histories.moments();
    [r, alpha, 1.0, 2.5].map(f64::ln)
}

/// Log-likelihood and prior at log-parameters in scaled time.
fn posterior(
    histories: &Histories,
    at: &[f64; 4],
    (prior, centre): (Prior, &[f64; 4]),
    leaving: Leaving,
) -> Evaluation<4> {
    let natural = at.map(f64::exp);
    let params = Params::from_array(natural);
    let mut found = likelihood::evaluate(histories, params, leaving).in_logs(&natural);
    if prior == Prior::Weak {
        found.add_prior(at, centre, PRIOR_SD);
    }
    found
}

pub(crate) fn log_likelihood_leaving(
    params: Params,
    histories: &Histories,
    leaving: Leaving,
) -> f64 {
    let scaled = Params {
        alpha: params.alpha / histories.scale,
        ..params
    };
    likelihood::evaluate(histories, scaled, leaving).value - histories.log_scale_of_events()
}

pub(crate) fn p_alive_leaving(params: Params, history: History, leaving: Leaving) -> f64 {
    let Some(offset) = leaving.offset(history.x) else {
        return 1.0;
    };
    let survived = params.b + offset;
    let silent = (history.t - history.tx).max(0.0) / (params.alpha + history.tx);
    let odds = params.a / survived * ((params.r + f64::from(history.x)) * silent.ln_1p()).exp();
    if odds.is_nan() {
        0.0
    } else {
        1.0 / (1.0 + odds)
    }
}

pub(crate) fn expected_leaving(
    params: Params,
    history: History,
    horizon: f64,
    leaving: Leaving,
) -> f64 {
    let alive = p_alive_leaving(params, history, leaving);
    alive * expected_if_alive(params, history, horizon, leaving)
}

/// Expected purchases of a customer who is still one; depends on `x` and `T` only.
pub(crate) fn expected_if_alive(
    params: Params,
    history: History,
    horizon: f64,
    leaving: Leaving,
) -> f64 {
    let survived = params.b + leaving.chances(history.x);
    let stretch = horizon.max(0.0) / (params.alpha + history.t);
    survivor_purchases(params.a, survived, params.r + f64::from(history.x), stretch)
}

#[cfg(test)]
mod tests {
    use super::{
        Histories, Leaving, Params, Prior, climbed_from, fit_leaving, posterior, prior_centre,
    };
    use crate::optimise::{maximise, spread_starts};

    #[test]
    fn no_other_start_finds_better() {
        for shop in 0..16 {
            let histories = Histories::small_shop(shop);
            for leaving in [Leaving::AfterRepeat, Leaving::AfterAny] {
                let centre = prior_centre(&histories);
                let plain =
                    |at: &[f64; 4]| posterior(&histories, at, (Prior::None, &centre), leaving);
                let best = maximise(plain, &spread_starts(30), 1.0)
                    .unwrap()
                    .evaluation
                    .value;
                let fit = fit_leaving(&histories, Prior::None, leaving)
                    .estimate
                    .unwrap();
                let found = fit.loglik + histories.log_scale_of_events();
                assert!(best <= found + 1e-3, "{shop} {leaving:?}: {best} {found}");
            }
        }
    }

    #[test]
    fn a_warm_start_needs_a_handful_of_steps_and_ends_at_the_same_place() {
        for shop in 4..16 {
            let histories = Histories::small_shop(shop);
            let cold = fit_leaving(&histories, Prior::Weak, Leaving::AfterAny)
                .estimate
                .unwrap();
            // What a night of new orders moves.
            let near = Params {
                r: cold.params.r * 1.04,
                alpha: cold.params.alpha * 0.97,
                a: cold.params.a * 1.05,
                b: cold.params.b * 0.96,
            };
            let warm = climbed_from(&histories, Prior::Weak, Leaving::AfterAny, near).unwrap();
            assert!(
                (1..=8).contains(&warm.steps),
                "{shop}: {} steps",
                warm.steps
            );
            assert!(
                (warm.at[0].exp() / cold.params.r - 1.0).abs() < 1e-6,
                "{shop}"
            );
        }
    }
}
