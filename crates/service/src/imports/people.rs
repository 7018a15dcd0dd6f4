//! Rows of customers: cells to the values of a party and the keys that find it again. Pure; the database is not asked.

use std::collections::HashMap;

use quen_core::contacts::email_key;
use quen_core::fields::{Contact, Field, FieldValue, Record, from_text, own_name, put};
use quen_core::parties::{Party, catalogue, code_key};
use quen_core::{Problem, text};
use quen_documents::tables::{Cell, Row};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::cells::{House, value};

/// A place in the row and what is wrong there.
pub(super) type Wrong = (usize, Problem);

/// What a row says of a party.
#[derive(Debug, Clone, Default)]
pub(super) struct PartyRow {
    /// Number of the row as the spreadsheet shows it.
    pub number: i64,
    /// Values of fields, none of them empty.
    pub values: Vec<(String, FieldValue)>,
    /// Values for a party that is made, not for one that is there.
    pub when_new: Vec<(String, FieldValue)>,
    /// Kind and value of what finds it again.
    pub keys: Vec<(&'static str, String)>,
    /// The hash of a row without any key.
    pub row_key: Option<String>,
    /// The name, when a row that refers to a party has nothing else to find it by.
    pub by_name: Option<String>,
}

/// Words at the beginning of a name by which it is an organisation's.
const FIRM_WORDS: [&str; 8] = [
    "cong ty ",
    "cty ",
    "ctcp ",
    "tnhh ",
    "doanh nghiep ",
    "dntn ",
    "hop tac xa ",
    "htx ",
];
/// Columns whose text is kept as a custom value under the field's own name.
const CUSTOM_MAX: usize = 1000;

/// Reads customers.
#[derive(Debug)]
pub(super) struct PeopleReader {
    fields: HashMap<String, Field>,
    house: House,
    /// Colleagues by folded name and by mail address.
    colleagues: HashMap<String, Uuid>,
}

impl PeopleReader {
    pub(super) fn new(house: House, colleagues: HashMap<String, Uuid>) -> Self {
        let fields = catalogue()
            .fields
            .into_iter()
            .map(|field| (field.name.to_string(), field))
            .collect();
        Self {
            fields,
            house,
            colleagues,
        }
    }

