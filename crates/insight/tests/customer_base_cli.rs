//! The customer-base methods as `quen insight` runs them: text in, one JSON object out.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod customer_base_reference;

use customer_base_reference::{close, column, fixture, json, number, vector};
use quen_insight::cli::{CliError, run};
use serde_json::{Value, json};

fn ask(method: &str, input: &str, options: Value) -> Value {
    run(method, input.as_bytes(), &options).unwrap()
}

fn refusal(method: &str, input: &str, options: Value) -> CliError {
    run(method, input.as_bytes(), &options).unwrap_err()
}

/// The transactions of an edge case as the CSV a shop would have.
fn transactions(case: &Value) -> String {
    let line = |row: &Value| format!("{},{},{}\n", row[0], row[1].as_str().unwrap(), row[2]);
    let lines: String = case["transactions"]
        .as_array()
        .unwrap()
        .iter()
        .map(line)
        .collect();
    format!("customer_id,date,amount\n{lines}")
}

fn edge_case(name: &str) -> (String, Value) {
    let cases = json(&fixture("edge_cases.json"));
    let case = cases["summary_cases"]
        .as_array()
        .unwrap()
        .iter()
        .find(|case| case["name"] == name)
        .unwrap()
        .clone();
    (
        transactions(&case),
        json!({"as_of": case["as_of"], "unit": "day"}),
    )
}

#[test]
fn same_day_orders_are_one_occasion() {
    let (text, options) = edge_case("same_day_orders");
    assert_eq!(
        ask("summary", &text, options)["rows"],
        json!([
            {"customer_id": 1, "x": 1, "tx": 31, "T": 181, "m": 25},
            {"customer_id": 2, "x": 0, "tx": 0, "T": 121, "m": 0},
        ])
    );
}

#[test]
fn orders_of_the_future_do_not_exist_yet() {
    let (text, options) = edge_case("future_dated");
    let answer = ask("summary", &text, options);
    assert_eq!(
        answer["rows"],
        json!([{"customer_id": 1, "x": 1, "tx": 121, "T": 181, "m": 30}])
    );
    assert_eq!(answer["future_rows_ignored"], 2);
}

#[test]
fn a_refund_nets_against_its_order() {
    let (text, options) = edge_case("refund_negative");
    let rows = &ask("summary", &text, options)["rows"];
    assert_eq!(
        *rows,
        json!([{"customer_id": 1, "x": 1, "tx": 91, "T": 181, "m": 80}])
    );
}

#[test]
fn free_orders_are_no_purchases_unless_counted() {
    let (text, mut options) = edge_case("zero_spend");
    assert_eq!(
        ask("summary", &text, options.clone())["rows"],
        json!([
            {"customer_id": 1, "x": 0, "tx": 0, "T": 121, "m": 0},
            {"customer_id": 2, "x": 0, "tx": 0, "T": 177, "m": 0},
        ])
    );
    options["zero_days"] = json!("count");
    assert_eq!(
        ask("summary", &text, options)["rows"],
        json!([
            {"customer_id": 1, "x": 2, "tx": 60, "T": 181, "m": 6},
            {"customer_id": 2, "x": 1, "tx": 31, "T": 177, "m": 0},
        ])
    );
}

#[test]
fn summarises_cdnow_as_lifetimes_when_free_orders_count() {
    let (Some(orders), Some(wanted)) = (
        vector("cdnow_sample_transactions.csv"),
        vector("cdnow_sample_summary.csv"),
    ) else {
        return;
    };
    let answer = ask(
        "summary",
        &orders,
        json!({"as_of": "1997-09-30", "zero_days": "count"}),
    );
    let rows = answer["rows"].as_array().unwrap();
    let [x, tx, t, m] = ["x", "tx", "T", "m"].map(|name| column(&wanted, name));
    assert_eq!(rows.len(), x.len());
    for (i, row) in rows.iter().enumerate() {
        assert_eq!(number(&row["x"]), x[i], "{row}");
        for (key, want) in [("tx", tx[i]), ("T", t[i]), ("m", m[i])] {
            assert!(
                (number(&row[key]) - want).abs() < 0.0051,
                "{row} {key} {want}"
            );
        }
    }
}

