//! What of a record is compared: its name as words, everything else as numbers. It cannot be turned back into the record.

use quen_vietnam::{fold, tone_style};
use uuid::Uuid;

use crate::contacts;
use crate::duplicates::canonical_email;
use crate::duplicates::traits::digest;
use crate::fields::{Catalogue, Field, FieldType, FieldValue, Record};
use crate::reasons::Value;

/// Words of a name that are compared.
const MAX_WORDS: usize = 16;
/// Letters and digits of a code at least.
const CODE: usize = 3;
/// Letters of a name up to which one slip is looked for wherever it stands.
const SHORT_NAME: usize = 14;

/// What a value tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sort {
    /// One word with a digit in it: a number of a series, a code of the house, a number plate.
    Code,
    Phone,
    Email,
    Link,
    Tax,
    Day,
    Number,
    Reference,
    Choice,
    Text,
}

/// A field that is compared.
#[derive(Debug)]
pub(super) struct Declared {
    field: Field,
    /// What it is called, for a reason.
    pub label: Value,
    /// It is what the record is called.
    is_name: bool,
}

/// The fields of a catalogue that are compared: what people can fill in, but prose, files, and yes or no.
pub(super) fn declared(catalogue: &Catalogue) -> Vec<Declared> {
    let name = catalogue.fields.iter().find(|field| {
        field.own.is_none() && field.required && matches!(field.kind, FieldType::Text { .. })
    });
    let name = name.map(|field| field.name.clone());
    let compared = |field: &&Field| {
        let is_party = field.own.is_none() && field.name == "party_id";
        field.editable && !is_party && sort_of(&field.kind).is_some()
    };
    let fields = catalogue.fields.iter().filter(compared);
    fields
        .map(|field| Declared {
            label: match &field.own {
                Some(own) => Value::Own {
                    vi: own.vi.clone(),
                    en: own.en.clone(),
                },
                None => Value::Label(field.label.clone().into_owned()),
            },
            is_name: name.as_ref() == Some(&field.name),
            field: field.clone(),
        })
        .collect()
}

fn sort_of(kind: &FieldType) -> Option<Sort> {
    use FieldType as T;
    Some(match kind {
        T::Text { .. } => Sort::Text,
        T::Phones => Sort::Phone,
        T::Emails => Sort::Email,
        T::Link => Sort::Link,
        T::TaxCode => Sort::Tax,
        T::Day | T::Instant | T::Birthday => Sort::Day,
        T::Integer | T::Decimal | T::Money | T::Percent => Sort::Number,
        T::Reference(_) => Sort::Reference,
        T::Choice(_) | T::User => Sort::Choice,
        _ => return None,
    })
}

/// A value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    /// Place of its field among the declared ones.
    pub field: u16,
    /// What it tells.
    pub sort: Sort,
    digest: u64,
}

impl Said {
    /// What is counted.
    pub(super) fn key(&self) -> (u16, u64) {
        (self.field, self.digest)
    }
}

/// What is compared of one record.
#[derive(Debug)]
pub(super) struct Outline {
    pub id: Uuid,
    pub party: Option<Uuid>,
    /// Words of the name in lower case, a space between, and the same without marks.
    written: Box<str>,
    folded: Box<str>,
    pub values: Box<[Said]>,
}

impl Outline {
    /// Reads a record.
    pub(super) fn of(
        id: Uuid,
        party: Option<Uuid>,
        record: &impl Record,
        declared: &[Declared],
    ) -> Self {
        let (mut written, mut folded) = (String::new(), String::new());
        let mut values = Vec::new();
        for (place, one) in (0_u16..).zip(declared) {
            let value = record.value(&one.field);
            if one.is_name {
                let name = value.into_text().unwrap_or_default();
                let lower = tone_style::to_old(&name.to_lowercase()).into_owned();
                let words: Vec<&str> = fold::words(&lower).take(MAX_WORDS).collect();
                written = words.join(" ");
                folded = words
                    .iter()
                    .map(|word| fold::fold(word))
                    .collect::<Vec<_>>()
                    .join(" ");
            } else if let Some(sort) = sort_of(&one.field.kind) {
                values.extend(said(sort, value).into_iter().map(|(sort, digest)| Said {
                    field: place,
                    sort,
                    digest,
                }));
            }
        }
        Self {
            id,
            party,
            written: written.into(),
            folded: folded.into(),
            values: values.into(),
        }
    }

