//! Rows of touches: planned, taken by one worker, ended. A touch changes only from the state it was read in, so that of two
//! workers one wins.

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::Result;
use quen_core::care::Touch;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Sql, Value, sql};
use crate::records::PARTY_OWNER;
use crate::{Rows, Writing};

const COLUMNS: &str = "t.id, t.programme_id, t.party_id, t.occasion, t.occasion_on, t.due_at, t.until, t.state, t.channel, t.why, \
    t.reasons, t.task_id, t.settled_at, t.created_at, t.interaction_id";

/// A touch and how its task stands.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The touch.
    pub touch: Touch,
    /// Its task is ticked off.
    pub task_done: bool,
    /// Its task is in the bin or gone.
    pub task_gone: bool,
}

impl FromRow for Seen {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            touch: touch(row)?,
            task_done: row.get(15)?,
            task_gone: row.get(16)?,
        })
    }
}

struct Stored(Touch);

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        touch(row).map(Self)
    }
}

fn touch(row: &Row<'_>) -> Result<Touch, DbError> {
    Ok(Touch {
        id: row.get(0)?,
        programme_id: row.get(1)?,
        party_id: row.get(2)?,
        key: row.get(3)?,
        occasion_on: row.get(4)?,
        due_at: row.get(5)?,
        until: row.get(6)?,
        state: row.get(7)?,
        channel: row.get(8)?,
        why: row.json(9)?,
        reasons: row.json(10)?,
        task_id: row.get(11)?,
        settled_at: row.get(12)?,
        created_at: row.get(13)?,
        interaction_id: row.get(14)?,
    })
}

async fn asked(rows: &impl Rows, q: Sql) -> Result<Vec<Touch>> {
    let found: Vec<Stored> = rows.all(q).await?;
    Ok(found.into_iter().map(|row| row.0).collect())
}

fn start(rows: &impl Rows) -> Sql {
    sql(format!(
        "SELECT {COLUMNS} FROM care_touches t WHERE t.workspace_id = $1"
    ))
    .bind(rows.workspace())
}

/// One touch the actor may see.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, id: Uuid) -> Result<Option<Touch>> {
    let mut q = start(rows);
    q.push(" AND t.id = ").push_bind(id);
    rows.narrow(&mut q, PARTY_OWNER);
    Ok(asked(rows, q).await?.pop())
}

/// The touch that a task proposes.
///
/// # Errors
/// A broken database.
pub async fn of_task(rows: &impl Rows, task: Uuid) -> Result<Option<Touch>> {
    let mut q = start(rows);
    q.push(" AND t.task_id = ").push_bind(task);
    Ok(asked(rows, q).await?.pop())
}

/// Touches of these parties that nobody has taken up yet.
///
/// # Errors
/// A broken database.
pub async fn unsettled_of(rows: &impl Rows, parties: &[Uuid]) -> Result<Vec<Touch>> {
    let mut q = start(rows);
    q.push(" AND t.party_id IN ")
        .push_list(parties.iter().copied())
        .push(" AND t.state = 'waiting'");
    asked(rows, q).await
}

/// Touches whose hour has come, the longest waiting first.
///
/// # Errors
/// A broken database.
pub async fn due(rows: &impl Rows, now: DateTime<Utc>, limit: i64) -> Result<Vec<Touch>> {
    let mut q = start(rows);
    q.push(" AND t.state = 'waiting' AND t.due_at <= ")
        .push_bind(now)
        .push(" ORDER BY t.due_at, t.id LIMIT ")
        .push_bind(limit);
    asked(rows, q).await
}

/// Touches that somebody began to send before an instant and never said how it ended.
///
/// # Errors
/// A broken database.
pub async fn stuck(rows: &impl Rows, before: DateTime<Utc>, limit: i64) -> Result<Vec<Touch>> {
    let mut q = start(rows);
    q.push(" AND t.state = 'sending' AND t.due_at <= ")
        .push_bind(before)
        .push(" ORDER BY t.due_at, t.id LIMIT ")
        .push_bind(limit);
    asked(rows, q).await
}

/// Where a page begins: instant and id of the last touch seen.
pub type Point = (DateTime<Utc>, Uuid);

/// The next touches up to an instant, the first first.
///
/// # Errors
/// A broken database.
pub async fn coming(
    rows: &impl Rows,
    to: DateTime<Utc>,
    after: Option<Point>,
    limit: i64,
) -> Result<Vec<Seen>> {
    let mut q = seen(rows);
    q.push(" AND t.state = 'waiting' AND t.due_at <= ")
        .push_bind(to);
    if let Some((at, id)) = after {
        q.push(" AND (t.due_at, t.id) > ")
            .push_row([Value::from(at), id.into()]);
    }
    rows.narrow(&mut q, PARTY_OWNER);
    q.push(" ORDER BY t.due_at, t.id LIMIT ").push_bind(limit);
    rows.all(q).await
}

/// What was done and what was not, newest first.
///
/// # Errors
/// A broken database.
pub async fn settled(
    rows: &impl Rows,
    before: Option<Point>,
    state: Option<&str>,
    limit: i64,
) -> Result<Vec<Seen>> {
    let mut q = seen(rows);
    q.push(" AND t.settled_at IS NOT NULL");
    if let Some(state) = state {
        q.push(" AND t.state = ").push_bind(state);
    }
    if let Some((at, id)) = before {
        q.push(" AND (t.settled_at, t.id) < ")
            .push_row([Value::from(at), id.into()]);
    }
    rows.narrow(&mut q, PARTY_OWNER);
    q.push(" ORDER BY t.settled_at DESC, t.id DESC LIMIT ")
        .push_bind(limit);
    rows.all(q).await
}

