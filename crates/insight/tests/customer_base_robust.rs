//! No input may bring a NaN, an infinity or a panic; and what was simulated must be found again.

use proptest::prelude::*;
use quen_insight::bgnbd::{self, Prior};
use quen_insight::clv::{Horizon, Purchases};
use quen_insight::gamma_gamma::{self, Spend, Spends};
use quen_insight::histories::{Histories, History};
use quen_insight::optimise::{Fit, Parameters};
use quen_insight::status::Status;
use quen_insight::{mbgnbd, pnbd};

fn sound<P: Parameters<N>, const N: usize>(fit: &Fit<P, N>) {
    assert_eq!(fit.status.has_estimate(), fit.estimate.is_some());
    assert_eq!(fit.status == Status::Ok, fit.reason.is_none());
    if let Some(found) = &fit.estimate {
        assert!(found.loglik.is_finite());
        assert!(
            found
                .params
                .to_array()
                .iter()
                .all(|v| v.is_finite() && *v > 0.0)
        );
        assert!(
            found
                .standard_errors
                .iter()
                .flatten()
                .all(|v| v.is_finite() && *v >= 0.0)
        );
    }
}

fn scored(model: Purchases, history: History) {
    let chance = model.p_alive(history);
    assert!(
        (0.0..=1.0).contains(&chance),
        "{model:?} {history:?}: {chance}"
    );
    for horizon in [0.0, 1e-9, 39.0, 1e6] {
        let orders = model.expected(history, horizon);
        assert!(
            orders.is_finite() && orders >= 0.0,
            "{model:?} {history:?}: {orders}"
        );
    }
    assert!(model.discounted(history, Horizon::default()).is_finite());
}

fn history() -> impl Strategy<Value = History> {
    let x = prop_oneof![3 => Just(0_u32), 4 => 1..30_u32, 1 => 1..6000_u32];
    let t = prop_oneof![4 => 0.0..60.0_f64, 1 => Just(0.0), 1 => 0.0..5200.0_f64];
    (x, t, 0.0..=1.0_f64).prop_map(|(x, t, part)| History {
        x,
        tx: if x == 0 { 0.0 } else { t * part },
        t,
    })
}

