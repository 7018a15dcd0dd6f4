//! Sentences that nobody shows. A key counts as used when the code names its function, the key itself, or, for keys
//! put together at run time (`error-` and a code), the end of it as a literal.

use std::collections::BTreeSet;

use crate::rust_source::is_word;
use crate::{Finding, Tree};

const LOCALE: &str = "crates/words/locales/vi/";

/// Finds unused keys. `allowed` has a key a line, or a beginning of keys with `*`; `#` opens a comment.
#[must_use]
pub fn check(tree: &Tree, allowed: &str) -> Vec<Finding> {
    let allowed: Vec<&str> = allowed
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let is_allowed = |key: &str| {
        allowed.iter().any(|rule| {
            rule.strip_suffix('*')
                .map_or(*rule == key, |start| key.starts_with(start))
        })
    };
    let said = Said::collect(tree);
    let mut found = Vec::new();
    for file in tree.files().filter(|file| file.path.starts_with(LOCALE)) {
        for (index, line) in file.text.lines().enumerate() {
            if let Some(key) = key(line).filter(|key| !said.names(key) && !is_allowed(key)) {
                found.push(Finding::new(
                    file,
                    index + 1,
                    format!("nothing shows {key}"),
                ));
            }
        }
    }
    found
}

/// The key that a line of Fluent defines. Attributes go with their message; terms serve other messages.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end();
    let is_key = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    is_key.then_some(key)
}

/// What the code says: identifiers, and literals without spaces.
struct Said<'t> {
    words: BTreeSet<&'t str>,
    literals: BTreeSet<&'t str>,
}

impl<'t> Said<'t> {
    fn collect(tree: &'t Tree) -> Self {
        let mut said = Self {
            words: BTreeSet::new(),
            literals: BTreeSet::new(),
        };
        for file in tree
            .rust()
            .filter(|file| !file.path.starts_with("crates/words/") && !file.is_test())
        {
            said.words.extend(file.rust.code.split(|c| !is_word(c)));
            said.literals
                .extend(file.rust.strings.iter().map(|string| string.text.as_str()));
        }
        said
    }

    fn names(&self, key: &str) -> bool {
        self.words.contains(key.replace('-', "_").as_str())
            || self.literals.contains(key)
            || key.match_indices('-').any(|(place, _)| {
                let (start, end) = key.split_at(place + 1);
                self.literals.contains(end)
                    && self.literals.iter().any(|literal| joins(literal, start))
            })
    }
}

/// Whether a literal is the start of a key, alone or with a placeholder after it: `error-{code}`.
fn joins(literal: &str, start: &str) -> bool {
    literal
        .strip_prefix(start)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('{'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unused_keys_are_found() {
        let ftl = "### Head\n# $x who\nused = A\nby-key = B\n    .hint = C\nerror-late = D { $x ->\n   *[other] e\n}\nunused = F\nlisted = G\nnav-a = H\n";
        let tree = Tree::made_up(&[
            ("crates/words/locales/vi/a.ftl", ftl),
            ("crates/words/src/lib.rs", "fn unused() {}"),
            (
                "crates/html/src/a.rs",
                "t::used(w); w.text(\"by-key\"); f(\"late\"); format!(\"error-{code}\");",
            ),
            ("crates/html/tests/a.rs", "t::unused(w);"),
        ]);
        let found: Vec<_> = check(&tree, "# later\nlisted\nnav-*\n")
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            found,
            ["crates/words/locales/vi/a.ftl:9: nothing shows unused"]
        );
        assert_eq!(check(&tree, "").len(), 3);
    }
}
