//! Rows of kinds without rules of their own: which record of ours, whose it is, and the values of its catalogue, which are read
//! apart. Pure; records and customers are looked up when it is written.

use quen_core::Problem;
use quen_core::fields::FieldValue;
use quen_documents::tables::Row;
use uuid::Uuid;

use super::people::{PartyRow, PeopleReader, Wrong};
use super::trade::customer;
use super::what::{ID, PARTY_ID};

/// A record as a file has it.
#[derive(Debug, Default)]
pub(super) struct PlainRow {
    /// The record of ours that the row names.
    pub id: Option<Uuid>,
    /// Whose it is, when the row names the customer by anything but our id.
    pub party: Option<PartyRow>,
    /// Values, none of them empty.
    pub values: Vec<(String, FieldValue)>,
}

/// Reads such rows.
#[derive(Debug)]
pub(super) struct PlainReader {
    people: PeopleReader,
    needs_party: bool,
}

impl PlainReader {
    pub(super) fn new(people: PeopleReader, needs_party: bool) -> Self {
        Self {
            people,
            needs_party,
        }
    }

    pub(super) fn read(
        &self,
        columns: &[(usize, &'static str)],
        row: &Row,
    ) -> Result<PlainRow, Vec<Wrong>> {
        let id = our_id(columns, row, ID)?;
        let mut plain = PlainRow {
            id,
            ..PlainRow::default()
        };
        if let Some(party) = our_id(columns, row, PARTY_ID)? {
            let party = FieldValue::Id(party);
            plain.values.push((PARTY_ID.to_owned(), party));
            return Ok(plain);
        }
        let names = columns.iter().any(|(place, name)| {
            name.starts_with("party_") && row.cells.get(*place).is_some_and(|cell| !cell.is_empty())
        });
        // A record that is there already keeps its customer.
        if names || (self.needs_party && id.is_none()) {
            plain.party = Some(customer(&self.people, columns, row)?);
        }
        Ok(plain)
    }
}

fn our_id(
    columns: &[(usize, &'static str)],
    row: &Row,
    column: &'static str,
) -> Result<Option<Uuid>, Vec<Wrong>> {
    let Some((place, _)) = columns.iter().find(|(_, name)| *name == column) else {
        return Ok(None);
    };
    let text = row.cells.get(*place).map_or("", |cell| cell.text().trim());
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = |_| vec![(*place, Problem::new(column, "bad-reference"))];
    text.parse().map(Some).map_err(wrong)
}
