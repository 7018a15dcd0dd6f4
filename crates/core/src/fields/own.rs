//! What a field has beside the rest when a workspace made it at run time: its id, its words in both languages, when it
//! is shown. Such a field is named `custom.<name>`, so that it can never collide with one of the product's own. It must
//! not read or write anything.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{Catalogue, Field, FieldType, Followed, relations};
use crate::Noun;
use crate::kinds::CustomKind;

/// What the names of all custom fields begin with in a catalogue, in conditions, imports and forms.
pub const PREFIX: &str = "custom.";

/// The name a custom field has inside the `custom` object; `None` for a field of the product.
pub fn own_name(field: &str) -> Option<&str> {
    field.strip_prefix(PREFIX)
}

/// What is particular to a field made at run time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Its definition's id: what indexed values hang on.
    pub id: Uuid,
    /// Label in Vietnamese.
    pub vi: String,
    /// Label in English.
    pub en: String,
    /// A line of help below the control.
    pub hint: Option<String>,
    /// The choices with their labels, retired ones left out.
    pub choices: Vec<OwnChoice>,
    /// The condition under which a form shows it, as JSON; always when `None`.
    pub shown_when: Option<Value>,
    /// The condition under which it must be filled, as JSON.
    pub required_when: Option<Value>,
    /// The product works it out: how, as the definition says.
    pub computed: Option<Computed>,
    /// The word of the kind of record it refers to; empty when it refers to none.
    pub target: String,
}

/// How a field is worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Computed {
    /// A CEL expression over the record's other fields.
    Formula(String),
    /// A figure over related records.
    Rollup(super::custom::Rollup),
}

/// One choice of a custom field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnChoice {
    /// Stored code.
    pub code: String,
    /// Label in Vietnamese.
    pub vi: String,
    /// Label in English.
    pub en: String,
}

impl Own {
    /// The label in a language, `en` or else Vietnamese; the other one where there is none.
    pub fn label(&self, english: bool) -> &str {
        either(&self.vi, &self.en, english)
    }

    /// The label of a choice; `None` for a code that is no longer one.
    pub fn choice(&self, code: &str, english: bool) -> Option<&str> {
        let found = self.choices.iter().find(|choice| choice.code == code)?;
        Some(either(&found.vi, &found.en, english))
    }
}

fn either<'a>(vi: &'a str, en: &'a str, english: bool) -> &'a str {
    match (english, vi.is_empty(), en.is_empty()) {
        (true, _, false) | (false, true, _) => en,
        _ => vi,
    }
}

/// What a workspace made for itself: custom fields by the word of their kind of record, and kinds of record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Customs {
    fields: HashMap<String, Vec<Field>>,
    followed: HashMap<String, Vec<Followed>>,
    /// The kinds in use.
    pub kinds: Vec<CustomKind>,
}

impl Customs {
    /// Puts fields together, in the order in which forms show them.
    pub fn new(fields: impl IntoIterator<Item = (String, Field)>) -> Self {
        let mut all: HashMap<String, Vec<Field>> = HashMap::new();
        for (noun, field) in fields {
            all.entry(noun).or_default().push(field);
        }
        Self {
            followed: relations::followed(&all),
            fields: all,
            kinds: Vec::new(),
        }
    }

    /// The same with kinds of record.
    #[must_use]
    pub fn with(mut self, kinds: Vec<CustomKind>) -> Self {
        self.kinds = kinds;
        self
    }

    /// The kind with this word.
    pub fn kind(&self, word: &str) -> Option<&CustomKind> {
        self.kinds.iter().find(|kind| kind.name == word)
    }

    /// The fields of a kind of record.
    pub fn of(&self, noun: Noun) -> &[Field] {
        self.of_word(noun.plural())
    }

    /// The fields of the kind with this word.
    pub fn of_word(&self, word: &str) -> &[Field] {
        self.fields.get(word).map_or(&[], Vec::as_slice)
    }

    /// The roll-ups to be taken anew when a record of the kind with this word is written.
    pub fn followed(&self, word: &str) -> &[Followed] {
        self.followed.get(word).map_or(&[], Vec::as_slice)
    }

    /// Adds the kind's custom fields to its catalogue.
    #[must_use]
    pub fn join(&self, mut catalogue: Catalogue) -> Catalogue {
        let own = self.of(catalogue.noun);
        catalogue.fields.extend(own.iter().cloned());
        catalogue
    }

    /// The fields that refer to records of a kind, each with the word of the kind it is of.
    pub fn referring<'a>(
        &'a self,
        noun: Noun,
        word: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a Field)> {
        self.all()
            .filter(move |(_, field)| match (&field.kind, &field.own) {
                (FieldType::Reference(Noun::Records), Some(own)) => own.target == word,
                (FieldType::Reference(to), Some(_)) => *to == noun,
                _ => false,
            })
    }

    /// Every field with the word of its kind.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Field)> {
        self.fields
            .iter()
            .flat_map(|(word, fields)| fields.iter().map(move |field| (word.as_str(), field)))
    }
}

/// May lists be sorted by values of this type? One value a record, and an order that people expect.
pub fn has_order(kind: &FieldType) -> bool {
    matches!(
        kind,
        FieldType::Text { .. }
            | FieldType::Integer
            | FieldType::Decimal
            | FieldType::Money
            | FieldType::Percent
            | FieldType::Day
            | FieldType::Instant
            | FieldType::Choice(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_falls_back_to_the_other_language() {
        assert_eq!(either("Cỡ", "Size", true), "Size");
        assert_eq!(either("Cỡ", "", true), "Cỡ");
        assert_eq!(either("", "Size", false), "Size");
    }

    #[test]
    fn only_custom_names_have_an_own_name() {
        assert_eq!(own_name("custom.size"), Some("size"));
        assert_eq!(own_name("custom"), None);
        assert_eq!(own_name("name"), None);
    }
}
