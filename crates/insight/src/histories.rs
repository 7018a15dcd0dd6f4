//! Customers as the purchase models read them: `(x, tx, T)`, kept as a multiset grouped by `x`.
//!
//! Equal rows are counted once, times are scaled to a mean observation time of 1 so that a fit does not depend on
//! the unit (weeks or days). It must never carry an invalid row into a likelihood: such rows are left out and counted.

use crate::explain::Arg;
use crate::status::{
    NO_OBSERVATION_TIME, NO_REPEATERS, Reason, Status, TOO_SHORT_OBSERVATION, too_few_customers,
    too_few_repeaters,
};

/// Fewest customers a fit is tried with.
pub const FEWEST_CUSTOMERS: u64 = 10;

/// One customer: repeat occasions, time from first to last occasion, time from first occasion to the report.
/// Any unit of time, the same for all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct History {
    /// Repeat occasions (all but the first).
    pub x: u32,
    /// From the first to the last occasion; 0 where `x` is 0.
    pub tx: f64,
    /// From the first occasion to the day of the report; not below `tx`.
    pub t: f64,
}

impl History {
    /// Whether the numbers can be a customer's: finite, in order, and `tx` 0 without a repeat.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.tx >= 0.0 && self.t >= self.tx && self.t.is_finite() && (self.x > 0 || self.tx == 0.0)
    }
}

/// Scaled times of `weight` equal customers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// `tx` over the scale.
    pub tx: f64,
    /// `T` over the scale.
    pub t: f64,
    /// How many customers.
    pub weight: f64,
}

/// All customers with the same `x`.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Repeat occasions.
    pub x: u32,
    /// How many customers.
    pub customers: f64,
    /// Their distinct times.
    pub rows: Vec<Row>,
}

/// The compressed multiset, groups in ascending `x`.
#[derive(Debug, Clone, PartialEq)]
pub struct Histories {
    /// Groups in ascending `x`.
    pub groups: Vec<Group>,
    /// The time that is 1 inside: the mean observation time.
    pub scale: f64,
    /// Number of valid customers.
    pub customers: u64,
    /// How many of them came back.
    pub repeaters: u64,
    /// Rows that could not be a customer's.
    pub left_out: u64,
}

impl Histories {
    /// Groups and counts `rows`; the order of rows does not matter.
    #[must_use]
    pub fn new(rows: &[History]) -> Self {
        Self::of(rows.iter().copied())
    }

    /// As [`Self::new`], of rows that need not lie in memory.
    #[must_use]
    pub fn of(rows: impl Iterator<Item = History>) -> Self {
        let mut left_out = 0;
        let mut valid: Vec<History> = Vec::with_capacity(rows.size_hint().0);
        for row in rows {
            if row.is_valid() {
                valid.push(row);
            } else {
                left_out += 1;
            }
        }
        valid.sort_unstable_by_key(|h| (h.x, h.tx.to_bits(), h.t.to_bits()));
        let customers = valid.len() as u64;
        let mean = valid.iter().map(|h| h.t / customers as f64).sum::<f64>();
        let scale = if mean > 0.0 && mean.is_finite() {
            mean
        } else {
            1.0
        };
        let groups: Vec<Group> = valid
            .chunk_by(|a, b| a.x == b.x)
            .filter_map(|same| group(same, scale))
            .collect();
        let idle = groups
            .first()
            .filter(|g| g.x == 0)
            .map_or(0, |g| g.customers as u64);
        Self {
            groups,
            scale,
            customers,
            repeaters: customers - idle,
            left_out,
        }
    }

    /// Why no purchase model can be fitted at all; `None` when one can.
    #[must_use]
    pub fn obstacle(&self) -> Option<(Status, Reason)> {
        if self.customers < FEWEST_CUSTOMERS {
            return Some((
                Status::TooFew,
                too_few_customers(self.customers, FEWEST_CUSTOMERS),
            ));
        }
        if self.repeaters == 0 {
            return Some((Status::NotIdentifiable, Reason::new(NO_REPEATERS)));
        }
        let watched = self
            .groups
            .iter()
            .flat_map(|g| &g.rows)
            .any(|row| row.t > 0.0);
        (!watched).then(|| (Status::NotIdentifiable, Reason::new(NO_OBSERVATION_TIME)))
    }

