//! The worker's side of the queue: take, keep, leave. A job that is taken is somebody's until its lease runs out;
//! whoever lost it must not write about it any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};
use quen_core::access::{Role, TokenScopes};
use quen_core::{Door, Error, Result};
use quen_store::accounts::{AccountTx, members, workspaces};
use quen_store::jobs::{self as rows, JobRow, Left};
use uuid::Uuid;

use crate::accounts::identity;
use crate::{App, Ctx};

/// How long a job is its worker's without a sign of life.
pub const LEASE: Duration = Duration::seconds(60);
/// The first wait after a failure; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::seconds(10);
/// The longest wait between attempts.
const LONGEST_WAIT: Duration = Duration::hours(6);

/// How work ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All done.
    Done,
    /// Stopped because somebody asked; what was done stays.
    Cancelled,
    /// To be taken again at this instant.
    Again(DateTime<Utc>),
    /// Not finished because the program stops; goes on where it was.
    Stopped,
}

/// What the work says of itself, and what it is told. Cheap to ask in every loop.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<Signals>);

#[derive(Debug, Default)]
struct Signals {
    done: AtomicI64,
    total: AtomicI64,
    cancelled: AtomicBool,
    stopping: AtomicBool,
}

impl Progress {
    /// So many steps of so many; a total of 0 is unknown.
    pub fn set(&self, done: i64, total: i64) {
        self.0.done.store(done, Ordering::Relaxed);
        self.0.total.store(total, Ordering::Relaxed);
    }

    /// What was last set.
    pub fn get(&self) -> (i64, i64) {
        (
            self.0.done.load(Ordering::Relaxed),
            self.0.total.load(Ordering::Relaxed),
        )
    }

    /// Did somebody ask this job to stop?
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    /// Must the work come to a resting place now, because the program stops or the lease is lost?
    pub fn must_stop(&self) -> bool {
        self.0.stopping.load(Ordering::Relaxed)
    }

    /// Asks for a cancellation.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Asks for a resting place.
    pub fn stop(&self) {
        self.0.stopping.store(true, Ordering::Relaxed);
    }
}

/// Takes up to `limit` due jobs; what others lost is given back first.
///
/// # Errors
/// A broken database.
pub async fn take(app: &App, limit: i64) -> Result<Vec<JobRow>> {
    let now = app.clock.now();
    if !rows::any_due(&app.db, now).await? {
        return Ok(Vec::new());
    }
    let tx = AccountTx::begin(&app.db).await?;
    rows::reap(&tx, now).await?;
    let taken = rows::claim(&tx, now, now + LEASE, limit).await?;
    tx.commit().await?;
    Ok(taken)
}

/// A sign of life: prolongs the lease, notes the progress, and passes on what was asked meanwhile.
///
/// # Errors
/// A broken database.
pub async fn beat(app: &App, job: &JobRow, progress: &Progress) -> Result<()> {
    let (done, total) = progress.get();
    let tx = AccountTx::begin(&app.db).await?;
    let kept = rows::beat(&tx, job, app.clock.now() + LEASE, done, total).await?;
    tx.commit().await?;
    match kept {
        None => progress.stop(),
        Some(true) => progress.cancel(),
        Some(false) => {}
    }
    Ok(())
}

/// Leaves a job as its work ended. A failure is tried again after a growing wait, and given up after the last attempt.
///
/// # Errors
/// A broken database.
pub async fn leave(
    app: &App,
    job: &JobRow,
    progress: &Progress,
    ended: &Result<Outcome>,
) -> Result<()> {
    let now = app.clock.now();
    let (done, total) = progress.get();
    let tx = AccountTx::begin(&app.db).await?;
    rows::beat(&tx, job, now + LEASE, done, total).await?;
    rows::leave(&tx, job, now, left(job, now, ended)).await?;
    tx.commit().await
}

