//! How long the statistics take on sizes a shop meets. Run with `cargo bench -p quen-insight --bench statistics`.

mod limits;

use criterion::{Criterion, criterion_group, criterion_main};
use limits::{Dice, Line, logarithms, reading, report, seconds, sorting};
use quen_insight::basket::{PairCounts, Ratio, itemsets, rules};
use quen_insight::cohorts::{Activity, Period, cohorts};
use quen_insight::cox::{self, CoxData};
use quen_insight::profit::whale_curve;
use quen_insight::stage::{Alive, StageFacts, StageRules, stage};
use quen_insight::{ab, forecast, propensity, proportion::Share, survival};
use std::hint::black_box;
use std::time::Duration;

/// 9,835 baskets of about 6 items out of 169, a few of them in many baskets: as many itemsets as a grocer has.
fn groceries() -> Vec<Vec<u32>> {
    let mut dice = Dice(3);
    let mut basket = || {
        let size = 1 + (-dice.unit().ln() * 5.5) as usize;
        (0..size.min(32))
            .map(|_| (169.0 * dice.unit().powf(2.4)) as u32)
            .collect()
    };
    (0..9835).map(|_| basket()).collect()
}

fn baskets(criterion: &mut Criterion) {
    let baskets = groceries();
    let support = Ratio::parse("0.001").map_or(10, |ratio| ratio.least_of(9835));
    let found = itemsets(&baskets, support, 1_000_000);
    let items: usize = baskets.iter().map(Vec::len).sum();
    report(&Line {
        name: &format!(
            "{} itemsets of 9,835 baskets at support .001",
            found.itemsets.len()
        ),
        took: seconds(|| drop(black_box(itemsets(black_box(&baskets), support, 1_000_000)))),
        bar: Some(0.15),
        // The least that counts itemsets: an item's row of bits read once for each itemset.
        limit: (
            reading(9_835_usize.div_ceil(8) * found.itemsets.len().max(items / 9_835)),
            "a row of bits read for each itemset",
        ),
    });
    criterion.bench_function("itemsets of 9,835 baskets at .001", |bencher| {
        bencher.iter(|| itemsets(black_box(&baskets), support, 1_000_000));
    });
    if let Some(confidence) = Ratio::parse("0.8") {
        criterion.bench_function("their rules at .8", |bencher| {
            bencher.iter(|| rules(black_box(&found.itemsets), 9835, confidence));
        });
    }
    let mut pairs = PairCounts::default();
    baskets.iter().for_each(|basket| pairs.add(basket));
    criterion.bench_function("a basket of four added and taken back", |bencher| {
        bencher.iter(|| {
            pairs.add(black_box(&[3, 17, 44, 60]));
            pairs.remove(black_box(&[3, 17, 44, 60]));
        });
    });
    criterion.bench_function("five products suggested for two", |bencher| {
        bencher.iter(|| pairs.suggest(black_box(&[3, 17]), 5));
    });
}

