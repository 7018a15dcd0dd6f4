//! The tables that a plan leaves behind, read from the text of its steps: the one list of what the schema holds.
//! It reads what this product's migrations say and no other SQL; a test holds it against both databases.

use super::Migration;

/// What a column holds, by its type word in the migrations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// `UUID`.
    Uuid,
    /// `INSTANT`.
    Instant,
    /// `DAY`.
    Day,
    /// `JSON`.
    Json,
    /// `BOOL`.
    Bool,
    /// `BIGINT`.
    Int,
    /// `FLOAT`.
    Float,
    /// `TEXT`.
    Text,
    /// `BYTES`.
    Bytes,
    /// `SERIAL_KEY`: given by each database anew.
    Serial,
}

impl ColumnKind {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "UUID" => Self::Uuid,
            "INSTANT" => Self::Instant,
            "DAY" => Self::Day,
            "JSON" => Self::Json,
            "BOOL" => Self::Bool,
            "BIGINT" => Self::Int,
            "FLOAT" => Self::Float,
            "TEXT" => Self::Text,
            "BYTES" => Self::Bytes,
            "SERIAL_KEY" => Self::Serial,
            _ => return None,
        })
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// A table as the last step leaves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns in order.
    pub columns: Vec<Column>,
    /// The columns of its primary key.
    pub key: Vec<String>,
    /// Whether row-level security keeps its rows apart by workspace.
    pub tenant: bool,
    /// Whether only one of the databases has it.
    pub local: bool,
}

impl Table {
    /// Whether it has this column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|found| found.name == column)
    }
}

/// All tables in the order of their making, so that what a row refers to comes before it.
pub fn tables(plan: &[Migration]) -> Vec<Table> {
    let mut found = Vec::new();
    for step in plan {
        read(step.sql, &mut found);
    }
    found
}

/// Reads one step: statements end with `;` at the end of a line.
fn read(text: &str, found: &mut Vec<Table>) {
    let (mut local, mut statement) = (false, String::new());
    for line in text.lines() {
        let mark = line.trim();
        if let Some(table) = mark.strip_prefix("-- tenant:") {
            change(found, table.trim(), |table| table.tenant = true);
        } else if mark.starts_with("-- only:") {
            local = true;
        } else if mark == "-- end" {
            local = false;
        }
        let code = line.split("--").next().unwrap_or_default().trim();
        statement.push(' ');
        statement.push_str(code);
        if code.ends_with(';') {
            take(statement.trim().trim_end_matches(';'), local, found);
            statement.clear();
        }
    }
}

fn take(statement: &str, local: bool, found: &mut Vec<Table>) {
    let words: Vec<&str> = statement.split_whitespace().collect();
    match words.as_slice() {
        ["CREATE", "TABLE", name, ..] => found.extend(create(name, statement, local)),
        ["DROP", "TABLE", name] => found.retain(|table| table.name != *name),
        ["ALTER", "TABLE", name, "ADD", "COLUMN", column, kind, ..] => {
            let column = ColumnKind::of(kind).map(|kind| Column {
                name: (*column).to_owned(),
                kind,
            });
            change(found, name, |table| table.columns.extend(column));
        }
        ["ALTER", "TABLE", name, "DROP", "COLUMN", column] => change(found, name, |table| {
            table.columns.retain(|c| c.name != *column)
        }),
        ["ALTER", "TABLE", name, "RENAME", "TO", new] => {
            change(found, name, |table| (*new).clone_into(&mut table.name))
        }
        ["ALTER", "TABLE", name, "RENAME", "COLUMN", old, "TO", new] => {
            change(found, name, |table| {
                for column in table
                    .columns
                    .iter_mut()
                    .filter(|column| column.name == *old)
                {
                    (*new).clone_into(&mut column.name);
                }
            })
        }
        _ => {}
    }
}

fn change(found: &mut [Table], name: &str, change: impl FnOnce(&mut Table)) {
    if let Some(table) = found.iter_mut().find(|table| table.name == name) {
        change(table);
    }
}

