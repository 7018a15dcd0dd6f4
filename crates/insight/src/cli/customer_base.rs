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
use serde_json::Value;

/// `None` when the method is not one of this file's.
pub fn run(method: &str, input: &[u8], options: &Value) -> Option<Result<Value, CliError>> {
    let run: fn(&Table, &Options<'_>) -> Result<Value, CliError> = match method {
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
    let read = || {
        let options = Options::new(options)?;
        run(&Table::read(input, &options)?, &options)
    };
    Some(read())
}
