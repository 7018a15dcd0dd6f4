//! One change of many records of any kind: few at once, many by a worker. Each record keeps its own right, version and event;
//! the events carry the change as their cause. It must never leave a piece half done: a piece and how far it came are one
//! transaction.

mod pieces;
mod undo;

use quen_core::bulks::{Act, Bulk, Selection};
use quen_core::{Error, Permission, Result, Role};
use quen_store::bulks as rows;
use serde_json::json;
use uuid::Uuid;

use crate::jobs::queue::{Outcome, Progress};
use crate::jobs::{self, Job};
use crate::lists::{self, AnyKind};
use crate::notifications::{self, Told};
use crate::records::{Kind, live};
use crate::{Ctx, Tx};

/// The work's word in the queue.
pub const RUN: &str = "bulks.run";
/// The fields by which a colleague holds a record.
const HOLDERS: [&str; 2] = ["owner_id", "assignee_id"];
/// Records changed before a worker takes over.
const AT_ONCE: i64 = 100;

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct New {
    /// What is done to each.
    pub act: Act,
    /// Which.
    pub selection: Selection,
}

/// Begins a change of many: all of it when they are few, else the rest is a worker's.
///
/// # Errors
/// `forbidden`; what the act or the selection says; what the first record's rules say of the value.
pub async fn start(ctx: &Ctx, kind: &AnyKind, new: New) -> Result<Bulk> {
    ctx.actor.may(right(kind, &new.act))?;
    if matches!(new.act, Act::Undo(_)) {
        return Err(Error::invalid("act", "bad-choice"));
    }
    let catalogue = kind.catalogue(ctx);
    new.act.check(&catalogue, ctx.settings.currency)?;
    let query = new.selection.query(&catalogue)?;
    let total = match &new.selection {
        Selection::Ids(ids) => i64::try_from(ids.len()).unwrap_or_default(),
        Selection::Matching { .. } => {
            let totals = kind.totals(ctx, query, Vec::new()).await?;
            let known = totals.filter(|totals| !totals.capped);
            known.map_or(0, |totals| i64::try_from(totals.count).unwrap_or_default())
        }
    };
    let bulk = blank(ctx, kind, new, total);
    let tx = ctx.write(right(kind, &bulk.act)).await?;
    rows::insert(&tx.rows, &bulk).await?;
    tx.commit().await?;
    begin(ctx, kind, bulk).await
}

fn blank(ctx: &Ctx, kind: &AnyKind, new: New, total: i64) -> Bulk {
    Bulk {
        id: ctx.new_id(),
        kind: kind.word().to_owned(),
        act: new.act,
        selection: new.selection,
        state: "running".to_owned(),
        total,
        done: 0,
        failed: 0,
        failures: Vec::new(),
        cursor: None,
        job_id: None,
        undone_by: None,
        created_by: ctx.actor.user_id,
        created_at: ctx.now,
        finished_at: None,
    }
}

fn right(kind: &AnyKind, act: &Act) -> Permission {
    match act {
        Act::Delete {} => kind.delete,
        _ => kind.write,
    }
}

/// The first records at once, the rest to a worker. A refusal of the value itself ends it.
async fn begin(ctx: &Ctx, kind: &AnyKind, mut bulk: Bulk) -> Result<Bulk> {
    while bulk.state == "running" && bulk.done < AT_ONCE {
        bulk = match kind.piece(ctx, bulk.clone()).await {
            Ok(bulk) => bulk,
            Err(error) => {
                let tx = ctx.write(right(kind, &bulk.act)).await?;
                rows::cancel(&tx.rows, bulk.id, ctx.now).await?;
                tx.commit().await?;
                return Err(error);
            }
        };
    }
    if bulk.state == "running" {
        let tx = ctx.write(right(kind, &bulk.act)).await?;
        let job = Job::new(RUN).with(json!({ "kind": bulk.kind, "bulk_id": bulk.id }));
        bulk.job_id = jobs::enqueue(&tx, &job).await?;
        if let Some(job) = bulk.job_id {
            rows::given_to(&tx.rows, bulk.id, job).await?;
        }
        tx.commit().await?;
    }
    Ok(bulk)
}

/// The worker's part: piece by piece until the end, a cancellation or a stop of the program.
///
/// # Errors
/// A broken database; the work can begin again where it was.
pub async fn run(ctx: &Ctx, word: &str, id: Uuid, progress: &Progress) -> Result<Outcome> {
    let kind = lists::by_word(ctx, word)?;
    let mut bulk = found(ctx, &kind, id).await?;
    while bulk.state == "running" {
        progress.set(bulk.done, bulk.total);
        if progress.is_cancelled() {
            cancel(ctx, &kind, id).await?;
            return Ok(Outcome::Cancelled);
        }
        if progress.must_stop() {
            return Ok(Outcome::Stopped);
        }
        bulk = match kind.piece(ctx, bulk).await {
            Ok(bulk) => bulk,
            Err(error) if error.code() == "bulk-ended" => return Ok(Outcome::Cancelled),
            Err(error) => return Err(error),
        };
    }
    progress.set(bulk.done, bulk.total);
    Ok(Outcome::Done)
}

