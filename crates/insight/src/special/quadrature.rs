//! Gauss–Legendre nodes and weights, computed once by Newton's method on the Legendre polynomial.

use std::sync::OnceLock;

/// Nodes in (−1, 1) with their weights, which sum to 2.
pub type Rule = Vec<(f64, f64)>;

/// Integrates a function whose logarithm changes by at most `change` over the panel to 13 digits or more, where
/// its nearest singularity is at least as far off as the panel is long: 16, 24 or 48 points.
#[must_use]
pub fn gauss_legendre(change: f64) -> &'static [(f64, f64)] {
    static RULES: OnceLock<[Rule; 3]> = OnceLock::new();
    let [short, middle, long] = RULES.get_or_init(|| [16, 24, 48].map(nodes));
    if change <= 8.0 {
        short
    } else if change <= 20.0 {
        middle
    } else {
        long
    }
}

/// The `n`-point rule.
#[must_use]
pub fn nodes(n: u32) -> Rule {
    (0..n).map(|i| node(n, i)).collect()
}

fn node(n: u32, i: u32) -> (f64, f64) {
    let guess = std::f64::consts::PI * (f64::from(i) + 0.75) / (f64::from(n) + 0.5);
    let mut x = guess.cos();
    let mut slope = 1.0;
    for _ in 0..12 {
        let (value, derivative) = legendre(n, x);
        slope = derivative;
        x -= value / derivative;
    }
    (x, 2.0 / ((1.0 - x * x) * slope * slope))
}

/// The Legendre polynomial of degree `n` and its derivative, by the three-term recurrence.
fn legendre(n: u32, x: f64) -> (f64, f64) {
    let (mut before, mut value) = (0.0, 1.0);
    for k in 0..n {
        let k = f64::from(k);
        let next = ((2.0 * k + 1.0) * x * value - k * before) / (k + 1.0);
        before = value;
        value = next;
    }
    (value, f64::from(n) * (x * value - before) / (x * x - 1.0))
}

#[cfg(test)]
mod tests {
    use super::{gauss_legendre, nodes};

    #[test]
    fn integrates_polynomials_and_exponentials() {
        let integral = |change: f64, f: &dyn Fn(f64) -> f64| {
            gauss_legendre(change)
                .iter()
                .map(|(x, w)| w * f(*x))
                .sum::<f64>()
        };
        for change in [8.0, 20.0, 50.0] {
            assert!((integral(change, &|_| 1.0) - 2.0).abs() < 1e-14);
            let exact = (1.0 - (-change).exp()) * 2.0 / change;
            let found = integral(change, &|x| (-(x + 1.0) * change / 2.0).exp());
            assert!((found / exact - 1.0).abs() < 1e-13, "{change}");
        }
        assert!((integral(50.0, &|x| x.powi(90)) - 2.0 / 91.0).abs() < 1e-15);
        assert_eq!(nodes(1).len(), 1);
    }
}
