//! `cohorts`, `survival` and `cox`.

use super::super::CliError;
use super::super::customer_base::answer::{number, optional, status};
use super::super::customer_base::columns::Entries;
use super::super::options::Options;
use super::super::table::{Column, Table};
use super::{Answer, confidence, numbers};
use crate::cohorts::{Activity, Cohort, Period};
use crate::status::{Reason, Status};
use crate::survival::{self, Curve, LogRank};
use crate::{cohorts, cox};
use serde_json::{Map, Value, json};

/// Customers by their first period. Here days without value count unless `zero_days` is `drop`.
pub fn cohorts(input: &[u8], options: &Options<'_>) -> Answer {
    let period = match options.choice("unit", &["month", "quarter"])? {
        "quarter" => Period::Quarter,
        _ => Period::Month,
    };
    let all = options.choice("zero_days", &["count", "drop"])? == "count";
    let entries = Entries::read(&Table::read(input, options)?)?;
    let rows = entries.customer.iter().zip(&entries.entries);
    let activities: Vec<Activity> = rows
        .filter(|(_, entry)| all || entry.cents > 0)
        .map(|(customer, entry)| Activity {
            customer: u64::from(*customer),
            day: entry.day,
            amount: entry.cents,
        })
        .collect();
    let found = cohorts::cohorts(&activities, period, options.day("as_of")?);
    let mut answer = known(!found.is_empty(), "insight-cohort-empty");
    let rows = found.iter().map(|cohort| cohort_row(cohort, period));
    answer.insert("cohorts".into(), rows.collect());
    Ok(answer)
}

fn cohort_row(cohort: &Cohort, period: Period) -> Value {
    json!({
        "cohort": period.label(cohort.period),
        "size": cohort.size,
        "retained": cohort.active,
        "retention": numbers(&cohort.retention()),
        "revenue_cents": cohort.revenue,
    })
}

/// `ok` where there is something, else `too_few` for this reason.
fn known(some: bool, reason: &'static str) -> Map<String, Value> {
    if some {
        return status(Status::Ok, None);
    }
    status(Status::TooFew, Some(&Reason::new(reason)))
}

/// Kaplan-Meier over all rows and for each group, with the log-rank test.
pub fn survival(input: &[u8], options: &Options<'_>) -> Answer {
    let confidence = confidence(options)?;
    let table = Table::read(input, options)?;
    let (times, ended) = (times(&table)?, events(&table)?);
    let all = survival::kaplan_meier(&times, &ended, confidence);
    let mut answer = known(!times.is_empty(), "insight-survival-empty");
    answer.extend(curve(&all));
    if !table.has("group") {
        return Ok(answer);
    }
    let labels = table.column("group")?.texts()?;
    let mut names: Vec<&str> = labels.clone();
    names.sort_unstable();
    names.dedup();
    let place = |label: &&str| names.partition_point(|name| name < label);
    let group: Vec<usize> = labels.iter().map(place).collect();
    let mut parts = vec![(Vec::new(), Vec::new()); names.len()];
    for ((time, ended), group) in times.iter().zip(&ended).zip(&group) {
        if let Some((times, events)) = parts.get_mut(*group) {
            times.push(*time);
            events.push(*ended);
        }
    }
    let own = |(name, (times, ended)): (&&str, &(Vec<f64>, Vec<bool>))| {
        let own = survival::kaplan_meier(times, ended, confidence);
        ((*name).to_owned(), Value::Object(curve(&own)))
    };
    let groups: Map<String, Value> = names.iter().zip(&parts).map(own).collect();
    answer.insert("groups".into(), Value::Object(groups));
    let test = survival::log_rank(&times, &ended, &group);
    answer.insert("logrank".into(), test.map_or(Value::Null, log_rank));
    Ok(answer)
}

fn curve(curve: &Curve) -> Map<String, Value> {
    let members = [
        ("n", json!(curve.n())),
        ("timeline", numbers(&curve.timeline)),
        ("at_risk", json!(curve.at_risk)),
        ("events", json!(curve.events)),
        ("survival", numbers(&curve.survival)),
        ("lower", numbers(&curve.lower)),
        ("upper", numbers(&curve.upper)),
        ("median", optional(curve.median)),
        ("nelson_aalen", numbers(&curve.hazard)),
        ("rmst_at_max", number(curve.restricted_mean)),
    ];
    members
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

fn log_rank(test: LogRank) -> Value {
    json!({"chi2": number(test.chi2), "df": test.df, "p": number(test.p)})
}

/// Cox's model on all further columns, or on those of the option `covariates`.
pub fn cox(input: &[u8], options: &Options<'_>) -> Answer {
    let table = Table::read(input, options)?;
    let (times, ended) = (times(&table)?, events(&table)?);
    let used = [table.column("time")?.name(), table.column("event")?.name()];
    let columns = covariates(&table, options, &used)?;
    let names: Vec<&str> = columns.iter().map(Column::name).collect();
    let covariates: Vec<Vec<f64>> = columns
        .iter()
        .map(Column::numbers)
        .collect::<Result<_, _>>()?;
    let fit = match cox::fit(cox::CoxData {
        times: &times,
        ended: &ended,
        covariates: &covariates,
    }) {
        Ok(fit) => fit,
        Err((word, reason)) => return Ok(status(word, Some(&reason))),
    };
    let mut answer = status(fit.status, fit.reason.as_ref());
    answer.insert("coef".into(), named(&names, &fit.coefficients));
    answer.insert("se".into(), named(&names, &fit.errors));
    answer.insert("loglik".into(), number(fit.log_likelihood));
    answer.insert("concordance".into(), optional(fit.concordance));
    answer.insert("n".into(), json!(times.len()));
    Ok(answer)
}

/// The columns named by the option `covariates`, else all that are not `used`.
pub fn covariates<'t>(
    table: &'t Table,
    options: &Options<'_>,
    used: &[&str],
) -> Result<Vec<Column<'t>>, CliError> {
    match options.texts("covariates")? {
        Some(names) => names.into_iter().map(|name| table.column(name)).collect(),
        None => {
            let further = table
                .header()
                .iter()
                .filter(|name| !used.contains(&name.as_str()));
            further.map(|name| table.column(name)).collect()
        }
    }
}

/// Numbers by name.
pub fn named(names: &[&str], values: &[f64]) -> Value {
    let pairs = names.iter().zip(values);
    Value::Object(
        pairs
            .map(|(name, value)| ((*name).to_owned(), number(*value)))
            .collect(),
    )
}

fn times(table: &Table) -> Result<Vec<f64>, CliError> {
    let column = table.column("time")?;
    let times = column.numbers()?;
    match times.iter().position(|time| *time < 0.0) {
        Some(row) => Err(column.refuse(row, "must not be negative")),
        None => Ok(times),
    }
}

fn events(table: &Table) -> Result<Vec<bool>, CliError> {
    table.column("event")?.parse("0 or 1", yes_or_no)
}

/// 0 and 1, also as `1.0` or `true`.
pub fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "0" | "0.0" => Some(false),
        "1" | "1.0" => Some(true),
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}
