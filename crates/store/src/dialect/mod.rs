//! The few words in which SQLite and PostgreSQL differ, for queries and for migrations. Small
//! functions from text to text; nothing here runs a statement.

mod render;
pub mod search;
mod words;

pub use render::render;

use crate::db::Sql;

/// The SQL spoken by the open database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// The word of the `-- only:` sections.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    /// Ends a SELECT whose rows several workers take at once: each passes over those that another holds.
    pub fn skip_locked(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE SKIP LOCKED",
        }
    }

    /// Ends a SELECT whose rows are about to be changed by the same writer: nobody else changes them in between.
    pub fn locks(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE OF t",
        }
    }

    /// Ends a subselect that is asked for each row: PostgreSQL would join the tables and sort all that match, where a list stops
    /// at its page. SQLite asks for each row anyway.
    pub fn for_each_row(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " OFFSET 0",
        }
    }

    /// Behind the name of a table: the index that leads into it. SQLite takes a unique key for it where that reads whole rows;
    /// PostgreSQL goes by its statistics.
    pub fn by_index(self, index: &str) -> String {
        match self {
            Self::Sqlite => format!(" INDEXED BY {index}"),
            Self::Postgres => String::new(),
        }
    }

    /// The condition that a column is among the answers of `select`, which is run exactly once.
    pub fn is_among(self, select: &str) -> String {
        match self {
            Self::Sqlite => format!("IN ({select})"),
            Self::Postgres => format!("= ANY (ARRAY ({select}))"),
        }
    }

    /// The function that tells where a text stands in another, 0 for nowhere: `f(text, part)`.
    pub fn position(self) -> &'static str {
        match self {
            Self::Sqlite => "instr",
            Self::Postgres => "strpos",
        }
    }

    /// A JSON column as its compact text.
    pub fn json_text(self, column: &str) -> String {
        match self {
            Self::Sqlite => column.to_owned(),
            Self::Postgres => format!("replace({column}::text, '\", \"', '\",\"')"),
        }
    }

    /// An expression for one member of a JSON column as text (`true`, `12`, `Đà Nẵng`), NULL when
    /// it is absent or null. `key` may hold anything; `column` is the code's own.
    pub fn json_get_text(self, column: &str, key: &str) -> String {
        match self {
            Self::Sqlite => {
                let path = format!("'$.{}'", quoted(&serde_json::Value::from(key).to_string()));
                format!(
                    "CASE json_type({column}, {path}) WHEN 'true' THEN 'true' \
                     WHEN 'false' THEN 'false' \
                     ELSE CAST(json_extract({column}, {path}) AS TEXT) END"
                )
            }
            Self::Postgres => format!("({column} ->> '{}')", quoted(key)),
        }
    }
}

/// Appends the condition that `column` begins with `prefix`, exactly and by an index on the
/// column. A range and not LIKE: PostgreSQL uses no index for LIKE behind row-level security, and
/// SQLite's LIKE ignores case.
pub fn push_prefix(query: &mut Sql, column: &str, prefix: &str) {
    // No text that people write goes on with the last code point there is.
    let end = format!("{prefix}{}", char::MAX);
    query.push("(").push(column).push(" >= ").push_bind(prefix);
    query
        .push(" AND ")
        .push(column)
        .push(" < ")
        .push_bind(end)
        .push(")");
}

/// Text for inside single quotes.
fn quoted(text: &str) -> String {
    text.replace('\'', "''")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::sql;

    #[test]
    fn a_prefix_is_a_range() {
        let mut query = sql("SELECT id FROM words WHERE ");
        push_prefix(&mut query, "word", "ngu");
        assert_eq!(
            query.text(),
            "SELECT id FROM words WHERE (word >= $1 AND word < $2)"
        );
        assert_eq!(query.params(), ["ngu".into(), "ngu\u{10ffff}".into()]);
    }

    #[test]
    fn keys_cannot_leave_their_quotes() {
        assert_eq!(
            Dialect::Postgres.json_get_text("custom", "it's"),
            "(custom ->> 'it''s')"
        );
        let sqlite = Dialect::Sqlite.json_get_text("custom", "it's");
        assert!(sqlite.contains(r#"'$."it''s"'"#), "{sqlite}");
    }
}
