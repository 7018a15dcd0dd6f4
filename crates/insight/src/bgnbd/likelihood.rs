//! The log-likelihood of BG/NBD and MBG/NBD with gradient and Hessian in the natural parameters.
//!
//! Per customer `ln A(x) + ln(e¹ + e²)`, where `e¹` is "still here" and `e²` "left after the last purchase".
//! `A` depends on `x` alone and is tabulated; only the sum needs each distinct row. Logs throughout: nothing
//! here may overflow.

use super::Params;
use crate::histories::{Group, Histories};
use crate::optimise::Evaluation;
use crate::special::rising;

/// When a customer may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaving {
    /// After each repeat purchase: BG/NBD.
    AfterRepeat,
    /// After every purchase, the first included: MBG/NBD.
    AfterAny,
}

impl Leaving {
    /// How often a customer with `x` repeats could have left and did not.
    pub(crate) fn chances(self, x: u32) -> f64 {
        match self {
            Self::AfterRepeat => f64::from(x),
            Self::AfterAny => f64::from(x) + 1.0,
        }
    }

    /// [`Self::chances`] before the last purchase; `None` for a customer who cannot have left.
    pub(crate) fn offset(self, x: u32) -> Option<f64> {
        let before = self.chances(x) - 1.0;
        (before >= 0.0).then_some(before)
    }
}

/// The likelihood of scaled histories at parameters in scaled time.
pub(crate) fn evaluate(histories: &Histories, params: Params, leaving: Leaving) -> Evaluation<4> {
    let mut sum = Evaluation::default();
    let (mut of_r, mut of_b, mut of_ab) = (
        rising(params.r),
        rising(params.b),
        rising(params.a + params.b),
    );
    let log_alpha = params.alpha.ln();
    for group in &histories.groups {
        let chances = leaving.chances(group.x) as u32;
        let (gamma, stay, total, n) = (
            of_r.to(group.x),
            of_b.to(chances),
            of_ab.to(chances),
            group.customers,
        );
        sum.value += n * (gamma.value + params.r * log_alpha + stay.value - total.value);
        let first = [
            gamma.first + log_alpha,
            params.r / params.alpha,
            -total.first,
            stay.first - total.first,
        ];
        let [
            [rr, ra, _, _],
            [ar, aa, _, _],
            [_, _, pp, pq],
            [_, _, qp, qq],
        ] = &mut sum.hessian;
        *rr += n * gamma.second;
        *ra += n / params.alpha;
        *ar += n / params.alpha;
        *aa -= n * params.r / (params.alpha * params.alpha);
        *pp -= n * total.second;
        *pq -= n * total.second;
        *qp -= n * total.second;
        *qq += n * (stay.second - total.second);
        sum.gradient
            .iter_mut()
            .zip(first)
            .for_each(|(g, f)| *g += n * f);
        match leaving.offset(group.x) {
            Some(offset) => add_mixture(&mut sum, group, params, params.b + offset),
            None => add_certain(&mut sum, group, params),
        }
    }
    sum
}

/// Customers who cannot have left: `−(r+x) ln(α+T)`.
fn add_certain(sum: &mut Evaluation<4>, group: &Group, params: Params) {
    let s = params.r + f64::from(group.x);
    let (mut logs, mut inverses, mut squares) = (0.0, 0.0, 0.0);
    for row in &group.rows {
        let age = params.alpha + row.t;
        let inverse = row.weight / age;
        logs += row.weight * age.ln();
        inverses += inverse;
        squares += inverse / age;
    }
    let [of_r, of_alpha, ..] = &mut sum.gradient;
    sum.value -= s * logs;
    *of_r -= logs;
    *of_alpha -= s * inverses;
    let [[_, ra, ..], [ar, aa, ..], ..] = &mut sum.hessian;
    *ra -= inverses;
    *ar -= inverses;
    *aa += s * squares;
}

/// Sums over the rows of one group, from which the derivatives are put together.
#[derive(Default)]
struct Mixture {
    value: f64,
    /// Weighted mean of the logs, of the inverses, of the squared inverses.
    log: f64,
    inverse: f64,
    square: f64,
    /// Total weight of "left".
    left: f64,
    /// Products of the two weights, alone and with the differences of the two terms' derivatives.
    both: f64,
    both_r: f64,
    both_alpha: f64,
    both_rr: f64,
    both_ra: f64,
    both_aa: f64,
}

/// Customers who may have left: `ln(e¹ + e²)` by the weights of the two terms.
fn add_mixture(sum: &mut Evaluation<4>, group: &Group, params: Params, survived: f64) {
    let s = params.r + f64::from(group.x);
    let odds = (params.a / survived).ln();
    let mut m = Mixture::default();
    for row in &group.rows {
        let (age, seen, n) = (params.alpha + row.t, params.alpha + row.tx, row.weight);
        let (log_age, log_seen) = (age.ln(), seen.ln());
        let silence = log_age - log_seen;
        let ahead = odds + s * silence;
        let small = (-ahead.abs()).exp();
        let large_weight = 1.0 / (1.0 + small);
        let small_weight = small * large_weight;
        let (here, left) = if ahead > 0.0 {
            (small_weight, large_weight)
        } else {
            (large_weight, small_weight)
        };
        let (i_age, i_seen) = (1.0 / age, 1.0 / seen);
        let both = n * here * left;
        let (d_r, d_alpha) = (silence, s * (i_age - i_seen));
        m.value += n * (ahead.max(0.0) - s * log_age + small.ln_1p());
        m.log += n * (here * log_age + left * log_seen);
        m.inverse += n * (here * i_age + left * i_seen);
        m.square += n * (here * i_age * i_age + left * i_seen * i_seen);
        m.left += n * left;
        m.both += both;
        m.both_r += both * d_r;
        m.both_alpha += both * d_alpha;
        m.both_rr += both * d_r * d_r;
        m.both_ra += both * d_r * d_alpha;
        m.both_aa += both * d_alpha * d_alpha;
    }
    m.add_to(sum, s, params.a, survived);
}

impl Mixture {
    fn add_to(&self, sum: &mut Evaluation<4>, s: f64, a: f64, survived: f64) {
        sum.value += self.value;
        let gradient = [
            -self.log,
            -s * self.inverse,
            self.left / a,
            -self.left / survived,
        ];
        sum.gradient
            .iter_mut()
            .zip(gradient)
            .for_each(|(g, add)| *g += add);
        let (ra, rp, rq) = (
            self.both_ra - self.inverse,
            self.both_r / a,
            -self.both_r / survived,
        );
        let (ap, aq) = (self.both_alpha / a, -self.both_alpha / survived);
        let pq = -self.both / (a * survived);
        let pp = (self.both - self.left) / (a * a);
        let qq = (self.both + self.left) / (survived * survived);
        let add = [
            [self.both_rr, ra, rp, rq],
            [ra, s * self.square + self.both_aa, ap, aq],
            [rp, ap, pp, pq],
            [rq, aq, pq, qq],
        ];
        sum.hessian
            .iter_mut()
            .flatten()
            .zip(add.iter().flatten())
            .for_each(|(h, a)| *h += a);
    }
}

#[cfg(test)]
mod tests {
    use super::{Leaving, Params, evaluate};
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
        for leaving in [Leaving::AfterRepeat, Leaving::AfterAny] {
            for natural in [
                [0.24, 0.6, 0.8, 2.4],
                [3.0, 0.1, 0.05, 0.3],
                [40.0, 20.0, 5.0, 80.0],
            ] {
                assert_derivatives(
                    |at| evaluate(&customers, Params::from_array(at), leaving),
                    natural,
                );
            }
        }
    }
}
