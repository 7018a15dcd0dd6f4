//! Reference data for the tests: our own fixtures, and vectors that are read from beside the repository only.
#![expect(
    clippy::disallowed_methods,
    reason = "tests are told by the environment where reference data lie"
)]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]
#![allow(dead_code, reason = "each test binary uses its own part")]

use quen_insight::histories::History;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A file of `tests/fixtures`.
pub fn fixture(name: &str) -> String {
    std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures")
            .join(name),
    )
    .unwrap()
}

/// A reference file that is not ours to copy; `None` (with a line printed) where it is not on this machine.
pub fn vector(name: &str) -> Option<String> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors");
    let home = std::env::var_os("QUEN_VECTORS_DIR").map_or_else(beside, PathBuf::from);
    let found = std::fs::read_to_string(home.join("analytics").join(name)).ok();
    if found.is_none() {
        assert!(
            std::env::var("QUEN_VECTORS").as_deref() != Ok("required"),
            "{name} is required and not in {home:?}"
        );
        println!("skipped: reference data not here");
    }
    found
}

pub fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The numbers of one column of a plain CSV.
pub fn column(text: &str, name: &str) -> Vec<f64> {
    let mut lines = text.lines();
    let at = lines
        .next()
        .unwrap()
        .split(',')
        .position(|h| h == name)
        .unwrap();
    lines
        .map(|line| line.split(',').nth(at).unwrap().parse().unwrap())
        .collect()
}

/// Customers from the columns `x`, `tx`, `T`.
pub fn histories(text: &str) -> Vec<History> {
    let (x, tx, t) = (column(text, "x"), column(text, "tx"), column(text, "T"));
    x.iter()
        .zip(tx)
        .zip(t)
        .map(|((x, tx), t)| History {
            x: *x as u32,
            tx,
            t,
        })
        .collect()
}

pub fn history_of(row: &Value) -> History {
    History {
        x: number(&row["x"]) as u32,
        tx: number(&row["tx"]),
        t: number(&row["T"]),
    }
}

pub fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is not a number"))
}

pub fn numbers<const N: usize>(value: &Value, names: [&str; N]) -> [f64; N] {
    names.map(|name| number(&value[name]))
}

/// Asserts `got` within `relative` of `want`.
#[track_caller]
pub fn close(got: f64, want: f64, relative: f64) {
    assert!(
        (got - want).abs() <= relative * want.abs(),
        "{got} is not within {relative} of {want}"
    );
}
