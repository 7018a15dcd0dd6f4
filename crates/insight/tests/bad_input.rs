//! Files as they come: each kind of bad input has a clear message or a status, and no bytes at all bring the door down.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use proptest::prelude::*;
use quen_insight::cli::{CliError, run};
use serde_json::{Value, json};
use std::fmt::Write;

/// Every method that reads a table, with a small table it understands.
const TABLES: [(&str, &str); 18] = [
    (
        "summary",
        "customer_id,date,amount\na,2024-01-05,10\na,2024-02-05,20\nb,2024-01-07,5\n",
    ),
    (
        "rfm",
        "customer_id,day,cents\n1,19700,250000\n2,19690,100000\n2,19720,50000\n",
    ),
    (
        "bgnbd",
        "id,x,tx,T\n1,2,30.4,38.9\n2,1,1.7,38.9\n3,0,0,38.9\n",
    ),
    (
        "mbgnbd",
        "id,x,tx,T\n1,2,30.4,38.9\n2,1,1.7,38.9\n3,0,0,38.9\n",
    ),
    (
        "pnbd",
        "id,x,tx,T\n1,2,30.4,38.9\n2,1,1.7,38.9\n3,0,0,38.9\n",
    ),
    ("gammagamma", "id,x,m\n1,2,22.4\n2,1,11.8\n3,0,0\n"),
    (
        "clv",
        "id,x,tx,T,m\n1,2,30.4,38.9,22.4\n2,1,1.7,38.9,11.8\n3,0,0,38.9,0\n",
    ),
    ("bgbb", "x,tx,n,count\n2,4,6,10\n0,0,6,20\n1,1,6,5\n"),
    (
        "cohorts",
        "customer_id,date,amount\na,2024-01-05,10\na,2024-02-05,20\nb,2024-01-07,5\n",
    ),
    ("survival", "time,event,group\n6,1,x\n7,0,y\n9,1,x\n"),
    ("cox", "time,event,age\n6,1,40\n7,0,51\n9,1,33\n"),
    ("basket", "order_id,item\n1,bread\n1,milk\n2,milk\n"),
    ("nps", "score\n9\n10\n3\n"),
    ("csat", "score\n5\n4\n1\n"),
    ("ces", "score\n7\n6\n2\n"),
    ("forecast", "value\n3\n5\n4\n6\n"),
    ("propensity", "left,months\n1,3\n0,20\n0,11\n"),
    (
        "profit",
        "customer_id,revenue_cents,profit_cents\na,100,20\nb,50,-5\n",
    ),
];

fn ask(method: &str, input: &str) -> Value {
    run(method, input.as_bytes(), &json!({})).unwrap()
}

fn message(method: &str, input: &str) -> String {
    match run(method, input.as_bytes(), &json!({})) {
        Err(CliError::Input(text)) => text,
        other => panic!("{method}: {other:?} is no refusal of the input"),
    }
}

/// What stands under these names are words of the file, which may say anything.
const WORDS_OF_THE_FILE: [&str; 7] = [
    "id",
    "customer_id",
    "order_id",
    "group",
    "items",
    "if",
    "then",
];

/// An answer has a status and every number in it is one.
fn sound(answer: &Value) {
    assert!(answer["status"].is_string(), "{answer}");
    assert!(numbers_are_numbers(answer), "{answer}");
}

/// Does no number stand there as a word, such as `NaN`?
fn numbers_are_numbers(value: &Value) -> bool {
    match value {
        Value::String(word) => {
            word.parse().is_ok_and(f64::is_finite) || word.parse::<f64>().is_err()
        }
        Value::Array(all) => all.iter().all(numbers_are_numbers),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !WORDS_OF_THE_FILE.contains(&name.as_str()))
            .all(|(_, value)| numbers_are_numbers(value)),
        _ => true,
    }
}

#[test]
fn a_missing_column_is_named_by_every_method() {
    for (method, table) in TABLES {
        sound(&ask(method, table));
        let (header, rows) = table.split_once('\n').unwrap();
        let needed = header.split(',').filter(|name| {
            // Without these the rows are numbered, weigh one, or are one group; scores also stand alone on their lines.
            !["id", "count", "group", "age", "score", "value", "months"].contains(name)
        });
        for name in needed {
            let renamed = header.replacen(name, "else", 1);
            if (method, name) == ("basket", "order_id") || (method, name) == ("basket", "item") {
                // Then it is a list of baskets, one a line.
                sound(&ask(method, &format!("{renamed}\n{rows}")));
                continue;
            }
            if (method, name) == ("propensity", "left") {
                continue; // The first column is the label whatever its name.
            }
            let said = message(method, &format!("{renamed}\n{rows}"));
            assert!(
                said.contains(name) || said.contains("column"),
                "{method} without {name}: {said}"
            );
        }
    }
    assert!(message("summary", "").contains("empty"));
}

