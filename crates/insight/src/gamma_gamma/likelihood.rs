//! The log-likelihood of Gamma-Gamma with gradient and Hessian in the natural parameters.
//!
//! All gamma functions depend on `x` alone; each row costs one logarithm and one division.

use super::{Params, Spends};
use crate::optimise::Evaluation;
use crate::special::{digamma, ln_gamma, ln_gamma_ratio, trigamma};

/// The likelihood of scaled spends at parameters in scaled money.
pub(super) fn evaluate(spends: &Spends, params: Params) -> Evaluation<3> {
    let Params { p, q, v } = params;
    let (gamma_q, psi_q, tri_q, log_v) = (ln_gamma(q), digamma(q), trigamma(q), v.ln());
    let mut sum = Evaluation::default();
    for group in &spends.groups {
        let (x, n) = (group.x, group.means.len() as f64);
        let (events, shape) = (p * x, p * x + q);
        let (psi, tri) = (digamma(shape), trigamma(shape));
        let rows = over_rows(&group.means, x, v);
        let own = group.log_sum + n * x.ln();
        sum.value += n * (ln_gamma_ratio(events, q) - gamma_q + q * log_v) + events * own
            - group.log_sum
            - shape * rows.logs;
        let gradient = [
            x * (n * (psi - digamma(events)) + own - rows.logs),
            n * (psi - psi_q + log_v) - rows.logs,
            n * q / v - shape * rows.inverses,
        ];
        let (pq, pv, qv) = (n * x * tri, -x * rows.inverses, n / v - rows.inverses);
        let hessian = [
            [n * x * x * (tri - trigamma(events)), pq, pv],
            [pq, n * (tri - tri_q), qv],
            [pv, qv, shape * rows.squares - n * q / (v * v)],
        ];
        sum.gradient
            .iter_mut()
            .zip(gradient)
            .for_each(|(g, add)| *g += add);
        sum.hessian
            .iter_mut()
            .flatten()
            .zip(hessian.iter().flatten())
            .for_each(|(h, add)| *h += add);
    }
    sum
}

/// Sums of `ln(xm + v)` and of the first two powers of `1 / (xm + v)`.
struct RowSums {
    logs: f64,
    inverses: f64,
    squares: f64,
}

/// Four values share one logarithm: their product stays far inside the range of a double after scaling.
fn over_rows(means: &[f64], x: f64, v: f64) -> RowSums {
    let mut sums = RowSums {
        logs: 0.0,
        inverses: 0.0,
        squares: 0.0,
    };
    for four in means.chunks(4) {
        let mut product = 1.0;
        for mean in four {
            let total = x * mean + v;
            let inverse = 1.0 / total;
            product *= total;
            sums.inverses += inverse;
            sums.squares += inverse * inverse;
        }
        sums.logs += if product > 1e-280 && product < 1e280 {
            product.ln()
        } else {
            four.iter().map(|mean| (x * mean + v).ln()).sum()
        };
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::{Params, Spends, evaluate};
    use crate::gamma_gamma::Spend;
    use crate::optimise::{Parameters, assert_derivatives};

    #[test]
    fn gradient_and_hessian_are_the_differences_of_the_value() {
        let spends: Vec<Spend> = (1..40)
            .map(|i| Spend {
                x: i % 5,
                mean: f64::from(i * i) / 40.0,
            })
            .collect();
        for natural in [[6.25, 3.74, 0.4], [0.5, 0.9, 12.0], [30.0, 60.0, 0.02]] {
            assert_derivatives(
                |at| evaluate(&Spends::new(&spends), Params::from_array(at)),
                natural,
            );
        }
    }
}
