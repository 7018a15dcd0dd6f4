//! The purchase model of a workspace's customers and what it says of one of them: chance, orders, worth, each with a range.
//! Fitted by [`fit`] from stored statistics, kept with a version, read at any time in O(1). It must never read a clock.

mod backtest;
mod fitting;
mod outlook;

use chrono::{DateTime, NaiveDate, Utc};
use quen_insight::clv::{Horizon, Purchases, Unit, likely_orders};
use quen_insight::gamma_gamma::{self, Spend};
use quen_insight::histories::History;
use quen_insight::occasions::Occasions;
use quen_insight::{bgnbd, status::Status};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::dates;
use crate::reasons::Reason;

pub use backtest::{BackTest, Calibration, Past, WINDOW_DAYS, backtest};
pub use fitting::{fit, replaces};
pub use outlook::{Outlook, Range, outlook};

/// Orders are expected within so many days.
pub const ORDERS_DAYS: i64 = 365;
/// Worth is counted over so many months.
pub const WORTH_MONTHS: u32 = 36;
/// Discount of a month.
pub const DISCOUNT: f64 = 0.01;
/// A known margin below this part of the spend is taken for costs that were not entered.
const LEAST_MARGIN: f64 = 0.01;

/// A customer's statistics, as the models need them. Days since 1970-01-01, money in minor units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Customer {
    /// The party.
    pub id: Uuid,
    /// Purchase occasions, at least one.
    pub occasions: u32,
    /// Day of the first.
    pub first_day: i32,
    /// Day of the last.
    pub last_day: i32,
    /// Net value of all occasions but the first.
    pub repeat_sum: i64,
    /// Net spend.
    pub net: i64,
    /// Contribution margin as far as costs are known.
    pub margin: i64,
}

impl Customer {
    /// From the statistics; `None` without an occasion.
    pub fn new(id: Uuid, of: &Occasions) -> Option<Self> {
        Some(Self {
            id,
            occasions: Some(of.occasions).filter(|n| *n > 0)?,
            first_day: of.first_day?,
            last_day: of.last_day?,
            repeat_sum: of.repeat_sum_minor,
            net: of.net_sum_minor,
            margin: crate::metrics::margin(of),
        })
    }

    /// The purchase history in days as seen on `as_of`. A last occasion after that day makes it invalid; models leave such
    /// rows out.
    pub fn history(&self, as_of: i32) -> History {
        let days = |from: i32, to: i32| f64::from(to) - f64::from(from);
        History {
            x: self.occasions - 1,
            tx: days(self.first_day, self.last_day),
            t: days(self.first_day, as_of),
        }
    }

    /// The value of the repeat occasions.
    pub fn spend(&self) -> Spend {
        let x = self.occasions.saturating_sub(1);
        let mean = if x == 0 {
            0.0
        } else {
            self.repeat_sum as f64 / f64::from(x)
        };
        Spend { x, mean }
    }
}

/// A fitted model, or why there is none yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Grows with each model that replaces another; shown figures can be made again from it.
    pub version: i64,
    /// What it is worth.
    pub status: Status,
    /// Why it is not worth more.
    pub reason: Option<Reason>,
    /// The day the customers were seen on.
    pub as_of: NaiveDate,
    /// When it was fitted.
    pub fitted_at: DateTime<Utc>,
    /// When it was last compared with newer data.
    pub checked_at: DateTime<Utc>,
    /// Customers with an order.
    pub customers: u64,
    /// Those who came back.
    pub repeaters: u64,
    /// Customers left out, for orders after the day.
    pub left_out: u64,
    /// MBG/NBD in days: one-time buyers may have left too, so that nobody is "certainly alive" by construction.
    pub purchases: Option<bgnbd::Params>,
    /// Log-likelihood of the customers.
    pub loglik: Option<f64>,
    /// The value of orders.
    pub spend: Option<SpendModel>,
    /// Margin over spend of the whole base; `None` while costs are not known, then worth is revenue.
    pub margin_share: Option<f64>,
    /// The same question put to Pareto/NBD.
    pub check: Option<Check>,
    /// How right this way of predicting was a quarter ago.
    pub backtest: Option<BackTest>,
}

/// What an order is worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpendModel {
    /// Gamma-Gamma; `None` where it cannot be fitted, then means are drawn to the base's.
    pub params: Option<gamma_gamma::Params>,
    /// Mean value of a repeat order over customers.
    pub base_mean: f64,
    /// Customers whose mean was cut at the 99.5th percentile before the fit.
    pub cut: u64,
    /// Rank correlation of frequency and value.
    pub correlation: Option<f64>,
    /// Where value depends on frequency: upper end of each band of repeat orders and its mean value. Else empty.
    pub bands: Vec<(u32, f64)>,
}

