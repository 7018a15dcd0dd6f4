//! Colleagues of the workspace: who they are, what they may, and what happens to their work when they leave.

use quen_core::access::{Role, Scope};
use quen_core::{Actor, Error, Event, Noun, Permission, Result, users as rules};
use quen_store::accounts::colleagues;
use uuid::Uuid;

use crate::{Ctx, Tx};

pub use quen_store::accounts::colleagues::Colleague;

/// Those who work here, in order of joining.
///
/// # Errors
/// `forbidden`.
pub async fn list(ctx: &Ctx) -> Result<Vec<Colleague>> {
    colleagues::list(&ctx.read(Permission::UsersRead)?).await
}

/// One who works here.
///
/// # Errors
/// `not-found`.
pub async fn find(ctx: &Ctx, id: Uuid) -> Result<Colleague> {
    colleagues::find(&ctx.read(Permission::UsersRead)?, id)
        .await?
        .ok_or(Error::NotFound)
}

/// A colleague's place as it shall be.
#[derive(Debug, Clone)]
pub struct Place {
    /// Role.
    pub role: Role,
    /// Width.
    pub scope: Scope,
    /// The teams, exactly these; `None` leaves them.
    pub teams: Option<Vec<Uuid>>,
}

/// Changes role, scope and teams.
///
/// # Errors
/// `not-found`, `own-role`, `last-owner`; `only-owners` at `role`; `bad-choice` at `teams`.
pub async fn update(ctx: &Ctx, id: Uuid, place: Place) -> Result<Colleague> {
    let mut tx = ctx.write(Permission::UsersManage).await?;
    colleagues::hold(&tx.rows).await?;
    let before = colleagues::find(&tx.rows, id)
        .await?
        .ok_or(Error::NotFound)?;
    let to = (place.role, place.scope);
    if id == ctx.actor.user_id && to != (before.role, before.scope) {
        return Err(Error::conflict("own-role"));
    }
    check(&ctx.actor, before.role, Some(place.role), &tx).await?;
    colleagues::place(&tx.rows, id, place.role, place.scope).await?;
    let mut event = Event::new(Noun::Users, "updated", id)
        .with("role", place.role.code())
        .with("scope", place.scope.code());
    if let Some(teams) = &place.teams {
        let known = quen_store::teams::list(&tx.rows).await?;
        if teams
            .iter()
            .any(|id| !known.iter().any(|team| team.id == *id))
        {
            return Err(Error::invalid("teams", "bad-choice"));
        }
        quen_store::teams::put_member(&tx.rows, id, teams).await?;
        event = event.with(
            "teams",
            teams.iter().map(Uuid::to_string).collect::<Vec<_>>(),
        );
    }
    tx.record(event);
    tx.commit().await?;
    ctx.app.identities.forget();
    Ok(Colleague {
        role: place.role,
        scope: place.scope,
        ..before
    })
}

/// What a leaver leaves: customers and open tasks.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn holdings(ctx: &Ctx, id: Uuid) -> Result<(i64, i64)> {
    let rows = ctx.read(Permission::UsersManage)?;
    colleagues::find(&rows, id).await?.ok_or(Error::NotFound)?;
    colleagues::holdings(&rows, id).await
}

/// What was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct HandedOver {
    /// Customers.
    pub parties: usize,
    /// Open tasks.
    pub tasks: usize,
    /// Open promises.
    pub promises: usize,
}

/// Ends a colleague's place and hands customers and open tasks to `heir`, all or nothing. Sessions here and tokens end.
///
/// # Errors
/// `not-found`, `own-place`, `last-owner`; `only-owners` at `role`; `hand-over-to-self`, `not-a-colleague` at `hand_over_to`.
pub async fn remove(ctx: &Ctx, id: Uuid, heir: Uuid) -> Result<HandedOver> {
    let mut tx = ctx.write(Permission::UsersManage).await?;
    colleagues::hold(&tx.rows).await?;
    let leaver = colleagues::find(&tx.rows, id)
        .await?
        .ok_or(Error::NotFound)?;
    if id == ctx.actor.user_id {
        return Err(Error::conflict("own-place"));
    }
    check(&ctx.actor, leaver.role, None, &tx).await?;
    let heir_works_here = colleagues::find(&tx.rows, heir).await?.is_some();
    rules::check_hand_over(id, heir, heir_works_here)?;
    let done = hand_over(&mut tx, id, heir).await?;
    colleagues::end(&tx.rows, id, ctx.now).await?;
    let event = Event::new(Noun::Users, "left", id).with("hand_over_to", heir.to_string());
    tx.record(
        event
            .with("parties", done.parties)
            .with("tasks", done.tasks)
            .with("promises", done.promises),
    );
    tx.commit().await?;
    ctx.app.identities.forget();
    Ok(done)
}

async fn check(by: &Actor, from: Role, to: Option<Role>, tx: &Tx) -> Result<()> {
    let owners = u64::try_from(colleagues::owners(&tx.rows).await?).unwrap_or_default();
    rules::check_change(rules::Change {
        by: by.role,
        from,
        to,
        owners,
    })
}

async fn hand_over(tx: &mut Tx, from: Uuid, to: Uuid) -> Result<HandedOver> {
    let now = tx.ctx().now;
    let (old, new) = (from.to_string(), to.to_string());
    let parties = colleagues::hand_over_parties(&tx.rows, from, to, now).await?;
    for id in &parties {
        let event = Event::new(Noun::Parties, "updated", *id).on(Some(*id));
        tx.record(event.changed("owner_id", old.clone().into(), new.clone().into()));
    }
    let tasks = colleagues::hand_over_tasks(&tx.rows, from, to, now).await?;
    for (id, party) in &tasks {
        let event = Event::new(Noun::Tasks, "updated", *id).on(*party);
        tx.record(event.changed("assignee_id", old.clone().into(), new.clone().into()));
    }
    let promises = quen_store::promises::hand_over(&tx.rows, from, to, now).await?;
    for (id, party) in &promises {
        let event = Event::new(Noun::Promises, "updated", *id).on(Some(*party));
        tx.record(event.changed("owner_id", old.clone().into(), new.clone().into()));
    }
    Ok(HandedOver {
        parties: parties.len(),
        tasks: tasks.len(),
        promises: promises.len(),
    })
}
