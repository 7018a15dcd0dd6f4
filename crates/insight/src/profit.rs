//! Profit of a customer after cost to serve (time-driven activity-based costing, Kaplan & Anderson 2004), and the whale
//! curve over all customers. Money in whole smallest units; it must not round twice.

use crate::explain::{Arg, Explanation};

/// An activity done for a customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Activity {
    /// How many visits, calls, mails, order lines, returns, tickets.
    pub times: f64,
    /// Minutes for one.
    pub minutes: f64,
    /// Cost of a minute.
    pub rate: f64,
}

/// What a customer brought and took in a period; amounts in the smallest unit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Account {
    /// Revenue after discounts, without tax.
    pub revenue: i64,
    /// Cost of the goods.
    pub goods: i64,
    /// Discounts and concessions not yet in the revenue.
    pub discounts: i64,
    /// Refunds.
    pub refunds: i64,
    /// What was done for them.
    pub activities: Vec<Activity>,
    /// Shipping paid by us.
    pub shipping: i64,
    /// Payment fees.
    pub fees: i64,
    /// Average open balance.
    pub balance: i64,
    /// Cost of capital a year.
    pub capital_rate: f64,
    /// Days the balance was open.
    pub days: f64,
    /// Cost of winning the customer: shown apart, not in the profit.
    pub acquisition: i64,
}

/// The parts of a profit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profit {
    /// Revenue less goods, discounts and refunds.
    pub margin: i64,
    /// Activities, shipping, fees and the balance's interest.
    pub cost_to_serve: i64,
    /// Margin less cost to serve.
    pub profit: i64,
    /// Profit less acquisition.
    pub after_acquisition: i64,
}

impl Account {
    /// The profit; costs that are not finite numbers count as 0, sums stop at the ends of the range.
    #[must_use]
    pub fn profit(&self) -> Profit {
        let served: f64 = self
            .activities
            .iter()
            .map(|a| a.times * a.minutes * a.rate)
            .filter(|c| c.is_finite())
            .sum();
        let interest = self.balance as f64 * self.capital_rate * self.days / 365.0;
        let interest = if interest.is_finite() { interest } else { 0.0 };
        // `as` holds to the ends of the range and turns nothing else.
        let worked = (served + interest).round() as i64;
        let margin = self
            .revenue
            .saturating_sub(self.goods)
            .saturating_sub(self.discounts)
            .saturating_sub(self.refunds);
        let cost_to_serve = worked
            .saturating_add(self.shipping)
            .saturating_add(self.fees);
        let profit = margin.saturating_sub(cost_to_serve);
        Profit {
            margin,
            cost_to_serve,
            profit,
            after_acquisition: profit.saturating_sub(self.acquisition),
        }
    }
}

/// Cumulative profit over customers sorted by profit, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct WhaleCurve {
    /// Customers.
    pub customers: usize,
    /// Sum of all profits.
    pub total: i128,
    /// Customers with a loss.
    pub below_zero: usize,
    /// What those lose together, as a positive amount.
    pub lost: i128,
    /// The highest point of the curve over the total; `None` unless the total is positive, as are the next two.
    pub peak: Option<f64>,
    /// The share of the total after each tenth of the customers, broken customers counted whole.
    pub deciles: Option<[f64; 10]>,
    /// The share of the total after each hundredth, from 0 to 100.
    pub percentiles: Option<Vec<f64>>,
    /// The part of the revenue that comes from the fifth with most revenue; `None` without positive revenue.
    pub top_fifth_revenue: Option<f64>,
}

