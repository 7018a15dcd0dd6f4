//! Maximum likelihood in two to four log-parameters: damped Newton from several starts, inside a box.
//!
//! With so few parameters the exact Hessian costs little more than the gradient, so Newton's method serves from
//! the first step to the last; where the Hessian is not definite it is shifted until it is (Levenberg). The same
//! Hessian gives standard errors and tells whether the data identify the parameters. Nothing here may loop
//! without bound, panic or hand out a number that is not finite.
#![expect(
    clippy::indexing_slicing,
    reason = "matrices of a constant small size, all loops run to that size"
)]

mod fit;
mod matrix;
mod mixture;

pub use fit::{Estimate, Fit, Parameters};
pub use matrix::{Matrix, eigenvalues, solve};
pub use mixture::LogSum;

/// Log-parameters stay within ±12 of the (scaled) unit: e^±12.
pub const BOUND: f64 = 12.0;
/// Above this condition number of the Hessian the data hardly tell parameters apart.
pub const WORST_CONDITION: f64 = 1e8;

const MOST_STEPS: usize = 200;
const LONGEST_STEP: f64 = 2.0;
/// Largest gradient component per customer at which the search stops.
const GRADIENT: f64 = 1e-9;

/// A log-likelihood at one point, with its derivatives in the log-parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evaluation<const N: usize> {
    /// The log-likelihood.
    pub value: f64,
    /// Its gradient.
    pub gradient: [f64; N],
    /// Its Hessian.
    pub hessian: Matrix<N>,
}

impl<const N: usize> Default for Evaluation<N> {
    fn default() -> Self {
        Self {
            value: 0.0,
            gradient: [0.0; N],
            hessian: [[0.0; N]; N],
        }
    }
}

impl<const N: usize> Evaluation<N> {
    /// Turns derivatives in natural parameters into derivatives in their logarithms.
    #[must_use]
    pub fn in_logs(mut self, natural: &[f64; N]) -> Self {
        for i in 0..N {
            for j in 0..N {
                self.hessian[i][j] *= natural[i] * natural[j];
            }
            self.gradient[i] *= natural[i];
            self.hessian[i][i] += self.gradient[i];
        }
        self
    }

    /// Adds independent normal priors on the log-parameters: mean `centre`, standard deviation `sd`.
    pub fn add_prior(&mut self, at: &[f64; N], centre: &[f64; N], sd: f64) {
        let precision = 1.0 / (sd * sd);
        for i in 0..N {
            let off = at[i] - centre[i];
            self.value -= 0.5 * precision * off * off;
            self.gradient[i] -= precision * off;
            self.hessian[i][i] -= precision;
        }
    }

    /// Adds the log-likelihood of other customers at the same point.
    pub fn add(&mut self, other: &Self) {
        self.value += other.value;
        for i in 0..N {
            self.gradient[i] += other.gradient[i];
            for j in 0..N {
                self.hessian[i][j] += other.hessian[i][j];
            }
        }
    }

    fn is_finite(&self) -> bool {
        self.value.is_finite()
            && self.gradient.iter().all(|g| g.is_finite())
            && self.hessian.iter().flatten().all(|h| h.is_finite())
    }
}

/// Where a search ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Optimum<const N: usize> {
    /// Log-parameters.
    pub at: [f64; N],
    /// The function there.
    pub evaluation: Evaluation<N>,
    /// Whether the gradient (of the parameters not held by their bound) vanished.
    pub converged: bool,
    /// Newton steps tried on the way.
    pub steps: usize,
}

impl<const N: usize> Optimum<N> {
    /// Parameters that ended on their bound.
    #[must_use]
    pub fn bound(&self) -> Option<usize> {
        self.at.iter().position(|v| v.abs() >= BOUND - 1e-9)
    }

    /// Ratio of the largest to the smallest curvature; infinite when the Hessian is not negative definite.
    #[must_use]
    pub fn condition(&self) -> f64 {
        let curvature = eigenvalues(&negated(&self.evaluation.hessian));
        let (low, high) = curvature
            .iter()
            .fold((f64::MAX, 0.0_f64), |(l, h), v| (l.min(*v), h.max(*v)));
        if low > 0.0 { high / low } else { f64::INFINITY }
    }

