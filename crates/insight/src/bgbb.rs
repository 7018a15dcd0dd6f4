//! BG/BB: buying or not at given opportunities (years, renewals, events), with a chance to leave before each.
//!
//! Source: Fader, Hardie & Shang (2010), "Customer-base analysis in a discrete-time noncontractual setting",
//! Marketing Science 29(6), 1086–1108. The chance to buy is beta(α, β), the chance to leave beta(γ, δ). The sum
//! over the unseen time of leaving has positive terms only and is done in logs.

use crate::histories::FEWEST_CUSTOMERS;
use crate::optimise::{Evaluation, Fit, LogSum, Parameters, maximise};
use crate::special::{Rising, rising};
use crate::status::{FLAT_LIKELIHOOD, NO_REPEATERS, Reason, Status, too_few_customers};
use serde::{Deserialize, Serialize};

/// Parameters.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Params {
    /// First shape of the chance to buy: its mean is `alpha / (alpha + beta)`.
    pub alpha: f64,
    /// Second shape of the chance to buy.
    pub beta: f64,
    /// First shape of the chance to leave: its mean is `gamma / (gamma + delta)`.
    pub gamma: f64,
    /// Second shape of the chance to leave.
    pub delta: f64,
}

impl Parameters<4> for Params {
    const NAMES: [&'static str; 4] = ["alpha", "beta", "gamma", "delta"];
    fn from_array([alpha, beta, gamma, delta]: [f64; 4]) -> Self {
        Self {
            alpha,
            beta,
            gamma,
            delta,
        }
    }
    fn to_array(self) -> [f64; 4] {
        [self.alpha, self.beta, self.gamma, self.delta]
    }
}

/// Customers with the same history of opportunities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opportunities {
    /// Opportunities used.
    pub x: u32,
    /// The last one used, 0 when none was.
    pub tx: u32,
    /// Opportunities there were.
    pub n: u32,
    /// How many customers.
    pub count: u64,
}

/// Longest history of opportunities that is taken; longer ones are no yearly data.
pub const MOST_OPPORTUNITIES: u32 = 2_000;

impl Opportunities {
    /// Whether the numbers can be a customer's.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.x <= self.tx
            && self.tx <= self.n
            && (self.x > 0) == (self.tx > 0)
            && self.n <= MOST_OPPORTUNITIES
    }
}

/// Fits the model; rows that cannot be customers are left out.
#[must_use]
pub fn fit(rows: &[Opportunities]) -> Fit<Params, 4> {
    let rows = compressed(rows);
    let customers = rows.iter().map(|row| row.count).sum::<u64>();
    if customers < FEWEST_CUSTOMERS {
        return Fit::without(
            Status::TooFew,
            too_few_customers(customers, FEWEST_CUSTOMERS),
        );
    }
    if rows.iter().all(|row| row.x == 0) {
        return Fit::without(Status::NotIdentifiable, Reason::new(NO_REPEATERS));
    }
    let starts = [
        [1.0_f64, 1.0, 1.0, 1.0],
        [1.0, 1.0, 0.5, 3.0],
        [0.5, 2.0, 0.3, 1.0],
        [3.0, 1.0, 1.0, 8.0],
    ];
    let found = maximise(
        |at| {
            let natural = at.map(f64::exp);
            evaluate(Params::from_array(natural), &rows).in_logs(&natural)
        },
        &starts.map(|start| start.map(f64::ln)),
        customers as f64,
    );
    match found {
        Some(best) => Fit::judge(&best, best.at.map(f64::exp), best.evaluation.value),
        None => Fit::without(Status::NotIdentifiable, Reason::new(FLAT_LIKELIHOOD)),
    }
}

/// The log-likelihood at given parameters.
#[must_use]
pub fn log_likelihood(params: Params, rows: &[Opportunities]) -> f64 {
    evaluate(params, &compressed(rows)).value
}

/// The chance from 0 to 1 that the customer will still be one at the opportunity after the last.
#[must_use]
pub fn p_alive(params: Params, row: Opportunities) -> f64 {
    if !row.is_valid() {
        return 0.0;
    }
    let tables = Tables::new(params, row.n + 1);
    let log = tables.buys(row.x, row.n - row.x).value + tables.stays(row.n + 1);
    (log - tables.fate(row).value()).exp().clamp(0.0, 1.0)
}

/// Expected opportunities used of the next `horizon`.
///
/// Summed one by one, `Σⱼ B(γ, δ+n+j)`, which has no `γ − 1` in a denominator.
#[must_use]
pub fn expected(params: Params, row: Opportunities, horizon: u32) -> f64 {
    if !row.is_valid() {
        return 0.0;
    }
    let horizon = horizon.min(MOST_OPPORTUNITIES);
    let tables = Tables::new(params, row.n + horizon.max(1));
    let (fate, buy) = (
        tables.fate(row).value(),
        tables.buys(row.x + 1, row.n - row.x).value,
    );
    (1..=horizon)
        .map(|j| (buy + tables.stays(row.n + j) - fate).exp())
        .sum()
}

fn compressed(rows: &[Opportunities]) -> Vec<Opportunities> {
    let mut valid: Vec<Opportunities> = rows
        .iter()
        .copied()
        .filter(|r| r.is_valid() && r.count > 0)
        .collect();
    valid.sort_unstable_by_key(|row| (row.x, row.tx, row.n));
    let same = valid.chunk_by(|a, b| (a.x, a.tx, a.n) == (b.x, b.tx, b.n));
    same.filter_map(|run| {
        let count = run
            .iter()
            .fold(0_u64, |sum, row| sum.saturating_add(row.count));
        run.first().map(|first| Opportunities { count, ..*first })
    })
    .collect()
}

