//! The type words of migrations and what each database calls them.

use super::Dialect;

/// Replaces a type word; `None` for any other word. `text` columns sort by code point on both
/// databases (`collates`), so keyset paging and prefix ranges mean the same.
pub(super) fn replacement(word: &str, dialect: Dialect, collates: bool) -> Option<&'static str> {
    let (sqlite, postgres) = match word {
        "UUID" => ("BLOB", "uuid"),
        "INSTANT" => ("INTEGER", "timestamptz"),
        "DAY" => ("INTEGER", "date"),
        "JSON" => ("TEXT", "jsonb"),
        "BOOL" => ("INTEGER", "boolean"),
        "BIGINT" => ("INTEGER", "bigint"),
        "FLOAT" => ("REAL", "double precision"),
        "TEXT" if collates => ("TEXT", "text COLLATE \"C\""),
        "TEXT" => ("TEXT", "text"),
        "BYTES" => ("BLOB", "bytea"),
        "SERIAL_KEY" => (
            "INTEGER PRIMARY KEY",
            "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        ),
        _ => return None,
    };
    Some(match dialect {
        Dialect::Sqlite => sqlite,
        Dialect::Postgres => postgres,
    })
}