fn durations(criterion: &mut Criterion) {
    let mut dice = Dice(5);
    let times: Vec<f64> = (0..100_000).map(|_| f64::from(dice.below(1500))).collect();
    let ended: Vec<bool> = (0..100_000).map(|_| dice.unit() < 0.6).collect();
    report(&Line {
        name: "Kaplan-Meier of 100,000",
        took: seconds(|| {
            drop(black_box(survival::kaplan_meier(
                black_box(&times),
                &ended,
                0.95,
            )))
        }),
        bar: None,
        limit: (sorting(100_000), "sorting the durations"),
    });
    criterion.bench_function("survival of 100,000", |bencher| {
        bencher.iter(|| survival::kaplan_meier(black_box(&times), &ended, 0.95));
    });
    let columns: Vec<Vec<f64>> = (0..5)
        .map(|_| (0..100_000).map(|_| dice.unit()).collect())
        .collect();
    let cox = || {
        cox::fit(CoxData {
            times: &times,
            ended: &ended,
            covariates: &columns,
        })
    };
    report(&Line {
        name: "Cox of 100,000 with 5 covariates",
        took: seconds(|| drop(black_box(cox()))),
        bar: None,
        limit: (
            logarithms(100_000, 5),
            "one exponential a row and step, five steps",
        ),
    });
    criterion.bench_function("cox of 100,000 with 5 covariates", |bencher| {
        bencher.iter(|| {
            cox::fit(CoxData {
                times: &times,
                ended: &ended,
                covariates: black_box(&columns),
            })
        });
    });
    let labels: Vec<bool> = columns
        .first()
        .into_iter()
        .flatten()
        .map(|x| dice.unit() < 0.3 + 0.4 * x)
        .collect();
    report(&Line {
        name: "propensity of 100,000 with 5 features",
        took: seconds(|| drop(black_box(propensity::fit(black_box(&labels), &columns)))),
        bar: None,
        limit: (
            logarithms(100_000, 5),
            "one exponential a row and step, five steps",
        ),
    });
    criterion.bench_function("propensity of 100,000 with 5 features", |bencher| {
        bencher.iter(|| propensity::fit(black_box(&labels), &columns));
    });
    let activities: Vec<Activity> = (0..1_000_000)
        .map(|_| Activity {
            customer: u64::from(dice.below(200_000)),
            day: 18_000 + dice.below(1000) as i32,
            amount: 5,
        })
        .collect();
    report(&Line {
        name: "cohorts of 1,000,000 orders",
        took: seconds(|| {
            drop(black_box(cohorts(
                black_box(&activities),
                Period::Month,
                None,
            )))
        }),
        bar: None,
        limit: (sorting(1_000_000), "sorting the orders"),
    });
    criterion.bench_function("cohorts of 1,000,000 orders", |bencher| {
        bencher.iter(|| cohorts(black_box(&activities), Period::Month, None));
    });
    let money: Vec<(i64, i64)> = (0..1_000_000)
        .map(|_| {
            (
                i64::from(dice.below(9_000)),
                i64::from(dice.below(900)) - 200,
            )
        })
        .collect();
    report(&Line {
        name: "whale curve of 1,000,000",
        took: seconds(|| drop(black_box(whale_curve(black_box(&money))))),
        bar: None,
        limit: (sorting(1_000_000), "sorting the profits"),
    });
    criterion.bench_function("whale curve of 1,000,000", |bencher| {
        bencher.iter(|| whale_curve(black_box(&money)))
    });
}

fn single_answers(criterion: &mut Criterion) {
    let (a, b) = (
        Share {
            hits: 480,
            n: 10_000,
        },
        Share {
            hits: 545,
            n: 10_000,
        },
    );
    criterion.bench_function("a/b test of 20,000", |bencher| {
        bencher.iter(|| ab::compare_proportions(black_box(a), b, 0.95));
    });
    let mut dice = Dice(9);
    let values: Vec<f64> = (0..144)
        .map(|i| 100.0 + f64::from(i) + 30.0 * f64::from(i % 12) + dice.unit() * 9.0)
        .collect();
    report(&Line {
        name: "forecast of 12 years by month, best of ten methods",
        took: seconds(|| {
            drop(black_box(forecast::choose(
                black_box(&values),
                12,
                12,
                0.95,
            )))
        }),
        bar: None,
        limit: (reading(144 * 8 * 1_000) / 1_000.0, "reading the values"),
    });
    criterion.bench_function("forecast of 12 years by month, chosen", |bencher| {
        bencher.iter(|| forecast::choose(black_box(&values), 12, 12, 0.95));
    });
    let facts = StageFacts {
        as_of: 20_000,
        occasions: 9,
        first_occasion: Some(19_000),
        last_occasion: Some(19_980),
        own_gap: Some(100.0),
        gap_variation: Some(0.4),
        segment_gap: Some(80.0),
        segment_variation: Some(0.5),
        contract: true,
        ..StageFacts::default()
    };
    let rules = StageRules::default();
    criterion.bench_function("stage of one account with its next review", |bencher| {
        bencher.iter(|| stage(black_box(&facts), Alive::NotFitted, &rules));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).measurement_time(Duration::from_secs(2));
    targets = baskets, durations, single_answers
}
criterion_main!(benches);
