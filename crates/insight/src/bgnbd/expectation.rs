//! Expected purchases of a customer who is still one, by three routes that cover all parameters.
//!
//! The quantity is the mean of `(1 − (1 + pw)^−s) / p` over `p ~ beta(a, B)`: with the chance `p` to leave after
//! each purchase, shape `s = r + x` and `w = t / (α + T)`. The published form has `a − 1` in the denominator and a
//! hypergeometric function that overflows; none of the routes here has either. Results must be finite and ≥ 0.

use crate::special::one_minus_exp_over;

/// Mean over `p ~ beta(a, survived)` of `(1 − (1 + p·stretch)^−shape) / p`.
#[must_use]
pub fn survivor_purchases(a: f64, survived: f64, shape: f64, stretch: f64) -> f64 {
    if stretch <= 0.0 || stretch.is_nan() {
        return 0.0;
    }
    let stretch = stretch.min(1e100);
    let found = transformed(a, survived, shape, stretch)
        .or_else(|| counted(a, survived, shape, stretch))
        .unwrap_or_else(|| integrated(a, survived, shape, stretch));
    // p ≤ 1 and the concavity in `stretch` bound it by s·w; rounding must not exceed that.
    if found.is_finite() {
        found.clamp(0.0, shape * stretch)
    } else {
        0.0
    }
}

/// Pfaff's transformation of the published hypergeometric series, with the factor `a − 1` divided out term by
/// term. Its terms shrink like `zⁿ`, faster for large `x`. `None` where digits would cancel.
fn transformed(a: f64, survived: f64, shape: f64, stretch: f64) -> Option<f64> {
    let c = a + survived - 1.0;
    let k = c - shape;
    if stretch > 30.0 || c < 0.05 || k < -1.0 {
        return None;
    }
    let z = stretch / (1.0 + stretch);
    let log = stretch.ln_1p();
    let whole = one_minus_exp_over(a - 1.0, log);
    let power = ((1.0 - a) * log).exp();
    // What is left out after a term is at most that term over 1 − z.
    let enough = 1e-15 * whole / (power * (1.0 + stretch));
    let mut term = k * z / c;
    let mut sum = term;
    let mut n = 1.0;
    while term.abs() > enough {
        if n > 1000.0 {
            return None;
        }
        term *= z * ((k + n) * (a + n - 1.0)) / ((c + n) * (n + 1.0));
        sum += term;
        n += 1.0;
    }
    let rest = whole - power * sum;
    (rest > 1e-4 * whole).then_some(c * rest)
}

/// Counts purchases one by one: the `(j+1)`-th happens if a negative binomial count exceeds `j` and the customer
/// stayed `j` times, `Σⱼ E[(1−p)ʲ] · P(N > j)`. All terms are positive. `None` when too many are needed.
fn counted(a: f64, survived: f64, shape: f64, stretch: f64) -> Option<f64> {
    let z = stretch / (1.0 + stretch);
    let none = -shape * stretch.ln_1p();
    let mean = shape * stretch;
    if none < -600.0 || mean > 500.0 || stretch > 100.0 {
        return None;
    }
    let (mut chance, mut more, mut stayed) = (none.exp(), -none.exp_m1(), 1.0);
    let (mut sum, mut j) = (0.0, 0.0);
    while more > 0.0 && stayed * more > 1e-18 * sum {
        sum += stayed * more;
        stayed *= (survived + j) / (a + survived + j);
        chance *= z * (shape + j) / (j + 1.0);
        more -= chance;
        j += 1.0;
        if j > mean + 1.0 && chance < 1e-18 * sum * (1.0 - z) {
            break;
        }
        if j > 20_000.0 {
            return None;
        }
    }
    Some(sum)
}

/// The mean itself by the trapezoidal rule on the log-odds of `p`, stretched doubly exponentially so that both
/// tails end: converges geometrically whatever the parameters, at about five hundred evaluations.
fn integrated(a: f64, survived: f64, shape: f64, stretch: f64) -> f64 {
    const STEP: f64 = 1.0 / 32.0;
    let centre = (a / survived).ln();
    let width = ((a + survived) / (a * survived)).sqrt().min(1.0);
    let peak = log_density(a, survived, centre);
    let (mut total, mut sum) = (0.0, 0.0);
    for i in -600_i32..=600 {
        let v = f64::from(i) * STEP;
        let odds = centre + width * v.sinh();
        let weight = (log_density(a, survived, odds) - peak).exp() * v.cosh();
        if weight > 0.0 {
            total += weight;
            sum += weight * purchases_given(odds, shape, stretch);
        }
    }
    sum / total
}

/// `a ln p + B ln(1−p)` at log-odds `odds`.
fn log_density(a: f64, survived: f64, odds: f64) -> f64 {
    -a * soft_plus(-odds) - survived * soft_plus(odds)
}

/// `ln(1 + eᵘ)`.
fn soft_plus(u: f64) -> f64 {
    if u > 0.0 {
        u + (-u).exp().ln_1p()
    } else {
        u.exp().ln_1p()
    }
}

/// `(1 − (1 + pw)^−s) / p` at log-odds `odds` of `p`.
fn purchases_given(odds: f64, shape: f64, stretch: f64) -> f64 {
    let p = (-soft_plus(-odds)).exp();
    if p * stretch * shape.max(1.0) < 1e-12 {
        return shape * stretch;
    }
    -(-shape * (p * stretch).ln_1p()).exp_m1() / p
}

#[cfg(test)]
mod tests {
    use super::{counted, integrated, survivor_purchases, transformed};

    #[test]
    fn the_three_routes_agree_where_they_meet() {
        for a in [0.05, 0.8, 1.0, 1.0 + 1e-9, 3.0] {
            for survived in [0.4, 2.4, 31.0] {
                for shape in [0.24, 2.2, 25.0] {
                    for stretch in [1e-6, 0.1, 0.9, 8.0] {
                        let exact = counted(a, survived, shape, stretch).unwrap();
                        let direct = integrated(a, survived, shape, stretch);
                        assert!(
                            (direct / exact - 1.0).abs() < 1e-11,
                            "{a} {survived} {shape} {stretch}"
                        );
                        if let Some(fast) = transformed(a, survived, shape, stretch) {
                            assert!(
                                (fast / exact - 1.0).abs() < 1e-11,
                                "{a} {survived} {shape} {stretch}"
                            );
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn is_finite_and_bounded_at_the_edges_of_the_box() {
        let edges = [1e-6, 6e-6, 1.0, 160_000.0];
        for a in edges {
            for survived in edges {
                for shape in edges {
                    for stretch in [0.0, 1e-9, 1.0, 1e6, 1e300, f64::INFINITY, f64::NAN] {
                        let found = survivor_purchases(a, survived, shape, stretch);
                        assert!(
                            found.is_finite() && found >= 0.0,
                            "{a} {survived} {shape} {stretch}: {found}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn nobody_leaving_buys_at_the_full_rate() {
        assert!((survivor_purchases(1e-9, 1e6, 3.0, 2.0) - 6.0).abs() < 1e-6);
    }
}
