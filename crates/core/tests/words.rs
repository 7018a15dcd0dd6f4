//! Every message key that the core can say stands in both languages. Reads the files as text: `core` must not depend on
//! `words`.

use std::collections::BTreeSet;
use std::io::Result;
use std::path::{Path, PathBuf};

use quen_core::fields::{Catalogue, FieldType, choice_key};
use quen_core::{
    Noun, benefits, care, interactions, ledger, links, notifications, orders, parties, products,
    relationships, tasks, today,
};
use quen_vietnam::import_headers::{FileKind, fields};

fn root(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(below)
}

/// Keys of messages, and of attributes as `key.attribute`.
fn keys(language: &str) -> Result<BTreeSet<String>> {
    let mut keys = BTreeSet::new();
    for entry in std::fs::read_dir(root("crates/words/locales").join(language))? {
        let mut message = String::new();
        for line in std::fs::read_to_string(entry?.path())?.lines() {
            let Some((name, _)) = line.split_once(" =") else {
                continue;
            };
            if let Some(attribute) = name.trim_start().strip_prefix('.') {
                keys.insert(format!("{message}.{attribute}"));
            } else if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                message = name.to_owned();
                keys.insert(message.clone());
            }
        }
    }
    Ok(keys)
}

fn catalogues() -> [Catalogue; 11] {
    [
        quen_core::kinds::catalogue(),
        quen_core::kinds::record_catalogue(),
        quen_core::fields::custom::catalogue(),
        parties::catalogue(),
        interactions::catalogue(),
        tasks::catalogue(),
        products::catalogue(),
        quen_core::projects::catalogue(),
        quen_core::benefits::catalogue(),
        quen_core::payments::catalogue(),
        orders::catalogue(),
    ]
}

fn of_fields(catalogue: &Catalogue) -> Vec<String> {
    let mut keys = Vec::new();
    for field in &catalogue.fields {
        keys.push(field.label.to_string());
        // Provinces are named by the Vietnam tables.
        if field.name == "province" {
            continue;
        }
        if let FieldType::Choice(codes) | FieldType::Choices(codes) = &field.kind {
            keys.extend(
                codes
                    .iter()
                    .map(|code| choice_key(catalogue.noun, &field.name, code)),
            );
        }
    }
    keys
}

/// Codes in the sources: what stands as the last text in `Problem::new(…)`, `Error::invalid(…)`, `Error::conflict(…)`,
/// `wrong(…)` and `bad(…)`.
fn error_codes() -> Result<BTreeSet<String>> {
    let mut codes = BTreeSet::new();
    let mut folders = vec![root("crates/core/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("tests.rs") {
                let text = std::fs::read_to_string(&path)?;
                let product = text
                    .split("#[cfg(test)]\nmod tests {")
                    .next()
                    .unwrap_or_default();
                collect(product, &mut codes);
            }
        }
    }
    Ok(codes)
}

fn collect(source: &str, codes: &mut BTreeSet<String>) {
    for call in [
        "Problem::new(",
        "Error::invalid(",
        "Error::conflict(",
        "wrong(",
        "bad(",
        "problem(",
    ] {
        for (at, _) in source.match_indices(call) {
            let arguments = source[at + call.len()..]
                .split([';', '}'])
                .next()
                .unwrap_or_default();
            let mut depth = 1;
            let inside: String = arguments
                .chars()
                .take_while(|c| {
                    depth += i32::from(*c == '(') - i32::from(*c == ')');
                    depth > 0
                })
                .collect();
            let texts: Vec<&str> = inside.split('"').skip(1).step_by(2).collect();
            let is_code = |text: &&&str| {
                text.contains('-')
                    || [
                        "required",
                        "negative",
                        "forbidden",
                        "invalid",
                        "taken",
                        "twice",
                    ]
                    .contains(*text)
            };
            codes.extend(
                texts
                    .last()
                    .filter(is_code)
                    .filter(|text| !text.contains(['{', ' ']))
                    .map(|text| (*text).to_owned()),
            );
        }
    }
}

