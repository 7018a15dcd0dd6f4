//! `money.*`: amounts in words and figures, invoice totals, VAT rates.

use serde_json::{Value, json};

use super::fields::{Line, whole};
use super::{LocaleError, Rule};
use crate::invoice_totals::{self, Discount, Exact, Totals};
use crate::money;
use crate::number_words::{WordStyle, invoice_sentence, words};
use crate::vat::{self, Rate};

pub fn rule(part: &str) -> Option<Rule> {
    Some(match part {
        "words" => in_words,
        "chan" => with_chan,
        "format" => format,
        "parse" => parse,
        "invoice_totals" => invoice_totals,
        "vat_rate_by_date" => vat_rate_by_date,
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

fn vat_rate_by_date(line: &Line<'_>) -> Result<Value, LocaleError> {
    let rate = vat::rate_on(line.text("category")?, line.date("invoice_date")?);
    let basis = rate.as_ref().map(|(_, basis)| json!(basis));
    line.with([
        (
            "expect_rate",
            Some(json!(rate.map(|(rate, _)| rate.code().to_owned()))),
        ),
        ("basis", basis),
    ])
}

fn invoice_totals(line: &Line<'_>) -> Result<Value, LocaleError> {
    let lines = line
        .list("lines")?
        .iter()
        .map(invoice_line)
        .collect::<Result<Vec<_>, _>>()?;
    match invoice_totals::totals(&lines) {
        Ok(totals) => line.with([("expect", Some(totals_json(&totals))), ("why", None)]),
        Err(error) => line.with([
            ("expect", Some(Value::Null)),
            ("why", Some(json!(error.to_string()))),
        ]),
    }
}

fn invoice_line(value: &Value) -> Result<invoice_totals::Line, LocaleError> {
    let line = Line::read(value)?;
    let rate = match line.get("rate") {
        Some(Value::String(text)) => Rate::parse(text),
        Some(number) => Rate::parse(&number.to_string()),
        None => None,
    };
    let discount = match (exact(&line, "disc_pct")?, line.whole_or_none("discount")?) {
        (Some(percent), _) => Discount::Percent(percent),
        (None, Some(amount)) => Discount::Amount(amount),
        (None, None) => Discount::None,
    };
    Ok(invoice_totals::Line {
        quantity: exact(&line, "qty")?
            .ok_or_else(|| LocaleError::BadInput("qty: missing".into()))?,
        unit_price: line.whole("price")?,
        rate: rate
            .ok_or_else(|| LocaleError::BadInput("rate: a rate like 8% or KCT expected".into()))?,
        discount,
    })
}

/// A number or a text with a number, taken digit by digit.
fn exact(line: &Line<'_>, key: &str) -> Result<Option<Exact>, LocaleError> {
    let text = match line.get(key) {
        None => return Ok(None),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    Exact::parse(&text)
        .map(Some)
        .ok_or_else(|| LocaleError::BadInput(format!("{key}: a number expected")))
}

fn totals_json(totals: &Totals) -> Value {
    let lines: Vec<Value> = totals
        .lines
        .iter()
        .map(
            |line| json!({ "gross": line.gross, "discount": line.discount, "amount": line.amount }),
        )
        .collect();
    let by_rate: Vec<Value> = totals
        .by_rate
        .iter()
        .map(|group| json!({ "rate": group.rate.code(), "amount": group.amount, "vat": group.vat }))
        .collect();
    json!({
        "lines": lines,
        "by_rate": by_rate,
        "total_before_tax": totals.total_before_tax,
        "total_vat": totals.total_vat,
        "grand_total": totals.grand_total,
        "grand_total_words": invoice_sentence(totals.grand_total, WordStyle::NORTH, false),
    })
}
