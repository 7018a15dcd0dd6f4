//! Every statistics method of `quen insight` against the peers' numbers, at the tolerances of the reference files.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops where its data is not as expected"
)]

mod statistics_vectors;

use serde_json::{Map, Value, json};
use statistics_vectors::{assert_close, fixture, run, vector, vector_json};

/// The element without the keys that are answers.
fn given(element: &Value, keys: &[&str]) -> (String, Value) {
    let (mut inputs, mut answers) = (Map::new(), Map::new());
    for (key, value) in element.as_object().unwrap() {
        let part = if keys.contains(&key.as_str()) {
            &mut inputs
        } else {
            &mut answers
        };
        part.insert(key.clone(), value.clone());
    }
    (Value::Object(inputs).to_string(), Value::Object(answers))
}

#[test]
fn ab_tests_agree_with_the_peers() {
    let file = fixture("ab_tests.json");
    let parts: [(&str, &[&str]); 3] = [
        ("proportions", &["conv_a", "n_a", "conv_b", "n_b"]),
        ("means", &["a", "b"]),
        ("power", &["p1", "p2", "alpha", "power"]),
    ];
    for (list, keys) in parts {
        for (i, element) in file[list].as_array().unwrap().iter().enumerate() {
            let (input, mut wanted) = given(element, keys);
            let got = run("ab", &input, json!({}));
            assert_eq!(got["status"], "ok");
            if let Some(chance) = wanted
                .as_object_mut()
                .unwrap()
                .remove("bayes_p_b_gt_a_uniform_prior")
            {
                assert_close(
                    &got["bayes_p_b_gt_a_uniform_prior"],
                    &chance,
                    1e-9,
                    1e-7,
                    &format!("{list}[{i}] bayes"),
                );
            }
            assert_close(&got, &wanted, 1e-9, 1e-8, &format!("{list}[{i}]"));
        }
    }
}

#[test]
fn scores_agree_with_the_peers() {
    let file = fixture("nps_csat_ces.json");
    for case in file["nps"].as_array().unwrap() {
        let got = run("nps", &case["counts"].to_string(), json!({}));
        let mut wanted = json!({"score": case["nps"], "n": case["n"], "promoters": case["promoters"],
            "passives": case["passives"], "detractors": case["detractors"]});
        for (key, name) in [
            ("se", "se_population_var"),
            ("interval", "ci95_normal_population_var"),
            ("sample_interval", "ci95_statsmodels_zconfint_sample_var"),
            ("adjusted_interval", "adjusted_wald_T3_ci95"),
        ] {
            if case.get(name).is_some() {
                wanted[key] = case[name].clone();
            }
        }
        assert_close(&got, &wanted, 1e-9, 1e-9, "nps");
        // The same answers a line each.
        let counts = case["counts"].as_array().unwrap().iter().enumerate();
        let lines: String = counts
            .map(|(score, n)| format!("{score}\n").repeat(n.as_u64().unwrap() as usize))
            .collect();
        assert_eq!(run("nps", &lines, json!({})), got);
        assert_eq!(run("nps", &format!("score\n{lines}"), json!({})), got);
    }
    for case in file["csat"].as_array().unwrap() {
        let (input, _) = given(case, &["satisfied_4or5", "n"]);
        let wanted = json!({"score": case["csat"], "n": case["n"], "interval": case["wilson95"],
            "exact_interval": case["clopper95"], "agresti_coull_interval": case["agresti_coull95"]});
        assert_close(&run("csat", &input, json!({})), &wanted, 1e-9, 1e-9, "csat");
    }
    for case in file["ces"].as_array().unwrap() {
        let (input, _) = given(case, &["counts_1_to_7"]);
        let mut wanted =
            json!({"score": case["mean"], "n": case["n"], "top3box_pct": case["top3box_pct"]});
        wanted["interval"] = case["ci95_t"].clone();
        assert_close(&run("ces", &input, json!({})), &wanted, 1e-9, 1e-9, "ces");
    }
}

