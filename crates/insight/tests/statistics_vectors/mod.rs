//! Where the reference numbers come from: fixtures that are ours lie beside the tests; data of others stays in the shared
//! vectors folder and is never copied here.
#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(
    clippy::unwrap_used,
    reason = "a test stops where its data is not as expected"
)]

use serde_json::Value;
use std::path::{Path, PathBuf};

/// A fixture of ours.
pub fn fixture(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A reference file as text. Where the folder is missing the test is skipped with one line, unless `QUEN_VECTORS` is
/// `required`; `QUEN_VECTORS_DIR` names another folder.
pub fn vector(name: &str) -> Option<String> {
    let path = folder().join("analytics").join(name);
    if path.exists() {
        return Some(std::fs::read_to_string(path).unwrap());
    }
    assert_ne!(
        variable("QUEN_VECTORS").as_deref(),
        Some("required"),
        "{} is missing",
        path.display()
    );
    println!("skipped: reference data not here");
    None
}

/// The same, read as JSON.
pub fn vector_json(name: &str) -> Option<Value> {
    vector(name).map(|text| serde_json::from_str(&text).unwrap())
}

fn folder() -> PathBuf {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors");
    variable("QUEN_VECTORS_DIR").map_or(shared, PathBuf::from)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the test run itself is configured, not the product"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Asserts that every number of `wanted` is met by the same key of `got`, to an absolute or a relative tolerance.
pub fn assert_close(got: &Value, wanted: &Value, absolute: f64, relative: f64, at: &str) {
    match (got, wanted) {
        (_, Value::Object(map)) => {
            for (key, value) in map {
                assert_close(&got[key], value, absolute, relative, &format!("{at}.{key}"));
            }
        }
        (Value::Array(have), Value::Array(list)) => {
            assert_eq!(have.len(), list.len(), "{at}");
            for (i, (have, value)) in have.iter().zip(list).enumerate() {
                assert_close(have, value, absolute, relative, &format!("{at}[{i}]"));
            }
        }
        (Value::Number(have), Value::Number(value)) => {
            let (have, value) = (have.as_f64().unwrap(), value.as_f64().unwrap());
            let off = (have - value).abs();
            assert!(
                off <= absolute || off <= relative * value.abs(),
                "{at}: {have} is not {value}"
            );
        }
        (have, value) => assert_eq!(have, value, "{at}"),
    }
}

/// Runs a method of `quen insight` on text.
pub fn run(method: &str, input: &str, options: Value) -> Value {
    quen_insight::cli::run(method, input.as_bytes(), &options).unwrap()
}