    /// Reads the columns of a row.
    pub(super) fn read(
        &self,
        columns: &[(usize, &'static str)],
        row: &Row,
    ) -> Result<PartyRow, Vec<Wrong>> {
        let mut draft = Draft::default();
        let mut wrong = Vec::new();
        for (place, field) in columns {
            let Some(cell) = row.cells.get(*place).filter(|cell| !cell.is_empty()) else {
                continue;
            };
            if let Err(problem) = self.take(&mut draft, field, cell) {
                wrong.push((*place, problem));
            }
        }
        if wrong.is_empty() {
            Ok(PartyRow {
                number: i64::try_from(row.number).unwrap_or_default(),
                ..draft.finish(self)
            })
        } else {
            Err(wrong)
        }
    }

    fn take(&self, draft: &mut Draft, field: &'static str, cell: &Cell) -> Result<(), Problem> {
        match field {
            "full_name" => draft.name = self.value("name", cell)?.into_text(),
            "company" => draft.company = self.value("name", cell)?.into_text(),
            "phone" | "phone2" => draft.phones.extend(contacts(self.value("phones", cell)?)),
            "email" => draft.emails.extend(contacts(self.value("emails", cell)?)),
            "address" | "ward" | "district_old" | "province" => draft.address(field, plain(cell)),
            "tags" | "group" => draft.tags.extend(texts(self.value("tags", cell)?)),
            "type" => draft.what_it_is(plain(cell)),
            "owner" => match self.colleagues.get(&quen_vietnam::fold::fold(&plain(cell))) {
                Some(user) => draft.put("owner_id", FieldValue::Id(*user)),
                None => draft.keep("owner", plain(cell)),
            },
            "birthday" => self.birthday(draft, cell)?,
            "code" | "gender" | "salutation" | "tax_code" | "website" | "source" | "note" => {
                let read = self.value(field, cell)?;
                draft.put(field, read);
            }
            other => {
                // A fault or an endless cell is refused here as well.
                value(self.field("note")?, cell, self.house)?;
                draft.keep(other, plain(cell));
            }
        }
        Ok(())
    }

    fn field(&self, name: &str) -> Result<&Field, Problem> {
        self.fields
            .get(name)
            .ok_or_else(|| Problem::unknown_field("", name))
    }

    fn value(&self, name: &str, cell: &Cell) -> Result<FieldValue, Problem> {
        value(self.field(name)?, cell, self.house)
    }

    /// Of many people the year alone is known; it is kept beside the birthday.
    fn birthday(&self, draft: &mut Draft, cell: &Cell) -> Result<(), Problem> {
        let typed = plain(cell);
        if typed.len() == 4
            && typed
                .parse::<i32>()
                .is_ok_and(|year| (1900..=self.house.latest_year).contains(&year))
        {
            draft.keep("birth_year", typed);
            return Ok(());
        }
        let read = self.value("birthday", cell)?;
        draft.put("birthday", read);
        Ok(())
    }
}

/// A cell's text on one line, not longer than what is kept.
fn plain(cell: &Cell) -> String {
    text::one_line(cell.text())
        .trim_start_matches('\'')
        .chars()
        .take(CUSTOM_MAX)
        .collect()
}

fn contacts(value: FieldValue) -> Vec<Contact> {
    match value {
        FieldValue::Contacts(list) => list,
        _ => Vec::new(),
    }
}

fn texts(value: FieldValue) -> Vec<String> {
    match value {
        FieldValue::Texts(list) => list,
        _ => Vec::new(),
    }
}

/// A party being put together from its cells.
#[derive(Default)]
struct Draft {
    name: Option<String>,
    company: Option<String>,
    kind: Option<&'static str>,
    roles: Vec<String>,
    phones: Vec<Contact>,
    emails: Vec<Contact>,
    tags: Vec<String>,
    /// Street, ward, district, province.
    address: [Option<String>; 4],
    custom: Map<String, Value>,
    values: Vec<(String, FieldValue)>,
}

impl Draft {
    fn put(&mut self, field: &str, value: FieldValue) {
        if !value.is_empty() {
            self.values.push((field.to_owned(), value));
        }
    }

    fn keep(&mut self, field: &str, text: String) {
        if !text.is_empty() {
            self.custom.insert(field.to_owned(), Value::String(text));
        }
    }

    fn address(&mut self, field: &str, text: String) {
        let place = match field {
            "address" => 0,
            "ward" => 1,
            "district_old" => 2,
            _ => 3,
        };
        if let Some(slot) = self.address.get_mut(place) {
            *slot = Some(text);
        }
    }

    /// Person or organisation, customer or supplier, or any other word, which becomes a tag.
    fn what_it_is(&mut self, typed: String) {
        match quen_vietnam::fold::fold(&typed).as_str() {
            "ca nhan" | "khach le" | "nguoi" | "person" | "individual" | "b2c" => {
                self.kind = Some("person")
            }
            "to chuc" | "cong ty" | "doanh nghiep" | "organization" | "organisation"
            | "company" | "business" | "b2b" => {
                self.kind = Some("organization");
            }
            "khach hang" | "khach" | "customer" => self.roles.push("customer".to_owned()),
            "nha cung cap" | "ncc" | "supplier" | "vendor" => {
                self.roles.push("supplier".to_owned())
            }
            "doi tac" | "partner" => self.roles.push("partner".to_owned()),
            "nhan vien" | "employee" => self.roles.push("employee".to_owned()),
            "nha dau tu" | "investor" => self.roles.push("investor".to_owned()),
            _ => self.tags.push(typed.chars().take(60).collect()),
        }
    }

    fn finish(mut self, reader: &PeopleReader) -> PartyRow {
        let mut row = PartyRow::default();
        let is_firm = self.name.is_none() && self.company.is_some();
        if is_firm {
            self.name = self.company.take();
        }
        if let Some(company) = self.company.take() {
            self.keep("company", company);
        }
        let folded = self
            .name
            .as_deref()
            .map(quen_vietnam::fold::fold)
            .unwrap_or_default();
        let named_firm = FIRM_WORDS.iter().any(|word| folded.starts_with(word));
        match self.kind {
            Some(kind) => self.put("kind", FieldValue::Text(kind.to_owned())),
            None if is_firm || named_firm => row.when_new.push((
                "kind".to_owned(),
                FieldValue::Text("organization".to_owned()),
            )),
            None => {}
        }
        let name = FieldValue::text(self.name.as_deref());
        self.put("name", name);
        let raw = self
            .address
            .iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(", ");
        if let Some(field) = reader.fields.get("address")
            && let Ok(address) = from_text(field, &raw)
        {
            self.put("address", address);
        }
        self.keys(&mut row);
        let lists = [
            ("phones", FieldValue::Contacts(self.phones.clone())),
            ("emails", FieldValue::Contacts(self.emails.clone())),
        ];
        for (field, list) in lists {
            self.put(field, list);
        }
        self.put("tags", FieldValue::Texts(self.tags.clone()));
        self.put("roles", FieldValue::Texts(self.roles.clone()));
        let custom = FieldValue::custom(&self.custom);
        self.put("custom", custom);
        row.values = self.values;
        row
    }

    fn keys(&self, row: &mut PartyRow) {
        row.keys.extend(
            self.phones
                .iter()
                .map(|phone| ("phone", phone.value.clone())),
        );
        row.keys.extend(
            self.emails
                .iter()
                .map(|mail| ("email", email_key(&mail.value))),
        );
        for (field, value) in &self.values {
            match (field.as_str(), value) {
                ("code", FieldValue::Text(code)) => row.keys.push(("code", code_key(code))),
                ("tax_code", FieldValue::Text(code)) => row.keys.push(("tax_code", code.clone())),
                _ => {}
            }
        }
    }
}

/// Writes a row's values over a party: lists grow, custom values join, all else is replaced; with `only_empty` what is
/// there stays.
pub(super) fn write_over(
    party: &mut Party,
    values: &[(String, FieldValue)],
    only_empty: bool,
) -> Result<(), Problem> {
    for (field, new) in values {
        let own = own_name(field);
        let kept = own.is_some_and(|name| party.custom.contains_key(name));
        if only_empty && kept {
            continue;
        }
        let old = party.get(field);
        let merged = match (field.as_str(), new) {
            ("phones" | "emails", FieldValue::Contacts(new)) => {
                FieldValue::Contacts(grown(contacts(old), new, |a, b| a.value == b.value))
            }
            ("tags" | "roles", FieldValue::Texts(new)) => {
                FieldValue::Texts(grown(texts(old), new, |a, b| a == b))
            }
            ("custom", FieldValue::Json(Value::Object(new))) => {
                FieldValue::Json(Value::Object(joined(&party.custom, new, only_empty)))
            }
            _ if only_empty && !old.is_empty() => continue,
            _ => new.clone(),
        };
        put(party, field, merged)?;
    }
    Ok(())
}

fn grown<T: Clone>(mut old: Vec<T>, new: &[T], same: fn(&T, &T) -> bool) -> Vec<T> {
    for item in new {
        if !old.iter().any(|known| same(known, item)) {
            old.push(item.clone());
        }
    }
    old
}

fn joined(
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    only_empty: bool,
) -> Map<String, Value> {
    let mut all = old.clone();
    for (key, value) in new {
        if !(only_empty && all.contains_key(key)) {
            all.insert(key.clone(), value.clone());
        }
    }
    all
}
