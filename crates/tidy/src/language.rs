//! What users read is never a literal in code: Vietnamese letters in a string mean a sentence that belongs in
//! `crates/words/locales`. The library about Vietnam, tests, benchmarks and demo data may hold them.

use crate::{File, Finding, Tree};

/// Finds Vietnamese in string literals.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.rust().filter(|file| !may_speak(file)) {
        for string in file
            .rust
            .strings
            .iter()
            .filter(|string| !file.is_test_line(string.line))
        {
            if string.text.chars().any(is_vietnamese) {
                found.push(Finding::new(
                    file,
                    string.line,
                    "put the sentence into crates/words/locales",
                ));
            }
        }
    }
    found
}

fn may_speak(file: &File) -> bool {
    file.path.starts_with("crates/words/")
        || file.path.starts_with("crates/vietnam/")
        || file.path.starts_with("bench/")
        || file
            .path
            .split('/')
            .any(|part| part == "demo" || part == "demo.rs")
}

/// A letter of Vietnamese that English does not have.
fn is_vietnamese(c: char) -> bool {
    const PLAIN: &str = "àáâãèéêìíòóôõùúýăđĩũơưÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ";
    matches!(c, '\u{1ea0}'..='\u{1ef9}') || PLAIN.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_in_code_is_found() {
        let text = "//! Khách quen.\nfn a() { b(\"Lưu\", \"Save · 1 ₫\"); }\n#[cfg(test)]\nmod tests { const A: &str = \"Hủy\"; }\n";
        for (path, count) in [
            ("crates/html/src/quotes.rs", 1),
            ("crates/vietnam/src/names.rs", 0),
            ("crates/words/src/lib.rs", 0),
            ("crates/testkit/src/lib.rs", 0),
            ("crates/service/src/demo/people.rs", 0),
            ("crates/html/tests/it/quotes.rs", 0),
        ] {
            assert_eq!(
                check(&Tree::made_up(&[(path, text)])).len(),
                count,
                "{path}"
            );
        }
    }
}
