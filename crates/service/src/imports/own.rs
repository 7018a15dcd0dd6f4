//! Columns of a file that go into fields which the workspace made for itself: recognised by their label or name, read by
//! their type. Pure.

use std::collections::HashMap;

use quen_core::fields::{Customs, Field, FieldType, FieldValue, PREFIX};
use quen_documents::tables::Row;
use quen_vietnam::fold::fold;
use quen_vietnam::import_headers::FileKind;
use uuid::Uuid;

use super::Options;
use super::cells::{House, value};
use super::people::Wrong;

/// The custom fields that a file of this kind can fill.
pub(super) fn fields(customs: &Customs, kind: FileKind) -> impl Iterator<Item = &Field> {
    let all = customs.of_word(kind.word()).iter();
    all.filter(|field| field.importable)
}

/// The custom field that a heading names, by its label in either language or its name.
pub(super) fn named<'a>(customs: &'a Customs, kind: FileKind, title: &str) -> Option<&'a Field> {
    let title = fold(title);
    fields(customs, kind).find(|field| {
        let bare = field.name.strip_prefix(PREFIX).unwrap_or_default();
        let own = field.own.as_ref();
        let labelled = own.is_some_and(|own| {
            [&own.vi, &own.en]
                .into_iter()
                .any(|label| !label.is_empty() && fold(label) == title)
        });
        labelled || title == bare || title == field.name
    })
}

/// The custom field that a column was mapped to.
pub(super) fn field<'a>(customs: &'a Customs, kind: FileKind, name: &str) -> Option<&'a Field> {
    fields(customs, kind).find(|field| field.name == name)
}

/// The custom columns that are read: place in the row and field.
pub(super) fn chosen(customs: &Customs, kind: FileKind, options: &Options) -> Vec<(usize, Field)> {
    let named = options.columns.iter().enumerate();
    named
        .filter_map(|(place, name)| {
            let field = field(customs, kind, name.as_deref()?)?;
            Some((place, field.clone()))
        })
        .collect()
}

/// The custom values of a row; empty cells say nothing.
pub(super) fn read(
    columns: &[(usize, Field)],
    row: &Row,
    house: House,
    colleagues: &HashMap<String, Uuid>,
) -> Result<Vec<(String, FieldValue)>, Vec<Wrong>> {
    let (mut values, mut wrong) = (Vec::new(), Vec::new());
    for (place, field) in columns {
        let Some(cell) = row.cells.get(*place).filter(|cell| !cell.is_empty()) else {
            continue;
        };
        let person = colleagues.get(&fold(cell.text().trim()));
        let read = match (&field.kind, person) {
            (FieldType::User, Some(user)) => Ok(FieldValue::Id(*user)),
            _ => value(field, cell, house),
        };
        match read {
            Ok(value) if value.is_empty() => {}
            Ok(value) => values.push((field.name.to_string(), value)),
            Err(problem) => wrong.push((*place, problem)),
        }
    }
    if wrong.is_empty() {
        Ok(values)
    } else {
        Err(wrong)
    }
}
