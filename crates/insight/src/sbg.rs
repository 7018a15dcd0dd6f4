//! The shifted beta-geometric model of contract renewal (Fader & Hardie 2007, Journal of Interactive Marketing 21(1)):
//! each customer renews with an own chance, chances are spread as a beta. Retention then rises with tenure although nobody
//! becomes more loyal. For contracts with renewal periods only; it must not be used where leaving is not observed.

use crate::explain::{Arg, Explanation};
use crate::status::{Reason, Status};

/// A fitted model.
#[derive(Debug, Clone, PartialEq)]
pub struct Sbg {
    /// `weakly_identified` when all customers seem to have one chance or an end of the range was reached.
    pub status: Status,
    /// First parameter of the beta of churn.
    pub alpha: f64,
    /// Second.
    pub beta: f64,
    /// At the optimum.
    pub log_likelihood: f64,
}

/// What happened at one renewal: of those who came to it, how many left and how many stayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renewal {
    /// Did not renew.
    pub left: u64,
    /// Renewed.
    pub stayed: u64,
}

impl Renewal {
    /// The renewals of one cohort from its counts of customers, the start first (`1000, 869, 743, …`).
    #[must_use]
    pub fn of_cohort(customers: &[u64]) -> Vec<Self> {
        let pairs = customers.iter().zip(customers.iter().skip(1));
        pairs
            .map(|(before, after)| Self {
                left: before.saturating_sub(*after),
                stayed: *after,
            })
            .collect()
    }
}

/// Fits by tenure: the first entry is the first renewal, cohorts added up. Reason keys: `insight-too-few-customers`,
/// `insight-nobody-left`, `insight-nobody-stayed`.
pub fn fit(renewals: &[Renewal]) -> Result<Sbg, (Status, Reason)> {
    let first = renewals
        .first()
        .map_or(0, |first| first.left + first.stayed);
    if first < 10 {
        return Err((Status::TooFew, crate::status::too_few_customers(first, 10)));
    }
    if renewals.iter().all(|renewal| renewal.left == 0) {
        return Err((Status::NotIdentifiable, Reason::new("insight-nobody-left")));
    }
    if renewals.iter().all(|renewal| renewal.stayed == 0) {
        return Err((
            Status::NotIdentifiable,
            Reason::new("insight-nobody-stayed"),
        ));
    }
    let likelihood = |log: [f64; 2]| log_likelihood(renewals, log[0].exp(), log[1].exp());
    let (best, value) = climb(likelihood);
    let alike = best[0].exp() + best[1].exp() > ALIKE;
    let at_end = alike || best.iter().any(|v| v.abs() >= LIMIT - 1e-6);
    Ok(Sbg {
        status: if at_end {
            Status::WeaklyIdentified
        } else {
            Status::Ok
        },
        alpha: best[0].exp(),
        beta: best[1].exp(),
        log_likelihood: value,
    })
}

impl Sbg {
    /// The chance of renewing for the `t`-th time, `t ≥ 1`: `(β + t − 1) / (α + β + t − 1)`.
    #[must_use]
    pub fn retention(&self, t: u32) -> f64 {
        let past = f64::from(t.max(1)) - 1.0;
        (self.beta + past) / (self.alpha + self.beta + past)
    }

    /// The share of a cohort left after `t` renewals.
    #[must_use]
    pub fn survival(&self, t: u32) -> f64 {
        (1..=t).map(|t| self.retention(t)).product()
    }

    /// Expected further payments of a customer who has renewed `renewed` times, the next renewal discounted by one period.
    /// Always finite for `discount > 0`; without discount the sum is cut at 10,000 periods.
    #[must_use]
    pub fn residual_lifetime(&self, renewed: u32, discount: f64) -> f64 {
        let factor = 1.0 / (1.0 + discount.max(0.0));
        let (mut weight, mut sum) = (1.0, 0.0);
        for ahead in 1..=10_000 {
            weight *= self.retention(renewed.saturating_add(ahead)) * factor;
            sum += weight;
            if weight < sum * 1e-12 {
                break;
            }
        }
        sum
    }
}

/// With α + β above this all customers have one chance: the spread cannot be told.
const ALIKE: f64 = 1000.0;

/// Bounds of ln α and ln β.
const LIMIT: f64 = 12.0;

