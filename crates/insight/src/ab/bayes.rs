//! The chance that B's rate is higher than A's, both with a uniform prior: a finite sum, not a simulation.

use crate::distribution::{Hypergeometric, normal_cdf};
use crate::proportion::Share;

/// Beyond so many terms the normal approximation is exact enough (error below 1e-6) and is used instead.
const MOST_TERMS: u64 = 5_000_000;

/// Counts are held to this, where floats still count by ones.
const MOST_COUNTED: u64 = 1 << 50;

/// P(B > A) for `Beta(hits + 1, misses + 1)` on each side.
///
/// The sum runs over the smallest of the four parameters, by the symmetries P(B>A) = 1 − P(A>B) and hits ↔ misses.
#[must_use]
pub fn chance_b_beats_a(a: Share, b: Share) -> f64 {
    let side = |share: Share| {
        let n = share.n.min(MOST_COUNTED);
        let hits = share.hits.min(n);
        (hits + 1, n - hits + 1)
    };
    let ((a_hit, a_miss), (b_hit, b_miss)) = (side(a), side(b));
    let least = a_hit.min(a_miss).min(b_hit).min(b_miss);
    if least > MOST_TERMS {
        return approximate(a, b);
    }
    let chance = if b_hit == least {
        sum(a_hit, a_miss, b_hit, b_miss)
    } else if a_hit == least {
        1.0 - sum(b_hit, b_miss, a_hit, a_miss)
    } else if a_miss == least {
        sum(b_miss, b_hit, a_miss, a_hit)
    } else {
        1.0 - sum(a_miss, a_hit, b_miss, b_hit)
    };
    chance.clamp(0.0, 1.0)
}

/// `Σ_{i<c} B(a+i, b+d) / ((d+i) B(1+i, d) B(a, b))`: the chance that Beta(c, d) exceeds Beta(a, b), `c` whole (E. Miller,
/// Formulas for Bayesian A/B testing, 2015). Terms follow one another by a ratio. The first,
/// `Γ(b+d)Γ(a+b) / (Γ(b)Γ(a+b+d))`, is that of drawing none of `a` marked among `a+b+d−1` in `d` draws.
fn sum(a: u64, b: u64, c: u64, d: u64) -> f64 {
    let first = Hypergeometric::new(a + b + d - 1, a, d).map_or(0.0, |draw| draw.ln_probability(0));
    let (a, b, d) = (a as f64, b as f64, d as f64);
    let (mut log, mut total) = (first, 0.0);
    for i in 0..c {
        let i = i as f64;
        total += log.exp();
        log += ((a + i) * (d + i) / ((a + b + d + i) * (i + 1.0))).ln();
    }
    total
}

fn approximate(a: Share, b: Share) -> f64 {
    let variance = |share: Share| share.value() * (1.0 - share.value()) / share.n as f64;
    let z = (b.value() - a.value()) / (variance(a) + variance(b)).sqrt();
    normal_cdf(z)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_sides_are_even_and_sides_mirror() {
        let share = |hits, n| Share { hits, n };
        assert!((chance_b_beats_a(share(50, 100), share(50, 100)) - 0.5).abs() < 1e-12);
        assert!((chance_b_beats_a(share(0, 0), share(0, 0)) - 0.5).abs() < 1e-12);
        let there = chance_b_beats_a(share(3, 40), share(9, 50));
        let back = chance_b_beats_a(share(9, 50), share(3, 40));
        assert!((there + back - 1.0).abs() < 1e-12);
        let big = chance_b_beats_a(share(20_000_000, 40_000_000), share(20_001_000, 40_000_000));
        assert!(big > 0.5 && big < 1.0);
    }
}
