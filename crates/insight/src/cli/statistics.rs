//! The methods on plain files beside the customer-base models: each reads its input, calls the library and writes the
//! answer. No mathematics here.

mod baskets;
mod comparisons;
mod durations;
mod lines;
mod models;
mod scores;
mod series;

use super::CliError;
use super::customer_base::answer;
use super::options::Options;
use serde_json::{Map, Value, json};

/// The members of an answer, or why there is none.
type Answer = Result<Map<String, Value>, CliError>;

/// `None` when the method is not one of this file's.
pub fn run(method: &str, input: &[u8], options: &Value) -> Option<Result<Value, CliError>> {
    let run: fn(&[u8], &Options<'_>) -> Answer = match method {
        "cohorts" => durations::cohorts,
        "survival" => durations::survival,
        "cox" => durations::cox,
        "basket" => baskets::basket,
        "ab" => comparisons::ab,
        "retention" => comparisons::retention,
        "nps" => scores::nps,
        "csat" => scores::csat,
        "ces" => scores::ces,
        "forecast" => series::forecast,
        "propensity" => models::propensity,
        "profit" => models::profit,
        _ => return None,
    };
    let answered =
        Options::new(options).and_then(|options| run(super::table::without_mark(input), &options));
    Some(answered.map(Value::Object))
}

/// The option `conf`, .95 when not given.
fn confidence(options: &Options<'_>) -> Result<f64, CliError> {
    Ok(options.fraction("conf")?.unwrap_or(0.95))
}

/// A list of numbers.
fn numbers(values: &[f64]) -> Value {
    Value::Array(values.iter().map(|value| answer::number(*value)).collect())
}

/// A pair of numbers.
fn interval((lower, upper): (f64, f64)) -> Value {
    json!([answer::number(lower), answer::number(upper)])
}
