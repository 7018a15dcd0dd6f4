//! The files that the rules read. Never follows links, never leaves the repository.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use crate::rust_source::RustSource;

/// The text files of the repository, or a made-up one.
#[derive(Debug, Default)]
pub struct Tree {
    files: Vec<File>,
}

/// One file; the path is relative to the root, with `/`.
#[derive(Debug)]
pub struct File {
    pub path: String,
    pub text: String,
    /// The parts of a Rust file; empty for others.
    pub rust: RustSource,
}

/// What a rule objects to. Shown as `path:line: text`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub path: String,
    /// Counted from 1.
    pub line: usize,
    pub text: String,
}

impl Finding {
    /// An objection to one line of a file.
    pub fn new(file: &File, line: usize, text: impl Into<String>) -> Self {
        Self {
            path: file.path.clone(),
            line,
            text: text.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.text)
    }
}

impl Tree {
    /// Reads the Rust, Cargo, Fluent and SQL files below `root`, and `deny.toml`.
    ///
    /// # Errors
    /// When a directory or a file cannot be read, or is not UTF-8.
    pub fn read(root: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        walk(root, "", &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { files })
    }

    /// A tree for the tests of a rule.
    #[must_use]
    pub fn made_up(files: &[(&str, &str)]) -> Self {
        Self {
            files: files
                .iter()
                .map(|(path, text)| File::new((*path).to_owned(), (*text).to_owned()))
                .collect(),
        }
    }

    /// All files, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// The Rust files.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.files().filter(|file| file.path.ends_with(".rs"))
    }
}

impl File {
    fn new(path: String, text: String) -> Self {
        let rust = if path.ends_with(".rs") {
            RustSource::scan(&text)
        } else {
            RustSource::default()
        };
        Self { path, text, rust }
    }

    /// Whether the whole file serves tests, measurements or example data.
    #[must_use]
    pub fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let folder = |name: &str| self.path.split('/').any(|part| part == name);
        folder("tests")
            || folder("benches")
            || folder("examples")
            || name == "tests.rs"
            || name.ends_with("_tests.rs")
            || self.path.starts_with("crates/testkit/")
            || self.path.starts_with("crates/tidy/")
    }

    /// Whether a line belongs to a test.
    #[must_use]
    pub fn is_test_line(&self, line: usize) -> bool {
        self.is_test() || self.rust.is_test_line(line)
    }
}

const SKIPPED: [&str; 5] = [
    "target",
    "node_modules",
    "quen-data",
    "test-results",
    "dist",
];

fn walk(folder: &Path, prefix: &str, files: &mut Vec<File>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() && !name.starts_with('.') && !SKIPPED.contains(&name.as_str()) {
            walk(&entry.path(), &format!("{path}/"), files)?;
        } else if kind.is_file() && is_read(&name) {
            files.push(File::new(path, fs::read_to_string(entry.path())?));
        }
    }
    Ok(())
}

fn is_read(name: &str) -> bool {
    ["Cargo.toml", "Cargo.lock", "deny.toml"].contains(&name)
        || [".rs", ".ftl", ".sql"]
            .iter()
            .any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_shows_file_and_line() {
        let tree = Tree::made_up(&[("a.rs", "")]);
        let finding = Finding::new(tree.files().next().unwrap(), 7, "why");
        assert_eq!(finding.to_string(), "a.rs:7: why");
    }

    #[test]
    fn tests_are_known_by_place_and_by_attribute() {
        let tree = Tree::made_up(&[
            ("crates/a/tests/it/quotes.rs", ""),
            ("crates/a/src/quotes/tests.rs", ""),
            ("crates/testkit/src/lib.rs", ""),
            (
                "crates/a/src/tests_of_water.rs",
                "fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() {}\n}\nfn c() {}\n",
            ),
        ]);
        let of_line_4: Vec<bool> = tree.files().map(|file| file.is_test_line(4)).collect();
        assert_eq!(of_line_4, [true; 4]);
        let of_line_6: Vec<bool> = tree.files().map(|file| file.is_test_line(6)).collect();
        assert_eq!(of_line_6, [true, true, true, false]);
    }
}
