//! How long the customer-base models take on a million customers, beside what this machine could do at best.
//!
//! Each figure is printed with its ratio to a bound measured in the same run: one pass over the same bytes
//! (memory) or the logarithms and exponentials the method cannot do without (arithmetic). Run with
//! `cargo bench -p quen-insight --bench customer_base`.

mod limits;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use limits::{Dice, Line, logarithms, reading, report, seconds};
use quen_insight::across::Processors;
use quen_insight::bgnbd::{self, Prior};
use quen_insight::clv::Purchases;
use quen_insight::gamma_gamma::{self, Spend, Spends};
use quen_insight::histories::{Histories, History};
use quen_insight::occasions::{DayMap, DayTotals};
use quen_insight::pnbd;
use quen_insight::rfm::{self, Order};
use std::hint::black_box;
use std::time::Duration;

const CUSTOMERS: u32 = 1_000_000;
const ORDERS: u32 = 5_000_000;
const PUBLISHED: bgnbd::Params = bgnbd::Params {
    r: 0.243,
    alpha: 4.414,
    a: 0.793,
    b: 2.426,
};

/// A buyer with rate gamma(1, 8) and chance to leave beta(1, 4), times to four digits of a week.
fn buyer(dice: &mut Dice) -> History {
    let round = |time: f64| (time * 1e4).round() / 1e4;
    let t = round(20.0 + 40.0 * dice.unit());
    let rate = dice.exponential() / 8.0;
    let leave = 1.0 - dice.unit().powf(0.25);
    let (mut x, mut tx) = (0, 0.0);
    loop {
        let next = tx + dice.exponential() / rate;
        let over = next > t;
        if !over {
            (x, tx) = (x + 1, next);
        }
        if over || dice.unit() < leave {
            return History {
                x,
                tx: round(tx).min(t),
                t,
            };
        }
    }
}

fn models(c: &mut Criterion) {
    let mut dice = Dice(1);
    let rows: Vec<History> = (0..CUSTOMERS).map(|_| buyer(&mut dice)).collect();
    let each = logarithms(rows.len(), 1);
    let fit = || bgnbd::fit(&Histories::new(&rows), Prior::None);
    let found = fit().params().unwrap_or(PUBLISHED);
    report(&Line {
        name: "BG/NBD fit of 1,000,000",
        took: seconds(|| drop(black_box(fit()))),
        bar: Some(1.0),
        limit: (4.0 * each, "four logarithms a customer"),
    });
    report(&Line {
        name: "the same from the parameters of yesterday",
        took: seconds(|| {
            let near = bgnbd::Params {
                alpha: found.alpha * 1.03,
                r: found.r * 0.98,
                ..found
            };
            drop(black_box(bgnbd::refit(
                &Histories::new(&rows),
                Prior::None,
                near,
            )));
        }),
        bar: None,
        limit: (4.0 * each, "four logarithms a customer"),
    });
    let score = |model: Purchases| {
        rows.iter()
            .map(|row| model.expected(*row, 39.0))
            .sum::<f64>()
    };
    report(&Line {
        name: "BG/NBD scores of 1,000,000",
        took: seconds(|| {
            black_box(score(Purchases::BgNbd(PUBLISHED)));
        }),
        bar: Some(0.25),
        limit: (4.0 * each, "four logarithms a customer"),
    });
    let pareto = Purchases::ParetoNbd(pnbd::Params {
        r: 0.553,
        alpha: 10.578,
        s: 0.606,
        beta: 11.669,
    });
    report(&Line {
        name: "Pareto/NBD scores of 1,000,000",
        took: seconds(|| {
            black_box(score(pareto));
        }),
        bar: None,
        limit: (4.0 * each, "four logarithms a customer"),
    });
    c.bench_function("bgnbd_fit_1m", |b| b.iter(fit));
    let some = Histories::new(rows.get(..100_000).unwrap_or(&rows));
    for (name, processors) in [
        ("pnbd_fit_100k", Processors::ONE),
        ("pnbd_fit_100k_all_processors", Processors::all()),
    ] {
        c.bench_function(name, |b| {
            b.iter(|| pnbd::fit_across(&some, Prior::None, processors));
        });
    }
    c.bench_function("bgnbd_score_1m", |b| {
        b.iter(|| score(Purchases::BgNbd(PUBLISHED)));
    });
    spending(c, &rows, each);
}

fn spending(c: &mut Criterion, rows: &[History], each: f64) {
    let mut dice = Dice(4);
    let spends: Vec<Spend> = rows
        .iter()
        .map(|row| Spend {
            x: row.x,
            mean: (3000.0 * (0.2 + dice.exponential())).round() / 100.0,
        })
        .collect();
    let fit = || gamma_gamma::fit(&Spends::new(&spends));
    let known = spends.iter().filter(|spend| spend.x > 0).count();
    report(&Line {
        name: &format!("Gamma-Gamma fit of {known} who came back"),
        took: seconds(|| drop(black_box(fit()))),
        bar: Some(0.3),
        limit: (each, "one logarithm a customer"),
    });
    c.bench_function("gamma_gamma_fit_1m", |b| b.iter(fit));
}

fn scores(c: &mut Criterion) {
    let mut dice = Dice(2);
    let orders: Vec<Order> = (0..ORDERS)
        .map(|_| Order {
            customer: dice.below(CUSTOMERS),
            day: 19_000 + i32::try_from(dice.below(1500)).unwrap_or(0),
            cents: i64::from(dice.below(30_000)) - 500,
        })
        .collect();
    let score = || rfm::score(&orders, 20_500, 5);
    report(&Line {
        name: "RFM of 5,000,000 orders",
        took: seconds(|| drop(black_box(score()))),
        bar: Some(0.5),
        limit: (
            reading(std::mem::size_of_val(orders.as_slice())),
            "reading the orders once",
        ),
    });
    c.bench_function("rfm_5m_orders", |b| b.iter(score));
}

fn one_order(c: &mut Criterion) {
    const OFTEN: u32 = 1_000;
    let mut days = DayMap::default();
    (0..200).for_each(|i| days.apply(19_000 + 7 * i, DayTotals::order(25_000, 10_000)));
    let known = days.rebuild();
    let append = || {
        let mut state = black_box(known);
        black_box(state.append(20_500, DayTotals::order(30_000, 12_000)));
        state
    };
    let many = |work: &dyn Fn()| seconds(|| (0..OFTEN).for_each(|_| work())) / f64::from(OFTEN);
    let touch = reading(std::mem::size_of_val(&known) * OFTEN as usize) / f64::from(OFTEN);
    report(&Line {
        name: "one new order folded in",
        took: many(&|| {
            black_box(append());
        }),
        bar: Some(50e-6),
        limit: (touch, "reading the customer's state"),
    });
    report(&Line {
        name: "a back-dated one: 200 days rebuilt",
        took: many(&|| {
            black_box(black_box(&days).rebuild());
        }),
        bar: Some(50e-6),
        limit: (
            reading(200 * std::mem::size_of::<(i32, DayTotals)>() * OFTEN as usize)
                / f64::from(OFTEN),
            "reading the days",
        ),
    });
    c.bench_function("append_one_order", |b| b.iter(append));
    c.bench_function("rebuild_200_occasions", |b| {
        b.iter_batched(
            || days.clone(),
            |days| days.rebuild(),
            BatchSize::SmallInput,
        );
    });
}

criterion_group! {
    name = customer_base;
    config = Criterion::default().sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    targets = models, scores, one_order
}
criterion_main!(customer_base);
