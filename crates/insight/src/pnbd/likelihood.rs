//! The log-likelihood of Pareto/NBD with gradient and Hessian in the natural parameters.
//!
//! `Γ(r+x) α^r β^s / Γ(r)` depends on `x` alone; the rest is a sum of "still here" and the quadrature terms of
//! "left at y", whose logarithm is differentiated term by term.

use super::{Params, leaving_time};
use crate::across::{Processors, pieces};
use crate::histories::{Group, Histories, Row};
use crate::optimise::{Evaluation, LogSum};
use crate::special::rising;

/// Rows of one group that stay together, and such runs in one piece of work: some milliseconds.
const RUN: usize = 256;
const RUNS: usize = 8;
/// Fewer distinct rows are not worth a thread.
const WORTH_SPREADING: usize = 2_000;

/// The likelihood of scaled histories at parameters in scaled time, the same for any number of processors.
pub(super) fn evaluate(
    histories: &Histories,
    params: Params,
    processors: Processors,
) -> Evaluation<4> {
    let mut sum = counts(&histories.groups, params);
    let runs: Vec<(f64, &[Row])> = histories
        .groups
        .iter()
        .flat_map(|group| group.rows.chunks(RUN).map(|run| (f64::from(group.x), run)))
        .collect();
    let rows: usize = runs.iter().map(|(_, run)| run.len()).sum();
    let processors = if rows < WORTH_SPREADING {
        Processors::ONE
    } else {
        processors
    };
    for part in pieces(&runs, RUNS, processors, |runs| fates(params, runs)) {
        sum.add(&part);
    }
    sum
}

/// What depends on the number of purchases alone.
fn counts(groups: &[Group], params: Params) -> Evaluation<4> {
    let mut sum = Evaluation::default();
    let Params { r, alpha, s, beta } = params;
    let (log_alpha, log_beta) = (alpha.ln(), beta.ln());
    let mut of_r = rising(r);
    for group in groups {
        let (gamma, n) = (of_r.to(group.x), group.customers);
        sum.value += n * (gamma.value + r * log_alpha + s * log_beta);
        let gradient = [gamma.first + log_alpha, r / alpha, log_beta, s / beta];
        sum.gradient
            .iter_mut()
            .zip(gradient)
            .for_each(|(g, add)| *g += n * add);
        let hessian = [
            [gamma.second, 1.0 / alpha, 0.0, 0.0],
            [1.0 / alpha, -r / (alpha * alpha), 0.0, 0.0],
            [0.0, 0.0, 0.0, 1.0 / beta],
            [0.0, 0.0, 1.0 / beta, -s / (beta * beta)],
        ];
        sum.hessian
            .iter_mut()
            .flatten()
            .zip(hessian.iter().flatten())
            .for_each(|(h, add)| *h += n * add);
    }
    sum
}

/// What depends on when they were made.
fn fates(params: Params, runs: &[(f64, &[Row])]) -> Evaluation<4> {
    let mut sum = Evaluation::default();
    for (x, run) in runs {
        for row in *run {
            fate(params, *x, row).add_to(&mut sum, row.weight);
        }
    }
    sum
}

/// "Still here" plus "left at y" for all y.
fn fate(params: Params, x: f64, row: &Row) -> LogSum<4> {
    let Params { r, alpha, s, beta } = params;
    let mut sum = LogSum::default();
    let mut add = |y: f64, shape: f64, extra: f64, of_s: (f64, f64)| {
        let (a, b) = (alpha + y, beta + y);
        let (log_a, log_b, i_a, i_b) = (a.ln(), b.ln(), 1.0 / a, 1.0 / b);
        let exponent = extra - (r + x) * log_a - shape * log_b;
        let gradient = [-log_a, -(r + x) * i_a, of_s.0 - log_b, -shape * i_b];
        let hessian = [
            [0.0, -i_a, 0.0, 0.0],
            [-i_a, (r + x) * i_a * i_a, 0.0, 0.0],
            [0.0, 0.0, of_s.1, -i_b],
            [0.0, 0.0, -i_b, shape * i_b * i_b],
        ];
        sum.add(exponent, &gradient, &hessian);
    };
    add(row.t, s, 0.0, (0.0, 0.0));
    let log_s = s.ln();
    leaving_time::each_moment(params, x, row.tx, row.t, |y, weight| {
        add(y, s + 1.0, log_s + weight.ln(), (1.0 / s, -1.0 / (s * s)));
    });
    sum
}

#[cfg(test)]
mod tests {
    use super::{Params, evaluate};
    use crate::across::Processors;
    use crate::histories::{Histories, History};
    use crate::optimise::{Parameters, assert_derivatives};

    fn customers() -> Histories {
        let row = |x, tx, t| History { x, tx, t };
        Histories::new(&[
            row(0, 0.0, 3.0),
            row(0, 0.0, 9.0),
            row(1, 0.4, 8.0),
            row(2, 5.0, 5.0),
            row(9, 3.0, 9.0),
        ])
    }

    #[test]
    fn gradient_and_hessian_are_the_differences_of_the_value() {
        let customers = customers();
        for natural in [
            [0.55, 1.0, 0.6, 1.1],
            [3.0, 0.1, 0.2, 4.0],
            [40.0, 20.0, 5.0, 0.02],
        ] {
            assert_derivatives(
                |at| evaluate(&customers, Params::from_array(at), Processors::ONE),
                natural,
            );
        }
    }

    #[test]
    fn more_processors_give_the_same_bits() {
        let rows: Vec<History> = (0..9_000)
            .map(|n| {
                let t = 10.0 + f64::from(n % 977) / 50.0;
                History {
                    x: n % 5,
                    tx: if n % 5 == 0 {
                        0.0
                    } else {
                        t * f64::from(n % 89) / 89.0
                    },
                    t,
                }
            })
            .collect();
        let (customers, params) = (
            Histories::new(&rows),
            Params::from_array([0.55, 1.0, 0.6, 1.1]),
        );
        let alone = evaluate(&customers, params, Processors::ONE);
        let together = evaluate(&customers, params, Processors::all());
        assert_eq!(alone, together);
    }
}
