//! An import undone: what it made is removed, what it changed is as before. A record that somebody has changed since
//! stays, and is named, unless that is overruled. What is undone is taken out of the log in the same transaction, so
//! that a restart goes on where it was.

use quen_core::kept::Kept as Stored;
use quen_core::{Error, Event, Noun, Permission, Result};
use quen_store::Rows;
use quen_store::imports::{self as rows, Change};
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::Import;
use crate::jobs::queue::{Outcome, Progress};
use crate::lists::{self, name_of};
use crate::records::Kind;
use crate::{Ctx, Tx};

/// Changes undone in one transaction.
const BATCH: i64 = 25;
/// Records named at most.
const NAMED: usize = 200;
/// Letters of a name.
const LETTERS: usize = 120;

/// A record that stays as it is, because somebody has changed it since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Kind of record.
    pub noun: &'static str,
    /// The record.
    pub id: Uuid,
    /// Its name or number.
    pub name: String,
}

/// What undoing did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Undone {
    /// Records removed.
    pub removed: u64,
    /// Records put back as they were.
    pub restored: u64,
    /// Records that stay; the first two hundred.
    pub kept: Vec<Kept>,
    /// How many stay.
    pub kept_count: u64,
}

/// May this import be undone now?
pub(super) async fn may_begin(rows_of: &impl Rows, import: &Import, forced: bool) -> Result<()> {
    if !matches!(
        import.state.as_str(),
        "done" | "cancelled" | "failed" | "undone"
    ) {
        return Err(Error::conflict("import-not-ended"));
    }
    let left = !rows::changes(rows_of, import.id, i64::MAX, 1)
        .await?
        .is_empty();
    match (left, import.undone_at) {
        (true, None) => Ok(()),
        (true, Some(_)) if forced => Ok(()),
        (_, Some(_)) => Err(Error::conflict("import-undone")),
        (false, None) => Err(Error::conflict("import-changed-nothing")),
    }
}

/// Undoes an import at once.
///
/// # Errors
/// `not-found`, `import-not-ended`, `import-undone`, `import-changed-nothing`.
pub async fn undo(ctx: &Ctx, id: Uuid, forced: bool) -> Result<Undone> {
    let import = super::find(ctx, id).await?;
    may_begin(&ctx.read(Permission::ImportsRun)?, &import, forced).await?;
    let (done, _) = work(ctx, import, forced, &Progress::default()).await?;
    Ok(done)
}

/// Undoes an import as a job.
///
/// # Errors
/// A broken database.
pub async fn undo_job(ctx: &Ctx, id: Uuid, forced: bool, progress: &Progress) -> Result<Outcome> {
    let import = super::find(ctx, id).await?;
    if import.state != "undoing" {
        return Ok(Outcome::Done);
    }
    Ok(work(ctx, import, forced, progress).await?.1)
}

async fn work(
    ctx: &Ctx,
    mut import: Import,
    forced: bool,
    progress: &Progress,
) -> Result<(Undone, Outcome)> {
    let mut ctx = ctx.clone();
    ctx.cause = Some(import.id);
    ctx.many = true;
    let mut done = Undone::default();
    let mut before = i64::MAX;
    let mut steps = 0;
    loop {
        if progress.must_stop() {
            return Ok((done, Outcome::Stopped));
        }
        let changes =
            rows::changes(&ctx.read(Permission::ImportsRun)?, import.id, before, BATCH).await?;
        let Some(last) = changes.last().map(|change| change.position) else {
            break;
        };
        let mut tx = ctx.write(Permission::ImportsRun).await?;
        for change in &changes {
            let undone = UndoOne {
                import: &import,
                change,
                forced,
                done: &mut done,
            };
            lists::by_noun(change.noun)?.undo(&mut tx, undone).await?;
        }
        tx.commit_quietly().await?;
        before = last;
        steps += i64::try_from(changes.len()).unwrap_or_default();
        progress.set(steps, import.created + import.updated);
    }
    import.state = "undone".to_owned();
    import.undone_at = Some(ctx.app.clock.now());
    import.refusal =
        (done.kept_count > 0).then(|| json!({ "kept": done.kept, "kept_count": done.kept_count }));
    let tx = ctx.write(Permission::ImportsRun).await?;
    rows::update(&tx.rows, &import).await?;
    tx.commit().await?;
    Ok((done, Outcome::Done))
}

