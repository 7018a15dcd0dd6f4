//! `basket`: baskets one a line, or rows of order and item.

use super::super::CliError;
use super::super::customer_base::answer::{number, optional, status};
use super::super::options::Options;
use super::super::table::Table;
use super::Answer;
use crate::basket::{self, Itemset, Ratio, Rule};
use crate::status::{Reason, Status};
use serde_json::{Value, json};
use std::collections::HashMap;

/// More itemsets than this are not listed unless the option `max_itemsets` asks for them.
const MOST: usize = 1_000_000;

/// Frequent itemsets and rules.
pub fn basket(input: &[u8], options: &Options<'_>) -> Answer {
    let support = ratio(options, "min_support", "0.01")?;
    let confidence = ratio(options, "min_confidence", "0.3")?;
    let most = options.count("max_itemsets")?.unwrap_or(MOST);
    let table = if is_table(input, options) {
        Some(Table::read(input, options)?)
    } else {
        None
    };
    let named = match &table {
        Some(table) => of_rows(table)?,
        None => of_lines(input, options)?,
    };
    let (baskets, names) = numbered(&named);
    if baskets.is_empty() {
        let empty = Reason::new("insight-basket-empty");
        return Ok(status(Status::TooFew, Some(&empty)));
    }
    let count = baskets.len() as u64;
    let mined = basket::itemsets(&baskets, support.least_of(count), most);
    let rules = basket::rules(&mined.itemsets, count, confidence);
    let names = Names(names);
    let itemsets = mined.itemsets.iter().map(|set| names.itemset(set, count));
    let mut answer = status(Status::Ok, None);
    answer.insert("n_baskets".into(), json!(count));
    answer.insert("n_items".into(), json!(names.0.len()));
    answer.insert("complete".into(), json!(mined.complete));
    answer.insert("itemsets".into(), itemsets.collect());
    let rules = rules.iter().map(|rule| names.rule(rule));
    answer.insert("rules".into(), rules.collect());
    Ok(answer)
}

/// Items by number.
struct Names<'n>(Vec<&'n str>);

impl Names<'_> {
    fn list(&self, items: &[u32]) -> Value {
        let name = |item: &u32| json!(self.0.get(*item as usize));
        items.iter().map(name).collect()
    }

    fn itemset(&self, set: &Itemset, baskets: u64) -> Value {
        let support = number(set.count as f64 / baskets as f64);
        json!({"items": self.list(&set.items), "count": set.count, "support": support})
    }

    fn rule(&self, rule: &Rule) -> Value {
        json!({
            "if": self.list(&rule.given),
            "then": self.list(&[rule.then]),
            "count": rule.count,
            "support": number(rule.support),
            "confidence": number(rule.confidence),
            "lift": number(rule.lift),
            "leverage": number(rule.leverage),
            "conviction": optional(rule.conviction),
        })
    }
}

/// An exact fraction from the decimal that was written.
fn ratio(options: &Options<'_>, name: &str, otherwise: &str) -> Result<Ratio, CliError> {
    let written = options
        .value(name)
        .map_or_else(|| otherwise.to_owned(), Value::to_string);
    let wrong = || CliError::Usage(format!("option {name:?} must be a number from 0 to 1"));
    Ratio::parse(written.trim_matches('"')).ok_or_else(wrong)
}

/// Whether the first line is a header with `order_id` and `item`.
fn is_table(input: &[u8], options: &Options<'_>) -> bool {
    let first = input
        .split(|byte| *byte == b'\n')
        .find(|line| !line.trim_ascii().is_empty())
        .unwrap_or_default();
    Table::read(first, options).is_ok_and(|table| table.has("order_id") && table.has("item"))
}

fn of_rows(table: &Table) -> Result<Vec<Vec<&str>>, CliError> {
    let (orders, items) = (
        table.column("order_id")?.texts()?,
        table.column("item")?.texts()?,
    );
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut baskets: Vec<Vec<&str>> = Vec::new();
    for (order, item) in orders.into_iter().zip(items) {
        let place = *places.entry(order).or_insert(baskets.len());
        if place == baskets.len() {
            baskets.push(Vec::new());
        }
        if let Some(basket) = baskets.get_mut(place) {
            basket.push(item);
        }
    }
    Ok(baskets)
}

/// Lines without an item are left out.
fn of_lines<'i>(input: &'i [u8], options: &Options<'_>) -> Result<Vec<Vec<&'i str>>, CliError> {
    let separator = match options.text("separator")? {
        Some("tab") => "\t",
        Some("") => {
            return Err(CliError::Usage(
                "option \"separator\" must not be empty".into(),
            ));
        }
        Some(text) => text,
        None => "|",
    };
    let mut baskets = Vec::new();
    for (row, line) in input.split(|byte| *byte == b'\n').enumerate() {
        let line = std::str::from_utf8(line.trim_ascii());
        let line = line.map_err(|_| CliError::Input(format!("row {}: not UTF-8 text", row + 1)))?;
        let items: Vec<&str> = line
            .split(separator)
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .collect();
        if !items.is_empty() {
            baskets.push(items);
        }
    }
    Ok(baskets)
}

/// Items numbered in the order of their names.
fn numbered<'n>(baskets: &[Vec<&'n str>]) -> (Vec<Vec<u32>>, Vec<&'n str>) {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    for item in baskets.iter().flatten() {
        numbers.entry(item).or_default();
    }
    let mut names: Vec<&'n str> = Vec::with_capacity(numbers.len());
    for item in baskets.iter().flatten() {
        if numbers.remove(item).is_some() {
            names.push(item);
        }
    }
    names.sort_unstable();
    let numbers: HashMap<&str, u32> = names.iter().copied().zip(0..).collect();
    let number = |item: &&str| numbers.get(item).copied();
    (
        baskets
            .iter()
            .map(|basket| basket.iter().filter_map(number).collect())
            .collect(),
        names,
    )
}
