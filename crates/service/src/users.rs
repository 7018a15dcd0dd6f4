//! Colleagues of the workspace: who they are, what they may, and what happens to their work when they leave.

mod handing_over;

use quen_core::access::{Role, Scope};
use quen_core::{Actor, Error, Event, Noun, Permission, Result, users as rules};
use quen_store::accounts::colleagues;
use uuid::Uuid;

use crate::{Ctx, Tx};

pub use handing_over::{HAND_OVER, hand_over};
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

/// What is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct HandedOver {
    /// Customers.
    pub parties: i64,
    /// Open tasks.
    pub tasks: i64,
}

/// Ends a colleague's place: sessions here and tokens end at once. Customers and open tasks go to `heir` as a job, which is
/// asked for in the same transaction.
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
    let (parties, tasks) = colleagues::holdings(&tx.rows, id).await?;
    handing_over::ask(&tx, id, heir).await?;
    colleagues::end(&tx.rows, id, ctx.now).await?;
    quen_store::drafts::forget_of(&tx.rows, id).await?;
    let event = Event::new(Noun::Users, "left", id).with("hand_over_to", heir.to_string());
    tx.record(event.with("parties", parties).with("tasks", tasks));
    tx.commit().await?;
    ctx.app.identities.forget();
    Ok(HandedOver { parties, tasks })
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
