//! Weeks 40 to 78 of CDNOW, predicted from weeks 1 to 39, as Fader, Hardie & Lee (2005) report them.

mod customer_base_reference;

use customer_base_reference::{close, column, vector};
use quen_insight::bgnbd::{self, Prior};
use quen_insight::clv::Purchases;
use quen_insight::histories::{Histories, History};
use quen_insight::pnbd;
use std::collections::{BTreeMap, BTreeSet};

/// Customers of the calibration weeks, and on how many days each bought in the holdout weeks.
fn sample() -> Option<(Vec<History>, Vec<f64>)> {
    let (summary, orders) = (
        vector("cdnow_sample_summary.csv")?,
        vector("cdnow_sample_transactions.csv")?,
    );
    let mut days: BTreeMap<u64, BTreeSet<&str>> = BTreeMap::new();
    for line in orders.lines().skip(1) {
        let (customer, rest) = line.split_once(',')?;
        let date = rest.split(',').next()?;
        if ("1997-10-01"..="1998-06-30").contains(&date) {
            days.entry(customer.parse().ok()?).or_default().insert(date);
        }
    }
    let ids = column(&summary, "id");
    let actual = ids.iter().map(|id| {
        days.get(&(*id as u64))
            .map_or(0.0, |days| days.len() as f64)
    });
    Some((
        customer_base_reference::histories(&summary),
        actual.collect(),
    ))
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn pearson(a: &[f64], b: &[f64]) -> f64 {
    let (ma, mb) = (mean(a), mean(b));
    let dot =
        |f: &dyn Fn(f64, f64) -> f64| a.iter().zip(b).map(|(a, b)| f(a - ma, b - mb)).sum::<f64>();
    dot(&|a, b| a * b) / (dot(&|a, _| a * a) * dot(&|_, b| b * b)).sqrt()
}

struct Wanted {
    total: f64,
    rmse: f64,
    pearson: f64,
    by_frequency: [f64; 8],
}

fn check(model: Purchases, rows: &[History], actual: &[f64], wanted: &Wanted) {
    let predicted: Vec<f64> = rows.iter().map(|row| model.expected(*row, 39.0)).collect();
    close(predicted.iter().sum(), wanted.total, 1e-4);
    let squares: Vec<f64> = predicted
        .iter()
        .zip(actual)
        .map(|(p, a)| (p - a) * (p - a))
        .collect();
    close(mean(&squares).sqrt(), wanted.rmse, 1e-4);
    close(pearson(&predicted, actual), wanted.pearson, 1e-4);
    for (x, want) in (0..).zip(wanted.by_frequency) {
        let class = rows
            .iter()
            .zip(&predicted)
            .filter(|(row, _)| row.x.min(7) == x);
        let class: Vec<f64> = class.map(|(_, predicted)| *predicted).collect();
        assert!(
            (mean(&class) - want).abs() < 1e-3,
            "x = {x}: {} is not {want}",
            mean(&class)
        );
    }
}

#[test]
fn predicts_the_holdout_weeks_as_published() {
    let Some((rows, actual)) = sample() else {
        return;
    };
    assert_eq!(actual.iter().sum::<f64>(), 1882.0);
    let histories = Histories::new(&rows);
    let bg = Purchases::BgNbd(bgnbd::fit(&histories, Prior::None).params().unwrap());
    let of_bg = Wanted {
        total: 1653.4,
        rmse: 1.6080,
        pearson: 0.6256,
        by_frequency: [
            0.2251, 0.5231, 1.0441, 1.5203, 2.1639, 2.6539, 3.5041, 6.1573,
        ],
    };
    check(bg, &rows, &actual, &of_bg);
    let pn = Purchases::ParetoNbd(pnbd::fit(&histories, Prior::None).params().unwrap());
    let of_pn = Wanted {
        total: 1665.5,
        rmse: 1.6028,
        pearson: 0.6302,
        by_frequency: [
            0.1384, 0.5995, 1.1959, 1.7139, 2.3984, 2.9073, 3.8186, 6.4032,
        ],
    };
    check(pn, &rows, &actual, &of_pn);
}