#[test]
fn retention_agrees_with_forty_digits() {
    let file = fixture("retention_economics.json");
    for (list, keys) in [
        ("cases", &["margin", "retention", "discount"][..]),
        ("profit_uplift_of_5pt_retention", &["r0", "r1", "i"][..]),
    ] {
        for element in file[list].as_array().unwrap() {
            let (input, wanted) = given(element, keys);
            assert_close(
                &run("retention", &input, json!({})),
                &wanted,
                0.0,
                1e-12,
                list,
            );
        }
    }
    for (discount, row) in file["published_table"].as_object().unwrap() {
        for (retention, multiple) in row.as_object().unwrap() {
            let input =
                format!("{{\"margin\": 1, \"retention\": {retention}, \"discount\": {discount}}}");
            let got = run("retention", &input, json!({}));
            assert_close(
                &got["margin_multiple"],
                multiple,
                0.005,
                0.0,
                "Gupta and Lehmann",
            );
        }
    }
    let endless = run(
        "retention",
        r#"{"margin": 100, "retention": 0.95, "discount": 0.02, "growth": 0.1}"#,
        json!({}),
    );
    assert_eq!(
        (&endless["status"], &endless["reason"]),
        (
            &json!("not_identifiable"),
            &json!("insight-retention-infinite")
        )
    );
    assert!(endless["clv_5_periods_first_now"].as_f64().unwrap() > 500.0);
}

#[test]
fn survival_agrees_with_lifelines_and_r() {
    let Some(file) = vector_json("survival.json") else {
        return;
    };
    let sets = [
        ("waltons", json!({"columns": {"time": "T", "event": "E"}})),
        (
            "lung",
            json!({"columns": {"event": "status", "group": "sex"}}),
        ),
    ];
    for (name, options) in sets {
        let got = run(
            "survival",
            &vector(&format!("{name}.csv")).unwrap(),
            options,
        );
        assert_eq!(got["status"], "ok");
        assert_curve(&got, &file[name]["km_all"], name);
        for (group, wanted) in file[name]["groups"].as_object().unwrap() {
            assert_curve(&got["groups"][group], wanted, &format!("{name} {group}"));
        }
        assert_close(&got["logrank"], &file[name]["logrank"], 0.0, 1e-8, name);
    }
}

fn assert_curve(got: &Value, wanted: &Value, at: &str) {
    let names = [
        ("n", "n"),
        ("timeline", "timeline"),
        ("at_risk", "at_risk"),
        ("events", "observed"),
        ("survival", "survival"),
        ("median", "median"),
        ("nelson_aalen", "nelson_aalen"),
        ("rmst_at_max", "rmst_at_max"),
    ];
    for (ours, theirs) in names {
        assert_close(
            &got[ours],
            &wanted[theirs],
            1e-12,
            1e-9,
            &format!("{at} {ours}"),
        );
    }
    assert_close(
        &got["lower"],
        &wanted["ci95_loglog"][0],
        1e-9,
        1e-8,
        &format!("{at} lower"),
    );
    assert_close(
        &got["upper"],
        &wanted["ci95_loglog"][1],
        1e-9,
        1e-8,
        &format!("{at} upper"),
    );
}

#[test]
fn cox_agrees_with_lifelines_and_r() {
    let (Some(file), Some(lung)) = (vector_json("survival.json"), vector("lung.csv")) else {
        return;
    };
    let got = run("cox", &lung, json!({"columns": {"event": "status"}}));
    assert_eq!(got["status"], "ok");
    // The peer stops its own climb about 4e-6 short of the top, where R and we meet.
    assert_close(&got, &file["lung"]["cox_efron"], 1e-6, 5e-6, "cox");
    let one = run(
        "cox",
        &lung,
        json!({"columns": {"event": "status"}, "covariates": ["age"]}),
    );
    assert_eq!(one["coef"].as_object().unwrap().len(), 1);
}

#[test]
fn cohorts_agree_with_the_database() {
    let Some(file) = vector_json("cohort_retention_cdnow_sample.json") else {
        return;
    };
    let got = run(
        "cohorts",
        &vector("cdnow_sample_transactions.csv").unwrap(),
        json!({}),
    );
    let sizes: Map<String, Value> = got["cohorts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cohort| {
            (
                cohort["cohort"].as_str().unwrap().to_owned(),
                cohort["size"].clone(),
            )
        })
        .collect();
    assert_eq!(Value::Object(sizes), file["size"]);
    let mut cells = 0;
    for cohort in got["cohorts"].as_array().unwrap() {
        for (k, active) in cohort["retained"].as_array().unwrap().iter().enumerate() {
            let wanted = file["cells"]
                .as_array()
                .unwrap()
                .iter()
                .find(|cell| cell["cohort"] == cohort["cohort"] && cell["k"] == json!(k));
            let wanted = wanted.unwrap();
            assert_eq!(
                (active, &cohort["revenue_cents"][k]),
                (&wanted["active"], &wanted["revenue_cents"])
            );
            assert_close(
                &cohort["retention"][k],
                &wanted["retention"],
                0.0,
                1e-12,
                "retention",
            );
            cells += 1;
        }
    }
    assert_eq!(cells, file["cells"].as_array().unwrap().len());
}

