//! Two records of one party made one: everything that hangs on the loser moves to the winner, whose figures are made anew.
//! Every row that moves is noted, so that [`undo`] can bring all of it back.

mod preview;
mod undo;

use std::collections::BTreeSet;

use quen_core::kept::guard;
use quen_core::parties::{self as rules, Party};
use quen_core::relationships::Relationship;
use quen_core::{Error, Permission, Result};
use quen_store::duplicates::PARTIES as QUEUE;
use quen_store::merges::{self as rows, Kept, Merge, PARTIES};
use quen_store::{duplicates, metrics as figures, relationships};
use uuid::Uuid;

use super::Parties;
use crate::records::{Kind, NewMerge, live};
use crate::{Ctx, Tx, consents, facts, metrics};

pub use preview::merge_preview;
pub use undo::{merges, undo_merge};

/// Merges one party into another.
///
/// # Errors
/// `not-found` for either; `same-party` or `other-kind` at `loser`; `bad-choice` at `take`; `stale` when somebody changed one
/// of them meanwhile.
pub async fn merge(ctx: &Ctx, new: &NewMerge) -> Result<Party> {
    let mut tx = ctx.write(Permission::PartiesMerge).await?;
    hold(&tx, new.winner, new.loser).await?;
    let mine = live::<Parties>(&tx, new.winner).await?;
    let other = live::<Parties>(&tx, new.loser).await?;
    guard(&mine, new.winner_version)?;
    guard(&other, new.loser_version)?;
    let merged = rules::merge(&mine, &other, &new.take, ctx.now)?;
    let before = Before::of(&tx, &mine, &other).await?;
    // The loser first: its code must be free before the winner takes it.
    Parties::write(&mut tx, Some(&other), &merged.loser).await?;
    Parties::write(&mut tx, Some(&mine), &merged.winner).await?;
    let merge = Merge {
        id: ctx.new_id(),
        winner_id: mine.id,
        loser_id: other.id,
        at: ctx.now,
        by_user: Some(ctx.actor.user_id),
        winner_before: mine,
        winner_after: merged.winner,
        loser_before: other,
        undone_at: None,
    };
    PARTIES.insert(&tx.rows, None, &merge).await?;
    consents::merge(&tx, merge.loser_id, merge.winner_id).await?;
    // Whoever was inside goes in again: a door never leads to two records.
    quen_store::portal::shut(&tx.rows, merge.loser_id).await?;
    quen_store::care::merge(&tx.rows, merge.loser_id, merge.winner_id).await?;
    rows::move_hanging(&tx.rows, merge.id, merge.loser_id, merge.winner_id).await?;
    facts::moved_to(&tx, merge.loser_id, merge.winner_id).await?;
    rows::move_links(&tx.rows, merge.id, merge.loser_id, merge.winner_id).await?;
    move_relationships(&tx, merge.loser_id, merge.winner_id).await?;
    duplicates::merged(&tx.rows, QUEUE, &merge).await?;
    tx.record(merged.event.with("merge", merge.id.to_string()));
    metrics::recount(&tx, merge.loser_id).await?;
    let customer = metrics::recount(&tx, merge.winner_id).await?;
    crate::relationships::look_again(&mut tx, &customer).await?;
    before.note(&tx, &merge).await?;
    let merged = live::<Parties>(&tx, merge.winner_id).await?;
    tx.commit().await?;
    Ok(merged)
}

/// Both are held before either is read, always in the same order, so that two merges cannot wait for each other.
async fn hold(tx: &Tx, winner: Uuid, loser: Uuid) -> Result<()> {
    for id in BTreeSet::from([winner, loser]) {
        quen_store::parties::find(&tx.rows, id)
            .await?
            .ok_or(Error::NotFound)?;
        figures::take(&tx.rows, id).await?;
    }
    Ok(())
}

/// Relationships and histories of both sides before a merge.
struct Before {
    relationships: Vec<Relationship>,
    mine: Vec<(Uuid, Uuid)>,
    theirs: Vec<(Uuid, Uuid)>,
}

impl Before {
    async fn of(tx: &Tx, winner: &Party, loser: &Party) -> Result<Self> {
        let mut all = relationships::of_party(&tx.rows, winner.id).await?;
        all.extend(relationships::of_party(&tx.rows, loser.id).await?);
        Ok(Self {
            relationships: all,
            mine: rows::history_ids(&tx.rows, winner.id).await?,
            theirs: rows::history_ids(&tx.rows, loser.id).await?,
        })
    }

    /// Notes what was and what the merge made of it.
    async fn note(self, tx: &Tx, merge: &Merge<Party>) -> Result<()> {
        let after = relationships::of_party(&tx.rows, merge.winner_id).await?;
        let version = |id: Uuid| after.iter().find(|one| one.id == id).map(|one| one.version);
        let mut kept: Vec<(Uuid, Kept)> = self
            .relationships
            .into_iter()
            .map(|before| {
                let version_after = version(before.id);
                let before = Some(before);
                (
                    before.as_ref().map_or(Uuid::nil(), |one| one.id),
                    Kept {
                        before,
                        version_after,
                    },
                )
            })
            .collect();
        for made in &after {
            if !kept.iter().any(|(id, _)| *id == made.id) {
                let fresh = Kept {
                    before: None,
                    version_after: Some(made.version),
                };
                kept.push((made.id, fresh));
            }
        }
        let known = |id: Uuid| {
            self.mine
                .iter()
                .chain(&self.theirs)
                .any(|(one, _)| *one == id)
        };
        let written: Vec<Uuid> = rows::history_ids(&tx.rows, merge.winner_id)
            .await?
            .into_iter()
            .map(|(id, _)| id)
            .filter(|id| !known(*id))
            .collect();
        let theirs = (merge.loser_id, self.theirs.as_slice());
        rows::put_kept(&tx.rows, merge.id, kept, theirs, &written).await
    }
}

/// In a role that both have, the winner's relationship stays and takes over the other one's history.
async fn move_relationships(tx: &Tx, loser: Uuid, winner: Uuid) -> Result<()> {
    let mine = relationships::of_party(&tx.rows, winner).await?;
    for other in relationships::of_party(&tx.rows, loser).await? {
        match mine
            .iter()
            .find(|relationship| relationship.role == other.role)
        {
            Some(kept) => {
                relationships::move_history(&tx.rows, loser, winner, (other.id, kept.id)).await?;
                relationships::delete(&tx.rows, other.id).await?;
            }
            None => {
                let moved = Relationship {
                    party_id: winner,
                    version: other.version + 1,
                    ..other.clone()
                };
                relationships::update(&tx.rows, other.version, &moved).await?;
                relationships::move_history(&tx.rows, loser, winner, (other.id, other.id)).await?;
            }
        }
    }
    Ok(())
}

/// A party that was merged stays merged: what hung on it is the winner's now. Only an undo of the merge brings it back.
pub(super) fn may_return(before: &Party, after: &Party) -> Result<()> {
    let returns = before.deleted_at.is_some() && after.deleted_at.is_none();
    if returns && before.merged_into.is_some() && after.merged_into.is_some() {
        return Err(Error::conflict("merged"));
    }
    Ok(())
}
