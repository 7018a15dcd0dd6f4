//! Down the stairs only: which crate may name which in its `Cargo.toml`. The picture is in ARCHITECTURE.md; a new
//! crate is drawn there first and then added here.

use crate::{File, Finding, Tree};

const FLOOR_0: &[&str] = &["core", "vietnam", "insight", "words", "ui"];

/// What a crate may depend on, by folder name. Doors (http, html, api, jobs) cannot name a table, so neither the
/// store nor the gateway.
fn allowed(name: &str) -> Option<Vec<&'static str>> {
    let and = |more: &[&'static str]| [FLOOR_0, more].concat();
    Some(match name {
        "vietnam" | "insight" | "words" | "tidy" => Vec::new(),
        "core" => vec!["vietnam", "insight"],
        "ui" => vec!["core", "vietnam", "words"],
        "store" | "gateway" | "documents" => FLOOR_0.to_vec(),
        "service" => and(&["store", "gateway", "documents"]),
        "http" | "jobs" => and(&["documents", "service"]),
        "html" | "api" => and(&["documents", "service", "http"]),
        "quen" => and(&[
            "store",
            "gateway",
            "documents",
            "service",
            "http",
            "html",
            "api",
            "jobs",
        ]),
        "testkit" => and(&[
            "store",
            "gateway",
            "documents",
            "service",
            "http",
            "html",
            "api",
            "jobs",
        ]),
        "bench" => and(&["store", "gateway", "service", "http", "documents", "quen"]),
        _ => return None,
    })
}

/// Crates that stand alone, in tests too.
const ALONE: [&str; 5] = ["vietnam", "insight", "words", "tidy", "core"];

/// Finds edges that go up or sideways, crates outside the picture, and crates without the workspace's lints.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.files() {
        let Some(name) = file
            .path
            .strip_suffix("/Cargo.toml")
            .map(|folder| folder.strip_prefix("crates/").unwrap_or(folder))
        else {
            continue;
        };
        match allowed(name) {
            Some(allowed) => found.extend(check_manifest(file, name, &allowed)),
            None => found.push(Finding::new(
                file,
                1,
                format!("{name} is not in the picture of the house"),
            )),
        }
    }
    found
}

fn check_manifest(file: &File, name: &str, allowed: &[&str]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut section = String::new();
    let mut has_lints = false;
    for (index, line) in file.text.lines().enumerate() {
        let line = line.trim();
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']').to_owned();
            has_lints |= section == "lints";
        }
        if let Some(target) = target(&section, line) {
            let in_tests = section.contains("dev-dependencies");
            let for_tests = in_tests && target == "testkit" && !ALONE.contains(&name);
            if !allowed.contains(&target) && !for_tests {
                found.push(Finding::new(
                    file,
                    index + 1,
                    format!("{name} may not depend on {target}"),
                ));
            }
        }
    }
    if !has_lints {
        found.push(Finding::new(
            file,
            1,
            format!("{name} does not take the workspace's lints"),
        ));
    }
    found
}

/// The crate of the house that a line of a manifest names: as a key, a table or a renamed package.
fn target<'l>(section: &str, line: &'l str) -> Option<&'l str> {
    if !section.contains("dependencies") || line.starts_with('#') {
        return None;
    }
    let (_, rest) = line.split_once("quen-")?;
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(rest.len());
    rest.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, manifest: &str) -> Vec<String> {
        let text = format!("{manifest}\n[lints]\nworkspace = true\n");
        check(&Tree::made_up(&[(path, &text)]))
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn down_is_allowed() {
        let manifest = "[dependencies]\nquen-service.workspace = true\nquen-http.workspace = true\nserde = \"1\"\n";
        assert_eq!(findings("crates/html/Cargo.toml", manifest), [""; 0]);
    }

    #[test]
    fn up_and_sideways_are_not() {
        let up = "[dependencies]\nquen-service.workspace = true\n";
        assert_eq!(
            findings("crates/store/Cargo.toml", up),
            ["crates/store/Cargo.toml:2: store may not depend on service"]
        );
        let sideways = "[dependencies.quen-html]\nworkspace = true\n";
        assert_eq!(
            findings("crates/api/Cargo.toml", sideways),
            ["crates/api/Cargo.toml:1: api may not depend on html"]
        );
        let alone = "[dev-dependencies]\ncore = { package = \"quen-core\", path = \"../core\" }\n";
        assert_eq!(
            findings("crates/words/Cargo.toml", alone),
            ["crates/words/Cargo.toml:2: words may not depend on core"]
        );
    }

    #[test]
    fn doors_cannot_name_a_table() {
        for door in ["http", "html", "api", "jobs"] {
            for room in ["store", "gateway"] {
                let manifest = format!("[dependencies]\nquen-{room}.workspace = true\n");
                assert_eq!(
                    findings(&format!("crates/{door}/Cargo.toml"), &manifest).len(),
                    1,
                    "{door} {room}"
                );
            }
        }
    }

    #[test]
    fn benchmarks_stand_beside_the_tower() {
        let manifest = "[dependencies]\nquen.workspace = true\nquen-store.workspace = true\n";
        assert_eq!(findings("bench/Cargo.toml", manifest), [""; 0]);
        let manifest = "[dependencies]\nquen-html.workspace = true\n";
        assert_eq!(findings("bench/Cargo.toml", manifest).len(), 1);
    }

    #[test]
    fn testkit_is_for_tests_only() {
        let manifest = "[dependencies]\nquen-testkit.workspace = true\n";
        assert_eq!(findings("crates/html/Cargo.toml", manifest).len(), 1);
        let manifest = "[dev-dependencies]\nquen-testkit.workspace = true\n";
        assert_eq!(findings("crates/html/Cargo.toml", manifest), [""; 0]);
        assert_eq!(findings("crates/core/Cargo.toml", manifest).len(), 1);
    }

    #[test]
    fn unknown_crates_and_missing_lints_are_found() {
        assert_eq!(
            findings("crates/utils/Cargo.toml", ""),
            ["crates/utils/Cargo.toml:1: utils is not in the picture of the house"]
        );
        let tree = Tree::made_up(&[(
            "crates/core/Cargo.toml",
            "[package]\nname = \"quen-core\"\n",
        )]);
        assert_eq!(check(&tree).len(), 1);
    }
}
