//! The colleagues of one workspace, read through a granted right, and what a leaver leaves behind. Knows nothing of
//! passwords or sessions of theirs in other workspaces.

use chrono::{DateTime, Utc};
use quen_core::access::{Role, Scope};
use quen_core::{Error, Result};
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, sql};
use crate::{Rows, Writing};

/// A colleague as the others see him or her.
#[derive(Debug, Clone, PartialEq)]
pub struct Colleague {
    /// UUIDv7.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// `vi` or `en`; `None` follows the browser.
    pub language: Option<String>,
    /// Role here.
    pub role: Role,
    /// Width here.
    pub scope: Scope,
    /// Since when.
    pub joined_at: DateTime<Utc>,
}

struct ColleagueRow(
    Uuid,
    String,
    String,
    Option<String>,
    String,
    String,
    DateTime<Utc>,
);

impl FromRow for ColleagueRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
            row.get(6)?,
        ))
    }
}

impl TryFrom<ColleagueRow> for Colleague {
    type Error = Error;

    fn try_from(row: ColleagueRow) -> Result<Self> {
        let ColleagueRow(id, name, email, language, role, scope, joined_at) = row;
        let unknown =
            || Error::Internal(format!("membership with role {role:?} and scope {scope:?}"));
        let (role, scope) = (
            Role::from_code(&role).ok_or_else(unknown)?,
            Scope::from_code(&scope).ok_or_else(unknown)?,
        );
        Ok(Self {
            id,
            name,
            email,
            language,
            role,
            scope,
            joined_at,
        })
    }
}

const SELECT: &str = "SELECT u.id, u.name, u.email, u.language, m.role, m.scope, m.joined_at FROM memberships m \
    JOIN users u ON u.id = m.user_id WHERE m.workspace_id = $1 AND m.left_at IS NULL";

/// Those who work here, in order of joining.
///
/// # Errors
/// A broken database.
pub async fn list(rows: &impl Rows) -> Result<Vec<Colleague>> {
    let found: Vec<ColleagueRow> = rows
        .all(sql(format!("{SELECT} ORDER BY m.joined_at, u.id")).bind(rows.workspace()))
        .await?;
    found.into_iter().map(Colleague::try_from).collect()
}

/// Id and name of all who work or worked here, and whether they still do.
///
/// # Errors
/// A broken database.
pub async fn names(rows: &impl Rows) -> Result<Vec<(Uuid, String, bool)>> {
    let q = sql(
        "SELECT u.id, u.name, m.left_at IS NULL FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.workspace_id = $1",
    );
    rows.all(q.bind(rows.workspace())).await
}

/// One who works here.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, user: Uuid) -> Result<Option<Colleague>> {
    let q = sql(format!("{SELECT} AND u.id = $2"))
        .bind(rows.workspace())
        .bind(user);
    rows.optional::<ColleagueRow>(q)
        .await?
        .map(Colleague::try_from)
        .transpose()
}

/// Lets no other write change who works here until this one ends, so that two owners cannot unmake each other at once.
///
/// # Errors
/// A broken database.
pub async fn hold(tx: &Writing) -> Result<()> {
    tx.execute(sql("UPDATE workspaces SET version = version WHERE id = $1").bind(tx.workspace()))
        .await
        .map(drop)
}

/// How many owners work here.
///
/// # Errors
/// A broken database.
pub async fn owners(rows: &impl Rows) -> Result<i64> {
    let q = sql(
        "SELECT COUNT(*) FROM memberships WHERE workspace_id = $1 AND role = 'owner' AND left_at IS NULL",
    );
    Ok(rows.one::<(i64,)>(q.bind(rows.workspace())).await?.0)
}

/// Writes role and scope.
///
/// # Errors
/// A broken database.
pub async fn place(tx: &Writing, user: Uuid, role: Role, scope: Scope) -> Result<()> {
    let q = sql(
        "UPDATE memberships SET role = $3, scope = $4 WHERE workspace_id = $1 AND user_id = $2",
    );
    tx.execute(
        q.bind(tx.workspace())
            .bind(user)
            .bind(role.code())
            .bind(scope.code()),
    )
    .await
    .map(drop)
}

