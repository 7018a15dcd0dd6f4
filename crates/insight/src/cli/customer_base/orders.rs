//! `summary` and `rfm`: from order rows to customers.

use super::super::CliError;
use super::super::options::Options;
use super::super::table::Table;
use super::answer::{Sink, number, object, status};
use super::columns::{Entries, Entry};
use crate::clv::Unit;
use crate::occasions::{DayMap, DayTotals};
use crate::rfm;
use crate::status::Status;
use serde_json::{Map, Value, json};

/// Customers by the occasion rule.
pub fn summary(table: &Table, options: &Options<'_>, out: &mut dyn Sink) -> Result<(), CliError> {
    let unit = unit(options)?;
    let rule = zero_days(options)?;
    let entries = Entries::read(table)?;
    let as_of = entries.as_of(options)?;
    let row = |own: &[(u32, Entry)]| {
        let customer = own.first()?.0;
        let seen = Summary::of(&day_map(own), rule)?;
        let mean = if seen.x > 0 {
            seen.repeat_cents / f64::from(seen.x) / entries.per_unit
        } else {
            0.0
        };
        let time = |from: i32, to: i32| number((f64::from(to) - f64::from(from)) / unit.days());
        let id = entries
            .ids
            .get(customer as usize)
            .cloned()
            .unwrap_or_default();
        Some(object([
            ("customer_id", id),
            ("x", json!(seen.x)),
            ("tx", time(seen.first, seen.last)),
            ("T", time(seen.first, as_of)),
            ("m", number(mean)),
        ]))
    };
    let known = entries.by_customer(as_of);
    let rows = known.chunk_by(|a, b| a.0 == b.0).filter_map(row).collect();
    out.take(answer(rows, entries.future(as_of)), None)
}

/// RFM facts and scores.
pub fn rfm(table: &Table, options: &Options<'_>, out: &mut dyn Sink) -> Result<(), CliError> {
    let wrong = || CliError::Usage("option \"bins\" must be a whole number from 1 to 255".into());
    let bins = options.count("bins")?.unwrap_or(5);
    let bins = u8::try_from(bins)
        .ok()
        .filter(|bins| *bins > 0)
        .ok_or_else(wrong)?;
    let entries = Entries::read(table)?;
    let as_of = entries.as_of(options)?;
    let orders = entries.customer.iter().zip(&entries.entries);
    let orders: Vec<rfm::Order> = orders
        .map(|(customer, entry)| rfm::Order {
            customer: *customer,
            day: entry.day,
            cents: entry.cents,
        })
        .collect();
    let row = |score: rfm::Score| {
        object([
            (
                "customer_id",
                entries
                    .ids
                    .get(score.customer as usize)
                    .cloned()
                    .unwrap_or_default(),
            ),
            ("recency_days", json!(score.recency_days)),
            ("frequency_days", json!(score.frequency_days)),
            ("monetary_cents", json!(score.monetary_cents)),
            ("r", json!(score.r)),
            ("f", json!(score.f)),
            ("m", json!(score.m)),
        ])
    };
    let rows = rfm::score(&orders, as_of, bins)
        .into_iter()
        .map(row)
        .collect();
    out.take(answer(rows, entries.future(as_of)), None)
}

fn answer(rows: Vec<Value>, future: usize) -> Map<String, Value> {
    let mut answer = status(Status::Ok, None);
    answer.insert("rows".into(), Value::Array(rows));
    if future > 0 {
        answer.insert("future_rows_ignored".into(), json!(future));
    }
    answer
}

/// The option `unit`.
pub fn unit(options: &Options<'_>) -> Result<Unit, CliError> {
    match options.text("unit")? {
        Some("day") => Ok(Unit::Day),
        None | Some("week") => Ok(Unit::Week),
        Some("month") => Ok(Unit::Month),
        Some(_) => Err(CliError::Usage(
            "option \"unit\" must be \"day\", \"week\" or \"month\"".into(),
        )),
    }
}

/// The days that count, by the option `zero_days`.
fn zero_days(options: &Options<'_>) -> Result<fn(&DayTotals) -> bool, CliError> {
    match options.text("zero_days")? {
        None | Some("drop") => Ok(DayTotals::is_occasion),
        Some("count") => Ok(DayTotals::is_order_day),
        Some(_) => Err(CliError::Usage(
            "option \"zero_days\" must be \"drop\" or \"count\"".into(),
        )),
    }
}

/// A customer's occasions under one of the rules.
struct Summary {
    first: i32,
    last: i32,
    x: u32,
    repeat_cents: f64,
}

impl Summary {
    fn of(days: &DayMap, counts: fn(&DayTotals) -> bool) -> Option<Self> {
        let mut occasions = days.days().filter(|(_, totals)| counts(totals));
        let (first, _) = occasions.next()?;
        let start = Self {
            first,
            last: first,
            x: 0,
            repeat_cents: 0.0,
        };
        Some(occasions.fold(start, |seen, (day, totals)| Self {
            last: day,
            x: seen.x.saturating_add(1),
            repeat_cents: seen.repeat_cents + totals.net as f64,
            ..seen
        }))
    }
}

/// The days of one customer, whose entries come in order of day.
///
/// A file does not say which order a refund belongs to, so it is linked to the likeliest: an order of the same
/// day that can bear it, else the latest earlier one of exactly its amount, else the latest ones backwards. What
/// no order can bear stays unlinked and takes no occasion away.
fn day_map(own: &[(u32, Entry)]) -> DayMap {
    let mut days = DayMap::default();
    let mut open: Vec<Entry> = Vec::new();
    for day in own.chunk_by(|(_, a), (_, b)| a.day == b.day) {
        let of_day = || day.iter().map(|(_, entry)| *entry);
        for order in of_day().filter(|entry| entry.cents >= 0) {
            days.apply(order.day, DayTotals::order(order.cents, 0));
            open.push(order);
        }
        for refund in of_day().filter(|entry| entry.cents < 0) {
            link(refund, &mut open, &mut days);
        }
    }
    days
}

fn link(refund: Entry, open: &mut [Entry], days: &mut DayMap) {
    let mut left = refund.cents.saturating_neg();
    let mut take = |order: &mut Entry| {
        let part = left.min(order.cents);
        if part > 0 {
            order.cents -= part;
            left -= part;
            days.apply(order.day, DayTotals::linked_refund(part));
        }
    };
    let whole = refund.cents.saturating_neg();
    let same_day = open
        .iter()
        .rposition(|order| order.day == refund.day && order.cents >= whole);
    let exact = || open.iter().rposition(|order| order.cents == whole);
    if let Some(order) = same_day.or_else(exact).and_then(|at| open.get_mut(at)) {
        take(order);
    }
    open.iter_mut().rev().for_each(&mut take);
    if left > 0 {
        days.apply(refund.day, DayTotals::unlinked_refund(left));
    }
}
