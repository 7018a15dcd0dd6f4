//! What a list or a search result shows beside parties: organisation and next task, and who can be in charge.

use std::collections::HashMap;

use quen_core::{Permission, Result};
use quen_store::accounts::colleagues;
use quen_store::parties as rows;
use uuid::Uuid;

use crate::Ctx;

pub use quen_store::parties::{NextTask, Organization};

/// What stands beside one party.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// Where a person works.
    pub organization: Option<Organization>,
    /// The open task that is due first.
    pub next_task: Option<NextTask>,
}

/// What stands beside these parties, as far as the actor may see it.
///
/// # Errors
/// `forbidden` or a broken database.
pub async fn beside(ctx: &Ctx, ids: &[Uuid]) -> Result<HashMap<Uuid, Beside>> {
    let parties = ctx.read(Permission::PartiesRead)?;
    let mut found: HashMap<Uuid, Beside> = HashMap::new();
    for (id, organization) in rows::organizations(&parties, ids).await? {
        found.entry(id).or_default().organization = Some(organization);
    }
    let tasks = ctx.read(Permission::TasksRead)?;
    for (id, task) in rows::next_tasks(&tasks, ids).await? {
        found.entry(id).or_default().next_task = Some(task);
    }
    Ok(found)
}

/// A colleague who is, was or can be in charge of parties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The colleague.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Works here now, so that parties can be given to them.
    pub works_here: bool,
}

/// The colleagues of the workspace by name, those who left included.
///
/// # Errors
/// `forbidden` or a broken database.
pub async fn owners(ctx: &Ctx) -> Result<Vec<Owner>> {
    let found = colleagues::names(&ctx.read(Permission::UsersRead)?).await?;
    let owner = |(id, name, works_here)| Owner {
        id,
        name,
        works_here,
    };
    let mut owners: Vec<Owner> = found.into_iter().map(owner).collect();
    owners.sort_by_cached_key(|owner| quen_vietnam::collation::name_key(&owner.name));
    Ok(owners)
}
