//! Episodes with a party. One that is written answers what the party was waiting for, moves the figures, and has the
//! relationship looked at again, all in one transaction.

mod answers;

use quen_core::interactions::{Interaction, Participant};
use quen_core::kept::Kept;
use quen_core::{Error, Event, Noun, Permission, Result};
use quen_store::interactions as rows;
use quen_store::records::{insert, update};
use uuid::Uuid;

use crate::metrics::{self, Changed};
use crate::parties::{colleague, referred};
use crate::records::{Kind, live};
use crate::{Ctx, Tx, files, notifications, projects};

/// The kind.
pub struct Interactions;

/// Later episodes among which an answer is looked for.
const LOOKED_AT: i64 = 50;

impl Kind for Interactions {
    const NOUN: Noun = Noun::Interactions;
    const READ: Permission = Permission::InteractionsRead;
    const WRITE: Permission = Permission::InteractionsWrite;
    const DELETE: Permission = Permission::InteractionsWrite;
    /// What was said twice was said twice.
    const MERGES: bool = false;
    type Record = Interaction;
    type Table = rows::Interactions;

    fn blank(ctx: &Ctx) -> Interaction {
        Interaction {
            user_id: Some(ctx.actor.user_id),
            ..Interaction::new(ctx.new_id(), ctx.now)
        }
    }

    async fn settle(
        tx: &Tx,
        before: Option<&Interaction>,
        episode: &mut Interaction,
    ) -> Result<()> {
        if before.map(|b| b.party_id) != Some(episode.party_id) {
            referred(tx, "party_id", episode.party_id).await?;
        }
        if let Some(project) = episode
            .project_id
            .filter(|id| before.and_then(|b| b.project_id) != Some(*id))
        {
            projects::referred(tx, project).await?;
        }
        if before.and_then(|b| b.user_id) != episode.user_id {
            colleague(tx, "user_id", episode.user_id).await?;
        }
        if before.is_none_or(|b| b.participants != episode.participants) {
            participants_exist(tx, &episode.participants).await?;
        }
        external_id_is_free(tx, before, episode).await?;
        let old = before.map_or(&[][..], |before| &before.files);
        let place = (Noun::Interactions, episode.id, "files");
        episode.files = files::carry_list(tx, place, old, &episode.files).await?;
        episode.settle(tx.ctx().now)?;
        if episode.needs_answer() {
            episode.answered_at = answers::answer_of(tx, episode).await?;
        }
        Ok(())
    }

    async fn write(tx: &mut Tx, before: Option<&Interaction>, episode: &Interaction) -> Result<()> {
        match before {
            None => insert::<Self::Table>(&tx.rows, episode).await?,
            Some(_) => update::<Self::Table>(&tx.rows, episode).await?,
        }
        let mut changes = vec![Changed {
            before: before.cloned(),
            after: Some(episode.clone()),
        }];
        if let Some(before) = before {
            answers::look_again(tx, before, episode, &mut changes).await?;
        }
        if answers::speaks(episode) {
            answers::answer_waiting(tx, episode, &mut changes).await?;
        }
        metrics::episodes_changed(tx, &changes).await?;
        let (noun, record_id, party_id) = (Noun::Interactions, episode.id, Some(episode.party_id));
        let said = |episode: &Interaction| episode.body.clone().unwrap_or_default();
        let about = notifications::About {
            noun,
            record_id,
            party_id,
        };
        notifications::mention(
            tx,
            &before.map(said).unwrap_or_default(),
            &said(episode),
            about,
        )
        .await
    }
}

/// Marks what a party is waiting for as answered, as by a talk that is not written down.
///
/// # Errors
/// `not-found`; `wrong-state` when nothing waits.
pub async fn mark_answered(ctx: &Ctx, id: Uuid) -> Result<Interaction> {
    let mut tx = ctx.write(Permission::InteractionsWrite).await?;
    let before = live::<Interactions>(&tx, id).await?;
    if !before.needs_answer() {
        return Err(Error::conflict("wrong-state"));
    }
    let mut answered = Interaction {
        answered_at: Some(ctx.now),
        ..before.clone()
    };
    answered.touch(ctx.now);
    update::<rows::Interactions>(&tx.rows, &answered).await?;
    metrics::episodes_changed(
        &mut tx,
        &[Changed {
            before: Some(before),
            after: Some(answered.clone()),
        }],
    )
    .await?;
    tx.record(Event::new(Noun::Interactions, "answered", id).on(Some(answered.party_id)));
    tx.commit().await?;
    Ok(answered)
}

async fn participants_exist(tx: &Tx, participants: &[Participant]) -> Result<()> {
    let mut ids: Vec<Uuid> = participants
        .iter()
        .filter_map(|participant| participant.party_id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    if quen_store::parties::find_many(&tx.rows, &ids).await?.len() != ids.len() {
        return Err(Error::invalid("participants", "bad-reference"));
    }
    for participant in participants {
        colleague(tx, "participants", participant.user_id).await?;
    }
    Ok(())
}

async fn external_id_is_free(
    tx: &Tx,
    before: Option<&Interaction>,
    episode: &Interaction,
) -> Result<()> {
    let Some(external_id) = &episode.external_id else {
        return Ok(());
    };
    if before.is_some_and(|b| b.external_id.as_ref() == Some(external_id)) {
        return Ok(());
    }
    match rows::by_external_id(&tx.rows, external_id).await? {
        Some(other) if other != episode.id => Err(Error::invalid("external_id", "taken")),
        _ => Ok(()),
    }
}
