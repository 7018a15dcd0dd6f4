//! Two records of one party made one: everything that hangs on the loser moves to the winner, whose figures are made anew.

use quen_core::parties::{self as rules, Party};
use quen_core::relationships::Relationship;
use quen_core::{Error, Permission, Result};
use quen_store::{links, metrics as figures, parties, relationships};
use uuid::Uuid;

use super::Parties;
use crate::records::{Kind, live};
use crate::{Ctx, Tx, consents, metrics};

/// Merges `loser` into `winner`; the loser goes to the bin and knows where it went.
///
/// # Errors
/// `not-found` for either; `same-party` or `other-kind` at `loser`.
pub async fn merge(ctx: &Ctx, winner: Uuid, loser: Uuid) -> Result<Party> {
    let mut tx = ctx.write(Permission::PartiesMerge).await?;
    // Both are held before either is read, always in the same order, so that two merges cannot wait for each other.
    for id in std::collections::BTreeSet::from([winner, loser]) {
        live::<Parties>(&tx, id).await?;
        figures::take(&tx.rows, id).await?;
    }
    let (mine, other) = (
        live::<Parties>(&tx, winner).await?,
        live::<Parties>(&tx, loser).await?,
    );
    let (kept, gone, event) = rules::merge(&mine, &other, ctx.now)?;
    // The loser first: its code must be free before the winner takes it.
    Parties::write(&mut tx, Some(&other), &gone).await?;
    Parties::write(&mut tx, Some(&mine), &kept).await?;
    parties::move_episodes(&tx.rows, loser, winner).await?;
    links::move_all(&tx.rows, loser, winner).await?;
    consents::merge(&tx, loser, winner).await?;
    quen_store::portal::move_all(&tx.rows, loser, winner).await?;
    move_relationships(&tx, loser, winner).await?;
    tx.record(event);
    metrics::recount(&tx, loser).await?;
    let customer = metrics::recount(&tx, winner).await?;
    crate::relationships::look_again(&mut tx, &customer).await?;
    let merged = live::<Parties>(&tx, winner).await?;
    tx.commit().await?;
    Ok(merged)
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

/// A party that was merged stays merged: what hung on it is the winner's now.
pub(super) fn may_return(before: &Party, after: &Party) -> Result<()> {
    if before.deleted_at.is_some() && after.deleted_at.is_none() && before.merged_into.is_some() {
        return Err(Error::conflict("merged"));
    }
    Ok(())
}
