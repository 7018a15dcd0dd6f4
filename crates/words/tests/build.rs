//! The build script refuses what would break at run time, and says where. Runs the script's own modules.

#[path = "../build/agree.rs"]
mod agree;
#[path = "../build/catalogue.rs"]
mod catalogue;
#[path = "../build/emit.rs"]
mod emit;

use catalogue::{Catalogue, Source};

fn source(file: &str, text: &str) -> Source {
    Source {
        file: file.to_owned(),
        text: text.to_owned(),
    }
}

/// The Rust text, or the faults, of one file in each locale.
fn build(vi: &str, en: &str) -> Result<String, Vec<String>> {
    build_files(&[source("a.ftl", vi)], &[source("a.ftl", en)])
}

fn build_files(vi: &[Source], en: &[Source]) -> Result<String, Vec<String>> {
    let vi = Catalogue::read("vi", vi)?;
    let en = Catalogue::read("en", en)?;
    agree::pair(&vi, &en).map(|pairs| emit::rust(&pairs))
}

#[track_caller]
fn refused(vi: &str, en: &str, fault: &str) {
    assert_eq!(build(vi, en), Err(vec![fault.to_owned()]));
}

#[test]
fn a_key_must_stand_in_both_locales() {
    refused("a = A\nb = B\n", "a = A\n", "vi/a.ftl: b: missing in en");
    refused("a = A\n", "a = A\nb = B\n", "en/a.ftl: b: missing in vi");
    refused(
        "a = A\n .x = X\n",
        "a = A\n",
        "vi/a.ftl: a.x: missing in en",
    );
}

#[test]
fn both_locales_use_the_same_variables() {
    refused(
        "a = { $name }\n",
        "a = Hello\n",
        "vi/a.ftl: a: uses $name, but en uses no variable",
    );
}

#[test]
fn a_key_stands_once_and_in_files_of_one_name() {
    let twice = [source("a.ftl", "k = A\n"), source("b.ftl", "k = A\n")];
    assert_eq!(
        build_files(&twice, &[source("a.ftl", "k = A\n")]).unwrap_err(),
        ["vi/b.ftl: k: already in a.ftl"]
    );
    assert_eq!(
        build_files(&[source("a.ftl", "k = A\n")], &[source("b.ftl", "k = A\n")]).unwrap_err(),
        ["vi/a.ftl: k: stands in en/b.ftl; keep it in files of one name"]
    );
}

#[test]
fn faults_of_syntax_name_the_line() {
    let faults = build("a = A\nb = { $x\nc = C\n", "a = A\n").unwrap_err();
    assert!(
        faults[0].starts_with("vi/a.ftl:2: ") || faults[0].starts_with("vi/a.ftl:3: "),
        "{faults:?}"
    );
}

#[test]
fn what_the_code_cannot_say_is_refused() {
    refused(
        "a = { b }\n",
        "a = A\n",
        "vi/a.ftl: a: refers to b, which does not exist",
    );
    refused(
        "a = { a }\n",
        "a = A\n",
        "vi/a.ftl: a: refers to a in a circle",
    );
    refused(
        "a = { NUMBER($n) }\n",
        "a = { $n }\n",
        "vi/a.ftl: a: NUMBER(): functions are not used here; pass the text ready made",
    );
    refused(
        "a = { $n ->\n [one] x\n *[other] y\n}\n",
        "a = { $n }\n",
        "vi/a.ftl: a: this language has no plural form [one]",
    );
    refused(
        "# $n (number)\na = { $n ->\n [won] x\n *[lost] y\n}\n",
        "a = { $n }\n",
        "vi/a.ftl: a: $n selects by word, but is a number",
    );
    refused(
        "aB = A\n",
        "aB = A\n",
        "vi/a.ftl: aB: a key is lower case letters, digits and hyphens",
    );
    refused(
        "a = { $dueOn }\n",
        "a = { $dueOn }\n",
        "vi/a.ftl: a: $dueOn: a variable is lower case letters, digits and underscores",
    );
}

#[test]
fn two_keys_cannot_make_one_function() {
    refused(
        "a-b = A\na = A\n .b = B\n",
        "a-b = A\na = A\n .b = B\n",
        "a.b: another key makes the function a_b too",
    );
}

#[test]
fn plain_messages_are_static_and_references_are_followed() {
    let rust = build(
        "-app = Quen\nhi = Chào, { -app }\nref = { hi }!\n",
        "hi = Hi\nref = { hi }!\n",
    )
    .unwrap();
    assert!(
        rust.contains("pub fn hi(w: Words) -> &'static str"),
        "{rust}"
    );
    assert!(
        rust.contains(r#"Lang::Vi => "Chào, Quen!", Lang::En => "Hi!""#),
        "{rust}"
    );
}

#[test]
fn arguments_come_as_the_comment_lists_them_else_by_alphabet() {
    let rust = build(
        "# $to who\n# $by (number)\na = { $by } { $to }\n",
        "a = { $to } { $by }\n",
    )
    .unwrap();
    assert!(
        rust.contains("pub fn a(w: Words, to: &str, by: i64) -> String"),
        "{rust}"
    );
    let rust = build("a = { $to } { $by }\n", "a = { $to } { $by }\n").unwrap();
    assert!(
        rust.contains("pub fn a(w: Words, by: &str, to: &str) -> String"),
        "{rust}"
    );
}

#[test]
fn a_variable_that_chooses_a_plural_in_one_language_is_a_number_in_both() {
    let rust = build(
        "a = { $n } khách\n",
        "a = { $n ->\n [one] x\n *[other] y\n}\n",
    )
    .unwrap();
    assert!(
        rust.contains("pub fn a(w: Words, n: i64) -> String"),
        "{rust}"
    );
    assert!(rust.contains("Part::Text(\"\\u{a0}khách\")"), "{rust}");
}

#[test]
fn keywords_of_rust_stay_usable() {
    let rust = build("match = { $type }\n", "match = { $type }\n").unwrap();
    assert!(
        rust.contains("pub fn r#match(w: Words, r#type: &str)"),
        "{rust}"
    );
}

#[test]
fn the_example_for_contributors_builds() {
    let guide = include_str!("../../../CONTRIBUTING.md");
    let blocks: Vec<&str> = guide
        .split("```")
        .skip(1)
        .step_by(2)
        .map(str::trim_start)
        .collect();
    let [vi, en] = blocks[..] else {
        panic!("the guide has two examples")
    };
    let rust = build(vi, en).unwrap();
    assert!(
        rust.contains("pub fn quote_opened(w: Words, name: &str, count: i64) -> String"),
        "{rust}"
    );
}
