//! Sentences as data: a message key and its arguments, for the door to translate. Holds no words of any language.
//!
//! Keys are stable, start with `insight-` and are the names of fluent messages. An argument's name is the
//! fluent variable's name, its [`Arg`] says how to format it.

mod outlook;

pub use outlook::{OUTLOOK_KEYS, Outlook, natural_frequency, outlook};

use serde::Serialize;

/// What is to be said, without saying it: `key` is the fluent message, `args` its variables in order of use.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// Fluent message key, for instance `insight-too-few-customers`.
    pub key: &'static str,
    /// Variables of the message: name and value.
    pub args: Vec<(&'static str, Arg)>,
}

/// A value inside a sentence, with the unit that decides its formatting.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "unit", content = "value", rename_all = "snake_case")]
pub enum Arg {
    /// A whole number of things (customers, orders); drives plural forms.
    Count(u64),
    /// Any other number, shown with few digits.
    Number(f64),
    /// A share from 0 to 1, to be shown in natural frequencies or per cent.
    Share(f64),
    /// A length of time in whole days; negative lies in the future.
    Days(i64),
    /// A calendar day: days since 1970-01-01.
    Day(i32),
    /// Money in minor units of the workspace currency.
    Minor(i64),
    /// Text entered by people (a name, a column); never a translated word.
    Text(String),
}

impl Explanation {
    /// A message without variables.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self {
            key,
            args: Vec::new(),
        }
    }

    /// Adds one variable.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Arg) -> Self {
        self.args.push((name, value));
        self
    }

    /// The value of a variable, if the message has it.
    #[must_use]
    pub fn arg(&self, name: &str) -> Option<&Arg> {
        self.args
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::{Arg, Explanation};

    #[test]
    fn keeps_variables_in_order_and_finds_them_by_name() {
        let said = Explanation::new("insight-last-order")
            .with("days", Arg::Days(56))
            .with("rhythm", Arg::Days(42));
        assert_eq!(said.arg("rhythm"), Some(&Arg::Days(42)));
        assert_eq!(said.arg("missing"), None);
        assert_eq!(
            serde_json::to_value(&said).unwrap()["args"][0],
            serde_json::json!(["days", { "unit": "days", "value": 56 }])
        );
    }
}