fn evaluate(params: Params, rows: &[Opportunities]) -> Evaluation<4> {
    let mut sum = Evaluation::default();
    let longest = rows.iter().map(|row| row.n).max().unwrap_or(0);
    let tables = Tables::new(params, longest);
    for row in rows {
        tables.fate(*row).add_to(&mut sum, row.count as f64);
    }
    sum
}

/// Rising factorials of the parameters up to the longest history.
struct Tables {
    gamma: f64,
    of_alpha: Vec<Rising>,
    of_beta: Vec<Rising>,
    of_both: Vec<Rising>,
    of_delta: Vec<Rising>,
    of_leave: Vec<Rising>,
}

impl Tables {
    fn new(params: Params, longest: u32) -> Self {
        let table = |z: f64| {
            let mut walk = rising(z);
            (0..=longest + 1).map(|n| walk.to(n)).collect()
        };
        Self {
            gamma: params.gamma,
            of_alpha: table(params.alpha),
            of_beta: table(params.beta),
            of_both: table(params.alpha + params.beta),
            of_delta: table(params.delta),
            of_leave: table(params.gamma + params.delta),
        }
    }

    /// "Still here after n" and "left after the i-th opportunity", i from the last use to n − 1.
    fn fate(&self, row: Opportunities) -> LogSum<4> {
        let mut sum = LogSum::default();
        self.add(&mut sum, row.x, row.n, None);
        for i in row.tx..row.n {
            self.add(&mut sum, row.x, i, Some(1.0 / self.gamma));
        }
        sum
    }

    /// One term: `x` uses of `m` opportunities as a customer, then leaving if `leaves` (which is `1/γ`).
    fn add(&self, sum: &mut LogSum<4>, x: u32, m: u32, leaves: Option<f64>) {
        let buy = self.buys(x, m - x);
        let (stay, whole) = (
            at(&self.of_delta, m),
            at(&self.of_leave, m + u32::from(leaves.is_some())),
        );
        let inverse = leaves.unwrap_or(0.0);
        let exponent =
            buy.value + stay.value - whole.value + leaves.map_or(0.0, |_| self.gamma.ln());
        let gradient = [
            buy.alpha,
            buy.beta,
            inverse - whole.first,
            stay.first - whole.first,
        ];
        let hessian = [
            [buy.alpha_alpha, buy.alpha_beta, 0.0, 0.0],
            [buy.alpha_beta, buy.beta_beta, 0.0, 0.0],
            [0.0, 0.0, -inverse * inverse - whole.second, -whole.second],
            [0.0, 0.0, -whole.second, stay.second - whole.second],
        ];
        sum.add(exponent, &gradient, &hessian);
    }

    /// `ln B(α+x, β+misses) − ln B(α, β)` with its derivatives.
    fn buys(&self, x: u32, misses: u32) -> Buys {
        let (hit, miss, both) = (
            at(&self.of_alpha, x),
            at(&self.of_beta, misses),
            at(&self.of_both, x + misses),
        );
        Buys {
            value: hit.value + miss.value - both.value,
            alpha: hit.first - both.first,
            beta: miss.first - both.first,
            alpha_alpha: hit.second - both.second,
            alpha_beta: -both.second,
            beta_beta: miss.second - both.second,
        }
    }

    /// `ln B(γ, δ+m) − ln B(γ, δ)`.
    fn stays(&self, m: u32) -> f64 {
        at(&self.of_delta, m).value - at(&self.of_leave, m).value
    }
}

struct Buys {
    value: f64,
    alpha: f64,
    beta: f64,
    alpha_alpha: f64,
    alpha_beta: f64,
    beta_beta: f64,
}

fn at(table: &[Rising], n: u32) -> Rising {
    table.get(n as usize).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Opportunities, Params, compressed, evaluate, expected, fit, p_alive};
    use crate::optimise::{Parameters, assert_derivatives};
    use crate::status::Status;

    fn row(x: u32, tx: u32, n: u32, count: u64) -> Opportunities {
        Opportunities { x, tx, n, count }
    }

    #[test]
    fn gradient_and_hessian_are_the_differences_of_the_value() {
        let rows = [
            row(0, 0, 6, 9),
            row(1, 4, 6, 3),
            row(3, 3, 5, 2),
            row(6, 6, 6, 4),
        ];
        for natural in [[1.2, 0.75, 0.66, 2.8], [0.1, 4.0, 7.0, 0.5]] {
            assert_derivatives(|at| evaluate(Params::from_array(at), &rows), natural);
        }
    }

    #[test]
    fn impossible_rows_are_left_out_and_equal_ones_counted() {
        let rows = [
            row(2, 1, 6, 1),
            row(1, 7, 6, 1),
            row(0, 3, 6, 1),
            row(1, 2, 6, 4),
            row(1, 2, 6, 5),
            row(1, 1, 9999, 1),
        ];
        assert_eq!(compressed(&rows), [row(1, 2, 6, 9)]);
        let params = Params {
            alpha: 1.0,
            beta: 1.0,
            gamma: 1.0,
            delta: 1.0,
        };
        assert_eq!(
            (p_alive(params, rows[0]), expected(params, rows[0], 5)),
            (0.0, 0.0)
        );
    }

    #[test]
    fn hopeless_samples_have_a_status() {
        assert_eq!(fit(&[row(1, 1, 4, 9)]).status, Status::TooFew);
        assert_eq!(fit(&[row(0, 0, 4, 90)]).status, Status::NotIdentifiable);
        let same = fit(&[row(2, 3, 4, 90)]);
        assert_eq!(same.status, Status::WeaklyIdentified);
        assert!(same.estimate.unwrap().loglik.is_finite());
    }
}
