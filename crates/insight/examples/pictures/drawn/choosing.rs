//! Pictures of decisions: is B better, who will, which deal, which customer deserves what.

use quen_insight::ab::compare_proportions;
use quen_insight::portfolio::{Class, Customer, classify};
use quen_insight::propensity::{self, quality};
use quen_insight::proportion::Share;
use quen_insight::wallet;
use quen_insight::win_probability::{self, Stay};

use super::dice::Dice;
use super::plot::{Axis, Plot, Side};

/// The pictures of this file.
pub fn all() -> [(&'static str, String); 5] {
    [
        ("ab", sizes()),
        ("propensity", honest()),
        ("win-probability", deals()),
        ("portfolio", classes()),
        ("wallet", wallets()),
    ]
}

fn sizes() -> String {
    let mut plot = Plot::new(
        "The same two shares, from more and more customers",
        "20 against 25 per cent with Newcombe's interval of the difference for 100, 250, 500, 1,000 and 3,000 customers on each side. \
         From 1,000 on the interval leaves zero.",
        Axis {
            name: "customers on each side",
            from: 0.5,
            to: 5.5,
            ticks: &[
                (1.0, "100"),
                (2.0, "250"),
                (3.0, "500"),
                (4.0, "1,000"),
                (5.0, "3,000"),
            ],
        },
        Axis {
            name: "B − A in points",
            from: -8.0,
            to: 18.0,
            ticks: &[
                (-5.0, "−5"),
                (0.0, "0"),
                (5.0, "5"),
                (10.0, "10"),
                (15.0, "15"),
            ],
        },
    );
    plot.broken(5, &[(0.5, 0.0), (5.5, 0.0)]);
    for (n, at) in [100_u64, 250, 500, 1000, 3000]
        .into_iter()
        .zip((1..).map(f64::from))
    {
        let (a, b) = (Share { hits: n / 5, n }, Share { hits: n / 4, n });
        let seen = compare_proportions(a, b, 0.95);
        let (low, high) = (100.0 * seen.newcombe.0, 100.0 * seen.newcombe.1);
        plot.whisker(if low > 0.0 { 1 } else { 2 }, at, low, high);
        plot.dot(if low > 0.0 { 1 } else { 2 }, (at, 100.0 * seen.difference));
        let p = seen.p.map_or_else(String::new, |p| format!("p = {p:.3}"));
        plot.words(Side::Above, (at, high), &p);
    }
    plot.finish()
}

fn honest() -> String {
    let mut dice = Dice::new(51);
    let (mut labels, mut months, mut orders) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..3_000 {
        let (m, o) = (dice.unit() * 24.0, f64::from(dice.below(9)));
        let score = 0.6 - 0.09 * m - 0.18 * o;
        labels.push(dice.unit() < 1.0 / (1.0 + (-score).exp()));
        months.push(m);
        orders.push(o);
    }
    let mut plot = Plot::new(
        "Do chances keep their word?",
        "Ten bands of predicted chances against the share that did it. The dots lie along the diagonal: of those told 30 per cent, about 30 \
         per cent did.",
        Axis {
            name: "predicted",
            from: 0.0,
            to: 0.8,
            ticks: &[
                (0.0, "0 %"),
                (0.2, "20 %"),
                (0.4, "40 %"),
                (0.6, "60 %"),
                (0.8, "80 %"),
            ],
        },
        Axis {
            name: "happened",
            from: 0.0,
            to: 0.8,
            ticks: &[
                (0.0, "0 %"),
                (0.2, "20 %"),
                (0.4, "40 %"),
                (0.6, "60 %"),
                (0.8, "80 %"),
            ],
        },
    );
    plot.broken(5, &[(0.0, 0.0), (0.8, 0.8)]);
    let columns = [months, orders];
    if let Ok(fit) = propensity::fit(&labels, &columns) {
        let [months, orders] = &columns;
        let chances: Vec<f64> = months
            .iter()
            .zip(orders)
            .map(|(m, o)| fit.chance([*m, *o]))
            .collect();
        if let Some(seen) = quality(&chances, &labels) {
            seen.calibration
                .iter()
                .for_each(|band| plot.dot(1, (band.mean, band.observed)));
            plot.words(
                Side::Right,
                (0.42, 0.12),
                &format!(
                    "AUC {:.2}, Brier {:.3}, top tenth {:.1} times",
                    seen.auc, seen.brier, seen.top_decile_lift
                ),
            );
        }
    }
    plot.finish()
}

fn deals() -> String {
    let mut dice = Dice::new(61);
    let mut stays = Vec::new();
    for deal in 0..1_200_u64 {
        let won = dice.unit() < 0.55;
        let ends = if won {
            30.0 + 70.0 * dice.unit()
        } else {
            8.0 + 90.0 * dice.unit() * dice.unit()
        };
        let turn = ends * (0.3 + 0.4 * dice.unit());
        stays.push(Stay {
            deal,
            stage: 1,
            from_age: 0.0,
            to_age: turn,
            won,
        });
        let later = if won { 2 } else { 1 + dice.below(2) };
        stays.push(Stay {
            deal,
            stage: later,
            from_age: turn,
            to_age: ends,
            won,
        });
    }
    let mut plot = Plot::new(
        "Old deals need not be bad deals",
        "Chance to win by the age of a deal for two stages, in quarters of the usual cycle. Here it rises with age, because losses come \
         early.",
        Axis {
            name: "age of the deal, days",
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
            name: "chance to win",
            from: 0.3,
            to: 1.0,
            ticks: &[(0.4, "40 %"), (0.6, "60 %"), (0.8, "80 %"), (1.0, "100 %")],
        },
    );
    if let Ok(model) = win_probability::fit(&stays) {
        plot.broken(5, &[(0.0, model.base_rate()), (100.0, model.base_rate())]);
        plot.words(
            Side::Left,
            (99.0, model.base_rate() - 0.035),
            "all closed deals",
        );
        for (stage, ink, words) in [(1, 2, "first talks"), (2, 1, "quote sent")] {
            let line: Vec<(f64, f64)> = (0..=100)
                .map(|age| (f64::from(age), model.chance(stage, f64::from(age))))
                .collect();
            plot.steps(ink, &line);
            if let Some(at) = line.get(60) {
                plot.words(Side::Right, (at.0, at.1 + 0.035), words);
            }
        }
    }
    plot.finish()
}

fn classes() -> String {
    let mut dice = Dice::new(71);
    let customers: Vec<Customer> = (0..260)
        .map(|_| {
            let size = (4.0 + 1.2 * dice.normal()).exp();
            let actual = size * (0.4 + 0.45 * dice.normal());
            Customer {
                segment: 0,
                size,
                tenure: 900.0 * dice.unit(),
                actual,
                actual_upper: actual * if actual < 0.0 { 0.4 } else { 1.6 },
                last_year: actual / 3.0,
                // Who costs money and is known to spend little anywhere cannot be grown out of it.
                known_potential: (actual < 0.0 && dice.unit() < 0.7).then_some(0.4 * actual),
            }
        })
        .collect();
    let mut plot = Plot::new(
        "What customers bring, and what they could",
        "Customers by actual value and growth that seems possible, in four classes: most valuable to the right, most growable above, below \
         zero to the left, all others between.",
        Axis {
            name: "actual value",
            from: -100.0,
            to: 300.0,
            ticks: &[
                (-100.0, "−100"),
                (0.0, "0"),
                (100.0, "100"),
                (200.0, "200"),
                (300.0, "300"),
            ],
        },
        Axis {
            name: "growth possible",
            from: 0.0,
            to: 300.0,
            ticks: &[(0.0, "0"), (100.0, "100"), (200.0, "200"), (300.0, "300")],
        },
    );
    for (customer, position) in customers.iter().zip(classify(&customers)) {
        let ink = match position.class {
            Class::MostValuable => 1,
            Class::MostGrowable => 3,
            Class::BelowZero => 2,
            Class::Migrator => 5,
        };
        plot.dot(ink, (customer.actual, position.growth));
    }
    for (at, words) in [
        ((205.0, 40.0), "most valuable: keep"),
        ((40.0, 270.0), "most growable: grow"),
        ((-95.0, 60.0), "below zero"),
    ] {
        plot.words(Side::Right, at, words);
    }
    plot.finish()
}

fn wallets() -> String {
    let mut dice = Dice::new(81);
    let (mut seats, mut spend) = (Vec::new(), Vec::new());
    for _ in 0..220 {
        let size = 10.0 + 90.0 * dice.unit();
        let share = 0.15 + 0.85 * dice.unit();
        seats.push(size);
        spend.push(0.9 * size * share * (0.12 * dice.normal()).exp());
    }
    let mut plot = Plot::new(
        "What the best of like customers spend is taken for the wallet",
        "Yearly spend of cafés against their seats, with the line that nine of ten stay below: it is read as the wallet, and own spend over \
         it as the share.",
        Axis {
            name: "seats of the café",
            from: 10.0,
            to: 100.0,
            ticks: &[(10.0, "10"), (40.0, "40"), (70.0, "70"), (100.0, "100")],
        },
        Axis {
            name: "spend in a year, million đồng",
            from: 0.0,
            to: 120.0,
            ticks: &[(0.0, "0"), (40.0, "40"), (80.0, "80"), (120.0, "120")],
        },
    );
    for at in seats.iter().zip(&spend) {
        plot.dot(5, (*at.0, *at.1));
    }
    let logs: Vec<f64> = seats.iter().map(|size| size.ln()).collect();
    if let Ok(model) = wallet::fit(&spend, &[logs], 0.9) {
        let line: Vec<(f64, f64)> = (10..=100)
            .map(f64::from)
            .filter_map(|size| Some((size, model.wallet(&[size.ln()])?)))
            .collect();
        plot.line(1, &line);
        if let Some(at) = line.get(62) {
            plot.words(
                Side::Left,
                (at.0, at.1 + 6.0),
                "wallet: 90 of 100 spend less",
            );
        }
    }
    plot.finish()
}
