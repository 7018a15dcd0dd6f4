//! Turning one migration text into the SQL of one database.
//!
//! * Upper-case type words (`UUID INSTANT DAY JSON BOOL BIGINT FLOAT TEXT BYTES SERIAL_KEY`) become
//!   the database's types, outside strings, quoted names and comments.
//! * `-- only: sqlite` or `-- only: postgres` up to `-- end` keeps lines for one database.
//! * `-- tenant: parties` turns on row-level security by `workspace_id` on PostgreSQL.
//! * On SQLite every `CREATE TABLE` becomes STRICT. `WITHOUT ROWID` is left out on PostgreSQL.

use super::Dialect;
use super::words::replacement;
use crate::db::DbError;

/// The SQL to run. An unclosed or unknown section is `DbError::Unsupported`.
pub fn render(text: &str, dialect: Dialect) -> Result<String, DbError> {
    let mut rendering = Rendering::new(dialect);
    let chosen = sections(text, dialect)?;
    let mut rest = chosen.as_str();
    while let Some(piece) = next_piece(rest) {
        rest = rest.get(piece.len()..).unwrap_or_default();
        rendering.take(piece);
    }
    Ok(rendering.out)
}

/// Resolves `-- only:` and `-- tenant:` lines.
fn sections(text: &str, dialect: Dialect) -> Result<String, DbError> {
    let mut out = String::with_capacity(text.len());
    let mut only: Option<&str> = None;
    for line in text.lines() {
        let mark = line.trim();
        if let Some(word) = mark.strip_prefix("-- only:").map(str::trim) {
            if only.is_some() || !matches!(word, "sqlite" | "postgres") {
                return Err(DbError::Unsupported(
                    "`-- only:` wants sqlite or postgres, unnested",
                ));
            }
            only = Some(word);
        } else if mark == "-- end" {
            only.take()
                .ok_or(DbError::Unsupported("`-- end` without `-- only:`"))?;
        } else if only.is_some_and(|word| word != dialect.word()) {
            continue;
        } else if let Some(table) = mark.strip_prefix("-- tenant:").map(str::trim) {
            if dialect == Dialect::Postgres {
                out.push_str(&tenant(table));
            }
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    match only {
        None => Ok(out),
        Some(_) => Err(DbError::Unsupported("`-- only:` without `-- end`")),
    }
}

/// The second wall: even a query that forgets the workspace sees only its own rows. FORCE, because
/// the server connects as the owner of the tables.
fn tenant(table: &str) -> String {
    let own = "workspace_id = current_setting('app.workspace')::uuid";
    format!(
        "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; \
         ALTER TABLE {table} FORCE ROW LEVEL SECURITY; \
         CREATE POLICY tenant ON {table} USING ({own}) WITH CHECK ({own});"
    )
}

/// The next word, quoted run, comment or single character.
fn next_piece(rest: &str) -> Option<&str> {
    let first = rest.chars().next()?;
    let end = match first {
        '\'' | '"' => quoted_end(rest, first),
        '-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
        '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |at| at + 2),
        _ if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
        _ => first.len_utf8(),
    };
    rest.get(..end)
}

fn quoted_end(rest: &str, quote: char) -> usize {
    let inside = rest.get(1..).unwrap_or_default();
    inside.find(quote).map_or(rest.len(), |at| at + 2)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Which kind of statement the pieces belong to, as far as types and STRICT depend on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Statement {
    /// Nothing seen yet.
    Start,
    /// After `CREATE`, `TEMP` and the like.
    Create,
    CreateTable,
    /// `CREATE TABLE … AS` or one that says STRICT itself.
    CreateTableAsIs,
    /// After `ALTER`.
    Alter,
    AlterTable,
    Other,
}

struct Rendering {
    dialect: Dialect,
    out: String,
    statement: Statement,
    depth: usize,
    without_rowid: bool,
}

impl Rendering {
    fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            out: String::new(),
            statement: Statement::Start,
            depth: 0,
            without_rowid: false,
        }
    }

    fn take(&mut self, piece: &str) {
        match piece {
            "(" => self.depth += 1,
            ")" => self.depth = self.depth.saturating_sub(1),
            ";" if self.depth == 0 => self.end_statement(),
            word if word.starts_with(is_word) => return self.word(word),
            _ => {}
        }
        self.out.push_str(piece);
    }

    fn word(&mut self, word: &str) {
        self.statement = self.after(word);
        let in_table = matches!(
            self.statement,
            Statement::CreateTable | Statement::CreateTableAsIs
        );
        if in_table && self.depth == 0 && matches!(word, "WITHOUT" | "ROWID") {
            self.without_rowid = true;
            if self.dialect == Dialect::Postgres {
                return;
            }
        }
        let collates = match self.statement {
            Statement::CreateTable | Statement::CreateTableAsIs => self.depth == 1,
            Statement::AlterTable => self.depth == 0,
            _ => false,
        };
        let replaced = replacement(word, self.dialect, collates);
        self.out.push_str(replaced.unwrap_or(word));
    }

    fn after(&self, word: &str) -> Statement {
        match (self.statement, word) {
            (Statement::Start, "CREATE") => Statement::Create,
            (Statement::Start, "ALTER") => Statement::Alter,
            (Statement::Start, _) => Statement::Other,
            (Statement::Create, "TEMP" | "TEMPORARY" | "UNLOGGED") => Statement::Create,
            (Statement::Create, "TABLE") => Statement::CreateTable,
            (Statement::Create, _) => Statement::Other,
            (Statement::Alter, "TABLE") => Statement::AlterTable,
            (Statement::Alter, _) => Statement::Other,
            (Statement::CreateTable, "AS" | "STRICT") if self.depth == 0 => {
                Statement::CreateTableAsIs
            }
            (statement, _) => statement,
        }
    }

    fn end_statement(&mut self) {
        if self.statement == Statement::CreateTable && self.dialect == Dialect::Sqlite {
            let strict = if self.without_rowid {
                ", STRICT"
            } else {
                " STRICT"
            };
            self.out.push_str(strict);
        }
        self.statement = Statement::Start;
        self.without_rowid = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "CREATE TABLE parties (
    workspace_id UUID NOT NULL, -- the TEXT of a comment; stays
    name TEXT NOT NULL DEFAULT 'TEXT; not a UUID',
    day DAY, at INSTANT, custom JSON, ok BOOL, n BIGINT, b BYTES, f FLOAT,
    CHECK (CAST(n AS TEXT) <> '')
) WITHOUT ROWID;
-- tenant: parties
ALTER TABLE parties ADD COLUMN note TEXT;
CREATE INDEX parties_name ON parties (name);
";

    #[test]
    fn sqlite_gets_strict_tables_of_its_own_types() {
        let expected = "CREATE TABLE parties (
    workspace_id BLOB NOT NULL, -- the TEXT of a comment; stays
    name TEXT NOT NULL DEFAULT 'TEXT; not a UUID',
    day INTEGER, at INTEGER, custom TEXT, ok INTEGER, n INTEGER, b BLOB, f REAL,
    CHECK (CAST(n AS TEXT) <> '')
) WITHOUT ROWID, STRICT;

ALTER TABLE parties ADD COLUMN note TEXT;
CREATE INDEX parties_name ON parties (name);
";
        assert_eq!(render(TABLE, Dialect::Sqlite).unwrap(), expected);
    }

    #[test]
    fn postgres_gets_code_point_order_and_row_level_security() {
        let rendered = render(TABLE, Dialect::Postgres).unwrap();
        for expected in [
            "workspace_id uuid NOT NULL",
            "name text COLLATE \"C\" NOT NULL DEFAULT 'TEXT; not a UUID'",
            "day date, at timestamptz, custom jsonb, ok boolean, n bigint, b bytea, f double precision",
            "CAST(n AS text)",
            ")  ;",
            "ALTER TABLE parties FORCE ROW LEVEL SECURITY;",
            "ADD COLUMN note text COLLATE \"C\";",
        ] {
            assert!(rendered.contains(expected), "{expected} in {rendered}");
        }
    }

    #[test]
    fn sections_go_to_one_database() {
        let text =
            "SELECT 1;\n-- only: sqlite\nSELECT 2;\n-- end\n-- only: postgres\nSELECT 3;\n-- end\n";
        assert!(!render(text, Dialect::Sqlite).unwrap().contains('3'));
        assert!(!render(text, Dialect::Postgres).unwrap().contains('2'));
        for broken in ["-- only: sqlite\n", "-- end\n", "-- only: mysql\n-- end\n"] {
            assert!(render(broken, Dialect::Sqlite).is_err(), "{broken}");
        }
    }

    #[test]
    fn only_plain_tables_become_strict() {
        for text in [
            "CREATE VIRTUAL TABLE f USING fts5(x);",
            "CREATE TABLE a AS SELECT 1 AS x;",
            "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END;",
        ] {
            assert!(
                !render(text, Dialect::Sqlite).unwrap().contains("STRICT"),
                "{text}"
            );
        }
        let serial = render("CREATE TABLE s (id SERIAL_KEY);", Dialect::Sqlite).unwrap();
        assert_eq!(serial, "CREATE TABLE s (id INTEGER PRIMARY KEY) STRICT;\n");
    }
}
