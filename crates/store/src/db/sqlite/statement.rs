//! Running one statement on one connection, in that connection's thread. Statements are prepared
//! once and kept.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql};

use super::super::{DbError, FromRow, Row, Sql, Value};
use super::constraint;

/// All rows of a query.
pub(super) fn all<T: FromRow>(connection: &Connection, query: &Sql) -> Result<Vec<T>, DbError> {
    let mut found = Vec::new();
    each_row(connection, query, |row| {
        found.push(T::from_row(&row)?);
        Ok(())
    })?;
    Ok(found)
}

/// The first row. The rest is run through as well, so that `RETURNING` finishes its work.
pub(super) fn first<T: FromRow>(
    connection: &Connection,
    query: &Sql,
) -> Result<Option<T>, DbError> {
    let mut found = None;
    each_row(connection, query, |row| {
        if found.is_none() {
            found = Some(T::from_row(&row)?);
        }
        Ok(())
    })?;
    Ok(found)
}

/// A statement without rows; how many rows it changed.
pub(super) fn execute(connection: &Connection, query: &Sql) -> Result<u64, DbError> {
    execute_each(connection, &query.text, std::slice::from_ref(&query.params))
}

/// The same statement for each list of parameters; how many rows they changed together.
pub(super) fn execute_each(
    connection: &Connection,
    text: &str,
    rows: &[Vec<Value>],
) -> Result<u64, DbError> {
    let fail = |error| constraint::explain(connection, error);
    let mut statement = connection.prepare_cached(text).map_err(fail)?;
    let mut changed = 0;
    for params in rows {
        bind(connection, &mut statement, params)?;
        changed += statement.raw_execute().map_err(fail)?;
    }
    Ok(u64::try_from(changed).unwrap_or(u64::MAX))
}

fn each_row(
    connection: &Connection,
    query: &Sql,
    mut take: impl FnMut(Row<'_>) -> Result<(), DbError>,
) -> Result<(), DbError> {
    let fail = |error| constraint::explain(connection, error);
    let mut statement = connection.prepare_cached(&query.text).map_err(fail)?;
    bind(connection, &mut statement, &query.params)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(fail)? {
        take(Row::sqlite(row))?;
    }
    Ok(())
}

/// SQLite numbers `$7` by where it first stands in the text, so the name decides, not the order.
fn bind(
    connection: &Connection,
    statement: &mut CachedStatement<'_>,
    params: &[Value],
) -> Result<(), DbError> {
    let places = statement.parameter_count();
    if places != params.len() {
        return Err(DbError::Parameters(format!(
            "{places} placeholders, {} values",
            params.len()
        )));
    }
    for place in 1..=places {
        let number = placeholder_number(statement.parameter_name(place));
        let value = number
            .and_then(|number| params.get(number.checked_sub(1)?))
            .ok_or_else(|| DbError::Parameters("placeholders are $1 to $n".to_owned()))?;
        statement
            .raw_bind_parameter(place, Bound(value))
            .map_err(|error| constraint::explain(connection, error))?;
    }
    Ok(())
}

fn placeholder_number(name: Option<&str>) -> Option<usize> {
    name?.strip_prefix('$')?.parse().ok()
}

/// A value on its way into SQLite, borrowed where that is possible.
struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Bool(value) => ValueRef::Integer(i64::from(*value)),
            Value::Int(value) => ValueRef::Integer(*value),
            Value::Float(value) => ValueRef::Real(*value),
            Value::Text(value) => ValueRef::Text(value.as_bytes()),
            Value::Uuid(value) => ValueRef::Blob(value.as_bytes()),
            Value::Instant(value) => ValueRef::Integer(value.timestamp_micros()),
            Value::Day(value) => ValueRef::Integer(i64::from(value.to_epoch_days())),
            Value::Json(value) => return Ok(value.to_string().into()),
            Value::Bytes(value) => ValueRef::Blob(value),
        }))
    }
}
