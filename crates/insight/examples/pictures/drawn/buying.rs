//! Pictures of the purchase models: who is still a customer, and how many orders to expect.

use quen_insight::bgbb::{self, Opportunities};
use quen_insight::bgnbd;
use quen_insight::histories::History;
use quen_insight::{mbgnbd, pnbd};

use super::plot::{Axis, Plot, Side};

/// Fader, Hardie & Lee (2005), weeks.
const BG: bgnbd::Params = bgnbd::Params {
    r: 0.243,
    alpha: 4.414,
    a: 0.793,
    b: 2.426,
};
/// The same customers by MBG/NBD.
const MBG: bgnbd::Params = bgnbd::Params {
    r: 0.525,
    alpha: 6.183,
    a: 0.891,
    b: 1.614,
};
/// The same customers by Pareto/NBD.
const PARETO: pnbd::Params = pnbd::Params {
    r: 0.553,
    alpha: 10.578,
    s: 0.606,
    beta: 11.669,
};
/// The donors of Fader, Hardie & Shang (2010), years.
const DONORS: bgbb::Params = bgbb::Params {
    alpha: 1.204,
    beta: 0.75,
    gamma: 0.657,
    delta: 2.783,
};

const CHANCE: Axis = Axis {
    name: "chance of still being a customer",
    from: 0.0,
    to: 1.0,
    ticks: &[
        (0.0, "0 %"),
        (0.25, "25 %"),
        (0.5, "50 %"),
        (0.75, "75 %"),
        (1.0, "100 %"),
    ],
};