    /// Why the product should not show a model of these customers yet, however well it fits: fewer than
    /// `minimum.customers` or `minimum.repeaters`, or nobody watched for `minimum.gaps` median gaps.
    #[must_use]
    pub fn too_early(&self, minimum: Minimum) -> Option<Reason> {
        if self.customers < minimum.customers {
            return Some(too_few_customers(self.customers, minimum.customers));
        }
        if self.repeaters < minimum.repeaters {
            return Some(too_few_repeaters(self.repeaters, minimum.repeaters));
        }
        let (need, have) = (minimum.gaps * self.median_gap(), self.longest());
        (have < need).then(|| {
            Reason::new(TOO_SHORT_OBSERVATION)
                .with("have", Arg::Number(have))
                .with("need", Arg::Number(need))
        })
    }

    /// A smaller multiset with the same number of customers for every `x`: enough to start a search from.
    #[must_use]
    pub fn thinned(&self, target: usize) -> Option<Self> {
        let rows: usize = self.groups.iter().map(|g| g.rows.len()).sum();
        if rows <= target.saturating_mul(2) {
            return None;
        }
        let step = rows.div_ceil(target.max(1));
        let groups = self.groups.iter().map(|g| g.thinned(step)).collect();
        Some(Self {
            groups,
            ..self.clone_counts()
        })
    }

    /// Sum over customers of `x · ln(scale)`: what a log-likelihood in the rows' own unit of time has less.
    #[must_use]
    pub fn log_scale_of_events(&self) -> f64 {
        self.groups
            .iter()
            .map(|g| g.customers * f64::from(g.x))
            .sum::<f64>()
            * self.scale.ln()
    }

    /// Moment estimates `(r, α)` of the negative binomial of `x`, in scaled time.
    #[must_use]
    pub fn moments(&self) -> (f64, f64) {
        let n = self.customers as f64;
        let moment = |power: i32| {
            self.groups
                .iter()
                .map(|g| g.customers * f64::from(g.x).powi(power))
                .sum::<f64>()
                / n
        };
        let (mean, square) = (moment(1), moment(2));
        let extra = square - mean * mean - mean;
        let r = if extra > 0.0 {
            mean * mean / extra
        } else {
            1.0
        };
        (
            r.clamp(0.01, 100.0),
            (r / mean.max(1e-3)).clamp(0.01, 100.0),
        )
    }

    /// Median over the customers who came back of their mean gap, in the rows' unit of time.
    fn median_gap(&self) -> f64 {
        let repeats = self.groups.iter().filter(|g| g.x > 0);
        let mut gaps: Vec<(f64, f64)> = repeats
            .flat_map(|g| {
                g.rows
                    .iter()
                    .map(|row| (row.tx / f64::from(g.x), row.weight))
            })
            .collect();
        gaps.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let half = self.repeaters as f64 / 2.0;
        let mut passed = 0.0;
        let middle = gaps.iter().find(|(_, weight)| {
            passed += weight;
            passed >= half
        });
        middle.map_or(0.0, |(gap, _)| gap * self.scale)
    }

    fn longest(&self) -> f64 {
        self.groups
            .iter()
            .flat_map(|g| &g.rows)
            .fold(0.0_f64, |most, row| most.max(row.t))
            * self.scale
    }

    fn clone_counts(&self) -> Self {
        Self {
            groups: Vec::new(),
            scale: self.scale,
            customers: self.customers,
            repeaters: self.repeaters,
            left_out: self.left_out,
        }
    }
}

#[cfg(test)]
impl Histories {
    /// A shop of a few dozen customers without much of a pattern, the same in every run.
    pub(crate) fn small_shop(seed: u32) -> Self {
        let place = |i: u32, step: f64| (f64::from(i + 31 * seed) * step).fract();
        let customer = |i: u32| {
            let x = (place(i, 0.618).powi(1 + (seed % 5) as i32) * f64::from(2 + seed)) as u32;
            let t = 4.0 + 40.0 * place(i, 0.414);
            History {
                x,
                tx: if x == 0 { 0.0 } else { t * place(i, 0.732) },
                t,
            }
        };
        let mut rows: Vec<History> = (0..10 + 7 * seed).map(customer).collect();
        rows.push(History {
            x: 2,
            tx: 3.0,
            t: 9.0,
        });
        Self::new(&rows)
    }
}

/// When the product begins to show a model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Minimum {
    /// Customers with an occasion.
    pub customers: u64,
    /// Customers with a second occasion.
    pub repeaters: u64,
    /// Longest observation in median gaps.
    pub gaps: f64,
}

