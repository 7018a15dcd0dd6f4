//! Intervals for shares and for the difference of two shares. Counts in, `(lower, upper)` out, always inside the possible
//! range and never NaN; no data gives the whole range.

use crate::distribution::{beta_quantile, normal_quantile};

/// Lower and upper end.
pub type Interval = (f64, f64);

/// Wilson's score interval (1927).
#[must_use]
pub fn wilson(hits: u64, n: u64, confidence: f64) -> Interval {
    wilson_at(hits, n, z_of(confidence))
}

/// [`wilson`] for a half-width `z` in standard errors ([`z_of`]), for many intervals at one confidence.
#[must_use]
pub fn wilson_at(hits: u64, n: u64, z: f64) -> Interval {
    if n == 0 {
        return (0.0, 1.0);
    }
    let (x, n) = (hits.min(n) as f64, n as f64);
    let square = z * z;
    let middle = (x + square / 2.0) / (n + square);
    let half = z / (n + square) * (x * (n - x) / n + square / 4.0).sqrt();
    let lower = if x == 0.0 { 0.0 } else { middle - half };
    let upper = if x == n { 1.0 } else { middle + half };
    (lower.max(0.0), upper.min(1.0))
}

/// The exact interval of Clopper and Pearson (1934).
#[must_use]
pub fn clopper_pearson(hits: u64, n: u64, confidence: f64) -> Interval {
    let hits = hits.min(n);
    let tail = (1.0 - confidence) / 2.0;
    let (x, misses) = (hits as f64, (n - hits) as f64);
    let lower = if hits == 0 {
        0.0
    } else {
        beta_quantile(tail, x, misses + 1.0)
    };
    let upper = if hits == n {
        1.0
    } else {
        1.0 - beta_quantile(tail, misses, x + 1.0)
    };
    (lower, upper)
}

/// Agresti and Coull's interval (1998): Wald around the share with `z²` observations added.
#[must_use]
pub fn agresti_coull(hits: u64, n: u64, confidence: f64) -> Interval {
    if n == 0 {
        return (0.0, 1.0);
    }
    let z = z_of(confidence);
    let more = n as f64 + z * z;
    let p = (hits.min(n) as f64 + z * z / 2.0) / more;
    let half = z * (p * (1.0 - p) / more).sqrt();
    ((p - half).max(0.0), (p + half).min(1.0))
}

/// Hits out of `n`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many did.
    pub hits: u64,
    /// Out of how many.
    pub n: u64,
}

impl Share {
    /// The plain share; 0 without data.
    #[must_use]
    pub fn value(self) -> f64 {
        if self.n == 0 {
            0.0
        } else {
            self.hits.min(self.n) as f64 / self.n as f64
        }
    }
}

/// Newcombe's interval for `b − a` from two score intervals (1998, method 10).
#[must_use]
pub fn newcombe(a: Share, b: Share, confidence: f64) -> Interval {
    let (a_low, a_high) = wilson(a.hits, a.n, confidence);
    let (b_low, b_high) = wilson(b.hits, b.n, confidence);
    let (a, b) = (a.value(), b.value());
    let down = (b - b_low).hypot(a_high - a);
    let up = (b_high - b).hypot(a - a_low);
    ((b - a - down).max(-1.0), (b - a + up).min(1.0))
}

/// Agresti and Caffo's interval for `b − a` (2000): Wald with one hit and one miss added to each side.
#[must_use]
pub fn agresti_caffo(a: Share, b: Share, confidence: f64) -> Interval {
    let moved = |share: Share| {
        let n = share.n as f64 + 2.0;
        let p = (share.hits.min(share.n) as f64 + 1.0) / n;
        (p, p * (1.0 - p) / n)
    };
    let ((a, a_variance), (b, b_variance)) = (moved(a), moved(b));
    let half = z_of(confidence) * (a_variance + b_variance).sqrt();
    ((b - a - half).max(-1.0), (b - a + half).min(1.0))
}

/// The half-width of a two-sided interval in standard errors.
#[must_use]
pub fn z_of(confidence: f64) -> f64 {
    normal_quantile(f64::midpoint(1.0, confidence.clamp(0.0, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn intervals_hold_the_share_and_stay_possible(hits in 0u64..2000, more in 0u64..2000, conf in 0.5..0.999f64) {
            let n = hits + more;
            let share = Share { hits, n }.value();
            for (low, high) in [wilson(hits, n, conf), clopper_pearson(hits, n, conf), agresti_coull(hits, n, conf)] {
                prop_assert!((0.0..=1.0).contains(&low) && (0.0..=1.0).contains(&high));
                prop_assert!(low <= share + 1e-12 && (share - 1e-12 <= high || n == 0));
            }
        }

        #[test]
        fn swapping_the_sides_mirrors_the_difference(a in 0u64..50, b in 0u64..50, n in 50u64..99) {
            let (a, b) = (Share { hits: a, n }, Share { hits: b, n });
            for interval in [newcombe, agresti_caffo] {
                let (there, back) = (interval(a, b, 0.95), interval(b, a, 0.95));
                prop_assert!((there.0 + back.1).abs() < 1e-12 && (there.1 + back.0).abs() < 1e-12);
            }
        }
    }
}
