//! The catalogue of fields: each kind of record declares its fields once, here or at run time.
//!
//! From it come list columns, sort, filters, inline edit, import mapping, export, API parameters,
//! OpenAPI schemas, change history and the erasure of personal data. Nobody writes these per record.

mod condition;
pub mod custom;
mod decode;
pub mod formula;
mod holds;
mod list;
mod own;
mod relations;
mod stored;
mod value;

use std::borrow::Cow;
use std::sync::Arc;

pub use condition::{Condition, MAX_DEPTH, MAX_TESTS, Op, Operand, Test};
pub use decode::{MAX_AMOUNT, from_json, from_json_in, from_text, from_text_in};
pub use holds::{Moment, holds};
pub use list::{Cursor, DEFAULT_LIMIT, ListQuery, MAX_LIMIT, Page, Sort};
pub use own::{Computed, Customs, Own, OwnChoice, PREFIX, has_order, own_name};
pub use relations::{
    Followed, LINES, Relation, catalogue_of, joined_of, no_ring, owner_of, relation_of,
    relations_to, rollup_of, worded_as,
};
pub use stored::{Indexed, day_number, indexed, put, stored, unindexed};
pub use value::{Address, Birthday, Calendar, Contact, FieldValue};

use crate::{Error, Noun, Problem, Result};

/// How a field's values look, are checked and compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldType {
    /// One line, at most so many characters.
    Text {
        /// Characters.
        max: usize,
    },
    /// Several lines, at most so many characters.
    LongText {
        /// Characters.
        max: usize,
    },
    /// Whole number.
    Integer,
    /// Exact decimal with at most four digits behind the point.
    Decimal,
    /// Minor units in the record's or the workspace's currency.
    Money,
    /// Basis points: 800 is 8 %.
    Percent,
    /// Calendar day.
    Day,
    /// Instant, UTC.
    Instant,
    /// Day by the solar or the lunar calendar, the year may be unknown.
    Birthday,
    /// One of these codes. [`choice_key`] gives the label key of a code.
    Choice(Vec<Cow<'static, str>>),
    /// Several of these codes.
    Choices(Vec<Cow<'static, str>>),
    /// Free words.
    Tags,
    /// Yes or no.
    Bool,
    /// Phone numbers, stored in E.164.
    Phones,
    /// Mail addresses.
    Emails,
    /// Web address.
    Link,
    /// Vietnamese or foreign address.
    Address,
    /// Vietnamese tax code or personal id.
    TaxCode,
    /// A colleague.
    User,
    /// Another record.
    Reference(Noun),
    /// An uploaded file.
    File,
    /// A JSON value shown nowhere by itself (custom values, order lines, evidence).
    Json,
}

/// What the law on personal data says of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalData {
    /// Tells nothing about a person.
    None,
    /// Basic personal data.
    Basic,
    /// Sensitive personal data (VIETNAM.md 7).
    Sensitive,
}

/// One field of one kind of record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Name in the API, the import and the export; snake_case.
    pub name: Cow<'static, str>,
    /// Type.
    pub kind: FieldType,
    /// Message key of the label.
    pub label: Cow<'static, str>,
    /// Must not be empty.
    pub required: bool,
    /// Its words are in the search index.
    pub searchable: bool,
    /// Conditions may test it; an index serves them.
    pub filterable: bool,
    /// Lists may be sorted by it; an index serves the order.
    pub sortable: bool,
    /// People may change it.
    pub editable: bool,
    /// A file may bring it.
    pub importable: bool,
    /// Personal-data class.
    pub personal: PersonalData,
    /// Shown in a list that nobody has arranged.
    pub listed: bool,
    /// What is particular to a field made at run time; `None` for one of the product.
    pub own: Option<Arc<Own>>,
}

impl Field {
    /// An editable, importable field that is neither searched nor filtered nor sorted.
    pub fn new(name: &'static str, label: &'static str, kind: FieldType) -> Self {
        Self {
            name: Cow::Borrowed(name),
            kind,
            label: Cow::Borrowed(label),
            required: false,
            searchable: false,
            filterable: false,
            sortable: false,
            editable: true,
            importable: true,
            personal: PersonalData::None,
            listed: false,
            own: None,
        }
    }

    /// Must not be empty.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }
    /// In the search index.
    #[must_use]
    pub fn searchable(mut self) -> Self {
        self.searchable = true;
        self
    }
    /// Open to conditions.
    #[must_use]
    pub fn filterable(mut self) -> Self {
        self.filterable = true;
        self
    }
    /// Open to sorting.
    #[must_use]
    pub fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }
    /// Set by the product, not by people or files.
    #[must_use]
    pub fn derived(mut self) -> Self {
        self.editable = false;
        self.importable = false;
        self
    }
    /// Personal data.
    #[must_use]
    pub fn personal(mut self, class: PersonalData) -> Self {
        self.personal = class;
        self
    }
    /// A column of the untouched list.
    #[must_use]
    pub fn listed(mut self) -> Self {
        self.listed = true;
        self
    }
}

