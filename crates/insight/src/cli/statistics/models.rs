//! `propensity` and `profit`.

use super::super::customer_base::answer::{number, optional, status};
use super::super::options::Options;
use super::super::table::{Column, Table};
use super::durations::{covariates, named, yes_or_no};
use super::{Answer, numbers};
use crate::profit::whale_curve;
use crate::propensity::{self, LogitFit, Quality};
use crate::status::{Reason, Status};
use serde_json::{Map, Value, json};

/// Labels and features of some rows.
struct Sample {
    labels: Vec<bool>,
    features: Vec<Vec<f64>>,
}

impl Sample {
    /// The rows, counted from 0, that are asked for.
    fn of(&self, wanted: impl Fn(usize) -> bool) -> Self {
        fn picked<T: Copy>(values: &[T], wanted: &impl Fn(usize) -> bool) -> Vec<T> {
            let rows = values.iter().enumerate();
            rows.filter(|(row, _)| wanted(*row))
                .map(|(_, value)| *value)
                .collect()
        }
        Self {
            labels: picked(&self.labels, &wanted),
            features: self
                .features
                .iter()
                .map(|values| picked(values, &wanted))
                .collect(),
        }
    }

    fn chances(&self, fit: &LogitFit) -> Vec<f64> {
        let row = |row: usize| {
            let values = self.features.iter();
            values.map(move |values| values.get(row).copied().unwrap_or(0.0))
        };
        (0..self.labels.len())
            .map(|at| fit.chance(row(at)))
            .collect()
    }
}

/// Logistic regression of the first column, or of the option `label`, on the others. With `train` `even` or `odd` (rows
/// counted from 0) the measures are of the other rows, else of the same.
pub fn propensity(input: &[u8], options: &Options<'_>) -> Answer {
    let train = options.choice("train", &["all", "even", "odd"])?;
    let score = options.flag("score")?;
    let table = Table::read(input, options)?;
    let first = table.header().first().map_or("label", String::as_str);
    let label = table.column(options.text("label")?.unwrap_or(first))?;
    let columns = covariates(&table, options, &[label.name()])?;
    let features = columns.iter().map(Column::numbers);
    let all = Sample {
        labels: label.parse("0 or 1", yes_or_no)?,
        features: features.collect::<Result<_, _>>()?,
    };
    let trains = |row: usize| train == "all" || row.is_multiple_of(2) == (train == "even");
    let known = all.of(trains);
    let fit = match propensity::fit(&known.labels, &known.features) {
        Ok(fit) => fit,
        Err((word, reason)) => return Ok(status(word, Some(&reason))),
    };
    let test = all.of(|row| train == "all" || !trains(row));
    let chances = test.chances(&fit);
    let features = columns.iter().map(Column::name);
    let names: Vec<&str> = std::iter::once("const").chain(features).collect();
    let mut answer = status(fit.status, fit.reason.as_ref());
    answer.insert("coef".into(), named(&names, &fit.coefficients));
    answer.insert("se".into(), named(&names, &fit.errors));
    answer.insert("loglik".into(), number(fit.log_likelihood));
    answer.insert("null_loglik".into(), number(fit.null_log_likelihood));
    answer.insert("n".into(), json!(known.labels.len()));
    let quality = propensity::quality(&chances, &test.labels);
    answer.extend(measures(quality.as_ref()));
    if score {
        answer.insert("rows".into(), numbers(&chances));
    }
    Ok(answer)
}

/// The measures; `null` where only one kind of label was there to measure on.
fn measures(quality: Option<&Quality>) -> Map<String, Value> {
    let of = |value: fn(&Quality) -> f64| optional(quality.map(value));
    let band = |(decile, band): (usize, &propensity::Band)| json!({"decile": decile, "n": band.n, "mean_p": number(band.mean), "observed": number(band.observed)});
    let bands = quality.map_or(Value::Null, |quality| {
        quality.calibration.iter().enumerate().map(band).collect()
    });
    let members = [
        ("auc", of(|quality| quality.auc)),
        ("brier", of(|quality| quality.brier)),
        ("logloss", of(|quality| quality.log_loss)),
        ("average_precision", of(|quality| quality.average_precision)),
        ("top_decile_lift", of(|quality| quality.top_decile_lift)),
        ("calibration_deciles", bands),
    ];
    members
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

/// The whale curve of customers.
pub fn profit(input: &[u8], options: &Options<'_>) -> Answer {
    let table = Table::read(input, options)?;
    table.column("customer_id")?;
    let revenues = table.column("revenue_cents")?.integers()?;
    let profits = table.column("profit_cents")?.integers()?;
    let customers: Vec<(i64, i64)> = revenues.into_iter().zip(profits).collect();
    if customers.is_empty() {
        let empty = Reason::new("insight-profit-empty");
        return Ok(status(Status::TooFew, Some(&empty)));
    }
    let curve = whale_curve(&customers);
    // Without a positive total no share of it means anything; the counts still do.
    let mut answer = match curve.peak {
        Some(_) => status(Status::Ok, None),
        None => status(
            Status::NotIdentifiable,
            Some(&Reason::new("insight-profit-none")),
        ),
    };
    let shares = |values: Option<&[f64]>| values.map_or(Value::Null, numbers);
    let deciles = shares(curve.deciles.as_ref().map(<[f64; 10]>::as_slice));
    let members = [
        ("customers", json!(curve.customers)),
        ("total_profit_cents", json!(i64::try_from(curve.total).ok())),
        ("below_zero", json!(curve.below_zero)),
        ("lost_cents", json!(i64::try_from(curve.lost).ok())),
        ("peak_share", optional(curve.peak)),
        ("decile_cum_share", deciles.clone()),
        ("deciles", deciles),
        ("whale_curve", shares(curve.percentiles.as_deref())),
        ("top20pct_revenue_share", optional(curve.top_fifth_revenue)),
    ];
    answer.extend(
        members
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value)),
    );
    Ok(answer)
}
