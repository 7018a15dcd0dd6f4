//! People and organisations, and what they are to the business.

mod catalogue;
mod merging;
mod standing;

use chrono::{DateTime, NaiveDate, Utc};
use quen_vietnam::names;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::fields::{Address, Birthday, Contact, FieldValue, Record, with_custom};
use crate::kept::kept;
use crate::quality::{Quality, assess};
use crate::{Problem, text};

pub use catalogue::catalogue;

pub use merging::{CHOICES, Merged, merge, unmerged};
pub use standing::Standing;

/// Kinds of party.
pub const KINDS: [&str; 2] = ["person", "organization"];
/// What a party can be to the business, several at once (mission A4).
pub const ROLES: [&str; 5] = ["customer", "supplier", "partner", "employee", "investor"];
/// Stages of a relationship (mission A2), in order.
pub const STAGES: [&str; 5] = [
    "awareness",
    "exploration",
    "expansion",
    "commitment",
    "dissolution",
];
/// Types of a relationship (mission A5).
pub const TYPES: [&str; 7] = [
    "new",
    "current",
    "loyal",
    "prospective",
    "strategic",
    "exchange",
    "project",
];

/// A person or an organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Party {
    /// UUIDv7.
    pub id: Uuid,
    /// `person` or `organization`.
    pub kind: String,
    /// As written, family name first; the truth.
    pub name: String,
    /// The business's own customer code; unique when given.
    pub code: Option<String>,
    /// Phones, the preferred one first.
    pub phones: Vec<Contact>,
    /// Mail addresses, the preferred one first.
    pub emails: Vec<Contact>,
    /// Tax code or personal id.
    pub tax_code: Option<String>,
    /// Birthday of a person, founding day of an organisation.
    pub birthday: Option<Birthday>,
    /// `female`, `male`, `other`.
    pub gender: Option<String>,
    /// How this party wants to be addressed, for instance `chị Ngọc`; wins over any rule.
    pub salutation: Option<String>,
    /// Address.
    pub address: Option<Address>,
    /// Web site or page.
    pub website: Option<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// What the party is to the business.
    pub roles: Vec<String>,
    /// Where the party was met.
    pub source: Option<String>,
    /// A few lines about the party.
    pub note: Option<String>,
    /// The colleague in charge.
    pub owner_id: Option<Uuid>,
    /// Made from an order or interaction without more than a name: to be completed.
    pub incomplete: bool,
    /// Values of custom fields.
    pub custom: Map<String, Value>,
    /// Figures kept as things happen; set by the product alone.
    #[serde(flatten)]
    pub standing: Standing,
    /// How good the record is; set by the product alone.
    #[serde(flatten)]
    pub quality: Quality,
    /// Grows with each change; guards against lost updates.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it went to the bin.
    pub deleted_at: Option<DateTime<Utc>>,
    /// The party it was merged into.
    pub merged_into: Option<Uuid>,
}

impl Party {
    /// A party with a name and nothing else.
    pub fn new(id: Uuid, kind: &str, name: &str, now: DateTime<Utc>) -> Self {
        Self {
            id,
            kind: kind.to_owned(),
            name: name.to_owned(),
            code: None,
            phones: Vec::new(),
            emails: Vec::new(),
            tax_code: None,
            birthday: None,
            gender: None,
            salutation: None,
            address: None,
            website: None,
            tags: Vec::new(),
            roles: vec!["customer".to_owned()],
            source: None,
            note: None,
            owner_id: None,
            incomplete: false,
            custom: Map::new(),
            standing: Standing {
                stage: "awareness".to_owned(),
                kind: "new".to_owned(),
                ..Standing::default()
            },
            quality: Quality::default(),
            version: 1,
            created_at: now,
            updated_at: now,
            deleted_at: None,
            merged_into: None,
        }
    }

    /// Is it a person?
    pub fn is_person(&self) -> bool {
        self.kind == "person"
    }

    /// How to speak to the party in a message of care: the stored form, else by rule from name, gender and age.
    pub fn salutation(&self, today: NaiveDate) -> String {
        if let Some(own) = self.salutation.as_deref().filter(|s| !s.is_empty()) {
            return own.to_owned();
        }
        if !self.is_person() {
            return self.name.clone();
        }
        let name = names::parse(&self.name);
        let person = names::Person {
            ten: &name.ten,
            full: &self.name,
            gender: match self.gender.as_deref() {
                Some("female") => Some(names::Gender::Female),
                Some("male") => Some(names::Gender::Male),
                _ => None,
            },
            age: self.age(today),
            stored: None,
        };
        names::salutation(&person, names::Tone::Care, &names::AgeBands::default())
    }