fn seen(rows: &impl Rows) -> Sql {
    sql(format!(
        "SELECT {COLUMNS}, k.done_at IS NOT NULL, t.task_id IS NOT NULL AND (k.id IS NULL OR k.deleted_at IS NOT NULL) \
         FROM care_touches t LEFT JOIN tasks k ON k.workspace_id = t.workspace_id AND k.id = t.task_id WHERE t.workspace_id = $1"
    ))
    .bind(rows.workspace())
}

/// Plans a touch, unless there is one for the occasion already.
///
/// # Errors
/// A broken database.
pub async fn insert(tx: &Writing, touch: &Touch) -> Result<()> {
    let mut q = sql(
        "INSERT INTO care_touches (workspace_id, id, programme_id, party_id, occasion, occasion_on, due_at, until, state, channel, \
         why, reasons, task_id, settled_at, created_at, interaction_id) VALUES ",
    );
    q.push_row([
        Value::from(tx.workspace()),
        touch.id.into(),
        touch.programme_id.into(),
        touch.party_id.into(),
        touch.key.clone().into(),
        touch.occasion_on.into(),
        touch.due_at.into(),
        touch.until.into(),
        touch.state.clone().into(),
        touch.channel.clone().into(),
        Value::json(&touch.why),
        Value::json(&touch.reasons),
        touch.task_id.into(),
        touch.settled_at.into(),
        touch.created_at.into(),
        touch.interaction_id.into(),
    ]);
    q.push(" ON CONFLICT (workspace_id, programme_id, party_id, occasion) DO NOTHING");
    tx.execute(q).await.map(drop)
}

/// How many proposals of a programme were made since an instant.
///
/// # Errors
/// A broken database.
pub async fn proposed_since(
    rows: &impl Rows,
    programme: Uuid,
    since: DateTime<Utc>,
) -> Result<i64> {
    let q = sql(
        "SELECT COUNT(*) FROM care_touches WHERE workspace_id = $1 AND programme_id = $2 AND settled_at IS NOT NULL \
         AND settled_at >= $3 AND task_id IS NOT NULL",
    );
    let q = q.bind(rows.workspace()).bind(programme).bind(since);
    Ok(rows.one::<(i64,)>(q).await?.0)
}

/// Writes how a touch stands, if it still stands as `from`; false when another worker was quicker, and nothing is written.
///
/// # Errors
/// A broken database.
pub async fn put(tx: &Writing, from: &str, touch: &Touch) -> Result<bool> {
    let q = sql(
        "UPDATE care_touches SET state = $4, due_at = $5, channel = $6, reasons = $7, task_id = $8, settled_at = $9, interaction_id = $10 \
         WHERE workspace_id = $1 AND id = $2 AND state = $3",
    );
    let q = q.bind(tx.workspace()).bind(touch.id).bind(from);
    let q = q.bind(touch.state.clone()).bind(touch.due_at);
    let q = q.bind(touch.channel.clone());
    let q = q.bind(Value::json(&touch.reasons)).bind(touch.task_id);
    let q = q.bind(touch.settled_at).bind(touch.interaction_id);
    Ok(tx.execute(q).await? == 1)
}

/// Takes plans back that nobody has taken up.
///
/// # Errors
/// A broken database.
pub async fn delete(tx: &Writing, ids: &[Uuid]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let mut q =
        sql("DELETE FROM care_touches WHERE workspace_id = $1 AND state = 'waiting' AND id IN ")
            .bind(tx.workspace());
    q.push_list(ids.iter().copied());
    tx.execute(q).await.map(drop)
}

/// Plans whose last day has passed, the longest waiting first.
///
/// # Errors
/// A broken database.
pub async fn passed(rows: &impl Rows, today: NaiveDate, limit: i64) -> Result<Vec<Touch>> {
    let mut q = start(rows);
    q.push(" AND t.state = 'waiting' AND t.until < ")
        .push_bind(today)
        .push(" ORDER BY t.due_at, t.id LIMIT ")
        .push_bind(limit);
    asked(rows, q).await
}

/// Takes every plan of a programme back that nobody has taken up: it was changed or taken away.
///
/// # Errors
/// A broken database.
pub async fn forget_plans(tx: &Writing, programme: Uuid) -> Result<u64> {
    let q = sql(
        "DELETE FROM care_touches WHERE workspace_id = $1 AND programme_id = $2 AND state = 'waiting'",
    );
    tx.execute(q.bind(tx.workspace()).bind(programme)).await
}

/// Before what hangs on a party moves to another: of two touches for one occasion the one that came further stays, so that
/// nobody is wished well twice.
///
/// # Errors
/// A broken database.
pub async fn merge(tx: &Writing, from: Uuid, to: Uuid) -> Result<()> {
    let twin = "EXISTS (SELECT 1 FROM care_touches o WHERE o.workspace_id = $1 AND o.party_id = $3 \
        AND o.programme_id = care_touches.programme_id AND o.occasion = care_touches.occasion";
    let planned = sql(format!(
        "DELETE FROM care_touches WHERE workspace_id = $1 AND party_id = $2 AND state = 'waiting' AND {twin} AND o.state <> 'waiting')"
    ));
    tx.execute(planned.bind(tx.workspace()).bind(to).bind(from))
        .await?;
    let double = sql(format!(
        "DELETE FROM care_touches WHERE workspace_id = $1 AND party_id = $2 AND {twin})"
    ));
    tx.execute(double.bind(tx.workspace()).bind(from).bind(to))
        .await
        .map(drop)
}
