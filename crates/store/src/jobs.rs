//! Rows of background work. They carry no tenant wall, because a worker takes a job before it knows the workspace;
//! what a colleague sees of them is narrowed here by the workspace of the granted right.

use chrono::{DateTime, Utc};
use quen_core::Result;
use serde::Serialize;
use serde_json::Value as Json;
use uuid::Uuid;

use crate::accounts::{self, AccountTx, Writes};
use crate::db::{Db, DbError, FromRow, Row, Sql, sql};
use crate::{Rows, Writing};

/// A job as it lies in the queue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JobRow {
    /// UUIDv7.
    pub id: Uuid,
    /// The workspace it works for; `None` for the program's own upkeep.
    pub workspace_id: Option<Uuid>,
    /// Which work.
    pub kind: String,
    /// What the work needs to know.
    pub payload: Json,
    /// `ready`, `running`, `done`, `dead`, `cancelled`.
    pub state: String,
    /// Greater goes first.
    pub priority: i64,
    /// Not before.
    pub run_at: DateTime<Utc>,
    /// How often it was taken; also tells the present holder from an earlier one.
    pub attempts: i64,
    /// Attempts before it is given up.
    pub max_attempts: i64,
    /// Steps done.
    pub progress_done: i64,
    /// Steps in all; 0 when unknown.
    pub progress_total: i64,
    /// Somebody asked it to stop.
    pub cancel_requested: bool,
    /// Why the last attempt failed; for people who run the workspace.
    pub last_error: Option<String>,
    /// Who asked for it.
    pub created_by: Option<Uuid>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it ended, well or not.
    pub finished_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "id, workspace_id, kind, payload, state, priority, run_at, attempts, max_attempts, progress_done, progress_total, \
    cancel_requested, last_error, created_by, created_at, finished_at";

impl FromRow for JobRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            workspace_id: row.get(1)?,
            kind: row.get(2)?,
            payload: row.get(3)?,
            state: row.get(4)?,
            priority: row.get(5)?,
            run_at: row.get(6)?,
            attempts: row.get(7)?,
            max_attempts: row.get(8)?,
            progress_done: row.get(9)?,
            progress_total: row.get(10)?,
            cancel_requested: row.get(11)?,
            last_error: row.get(12)?,
            created_by: row.get(13)?,
            created_at: row.get(14)?,
            finished_at: row.get(15)?,
        })
    }
}

/// Writes a job into the queue as part of a change in a workspace. `false` when one with its unique key waits or runs already.
///
/// # Errors
/// A broken database.
pub async fn insert(tx: &Writing, job: &JobRow, unique_key: Option<&str>) -> Result<bool> {
    Ok(tx.execute(insertion(job, unique_key)).await? == 1)
}

/// The same as part of a change of accounts, or for the program itself.
///
/// # Errors
/// A broken database.
pub async fn insert_global(tx: &AccountTx, job: &JobRow, unique_key: Option<&str>) -> Result<bool> {
    Ok(tx.execute(insertion(job, unique_key)).await? == 1)
}

fn insertion(job: &JobRow, unique_key: Option<&str>) -> Sql {
    sql("INSERT INTO jobs (id, workspace_id, kind, payload, unique_key, state, priority, run_at, attempts, max_attempts, progress_done, \
         progress_total, cancel_requested, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, 'ready', $6, $7, 0, $8, 0, 0, $9, $10, $11) ON CONFLICT (unique_key) DO NOTHING")
    .bind(job.id)
    .bind(job.workspace_id)
    .bind(job.kind.clone())
    .bind(job.payload.clone())
    .bind(unique_key)
    .bind(job.priority)
    .bind(job.run_at)
    .bind(job.max_attempts)
    .bind(false)
    .bind(job.created_by)
    .bind(job.created_at)
}

