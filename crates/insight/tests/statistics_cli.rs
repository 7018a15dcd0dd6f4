//! The statistics methods of `quen insight` as a caller sees them: choices, statuses, refusals, and any input at all.

mod statistics_vectors;

use proptest::prelude::*;
use quen_insight::cli::{self, CliError};
use serde_json::{Value, json};
use statistics_vectors::{assert_close, run};

#[test]
fn a_rule_on_the_threshold_is_kept() {
    let got = run(
        "basket",
        "a|b\na|b\na|b\na|b\na\n",
        json!({"min_support": 0.8, "min_confidence": 0.8}),
    );
    assert_eq!(got["rules"].as_array().unwrap().len(), 2);
    assert_eq!(got["rules"][1]["conviction"], Value::Null);
}

#[test]
fn forecasts_by_name_and_by_choice() {
    let values: String = (0..48)
        .map(|i| format!("{}\n", 100 + i + (i % 12) * 3))
        .collect();
    let chosen = run(
        "forecast",
        &format!("value\n{values}"),
        json!({"season": 12, "horizon": 6}),
    );
    assert_eq!(
        (&chosen["status"], chosen["mean"].as_array().unwrap().len()),
        (&json!("ok"), 6)
    );
    assert!(chosen["mase"].as_f64().unwrap() <= chosen["tried"]["snaive"].as_f64().unwrap());
    let bare = run("forecast", &values, json!({"season": 12, "horizon": 6}));
    assert_eq!(bare, chosen);
    let given = run(
        "forecast",
        "3\n5\n4\n",
        json!({"method": "ses", "alpha": 0.3}),
    );
    assert_close(
        &given,
        &json!({"level": 3.72, "sse": 4.16, "fitted_last": 3.6, "mean": vec![3.72; 12]}),
        1e-12,
        0.0,
        "ses",
    );
    let short = run("forecast", "1\n2\n", json!({}));
    assert_eq!(short["status"], "too_few");
    let wrong = cli::run("forecast", b"1\nx\n", &json!({})).unwrap_err();
    assert_eq!(
        wrong,
        CliError::Input("row 2: \"x\" is not a number".into())
    );
    assert!(matches!(
        cli::run("forecast", b"1\n", &json!({"method": "magic"})),
        Err(CliError::Usage(_))
    ));
}

#[test]
fn separated_and_collinear_classes_are_said_so() {
    let separated: String = (0..20)
        .map(|i| format!("{},{i}\n", u8::from(i >= 10)))
        .collect();
    let got = run("propensity", &format!("y,x\n{separated}"), json!({}));
    assert_eq!(
        (&got["status"], &got["reason"]),
        (&json!("weakly_identified"), &json!("insight-separated"))
    );
    assert_eq!(got["auc"], 1);
    let twice: String = (0..20).map(|i| format!("{},{i},{i}\n", i % 2)).collect();
    let got = run("propensity", &format!("y,x,z\n{twice}"), json!({}));
    assert_eq!(
        (&got["status"], &got["reason"]),
        (&json!("weakly_identified"), &json!("insight-collinear"))
    );
    let one = run(
        "propensity",
        &format!("y,x\n{}", "1,2\n".repeat(20)),
        json!({}),
    );
    assert_eq!(
        (&one["status"], &one["reason"]),
        (&json!("not_identifiable"), &json!("insight-one-class"))
    );
    let runaway: String = (0..20)
        .map(|i| format!("{i},{},{}\n", u8::from(i >= 10), u8::from(i >= 10)))
        .collect();
    let got = run("cox", &format!("time,event,x\n{runaway}"), json!({}));
    assert_eq!(got["status"], "weakly_identified");
}

#[test]
fn wrong_input_is_named() {
    let message = |method: &str, input: &str| match cli::run(method, input.as_bytes(), &json!({})) {
        Err(CliError::Input(message)) => message,
        other => format!("{other:?}"),
    };
    assert_eq!(
        message("survival", "time,event\n1,2\n"),
        "row 2, column \"event\": \"2\" is not 0 or 1"
    );
    assert_eq!(
        message("survival", "time,event\n-1,1\n"),
        "row 2, column \"time\": must not be negative"
    );
    assert_eq!(
        message("cox", "time,x\n1,2\n"),
        "no column \"event\"; the header has time, x"
    );
    assert_eq!(
        message(
            "ab",
            "{\"conv_a\": 5, \"n_a\": 3, \"conv_b\": 0, \"n_b\": 1}"
        ),
        "\"conv_a\" must not exceed \"n_a\""
    );
    assert_eq!(
        message("nps", "score\n11\n"),
        "answer 1: 11 is not between 0 and 10"
    );
    assert!(message("retention", "{").starts_with("not JSON"));
    assert!(matches!(
        cli::run("magic", b"", &json!({})),
        Err(CliError::Usage(_))
    ));
}

const METHODS: [&str; 12] = [
    "cohorts",
    "survival",
    "cox",
    "basket",
    "ab",
    "nps",
    "csat",
    "ces",
    "forecast",
    "propensity",
    "retention",
    "profit",
];

const HEADERS: [&str; 8] = [
    "time,event,group,x",
    "customer_id,date,amount",
    "customer_id,revenue_cents,profit_cents",
    "score,count",
    "value",
    "y,x,z",
    "order_id,item",
    "",
];

fn no_lost_number(value: &Value) -> bool {
    !value.to_string().contains("NaN") && !value.to_string().contains("inf")
}

proptest! {
    #[test]
    fn any_bytes_are_answered_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..160), method in 0..METHODS.len()) {
        if let Ok(answer) = cli::run(METHODS[method], &bytes, &json!({})) {
            prop_assert!(answer["status"].is_string() && no_lost_number(&answer));
        }
    }

    #[test]
    fn any_table_is_answered_or_refused(
        rows in prop::collection::vec(prop::collection::vec(prop_oneof![
            Just("0".to_owned()), Just("1".to_owned()), Just("1e308".to_owned()), Just(String::new()),
            Just("9223372036854775807".to_owned()), Just("2024-02-29".to_owned()), (-9..20i32).prop_map(|v| v.to_string()),
        ], 1..5), 0..30),
        header in 0..HEADERS.len(),
        method in 0..METHODS.len(),
    ) {
        let rows: Vec<String> = rows.into_iter().map(|cells| cells.join(",")).collect();
        let input = format!("{}\n{}", HEADERS[header], rows.join("\n"));
        if let Ok(answer) = cli::run(METHODS[method], input.as_bytes(), &json!({"season": 3})) {
            prop_assert!(answer["status"].is_string() && no_lost_number(&answer));
        }
    }

    #[test]
    fn any_counts_are_compared(a in 0u64..1 << 50, b in 0u64..300, n in 0u64..300) {
        let input = json!({"conv_a": a / 2, "n_a": a, "conv_b": b.min(n), "n_b": n});
        let answer = run("ab", &input.to_string(), json!({"conf": 0.9}));
        prop_assert!(no_lost_number(&answer));
        if answer["status"] == "ok" {
            let varies = !answer["z_pooled"].is_null();
            prop_assert!(!varies || answer.as_object().unwrap().values().all(|value| !value.is_null()));
        }
    }
}
