//! Background work: asked for in the same transaction as the change that needs it, seen and worked by those who run
//! the workspace. How a worker takes jobs is in [`queue`]; the work of the program's own upkeep in [`upkeep`].

pub mod queue;
pub mod upkeep;

use chrono::{DateTime, Utc};
use quen_core::{Error, Permission, Result};
use quen_store::Reading;
use quen_store::accounts::AccountTx;
use quen_store::jobs as rows;
use serde_json::{Value as Json, json};
use uuid::Uuid;

pub use quen_store::jobs::JobRow;

use crate::{App, Tx};

/// Attempts of a job that says nothing else.
const ATTEMPTS: i64 = 8;
/// States a list may ask for.
pub const STATES: [&str; 5] = ["ready", "running", "done", "dead", "cancelled"];

/// Work to be done later.
#[derive(Debug, Clone)]
pub struct Job {
    kind: &'static str,
    payload: Json,
    run_at: Option<DateTime<Utc>>,
    unique_key: Option<String>,
    priority: i64,
    max_attempts: i64,
}

impl Job {
    /// Work of this kind, as soon as a worker is free. Kinds are listed in the crate of jobs.
    pub fn new(kind: &'static str) -> Self {
        Self {
            kind,
            payload: json!({}),
            run_at: None,
            unique_key: None,
            priority: 0,
            max_attempts: ATTEMPTS,
        }
    }

    /// What the work needs to know. Never a secret: those who run the workspace may read it.
    #[must_use]
    pub fn with(mut self, payload: Json) -> Self {
        self.payload = payload;
        self
    }

    /// Not before this instant.
    #[must_use]
    pub fn at(mut self, run_at: DateTime<Utc>) -> Self {
        self.run_at = Some(run_at);
        self
    }

    /// While a job with this key waits or runs, another one is not taken in. The key is free again when the job ends.
    #[must_use]
    pub fn unique(mut self, key: impl Into<String>) -> Self {
        self.unique_key = Some(key.into());
        self
    }

    /// Greater goes first; ordinary work has 0.
    #[must_use]
    pub fn priority(mut self, priority: i64) -> Self {
        self.priority = priority;
        self
    }

    /// Attempts before it is given up.
    #[must_use]
    pub fn attempts(mut self, max_attempts: i64) -> Self {
        self.max_attempts = max_attempts;
        self
    }

    fn row(
        &self,
        id: Uuid,
        now: DateTime<Utc>,
        workspace_id: Option<Uuid>,
        created_by: Option<Uuid>,
    ) -> JobRow {
        JobRow {
            id,
            workspace_id,
            kind: self.kind.to_owned(),
            payload: self.payload.clone(),
            state: "ready".to_owned(),
            priority: self.priority,
            run_at: self.run_at.unwrap_or(now),
            attempts: 0,
            max_attempts: self.max_attempts,
            progress_done: 0,
            progress_total: 0,
            cancel_requested: false,
            last_error: None,
            created_by,
            created_at: now,
            finished_at: None,
        }
    }
}

/// Asks for work as part of a change; the worker acts for the same colleague. `None` when a job with its unique key
/// waits or runs already.
///
/// # Errors
/// A broken database.
pub async fn enqueue(tx: &Tx, job: &Job) -> Result<Option<Uuid>> {
    let ctx = tx.ctx();
    let row = job.row(
        ctx.new_id(),
        ctx.now,
        Some(ctx.actor.workspace_id),
        Some(ctx.actor.user_id),
    );
    let taken = rows::insert(&tx.rows, &row, job.unique_key.as_deref()).await?;
    Ok(taken.then_some(row.id))
}

/// Asks for work as part of a change of accounts, or for the program itself; the worker acts for the first owner of
/// the workspace.
///
/// # Errors
/// A broken database.
pub async fn enqueue_for(
    app: &App,
    tx: &AccountTx,
    workspace: Option<Uuid>,
    job: &Job,
) -> Result<Option<Uuid>> {
    let now = app.clock.now();
    let row = job.row(app.random.id(now), now, workspace, None);
    let taken = rows::insert_global(tx, &row, job.unique_key.as_deref()).await?;
    Ok(taken.then_some(row.id))
}

/// The workspace's jobs in one state, newest first; `before` is the last id seen.
///
/// # Errors
/// `forbidden`, `bad-choice` for an unknown state.
pub async fn list(
    ctx: &crate::Ctx,
    state: Option<&str>,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<JobRow>> {
    let rows_of = ctx.read(Permission::JobsManage)?;
    match state {
        None => rows::list(&rows_of, &STATES, before, limit).await,
        Some(state) if STATES.contains(&state) => {
            rows::list(&rows_of, &[state], before, limit).await
        }
        Some(_) => Err(Error::invalid("state", "bad-choice")),
    }
}

/// One job.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn find(ctx: &crate::Ctx, id: Uuid) -> Result<JobRow> {
    let rows_of = ctx.read(Permission::JobsManage)?;
    found(&rows_of, id).await
}

async fn found(rows_of: &Reading, id: Uuid) -> Result<JobRow> {
    rows::find(rows_of, id).await?.ok_or(Error::NotFound)
}

/// Tries a dead job again.
///
/// # Errors
/// `not-found`, `job-not-dead`.
pub async fn retry(ctx: &crate::Ctx, id: Uuid) -> Result<()> {
    let tx = ctx.write(Permission::JobsManage).await?;
    known(&tx, id).await?;
    if !rows::revive(&tx.rows, id, ctx.now).await? {
        return Err(Error::conflict("job-not-dead"));
    }
    tx.commit().await
}

/// Removes a dead job for good.
///
/// # Errors
/// `not-found`, `job-not-dead`.
pub async fn drop_dead(ctx: &crate::Ctx, id: Uuid) -> Result<()> {
    let tx = ctx.write(Permission::JobsManage).await?;
    known(&tx, id).await?;
    if !rows::remove_dead(&tx.rows, id).await? {
        return Err(Error::conflict("job-not-dead"));
    }
    tx.commit().await
}

/// Asks a waiting or running job to stop.
///
/// # Errors
/// `not-found`, `job-ended`.
pub async fn cancel(ctx: &crate::Ctx, id: Uuid) -> Result<()> {
    let tx = ctx.write(Permission::JobsManage).await?;
    known(&tx, id).await?;
    cancel_in(&tx, id).await?;
    tx.commit().await
}

/// Asks a job to stop as part of another act, which has its own right.
///
/// # Errors
/// `job-ended`.
pub async fn cancel_in(tx: &Tx, id: Uuid) -> Result<()> {
    if rows::ask_to_stop(&tx.rows, id, tx.ctx().now).await? {
        Ok(())
    } else {
        Err(Error::conflict("job-ended"))
    }
}

async fn known(tx: &Tx, id: Uuid) -> Result<()> {
    rows::find(&tx.rows, id)
        .await?
        .map(drop)
        .ok_or(Error::NotFound)
}