/// The next quarter's orders of a sample by both models.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// Customers in the sample.
    pub sample: u64,
    /// By the model shown.
    pub orders: f64,
    /// By Pareto/NBD.
    pub pareto_orders: f64,
}

/// What the model says of one customer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Score {
    /// Chance of still being a customer.
    pub p_alive: f64,
    /// Orders to expect in [`ORDERS_DAYS`].
    pub orders: f64,
    /// Fewest and most likely orders (80 %).
    pub orders_range: (u32, u32),
    /// Mean value of an order, minor units.
    pub mean: f64,
    /// Worth over [`WORTH_MONTHS`], discounted, minor units.
    pub clv: f64,
    /// Its 80 % range.
    pub clv_range: (f64, f64),
}

impl Model {
    /// The fitted purchase model.
    pub fn fitted(&self) -> Option<Purchases> {
        self.purchases
            .filter(|_| self.status.has_estimate())
            .map(Purchases::MbgNbd)
    }

    /// What the model says of a customer; `None` without a model or for a history it cannot read.
    pub fn score(&self, customer: &Customer, as_of: i32) -> Option<Score> {
        let model = self.fitted()?;
        let history = customer.history(as_of);
        if !history.is_valid() {
            return None;
        }
        let shape = self.purchases?.r + f64::from(history.x);
        let p_alive = model.p_alive(history);
        let within = model.expected_if_alive(history, ORDERS_DAYS as f64);
        let mean = self
            .spend
            .as_ref()
            .map_or(0.0, |spend| spend.expected(customer.spend()));
        let margin = mean * self.margin_share.unwrap_or(1.0);
        let discounted = model.discounted(history, horizon());
        let months = f64::from(WORTH_MONTHS) * Unit::Day.month();
        let plain = model.expected_if_alive(history, months);
        let worth = if plain > 0.0 && p_alive > 0.0 {
            margin * discounted / (p_alive * plain)
        } else {
            0.0
        };
        let (low, high) = likely_orders(p_alive, plain, shape);
        let score = Score {
            p_alive,
            orders: p_alive * within,
            orders_range: likely_orders(p_alive, within, shape),
            mean,
            clv: margin * discounted,
            clv_range: (f64::from(low) * worth, f64::from(high) * worth),
        };
        [score.p_alive, score.orders, score.clv, score.clv_range.1]
            .iter()
            .all(|v| v.is_finite())
            .then_some(score)
    }

    /// Is worth margin rather than revenue?
    pub fn by_margin(&self) -> bool {
        self.margin_share.is_some()
    }
}

/// Months and discount of worth.
pub fn horizon() -> Horizon {
    Horizon {
        months: WORTH_MONTHS,
        discount: DISCOUNT,
        unit: Unit::Day,
    }
}

impl SpendModel {
    /// Expected mean value of a customer's orders, minor units.
    pub fn expected(&self, spend: Spend) -> f64 {
        let usable = spend.x > 0 && spend.mean > 0.0;
        let own_weight = |params: gamma_gamma::Params| {
            let evidence = params.p * f64::from(spend.x);
            Some(evidence / (evidence + params.q - 1.0)).filter(|own| (0.0..=1.0).contains(own))
        };
        if let Some(band) = self.band(spend.x).filter(|_| usable) {
            let own = self
                .params
                .and_then(own_weight)
                .unwrap_or_else(|| plain_weight(spend.x));
            return own * spend.mean + (1.0 - own) * band;
        }
        let modelled = self
            .params
            .and_then(|params| gamma_gamma::expected_mean(params, spend.x, spend.mean));
        modelled.unwrap_or_else(|| {
            let own = if usable { plain_weight(spend.x) } else { 0.0 };
            own * spend.mean + (1.0 - own) * self.base_mean
        })
    }

    fn band(&self, x: u32) -> Option<f64> {
        self.bands
            .iter()
            .find(|(upper, _)| x <= *upper)
            .or(self.bands.last())
            .map(|(_, mean)| *mean)
    }
}

/// Without a fitted spend model the base's mean counts like three orders.
fn plain_weight(x: u32) -> f64 {
    f64::from(x) / (f64::from(x) + 3.0)
}

/// The day's number for the models.
pub fn day(as_of: NaiveDate) -> i32 {
    dates::number(as_of)
}

#[cfg(test)]
pub(crate) mod tests;