#[test]
fn dates_that_are_not_dates_are_named_with_their_row() {
    for wrong in [
        "yesterday",
        "2024-02-30",
        "2024-13-01",
        "31/12/2024",
        "99999999999",
        "",
        "12.5",
    ] {
        for method in ["summary", "rfm", "cohorts"] {
            let table = format!("customer_id,date,amount\na,2024-01-05,10\nb,{wrong},5\n");
            let said = message(method, &table);
            assert!(
                said.starts_with("row 3, column \"date\""),
                "{method} {wrong:?}: {said}"
            );
        }
    }
}

#[test]
fn amounts_that_are_no_amounts_are_named_with_their_row() {
    for wrong in ["ten", "1.250.000", "NaN", "inf", "1e300", ""] {
        for method in ["summary", "rfm", "cohorts"] {
            let table = format!("customer_id,date,amount\na,2024-01-05,10\nb,2024-01-05,{wrong}\n");
            let said = message(method, &table);
            assert!(
                said.starts_with("row 3, column \"amount\""),
                "{method} {wrong:?}: {said}"
            );
        }
    }
}

#[test]
fn negative_amounts_are_refunds_and_negative_times_are_refused() {
    let refunds = "customer_id,date,amount\na,2024-01-05,10\na,2024-01-05,-10\na,2024-02-05,30\na,2024-02-06,-5\nb,2024-01-07,-8\n";
    let rows = ask("summary", refunds)["rows"].clone();
    // The first order is taken back, the second less its refund stays; who only got money back has never bought.
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!(
        (&rows[0]["customer_id"], &rows[0]["x"]),
        (&json!("a"), &json!(0))
    );
    assert_eq!(ask("rfm", refunds)["rows"][0]["monetary_cents"], 2500);
    for (method, table, column) in [
        ("bgnbd", "id,x,tx,T\n1,1,-3,4\n", "tx"),
        ("pnbd", "id,x,tx,T\n1,1,3,-4\n", "T"),
        ("survival", "time,event\n-1,1\n", "time"),
        ("cox", "time,event,x\n-1,1,2\n", "time"),
    ] {
        let said = message(method, table);
        assert!(
            said.starts_with(&format!("row 2, column \"{column}\"")),
            "{method}: {said}"
        );
    }
}

#[test]
fn orders_of_the_future_are_left_out_and_counted() {
    let table = "customer_id,date,amount\na,2024-01-05,10\na,2031-01-05,20\nb,2030-06-01,5\n";
    for method in ["summary", "rfm"] {
        let options = json!({"as_of": "2024-06-30"});
        let answer = run(method, table.as_bytes(), &options).unwrap();
        assert_eq!(answer["rows"].as_array().unwrap().len(), 1, "{method}");
        assert_eq!(answer["future_rows_ignored"], 2, "{method}");
    }
    let cohorts = run("cohorts", table.as_bytes(), &json!({"as_of": "2024-06-30"})).unwrap();
    assert_eq!(cohorts["cohorts"].as_array().unwrap().len(), 1);
}

#[test]
fn one_customer_is_too_few_and_says_so() {
    for (method, table) in [
        ("bgnbd", "id,x,tx,T\n1,2,30.4,38.9\n"),
        ("mbgnbd", "id,x,tx,T\n1,2,30.4,38.9\n"),
        ("pnbd", "id,x,tx,T\n1,2,30.4,38.9\n"),
        ("gammagamma", "id,x,m\n1,2,22.4\n"),
        ("clv", "id,x,tx,T,m\n1,2,30.4,38.9,22.4\n"),
        ("bgbb", "x,tx,n,count\n2,4,6,1\n"),
        ("cox", "time,event,age\n6,1,40\n"),
        ("propensity", "left,months\n1,3\n"),
        ("forecast", "value\n3\n"),
    ] {
        let answer = ask(method, table);
        assert_eq!(answer["status"], "too_few", "{method}: {answer}");
        assert!(
            answer["reason"].as_str().unwrap().starts_with("insight-"),
            "{method}"
        );
    }
    // What only counts, counts one.
    let order = "customer_id,date,amount\na,2024-01-05,10\n";
    assert_eq!(ask("summary", order)["rows"].as_array().unwrap().len(), 1);
    assert_eq!(ask("rfm", order)["rows"].as_array().unwrap().len(), 1);
    assert_eq!(ask("cohorts", order)["cohorts"][0]["size"], 1);
    // With parameters given, one customer can be scored.
    let params = json!({"params": {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}});
    let scored = run("bgnbd", b"id,x,tx,T\n1,2,30.43,38.86\n", &params).unwrap();
    assert_eq!(scored["status"], "ok");
}

