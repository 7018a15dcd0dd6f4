//! Running one statement on one connection. Each is prepared once for a connection, which tells
//! the parameter types that `bind` converts to.

use std::pin::pin;

use futures_util::TryStreamExt as _;
use futures_util::stream::FuturesOrdered;
use tokio_postgres::Statement;

use super::super::{DbError, FromRow, Row, Sql, Value};
use super::bind::Bound;
use super::error;
use super::session::Session;

/// Statements of `execute_many` on the wire at once.
const IN_FLIGHT: usize = 256;

/// All rows.
pub(super) async fn all<T: FromRow>(session: &Session, query: &Sql) -> Result<Vec<T>, DbError> {
    let mut found = Vec::new();
    each_row(session, query, |row| {
        found.push(T::from_row(&row)?);
        Ok(())
    })
    .await?;
    Ok(found)
}

/// The first row.
pub(super) async fn first<T: FromRow>(
    session: &Session,
    query: &Sql,
) -> Result<Option<T>, DbError> {
    let mut found = None;
    each_row(session, query, |row| {
        if found.is_none() {
            found = Some(T::from_row(&row)?);
        }
        Ok(())
    })
    .await?;
    Ok(found)
}

/// A statement without rows; how many rows it changed.
pub(super) async fn execute(session: &Session, query: &Sql) -> Result<u64, DbError> {
    let statement = prepare(session, &query.text).await?;
    execute_prepared(session, &statement, &query.params).await
}

/// The same statement for each list of parameters, pipelined; how many rows they changed together.
pub(super) async fn execute_each(
    session: &Session,
    text: &str,
    rows: &[Vec<Value>],
) -> Result<u64, DbError> {
    let statement = prepare(session, text).await?;
    let mut sum = 0;
    let mut waiting = FuturesOrdered::new();
    for params in rows {
        if waiting.len() == IN_FLIGHT {
            sum += waiting.try_next().await?.unwrap_or_default();
        }
        waiting.push_back(execute_prepared(session, &statement, params));
    }
    while let Some(changed) = waiting.try_next().await? {
        sum += changed;
    }
    Ok(sum)
}

async fn execute_prepared(
    session: &Session,
    statement: &Statement,
    params: &[Value],
) -> Result<u64, DbError> {
    check_count(statement, params)?;
    session
        .client
        .execute_raw(statement, params.iter().map(Bound))
        .await
        .map_err(error::translate)
}

async fn each_row(
    session: &Session,
    query: &Sql,
    mut take: impl FnMut(Row<'_>) -> Result<(), DbError>,
) -> Result<(), DbError> {
    let statement = match query.anew {
        true => session.prepare_anew(&query.text).await,
        false => session.prepare(&query.text).await,
    };
    let statement = statement.map_err(error::translate)?;
    check_count(&statement, &query.params)?;
    let rows = session
        .client
        .query_raw(&statement, query.params.iter().map(Bound))
        .await
        .map_err(error::translate)?;
    let mut rows = pin!(rows);
    while let Some(row) = rows.try_next().await.map_err(error::translate)? {
        take(Row::postgres(&row))?;
    }
    Ok(())
}

async fn prepare(session: &Session, text: &str) -> Result<Statement, DbError> {
    session.prepare(text).await.map_err(error::translate)
}

fn check_count(statement: &Statement, params: &[Value]) -> Result<(), DbError> {
    let places = statement.params().len();
    if places == params.len() {
        return Ok(());
    }
    Err(DbError::Parameters(format!(
        "{places} placeholders, {} values",
        params.len()
    )))
}