/// The next records of a change, with how far it came, in one transaction.
pub(crate) async fn piece<K: Kind>(ctx: Ctx, bulk: Bulk) -> Result<Bulk> {
    let ctx = Ctx {
        cause: Some(bulk.id),
        many: true,
        ..ctx
    };
    match bulk.act.clone() {
        Act::Undo(of) => undo::piece::<K>(&ctx, bulk, of).await,
        _ => pieces::next::<K>(&ctx, bulk).await,
    }
}

/// How a change of many stands; for who asked for it and for those who lead.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn find(ctx: &Ctx, kind: &AnyKind, id: Uuid) -> Result<Bulk> {
    found(ctx, kind, id).await
}

async fn found(ctx: &Ctx, kind: &AnyKind, id: Uuid) -> Result<Bulk> {
    let rows_of = ctx.read(kind.read)?;
    let bulk = rows::find(&rows_of, kind.word(), id).await?;
    bulk.filter(|bulk| is_theirs(ctx, bulk))
        .ok_or(Error::NotFound)
}

fn is_theirs(ctx: &Ctx, bulk: &Bulk) -> bool {
    bulk.created_by == ctx.actor.user_id
        || matches!(ctx.actor.role, Role::Owner | Role::Admin | Role::Manager)
}

/// Stops it where it is; what was changed stays and can be taken back.
///
/// # Errors
/// `not-found`, `bulk-ended`.
pub async fn cancel(ctx: &Ctx, kind: &AnyKind, id: Uuid) -> Result<Bulk> {
    let bulk = found(ctx, kind, id).await?;
    let tx = ctx.write(kind.write).await?;
    if !rows::cancel(&tx.rows, id, ctx.now).await? {
        return Err(Error::conflict("bulk-ended"));
    }
    tx.commit().await?;
    Ok(Bulk {
        state: "cancelled".to_owned(),
        finished_at: Some(ctx.now),
        ..bulk
    })
}

/// Takes back what it did, record by record, where nobody has changed it since; once.
///
/// # Errors
/// `not-found`, `bulk-running`, `bulk-undone`.
pub async fn undo(ctx: &Ctx, kind: &AnyKind, id: Uuid) -> Result<Bulk> {
    let of = found(ctx, kind, id).await?;
    ctx.actor.may(right(kind, &of.act))?;
    of.check_undo()?;
    let new = New {
        act: Act::Undo(id),
        selection: of.selection.clone(),
    };
    let bulk = blank(ctx, kind, new, of.done - of.failed);
    let tx = ctx.write(right(kind, &of.act)).await?;
    if !rows::undone(&tx.rows, id, bulk.id).await? {
        return Err(Error::conflict("bulk-undone"));
    }
    rows::insert(&tx.rows, &bulk).await?;
    tx.commit().await?;
    begin(ctx, kind, bulk).await
}

/// Saves a piece together with how far it came; with the last one, whoever got the records is told.
async fn keep<K: Kind>(mut tx: Tx, bulk: &Bulk) -> Result<()> {
    rows::advance(&tx.rows, bulk).await?;
    if bulk.state == "done" {
        tell_holder::<K>(&mut tx, bulk).await?;
    }
    tx.commit_quietly().await
}

/// One word to the colleague who holds the records now, however many they are.
async fn tell_holder<K: Kind>(tx: &mut Tx, bulk: &Bulk) -> Result<()> {
    let Act::Set(values) = &bulk.act else {
        return Ok(());
    };
    let held = HOLDERS.iter().find_map(|name| values.get(*name)?.as_str());
    let Some(holder) = held.and_then(|id| id.parse().ok()) else {
        return Ok(());
    };
    tx.flush().await?;
    let (count, first) = rows::changed(&tx.rows, K::NOUN, bulk.id).await?;
    match first {
        Some(first) if count == 1 => {
            let record = live::<K>(tx, first).await?;
            let party = quen_core::kept::Kept::party_id(&record);
            notifications::tell(tx, holder, Told::One(K::NOUN, first, party)).await
        }
        Some(_) => notifications::tell(tx, holder, Told::Many(K::NOUN, bulk.id, count)).await,
        None => Ok(()),
    }
}
