//! The normal distribution. It must stay accurate in the far tails, where p-values live.

use std::f64::consts::{FRAC_1_SQRT_2, SQRT_2};

/// `P(Z ≤ z)`.
#[must_use]
pub fn normal_cdf(z: f64) -> f64 {
    if z.is_nan() {
        0.5
    } else {
        0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
    }
}

/// `P(|Z| ≥ |z|)`.
#[must_use]
pub fn normal_two_sided(z: f64) -> f64 {
    if z.is_nan() {
        1.0
    } else {
        libm::erfc(z.abs() * FRAC_1_SQRT_2)
    }
}

/// The `z` with `P(Z ≤ z) = p`; held within ±38 for `p` at or beyond 0 and 1.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    if p.is_nan() {
        return 0.0;
    }
    if p > 0.5 {
        return -normal_quantile(1.0 - p);
    }
    if p <= 1e-315 {
        return -38.0;
    }
    // A rough start in the lower tail, then Newton steps on ln Φ, which is concave there and cannot overshoot for long.
    let t = (-2.0 * p.ln()).sqrt();
    let mut z = -(t - (2.307_53 + t * 0.270_61) / (1.0 + t * (0.992_29 + t * 0.044_81)));
    for _ in 0..20 {
        let cdf = 0.5 * libm::erfc(-z / SQRT_2);
        let density = (-0.5 * z * z - super::HALF_LN_TWO_PI).exp();
        let step = (cdf / p).ln() * cdf / density;
        if !step.is_finite() {
            break;
        }
        z -= step;
        if step.abs() <= 1e-15 * z.abs().max(1.0) {
            break;
        }
    }
    z
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-14);
        assert!((normal_quantile(0.8) - 0.841_621_233_572_914_2).abs() < 1e-14);
        assert!(normal_quantile(0.5).abs() < 1e-15);
        assert!((normal_two_sided(1.959_963_984_540_054) - 0.05).abs() < 1e-15);
    }

    #[test]
    fn quantile_inverts_the_distribution_everywhere() {
        for exponent in 1..300 {
            let p = 10f64.powi(-exponent);
            assert!(
                (normal_cdf(normal_quantile(p)) / p - 1.0).abs() < 1e-11,
                "{p}"
            );
        }
        for odd in [0.0, 1.0, -1.0, 2.0, f64::NAN, f64::INFINITY] {
            assert!(normal_quantile(odd).is_finite());
        }
    }
}
