//! How many customers stay, measured, and what keeping more of them would bring: this business's own number, not a rule of
//! thumb. A sum without an end is refused.

use quen_insight::retention::{Action, Economics, outcome};
use serde::{Deserialize, Serialize};

use super::collect::Day;
use crate::models::DISCOUNT;
use crate::reasons::Reason;

/// Lengths of the periods compared, days.
const QUARTER: i32 = 90;
const YEAR: i32 = 365;
/// Fewest customers that a share is told of.
const FEWEST: u64 = 20;

/// How many of the customers of a period ordered again in the next one.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Retention {
    /// Customers who ordered in the quarter before the last.
    pub quarter_customers: u64,
    /// Share of them that ordered in the last; `None` for fewer than 20.
    pub quarter: Option<f64>,
    /// The same a quarter earlier.
    pub quarter_before: Option<f64>,
    /// Customers who ordered in the year before the last.
    pub year_customers: u64,
    /// Share of them that ordered in the last.
    pub year: Option<f64>,
    /// Customers who ordered in the last year.
    pub active_year: u64,
    /// What they brought in it: margin, or spend while costs are not known. Minor units.
    pub brought_year: i64,
    /// Is that margin?
    pub by_margin: bool,
}

/// Counts who ordered when.
pub(super) struct Windows {
    as_of: i32,
    quarters: [u64; 3],
    kept: [u64; 2],
    years: [u64; 2],
    kept_year: u64,
    net: i64,
    margin: i64,
}

impl Windows {
    pub(super) fn new(as_of: i32) -> Self {
        Self {
            as_of,
            quarters: [0; 3],
            kept: [0; 2],
            years: [0; 2],
            kept_year: 0,
            net: 0,
            margin: 0,
        }
    }

    pub(super) fn add<'a>(&mut self, days: impl Iterator<Item = &'a Day> + Clone) {
        let ago = |d: &Day| self.as_of.saturating_sub(d.day);
        let within = |length: i32, nth: i32| {
            days.clone()
                .any(|d| d.net > 0 && (length * nth..length * (nth + 1)).contains(&ago(d)))
        };
        let quarters = [within(QUARTER, 0), within(QUARTER, 1), within(QUARTER, 2)];
        let years = [within(YEAR, 0), within(YEAR, 1)];
        let (net, margin) = days
            .clone()
            .filter(|d| ago(d) < YEAR)
            .fold((0_i64, 0_i64), |(net, margin), d| {
                (net.saturating_add(d.net), margin.saturating_add(d.margin))
            });
        let add = |sum: &mut u64, holds: bool| *sum += u64::from(holds);
        self.quarters
            .iter_mut()
            .zip(quarters)
            .for_each(|(sum, holds)| add(sum, holds));
        self.years
            .iter_mut()
            .zip(years)
            .for_each(|(sum, holds)| add(sum, holds));
        add(&mut self.kept[0], quarters[0] && quarters[1]);
        add(&mut self.kept[1], quarters[1] && quarters[2]);
        add(&mut self.kept_year, years[0] && years[1]);
        self.net = self.net.saturating_add(net);
        self.margin = self.margin.saturating_add(margin);
    }

    pub(super) fn finish(self) -> Retention {
        let share = |kept: u64, of: u64| (of >= FEWEST).then(|| kept as f64 / of as f64);
        let by_margin = self.margin > 0 && self.margin >= self.net / 100;
        let ([_, last, before], [kept, kept_before]) = (self.quarters, self.kept);
        let [active_year, year_customers] = self.years;
        Retention {
            quarter_customers: last,
            quarter: share(kept, last),
            quarter_before: share(kept_before, before),
            year_customers,
            year: share(self.kept_year, year_customers),
            active_year,
            brought_year: if by_margin { self.margin } else { self.net },
            by_margin,
        }
    }
}

/// What a better retention would bring.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhatIf {
    /// Length of the period that retention is of: 365 days, or 90 while two years are not known.
    pub period_days: i32,
    /// Retention now.
    pub retention: f64,
    /// Retention asked about.
    pub keep: f64,
    /// Growth of what a customer brings, per period.
    pub growth: f64,
    /// What a customer brings in a period, minor units.
    pub margin: f64,
    /// Worth of a customer now.
    pub value: f64,
    /// Worth with the better retention.
    pub value_then: f64,
    /// Customers it is about: those active in a year.
    pub customers: u64,
    /// Rise of the worth of all of them.
    pub gain: f64,
    /// Customers kept in one period who would have left.
    pub saved: f64,
    /// The most that keeping them may cost in one period.
    pub most_cost: f64,
    /// Retention and worth of a customer point by point, 25 below to 30 above now.
    pub curve: Vec<(f64, f64)>,
    /// The outcome in a sentence.
    pub explanation: Reason,
}

/// The outcome for `keep` (a share; 5 points more than now when not given) and `growth` per period.
///
/// # Errors
/// The reason when too little is known, or the sum has no end.
pub fn what_if(of: &Retention, keep: Option<f64>, growth: f64) -> Result<WhatIf, Reason> {
    let yearly = of.year.map(|share| (YEAR, share));
    let (period_days, retention) = yearly
        .or(of.quarter.map(|share| (QUARTER, share)))
        .ok_or_else(|| {
            let have = of.year_customers.max(of.quarter_customers);
            Reason::from(quen_insight::status::too_few_customers(have, FEWEST))
        })?;
    let periods = f64::from(YEAR) / f64::from(period_days);
    let margin = of.brought_year as f64 / of.active_year.max(1) as f64 / periods;
    let discount = (1.0 + DISCOUNT).powf(12.0 / periods) - 1.0;
    let now = Economics {
        margin,
        retention,
        discount,
        growth,
    };
    let keep = keep.unwrap_or(retention + 0.05).clamp(0.0, 0.99);
    let then = Economics {
        retention: keep,
        ..now
    };
    let refused = |refused: quen_insight::retention::Refused| Reason::from(refused.explain());
    let (value, value_then) = (
        now.value_now().map_err(refused)?,
        then.value_now().map_err(refused)?,
    );
    let action = Action {
        treated: of.active_year,
        retention_treated: keep,
        retention_holdout: retention,
        cost: 0.0,
    };
    let effect = outcome(&action, &now).map_err(refused)?;
    let curve = (-25..=30).map(|points| retention + f64::from(points) / 100.0);
    let curve = curve.filter(|r| (0.05..=0.99).contains(r));
    Ok(WhatIf {
        period_days,
        retention,
        keep,
        growth,
        margin,
        value,
        value_then,
        customers: of.active_year,
        gain: (value_then - value) * of.active_year as f64,
        saved: effect.saved,
        most_cost: effect.worth,
        curve: curve
            .filter_map(|r| {
                Economics {
                    retention: r,
                    ..now
                }
                .value_now()
                .ok()
                .map(|v| (r, v))
            })
            .collect(),
        explanation: quen_insight::retention::explain(&now, keep).into(),
    })
}