/// The fields of one kind of record, custom ones included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    /// The kind.
    pub noun: Noun,
    /// In the order of forms and exports.
    pub fields: Vec<Field>,
}

impl Catalogue {
    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The field with this name, or a refusal that names it.
    ///
    /// # Errors
    /// `unknown-field` at that name.
    pub fn require(&self, name: &str) -> Result<&Field> {
        self.field(name)
            .ok_or_else(|| Error::from(Problem::unknown_field("", name)))
    }

    /// The columns of the untouched list.
    pub fn listed(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.listed)
    }
}

/// A record whose fields can be read and set by name. The one shape that lists, forms, imports, exports
/// and history work with.
pub trait Record {
    /// The value of a field; [`FieldValue::Empty`] when it has none.
    fn get(&self, field: &str) -> FieldValue;

    /// Sets a field from a value that [`from_json`] or [`from_text`] has checked.
    ///
    /// # Errors
    /// A problem when the value breaks a rule of the record.
    fn set(&mut self, field: &str, value: FieldValue) -> std::result::Result<(), Problem>;

    /// The values of custom fields, for a kind that can have them.
    fn custom(&self) -> Option<&serde_json::Map<String, serde_json::Value>> {
        None
    }

    /// The word of its kind, for a record of a kind that a workspace made.
    fn word(&self) -> Option<&str> {
        None
    }

    /// As [`Self::custom`], to be changed.
    fn custom_mut(&mut self) -> Option<&mut serde_json::Map<String, serde_json::Value>> {
        None
    }

    /// The value of a field of the catalogue, custom or the product's own. Whatever walks a catalogue asks here.
    fn value(&self, field: &Field) -> FieldValue {
        match own_name(&field.name) {
            Some(name) => {
                let kept = self.custom().and_then(|custom| custom.get(name));
                kept.map_or(FieldValue::Empty, |value| stored(field, value))
            }
            None => self.get(&field.name),
        }
    }
}

/// In `impl Record`: the values of custom fields lie in the record's `custom`.
macro_rules! with_custom {
    () => {
        fn custom(&self) -> Option<&serde_json::Map<String, serde_json::Value>> {
            Some(&self.custom)
        }

        fn custom_mut(&mut self) -> Option<&mut serde_json::Map<String, serde_json::Value>> {
            Some(&mut self.custom)
        }
    };
}

pub(crate) use with_custom;

/// The codes of a choice as a field keeps them.
pub fn codes(list: &'static [&'static str]) -> Vec<Cow<'static, str>> {
    list.iter().map(|code| Cow::Borrowed(*code)).collect()
}

/// Message key of a choice's label: `choice-interactions-channel-in-person`. Keys have hyphens where codes have underscores.
pub fn choice_key(noun: Noun, field: &str, code: &str) -> String {
    format!("choice-{}-{field}-{code}", noun.plural()).replace('_', "-")
}

/// Sets several fields and collects all problems; the record is only meaningful when this is Ok.
///
/// # Errors
/// [`Error::Invalid`] with every problem found.
pub fn apply(record: &mut impl Record, values: Vec<(String, FieldValue)>) -> Result<()> {
    let mut problems = crate::error::Problems::default();
    for (field, value) in values {
        problems.keep(put(record, &field, value));
    }
    problems.finish()
}

/// What differs between two states of a record: field, before, after.
pub fn changes(
    catalogue: &Catalogue,
    before: &impl Record,
    after: &impl Record,
) -> Vec<(Field, FieldValue, FieldValue)> {
    catalogue
        .fields
        .iter()
        .filter(|field| field.editable)
        .filter_map(|field| {
            let (old, new) = (
                told(catalogue, before, field),
                told(catalogue, after, field),
            );
            (old != new).then(|| (field.clone(), old, new))
        })
        .collect()
}

/// The value of a field as history and exports tell it: `custom` without what is told under its own name.
pub fn told(catalogue: &Catalogue, record: &impl Record, field: &Field) -> FieldValue {
    let custom = record.custom().filter(|_| field.name == "custom");
    let Some(custom) = custom else {
        return record.value(field);
    };
    let mut rest = custom.clone();
    let declared = catalogue
        .fields
        .iter()
        .filter_map(|field| own_name(&field.name));
    for name in declared {
        rest.remove(name);
    }
    FieldValue::custom(&rest)
}
