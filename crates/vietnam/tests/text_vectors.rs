//! Every vector of the text rules, asked the way `quen locale` asks: answer keys taken out, answers compared.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a broken vector file must fail the test"
)]

use quen_vietnam::locale;
use serde_json::{Map, Value};

fn load(file: &str) -> Value {
    let path = format!("{}/tests/vectors/{file}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn vectors<'a>(all: &'a Value, part: &str) -> &'a Vec<Value> {
    match part {
        "" => all["vectors"].as_array().unwrap(),
        part => all["vectors"][part].as_array().unwrap(),
    }
}

/// Asks with the keys of `given` only and wants the whole vector back; `note` is nobody's answer.
fn check(section: &str, vector: &Value, given: &[&str]) {
    let full = vector.as_object().unwrap();
    let asked: Map<String, Value> = full
        .iter()
        .filter(|(key, _)| given.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let answer = locale::answer(section, &Value::Object(asked)).unwrap();
    let answer = answer.as_object().unwrap();
    for (key, value) in full.iter().filter(|(key, _)| *key != "note") {
        assert_eq!(answer.get(key), Some(value), "{section} {key} of {vector}");
    }
    for key in answer.keys() {
        assert!(
            full.contains_key(key),
            "{section} answers {key} too: {vector}"
        );
    }
}

fn check_all(section: &str, file: &str, part: &str, given: &[&str]) {
    let all = load(file);
    let list = vectors(&all, part);
    assert!(!list.is_empty());
    for vector in list {
        check(section, vector, given);
    }
}

#[test]
fn phones() {
    check_all("phone", "phone", "", &["input"]);
}

#[test]
fn names_are_split() {
    check_all("names.parse", "names", "parse", &["input"]);
}

#[test]
fn names_are_sorted() {
    check_all("names.sort", "names", "sort", &["input"]);
    check_all("names.collation", "names", "collation", &["input"]);
}

#[test]
fn text_is_folded() {
    check_all("names.fold", "names", "fold", &["input"]);
}

#[test]
fn names_are_found() {
    check_all("names.search", "names", "search", &["query", "candidates"]);
}

#[test]
fn tone_styles_convert_both_ways() {
    check_all("names.tone_style", "names", "tone_style", &["new_style"]);
    check_all("names.tone_style", "names", "tone_style", &["old_style"]);
}

#[test]
fn people_are_addressed() {
    let given = ["gender", "age", "ten", "full", "tone", "override"];
    check_all("names.salutation", "names", "salutation", &given);
}

#[test]
fn typing_without_input_method_is_read() {
    check_all("telex", "telex", "", &["method", "typed"]);
}

#[test]
fn provinces_are_recognised() {
    check_all(
        "address.province_alias",
        "address",
        "province_alias",
        &["input"],
    );
}

#[test]
fn old_addresses_get_suggestions() {
    check_all("address.convert", "address", "convert", &["input"]);
}

#[test]
fn headers_are_recognised() {
    check_all(
        "import_headers.headers",
        "import_headers",
        "headers",
        &["header"],
    );
}

#[test]
fn cells_are_read() {
    check_all(
        "import_headers.values",
        "import_headers",
        "values",
        &["field", "inputs"],
    );
}

#[test]
fn old_bytes_are_decoded() {
    let all = load("legacy_encoding");
    for vector in vectors(&all, "") {
        let seen = vector.get("as_seen_cp1252").is_some();
        let keys = ["tcvn3_bytes_hex", "as_seen_cp1252", "cp1258_bytes_hex"];
        check("legacy_encoding", vector, &keys);
        if seen {
            let text = vector["as_seen_cp1252"].as_str().unwrap();
            assert_eq!(
                quen_vietnam::encoding::detect_text(text),
                Some(quen_vietnam::encoding::LegacyFont::Tcvn3)
            );
        }
    }
}

#[test]
fn the_glossary_is_whole() {
    let all = load("glossary");
    assert_eq!(
        quen_vietnam::glossary::terms().len() as u64,
        all["count"].as_u64().unwrap()
    );
    for term in all["terms"].as_array().unwrap() {
        let found = quen_vietnam::glossary::vietnamese(term["en"].as_str().unwrap());
        assert!(found.is_some(), "{term}");
    }
    assert_eq!(
        quen_vietnam::glossary::vietnamese("Quotation"),
        Some("báo giá")
    );
    assert_eq!(quen_vietnam::glossary::vietnamese("spaceship"), None);
}