    /// Covariance of the log-parameters; `None` when the curvature does not determine it.
    #[must_use]
    pub fn covariance(&self) -> Option<Matrix<N>> {
        let curvature = negated(&self.evaluation.hessian);
        let mut inverse = [[0.0; N]; N];
        for j in 0..N {
            let mut unit = [0.0; N];
            unit[j] = 1.0;
            let column = solve(&curvature, &unit)?;
            for i in 0..N {
                inverse[i][j] = column[i];
            }
        }
        inverse
            .iter()
            .flatten()
            .all(|v| v.is_finite())
            .then_some(inverse)
    }
}

/// The best optimum found from `starts`; `customers` scales the stopping rule.
///
/// `None` only when the function is not finite at any start.
pub fn maximise<const N: usize>(
    mut function: impl FnMut(&[f64; N]) -> Evaluation<N>,
    starts: &[[f64; N]],
    customers: f64,
) -> Option<Optimum<N>> {
    let ends = starts
        .iter()
        .filter_map(|start| climb(&mut function, *start, customers));
    ends.reduce(|best, next| {
        if next.evaluation.value > best.evaluation.value {
            next
        } else {
            best
        }
    })
}

/// As [`maximise`] for many rows: the starts are climbed from on a `sample`, the rows climbed from its optimum only.
pub fn maximise_rows<R, const N: usize>(
    function: impl Fn(&R, &[f64; N]) -> Evaluation<N>,
    (rows, sample): (&R, Option<&R>),
    starts: &[[f64; N]],
    customers: f64,
) -> Option<Optimum<N>> {
    let near = sample.and_then(|few| maximise(|at| function(few, at), starts, customers));
    let refined = near.and_then(|near| maximise(|at| function(rows, at), &[near.at], customers));
    refined.or_else(|| maximise(|at| function(rows, at), starts, customers))
}

/// One search.
fn climb<const N: usize>(
    function: &mut impl FnMut(&[f64; N]) -> Evaluation<N>,
    start: [f64; N],
    customers: f64,
) -> Option<Optimum<N>> {
    let mut at = start.map(|v| v.clamp(-BOUND, BOUND));
    let mut here = function(&at);
    if !here.is_finite() {
        return None;
    }
    let mut damping = 0.0;
    for steps in 0..MOST_STEPS {
        if still(&at, &here) <= GRADIENT * customers {
            return Some(Optimum {
                at,
                evaluation: here,
                converged: true,
                steps,
            });
        }
        let next = step(&at, &here, damping);
        let there = function(&next);
        if there.is_finite() && there.value >= here.value - rounding(here.value) {
            let gain = there.value - here.value;
            (at, here) = (next, there);
            damping = if damping < 1e-6 { 0.0 } else { damping / 8.0 };
            if gain <= rounding(here.value) && still(&at, &here) <= 1e3 * GRADIENT * customers {
                return Some(Optimum {
                    at,
                    evaluation: here,
                    converged: true,
                    steps: steps + 1,
                });
            }
        } else if damping > 1e12 {
            break;
        } else {
            damping = (damping * 8.0).max(1e-3);
        }
    }
    Some(Optimum {
        at,
        evaluation: here,
        converged: false,
        steps: MOST_STEPS,
    })
}

/// What the value cannot resolve.
fn rounding(value: f64) -> f64 {
    4.0 * f64::EPSILON * value.abs().max(1.0)
}

/// Largest gradient component that is not pushing against a bound.
fn still<const N: usize>(at: &[f64; N], here: &Evaluation<N>) -> f64 {
    (0..N)
        .filter(|i| !held(at, here, *i))
        .fold(0.0, |most, i| here.gradient[i].abs().max(most))
}

fn held<const N: usize>(at: &[f64; N], here: &Evaluation<N>, i: usize) -> bool {
    at[i].abs() >= BOUND && at[i] * here.gradient[i] > 0.0
}

/// The damped Newton step in the parameters not held by their bound, cut to the box.
fn step<const N: usize>(at: &[f64; N], here: &Evaluation<N>, damping: f64) -> [f64; N] {
    let mut curvature = negated(&here.hessian);
    let mut gradient = here.gradient;
    let size = (0..N)
        .fold(0.0_f64, |most, i| most.max(curvature[i][i].abs()))
        .max(f64::MIN_POSITIVE);
    for i in (0..N).filter(|i| held(at, here, *i)) {
        curvature[i] = [0.0; N];
        curvature.iter_mut().for_each(|row| row[i] = 0.0);
        curvature[i][i] = size;
        gradient[i] = 0.0;
    }
    let lowest = eigenvalues(&curvature).into_iter().fold(f64::MAX, f64::min);
    let shift = damping * size
        + if lowest <= 1e-13 * size {
            1e-4 * size - lowest
        } else {
            0.0
        };
    for (i, row) in curvature.iter_mut().enumerate() {
        row[i] += shift;
    }
    let direction = solve(&curvature, &gradient).unwrap_or(gradient.map(|g| g / size));
    let longest = direction.iter().fold(0.0_f64, |most, d| most.max(d.abs()));
    let cut = if longest > LONGEST_STEP {
        LONGEST_STEP / longest
    } else {
        1.0
    };
    std::array::from_fn(|i| (at[i] + cut * direction[i]).clamp(-BOUND, BOUND))
}

