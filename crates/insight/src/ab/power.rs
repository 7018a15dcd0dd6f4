//! How many are needed on each side to see a difference between two shares. It must be asked before the test, not after.

use crate::distribution::{normal_cdf, normal_quantile};

/// Numbers needed per side, not yet rounded up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SampleSize {
    /// Cohen's h: the difference on the arcsine scale.
    pub cohen_h: f64,
    /// By the arcsine scale, both tails counted.
    pub arcsine: f64,
    /// By the normal approximation with unpooled variances, the near tail counted.
    pub normal_unpooled: f64,
}

/// The size for shares `p1` and `p2`, two-sided error `alpha` and `power`; `None` where the shares are equal or a number
/// lies outside 0 to 1 (`alpha` and `power` strictly inside).
#[must_use]
pub fn sample_size(p1: f64, p2: f64, alpha: f64, power: f64) -> Option<SampleSize> {
    let inside = |v: f64| v > 0.0 && v < 1.0;
    let share = |v: f64| (0.0..=1.0).contains(&v);
    if !(share(p1) && share(p2) && inside(alpha) && inside(power)) || p1 == p2 {
        return None;
    }
    let reach = normal_quantile(1.0 - alpha / 2.0) + normal_quantile(power);
    let cohen_h = 2.0 * (p2.sqrt().asin() - p1.sqrt().asin());
    let variance = p1 * (1.0 - p1) + p2 * (1.0 - p2);
    let size = SampleSize {
        cohen_h: cohen_h.abs(),
        arcsine: 2.0 * (exact_reach(reach, alpha, power) / cohen_h).powi(2),
        normal_unpooled: variance * (reach / (p2 - p1)).powi(2),
    };
    (size.arcsine.is_finite() && size.normal_unpooled.is_finite()).then_some(size)
}

/// The shift in standard errors at which both tails of the test together have the power; `near` is that of one tail.
fn exact_reach(near: f64, alpha: f64, power: f64) -> f64 {
    let z = normal_quantile(1.0 - alpha / 2.0);
    let (mut low, mut high) = (0.0, near.max(0.0) + 1e-6);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if normal_cdf(middle - z) + normal_cdf(-middle - z) < power {
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
    fn five_against_six_per_cent() {
        let size = sample_size(0.05, 0.06, 0.05, 0.8).unwrap();
        assert_eq!(size.normal_unpooled.ceil(), 8155.0);
        assert_eq!(size.arcsine.ceil(), 8143.0);
        assert!(sample_size(0.1, 0.1, 0.05, 0.8).is_none());
        assert!(sample_size(f64::NAN, 0.1, 0.05, 0.8).is_none());
    }
}
