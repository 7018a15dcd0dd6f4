//! Fitting the model to the base, with the product's choices: a weak prior, values cut at the 99.5th percentile, a minimum
//! below which nothing is claimed. CPU work: call it where it blocks nobody.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use quen_insight::gamma_gamma::{self, Spend, Spends, WORST_CORRELATION, spearman, winsorised};
use quen_insight::histories::{Histories, History, Minimum};
use quen_insight::optimise::Parameters;
use quen_insight::status::Status;
use quen_insight::{bgnbd::Prior, mbgnbd, pnbd};

use super::{BackTest, Check, Customer, LEAST_MARGIN, Model, SpendModel, WINDOW_DAYS, day};

/// Customers that Pareto/NBD is asked about: it costs fifty times as much.
const CHECKED: usize = 2_000;
/// A new model replaces the old one when it explains the data better by this much,
const LEAST_GAIN: f64 = 0.5;
/// or when a parameter moved by this part.
const LEAST_MOVE: f64 = 0.01;

/// Fits the model, from the parameters of the one in use when there is one (a warm start: a few steps). Version 0: the
/// store numbers what it keeps.
pub fn fit(
    customers: &[Customer],
    before: Option<&Model>,
    as_of: NaiveDate,
    now: DateTime<Utc>,
    backtest: Option<BackTest>,
) -> Model {
    let today = day(as_of);
    let histories = Histories::of(customers.iter().map(|c| c.history(today)));
    let mut model = Model {
        version: 0,
        status: Status::TooFew,
        reason: None,
        as_of,
        fitted_at: now,
        checked_at: now,
        customers: histories.customers,
        repeaters: histories.repeaters,
        left_out: histories.left_out,
        purchases: None,
        loglik: None,
        spend: None,
        margin_share: margin_share(customers),
        check: None,
        backtest,
    };
    if let Some(reason) = histories.too_early(Minimum::default()) {
        model.reason = Some(reason.into());
        return model;
    }
    let found = match before.and_then(|model| model.purchases) {
        Some(near) => mbgnbd::refit(&histories, Prior::Weak, near),
        None => mbgnbd::fit(&histories, Prior::Weak),
    };
    drop(histories);
    model.status = found.status;
    model.reason = found.reason.map(Into::into);
    model.purchases = found.estimate.map(|e| e.params);
    model.loglik = found.estimate.map(|e| e.loglik);
    model.spend = Some(spend_model(customers));
    model.check = check(&model, customers, today);
    model
}

/// Is the new model worth showing in place of the old one (INSIGHT.md 3.3)?
pub fn replaces(new: &Model, old: &Model, customers: &[Customer]) -> bool {
    let (Some(now), Some(before)) = (new.purchases, old.purchases) else {
        return new.purchases.is_some() != old.purchases.is_some()
            || new.status != old.status
            || new.reason != old.reason;
    };
    let moved = now
        .to_array()
        .iter()
        .zip(before.to_array())
        .any(|(now, before)| (now / before - 1.0).abs() > LEAST_MOVE);
    let spend_moved = match (&new.spend, &old.spend) {
        (Some(now), Some(before)) => (now.base_mean / before.base_mean - 1.0).abs() > LEAST_MOVE,
        (now, before) => now.is_some() != before.is_some(),
    };
    let shares = (new.margin_share, old.margin_share);
    let margin_moved = match shares {
        (Some(now), Some(before)) => (now / before - 1.0).abs() > LEAST_MOVE,
        (now, before) => now.is_some() != before.is_some(),
    };
    moved || spend_moved || margin_moved || {
        let today = day(new.as_of);
        let histories = Histories::of(customers.iter().map(|c| c.history(today)));
        new.loglik.unwrap_or(f64::NEG_INFINITY) - mbgnbd::log_likelihood(before, &histories)
            > LEAST_GAIN
    }
}

/// Margin over spend of everybody.
fn margin_share(customers: &[Customer]) -> Option<f64> {
    let sum =
        |of: fn(&Customer) -> i64| customers.iter().map(|c| i128::from(of(c))).sum::<i128>() as f64;
    let (net, margin) = (sum(|c| c.net), sum(|c| c.margin));
    let share = margin / net;
    (net > 0.0 && share >= LEAST_MARGIN).then(|| share.min(1.0))
}

fn spend_model(customers: &[Customer]) -> SpendModel {
    let rows: Vec<Spend> = customers.iter().map(Customer::spend).collect();
    let correlation = spearman(&rows);
    let (kept, cut) = winsorised(&rows);
    let used: Vec<&Spend> = kept.iter().filter(|s| s.x > 0 && s.mean > 0.0).collect();
    let base_mean = used.iter().map(|s| s.mean).sum::<f64>() / used.len().max(1) as f64;
    let params = gamma_gamma::fit(&Spends::new(&kept)).params();
    let depends = correlation.is_some_and(|c| c.abs() > WORST_CORRELATION);
    SpendModel {
        params,
        base_mean,
        cut,
        correlation,
        bands: if depends { bands(&used) } else { Vec::new() },
    }
}

/// Mean value by bands of frequency: 1, 2, 3–4, 5–8, …
fn bands(used: &[&Spend]) -> Vec<(u32, f64)> {
    let mut sums: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for spend in used {
        let upper = spend.x.checked_next_power_of_two().unwrap_or(u32::MAX);
        let (sum, count) = sums.entry(upper).or_default();
        *sum += spend.mean;
        *count += 1.0;
    }
    sums.into_iter()
        .map(|(upper, (sum, count))| (upper, sum / count))
        .collect()
}

fn check(model: &Model, customers: &[Customer], today: i32) -> Option<Check> {
    let shown = model.fitted()?;
    let step = customers.len().div_ceil(CHECKED).max(1);
    let sample: Vec<History> = customers
        .iter()
        .map(|c| c.history(today))
        .filter(History::is_valid)
        .step_by(step)
        .collect();
    let pareto = pnbd::fit(&Histories::new(&sample), Prior::Weak).params()?;
    let window = f64::from(WINDOW_DAYS);
    Some(Check {
        sample: sample.len() as u64,
        orders: sample.iter().map(|h| shown.expected(*h, window)).sum(),
        pareto_orders: sample
            .iter()
            .map(|h| pnbd::expected(pareto, *h, window))
            .sum(),
    })
}