/// Ends somebody's place here: membership, teams, tokens, invitations given, and the sessions that look at this workspace.
///
/// # Errors
/// A broken database.
pub async fn end(tx: &Writing, user: Uuid, now: DateTime<Utc>) -> Result<()> {
    let here = |text: &'static str| sql(text).bind(tx.workspace()).bind(user);
    tx.execute(
        here("UPDATE memberships SET left_at = $3 WHERE workspace_id = $1 AND user_id = $2")
            .bind(now),
    )
    .await?;
    tx.execute(here(
        "DELETE FROM team_members WHERE workspace_id = $1 AND user_id = $2",
    ))
    .await?;
    let tokens = "UPDATE tokens SET revoked_at = $3 WHERE workspace_id = $1 AND user_id = $2 AND revoked_at IS NULL";
    tx.execute(here(tokens).bind(now)).await?;
    let invitations = "UPDATE one_time_links SET used_at = $3 WHERE workspace_id = $1 AND created_by = $2 AND used_at IS NULL";
    tx.execute(here(invitations).bind(now)).await?;
    let sessions = "UPDATE sessions SET revoked_at = $3 WHERE (workspace_id = $1 OR workspace_id IS NULL) AND user_id = $2 AND revoked_at IS NULL";
    tx.execute(here(sessions).bind(now)).await.map(drop)
}

/// Gives some customers of one colleague to another, those in the bin last; answers which. None are left when it answers
/// none.
///
/// # Errors
/// A broken database.
pub async fn hand_over_parties(
    tx: &Writing,
    from: Uuid,
    to: Uuid,
    now: DateTime<Utc>,
    limit: usize,
) -> Result<Vec<Uuid>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    for bin in ["deleted_at IS NULL", "deleted_at IS NOT NULL"] {
        let q = sql(format!(
            "UPDATE parties SET owner_id = $3, version = version + 1, updated_at = $4 WHERE workspace_id = $1 AND id IN \
             (SELECT id FROM parties WHERE workspace_id = $1 AND owner_id = $2 AND {bin} LIMIT $5) RETURNING id"
        ));
        let q = q.bind(tx.workspace()).bind(from).bind(to);
        let moved: Vec<(Uuid,)> = tx.all(q.bind(now).bind(limit)).await?;
        if !moved.is_empty() {
            return Ok(moved.into_iter().map(|(id,)| id).collect());
        }
    }
    Ok(Vec::new())
}

/// Gives some open tasks of one colleague to another, those in the bin last; answers which, each with its party. None are
/// left when it answers none.
///
/// # Errors
/// A broken database.
pub async fn hand_over_tasks(
    tx: &Writing,
    from: Uuid,
    to: Uuid,
    now: DateTime<Utc>,
    limit: usize,
) -> Result<Vec<(Uuid, Option<Uuid>)>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    for bin in ["deleted_at IS NULL", "deleted_at IS NOT NULL"] {
        let q = sql(format!(
            "UPDATE tasks SET assignee_id = $3, version = version + 1, updated_at = $4 WHERE workspace_id = $1 AND id IN \
             (SELECT id FROM tasks WHERE workspace_id = $1 AND assignee_id = $2 AND done_at IS NULL AND {bin} LIMIT $5) \
             RETURNING id, party_id"
        ));
        let q = q.bind(tx.workspace()).bind(from).bind(to);
        let moved: Vec<(Uuid, Option<Uuid>)> = tx.all(q.bind(now).bind(limit)).await?;
        if !moved.is_empty() {
            return Ok(moved);
        }
    }
    Ok(Vec::new())
}

/// How many customers and open tasks somebody has.
///
/// # Errors
/// A broken database.
pub async fn holdings(rows: &impl Rows, user: Uuid) -> Result<(i64, i64)> {
    let q = sql(
        "SELECT (SELECT COUNT(*) FROM parties WHERE workspace_id = $1 AND owner_id = $2 AND deleted_at IS NULL), \
         (SELECT COUNT(*) FROM tasks WHERE workspace_id = $1 AND assignee_id = $2 AND done_at IS NULL AND deleted_at IS NULL)",
    );
    rows.one(q.bind(rows.workspace()).bind(user)).await
}