/// Is there something to take? Asked of a reader, so that an idle worker never holds up the writer.
///
/// # Errors
/// A broken database.
pub async fn any_due(db: &Db, now: DateTime<Utc>) -> Result<bool> {
    for due in [
        "state = 'ready' AND run_at <= $1",
        "state = 'running' AND lock_until < $1",
    ] {
        let q = sql(format!("SELECT id FROM jobs WHERE {due} LIMIT 1")).bind(now);
        if accounts::optional::<(Uuid,)>(db, q).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Does a job with this unique key wait or run?
///
/// # Errors
/// A broken database.
pub async fn is_asked(db: &Db, unique_key: &str) -> Result<bool> {
    let q = sql("SELECT id FROM jobs WHERE unique_key = $1").bind(unique_key);
    Ok(accounts::optional::<(Uuid,)>(db, q).await?.is_some())
}

/// Gives back what holders have lost: jobs whose lease ran out are ready again, or dead after their last attempt.
///
/// # Errors
/// A broken database.
pub async fn reap(tx: &AccountTx, now: DateTime<Utc>) -> Result<()> {
    let dead = sql(
        "UPDATE jobs SET state = 'dead', unique_key = NULL, lock_until = NULL, finished_at = $1, last_error = 'lease-expired' \
                    WHERE state = 'running' AND lock_until < $1 AND attempts >= max_attempts",
    );
    tx.execute(dead.bind(now)).await?;
    let ready = sql(
        "UPDATE jobs SET state = 'ready', lock_until = NULL WHERE state = 'running' AND lock_until < $1",
    );
    tx.execute(ready.bind(now)).await.map(drop)
}

/// Takes up to `limit` due jobs until `lock_until`.
///
/// # Errors
/// A broken database.
pub async fn claim(
    tx: &AccountTx,
    now: DateTime<Utc>,
    lock_until: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<JobRow>> {
    let due = format!(
        "SELECT id FROM jobs WHERE state = 'ready' AND run_at <= $2 ORDER BY priority DESC, run_at, id LIMIT $3{}",
        tx.dialect().skip_locked()
    );
    let text = format!(
        "UPDATE jobs SET state = 'running', lock_until = $1, attempts = attempts + 1 WHERE id {} RETURNING {COLUMNS}",
        tx.dialect().is_among(&due)
    );
    tx.all(sql(text).bind(lock_until).bind(now).bind(limit))
        .await
}

/// Keeps a job: a later lease and the progress so far. Answers whether somebody asked to stop it, `None` when it is
/// no longer this holder's.
///
/// # Errors
/// A broken database.
pub async fn beat(
    tx: &AccountTx,
    job: &JobRow,
    lock_until: DateTime<Utc>,
    done: i64,
    total: i64,
) -> Result<Option<bool>> {
    let q = sql(
        "UPDATE jobs SET lock_until = $3, progress_done = $4, progress_total = $5 \
                 WHERE id = $1 AND attempts = $2 AND state = 'running' RETURNING cancel_requested",
    );
    let kept: Vec<(bool,)> = tx
        .all(
            q.bind(job.id)
                .bind(job.attempts)
                .bind(lock_until)
                .bind(done)
                .bind(total),
        )
        .await?;
    Ok(kept.first().map(|(asked,)| *asked))
}

/// How a holder leaves a job.
#[derive(Debug, Clone, PartialEq)]
pub enum Left {
    /// Ended: `done`, `cancelled` or `dead`.
    Ended {
        /// The last state.
        state: &'static str,
        /// Why, when it is dead.
        error: Option<String>,
    },
    /// To be taken again, after a failure or as the work asks.
    Later {
        /// Not before.
        run_at: DateTime<Utc>,
        /// Why it failed; `None` when it did not.
        error: Option<String>,
    },
    /// Given back untried because the program stops.
    Released,
}

/// Leaves a job. Nothing happens when it is no longer this holder's.
///
/// # Errors
/// A broken database.
pub async fn leave(tx: &AccountTx, job: &JobRow, now: DateTime<Utc>, left: Left) -> Result<()> {
    const MINE: &str = "WHERE id = $1 AND attempts = $2 AND state = 'running'";
    let q = match left {
        Left::Ended { state, error } => sql(format!(
            "UPDATE jobs SET state = $3, last_error = $4, finished_at = $5, lock_until = NULL, unique_key = NULL {MINE}"
        ))
        .bind(job.id)
        .bind(job.attempts)
        .bind(state)
        .bind(error)
        .bind(now),
        Left::Later { run_at, error } => {
            let tries = if error.is_some() { "attempts" } else { "0" };
            sql(format!("UPDATE jobs SET state = 'ready', run_at = $3, last_error = $4, lock_until = NULL, attempts = {tries} {MINE}"))
                .bind(job.id)
                .bind(job.attempts)
                .bind(run_at)
                .bind(error)
        }
        Left::Released => sql(format!("UPDATE jobs SET state = 'ready', lock_until = NULL, attempts = attempts - 1 {MINE}"))
            .bind(job.id)
            .bind(job.attempts),
    };
    tx.execute(q).await.map(drop)
}

/// Removes jobs that ended before `before`; dead ones stay until somebody drops them.
///
/// # Errors
/// A broken database.
pub async fn forget(tx: &AccountTx, before: DateTime<Utc>) -> Result<u64> {
    let q = sql("DELETE FROM jobs WHERE state IN ('done', 'cancelled') AND finished_at < $1");
    tx.execute(q.bind(before)).await
}

/// The workspace's jobs in one of these states, newest first.
///
/// # Errors
/// A broken database.
pub async fn list(
    rows: &impl Rows,
    states: &[&str],
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<JobRow>> {
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM jobs WHERE workspace_id = $1"
    ))
    .bind(rows.workspace());
    q.push(" AND state IN ")
        .push_list(states.iter().map(|state| (*state).to_owned()));
    if let Some(before) = before {
        q.push(" AND id < ").push_bind(before);
    }
    q.push(" ORDER BY id DESC LIMIT ").push_bind(limit);
    rows.all(q).await
}

/// One job of the workspace.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, id: Uuid) -> Result<Option<JobRow>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM jobs WHERE workspace_id = $1 AND id = $2"
    ));
    rows.optional(q.bind(rows.workspace()).bind(id)).await
}

