//! How a file looks: it opens with what it is, and neither it nor its functions grow without end.

use crate::{File, Finding, Tree};

/// Lines of a Rust file.
const FILE_LIMIT: usize = 500;
/// Lines of a function, from its name to its closing brace.
const FUNCTION_LIMIT: usize = 120;

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
    let mut found = Vec::new();
    for file in tree.rust() {
        let length = file.text.lines().count();
        found.extend(too_long(file, 1, length, FILE_LIMIT));
        for function in file.rust.functions() {
            let (first, last) = function.lines.into_inner();
            found.extend(too_long(file, first, last - first + 1, FUNCTION_LIMIT));
        }
    }
    found
}

fn too_long(file: &File, line: usize, length: usize, limit: usize) -> Option<Finding> {
    let what = format!("{length} lines, more than {limit}: split it by topic");
    (length > limit).then(|| Finding::new(file, line, what))
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
}
