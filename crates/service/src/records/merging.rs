//! Two records of one kind made one, by what the kind declares: fields, columns that name its records, references of the workspace's
//! own, files. Every row that moves is noted, so that [`undo`] can bring all of it back. A kind with rules of its own (customers)
//! answers the same questions in its own way; one whose records are never merged says so ([`Kind::MERGES`]).

mod preview;
mod undo;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use quen_core::fields::{Catalogue, FieldType, FieldValue, Record};
use quen_core::kept::{Kept, guard};
use quen_core::{Error, Event, Noun, Permission, Problem, Result, fields, merges as rules};
use quen_store::duplicates::{self, Queue};
use quen_store::merges::{Merge, RECORDS, records as rows};
use serde::Serialize;
use uuid::Uuid;

use super::{Kind, live, mark};
use crate::lists::AnyKind;
use crate::{Ctx, Tx};

pub use preview::{Preview, merge_preview};
pub use undo::{merges, undo_any, undo_merge};

/// Rows that a merge moves at most; nobody merges what so much hangs on without asking.
pub const MOST_MOVED: i64 = 20_000;

/// What is to become one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewMerge {
    /// The record that stays.
    pub winner: Uuid,
    /// The one that goes to the bin and knows where it went.
    pub loser: Uuid,
    /// Fields whose value the loser gives.
    pub take: Vec<String>,
    /// The versions that somebody saw; when one has changed since, nothing is merged.
    pub winner_version: Option<i64>,
    /// As above.
    pub loser_version: Option<i64>,
}

/// A merge, told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    /// Of the merge.
    pub id: Uuid,
    /// The record that stayed.
    pub winner_id: Uuid,
    /// The one that went.
    pub loser_id: Uuid,
    /// What that one was called.
    pub loser_name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by_user: Option<Uuid>,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
}

impl Told {
    pub(crate) fn of<R: Record>(merge: &Merge<R>) -> Self {
        Self {
            id: merge.id,
            winner_id: merge.winner_id,
            loser_id: merge.loser_id,
            loser_name: crate::lists::name_of(&merge.loser_before, 200),
            at: merge.at,
            by_user: merge.by_user,
            undone_at: merge.undone_at,
        }
    }
}