/// A change to be taken back.
pub(crate) struct UndoOne<'a> {
    import: &'a Import,
    change: &'a Change,
    forced: bool,
    done: &'a mut Undone,
}

/// Takes back what an import did to one record of this kind.
pub(crate) async fn undo_one<K: Kind>(tx: &mut Tx, undone: UndoOne<'_>) -> Result<()> {
    let UndoOne {
        import,
        change,
        forced,
        done,
    } = undone;
    let Some(present) = K::find(&tx.rows, change.record_id).await? else {
        return rows::forget_change(&tx.rows, import.id, change.position).await;
    };
    let is_touched = touched::<K>(tx, import, change, &present).await?;
    if is_touched && !forced {
        done.kept_count += 1;
        if done.kept.len() < NAMED {
            done.kept.push(Kept {
                noun: K::NOUN.plural(),
                id: present.id(),
                name: name_of(&present, LETTERS),
            });
        }
        return Ok(());
    }
    match &change.before {
        Some(before) => {
            put_back::<K>(tx, &present, before.clone()).await?;
            done.restored += 1;
        }
        None => {
            remove::<K>(tx, &present, is_touched).await?;
            done.removed += 1;
        }
    }
    rows::forget_change(&tx.rows, import.id, change.position).await
}

/// Has anybody changed it since the import, or hung something on it?
async fn touched<K: Kind>(
    tx: &Tx,
    import: &Import,
    change: &Change,
    present: &K::Record,
) -> Result<bool> {
    if K::NOUN == Noun::Parties
        && change.before.is_none()
        && rows::has_dependents(&tx.rows, present.id()).await?
    {
        return Ok(true);
    }
    if present.version() == change.version_after {
        return Ok(false);
    }
    // An interaction grows a version when a later one answers it or stops to, a fact when another takes its place: no change by
    // anybody.
    let events = quen_store::events::of_record(&tx.rows, present.id(), 100).await?;
    if K::NOUN == Noun::Orders {
        return Ok(others_since(&events, import.id));
    }
    Ok(!matches!(K::NOUN, Noun::Interactions | Noun::Facts)
        || events
            .iter()
            .any(|event| !is_answer(&event.verb) && event.cause != Some(import.id)))
}

/// Did anything else befall a record since the import first wrote it? An order grows a version with each payment that the import
/// notes on it, and with each that is taken back.
fn others_since(events: &[quen_store::events::EventRow], import: Uuid) -> bool {
    let first = events.iter().rposition(|event| event.cause == Some(import));
    let since = events.iter().take(first.unwrap_or(events.len()));
    since.into_iter().any(|event| event.cause != Some(import))
}

fn is_answer(verb: &str) -> bool {
    matches!(verb, "answered" | "reopened")
}

/// Writes the state before, as a further version.
async fn put_back<K: Kind>(
    tx: &mut Tx,
    present: &K::Record,
    mut before: serde_json::Value,
) -> Result<()> {
    if let Some(object) = before.as_object_mut() {
        object.insert("version".to_owned(), json!(present.version() + 1));
    }
    let record: K::Record =
        serde_json::from_value(before).map_err(|error| Error::Internal(error.to_string()))?;
    K::write(tx, Some(present), &record).await?;
    tx.record(Event::new(K::NOUN, "reverted", record.id()).on(record.party_id()));
    Ok(())
}

/// Removes what the import made: into the bin what somebody has worked on, for good what nobody has.
async fn remove<K: Kind>(tx: &mut Tx, present: &K::Record, is_touched: bool) -> Result<()> {
    let mut binned = present.clone();
    if present.deleted_at().is_none() {
        binned.set_deleted_at(Some(tx.ctx().now));
        binned.touch(tx.ctx().now);
        K::write(tx, Some(present), &binned).await?;
    }
    if !is_touched {
        rows::purge(&tx.rows, K::NOUN, present.id()).await?;
    }
    tx.record(Event::new(K::NOUN, "deleted", present.id()).on(present.party_id()));
    Ok(())
}
