//! The `--options` object: typed getters whose errors name the option. An unknown option is not an error, so that one
//! object may serve several methods.

use super::CliError;
use super::table;
use serde_json::{Map, Value};

/// The options of one run.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o>(Option<&'o Map<String, Value>>);

impl<'o> Options<'o> {
    /// Takes the object; `null` stands for no options, anything else is a usage error.
    pub fn new(options: &'o Value) -> Result<Self, CliError> {
        match options {
            Value::Null => Ok(Self(None)),
            Value::Object(map) => Ok(Self(Some(map))),
            _ => Err(CliError::Usage("options must be a JSON object".into())),
        }
    }

    /// The value as given, `None` where absent or null.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&'o Value> {
        self.0
            .and_then(|map| map.get(name))
            .filter(|value| !value.is_null())
    }

    /// A finite number.
    pub fn number(&self, name: &str) -> Result<Option<f64>, CliError> {
        self.read(name, "a number", |value| {
            value.as_f64().filter(|number| number.is_finite())
        })
    }

    /// A number strictly between 0 and 1, such as a confidence level.
    pub fn fraction(&self, name: &str) -> Result<Option<f64>, CliError> {
        let inside = |number: &f64| *number > 0.0 && *number < 1.0;
        self.read(name, "a number between 0 and 1", |value| {
            value.as_f64().filter(inside)
        })
    }

    /// A whole number from 0.
    pub fn count(&self, name: &str) -> Result<Option<usize>, CliError> {
        self.read(name, "a whole number from 0", |value| {
            let whole = value
                .as_f64()
                .filter(|v| v.fract() == 0.0 && (0.0..9e15).contains(v));
            whole.map(|v| v as usize)
        })
    }

    /// `true` or `false`; absent reads false.
    pub fn flag(&self, name: &str) -> Result<bool, CliError> {
        Ok(self
            .read(name, "true or false", Value::as_bool)?
            .unwrap_or(false))
    }

    /// A text.
    pub fn text(&self, name: &str) -> Result<Option<&'o str>, CliError> {
        self.read(name, "a text", Value::as_str)
    }

    /// One of the words allowed; the first one when not given.
    pub fn choice(&self, name: &str, allowed: &[&'static str]) -> Result<&'static str, CliError> {
        let first = allowed.first().copied().unwrap_or_default();
        let Some(given) = self.text(name)? else {
            return Ok(first);
        };
        let found = allowed.iter().find(|word| **word == given).copied();
        let wrong = || format!("option {name:?} must be one of {}", allowed.join(", "));
        found.ok_or_else(|| CliError::Usage(wrong()))
    }

    /// A list of texts.
    pub fn texts(&self, name: &str) -> Result<Option<Vec<&'o str>>, CliError> {
        let list = |value: &'o Value| value.as_array()?.iter().map(Value::as_str).collect();
        self.read(name, "a list of texts", list)
    }

    /// A list of finite numbers.
    pub fn numbers(&self, name: &str) -> Result<Option<Vec<f64>>, CliError> {
        let list = |value: &'o Value| value.as_array()?.iter().map(Value::as_f64).collect();
        self.read(name, "a list of numbers", list)
    }

    /// Days since 1970-01-01, from a date or a day number.
    pub fn day(&self, name: &str) -> Result<Option<i32>, CliError> {
        self.read(
            name,
            "a date like 2024-03-09 or a day number",
            |value| match value {
                Value::String(text) => table::day(text),
                other => other.as_i64().and_then(|day| i32::try_from(day).ok()),
            },
        )
    }

    /// An object of texts as pairs, empty when absent.
    pub fn text_pairs(&self, name: &str) -> Result<Vec<(String, String)>, CliError> {
        let pairs = |value: &'o Value| {
            let pair =
                |(key, text): (&String, &Value)| Some((key.clone(), text.as_str()?.to_owned()));
            value.as_object()?.iter().map(pair).collect()
        };
        Ok(self
            .read(name, "an object of texts", pairs)?
            .unwrap_or_default())
    }

    fn read<T>(
        &self,
        name: &str,
        kind: &str,
        get: impl Fn(&'o Value) -> Option<T>,
    ) -> Result<Option<T>, CliError> {
        let Some(value) = self.value(name) else {
            return Ok(None);
        };
        let wrong = || CliError::Usage(format!("option {name:?} must be {kind}"));
        get(value).map(Some).ok_or_else(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_kind_is_read_or_refused_by_name() {
        let given = json!({"n": 5, "conf": 0.9, "as_of": "1970-01-11", "list": ["a"], "on": true, "none": null});
        let options = Options::new(&given).unwrap();
        assert_eq!(options.count("n").unwrap(), Some(5));
        assert_eq!(options.fraction("conf").unwrap(), Some(0.9));
        assert_eq!(options.day("as_of").unwrap(), Some(10));
        assert_eq!(options.texts("list").unwrap(), Some(vec!["a"]));
        assert!(options.flag("on").unwrap() && !options.flag("off").unwrap());
        assert_eq!(options.number("none").unwrap(), None);
        assert_eq!(options.choice("unit", &["month"]).unwrap(), "month");
        assert!(options.choice("as_of", &["month"]).is_err());
        let refused = options.fraction("n").unwrap_err();
        assert_eq!(
            refused,
            CliError::Usage("option \"n\" must be a number between 0 and 1".into())
        );
        assert!(Options::new(&json!([1])).is_err());
    }
}
