//! What orders tell without a word being said: the usual product, its amount, the day of the week, the rhythm. Each is a
//! conclusion with its count as evidence, and holds only while most of the orders show it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::FULL;

/// Latest orders that are looked at.
pub const LOOKED_AT: usize = 20;
/// Orders from which something is usual.
const LEAST: usize = 3;
/// A habit shows in at least so many of a hundred orders.
const MOST: usize = 60;
/// Gaps may differ from the middle one by so many percent and still be a rhythm.
const STEADY: i64 = 40;

/// An order as habits need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bought {
    /// The day in the shop.
    pub day: NaiveDate,
    /// What, how many, of which unit; the first line that names a thing counts as the main one.
    pub lines: Vec<(String, i64, Option<String>)>,
    /// Days by which the payment came late, below zero when it came before its day; none when that is not known.
    pub late: Option<i64>,
}

/// Something usual.
#[derive(Debug, Clone, PartialEq)]
pub struct Habit {
    /// Its topic.
    pub topic: &'static str,
    /// Its value.
    pub value: Value,
    /// Of so many orders.
    pub seen: i64,
    /// Among so many.
    pub among: i64,
}

impl Habit {
    /// How sure, basis points: the share with one observation for and one against added (Laplace's rule of succession).
    pub fn confidence(&self) -> i64 {
        ((self.seen + 1) * FULL / (self.among + 2)).clamp(1, FULL)
    }
}

/// The habits that the latest orders show; `orders` newest first.
pub fn habits(orders: &[Bought]) -> Vec<Habit> {
    let latest = orders
        .get(..orders.len().min(LOOKED_AT))
        .unwrap_or_default();
    if latest.len() < LEAST {
        return Vec::new();
    }
    let product = product(latest);
    let amount = product.as_ref().and_then(|habit| amount(latest, habit));
    let rest = [weekday(latest), rhythm(latest), payment(latest)];
    [product, amount]
        .into_iter()
        .chain(rest)
        .flatten()
        .collect()
}

/// The value that shows most often, with its count; of equals the greatest, so that the answer does not hang on order.
fn commonest<T: Ord + Clone>(values: impl Iterator<Item = T>) -> Option<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(value, count)| (*count, value.clone()))
}

fn habit(topic: &'static str, value: Value, seen: usize, among: usize) -> Option<Habit> {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let usual = seen >= LEAST && seen * 100 >= among * MOST;
    usual.then(|| Habit {
        topic,
        value,
        seen: count(seen),
        among: count(among),
    })
}

fn product(orders: &[Bought]) -> Option<Habit> {
    let each = orders.iter().flat_map(|order| {
        let names: std::collections::BTreeSet<&String> =
            order.lines.iter().map(|(name, ..)| name).collect();
        names.into_iter().cloned()
    });
    let (name, seen) = commonest(each.filter(|name| !name.is_empty()))?;
    habit("product", Value::String(name), seen, orders.len())
}

/// The middle amount of the usual product, when most orders are near it.
fn amount(orders: &[Bought], product: &Habit) -> Option<Habit> {
    let name = product.value.as_str()?;
    let mut amounts: Vec<(i64, Option<&String>)> = orders
        .iter()
        .filter_map(|order| order.lines.iter().find(|(line, ..)| line == name))
        .map(|(_, amount, unit)| (*amount, unit.as_ref()))
        .collect();
    amounts.sort_unstable();
    let (middle, unit) = *amounts.get(amounts.len() / 2)?;
    let near = |amount: &i64| (amount - middle).abs() * 100 <= middle * STEADY;
    let seen = amounts.iter().filter(|(amount, _)| near(amount)).count();
    let value = json!({ "amount": middle, "unit": unit.map_or("", String::as_str) });
    habit("quantity", value, seen, amounts.len())
}

fn weekday(orders: &[Bought]) -> Option<Habit> {
    let (day, seen) = commonest(
        orders
            .iter()
            .map(|order| order.day.weekday().number_from_monday()),
    )?;
    habit(
        "order_day",
        json!({ "weekdays": [day] }),
        seen,
        orders.len(),
    )
}

/// The middle gap between days of purchase, when most gaps are near it.
fn rhythm(orders: &[Bought]) -> Option<Habit> {
    let mut days: Vec<NaiveDate> = orders.iter().map(|order| order.day).collect();
    days.sort_unstable();
    days.dedup();
    let mut gaps: Vec<i64> = days
        .windows(2)
        .filter_map(|pair| Some((*pair.get(1)? - *pair.first()?).num_days()))
        .collect();
    gaps.sort_unstable();
    let middle = *gaps.get(gaps.len() / 2)?;
    let near = |gap: &i64| (gap - middle).abs() * 100 <= middle * STEADY;
    let seen = gaps.iter().filter(|gap| near(gap)).count();
    habit("rhythm", json!({ "days": middle }), seen, gaps.len())
}

