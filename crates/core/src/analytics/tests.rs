//! The figures on simulated shops, against the library's own whole-table functions.

use chrono::DateTime;
use quen_insight::cohorts::{Activity, Period, cohorts};
use quen_insight::occasions::DayMap;
use serde_json::json;

use super::*;
use crate::dates;
use crate::models::{fit, tests::shop};

const TODAY: i32 = 19_000;

fn base() -> (Vec<Customer>, Vec<Vec<Day>>) {
    let shift = |mut c: Customer| {
        c.first_day += TODAY - 720;
        c.last_day += TODAY - 720;
        c
    };
    let days = |map: &DayMap| {
        map.days()
            .map(|(day, t)| Day {
                day: day + TODAY - 720,
                net: t.net,
                margin: t.net - t.cost,
            })
            .collect()
    };
    shop(1_200, 720, 3)
        .into_iter()
        .map(|(c, map)| (shift(c), days(&map)))
        .unzip()
}

fn all() -> (Vec<Customer>, Figures) {
    let (customers, days) = base();
    let mut collector = Collector::new(TODAY);
    days.iter().for_each(|d| collector.add(d));
    let collected = collector.finish();
    let as_of = dates::from_number(TODAY).unwrap();
    let model = fit(
        &customers,
        None,
        as_of,
        DateTime::UNIX_EPOCH,
        crate::models::backtest(&collected.past),
    );
    let worths: Vec<f64> = customers
        .iter()
        .filter_map(|c| model.score(c, TODAY))
        .map(|s| s.clv)
        .collect();
    let made = figures(&customers, &collected, &model, &worths, as_of);
    (customers, made)
}

#[test]
fn every_customer_is_in_one_cell_and_the_cell_is_a_condition() {
    let (customers, made) = all();
    assert_eq!((made.rfm.recency.len(), made.rfm.frequency.len()), (5, 5));
    let sum: u64 = made.rfm.cells.iter().flatten().map(|c| c.customers).sum();
    assert_eq!(sum, customers.len() as u64);
    let group = Group {
        recency: (1, 2),
        frequency: (1, 1),
    };
    let (near, far) = (made.rfm.recency[1].from, made.rfm.recency[2].to);
    let (few, many) = (made.rfm.frequency[1].from, made.rfm.frequency[1].to);
    let count = customers.iter().filter(|c| {
        let ago = i64::from(TODAY - c.last_day);
        (near..=far).contains(&ago) && (few..=many).contains(&i64::from(c.occasions))
    });
    assert_eq!(made.rfm.sum(group).customers, count.count() as u64);
    let said = made.rfm.conditions(group, made.as_of).unwrap();
    assert_eq!(
        said["all"][1],
        json!({ "field": "occasions", "op": "between", "value": [few, many] })
    );
    let checked = crate::fields::Condition::parse(&crate::parties::catalogue(), &said);
    assert!(checked.is_ok(), "{checked:?}");
    assert_eq!(made.rfm.conditions(Group::cell(7, 0), made.as_of), None);
}

#[test]
fn the_triangle_is_that_of_the_whole_table() {
    let (_, days) = base();
    let (_, made) = all();
    let activities: Vec<Activity> = days
        .iter()
        .enumerate()
        .flat_map(|(n, days)| {
            days.iter().map(move |d| Activity {
                customer: n as u64,
                day: d.day,
                amount: d.net,
            })
        })
        .collect();
    for (period, mine) in [
        (Period::Month, &made.months),
        (Period::Quarter, &made.quarters),
    ] {
        let whole = cohorts(&activities, period, Some(TODAY));
        for cohort in &mine.cohorts {
            let number = period.of(dates::number(cohort.start));
            let theirs = whole.iter().find(|c| c.period == number);
            let active = theirs.map_or(vec![0; cohort.active.len()], |c| c.active.clone());
            assert_eq!(
                (cohort.size, &cohort.active),
                (theirs.map_or(0, |c| c.size), &active)
            );
        }
    }
    assert_eq!(made.months.cohorts.len(), 12);
}

#[test]
fn the_wait_for_the_second_order_counts_those_who_still_wait() {
    let (customers, made) = all();
    let second = &made.second_order;
    assert_eq!(
        second.came_back,
        customers.iter().filter(|c| c.occasions > 1).count() as u64
    );
    let plain = second.came_back as f64 / second.customers as f64;
    let last = second.points.last().unwrap();
    assert!(
        last.share > plain && last.low < last.share && last.share < last.high,
        "{last:?} {plain}"
    );
    assert!(second.points.windows(2).all(|p| p[0].share <= p[1].share));
    assert!(second.usual_days < second.late_days);
}

#[test]
fn worth_adds_up_and_the_whale_curve_ends_at_all() {
    let (_, made) = all();
    let (value, equity) = (made.value.unwrap(), made.equity.unwrap());
    assert_eq!(
        value.bins.iter().map(|b| b.customers).sum::<u64>(),
        value.customers
    );
    assert_eq!(value.total, equity.total);
    let (low, high) = equity.range.unwrap();
    assert!(low <= equity.total && equity.total <= high);
    assert!(value.top.share > 0.1 && value.top.customers >= value.customers / 10);
    assert_eq!(made.whale.shares.len(), 101);
    assert!((made.whale.shares[100] - 1.0).abs() < 1e-12 && made.whale.costs_known);
}

#[test]
fn keeping_more_is_worth_more_and_an_endless_sum_is_refused() {
    let (_, made) = all();
    let plain = what_if(&made.retention, None, 0.0).unwrap();
    assert!((plain.keep - plain.retention - 0.05).abs() < 1e-12);
    assert!(plain.value_then > plain.value && plain.gain > 0.0 && plain.most_cost > 0.0);
    let same = what_if(&made.retention, Some(plain.retention), 0.0).unwrap();
    assert_eq!((same.gain, same.saved), (0.0, 0.0));
    assert_eq!(
        what_if(&made.retention, Some(0.95), 0.5).unwrap_err().key,
        "insight-retention-infinite"
    );
    assert_eq!(
        what_if(&Retention::default(), None, 0.0).unwrap_err().key,
        "insight-too-few-customers"
    );
}

#[test]
fn an_empty_shop_has_figures_without_numbers() {
    let collected = Collector::new(TODAY).finish();
    let as_of = dates::from_number(TODAY).unwrap();
    let model = fit(&[], None, as_of, DateTime::UNIX_EPOCH, None);
    let made = figures(&[], &collected, &model, &[], as_of);
    assert_eq!((made.customers, made.value, made.equity), (0, None, None));
    let json = serde_json::to_value(&made.months).unwrap();
    assert_eq!(json["cohorts"], json!([]));
}
