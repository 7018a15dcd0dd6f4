//! Rows of colleagues. One person is one row, however many workspaces.

use chrono::{DateTime, Utc};
use quen_core::Result;
use serde_json::Value as Json;
use uuid::Uuid;

use super::{Writes, all, optional};
use crate::db::{Db, DbError, FromRow, Row, sql};

/// A colleague.
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    /// UUIDv7.
    pub id: Uuid,
    /// As written.
    pub email: String,
    /// Name.
    pub name: String,
    /// argon2id; `None` until the first password is set.
    pub password_hash: Option<String>,
    /// `vi` or `en`; `None` follows the browser.
    pub language: Option<String>,
    /// Theme, density, shortcuts.
    pub preferences: Json,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
}

const COLUMNS: &str = "id, email, name, password_hash, language, preferences, created_at";

impl FromRow for User {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            email: row.get(1)?,
            name: row.get(2)?,
            password_hash: row.get(3)?,
            language: row.get(4)?,
            preferences: row.get(5)?,
            created_at: row.get(6)?,
        })
    }
}

/// Is there any account at all? Decides whether the first-run page is shown.
///
/// # Errors
/// A broken database.
pub async fn any(db: &Db) -> Result<bool> {
    Ok(optional::<(i64,)>(db, sql("SELECT 1 FROM users LIMIT 1"))
        .await?
        .is_some())
}

/// By mail address, in any case.
///
/// # Errors
/// A broken database.
pub async fn by_email(db: &Db, email: &str) -> Result<Option<User>> {
    let key = quen_core::contacts::email_key(email);
    optional(
        db,
        sql(format!("SELECT {COLUMNS} FROM users WHERE email_key = $1")).bind(key),
    )
    .await
}

/// By id.
///
/// # Errors
/// A broken database.
pub async fn find(db: &Db, id: Uuid) -> Result<Option<User>> {
    optional(
        db,
        sql(format!("SELECT {COLUMNS} FROM users WHERE id = $1")).bind(id),
    )
    .await
}

/// Several by id.
///
/// # Errors
/// A broken database.
pub async fn find_many(db: &Db, ids: &[Uuid]) -> Result<Vec<User>> {
    let mut q = sql(format!("SELECT {COLUMNS} FROM users WHERE id IN "));
    q.push_list(ids.iter().copied());
    all(db, q).await
}

/// Writes a new account.
///
/// # Errors
/// `constraint` when the address is taken.
pub async fn insert(tx: &impl Writes, user: &User) -> Result<()> {
    let q = sql(
        "INSERT INTO users (id, email, email_key, name, password_hash, language, preferences, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(user.id)
    .bind(user.email.clone())
    .bind(quen_core::contacts::email_key(&user.email))
    .bind(user.name.clone())
    .bind(user.password_hash.clone())
    .bind(user.language.clone())
    .bind(user.preferences.clone())
    .bind(user.created_at)
    .bind(user.created_at);
    tx.execute(q).await.map(drop)
}

/// Writes name, password, language and preferences.
///
/// # Errors
/// A broken database.
pub async fn update(tx: &impl Writes, user: &User, now: DateTime<Utc>) -> Result<()> {
    let q = sql("UPDATE users SET name = $2, password_hash = $3, language = $4, preferences = $5, updated_at = $6 WHERE id = $1")
        .bind(user.id)
        .bind(user.name.clone())
        .bind(user.password_hash.clone())
        .bind(user.language.clone())
        .bind(user.preferences.clone())
        .bind(now);
    tx.execute(q).await.map(drop)
}
