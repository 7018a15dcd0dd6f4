//! A proposal done by hand: the words to say with what the gate thinks of them now, and the episode they become, through that same
//! gate; or the mail that goes out at one press. It must never note as done what the gate refuses, nor send twice.

use quen_core::care::{Programme, SENDS, TASK_SOURCE, Touch, told, words_of};
use quen_core::fields::FieldValue;
use quen_core::interactions::Interaction;
use quen_core::messages::{Judgement, Outgoing};
use quen_core::parties::Party;
use quen_core::reasons::Reason;
use quen_core::tasks::{self as task_rules, Task};
use quen_core::{Error, Permission, Result};
use quen_store::{Rows, care as rows, messages as sent_rows};
use uuid::Uuid;

use super::acting::end;
use super::steering::Steering;
use super::wording::Words;
use crate::interactions::Interactions;
use crate::mail::{self, SendMail};
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
    /// The subject of a mail.
    pub subject: String,
    /// Can it go out from here?
    pub post: Post,
    /// What the gate thinks of it now.
    pub judged: Judgement,
    /// How the customer is reached best, in sentences.
    pub best: Vec<Advice>,
}

/// How a customer is reached best.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// One of [`quen_core::consents::LEARNED`].
    pub what: &'static str,
    /// The sentence, with what it rests on.
    pub why: Reason,
    /// Learned, and not said: it can be refused.
    pub learned: bool,
}

impl Advice {
    fn of(steering: &Steering, channel: &str) -> Vec<Self> {
        let advice = |(what, why)| Self {
            what,
            why,
            learned: steering.learned(what),
        };
        steering.why(channel).into_iter().map(advice).collect()
    }
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
    let names = Words::of(ctx, &programme, &party).await?;
    let steering = Steering::of(ctx, &reading, &party).await?;
    Ok(Proposal {
        best: Advice::of(&steering, &touch.channel),
        words: words_of(task.note.as_deref().unwrap_or_default()).to_owned(),
        subject: subject_of(&programme, &names),
        post: Post::of(ctx, &touch, &party),
        task,
        touch,
        programme,
        party,
        judged,
    })
}

/// Whether a proposal can be sent by the product at a colleague's press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Post {
    /// At one press.
    Ready,
    /// It goes by mail, and the workspace has no server for that.
    NoServer,
    /// It goes another way, there is no address, or the colleague may not.
    ByHand,
}

impl Post {
    fn of(ctx: &Ctx, touch: &Touch, party: &Party) -> Self {
        let may = ctx.actor.may(Permission::MailSend).is_ok();
        if touch.channel != SENDS || party.emails.is_empty() || !may {
            Self::ByHand
        } else if ctx.settings.smtp.is_none() {
            Self::NoServer
        } else {
            Self::Ready
        }
    }
}

/// The programme's subject; its name where it has none.
fn subject_of(programme: &Programme, names: &Words) -> String {
    match programme.subject.is_empty() {
        true => programme.name.clone(),
        false => names.fill(&programme.subject),
    }
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

/// What a colleague sends: the ready words where there are none of one's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letter {
    /// Subject, one line.
    pub subject: Option<String>,
    /// Plain text.
    pub body: Option<String>,
}

/// Sends a proposal by mail, through the one gate that every mail takes, and ends its task. It is taken before it leaves, so that
/// two presses send one mail; when nobody can know whether it left, it is said to be unsure and never sent again.
///
/// # Errors
/// `not-found`, also for one that is on its way or went out; `task-done`; `care-by-hand-only` unless it goes by mail; what
/// [`mail::send_to_party`] says.
pub async fn send(ctx: &Ctx, task: Uuid, letter: Letter) -> Result<Uuid> {
    ctx.actor.may(Permission::MailSend)?;
    ctx.actor.may(Permission::InteractionsWrite)?;
    let found = proposal(ctx, task).await?;
    if found.touch.channel != SENDS {
        return Err(Error::conflict("care-by-hand-only"));
    }
    let own = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let mail = SendMail {
        party_id: found.party.id,
        subject: own(letter.subject).unwrap_or(found.subject),
        body: own(letter.body).unwrap_or(found.words),
        purpose: found.programme.purpose.clone(),
        automatic: false,
        files: Vec::new(),
    };
    let touch = take(ctx, task).await?;
    match mail::send_to_party(ctx, mail).await {
        Ok(episode) => went_out(ctx, task, touch, episode).await,
        Err(error) if mail::stayed_here(&error) => {
            let tx = ctx.write(Permission::TasksWrite).await?;
            let again = Touch {
                state: "proposed".to_owned(),
                ..touch
            };
            rows::put(&tx.rows, "sending", &again).await?;
            tx.commit_quietly().await?;
            Err(error)
        }
        Err(error) => {
            end(ctx, touch, "unsure", vec![Reason::new("care-unsure")]).await?;
            Err(error)
        }
    }
}

/// Takes a proposal for one colleague alone.
async fn take(ctx: &Ctx, task: Uuid) -> Result<Touch> {
    let tx = ctx.write(Permission::TasksWrite).await?;
    let task = live::<Tasks>(&tx, task).await?;
    task_rules::complete(&task, ctx.actor.user_id, ctx.now)?;
    let (touch, _) = behind(&tx.rows, task.id).await?;
    let touch = Touch {
        state: "sending".to_owned(),
        due_at: ctx.now,
        ..touch
    };
    if !rows::put(&tx.rows, "proposed", &touch).await? {
        return Err(Error::NotFound);
    }
    tx.commit_quietly().await?;
    Ok(touch)
}

async fn went_out(ctx: &Ctx, task: Uuid, touch: Touch, episode: Uuid) -> Result<Uuid> {
    let mut tx = ctx.write(Permission::TasksWrite).await?;
    let task = live::<Tasks>(&tx, task).await?;
    if task.done_at.is_none() {
        let (done, event) = task_rules::complete(&task, ctx.actor.user_id, ctx.now)?;
        Tasks::write(&mut tx, Some(&task), &done).await?;
        tx.record(event);
    }
    let touch = Touch {
        state: "sent".to_owned(),
        settled_at: Some(ctx.now),
        interaction_id: Some(episode),
        reasons: Vec::new(),
        ..touch
    };
    rows::put(&tx.rows, "sending", &touch).await?;
    tx.record(touch.event("sent"));
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
    records::note_in::<Interactions>(tx, values).await
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
