//! MBG/NBD: as BG/NBD, but a customer may also leave right after the first purchase.
//!
//! Source: Batislam, Denizel & Filiztekin (2007), "Empirical validation and comparison of models for customer base
//! analysis", International Journal of Research in Marketing 24(3), 201–209. It says something of one-time buyers,
//! where BG/NBD is silent. It shares the arithmetic of [`crate::bgnbd`] and must never repeat it.

use crate::bgnbd::{
    Leaving, expected_leaving, fit_leaving, log_likelihood_leaving, p_alive_leaving, refit_leaving,
};
use crate::histories::{Histories, History};
use crate::optimise::Fit;

pub use crate::bgnbd::{Params, Prior};

/// Fits the model.
#[must_use]
pub fn fit(histories: &Histories, prior: Prior) -> Fit<Params, 4> {
    fit_leaving(histories, prior, Leaving::AfterAny)
}

/// As [`fit`], climbing from the parameters of an earlier fit; see [`crate::bgnbd::refit`].
#[must_use]
pub fn refit(histories: &Histories, prior: Prior, near: Params) -> Fit<Params, 4> {
    refit_leaving(histories, prior, Leaving::AfterAny, near)
}

/// The chance from 0 to 1 that the customer has not left.
#[must_use]
pub fn p_alive(params: Params, history: History) -> f64 {
    p_alive_leaving(params, history, Leaving::AfterAny)
}

/// Expected number of purchases in the next `horizon` (unit of the rows).
#[must_use]
pub fn expected(params: Params, history: History, horizon: f64) -> f64 {
    expected_leaving(params, history, horizon, Leaving::AfterAny)
}

/// The log-likelihood of `histories` at given parameters.
#[must_use]
pub fn log_likelihood(params: Params, histories: &Histories) -> f64 {
    log_likelihood_leaving(params, histories, Leaving::AfterAny)
}
