//! Rows of views and of who keeps which at hand. A colleague sees the own views and those that are shared.

use quen_core::fields::Catalogue;
use quen_core::views::{View, catalogue};
use quen_core::{Noun, Result};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::db::{DbError, Row, Sql, Value, sql};
use crate::records::{Place, Table, Written, loaded};
use crate::{Rows, Writing};

/// The table of views.
pub struct Views;

/// Views of one kind that a list offers at most.
const MOST: i64 = 200;

impl Table for Views {
    type Record = View;
    const NAME: &'static str = "views";
    const COLUMNS: &'static str = "t.id, t.kind, t.name, t.owner_id, t.shared, t.state, t.version, t.created_at, t.updated_at, t.deleted_at";
    const OWNER: Option<&'static str> = None;

    fn narrow(rows: &impl Rows, q: &mut Sql) {
        q.push(" AND (t.shared = ")
            .push_bind(true)
            .push(" OR t.owner_id = ")
            .push_bind(rows.access().user())
            .push(")");
    }

    fn catalogue() -> Catalogue {
        catalogue()
    }

    fn read(row: &Row<'_>) -> Result<View, DbError> {
        Ok(View {
            id: row.get(0)?,
            kind: row.get(1)?,
            name: row.get(2)?,
            owner_id: row.get(3)?,
            shared: row.get(4)?,
            state: row.json(5)?,
            version: row.get(6)?,
            created_at: row.get(7)?,
            updated_at: row.get(8)?,
            deleted_at: row.get(9)?,
        })
    }

    fn place(field: &str) -> Option<Place> {
        Some(Place::Column(match field {
            "kind" => "t.kind",
            "shared" => "t.shared",
            "owner_id" => "t.owner_id",
            _ => return None,
        }))
    }
}

impl Written for Views {
    const NOUN: Noun = Noun::Views;
    const WRITTEN: &'static [&'static str] = &[
        "kind",
        "owner_id",
        "name",
        "shared",
        "state",
        "created_at",
        "updated_at",
    ];

    fn values(record: &View) -> Vec<Value> {
        vec![
            record.kind.clone().into(),
            record.owner_id.into(),
            record.name.clone().into(),
            record.shared.into(),
            Json::Object(record.state.clone()).into(),
            record.created_at.into(),
            record.updated_at.into(),
        ]
    }

    fn search_text(_record: &View) -> Option<String> {
        None
    }
}

/// The views of one kind that the actor sees, oldest first, and which of them the actor keeps at hand.
///
/// # Errors
/// A broken database.
pub async fn of_kind(rows: &impl Rows, kind: &str) -> Result<Vec<(View, bool)>> {
    let mut q = sql(format!(
        "SELECT {} FROM views t WHERE t.workspace_id = $1 AND t.kind = $2 AND t.deleted_at IS NULL",
        Views::COLUMNS
    ))
    .bind(rows.workspace())
    .bind(kind);
    Views::narrow(rows, &mut q);
    q.push(" ORDER BY t.id LIMIT ").push_bind(MOST);
    let found = loaded::<Views>(rows, q).await?;
    let pins = sql("SELECT view_id FROM view_pins WHERE workspace_id = $1 AND user_id = $2")
        .bind(rows.workspace())
        .bind(rows.access().user());
    let pins: Vec<(Uuid,)> = rows.all(pins).await?;
    let pinned = |id: Uuid| pins.iter().any(|pin| pin.0 == id);
    Ok(found
        .into_iter()
        .map(|view| (pinned(view.id), view))
        .map(|(pinned, view)| (view, pinned))
        .collect())
}

/// Keeps a view at hand for the actor.
///
/// # Errors
/// A broken database.
pub async fn pin(tx: &Writing, view: Uuid) -> Result<()> {
    unpin(tx, view).await?;
    let q = sql("INSERT INTO view_pins (workspace_id, user_id, view_id) VALUES ($1, $2, $3)")
        .bind(tx.workspace())
        .bind(tx.access().user())
        .bind(view);
    tx.execute(q).await.map(drop)
}

/// No longer at hand for the actor.
///
/// # Errors
/// A broken database.
pub async fn unpin(tx: &Writing, view: Uuid) -> Result<()> {
    let q = sql("DELETE FROM view_pins WHERE workspace_id = $1 AND user_id = $2 AND view_id = $3")
        .bind(tx.workspace())
        .bind(tx.access().user())
        .bind(view);
    tx.execute(q).await.map(drop)
}
