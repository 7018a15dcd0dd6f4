//! Pictures of money: the value of an order, of a customer, of keeping customers, and who brings the profit.

use quen_insight::bgnbd;
use quen_insight::clv::{Horizon, Purchases};
use quen_insight::gamma_gamma::{self, Params};
use quen_insight::histories::History;
use quen_insight::profit::whale_curve;
use quen_insight::retention::Economics;

use super::dice::Dice;
use super::plot::{Axis, Plot, Side};

/// Fader, Hardie & Lee (2005), dollars.
const SPEND: Params = Params {
    p: 6.25,
    q: 3.74,
    v: 15.44,
};

/// The pictures of this file.
pub fn all() -> [(&'static str, String); 4] {
    [
        ("gammagamma", shrinking()),
        ("clv", months()),
        ("retention", keeping()),
        ("profit", whale()),
    ]
}

fn shrinking() -> String {
    let mut plot = Plot::new(
        "Few orders are drawn to what everybody spends",
        "Expected value of an order against the mean of the orders seen, for 1, 3 and 20 orders. With 20 orders the line is nearly the \
         diagonal, with one it lies close to the mean of all.",
        Axis {
            name: "mean of the orders seen",
            from: 0.0,
            to: 100.0,
            ticks: &[
                (0.0, "0"),
                (25.0, "25"),
                (50.0, "50"),
                (75.0, "75"),
                (100.0, "100"),
            ],
        },
        Axis {
            name: "expected value of an order",
            from: 0.0,
            to: 100.0,
            ticks: &[
                (0.0, "0"),
                (25.0, "25"),
                (50.0, "50"),
                (75.0, "75"),
                (100.0, "100"),
            ],
        },
    );
    plot.broken(5, &[(0.0, 0.0), (100.0, 100.0)]);
    for (ink, x) in [(1, 20_u32), (2, 3), (3, 1)] {
        let curve: Vec<(f64, f64)> = (1..=100)
            .map(f64::from)
            .filter_map(|mean| Some((mean, gamma_gamma::expected_mean(SPEND, x, mean)?)))
            .collect();
        plot.line(ink, &curve);
        let (place, side) = if x == 20 {
            (79, Side::Left)
        } else {
            (89 + usize::from(x == 1) * 5, Side::Left)
        };
        if let Some(at) = curve.get(place) {
            let words = if x == 1 {
                "1 order".to_owned()
            } else {
                format!("{x} orders")
            };
            let off = if x == 20 {
                4.0
            } else {
                -5.0 - 3.0 * f64::from(u8::from(x == 1))
            };
            let at = if x == 3 {
                (at.0 + 12.0, at.1 + 5.0)
            } else {
                *at
            };
            plot.words(side, (at.0, at.1 + off), &words);
        }
    }
    plot.finish()
}

fn months() -> String {
    let model = Purchases::BgNbd(bgnbd::Params {
        r: 0.243,
        alpha: 4.414,
        a: 0.793,
        b: 2.426,
    });
    let worth = |x: u32, tx: f64, mean: f64, months: u32| {
        let history = History { x, tx, t: 38.86 };
        let horizon = Horizon {
            months,
            ..Horizon::default()
        };
        model.value(history, mean, SPEND, horizon).unwrap_or(0.0)
    };
    let mut plot = Plot::new(
        "Worth adds up, more slowly each month",
        "Discounted value over the coming 36 months of three customers: seven orders, the last nine weeks ago; two orders, the last \
         eight weeks ago; one order 37 weeks ago. Each curve flattens.",
        Axis {
            name: "months ahead",
            from: 0.0,
            to: 36.0,
            ticks: &[(0.0, "0"), (12.0, "12"), (24.0, "24"), (36.0, "36")],
        },
        Axis {
            name: "value",
            from: 0.0,
            to: 600.0,
            ticks: &[(0.0, "0"), (200.0, "200"), (400.0, "400"), (600.0, "600")],
        },
    );
    for (ink, x, tx, mean, words) in [
        (1, 7, 29.43, 73.74, "7 repeat orders, last 9 weeks ago"),
        (2, 2, 30.43, 22.35, "2, last 8 weeks ago"),
        (3, 1, 1.71, 11.77, "1, last 37 weeks ago"),
    ] {
        let curve: Vec<(f64, f64)> = (0..=36)
            .map(|n| (f64::from(n), worth(x, tx, mean, n)))
            .collect();
        plot.line(ink, &curve);
        if let Some(end) = curve.last() {
            plot.words(Side::Left, (end.0, end.1 + 22.0), words);
        }
    }
    plot.finish()
}

fn keeping() -> String {
    let multiple = |retention: f64, discount: f64| {
        Economics {
            margin: 1.0,
            retention,
            discount,
            growth: 0.0,
        }
        .margin_multiple()
        .unwrap_or(0.0)
    };
    let mut plot = Plot::new(
        "Each point of retention is worth more than the last",
        "Value of a customer in yearly margins against yearly retention from 50 to 95 per cent, at discounts of 10 and 16 per cent. Both \
         curves bend upwards.",
        Axis {
            name: "share kept each year",
            from: 50.0,
            to: 95.0,
            ticks: &[
                (50.0, "50 %"),
                (60.0, "60 %"),
                (70.0, "70 %"),
                (80.0, "80 %"),
                (90.0, "90 %"),
            ],
        },
        Axis {
            name: "value in yearly margins",
            from: 0.0,
            to: 6.5,
            ticks: &[(0.0, "0"), (2.0, "2"), (4.0, "4"), (6.0, "6")],
        },
    );
    for (ink, discount, words) in [(1, 0.10, "discount 10 %"), (2, 0.16, "16 %")] {
        let curve: Vec<(f64, f64)> = (50..=95)
            .map(|r| (f64::from(r), multiple(f64::from(r) / 100.0, discount)))
            .collect();
        plot.line(ink, &curve);
        if let Some(at) = curve.get(38) {
            let side = if ink == 1 { Side::Left } else { Side::Right };
            plot.words(side, *at, words);
        }
    }
    for (r, at) in [(80.0, multiple(0.8, 0.1)), (90.0, multiple(0.9, 0.1))] {
        plot.dot(1, (r, at));
        plot.words(Side::Left, (r, at + 0.15), &format!("{at:.2}"));
    }
    plot.finish()
}

fn whale() -> String {
    let mut dice = Dice::new(11);
    let customers: Vec<(i64, i64)> = (0..800)
        .map(|_| {
            let revenue = 900.0 * dice.exponential() * dice.exponential();
            let profit = revenue * (0.22 + 0.2 * dice.normal()) - 18.0;
            (revenue as i64, profit as i64)
        })
        .collect();
    let curve = whale_curve(&customers);
    let line: Vec<(f64, f64)> = (0..)
        .map(f64::from)
        .zip(curve.percentiles.clone().unwrap_or_default())
        .collect();
    let peak = curve.peak.unwrap_or(1.0);
    let mut plot = Plot::new(
        "Some customers take away what others bring",
        "Profit added up over customers, most profitable first. The curve climbs above the total, stays flat, and comes down to it \
         over the customers who cost money.",
        Axis {
            name: "customers, most profitable first",
            from: 0.0,
            to: 100.0,
            ticks: &[
                (0.0, "0 %"),
                (20.0, "20 %"),
                (40.0, "40 %"),
                (60.0, "60 %"),
                (80.0, "80 %"),
                (100.0, "100 %"),
            ],
        },
        Axis {
            name: "share of the total profit",
            from: 0.0,
            to: 1.75,
            ticks: &[(0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %"), (1.5, "150 %")],
        },
    );
    plot.broken(5, &[(0.0, 1.0), (100.0, 1.0)]);
    plot.line(1, &line);
    if let Some(top) = line.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1)) {
        plot.dot(2, top);
        plot.words(
            Side::Above,
            top,
            &format!(
                "{:.0} % without the {} who cost money",
                peak * 100.0,
                curve.below_zero
            ),
        );
    }
    plot.finish()
}
