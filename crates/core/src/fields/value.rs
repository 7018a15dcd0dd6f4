//! Values of fields, checked and normalised. What a value means is in its type, never in its text.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Money;
use crate::files::Attached;

/// A checked value.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum FieldValue {
    /// None.
    #[default]
    Empty,
    /// Text or a choice code.
    Text(String),
    /// Whole number or basis points.
    Integer(i64),
    /// Exact decimal.
    Decimal(Decimal),
    /// Money.
    Money(Money),
    /// Yes or no.
    Bool(bool),
    /// Calendar day.
    Day(NaiveDate),
    /// Instant.
    Instant(DateTime<Utc>),
    /// A colleague or another record.
    Id(Uuid),
    /// Tags or choice codes.
    Texts(Vec<String>),
    /// Phones or mails.
    Contacts(Vec<Contact>),
    /// Birthday.
    Birthday(Birthday),
    /// Address.
    Address(Address),
    /// An uploaded file.
    File(Attached),
    /// Anything else.
    Json(Value),
}

impl FieldValue {
    /// Text or empty.
    pub fn text(text: Option<&str>) -> Self {
        text.filter(|t| !t.is_empty())
            .map_or(Self::Empty, |t| Self::Text(t.to_owned()))
    }

    /// Wraps an optional value.
    pub fn of<T>(value: Option<T>, wrap: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Empty, wrap)
    }

    /// An id, or empty for the nil id of a record that is not set yet.
    pub fn id(id: Uuid) -> Self {
        if id.is_nil() {
            Self::Empty
        } else {
            Self::Id(id)
        }
    }

    /// Nothing in it?
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            Self::Texts(list) => list.is_empty(),
            Self::Contacts(list) => list.is_empty(),
            Self::Address(address) => *address == Address::default(),
            Self::Json(value) => value.is_null(),
            _ => false,
        }
    }

    /// The text in it, when there is any.
    pub fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// The id in it.
    pub fn into_id(self) -> Option<Uuid> {
        match self {
            Self::Id(id) => Some(id),
            _ => None,
        }
    }

    /// The instant in it.
    pub fn into_instant(self) -> Option<DateTime<Utc>> {
        match self {
            Self::Instant(at) => Some(at),
            _ => None,
        }
    }

    /// The day in it.
    pub fn into_day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The whole number in it.
    pub fn into_integer(self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// The money in it.
    pub fn into_money(self) -> Option<Money> {
        match self {
            Self::Money(money) => Some(money),
            _ => None,
        }
    }

    /// The custom values in it; empty for anything but a JSON object.
    pub fn into_custom(self) -> serde_json::Map<String, Value> {
        match self {
            Self::Json(Value::Object(map)) => map,
            _ => serde_json::Map::new(),
        }
    }

    /// Custom values; empty when there are none.
    pub fn custom(map: &serde_json::Map<String, Value>) -> Self {
        if map.is_empty() {
            Self::Empty
        } else {
            Self::Json(Value::Object(map.clone()))
        }
    }

    /// As the API writes it.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Empty => Value::Null,
            Self::Text(text) => json!(text),
            Self::Integer(number) => json!(number),
            Self::Decimal(number) => json!(number.normalize().to_string()),
            Self::Money(money) => json!(money),
            Self::Bool(yes) => json!(yes),
            Self::Day(day) => json!(day),
            Self::Instant(at) => json!(at),
            Self::Id(id) => json!(id),
            Self::Texts(list) => json!(list),
            Self::Contacts(list) => json!(list),
            Self::Birthday(birthday) => json!(birthday),
            Self::Address(address) => json!(address),
            Self::File(file) => json!(file),
            Self::Json(value) => value.clone(),
        }
    }
}

/// A phone number or a mail address with its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// E.164 for phones, lower-case domain for mails.
    pub value: String,
    /// As people write it.
    pub display: String,
    /// `work`, `home`, …; free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// Which calendar a birthday is kept by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// Gregorian.
    #[default]
    Solar,
    /// Vietnamese lunar calendar (UTC+7).
    Lunar,
}

/// A birthday; people often give no year, and older people the lunar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birthday {
    /// Calendar.
    #[serde(default)]
    pub calendar: Calendar,
    /// Year of that calendar, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31 (solar) or 30 (lunar).
    pub day: u32,
    /// In a leap month (lunar only).
    #[serde(default)]
    pub leap: bool,
}

impl Birthday {
    /// Could this day exist in some year?
    pub fn is_possible(&self) -> bool {
        let year = self.year.unwrap_or(2000);
        let shaped = match self.calendar {
            Calendar::Lunar => (1..=12).contains(&self.month) && (1..=30).contains(&self.day),
            Calendar::Solar => {
                !self.leap && NaiveDate::from_ymd_opt(year, self.month, self.day).is_some()
            }
        };
        shaped && (1000..=2999).contains(&year)
    }
}

/// An address as typed, with what was recognised in it. The typed text is the truth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Address {
    /// As typed.
    pub raw: String,
    /// Two-digit code of the province since July 2025.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province_code: Option<String>,
    /// Five-digit code of the commune.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ward_code: Option<String>,
}
