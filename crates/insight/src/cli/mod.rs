//! `quen insight METHOD`: the methods on plain files. Text in, one JSON object out; no file is opened here.

mod customer_base;
pub mod options;
mod statistics;
pub mod table;

use customer_base::answer::{Printed, Sink};
use serde_json::Value;
use std::io::Write;

/// Why a method could not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CliError {
    /// No method has this name, or an option is wrong (exit code 2).
    Usage(String),
    /// The input cannot be read; names row and column (exit code 1).
    Input(String),
}

impl std::fmt::Display for CliError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Usage(what) | Self::Input(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for CliError {}

/// Runs `method` on the bytes of an input file with the `--options` object.
pub fn run(method: &str, input: &[u8], options: &Value) -> Result<Value, CliError> {
    let mut answer = Value::Null;
    match customer_base::run(method, input, options, &mut answer) {
        Some(done) => done.map(|()| answer),
        None => statistics::run(method, input, options)
            .unwrap_or_else(|| Err(CliError::Usage(format!("unknown method {method:?}")))),
    }
}

/// As [`run`], written to `out` row by row: for files of millions of customers.
pub fn print(method: &str, input: &[u8], options: &Value, out: impl Write) -> Result<(), CliError> {
    let mut printed = Printed(out);
    match customer_base::run(method, input, options, &mut printed) {
        Some(done) => done,
        None => {
            let Value::Object(answer) = run(method, input, options)? else {
                return Ok(());
            };
            printed.take(answer, None)
        }
    }
}
