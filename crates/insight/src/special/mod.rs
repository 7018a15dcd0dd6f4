//! Special functions the models need, accurate at the edges (tiny, huge and nearly equal arguments).
//!
//! `ln Γ` comes from `libm`; digamma and trigamma are recurrence plus asymptotic series (Abramowitz & Stegun
//! 6.3.18 and 6.4.12). Every function is for positive arguments; none may return NaN for a positive finite one.

mod quadrature;
mod rising;

pub use quadrature::{gauss_legendre, nodes};
pub use rising::{Rising, rising};

/// Natural logarithm of the gamma function, `z > 0`.
#[must_use]
pub fn ln_gamma(z: f64) -> f64 {
    libm::lgamma(z)
}

/// Natural logarithm of the beta function, `a, b > 0`.
///
/// Written with the smaller argument alone where the other is large, so that it does not cancel.
#[must_use]
pub fn ln_beta(a: f64, b: f64) -> f64 {
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    ln_gamma(small) - ln_gamma_ratio(large, small)
}

/// `ln Γ(z + step) − ln Γ(z)` for `z, step > 0`, without cancellation for large `z`.
#[must_use]
pub fn ln_gamma_ratio(z: f64, step: f64) -> f64 {
    if z < 16.0 {
        return ln_gamma(z + step) - ln_gamma(z);
    }
    let sum = z + step;
    let log = (step / z).ln_1p();
    (z - 0.5) * log + step * sum.ln() - step + stirling(sum) - stirling(z)
}

/// Stirling's correction `ln Γ(z) − (z − ½) ln z + z − ½ ln 2π` for `z ≥ 16`.
fn stirling(z: f64) -> f64 {
    let i = 1.0 / (z * z);
    (1.0 / 12.0 - i * (1.0 / 360.0 - i * (1.0 / 1260.0 - i * (1.0 / 1680.0 - i / 1188.0)))) / z
}

/// Derivative of `ln Γ`, `z > 0`.
#[must_use]
pub fn digamma(z: f64) -> f64 {
    let (mut z, mut shift) = (z, 0.0);
    while z < 12.0 {
        shift += 1.0 / z;
        z += 1.0;
    }
    let i = 1.0 / (z * z);
    let tail = i
        * (1.0 / 12.0
            - i * (1.0 / 120.0
                - i * (1.0 / 252.0 - i * (1.0 / 240.0 - i * (1.0 / 132.0 - i * 691.0 / 32760.0)))));
    z.ln() - 0.5 / z - tail - shift
}

/// Second derivative of `ln Γ`, `z > 0`.
#[must_use]
pub fn trigamma(z: f64) -> f64 {
    let (mut z, mut shift) = (z, 0.0);
    while z < 12.0 {
        shift += 1.0 / (z * z);
        z += 1.0;
    }
    let i = 1.0 / (z * z);
    let tail = i
        * (1.0 / 6.0
            - i * (1.0 / 30.0
                - i * (1.0 / 42.0 - i * (1.0 / 30.0 - i * (5.0 / 66.0 - i * 691.0 / 2730.0)))));
    1.0 / z + 0.5 * i + tail / z + shift
}

/// `ln(eᵃ + eᵇ)` without overflow; either may be −∞.
#[must_use]
pub fn log_add_exp(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if high == f64::NEG_INFINITY {
        high
    } else {
        high + (low - high).exp().ln_1p()
    }
}

/// `(e^{−y·l} − 1) / −y`, that is `l·(1 − e^{−yl})/(yl)`, through its removable singularity at `y = 0`.
#[must_use]
pub fn one_minus_exp_over(y: f64, l: f64) -> f64 {
    let product = y * l;
    if product.abs() < 1e-5 {
        l * (1.0 - product / 2.0 * (1.0 - product / 3.0))
    } else {
        -(-product).exp_m1() / y
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: f64, want: f64, relative: f64) {
        assert!(
            (got - want).abs() <= relative * want.abs(),
            "{got} is not {want}"
        );
    }

    /// 50-digit values.
    #[test]
    fn digamma_and_trigamma_match_known_values() {
        close(digamma(1.0), -0.577_215_664_901_532_9, 1e-14);
        close(digamma(0.5), -1.963_510_026_021_423_5, 1e-14);
        close(digamma(1e-6), -1_000_000.577_214_02, 1e-14);
        close(digamma(1e8), 18.420_680_738_952_367, 1e-14);
        close(trigamma(1.0), 1.644_934_066_848_226_4, 1e-14);
        close(trigamma(0.5), 4.934_802_200_544_679, 1e-14);
        close(trigamma(1e8), 1.000_000_005e-8, 1e-14);
    }

    #[test]
    fn derivatives_agree_with_differences() {
        for z in [0.3_f64, 1.7, 9.0, 14.0, 200.0] {
            let h = z * 1e-4;
            close(
                (ln_gamma(z + h) - ln_gamma(z - h)) / (2.0 * h),
                digamma(z),
                1e-6,
            );
            close(
                (digamma(z + h) - digamma(z - h)) / (2.0 * h),
                trigamma(z),
                1e-6,
            );
        }
    }

    #[test]
    fn gamma_ratio_does_not_cancel() {
        // Γ(z+3)/Γ(z) = z(z+1)(z+2)
        for z in [0.1_f64, 15.9, 16.0, 1e5, 1e12] {
            close(
                ln_gamma_ratio(z, 3.0),
                (z * (z + 1.0) * (z + 2.0)).ln(),
                1e-14,
            );
        }
        close(
            ln_beta(1e10, 2.0),
            -(1e10_f64.ln() + (1e10_f64 + 1.0).ln()),
            1e-14,
        );
        close(ln_beta(0.5, 0.5), core::f64::consts::PI.ln(), 1e-14);
    }

    #[test]
    fn removable_singularity_is_removed() {
        assert_eq!(one_minus_exp_over(0.0, 2.0), 2.0);
        close(one_minus_exp_over(1e-9, 2.0), 2.0 - 2e-9, 1e-15);
        close(
            one_minus_exp_over(0.999e-5, 1.0),
            one_minus_exp_over(1.001e-5, 1.0),
            2e-8,
        );
        assert_eq!(one_minus_exp_over(1e6, 2.0), 1e-6);
    }

    #[test]
    fn log_sums_survive_the_extremes() {
        assert_eq!(log_add_exp(f64::NEG_INFINITY, -3.0), -3.0);
        assert_eq!(
            log_add_exp(f64::NEG_INFINITY, f64::NEG_INFINITY),
            f64::NEG_INFINITY
        );
        close(
            log_add_exp(1000.0, 1000.0),
            1000.0 + core::f64::consts::LN_2,
            1e-15,
        );
    }
}
