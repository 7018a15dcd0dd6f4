//! Things to do: ticked off, opened again, put off.

use chrono::NaiveDate;
use quen_core::notifications::assigned;
use quen_core::tasks::{self, Task};
use quen_core::{Event, Noun, Permission, Result};
use quen_store::records::{Plain, insert, update};
use uuid::Uuid;

use crate::parties::{colleague, referred};
use crate::records::{Kind, live};
use crate::{Ctx, Tx, files, notifications, projects};

/// The kind.
pub struct Tasks;

impl Kind for Tasks {
    const NOUN: Noun = Noun::Tasks;
    const READ: Permission = Permission::TasksRead;
    const WRITE: Permission = Permission::TasksWrite;
    const DELETE: Permission = Permission::TasksWrite;
    /// The same words on another day are another piece of work.
    const MERGES: bool = false;
    type Record = Task;
    type Table = quen_store::tasks::Tasks;

    fn blank(ctx: &Ctx) -> Task {
        let me = Some(ctx.actor.user_id);
        Task {
            assignee_id: me,
            created_by: me,
            ..Task::new(ctx.new_id(), ctx.now)
        }
    }

    fn plain(field: &str) -> Option<Plain> {
        let column = match field {
            "assignee_id" => "assignee_id",
            "due_on" => "due_on",
            _ => return None,
        };
        Some(Plain {
            column,
            party: Some("t.party_id"),
        })
    }

    async fn settle(tx: &Tx, before: Option<&Task>, task: &mut Task) -> Result<()> {
        if let Some(project) = task
            .project_id
            .filter(|id| before.and_then(|b| b.project_id) != Some(*id))
        {
            let project = projects::referred(tx, project).await?;
            // Work on a project is work for whom the project is.
            task.party_id = task.party_id.or(Some(project.party_id));
        }
        if let Some(party) = task
            .party_id
            .filter(|id| before.and_then(|b| b.party_id) != Some(*id))
        {
            referred(tx, "party_id", party).await?;
        }
        if before.and_then(|b| b.assignee_id) != task.assignee_id {
            colleague(tx, "assignee_id", task.assignee_id).await?;
        }
        let old = before.map_or(&[][..], |before| &before.files);
        let place = (Noun::Tasks, task.id, "files");
        task.files = files::carry_list(tx, place, old, &task.files).await?;
        Ok(())
    }

    async fn write(tx: &mut Tx, before: Option<&Task>, task: &Task) -> Result<()> {
        match before {
            None => insert::<Self::Table>(&tx.rows, task).await?,
            Some(_) => update::<Self::Table>(&tx.rows, task).await?,
        }
        let held = before.and_then(|before| before.assignee_id);
        if let Some(assignee) = assigned(held, task.assignee_id, tx.ctx().actor.user_id) {
            let kind = notifications::Kind::Assigned;
            notifications::notify(tx, assignee, kind, Noun::Tasks, task.id, task.party_id).await?;
        }
        Ok(())
    }
}

/// Ticks a task off.
///
/// # Errors
/// `not-found`, `task-done`.
pub async fn complete(ctx: &Ctx, id: Uuid) -> Result<Task> {
    change(ctx, id, |task| {
        tasks::complete(task, ctx.actor.user_id, ctx.now)
    })
    .await
}

/// Opens a task again.
///
/// # Errors
/// `not-found`, `task-open`.
pub async fn reopen(ctx: &Ctx, id: Uuid) -> Result<Task> {
    change(ctx, id, |task| tasks::reopen(task, ctx.now)).await
}

/// Puts a task off.
///
/// # Errors
/// `not-found`, `task-done`; `not-later` or `too-far` at `until`.
pub async fn snooze(ctx: &Ctx, id: Uuid, until: NaiveDate) -> Result<Task> {
    change(ctx, id, |task| {
        tasks::snooze(task, until, ctx.today(), ctx.now)
    })
    .await
}

async fn change(
    ctx: &Ctx,
    id: Uuid,
    rule: impl FnOnce(&Task) -> Result<(Task, Event)>,
) -> Result<Task> {
    let mut tx = ctx.write(Permission::TasksWrite).await?;
    let before = live::<Tasks>(&tx, id).await?;
    let (task, event) = rule(&before)?;
    Tasks::write(&mut tx, Some(&before), &task).await?;
    tx.record(event);
    tx.commit().await?;
    Ok(task)
}
