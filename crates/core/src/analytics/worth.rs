//! How worth is spread over customers, and what all of them are worth together.

use quen_insight::status::Status;
use serde::{Deserialize, Serialize};

use crate::models::{BackTest, Model, WORTH_MONTHS};

/// Bars of the histogram, about.
const BARS: f64 = 14.0;

/// The spread of worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Worth {
    /// Worth is margin; else revenue.
    pub by_margin: bool,
    /// Months counted.
    pub months: u32,
    /// Customers with a worth.
    pub customers: u64,
    /// Half are worth less.
    pub median: i64,
    /// Sum over all, minor units.
    pub total: i64,
    /// The histogram; the last bar takes all above.
    pub bins: Vec<Bin>,
    /// The most valuable tenth.
    pub top: Top,
}

/// A bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bin {
    /// From, minor units, included.
    pub from: i64,
    /// To, not included; `None` for the last.
    pub to: Option<i64>,
    /// Customers.
    pub customers: u64,
    /// Their worth together.
    pub value: i64,
}

/// The most valuable tenth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Top {
    /// Worth from this amount, minor units.
    pub from: i64,
    /// Customers.
    pub customers: u64,
    /// Share of the total.
    pub share: f64,
}

/// Worth of all customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Equity {
    /// Sum over all, minor units.
    pub total: i64,
    /// Months counted.
    pub months: u32,
    /// Worth is margin; else revenue.
    pub by_margin: bool,
    /// Ends by how far off the last quarter's prediction was; `None` before one was checked.
    pub range: Option<(i64, i64)>,
    /// What the model is worth.
    pub status: Status,
    /// How right the last quarter's prediction was.
    pub backtest: Option<BackTest>,
}

/// The spread; `None` without customers.
pub(super) fn worth(worths: &[f64], by_margin: bool) -> Option<Worth> {
    let mut sorted: Vec<f64> = worths.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let at = |percent: usize| {
        sorted
            .get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1)))
            .copied()
    };
    let total: f64 = sorted.iter().sum();
    let from = at(90)?;
    let top: Vec<f64> = sorted.iter().copied().filter(|v| *v >= from).collect();
    let step = nice(at(95)?.max(1.0) / BARS);
    Some(Worth {
        by_margin,
        months: WORTH_MONTHS,
        customers: sorted.len() as u64,
        median: at(50)? as i64,
        total: total as i64,
        bins: bins(&sorted, step),
        top: Top {
            from: from as i64,
            customers: top.len() as u64,
            share: if total > 0.0 {
                top.iter().sum::<f64>() / total
            } else {
                0.0
            },
        },
    })
}

/// Bars of width `step`, as many as reach the 95th percentile, and one for the rest.
fn bins(sorted: &[f64], step: f64) -> Vec<Bin> {
    let mut bins: Vec<Bin> = Vec::new();
    let last = (BARS * 1.8) as usize;
    let covered = sorted.get(sorted.len() * 95 / 100).copied().unwrap_or(0.0);
    let count = ((covered / step).floor() as usize + 1).min(last);
    for n in 0..=count {
        let from = step * n as f64;
        let to = (n < count).then(|| step * (n + 1) as f64);
        let inside = sorted
            .iter()
            .filter(|v| **v >= from && to.is_none_or(|to| **v < to));
        let (customers, value) = inside.fold((0, 0.0), |(n, sum), v| (n + 1, sum + v));
        bins.push(Bin {
            from: from as i64,
            to: to.map(|to| to as i64),
            customers,
            value: value as i64,
        });
    }
    bins
}

/// The largest of 1, 2, 2.5 and 5 times a power of ten that is not much above: rather more bars than fewer, since most
/// customers of a shop are small ones.
fn nice(rough: f64) -> f64 {
    let power = 10_f64.powf(rough.max(1.0).log10().floor());
    [10.0, 5.0, 2.5, 2.0]
        .into_iter()
        .map(|m| m * power)
        .find(|s| *s <= rough * 1.2 && s.fract() == 0.0)
        .unwrap_or(power)
}

/// The worth of all.
pub(super) fn equity(worths: &[f64], model: &Model) -> Equity {
    let total: f64 = worths.iter().sum();
    let off = model
        .backtest
        .as_ref()
        .and_then(BackTest::error)
        .map(f64::abs);
    Equity {
        total: total as i64,
        months: WORTH_MONTHS,
        by_margin: model.by_margin(),
        range: off.map(|off| {
            (
                (total * (1.0 - off)).max(0.0) as i64,
                (total * (1.0 + off)) as i64,
            )
        }),
        status: model.status,
        backtest: model.backtest.clone(),
    }
}
