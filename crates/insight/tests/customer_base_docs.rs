//! The examples of the method pages run and give what the pages say; every message key is listed.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use quen_insight::cli::run;
use quen_insight::explain::OUTLOOK_KEYS;
use quen_insight::status::REASON_KEYS;
use serde_json::Value;
use std::path::Path;

fn page(name: &str) -> String {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/insight");
    std::fs::read_to_string(docs.join(name)).unwrap()
}

/// The content of the only block in this language.
fn block<'p>(page: &'p str, language: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

/// Equal, numbers to six digits.
fn alike(got: &Value, want: &Value) -> bool {
    match (got, want) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            (a - b).abs() <= 1e-5 * b.abs().max(0.1)
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| alike(a, b)))
        }
        _ => got == want,
    }
}

#[test]
fn examples_give_what_the_pages_say() {
    for method in [
        "summary",
        "rfm",
        "bgnbd",
        "mbgnbd",
        "pnbd",
        "bgbb",
        "gammagamma",
        "clv",
    ] {
        let page = page(&format!("{method}.md"));
        let command = block(&page, "sh").trim();
        let (start, options) = command.split_once(" --options '").unwrap();
        assert!(start.starts_with(&format!("quen insight {method} --input ")));
        let options: Value = serde_json::from_str(options.trim_end_matches('\'')).unwrap();
        let got = run(method, block(&page, "csv").as_bytes(), &options).unwrap();
        let want = serde_json::from_str(block(&page, "json")).unwrap_or(Value::Null);
        assert!(
            alike(&got, &want),
            "{method}: the page says {want}, the method {got}"
        );
        for part in ["**Source.**", "**When not to use it.**"] {
            assert!(page.contains(part), "{method} has no {part}");
        }
    }
}

#[test]
fn every_message_key_is_listed() {
    let messages = page("messages.md");
    for key in REASON_KEYS.iter().chain(&OUTLOOK_KEYS) {
        assert!(messages.contains(&format!("`{key}`")), "{key}");
    }
}