/// The curve of `(revenue, profit)` of each customer.
#[must_use]
pub fn whale_curve(customers: &[(i64, i64)]) -> WhaleCurve {
    let mut profits: Vec<i64> = customers.iter().map(|customer| customer.1).collect();
    profits.sort_unstable_by(|a, b| b.cmp(a));
    let mut sum = 0_i128;
    let mut curve = vec![0_i128];
    for profit in &profits {
        sum += i128::from(*profit);
        curve.push(sum);
    }
    let count = profits.len();
    let share = |value: i128| (sum > 0).then(|| value as f64 / sum as f64);
    let after = |part: usize, of: usize| {
        curve
            .get((part * count).div_ceil(of))
            .and_then(|value| share(*value))
    };
    let losses = profits.iter().filter(|profit| **profit < 0);
    let deciles: Option<Vec<f64>> = (1..=10).map(|decile| after(decile, 10)).collect();
    WhaleCurve {
        customers: count,
        total: sum,
        below_zero: losses.clone().count(),
        lost: -losses.map(|profit| i128::from(*profit)).sum::<i128>(),
        peak: curve.iter().max().and_then(|peak| share(*peak)),
        deciles: deciles.and_then(|deciles| deciles.try_into().ok()),
        percentiles: (0..=100).map(|percent| after(percent, 100)).collect(),
        top_fifth_revenue: top_fifth(customers),
    }
}

fn top_fifth(customers: &[(i64, i64)]) -> Option<f64> {
    let mut revenues: Vec<i64> = customers.iter().map(|customer| customer.0).collect();
    revenues.sort_unstable_by(|a, b| b.cmp(a));
    let sum = |values: &[i64]| values.iter().map(|value| i128::from(*value)).sum::<i128>() as f64;
    let all = sum(&revenues);
    let top = revenues.get(..revenues.len().div_ceil(5))?;
    (all > 0.0).then(|| sum(top) / all)
}

/// Sentences for the owner: `insight-profit-empty`; `insight-profit-none` (`lost`) where the total is not positive;
/// `insight-profit-all-earn` (`customers`); `insight-profit-whale` (`below`, `customers`, `lost`, `peak`).
#[must_use]
pub fn explain(curve: &WhaleCurve) -> Explanation {
    let count = |n: usize| Arg::Count(n as u64);
    let lost = Arg::Minor(i64::try_from(curve.lost).unwrap_or(i64::MAX));
    match curve.peak {
        _ if curve.customers == 0 => Explanation::new("insight-profit-empty"),
        None => Explanation::new("insight-profit-none").with("lost", lost),
        Some(_) if curve.below_zero == 0 => {
            Explanation::new("insight-profit-all-earn").with("customers", count(curve.customers))
        }
        Some(peak) => Explanation::new("insight-profit-whale")
            .with("below", count(curve.below_zero))
            .with("customers", count(curve.customers))
            .with("lost", lost)
            .with("peak", Arg::Share(peak)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cost_to_serve_turns_a_margin_into_a_loss() {
        let account = Account {
            revenue: 1_000_000,
            goods: 800_000,
            refunds: 50_000,
            activities: vec![Activity {
                times: 6.0,
                minutes: 30.0,
                rate: 1_000.0,
            }],
            shipping: 20_000,
            balance: 365_000,
            capital_rate: 0.1,
            days: 30.0,
            acquisition: 100_000,
            ..Account::default()
        };
        let profit = account.profit();
        assert_eq!((profit.margin, profit.cost_to_serve), (150_000, 203_000));
        assert_eq!(
            (profit.profit, profit.after_acquisition),
            (-53_000, -153_000)
        );
        let wild = Account {
            revenue: i64::MIN,
            goods: i64::MAX,
            capital_rate: f64::NAN,
            ..Account::default()
        };
        assert_eq!(wild.profit().margin, i64::MIN);
    }

    proptest! {
        #[test]
        fn the_curve_rises_to_its_peak_and_ends_at_one(rows in prop::collection::vec((0..900i64, -500..900i64), 0..80)) {
            let curve = whale_curve(&rows);
            prop_assert_eq!(curve.below_zero, rows.iter().filter(|row| row.1 < 0).count());
            if let Some(deciles) = curve.deciles {
                prop_assert!((deciles[9] - 1.0).abs() < 1e-12);
                prop_assert!(curve.peak.unwrap() >= deciles.iter().copied().fold(0.0, f64::max) - 1e-12);
            }
        }
    }
}
