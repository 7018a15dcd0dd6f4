//! Pictures of time: how long until it happens, what makes it sooner, who renews, and what comes next.

use quen_insight::cox::{self, CoxData};
use quen_insight::forecast;
use quen_insight::sbg::{self, Renewal};
use quen_insight::survival::{kaplan_meier, log_rank};

use super::dice::Dice;
use super::plot::{Axis, Plot, Side};

/// The pictures of this file.
pub fn all() -> [(&'static str, String); 4] {
    [
        ("survival", second_order()),
        ("cox", hazards()),
        ("renewal", renewals()),
        ("forecast", next_year()),
    ]
}

/// Days until the second order of two groups, watched for up to a year: times, whether it came, group.
fn waits() -> (Vec<f64>, Vec<bool>, Vec<usize>) {
    let mut dice = Dice::new(21);
    let (mut times, mut came, mut groups) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..260_usize {
        let group = n % 2;
        let mean = if group == 0 { 70.0 } else { 150.0 };
        let never = dice.unit() < if group == 0 { 0.25 } else { 0.4 };
        let wait = if never {
            f64::INFINITY
        } else {
            (mean * dice.exponential()).ceil()
        };
        let watched = f64::from(60 + dice.below(305));
        times.push(wait.min(watched));
        came.push(wait <= watched);
        groups.push(group);
    }
    (times, came, groups)
}

fn second_order() -> String {
    let (times, came, groups) = waits();
    let mut plot = Plot::new(
        "How many have not come back yet",
        "Share of customers without a second order against days since the first, for two groups, each with its interval. The group that \
         got a call falls faster.",
        Axis {
            name: "days since the first order",
            from: 0.0,
            to: 365.0,
            ticks: &[
                (0.0, "0"),
                (90.0, "90"),
                (180.0, "180"),
                (270.0, "270"),
                (365.0, "365"),
            ],
        },
        Axis {
            name: "not back yet",
            from: 0.0,
            to: 1.0,
            ticks: &[
                (0.0, "0 %"),
                (0.25, "25 %"),
                (0.5, "50 %"),
                (0.75, "75 %"),
                (1.0, "100 %"),
            ],
        },
    );
    for (group, ink, words) in [(0, 1, "called after the first order"), (1, 2, "not called")] {
        let own = |n: &usize| *n == group;
        let pick: Vec<usize> = groups
            .iter()
            .enumerate()
            .filter(|(_, g)| own(g))
            .map(|(n, _)| n)
            .collect();
        let some_times: Vec<f64> = pick.iter().filter_map(|n| times.get(*n)).copied().collect();
        let some_came: Vec<bool> = pick.iter().filter_map(|n| came.get(*n)).copied().collect();
        let curve = kaplan_meier(&some_times, &some_came, 0.95);
        let band: Vec<(f64, f64, f64)> = curve
            .timeline
            .iter()
            .zip(curve.lower.iter().zip(&curve.upper))
            .map(|(t, (low, high))| (*t, *low, *high))
            .collect();
        plot.band_of_steps(ink, &band);
        let line: Vec<(f64, f64)> = curve
            .timeline
            .iter()
            .copied()
            .zip(curve.survival.iter().copied())
            .collect();
        plot.steps(ink, &line);
        let (at, off) = if group == 0 {
            (90.0, -0.2)
        } else {
            (150.0, 0.14)
        };
        plot.words(Side::Right, (at, curve.at(at) + off), words);
    }
    if let Some(test) = log_rank(&times, &came, &groups) {
        plot.words(
            Side::Right,
            (12.0, 0.06),
            &format!("log-rank χ² = {:.1}", test.chi2),
        );
    }
    plot.finish()
}

fn hazards() -> String {
    let mut dice = Dice::new(31);
    let mut columns = [Vec::new(), Vec::new(), Vec::new()];
    let (mut times, mut ended) = (Vec::new(), Vec::new());
    for _ in 0..400 {
        let row = [
            f64::from(dice.below(2)),
            dice.normal(),
            f64::from(dice.below(2)),
        ];
        let [called, spend, discount] = row;
        let wait =
            100.0 * dice.exponential() / (0.6 * called + 0.25 * spend - 0.05 * discount).exp();
        let watched = 40.0 + 200.0 * dice.unit();
        times.push(wait.min(watched));
        ended.push(wait <= watched);
        columns
            .iter_mut()
            .zip(row)
            .for_each(|(column, value)| column.push(value));
    }
    let names = ["called", "first order larger", "had a discount"];
    let mut plot = Plot::new(
        "What makes the second order come sooner",
        "For three columns, how many times more often the second order comes, with intervals: a call 1.8 times, a larger first order 1.3 \
         times, a discount no clear effect.",
        Axis {
            name: "column",
            from: 0.0,
            to: 3.0,
            ticks: &[
                (0.5, "called"),
                (1.5, "first order larger"),
                (2.5, "had a discount"),
            ],
        },
        Axis {
            name: "times as often",
            from: 0.5,
            to: 2.75,
            ticks: &[
                (0.5, "0.5"),
                (1.0, "1"),
                (1.5, "1.5"),
                (2.0, "2"),
                (2.5, "2.5"),
            ],
        },
    );
    plot.broken(5, &[(0.0, 1.0), (3.0, 1.0)]);
    if let Ok(fit) = cox::fit(CoxData {
        times: &times,
        ended: &ended,
        covariates: &columns,
    }) {
        for (((n, coefficient), error), _) in fit
            .coefficients
            .iter()
            .enumerate()
            .zip(&fit.errors)
            .zip(names)
        {
            let at = n as f64 + 0.5;
            let end = |z: f64| (coefficient + z * error).exp();
            plot.whisker(1, at, end(-1.96), end(1.96));
            plot.dot(1, (at, coefficient.exp()));
            let side = if n == 2 { Side::Left } else { Side::Right };
            let lift = if n == 2 { 0.12 } else { 0.0 };
            plot.words(
                side,
                (at, coefficient.exp() + lift),
                &format!(
                    "{:.2} ({:.2} to {:.2})",
                    coefficient.exp(),
                    end(-1.96),
                    end(1.96)
                ),
            );
        }
    }
    plot.finish()
}

fn renewals() -> String {
    let cohort = [1000, 869, 743, 653, 593, 551, 517, 491];
    let mut plot = Plot::new(
        "Retention rises although nobody becomes more loyal",
        "Share of a cohort that renews at each of twelve renewals: the seven observed as dots, the model as a line. It rises from 87 to 96 \
         per cent, because those likely to leave are gone.",
        Axis {
            name: "renewal",
            from: 1.0,
            to: 12.0,
            ticks: &[(1.0, "1st"), (4.0, "4th"), (8.0, "8th"), (12.0, "12th")],
        },
        Axis {
            name: "renew",
            from: 0.8,
            to: 1.0,
            ticks: &[
                (0.8, "80 %"),
                (0.85, "85 %"),
                (0.9, "90 %"),
                (0.95, "95 %"),
                (1.0, "100 %"),
            ],
        },
    );
    let seen = Renewal::of_cohort(&cohort);
    if let Ok(model) = sbg::fit(&seen) {
        let line: Vec<(f64, f64)> = (1..=12)
            .map(|t| (f64::from(t), model.retention(t)))
            .collect();
        plot.line(1, &line);
        plot.words(
            Side::Above,
            (10.0, model.retention(10)),
            &format!("α = {:.3}, β = {:.3}", model.alpha, model.beta),
        );
    }
    for (renewal, t) in seen.iter().zip((1..).map(f64::from)) {
        plot.dot(
            2,
            (
                t,
                renewal.stayed as f64 / (renewal.stayed + renewal.left) as f64,
            ),
        );
    }
    plot.finish()
}

fn next_year() -> String {
    let mut dice = Dice::new(41);
    let values: Vec<f64> = (0..48)
        .map(|n| {
            let month = f64::from(n);
            let season = [
                0.9, 1.25, 0.8, 0.9, 0.95, 1.0, 1.0, 1.0, 1.05, 1.0, 1.05, 1.2,
            ];
            let factor = season.get(n as usize % 12).copied().unwrap_or(1.0);
            ((80.0 + 1.4 * month) * factor + 5.0 * dice.normal()).round()
        })
        .collect();
    let mut plot = Plot::new(
        "Four years of months and the next one",
        "Monthly values of four years with a yearly season and growth, the chosen forecast of the next twelve months, and its 80 per cent \
         interval.",
        Axis {
            name: "month",
            from: 0.0,
            to: 60.0,
            ticks: &[
                (0.0, "1"),
                (12.0, "13"),
                (24.0, "25"),
                (36.0, "37"),
                (48.0, "49"),
                (60.0, "61"),
            ],
        },
        Axis {
            name: "value",
            from: 0.0,
            to: 240.0,
            ticks: &[(0.0, "0"), (80.0, "80"), (160.0, "160"), (240.0, "240")],
        },
    );
    let known: Vec<(f64, f64)> = (0..).map(f64::from).zip(values.iter().copied()).collect();
    plot.line(5, &known);
    if let Some(chosen) = forecast::choose(&values, 12, 12, 0.8) {
        let months = || (48..).map(f64::from);
        let ends = chosen.forecast.lower.iter().zip(&chosen.forecast.upper);
        plot.band(
            1,
            &months()
                .zip(ends)
                .map(|(m, (low, high))| (m, *low, *high))
                .collect::<Vec<_>>(),
        );
        plot.line(
            1,
            &months()
                .zip(chosen.forecast.mean.iter().copied())
                .collect::<Vec<_>>(),
        );
        let error = chosen.mase.map_or_else(String::new, |mase| {
            format!(", error {mase:.2} of the seasonal naive one")
        });
        plot.words(
            Side::Left,
            (59.0, 225.0),
            &format!("{}{error}", chosen.forecast.method.key()),
        );
    }
    plot.finish()
}
