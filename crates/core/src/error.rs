//! The one error of the business, without a word of HTTP or SQL. A key and arguments; the door translates.

use std::borrow::Cow;

use crate::Permission;

/// What every act answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an act was refused or failed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// The record is not there, or the actor may not know that it is.
    #[error("not found")]
    NotFound,
    /// The actor lacks a right.
    #[error("forbidden: {0:?}")]
    Forbidden(Permission),
    /// Nobody is signed in, or the token is unknown, expired or revoked.
    #[error("unauthorized")]
    Unauthorized,
    /// One or more values are not acceptable.
    #[error("invalid: {0:?}")]
    Invalid(Vec<Problem>),
    /// The state of things forbids it; the code says which rule.
    #[error("conflict: {code}")]
    Conflict {
        /// Message key behind `error-`.
        code: &'static str,
        /// Arguments of the message.
        args: Vec<(&'static str, String)>,
    },
    /// Somebody changed the record first.
    #[error("stale: the record is at version {current}")]
    Stale {
        /// The version now stored.
        current: i64,
    },
    /// Too many tries.
    #[error("too many tries, wait {retry_after} s")]
    TooMany {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// The input is larger than the named limit.
    #[error("larger than {limit_bytes} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit_bytes: u64,
    },
    /// A thing outside is missing or busy; trying again later may help.
    #[error("unavailable: {0}")]
    Unavailable(&'static str),
    /// A defect or a broken machine. The text is for the log, never for the user.
    #[error("internal: {0}")]
    Internal(String),
}

/// One value that is not acceptable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Field name as in the API; empty when it concerns the whole.
    pub field: Cow<'static, str>,
    /// Message key behind `error-`, for instance `required`.
    pub code: &'static str,
    /// Arguments of the message. Never the refused value itself.
    pub args: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem without arguments.
    pub fn new(field: impl Into<Cow<'static, str>>, code: &'static str) -> Self {
        Self {
            field: field.into(),
            code,
            args: Vec::new(),
        }
    }

    /// `unknown-field` for a name that no field has, shown up to sixty letters of it. `at` says where it stands, up to the name.
    pub fn unknown_field(at: &str, name: &str) -> Self {
        let shown: String = name.chars().take(60).collect();
        Self::new(format!("{at}{shown}"), "unknown-field").with("field", shown)
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Invalid(vec![problem])
    }
}

impl Error {
    /// A single refused value.
    pub fn invalid(field: impl Into<Cow<'static, str>>, code: &'static str) -> Self {
        Problem::new(field, code).into()
    }

    /// A broken rule about the state of things.
    pub fn conflict(code: &'static str) -> Self {
        Self::Conflict {
            code,
            args: Vec::new(),
        }
    }

    /// Stable code for machines and message key behind `error-`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Forbidden(_) => "forbidden",
            Self::Unauthorized => "unauthorized",
            Self::Invalid(_) => "invalid",
            Self::Conflict { code, .. } => code,
            Self::Stale { .. } => "stale",
            Self::TooMany { .. } => "rate-limited",
            Self::TooLarge { .. } => "payload-too-large",
            Self::Unavailable(_) => "unavailable",
            Self::Internal(_) => "internal",
        }
    }
}

/// Collects problems so that a form shows all of them at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Notes one.
    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Keeps the value or notes the problem.
    pub fn keep<T>(&mut self, result: std::result::Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.push(problem)).ok()
    }

    /// Ok when nothing was noted.
    pub fn finish(self) -> Result<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(self.0))
        }
    }
}