/// Asks a waiting or running job to stop; a waiting one is cancelled at once. `false` when it has ended already.
///
/// # Errors
/// A broken database.
pub async fn ask_to_stop(tx: &Writing, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let waiting = sql(
        "UPDATE jobs SET state = 'cancelled', finished_at = $3, unique_key = NULL \
                       WHERE workspace_id = $1 AND id = $2 AND state = 'ready' AND attempts = 0",
    );
    if tx
        .execute(waiting.bind(tx.workspace()).bind(id).bind(now))
        .await?
        == 1
    {
        return Ok(true);
    }
    let asked = sql(
        "UPDATE jobs SET cancel_requested = $3 WHERE workspace_id = $1 AND id = $2 AND state IN ('ready', 'running')",
    );
    Ok(tx
        .execute(asked.bind(tx.workspace()).bind(id).bind(true))
        .await?
        == 1)
}

/// Tries a dead job again from the beginning of its attempts. `false` when it is not dead.
///
/// # Errors
/// A broken database.
pub async fn revive(tx: &Writing, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let q = sql(
        "UPDATE jobs SET state = 'ready', attempts = 0, run_at = $3, finished_at = NULL \
                 WHERE workspace_id = $1 AND id = $2 AND state = 'dead'",
    );
    Ok(tx
        .execute(q.bind(tx.workspace()).bind(id).bind(now))
        .await?
        == 1)
}

/// Removes a dead job. `false` when it is not dead.
///
/// # Errors
/// A broken database.
pub async fn remove_dead(tx: &Writing, id: Uuid) -> Result<bool> {
    let q = sql("DELETE FROM jobs WHERE workspace_id = $1 AND id = $2 AND state = 'dead'");
    Ok(tx.execute(q.bind(tx.workspace()).bind(id)).await? == 1)
}