#[test]
fn baskets_agree_with_the_peer() {
    let Some(file) = vector_json("market_basket.json") else {
        return;
    };
    let baskets = vector("superstore_baskets.txt").unwrap();
    let options =
        json!({"min_support": file["min_support"], "min_confidence": file["min_confidence"]});
    let got = run("basket", &baskets, options.clone());
    assert_eq!(
        (&got["n_baskets"], &got["n_items"]),
        (&file["n_baskets"], &file["n_items"])
    );
    let mut have: Vec<Value> = got["itemsets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|set| json!([set["items"], set["count"]]))
        .collect();
    let mut wanted = file["itemsets_count"].as_array().unwrap().clone();
    have.sort_by_key(Value::to_string);
    wanted.sort_by_key(Value::to_string);
    assert_eq!(have, wanted);
    let rules = got["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 109);
    for wanted in file["rules_by_lift"].as_array().unwrap() {
        let rule = rules
            .iter()
            .find(|rule| rule["if"] == wanted["a"] && rule["then"] == wanted["c"])
            .unwrap();
        let wanted = json!({"support": wanted["support"], "confidence": wanted["confidence"], "lift": wanted["lift"],
            "leverage": wanted["leverage"], "conviction": wanted["conviction"]});
        assert_close(rule, &wanted, 1e-12, 1e-9, "rule");
    }
    let lifts: Vec<f64> = rules
        .iter()
        .map(|rule| rule["lift"].as_f64().unwrap())
        .collect();
    assert!(lifts.windows(2).all(|two| two[0] >= two[1]));
    let rows: String = baskets
        .lines()
        .enumerate()
        .flat_map(|(order, line)| line.split('|').map(move |item| format!("{order},{item}\n")))
        .collect();
    assert_eq!(
        run("basket", &format!("order_id,item\n{rows}"), options),
        got
    );
}

#[test]
fn propensity_agrees_with_the_peers() {
    let (Some(file), Some(telco)) = (
        vector_json("logit_propensity.json"),
        vector("telco_logit.csv"),
    ) else {
        return;
    };
    let got = run(
        "propensity",
        &telco,
        json!({"train": "even", "score": true}),
    );
    assert_eq!(got["status"], "ok");
    assert_close(&got["coef"], &file["coef"], 1e-6, 0.0, "coef");
    assert_close(&got["se"], &file["se"], 1e-6, 0.0, "se");
    assert_close(&got["loglik"], &file["loglik"], 0.0, 1e-9, "loglik");
    assert_close(&got["null_loglik"], &file["null_loglik"], 0.0, 1e-9, "null");
    let test = &file["test"];
    for key in [
        "auc",
        "brier",
        "logloss",
        "average_precision",
        "top_decile_lift",
    ] {
        assert_close(&got[key], &test[key], 1e-7, 0.0, key);
    }
    assert_close(
        &got["calibration_deciles"],
        &file["calibration_deciles"],
        1e-7,
        0.0,
        "deciles",
    );
    let first = Value::Array(got["rows"].as_array().unwrap()[..20].to_vec());
    assert_close(&first, &file["first20_test_probs"], 1e-7, 0.0, "chances");
}

#[test]
fn profit_agrees_with_the_peer() {
    let Some(file) = vector_json("superstore_profit_curve.json") else {
        return;
    };
    let got = run(
        "profit",
        &vector("superstore_customer_profit.csv").unwrap(),
        json!({}),
    );
    let mut wanted = file;
    for key in ["peer", "note"] {
        wanted.as_object_mut().unwrap().remove(key);
    }
    assert_close(&got, &wanted, 0.0, 1e-12, "profit");
}
