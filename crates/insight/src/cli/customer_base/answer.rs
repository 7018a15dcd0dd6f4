//! The JSON of an answer: status, reason, parameters, rows. Never a NaN: what is not a number is `null`.

use super::super::CliError;
use crate::explain::Arg;
use crate::optimise::{Fit, Parameters};
use crate::status::{Reason, Status};
use serde_json::{Map, Value, json};
use std::io::Write;

/// How many rows an answer has, and each by number: made when it is asked for, never all at once.
pub type Rows<'r> = (usize, &'r dyn Fn(usize) -> Value);

/// Takes an answer: the members before the rows, then the rows where there are any.
pub trait Sink {
    /// The whole answer, once.
    fn take(&mut self, head: Map<String, Value>, rows: Option<Rows<'_>>) -> Result<(), CliError>;
}

/// The answer as one JSON value.
impl Sink for Value {
    fn take(
        &mut self,
        mut head: Map<String, Value>,
        rows: Option<Rows<'_>>,
    ) -> Result<(), CliError> {
        if let Some((count, row)) = rows {
            head.insert("rows".into(), (0..count).map(row).collect());
        }
        *self = Self::Object(head);
        Ok(())
    }
}

/// The answer as text, a row a line, so that a million rows take no memory.
pub struct Printed<W: Write>(pub W);

impl<W: Write> Sink for Printed<W> {
    fn take(&mut self, head: Map<String, Value>, rows: Option<Rows<'_>>) -> Result<(), CliError> {
        self.print(&head, rows)
            .map_err(|error| CliError::Input(format!("the answer cannot be written: {error}")))
    }
}

impl<W: Write> Printed<W> {
    fn print(&mut self, head: &Map<String, Value>, rows: Option<Rows<'_>>) -> std::io::Result<()> {
        let out = &mut self.0;
        let Some((count, row)) = rows else {
            serde_json::to_writer_pretty(&mut *out, head)?;
            writeln!(out)?;
            return out.flush();
        };
        writeln!(out, "{{")?;
        for (key, value) in head {
            writeln!(out, "  {}: {value},", Value::from(key.as_str()))?;
        }
        write!(out, "  \"rows\": [")?;
        for at in 0..count {
            let comma = if at == 0 { "" } else { "," };
            write!(out, "{comma}\n    {}", row(at))?;
        }
        writeln!(out, "\n  ]\n}}")?;
        out.flush()
    }
}

/// A JSON number; whole ones without a point, `null` for what is not finite.
pub fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        json!(value as i64)
    } else {
        json!(value)
    }
}

/// As [`number`], `null` for nothing.
pub fn optional(value: Option<f64>) -> Value {
    value.map_or(Value::Null, number)
}

/// An object of these members in this order.
pub fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(
        members
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

/// An answer with this status and reason, to be completed.
pub fn status(status: Status, reason: Option<&Reason>) -> Map<String, Value> {
    let mut answer = Map::new();
    answer.insert("status".into(), json!(status.as_str()));
    if let Some(reason) = reason {
        answer.insert("reason".into(), json!(reason.key));
        let args = reason
            .args
            .iter()
            .map(|(name, arg)| ((*name).to_owned(), argument(arg)));
        answer.insert("reason_args".into(), Value::Object(args.collect()));
    }
    answer
}

/// Status, parameters, log-likelihood and standard errors of a fit.
pub fn fit<P: Parameters<N>, const N: usize>(fit: &Fit<P, N>) -> Map<String, Value> {
    let mut answer = status(fit.status, fit.reason.as_ref());
    if let Some(estimate) = &fit.estimate {
        answer.insert("params".into(), named::<P, N>(estimate.params.to_array()));
        answer.insert("loglik".into(), number(estimate.loglik));
        let errors = estimate.standard_errors.map_or(Value::Null, named::<P, N>);
        answer.insert("se".into(), errors);
    }
    answer
}

/// The answer of scoring with given parameters.
pub fn given<P: Parameters<N>, const N: usize>(params: P, loglik: f64) -> Map<String, Value> {
    let mut answer = status(Status::Ok, None);
    answer.insert("params".into(), named::<P, N>(params.to_array()));
    answer.insert("loglik".into(), number(loglik));
    answer
}

fn named<P: Parameters<N>, const N: usize>(values: [f64; N]) -> Value {
    let members = P::NAMES
        .into_iter()
        .zip(values)
        .map(|(name, value)| (name.to_owned(), number(value)));
    Value::Object(members.collect())
}

fn argument(arg: &Arg) -> Value {
    match arg {
        Arg::Count(value) => json!(value),
        Arg::Number(value) | Arg::Share(value) => number(*value),
        Arg::Days(value) | Arg::Minor(value) => json!(value),
        Arg::Day(value) => json!(value),
        Arg::Text(value) => json!(value),
    }
}
