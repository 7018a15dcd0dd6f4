//! What is done with the plan when the hour has come: a task, a mail through the gate, or nothing with the reason. Everything is
//! looked at again first. A touch is taken before anything leaves the house, so that no second worker and no second run can
//! make it again; when the way breaks off half-way, it is said to be unsure and never sent again.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use quen_core::care::{
    Facts, HOUR, Programme, TASK_SOURCE, Touch, due, instant, passes, presses, told,
};
use quen_core::messages::{Judgement, Outgoing, REFUSALS};
use quen_core::parties::Party;
use quen_core::reasons::{Reason, Value};
use quen_core::tasks::Task;
use quen_core::{Error, Permission, Result};
use quen_store::{Reading, Rows, care as rows, interactions};
use uuid::Uuid;

use super::steering::{Steering, WAITS};
use super::wording::Words;
use crate::jobs::queue::{Outcome, Progress};
use crate::mail::{self, SendMail};
use crate::parties::Parties;
use crate::records::{Kind, created};
use crate::tasks::Tasks;
use crate::{Ctx, messages};

/// Kind of the job that makes what is due.
pub const ACT: &str = "care.act";
/// Touches taken up at once.
const BATCH: i64 = 50;
/// Whoever has not said how sending ended after this time will not say it any more.
const PATIENCE: Duration = Duration::minutes(15);
/// What stands in the way for now is looked at again after this time.
const LATER: Duration = Duration::hours(1);
/// Proposals of one programme on one day at most: more would bury the day's work.
const PROPOSED_A_DAY: i64 = 50;
/// Episodes that say who spoke to a customer last.
const EPISODES: i64 = 400;
/// Days looked back for them.
const LOOKED_BACK: Duration = Duration::days(180);

/// Makes everything whose hour has come.
///
/// # Errors
/// `forbidden`, a broken database.
pub async fn act(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    let now = ctx.now;
    let reading = ctx.read(Permission::PartiesRead)?;
    for touch in rows::stuck(&reading, now - PATIENCE, BATCH).await? {
        end(ctx, touch, "unsure", vec![Reason::new("care-unsure")]).await?;
    }
    for touch in rows::passed(&reading, ctx.today() - Duration::days(1), BATCH).await? {
        late(ctx, touch).await?;
    }
    let mut done = 0;
    loop {
        let batch = rows::due(&reading, now, BATCH).await?;
        if batch.is_empty() {
            return Ok(Outcome::Done);
        }
        for touch in batch {
            if progress.must_stop() {
                return Ok(Outcome::Stopped);
            }
            if progress.is_cancelled() {
                return Ok(Outcome::Cancelled);
            }
            one(ctx, &reading, touch).await?;
            done += 1;
            progress.set(done, 0);
        }
    }
}

/// Given up because its day has passed, for the reason that held it up last.
async fn late(ctx: &Ctx, touch: Touch) -> Result<()> {
    let mut reasons = touch.reasons.clone();
    reasons.retain(|reason| reason.key != WAITS);
    if reasons.is_empty() {
        reasons.push(Reason::new("care-late"));
    }
    end(ctx, touch, "refused", reasons).await
}

/// One touch, looked at again with the facts of this hour.
async fn one(ctx: &Ctx, reading: &Reading, touch: Touch) -> Result<()> {
    let programme = rows::programme(reading, touch.programme_id).await?;
    let party = Parties::find(reading, touch.party_id).await?;
    let (Some(programme), Some(party)) = (programme, party) else {
        return forget(ctx, &touch).await;
    };
    let steering = Steering::of(ctx, reading, &party).await?;
    let there = ctx.now.with_timezone(&steering.zone).date_naive();
    if !holds(ctx, reading, &programme, &party, &touch, there).await? {
        return forget(ctx, &touch).await;
    }
    if touch.until < there {
        return late(ctx, touch).await;
    }
    let channel = steering.channel(ctx, &programme, &party).await?;
    let touch = Touch { channel, ..touch };
    match judged(ctx, &programme, &touch).await? {
        Way::Never(reasons) => end(ctx, touch, "refused", reasons).await,
        Way::Later(reasons) => wait(ctx, touch, ctx.now + LATER, reasons).await,
        Way::Free if programme.sends() => send(ctx, &programme, &party, touch, &steering).await,
        Way::Free => propose(ctx, &programme, &party, touch, &steering).await,
    }
}

