//! Customer lifetime value over a number of months: discounted expected orders times expected mean value.
//!
//! Definition of the lifetimes library: month `k` of `n` is worth the orders expected in it, times the Gamma-Gamma
//! mean value, over `(1 + discount)^k`; a month is 4.345 weeks or 30 days. Margin is 100 %: multiply by your own.

use crate::bgnbd::{self, Leaving};
use crate::gamma_gamma;
use crate::histories::History;
use crate::pnbd;

/// The fitted purchase model to expect orders with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Purchases {
    /// BG/NBD.
    BgNbd(bgnbd::Params),
    /// MBG/NBD.
    MbgNbd(bgnbd::Params),
    /// Pareto/NBD.
    ParetoNbd(pnbd::Params),
}

/// The likely number of orders, lowest and highest (about the 10th and 90th percentile): what to show instead of a
/// mean of 4.37.
///
/// Nobody's orders with chance `1 − p_alive`, else negative binomial with mean `expected_if_alive` and `shape`
/// `r + x` (a normal one beyond 400 orders); leaving within the horizon is in the mean only, which makes the range a little narrow at the low end.
#[must_use]
pub fn likely_orders(p_alive: f64, expected_if_alive: f64, shape: f64) -> (u32, u32) {
    if !(expected_if_alive > 0.0 && shape > 0.0 && p_alive > 0.1) {
        return (0, 0);
    }
    if expected_if_alive > 400.0 {
        let spread =
            1.2816 * (expected_if_alive + expected_if_alive * expected_if_alive / shape).sqrt();
        let low = if p_alive > 0.9 {
            expected_if_alive - spread
        } else {
            0.0
        };
        return (low.max(0.0) as u32, (expected_if_alive + spread) as u32);
    }
    let z = expected_if_alive / (expected_if_alive + shape);
    let mut chance = (-shape * (expected_if_alive / shape).ln_1p()).exp();
    let mut below = 1.0 - p_alive + p_alive * chance;
    let (mut low, mut n) = (0, 0);
    while below < 0.9 && n < 100_000 {
        chance *= z * (shape + f64::from(n)) / f64::from(n + 1);
        n += 1;
        low = if below < 0.1 { n } else { low };
        below += p_alive * chance;
    }
    (low, n)
}

/// The unit of time of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Days; a month is 30.
    Day,
    /// Weeks; a month is 4.345.
    #[default]
    Week,
    /// Months.
    Month,
}

impl Unit {
    /// Length of a month.
    #[must_use]
    pub fn month(self) -> f64 {
        match self {
            Self::Day => 30.0,
            Self::Week => 4.345,
            Self::Month => 1.0,
        }
    }

    /// Length in days.
    #[must_use]
    pub fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 365.25 / 12.0,
        }
    }
}

/// Horizon and discount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Horizon {
    /// Months counted; at most 1,200.
    pub months: u32,
    /// Discount per month, 0.01 for 1 %.
    pub discount: f64,
    /// Unit of the rows.
    pub unit: Unit,
}

impl Default for Horizon {
    fn default() -> Self {
        Self {
            months: 12,
            discount: 0.01,
            unit: Unit::Week,
        }
    }
}

impl Purchases {
    /// The chance from 0 to 1 that the customer has not left.
    #[must_use]
    pub fn p_alive(&self, history: History) -> f64 {
        match *self {
            Self::BgNbd(params) => bgnbd::p_alive(params, history),
            Self::MbgNbd(params) => crate::mbgnbd::p_alive(params, history),
            Self::ParetoNbd(params) => pnbd::p_alive(params, history),
        }
    }

    /// Expected orders in the next `horizon` of a customer who is still one.
    #[must_use]
    pub fn expected_if_alive(&self, history: History, horizon: f64) -> f64 {
        match *self {
            Self::BgNbd(params) => {
                bgnbd::expected_if_alive(params, history, horizon, Leaving::AfterRepeat)
            }
            Self::MbgNbd(params) => {
                bgnbd::expected_if_alive(params, history, horizon, Leaving::AfterAny)
            }
            Self::ParetoNbd(params) => pnbd::expected_if_alive(params, history, horizon),
        }
    }

    /// Expected orders in the next `horizon`.
    #[must_use]
    pub fn expected(&self, history: History, horizon: f64) -> f64 {
        self.p_alive(history) * self.expected_if_alive(history, horizon)
    }

    /// Orders of the coming months, each discounted to today.
    #[must_use]
    pub fn discounted(&self, history: History, horizon: Horizon) -> f64 {
        let (mut before, mut sum, mut worth) = (0.0, 0.0, 1.0);
        for month in 1..=horizon.months.min(1200) {
            worth /= 1.0 + horizon.discount;
            let until = self.expected_if_alive(history, f64::from(month) * horizon.unit.month());
            sum += (until - before) * worth;
            before = until;
        }
        self.p_alive(history) * sum
    }

    /// Lifetime value in the unit of money of `spend`; `None` where the mean value is infinite.
    #[must_use]
    pub fn value(
        &self,
        history: History,
        mean: f64,
        spend: gamma_gamma::Params,
        horizon: Horizon,
    ) -> Option<f64> {
        let mean = gamma_gamma::expected_mean(spend, history.x, mean)?;
        Some(mean * self.discounted(history, horizon)).filter(|value| value.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::likely_orders;

    #[test]
    fn ranges_are_whole_orders_around_the_mean() {
        assert_eq!(likely_orders(1.0, 4.0, 1e9), (2, 7)); // Poisson(4)
        assert_eq!(likely_orders(0.05, 4.0, 3.0), (0, 0));
        assert_eq!(likely_orders(0.8, 4.0, 1e9), (0, 6));
        assert_eq!(likely_orders(1.0, 0.05, 0.3), (0, 0));
        let (low, high) = likely_orders(1.0, 1e4, 1e6);
        assert!(
            low > 9_000 && high < 11_000 || (low, high) == (0, 100_000),
            "{low} {high}"
        );
        assert_eq!(likely_orders(f64::NAN, f64::NAN, 1.0), (0, 0));
    }
}