/// Does a value tell how punctually somebody pays? That is for us to know, and never goes onto a paper.
pub fn is_punctuality(value: &Value) -> bool {
    value.get("late_days").is_some()
}

/// How the payments came, of those whose day is known: in time, or so many days late.
fn payment(orders: &[Bought]) -> Option<Habit> {
    let mut late: Vec<i64> = orders.iter().filter_map(|order| order.late).collect();
    late.sort_unstable();
    let in_time = late.iter().filter(|days| **days <= 0).count();
    if in_time * 2 >= late.len() {
        return habit("payment", json!({ "late_days": 0 }), in_time, late.len());
    }
    let after: Vec<i64> = late.iter().copied().filter(|days| *days > 0).collect();
    let middle = *after.get(after.len() / 2)?;
    habit(
        "payment",
        json!({ "late_days": middle }),
        after.len(),
        late.len(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bought(day: i64, lines: &[(&str, i64)]) -> Bought {
        let begin = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        Bought {
            day: begin + chrono::TimeDelta::days(day),
            lines: lines
                .iter()
                .map(|(name, n)| ((*name).to_owned(), *n, Some("kg".to_owned())))
                .collect(),
            late: None,
        }
    }

    #[test]
    fn most_of_the_orders_make_a_habit() {
        let orders: Vec<Bought> = (0..14)
            .rev()
            .map(|n| bought(n * 14, &[(if n < 3 { "Robusta" } else { "Cầu Đất" }, 12)]))
            .collect();
        let found = habits(&orders);
        let of = |topic: &str| found.iter().find(|habit| habit.topic == topic).unwrap();
        assert_eq!(
            (
                of("product").value.clone(),
                of("product").seen,
                of("product").among
            ),
            (json!("Cầu Đất"), 11, 14)
        );
        assert_eq!(of("product").confidence(), 7_500);
        assert_eq!(of("quantity").value, json!({ "amount": 12, "unit": "kg" }));
        assert_eq!(of("rhythm").value, json!({ "days": 14 }));
        assert_eq!(of("order_day").value, json!({ "weekdays": [1] }));
    }

    #[test]
    fn few_or_mixed_orders_make_none() {
        assert!(habits(&[bought(0, &[("a", 1)]), bought(7, &[("a", 1)])]).is_empty());
        let mixed: Vec<Bought> = [0, 3, 46, 47, 101]
            .iter()
            .zip(["a", "b", "c", "d", "e"])
            .map(|(day, name)| bought(*day, &[(name, 1)]))
            .collect();
        let topics: Vec<&str> = habits(&mixed).iter().map(|habit| habit.topic).collect();
        assert!(topics.is_empty(), "{topics:?}");
        assert!(habits(&[]).is_empty());
    }

    #[test]
    fn payments_come_in_time_or_so_many_days_late() {
        let paid = |late: &[Option<i64>]| -> Option<(Value, i64, i64)> {
            let orders: Vec<Bought> = late
                .iter()
                .zip((0..).map(|n| n * n))
                .map(|(late, day)| Bought {
                    late: *late,
                    ..bought(day, &[("a", 1)])
                })
                .collect();
            let found = habits(&orders);
            let habit = found.iter().find(|habit| habit.topic == "payment")?;
            Some((habit.value.clone(), habit.seen, habit.among))
        };
        let in_time = paid(&[Some(0), Some(-3), Some(9), Some(0), None]);
        assert_eq!(in_time, Some((json!({ "late_days": 0 }), 3, 4)));
        let late = paid(&[Some(4), Some(12), Some(6), Some(0)]);
        assert_eq!(late, Some((json!({ "late_days": 6 }), 3, 4)));
        assert_eq!(
            paid(&[Some(0), Some(0), None, None]),
            None,
            "two are no habit"
        );
        assert_eq!(
            paid(&[Some(0), Some(0), Some(0), Some(4), Some(4), Some(4)]),
            None
        );
        assert_eq!(paid(&[None, None, None]), None);
    }

    #[test]
    fn a_thing_twice_on_one_order_counts_once() {
        let orders = vec![
            bought(0, &[("a", 1), ("a", 2)]),
            bought(9, &[("b", 1)]),
            bought(11, &[("c", 1)]),
        ];
        assert!(habits(&orders).iter().all(|habit| habit.topic != "product"));
    }
}