/// Does the programme still call for it? A later order, a removed birthday or a talk by hand may have ended that.
async fn holds(
    ctx: &Ctx,
    reading: &Reading,
    programme: &Programme,
    party: &Party,
    touch: &Touch,
    there: NaiveDate,
) -> Result<bool> {
    let mut bought = Vec::new();
    if programme.occasion == "guide" {
        bought.extend(programme.product_id.map(|id| (id, touch.occasion_on)));
    }
    let (mut by_hand, mut by_machine) = (None, None);
    if programme.occasion == "human" {
        let since = ctx.now - LOOKED_BACK;
        for episode in interactions::since(reading, party.id, since, EPISODES).await? {
            let day = ctx.day_of(episode.started_at);
            if episode.kind == "note" {
                continue;
            } else if episode.automatic {
                by_machine = Some(day);
            } else if episode.direction != "in" || episode.is_two_way() {
                by_hand = Some(day);
            }
        }
    }
    let facts = Facts {
        party,
        bought: &bought,
        by_hand,
        by_machine,
        valued: true,
        rules: &ctx.settings.relationships.stage,
    };
    // What came late is judged by the day on which it fitted last.
    let from = there.min(touch.until);
    let found = due(programme, &facts, from, there);
    Ok(found.is_some_and(|due| due.key == touch.key))
}

/// A plan that no longer holds leaves no trace.
async fn forget(ctx: &Ctx, touch: &Touch) -> Result<()> {
    let tx = ctx.write(Permission::PartiesWrite).await?;
    rows::delete(&tx.rows, &[touch.id]).await?;
    tx.commit_quietly().await
}

/// What the gate says: go, wait, or never.
enum Way {
    Free,
    Later(Vec<Reason>),
    Never(Vec<Reason>),
}

/// What lasts holds for machines and colleagues, and so does that the customer has heard enough from us, unless it heard machines
/// alone; the hour a colleague chooses.
fn way(judged: Judgement, programme: &Programme) -> Way {
    let lasts = |reason: &Reason| !passes(&reason.key);
    if judged.reasons.iter().any(lasts) {
        return Way::Never(judged.reasons.into_iter().filter(lasts).collect());
    }
    let rests = programme.occasion != "human";
    let holds = |reason: &Reason| programme.sends() || (rests && presses(&reason.key));
    let reasons: Vec<Reason> = judged.reasons.into_iter().filter(holds).collect();
    if reasons.is_empty() {
        Way::Free
    } else {
        Way::Later(reasons)
    }
}

async fn judged(ctx: &Ctx, programme: &Programme, touch: &Touch) -> Result<Way> {
    let message = Outgoing {
        channel: &touch.channel,
        purpose: &programme.purpose,
        automatic: true,
    };
    let found = messages::may_send(ctx, touch.party_id, message, ctx.now).await?;
    Ok(way(found, programme))
}

async fn propose(
    ctx: &Ctx,
    programme: &Programme,
    party: &Party,
    touch: Touch,
    steering: &Steering,
) -> Result<()> {
    let mut tx = ctx.write(Permission::TasksWrite).await?;
    let made = rows::proposed_since(&tx.rows, programme.id, start_of_day(ctx)).await?;
    if made >= PROPOSED_A_DAY {
        let cap = Value::Count(PROPOSED_A_DAY.unsigned_abs());
        let reasons = vec![Reason::new("care-crowd").with("cap", cap)];
        drop(tx);
        let tomorrow = instant(ctx.today() + Duration::days(1), steering.zone);
        return wait(ctx, touch, tomorrow.max(ctx.now + LATER), reasons).await;
    }
    let words = Words::of(ctx, programme, party).await?;
    let mut task = Task {
        party_id: Some(party.id),
        kind: told(&touch.channel).task.to_owned(),
        due_on: Some(ctx.today()),
        assignee_id: owner(&tx.rows, party).await?,
        source: TASK_SOURCE.to_owned(),
        title: words.title(programme, party),
        note: Some(words.note(programme, &touch.why, &steering.why(&touch.channel))),
        ..Task::new(ctx.new_id(), ctx.now)
    };
    Tasks::settle(&tx, None, &mut task).await?;
    Tasks::write(&mut tx, None, &task).await?;
    let told = created::<Tasks>(&Tasks::catalogue(ctx), &task);
    tx.record(told);
    let touch = Touch {
        state: "proposed".to_owned(),
        task_id: Some(task.id),
        settled_at: Some(ctx.now),
        reasons: Vec::new(),
        ..touch
    };
    // When another worker was quicker, the task goes with the transaction.
    if !rows::put(&tx.rows, "waiting", &touch).await? {
        return Ok(());
    }
    tx.record(touch.event("proposed"));
    tx.commit().await
}