fn wild() -> impl Strategy<Value = f64> {
    (-12.0..12.0_f64).prop_map(f64::exp)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_rows_give_a_sound_fit(rows in prop::collection::vec(history(), 0..60)) {
        let histories = Histories::new(&rows);
        let (bg, mbg) = (bgnbd::fit(&histories, Prior::None), mbgnbd::fit(&histories, Prior::None));
        sound(&bg);
        sound(&mbg);
        sound(&bgnbd::fit(&histories, Prior::Weak));
        if let (Some(bg), Some(mbg)) = (bg.params(), mbg.params()) {
            for row in &rows {
                scored(Purchases::BgNbd(bg), *row);
                scored(Purchases::MbgNbd(mbg), *row);
            }
        }
    }

    #[test]
    fn any_values_give_a_sound_fit(rows in prop::collection::vec((0..9_u32, prop_oneof![0.0..1e9_f64, 0.0..1e-9_f64]), 0..60)) {
        let rows: Vec<Spend> = rows.into_iter().map(|(x, mean)| Spend { x, mean }).collect();
        let fit = gamma_gamma::fit(&Spends::new(&rows));
        sound(&fit);
        if let Some(params) = fit.params() {
            for row in rows {
                let mean = gamma_gamma::expected_mean(params, row.x, row.mean);
                prop_assert!(mean.is_none_or(|mean| mean.is_finite() && mean >= 0.0));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_rows_give_a_sound_pareto_fit(rows in prop::collection::vec(history(), 8..25)) {
        let fit = pnbd::fit(&Histories::new(&rows), Prior::None);
        sound(&fit);
        if let Some(params) = fit.params() {
            rows.iter().for_each(|row| scored(Purchases::ParetoNbd(params), *row));
        }
    }
}

proptest! {
    #[test]
    fn any_parameters_give_sound_scores(a in wild(), b in wild(), c in wild(), d in wild(), row in history()) {
        let bg = bgnbd::Params { r: a, alpha: b, a: c, b: d };
        scored(Purchases::BgNbd(bg), row);
        scored(Purchases::MbgNbd(bg), row);
        scored(Purchases::ParetoNbd(pnbd::Params { r: a, alpha: b, s: c, beta: d }), row);
    }

    #[test]
    fn impossible_rows_are_left_out(x in any::<u32>(), tx in any::<f64>(), t in any::<f64>()) {
        let rows = Histories::new(&[History { x, tx, t }; 12]);
        prop_assert_eq!(rows.customers + rows.left_out, 12);
        sound(&bgnbd::fit(&rows, Prior::None));
    }

    #[test]
    fn waiting_longer_lowers_the_chance(x in 1..40_u32, tx in 0.1..50.0_f64, wait in 0.0..80.0_f64) {
        let params = bgnbd::Params { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
        let chance = |wait: f64| bgnbd::p_alive(params, History { x, tx, t: tx + wait });
        prop_assert!(chance(wait + 1.0) < chance(wait));
    }
}

#[test]
fn a_million_one_time_buyers_and_a_century() {
    let mut rows = vec![
        History {
            x: 0,
            tx: 0.0,
            t: 36_500.0
        };
        1_000_000
    ];
    assert_eq!(
        bgnbd::fit(&Histories::new(&rows), Prior::None).status,
        Status::NotIdentifiable
    );
    rows.push(History {
        x: 4000,
        tx: 36_499.0,
        t: 36_500.0,
    });
    let histories = Histories::new(&rows);
    let fit = bgnbd::fit(&histories, Prior::None);
    sound(&fit);
    let params = fit.params().unwrap();
    rows.iter()
        .rev()
        .take(2)
        .for_each(|row| scored(Purchases::BgNbd(params), *row));
    sound(&pnbd::fit(&histories, Prior::None));
}

/// A small generator of the process itself, so that recovery is tested against the story, not the likelihood.
struct Dice(u64);

impl Dice {
    fn unit(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn exponential(&mut self, rate: f64) -> f64 {
        -self.unit().ln() / rate
    }

    /// Gamma of whole shape.
    fn gamma(&mut self, shape: u32, rate: f64) -> f64 {
        (0..shape).map(|_| self.exponential(rate)).sum()
    }

    /// r = 2, α = 6, a = 1, b = 3.
    fn buyer(&mut self, t: f64) -> History {
        let rate = self.gamma(2, 6.0);
        let (left, stay) = (self.gamma(1, 1.0), self.gamma(3, 1.0));
        let leave = left / (left + stay);
        let (mut x, mut tx) = (0, 0.0);
        loop {
            let next = tx + self.exponential(rate);
            if next > t {
                return History { x, tx, t };
            }
            (x, tx) = (x + 1, next);
            if self.unit() < leave {
                return History { x, tx, t };
            }
        }
    }
}

#[test]
fn finds_simulated_parameters_again_within_their_errors() {
    let mut dice = Dice(7);
    let rows: Vec<History> = (0..20_000)
        .map(|i| dice.buyer(20.0 + f64::from(i % 33)))
        .collect();
    let found = bgnbd::fit(&Histories::new(&rows), Prior::None);
    assert_eq!(found.status, Status::Ok);
    let found = found.estimate.unwrap();
    let errors = found.standard_errors.unwrap();
    for ((got, error), want) in found
        .params
        .to_array()
        .iter()
        .zip(errors)
        .zip([2.0, 6.0, 1.0, 3.0])
    {
        assert!(
            (got - want).abs() < 4.0 * error && error < 0.2 * want,
            "{got} ± {error} is not {want}"
        );
    }
}
