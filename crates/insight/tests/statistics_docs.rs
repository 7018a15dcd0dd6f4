//! The method pages: their examples run and give what they say, and every message key is listed.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod statistics_vectors;

use quen_insight::messages::MESSAGE_KEYS;
use quen_insight::{cli, relationship_type, stage};
use serde_json::Value;
use statistics_vectors::assert_close;
use std::collections::BTreeSet;
use std::path::Path;

fn page(name: &str) -> String {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/insight");
    std::fs::read_to_string(docs.join(name)).unwrap()
}

#[test]
fn examples_give_what_the_pages_say() {
    for method in [
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
    ] {
        let page = page(&format!("{method}.md"));
        let mut blocks = page
            .split("```")
            .skip(1)
            .step_by(2)
            .map(|block| block.split_once('\n').unwrap().1);
        let (input, command, said) = (
            blocks.next().unwrap(),
            blocks.next().unwrap(),
            blocks.next().unwrap(),
        );
        let (start, options) = command.trim().split_once(" --options '").unwrap();
        assert!(
            start.starts_with(&format!("quen insight {method} --input ")),
            "{method}"
        );
        let options: Value = serde_json::from_str(options.trim_end_matches('\'')).unwrap();
        let said: Value = serde_json::from_str(said).unwrap();
        let got = cli::run(method, input.as_bytes(), &options).unwrap();
        assert_close(&got, &said, 1e-9, 1e-9, method);
        assert_close(&said, &got, 1e-9, 1e-9, method);
        for part in ["**Source.**", "**When not to use it.**"] {
            assert!(page.contains(part), "{method} has no {part}");
        }
    }
}

#[test]
fn every_message_key_is_listed_once() {
    let page = page("statistics-messages.md");
    let known = [
        &MESSAGE_KEYS[..],
        &stage::EVIDENCE_KEYS,
        &relationship_type::EVIDENCE_KEYS,
    ]
    .concat();
    for key in &known {
        assert_eq!(page.matches(&format!("| `{key}` |")).count(), 1, "{key}");
    }
    assert_eq!(
        page.matches("\n| `").count(),
        known.len(),
        "the page lists keys that nobody says"
    );
}

/// The keys in the program text of the statistics, except where they are only listed.
fn spoken(folder: &Path, keys: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            spoken(&path, keys);
        } else if path.file_name().is_some_and(|name| name != "messages.rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let starts = text.split("\"insight-").skip(1);
            let ends = starts.filter_map(|rest| rest.split_once('"'));
            keys.extend(ends.map(|(key, _)| format!("insight-{key}")));
        }
    }
}

#[test]
fn the_list_is_what_the_program_says() {
    let mut keys = BTreeSet::new();
    spoken(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut keys,
    );
    for key in MESSAGE_KEYS {
        assert!(keys.remove(key), "{key} is listed and never said");
    }
    let models = [
        &quen_insight::status::REASON_KEYS[..],
        &quen_insight::explain::OUTLOOK_KEYS,
    ]
    .concat();
    // Unit tests of the message types name these.
    keys.remove("insight-last-order");
    keys.remove("insight-");
    keys.retain(|key| !models.contains(&key.as_str()));
    assert!(keys.is_empty(), "said but not listed: {keys:?}");
}
