//! Flags and variables: what docs/operations.md promises is what the binary takes, and the other way round.

use std::collections::BTreeSet;

use crate::support::Home;

const DOCS: &str = include_str!("../../../../docs/operations.md");

const READMES: [&str; 2] = [
    include_str!("../../../../README.md"),
    include_str!("../../../../README.vi.md"),
];

/// The help of the program and of every command below it.
fn helps() -> Vec<(String, String)> {
    let home = Home::new();
    let mut waiting = vec![Vec::new()];
    let mut found = Vec::new();
    while let Some(command) = waiting.pop() {
        let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        arguments.push("--help");
        let text = home.done(&arguments);
        let below = text
            .split("Commands:\n")
            .nth(1)
            .map(|rest| rest.split("\n\n").next().unwrap_or_default())
            .unwrap_or_default();
        for name in below
            .lines()
            .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
            .filter_map(|line| line.split_whitespace().next())
        {
            if name != "help" {
                waiting.push(command.iter().cloned().chain([name.to_owned()]).collect());
            }
        }
        found.push((command.join(" "), text));
    }
    found
}

fn words(text: &str, is_one: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let parts = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
    parts
        .map(|part| part.trim_end_matches('-'))
        .filter(|part| is_one(part))
        .map(str::to_owned)
        .collect()
}

fn flags(text: &str) -> BTreeSet<String> {
    words(text, |word| word.starts_with("--") && word.len() > 3)
}

fn variables(text: &str) -> BTreeSet<String> {
    words(text, |word| {
        word == "RUST_LOG" || (word.starts_with("QUEN_") && word.len() > 5)
    })
}

#[test]
fn every_documented_flag_and_variable_exists() {
    let helps: String = helps().into_iter().map(|(_, text)| text).collect();
    let unknown: Vec<String> = flags(DOCS).difference(&flags(&helps)).cloned().collect();
    assert!(
        unknown.is_empty(),
        "docs/operations.md names flags that no command takes: {unknown:?}"
    );
    let unknown: Vec<String> = variables(DOCS)
        .difference(&variables(&helps))
        .cloned()
        .collect();
    assert!(
        unknown.is_empty(),
        "docs/operations.md names variables that no command reads: {unknown:?}"
    );
}

#[test]
fn the_readmes_name_only_what_exists_and_the_same_in_both_languages() {
    let helps: String = helps().into_iter().map(|(_, text)| text).collect();
    for text in READMES {
        assert_eq!(flags(text).difference(&flags(&helps)).count(), 0);
        assert_eq!(variables(text).difference(&variables(&helps)).count(), 0);
        for name in text
            .split(['`', ' ', '(', ')', '\n'])
            .filter(|word| word.starts_with("docs/samples/"))
        {
            assert!(
                std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
                    .join("../..")
                    .join(name)
                    .exists(),
                "{name}"
            );
        }
    }
    let [english, vietnamese] = READMES;
    assert_eq!(
        (flags(english), variables(english)),
        (flags(vietnamese), variables(vietnamese))
    );
}

#[test]
fn every_variable_and_every_flag_of_serving_is_documented() {
    let helps = helps();
    let all: String = helps.iter().map(|(_, text)| text.as_str()).collect();
    let silent: Vec<String> = variables(&all)
        .difference(&variables(DOCS))
        .cloned()
        .collect();
    assert!(
        silent.is_empty(),
        "docs/operations.md does not name {silent:?}"
    );
    for name in ["", "serve", "backup", "restore", "migrate"] {
        let (_, text) = helps.iter().find(|(command, _)| command == name).unwrap();
        let silent: Vec<String> = flags(text)
            .difference(&flags(DOCS))
            .filter(|flag| !matches!(flag.as_str(), "--help" | "--version"))
            .cloned()
            .collect();
        assert!(
            silent.is_empty(),
            "docs/operations.md does not name {silent:?} of quen {name}"
        );
    }
}

#[test]
fn a_variable_does_what_its_flag_does() {
    let home = Home::new();
    let elsewhere = home.directory.path().join("elsewhere");
    home.done(&["migrate", "--data-dir", elsewhere.to_str().unwrap()]);
    assert!(elsewhere.join("quen.db").exists() && !home.data().exists());
    home.done(&["migrate"]);
    assert!(home.data().join("quen.db").exists() && home.data().join("secret.key").exists());
    let output = home
        .command(&["migrate"])
        .env("QUEN_SECRET_KEY", "short")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(crate::support::said(&output).contains("64 hexadecimal digits"));
    let output = home
        .command(&["migrate"])
        .env("QUEN_DATABASE_URL", "mysql://x")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(crate::support::said(&output).contains("begin with sqlite: or postgres://"));
}
