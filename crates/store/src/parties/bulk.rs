//! Many parties at once, for imports: exactly the rows that one at a time would give, in a few statements.

use quen_core::parties::Party;
use quen_core::{Noun, Result};
use uuid::Uuid;

use super::{INSERT, name_key, writable};
use crate::db::{Value, sql};
use crate::dialect::search;
use crate::{Rows, Writing};

/// Writes new parties with their keys and search documents. A party may bring the hash of the row that it came from,
/// which finds it again when nothing else does.
///
/// # Errors
/// `constraint` when a code is taken.
pub async fn insert_many(tx: &Writing, parties: &[(Party, Option<String>)]) -> Result<()> {
    let mut rows = Vec::with_capacity(parties.len());
    let mut keys = Vec::new();
    let mut documents = Vec::with_capacity(parties.len());
    for (party, row_key) in parties {
        let mut values = vec![
            Value::from(tx.workspace()),
            party.id.into(),
            party.created_at.into(),
        ];
        values.extend(writable(party));
        rows.push(values);
        let own = party
            .keys()
            .into_iter()
            .chain(row_key.iter().map(|key| ("row", key.clone())));
        keys.extend(own.map(|(kind, value)| {
            vec![
                Value::from(tx.workspace()),
                kind.into(),
                value.into(),
                party.id.into(),
            ]
        }));
        documents.push((party.id, party.search_text()));
    }
    tx.execute_many(INSERT, rows).await?;
    tx.execute_many(
        "INSERT INTO party_keys (workspace_id, kind, value, party_id) VALUES ($1, $2, $3, $4)",
        keys,
    )
    .await?;
    search::put_new(tx, Noun::Parties, documents).await
}

/// Parties not in the bin with exactly these names: name and id, oldest first. Sorted here: asked for in the order of ids,
/// SQLite without statistics would walk all parties.
///
/// # Errors
/// A broken database.
pub async fn same_names(rows: &impl Rows, names: &[String]) -> Result<Vec<(String, Uuid)>> {
    let mut found = Vec::new();
    for chunk in names.chunks(500) {
        let mut q = sql("SELECT name, id FROM parties WHERE workspace_id = $1 AND deleted_at IS NULL AND name_key IN ").bind(rows.workspace());
        q.push_list(chunk.iter().map(|name| name_key(name)));
        found.extend(rows.all::<(String, Uuid)>(q).await?);
    }
    found.sort_unstable_by_key(|(_, id)| *id);
    Ok(found)
}
