//! Names in place of ids in an export: customers and colleagues. It asks once for each page of rows, never once for a row,
//! and knows no name that the reader of the list may not see.

use std::collections::HashMap;

use quen_core::fields::{Field, FieldType, FieldValue, Record};
use quen_core::{Noun, Result};
use quen_documents::sheets::Written;
use uuid::Uuid;

use crate::{Ctx, parties};

/// The names a page of rows speaks of.
#[derive(Default)]
pub(super) struct Names {
    customers: HashMap<Uuid, String>,
    /// `None` until the first page asked for them.
    colleagues: Option<HashMap<Uuid, String>>,
}

/// Does the field point at somebody with a name?
pub(super) fn is_named(field: &Field) -> bool {
    matches!(
        field.kind,
        FieldType::User | FieldType::Reference(Noun::Parties)
    )
}

impl Names {
    /// Learns the names of this page; those of the page before are forgotten.
    pub(super) async fn learn(
        &mut self,
        ctx: &Ctx,
        fields: &[Field],
        rows: &[impl Record],
    ) -> Result<()> {
        let customer = |field: &&Field| field.kind == FieldType::Reference(Noun::Parties);
        let ids = fields
            .iter()
            .filter(customer)
            .flat_map(|field| rows.iter().map(|row| row.value(field)));
        let ids: Vec<Uuid> = ids.filter_map(|value| id(&value)).collect();
        if !ids.is_empty() {
            self.customers = parties::names(ctx, ids).await?;
        }
        let someone = fields.iter().any(|field| field.kind == FieldType::User);
        if someone && self.colleagues.is_none() {
            let owners = parties::owners(ctx).await?;
            self.colleagues = Some(owners.into_iter().map(|o| (o.id, o.name)).collect());
        }
        Ok(())
    }

    /// The cell with the name; `None` for a field that points at nobody by its nature.
    pub(super) fn of(&self, field: &Field, value: &FieldValue) -> Option<Written> {
        let known = match field.kind {
            FieldType::User => self.colleagues.as_ref(),
            FieldType::Reference(Noun::Parties) => Some(&self.customers),
            _ => return None,
        };
        let name = id(value).and_then(|id| known?.get(&id).cloned());
        Some(name.map_or(Written::Empty, Written::Text))
    }
}

fn id(value: &FieldValue) -> Option<Uuid> {
    match value {
        FieldValue::Id(id) => Some(*id),
        _ => None,
    }
}
