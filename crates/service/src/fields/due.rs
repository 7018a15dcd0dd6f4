//! Roll-ups that a write left to a worker, because very many records name the one they stand on.

use chrono::Duration;
use quen_core::{Permission, Result};
use quen_store::fields as rows;

use crate::jobs::queue::{Outcome, Progress};
use crate::jobs::{Job, enqueue};
use crate::{Ctx, Tx};

/// Kind of the job.
pub const DUE: &str = "fields.due";
/// Records looked at in one go.
const BATCH: i64 = 200;
/// How long what is written all the time waits for its next turn.
const PAUSE: Duration = Duration::seconds(5);

/// Asks for what a write left undone.
pub(crate) async fn ask(tx: &Tx) -> Result<()> {
    let unique = format!("{DUE}:{}", tx.ctx().actor.workspace_id);
    enqueue(tx, &Job::new(DUE).unique(unique)).await.map(drop)
}

/// Takes the roll-ups that are due. The figures come from a reader, so that nobody waits for them; only what they come to is
/// written.
///
/// # Errors
/// A broken database.
pub async fn catch_up(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    let found = rows::due(&ctx.read(Permission::PartiesRead)?, BATCH).await?;
    for due in &found {
        if progress.must_stop() {
            return Ok(Outcome::Stopped);
        }
        if progress.is_cancelled() {
            return Ok(Outcome::Cancelled);
        }
        let reading = ctx.read(Permission::PartiesRead)?;
        let figures = rows::figures(&reading, &ctx.house(), &due.kind, due.id).await?;
        drop(reading);
        let tx = ctx.write(Permission::PartiesWrite).await?;
        rows::settle(&tx.rows, due, &figures).await?;
        tx.commit_quietly().await?;
    }
    let left = rows::due(&ctx.read(Permission::PartiesRead)?, 1).await?;
    Ok(if left.is_empty() {
        Outcome::Done
    } else if found.len() < usize::try_from(BATCH).unwrap_or_default() {
        Outcome::Again(ctx.now + PAUSE)
    } else {
        Outcome::Again(ctx.now)
    })
}
