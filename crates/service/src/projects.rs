//! Projects: begun, paused, done, cancelled, opened again; and all that one shows: its sums, its open work, its story.

use quen_core::notifications::assigned;
use quen_core::parties::Party;
use quen_core::projects::{self as rules, Project, Sums};
use quen_core::tasks::Task;
use quen_core::{Error, Noun, Permission, Result};
use quen_store::records::{insert, update};
use quen_store::{Rows, events, projects as rows, timeline};
use serde::Serialize;
use uuid::Uuid;

use crate::parties::{Entry, Episode, colleague, referred as party};
use crate::records::{Kind, live};
use crate::{Ctx, Tx, notifications};

/// The kind.
pub struct Projects;

/// Projects of one party that are shown.
const OF_PARTY: i64 = 50;
/// Entries of a project's story at most.
const STORY: usize = 50;
/// Open tasks of a project that are shown.
const OPEN_WORK: usize = 100;

impl Kind for Projects {
    const NOUN: Noun = Noun::Projects;
    const READ: Permission = Permission::TasksRead;
    const WRITE: Permission = Permission::TasksWrite;
    const DELETE: Permission = Permission::TasksWrite;
    type Record = Project;
    type Table = rows::Projects;

    fn blank(ctx: &Ctx) -> Project {
        let me = Some(ctx.actor.user_id);
        Project {
            owner_id: me,
            created_by: me,
            ..Project::new(ctx.new_id(), ctx.now)
        }
    }

    fn dress(ctx: &Ctx, project: &mut Project) {
        if let Some(budget) = &mut project.budget {
            budget.currency = ctx.settings.currency;
        }
    }

    async fn settle(tx: &Tx, before: Option<&Project>, project: &mut Project) -> Result<()> {
        if before.is_none_or(|before| before.party_id != project.party_id) {
            party(tx, "party_id", project.party_id).await?;
        }
        if before.and_then(|before| before.owner_id) != project.owner_id {
            colleague(tx, "owner_id", project.owner_id).await?;
        }
        let ctx = tx.ctx();
        rules::settle(before, project, ctx.today(), ctx.settings.currency)
    }

    async fn write(tx: &mut Tx, before: Option<&Project>, project: &Project) -> Result<()> {
        match before {
            None => insert::<Self::Table>(&tx.rows, project).await?,
            Some(_) => update::<Self::Table>(&tx.rows, project).await?,
        }
        let held = before.and_then(|before| before.owner_id);
        if let Some(owner) = assigned(held, project.owner_id, tx.ctx().actor.user_id) {
            let (kind, noun) = (notifications::Kind::Assigned, Noun::Projects);
            let party = Some(project.party_id);
            notifications::notify(tx, owner, kind, noun, project.id, party).await?;
        }
        Ok(())
    }
}

/// The project that a record refers to: one that the actor reaches and that is not in the bin.
///
/// # Errors
/// `bad-reference` at `project_id`.
pub(crate) async fn referred(tx: &Tx, id: Uuid) -> Result<Project> {
    let found = Projects::find(&tx.rows, id)
        .await?
        .filter(|project| project.deleted_at.is_none());
    found.ok_or_else(|| Error::invalid("project_id", "bad-reference"))
}

/// Moves a project to another state: `planned`, `active`, `paused`, `done`, `cancelled`.
///
/// # Errors
/// `not-found`; `wrong-state` when it cannot go there.
pub async fn transition(ctx: &Ctx, id: Uuid, to: &str) -> Result<Project> {
    let mut tx = ctx.write(Projects::WRITE).await?;
    let before = live::<Projects>(&tx, id).await?;
    let (project, event) = rules::transition(&before, to, ctx.today(), ctx.now)?;
    Projects::write(&mut tx, Some(&before), &project).await?;
    tx.record(event);
    tx.commit().await?;
    Ok(project)
}

/// The projects of a party that was found, open ones first, then the newest. Nothing for who may not look.
///
/// # Errors
/// A broken database.
pub async fn of_reached(ctx: &Ctx, party: &Party) -> Result<Vec<Project>> {
    let Ok(reading) = ctx.read(Projects::READ) else {
        return Ok(Vec::new());
    };
    let mut found = rows::of_party(&reading, party.id, OF_PARTY).await?;
    for project in &mut found {
        Projects::dress(ctx, project);
    }
    found.sort_by_key(|project| !project.is_open());
    Ok(found)
}

/// All that a project shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overview {
    /// The project.
    pub project: Project,
    /// What it came to so far.
    pub sums: Sums,
    /// Tasks to do, the most pressing first.
    pub open_work: Vec<Task>,
    /// The latest of what happened, newest first.
    pub timeline: Vec<Entry>,
}

/// A project with its sums, its open work and its story.
///
/// # Errors
/// `not-found`.
pub async fn overview(ctx: &Ctx, id: Uuid) -> Result<Overview> {
    let project = crate::records::find::<Projects>(ctx, id).await?;
    let reading = ctx.read(Projects::READ)?;
    let (sums, open_work, timeline) = tokio::try_join!(
        rows::sums(&reading, id),
        quen_store::tasks::open_of_project(&reading, id, OPEN_WORK as i64),
        story(&reading, id)
    )?;
    Ok(Overview {
        project,
        sums,
        open_work,
        timeline,
    })
}

/// What was said, bought and done, and what happened to the project itself.
async fn story(reading: &impl Rows, id: Uuid) -> Result<Vec<Entry>> {
    use quen_store::{interactions::Interactions, orders::Orders, tasks::Tasks};
    let limit = STORY as i64;
    let (talks, orders, tasks, own) = tokio::try_join!(
        timeline::of_project::<Interactions>(reading, id, "t.started_at", limit),
        timeline::of_project::<Orders>(reading, id, "t.ordered_at", limit),
        timeline::of_project::<Tasks>(reading, id, "t.done_at", limit),
        events::of_record(reading, id, limit),
    )?;
    let entry = |at, id, episode| Entry { at, id, episode };
    let talks = talks
        .into_iter()
        .map(|r| entry(r.started_at, r.id, Episode::Interaction(Box::new(r))));
    let orders = orders
        .into_iter()
        .map(|r| entry(r.ordered_at, r.id, Episode::Order(Box::new(r))));
    let tasks = tasks
        .into_iter()
        .filter_map(|r| Some(entry(r.done_at?, r.id, Episode::Task(Box::new(r)))));
    let own = own
        .into_iter()
        .map(|r| entry(r.at, r.id, Episode::Event(Box::new(r))));
    let mut all: Vec<Entry> = talks.chain(orders).chain(tasks).chain(own).collect();
    all.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.id)));
    all.truncate(STORY);
    Ok(all)
}