fn left(job: &JobRow, now: DateTime<Utc>, ended: &Result<Outcome>) -> Left {
    match ended {
        Ok(Outcome::Done) => Left::Ended {
            state: "done",
            error: None,
        },
        Ok(Outcome::Cancelled) => Left::Ended {
            state: "cancelled",
            error: None,
        },
        Ok(Outcome::Again(run_at)) => Left::Later {
            run_at: *run_at,
            error: None,
        },
        Ok(Outcome::Stopped) => Left::Released,
        Err(error) if job.attempts >= job.max_attempts || !is_passing(error) => Left::Ended {
            state: "dead",
            error: Some(reason(error)),
        },
        Err(error) => Left::Later {
            run_at: now + wait(job.attempts),
            error: Some(reason(error)),
        },
    }
}

/// May trying again help? A refusal of the input stays a refusal.
fn is_passing(error: &Error) -> bool {
    !matches!(
        error,
        Error::Invalid(_)
            | Error::NotFound
            | Error::Forbidden(_)
            | Error::Unauthorized
            | Error::TooLarge { .. }
    )
}

/// What those who run the workspace read: the code, and for defects the detail.
fn reason(error: &Error) -> String {
    match error {
        Error::Internal(detail) => format!("internal: {detail}"),
        Error::Unavailable(what) => format!("unavailable: {what}"),
        Error::Invalid(problems) => problems
            .iter()
            .map(|p| format!("{} {}", p.field, p.code))
            .collect::<Vec<_>>()
            .join(", "),
        other => other.code().to_owned(),
    }
}

/// The wait after the given attempt, from 1: 10 s, 20 s, 40 s, … up to six hours.
pub fn wait(attempt: i64) -> Duration {
    let doublings = u32::try_from((attempt - 1).clamp(0, 20)).unwrap_or(0);
    FIRST_WAIT
        .checked_mul(1 << doublings)
        .map_or(LONGEST_WAIT, |wait| wait.min(LONGEST_WAIT))
}

/// The gate for a job of a workspace: the colleague who asked for it, or the first owner.
///
/// # Errors
/// `unauthorized` when that colleague does not work there any more, `not-found` without a workspace.
pub async fn ctx(app: &App, job: &JobRow) -> Result<Ctx> {
    let workspace = job.workspace_id.ok_or(Error::NotFound)?;
    let user = match job.created_by {
        Some(user) => user,
        None => first_owner(app, workspace).await?,
    };
    let identity = identity::of_user(app, user, Some(workspace), None, TokenScopes::FULL).await?;
    if identity.workspace.id != workspace {
        return Err(Error::Unauthorized);
    }
    let mut ctx = identity.ctx(app, Door::Job);
    ctx.cause = Some(job.id);
    Ok(ctx)
}

async fn first_owner(app: &App, workspace: Uuid) -> Result<Uuid> {
    let members = members::of_workspace(&app.db, workspace).await?;
    let owner = members
        .iter()
        .find(|m| m.role == Role::Owner && m.left_at.is_none());
    owner.map(|m| m.user_id).ok_or(Error::Unauthorized)
}

/// Ids and settings of all workspaces, for what comes back every day.
///
/// # Errors
/// A broken database.
pub async fn workspaces(app: &App) -> Result<Vec<(Uuid, quen_core::workspaces::Settings)>> {
    let all = workspaces::list(&app.db).await?;
    Ok(all
        .into_iter()
        .map(|w| {
            (
                w.id,
                quen_core::workspaces::Settings::from_json(&w.settings),
            )
        })
        .collect())
}

/// Asks for a job that comes back, unless it waits already.
///
/// # Errors
/// A broken database.
pub async fn keep_asking(app: &App, workspace: Option<Uuid>, job: &super::Job) -> Result<()> {
    if let Some(key) = &job.unique_key
        && rows::is_asked(&app.db, key).await?
    {
        return Ok(());
    }
    let tx = AccountTx::begin(&app.db).await?;
    super::enqueue_for(app, &tx, workspace, job).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_six_hours() {
        assert_eq!(wait(1), Duration::seconds(10));
        assert_eq!(wait(4), Duration::seconds(80));
        assert_eq!(wait(30), LONGEST_WAIT);
    }
}
