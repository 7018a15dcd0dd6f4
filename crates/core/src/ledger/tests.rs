//! The sums of a ledger.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Entry, Measure, Trust, Unit, Way, balance};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn entry(way: Way, kind: &str, on: NaiveDate, amount: Option<i64>) -> Entry {
    Entry {
        on,
        way,
        kind: kind.to_owned(),
        amount,
        margin: None,
        minutes: None,
        text: String::new(),
        noun: "orders".to_owned(),
        record_id: Uuid::from_u128(1),
    }
}

fn sale(on: NaiveDate, amount: i64, margin: Option<i64>) -> Entry {
    Entry {
        margin,
        ..entry(Way::Received, "revenue", on, Some(amount))
    }
}

#[test]
fn margin_is_shown_only_where_every_cost_is_known() {
    let today = day(2026, 3, 2);
    let known = [sale(today, 1_000, Some(400)), sale(today, 500, Some(100))];
    let ledger = balance(known.to_vec(), Trust::default(), Unit::Year, today);
    assert_eq!(
        (ledger.measure, ledger.received.amount),
        (Measure::Margin, 500)
    );
    let mut mixed = known.to_vec();
    mixed.push(sale(today, 200, None));
    let ledger = balance(mixed, Trust::default(), Unit::Year, today);
    assert_eq!(
        (ledger.measure, ledger.received.amount),
        (Measure::Revenue, 1_700)
    );
    let revenue = &ledger.kinds[0];
    assert_eq!(
        (revenue.margin, revenue.margins, revenue.entries),
        (500, 2, 3)
    );
}

#[test]
fn what_has_no_amount_is_counted_and_never_priced() {
    let today = day(2026, 3, 2);
    let mut service = entry(Way::Given, "service", today, None);
    service.minutes = Some(45);
    let entries = vec![
        service,
        entry(Way::Given, "gift", today, None),
        entry(Way::Given, "discount", today, Some(50)),
        entry(Way::Received, "referral", today, None),
    ];
    let ledger = balance(entries, Trust::default(), Unit::Year, today);
    assert_eq!(
        (
            ledger.given.amount,
            ledger.given.minutes,
            ledger.given.entries
        ),
        (50, 45, 3)
    );
    assert_eq!((ledger.received.amount, ledger.received.entries), (0, 1));
    assert_eq!(ledger.measure, Measure::Revenue);
}

#[test]
fn periods_follow_each_other_without_gaps_up_to_today() {
    let today = day(2026, 3, 2);
    let entries = vec![sale(day(2025, 5, 9), 100, None), sale(today, 300, None)];
    let ledger = balance(entries.clone(), Trust::default(), Unit::Quarter, today);
    let starts: Vec<NaiveDate> = ledger
        .periods
        .iter()
        .map(|period| period.starts_on)
        .collect();
    let expected = [(2025, 4), (2025, 7), (2025, 10), (2026, 1)];
    assert_eq!(starts, expected.map(|(year, month)| day(year, month, 1)));
    let amounts: Vec<i64> = ledger.periods.iter().map(|p| p.received.amount).collect();
    assert_eq!(amounts, [100, 0, 0, 300]);
    let years = balance(entries, Trust::default(), Unit::Year, today);
    assert_eq!(years.periods.len(), 2);
    assert_eq!(ledger.received, years.received);
    assert_eq!(ledger.entries[0].on, today, "newest first");
}

#[test]
fn an_old_customer_has_the_latest_periods_and_the_whole_sum() {
    let today = day(2026, 3, 2);
    let entries: Vec<Entry> = (0..20)
        .map(|n| sale(day(2007 + n, 6, 1).min(today), 10, None))
        .collect();
    let ledger = balance(entries, Trust::default(), Unit::Year, today);
    assert_eq!((ledger.periods.len(), ledger.received.amount), (12, 200));
    let none = balance(Vec::new(), Trust::default(), Unit::Year, today);
    assert!(none.periods.is_empty() && none.kinds.is_empty());
}
