//! The keys a party is found again by: phones, mails, codes, tax codes, tags, what is to be mended, and for a row of a file
//! without any of these the row itself (kind `row`), which no later change of the party takes away.

use std::collections::HashMap;

use quen_core::Result;
use quen_core::parties::Party;
use uuid::Uuid;

use crate::db::{Value, sql};
use crate::{Rows, Writing};

/// Replaces a party's keys by those of its present state; a party in the bin has none.
pub(super) async fn write(tx: &Writing, party: &Party) -> Result<()> {
    let wanted = if party.deleted_at.is_some() {
        Vec::new()
    } else {
        party.keys()
    };
    let q = sql("SELECT kind, value FROM party_keys WHERE workspace_id = $1 AND party_id = $2 AND kind <> 'row'")
        .bind(tx.workspace())
        .bind(party.id);
    let present: Vec<(String, String)> = if party.version == 1 {
        Vec::new()
    } else {
        tx.all(q).await?
    };
    let row = |kind: &str, value: &str| {
        vec![
            Value::from(tx.workspace()),
            kind.into(),
            value.into(),
            party.id.into(),
        ]
    };
    let gone: Vec<_> = present
        .iter()
        .filter(|(k, v)| !wanted.iter().any(|(wk, wv)| wk == k && wv == v))
        .map(|(k, v)| row(k, v))
        .collect();
    let fresh: Vec<_> = wanted
        .iter()
        .filter(|(k, v)| !present.iter().any(|(pk, pv)| pk == k && pv == v))
        .map(|(k, v)| row(k, v))
        .collect();
    if !gone.is_empty() {
        tx.execute_many("DELETE FROM party_keys WHERE workspace_id = $1 AND kind = $2 AND value = $3 AND party_id = $4", gone).await?;
    }
    if !fresh.is_empty() {
        tx.execute_many(
            "INSERT INTO party_keys (workspace_id, kind, value, party_id) VALUES ($1, $2, $3, $4)",
            fresh,
        )
        .await?;
    }
    Ok(())
}

/// The parties with this key, oldest first. Not narrowed: a duplicate must be noticed even where it may not be shown.
///
/// # Errors
/// A broken database.
pub async fn by_key(rows: &impl Rows, kind: &str, value: &str) -> Result<Vec<Uuid>> {
    let q = sql(
        "SELECT party_id FROM party_keys WHERE workspace_id = $1 AND kind = $2 AND value = $3 ORDER BY party_id LIMIT 20",
    );
    let found: Vec<(Uuid,)> = rows
        .all(q.bind(rows.workspace()).bind(kind).bind(value))
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// The oldest party for each of many keys of one kind. Asked for in the order of parties, SQLite without statistics would
/// walk the keys of the whole workspace; so the oldest is found here.
///
/// # Errors
/// A broken database.
pub async fn keys_of_many(
    rows: &impl Rows,
    kind: &str,
    values: &[String],
) -> Result<HashMap<String, Uuid>> {
    let mut found = HashMap::new();
    for chunk in values.chunks(500) {
        let mut q = sql(
            "SELECT value, party_id FROM party_keys WHERE workspace_id = $1 AND kind = $2 AND value IN ",
        );
        q = q.bind(rows.workspace()).bind(kind);
        q.push_list(chunk.iter().cloned());
        for (value, id) in rows.all::<(String, Uuid)>(q).await? {
            let oldest = found.entry(value).or_insert(id);
            *oldest = id.min(*oldest);
        }
    }
    Ok(found)
}
