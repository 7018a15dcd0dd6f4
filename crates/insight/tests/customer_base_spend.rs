//! Gamma-Gamma, lifetime value and BG/BB against the published tables and peer programs.

mod customer_base_reference;

use customer_base_reference::{close, column, fixture, history_of, json, number, numbers, vector};
use quen_insight::bgbb::{self, Opportunities};
use quen_insight::bgnbd;
use quen_insight::clv::{Horizon, Purchases};
use quen_insight::gamma_gamma::{self, Params, Spend, Spends, spearman};
use quen_insight::optimise::Parameters;
use quen_insight::pnbd;
use quen_insight::status::Status;

const PUBLISHED: Params = Params {
    p: 6.25,
    q: 3.74,
    v: 15.44,
};

fn spends(text: &str) -> Vec<Spend> {
    column(text, "x")
        .iter()
        .zip(column(text, "m"))
        .map(|(x, mean)| Spend { x: *x as u32, mean })
        .collect()
}

#[test]
fn fits_cdnow_as_fader_hardie_lee_2005_published() {
    let Some(text) = vector("cdnow_sample_summary.csv") else {
        return;
    };
    let rows = spends(&text);
    let fit = gamma_gamma::fit(&Spends::new(&rows));
    assert_eq!(fit.status, Status::Ok);
    let found = fit.estimate.unwrap();
    assert!((found.loglik + 4055.923).abs() < 1e-3, "{}", found.loglik);
    for (got, want) in found
        .params
        .to_array()
        .iter()
        .zip([6.24880, 3.74459, 15.44775])
    {
        close(*got, want, 1e-4);
    }
    assert!((spearman(&rows).unwrap() - 0.206).abs() < 5e-4);
}

#[test]
fn fits_the_simulated_shop_as_its_peers_in_any_currency() {
    let peers = json(&fixture("clv_sim.json"));
    let rows = spends(&fixture("sim_open.csv"));
    let found = gamma_gamma::fit(&Spends::new(&rows)).params().unwrap();
    let want: [f64; 3] = numbers(&peers["fits"]["lifetimes"]["gg"], Params::NAMES);
    found
        .to_array()
        .iter()
        .zip(want)
        .for_each(|(g, w)| close(*g, w, 1e-3));
    let dong: Vec<Spend> = rows
        .iter()
        .rev()
        .map(|s| Spend {
            mean: s.mean * 25_000.0,
            ..*s
        })
        .collect();
    let in_dong = gamma_gamma::fit(&Spends::new(&dong)).params().unwrap();
    close(in_dong.v / 25_000.0, found.v, 1e-6);
    close(in_dong.p, found.p, 1e-6);
}

#[test]
fn many_customers_are_fitted_like_few() {
    let rows = spends(&fixture("sim_open.csv"));
    let few = gamma_gamma::fit(&Spends::new(&rows)).estimate.unwrap();
    let many = gamma_gamma::fit(&Spends::new(&rows.repeat(40)))
        .estimate
        .unwrap();
    few.params
        .to_array()
        .iter()
        .zip(many.params.to_array())
        .for_each(|(a, b)| close(b, *a, 1e-6));
    close(many.loglik, 40.0 * few.loglik, 1e-10);
}

#[test]
fn values_cdnow_customers_as_lifetimes_does() {
    let Some(text) = vector("clv_cdnow.json") else {
        return;
    };
    let bg = Purchases::BgNbd(bgnbd::Params {
        r: 0.243,
        alpha: 4.414,
        a: 0.793,
        b: 2.426,
    });
    let pn = Purchases::ParetoNbd(pnbd::Params {
        r: 0.553,
        alpha: 10.578,
        s: 0.606,
        beta: 11.669,
    });
    let reference = json(&text);
    for row in reference["customers_at_published_params"]
        .as_array()
        .unwrap()
    {
        let (history, mean) = (history_of(row), number(&row["m"]));
        let spend = gamma_gamma::expected_mean(PUBLISHED, history.x, mean).unwrap();
        close(spend, number(&row["gg_expected_spend"]), 1e-8);
        for (model, key) in [(bg, "bg_clv12"), (pn, "pn_clv12")] {
            close(
                model
                    .value(history, mean, PUBLISHED, Horizon::default())
                    .unwrap(),
                number(&row[key]),
                1e-8,
            );
        }
    }
}

#[test]
fn an_infinite_mean_is_no_number() {
    let wild = Params {
        p: 2.0,
        q: 0.8,
        v: 10.0,
    };
    assert_eq!(gamma_gamma::expected_mean(wild, 0, 0.0), None);
    assert!(gamma_gamma::expected_mean(wild, 1, 20.0).unwrap() > 0.0);
    assert_eq!(
        gamma_gamma::expected_mean(PUBLISHED, 3, f64::NAN),
        gamma_gamma::expected_mean(PUBLISHED, 0, 0.0)
    );
}

#[test]
fn equal_or_absent_values_have_a_status() {
    let same = gamma_gamma::fit(&Spends::new(&[Spend { x: 3, mean: 25.0 }; 40]));
    assert_eq!(same.status, Status::WeaklyIdentified);
    let shown = gamma_gamma::expected_mean(same.params().unwrap(), 3, 25.0).unwrap();
    close(shown, 25.0, 1e-3);
    assert_eq!(
        gamma_gamma::fit(&Spends::new(&[Spend { x: 0, mean: 0.0 }; 40])).status,
        Status::NotIdentifiable
    );
    assert_eq!(
        gamma_gamma::fit(&Spends::new(&[Spend { x: 1, mean: 5.0 }; 3])).status,
        Status::TooFew
    );
}

#[test]
fn fits_the_donors_of_fader_hardie_shang_2010() {
    let Some(text) = vector("bgbb_donations.json") else {
        return;
    };
    let reference = json(&text);
    let rows: Vec<(Opportunities, f64, f64)> = reference["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let count = |key: &str| number(&row[key]) as u32;
            let row_is = Opportunities {
                x: count("frequency"),
                tx: count("recency"),
                n: count("periods"),
                count: u64::from(count("weights")),
            };
            (
                row_is,
                number(&row["expected_next5"]),
                number(&row["p_alive_at_7"]),
            )
        })
        .collect();
    let donors: Vec<Opportunities> = rows.iter().map(|row| row.0).collect();
    let fit = bgbb::fit(&donors);
    let found = fit.estimate.unwrap();
    assert!(found.loglik >= -33225.58128, "{}", found.loglik);
    for (got, want) in found
        .params
        .to_array()
        .iter()
        .zip([1.20352, 0.749716, 0.656718, 2.783442])
    {
        close(*got, want, 1e-3);
    }
    let peer = bgbb::Params::from_array(numbers(&reference["lifetimes"], bgbb::Params::NAMES));
    close(
        bgbb::log_likelihood(peer, &donors),
        -33225.58127434613,
        1e-10,
    );
    for (row, expected, alive) in rows {
        close(bgbb::expected(peer, row, 5), expected, 1e-8);
        close(bgbb::p_alive(peer, row), alive, 1e-8);
    }
}
