//! Teams: whose records colleagues with the scope `team` share.

use quen_core::{Error, Event, Noun, Permission, Problem, Result};
use quen_store::accounts::colleagues;
use quen_store::teams;
use uuid::Uuid;

use crate::accounts::taken;
use crate::{Ctx, Tx};

pub use quen_store::teams::Team;

/// All teams by name.
///
/// # Errors
/// `forbidden`.
pub async fn list(ctx: &Ctx) -> Result<Vec<Team>> {
    teams::list(&ctx.read(Permission::UsersRead)?).await
}

/// One team.
///
/// # Errors
/// `not-found`.
pub async fn find(ctx: &Ctx, id: Uuid) -> Result<Team> {
    list(ctx)
        .await?
        .into_iter()
        .find(|team| team.id == id)
        .ok_or(Error::NotFound)
}

/// Makes a team.
///
/// # Errors
/// `required`, `too-long`, `taken` at `name`; `not-a-colleague` at `members`.
pub async fn create(ctx: &Ctx, name: &str, members: &[Uuid]) -> Result<Team> {
    let team = Team {
        id: ctx.new_id(),
        name: check_name(name)?,
        version: 1,
        created_at: ctx.now,
        members: members.to_vec(),
    };
    let mut tx = ctx.write(Permission::UsersManage).await?;
    teams::insert(&tx.rows, &team)
        .await
        .map_err(taken("name"))?;
    put_members(&tx, team.id, members).await?;
    tx.record(Event::new(Noun::Teams, "created", team.id).with("name", team.name.clone()));
    finish(tx).await?;
    Ok(team)
}

/// Changes name and people.
///
/// # Errors
/// As [`create`], and `not-found`.
pub async fn update(ctx: &Ctx, id: Uuid, name: &str, members: &[Uuid]) -> Result<()> {
    let name = check_name(name)?;
    let mut tx = ctx.write(Permission::UsersManage).await?;
    let before = teams::list(&tx.rows)
        .await?
        .into_iter()
        .find(|team| team.id == id)
        .ok_or(Error::NotFound)?;
    if before.name != name {
        teams::rename(&tx.rows, id, &name)
            .await
            .map_err(taken("name"))?;
    }
    put_members(&tx, id, members).await?;
    let people: Vec<String> = members.iter().map(Uuid::to_string).collect();
    tx.record(
        Event::new(Noun::Teams, "updated", id)
            .with("name", name)
            .with("members", people),
    );
    finish(tx).await
}

/// Removes a team; its people stay.
///
/// # Errors
/// `not-found`.
pub async fn delete(ctx: &Ctx, id: Uuid) -> Result<()> {
    let mut tx = ctx.write(Permission::UsersManage).await?;
    if !teams::delete(&tx.rows, id).await? {
        return Err(Error::NotFound);
    }
    tx.record(Event::new(Noun::Teams, "deleted", id));
    finish(tx).await
}

async fn put_members(tx: &Tx, id: Uuid, members: &[Uuid]) -> Result<()> {
    let here = colleagues::list(&tx.rows).await?;
    if members
        .iter()
        .any(|user| !here.iter().any(|c| c.id == *user))
    {
        return Err(Error::invalid("members", "not-a-colleague"));
    }
    teams::put_members(&tx.rows, id, members).await
}

/// Who shares a team decides who sees what, so everybody is looked up anew.
async fn finish(tx: Tx) -> Result<()> {
    let app = tx.ctx().app.clone();
    tx.commit().await?;
    app.identities.forget();
    Ok(())
}

fn check_name(name: &str) -> Result<String> {
    let name = quen_core::text::normalise(name)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match name.chars().count() {
        0 => Err(Error::invalid("name", "required")),
        1..=60 => Ok(name),
        _ => Err(Problem::new("name", "too-long").with("max", 60).into()),
    }
}
