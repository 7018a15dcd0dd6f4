//! The sections of `quen locale` about money, calendars, papers, payments and message law.
//! Only translates between JSON and the modules that hold the rules; decides nothing itself.

mod calendar;
mod fields;
mod law;
mod money;
mod papers;
mod payments;

use serde_json::Value;

use super::LocaleError;
use fields::Line;

/// `None` when the section is not one of this file's.
pub fn answer(section: &str, input: &Value) -> Option<Result<Value, LocaleError>> {
    let (file, part) = section.split_once('.')?;
    let rule = match file {
        "money" => money::rule(part),
        "calendar" => calendar::rule(part),
        "tax_and_invoice_ids" => papers::rule(part),
        "vietqr" => payments::qr_rule(part),
        "payment_memo" => payments::memo_rule(part),
        "compliance" => law::rule(part),
        _ => None,
    }?;
    Some(Line::read(input).and_then(|line| rule(&line)))
}

/// One section: reads the line, answers it whole.
type Rule = fn(&Line<'_>) -> Result<Value, LocaleError>;
