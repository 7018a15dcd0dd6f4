//! A row of a customer list. Columns that Quen has no field for are kept as custom values, in the words of the file.

use quen_vietnam::{import_headers, names};
use serde_json::{Map, Value};

use super::cells::Row;
use super::{Context, Mapping, Problems};
use crate::fields::{Contact, FieldValue};
use crate::parties::{Party, catalogue};
use crate::{contacts, text};

/// What a row says of a party.
#[derive(Debug, Clone, PartialEq)]
pub struct PartyRow {
    /// Values for the party's fields, checked.
    pub values: Vec<(String, FieldValue)>,
    /// The organisation a person works at.
    pub company: Option<String>,
    /// The colleague in charge as the file names them: a name or a mail address.
    pub owner: Option<String>,
    /// Cells that could not be read, under the field of the file. The row is still worth keeping unless
    /// [`PartyRow::is_usable`] says otherwise.
    pub problems: Problems,
}

impl PartyRow {
    /// Is there a name?
    pub fn is_usable(&self) -> bool {
        self.values.iter().any(|(field, _)| field == "name")
    }
}

/// Columns that are kept as custom values.
const KEPT: [&str; 16] = [
    "facebook",
    "national_id",
    "bank_account",
    "bank_name",
    "debt",
    "total_spent",
    "points",
    "tier",
    "last_purchase",
    "status",
    "branch",
    "representative",
    "position",
    "industry",
    "created_at",
    "created_by",
];
/// Beginnings of the names of organisations, folded.
const ORGANISATIONS: [&str; 13] = [
    "cong ty",
    "cty",
    "ct tnhh",
    "doanh nghiep",
    "dntn",
    "hop tac xa",
    "htx",
    "tap doan",
    "tong cong ty",
    "truong ",
    "benh vien",
    "ngan hang",
    "ho kinh doanh",
];
/// Characters of a kept cell at most.
const MAX_KEPT: usize = 500;

/// Reads one row.
pub fn party_row(mapping: &Mapping, cells: &[&str], context: Context) -> PartyRow {
    let mut row = Row::new(mapping, cells, context);
    let catalogue = catalogue();
    let company = name_and_kind(&mut row);
    phones_and_mails(&mut row);
    for (from, to) in [
        ("code", "code"),
        ("tax_code", "tax_code"),
        ("birthday", "birthday"),
        ("salutation", "salutation"),
        ("source", "source"),
        ("note", "note"),
        ("website", "website"),
    ] {
        row.take(&catalogue, from, to);
    }
    if let Some(cell) = row.cell("gender") {
        match import_headers::gender(cell) {
            Some(names::Gender::Female) => row.put("gender", FieldValue::Text("female".to_owned())),
            Some(names::Gender::Male) => row.put("gender", FieldValue::Text("male".to_owned())),
            None => row.wrong("gender", "bad-choice"),
        }
    }
    address(&mut row, &catalogue);
    tags(&mut row);
    kept(&mut row);
    let owner = row.cell("owner").map(text::one_line);
    if !row.values.iter().any(|(field, _)| field == "name") {
        row.wrong("full_name", "required");
    }
    PartyRow {
        values: row.values,
        company,
        owner,
        problems: row.problems,
    }
}

/// The name, or what stands for it: company, phone, mail, code. Answers the company a named person works at.
fn name_and_kind(row: &mut Row<'_>) -> Option<String> {
    let person = row
        .cell("full_name")
        .map(|name| names::tidy(name).into_owned());
    let company = row
        .cell("company")
        .map(text::one_line)
        .filter(|company| Some(company) != person.as_ref());
    let stated = row.cell("type").map(quen_vietnam::fold::fold);
    let is_organisation = match (&person, &stated) {
        (None, _) if company.is_some() => true,
        (_, Some(word)) if word.contains("ca nhan") || word.contains("individual") => false,
        (_, Some(word))
            if ["to chuc", "cong ty", "doanh nghiep", "company", "organi"]
                .iter()
                .any(|known| word.contains(known)) =>
        {
            true
        }
        (Some(name), _) => named_as_organisation(name),
        _ => false,
    };
    let fallback = ["phone", "phone2", "email", "code"]
        .into_iter()
        .find_map(|field| row.cell(field))
        .map(text::one_line);
    let name = person.clone().or_else(|| company.clone()).or(fallback)?;
    let name: String = name.chars().take(200).collect();
    row.put("name", FieldValue::Text(name));
    row.put(
        "kind",
        FieldValue::Text(
            if is_organisation {
                "organization"
            } else {
                "person"
            }
            .to_owned(),
        ),
    );
    row.put(
        "incomplete",
        FieldValue::Bool(person.is_none() && company.is_none()),
    );
    company.filter(|_| person.is_some() && !is_organisation)
}

fn named_as_organisation(name: &str) -> bool {
    let folded = quen_vietnam::fold::fold(name);
    ORGANISATIONS.iter().any(|word| folded.starts_with(word))
        || folded
            .split_whitespace()
            .any(|word| matches!(word, "tnhh" | "jsc" | "ltd" | "llc"))
}

