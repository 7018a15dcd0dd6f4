//! `money.*`: amounts in words and figures, invoice totals, VAT rates.

use serde_json::{Value, json};

use super::fields::{Line, whole};
use super::{LocaleError, Rule};
use crate::money;
use crate::number_words::{WordStyle, invoice_sentence, words};

pub fn rule(part: &str) -> Option<Rule> {
    Some(match part {
        "words" => in_words,
        "chan" => with_chan,
        "format" => format,
        "parse" => parse,
        _ => return None,
    })
}

fn in_words(line: &Line<'_>) -> Result<Value, LocaleError> {
    let n = line.whole("n")?;
    line.with([
        ("words", Some(json!(words(n, WordStyle::NORTH)))),
        (
            "invoice",
            Some(json!(invoice_sentence(n, WordStyle::NORTH, false))),
        ),
        ("south_variant", Some(json!(words(n, WordStyle::SOUTH)))),
    ])
}

fn with_chan(line: &Line<'_>) -> Result<Value, LocaleError> {
    let n = line.whole("n")?;
    line.with([(
        "expect",
        Some(json!(invoice_sentence(n, WordStyle::NORTH, true))),
    )])
}

fn format(line: &Line<'_>) -> Result<Value, LocaleError> {
    let n = line.whole("n")?;
    line.with([
        ("symbol_nbsp", Some(json!(money::symbol(n)))),
        ("invoice_plain", Some(json!(money::invoice_plain(n)))),
        ("suffix_d", Some(json!(money::suffix_d(n)))),
    ])
}

fn parse(line: &Line<'_>) -> Result<Value, LocaleError> {
    let input = match line.get("input") {
        Some(Value::String(text)) => money::parse_vnd(text).ok(),
        Some(number @ Value::Number(_)) => whole(number),
        None => None,
        Some(_) => return Err(LocaleError::BadInput("input: a text is expected".into())),
    };
    line.with([("n", Some(json!(input)))])
}