    /// The form of address without the name, such as chị; none for who is called by name alone.
    pub fn form_of_address(&self, today: NaiveDate) -> Option<String> {
        let whole = self.salutation(today);
        let given = names::parse(&self.name).ten;
        let form = whole.strip_suffix(given.as_str()).unwrap_or(&whole).trim();
        let is_form = |letter: char| letter.is_lowercase() || letter == ' ';
        (!form.is_empty() && form.chars().all(is_form)).then(|| form.to_owned())
    }

    /// Age in whole years on `today`, when the year of birth is known.
    pub fn age(&self, today: NaiveDate) -> Option<u32> {
        use chrono::Datelike;
        let born = self.birthday.filter(|_| self.is_person())?;
        let year = born.year?;
        let had_birthday = (today.month(), today.day()) >= (born.month, born.day);
        u32::try_from(today.year() - year - i32::from(!had_birthday))
            .ok()
            .filter(|age| *age < 130)
    }

    /// Words for the search index: name, code, contacts, tax code, tags; folded, each after a space.
    pub fn search_text(&self) -> String {
        let mut words: Vec<&str> = vec![&self.name];
        words.extend(self.code.as_deref());
        words.extend(self.tax_code.as_deref());
        words.extend(self.emails.iter().map(|mail| mail.value.as_str()));
        words.extend(self.tags.iter().map(String::as_str));
        let mut text = String::from(" ");
        text.push_str(&text::folded_words(&words.join(" ")).join(" "));
        for phone in &self.phones {
            push_phone(&mut text, &phone.value);
        }
        text
    }

    /// The record with its quality looked at.
    #[must_use]
    pub fn assessed(mut self) -> Self {
        self.quality = assess(&self);
        self
    }

    /// Keys by which an import, a new entry or a list finds the party again: kind and normalised value.
    pub fn keys(&self) -> Vec<(&'static str, String)> {
        let mut keys: Vec<(&'static str, String)> = Vec::new();
        keys.extend(
            self.phones
                .iter()
                .map(|phone| ("phone", phone.value.clone())),
        );
        keys.extend(
            self.emails
                .iter()
                .map(|mail| ("email", crate::contacts::email_key(&mail.value))),
        );
        // The box behind an alias, where it is another address than the one given.
        keys.extend(self.emails.iter().filter_map(|mail| {
            let mailbox = crate::duplicates::canonical_email(&mail.value);
            (mailbox != crate::contacts::email_key(&mail.value)).then_some(("mailbox", mailbox))
        }));
        keys.extend(self.code.iter().map(|code| ("code", code_key(code))));
        keys.extend(self.tax_code.iter().map(|code| ("tax_code", code.clone())));
        keys.extend(self.tags.iter().map(|tag| ("tag", code_key(tag))));
        let faults = assess(self).faults;
        keys.extend(
            faults
                .iter()
                .map(|fault| ("fault", fault.code().to_owned())),
        );
        keys.sort();
        keys.dedup();
        keys
    }
}

/// A phone by its first and by its last digits: national digits, and the same reversed behind `r`.
fn push_phone(text: &mut String, e164: &str) {
    let digits: String = e164.chars().filter(char::is_ascii_digit).collect();
    let national = e164
        .strip_prefix("+84")
        .map_or_else(|| digits.clone(), |rest| format!("0{rest}"));
    text.push_str(&format!(
        " {national} {digits} r{}",
        national.chars().rev().collect::<String>()
    ));
}

/// What codes are compared by.
pub fn code_key(code: &str) -> String {
    code.trim().to_lowercase()
}

kept!(Party, |party| Some(party.id));

impl Record for Party {
    fn get(&self, field: &str) -> FieldValue {
        let text = |t: &Option<String>| FieldValue::text(t.as_deref());
        match field {
            "id" => FieldValue::Id(self.id),
            "kind" => FieldValue::Text(self.kind.clone()),
            "name" => FieldValue::Text(self.name.clone()),
            "code" => text(&self.code),
            "phones" => FieldValue::Contacts(self.phones.clone()),
            "emails" => FieldValue::Contacts(self.emails.clone()),
            "tax_code" => text(&self.tax_code),
            "birthday" => FieldValue::of(self.birthday, FieldValue::Birthday),
            "gender" => text(&self.gender),
            "salutation" => text(&self.salutation),
            "address" => FieldValue::of(self.address.clone(), FieldValue::Address),
            "province" => FieldValue::text(
                self.address
                    .as_ref()
                    .and_then(|address| address.province_code.as_deref()),
            ),
            "website" => text(&self.website),
            "tags" => FieldValue::Texts(self.tags.clone()),
            "roles" => FieldValue::Texts(self.roles.clone()),
            "source" => text(&self.source),
            "note" => text(&self.note),
            "owner_id" => FieldValue::of(self.owner_id, FieldValue::Id),
            "incomplete" => FieldValue::Bool(self.incomplete),
            "quality" => FieldValue::Integer(self.quality.score),
            "faults" => FieldValue::Texts(
                self.quality
                    .faults
                    .iter()
                    .map(|fault| fault.code().to_owned())
                    .collect(),
            ),
            "custom" => FieldValue::custom(&self.custom),
            "created_at" => FieldValue::Instant(self.created_at),
            "updated_at" => FieldValue::Instant(self.updated_at),
            other => self.standing.get(other),
        }
    }

