//! How long the customer-base models take on a million customers, beside what this machine could do at best.
//!
//! Each figure is printed with its ratio to a bound measured in the same run: one pass over the same bytes
//! (memory) or the logarithms and exponentials the method cannot do without (arithmetic). Run with
//! `cargo bench -p quen-insight --bench customer_base`.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use quen_insight::bgnbd::{self, Prior};
use quen_insight::clv::Purchases;
use quen_insight::gamma_gamma::{self, Spend, Spends};
use quen_insight::histories::{Histories, History};
use quen_insight::occasions::{DayMap, DayTotals};
use quen_insight::pnbd;
use quen_insight::rfm::{self, Order};
use std::hint::black_box;
use std::time::{Duration, Instant};

const CUSTOMERS: u32 = 1_000_000;
const ORDERS: u32 = 5_000_000;
const PUBLISHED: bgnbd::Params = bgnbd::Params {
    r: 0.243,
    alpha: 4.414,
    a: 0.793,
    b: 2.426,
};

/// A linear congruential generator: the same customers in every run.
struct Dice(u64);

impl Dice {
    fn unit(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn below(&mut self, end: u32) -> u32 {
        (self.unit() * f64::from(end)) as u32
    }

    fn exponential(&mut self) -> f64 {
        -self.unit().ln()
    }

    /// A buyer with rate gamma(1, 8) and chance to leave beta(1, 4), times to four digits of a week.
    fn buyer(&mut self) -> History {
        let round = |time: f64| (time * 1e4).round() / 1e4;
        let t = round(20.0 + 40.0 * self.unit());
        let rate = self.exponential() / 8.0;
        let leave = 1.0 - self.unit().powf(0.25);
        let (mut x, mut tx) = (0, 0.0);
        loop {
            let next = tx + self.exponential() / rate;
            if next > t {
                return History {
                    x,
                    tx: round(tx).min(t),
                    t,
                };
            }
            (x, tx) = (x + 1, next);
            if self.unit() < leave {
                return History {
                    x,
                    tx: round(tx).min(t),
                    t,
                };
            }
        }
    }
}

fn seconds(mut work: impl FnMut()) -> f64 {
    let best = (0..3).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    best.min().unwrap_or(Duration::ZERO).as_secs_f64()
}

fn report(name: &str, took: f64, bound: f64, what: &str) {
    println!(
        "{name}: {:.1} ms, {:.1} times {what} ({:.2} ms)",
        took * 1e3,
        took / bound,
        bound * 1e3
    );
}

/// One logarithm or exponential after the other over the ages of all customers.
fn arithmetic(rows: &[History], each: u32) -> f64 {
    let pass = seconds(|| {
        black_box(rows.iter().map(|row| (row.t + 1.0).ln()).sum::<f64>());
    });
    pass * f64::from(each)
}

fn models(c: &mut Criterion) {
    let mut dice = Dice(1);
    let rows: Vec<History> = (0..CUSTOMERS).map(|_| dice.buyer()).collect();
    let fit = || bgnbd::fit(&Histories::new(&rows), Prior::None);
    let bound = arithmetic(&rows, 4);
    report(
        "bgnbd fit",
        seconds(|| drop(black_box(fit()))),
        bound,
        "four logarithms a customer",
    );
    let score = || {
        let model = Purchases::BgNbd(PUBLISHED);
        rows.iter()
            .map(|row| model.expected(*row, 39.0))
            .sum::<f64>()
    };
    let took = seconds(|| {
        black_box(score());
    });
    report("bgnbd score", took, bound, "four logarithms a customer");
    c.bench_function("bgnbd_fit_1m", |b| b.iter(fit));
    c.bench_function("bgnbd_score_1m", |b| b.iter(score));
    let pareto = Purchases::ParetoNbd(pnbd::Params {
        r: 0.553,
        alpha: 10.578,
        s: 0.606,
        beta: 11.669,
    });
    let took = seconds(|| {
        black_box(
            rows.iter()
                .map(|row| pareto.expected(*row, 39.0))
                .sum::<f64>(),
        );
    });
    report("pnbd score", took, bound, "four logarithms a customer");
    let spends: Vec<Spend> = rows
        .iter()
        .map(|row| Spend {
            x: row.x,
            mean: (3000.0 * (0.2 + dice.exponential())).round() / 100.0,
        })
        .collect();
    let fit = || gamma_gamma::fit(&Spends::new(&spends));
    let known = spends.iter().filter(|spend| spend.x > 0).count();
    println!(
        "gamma-gamma: {known} of {CUSTOMERS} customers came back, {:?}",
        fit().status
    );
    report(
        "gamma-gamma fit",
        seconds(|| drop(black_box(fit()))),
        arithmetic(&rows, 1),
        "one logarithm a customer",
    );
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
    let pass = seconds(|| {
        black_box(orders.iter().map(|order| order.cents).sum::<i64>());
    });
    report(
        "rfm",
        seconds(|| drop(black_box(score()))),
        pass,
        "one pass over the orders",
    );
    c.bench_function("rfm_5m_orders", |b| b.iter(score));
}

fn one_order(c: &mut Criterion) {
    let mut days = DayMap::default();
    (0..200).for_each(|i| days.apply(19_000 + 7 * i, DayTotals::order(25_000, 10_000)));
    let known = days.rebuild();
    c.bench_function("append_one_order", |b| {
        b.iter(|| {
            let mut state = black_box(known);
            black_box(state.append(20_500, DayTotals::order(30_000, 12_000)));
            state
        });
    });
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