/// The pictures of this file.
pub fn all() -> [(&'static str, String); 4] {
    [
        ("bgnbd", silence()),
        ("mbgnbd", once()),
        ("pnbd", two_models()),
        ("bgbb", donors()),
    ]
}

fn weeks(until: u32) -> impl Iterator<Item = f64> {
    (0..=until * 2).map(|n| f64::from(n) / 2.0)
}

/// A customer with `x` orders until week 26, as seen after some silence.
fn seen(x: u32, silent: f64) -> History {
    let tx = if x == 0 { 0.0 } else { 26.0 };
    History {
        x,
        tx,
        t: tx + silent,
    }
}

fn silence() -> String {
    let mut plot = Plot::new(
        "The more often somebody bought, the sooner silence speaks",
        "Chance of still being a customer against weeks of silence, for customers who bought 1, 3, 8 and 20 times in 26 weeks. The curve \
         of 20 orders falls within a few weeks, that of one order takes a year.",
        Axis {
            name: "weeks since the last order",
            from: 0.0,
            to: 40.0,
            ticks: &[
                (0.0, "0"),
                (10.0, "10"),
                (20.0, "20"),
                (30.0, "30"),
                (40.0, "40"),
            ],
        },
        CHANCE,
    );
    for (ink, x) in [(1, 20), (2, 8), (3, 3), (4, 1)] {
        let curve: Vec<(f64, f64)> = weeks(40)
            .map(|w| (w, bgnbd::p_alive(BG, seen(x, w))))
            .collect();
        plot.line(ink, &curve);
        let (at, words) = match x {
            20 => (8.5, "20 repeat orders in 26 weeks"),
            8 => (16.0, "8 orders"),
            3 => (30.0, "3 orders"),
            _ => (30.0, "1 order"),
        };
        plot.words(
            Side::Right,
            (at, bgnbd::p_alive(BG, seen(x, at)) + 0.05),
            words,
        );
    }
    plot.finish()
}

fn once() -> String {
    let mut plot = Plot::new(
        "Who bought once: BG/NBD never doubts, MBG/NBD does",
        "Chance that a customer with a single order is still one, against weeks since that order. BG/NBD stays at 100 per cent, \
         MBG/NBD starts below and falls slowly.",
        Axis {
            name: "weeks since the only order",
            from: 0.0,
            to: 52.0,
            ticks: &[
                (0.0, "0"),
                (13.0, "13"),
                (26.0, "26"),
                (39.0, "39"),
                (52.0, "52"),
            ],
        },
        CHANCE,
    );
    let bg: Vec<(f64, f64)> = weeks(52)
        .map(|w| (w, bgnbd::p_alive(BG, seen(0, w))))
        .collect();
    let mbg: Vec<(f64, f64)> = weeks(52)
        .map(|w| (w, mbgnbd::p_alive(MBG, seen(0, w))))
        .collect();
    plot.broken(5, &bg);
    plot.line(1, &mbg);
    plot.words(Side::Above, (40.0, 0.9), "BG/NBD: certain by construction");
    plot.words(
        Side::Above,
        (40.0, mbgnbd::p_alive(MBG, seen(0, 40.0)) + 0.02),
        "MBG/NBD",
    );
    plot.finish()
}

fn two_models() -> String {
    let mut plot = Plot::new(
        "Leaving at any moment, or only after an order",
        "Orders expected in the next 39 weeks of a customer with 7 orders in 26 weeks, against weeks of silence, by Pareto/NBD and \
         BG/NBD. Pareto/NBD falls a little later at first; both end near zero.",
        Axis {
            name: "weeks since the last order",
            from: 0.0,
            to: 40.0,
            ticks: &[
                (0.0, "0"),
                (10.0, "10"),
                (20.0, "20"),
                (30.0, "30"),
                (40.0, "40"),
            ],
        },
        Axis {
            name: "orders expected in the next 39 weeks",
            from: 0.0,
            to: 8.0,
            ticks: &[(0.0, "0"), (2.0, "2"), (4.0, "4"), (6.0, "6"), (8.0, "8")],
        },
    );
    let pareto: Vec<(f64, f64)> = weeks(40)
        .map(|w| (w, pnbd::expected(PARETO, seen(7, w), 39.0)))
        .collect();
    let bg: Vec<(f64, f64)> = weeks(40)
        .map(|w| (w, bgnbd::expected(BG, seen(7, w), 39.0)))
        .collect();
    plot.broken(5, &bg);
    plot.line(1, &pareto);
    plot.words(
        Side::Right,
        (9.0, pnbd::expected(PARETO, seen(7, 9.0), 39.0)),
        "Pareto/NBD",
    );
    plot.words(
        Side::Left,
        (5.0, bgnbd::expected(BG, seen(7, 5.0), 39.0) - 0.5),
        "BG/NBD",
    );
    plot.finish()
}

fn donors() -> String {
    let mut plot = Plot::new(
        "The year of the last donation says more than their number",
        "Chance of still being a donor after six yearly appeals, against the year of the last donation, for donors with one, two, \
         three and four donations. All curves rise steeply towards the last year.",
        Axis {
            name: "year of the last donation, of six",
            from: 1.0,
            to: 6.0,
            ticks: &[
                (1.0, "1"),
                (2.0, "2"),
                (3.0, "3"),
                (4.0, "4"),
                (5.0, "5"),
                (6.0, "6"),
            ],
        },
        CHANCE,
    );
    for (ink, x) in [(1, 4_u32), (2, 3), (3, 2), (4, 1)] {
        let chance = |tx: u32| {
            bgbb::p_alive(
                DONORS,
                Opportunities {
                    x,
                    tx,
                    n: 6,
                    count: 1,
                },
            )
        };
        let curve: Vec<(f64, f64)> = (x..=6).map(|tx| (f64::from(tx), chance(tx))).collect();
        plot.line(ink, &curve);
        curve.iter().for_each(|at| plot.dot(ink, *at));
        if let Some(first) = curve.first() {
            let words = if x == 1 {
                "given once".to_owned()
            } else {
                format!("{x} times")
            };
            let side = if x == 1 { Side::Right } else { Side::Left };
            plot.words(side, *first, &words);
        }
    }
    plot.finish()
}