/// May the actor merge records of this kind at all?
fn allowed<K: Kind>(ctx: &Ctx) -> Result<()> {
    for right in [Permission::PartiesMerge, K::WRITE, K::DELETE] {
        ctx.actor.may(right)?;
    }
    if K::MERGES {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Merges one record into another.
///
/// # Errors
/// `not-found` for either; `same-record` or `too-much-hangs` at `loser`; `bad-choice` at `take`; what the merged record breaks, at
/// its field; `stale` when somebody changed one of them meanwhile.
pub async fn merge<K: Kind>(ctx: &Ctx, new: &NewMerge) -> Result<K::Record> {
    allowed::<K>(ctx)?;
    let mut tx = ctx.write(Permission::PartiesMerge).await?;
    hold::<K>(&tx, new.winner, new.loser).await?;
    let mine = live::<K>(&tx, new.winner).await?;
    let other = live::<K>(&tx, new.loser).await?;
    guard(&mine, new.winner_version)?;
    guard(&other, new.loser_version)?;
    let catalogue = K::catalogue(ctx);
    let merged = rules::merge(&catalogue, &mine, &other, &new.take, ctx.now)?;
    let word = K::word(ctx);
    let (kind, ends) = ((K::NOUN, word.as_str()), (new.loser, new.winner));
    not_too_much(&tx, kind, new.loser).await?;
    let mut merge = Merge {
        id: ctx.new_id(),
        winner_id: mine.id(),
        loser_id: other.id(),
        at: ctx.now,
        by_user: Some(ctx.actor.user_id),
        winner_before: mine,
        winner_after: merged.winner,
        loser_before: other,
        undone_at: None,
    };
    // Whatever is unique to the loser must be free before the winner takes it.
    K::write(&mut tx, Some(&merge.loser_before), &merged.loser).await?;
    let after = &mut merge.winner_after;
    K::settle(&tx, Some(&merge.winner_before), after).await?;
    crate::fields::work_out(ctx, &catalogue, after);
    mark(ctx, &catalogue, after);
    RECORDS.insert(&tx.rows, Some(&word), &merge).await?;
    rows::move_all(&tx.rows, merge.id, kind, ends).await?;
    carry_files::<K>(&tx, &catalogue, &mut merge).await?;
    K::write(&mut tx, Some(&merge.winner_before), &merge.winner_after).await?;
    let both = [merge.winner_id, merge.loser_id];
    quen_store::fields::follow_all(&tx.rows, &word, both).await?;
    duplicates::merged(&tx.rows, Queue::of(K::NOUN, &word), &merge).await?;
    tx.record(happened::<K>(&catalogue, &merge)?);
    let winner = live::<K>(&tx, merge.winner_id).await?;
    tx.commit().await?;
    Ok(winner)
}

/// Refuses a loser on which more hangs than is moved at once.
async fn not_too_much(tx: &Tx, kind: (Noun, &str), loser: Uuid) -> Result<()> {
    let hanging = rows::count(&tx.rows, kind, loser, MOST_MOVED + 1).await?;
    if hanging <= MOST_MOVED {
        return Ok(());
    }
    let problem = Problem::new("loser", "too-much-hangs");
    Err(problem.with("max", MOST_MOVED).into())
}

/// Both are held before either is read, always in the same order, so that two merges cannot wait for each other.
async fn hold<K: Kind>(tx: &Tx, winner: Uuid, loser: Uuid) -> Result<()> {
    for id in BTreeSet::from([winner, loser]) {
        quen_store::fields::hold::<K::Table>(&tx.rows, &[id]).await?;
    }
    Ok(())
}

/// The winner carries the files it took over, and lets go of those it no longer names.
async fn carry_files<K: Kind>(
    tx: &Tx,
    catalogue: &Catalogue,
    merge: &mut Merge<K::Record>,
) -> Result<()> {
    let taken: Vec<Uuid> = files(catalogue, &merge.winner_after)
        .into_iter()
        .filter(|file| files(catalogue, &merge.loser_before).contains(file))
        .collect();
    rows::move_files(&tx.rows, merge.id, &taken, merge.winner_id).await?;
    let (before, after) = (&merge.winner_before, &mut merge.winner_after);
    crate::files::carry(tx, catalogue, Some(before), after).await
}

/// The files that a record names.
fn files(catalogue: &Catalogue, record: &impl Record) -> Vec<Uuid> {
    let fields = catalogue.fields.iter();
    let fields = fields.filter(|field| field.kind == FieldType::File);
    let named = fields.filter_map(|field| match record.value(field) {
        FieldValue::File(file) => Some(file.id),
        _ => None,
    });
    named.collect()
}

/// What happened: which record went, and what the winner took over.
fn happened<K: Kind>(catalogue: &Catalogue, merge: &Merge<K::Record>) -> Result<Event> {
    let loser = serde_json::to_value(&merge.loser_before);
    let loser = loser.map_err(|error| Error::Internal(error.to_string()))?;
    let event = Event::new(K::NOUN, "merged", merge.winner_id)
        .on(merge.winner_after.party_id())
        .with("loser", merge.loser_id.to_string())
        .with("merge", merge.id.to_string())
        .changed("loser", loser, serde_json::Value::Null);
    let changed = fields::changes(catalogue, &merge.winner_before, &merge.winner_after);
    Ok(changed.into_iter().fold(event, |event, (field, old, new)| {
        event.changed(&field.name, old.to_json(), new.to_json())
    }))
}

/// The record that one in the bin was merged into; the caller has asked whether the actor may see it. Customers know theirs by
/// themselves.
///
/// # Errors
/// `forbidden`, a broken database.
pub async fn merged_into(ctx: &Ctx, kind: &AnyKind, id: Uuid) -> Result<Option<Uuid>> {
    rows::winner_of(&ctx.read(kind.read)?, id).await
}

/// A record that was merged stays merged: what hung on it is the winner's now. Only an undo of the merge brings it back.
pub(super) async fn may_return(tx: &Tx, id: Uuid) -> Result<()> {
    match rows::winner_of(&tx.rows, id).await? {
        Some(_) => Err(Error::conflict("merged")),
        None => Ok(()),
    }
}
