//! Which customer deserves which relationship (Peppers & Rogers): actual value against what it could be, and the four
//! classes most valuable, most growable, below zero, migrator. It must not class anybody below zero on the model alone: the
//! last twelve months have to show a loss too.

use crate::explain::{Arg, Explanation};

/// One customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Customer {
    /// The segment, any number.
    pub segment: u32,
    /// Size, such as yearly spend; only its order of magnitude is used.
    pub size: f64,
    /// Days from first to last occasion.
    pub tenure: f64,
    /// Actual value A: margin less cost to serve over the next 36 months under present behaviour.
    pub actual: f64,
    /// The upper end of the 80 % interval of what A could become at best.
    pub actual_upper: f64,
    /// Profit of the last twelve months.
    pub last_year: f64,
    /// Margin times wallet, where the wallet is known; otherwise peers are asked.
    pub known_potential: Option<f64>,
}

/// The four classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Keep: the smallest set of the best that holds half of the positive value.
    MostValuable,
    /// Grow: much more is possible.
    MostGrowable,
    /// Raise the price, cut the service cost, or part.
    BelowZero,
    /// All others.
    Migrator,
}

impl Class {
    /// The key used in data, addresses and translations.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::MostValuable => "most_valuable",
            Self::MostGrowable => "most_growable",
            Self::BelowZero => "below_zero",
            Self::Migrator => "migrator",
        }
    }
}

/// Where a customer stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Class.
    pub class: Class,
    /// Strategic value S: what it could be worth.
    pub strategic: f64,
    /// `max(0, S − A)`.
    pub growth: f64,
}

/// How many peers are asked.
const PEERS: usize = 50;

/// How many neighbours by size on each side are looked at to find the nearest peers.
const REACH: usize = 100;

/// Positions in the order given. Values that are not finite count as 0.
#[must_use]
pub fn classify(customers: &[Customer]) -> Vec<Position> {
    let actual: Vec<f64> = customers.iter().map(|c| finite(c.actual)).collect();
    let strategic = strategic_values(customers, &actual);
    let growth: Vec<f64> = strategic
        .iter()
        .zip(&actual)
        .map(|(s, a)| (s - a).max(0.0))
        .collect();
    let best = half_of_value(&actual);
    let growable = top_quintile(&growth);
    let class = |((customer, a), (g, s)): ((&Customer, &f64), (&f64, &f64))| {
        let lost = *a < 0.0
            && finite(customer.last_year) < 0.0
            && finite(customer.actual_upper).max(*s) < 0.0;
        let class = match () {
            () if *a > 0.0 && *a >= best => Class::MostValuable,
            () if *a >= 0.0 && *g > 0.0 && *g >= growable => Class::MostGrowable,
            () if lost => Class::BelowZero,
            () => Class::Migrator,
        };
        Position {
            class,
            strategic: *s,
            growth: *g,
        }
    };
    customers
        .iter()
        .zip(&actual)
        .zip(growth.iter().zip(&strategic))
        .map(class)
        .collect()
}

fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

/// The least actual value of the smallest set of the best that holds half of all positive value.
fn half_of_value(actual: &[f64]) -> f64 {
    let mut positive: Vec<f64> = actual.iter().copied().filter(|a| *a > 0.0).collect();
    positive.sort_by(|a, b| b.total_cmp(a));
    let half = positive.iter().sum::<f64>() / 2.0;
    let mut sum = 0.0;
    for value in &positive {
        sum += value;
        if sum >= half {
            return *value;
        }
    }
    f64::INFINITY
}

/// The least value of the highest fifth.
fn top_quintile(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    sorted
        .get((sorted.len() / 5).saturating_sub(1))
        .copied()
        .unwrap_or(f64::INFINITY)
}

