//! The job that reads the text of files. Each is read away from the rest of the program, one at a time; what one does to its
//! reader is told on the file and stops no other.

use std::time::Duration;

use quen_core::files::{File, TextState, kind_of};
use quen_core::{Error, Event, Noun, Permission, Result};
use quen_documents::texts::{self, MAX_TIME, Said};
use quen_gateway::programs::{self, Ended};
use quen_store::files as rows;

use crate::jobs::queue::{Outcome, Progress};
use crate::{Ctx, promises};

/// Kind of the job.
pub const READ: &str = "files.read";
/// Files looked up at once.
const BATCH: i64 = 20;
/// How much longer than its own limit a reader gets to start and to answer.
const SLACK: Duration = Duration::from_secs(15);
/// Code with which a reader ends that took more memory than it may; see `quen read-text`.
pub const TOO_LARGE: i32 = 3;

/// Reads the files that wait.
///
/// # Errors
/// A broken database.
pub async fn read_texts(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    let mut done = 0;
    loop {
        let reading = ctx.read(Permission::PartiesRead)?;
        let waiting = rows::waiting(&reading, BATCH).await?;
        if waiting.is_empty() {
            return Ok(Outcome::Done);
        }
        for file in waiting {
            if progress.is_cancelled() {
                return Ok(Outcome::Cancelled);
            }
            if progress.must_stop() {
                return Ok(Outcome::Stopped);
            }
            read_one(ctx, &file).await?;
            done += 1;
            progress.set(done, 0);
        }
    }
}

async fn read_one(ctx: &Ctx, file: &File) -> Result<()> {
    let said = match ctx.app.files.get(&super::path(ctx, file.id)).await {
        Ok(bytes) => said(ctx, file, bytes).await?,
        // The bytes are gone; nobody can read them.
        Err(Error::NotFound) => Said::nothing(TextState::Broken),
        Err(error) => return Err(error),
    };
    let promised = promises::listen(ctx, file, &said.text);
    let mut tx = ctx.write(Permission::InteractionsWrite).await?;
    if rows::read(&tx.rows, file, said.state, &said.text).await? {
        promises::keep_heard(&tx, file, &promised).await?;
        let event = Event::new(Noun::Files, "read", file.id);
        tx.record(event.with("state", said.state.code()));
    }
    tx.commit_quietly().await
}

async fn said(ctx: &Ctx, file: &File, bytes: Vec<u8>) -> Result<Said> {
    let Some(kind) = kind_of(&file.name) else {
        return Ok(Said::nothing(TextState::None));
    };
    let reader = ctx.app.config.text_reader.clone();
    let work = move || match reader {
        None => texts::read(kind.ending, bytes),
        Some(program) => {
            let args = ["read-text", kind.ending];
            answer(programs::run(&program, &args, bytes, MAX_TIME + SLACK))
        }
    };
    // A panic here is a reader that broke.
    let read = tokio::task::spawn_blocking(work).await;
    Ok(read.unwrap_or_else(|_| Said::nothing(TextState::Broken)))
}

/// What a reader's end means.
fn answer(ended: Ended) -> Said {
    match ended {
        Ended::Answered(bytes) => {
            let read = serde_json::from_slice(&bytes);
            read.unwrap_or_else(|_| Said::nothing(TextState::Broken))
        }
        Ended::With(Some(TOO_LARGE)) => Said::nothing(TextState::TooLarge),
        Ended::With(_) | Ended::NotBegun => Said::nothing(TextState::Broken),
        Ended::TooLate => Said::nothing(TextState::TooSlow),
    }
}
