//! Rows of teams and who is in them. A team decides which records its people see; it holds no right of its own.

use chrono::{DateTime, Utc};
use quen_core::Result;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, sql};
use crate::{Rows, Writing};

/// A group of colleagues.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Team {
    /// UUIDv7.
    pub id: Uuid,
    /// Name, unlike any other here.
    pub name: String,
    /// Grows with each change of the name.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Who is in it.
    pub members: Vec<Uuid>,
}

impl FromRow for Team {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            version: row.get(2)?,
            created_at: row.get(3)?,
            members: Vec::new(),
        })
    }
}

/// All teams by name, each with its people.
///
/// # Errors
/// A broken database.
pub async fn list(rows: &impl Rows) -> Result<Vec<Team>> {
    let q = sql(
        "SELECT id, name, version, created_at FROM teams WHERE workspace_id = $1 ORDER BY name, id",
    )
    .bind(rows.workspace());
    let mut teams: Vec<Team> = rows.all(q).await?;
    let q = sql("SELECT team_id, user_id FROM team_members WHERE workspace_id = $1 ORDER BY team_id, user_id").bind(rows.workspace());
    let places: Vec<(Uuid, Uuid)> = rows.all(q).await?;
    for team in &mut teams {
        team.members = places
            .iter()
            .filter(|(of, _)| *of == team.id)
            .map(|(_, user)| *user)
            .collect();
    }
    Ok(teams)
}

/// Writes a new team.
///
/// # Errors
/// `constraint` when the name is taken.
pub async fn insert(tx: &Writing, team: &Team) -> Result<()> {
    let q = sql("INSERT INTO teams (workspace_id, id, name, version, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(tx.workspace())
        .bind(team.id)
        .bind(team.name.clone())
        .bind(team.version)
        .bind(team.created_at);
    tx.execute(q).await.map(drop)
}

/// Writes the name.
///
/// # Errors
/// `constraint` when the name is taken.
pub async fn rename(tx: &Writing, id: Uuid, name: &str) -> Result<()> {
    let q = sql(
        "UPDATE teams SET name = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2",
    );
    tx.execute(q.bind(tx.workspace()).bind(id).bind(name))
        .await
        .map(drop)
}

/// Removes a team; its people stay.
///
/// # Errors
/// A broken database.
pub async fn delete(tx: &Writing, id: Uuid) -> Result<bool> {
    let q = sql("DELETE FROM teams WHERE workspace_id = $1 AND id = $2")
        .bind(tx.workspace())
        .bind(id);
    Ok(tx.execute(q).await? == 1)
}

/// Puts one colleague into exactly these teams.
///
/// # Errors
/// `constraint` for a team that is not here.
pub async fn put_member(tx: &Writing, user: Uuid, teams: &[Uuid]) -> Result<()> {
    let q = sql("DELETE FROM team_members WHERE workspace_id = $1 AND user_id = $2")
        .bind(tx.workspace())
        .bind(user);
    tx.execute(q).await?;
    put(tx, teams.iter().map(|team| (*team, user)).collect()).await
}

/// Makes exactly these colleagues the people of a team.
///
/// # Errors
/// A broken database.
pub async fn put_members(tx: &Writing, team: Uuid, users: &[Uuid]) -> Result<()> {
    let q = sql("DELETE FROM team_members WHERE workspace_id = $1 AND team_id = $2")
        .bind(tx.workspace())
        .bind(team);
    tx.execute(q).await?;
    put(tx, users.iter().map(|user| (team, *user)).collect()).await
}

async fn put(tx: &Writing, places: Vec<(Uuid, Uuid)>) -> Result<()> {
    let rows: Vec<Vec<crate::db::Value>> = places
        .into_iter()
        .map(|(team, user)| vec![tx.workspace().into(), team.into(), user.into()])
        .collect();
    if !rows.is_empty() {
        tx.execute_many(
            "INSERT INTO team_members (workspace_id, team_id, user_id) VALUES ($1, $2, $3)",
            rows,
        )
        .await?;
    }
    Ok(())
}
