//! Marked among drawn without replacement: the distribution behind Fisher's exact test. Probabilities do not cancel for
//! populations of millions.

use super::ln_binomial;

/// `drawn` taken out of `total`, of which `marked` are marked; counts how many marked ones come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hypergeometric {
    total: u64,
    marked: u64,
    drawn: u64,
}

impl Hypergeometric {
    /// `None` when more are marked or drawn than there are.
    #[must_use]
    pub fn new(total: u64, marked: u64, drawn: u64) -> Option<Self> {
        (marked <= total && drawn <= total).then_some(Self {
            total,
            marked,
            drawn,
        })
    }

    /// The probability of exactly `k`.
    #[must_use]
    pub fn probability(&self, k: u64) -> f64 {
        self.ln_probability(k).exp()
    }

    /// The logarithm of [`probability`](Self::probability), −∞ where `k` cannot be (Loader: three binomials with a
    /// common rate).
    #[must_use]
    pub fn ln_probability(&self, k: u64) -> f64 {
        if k < self.least() || k > self.most() {
            return f64::NEG_INFINITY;
        }
        if self.drawn == 0 || self.drawn == self.total {
            return 0.0;
        }
        let (total, marked, drawn) = (self.total as f64, self.marked as f64, self.drawn as f64);
        let k = k as f64;
        let p = drawn / total;
        let q = (total - drawn) / total;
        let hit = ln_binomial(k, marked - k, p, q);
        let miss = ln_binomial(drawn - k, total - marked - (drawn - k), p, q);
        hit + miss - ln_binomial(drawn, total - drawn, p, q)
    }

    /// The two-sided exact p-value of `k`: the probability of all outcomes no likelier than it.
    #[must_use]
    pub fn two_sided(&self, k: u64) -> f64 {
        let limit = self.probability(k) * (1.0 + 1e-7);
        let mode =
            ((self.drawn + 1) as f64 * (self.marked + 1) as f64 / (self.total + 2) as f64) as u64;
        let mode = mode.clamp(self.least(), self.most());
        let peak = self.probability(mode);
        let sum = self.tail(mode, peak, limit, true) + self.tail(mode, peak, limit, false);
        let at_mode = if peak <= limit { peak } else { 0.0 };
        (sum + at_mode).min(1.0)
    }

    /// Sum over one side of the mode of all probabilities up to `limit`, by the ratio of neighbours.
    fn tail(&self, mode: u64, peak: f64, limit: f64, up: bool) -> f64 {
        let (mut k, mut probability, mut sum) = (mode, peak, 0.0);
        while if up {
            k < self.most()
        } else {
            k > self.least()
        } {
            probability *= if up {
                self.ratio(k)
            } else {
                1.0 / self.ratio(k - 1)
            };
            k = if up { k + 1 } else { k - 1 };
            if probability <= limit {
                sum += probability;
                if probability < sum * 1e-18 {
                    break;
                }
            }
        }
        sum
    }

    /// Probability of `k + 1` over that of `k`.
    fn ratio(&self, k: u64) -> f64 {
        let up = (self.marked - k) as f64 * (self.drawn - k) as f64;
        let down = (k + 1) as f64 * (self.total + k + 1 - self.marked - self.drawn) as f64;
        up / down
    }

    fn least(&self) -> u64 {
        (self.marked + self.drawn).saturating_sub(self.total)
    }

    fn most(&self) -> u64 {
        self.marked.min(self.drawn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_exact_and_sum_to_one() {
        let draw = Hypergeometric::new(10, 4, 3).unwrap();
        assert!((draw.probability(1) - 0.5).abs() < 1e-14);
        let sum: f64 = (0..=3).map(|k| draw.probability(k)).sum();
        assert!((sum - 1.0).abs() < 1e-14);
        assert!(Hypergeometric::new(3, 4, 1).is_none());
    }

    #[test]
    fn ties_count_on_both_sides() {
        let draw = Hypergeometric::new(100, 3, 50).unwrap();
        assert!((draw.two_sided(0) - 0.242_424_242_424_242_43).abs() < 1e-13);
        assert!((draw.two_sided(1) - 1.0).abs() < 1e-14);
    }
}
