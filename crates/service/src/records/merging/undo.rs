//! A merge undone: both records stand as before, with everything that was theirs. What was changed since the merge stays as it is
//! now, and what came in since stays with the winner.

use quen_core::kept::Kept;
use quen_core::{Error, Event, Noun, Permission, Result, merges as rules};
use quen_store::duplicates::{self, Queue};
use quen_store::merges::{Merge, RECORDS, records as rows};
use uuid::Uuid;

use super::{Told, allowed, hold};
use crate::lists::{self, AnyKind, Line};
use crate::records::{Kind, live, mark};
use crate::{Ctx, Tx};

/// Merges of one record that are shown.
const SHOWN: i64 = 50;

/// The merges that a record won, newest first.
///
/// # Errors
/// `not-found` for a record out of reach.
pub async fn merges<K: Kind>(ctx: &Ctx, id: Uuid) -> Result<Vec<Told>> {
    let reading = ctx.read(K::READ)?;
    K::find(&reading, id)
        .await?
        .filter(|record| K::belongs(ctx, record))
        .ok_or(Error::NotFound)?;
    let found = RECORDS.of_winner::<K::Record>(&reading, id, SHOWN).await?;
    Ok(found.iter().map(Told::of).collect())
}

/// Undoes a merge of whatever kind; answers the kind and the record that comes back.
///
/// # Errors
/// As [`undo_merge`].
pub async fn undo_any(ctx: &Ctx, id: Uuid) -> Result<(AnyKind, Line)> {
    let word = rows::kind_of(&ctx.read(Permission::PartiesMerge)?, id).await?;
    let word = word.as_deref().unwrap_or(Noun::Parties.plural());
    let kind = lists::by_word(ctx, word)?;
    let back = kind.undo_merge(ctx, id).await?;
    Ok((kind, back))
}

/// Undoes a merge; answers the record that comes back.
///
/// # Errors
/// `not-found` for a merge of records out of reach; `merge-undone` when it was undone before; `merge-buried` when the winner
/// was itself merged or deleted since: that comes first.
pub async fn undo_merge<K: Kind>(ctx: &Ctx, id: Uuid) -> Result<K::Record> {
    allowed::<K>(ctx)?;
    let mut tx = ctx.write(Permission::PartiesMerge).await?;
    let word = K::word(ctx);
    if rows::kind_of(&tx.rows, id).await?.as_deref() != Some(word.as_str()) {
        return Err(Error::NotFound);
    }
    let merge = RECORDS.find::<K::Record>(&tx.rows, id).await?;
    let merge = merge.ok_or(Error::NotFound)?;
    hold::<K>(&tx, merge.winner_id, merge.loser_id).await?;
    if !RECORDS
        .mark_undone(&tx.rows, id, ctx.now, ctx.actor.user_id)
        .await?
    {
        return Err(Error::conflict("merge-undone"));
    }
    let winner = there::<K>(&tx, merge.winner_id).await?;
    let loser = there::<K>(&tx, merge.loser_id).await?;
    if winner.deleted_at().is_some() {
        return Err(Error::conflict("merge-buried"));
    }
    let catalogue = K::catalogue(ctx);
    let kind = (K::NOUN, word.as_str());
    let ends = (merge.winner_id, merge.loser_id);
    rows::all_back(&tx.rows, merge.id, kind, ends).await?;
    let mut kept = rules::unmerged(
        &catalogue,
        &winner,
        &merge.winner_before,
        &merge.winner_after,
        ctx.now,
    );
    settled::<K>(&tx, &winner, &mut kept).await;
    crate::fields::work_out(ctx, &catalogue, &mut kept);
    mark(ctx, &catalogue, &mut kept);
    crate::files::carry(&tx, &catalogue, Some(&winner), &mut kept).await?;
    // The winner first: what it took must be free before the other one has it again.
    K::write(&mut tx, Some(&winner), &kept).await?;
    let back = returned(&merge, &loser, ctx);
    rows::files_back(&tx.rows, merge.id, merge.loser_id).await?;
    K::write(&mut tx, Some(&loser), &back).await?;
    let both = [merge.winner_id, merge.loser_id];
    quen_store::fields::follow_all(&tx.rows, &word, both).await?;
    let queue = Queue::of(K::NOUN, &word);
    duplicates::unmerged(&tx.rows, queue, &merge, ctx.actor.user_id, ctx.now).await?;
    record::<K>(&mut tx, &merge, &kept, &back);
    let back = live::<K>(&tx, merge.loser_id).await?;
    tx.commit().await?;
    Ok(back)
}

/// A record, in the bin or not.
async fn there<K: Kind>(tx: &Tx, id: Uuid) -> Result<K::Record> {
    let found = K::find(&tx.rows, id).await?;
    let mut record = found.ok_or(Error::NotFound)?;
    K::dress(tx.ctx(), &mut record);
    Ok(record)
}

/// What follows from the winner's fields is worked out anew. What the rules would not let in today was right then, and stays.
async fn settled<K: Kind>(tx: &Tx, before: &K::Record, kept: &mut K::Record) {
    let mut tried = kept.clone();
    if K::settle(tx, Some(before), &mut tried).await.is_ok() {
        *kept = tried;
    }
}

/// The other record as it was, one version on.
fn returned<R: Kept + Clone>(merge: &Merge<R>, present: &R, ctx: &Ctx) -> R {
    let mut back = merge.loser_before.clone();
    while back.version() < present.version() {
        back.touch(ctx.now);
    }
    back.touch(ctx.now);
    back
}

fn record<K: Kind>(tx: &mut Tx, merge: &Merge<K::Record>, kept: &K::Record, back: &K::Record) {
    let event = |verb, record: &K::Record| {
        Event::new(K::NOUN, verb, record.id())
            .on(record.party_id())
            .with("merge", merge.id.to_string())
    };
    tx.record(event("unmerged", kept).with("loser", merge.loser_id.to_string()));
    tx.record(event("restored", back));
}
