//! What can go wrong between the product and its database, the same words for both kinds.
//!
//! Messages here are for logs and operators. They never reach a user: the store turns the
//! variants it expects (a taken e-mail, a full disk) into the product's own errors.

use std::fmt;

/// A failure of the database room. Cloneable, because one failed COMMIT answers many writers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DbError {
    /// A rule of the schema refused the change. `name` is the constraint or unique index
    /// (`table.column` for NOT NULL, empty for a foreign key on SQLite, which does not say).
    #[error("{kind} constraint refused the change: {name}")]
    Constraint { kind: ConstraintKind, name: String },
    /// `one` was asked for a row and there is none.
    #[error("no row")]
    NoRow,
    /// Another writer holds what this statement needs (lock, deadlock, pool empty). Trying again
    /// later is right.
    #[error("the database is busy; try again")]
    Busy,
    /// The statement ran longer than the configured limit and was stopped.
    #[error("the statement took too long and was stopped")]
    TimedOut,
    /// The disk or the database's size limit is reached.
    #[error("the disk is full; free some space and try again")]
    Full,
    /// The writer was kept open longer than `DbOptions::hold_limit` and was rolled back.
    #[error("the writer was held too long and was rolled back")]
    HeldTooLong,
    /// An earlier statement of this writer failed or was cancelled: nothing of it is saved.
    #[error("an earlier statement of this write failed; nothing was saved")]
    Aborted,
    /// Another program works on the database.
    #[error(
        "another quen is working on this database: stop the server or wait for the command, then try again"
    )]
    InUse,
    /// The database was closed.
    #[error("the database is closed")]
    Closed,
    /// Row-level security or a missing grant refused the statement.
    #[error("the database refused access: {0}")]
    Denied(String),
    /// This kind of database cannot do that.
    #[error("not supported by this kind of database: {0}")]
    Unsupported(&'static str),
    /// The schema was written by a newer program. Install that version or restore a backup.
    #[error(
        "the database has schema {found}, this program knows only up to {known}; use a newer program"
    )]
    SchemaNewer { found: i64, known: i64 },
    /// The schema is not one that a finished migration leaves behind. Restore a backup.
    #[error("the database schema is incomplete or altered: {reason}; restore a backup")]
    SchemaHalfMigrated { reason: String },
    /// A migration failed and was rolled back as a whole.
    #[error("migration {version} ({name}) failed and was rolled back: {cause}")]
    Migration {
        version: i64,
        name: String,
        cause: Box<DbError>,
    },
    /// A column does not hold what the code expects. `column` counts from zero.
    #[error("column {column}: expected {expected}, found {found}")]
    Decode {
        column: usize,
        expected: &'static str,
        found: String,
    },
    /// The statement and its parameters do not fit together.
    #[error("parameters do not fit the statement: {0}")]
    Parameters(String),
    /// The address of the database cannot be understood.
    #[error("database address: {0}")]
    Url(String),
    /// The server cannot be reached or ended the connection.
    #[error("connection: {0}")]
    Connection(String),
    /// A file could not be read or written.
    #[error("input or output: {0}")]
    Io(String),
    /// Any other refusal of a statement (a defect of ours); `code` is the database's own.
    #[error("statement failed ({code}): {message}")]
    Statement { code: String, message: String },
}

impl DbError {
    /// Whether this is the violation of a unique key, and of `name` when one is given.
    pub fn is_unique(&self, name: Option<&str>) -> bool {
        match self {
            Self::Constraint {
                kind: ConstraintKind::Unique,
                name: found,
            } => name.is_none_or(|name| name == found),
            _ => false,
        }
    }

    /// Whether a transaction survives this error: nothing was refused by the database itself.
    pub(crate) fn leaves_transaction_intact(&self) -> bool {
        matches!(self, Self::Decode { .. } | Self::NoRow)
    }
}

impl From<std::io::Error> for DbError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::Full,
            _ => Self::Io(error.to_string()),
        }
    }
}

/// Which rule of the schema was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstraintKind {
    Unique,
    Foreign,
    NotNull,
    Check,
}

impl fmt::Display for ConstraintKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unique => "unique",
            Self::Foreign => "foreign key",
            Self::NotNull => "not null",
            Self::Check => "check",
        })
    }
}
