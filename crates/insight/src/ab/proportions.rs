//! Two shares: pooled z, chi-squared with and without Yates, Fisher exact, intervals, Bayes. Every number is finite; where
//! nothing varies (all or none did) there is no z and no chi-squared.

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
    /// With the pooled variance; `None` where nothing varies, as are the next three.
    pub z: Option<f64>,
    /// Two-sided, of `z`.
    pub p: Option<f64>,
    /// Two-sided, exact.
    pub fisher_p: f64,
    /// Pearson's statistic and p.
    pub chi2: Option<(f64, f64)>,
    /// The same with Yates' correction.
    pub chi2_yates: Option<(f64, f64)>,
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
    let tested = |statistic: f64| (statistic, chi_squared_tail(statistic, 1.0));
    Proportions {
        a,
        b,
        difference,
        z,
        p: z.map(normal_two_sided),
        fisher_p: fisher(a, b).or(z.map(normal_two_sided)).unwrap_or(1.0),
        chi2: z.map(|z| tested(z * z)),
        chi2_yates: yates(a, b).map(tested),
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

fn pooled_z(a: Share, b: Share) -> Option<f64> {
    let (na, nb) = (a.n as f64, b.n as f64);
    let pooled = (a.hits + b.hits) as f64 / (na + nb);
    let variance = pooled * (1.0 - pooled) * (1.0 / na + 1.0 / nb);
    let z = (b.value() - a.value()) / variance.sqrt();
    z.is_finite().then_some(z)
}

/// Each cell of the 2 × 2 table is off by the same `d`; Yates takes ½ away but not more than there is.
fn yates(a: Share, b: Share) -> Option<f64> {
    let (na, nb) = (a.n as f64, b.n as f64);
    let total = na + nb;
    let hits = (a.hits + b.hits) as f64;
    let expected = na * hits / total;
    let off = (a.hits as f64 - expected).abs();
    let corrected = off - off.min(0.5);
    let inverse = total.powi(3) / (na * nb * hits * (total - hits));
    let value = corrected * corrected * inverse;
    value.is_finite().then_some(value)
}
