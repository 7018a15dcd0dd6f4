//! How a file looks: it opens with what it is, and neither it nor its functions grow without end.

use crate::{File, Finding, Tree};

/// Lines of a Rust file.
const FILE_LIMIT: usize = 500;
/// Lines of a function, from its name to its closing brace.
const FUNCTION_LIMIT: usize = 120;

/// Files and functions (`path` or `path::name`) that may be longer for now, with the length they may have. Entries
/// only shrink and go: one that is no longer needed is a finding too.
const LONGER: &[(&str, usize)] = &[
    (
        "crates/quen/tests/it/customer_page.rs::work_people_stage_bin_and_merge",
        210,
    ),
    (
        "crates/quen/tests/it/kinds.rs::a_toy_kind_has_list_filter_sort_search_history_bin_and_document_at_once",
        122,
    ),
];

/// Finds files that do not say in their first line what they are.
#[must_use]
pub fn check_opening(tree: &Tree) -> Vec<Finding> {
    let silent = tree.rust().filter(|file| !file.text.starts_with("//! "));
    silent
        .map(|file| {
            Finding::new(
                file,
                1,
                "open with `//!`: what it is, what it must never do",
            )
        })
        .collect()
}

/// Finds long files and functions.
#[must_use]
pub fn check_length(tree: &Tree) -> Vec<Finding> {
    check_length_but(tree, LONGER)
}

fn check_length_but(tree: &Tree, longer: &[(&str, usize)]) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.rust() {
        measure(
            file,
            &file.path,
            1,
            file.text.lines().count(),
            FILE_LIMIT,
            longer,
            &mut found,
        );
        for function in file.rust.functions() {
            let (first, last) = function.lines.into_inner();
            let name = format!("{}::{}", file.path, function.name);
            measure(
                file,
                &name,
                first,
                last - first + 1,
                FUNCTION_LIMIT,
                longer,
                &mut found,
            );
        }
    }
    found
}

fn measure(
    file: &File,
    name: &str,
    line: usize,
    length: usize,
    limit: usize,
    longer: &[(&str, usize)],
    found: &mut Vec<Finding>,
) {
    let exception = longer
        .iter()
        .find(|(excepted, _)| *excepted == name)
        .map(|(_, length)| *length);
    if length > exception.unwrap_or(limit) {
        found.push(Finding::new(
            file,
            line,
            format!("{length} lines, more than {limit}: split it by topic"),
        ));
    } else if exception.is_some() && length <= limit {
        found.push(Finding::new(
            file,
            line,
            format!("{length} lines: take {name} off the list of longer ones"),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_it_is() {
        let tree = Tree::made_up(&[
            ("a.rs", "//! Says.\n"),
            ("b.rs", "use std::fmt;\n"),
            ("c.ftl", "x = y\n"),
        ]);
        let paths: Vec<_> = check_opening(&tree).into_iter().map(|it| it.path).collect();
        assert_eq!(paths, ["b.rs"]);
    }

    #[test]
    fn long_files_and_functions_are_found() {
        let long_file = "//! x\n".repeat(501);
        let long_function = format!("fn a() {{}}\nfn b() {{\n{}}}\n", "    c();\n".repeat(119));
        let tree = Tree::made_up(&[("a.rs", &long_file), ("b.rs", &long_function)]);
        let found: Vec<_> = check_length(&tree)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            found,
            [
                "a.rs:1: 501 lines, more than 500: split it by topic",
                "b.rs:2: 121 lines, more than 120: split it by topic",
            ]
        );
    }

    #[test]
    fn the_list_of_longer_ones_only_shrinks() {
        let long_file = "//! x\n".repeat(600);
        let tree = Tree::made_up(&[("a.rs", &long_file), ("b.rs", "//! x\n")]);
        assert_eq!(check_length_but(&tree, &[("a.rs", 600)]), []);
        assert_eq!(check_length_but(&tree, &[("a.rs", 599)]).len(), 1);
        assert_eq!(
            check_length_but(&tree, &[("a.rs", 600), ("b.rs", 550)]).len(),
            1
        );
    }
}
