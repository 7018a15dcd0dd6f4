//! A proposal done by hand: the words to say with what the gate thinks of them now, and the episode they become, through that same
//! gate. It must never note as done what the gate refuses.

use quen_core::care::{Programme, TASK_SOURCE, Touch, told, words_of};
use quen_core::fields::FieldValue;
use quen_core::interactions::Interaction;
use quen_core::messages::{Judgement, Outgoing};
use quen_core::parties::Party;
use quen_core::tasks::{self as task_rules, Task};
use quen_core::{Error, Permission, Result};
use quen_store::{Rows, care as rows, messages as sent_rows};
use uuid::Uuid;

use crate::interactions::Interactions;
use crate::messages::{self, Sent};
use crate::parties::Parties;
use crate::records::{self, Kind, delete_in, live};
use crate::tasks::Tasks;
use crate::{Ctx, Tx};

/// A proposal with all that is needed to follow it.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The task.
    pub task: Task,
    /// The touch.
    pub touch: Touch,
    /// Whose idea it was.
    pub programme: Programme,
    /// For whom.
    pub party: Party,
    /// What could be said.
    pub words: String,
    /// What the gate thinks of it now.
    pub judged: Judgement,
}

/// One proposal, by its task.
///
/// # Errors
/// `not-found`, also for a task that no programme proposed.
pub async fn proposal(ctx: &Ctx, task: Uuid) -> Result<Proposal> {
    let reading = ctx.read(Permission::TasksRead)?;
    let task = Tasks::find(&reading, task).await?;
    let task = task
        .filter(|task| task.deleted_at.is_none() && task.source == TASK_SOURCE)
        .ok_or(Error::NotFound)?;
    let (touch, programme) = behind(&reading, task.id).await?;
    let party = records::find::<Parties>(ctx, touch.party_id).await?;
    let judged = messages::may_send(ctx, party.id, message(&programme, &touch), ctx.now).await?;
    Ok(Proposal {
        words: words_of(task.note.as_deref().unwrap_or_default()).to_owned(),
        task,
        touch,
        programme,
        party,
        judged,
    })
}

async fn behind(reading: &impl Rows, task: Uuid) -> Result<(Touch, Programme)> {
    let touch = rows::of_task(reading, task).await?;
    let touch = touch
        .filter(|touch| touch.state == "proposed")
        .ok_or(Error::NotFound)?;
    let programme = rows::programme(reading, touch.programme_id).await?;
    Ok((touch, programme.ok_or(Error::NotFound)?))
}

fn message<'a>(programme: &'a Programme, touch: &'a Touch) -> Outgoing<'a> {
    Outgoing {
        channel: &touch.channel,
        purpose: &programme.purpose,
        automatic: false,
    }
}

/// Notes that a colleague followed a proposal: the task is done, what was said stands on the timeline. Without words of one's own
/// the ready ones were said.
///
/// # Errors
/// `not-found`; `task-done`; the reason of the gate ([`quen_core::messages::REFUSALS`]); `too-long` at `body`.
pub async fn tell(ctx: &Ctx, task: Uuid, words: Option<&str>) -> Result<Interaction> {
    let mut tx = ctx.write(Permission::TasksWrite).await?;
    let task = live::<Tasks>(&tx, task).await?;
    let (touch, programme) = behind(&tx.rows, task.id).await?;
    ctx.actor.may(Permission::InteractionsWrite)?;
    let judged = messages::may_send_in(&tx, touch.party_id, message(&programme, &touch)).await?;
    judged.require()?;
    let ready = words_of(task.note.as_deref().unwrap_or_default());
    let said = words.map(str::trim).filter(|words| !words.is_empty());
    let episode = note(&mut tx, &touch, said.unwrap_or(ready)).await?;
    let sent = Sent {
        id: ctx.new_id(),
        party_id: touch.party_id,
        channel: touch.channel.clone(),
        purpose: programme.purpose,
        automatic: false,
        proactive: true,
        interaction_id: Some(episode.id),
        at: ctx.now,
    };
    sent_rows::insert(&tx.rows, &sent).await?;
    let (done, event) = task_rules::complete(&task, ctx.actor.user_id, ctx.now)?;
    Tasks::write(&mut tx, Some(&task), &done).await?;
    tx.record(event);
    let followed = Touch {
        interaction_id: Some(episode.id),
        ..touch
    };
    rows::put(&tx.rows, "proposed", &followed).await?;
    tx.commit().await?;
    Ok(episode)
}

async fn note(tx: &mut Tx, touch: &Touch, words: &str) -> Result<Interaction> {
    let made = told(&touch.channel);
    let text = |name: &str, value: &str| (name.to_owned(), FieldValue::text(Some(value)));
    let values = vec![
        ("party_id".to_owned(), FieldValue::Id(touch.party_id)),
        text("kind", made.kind),
        text("channel", made.channel),
        text("direction", "out"),
        text("body", words),
    ];
    records::create_in::<Interactions>(tx, values).await
}

/// It was not so: the task is open again, and the timeline no longer says it.
///
/// # Errors
/// `not-found` for a task that nobody followed by [`tell`].
pub async fn untell(ctx: &Ctx, task: Uuid) -> Result<()> {
    let mut tx = ctx.write(Permission::TasksWrite).await?;
    let task = live::<Tasks>(&tx, task).await?;
    let (touch, _) = behind(&tx.rows, task.id).await?;
    let episode = touch.interaction_id.ok_or(Error::NotFound)?;
    ctx.actor.may(Permission::InteractionsWrite)?;
    // Somebody may have put it into the bin already.
    match delete_in::<Interactions>(&mut tx, episode, None).await {
        Ok(_) | Err(Error::NotFound) => {}
        Err(error) => return Err(error),
    }
    sent_rows::forget(&tx.rows, touch.party_id, episode).await?;
    let (open, event) = task_rules::reopen(&task, ctx.now)?;
    Tasks::write(&mut tx, Some(&task), &open).await?;
    tx.record(event);
    let again = Touch {
        interaction_id: None,
        ..touch
    };
    rows::put(&tx.rows, "proposed", &again).await?;
    tx.commit().await
}