fn create(name: &str, statement: &str, local: bool) -> Option<Table> {
    let (_, rest) = statement.split_once('(')?;
    let (body, _) = rest.rsplit_once(')')?;
    let mut table = Table {
        name: name.trim_end_matches('(').to_owned(),
        columns: Vec::new(),
        key: Vec::new(),
        tenant: false,
        local,
    };
    for part in parts(body) {
        let mut words = part.split_whitespace();
        match (words.next()?, words.next()) {
            ("PRIMARY", _) => table.key = inside(part),
            (column, Some(word)) => {
                let Some(kind) = ColumnKind::of(word.trim_end_matches(',')) else {
                    continue;
                };
                if kind == ColumnKind::Serial || part.contains("PRIMARY KEY") {
                    table.key = vec![column.to_owned()];
                }
                table.columns.push(Column {
                    name: column.to_owned(),
                    kind,
                });
            }
            _ => {}
        }
    }
    Some(table)
}

/// The names in the brackets of a key.
fn inside(part: &str) -> Vec<String> {
    let names = part.split(['(', ')']).nth(1).unwrap_or_default();
    names
        .split(',')
        .map(|name| name.trim().to_owned())
        .collect()
}

/// Splits at commas that stand in no bracket.
fn parts(body: &str) -> Vec<&str> {
    let (mut depth, mut begun, mut found) = (0_usize, 0, Vec::new());
    for (at, letter) in body.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.extend(body.get(begun..at));
                begun = at + 1;
            }
            _ => {}
        }
    }
    found.extend(body.get(begun..));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(sql: &'static str) -> Vec<Table> {
        tables(&[Migration {
            version: 1,
            name: "one",
            sql,
        }])
    }

    #[test]
    fn a_table_is_read_with_its_key_and_wall() {
        let found = plan(
            "-- words, with; marks\nCREATE TABLE parties (\n  workspace_id UUID NOT NULL REFERENCES workspaces (id), -- the tenant\n  id UUID NOT NULL,\n  \
             spend BIGINT NOT NULL CHECK (spend >= 0),\n  PRIMARY KEY (workspace_id, id),\n  FOREIGN KEY (workspace_id, id) REFERENCES x (a, b)\n);\n\
             -- tenant: parties\nCREATE INDEX parties_id ON parties (id);\n",
        );
        let [table] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!(
            (table.name.as_str(), table.tenant, table.local),
            ("parties", true, false)
        );
        assert_eq!(table.key, ["workspace_id", "id"]);
        let columns: Vec<(&str, ColumnKind)> = table
            .columns
            .iter()
            .map(|c| (c.name.as_str(), c.kind))
            .collect();
        assert_eq!(
            columns,
            [
                ("workspace_id", ColumnKind::Uuid),
                ("id", ColumnKind::Uuid),
                ("spend", ColumnKind::Int)
            ]
        );
    }

    #[test]
    fn later_steps_change_it() {
        let found = plan(
            "CREATE TABLE a (id SERIAL_KEY, old TEXT, gone DAY);\nCREATE TABLE b (id UUID PRIMARY KEY);\nALTER TABLE a ADD COLUMN new JSON;\n\
             ALTER TABLE a DROP COLUMN gone;\nALTER TABLE a RENAME COLUMN old TO older;\nALTER TABLE a RENAME TO c;\nDROP TABLE b;\n\
             -- only: sqlite\nCREATE VIRTUAL TABLE f USING fts5 (x);\nCREATE TABLE l (id UUID PRIMARY KEY);\n-- end\n",
        );
        let names: Vec<(&str, bool)> = found
            .iter()
            .map(|table| (table.name.as_str(), table.local))
            .collect();
        assert_eq!(names, [("c", false), ("l", true)]);
        let columns: Vec<&str> = found[0].columns.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(
            (columns, found[0].key.clone()),
            (vec!["id", "older", "new"], vec!["id".to_owned()])
        );
    }
}
