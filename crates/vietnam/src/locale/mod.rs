//! `quen locale SECTION`: the rules as a tool, one JSON object in, one JSON object out.
//! A section is a vector file and its part, for instance `names.parse`.

mod rules;
mod text;

use serde_json::Value;

/// Why a line could not be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LocaleError {
    /// No section has this name.
    UnknownSection(String),
    /// The object lacks a key or holds one of the wrong type; says which.
    BadInput(String),
}

impl std::fmt::Display for LocaleError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UnknownSection(name) => write!(f, "unknown section {name:?}"),
            Self::BadInput(what) => write!(f, "bad input: {what}"),
        }
    }
}

impl std::error::Error for LocaleError {}

/// Answers one object of `section`: the input object with its answer keys computed.
pub fn answer(section: &str, input: &Value) -> Result<Value, LocaleError> {
    text::answer(section, input)
        .or_else(|| rules::answer(section, input))
        .unwrap_or_else(|| Err(LocaleError::UnknownSection(section.to_owned())))
}
