//! Uploaded files: taken in for a kind of record, carried by the fields of a record, given out through the gate of the record
//! that carries them, found by the words in them. A file that no record carries is its uploader's alone.

mod carried;
mod reading;
mod search;

use chrono::Duration;
use quen_core::fields::{Catalogue, Field, FieldType, FieldValue, Record, put};
use quen_core::files::{self, Attached, File, TextState};
use quen_core::kept::Kept;
use quen_core::{Error, Event, Noun, Permission, Problem, Result};
use quen_store::files as rows;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::jobs::{Job, enqueue};
use crate::{Ctx, Tx};

pub use carried::Carrier;
pub(crate) use carried::is_reached;
pub use reading::{READ, TOO_LARGE, read_texts};
pub use search::{Hit, with_words};

/// How long a file waits for a record to carry it.
const LOOSE: Duration = Duration::days(1);
/// How long a file that a record let go of is kept where the workspace keeps its bin for ever.
const LET_GO: Duration = Duration::days(30);
/// Files removed in one transaction.
const SWEPT: i64 = 100;

/// Takes in a file for a record of the kind with this word. Nobody but the uploader sees it until a record carries it.
///
/// # Errors
/// `forbidden` without the right to write such records; `bad-choice` at `kind`; what [`files::check`] says, at `field`.
pub async fn upload(
    ctx: &Ctx,
    word: &str,
    field: &str,
    name: &str,
    bytes: Vec<u8>,
) -> Result<File> {
    let right = carried::right(ctx, word)?;
    ctx.actor.may(right)?;
    let name = files::clean_name(name);
    let kind = files::check(field, &name, &bytes)?;
    let file = File {
        id: ctx.new_id(),
        name,
        content_type: kind.media_type.to_owned(),
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        sha256: hexadecimal(&Sha256::digest(&bytes)),
        noun: word.to_owned(),
        record_id: Uuid::nil(),
        field: None,
        text_state: TextState::Waiting,
        created_by: Some(ctx.actor.user_id),
        created_at: ctx.now,
    };
    ctx.app.files.put(&path(ctx, file.id), bytes).await?;
    let mut tx = ctx.write(right).await?;
    rows::insert(&tx.rows, &file).await?;
    tx.record(Event::new(Noun::Files, "uploaded", file.id));
    tx.commit().await?;
    Ok(file)
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn path(ctx: &Ctx, id: Uuid) -> String {
    format!("uploads/{}/{id}", ctx.actor.workspace_id)
}

/// One file that the actor may see: its record's gate decides.
///
/// # Errors
/// `not-found` also for what the actor may not see.
pub async fn find(ctx: &Ctx, id: Uuid) -> Result<File> {
    let found = rows::find(&ctx.read(Permission::PartiesRead)?, id).await?;
    let file = found.ok_or(Error::NotFound)?;
    let own = file.created_by == Some(ctx.actor.user_id);
    if file.is_loose() {
        return if own { Ok(file) } else { Err(Error::NotFound) };
    }
    let seen = carried::seen(ctx, std::slice::from_ref(&file)).await?;
    if seen.contains_key(&file.id) {
        Ok(file)
    } else {
        Err(Error::NotFound)
    }
}

/// A file with the record that carries it, none for a loose one.
///
/// # Errors
/// As [`find`].
pub async fn about(ctx: &Ctx, id: Uuid) -> Result<(File, Option<Carrier>)> {
    let file = find(ctx, id).await?;
    let mut seen = carried::seen(ctx, std::slice::from_ref(&file)).await?;
    let on = seen.remove(&file.id);
    Ok((file, on))
}

/// A file with its bytes.
///
/// # Errors
/// As [`find`]; a broken disk.
pub async fn content(ctx: &Ctx, id: Uuid) -> Result<(File, Vec<u8>)> {
    let file = find(ctx, id).await?;
    let bytes = ctx.app.files.get(&path(ctx, id)).await?;
    Ok((file, bytes))
}

/// A record that is about to be written takes up the files that its fields name and lets go of those they no longer name.
/// Name and size in a field are always those of the upload.
///
/// # Errors
/// `no-such-file` at the field for a file that is not there, is somebody else's or is carried by another record.
pub(crate) async fn carry<R: Record + Kept>(
    tx: &Tx,
    catalogue: &Catalogue,
    before: Option<&R>,
    record: &mut R,
) -> Result<()> {
    let of_files = |field: &&Field| field.kind == FieldType::File && field.own.is_some();
    for field in catalogue.fields.iter().filter(of_files) {
        let attached = |record: &R| match record.value(field) {
            FieldValue::File(file) => vec![file],
            _ => Vec::new(),
        };
        let (old, new) = (before.map(attached).unwrap_or_default(), attached(record));
        let carried = carry_list(tx, (catalogue.noun, record.id(), &field.name), &old, &new);
        if let Some(file) = carried.await?.pop() {
            put(record, &field.name, FieldValue::File(file))?;
        }
    }
    Ok(())
}

/// The same for a list of files in one field of a record; answers the list as it is kept.
///
/// # Errors
/// As [`carry`].
pub(crate) async fn carry_list(
    tx: &Tx,
    (noun, record, field): (Noun, Uuid, &str),
    before: &[Attached],
    named: &[Attached],
) -> Result<Vec<Attached>> {
    let ctx = tx.ctx();
    let kind = ctx.kind.as_ref().map(|kind| kind.name.as_str());
    let word = kind.unwrap_or(noun.plural());
    let (mut kept, mut taken) = (Vec::with_capacity(named.len()), false);
    for one in named {
        // A form sends the id alone.
        if let Some(old) = before.iter().find(|old| old.id == one.id) {
            kept.push(old.clone());
            continue;
        }
        let found = rows::find(&tx.rows, one.id).await?;
        let file = found.filter(|file| {
            let own = file.is_loose() && file.created_by == Some(ctx.actor.user_id);
            own || file.record_id == record
        });
        let file = file.ok_or_else(|| Problem::new(field.to_owned(), "no-such-file"))?;
        rows::attach(&tx.rows, file.id, word, record, field).await?;
        kept.push(file.attached());
        taken = true;
    }
    for old in before {
        if !named.iter().any(|one| one.id == old.id) {
            rows::let_go(&tx.rows, old.id, ctx.now).await?;
        }
    }
    if taken {
        let workspace = ctx.actor.workspace_id;
        enqueue(tx, &Job::new(READ).unique(format!("{READ}:{workspace}"))).await?;
    }
    Ok(kept)
}

/// Removes what no record took up, and what records let go of longer ago than a bin is kept.
///
/// # Errors
/// `forbidden`, a broken database or disk.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let days = i64::from(ctx.settings.bin_days);
    let kept = if days == 0 {
        LET_GO
    } else {
        Duration::days(days)
    };
    loop {
        let tx = ctx.write(Permission::JobsManage).await?;
        let gone = rows::sweep(&tx.rows, ctx.now - LOOSE, ctx.now - kept, SWEPT).await?;
        tx.commit_quietly().await?;
        for id in &gone {
            let id = id.parse().map_err(|_| Error::NotFound)?;
            ctx.app.files.remove(&path(ctx, id)).await?;
        }
        if gone.is_empty() {
            return Ok(());
        }
    }
}
