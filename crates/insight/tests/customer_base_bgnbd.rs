//! BG/NBD and MBG/NBD against the published tables, two peer programs and 50-digit arithmetic.

mod customer_base_reference;

use customer_base_reference::{
    close, fixture, histories, history_of, json, number, numbers, vector,
};
use quen_insight::bgnbd::{self, Params, Prior};
use quen_insight::histories::{Histories, History};
use quen_insight::mbgnbd;
use quen_insight::optimise::Parameters;
use quen_insight::status::Status;

const PUBLISHED: Params = Params {
    r: 0.243,
    alpha: 4.414,
    a: 0.793,
    b: 2.426,
};
const NAMES: [&str; 4] = ["r", "alpha", "a", "b"];

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
    let fit = bgnbd::fit(&Histories::new(&histories(&text)), Prior::None);
    assert_eq!(fit.status, Status::Ok);
    let found = fit.estimate.unwrap();
    assert!(found.loglik >= -9582.42556 - 1e-4, "{}", found.loglik);
    params_close(found.params, [0.242593, 4.413532, 0.792886, 2.425752], 1e-4);
    params_close(found.params, [0.243, 4.414, 0.793, 2.426], 2e-3);
    assert!(
        found
            .standard_errors
            .unwrap()
            .iter()
            .all(|e| *e > 0.0 && *e < 1.0)
    );
}

#[test]
fn fits_the_modified_model_to_cdnow_as_its_peers() {
    let Some(text) = vector("cdnow_sample_summary.csv") else {
        return;
    };
    let fit = mbgnbd::fit(&Histories::new(&histories(&text)), Prior::None);
    params_close(
        fit.params().unwrap(),
        [0.524838, 6.182988, 0.891356, 1.614],
        1e-3,
    );
}

#[test]
fn fits_the_simulated_shop_as_the_best_of_the_peers() {
    let peers = json(&fixture("clv_sim.json"));
    let rows = Histories::new(&histories(&fixture("sim_open.csv")));
    let found = bgnbd::fit(&rows, Prior::None).estimate.unwrap();
    let best = &peers["fits"]["scipy_multistart_bgnbd"];
    params_close(found.params, numbers(best, NAMES), 1e-4);
    assert!(found.loglik >= number(&best["LL"]) - 1e-6);
    let modified = mbgnbd::fit(&rows, Prior::None).params().unwrap();
    params_close(
        modified,
        numbers(&peers["fits"]["lifetimes"]["mbgnbd"], NAMES),
        1e-3,
    );
}

#[test]
fn agrees_with_fifty_digits_at_random_and_extreme_points() {
    let points = json(&fixture("pointwise_bgnbd_pnbd.json"));
    for point in points["points"].as_array().unwrap() {
        let params = Params::from_array([0, 1, 2, 3].map(|i| number(&point["bg"][i])));
        let history = history_of(point);
        let loglik = number(&point["bg_loglik"]);
        let got = bgnbd::log_likelihood(params, &Histories::new(&[history]));
        assert!(
            (got - loglik).abs() <= 1e-9 * loglik.abs().max(1.0),
            "{got} for {point}"
        );
        close(
            bgnbd::p_alive(params, history),
            number(&point["bg_p_alive"]),
            1e-9,
        );
        close(
            bgnbd::expected(params, history, number(&point["t"])),
            number(&point["bg_cet"]),
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
            bgnbd::p_alive(PUBLISHED, history),
            number(&row["bg_p_alive"]),
            1e-8,
        );
        close(
            bgnbd::expected(PUBLISHED, history, 39.0),
            number(&row["bg_expected"]),
            1e-8,
        );
    }
    let example = bgnbd::expected(
        PUBLISHED,
        History {
            x: 2,
            tx: 30.43,
            t: 38.86,
        },
        39.0,
    );
    assert!((example - 1.226).abs() < 5e-4);
}

#[test]
fn expects_of_new_customers_what_the_paper_tabulates() {
    let Some(text) = vector("clv_cdnow.json") else {
        return;
    };
    let table = &json(&text)["published"]["bg_unconditional_E_X_t"];
    let fitted = Params {
        r: 0.242593,
        alpha: 4.413532,
        a: 0.792886,
        b: 2.425752,
    };
    for i in 0..6 {
        let t = number(&table["t"][i]);
        close(
            bgnbd::expected_new(PUBLISHED, t),
            number(&table["computed_at_published_params"][i]),
            1e-8,
        );
        let published = number(&table["expected"][i]);
        assert!((bgnbd::expected_new(fitted, t) - published).abs() <= 1e-3 * published.max(0.1));
    }
}

#[test]
fn a_one_time_buyer_is_only_doubted_by_the_modified_model() {
    let once = History {
        x: 0,
        tx: 0.0,
        t: 38.86,
    };
    assert_eq!(bgnbd::p_alive(PUBLISHED, once), 1.0);
    let doubted = mbgnbd::p_alive(
        Params {
            r: 0.525,
            alpha: 6.183,
            a: 0.891,
            b: 1.614,
        },
        once,
    );
    assert!(doubted > 0.2 && doubted < 0.6);
}

#[test]
fn does_not_depend_on_the_unit_of_time_or_the_order_of_rows() {
    let weeks = histories(&fixture("sim_open.csv"));
    let days: Vec<History> = weeks
        .iter()
        .rev()
        .map(|h| History {
            tx: h.tx * 7.0,
            t: h.t * 7.0,
            ..*h
        })
        .collect();
    for fit in [bgnbd::fit, mbgnbd::fit] {
        let (a, b) = (
            fit(&Histories::new(&weeks), Prior::None),
            fit(&Histories::new(&days), Prior::None),
        );
        let (a, b) = (a.params().unwrap(), b.params().unwrap());
        params_close(
            Params {
                alpha: b.alpha / 7.0,
                ..b
            },
            a.to_array(),
            1e-6,
        );
    }
}

#[test]
fn never_fails_on_the_edge_cases() {
    let cases = json(&fixture("edge_cases.json"));
    let want = [
        ("one_time_buyers_only", Status::NotIdentifiable),
        ("single_customer", Status::TooFew),
        ("three_customers", Status::TooFew),
        ("all_identical", Status::WeaklyIdentified),
    ];
    for (case, (name, status)) in cases["fit_cases"].as_array().unwrap().iter().zip(want) {
        assert_eq!(case["name"], name);
        let rows: Vec<History> = (0..case["x"].as_array().unwrap().len())
            .map(|i| History {
                x: number(&case["x"][i]) as u32,
                tx: number(&case["tx"][i]),
                t: number(&case["T"][i]),
            })
            .collect();
        for fit in [bgnbd::fit, mbgnbd::fit] {
            let fit = fit(&Histories::new(&rows), Prior::None);
            assert_eq!(fit.status, status, "{name}");
            assert_eq!(fit.estimate.is_some(), status.has_estimate());
        }
    }
}

#[test]
fn a_weak_prior_settles_what_the_data_leave_open() {
    let rows = Histories::new(
        &[History {
            x: 3,
            tx: 20.0,
            t: 30.0,
        }; 40],
    );
    let fit = bgnbd::fit(&rows, Prior::Weak);
    assert_eq!(fit.status, Status::Ok);
    let found = fit.estimate.unwrap();
    let (low, high) = found
        .interval(|p| {
            bgnbd::expected(
                p,
                History {
                    x: 3,
                    tx: 20.0,
                    t: 30.0,
                },
                30.0,
            )
        })
        .unwrap();
    assert!(low > 0.5 && high < 8.0 && low < high, "{low} {high}");
}
