//! Rows of news for one colleague. Names of records are not kept here: they are looked up when shown, through the
//! reader's own right.

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::notifications::{Kind, Notification};
use quen_core::{Noun, Result};
use uuid::Uuid;

use crate::db::{Db, DbError, FromRow, Queries, Row, sql};
use crate::rows::boxed;
use crate::{Rows, Writing};

const COLUMNS: &str =
    "id, user_id, kind, noun, record_id, party_id, data, created_at, read_at, mailed_at";

impl FromRow for Notification {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let (kind, noun): (String, String) = (row.get(2)?, row.get(3)?);
        let unknown = |column, found: &str| DbError::Decode {
            column,
            expected: "a known word",
            found: found.to_owned(),
        };
        Ok(Self {
            id: row.get(0)?,
            user_id: row.get(1)?,
            kind: Kind::from_code(&kind).ok_or_else(|| unknown(2, &kind))?,
            noun: Noun::from_plural(&noun).ok_or_else(|| unknown(3, &noun))?,
            record_id: row.get(4)?,
            party_id: row.get(5)?,
            data: row.json(6)?,
            created_at: row.get(7)?,
            read_at: row.get(8)?,
            mailed_at: row.get(9)?,
        })
    }
}

/// Writes news for somebody.
///
/// # Errors
/// A broken database.
pub async fn insert(tx: &Writing, news: &Notification) -> Result<()> {
    let q = sql(
        "INSERT INTO notifications (workspace_id, id, user_id, kind, noun, record_id, party_id, data, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(tx.workspace())
    .bind(news.id)
    .bind(news.user_id)
    .bind(news.kind.code())
    .bind(news.noun.plural())
    .bind(news.record_id)
    .bind(news.party_id)
    .bind(serde_json::Value::Object(news.data.clone()))
    .bind(news.created_at);
    tx.execute(q).await.map(drop)
}

/// The news of the colleague who asks, newest first, before a given one.
///
/// # Errors
/// A broken database.
pub async fn list(rows: &impl Rows, before: Option<Uuid>, limit: i64) -> Result<Vec<Notification>> {
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM notifications WHERE workspace_id = $1 AND user_id = $2"
    ));
    q = q.bind(rows.workspace()).bind(rows.access().user());
    if let Some(before) = before {
        q.push(" AND id < ").push_bind(before);
    }
    q.push(" ORDER BY id DESC LIMIT ").push_bind(limit);
    rows.all(q).await
}

/// Was the colleague who asks told about a record since an instant?
///
/// # Errors
/// A broken database.
pub async fn told_since(
    rows: &impl Rows,
    noun: Noun,
    record: Uuid,
    since: DateTime<Utc>,
) -> Result<bool> {
    let q = sql(
        "SELECT id FROM notifications WHERE workspace_id = $1 AND user_id = $2 AND noun = $3 AND record_id = $4 AND created_at > $5 LIMIT 1",
    );
    let q = q.bind(rows.workspace()).bind(rows.access().user());
    let q = q.bind(noun.plural()).bind(record).bind(since);
    Ok(rows.optional::<(Uuid,)>(q).await?.is_some())
}

/// How many somebody has not read, counted to 100.
///
/// # Errors
/// A broken database.
pub async fn unread(db: &Db, workspace: Uuid, user: Uuid) -> Result<i64> {
    let q = sql(
        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM notifications WHERE workspace_id = $1 AND user_id = $2 AND read_at IS NULL LIMIT 100) AS news",
    );
    let reader = db.read(workspace);
    let (count,): (i64,) = boxed(reader.one(q.bind(workspace).bind(user))).await?;
    Ok(count)
}

/// Marks one as read, or all up to now; answers how many.
///
/// # Errors
/// A broken database.
pub async fn read(tx: &Writing, one: Option<Uuid>, now: DateTime<Utc>) -> Result<u64> {
    let mut q = sql("UPDATE notifications SET read_at = $3 WHERE workspace_id = $1 AND user_id = $2 AND read_at IS NULL")
        .bind(tx.workspace())
        .bind(tx.access().user())
        .bind(now);
    if let Some(id) = one {
        q.push(" AND id = ").push_bind(id);
    }
    tx.execute(q).await
}

/// Unread news of the colleague who asks that no mail told yet.
///
/// # Errors
/// A broken database.
pub async fn unmailed(rows: &impl Rows, limit: i64) -> Result<Vec<Notification>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM notifications WHERE workspace_id = $1 AND user_id = $2 AND mailed_at IS NULL AND read_at IS NULL \
         ORDER BY id DESC LIMIT $3"
    ));
    rows.all(
        q.bind(rows.workspace())
            .bind(rows.access().user())
            .bind(limit),
    )
    .await
}

/// Was somebody sent the daily mail since this instant?
///
/// # Errors
/// A broken database.
pub async fn mailed_since(rows: &impl Rows, since: DateTime<Utc>) -> Result<bool> {
    let q = sql(
        "SELECT 1 FROM notifications WHERE workspace_id = $1 AND user_id = $2 AND mailed_at >= $3 LIMIT 1",
    );
    let q = q
        .bind(rows.workspace())
        .bind(rows.access().user())
        .bind(since);
    Ok(rows.optional::<(Uuid,)>(q).await?.is_some())
}

/// Notes that the mail went out; covers all unread news so far.
///
/// # Errors
/// A broken database.
pub async fn mailed(tx: &Writing, now: DateTime<Utc>) -> Result<()> {
    let q = sql(
        "UPDATE notifications SET mailed_at = $3 WHERE workspace_id = $1 AND user_id = $2 AND mailed_at IS NULL AND created_at <= $3",
    );
    tx.execute(q.bind(tx.workspace()).bind(tx.access().user()).bind(now))
        .await
        .map(drop)
}

/// Open tasks of the colleague who asks that are due on `day` and about which no news was written since `since`:
/// id and party.
///
/// # Errors
/// A broken database.
pub async fn due_tasks(
    rows: &impl Rows,
    day: NaiveDate,
    since: DateTime<Utc>,
) -> Result<Vec<(Uuid, Option<Uuid>)>> {
    let q = sql(
        "SELECT t.id, t.party_id FROM tasks t WHERE t.workspace_id = $1 AND t.assignee_id = $2 AND t.due_on = $3 \
         AND t.done_at IS NULL AND t.deleted_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM notifications n WHERE n.workspace_id = t.workspace_id AND n.user_id = $2 \
           AND n.kind = 'due' AND n.record_id = t.id AND n.created_at >= $4) \
         ORDER BY t.due_on, t.id LIMIT 50",
    );
    rows.all(
        q.bind(rows.workspace())
            .bind(rows.access().user())
            .bind(day)
            .bind(since),
    )
    .await
}

/// Names of parties that the reader reaches.
///
/// # Errors
/// A broken database.
pub async fn party_names(rows: &impl Rows, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    let mut q = sql(
        "SELECT id, name FROM parties WHERE workspace_id = $1 AND deleted_at IS NULL AND id IN ",
    )
    .bind(rows.workspace());
    q.push_list(ids.iter().copied());
    rows.narrow(&mut q, "owner_id");
    rows.all(q).await
}

/// Titles of tasks, by id.
///
/// # Errors
/// A broken database.
pub async fn task_titles(rows: &impl Rows, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    let mut q = sql("SELECT id, title FROM tasks WHERE workspace_id = $1 AND deleted_at IS NULL AND assignee_id = $2 AND id IN ")
        .bind(rows.workspace())
        .bind(rows.access().user());
    q.push_list(ids.iter().copied());
    rows.all(q).await
}
