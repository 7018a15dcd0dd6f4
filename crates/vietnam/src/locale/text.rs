//! The text rules as `quen locale` sections: phones, names, typing, places, headers, old encodings.
//! Must never hold a rule itself: it reads the object, calls the module and writes the answer keys.

mod files;
mod names;
mod phone;

use super::LocaleError;
use serde_json::{Map, Value};

/// `None` when the section is not one of this file's.
pub fn answer(section: &str, input: &Value) -> Option<Result<Value, LocaleError>> {
    let rule: fn(&Input<'_>, &mut Answer) -> Result<(), LocaleError> = match section {
        "phone" => phone::phone,
        "names.parse" => names::parse,
        "names.sort" => names::sort,
        "names.collation" => names::collation,
        "names.fold" => names::fold,
        "names.search" => names::search,
        "names.tone_style" => names::tone_style,
        "names.salutation" => names::salutation,
        "telex" => names::telex,
        "address.province_alias" => files::province_alias,
        "address.convert" => files::convert_address,
        "import_headers.headers" => files::header,
        "import_headers.values" => files::values,
        "legacy_encoding" => files::legacy_encoding,
        _ => return None,
    };
    Some(fill(rule, input))
}

fn fill(
    rule: fn(&Input<'_>, &mut Answer) -> Result<(), LocaleError>,
    input: &Value,
) -> Result<Value, LocaleError> {
    let Value::Object(object) = input else {
        return Err(LocaleError::BadInput("an object is wanted".to_owned()));
    };
    let mut answer = Answer(object.clone());
    rule(&Input(object), &mut answer)?;
    Ok(Value::Object(answer.0))
}

/// The object of one line.
struct Input<'a>(&'a Map<String, Value>);

impl<'a> Input<'a> {
    /// The text under a key; `None` when it is absent or null.
    fn text(&self, key: &str) -> Result<Option<&'a str>, LocaleError> {
        match self.0.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(LocaleError::BadInput(format!("{key} must be text"))),
        }
    }

    fn needed(&self, key: &str) -> Result<&'a str, LocaleError> {
        self.text(key)?
            .ok_or_else(|| LocaleError::BadInput(format!("{key} is missing")))
    }

    /// A cell, which a spreadsheet may hold as a number.
    fn cell(&self, key: &str) -> Result<String, LocaleError> {
        match self.0.get(key) {
            Some(Value::Number(number)) => Ok(number.to_string()),
            _ => self.needed(key).map(str::to_owned),
        }
    }

    fn texts(&self, key: &str) -> Result<Vec<&'a str>, LocaleError> {
        let wanted = || LocaleError::BadInput(format!("{key} must be a list of texts"));
        let list = self
            .0
            .get(key)
            .and_then(Value::as_array)
            .ok_or_else(wanted)?;
        list.iter()
            .map(|item| item.as_str().ok_or_else(wanted))
            .collect()
    }

    /// A whole number of years or the like; `None` when absent or null.
    fn count(&self, key: &str) -> Result<Option<u32>, LocaleError> {
        match self.0.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => value
                .as_u64()
                .and_then(|number| u32::try_from(number).ok())
                .map(Some)
                .ok_or_else(|| LocaleError::BadInput(format!("{key} must be a whole number"))),
        }
    }
}

/// The input object with answer keys put in.
struct Answer(Map<String, Value>);

impl Answer {
    fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    /// Takes stale answers out, so that what the rule does not answer is not there.
    fn clear(&mut self, keys: &[&str]) {
        for key in keys {
            self.0.remove(*key);
        }
    }
}