/// Every number of the cells, each once, the first one preferred; cells often hold several.
fn phones_and_mails(row: &mut Row<'_>) {
    let mut phones: Vec<Contact> = Vec::new();
    for field in ["phone", "phone2", "zalo"] {
        let Some(cell) = row.cell(field) else {
            continue;
        };
        for found in quen_vietnam::phone::parse_all(cell) {
            match found {
                Ok(phone) if phones.iter().any(|known| known.value == phone.e164()) => {}
                Ok(phone) => phones.push(Contact {
                    value: phone.e164().to_owned(),
                    display: phone.national(),
                    label: (field == "zalo").then(|| "zalo".to_owned()),
                }),
                Err(_) => row.wrong(field, "bad-phone"),
            }
        }
    }
    row.put("phones", FieldValue::Contacts(phones));
    let mut emails: Vec<Contact> = Vec::new();
    for part in row
        .cell("email")
        .unwrap_or_default()
        .split([',', ';', ' ', '\n'])
        .filter(|part| !part.is_empty())
    {
        match contacts::email(part, None) {
            Some(mail) if emails.iter().any(|known| known.value == mail.value) => {}
            Some(mail) => emails.push(mail),
            None => row.wrong("email", "bad-email"),
        }
    }
    row.put("emails", FieldValue::Contacts(emails));
}

/// One address of up to four columns, smallest unit first.
fn address(row: &mut Row<'_>, catalogue: &crate::fields::Catalogue) {
    let parts: Vec<&str> = ["address", "ward", "district_old", "province"]
        .into_iter()
        .filter_map(|field| row.cell(field))
        .collect();
    let mut whole = String::new();
    for part in parts {
        if whole.contains(part) {
            continue;
        }
        if !whole.is_empty() {
            whole.push_str(", ");
        }
        whole.push_str(part);
    }
    let Some(field) = catalogue.field("address") else {
        return;
    };
    match crate::fields::from_text(field, &whole) {
        Ok(value) => row.put("address", value),
        Err(problem) => row.problems.push(problem),
    }
}

fn tags(row: &mut Row<'_>) {
    let cells = ["tags", "group"]
        .into_iter()
        .filter_map(|field| row.cell(field));
    let mut tags: Vec<String> = Vec::new();
    for word in cells.flat_map(|cell| cell.split([',', ';', '|'])) {
        let tag: String = text::one_line(word).chars().take(60).collect();
        if !tag.is_empty() && !tags.contains(&tag) && tags.len() < 50 {
            tags.push(tag);
        }
    }
    row.put("tags", FieldValue::Texts(tags));
}

fn kept(row: &mut Row<'_>) {
    let mut custom = Map::new();
    for field in KEPT {
        if let Some(cell) = row.cell(field) {
            let cell: String = text::one_line(cell).chars().take(MAX_KEPT).collect();
            custom.insert(field.to_owned(), Value::from(cell));
        }
    }
    row.put("custom", FieldValue::custom(&custom));
}

/// A row's values for a party that is there already: lists and custom values are joined, what is there first; everything
/// else the row has is written over. A name that only stands for a missing one replaces nothing.
pub fn with_existing(
    party: &Party,
    values: Vec<(String, FieldValue)>,
) -> Vec<(String, FieldValue)> {
    let stand_in = values.contains(&("incomplete".to_owned(), FieldValue::Bool(true)));
    let replaces = |field: &str| !(stand_in && matches!(field, "name" | "kind" | "incomplete"));
    values
        .into_iter()
        .filter(|(field, _)| replaces(field))
        .map(|(field, new)| joined(party, field, new))
        .collect()
}

fn joined(party: &Party, field: String, new: FieldValue) -> (String, FieldValue) {
    let value = match (field.as_str(), new) {
        ("phones", FieldValue::Contacts(new)) => {
            FieldValue::Contacts(join(&party.phones, new, |a, b| a.value == b.value))
        }
        ("emails", FieldValue::Contacts(new)) => {
            FieldValue::Contacts(join(&party.emails, new, |a, b| {
                contacts::email_key(&a.value) == contacts::email_key(&b.value)
            }))
        }
        ("tags", FieldValue::Texts(new)) => {
            FieldValue::Texts(join(&party.tags, new, |a, b| a == b))
        }
        ("custom", FieldValue::Json(Value::Object(new))) => {
            let mut all = party.custom.clone();
            all.extend(new);
            FieldValue::Json(Value::Object(all))
        }
        (_, new) => new,
    };
    (field, value)
}

fn join<T: Clone>(old: &[T], new: Vec<T>, same: impl Fn(&T, &T) -> bool) -> Vec<T> {
    let mut all = old.to_vec();
    for item in new {
        if !all.iter().any(|known| same(known, &item)) {
            all.push(item);
        }
    }
    all
}