/// What is known, else the 80th percentile of actual value among the 50 nearest of the segment by size and tenure.
fn strategic_values(customers: &[Customer], actual: &[f64]) -> Vec<f64> {
    let place = |c: &Customer| {
        (
            finite(c.size).max(0.0).ln_1p(),
            finite(c.tenure).max(0.0).ln_1p(),
        )
    };
    let mut rows: Vec<(u32, f64, f64, f64, usize)> = Vec::with_capacity(customers.len());
    for (at, (customer, a)) in customers.iter().zip(actual).enumerate() {
        let (size, tenure) = place(customer);
        rows.push((customer.segment, size, tenure, *a, at));
    }
    rows.sort_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)).then(x.4.cmp(&y.4)));
    let mut strategic = actual.to_vec();
    for segment in rows.chunk_by(|x, y| x.0 == y.0) {
        for (at, row) in segment.iter().enumerate() {
            let near = segment
                .get(at.saturating_sub(REACH)..(at + REACH + 1).min(segment.len()))
                .unwrap_or_default();
            let mut peers: Vec<(f64, f64)> = near
                .iter()
                .filter(|other| other.4 != row.4)
                .map(|other| ((other.1 - row.1).hypot(other.2 - row.2), other.3))
                .collect();
            peers.sort_by(|x, y| x.0.total_cmp(&y.0));
            peers.truncate(PEERS);
            let mut values: Vec<f64> = peers.into_iter().map(|peer| peer.1).collect();
            values.sort_by(f64::total_cmp);
            let reached = values
                .get((values.len() * 4).div_ceil(5).saturating_sub(1))
                .copied();
            let known = customers
                .get(row.4)
                .and_then(|c| c.known_potential)
                .filter(|v| v.is_finite());
            if let (Some(cell), Some(value)) = (strategic.get_mut(row.4), known.or(reached)) {
                *cell = value.max(row.3);
            }
        }
    }
    strategic
}

/// Return on customer: profit of the period and change of customer equity over the equity before; `None` where that is not
/// positive.
#[must_use]
pub fn return_on_customer(profit: f64, equity_before: f64, equity_after: f64) -> Option<f64> {
    let value = (profit + equity_after - equity_before) / equity_before;
    (equity_before > 0.0 && value.is_finite()).then_some(value)
}

/// The sentence for the owner: `insight-portfolio-keep`, `-grow` (`growth`), `-below-zero`, `-migrator`, each with `actual`
/// in the smallest unit.
#[must_use]
pub fn explain(position: &Position, actual: f64) -> Explanation {
    // `as` holds to the ends of the range.
    let minor = |value: f64| Arg::Minor(value.round() as i64);
    let said = match position.class {
        Class::MostValuable => Explanation::new("insight-portfolio-keep"),
        Class::MostGrowable => {
            Explanation::new("insight-portfolio-grow").with("growth", minor(position.growth))
        }
        Class::BelowZero => Explanation::new("insight-portfolio-below-zero"),
        Class::Migrator => Explanation::new("insight-portfolio-migrator"),
    };
    said.with("actual", minor(actual))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn customer(actual: f64, last_year: f64) -> Customer {
        let size = 100.0;
        Customer {
            segment: 1,
            size,
            tenure: 100.0,
            actual,
            actual_upper: actual,
            last_year,
            known_potential: None,
        }
    }

    #[test]
    fn each_class_has_its_customer() {
        let mut all: Vec<Customer> = (0..20)
            .map(|i| customer(10.0 + f64::from(i), 1.0))
            .collect();
        all.push(customer(1000.0, 900.0));
        all.push(Customer {
            known_potential: Some(500.0),
            ..customer(5.0, 1.0)
        });
        let alone = Customer {
            segment: 7,
            ..customer(-50.0, -10.0)
        };
        all.extend([
            alone,
            Customer {
                last_year: 10.0,
                ..alone
            },
        ]);
        let classes: Vec<Class> = classify(&all)
            .into_iter()
            .map(|position| position.class)
            .collect();
        assert_eq!(classes[20], Class::MostValuable);
        assert_eq!(classes[21], Class::MostGrowable);
        assert_eq!(classes[22], Class::BelowZero);
        assert_eq!(
            classes[23],
            Class::Migrator,
            "a profit last year: not below zero"
        );
        assert_eq!(
            classes
                .iter()
                .filter(|class| **class == Class::MostValuable)
                .count(),
            1
        );
    }

    #[test]
    fn return_on_customer_counts_profit_and_equity() {
        assert_eq!(return_on_customer(10.0, 100.0, 105.0), Some(0.15));
        assert_eq!(return_on_customer(10.0, 0.0, 105.0), None);
    }

    proptest! {
        #[test]
        fn the_most_valuable_hold_half(values in prop::collection::vec(-50.0..100.0f64, 0..80)) {
            let all: Vec<Customer> = values.iter().map(|value| customer(*value, *value)).collect();
            let positions = classify(&all);
            prop_assert_eq!(positions.len(), all.len());
            let positive: f64 = values.iter().filter(|value| **value > 0.0).sum();
            let held: f64 = positions
                .iter()
                .zip(&values)
                .filter(|(position, _)| position.class == Class::MostValuable)
                .map(|(_, value)| value)
                .sum();
            prop_assert!(held >= positive / 2.0 - 1e-9);
            prop_assert!(positions.iter().all(|p| p.growth >= 0.0 && p.strategic.is_finite()));
        }
    }
}