    /// Folded words of the name.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.folded.split(' ').filter(|word| !word.is_empty())
    }

    /// Folded words with the words as they are written.
    pub(super) fn both(&self) -> Vec<(&str, &str)> {
        self.words().zip(self.written.split(' ')).collect()
    }

    /// Every way in which two records can still be alike needs a key, or nobody lays them beside each other.
    pub(super) fn keys(&self) -> Vec<u64> {
        let identifies = |said: &&Said| {
            matches!(
                said.sort,
                Sort::Code | Sort::Phone | Sort::Email | Sort::Link | Sort::Tax
            )
        };
        let values = self.values.iter().filter(identifies);
        let mut keys: Vec<u64> = values.map(|said| digest(&said.key())).collect();
        let mut words: Vec<&str> = self.words().collect();
        words.sort_unstable();
        if words.is_empty() {
            return keys;
        }
        keys.push(digest(&("name", &words)));
        if words.len() > 2 {
            // Without one of its words: a slip in that one, or the other has it not.
            for at in 0..words.len() {
                let rest = words.iter().enumerate().filter(|(place, _)| *place != at);
                keys.push(digest(&(
                    "less",
                    rest.map(|(_, word)| word).collect::<Vec<_>>(),
                )));
            }
            keys.push(digest(&("less", &words)));
        } else if self.folded.len() <= SHORT_NAME {
            let letters: Vec<char> = self.folded.chars().collect();
            for at in 0..letters.len() {
                let rest = letters.iter().enumerate().filter(|(place, _)| *place != at);
                keys.push(digest(&(
                    "slip",
                    rest.map(|(_, letter)| letter).collect::<String>(),
                )));
            }
            keys.push(digest(&("slip", self.folded.as_ref())));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// What a value tells, each of several by itself.
fn said(sort: Sort, value: FieldValue) -> Vec<(Sort, u64)> {
    match (sort, value) {
        (_, FieldValue::Empty) => Vec::new(),
        (Sort::Text, FieldValue::Text(text)) => {
            let folded = fold::fold(&text);
            let plain: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
            // A code may be written with spaces and dashes, but each part of it has a digit or is short.
            let parts = || folded.split_whitespace();
            let sort = if plain.chars().count() >= CODE
                && plain.chars().any(|c| c.is_ascii_digit())
                && parts().count() <= 3
                && parts()
                    .all(|part| part.len() <= CODE || part.chars().any(|c| c.is_ascii_digit()))
            {
                Sort::Code
            } else {
                Sort::Text
            };
            if plain.is_empty() {
                return Vec::new();
            }
            vec![(sort, digest(&plain))]
        }
        (sort, FieldValue::Contacts(list)) => {
            let form = |value: &str| match sort {
                Sort::Email => canonical_email(&contacts::email_key(value)),
                _ => value.to_owned(),
            };
            let each = list.iter().map(|one| (sort, digest(&form(&one.value))));
            each.collect()
        }
        (Sort::Link, FieldValue::Text(link)) => {
            let lower = link.to_lowercase();
            let bare = lower
                .trim_start_matches("https://")
                .trim_start_matches("http://");
            let bare = bare.trim_start_matches("www.").trim_end_matches('/');
            vec![(sort, digest(bare))]
        }
        (sort, value) => vec![(sort, digest(&value.to_json().to_string()))],
    }
}
