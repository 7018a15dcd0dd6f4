//! Kinds of record that a workspace makes for itself, and their records. A record of such a kind has a name, perhaps the
//! customer it belongs to, and the fields that the workspace made for its kind.

mod record;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::error::Problems;
use crate::fields::{Catalogue, Field, FieldType};
use crate::{Noun, Problem, Result, text};

pub use record::catalogue;

/// Kinds of one workspace at most, retired ones left out.
pub const MAX_KINDS: usize = 40;
/// Icons to choose from.
pub const ICONS: [&str; 12] = [
    "file-text",
    "briefcase",
    "building",
    "calendar-event",
    "cake",
    "coffee",
    "gift",
    "home",
    "package",
    "tool",
    "truck",
    "star",
];
/// Words in addresses that are taken or would mislead.
const RESERVED: [&str; 14] = [
    "search", "openapi", "docs", "today", "imports", "exports", "new", "settings", "health",
    "metrics", "quotes", "invoices", "payments", "account",
];

/// A kind of record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomKind {
    /// UUIDv7.
    pub id: Uuid,
    /// Word in addresses and the API, such as `vehicles`.
    pub name: String,
    /// One of them, in Vietnamese and English.
    pub one_vi: String,
    /// As `one_vi`, in English.
    pub one_en: String,
    /// Several of them; in Vietnamese mostly the same.
    pub many_vi: String,
    /// As `many_vi`, in English.
    pub many_en: String,
    /// One of [`ICONS`].
    pub icon: String,
    /// Grows with each change.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was retired.
    pub deleted_at: Option<DateTime<Utc>>,
}

impl CustomKind {
    /// A kind without a name yet.
    pub fn new(id: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            id,
            name: String::new(),
            one_vi: String::new(),
            one_en: String::new(),
            many_vi: String::new(),
            many_en: String::new(),
            icon: "file-text".to_owned(),
            version: 1,
            created_at: now,
            updated_at: now,
            deleted_at: None,
        }
    }

    /// Completes and checks it; to be called before writing.
    ///
    /// # Errors
    /// `required` at `one_vi`; `bad-name` or `taken` at `name`; `fixed` when the name changes.
    pub fn settle(&mut self, before: Option<&Self>) -> Result<()> {
        let mut problems = Problems::default();
        let one = if self.one_vi.is_empty() {
            self.one_en.clone()
        } else {
            self.one_vi.clone()
        };
        if one.is_empty() {
            problems.push(Problem::new("one_vi", "required"));
            return problems.finish();
        }
        for many in [
            (&mut self.many_vi, &self.one_vi),
            (&mut self.many_en, &self.one_en),
        ] {
            if many.0.is_empty() {
                many.0.clone_from(many.1);
            }
        }
        if self.name.is_empty() {
            self.name = crate::fields::custom::slug(&one);
        }
        if crate::fields::custom::slug(&self.name) != self.name || self.name.len() < 2 {
            problems.push(Problem::new("name", "bad-name"));
        } else if Noun::from_plural(&self.name).is_some() || RESERVED.contains(&self.name.as_str())
        {
            problems.push(Problem::new("name", "taken"));
        }
        if before.is_some_and(|before| before.name != self.name) {
            problems.push(Problem::new("name", "fixed"));
        }
        problems.finish()
    }

    /// One of them, in the reader's language.
    pub fn one(&self, english: bool) -> &str {
        either(&self.one_vi, &self.one_en, english)
    }

    /// Several of them, in the reader's language.
    pub fn many(&self, english: bool) -> &str {
        either(&self.many_vi, &self.many_en, english)
    }
}

fn either<'a>(vi: &'a str, en: &'a str, english: bool) -> &'a str {
    if (english && !en.is_empty()) || vi.is_empty() {
        en
    } else {
        vi
    }
}

/// A record of a kind that the workspace made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CustomRecord {
    /// UUIDv7.
    pub id: Uuid,
    /// The word of its kind.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// The customer it belongs to.
    pub party_id: Option<Uuid>,
    /// Values of its fields.
    pub custom: Map<String, Value>,
    /// 0 to 100 by what is filled in; none until it was looked at. Set by the product alone.
    #[serde(default)]
    pub quality: Option<i64>,
    /// Grows with each change.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it went to the bin.
    pub deleted_at: Option<DateTime<Utc>>,
}

impl CustomRecord {
    /// A record of this kind without a name yet.
    pub fn new(id: Uuid, kind: &str, now: DateTime<Utc>) -> Self {
        Self {
            id,
            kind: kind.to_owned(),
            name: String::new(),
            party_id: None,
            custom: Map::new(),
            quality: None,
            version: 1,
            created_at: now,
            updated_at: now,
            deleted_at: None,
        }
    }

    /// Words for the search index, folded, each after a space.
    pub fn search_text(&self) -> String {
        let words = text::folded_words(&self.name);
        words.iter().map(|word| format!(" {word}")).collect()
    }
}

/// The fields that every record of such a kind has.
pub fn record_catalogue() -> Catalogue {
    use FieldType as T;
    let derived = |name, label| Field::new(name, label, T::Instant).derived();
    let fields = vec![
        Field::new("name", "field-records-name", T::Text { max: 200 })
            .required()
            .searchable()
            .filterable()
            .sortable()
            .listed(),
        Field::new(
            "party_id",
            "field-records-party-id",
            T::Reference(Noun::Parties),
        )
        .filterable()
        .listed(),
        Field::new("custom", "field-records-custom", T::Json),
        derived("created_at", "field-records-created-at")
            .filterable()
            .sortable(),
        crate::quality::field(),
        derived("updated_at", "field-records-updated-at")
            .filterable()
            .sortable(),
    ];
    Catalogue {
        noun: Noun::Records,
        fields,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_gets_its_word_from_its_name_and_keeps_it() {
        let mut kind = CustomKind::new(Uuid::from_u128(1), DateTime::UNIX_EPOCH);
        kind.one_vi = "Xe giao hàng".into();
        kind.settle(None).unwrap();
        assert_eq!(
            (kind.name.as_str(), kind.many(true)),
            ("xe_giao_hang", "Xe giao hàng")
        );
        let mut other = kind.clone();
        other.name = "xe".into();
        assert!(other.settle(Some(&kind)).is_err());
        for taken in ["parties", "search", "orders", "X", "a b"] {
            kind.name = taken.into();
            assert!(kind.settle(None).is_err(), "{taken}");
        }
    }
}