    fn set(&mut self, field: &str, value: FieldValue) -> Result<(), Problem> {
        match (field, value) {
            ("kind", FieldValue::Text(kind)) => self.kind = kind,
            ("name", FieldValue::Text(name)) => self.name = name,
            ("code", value) => self.code = optional(value),
            ("phones", value) => self.phones = contacts(value),
            ("emails", value) => self.emails = contacts(value),
            ("tax_code", value) => self.tax_code = optional(value),
            ("birthday", FieldValue::Birthday(day)) => self.birthday = Some(day),
            ("birthday", FieldValue::Empty) => self.birthday = None,
            ("gender", value) => self.gender = optional(value),
            ("salutation", value) => self.salutation = optional(value),
            ("address", FieldValue::Address(address)) => self.address = Some(address),
            ("address", FieldValue::Empty) => self.address = None,
            ("website", value) => self.website = optional(value),
            ("tags", value) => self.tags = texts(value),
            ("roles", value) => self.roles = texts(value),
            ("source", value) => self.source = optional(value),
            ("note", value) => self.note = optional(value),
            ("owner_id", FieldValue::Id(id)) => self.owner_id = Some(id),
            ("owner_id", FieldValue::Empty) => self.owner_id = None,
            ("incomplete", value) => self.incomplete = value == FieldValue::Bool(true),
            ("custom", FieldValue::Json(Value::Object(map))) => self.custom = map,
            ("custom", FieldValue::Empty) => self.custom = Map::new(),
            (field, _) => return Err(Problem::new(field.to_owned(), "invalid-value")),
        }
        Ok(())
    }

    with_custom!();
}

fn optional(value: FieldValue) -> Option<String> {
    match value {
        FieldValue::Text(text) if !text.is_empty() => Some(text),
        _ => None,
    }
}

fn texts(value: FieldValue) -> Vec<String> {
    match value {
        FieldValue::Texts(list) => list,
        _ => Vec::new(),
    }
}

fn contacts(value: FieldValue) -> Vec<Contact> {
    match value {
        FieldValue::Contacts(list) => list,
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{apply, from_json};

    fn party() -> Party {
        Party::new(
            Uuid::from_u128(1),
            "person",
            "Nguyễn Thị Hồng Ngọc",
            DateTime::UNIX_EPOCH,
        )
    }

    #[test]
    fn the_form_of_address_stands_without_the_name() {
        let day = DateTime::UNIX_EPOCH.date_naive();
        let of = |name: &str, stored: Option<&str>, gender: Option<&str>| {
            let mut party = party();
            party.name = name.to_owned();
            party.salutation = stored.map(str::to_owned);
            party.gender = gender.map(str::to_owned);
            party.form_of_address(day)
        };
        let ngoc = "Nguyễn Thị Hồng Ngọc";
        assert_eq!(of(ngoc, Some("cô"), None).as_deref(), Some("cô"));
        assert_eq!(of(ngoc, Some("chị Ngọc"), None).as_deref(), Some("chị"));
        assert_eq!(of(ngoc, None, Some("female")).as_deref(), Some("chị"));
        assert_eq!(
            of("Lê Anh Thư", Some("Anh Thư"), None),
            None,
            "a name is no form"
        );
    }

    #[test]
    fn every_editable_field_can_be_emptied_or_set() {
        let catalogue = catalogue();
        for field in catalogue
            .fields
            .iter()
            .filter(|f| f.editable && !f.required)
        {
            let mut party = party();
            assert!(
                party.set(&field.name, FieldValue::Empty).is_ok(),
                "{}",
                field.name
            );
        }
    }

    #[test]
    fn derived_fields_cannot_be_set() {
        for field in catalogue().fields.iter().filter(|f| !f.editable) {
            assert!(
                party().set(&field.name, FieldValue::Integer(1)).is_err(),
                "{}",
                field.name
            );
        }
    }

    #[test]
    fn a_phone_is_found_by_its_last_digits() {
        let mut party = party();
        let field = catalogue().field("phones").unwrap().clone();
        let phones = from_json(&field, &serde_json::json!(["0905.218.467"])).unwrap();
        apply(&mut party, vec![("phones".into(), phones)]).unwrap();
        assert_eq!(party.phones[0].value, "+84905218467");
        assert!(party.search_text().contains(" 0905218467"));
        assert!(party.search_text().contains(" r7648125090"));
        assert!(party.search_text().contains(" nguyen thi hong ngoc"));
    }
}
