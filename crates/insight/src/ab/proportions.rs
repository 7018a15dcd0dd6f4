//! Two shares: pooled z, chi-squared with and without Yates, Fisher exact, intervals, Bayes. Every number is finite; with
//! an empty side or no variance the tests read "no difference seen" (statistic 0, p 1).

use super::chance_b_beats_a;
use crate::distribution::{Hypergeometric, chi_squared_tail, normal_two_sided};
use crate::proportion::{Interval, Share, agresti_caffo, clopper_pearson, newcombe, wilson};

/// The comparison of two shares; differences are B − A.
#[derive(Debug, Clone, PartialEq)]
pub struct Proportions {
    /// The side compared with.
    pub a: Share,
    /// The side tried.
    pub b: Share,
    /// B − A.
    pub difference: f64,
    /// With the pooled variance.
    pub z: f64,
    /// Two-sided, of `z`.
    pub p: f64,
    /// Two-sided, exact.
    pub fisher_p: f64,
    /// Pearson's statistic and p.
    pub chi2: (f64, f64),
    /// The same with Yates' correction.
    pub chi2_yates: (f64, f64),
    /// Newcombe's interval of the difference.
    pub newcombe: Interval,
    /// Agresti and Caffo's interval of the difference.
    pub agresti_caffo: Interval,
    /// Wilson's interval of each side.
    pub wilson: (Interval, Interval),
    /// Clopper and Pearson's interval of each side.
    pub clopper_pearson: (Interval, Interval),
    /// P(B > A) under uniform priors.
    pub chance_b: f64,
}

/// Compares two shares at a confidence level such as .95.
#[must_use]
pub fn compare_proportions(a: Share, b: Share, confidence: f64) -> Proportions {
    let (a, b) = (possible(a), possible(b));
    let difference = b.value() - a.value();
    let z = pooled_z(a, b);
    let chi2 = z * z;
    let yates = yates(a, b);
    Proportions {
        a,
        b,
        difference,
        z,
        p: normal_two_sided(z),
        fisher_p: fisher(a, b).unwrap_or_else(|| normal_two_sided(z)),
        chi2: (chi2, chi_squared_tail(chi2, 1.0)),
        chi2_yates: (yates, chi_squared_tail(yates, 1.0)),
        newcombe: newcombe(a, b, confidence),
        agresti_caffo: agresti_caffo(a, b, confidence),
        wilson: (
            wilson(a.hits, a.n, confidence),
            wilson(b.hits, b.n, confidence),
        ),
        clopper_pearson: (
            clopper_pearson(a.hits, a.n, confidence),
            clopper_pearson(b.hits, b.n, confidence),
        ),
        chance_b: chance_b_beats_a(a, b),
    }
}

/// More hits than observations, or more than floats can count, cannot be.
fn possible(share: Share) -> Share {
    let n = share.n.min(1 << 50);
    Share {
        hits: share.hits.min(n),
        n,
    }
}

/// `None` above 2⁴⁰ observations, where the exact sum takes long and differs from the normal p by nothing.
fn fisher(a: Share, b: Share) -> Option<f64> {
    let total = a.n + b.n;
    let draw = Hypergeometric::new(total, a.hits + b.hits, a.n)?;
    (total <= 1 << 40).then(|| draw.two_sided(a.hits))
}

fn pooled_z(a: Share, b: Share) -> f64 {
    let (na, nb) = (a.n as f64, b.n as f64);
    let pooled = (a.hits + b.hits) as f64 / (na + nb);
    let variance = pooled * (1.0 - pooled) * (1.0 / na + 1.0 / nb);
    let z = (b.value() - a.value()) / variance.sqrt();
    if z.is_finite() { z } else { 0.0 }
}

/// Each cell of the 2 × 2 table is off by the same `d`; Yates takes ½ away but not more than there is.
fn yates(a: Share, b: Share) -> f64 {
    let (na, nb) = (a.n as f64, b.n as f64);
    let total = na + nb;
    let hits = (a.hits + b.hits) as f64;
    let expected = na * hits / total;
    let off = (a.hits as f64 - expected).abs();
    let corrected = off - off.min(0.5);
    let inverse = total.powi(3) / (na * nb * hits * (total - hits));
    let value = corrected * corrected * inverse;
    if value.is_finite() { value } else { 0.0 }
}
