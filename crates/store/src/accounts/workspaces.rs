//! Rows of workspaces.

use chrono::{DateTime, Utc};
use quen_core::Result;
use serde_json::Value as Json;
use uuid::Uuid;

use super::{Writes, all, optional};
use crate::db::{Db, DbError, FromRow, Row, sql};

/// A workspace: one business.
#[derive(Debug, Clone, PartialEq)]
pub struct Workspace {
    /// UUIDv7.
    pub id: Uuid,
    /// Short name in addresses and on the command line.
    pub slug: String,
    /// The business's name.
    pub name: String,
    /// Currency, time zone, language, working week, SMTP; see core.
    pub settings: Json,
    /// Grows with each change.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

const COLUMNS: &str = "id, slug, name, settings, version, created_at";

impl FromRow for Workspace {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            slug: row.get(1)?,
            name: row.get(2)?,
            settings: row.get(3)?,
            version: row.get(4)?,
            created_at: row.get(5)?,
        })
    }
}

/// By id.
///
/// # Errors
/// A broken database.
pub async fn find(db: &Db, id: Uuid) -> Result<Option<Workspace>> {
    optional(
        db,
        sql(format!(
            "SELECT {COLUMNS} FROM workspaces WHERE id = $1 AND deleted_at IS NULL"
        ))
        .bind(id),
    )
    .await
}

/// The workspace of a granted right, read within a write.
///
/// # Errors
/// A broken database.
pub async fn find_in(rows: &impl crate::Rows) -> Result<Option<Workspace>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM workspaces WHERE id = $1 AND deleted_at IS NULL"
    ));
    rows.optional(q.bind(rows.workspace())).await
}

/// By slug.
///
/// # Errors
/// A broken database.
pub async fn by_slug(db: &Db, slug: &str) -> Result<Option<Workspace>> {
    optional(
        db,
        sql(format!(
            "SELECT {COLUMNS} FROM workspaces WHERE slug = $1 AND deleted_at IS NULL"
        ))
        .bind(slug),
    )
    .await
}

/// All, oldest first.
///
/// # Errors
/// A broken database.
pub async fn list(db: &Db) -> Result<Vec<Workspace>> {
    all(
        db,
        sql(format!(
            "SELECT {COLUMNS} FROM workspaces WHERE deleted_at IS NULL ORDER BY id"
        )),
    )
    .await
}

/// Writes a new one.
///
/// # Errors
/// `constraint` when the slug is taken.
pub async fn insert(tx: &impl Writes, workspace: &Workspace) -> Result<()> {
    let q = sql("INSERT INTO workspaces (id, slug, name, settings, version, created_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(workspace.id)
        .bind(workspace.slug.clone())
        .bind(workspace.name.clone())
        .bind(workspace.settings.clone())
        .bind(workspace.version)
        .bind(workspace.created_at);
    tx.execute(q).await.map(drop)
}

/// Writes name and settings when nobody was quicker; answers whether it did.
///
/// # Errors
/// A broken database.
pub async fn update(
    tx: &impl Writes,
    workspace: &Workspace,
    expected_version: i64,
) -> Result<bool> {
    let q = sql("UPDATE workspaces SET name = $3, settings = $4, version = $5 WHERE id = $1 AND version = $2")
        .bind(workspace.id)
        .bind(expected_version)
        .bind(workspace.name.clone())
        .bind(workspace.settings.clone())
        .bind(workspace.version);
    Ok(tx.execute(q).await? == 1)
}

/// Has the workspace any order, binned ones too? Then its currency stays.
///
/// # Errors
/// A broken database.
pub async fn has_orders(rows: &impl crate::Rows) -> Result<bool> {
    let q = sql("SELECT 1 FROM orders WHERE workspace_id = $1 LIMIT 1").bind(rows.workspace());
    Ok(rows.optional::<(i64,)>(q).await?.is_some())
}
