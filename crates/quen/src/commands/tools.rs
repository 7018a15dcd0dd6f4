//! Acts by name, and the rules that need no database.

use std::io::{BufRead, Write};
use std::path::Path;

use quen_insight::cli::CliError;
use serde_json::Value;

use super::{Stop, app, ctx};
use crate::cli::Global;

/// Runs any act.
pub async fn act(global: &Global, name: &str, input: &str) -> Result<(), Stop> {
    let input: Value = serde_json::from_str(input)
        .map_err(|e| Stop::Usage(format!("the input is not JSON: {e}")))?;
    let app = app(global).await?;
    let ctx = ctx(&app, global).await?;
    let answer = quen_service::dispatch::run(ctx, name, input).await?;
    app.db.close().await;
    print(&answer)
}

/// Prints the OpenAPI document.
pub fn openapi() -> Result<(), Stop> {
    print(&quen_api::openapi::document())
}

pub(super) fn print(value: &Value) -> Result<(), Stop> {
    let text = serde_json::to_string_pretty(value).map_err(|e| Stop::refused(e.to_string()))?;
    println!("{text}");
    Ok(())
}

/// Answers JSON lines from standard input.
pub fn locale(section: &str) -> Result<(), Stop> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|e| Stop::refused(format!("line {}: {e}", number + 1)))?;
        if line.trim().is_empty() {
            continue;
        }
        let input = serde_json::from_str(&line)
            .map_err(|e| Stop::refused(format!("line {}: {e}", number + 1)))?;
        let answer =
            quen_vietnam::locale::answer(section, &input).map_err(|e| wrong(number, &e))?;
        writeln!(out, "{answer}").map_err(|e| Stop::refused(e.to_string()))?;
    }
    out.flush().map_err(|e| Stop::refused(e.to_string()))
}

fn wrong(number: usize, error: &quen_vietnam::locale::LocaleError) -> Stop {
    match error {
        quen_vietnam::locale::LocaleError::UnknownSection(_) => Stop::Usage(error.to_string()),
        quen_vietnam::locale::LocaleError::BadInput(_) => {
            Stop::refused(format!("line {}: {error}", number + 1))
        }
    }
}

/// Runs a method on a file.
pub fn insight(method: &str, input: &Path, options: &str) -> Result<(), Stop> {
    let options: Value = serde_json::from_str(options)
        .map_err(|e| Stop::Usage(format!("--options is not JSON: {e}")))?;
    let bytes = std::fs::read(input)
        .map_err(|e| Stop::refused(format!("cannot read {}: {e}", input.display())))?;
    let out = std::io::BufWriter::new(std::io::stdout().lock());
    match quen_insight::cli::print(method, &bytes, &options, out) {
        Ok(()) => Ok(()),
        Err(CliError::Usage(reason)) => Err(Stop::Usage(reason)),
        Err(CliError::Input(reason)) => {
            Err(Stop::refused(format!("{}: {reason}", input.display())))
        }
    }
}
