//! Values that hold several: tags, choices, phones, mails. It must never keep one twice.

use serde_json::Value;

use super::{Checked, checked_text, choice, own_choice, problem};
use crate::contacts::{email, phone};
use crate::fields::{Contact, Field, FieldType, FieldValue};

/// Entries of a list value at most.
const MAX_ITEMS: usize = 50;
/// Characters of one tag at most.
const MAX_TAG: usize = 60;

pub(super) fn split(text: &str, marks: &[char]) -> Value {
    text.split(marks)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(Value::from)
        .collect()
}

pub(super) fn words(field: &Field, value: &Value) -> Checked {
    let wrong = |code| problem(field, code);
    let items = value.as_array().ok_or_else(|| wrong("bad-list"))?;
    if items.len() > MAX_ITEMS {
        return Err(wrong("too-many").with("max", MAX_ITEMS));
    }
    let mut out: Vec<String> = Vec::with_capacity(items.len());
    for item in items {
        let text = item.as_str().ok_or_else(|| wrong("bad-text"))?;
        let word = match &field.kind {
            FieldType::Choices(codes) => choice(codes, text)
                .or_else(|| own_choice(field, text))
                .ok_or_else(|| wrong("bad-choice"))?,
            _ => checked_text(field, text, MAX_TAG, false)?,
        };
        if !word.is_empty() && !out.contains(&word) {
            out.push(word);
        }
    }
    Ok(FieldValue::Texts(out))
}

pub(super) fn contacts(field: &Field, value: &Value) -> Checked {
    let phones = field.kind == FieldType::Phones;
    let wrong = || problem(field, if phones { "bad-phone" } else { "bad-email" });
    let items = value.as_array().ok_or_else(|| problem(field, "bad-list"))?;
    if items.len() > MAX_ITEMS {
        return Err(problem(field, "too-many").with("max", MAX_ITEMS));
    }
    let mut out: Vec<Contact> = Vec::with_capacity(items.len());
    for item in items {
        let (typed, label) = match item {
            Value::String(text) => (text.as_str(), None),
            other => (
                other
                    .get("value")
                    .and_then(Value::as_str)
                    .ok_or_else(wrong)?,
                other
                    .get("label")
                    .and_then(Value::as_str)
                    .map(|label| checked_text(field, label, MAX_TAG, false))
                    .transpose()?,
            ),
        };
        let label = label.filter(|l| !l.is_empty());
        let contact = if phones {
            phone(typed, label)
        } else {
            email(typed, label)
        }
        .ok_or_else(wrong)?;
        if !out.iter().any(|known| known.value == contact.value) {
            out.push(contact);
        }
    }
    Ok(FieldValue::Contacts(out))
}
