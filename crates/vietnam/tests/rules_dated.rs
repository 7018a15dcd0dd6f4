//! The dated tables are vouched for, and the holidays are those the vectors were made with. Before a release
//! `cargo test -p quen-vietnam --test rules_dated -- --ignored` fails when a table's last known day has passed: look the law
//! up, then move the day.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use quen_vietnam::calendar::WorkingCalendar;
use quen_vietnam::dated;

#[test]
fn no_table_was_left_out_of_the_last_review() {
    let tables = dated::reviews();
    assert!(tables.len() >= 10);
    let days: BTreeSet<NaiveDate> = tables.iter().map(|(_, until)| *until).collect();
    let (first, last) = (days.first().unwrap(), days.last().unwrap());
    assert!(
        (*last - *first).num_days() <= 366,
        "review the oldest: {tables:?}"
    );
}

#[test]
#[ignore = "asks what day it is; run before a release"]
#[expect(
    clippy::disallowed_methods,
    reason = "the one test that must know today's date"
)]
fn no_table_has_outlived_its_review_day() {
    let today = DateTime::<Utc>::from(std::time::SystemTime::now()).date_naive();
    let mut overdue = dated::reviews();
    overdue.retain(|(_, known_until)| *known_until < today);
    assert!(
        overdue.is_empty(),
        "review these tables in crates/vietnam/data: {overdue:?}"
    );
}

#[test]
fn the_days_off_of_2026_are_those_of_the_vectors() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/compliance.json");
    let file: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let listed: BTreeSet<NaiveDate> =
        serde_json::from_value(file["holidays_used"].clone()).unwrap();
    let in_2026 = |day: &NaiveDate| day.to_string().starts_with("2026");
    let calendar = WorkingCalendar::default();
    // Hùng Kings' day itself is a Sunday in 2026: the vectors name only the Monday given for it.
    let computed: BTreeSet<NaiveDate> = calendar
        .days_off(2026)
        .into_iter()
        .filter(|day| *day != "2026-04-26".parse().unwrap())
        .collect();
    assert_eq!(computed, listed.iter().copied().filter(in_2026).collect());
    assert!(
        calendar
            .days_off(2027)
            .contains(&"2027-01-01".parse().unwrap())
    );
}
