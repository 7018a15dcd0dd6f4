//! Pictures of what is counted: customers from orders, scores, cohorts, baskets, answers.

use quen_insight::basket::PairCounts;
use quen_insight::cohorts::{Activity, Period, cohorts};
use quen_insight::occasions::{DayMap, DayTotals};
use quen_insight::rfm::{self, Order};
use quen_insight::satisfaction::{ces, csat, nps};

use super::dice::Dice;
use super::plot::{Axis, Plot, Side};

const NONE: &[(f64, &str)] = &[];

/// The pictures of this file.
pub fn all() -> [(&'static str, String); 7] {
    [
        ("summary", three_customers()),
        ("rfm", grid()),
        ("cohorts", triangle()),
        ("basket", suggestions()),
        ("nps", promoters()),
        ("csat", satisfied()),
        ("ces", effort()),
    ]
}

fn three_customers() -> String {
    let mut plot = Plot::new(
        "What a model reads of a customer: x, tx and T",
        "Three customers on a line of 180 days. Dots are days with orders; tx runs from the first to the last, T from the first to the \
         day of the report; x counts the orders after the first.",
        Axis {
            name: "days",
            from: 0.0,
            to: 200.0,
            ticks: &[(0.0, "0"), (60.0, "60"), (120.0, "120"), (180.0, "report")],
        },
        Axis {
            name: "customers",
            from: 0.0,
            to: 4.0,
            ticks: NONE,
        },
    );
    let report = 180;
    plot.broken(5, &[(180.0, 0.0), (180.0, 4.0)]);
    for (place, days) in [
        (3.0, &[8, 34, 61, 95, 122, 150][..]),
        (2.0, &[20, 70]),
        (1.0, &[110]),
    ] {
        let mut map = DayMap::default();
        days.iter()
            .for_each(|day| map.apply(*day, DayTotals::order(100, 60)));
        let Some(seen) = map.rebuild().purchases(report) else {
            continue;
        };
        let from = f64::from(days.first().copied().unwrap_or(0));
        let (tx, age) = (f64::from(seen.tx), f64::from(seen.t));
        plot.broken(5, &[(from + tx, place), (from + age, place)]);
        plot.line(1, &[(from, place), (from + tx, place)]);
        days.iter()
            .for_each(|day| plot.dot(1, (f64::from(*day), place)));
        plot.words(
            Side::Above,
            (f64::from(report) - 38.0, place + 0.06),
            &format!("x = {}, tx = {tx}, T = {age}", seen.x),
        );
    }
    plot.finish()
}

fn grid() -> String {
    let mut dice = Dice::new(3);
    let mut orders = Vec::new();
    for customer in 0..1_000 {
        let seen = dice.buyer(100.0);
        for n in 0..=seen.x {
            let part = if seen.x == 0 {
                0.0
            } else {
                f64::from(n) / f64::from(seen.x)
            };
            let day = (7.0 * seen.tx * part) as i32;
            orders.push(Order {
                customer,
                day,
                cents: 10_000,
            });
        }
    }
    let scores = rfm::score(&orders, 700, 5);
    let count = |r: u8, f: u8| scores.iter().filter(|s| (s.r, s.f) == (r, f)).count();
    let most = (1..=5)
        .flat_map(|r| (1..=5).map(move |f| (r, f)))
        .map(|(r, f)| count(r, f))
        .max()
        .unwrap_or(1);
    let five: &[(f64, &str)] = &[(0.5, "1"), (1.5, "2"), (2.5, "3"), (3.5, "4"), (4.5, "5")];
    let mut plot = Plot::new(
        "Where the customers are: recency by frequency",
        "A grid of five by five scores with the number of customers in each cell. Those who bought often cluster among those who bought \
         lately.",
        Axis {
            name: "frequency score",
            from: 0.0,
            to: 5.0,
            ticks: five,
        },
        Axis {
            name: "recency score",
            from: 0.0,
            to: 5.0,
            ticks: five,
        },
    );
    for r in 1..=5_u8 {
        for f in 1..=5_u8 {
            let (x, y, here) = (f64::from(f - 1), f64::from(r - 1), count(r, f));
            plot.cell(
                (x, y),
                (x + 1.0, y + 1.0),
                here as f64 / most as f64,
                &here.to_string(),
            );
        }
    }
    plot.finish()
}

fn triangle() -> String {
    let mut dice = Dice::new(5);
    let mut all = Vec::new();
    for customer in 0..900_u64 {
        let first = 19_723 + i32::try_from(dice.below(240)).unwrap_or(0);
        let stays = 0.55 + 0.35 * dice.unit();
        let mut day = first;
        while day < 19_723 + 244 {
            all.push(Activity {
                customer,
                day,
                amount: 100,
            });
            if dice.unit() > stays {
                break;
            }
            day += 14 + i32::try_from(dice.below(45)).unwrap_or(0);
        }
    }
    let found = cohorts(&all, Period::Month, None);
    let labels: Vec<String> = found
        .iter()
        .map(|cohort| Period::Month.label(cohort.period))
        .collect();
    let height = found.len() as f64;
    let rows: Vec<(f64, &str)> = labels
        .iter()
        .enumerate()
        .map(|(n, label)| (height - n as f64 - 0.5, label.as_str()))
        .collect();
    let mut plot = Plot::new(
        "Who came back, by the month of the first order",
        "A triangle: one row for each month in which customers began, one column for each month after it, with the per cent of them who \
         bought again.",
        Axis {
            name: "months after the first",
            from: 0.0,
            to: 8.0,
            ticks: &[
                (0.5, "0"),
                (1.5, "1"),
                (2.5, "2"),
                (3.5, "3"),
                (4.5, "4"),
                (5.5, "5"),
                (6.5, "6"),
                (7.5, "7"),
            ],
        },
        Axis {
            name: "month of the first order",
            from: 0.0,
            to: height,
            ticks: &rows,
        },
    );
    for (n, cohort) in found.iter().enumerate() {
        let top = height - n as f64;
        for (k, share) in cohort.retention().iter().enumerate().take(8) {
            let x = k as f64;
            plot.cell(
                (x, top - 1.0),
                (x + 1.0, top),
                *share,
                &format!("{:.0}", share * 100.0),
            );
        }
    }
    plot.finish()
}

fn suggestions() -> String {
    const NAMES: [&str; 6] = ["coffee", "filter", "mug", "grinder", "cleaner", "tea"];
    let mut dice = Dice::new(8);
    let mut pairs = PairCounts::default();
    for _ in 0..400 {
        let mut basket = vec![0_u32];
        if dice.unit() < 0.45 {
            basket.push(1)
        }
        if dice.unit() < 0.22 {
            basket.push(2)
        }
        if dice.unit() < 0.10 {
            basket.push(3)
        }
        if dice.unit() < 0.025 {
            basket.push(4)
        }
        if dice.unit() < 0.3 {
            basket = vec![5]
        }
        pairs.add(&basket);
    }
    let found = pairs.suggest(&[0], 5);
    let names: Vec<(f64, &str)> = found
        .iter()
        .enumerate()
        .filter_map(|(n, one)| Some((n as f64 + 0.5, *NAMES.get(one.item as usize)?)))
        .collect();
    let mut plot = Plot::new(
        "What to suggest to somebody who takes coffee",
        "For each product, bars show how many of a hundred baskets with coffee held it too; a mark shows the lower end of the interval, by \
         which suggestions are ranked.",
        Axis {
            name: "product",
            from: 0.0,
            to: found.len().max(1) as f64,
            ticks: &names,
        },
        Axis {
            name: "of baskets with coffee",
            from: 0.0,
            to: 0.6,
            ticks: &[(0.0, "0 %"), (0.2, "20 %"), (0.4, "40 %"), (0.6, "60 %")],
        },
    );
    for (n, one) in found.iter().enumerate() {
        let at = n as f64 + 0.5;
        plot.bar(1, (at - 0.28, 0.0), (at + 0.28, one.confidence));
        plot.dot(2, (at, one.lower));
        plot.words(
            Side::Above,
            (at, one.confidence),
            &format!("{} of {}", one.together, one.of),
        );
    }
    plot.finish()
}

fn answers(n: u64, shares: [f64; 11]) -> [u64; 11] {
    shares.map(|share| (share * n as f64).round() as u64)
}

fn promoters() -> String {
    let shares = [
        0.01, 0.0, 0.01, 0.02, 0.0, 0.04, 0.05, 0.15, 0.24, 0.17, 0.31,
    ];
    let sizes = [20_u64, 50, 130, 300, 700, 1500];
    let ticks: [(f64, &str); 6] = [
        (1.0, "20"),
        (2.0, "50"),
        (3.0, "130"),
        (4.0, "300"),
        (5.0, "700"),
        (6.0, "1,500"),
    ];
    let mut plot = Plot::new(
        "The same score means little from few answers",
        "Net promoter score with its 95 per cent interval for 20, 50, 130, 300, 700 and 1,500 answers spread alike: the interval shrinks \
         from sixty points to seven.",
        Axis {
            name: "answers",
            from: 0.5,
            to: 6.5,
            ticks: &ticks,
        },
        Axis {
            name: "score",
            from: -10.0,
            to: 80.0,
            ticks: &[
                (0.0, "0"),
                (20.0, "20"),
                (40.0, "40"),
                (60.0, "60"),
                (80.0, "80"),
            ],
        },
    );
    for (n, at) in sizes.into_iter().zip((1..).map(f64::from)) {
        if let Some(seen) = nps(&answers(n, shares), 0.95) {
            plot.whisker(1, at, seen.interval.0, seen.interval.1);
            plot.dot(1, (at, seen.score));
            plot.words(
                Side::Above,
                (at, seen.interval.1),
                &format!("{:.0} to {:.0}", seen.interval.0, seen.interval.1),
            );
        }
    }
    plot.finish()
}

fn satisfied() -> String {
    let mut plot = Plot::new(
        "86 of 100 satisfied: how sure, for how many answers",
        "Satisfaction of 86 per cent with Wilson's interval as a band and Clopper and Pearson's as broken lines, for 7 to 200 answers. Both \
         narrow; the exact one is a little wider.",
        Axis {
            name: "answers",
            from: 0.0,
            to: 200.0,
            ticks: &[
                (0.0, "0"),
                (50.0, "50"),
                (100.0, "100"),
                (150.0, "150"),
                (200.0, "200"),
            ],
        },
        Axis {
            name: "satisfied",
            from: 40.0,
            to: 100.0,
            ticks: &[
                (40.0, "40 %"),
                (60.0, "60 %"),
                (80.0, "80 %"),
                (100.0, "100 %"),
            ],
        },
    );
    let seen: Vec<_> = (1..=28_u64)
        .filter_map(|k| csat(k * 6, k * 7, 0.95))
        .collect();
    let band: Vec<(f64, f64, f64)> = seen
        .iter()
        .map(|s| (s.n as f64, s.interval.0, s.interval.1))
        .collect();
    plot.band(1, &band);
    plot.broken(
        5,
        &seen
            .iter()
            .map(|s| (s.n as f64, s.exact_interval.0))
            .collect::<Vec<_>>(),
    );
    plot.broken(
        5,
        &seen
            .iter()
            .map(|s| (s.n as f64, s.exact_interval.1))
            .collect::<Vec<_>>(),
    );
    plot.line(
        1,
        &seen
            .iter()
            .map(|s| (s.n as f64, s.score))
            .collect::<Vec<_>>(),
    );
    plot.words(Side::Right, (100.0, 72.0), "exact interval (broken)");
    plot.finish()
}

fn effort() -> String {
    let counts = [2, 3, 5, 9, 21, 34, 26];
    let mut plot = Plot::new(
        "Was it easy? A hundred answers and their mean",
        "Bars of how many answered 1 to 7, rising to 6; the mean with its interval stands above them.",
        Axis {
            name: "answer, 7 is very easy",
            from: 0.5,
            to: 7.5,
            ticks: &[
                (1.0, "1"),
                (2.0, "2"),
                (3.0, "3"),
                (4.0, "4"),
                (5.0, "5"),
                (6.0, "6"),
                (7.0, "7"),
            ],
        },
        Axis {
            name: "answers",
            from: 0.0,
            to: 50.0,
            ticks: &[
                (0.0, "0"),
                (10.0, "10"),
                (20.0, "20"),
                (30.0, "30"),
                (40.0, "40"),
            ],
        },
    );
    for (count, at) in counts.iter().zip((1..).map(f64::from)) {
        let ink = if at >= 5.0 { 1 } else { 5 };
        plot.bar(ink, (at - 0.35, 0.0), (at + 0.35, *count as f64));
    }
    if let Some(seen) = ces(&counts, 0.95)
        && let Some((low, high)) = seen.interval
    {
        plot.line(2, &[(low, 43.0), (high, 43.0)]);
        plot.dot(2, (seen.mean, 43.0));
        plot.words(
            Side::Left,
            (low, 43.0),
            &format!(
                "mean {:.2}, {:.2} to {:.2}; {:.0} % answer 5 to 7",
                seen.mean, low, high, seen.top_three
            ),
        );
    }
    plot.finish()
}
