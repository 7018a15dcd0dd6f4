//! What a leaver leaves goes to a colleague in short transactions. The work begins where it stopped, because what is
//! handed over is the leaver's no more; when the heir has left meanwhile, it goes to the heir's own heir.

use std::time::Instant;

use quen_core::{Error, Event, Noun, Permission, Result};
use quen_store::accounts::colleagues;
use serde_json::json;
use uuid::Uuid;

use crate::jobs::queue::{Outcome, Progress};
use crate::jobs::{self, Job};
use crate::pace::Pace;
use crate::{Ctx, Tx};

/// Kind of the job.
pub const HAND_OVER: &str = "users.hand_over";
/// Heirs of heirs at most.
const HEIRS: usize = 20;
/// Attempts: each restart of the server while it runs is one.
const ATTEMPTS: i64 = 20;

/// Asks for the work as part of the act by which somebody leaves.
pub(super) async fn ask(tx: &Tx, from: Uuid, to: Uuid) -> Result<()> {
    let job = Job::new(HAND_OVER)
        .with(json!({ "from": from, "to": to }))
        .unique(format!("hand-over:{}:{from}", tx.ctx().actor.workspace_id))
        .attempts(ATTEMPTS);
    jobs::enqueue(tx, &job).await.map(drop)
}

/// Hands customers, open tasks, open promises and open projects of somebody who has left to a colleague.
///
/// # Errors
/// `forbidden`, `not-found` when no heir works here any more, a broken database.
pub async fn hand_over(ctx: &Ctx, from: Uuid, to: Uuid, progress: &Progress) -> Result<Outcome> {
    let (customers, tasks) =
        colleagues::holdings(&ctx.read(Permission::UsersManage)?, from).await?;
    let mut pace = Pace::new(32, 8, 512);
    let mut done = 0;
    loop {
        if progress.must_stop() {
            return Ok(Outcome::Stopped);
        }
        let begun = Instant::now();
        let mut tx = ctx.write(Permission::UsersManage).await?;
        colleagues::hold(&tx.rows).await?;
        let heir = heir(&tx, to).await?;
        let moved = some(&mut tx, from, heir, pace.size()).await?;
        tx.commit_quietly().await?;
        pace.ended(begun);
        if moved == 0 {
            return Ok(Outcome::Done);
        }
        done += i64::try_from(moved).unwrap_or_default();
        progress.set(done, customers + tasks);
    }
}

async fn some(tx: &mut Tx, from: Uuid, to: Uuid, limit: usize) -> Result<usize> {
    let now = tx.ctx().now;
    let (old, new) = (json!(from), json!(to));
    let parties = colleagues::hand_over_parties(&tx.rows, from, to, now, limit).await?;
    for id in &parties {
        let event = Event::new(Noun::Parties, "updated", *id).on(Some(*id));
        tx.record(event.changed("owner_id", old.clone(), new.clone()));
    }
    if !parties.is_empty() {
        return Ok(parties.len());
    }
    let tasks = colleagues::hand_over_tasks(&tx.rows, from, to, now, limit).await?;
    for (id, party) in &tasks {
        let event = Event::new(Noun::Tasks, "updated", *id).on(*party);
        tx.record(event.changed("assignee_id", old.clone(), new.clone()));
    }
    if !tasks.is_empty() {
        return Ok(tasks.len());
    }
    let promises = quen_store::promises::hand_over(&tx.rows, from, to, now, limit).await?;
    for (id, party) in &promises {
        let event = Event::new(Noun::Promises, "updated", *id).on(Some(*party));
        tx.record(event.changed("owner_id", old.clone(), new.clone()));
    }
    if !promises.is_empty() {
        return Ok(promises.len());
    }
    let projects = quen_store::projects::hand_over(&tx.rows, from, to, now, limit).await?;
    for (id, party) in &projects {
        let event = Event::new(Noun::Projects, "updated", *id).on(Some(*party));
        tx.record(event.changed("owner_id", old.clone(), new.clone()));
    }
    Ok(projects.len())
}

/// Who takes over: the one named, or whoever took over from that one.
async fn heir(tx: &Tx, named: Uuid) -> Result<Uuid> {
    let mut heir = named;
    for _ in 0..HEIRS {
        if colleagues::find(&tx.rows, heir).await?.is_some() {
            return Ok(heir);
        }
        let events = quen_store::events::of_record(&tx.rows, heir, 20).await?;
        let next = events
            .iter()
            .find(|event| event.verb == "left")
            .and_then(|event| event.data.get("hand_over_to")?.as_str()?.parse().ok());
        heir = next.ok_or(Error::NotFound)?;
    }
    Err(Error::NotFound)
}
