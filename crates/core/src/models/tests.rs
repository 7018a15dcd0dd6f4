//! The model on simulated shops whose truth is known.

use super::*;
use quen_insight::mbgnbd;
use quen_insight::occasions::{DayMap, DayTotals};
use quen_insight::optimise::Parameters;

/// Numbers from 0 to 1 that are the same in every run (splitmix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }
    pub(crate) fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
    /// Exponential with mean 1.
    fn exp(&mut self) -> f64 {
        -(1.0 - self.roll()).ln()
    }
}

/// Customers of an MBG/NBD world in days: rates gamma(2, 60), leaving chances beta(1, 3), watched for up to `span` days.
pub(crate) fn shop(count: u32, span: i32, seed: u64) -> Vec<(Customer, DayMap)> {
    let mut dice = Dice::new(seed);
    let mut one = |n: u32| {
        let rate = (dice.exp() + dice.exp()) / 60.0;
        let leaves = 1.0 - dice.roll().powf(1.0 / 3.0);
        let first = (dice.roll() * f64::from(span) * 0.8) as i32;
        let price = 100_000.0 + 300_000.0 * dice.roll();
        let (mut at, mut days) = (f64::from(first), DayMap::default());
        loop {
            let value = (price * (0.5 + dice.roll())) as i64;
            days.apply(at as i32, DayTotals::order(value, value * 6 / 10));
            at += dice.exp() / rate;
            if dice.roll() < leaves || at > f64::from(span) {
                break;
            }
        }
        (
            Customer::new(Uuid::from_u128(u128::from(n) + 1), &days.rebuild()).unwrap(),
            days,
        )
    };
    (0..count).map(&mut one).collect()
}

fn as_of(day: i32) -> NaiveDate {
    dates::from_number(day).unwrap()
}

pub(crate) fn fitted(count: u32) -> (Vec<Customer>, Model) {
    let customers: Vec<Customer> = shop(count, 720, 5).into_iter().map(|(c, _)| c).collect();
    let model = fit(&customers, None, as_of(720), DateTime::UNIX_EPOCH, None);
    (customers, model)
}

#[test]
fn known_parameters_are_found_again_and_always_the_same() {
    let (customers, model) = fitted(4_000);
    assert_eq!(model.status, Status::Ok, "{:?}", model.reason);
    let p = model.purchases.unwrap();
    assert!(
        (p.r / p.alpha * 30.0 - 1.0).abs() < 0.2,
        "mean rate 1 in 30 days: {p:?}"
    );
    assert!(
        (p.a / (p.a + p.b) - 0.25).abs() < 0.05,
        "one in four leaves after an order: {p:?}"
    );
    assert_eq!(
        fit(&customers, None, as_of(720), DateTime::UNIX_EPOCH, None),
        model
    );
    let mut turned = customers.clone();
    turned.reverse();
    let again = fit(&turned, None, as_of(720), DateTime::UNIX_EPOCH, None);
    assert!((again.purchases.unwrap().alpha / p.alpha - 1.0).abs() < 1e-6);
    let share = model.margin_share.unwrap();
    assert!((share - 0.4).abs() < 0.01, "{share}");
}

#[test]
fn scores_are_those_of_the_library() {
    let (customers, model) = fitted(600);
    let params = model.purchases.unwrap();
    for customer in customers.iter().take(50) {
        let (score, history) = (model.score(customer, 720).unwrap(), customer.history(720));
        assert_eq!(score.p_alive, mbgnbd::p_alive(params, history));
        let expected = mbgnbd::expected(params, history, 365.0);
        assert!((score.orders - expected).abs() < 1e-9 * expected.max(1.0));
        let spend = model.spend.as_ref().unwrap();
        let value = Purchases::MbgNbd(params)
            .value(
                history,
                customer.spend().mean,
                spend.params.unwrap(),
                horizon(),
            )
            .unwrap();
        assert!(
            (score.clv / (value * model.margin_share.unwrap()) - 1.0).abs() < 1e-9,
            "{score:?}"
        );
        assert!(score.clv_range.0 <= score.clv_range.1 && score.p_alive <= 1.0);
    }
}

#[test]
fn too_few_customers_give_a_status_and_no_figure() {
    let customers: Vec<Customer> = shop(150, 720, 5).into_iter().map(|(c, _)| c).collect();
    let model = fit(&customers, None, as_of(720), DateTime::UNIX_EPOCH, None);
    assert_eq!(model.status, Status::TooFew);
    assert_eq!(
        model.reason.as_ref().unwrap().key,
        "insight-too-few-customers"
    );
    let said = outlook(Some(&model), customers.first(), Some(30), as_of(720));
    assert_eq!((said.p_alive, said.clv), (None, None));
    assert_eq!(
        said.explanation.first().unwrap().key,
        "insight-still-unknown"
    );
    assert_eq!(
        fit(&[], None, as_of(720), DateTime::UNIX_EPOCH, None).status,
        Status::TooFew
    );
}

