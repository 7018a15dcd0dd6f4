//! Values of facts as programs read them. A topic says what shape its value should have; words that can be read in that shape
//! are, others stay words. It must never drop what was said.

use quen_vietnam::sayings;
use serde_json::{Map, Value};

use crate::{Problem, text};

/// Characters of a value's text at most, and bytes of a value.
const MAX: (usize, usize) = (500, 4_000);
/// Characters of the key that a fact is found by.
const MAX_KEY: usize = 80;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Nothing.
    None,
    /// Words, a code, a number.
    Words,
    /// From when to when.
    Window,
    /// On which days of the week.
    Days,
    /// So much of a unit.
    Quantity,
    /// Every so many days.
    Rhythm,
    /// A day of the year.
    Date,
    /// A mail address.
    Email,
    /// Anything else.
    Other,
}

impl Shape {
    /// Its word, for the place of a fact.
    pub fn word(self) -> &'static str {
        match self {
            Self::None | Self::Words => "words",
            Self::Window => "window",
            Self::Days => "days",
            Self::Quantity => "quantity",
            Self::Rhythm => "rhythm",
            Self::Date => "date",
            Self::Email => "email",
            Self::Other => "other",
        }
    }
}

/// The shape of a stored value.
pub fn shape(value: &Value) -> Shape {
    let Value::Object(map) = value else {
        return if value.is_null() {
            Shape::None
        } else {
            Shape::Words
        };
    };
    let has = |name: &str| map.get(name).is_some_and(|found| !found.is_null());
    match () {
        () if has("from") || has("to") => Shape::Window,
        () if has("weekdays") => Shape::Days,
        () if has("amount") => Shape::Quantity,
        () if has("days") => Shape::Rhythm,
        () if has("month") && has("day") => Shape::Date,
        () if has("email") => Shape::Email,
        () => Shape::Other,
    }
}

/// A value as it is sent, in the shape of its topic where its words can be read so. An object stays as it is.
///
/// # Errors
/// `too-long`, `bad-value` at `value`: a list, or an object whose times or days cannot be.
pub fn typed(key: &str, value: &Value) -> Result<Value, Problem> {
    let (max, max_bytes) = MAX;
    let wrong = |code| Problem::new("value", code);
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(value.clone()),
        Value::Array(_) => Err(wrong("bad-value")),
        Value::String(words) if words.chars().count() > max => {
            Err(wrong("too-long").with("max", max))
        }
        Value::String(words) => {
            let words = text::one_line(words);
            Ok(value_of_text(key, &words).unwrap_or(match words.as_str() {
                "" => Value::Null,
                _ => Value::String(words),
            }))
        }
        Value::Object(map) if value.to_string().len() > max_bytes => Err(wrong("too-long")
            .with("max", max_bytes)
            .with("fields", map.len())),
        Value::Object(map) if possible(map) => Ok(value.clone()),
        Value::Object(_) => Err(wrong("bad-value")),
    }
}

/// Times, days and amounts of an object that can exist.
fn possible(map: &Map<String, Value>) -> bool {
    let clock = |name: &str| match map.get(name) {
        None | Some(Value::Null) => true,
        Some(Value::String(at)) => sayings::read::clock(at).is_some(),
        Some(_) => false,
    };
    let number = |name: &str, from: i64, to: i64| match map.get(name) {
        None | Some(Value::Null) => true,
        Some(found) => found.as_i64().is_some_and(|n| (from..=to).contains(&n)),
    };
    clock("from")
        && clock("to")
        && number("month", 1, 12)
        && number("day", 1, 31)
        && number("days", 1, 3_650)
}

/// What a sentence says on a topic, in the topic's shape; `None` when the words do not show it.
pub fn value_of_text(key: &str, sentence: &str) -> Option<Value> {
    sayings::value_of(key, sentence)
}

/// A value in plain characters, for search and for a statement that nobody wrote.
pub(super) fn said(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        Value::Null | Value::Array(_) => String::new(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Object(map) => {
            let part = |name: &str| map.get(name).map(plain).filter(|text| !text.is_empty());
            let parts: Vec<String> = [
                "label", "from", "to", "amount", "unit", "days", "weekdays", "day", "month",
                "email",
            ]
            .into_iter()
            .filter_map(part)
            .collect();
            parts.join(" ")
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

/// The folded words that a fact is compared and found by: those of its value, else of its statement.
pub fn value_key(value: &Value, statement: &str) -> String {
    let from_value = text::folded_words(&said(value)).join(" ");
    let key = if from_value.is_empty() {
        text::folded_words(statement).join(" ")
    } else {
        from_value
    };
    key.chars()
        .take(MAX_KEY)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_are_read_in_the_shape_of_their_topic() {
        let typed = |key, words: &str| typed(key, &json!(words)).unwrap();
        assert_eq!(
            typed("time", "sau 14 giờ"),
            json!({ "from": "14:00", "to": null })
        );
        assert_eq!(typed("channel", "nhắn Zalo"), json!("zalo"));
        assert_eq!(
            typed("quantity", "12 kg"),
            json!({ "amount": 12, "unit": "kg" })
        );
        assert_eq!(typed("payment", "chuyển khoản"), json!("bank"));
        assert_eq!(typed("product", " cold  brew "), json!("cold brew"));
        assert_eq!(
            typed("delivery", "để ở quầy"),
            json!("để ở quầy"),
            "words stay words"
        );
        assert_eq!(typed("may_pha", ""), Value::Null);
    }

    #[test]
    fn impossible_values_are_refused_and_own_shapes_are_kept() {
        for bad in [
            json!({ "from": "25:00" }),
            json!({ "month": 13, "day": 1 }),
            json!({ "days": 0 }),
            json!([1]),
        ] {
            assert_eq!(typed("time", &bad).unwrap_err().code, "bad-value", "{bad}");
        }
        let long = Value::String("a".repeat(501));
        assert_eq!(typed("other", &long).unwrap_err().code, "too-long");
        let own = json!({ "grind": "medium" });
        assert_eq!(
            (typed("other", &own).unwrap(), shape(&own)),
            (own.clone(), Shape::Other)
        );
        assert_eq!(
            shape(&json!({ "from": null, "to": "09:00" })),
            Shape::Window
        );
    }

    #[test]
    fn the_key_is_the_value_else_the_sentence() {
        assert_eq!(
            value_key(&json!("Cold Brew"), "Thích cold brew lắm"),
            "cold brew"
        );
        assert_eq!(value_key(&Value::Null, "Để ở quầy!"), "de o quay");
        assert_eq!(value_key(&json!({ "from": "14:00" }), ""), "14 00");
    }
}
