//! Rows of links between parties. A link is seen when both ends are.

use chrono::{DateTime, Utc};
use quen_core::Result;
use quen_core::links::Link;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Sql, sql};
use crate::{Rows, Writing};

/// A link with the names of its ends.
struct LinkRow(Link);

impl FromRow for LinkRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(Link {
            id: row.get(0)?,
            from_id: row.get(1)?,
            to_id: row.get(2)?,
            kind: row.get(3)?,
            title: row.get(4)?,
            created_at: row.get(5)?,
            from_name: row.get(6)?,
            to_name: row.get(7)?,
        }))
    }
}

fn select(rows: &impl Rows) -> Sql {
    let mut q = sql("SELECT l.id, l.from_id, l.to_id, l.kind, l.title, l.created_at, f.name, o.name FROM party_links l \
         JOIN parties f ON f.workspace_id = l.workspace_id AND f.id = l.from_id \
         JOIN parties o ON o.workspace_id = l.workspace_id AND o.id = l.to_id \
         WHERE l.workspace_id = $1 AND f.deleted_at IS NULL AND o.deleted_at IS NULL")
    .bind(rows.workspace());
    rows.narrow(&mut q, "f.owner_id");
    rows.narrow(&mut q, "o.owner_id");
    q
}

/// The links of a party in both directions, oldest first, at most `limit`.
///
/// # Errors
/// A broken database.
pub async fn of_party(rows: &impl Rows, party: Uuid, limit: i64) -> Result<Vec<Link>> {
    let mut outgoing = select(rows);
    outgoing
        .push(" AND l.from_id = ")
        .push_bind(party)
        .push(" ORDER BY l.id LIMIT ")
        .push_bind(limit);
    let mut incoming = select(rows);
    incoming
        .push(" AND l.to_id = ")
        .push_bind(party)
        .push(" ORDER BY l.id LIMIT ")
        .push_bind(limit);
    let mut found: Vec<Link> = rows
        .all::<LinkRow>(outgoing)
        .await?
        .into_iter()
        .map(|row| row.0)
        .collect();
    found.extend(
        rows.all::<LinkRow>(incoming)
            .await?
            .into_iter()
            .map(|row| row.0),
    );
    found.sort_by_key(|link| link.id);
    Ok(found)
}

/// One link.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, id: Uuid) -> Result<Option<Link>> {
    let mut q = select(rows);
    q.push(" AND l.id = ").push_bind(id);
    Ok(rows.optional::<LinkRow>(q).await?.map(|row| row.0))
}

/// Is there a party that this one brought to us?
///
/// # Errors
/// A broken database.
pub async fn has_referred(rows: &impl Rows, party: Uuid) -> Result<bool> {
    let q = sql(
        "SELECT id FROM party_links WHERE workspace_id = $1 AND to_id = $2 AND kind = 'referred_by' LIMIT 1",
    );
    Ok(rows
        .optional::<(Uuid,)>(q.bind(rows.workspace()).bind(party))
        .await?
        .is_some())
}

/// Is there such a link already?
///
/// # Errors
/// A broken database.
pub async fn exists(rows: &impl Rows, from: Uuid, to: Uuid, kind: &str) -> Result<bool> {
    let q = sql(
        "SELECT id FROM party_links WHERE workspace_id = $1 AND from_id = $2 AND to_id = $3 AND kind = $4",
    );
    Ok(rows
        .optional::<(Uuid,)>(q.bind(rows.workspace()).bind(from).bind(to).bind(kind))
        .await?
        .is_some())
}

/// Writes a new link.
///
/// # Errors
/// `constraint` when there is one already.
pub async fn insert(
    tx: &Writing,
    id: Uuid,
    ends: (Uuid, Uuid),
    kind: &str,
    title: Option<&str>,
    at: DateTime<Utc>,
) -> Result<()> {
    let q = sql("INSERT INTO party_links (workspace_id, id, from_id, to_id, kind, title, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(tx.workspace())
        .bind(id)
        .bind(ends.0)
        .bind(ends.1)
        .bind(kind)
        .bind(title)
        .bind(at);
    tx.execute(q).await.map(drop)
}

/// Takes a link out.
///
/// # Errors
/// A broken database.
pub async fn delete(tx: &Writing, id: Uuid) -> Result<()> {
    let q = sql("DELETE FROM party_links WHERE workspace_id = $1 AND id = $2");
    tx.execute(q.bind(tx.workspace()).bind(id)).await.map(drop)
}
