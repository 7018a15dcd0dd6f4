//! Which column of a file is which field. It must never choose between two fields for the person importing.

use std::borrow::Cow;

use quen_vietnam::import_headers::{self, Recognised};
use serde::Serialize;
use serde_json::{Map, Value};

use super::Kind;
use crate::error::Problems;
use crate::{Problem, Result};

/// What a header seems to mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The header as it stands in the file.
    pub header: String,
    /// The field, when it is beyond doubt.
    pub field: Option<&'static str>,
    /// Fields to choose from, when it is not.
    pub candidates: Vec<&'static str>,
}

/// The fields a file of this kind can bring, in the order of the page.
pub fn fields(kind: Kind) -> &'static [&'static str] {
    import_headers::fields(kind.file_kind())
}

/// Message key of a field's label: `import-orders-ordered-at`.
pub fn field_key(kind: Kind, field: &str) -> String {
    format!("import-{}-{field}", kind.code()).replace('_', "-")
}

/// Recognises the headers of a file. Of two columns with one field the first has it; a second phone is `phone2`.
pub fn suggest(kind: Kind, headers: &[&str]) -> Vec<Suggestion> {
    let mut taken: Vec<&'static str> = Vec::new();
    headers
        .iter()
        .map(|header| one(kind, header, &mut taken))
        .collect()
}

fn one(kind: Kind, header: &str, taken: &mut Vec<&'static str>) -> Suggestion {
    let (field, candidates) = match recognise(kind, header) {
        Recognised::Field(field) => (Some(field), Vec::new()),
        Recognised::Ambiguous(several) => (None, several),
        Recognised::Unknown => (None, Vec::new()),
    };
    let second = |field| if field == "phone" { "phone2" } else { field };
    let field = field
        .map(|field| {
            if taken.contains(&field) {
                second(field)
            } else {
                field
            }
        })
        .filter(|field| !taken.contains(field));
    taken.extend(field);
    Suggestion {
        header: header.to_owned(),
        field,
        candidates,
    }
}

/// A header may also be the name of a field itself, as exports write it.
fn recognise(kind: Kind, header: &str) -> Recognised {
    let name = header.trim();
    match fields(kind).iter().find(|field| **field == name) {
        Some(field) => Recognised::Field(field),
        None => import_headers::recognise(kind.file_kind(), header),
    }
}

/// The column of each field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    columns: Vec<(&'static str, usize)>,
}

impl Mapping {
    /// From the headers of a file and what was chosen for them (`{"Header":"field"}`); headers without a choice are
    /// [suggested](suggest), an empty choice leaves a column out.
    ///
    /// # Errors
    /// `unknown-column` or `unknown-field` at the header, `twice` at a field with two columns, `missing-column` at
    /// `columns` when the rows could not be told apart or would say nothing.
    pub fn new(kind: Kind, headers: &[&str], chosen: &Map<String, Value>) -> Result<Self> {
        let mut problems = Problems::default();
        for header in chosen
            .keys()
            .filter(|key| !headers.iter().any(|header| header.trim() == key.trim()))
        {
            problems.push(Problem::new(short(header), "unknown-column"));
        }
        let mut columns: Vec<(&'static str, usize)> = Vec::new();
        let chosen_for = |header: &str| {
            chosen
                .iter()
                .find(|(key, _)| key.trim() == header.trim())
                .map(|(_, field)| field)
        };
        for (column, suggestion) in suggest(kind, headers).into_iter().enumerate() {
            let field = match chosen_for(&suggestion.header) {
                Some(choice) => problems
                    .keep(choose(kind, &suggestion.header, choice))
                    .flatten(),
                None => suggestion
                    .field
                    .filter(|field| !chosen.values().any(|choice| choice == field)),
            };
            let Some(field) = field else { continue };
            if columns.iter().any(|(taken, _)| *taken == field) {
                problems.push(Problem::new(field, "twice"));
            }
            columns.push((field, column));
        }
        let mapping = Self { columns };
        problems.keep(mapping.check(kind));
        problems.finish()?;
        Ok(mapping)
    }

    /// The trimmed cell of a field; `None` when the file has no such column or the cell is empty.
    pub fn cell<'a>(&self, cells: &[&'a str], field: &str) -> Option<&'a str> {
        let (_, column) = self.columns.iter().find(|(known, _)| *known == field)?;
        cells
            .get(*column)
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
    }

    /// The fields that have a column.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|(field, _)| *field)
    }

    fn has(&self, any: &[&str]) -> bool {
        self.fields().any(|field| any.contains(&field))
    }

    fn check(&self, kind: Kind) -> std::result::Result<(), Problem> {
        const PARTY: [&str; 4] = ["party_code", "party_phone", "party_email", "party_name"];
        let enough = match kind {
            Kind::Parties => {
                self.has(&["full_name", "company", "phone", "phone2", "email", "code"])
            }
            Kind::Orders => {
                self.has(&PARTY)
                    && self.has(&["ordered_at"])
                    && self.has(&["total", "unit_price", "sku"])
            }
            Kind::Products => self.has(&["name", "sku"]),
            Kind::Interactions => self.has(&PARTY) && self.has(&["started_at"]),
        };
        if enough {
            Ok(())
        } else {
            Err(Problem::new("columns", "missing-column"))
        }
    }
}

fn choose(
    kind: Kind,
    header: &str,
    choice: &Value,
) -> std::result::Result<Option<&'static str>, Problem> {
    match choice {
        Value::Null => Ok(None),
        Value::String(name) if name.is_empty() => Ok(None),
        Value::String(name) => match fields(kind).iter().find(|field| *field == name) {
            Some(field) => Ok(Some(field)),
            None => Err(Problem::new(short(header), "unknown-field")),
        },
        _ => Err(Problem::new(short(header), "unknown-field")),
    }
}

/// Headers come from files: a message names them, but not a whole page of them.
fn short(header: &str) -> Cow<'static, str> {
    header.chars().take(60).collect::<String>().into()
}
