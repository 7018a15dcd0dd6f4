//! The logarithm of the rising factorial `z(z+1)…(z+n−1)` and its derivatives in `z`, for many `n` in one pass.
//!
//! Summing terms keeps all digits where a difference of two `ln Γ` would lose them (`z` in the millions, `n` three).

use super::{digamma, ln_gamma_ratio, trigamma};

/// Longest stretch that is summed term by term; beyond it the difference of gamma functions has digits enough.
const LONGEST_SUM: u32 = 4096;

/// `ln Γ(z+n) − ln Γ(z)` with its first and second derivative in `z`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rising {
    /// The logarithm.
    pub value: f64,
    /// Its derivative.
    pub first: f64,
    /// Its second derivative.
    pub second: f64,
}

/// Walks `n` upwards for one `z > 0`.
#[derive(Debug, Clone, Copy)]
pub struct RisingWalk {
    z: f64,
    n: u32,
    at: Rising,
}

/// A walk starting at `n = 0`, where everything is 0.
#[must_use]
pub fn rising(z: f64) -> RisingWalk {
    RisingWalk {
        z,
        n: 0,
        at: Rising::default(),
    }
}

impl RisingWalk {
    /// Goes on to `n`, which must not be below the last one asked for.
    pub fn to(&mut self, n: u32) -> Rising {
        if n.saturating_sub(self.n) > LONGEST_SUM {
            self.jump(n);
        }
        let mut product = 1.0;
        while self.n < n {
            let term = self.z + f64::from(self.n);
            let inverse = 1.0 / term;
            self.at.first += inverse;
            self.at.second -= inverse * inverse;
            product *= term;
            if !(1e-200..1e200).contains(&product) {
                self.at.value += product.ln();
                product = 1.0;
            }
            self.n += 1;
        }
        self.at.value += product.ln();
        self.at
    }

    fn jump(&mut self, n: u32) {
        let end = self.z + f64::from(n);
        self.at = Rising {
            value: ln_gamma_ratio(self.z, f64::from(n)),
            first: digamma(end) - digamma(self.z),
            second: trigamma(end) - trigamma(self.z),
        };
        self.n = n;
    }
}

#[cfg(test)]
mod tests {
    use super::{Rising, rising};
    use crate::special::{digamma, ln_gamma_ratio, trigamma};

    #[test]
    fn agrees_with_the_gamma_functions_and_with_itself() {
        for z in [1e-9, 0.24, 3.0, 1e6] {
            let mut walk = rising(z);
            assert_eq!(walk.to(0), Rising::default());
            let mut before = 0.0;
            for n in [1, 2, 30, 700, 700, 9000] {
                let at = walk.to(n);
                let end = z + f64::from(n);
                assert!(
                    (at.value - ln_gamma_ratio(z, f64::from(n))).abs()
                        <= 1e-13 * at.value.abs().max(10.0)
                );
                let first = digamma(end) - digamma(z);
                let second = trigamma(end) - trigamma(z);
                assert!((at.first - first).abs() <= 1e-13 * digamma(z).abs());
                assert!((at.second - second).abs() <= 1e-13 * trigamma(z).abs().max(1e-3));
                assert!(at.first >= before);
                before = at.first;
            }
        }
    }
}