const EVENTS: [(&str, &[&str]); 19] = [
    ("portal", &["invited", "asked", "entered"]),
    (
        "privacy",
        &[
            "opened",
            "acknowledged",
            "extended",
            "closed",
            "erased",
            "breach_reported",
            "breach_notified",
            "breach_people_named",
            "breach_person_spared",
        ],
    ),
    (
        "care",
        &[
            "created", "changed", "removed", "proposed", "sent", "unsure", "refused", "declined",
        ],
    ),
    ("kinds", &["created", "updated", "deleted", "restored"]),
    ("records", &["created", "updated", "deleted", "restored"]),
    ("fields", &["created", "updated", "deleted", "restored"]),
    ("consents", &["given", "refused", "preferred"]),
    (
        "benefits",
        &["created", "updated", "deleted", "restored", "erased"],
    ),
    (
        "payments",
        &["created", "updated", "deleted", "restored", "erased"],
    ),
    (
        "projects",
        &[
            "created",
            "updated",
            "deleted",
            "restored",
            "erased",
            "started",
            "paused",
            "completed",
            "cancelled",
            "reopened",
        ],
    ),
    (
        "promises",
        &[
            "created",
            "updated",
            "deleted",
            "restored",
            "kept",
            "broken",
            "mended",
            "renegotiated",
            "reopened",
        ],
    ),
    (
        "parties",
        &[
            "created", "updated", "deleted", "restored", "erased", "merged",
        ],
    ),
    (
        "interactions",
        &[
            "created", "updated", "deleted", "restored", "erased", "answered", "reopened",
        ],
    ),
    (
        "tasks",
        &[
            "created",
            "updated",
            "deleted",
            "restored",
            "erased",
            "completed",
            "reopened",
            "snoozed",
        ],
    ),
    (
        "products",
        &["created", "updated", "deleted", "restored", "erased"],
    ),
    (
        "orders",
        &[
            "created",
            "updated",
            "deleted",
            "restored",
            "erased",
            "confirmed",
            "delivered",
            "cancelled",
            "reopened",
            "paid",
            "refunded",
            "refund_withdrawn",
        ],
    ),
    (
        "relationships",
        &["begun", "moved", "overridden", "released"],
    ),
    ("links", &["created", "deleted"]),
    ("imports", &["started", "finished", "undone"]),
];

fn wanted() -> Result<BTreeSet<String>> {
    let mut keys: BTreeSet<String> = catalogues().iter().flat_map(of_fields).collect();
    keys.extend(interactions::OUTCOMES.map(|code| choice_key(Noun::Interactions, "outcome", code)));
    keys.extend(
        today::REASON_KEYS
            .iter()
            .chain(&today::TITLE_KEYS)
            .chain(&relationships::EVIDENCE_KEYS)
            .map(|key| (*key).to_owned()),
    );
    keys.extend(care::WHY_KEYS.map(str::to_owned));
    keys.extend(quen_core::consents::way_keys());
    for (field, codes) in [
        ("occasion", &care::OCCASIONS[..]),
        ("mode", &care::MODES),
        ("channel", &care::CHANNELS),
        ("purpose", &care::PURPOSES),
        ("audience", &care::AUDIENCES),
        ("state", &care::SHOWN_STATES),
    ] {
        keys.extend(codes.iter().map(|code| choice_key(Noun::Care, field, code)));
    }
    for occasion in care::OCCASIONS {
        let occasion = occasion.replace('_', "-");
        keys.insert(format!("care-task-{occasion}"));
        for end in ["", "-subject", "-text"] {
            keys.insert(format!("care-start-{occasion}{end}"));
        }
    }
    keys.extend(today::Rule::ALL.map(|rule| rule.label().to_owned()));
    let insight = quen_insight::stage::EVIDENCE_KEYS
        .iter()
        .chain(&quen_insight::relationship_type::EVIDENCE_KEYS);
    keys.extend(insight.map(|key| (*key).to_owned()));
    keys.extend(
        links::KINDS
            .iter()
            .flat_map(|kind| links::labels(kind))
            .map(str::to_owned),
    );
    keys.extend(notifications::Kind::ALL.map(|kind| format!("notification-{}", kind.code())));
    let files = [
        FileKind::Parties,
        FileKind::Orders,
        FileKind::Products,
        FileKind::Interactions,
        FileKind::Facts,
    ];
    for kind in files {
        keys.extend(
            fields(kind)
                .iter()
                .map(|field| format!("import-field-{}-{field}", kind.word()).replace('_', "-")),
        );
    }
    keys.extend(
        quen_core::workspaces::FIELDS
            .map(|field| format!("field-workspaces-{}", field.replace('_', "-"))),
    );
    keys.extend(EVENTS.iter().flat_map(|(noun, verbs)| {
        verbs
            .iter()
            .map(move |verb| format!("event-{noun}-{verb}").replace('_', "-"))
    }));
    let kinds = ledger::KINDS.iter().chain(&benefits::KINDS);
    keys.extend(kinds.map(|kind| format!("ledger-kind-{}", kind.replace('_', "-"))));
    for proposal in relationships::proposals::Proposal::ALL {
        let key = format!("stage-act-{}", proposal.code().replace('_', "-"));
        keys.extend(["", "-why", "-task"].map(|end| format!("{key}{end}")));
    }
    for code in error_codes()? {
        keys.insert(format!("error-{code}.action"));
        keys.insert(format!("error-{code}"));
    }
    Ok(keys)
}

#[test]
fn both_languages_have_every_key() {
    let wanted = wanted().unwrap();
    assert!(
        wanted.contains("error-over-refund") && wanted.contains("error-wrong-state"),
        "the sources were read"
    );
    for language in ["vi", "en"] {
        let there = keys(language).unwrap();
        let missing: Vec<_> = wanted.iter().filter(|key| !there.contains(*key)).collect();
        assert!(missing.is_empty(), "{language} lacks {missing:#?}");
    }
}
