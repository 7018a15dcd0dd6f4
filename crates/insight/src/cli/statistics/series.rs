//! `forecast`: a value a line.

use super::super::CliError;
use super::super::customer_base::answer::{number, optional, status};
use super::super::options::Options;
use super::{Answer, confidence, lines, numbers};
use crate::forecast::{self, Forecast, Kind, MOST_STEPS, Method, Parameters, Smoothed};
use crate::status::{Reason, Status};
use serde_json::{Map, Value};

/// Forecasts with the method asked for, else with the one that would have done best.
pub fn forecast(input: &[u8], options: &Options<'_>) -> Answer {
    let season = options.count("season")?.unwrap_or(1).max(1);
    let steps = options.count("horizon")?.unwrap_or(12);
    if steps == 0 || steps > MOST_STEPS {
        return Err(CliError::Usage(format!(
            "option \"horizon\" must be from 1 to {MOST_STEPS}"
        )));
    }
    let method = match options.text("method")? {
        None | Some("auto") => None,
        Some(key) => Some(Method::from_key(key).ok_or_else(|| unknown(key))?),
    };
    let confidence = confidence(options)?;
    let weights = weights(options)?;
    let values = lines::values(input, options, "value")?;
    if let Err((word, reason)) = forecast::check(&values) {
        return Ok(status(word, Some(&reason)));
    }
    let chosen = forecast::choose(&values, season, steps, confidence);
    let Some(method) = method else {
        return Ok(chosen.map_or_else(impossible, |chosen| {
            let mut answer = written(&chosen.forecast, chosen.mase);
            answer.insert("tried".into(), tried(&chosen.tried));
            answer.extend(smoothed(&values, season, chosen.forecast.method, None));
            answer
        }));
    };
    let given = weights.zip(kind(method)).map(|(weights, kind)| {
        let fit = forecast::smooth(&values, season, kind, weights)?;
        Some(fit.forecast(method, steps, confidence))
    });
    let best = || forecast::forecast(&values, season, steps, method, confidence);
    let Some(ahead) = given.unwrap_or_else(best) else {
        return Ok(impossible());
    };
    let mut known = chosen.iter().flat_map(|chosen| &chosen.tried);
    let error = known.find(|(tried, _)| *tried == method);
    let mut answer = written(&ahead, error.map(|(_, error)| *error));
    answer.extend(smoothed(&values, season, method, weights));
    Ok(answer)
}

fn unknown(key: &str) -> CliError {
    let keys: Vec<&str> = Method::ALL.iter().map(|method| method.key()).collect();
    CliError::Usage(format!(
        "option \"method\" is {key:?}; it must be auto or one of {}",
        keys.join(", ")
    ))
}

fn impossible() -> Map<String, Value> {
    status(
        Status::TooFew,
        Some(&Reason::new("insight-forecast-method-needs-more")),
    )
}

/// The weights given as `alpha`, `beta`, `gamma`, `phi`; `None` when `alpha` is not.
fn weights(options: &Options<'_>) -> Result<Option<Parameters>, CliError> {
    let weight = |name: &str| {
        let value = options.number(name)?;
        if value.is_some_and(|value| !(0.0..=1.0).contains(&value)) {
            return Err(CliError::Usage(format!(
                "option {name:?} must be from 0 to 1"
            )));
        }
        Ok(value)
    };
    let (beta, gamma, phi) = (weight("beta")?, weight("gamma")?, weight("phi")?);
    Ok(weight("alpha")?.map(|alpha| Parameters {
        alpha,
        beta: beta.unwrap_or(0.0),
        gamma: gamma.unwrap_or(0.0),
        phi: phi.unwrap_or(1.0),
    }))
}

fn written(forecast: &Forecast, mase: Option<f64>) -> Map<String, Value> {
    let mut answer = status(Status::Ok, None);
    answer.insert("method".into(), forecast.method.key().into());
    answer.insert("mean".into(), numbers(&forecast.mean));
    answer.insert("lower".into(), numbers(&forecast.lower));
    answer.insert("upper".into(), numbers(&forecast.upper));
    answer.insert("mase".into(), optional(mase));
    answer
}

fn tried(list: &[(Method, f64)]) -> Value {
    Value::Object(
        list.iter()
            .map(|(method, error)| (method.key().to_owned(), number(*error)))
            .collect(),
    )
}

fn kind(method: Method) -> Option<Kind> {
    match method {
        Method::Simple => Some(Kind::Simple),
        Method::Holt => Some(Kind::Trend),
        Method::DampedHolt => Some(Kind::DampedTrend),
        Method::Additive => Some(Kind::Additive),
        Method::Multiplicative => Some(Kind::Multiplicative),
        Method::DampedAdditive => Some(Kind::DampedAdditive),
        _ => None,
    }
}

/// State and weights of a smoothing method.
fn smoothed(
    values: &[f64],
    season: usize,
    method: Method,
    weights: Option<Parameters>,
) -> Map<String, Value> {
    let Some(kind) = kind(method) else {
        return Map::new();
    };
    let fit = match weights {
        Some(weights) => forecast::smooth(values, season, kind, weights),
        None => forecast::smooth_best(values, season, kind),
    };
    fit.map_or_else(Map::new, |fit: Smoothed| {
        let members = [
            ("alpha", number(fit.parameters.alpha)),
            ("beta", number(fit.parameters.beta)),
            ("gamma", number(fit.parameters.gamma)),
            ("phi", number(fit.parameters.phi)),
            ("level", number(fit.level)),
            ("trend", number(fit.trend)),
            ("seasonal", numbers(&fit.season)),
            ("fitted_last", number(fit.fitted_last)),
            ("sse", number(fit.sse)),
        ];
        members
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect()
    })
}
