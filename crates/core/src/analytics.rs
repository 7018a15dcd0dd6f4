//! Figures of the whole base, remade by a job and dated: who buys how recently and how often, who comes back, what they are
//! worth, who costs money. Pages and the API only read them. Nothing here reads a clock or a row.

mod bands;
mod cohorts;
mod collect;
mod rfm;
mod target;
mod whatif;
mod worth;

use chrono::NaiveDate;
use quen_insight::profit::{self, whale_curve};
use quen_insight::survival;
use serde::{Deserialize, Serialize};

use crate::models::{Customer, Model};
use crate::reasons::Reason;

pub use bands::bands;
pub use cohorts::{Cohort, Cohorts};
pub use collect::{Collected, Collector, Day};
pub use rfm::{Band, Cell, Group, Rfm};
pub use target::{Began, Target};
pub use whatif::{Retention, WhatIf, what_if};
pub use worth::{Bin, Equity, Top, Worth};

/// All figures of one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// The day they are of.
    pub as_of: NaiveDate,
    /// Customers with an order.
    pub customers: u64,
    /// How recently and how often they buy.
    pub rfm: Rfm,
    /// Who came back, by month of the first order.
    pub months: Cohorts,
    /// The same by quarter.
    pub quarters: Cohorts,
    /// How long until the second order.
    pub second_order: SecondOrder,
    /// Spread of worth; `None` without a model.
    pub value: Option<Worth>,
    /// Who brings the profit.
    pub whale: Whale,
    /// How many stay, and what one brings.
    pub retention: Retention,
    /// Worth of all customers; `None` without a model.
    pub equity: Option<Equity>,
}

/// Time from the first to the second order, by Kaplan and Meier: customers who have not come back yet count as long as they
/// have been watched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SecondOrder {
    /// Customers watched.
    pub customers: u64,
    /// Of those, how many came back.
    pub came_back: u64,
    /// Share that has come back, week by week up to a year.
    pub points: Vec<Point>,
    /// Half of those who came back had done so by this day.
    pub usual_days: Option<i64>,
    /// Nine in ten of those who came back had done so by this day.
    pub late_days: Option<i64>,
    /// The curve in a sentence.
    pub explanation: Reason,
}

/// A point of the curve with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Days since the first order.
    pub day: i64,
    /// Share that has come back.
    pub share: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Cumulative profit over customers, best first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Whale {
    /// Customers.
    pub customers: u64,
    /// Sum of all margins, minor units.
    pub total: i64,
    /// Customers who lose money.
    pub below_zero: u64,
    /// What those lose together.
    pub lost: i64,
    /// Are costs known at all?
    pub costs_known: bool,
    /// Share of the total after each hundredth of the customers, 0 to 100; empty without profit.
    pub shares: Vec<f64>,
    /// Share of the first fifth.
    pub first_fifth: Option<f64>,
    /// The curve in a sentence.
    pub explanation: Reason,
}

/// The figures of a day. `customers` are all with an order, `collected` what their days came to.
pub fn figures(
    customers: &[Customer],
    collected: &Collected,
    model: &Model,
    worths: &[f64],
    as_of: NaiveDate,
) -> Figures {
    Figures {
        as_of,
        customers: customers.len() as u64,
        rfm: rfm::rfm(customers, as_of),
        months: collected.months.clone(),
        quarters: collected.quarters.clone(),
        second_order: second_order(collected),
        value: model
            .fitted()
            .and_then(|_| worth::worth(worths, model.by_margin())),
        whale: whale(customers),
        retention: collected.retention.clone(),
        equity: model.fitted().map(|_| worth::equity(worths, model)),
    }
}

fn second_order(collected: &Collected) -> SecondOrder {
    let curve = survival::kaplan_meier(&collected.waits, &collected.came_back, 0.95);
    let at = |list: &[f64], day: f64, otherwise: f64| {
        let after = curve.timeline.partition_point(|t| *t <= day);
        after
            .checked_sub(1)
            .and_then(|i| list.get(i))
            .copied()
            .unwrap_or(otherwise)
    };
    let last = curve.timeline.last().copied().unwrap_or(0.0);
    let weeks = (0..=52_i64)
        .map(|week| week * 7)
        .filter(|day| *day as f64 <= last);
    let point = |day: i64| {
        let at = |list: &[f64]| 1.0 - at(list, day as f64, 1.0);
        Point {
            day,
            share: at(&curve.survival),
            low: at(&curve.upper),
            high: at(&curve.lower),
        }
    };
    let mut ended: Vec<i64> = collected
        .waits
        .iter()
        .zip(&collected.came_back)
        .filter(|(_, came)| **came)
        .map(|(wait, _)| *wait as i64)
        .collect();
    ended.sort_unstable();
    let part = |percent: usize| {
        ended
            .get((ended.len() * percent).div_ceil(100).saturating_sub(1))
            .copied()
    };
    SecondOrder {
        customers: collected.waits.len() as u64,
        came_back: ended.len() as u64,
        points: weeks.map(point).collect(),
        usual_days: part(50),
        late_days: part(90),
        explanation: survival::explain(&curve).into(),
    }
}

fn whale(customers: &[Customer]) -> Whale {
    let pairs: Vec<(i64, i64)> = customers.iter().map(|c| (c.net, c.margin)).collect();
    let curve = whale_curve(&pairs);
    let costs_known = pairs.iter().any(|(_, margin)| *margin != 0);
    let minor = |value: i128| i64::try_from(value).unwrap_or(i64::MAX);
    Whale {
        customers: curve.customers as u64,
        total: minor(curve.total),
        below_zero: curve.below_zero as u64,
        lost: minor(curve.lost),
        costs_known,
        first_fifth: curve.percentiles.as_ref().and_then(|p| p.get(20)).copied(),
        explanation: profit::explain(&curve).into(),
        shares: curve.percentiles.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests;