#[test]
fn identical_customers_have_a_status_and_finite_numbers() {
    let many = |header: &str, row: &str| format!("{header}\n{}", format!("{row}\n").repeat(500));
    for (method, table) in [
        ("bgnbd", many("x,tx,T", "3,20,30")),
        ("mbgnbd", many("x,tx,T", "3,20,30")),
        ("pnbd", many("x,tx,T", "3,20,30")),
        ("gammagamma", many("x,m", "3,20")),
        ("clv", many("x,tx,T,m", "3,20,30,20")),
        ("bgbb", many("x,tx,n,count", "3,5,6,1")),
        ("cox", many("time,event,age", "6,1,40")),
        ("propensity", many("left,months", "1,3")),
    ] {
        let answer = ask(method, &table);
        sound(&answer);
        let status = answer["status"].as_str().unwrap();
        assert!(
            ["weakly_identified", "not_identifiable"].contains(&status),
            "{method} is sure of identical customers: {answer}"
        );
        assert!(
            answer["reason"].as_str().unwrap().starts_with("insight-"),
            "{method}"
        );
    }
}

#[test]
fn a_million_one_time_buyers_cannot_be_modelled_and_say_why() {
    let mut table = String::with_capacity(12_000_000);
    table.push_str("x,tx,T\n");
    for n in 0..1_000_000 {
        writeln!(table, "0,0,{}", n % 400).unwrap();
    }
    let answer = ask("bgnbd", &table);
    assert_eq!(answer["status"], "not_identifiable");
    assert_eq!(answer["reason"], "insight-no-repeaters");
}

#[test]
fn thousands_of_orders_and_a_century_give_finite_numbers() {
    let mut table = String::from("id,x,tx,T,m\n");
    for n in 0..200 {
        let (x, age) = (n * 40, 36_500 - 3 * n);
        let (tx, m) = if x == 0 {
            (0, 0)
        } else {
            (age - n, 20 + n % 30)
        };
        writeln!(table, "{n},{x},{tx},{age},{m}").unwrap();
    }
    for method in ["bgnbd", "mbgnbd", "pnbd", "clv", "gammagamma"] {
        let answer = run(
            method,
            table.as_bytes(),
            &json!({"score": true, "unit": "day"}),
        )
        .unwrap();
        sound(&answer);
        let rows = answer["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 200, "{method}: {}", answer["status"]);
        for row in rows {
            for (name, value) in row.as_object().unwrap() {
                assert!(
                    value.as_f64().is_some_and(|v| v.is_finite() && v >= 0.0),
                    "{method} {name}: {row}"
                );
            }
            let chance = row.get("p_alive").map_or(1.0, |p| p.as_f64().unwrap());
            assert!(chance <= 1.0, "{method}: {row}");
        }
    }
}

/// What a cell of a broken file holds.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (-9..400_i64).prop_map(|v| v.to_string()),
        2 => (-1e3..1e3_f64).prop_map(|v| format!("{v:.3}")),
        2 => Just("2024-02-29".to_owned()),
        1 => Just(String::new()),
        1 => prop::sample::select(vec!["1e308", "-1e308", "NaN", "inf", "9223372036854775807", "-0", "\"", "0x1F", "½", "1,5"]).prop_map(str::to_owned),
        1 => "[\\PC\\x00\t\r\";|]{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// A good file with some bytes changed, lost or doubled.
    #[test]
    fn no_broken_file_brings_the_door_down(
        method in 0..TABLES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..6),
    ) {
        let (name, table) = TABLES[method];
        let mut bytes = table.as_bytes().to_vec();
        for (at, byte, kind) in changes {
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
            if bytes.is_empty() {
                break;
            }
        }
        if let Ok(answer) = run(name, &bytes, &json!({"score": true})) {
            sound(&answer);
        }
    }

    /// The right header over any cells.
    #[test]
    fn no_cells_bring_the_door_down(method in 0..TABLES.len(), cells in prop::collection::vec(cell(), 0..90)) {
        let (name, table) = TABLES[method];
        let header = table.lines().next().unwrap();
        let width = header.split(',').count();
        let rows: Vec<String> = cells.chunks(width).map(|row| row.join(",")).collect();
        let table = format!("{header}\n{}\n", rows.join("\n"));
        if let Ok(answer) = run(name, table.as_bytes(), &json!({"score": true})) {
            sound(&answer);
        }
    }

    /// Any bytes at all.
    #[test]
    fn no_bytes_bring_the_door_down(method in 0..TABLES.len(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(answer) = run(TABLES[method].0, &bytes, &json!({})) {
            sound(&answer);
        }
    }
}
