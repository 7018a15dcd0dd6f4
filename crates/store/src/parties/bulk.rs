//! Many parties at once, for imports: exactly the rows that one at a time would give, in a few statements.

use chrono::{DateTime, Utc};
use quen_core::parties::Party;
use quen_core::{Noun, Result};
use uuid::Uuid;

use super::{COLUMNS, INSERT, Parties, WORD, aged, document, name_key, writable};
use crate::db::{Value, sql};
use crate::dialect::search;
use crate::records::loaded;
use crate::{Rows, Writing, fields};

/// Writes new parties with their keys and search documents. A party may bring the hash of the row that it came from,
/// which finds it again when nothing else does.
///
/// # Errors
/// `constraint` when a code is taken.
pub async fn insert_many(tx: &Writing, parties: &[(Party, Option<String>)]) -> Result<()> {
    let mut rows = Vec::with_capacity(parties.len());
    let mut keys = Vec::new();
    let mut documents = Vec::with_capacity(parties.len());
    let worked: Vec<_> = parties
        .iter()
        .map(|(party, row_key)| {
            let worked = fields::begun(tx, Noun::Parties, party);
            (aged(tx, worked), row_key)
        })
        .collect();
    for (party, row_key) in &worked {
        let party = party.as_ref();
        let mut values = vec![
            Value::from(tx.workspace()),
            party.id.into(),
            party.created_at.into(),
        ];
        values.extend(writable(tx, party));
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
        documents.push((party.id, document(tx, party)));
    }
    tx.execute_many(INSERT, rows).await?;
    tx.execute_many(
        "INSERT INTO party_keys (workspace_id, kind, value, party_id) VALUES ($1, $2, $3, $4)",
        keys,
    )
    .await?;
    let made = worked.iter().map(|(party, _)| party.as_ref());
    fields::keep_many(tx, Noun::Parties, made).await?;
    search::put_new(tx, Noun::Parties, documents).await?;
    let made = worked.iter().map(|(party, _)| party.as_ref());
    let named = made.flat_map(|party| fields::named_by(tx, WORD, party));
    fields::follow(tx, WORD, named.collect()).await
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

/// Parties outside the bin after an id, in order of id, for comparing all with all. Not narrowed: the caller has the right to
/// merge any.
///
/// # Errors
/// A broken database.
pub async fn compared_after(rows: &impl Rows, after: Uuid, limit: i64) -> Result<Vec<Party>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM parties t WHERE t.workspace_id = $1 AND t.id > $2 AND t.deleted_at IS NULL ORDER BY t.id LIMIT $3"
    ));
    loaded::<Parties>(rows, q.bind(rows.workspace()).bind(after).bind(limit)).await
}

/// Parties outside the bin that were changed after a point (instant and id), the first changed first.
///
/// # Errors
/// A broken database.
pub async fn changed_since(
    rows: &impl Rows,
    since: (DateTime<Utc>, Uuid),
    limit: i64,
) -> Result<Vec<Party>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM parties t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL AND (t.updated_at, t.id) > ($2, $3) \
         ORDER BY t.updated_at, t.id LIMIT $4"
    ));
    let q = q.bind(rows.workspace()).bind(since.0).bind(since.1);
    loaded::<Parties>(rows, q.bind(limit)).await
}
