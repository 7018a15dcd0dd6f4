//! What a finished change does not leave behind: notes to oneself, debug output, lints switched off without a reason.

use crate::rust_source::is_word;
use crate::{Finding, Tree};

const NOTES: [&str; 2] = ["TODO", "FIXME"];
const MACROS: [&str; 3] = ["dbg!(", "todo!(", "unimplemented!("];

/// Finds notes to oneself and debug output.
#[must_use]
pub fn check_notes(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.rust() {
        for comment in &file.rust.comments {
            for (offset, line) in comment.text.lines().enumerate() {
                if let Some(note) = line
                    .split(|c| !is_word(c))
                    .find(|word| NOTES.contains(word))
                {
                    found.push(Finding::new(
                        file,
                        comment.line + offset,
                        format!("{note}: do it, or file an issue"),
                    ));
                }
            }
        }
        for (line, code) in file.rust.lines() {
            if let Some(name) = MACROS.iter().find(|name| code.contains(*name)) {
                found.push(Finding::new(file, line, format!("{name}…) is left over")));
            }
        }
    }
    found
}

/// Finds `#[allow(…)]` and `#[expect(…)]` without a reason.
#[must_use]
pub fn check_lints(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.rust() {
        let code = &file.rust.code;
        for opening in ["[allow(", "[expect("] {
            for (start, _) in code.match_indices(opening) {
                let (before, attribute) = code.split_at(start);
                let inside = attribute.split(']').next().unwrap_or_default();
                if before.ends_with(['#', '!']) && !inside.contains("reason = ") {
                    let line = before.matches('\n').count() + 1;
                    found.push(Finding::new(
                        file,
                        line,
                        "a lint is switched off without `reason = \"…\"`",
                    ));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(found: &[Finding]) -> Vec<usize> {
        found.iter().map(|it| it.line).collect()
    }

    #[test]
    fn notes_and_debug_output_are_found() {
        let text = "//! A.\n// TODO later\n/* one\n FIXME two */\nfn a() { dbg!(1); todo!() }\n// TODOS, \"TODO\" is said\nlet b = \"TODO\";\n";
        let tree = Tree::made_up(&[("a.rs", text)]);
        assert_eq!(lines(&check_notes(&tree)), [2, 4, 6, 5]);
    }

    #[test]
    fn a_switched_off_lint_has_a_reason() {
        let text = "#![allow(dead_code)]\n#[expect(\n    clippy::panic,\n)]\n#[allow(dead_code, reason = \"why\")]\n#[expect(\n  a,\n  reason = \"b\"\n)]\n";
        let tree = Tree::made_up(&[("a.rs", text)]);
        assert_eq!(lines(&check_lints(&tree)), [1, 2]);
    }
}
