//! Links between parties in a merge: those that would be double or lead to themselves go, and come back with an undo.

use chrono::{DateTime, Utc};
use quen_core::Result;
use quen_core::parties::Party;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Merge, PARTIES};
use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

/// Links taken away, and links whose beginning or end was moved.
const GONE: &str = "party_links.gone";
const FROM: &str = "party_links.from_id";
const TO: &str = "party_links.to_id";

/// A link as it lies in its row.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Stored {
    id: Uuid,
    from: Uuid,
    to: Uuid,
    kind: String,
    title: Option<String>,
    at: DateTime<Utc>,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            from: row.get(1)?,
            to: row.get(2)?,
            kind: row.get(3)?,
            title: row.get(4)?,
            at: row.get(5)?,
        })
    }
}

async fn of(rows: &impl Rows, party: Uuid) -> Result<Vec<Stored>> {
    let mut found: Vec<Stored> = Vec::new();
    for column in ["from_id", "to_id"] {
        let q = sql(format!(
            "SELECT id, from_id, to_id, kind, title, created_at FROM party_links WHERE workspace_id = $1 AND {column} = $2 ORDER BY id"
        ));
        found.extend(
            rows.all::<Stored>(q.bind(rows.workspace()).bind(party))
                .await?,
        );
    }
    Ok(found)
}

/// Moves the links of one party to another.
///
/// # Errors
/// A broken database.
pub async fn move_links(tx: &Writing, merge: Uuid, from: Uuid, to: Uuid) -> Result<()> {
    let mut known = of(tx, to).await?;
    let (mut gone, mut moved) = (Vec::new(), Vec::new());
    for link in of(tx, from).await? {
        let other = |end: Uuid| if end == from { to } else { end };
        let (begin, end) = (other(link.from), other(link.to));
        let double = known
            .iter()
            .any(|one| (one.from, one.to, one.kind.as_str()) == (begin, end, link.kind.as_str()));
        if begin == end || double {
            gone.push(link);
            continue;
        }
        let relation = if link.from == from { FROM } else { TO };
        moved.push((relation, link.id));
        known.push(Stored {
            from: begin,
            to: end,
            ..link
        });
    }
    for link in &gone {
        crate::links::delete(tx, link.id).await?;
    }
    let before = gone.iter().map(|link| (link.id, Value::json(link)));
    PARTIES.note(tx, merge, GONE, before.collect()).await?;
    for relation in [FROM, TO] {
        let ids = moved.iter().filter(|(which, _)| *which == relation);
        let ids: Vec<Uuid> = ids.map(|(_, id)| *id).collect();
        set(tx, relation, &ids, to).await?;
        PARTIES
            .note(
                tx,
                merge,
                relation,
                ids.into_iter().map(|id| (id, Value::Null)).collect(),
            )
            .await?;
    }
    Ok(())
}

/// Moves links back and makes those anew that went.
///
/// # Errors
/// A broken database.
pub async fn links_back(tx: &Writing, merge: &Merge<Party>) -> Result<()> {
    for relation in [FROM, TO] {
        let moved = PARTIES.noted::<Stored>(tx, merge.id, relation).await?;
        let ids: Vec<Uuid> = moved.into_iter().map(|(id, _)| id).collect();
        set(tx, relation, &ids, merge.loser_id).await?;
    }
    for (_, link) in PARTIES.noted::<Stored>(tx, merge.id, GONE).await? {
        let Some(link) = link else { continue };
        if crate::links::exists(tx, link.from, link.to, &link.kind).await? {
            continue;
        }
        let ends = (link.from, link.to);
        crate::links::insert(
            tx,
            link.id,
            ends,
            &link.kind,
            link.title.as_deref(),
            link.at,
        )
        .await?;
    }
    Ok(())
}

async fn set(tx: &Writing, relation: &'static str, ids: &[Uuid], party: Uuid) -> Result<()> {
    let text = if relation == FROM {
        "UPDATE party_links SET from_id = $3 WHERE workspace_id = $1 AND id = $2"
    } else {
        "UPDATE party_links SET to_id = $3 WHERE workspace_id = $1 AND id = $2"
    };
    let row = |id: &Uuid| vec![Value::from(tx.workspace()), (*id).into(), party.into()];
    if ids.is_empty() {
        return Ok(());
    }
    tx.execute_many(text, ids.iter().map(row).collect())
        .await
        .map(drop)
}