#[test]
fn scores_rfm_from_dates_or_days() {
    let (Some(orders), Some(wanted)) = (
        vector("cdnow_sample_transactions.csv"),
        vector("cdnow_sample_rfm_expected.csv"),
    ) else {
        return;
    };
    let answer = ask("rfm", &orders, json!({"as_of": "1998-06-30"}));
    let line = |row: &Value| {
        let cells: Vec<String> = row
            .as_object()
            .unwrap()
            .values()
            .map(Value::to_string)
            .collect();
        cells.join(",")
    };
    let rows: Vec<String> = answer["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(line)
        .collect();
    assert_eq!(rows, wanted.lines().skip(1).collect::<Vec<_>>());
    let small = "day,cents,customer_id\n10,500,b\n12,0,a\n11,-100,b\n";
    assert_eq!(
        ask("rfm", small, json!({"as_of": 20, "bins": 2}))["rows"],
        json!([{"customer_id": "b", "recency_days": 10, "frequency_days": 1, "monetary_cents": 400, "r": 1, "f": 1, "m": 1}])
    );
}

#[test]
fn fits_and_scores_with_the_shapes_of_the_contract() {
    let text = fixture("sim_open.csv");
    for (method, names) in [
        ("bgnbd", ["r", "alpha", "a", "b"]),
        ("mbgnbd", ["r", "alpha", "a", "b"]),
    ] {
        let answer = ask(method, &text, json!({"score": true}));
        assert_eq!(answer["status"], "ok");
        for part in ["params", "se"] {
            assert_eq!(
                answer[part].as_object().unwrap().keys().collect::<Vec<_>>(),
                names
            );
        }
        assert!(number(&answer["loglik"]) < -20_000.0);
        assert_eq!(answer["rows"].as_array().unwrap().len(), 3000);
        assert_eq!(answer["rows"][0]["id"], 1);
        let given = ask(method, &text, json!({"params": answer["params"]}));
        assert_eq!(given["rows"], answer["rows"]);
        assert!(ask(method, &text, json!({})).get("rows").is_none());
    }
}

#[test]
fn scores_single_customers_of_the_simulated_shop_as_fifty_digits() {
    let (text, reference) = (fixture("sim_open.csv"), json(&fixture("clv_sim.json")));
    let fits = &reference["fits"]["lifetimes"];
    let ask_with = |method: &str, params: &Value| {
        ask(
            method,
            &text,
            json!({"params": params, "score_horizon": 26}),
        )
    };
    let (bg, pn) = (
        ask_with("bgnbd", &fits["bgnbd"]),
        ask_with("pnbd", &fits["pnbd"]),
    );
    let mut params = fits["bgnbd"].clone();
    params
        .as_object_mut()
        .unwrap()
        .extend(fits["gg"].as_object().unwrap().clone());
    let value = ask_with("clv", &params);
    for customer in reference["customers"].as_array().unwrap() {
        let at = customer["id"].as_u64().unwrap() as usize - 1;
        for (answer, key, want) in [
            (&bg, "p_alive", "bg_p_alive"),
            (&bg, "expected", "bg_expected"),
            (&pn, "p_alive", "pn_p_alive"),
            (&pn, "expected", "pn_expected"),
            (&value, "expected_mean", "gg_expected_spend"),
            (&value, "clv", "bg_clv12"),
        ] {
            close(
                number(&answer["rows"][at][key]),
                number(&customer[want]),
                1e-8,
            );
        }
    }
}

#[test]
fn values_customers_end_to_end() {
    let answer = ask(
        "clv",
        &fixture("sim_open.csv"),
        json!({"months": 12, "unit": "week"}),
    );
    assert_eq!(answer["status"], "ok");
    assert_eq!(answer["params"].as_object().unwrap().len(), 7);
    let wanted = json(&fixture("clv_sim.json"));
    close(
        number(&answer["rows"][0]["clv"]),
        number(&wanted["customers"][0]["bg_clv12"]),
        1e-3,
    );
}

#[test]
fn fits_bgbb_under_either_set_of_names() {
    let Some(text) = vector("donations.csv") else {
        return;
    };
    let answer = ask("bgbb", &text, json!({}));
    assert!((number(&answer["loglik"]) + 33225.58127).abs() < 1e-4);
    let renamed = text.replace("frequency,recency,periods,weights", "x,tx,n,count");
    assert_eq!(ask("bgbb", &renamed, json!({})), answer);
}

#[test]
fn every_hopeless_sample_has_its_status() {
    let cases = json(&fixture("edge_cases.json"));
    let want = [
        "not_identifiable",
        "too_few",
        "too_few",
        "weakly_identified",
    ];
    for (case, want) in cases["fit_cases"].as_array().unwrap().iter().zip(want) {
        let rows = case["x"].as_array().unwrap().len();
        let line = |i: usize| {
            format!(
                "{i},{},{},{},{}\n",
                case["x"][i], case["tx"][i], case["T"][i], case["m"][i]
            )
        };
        let text = format!("id,x,tx,T,m\n{}", (0..rows).map(line).collect::<String>());
        for method in ["bgnbd", "mbgnbd", "pnbd", "gammagamma", "clv"] {
            let answer = ask(method, &text, json!({"score": true}));
            assert_eq!(answer["status"], want, "{method} {}", case["name"]);
            assert_eq!(
                answer["params"].is_object() && answer["loglik"].is_number(),
                want == "weakly_identified"
            );
            assert!(answer["reason"].as_str().unwrap().starts_with("insight-"));
        }
    }
}

#[test]
fn bad_input_names_row_and_column() {
    let message = |input: &str| match refusal("bgnbd", input, json!({})) {
        CliError::Input(text) => text,
        CliError::Usage(text) => panic!("{text} is no fault of the input"),
    };
    assert_eq!(
        message("id,x,tx,T\n1,2,3,4\n2,1,9,4\n"),
        "row 3, column \"T\": must not be less than tx"
    );
    assert_eq!(
        message("id,x,tx,T\n1,0,3,4\n"),
        "row 2, column \"tx\": must be 0 where x is 0"
    );
    assert_eq!(
        message("id,x,tx,T\n1,-1,3,4\n"),
        "row 2, column \"x\": is not a count from 0"
    );
    assert!(message("id,x,tx,T\n1,1.5,3,4\n").starts_with("row 2, column \"x\""));
    assert!(message("id,x,T\n1,1,3\n").contains("\"tx\""));
}

#[test]
fn wrong_options_are_wrong_usage() {
    let text = fixture("sim_open.csv");
    for (method, options) in [
        ("bgnbd", json!({"params": {"r": 1.0}})),
        (
            "bgnbd",
            json!({"params": {"r": -1, "alpha": 1, "a": 1, "b": 1}}),
        ),
        ("bgnbd", json!({"score_horizon": 0})),
        ("clv", json!({"model": "guess"})),
        ("clv", json!({"unit": "year"})),
        ("clv", json!({"discount": -2})),
    ] {
        assert!(
            matches!(refusal(method, &text, options), CliError::Usage(_)),
            "{method}"
        );
    }
    let orders = "customer_id,day,cents\n1,1,1\n";
    assert!(matches!(
        refusal("rfm", orders, json!({"bins": 0})),
        CliError::Usage(_)
    ));
    assert!(matches!(
        refusal("summary", orders, json!({"zero_days": "maybe"})),
        CliError::Usage(_)
    ));
}

#[test]
fn what_is_printed_row_by_row_is_the_answer() {
    for (method, options) in [
        ("bgnbd", json!({"score": true})),
        ("bgnbd", json!({})),
        ("gammagamma", json!({})),
        ("clv", json!({"months": 6})),
    ] {
        let text = fixture("sim_open.csv");
        let mut printed = Vec::new();
        quen_insight::cli::print(method, text.as_bytes(), &options, &mut printed).unwrap();
        let printed: Value = serde_json::from_slice(&printed).unwrap();
        assert_eq!(printed, ask(method, &text, options), "{method}");
    }
    let mut printed = Vec::new();
    quen_insight::cli::print("nps", b"score\n9\n3\n", &json!({}), &mut printed).unwrap();
    let printed: Value = serde_json::from_slice(&printed).unwrap();
    assert_eq!(printed, ask("nps", "score\n9\n3\n", json!({})));
}