#[test]
fn a_model_is_replaced_only_when_it_moved() {
    let (customers, model) = fitted(1_000);
    assert!(!replaces(&model, &model, &customers));
    let mut moved = model.clone();
    moved.purchases.as_mut().unwrap().alpha *= 1.02;
    assert!(replaces(&model, &moved, &customers));
    let few = fit(
        &customers[..100],
        None,
        as_of(720),
        DateTime::UNIX_EPOCH,
        None,
    );
    assert!(replaces(&model, &few, &customers) && replaces(&few, &model, &customers));
}

/// INSIGHT.md 3.3: gain of more than half a point or a move of more than one in a hundred, at the very edge.
#[test]
fn the_edge_of_replacing_is_where_the_rule_says() {
    let (customers, model) = fitted(2_000);
    let with = |part: f64, gain: f64| {
        let mut new = model.clone();
        new.purchases.as_mut().unwrap().r *= 1.0 + part;
        new.loglik = model.loglik.map(|loglik| loglik + gain);
        replaces(&new, &model, &customers)
    };
    assert!(!with(0.009, 0.0) && with(0.011, 0.0));
    assert!(!with(-0.009, 0.0) && with(-0.011, 0.0));
    assert!(!with(0.0, 0.49) && with(0.0, 0.51));
}

#[test]
fn a_night_that_starts_from_the_last_ends_where_a_new_search_does() {
    let (customers, model) = fitted(2_000);
    // A week later with some new customers: what the next night sees.
    let mut later: Vec<Customer> = customers.clone();
    later.extend(shop(100, 40, 11).into_iter().map(|(mut one, _)| {
        one.id = Uuid::from_u128(one.id.as_u128() + (1 << 64));
        (one.first_day, one.last_day) = (one.first_day + 680, one.last_day + 680);
        one
    }));
    let cold = fit(&later, None, as_of(727), DateTime::UNIX_EPOCH, None);
    let warm = fit(&later, Some(&model), as_of(727), DateTime::UNIX_EPOCH, None);
    let (cold_params, warm_params) = (cold.purchases.unwrap(), warm.purchases.unwrap());
    for (a, b) in cold_params.to_array().iter().zip(warm_params.to_array()) {
        assert!(
            (a / b - 1.0).abs() < 1e-5,
            "{cold_params:?} {warm_params:?}"
        );
    }
    assert!((cold.loglik.unwrap() - warm.loglik.unwrap()).abs() < 1e-6);
    assert_eq!((cold.status, &cold.spend), (warm.status, &warm.spend));
    // A model of another world is left behind.
    let mut far = model.clone();
    far.purchases = Some(mbgnbd::Params {
        r: 1e-9,
        alpha: 1e12,
        a: 1e9,
        b: 1e-9,
    });
    let found = fit(&later, Some(&far), as_of(727), DateTime::UNIX_EPOCH, None);
    assert!((found.loglik.unwrap() - cold.loglik.unwrap()).abs() < 1e-4);
}

#[test]
fn what_was_predicted_a_quarter_ago_is_held_against_what_came() {
    let cut = 720 - WINDOW_DAYS;
    let past: Vec<Past> = shop(3_000, 720, 9)
        .into_iter()
        .filter_map(|(_, days)| {
            let then = Customer::new(Uuid::nil(), &days.rebuild_until(cut))?;
            let since = days.rebuild().occasions - then.occasions;
            Some(Past {
                x: then.occasions - 1,
                tx: then.last_day.abs_diff(then.first_day),
                t: cut.abs_diff(then.first_day),
                since,
            })
        })
        .collect();
    let test = backtest(&past).unwrap();
    assert!(test.error().unwrap().abs() < 0.12, "{test:?}");
    assert!(test.stayed_away * 100 >= test.called_lost * 80, "{test:?}");
    assert_eq!(
        test.calibration.iter().map(|c| c.actual).sum::<u64>(),
        test.actual
    );
    assert!(backtest(&past[..100]).is_none());
}

#[test]
fn a_customer_from_tomorrow_has_no_score() {
    let (mut customers, model) = fitted(600);
    customers[0].last_day = 730;
    assert_eq!(model.score(&customers[0], 720), None);
}
