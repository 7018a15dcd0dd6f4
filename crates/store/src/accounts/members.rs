//! Who works where, as what.

use chrono::{DateTime, Utc};
use quen_core::access::{Role, Scope};
use quen_core::{Error, Result};
use uuid::Uuid;

use super::{Writes, all, optional};
use crate::db::{Db, DbError, FromRow, Row, sql};

/// A colleague's place in a workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The workspace.
    pub workspace_id: Uuid,
    /// The colleague.
    pub user_id: Uuid,
    /// Role there.
    pub role: Role,
    /// Width there.
    pub scope: Scope,
    /// Since when.
    pub joined_at: DateTime<Utc>,
    /// Until when; `None` while working there.
    pub left_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "workspace_id, user_id, role, scope, joined_at, left_at";

struct MemberRow {
    workspace_id: Uuid,
    user_id: Uuid,
    role: String,
    scope: String,
    joined_at: DateTime<Utc>,
    left_at: Option<DateTime<Utc>>,
}

impl FromRow for MemberRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            workspace_id: row.get(0)?,
            user_id: row.get(1)?,
            role: row.get(2)?,
            scope: row.get(3)?,
            joined_at: row.get(4)?,
            left_at: row.get(5)?,
        })
    }
}

impl TryFrom<MemberRow> for Member {
    type Error = Error;

    fn try_from(row: MemberRow) -> Result<Self> {
        let unknown = || {
            Error::Internal(format!(
                "membership with role {:?} and scope {:?}",
                row.role, row.scope
            ))
        };
        Ok(Self {
            workspace_id: row.workspace_id,
            user_id: row.user_id,
            role: Role::from_code(&row.role).ok_or_else(unknown)?,
            scope: Scope::from_code(&row.scope).ok_or_else(unknown)?,
            joined_at: row.joined_at,
            left_at: row.left_at,
        })
    }
}

/// A colleague's place in one workspace, left or not.
///
/// # Errors
/// A broken database.
pub async fn find(db: &Db, workspace: Uuid, user: Uuid) -> Result<Option<Member>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM memberships WHERE workspace_id = $1 AND user_id = $2"
    ))
    .bind(workspace)
    .bind(user);
    optional::<MemberRow>(db, q)
        .await?
        .map(Member::try_from)
        .transpose()
}

/// The workspaces a colleague works in, oldest first.
///
/// # Errors
/// A broken database.
pub async fn of_user(db: &Db, user: Uuid) -> Result<Vec<Member>> {
    let q = sql(format!("SELECT {COLUMNS} FROM memberships WHERE user_id = $1 AND left_at IS NULL ORDER BY workspace_id")).bind(user);
    all::<MemberRow>(db, q)
        .await?
        .into_iter()
        .map(Member::try_from)
        .collect()
}

/// The colleagues of a workspace, those who left included, in order of joining.
///
/// # Errors
/// A broken database.
pub async fn of_workspace(db: &Db, workspace: Uuid) -> Result<Vec<Member>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM memberships WHERE workspace_id = $1 ORDER BY joined_at, user_id"
    ))
    .bind(workspace);
    all::<MemberRow>(db, q)
        .await?
        .into_iter()
        .map(Member::try_from)
        .collect()
}

/// Writes a place, or changes role, scope and leaving.
///
/// # Errors
/// A broken database.
pub async fn put(tx: &impl Writes, member: &Member) -> Result<()> {
    let q = sql(
        "INSERT INTO memberships (workspace_id, user_id, role, scope, joined_at, left_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (workspace_id, user_id) DO UPDATE SET role = excluded.role, scope = excluded.scope, left_at = excluded.left_at",
    )
    .bind(member.workspace_id)
    .bind(member.user_id)
    .bind(member.role.code())
    .bind(member.scope.code())
    .bind(member.joined_at)
    .bind(member.left_at);
    tx.execute(q).await.map(drop)
}

/// Does this person work in the workspace now? Asked within a write, so that nobody leaves in between.
///
/// # Errors
/// A broken database.
pub async fn works_here(rows: &impl crate::Rows, user: Uuid) -> Result<bool> {
    let q = sql(
        "SELECT 1 FROM memberships WHERE workspace_id = $1 AND user_id = $2 AND left_at IS NULL",
    );
    Ok(rows
        .optional::<(i64,)>(q.bind(rows.workspace()).bind(user))
        .await?
        .is_some())
}

/// The colleagues who share a team with this one.
///
/// # Errors
/// A broken database.
pub async fn teammates(db: &Db, workspace: Uuid, user: Uuid) -> Result<Vec<Uuid>> {
    use crate::db::Queries;
    let q = sql("SELECT DISTINCT other.user_id FROM team_members own \
         JOIN team_members other ON other.workspace_id = own.workspace_id AND other.team_id = own.team_id \
         WHERE own.workspace_id = $1 AND own.user_id = $2");
    let found: Vec<(Uuid,)> = db.read(workspace).all(q.bind(workspace).bind(user)).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}
