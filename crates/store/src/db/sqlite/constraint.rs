//! Naming a broken constraint as PostgreSQL would, so that the store matches one name. SQLite
//! tells columns (`UNIQUE constraint failed: parties.workspace_id, parties.phone`), not the index.

use rusqlite::{Connection, Error, ffi};

use super::super::{ConstraintKind, DbError};
use super::error;

/// Translates any error of a statement, looking up the name when a constraint was broken.
pub(super) fn explain(connection: &Connection, error: Error) -> DbError {
    let Some(code) = error.sqlite_error().map(|failure| failure.extended_code) else {
        return error::plain(error);
    };
    let kind = match code {
        ffi::SQLITE_CONSTRAINT_UNIQUE
        | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | ffi::SQLITE_CONSTRAINT_ROWID => ConstraintKind::Unique,
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => ConstraintKind::Foreign,
        ffi::SQLITE_CONSTRAINT_NOTNULL => ConstraintKind::NotNull,
        ffi::SQLITE_CONSTRAINT_CHECK => ConstraintKind::Check,
        _ => return error::plain(error),
    };
    let message = error.to_string();
    let subject = message.split_once("failed: ").map_or("", |(_, rest)| rest);
    let name = match kind {
        ConstraintKind::Unique => unique_name(connection, subject),
        _ => subject.to_owned(),
    };
    DbError::Constraint { kind, name }
}

/// `index 'x'` names itself; a list of columns is looked up among the table's unique indexes.
fn unique_name(connection: &Connection, subject: &str) -> String {
    if let Some(name) = subject.strip_prefix("index '") {
        return name.trim_end_matches('\'').to_owned();
    }
    let mut columns = Vec::new();
    let mut table = "";
    for part in subject.split(", ") {
        let Some((owner, column)) = part.split_once('.') else {
            return subject.to_owned();
        };
        table = owner;
        columns.push(column);
    }
    // A look-up that fails leaves the default name, which is still a truthful one.
    match index_on(connection, table, &columns) {
        Ok(Some((name, origin))) if origin == "c" => name,
        Ok(Some((_, origin))) if origin == "pk" => format!("{table}_pkey"),
        Ok(None) => format!("{table}_pkey"),
        _ => format!("{table}_{}_key", columns.join("_")),
    }
}

/// The unique index on exactly these columns: its name and origin (`c` created, `u` inline, `pk`).
/// None for an INTEGER PRIMARY KEY, which has no index.
fn index_on(
    connection: &Connection,
    table: &str,
    columns: &[&str],
) -> rusqlite::Result<Option<(String, String)>> {
    let mut list = connection.prepare(
        "SELECT list.name, list.origin,
                (SELECT group_concat(info.name) FROM pragma_index_info(list.name) AS info)
         FROM pragma_index_list(?1) AS list WHERE list.\"unique\" ORDER BY list.seq DESC",
    )?;
    let wanted = columns.join(",");
    let mut rows = list.query([table])?;
    while let Some(row) = rows.next()? {
        if row.get::<_, Option<String>>(2)?.as_deref() == Some(wanted.as_str()) {
            return Ok(Some((row.get(0)?, row.get(1)?)));
        }
    }
    Ok(None)
}