fn log_likelihood(renewals: &[Renewal], alpha: f64, beta: f64) -> f64 {
    let at = |(renewal, past): (&Renewal, f64)| {
        let all = alpha + beta + past;
        let part = |count: u64, share: f64| {
            if count == 0 {
                0.0
            } else {
                count as f64 * share.ln()
            }
        };
        part(renewal.left, alpha / all) + part(renewal.stayed, (beta + past) / all)
    };
    renewals.iter().zip((0_u32..).map(f64::from)).map(at).sum()
}

/// Compass search on two bounded coordinates: slow but it cannot diverge, and the surface is smooth with one hill.
fn climb(value: impl Fn([f64; 2]) -> f64) -> ([f64; 2], f64) {
    let mut best = ([0.0, 0.0], value([0.0, 0.0]));
    let mut step = 2.0;
    while step > 1e-9 {
        let mut moved = false;
        for (dx, dy) in [
            (1.0, 0.0),
            (-1.0, 0.0),
            (0.0, 1.0),
            (0.0, -1.0),
            (1.0, 1.0),
            (-1.0, -1.0),
        ] {
            let bounded = |v: f64| v.clamp(-LIMIT, LIMIT);
            let tried = [
                bounded(best.0[0] + dx * step),
                bounded(best.0[1] + dy * step),
            ];
            let there = value(tried);
            if there > best.1 {
                (best, moved) = ((tried, there), true);
            }
        }
        if !moved {
            step /= 2.0;
        }
    }
    best
}

/// The sentence for the owner: `insight-sbg-retention` (`first`, `fifth`: chance of renewing for the first and fifth time).
#[must_use]
pub fn explain(model: &Sbg) -> Explanation {
    Explanation::new("insight-sbg-retention")
        .with("first", Arg::Share(model.retention(1)))
        .with("fifth", Arg::Share(model.retention(5)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The two data sets of the paper, fitted on seven renewals.
    #[test]
    fn the_published_parameters_come_out() {
        let high = fit(&Renewal::of_cohort(&[
            1000, 869, 743, 653, 593, 551, 517, 491,
        ]))
        .unwrap();
        assert!(
            (high.alpha - 0.668).abs() < 1e-3 && (high.beta - 3.806).abs() < 1e-3,
            "{high:?}"
        );
        assert!((high.log_likelihood + 1611.2).abs() < 0.05);
        let regular = fit(&Renewal::of_cohort(&[
            1000, 631, 468, 382, 326, 289, 262, 241,
        ]))
        .unwrap();
        assert!(
            (regular.alpha - 0.704).abs() < 1e-3 && (regular.beta - 1.182).abs() < 1e-3,
            "{regular:?}"
        );
        assert!((regular.log_likelihood + 1680.3).abs() < 0.05);
    }

    #[test]
    fn what_cannot_be_told_is_said() {
        assert_eq!(fit(&[]).unwrap_err().0, Status::TooFew);
        assert_eq!(
            fit(&[Renewal {
                left: 0,
                stayed: 50
            }])
            .unwrap_err()
            .0,
            Status::NotIdentifiable
        );
        assert_eq!(
            fit(&[Renewal {
                left: 50,
                stayed: 0
            }])
            .unwrap_err()
            .0,
            Status::NotIdentifiable
        );
        let flat = fit(&[
            Renewal {
                left: 50,
                stayed: 50,
            },
            Renewal {
                left: 25,
                stayed: 25,
            },
        ])
        .unwrap();
        assert_eq!(
            flat.status,
            Status::WeaklyIdentified,
            "one chance for all: no spread"
        );
    }

    proptest! {
        #[test]
        fn retention_rises_and_everything_is_finite(rows in prop::collection::vec((0u64..300, 0u64..300), 1..8)) {
            let renewals: Vec<Renewal> = rows.into_iter().map(|(left, stayed)| Renewal { left, stayed }).collect();
            if let Ok(model) = fit(&renewals) {
                prop_assert!((1..20).all(|t| model.retention(t) <= model.retention(t + 1)));
                prop_assert!(model.log_likelihood.is_finite() && model.residual_lifetime(2, 0.1).is_finite());
                prop_assert!(model.survival(3) <= 1.0);
            }
        }
    }
}