impl Default for Minimum {
    fn default() -> Self {
        Self {
            customers: 200,
            repeaters: 50,
            gaps: 3.0,
        }
    }
}

/// The rows of one `x`, sorted by times.
fn group(same: &[History], scale: f64) -> Option<Group> {
    let x = same.first()?.x;
    let equal = same.chunk_by(|a, b| a.tx == b.tx && a.t == b.t);
    let rows = equal.filter_map(|run| {
        let first = run.first()?;
        Some(Row {
            tx: first.tx / scale,
            t: first.t / scale,
            weight: run.len() as f64,
        })
    });
    Some(Group {
        x,
        customers: same.len() as f64,
        rows: rows.collect(),
    })
}

impl Group {
    fn thinned(&self, step: usize) -> Self {
        if self.rows.len() <= 64 {
            return self.clone();
        }
        let step = step.min(self.rows.len() / 32);
        let mut rows: Vec<Row> = self
            .rows
            .iter()
            .skip(step / 2)
            .step_by(step)
            .copied()
            .collect();
        let kept: f64 = rows.iter().map(|row| row.weight).sum();
        rows.iter_mut()
            .for_each(|row| row.weight *= self.customers / kept);
        Self {
            x: self.x,
            customers: self.customers,
            rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::TOO_FEW_REPEATERS;

    fn history(x: u32, tx: f64, t: f64) -> History {
        History { x, tx, t }
    }

    #[test]
    fn equal_customers_are_counted_once_and_impossible_ones_left_out() {
        let rows = [
            history(1, 2.0, 6.0),
            history(0, 0.0, 4.0),
            history(1, 2.0, 6.0),
            history(2, 9.0, 6.0),
            history(0, 1.0, 6.0),
            history(1, f64::NAN, 6.0),
            history(1, 1.0, f64::INFINITY),
        ];
        let all = Histories::new(&rows);
        assert_eq!((all.customers, all.repeaters, all.left_out), (3, 2, 4));
        assert_eq!(all.groups.len(), 2);
        assert_eq!(all.groups[1].rows[0].weight, 2.0);
        assert!((all.scale - 16.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn says_why_no_model_can_be_fitted() {
        let few = Histories::new(&[history(1, 1.0, 2.0); 9]);
        assert_eq!(few.obstacle().unwrap().0, Status::TooFew);
        let idle = Histories::new(&[history(0, 0.0, 2.0); 10]);
        assert_eq!(idle.obstacle().unwrap().1.key, NO_REPEATERS);
        let today = Histories::new(&[history(1, 0.0, 0.0); 10]);
        assert_eq!(today.obstacle().unwrap().1.key, NO_OBSERVATION_TIME);
        assert_eq!(Histories::new(&[history(1, 1.0, 2.0); 10]).obstacle(), None);
    }

    #[test]
    fn the_product_waits_for_enough_customers_repeaters_and_time() {
        let mut rows = vec![history(0, 0.0, 30.0); 180];
        let minimum = Minimum::default();
        assert!(Histories::new(&rows).too_early(minimum).is_some());
        rows.extend(vec![history(1, 5.0, 30.0); 40]);
        assert_eq!(
            Histories::new(&rows).too_early(minimum).unwrap().key,
            TOO_FEW_REPEATERS
        );
        rows.extend(vec![history(1, 5.0, 30.0); 10]);
        assert_eq!(Histories::new(&rows).too_early(minimum), None);
        rows.iter_mut().for_each(|row| row.t = row.tx + 6.0);
        assert_eq!(
            Histories::new(&rows).too_early(minimum).unwrap().key,
            TOO_SHORT_OBSERVATION
        );
    }

    #[test]
    fn thinning_keeps_the_customers_of_every_x() {
        let rows: Vec<History> = (0..9000)
            .map(|i| history(i % 3, f64::from(i % 3 * i) / 9e3, 40.0 + f64::from(i)))
            .collect();
        let all = Histories::new(&rows);
        let thin = all.thinned(500).unwrap();
        assert!(thin.groups.iter().map(|g| g.rows.len()).sum::<usize>() < 1000);
        for (a, b) in all.groups.iter().zip(&thin.groups) {
            assert!((b.rows.iter().map(|r| r.weight).sum::<f64>() - a.customers).abs() < 1e-6);
        }
        assert!(all.thinned(9000).is_none());
    }
}
