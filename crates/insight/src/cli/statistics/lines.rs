//! Files that are not tables: one value a line, with or without a header, or JSON. Errors name the row.

use super::super::CliError;
use super::super::options::Options;
use super::super::table::{self, Table};
use serde_json::Value;

/// The values of column `name`, or of a file that has one column, or of a file of bare numbers.
pub fn values(input: &[u8], options: &Options<'_>, name: &str) -> Result<Vec<f64>, CliError> {
    if let Some(bare) = bare(input)? {
        return Ok(bare);
    }
    let table = Table::read(input, options)?;
    let single = table
        .header()
        .first()
        .filter(|_| table.header().len() == 1 && !table.has(name));
    table.column(single.map_or(name, String::as_str))?.numbers()
}

/// The numbers of a file whose first line is a number; `None` for a file with a header.
fn bare(input: &[u8]) -> Result<Option<Vec<f64>>, CliError> {
    let first = input
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii)
        .find(|line| !line.is_empty());
    let Some(Ok(first)) = first.map(std::str::from_utf8) else {
        return Ok(None);
    };
    if table::number(first).is_none() {
        return Ok(None);
    }
    let mut values = Vec::new();
    for (row, line) in input.split(|byte| *byte == b'\n').enumerate() {
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let value = std::str::from_utf8(line).ok().and_then(table::number);
        let shown = || {
            String::from_utf8_lossy(line)
                .chars()
                .take(40)
                .collect::<String>()
        };
        values.push(value.ok_or_else(|| {
            CliError::Input(format!("row {}: {:?} is not a number", row + 1, shown()))
        })?);
    }
    Ok(Some(values))
}

/// The input as JSON when it begins like an object or a list.
pub fn json(input: &[u8]) -> Result<Option<Value>, CliError> {
    match input.trim_ascii_start().first() {
        Some(b'{' | b'[') => {
            let wrong = |error: serde_json::Error| CliError::Input(format!("not JSON: {error}"));
            serde_json::from_slice(input).map(Some).map_err(wrong)
        }
        _ => Ok(None),
    }
}

/// Members of a JSON object, read with errors that name them.
#[derive(Clone, Copy)]
pub struct Members<'v>(pub &'v Value);

impl Members<'_> {
    pub fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|value| !value.is_null())
    }

    pub fn number(&self, name: &str) -> Result<f64, CliError> {
        self.read(name, "a number", |value| {
            value.as_f64().filter(|number| number.is_finite())
        })
    }

    /// A number, or this one where it is not given.
    pub fn number_or(&self, name: &str, otherwise: f64) -> Result<f64, CliError> {
        if self.has(name) {
            self.number(name)
        } else {
            Ok(otherwise)
        }
    }

    pub fn count(&self, name: &str) -> Result<u64, CliError> {
        self.read(name, "a whole number from 0", count)
    }

    pub fn counts(&self, name: &str) -> Result<Vec<u64>, CliError> {
        self.read(name, "a list of whole numbers from 0", |value| {
            value.as_array()?.iter().map(count).collect()
        })
    }

    pub fn numbers(&self, name: &str) -> Result<Vec<f64>, CliError> {
        let finite = |value: &Value| value.as_f64().filter(|number| number.is_finite());
        self.read(name, "a list of numbers", |value| {
            value.as_array()?.iter().map(finite).collect()
        })
    }

    fn read<T>(
        &self,
        name: &str,
        kind: &str,
        get: impl Fn(&Value) -> Option<T>,
    ) -> Result<T, CliError> {
        let value = self
            .0
            .get(name)
            .ok_or_else(|| CliError::Input(format!("{name:?} is missing")))?;
        get(value).ok_or_else(|| CliError::Input(format!("{name:?} must be {kind}")))
    }
}

/// A whole number up to 2⁵⁰, also written `3.0`.
fn count(value: &Value) -> Option<u64> {
    let number = value.as_f64()?;
    let whole = number.fract() == 0.0 && (0.0..1.2e15).contains(&number);
    whole.then_some(number as u64)
}
