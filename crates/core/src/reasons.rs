//! Sentences as data that can be stored and sent: a message key and its arguments. It must never hold a word of any
//! language; the doors translate.

use quen_insight::explain::{Arg, Explanation};
use serde::{Deserialize, Serialize};

/// A sentence to be said, as `insight` explains it, in a form that comes back from storage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Key of the message.
    pub key: String,
    /// Its arguments: name and value.
    pub args: Vec<(String, Value)>,
}

/// A value inside a sentence, with the unit that decides how it is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "unit", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// A whole number of things.
    Count(u64),
    /// Any other number, shown with few digits.
    Number(f64),
    /// A share from 0 to 1.
    Share(f64),
    /// A length of time in whole days.
    Days(i64),
    /// A calendar day: days since 1970-01-01.
    Day(i32),
    /// Money in minor units of the workspace.
    Minor(i64),
    /// Text that people entered.
    Text(String),
    /// What a field of the product is called: key of its label.
    Label(String),
    /// What a field that a workspace made is called.
    Own {
        /// In Vietnamese.
        vi: String,
        /// In English.
        en: String,
    },
}

impl Reason {
    /// A message without arguments.
    pub fn new(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            args: Vec::new(),
        }
    }

    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.args.push((name.to_owned(), value));
        self
    }
}

impl From<Explanation> for Reason {
    fn from(explanation: Explanation) -> Self {
        let args = explanation
            .args
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.into()));
        Self {
            key: explanation.key.to_owned(),
            args: args.collect(),
        }
    }
}

impl From<Arg> for Value {
    fn from(arg: Arg) -> Self {
        match arg {
            Arg::Count(count) => Self::Count(count),
            Arg::Number(number) => Self::Number(number),
            Arg::Share(share) => Self::Share(share),
            Arg::Days(days) => Self::Days(days),
            Arg::Day(day) => Self::Day(day),
            Arg::Minor(minor) => Self::Minor(minor),
            Arg::Text(text) => Self::Text(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_insight_says_comes_back_from_storage() {
        let said = Explanation::new("stage-evidence-silent")
            .with("days", Arg::Days(74))
            .with("gaps", Arg::Number(3.5));
        let json = serde_json::to_value(&said).unwrap();
        let reason = Reason::from(said);
        assert_eq!(serde_json::from_value::<Reason>(json).unwrap(), reason);
        assert_eq!(reason.args[0], ("days".to_owned(), Value::Days(74)));
    }
}
