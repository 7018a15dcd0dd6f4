//! One room for dialects: only `store/src/db` and `store/src/dialect` (with the migrations) tell SQLite from
//! PostgreSQL, and only the store holds SQL. The binary and the benchmarks may name the databases, for they choose one.

use crate::{Finding, Tree};

const DIALECT: [&str; 6] = [
    "sqlite",
    "postgres",
    "rusqlite",
    "tokio_postgres",
    "deadpool_postgres",
    "fts5",
];

const DIALECT_ROOMS: [&str; 5] = [
    "crates/store/src/db/",
    "crates/store/src/dialect",
    "crates/store/src/migrations",
    "crates/quen/",
    "bench/",
];

/// Beginnings of statements and clauses, in capitals as SQL is written here.
const SQL: [&str; 11] = [
    "SELECT ",
    "INSERT INTO ",
    "DELETE FROM ",
    "UPDATE ",
    "CREATE TABLE ",
    "CREATE INDEX ",
    "CREATE UNIQUE ",
    "ALTER TABLE ",
    "DROP TABLE ",
    " WHERE ",
    " ORDER BY ",
];

/// Finds words of one database outside the room for dialects.
#[must_use]
pub fn check_dialects(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree
        .rust()
        .filter(|file| !DIALECT_ROOMS.iter().any(|room| file.path.starts_with(room)))
    {
        let code = file
            .rust
            .lines()
            .map(|(line, code)| (line, code.to_owned()));
        let strings = file
            .rust
            .strings
            .iter()
            .map(|piece| (piece.line, piece.text.clone()));
        for (line, text) in code
            .chain(strings)
            .filter(|(line, _)| !file.is_test_line(*line))
        {
            let lower = text.to_lowercase();
            if let Some(word) = DIALECT.iter().find(|word| lower.contains(*word)) {
                found.push(Finding::new(
                    file,
                    line,
                    format!("“{word}” belongs in crates/store/src/db or dialect"),
                ));
            }
        }
    }
    found
}

/// Finds SQL in string literals outside the store.
#[must_use]
pub fn check_sql(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree
        .rust()
        .filter(|file| !file.path.starts_with("crates/store/"))
    {
        for string in file
            .rust
            .strings
            .iter()
            .filter(|string| !file.is_test_line(string.line))
        {
            if let Some(word) = SQL.iter().find(|word| string.text.contains(*word)) {
                found.push(Finding::new(
                    file,
                    string.line,
                    format!("SQL (“{}”) belongs in the store", word.trim()),
                ));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialect_word_outside_its_room_is_found() {
        let text =
            "//! On SQLite this is quick.\nuse rusqlite::Row;\nconst A: &str = \"USING FTS5\";\n";
        for (path, count) in [
            ("crates/store/src/parties.rs", 2),
            ("crates/service/src/parties.rs", 2),
            ("crates/store/src/db/sqlite/reader.rs", 0),
            ("crates/store/src/dialect/search.rs", 0),
            ("crates/store/src/migrations/runner.rs", 0),
            ("crates/quen/src/main.rs", 0),
            ("crates/store/tests/story.rs", 0),
        ] {
            assert_eq!(
                check_dialects(&Tree::made_up(&[(path, text)])).len(),
                count,
                "{path}"
            );
        }
    }

    #[test]
    fn sql_outside_the_store_is_found() {
        let text = "fn a() { b(\"SELECT id FROM parties\"); }\n#[cfg(test)]\nmod tests {\n const Q: &str = \"DELETE FROM x\";\n}\n";
        let of = |path| {
            check_sql(&Tree::made_up(&[(path, text)]))
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            of("crates/html/src/parties.rs"),
            ["crates/html/src/parties.rs:1: SQL (“SELECT”) belongs in the store"]
        );
        assert_eq!(of("crates/store/src/parties.rs"), [""; 0]);
    }

    #[test]
    fn english_is_not_sql() {
        let text = "const A: &str = \"Select where to update\";\n";
        assert_eq!(
            check_sql(&Tree::made_up(&[("crates/html/src/a.rs", text)])),
            []
        );
    }
}
