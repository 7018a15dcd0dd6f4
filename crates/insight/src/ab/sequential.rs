//! Looking at a running test as often as one likes. The mixture sequential probability ratio test (Robbins 1970; Johari,
//! Pekelis & Walsh 2017) gives p-values that stay valid under peeking; a plain p-value does not.

use crate::proportion::{Interval, Share};

/// What one look says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// B − A at this look.
    pub difference: f64,
    /// The smallest always-valid p-value up to and with this look; never rises.
    pub p: f64,
    /// The confidence sequence up to and with this look: holds the truth at all looks together with the given confidence.
    pub interval: Interval,
    /// Whether the test may stop here and call a difference.
    pub stop: bool,
}

/// The looks in time order, each with all observations so far.
///
/// The mixture's width suits a difference of about `expected` (a share, such as .02); any value is valid, a good one
/// stops sooner. `alpha` is the error allowed over all looks together.
#[must_use]
pub fn always_valid(looks: &[(Share, Share)], expected: f64, alpha: f64) -> Vec<Look> {
    let mixture = (expected * expected).clamp(1e-8, 1.0);
    let (mut p, mut interval) = (1.0_f64, (-1.0_f64, 1.0_f64));
    let alpha = alpha.clamp(1e-12, 0.5);
    let each = |(a, b): &(Share, Share)| {
        let difference = b.value() - a.value();
        if let Some(variance) = variance(*a, *b) {
            let both = variance + mixture;
            let shift = mixture * difference * difference / (2.0 * variance * both);
            let log_ratio = 0.5 * (variance / both).ln() + shift;
            p = p.min((-log_ratio).exp());
            let half =
                (variance * both / mixture * ((both / variance).ln() - 2.0 * alpha.ln())).sqrt();
            interval = narrowed(interval, (difference - half, difference + half));
        }
        Look {
            difference,
            p,
            interval,
            stop: p <= alpha,
        }
    };
    looks.iter().map(each).collect()
}

/// The variance of the difference with one hit and one miss added to each side, so that it is never zero; `None` while a
/// side has fewer than ten, too few for the normal approximation.
fn variance(a: Share, b: Share) -> Option<f64> {
    let of = |share: Share| {
        let n = share.n as f64 + 2.0;
        let p = (share.hits.min(share.n) as f64 + 1.0) / n;
        p * (1.0 - p) / n
    };
    (a.n >= 10 && b.n >= 10).then(|| of(a) + of(b))
}

fn narrowed(so_far: Interval, now: Interval) -> Interval {
    let (low, high) = (so_far.0.max(now.0), so_far.1.min(now.1));
    if low <= high {
        (low, high)
    } else {
        (now.0.max(-1.0), now.1.min(1.0))
    }
}
