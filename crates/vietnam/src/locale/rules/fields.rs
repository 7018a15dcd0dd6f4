//! Reads the fields of one line and writes the line out with its answers. A field of the wrong type is an
//! error that names the field and never repeats its value.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::locale::LocaleError;

/// One line: a JSON object.
pub struct Line<'a>(&'a Map<String, Value>);

impl<'a> Line<'a> {
    pub fn read(input: &'a Value) -> Result<Self, LocaleError> {
        input
            .as_object()
            .map(Self)
            .ok_or_else(|| LocaleError::BadInput("an object is expected".into()))
    }

    /// The line with `answers` instead of whatever stood under those keys. An answer of `None` leaves its
    /// key out.
    pub fn with<const N: usize>(
        &self,
        answers: [(&str, Option<Value>); N],
    ) -> Result<Value, LocaleError> {
        let mut out = self.0.clone();
        for (key, answer) in answers {
            match answer {
                Some(value) => out.insert(key.to_owned(), value),
                None => out.shift_remove(key),
            };
        }
        Ok(Value::Object(out))
    }

    pub fn keys(&self) -> impl Iterator<Item = &'a String> {
        self.0.keys()
    }

    /// A field that is present and not null.
    pub fn get(&self, key: &str) -> Option<&'a Value> {
        self.0.get(key).filter(|value| !value.is_null())
    }

    fn need<T>(
        &self,
        key: &str,
        what: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Result<T, LocaleError> {
        self.maybe(key, what, read)?
            .ok_or_else(|| LocaleError::BadInput(format!("{key}: missing")))
    }

    fn maybe<T>(
        &self,
        key: &str,
        what: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, LocaleError> {
        self.get(key)
            .map(|value| {
                read(value).ok_or_else(|| LocaleError::BadInput(format!("{key}: {what} expected")))
            })
            .transpose()
    }

    pub fn text(&self, key: &str) -> Result<&'a str, LocaleError> {
        self.need(key, "a text", Value::as_str)
    }

    pub fn text_or_none(&self, key: &str) -> Result<Option<&'a str>, LocaleError> {
        self.maybe(key, "a text", Value::as_str)
    }

    /// A whole number, also one written with a zero fraction (`2.0`).
    pub fn whole(&self, key: &str) -> Result<i64, LocaleError> {
        self.need(key, "a whole number", whole)
    }

    pub fn whole_or_none(&self, key: &str) -> Result<Option<i64>, LocaleError> {
        self.maybe(key, "a whole number", whole)
    }

    pub fn flag_or_none(&self, key: &str) -> Result<Option<bool>, LocaleError> {
        self.maybe(key, "true or false", Value::as_bool)
    }

    pub fn date(&self, key: &str) -> Result<NaiveDate, LocaleError> {
        self.need(key, "a date YYYY-MM-DD", date)
    }

    pub fn list(&self, key: &str) -> Result<&'a [Value], LocaleError> {
        self.need(key, "a list", |value| value.as_array().map(Vec::as_slice))
    }

    pub fn list_or_none(&self, key: &str) -> Result<Option<&'a [Value]>, LocaleError> {
        self.maybe(key, "a list", |value| value.as_array().map(Vec::as_slice))
    }
}

/// A whole number that fits 64 bits.
pub fn whole(value: &Value) -> Option<i64> {
    value
        .as_i64()
        .or_else(|| value.to_string().strip_suffix(".0")?.parse().ok())
}

fn date(value: &Value) -> Option<NaiveDate> {
    value.as_str()?.parse().ok()
}
