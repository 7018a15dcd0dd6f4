//! The program's own upkeep: what is kept for a while is forgotten here, and nowhere else.

use chrono::Duration;
use quen_core::{Permission, Result};
use quen_store::accounts::{AccountTx, rate_limits};
use uuid::Uuid;

use crate::{App, Ctx};

/// How long ended jobs are shown.
const JOBS_SHOWN: Duration = Duration::days(14);
/// How long answers under an `Idempotency-Key` are kept; longer than they are given.
const ANSWERS_KEPT: Duration = Duration::days(2);
/// Longer than any window of a rate limit.
const TRIES_COUNTED: Duration = Duration::days(1);

/// Parties whose sort key is looked at at once.
const LOOKED_AT: i64 = 500;

/// Forgets ended jobs and counters of tries.
///
/// # Errors
/// A broken database.
pub async fn of_program(app: &App) -> Result<()> {
    let now = app.clock.now();
    let tx = AccountTx::begin(&app.db).await?;
    rate_limits::forget(&tx, now - TRIES_COUNTED).await?;
    quen_store::jobs::forget(&tx, now - JOBS_SHOWN).await?;
    tx.commit().await
}

/// Forgets what one workspace keeps for a while.
///
/// # Errors
/// `forbidden`, a broken database.
pub async fn of_workspace(ctx: &Ctx) -> Result<()> {
    let tx = ctx.write(Permission::JobsManage).await?;
    quen_store::idempotency::forget(&tx.rows, ctx.now - ANSWERS_KEPT).await?;
    crate::drafts::forget_old(&tx).await?;
    tx.commit().await?;
    crate::files::sweep(ctx).await?;
    sort_keys(ctx).await?;
    crate::metrics::refresh_base(ctx).await?;
    crate::relationships::review_due(ctx).await.map(drop)
}

/// Writes the sort keys of names anew that are made in an older way.
async fn sort_keys(ctx: &Ctx) -> Result<()> {
    let mut after = Uuid::nil();
    loop {
        let reading = ctx.read(Permission::JobsManage)?;
        let (last, stale) = quen_store::parties::stale_keys(&reading, after, LOOKED_AT).await?;
        let Some(last) = last else { return Ok(()) };
        after = last;
        if !stale.is_empty() {
            let tx = ctx.write(Permission::JobsManage).await?;
            quen_store::parties::put_keys(&tx.rows, stale).await?;
            tx.commit().await?;
        }
    }
}
