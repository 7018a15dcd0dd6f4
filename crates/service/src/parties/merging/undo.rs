//! A merge undone: both records stand as before, with everything that was theirs. What was changed since the merge stays as it
//! is now, and what came in since stays with the winner.

use quen_core::kept::Kept as _;
use quen_core::parties::{self as rules, Party};
use quen_core::{Error, Event, Noun, Permission, Result};
use quen_store::duplicates::PARTIES as QUEUE;
use quen_store::merges::{self as rows, Merge, PARTIES};
use quen_store::{duplicates, relationships};
use uuid::Uuid;

use super::hold;
use crate::parties::Parties;
use crate::records::{Kind, Told, live};
use crate::{Ctx, Tx, facts, metrics};

/// Merges of one party that are shown.
const SHOWN: i64 = 50;

/// The merges that a party won, newest first.
///
/// # Errors
/// `not-found` for a party out of reach.
pub async fn merges(ctx: &Ctx, party: Uuid) -> Result<Vec<Told>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    quen_store::parties::find(&reading, party)
        .await?
        .ok_or(Error::NotFound)?;
    let found = PARTIES.of_winner::<Party>(&reading, party, SHOWN).await?;
    Ok(found.iter().map(Told::of).collect())
}

/// Undoes a merge; answers the party that comes back.
///
/// # Errors
/// `not-found` for a merge of parties out of reach; `merge-undone` when it was undone before; `merge-buried` when the winner
/// was itself merged or deleted since: that comes first.
pub async fn undo_merge(ctx: &Ctx, id: Uuid) -> Result<Party> {
    let mut tx = ctx.write(Permission::PartiesMerge).await?;
    let merge = PARTIES.find::<Party>(&tx.rows, id).await?;
    let merge = merge.ok_or(Error::NotFound)?;
    hold(&tx, merge.winner_id, merge.loser_id).await?;
    if !PARTIES
        .mark_undone(&tx.rows, id, ctx.now, ctx.actor.user_id)
        .await?
    {
        return Err(Error::conflict("merge-undone"));
    }
    let find = |id| Parties::find(&tx.rows, id);
    let winner = find(merge.winner_id).await?.ok_or(Error::NotFound)?;
    let loser = find(merge.loser_id).await?.ok_or(Error::NotFound)?;
    if winner.deleted_at.is_some() {
        return Err(Error::conflict("merge-buried"));
    }
    if loser.merged_into != Some(winner.id) {
        return Err(Error::conflict("merge-undone"));
    }
    let kept = rules::unmerged(&winner, &merge.winner_before, &merge.winner_after, ctx.now);
    // The winner first: the code it took must be free before the other one has it again.
    Parties::write(&mut tx, Some(&winner), &kept).await?;
    let back = returned(&merge, &loser, ctx);
    Parties::write(&mut tx, Some(&loser), &back).await?;
    rows::hanging_back(&tx.rows, &merge).await?;
    rows::links_back(&tx.rows, &merge).await?;
    facts::moved_back(&tx, merge.winner_id, merge.loser_id).await?;
    quen_store::consents::unmerge(&tx.rows, merge.loser_id, merge.winner_id).await?;
    relationships_back(&tx, &merge).await?;
    duplicates::unmerged(&tx.rows, QUEUE, &merge, ctx.actor.user_id, ctx.now).await?;
    record(&mut tx, &merge);
    for party in [merge.loser_id, merge.winner_id] {
        let customer = metrics::recount(&tx, party).await?;
        crate::relationships::look_again(&mut tx, &customer).await?;
    }
    let back = live::<Parties>(&tx, merge.loser_id).await?;
    tx.commit().await?;
    Ok(back)
}

/// The other record as it was, one version on.
fn returned(merge: &Merge<Party>, present: &Party, ctx: &Ctx) -> Party {
    let mut back = merge.loser_before.clone();
    back.version = present.version;
    back.touch(ctx.now);
    back
}

fn record(tx: &mut Tx, merge: &Merge<Party>) {
    let event = |verb, id: Uuid| {
        Event::new(Noun::Parties, verb, id)
            .on(Some(id))
            .with("merge", merge.id.to_string())
    };
    tx.record(event("unmerged", merge.winner_id).with("loser", merge.loser_id.to_string()));
    tx.record(event("restored", merge.loser_id));
}

/// Each relationship as it was, unless somebody has changed it since: then it stays, and the rules look at it.
async fn relationships_back(tx: &Tx, merge: &Merge<Party>) -> Result<()> {
    let present = relationships::of_party(&tx.rows, merge.winner_id).await?;
    let kept = rows::kept(&tx.rows, merge.id).await?;
    let now = |id: Uuid| present.iter().find(|one| one.id == id);
    // What went comes first: histories need their relationship.
    for (id, one) in &kept {
        match (&one.before, now(*id)) {
            (Some(before), None) if one.version_after.is_none() => {
                relationships::insert(&tx.rows, before).await?;
            }
            (Some(before), Some(current)) if before.party_id == merge.loser_id => {
                let mut back = before.clone();
                back.version = current.version + 1;
                relationships::update(&tx.rows, current.version, &back).await?;
            }
            _ => {}
        }
    }
    rows::history_back(&tx.rows, merge).await?;
    for (id, one) in &kept {
        let Some(current) = now(*id).filter(|now| Some(now.version) == one.version_after) else {
            continue;
        };
        match &one.before {
            None => relationships::delete(&tx.rows, *id).await?,
            Some(before) if before.party_id == merge.winner_id => {
                let mut back = before.clone();
                back.version = current.version + 1;
                relationships::update(&tx.rows, current.version, &back).await?;
            }
            Some(_) => {}
        }
    }
    Ok(())
}
