//! `tax_and_invoice_ids.*`: tax codes, personal ids, invoice symbols.

use serde_json::{Value, json};

use super::fields::Line;
use super::{LocaleError, Rule};
use crate::tax_code::{self, Kind};
use crate::{invoice_symbol, personal_id};

pub fn rule(part: &str) -> Option<Rule> {
    Some(match part {
        "tax_code" => tax_code,
        "personal_id" => personal_id,
        "symbol" => symbol,
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

fn personal_id(line: &Line<'_>) -> Result<Value, LocaleError> {
    let id = personal_id::parse(line.text("input")?);
    let id = id.as_ref();
    line.with([
        ("valid", Some(json!(id.is_some()))),
        ("province_code", id.map(|id| json!(id.province_code))),
        (
            "province",
            id.and_then(|id| id.province).map(|name| json!(name)),
        ),
        ("sex", id.map(|id| json!(id.sex.key()))),
        ("birth_year", id.map(|id| json!(id.birth_year))),
        (
            "why",
            id.is_none().then(|| json!("twelve digits are expected")),
        ),
    ])
}

fn symbol(line: &Line<'_>) -> Result<Value, LocaleError> {
    let read = invoice_symbol::parse(line.text("symbol")?);
    let symbol = read.as_ref().ok();
    line.with([
        ("valid", Some(json!(read.is_ok()))),
        ("form", symbol.map(|symbol| json!(symbol.form))),
        ("with_code", symbol.map(|symbol| json!(symbol.with_code))),
        ("year", symbol.map(|symbol| json!(symbol.year))),
        ("kind", symbol.map(|symbol| json!(symbol.kind))),
        (
            "suffix",
            symbol.map(|symbol| json!(symbol.suffix.iter().collect::<String>())),
        ),
        (
            "why",
            read.as_ref().err().map(|error| json!(error.to_string())),
        ),
    ])
}
