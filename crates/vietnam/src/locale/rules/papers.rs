//! `tax_and_invoice_ids.*`: tax codes, personal ids, invoice symbols.

use serde_json::{Value, json};

use super::fields::Line;
use super::{LocaleError, Rule};
use crate::tax_code::{self, Kind};

pub fn rule(part: &str) -> Option<Rule> {
    Some(match part {
        "tax_code" => tax_code,
        _ => return None,
    })
}

fn tax_code(line: &Line<'_>) -> Result<Value, LocaleError> {
    let read = tax_code::parse(line.text("input")?);
    let kind = match &read {
        Ok(code) => Some(code.kind),
        Err(error) => error.kind(),
    };
    let person = kind == Some(Kind::Person);
    line.with([
        ("kind", kind.map(|kind| json!(kind.key()))),
        ("valid", Some(json!(read.is_ok()))),
        (
            "normalized",
            read.as_ref().ok().map(|code| json!(code.text)),
        ),
        (
            "check",
            person.then(|| json!("format only: 12 digits, no public checksum")),
        ),
        (
            "why",
            read.as_ref().err().map(|error| json!(error.to_string())),
        ),
    ])
}
