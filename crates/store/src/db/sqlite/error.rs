//! SQLite's result codes in the words of `DbError`. Constraint names are looked up in `constraint`.

use rusqlite::ErrorCode;

use super::super::DbError;

/// Translates an error that is not about a constraint.
pub(super) fn plain(error: rusqlite::Error) -> DbError {
    let message = error.to_string();
    let Some(failure) = error.sqlite_error() else {
        return DbError::Statement {
            code: "rusqlite".to_owned(),
            message,
        };
    };
    match failure.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => DbError::Busy,
        ErrorCode::DiskFull => DbError::Full,
        ErrorCode::OperationInterrupted => DbError::TimedOut,
        ErrorCode::CannotOpen
        | ErrorCode::DatabaseCorrupt
        | ErrorCode::NotADatabase
        | ErrorCode::PermissionDenied
        | ErrorCode::ReadOnly
        | ErrorCode::SystemIoFailure => DbError::Io(message),
        _ => DbError::Statement {
            code: failure.extended_code.to_string(),
            message,
        },
    }
}
