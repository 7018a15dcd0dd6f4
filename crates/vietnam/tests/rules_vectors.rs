//! Every vector of money, calendars, papers, payments and message law through the door `locale::answer`.
//! A line goes in without its answer keys, so an echo of the input cannot pass.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of a test may fail like the test"
)]

use quen_vietnam::locale::answer;
use serde_json::Value;

/// Section and its answer keys. `why` and `note` are free text: they are taken away and not compared.
const SECTIONS: &[(&str, &[&str])] = &[
    ("money.words", &["words", "invoice", "south_variant"]),
    (
        "money.format",
        &["symbol_nbsp", "invoice_plain", "suffix_d"],
    ),
    ("money.parse", &["n"]),
    ("money.chan", &["expect"]),
    ("money.invoice_totals", &["expect"]),
    ("money.vat_rate_by_date", &["expect_rate"]),
    (
        "calendar.solar_to_lunar",
        &["lunar_day", "lunar_month", "lunar_year", "leap"],
    ),
    ("calendar.lunar_to_solar", &["solar"]),
    ("calendar.birthdays", &["celebrate"]),
    ("calendar.business_days", &["expect"]),
    ("calendar.vn_vs_china", &["vn", "cn"]),
    (
        "tax_and_invoice_ids.tax_code",
        &["kind", "valid", "normalized", "check"],
    ),
];

#[test]
fn every_vector_is_answered_as_written() {
    for (section, answer_keys) in SECTIONS {
        let vectors = vectors(section);
        assert!(!vectors.is_empty(), "{section}");
        for vector in vectors {
            check(section, answer_keys, &vector);
        }
    }
}

fn check(section: &str, answer_keys: &[&str], vector: &Value) {
    let mut question = vector.as_object().unwrap().clone();
    question.retain(|key, _| !answer_keys.contains(&key.as_str()) && key != "why" && key != "note");
    let given = answer(section, &Value::Object(question))
        .unwrap_or_else(|error| panic!("{section} {vector}: {error}"));
    for key in answer_keys {
        if let Some(expected) = vector.get(key) {
            assert_eq!(
                given.get(key),
                Some(expected),
                "{section} {key} of {vector}"
            );
        }
    }
    // Wrong answers in the line change nothing.
    let mut spoilt = vector.as_object().unwrap().clone();
    for key in answer_keys {
        spoilt.insert((*key).to_owned(), Value::from("wrong"));
    }
    let again = answer(section, &Value::Object(spoilt)).unwrap();
    for key in answer_keys {
        assert_eq!(
            again.get(key),
            given.get(key),
            "{section} {key} of {vector}"
        );
    }
}

#[test]
fn tet_of_a_year_and_of_many() {
    let all = &file("calendar")["vectors"]["tet"];
    assert_eq!(&answer("calendar.tet", all).unwrap(), all);
    for (year, date) in all.as_object().unwrap() {
        let year: i32 = year.parse().unwrap();
        let given = answer("calendar.tet", &serde_json::json!({ "year": year })).unwrap();
        assert_eq!(&given["solar"], date);
    }
}

fn vectors(section: &str) -> Vec<Value> {
    let (name, part) = section.split_once('.').unwrap();
    file(name)["vectors"][part]
        .as_array()
        .cloned()
        .unwrap_or_default()
}

fn file(name: &str) -> Value {
    let path = format!("{}/tests/vectors/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}
