//! The tail of the chi-squared distribution by way of the incomplete gamma function (series below the mean, continued
//! fraction above). It must be accurate in the far tail.

/// `P(X ≥ x)` for a chi-squared variable with `df` degrees of freedom; 1 where `x ≤ 0` or `df ≤ 0`.
#[must_use]
pub fn chi_squared_tail(x: f64, df: f64) -> f64 {
    let (a, x) = (df / 2.0, x / 2.0);
    let usable = a > 0.0 && x > 0.0;
    if !usable {
        return 1.0;
    }
    if x.is_infinite() {
        return 0.0;
    }
    let front = (a * x.ln() - x - libm::lgamma(a)).exp();
    let tail = if x < a + 1.0 {
        1.0 - front * series(a, x)
    } else {
        front * fraction(a, x)
    };
    tail.clamp(0.0, 1.0)
}

fn series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
    for _ in 0..100_000 {
        n += 1.0;
        term *= x / n;
        sum += term;
        if term < sum * 1e-17 {
            break;
        }
    }
    sum
}

/// Lentz's evaluation of the continued fraction of Γ(a, x).
fn fraction(a: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut product = d;
    for i in 1..100_000 {
        let i = f64::from(i);
        let an = -i * (i - a);
        b += 2.0;
        d = an * d + b;
        d = 1.0 / if d.abs() < TINY { TINY } else { d };
        c = b + an / c;
        c = if c.abs() < TINY { TINY } else { c };
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
    use crate::distribution::normal_two_sided;

    #[test]
    fn one_degree_is_the_squared_normal() {
        for z in [0.1, 0.5, 1.0, 2.0, 5.0, 11.0] {
            let (got, wanted) = (chi_squared_tail(z * z, 1.0), normal_two_sided(z));
            assert!((got / wanted - 1.0).abs() < 1e-12, "{z}: {got} {wanted}");
        }
    }

    #[test]
    fn two_degrees_are_exponential() {
        for x in [0.1, 3.0, 50.0] {
            assert!((chi_squared_tail(x, 2.0) / (-x / 2.0).exp() - 1.0).abs() < 1e-13);
        }
        assert_eq!(chi_squared_tail(-1.0, 2.0), 1.0);
        assert_eq!(chi_squared_tail(f64::INFINITY, 2.0), 0.0);
    }
}
