//! Pareto/NBD against the published tables, two peer programs and 50-digit arithmetic.

mod customer_base_reference;

use customer_base_reference::{
    close, fixture, histories, history_of, json, number, numbers, vector,
};
use quen_insight::bgnbd::Prior;
use quen_insight::histories::{Histories, History};
use quen_insight::optimise::Parameters;
use quen_insight::pnbd::{self, Params};
use quen_insight::status::Status;

const PUBLISHED: Params = Params {
    r: 0.553,
    alpha: 10.578,
    s: 0.606,
    beta: 11.669,
};
const NAMES: [&str; 4] = ["r", "alpha", "s", "beta"];

fn params_close(got: Params, want: [f64; 4], relative: f64) {
    got.to_array()
        .iter()
        .zip(want)
        .for_each(|(g, w)| close(*g, w, relative));
}

#[test]
fn fits_cdnow_as_fader_hardie_lee_2005_published() {
    let Some(text) = vector("cdnow_sample_summary.csv") else {
        return;
    };
    let fit = pnbd::fit(&Histories::new(&histories(&text)), Prior::None);
    assert_eq!(fit.status, Status::Ok);
    let found = fit.estimate.unwrap();
    assert!(found.loglik >= -9594.97393 - 1e-4, "{}", found.loglik);
    params_close(
        found.params,
        [0.5532728, 10.577608, 0.6062416, 11.66874],
        1e-4,
    );
    params_close(found.params, PUBLISHED.to_array(), 2e-3);
}

#[test]
fn fits_the_simulated_shop_as_the_best_of_the_peers() {
    let peers = json(&fixture("clv_sim.json"));
    let found = pnbd::fit(
        &Histories::new(&histories(&fixture("sim_open.csv"))),
        Prior::None,
    )
    .estimate
    .unwrap();
    let best = &peers["fits"]["lifetimes"]["pnbd"];
    params_close(found.params, numbers(best, NAMES), 5e-3);
    assert!(found.loglik >= number(&best["LL"]) - 1e-6);
}

#[test]
fn agrees_with_fifty_digits_at_random_and_extreme_points() {
    let points = json(&fixture("pointwise_bgnbd_pnbd.json"));
    for point in points["points"].as_array().unwrap() {
        let params = Params::from_array([0, 1, 2, 3].map(|i| number(&point["pn"][i])));
        let history = history_of(point);
        let loglik = number(&point["pn_loglik"]);
        let got = pnbd::log_likelihood(params, &Histories::new(&[history]));
        assert!(
            (got - loglik).abs() <= 1e-10 * loglik.abs().max(1.0),
            "{got} for {point}"
        );
        close(
            pnbd::p_alive(params, history),
            number(&point["pn_p_alive"]),
            1e-9,
        );
        close(
            pnbd::expected(params, history, number(&point["t"])),
            number(&point["pn_cet"]),
            1e-9,
        );
    }
}

#[test]
fn scores_cdnow_customers_as_published() {
    let Some(text) = vector("clv_cdnow.json") else {
        return;
    };
    let reference = json(&text);
    for row in reference["customers_at_published_params"]
        .as_array()
        .unwrap()
    {
        let history = history_of(row);
        close(
            pnbd::p_alive(PUBLISHED, history),
            number(&row["pn_p_alive"]),
            1e-8,
        );
        close(
            pnbd::expected(PUBLISHED, history, 39.0),
            number(&row["pn_expected"]),
            1e-8,
        );
    }
}

#[test]
fn follows_the_btyd_walkthrough() {
    let regular = History {
        x: 26,
        tx: 30.86,
        t: 31.0,
    };
    close(pnbd::p_alive(PUBLISHED, regular), 0.9979187, 1e-6);
    close(pnbd::expected(PUBLISHED, regular, 52.0), 25.45847, 1e-6);
    close(pnbd::expected_new(PUBLISHED, 52.0), 1.472997, 1e-6);
    close(
        pnbd::discounted_purchases(PUBLISHED, regular, 1.15_f64.ln() / 52.0),
        86.28989,
        2e-4,
    );
}

#[test]
fn does_not_depend_on_the_unit_of_time_or_the_order_of_rows() {
    let weeks: Vec<History> = histories(&fixture("sim_open.csv"))
        .into_iter()
        .step_by(4)
        .collect();
    let days: Vec<History> = weeks
        .iter()
        .rev()
        .map(|h| History {
            tx: h.tx * 7.0,
            t: h.t * 7.0,
            ..*h
        })
        .collect();
    let fit = |rows: &[History]| {
        pnbd::fit(&Histories::new(rows), Prior::None)
            .params()
            .unwrap()
    };
    let (a, b) = (fit(&weeks), fit(&days));
    params_close(
        Params {
            alpha: b.alpha / 7.0,
            beta: b.beta / 7.0,
            ..b
        },
        a.to_array(),
        1e-6,
    );
}

#[test]
fn never_fails_on_the_edge_cases() {
    let identical = Histories::new(
        &[History {
            x: 3,
            tx: 20.0,
            t: 30.0,
        }; 40],
    );
    let fit = pnbd::fit(&identical, Prior::None);
    assert_eq!(fit.status, Status::WeaklyIdentified);
    let params = fit.params().unwrap();
    let chance = pnbd::p_alive(
        params,
        History {
            x: 3,
            tx: 20.0,
            t: 30.0,
        },
    );
    assert!((0.0..=1.0).contains(&chance));
    assert_eq!(pnbd::fit(&identical, Prior::Weak).status, Status::Ok);
}
