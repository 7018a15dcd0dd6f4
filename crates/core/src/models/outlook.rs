//! The outlook of one customer, put together for pages, mails and the API: figures as ranges and the sentences behind them.

use chrono::NaiveDate;
use quen_insight::explain;
use quen_insight::status::Status;
use serde::Serialize;

use super::{Customer, Model, ORDERS_DAYS, day};
use crate::reasons::Reason;

/// What to expect of a customer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outlook {
    /// What the model behind it is worth; `too_few` as well before the first fit.
    pub status: Status,
    /// Why it is not worth more.
    pub reason: Option<Reason>,
    /// Chance of still being a customer, 0 to 1.
    pub p_alive: Option<f64>,
    /// Orders in the next [`ORDERS_DAYS`] days.
    pub orders: Option<Range>,
    /// Worth of the next three years, minor units.
    pub clv: Option<Range>,
    /// Worth is margin; else revenue, because costs are not known.
    pub by_margin: bool,
    /// The model's version.
    pub model_version: Option<i64>,
    /// The day looked at.
    pub as_of: NaiveDate,
    /// What to tell the owner, in order.
    pub explanation: Vec<Reason>,
}

/// A figure with its likely ends (80 %).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Range {
    /// The mean.
    pub expected: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The outlook on `as_of`. `rhythm_days` is the customer's own gap; no customer and no model give what is known without.
pub fn outlook(
    model: Option<&Model>,
    customer: Option<&Customer>,
    rhythm_days: Option<i64>,
    as_of: NaiveDate,
) -> Outlook {
    let score = model
        .zip(customer)
        .and_then(|(model, customer)| model.score(customer, day(as_of)));
    let silent = customer.map(|c| i64::from(day(as_of)) - i64::from(c.last_day));
    let known = silent.map(|silent_days| explain::Outlook {
        silent_days: silent_days.max(0),
        rhythm_days: rhythm_days.map(|days| days as f64),
        p_alive: score.map(|s| s.p_alive),
        orders: score.map(|s| s.orders_range),
        worth: score.map(|s| {
            let (low, high) = s.orders_range;
            (
                rounded(f64::from(low) * s.mean),
                rounded(f64::from(high) * s.mean),
            )
        }),
        horizon_days: ORDERS_DAYS,
    });
    Outlook {
        status: model.map_or(Status::TooFew, |m| m.status),
        reason: model.and_then(|m| m.reason.clone()),
        p_alive: score.map(|s| s.p_alive),
        orders: score.map(|s| Range {
            expected: s.orders,
            low: f64::from(s.orders_range.0),
            high: f64::from(s.orders_range.1),
        }),
        clv: score.map(|s| Range {
            expected: s.clv,
            low: s.clv_range.0,
            high: s.clv_range.1,
        }),
        by_margin: model.is_some_and(Model::by_margin),
        model_version: model.map(|m| m.version),
        as_of,
        explanation: known
            .iter()
            .flat_map(explain::outlook)
            .map(Into::into)
            .collect(),
    }
}

/// Two digits are as much as a range can promise.
fn rounded(minor: f64) -> i64 {
    let power = 10_f64.powf((minor.max(1.0).log10().floor() - 1.0).max(0.0));
    ((minor / power).round() * power) as i64
}
