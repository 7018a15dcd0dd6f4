//! Student's t by the incomplete beta function.

use super::beta::both;
use super::normal_quantile;

/// `P(|T| ≥ |t|)` with `df > 0` degrees of freedom.
#[must_use]
pub fn student_two_sided(t: f64, df: f64) -> f64 {
    let square = t * t;
    if !square.is_finite() {
        return if t.is_nan() { 1.0 } else { 0.0 };
    }
    both(df / (df + square), square / (df + square), df / 2.0, 0.5).0
}

/// The `t ≥ 0` that `|T|` exceeds with probability `alpha`, for intervals with confidence `1 − alpha`.
#[must_use]
pub fn student_quantile(alpha: f64, df: f64) -> f64 {
    let usable = alpha > 0.0 && alpha < 1.0 && df > 0.0;
    if !usable {
        return 0.0;
    }
    let mut high = normal_quantile(1.0 - alpha / 2.0).max(1.0);
    while student_two_sided(high, df) > alpha && high < 1e150 {
        high *= 2.0;
    }
    let mut low = 0.0;
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if student_two_sided(middle, df) > alpha {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        assert!((student_quantile(0.05, 1.0) - 12.706_204_736_174_7).abs() < 1e-9);
        assert!((student_quantile(0.05, 24.0) - 2.063_898_561_628_02).abs() < 1e-12);
        assert!((student_two_sided(2.063_898_561_628_02, 24.0) - 0.05).abs() < 1e-13);
        assert_eq!(student_two_sided(0.0, 5.0), 1.0);
        assert!(student_quantile(1e-12, 0.01).is_finite());
    }
}
