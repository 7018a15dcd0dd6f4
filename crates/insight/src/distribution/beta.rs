//! The beta distribution by the continued fraction of the incomplete beta function, with a front factor that does not
//! cancel for large parameters. It must hold for parameters from 1e-3 to 1e9.

use super::binomial;

/// Parameters outside are answered as if all weight lay at the mean.
const SMALLEST: f64 = 1e-12;
const LARGEST: f64 = 1e15;

/// `P(X ≤ x)` for a beta variable with parameters `a, b > 0`; 0 and 1 outside the unit interval.
#[must_use]
pub fn beta_cdf(x: f64, a: f64, b: f64) -> f64 {
    both(x, 1.0 - x, a, b).0
}

/// The `x` with `P(X ≤ x) = p`, by bisection on the logit scale; 0 and 1 for `p` at or beyond the ends.
#[must_use]
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    if p <= 0.0 || p.is_nan() {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    let (mut low, mut high) = (-700.0_f64, 36.0_f64);
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        let x = 1.0 / (1.0 + (-middle).exp());
        let y = 1.0 / (1.0 + middle.exp());
        if both(x, y, a, b).0 < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    1.0 / (1.0 + (-f64::midpoint(low, high)).exp())
}

/// `(P(X ≤ x), P(X > x))` given `x` and `y = 1 − x`, each as exact as it can be.
pub(super) fn both(x: f64, y: f64, a: f64, b: f64) -> (f64, f64) {
    let usable = a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite();
    if !usable || x.is_nan() || x <= 0.0 {
        return (0.0, 1.0);
    }
    if y <= 0.0 {
        return (1.0, 0.0);
    }
    if a < SMALLEST || b < SMALLEST || a > LARGEST || b > LARGEST {
        let beyond = if x < a / (a + b) { 0.0 } else { 1.0 };
        return (beyond, 1.0 - beyond);
    }
    if x <= (a + 1.0) / (a + b + 2.0) {
        let lower = lower(x, y, a, b);
        (lower, 1.0 - lower)
    } else {
        let upper = lower(y, x, b, a);
        (1.0 - upper, upper)
    }
}

fn lower(x: f64, y: f64, a: f64, b: f64) -> f64 {
    // xᵃ yᵇ / (a B(a,b)) = binomial(a, b) · b / (a + b)
    let front = binomial(a, b, x, y) * b / (a + b);
    (front * fraction(x, a, b)).clamp(0.0, 1.0)
}

/// Lentz's evaluation of the continued fraction; about √max(a, b) steps.
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let lift = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / lift(1.0 - (a + b) * x / (a + 1.0));
    let mut product = d;
    for m in 1..100_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / lift(1.0 + even * d);
        c = lift(1.0 + even / c);
        product *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / lift(1.0 + odd * d);
        c = lift(1.0 + odd / c);
        product *= d * c;
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn closed_forms_are_met() {
        assert!((beta_cdf(0.3, 1.0, 1.0) - 0.3).abs() < 1e-15);
        assert!((beta_cdf(0.3, 2.0, 1.0) - 0.09).abs() < 1e-15);
        assert!((beta_cdf(0.5, 1e6, 1e6) - 0.5).abs() < 1e-12);
        assert!((beta_quantile(0.025, 1.0, 1.0) - 0.025).abs() < 1e-14);
        assert!((beta_quantile(0.975, 1.0, 5.0) - 0.521_823_750_104_98).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn the_quantile_inverts(p in 1e-6..0.999_999f64, a in 0.1..1e5f64, b in 0.1..1e5f64) {
            let x = beta_quantile(p, a, b);
            prop_assert!((0.0..=1.0).contains(&x));
            if x > 1e-300 && x < 1.0 - 1e-12 {
                prop_assert!((beta_cdf(x, a, b) - p).abs() < 1e-7);
            }
        }

        #[test]
        fn any_argument_is_answered_in_range(
            x in prop::num::f64::ANY, a in prop::num::f64::ANY, b in prop::num::f64::ANY,
        ) {
            prop_assert!((0.0..=1.0).contains(&beta_cdf(x, a, b)));
        }
    }
}
