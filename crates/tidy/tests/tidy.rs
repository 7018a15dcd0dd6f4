//! The rules of `quen-tidy` on this very tree. A failure lists file, line and what to do.

use std::io;
use std::path::Path;

use quen_tidy::{
    Finding, Tree, dialects, edges, keys, language, leftovers, lock, migrations, shape,
};

/// One file of each kind that the rules look at, so that none passes for want of anything to read.
const READ: [&str; 5] = [
    "Cargo.lock",
    "deny.toml",
    "crates/core/Cargo.toml",
    "crates/core/src/lib.rs",
    "crates/words/locales/vi/common.ftl",
];

fn check(rule: impl Fn(&Tree) -> Vec<Finding>) -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let tree = Tree::read(&root)?;
    for path in READ {
        assert!(
            tree.files().any(|file| file.path == path),
            "{path} is not read"
        );
    }
    let found: Vec<String> = rule(&tree).iter().map(ToString::to_string).collect();
    assert!(
        found.is_empty(),
        "{} findings\n{}",
        found.len(),
        found.join("\n")
    );
    Ok(())
}

#[test]
fn crates_depend_downwards_only() -> io::Result<()> {
    check(edges::check)
}

#[test]
fn dialects_stay_in_their_room() -> io::Result<()> {
    check(dialects::check_dialects)
}

#[test]
fn sql_stays_in_the_store() -> io::Result<()> {
    check(dialects::check_sql)
}

#[test]
fn files_say_what_they_are() -> io::Result<()> {
    check(shape::check_opening)
}

#[test]
fn files_and_functions_are_short() -> io::Result<()> {
    check(shape::check_length)
}

#[test]
fn nothing_is_left_over() -> io::Result<()> {
    check(leftovers::check_notes)
}

#[test]
fn lints_are_switched_off_with_a_reason() -> io::Result<()> {
    check(leftovers::check_lints)
}

#[test]
fn sentences_are_not_literals() -> io::Result<()> {
    check(language::check)
}

#[test]
fn migrations_are_numbered_without_gaps() -> io::Result<()> {
    check(migrations::check)
}

#[test]
fn every_sentence_is_shown() -> io::Result<()> {
    check(|tree| keys::check(tree, include_str!("../unused-keys-allowed.txt")))
}

#[test]
fn no_dependency_is_doubled_or_banned() -> io::Result<()> {
    check(lock::check)
}
