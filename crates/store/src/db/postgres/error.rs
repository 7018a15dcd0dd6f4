//! PostgreSQL's error codes in the words of `DbError`.

use std::error::Error as _;

use deadpool::managed::PoolError;
use tokio_postgres::Error;
use tokio_postgres::error::{DbError as Refusal, SqlState};

use super::super::{ConstraintKind, DbError};
use super::bind::Mismatch;

/// Translates any error of a statement or a connection.
pub(super) fn translate(error: Error) -> DbError {
    if let Some(refusal) = error.as_db_error() {
        return refused(refusal);
    }
    let cause = error.source();
    if let Some(mismatch) = cause.and_then(|cause| cause.downcast_ref::<Mismatch>()) {
        return DbError::Parameters(mismatch.to_string());
    }
    DbError::Connection(match cause {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    })
}

/// No connection to be had.
pub(super) fn pool(error: PoolError<Error>) -> DbError {
    match error {
        PoolError::Backend(error) => translate(error),
        PoolError::Timeout(_) => DbError::Busy,
        PoolError::Closed => DbError::Closed,
        other => DbError::Connection(other.to_string()),
    }
}

fn refused(refusal: &Refusal) -> DbError {
    let constraint = |kind| DbError::Constraint {
        kind,
        name: refusal.constraint().unwrap_or_default().to_owned(),
    };
    match *refusal.code() {
        SqlState::UNIQUE_VIOLATION | SqlState::EXCLUSION_VIOLATION => {
            constraint(ConstraintKind::Unique)
        }
        SqlState::FOREIGN_KEY_VIOLATION => constraint(ConstraintKind::Foreign),
        SqlState::CHECK_VIOLATION => constraint(ConstraintKind::Check),
        SqlState::NOT_NULL_VIOLATION => DbError::Constraint {
            kind: ConstraintKind::NotNull,
            name: table_and_column(refusal),
        },
        SqlState::LOCK_NOT_AVAILABLE
        | SqlState::T_R_SERIALIZATION_FAILURE
        | SqlState::T_R_DEADLOCK_DETECTED
        | SqlState::TOO_MANY_CONNECTIONS => DbError::Busy,
        SqlState::QUERY_CANCELED => DbError::TimedOut,
        SqlState::DISK_FULL | SqlState::OUT_OF_MEMORY => DbError::Full,
        SqlState::IN_FAILED_SQL_TRANSACTION => DbError::Aborted,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT => DbError::HeldTooLong,
        SqlState::INSUFFICIENT_PRIVILEGE => DbError::Denied(refusal.message().to_owned()),
        SqlState::ADMIN_SHUTDOWN
        | SqlState::CRASH_SHUTDOWN
        | SqlState::CANNOT_CONNECT_NOW
        | SqlState::INVALID_PASSWORD
        | SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            DbError::Connection(refusal.message().to_owned())
        }
        _ => DbError::Statement {
            code: refusal.code().code().to_owned(),
            message: refusal.message().to_owned(),
        },
    }
}

fn table_and_column(refusal: &Refusal) -> String {
    let table = refusal.table().unwrap_or_default();
    let column = refusal.column().unwrap_or_default();
    format!("{table}.{column}")
}
