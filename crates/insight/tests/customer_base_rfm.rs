//! RFM against DuckDB and SQLite on the public sample, and against the definition on arbitrary orders.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod customer_base_reference;

use customer_base_reference::{column, vector};
use proptest::prelude::*;
use quen_insight::rfm::{Order, Score, dense, dense_numbers, score};
use std::collections::{BTreeMap, BTreeSet};

const AS_OF: i32 = 10_407; // 1998-06-30

fn day(date: &str) -> i32 {
    let date: chrono::NaiveDate = date.parse().unwrap();
    date.signed_duration_since(chrono::NaiveDate::default())
        .num_days() as i32
}

#[test]
fn scores_cdnow_exactly_as_duckdb_and_sqlite() {
    let (Some(orders), Some(expected)) = (
        vector("cdnow_sample_transactions.csv"),
        vector("cdnow_sample_rfm_expected.csv"),
    ) else {
        return;
    };
    let orders: Vec<Order> = orders
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let cents = (cells[3].parse::<f64>().unwrap() * 100.0).round() as i64;
            Order {
                customer: cells[0].parse().unwrap(),
                day: day(cells[1]),
                cents,
            }
        })
        .collect();
    let scores = score(&orders, AS_OF, 5);
    let wanted = |name| {
        column(&expected, name)
            .into_iter()
            .map(|v| v as i64)
            .collect::<Vec<_>>()
    };
    let got = |field: fn(&Score) -> i64| scores.iter().map(field).collect::<Vec<_>>();
    assert_eq!(got(|s| i64::from(s.customer)), wanted("customer_id"));
    assert_eq!(got(|s| s.recency_days), wanted("recency_days"));
    assert_eq!(
        got(|s| i64::from(s.frequency_days)),
        wanted("frequency_days")
    );
    assert_eq!(got(|s| s.monetary_cents), wanted("monetary_cents"));
    assert_eq!(got(|s| i64::from(s.r)), wanted("r"));
    assert_eq!(got(|s| i64::from(s.f)), wanted("f"));
    assert_eq!(got(|s| i64::from(s.m)), wanted("m"));
}

/// The days with a positive order, and the net money.
type Known = (BTreeSet<i32>, i64);

/// The definition, slowly.
fn defined(orders: &[Order], as_of: i32, bins: u8) -> Vec<Score> {
    let mut by: BTreeMap<u32, Known> = BTreeMap::new();
    for order in orders.iter().filter(|order| order.day <= as_of) {
        let (days, cents) = by.entry(order.customer).or_default();
        *cents += order.cents;
        if order.cents > 0 {
            days.insert(order.day);
        }
    }
    by.retain(|_, (days, _)| !days.is_empty());
    let ntile = |key: &dyn Fn(&Known) -> i64| -> BTreeMap<u32, u8> {
        let mut order: Vec<(i64, u32)> = by.iter().map(|(id, facts)| (key(facts), *id)).collect();
        order.sort_unstable();
        let (n, bins) = (order.len(), usize::from(bins));
        let part = |i: usize| {
            (0..bins)
                .find(|p| i < (p + 1) * (n / bins) + (p + 1).min(n % bins))
                .unwrap()
        };
        order
            .iter()
            .enumerate()
            .map(|(i, (_, id))| (*id, part(i) as u8 + 1))
            .collect()
    };
    let recency = |days: &BTreeSet<i32>| i64::from(as_of) - i64::from(*days.last().unwrap());
    let (r, f, m) = (
        ntile(&|(days, _)| -recency(days)),
        ntile(&|(days, _)| days.len() as i64),
        ntile(&|(_, cents)| *cents),
    );
    let row = |(id, (days, cents)): (&u32, &Known)| Score {
        customer: *id,
        recency_days: recency(days),
        frequency_days: days.len() as u32,
        monetary_cents: *cents,
        r: r[id],
        f: f[id],
        m: m[id],
    };
    by.iter().map(row).collect()
}

fn orders(wide: bool) -> impl Strategy<Value = Vec<Order>> {
    let (days, cents) = if wide {
        (
            -2_000_000_000..2_000_000_000,
            -9_000_000_000_000..9_000_000_000_000_i64,
        )
    } else {
        (0..40, -20..60)
    };
    prop::collection::vec(
        (0..60_u32, days, cents).prop_map(|(customer, day, cents)| Order {
            customer,
            day,
            cents,
        }),
        0..300,
    )
}

proptest! {
    #[test]
    fn equals_the_definition(orders in prop_oneof![orders(false), orders(true)], bins in 1..9_u8, as_of in 0..50_i32) {
        prop_assert_eq!(score(&orders, as_of, bins), defined(&orders, as_of, bins));
        let mut sorted = orders;
        sorted.sort_by_key(|order| order.day);
        prop_assert_eq!(score(&sorted, as_of, bins), defined(&sorted, as_of, bins));
    }

    #[test]
    fn ids_are_numbered_in_their_own_order(ids in prop::collection::vec("[a-z]{0,3}", 0..50)) {
        let (numbers, names) = dense(&ids);
        prop_assert!(names.is_sorted());
        for (id, number) in ids.iter().zip(numbers) {
            prop_assert_eq!(id, &names[number as usize]);
        }
    }

    #[test]
    fn whole_numbers_are_numbered_alike(ids in prop::collection::vec(prop_oneof![-9..9_i64, any::<i64>()], 0..50)) {
        prop_assert_eq!(dense_numbers(&ids), dense(&ids));
        for edge in [0, i64::MIN + 6, i64::MAX - 6] {
            let narrow: Vec<i64> = ids.iter().map(|id| edge + id % 7).collect();
            prop_assert_eq!(dense_numbers(&narrow), dense(&narrow));
        }
    }
}
