//! Promises that were heard in files: offered where the file stands, taken over by a person or refused for good. Hearing one makes
//! none, and who may not see the file hears nothing of it.

use quen_core::files::File;
use quen_core::promises::{FROM_DOCUMENT, Heard, Promise, heard_in_document};
use quen_core::{Error, Event, Noun, Permission, Problem, Result};
use quen_store::promises::heard as rows;
use uuid::Uuid;

use crate::{Ctx, Tx, files};

pub use quen_store::promises::heard::Passage;

/// What the text of a file seems to promise; without a database, as it takes its time.
pub(crate) fn listen(ctx: &Ctx, file: &File, text: &str) -> Vec<(Uuid, Heard)> {
    let day = ctx.day_of(file.created_at);
    let found = heard_in_document(text, day).into_iter();
    found.map(|heard| (ctx.new_id(), heard)).collect()
}

/// Keeps it with the file, as part of the act that notes its text.
///
/// # Errors
/// A broken database.
pub(crate) async fn keep_heard(tx: &Tx, file: &File, heard: &[(Uuid, Heard)]) -> Result<()> {
    rows::put(&tx.rows, file.id, heard).await
}

/// What was heard in a file and nobody refused or took over.
///
/// # Errors
/// `forbidden`; `not-found` for a file out of reach.
pub async fn heard(ctx: &Ctx, file: Uuid) -> Result<Vec<Passage>> {
    let reading = ctx.read(Permission::InteractionsRead)?;
    files::find(ctx, file).await?;
    rows::open(&reading, &[file]).await
}

/// The same for files of records that the actor was shown.
///
/// # Errors
/// `forbidden`.
pub async fn heard_in(ctx: &Ctx, files: &[Uuid]) -> Result<Vec<Passage>> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    rows::open(&ctx.read(Permission::InteractionsRead)?, files).await
}

/// One passage, for the form that takes it over.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn passage(ctx: &Ctx, id: Uuid) -> Result<Passage> {
    let reading = ctx.read(Permission::InteractionsRead)?;
    let found = rows::find(&reading, id).await?.ok_or(Error::NotFound)?;
    files::find(ctx, found.file_id).await?;
    Ok(found)
}

/// Says that a passage promises nothing; it is not offered again. Answers its file.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn refuse(ctx: &Ctx, id: Uuid) -> Result<Uuid> {
    ctx.actor.may(Permission::InteractionsWrite)?;
    let found = passage(ctx, id).await?;
    let mut tx = ctx.write(Permission::InteractionsWrite).await?;
    if rows::refuse(&tx.rows, id, ctx.now).await? {
        tx.record(Event::new(Noun::Files, "promise_refused", found.file_id));
        tx.commit().await?;
    }
    Ok(found.file_id)
}

/// A promise that names the passage it comes from is of its file.
///
/// # Errors
/// `bad-reference` at `heard_id` for a passage that is not there or out of reach.
pub(super) async fn settle(tx: &Tx, before: Option<&Promise>, promise: &mut Promise) -> Result<()> {
    if before.and_then(|before| before.heard_id) == promise.heard_id {
        return Ok(());
    }
    promise.file_id = None;
    let Some(id) = promise.heard_id else {
        return Ok(());
    };
    let wrong = || Error::from(Problem::new("heard_id", "bad-reference"));
    let found = rows::find(&tx.rows, id).await?.ok_or_else(wrong)?;
    let file = quen_store::files::find(&tx.rows, found.file_id).await?;
    let file = file.ok_or_else(wrong)?;
    if !files::is_reached(tx, &file).await? {
        return Err(wrong());
    }
    promise.file_id = Some(found.file_id);
    FROM_DOCUMENT.clone_into(&mut promise.source);
    Ok(())
}
