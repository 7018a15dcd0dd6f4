//! `propensity` and `profit`.

use super::super::CliError;
use super::super::customer_base::answer::{number, optional, status};
use super::super::options::Options;
use super::super::table::{Column, Table};
use super::durations::{covariates, named, yes_or_no};
use super::{Answer, numbers};
use crate::profit::whale_curve;
use crate::propensity::{self, Quality};
use crate::status::{Reason, Status};
use serde_json::{Map, Value, json};

/// Which rows train; the others are measured on.
#[derive(Clone, Copy, PartialEq)]
enum Train {
    All,
    Even,
    Odd,
}

impl Train {
    fn has(self, row: usize) -> bool {
        self == Self::All || row.is_multiple_of(2) == (self == Self::Even)
    }
}

/// Logistic regression of the first column, or of the option `label`, on the others. With `train` `even` or `odd` (rows
/// counted from 0) the measures are of the other rows, else of the same.
pub fn propensity(input: &[u8], options: &Options<'_>) -> Answer {
    let train = match options.text("train")? {
        None | Some("all") => Train::All,
        Some("even") => Train::Even,
        Some("odd") => Train::Odd,
        Some(_) => {
            return Err(CliError::Usage(
                "option \"train\" must be \"all\", \"even\" or \"odd\"".into(),
            ));
        }
    };
    let score = options.flag("score")?;
    let table = Table::read(input, options)?;
    let first = table.header().first().map_or("label", String::as_str);
    let label = table.column(options.text("label")?.unwrap_or(first))?;
    let columns = covariates(&table, options, &[label.name()])?;
    let labels = label.parse("0 or 1", yes_or_no)?;
    let features: Vec<Vec<f64>> = columns
        .iter()
        .map(Column::numbers)
        .collect::<Result<_, _>>()?;
    let part = |values: &[f64]| {
        values
            .iter()
            .enumerate()
            .filter(|(row, _)| train.has(*row))
            .map(|(_, v)| *v)
            .collect()
    };
    let known: Vec<bool> = labels
        .iter()
        .enumerate()
        .filter(|(row, _)| train.has(*row))
        .map(|(_, v)| *v)
        .collect();
    let fit = match propensity::fit(
        &known,
        &features
            .iter()
            .map(|values| part(values))
            .collect::<Vec<_>>(),
    ) {
        Ok(fit) => fit,
        Err((word, reason)) => return Ok(status(word, Some(&reason))),
    };
    let tested = |row: &usize| train == Train::All || !train.has(*row);
    let row = |row: usize| {
        features
            .iter()
            .map(move |values| values.get(row).copied().unwrap_or(0.0))
    };
    let rows: Vec<usize> = (0..labels.len()).filter(tested).collect();
    let chances: Vec<f64> = rows.iter().map(|at| fit.chance(row(*at))).collect();
    let happened: Vec<bool> = rows
        .iter()
        .map(|at| labels.get(*at) == Some(&true))
        .collect();
    let names: Vec<&str> = std::iter::once("const")
        .chain(columns.iter().map(Column::name))
        .collect();
    let mut answer = status(fit.status, fit.reason.as_ref());
    answer.insert("coef".into(), named(&names, &fit.coefficients));
    answer.insert("se".into(), named(&names, &fit.errors));
    answer.insert("loglik".into(), number(fit.log_likelihood));
    answer.insert("null_loglik".into(), number(fit.null_log_likelihood));
    answer.insert("n".into(), json!(known.len()));
    answer.extend(measures(propensity::quality(&chances, &happened).as_ref()));
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
        return Ok(status(
            Status::TooFew,
            Some(&Reason::new("insight-profit-empty")),
        ));
    }
    let curve = whale_curve(&customers);
    // Without a positive total no share of it means anything; the counts still do.
    let none = curve
        .peak
        .is_none()
        .then(|| Reason::new("insight-profit-none"));
    let mut answer = status(
        if none.is_some() {
            Status::NotIdentifiable
        } else {
            Status::Ok
        },
        none.as_ref(),
    );
    answer.insert("customers".into(), json!(curve.customers));
    answer.insert(
        "total_profit_cents".into(),
        json!(i64::try_from(curve.total).ok()),
    );
    answer.insert("below_zero".into(), json!(curve.below_zero));
    answer.insert("lost_cents".into(), json!(i64::try_from(curve.lost).ok()));
    answer.insert("peak_share".into(), optional(curve.peak));
    let deciles = curve
        .deciles
        .map_or(Value::Null, |deciles| numbers(&deciles));
    answer.insert("decile_cum_share".into(), deciles.clone());
    answer.insert("deciles".into(), deciles);
    answer.insert(
        "whale_curve".into(),
        curve
            .percentiles
            .map_or(Value::Null, |curve| numbers(&curve)),
    );
    answer.insert(
        "top20pct_revenue_share".into(),
        optional(curve.top_fifth_revenue),
    );
    Ok(answer)
}