fn negated<const N: usize>(matrix: &Matrix<N>) -> Matrix<N> {
    matrix.map(|row| row.map(|v| -v))
}

/// Starts all over the inner box, the same in every run.
#[cfg(test)]
pub(crate) fn spread_starts(count: u32) -> Vec<[f64; 4]> {
    let place = |i: u32, step: f64| ((f64::from(i) * step).fract() - 0.5) * 12.0;
    (1..=count)
        .map(|i| {
            [
                place(i, 0.618),
                place(i, 0.414),
                place(i, 0.732),
                place(i, 0.236),
            ]
        })
        .collect()
}

/// Asserts that gradient and Hessian of `function` at `natural` are its differences.
#[cfg(test)]
pub(crate) fn assert_derivatives<const N: usize>(
    function: impl Fn([f64; N]) -> Evaluation<N>,
    natural: [f64; N],
) {
    let here = function(natural);
    for i in 0..N {
        let moved = |by: f64| {
            let mut values = natural;
            values[i] *= 1.0 + by;
            function(values)
        };
        let (up, down, h) = (moved(1e-5), moved(-1e-5), 2e-5 * natural[i]);
        let slope = (up.value - down.value) / h;
        let scale = here.gradient[i].abs().max(1.0);
        assert!(
            (slope - here.gradient[i]).abs() < 1e-5 * scale,
            "{i}: {slope} {}",
            here.gradient[i]
        );
        for j in 0..N {
            let slope = (up.gradient[j] - down.gradient[j]) / h;
            let scale = here.hessian[i][j].abs().max(1.0);
            assert!(
                (slope - here.hessian[i][j]).abs() < 1e-5 * scale,
                "{i} {j}: {slope} {}",
                here.hessian[i][j]
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BOUND, Evaluation, maximise};

    fn bowl(at: &[f64; 2]) -> Evaluation<2> {
        let (x, y) = (at[0] - 1.0, at[1] + 2.0);
        Evaluation {
            value: -x.powi(4) - x * x - 3.0 * y * y,
            gradient: [-4.0 * x.powi(3) - 2.0 * x, -6.0 * y],
            hessian: [[-12.0 * x * x - 2.0, 0.0], [0.0, -6.0]],
        }
    }

    #[test]
    fn finds_an_interior_optimum_with_its_covariance() {
        let best = maximise(bowl, &[[9.0, 9.0], [f64::NAN, 0.0]], 1.0).unwrap();
        assert!(best.converged && best.bound().is_none());
        assert!((best.at[0] - 1.0).abs() < 1e-8 && (best.at[1] + 2.0).abs() < 1e-8);
        assert!((best.condition() - 3.0).abs() < 1e-6);
        assert!((best.covariance().unwrap()[0][0] - 0.5).abs() < 1e-6);
    }

    #[test]
    fn stops_at_the_bound_when_the_function_keeps_growing() {
        let slope = |at: &[f64; 2]| Evaluation {
            value: at[0] - at[1] * at[1],
            gradient: [1.0, -2.0 * at[1]],
            hessian: [[0.0, 0.0], [0.0, -2.0]],
        };
        let best = maximise(slope, &[[0.0, 1.0]], 1.0).unwrap();
        assert_eq!((best.at[0], best.bound()), (BOUND, Some(0)));
        assert!(best.converged && best.condition().is_infinite());
    }

    #[test]
    fn climbs_out_of_a_saddle_and_refuses_a_function_without_values() {
        let wave = |at: &[f64; 1]| Evaluation {
            value: at[0].cos(),
            gradient: [-at[0].sin()],
            hessian: [[-at[0].cos()]],
        };
        let best = maximise(wave, &[[3.0]], 1.0).unwrap();
        assert!((best.evaluation.value - 1.0).abs() < 1e-12);
        let nothing = |_: &[f64; 1]| Evaluation {
            value: f64::NAN,
            gradient: [0.0],
            hessian: [[0.0]],
        };
        assert!(maximise(nothing, &[[0.0]], 1.0).is_none());
    }
}
