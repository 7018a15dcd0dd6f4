//! Columns of a file that go into fields of a catalogue, those that the workspace made for itself among them: read by their
//! type. Pure; what a column refers to is looked up before it is written.

use std::collections::HashMap;

use quen_core::fields::{Field, FieldType, FieldValue};
use quen_documents::tables::Row;
use quen_vietnam::fold::fold;
use uuid::Uuid;

use super::cells::{House, value};
use super::people::Wrong;
use super::{Options, What};

/// A record that a cell names by its code or name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    /// Where the cell stands in the row.
    pub place: usize,
    /// The field that refers to it.
    pub field: Field,
    /// What it is called.
    pub text: String,
}

/// What the columns of a row say.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Values, none of them empty.
    pub values: Vec<(String, FieldValue)>,
    /// Values that other records have to be looked up for.
    pub links: Vec<Link>,
}

/// The columns of the catalogue that are read: place in the row and field.
pub(super) fn chosen(what: &What, options: &Options) -> Vec<(usize, Field)> {
    let named = options.columns.iter().enumerate();
    named
        .filter_map(|(place, name)| Some((place, what.field(name.as_deref()?)?.clone())))
        .collect()
}

/// The values of a row; empty cells say nothing.
pub(super) fn read(
    columns: &[(usize, Field)],
    row: &Row,
    house: House,
    colleagues: &HashMap<String, Uuid>,
) -> Result<Read, Vec<Wrong>> {
    let (mut all, mut wrong) = (Read::default(), Vec::new());
    for (place, field) in columns {
        let Some(cell) = row.cells.get(*place).filter(|cell| !cell.is_empty()) else {
            continue;
        };
        let text = cell.text().trim();
        let person = colleagues.get(&fold(text));
        let refers = matches!(field.kind, FieldType::Reference(_));
        let read = match (&field.kind, person) {
            (FieldType::User, Some(user)) => Ok(FieldValue::Id(*user)),
            _ if refers && text.parse::<Uuid>().is_err() => {
                all.links.push(Link {
                    place: *place,
                    field: field.clone(),
                    text: text.to_owned(),
                });
                continue;
            }
            _ => value(field, cell, house),
        };
        match read {
            Ok(value) if value.is_empty() => {}
            Ok(value) => all.values.push((field.name.to_string(), value)),
            Err(problem) => wrong.push((*place, problem)),
        }
    }
    if wrong.is_empty() {
        Ok(all)
    } else {
        Err(wrong)
    }
}
