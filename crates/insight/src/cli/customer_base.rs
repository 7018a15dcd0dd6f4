//! The customer-base methods on plain files: decode, call the model, encode. No arithmetic of a model lives here.
//!
//! Fits are the plain maximum likelihood of the rows as given: no prior, no winsorising, no minimum beyond ten
//! customers. What a shop is shown is decided elsewhere.

pub(super) mod answer;
pub(super) mod columns;
mod models;
mod orders;

use super::CliError;
use super::options::Options;
use super::table::Table;
use answer::Sink;
use serde_json::Value;

/// Gives the answer to `out`; `None` when the method is not one of this file's.
pub fn run(
    method: &str,
    input: &[u8],
    options: &Value,
    out: &mut dyn Sink,
) -> Option<Result<(), CliError>> {
    type Method = fn(&Table, &Options<'_>, &mut dyn Sink) -> Result<(), CliError>;
    let run: Method = match method {
        "summary" => orders::summary,
        "rfm" => orders::rfm,
        "bgnbd" => models::bgnbd,
        "mbgnbd" => models::mbgnbd,
        "pnbd" => models::pnbd,
        "gammagamma" => models::gammagamma,
        "clv" => models::clv,
        "bgbb" => models::bgbb,
        _ => return None,
    };
    let answered = Options::new(options).and_then(|options| {
        let table = Table::read(input, &options)?;
        run(&table, &options, out)
    });
    Some(answered)
}
