//! Integrals over the unseen moment of leaving, on a logarithmic scale by Gauss–Legendre panels.
//!
//! `∫ (α+y)^−(r+x) (β+y)^−(s+1) dy` from `tx` to `T`: with `u = ln(c+y)`, `c = min(α, β)`, the integrand is
//! log-concave in `u` and its only singularities lie `π` off the axis, so 48 points on panels of at most 12 reach
//! 15 digits for all parameters. Positive terms only: nothing cancels.

use super::Params;
use crate::special::gauss_legendre;

const LONGEST_PANEL: f64 = 12.0;
/// Once the integrand has fallen by e^−50 the rest does not count.
const NEGLIGIBLE: f64 = 50.0;

/// `ln` of the term "still a customer": `(α+T)^−(r+x) (β+T)^−s`.
pub(super) fn still_here(params: Params, x: f64, t: f64) -> f64 {
    -(params.r + x) * (params.alpha + t).ln() - params.s * (params.beta + t).ln()
}

/// `ln` of the term "left at some moment between `tx` and `T`".
pub(super) fn log_left(params: Params, x: f64, tx: f64, t: f64) -> f64 {
    let log_density = |y: f64| {
        let log_weight = -(params.r + x) * (params.alpha + y).ln();
        log_weight - (params.s + 1.0) * (params.beta + y).ln()
    };
    let highest = log_density(tx);
    let mut sum = 0.0;
    each_moment(params, x, tx, t, |y, weight| {
        sum += weight * (log_density(y) - highest).exp()
    });
    highest + (params.s * sum).ln()
}

/// Calls `visit(y, weight)` for every quadrature point of the moment of leaving.
pub(super) fn each_moment(
    params: Params,
    x: f64,
    tx: f64,
    t: f64,
    mut visit: impl FnMut(f64, f64),
) {
    if t <= tx {
        return;
    }
    let floor = params.alpha.min(params.beta);
    let start = floor + tx;
    let mut length = ((t - tx) / start).ln_1p();
    let slope = |y: f64| {
        1.0 - (floor + y)
            * ((params.r + x) / (params.alpha + y) + (params.s + 1.0) / (params.beta + y))
    };
    let first = slope(tx);
    if first < 0.0 {
        length = length.min(NEGLIGIBLE / -first);
    }
    let panels = (length / LONGEST_PANEL).ceil().clamp(1.0, 64.0);
    let half = length / panels / 2.0;
    // Log-concave: the slope only falls, so its ends bound the change.
    let last = slope(tx + start * length.exp_m1());
    let rule = gauss_legendre((2.0 * half * first.abs().max(last.abs())).max(16.0 * half));
    for panel in 0..panels as u32 {
        let middle = half * (2.0 * f64::from(panel) + 1.0);
        for (node, weight) in rule {
            let grown = start * (middle + half * node).exp_m1();
            visit(tx + grown, weight * half * (start + grown));
        }
    }
}

/// `∫₀^∞ (ripe / (ripe + y))^s e^(−rate·y) dy`: discounted time left to a customer now here; infinite mean
/// lifetimes are finite under any positive `rate`, which is taken as at least 1e-9 of `1 / ripe`.
#[must_use]
pub fn discounted_residual(s: f64, ripe: f64, rate: f64) -> f64 {
    let pace = (rate * ripe).max(1e-9);
    let mut length = (2.0 * NEGLIGIBLE / pace).ln_1p();
    if s > 1.0 {
        length = length.min(NEGLIGIBLE / (s - 1.0));
    }
    let panels = (length / 3.0).ceil().clamp(1.0, 64.0);
    let half = length / panels / 2.0;
    let mut sum = 0.0;
    for panel in 0..panels as u32 {
        let middle = half * (2.0 * f64::from(panel) + 1.0);
        for (node, weight) in gauss_legendre(f64::INFINITY) {
            let u = middle + half * node;
            sum += weight * half * ((1.0 - s) * u - pace * u.exp_m1()).exp();
        }
    }
    let found = ripe * sum;
    if found.is_finite() { found } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::discounted_residual;

    #[test]
    fn a_customer_who_never_leaves_is_worth_a_perpetuity() {
        assert!((discounted_residual(1e-12, 10.0, 0.01) - 100.0).abs() < 1e-7);
        // s = 2, ripe = 1, rate = 1: 1 − e·E₁(1)
        assert!((discounted_residual(2.0, 1.0, 1.0) - 0.403_652_637_676_805_9).abs() < 1e-13);
    }
}