/// Who sees to it: the colleague in charge while that one works here, else nobody, which everybody sees.
async fn owner(reading: &impl Rows, party: &Party) -> Result<Option<Uuid>> {
    let Some(owner) = party.owner_id else {
        return Ok(None);
    };
    let here = quen_store::accounts::members::works_here(reading, owner).await?;
    Ok(here.then_some(owner))
}

fn start_of_day(ctx: &Ctx) -> DateTime<Utc> {
    instant(ctx.today(), ctx.settings.zone()) - Duration::hours(i64::from(HOUR))
}

async fn send(
    ctx: &Ctx,
    programme: &Programme,
    party: &Party,
    touch: Touch,
    steering: &Steering,
) -> Result<()> {
    if let Some((at, why)) = steering.later(ctx, programme, &touch).await? {
        return wait(ctx, touch, at, vec![why]).await;
    }
    let words = Words::of(ctx, programme, party).await?;
    let letter = SendMail {
        party_id: party.id,
        subject: words.fill(&programme.subject),
        body: words.fill(&programme.text),
        purpose: programme.purpose.clone(),
        automatic: true,
        files: Vec::new(),
    };
    let tx = ctx.write(Permission::PartiesWrite).await?;
    let touch = Touch {
        state: "sending".to_owned(),
        due_at: ctx.now,
        ..touch
    };
    if !rows::put(&tx.rows, "waiting", &touch).await? {
        return Ok(());
    }
    tx.commit_quietly().await?;
    match mail::send_to_party(ctx, letter).await {
        Ok(episode) => {
            let touch = Touch {
                interaction_id: Some(episode),
                ..touch
            };
            end(ctx, touch, "sent", Vec::new()).await
        }
        Err(error) => not_sent(ctx, touch, &error).await,
    }
}

/// Nothing has left the house when the gate or the mail server refused; of anything else that cannot be known.
async fn not_sent(ctx: &Ctx, touch: Touch, error: &Error) -> Result<()> {
    let code = error.code();
    if let Some(key) = REFUSALS.into_iter().find(|key| *key == code) {
        let reasons = vec![refusal(key, error)];
        return if passes(key) {
            wait(ctx, touch, ctx.now + LATER, reasons).await
        } else {
            end(ctx, touch, "refused", reasons).await
        };
    }
    match code {
        "no-mail-server" | "mail-sign-in" | "mail-unreachable" | "mail-tls" => {
            let reasons = vec![Reason::new("care-no-mail")];
            wait(ctx, touch, ctx.now + LATER, reasons).await
        }
        "mail-refused" | "no-email" | "invalid" => {
            let reasons = vec![Reason::new("care-bad-address")];
            end(ctx, touch, "refused", reasons).await
        }
        _ => end(ctx, touch, "unsure", vec![Reason::new("care-unsure")]).await,
    }
}

/// The refusal as the gate said it.
fn refusal(key: &str, error: &Error) -> Reason {
    let Error::Conflict { args, .. } = error else {
        return Reason::new(key);
    };
    args.iter().fold(Reason::new(key), |reason, (name, value)| {
        match value.parse() {
            Ok(count) => reason.with(name, Value::Count(count)),
            Err(_) => reason.with(name, Value::Text(value.clone())),
        }
    })
}

/// Puts a touch off, with what stood in its way.
async fn wait(ctx: &Ctx, touch: Touch, at: DateTime<Utc>, reasons: Vec<Reason>) -> Result<()> {
    let tx = ctx.write(Permission::PartiesWrite).await?;
    let from = touch.state.clone();
    let touch = Touch {
        state: "waiting".to_owned(),
        due_at: at,
        reasons,
        ..touch
    };
    rows::put(&tx.rows, &from, &touch).await?;
    tx.commit_quietly().await
}

/// Ends a touch and says so.
pub(super) async fn end(
    ctx: &Ctx,
    touch: Touch,
    state: &'static str,
    reasons: Vec<Reason>,
) -> Result<()> {
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    let from = touch.state.clone();
    let touch = Touch {
        state: state.to_owned(),
        settled_at: Some(ctx.now),
        reasons,
        ..touch
    };
    if !rows::put(&tx.rows, &from, &touch).await? {
        return Ok(());
    }
    let reason = touch.reasons.first().map(|reason| reason.key.clone());
    tx.record(touch.event(state).with("reason", reason));
    tx.commit().await
}
