//! Arranged lists that are kept: for oneself or shared, at hand or not. Who made a view changes it; so do those who see all
//! records, also when its maker has left.

use quen_core::views::{State, View};
use quen_core::{Error, Noun, Permission, Result, Role};
use quen_store::records::{insert, update};
use quen_store::views as rows;
use serde_json::Value;
use uuid::Uuid;

use crate::records::{self, Kind};
use crate::{Ctx, Tx, lists};

/// The kind.
pub struct Views;

impl Kind for Views {
    const NOUN: Noun = Noun::Views;
    const READ: Permission = Permission::ViewsRead;
    const WRITE: Permission = Permission::ViewsWrite;
    const DELETE: Permission = Permission::ViewsWrite;
    type Record = View;
    type Table = rows::Views;

    fn blank(ctx: &Ctx) -> View {
        View::new(ctx.new_id(), ctx.actor.user_id, ctx.now)
    }

    async fn settle(tx: &Tx, before: Option<&View>, view: &mut View) -> Result<()> {
        let ctx = tx.ctx();
        if before.is_some_and(|before| !may_change(ctx, before)) {
            return Err(Error::Forbidden(Permission::ViewsWrite));
        }
        if before.is_some_and(|before| before.kind != view.kind) {
            return Err(Error::invalid("kind", "read-only"));
        }
        let kind = lists::by_word(ctx, &view.kind)
            .ok()
            .filter(|kind| ctx.actor.may(kind.read).is_ok())
            .ok_or_else(|| Error::invalid("kind", "bad-choice"))?;
        if view.shared && ctx.actor.role == Role::Viewer {
            return Err(Error::invalid("shared", "out-of-reach"));
        }
        // A view whose field was deleted can still be renamed or shared.
        if before.is_none_or(|before| before.state != view.state) {
            let state = State::from_json(&Value::Object(view.state.clone()))?;
            state.check(&kind.catalogue(ctx))?;
        }
        Ok(())
    }

    async fn write(tx: &mut Tx, before: Option<&View>, view: &View) -> Result<()> {
        let Some(before) = before else {
            return insert::<Self::Table>(&tx.rows, view).await;
        };
        if !may_change(tx.ctx(), before) {
            return Err(Error::Forbidden(Permission::ViewsWrite));
        }
        update::<Self::Table>(&tx.rows, view).await
    }
}

/// May the actor change or drop this view?
pub fn may_change(ctx: &Ctx, view: &View) -> bool {
    let leads = matches!(ctx.actor.role, Role::Owner | Role::Admin | Role::Manager);
    ctx.actor.may(Permission::ViewsWrite).is_ok()
        && (view.owner_id == ctx.actor.user_id || (view.shared && leads))
}

/// The views of one kind that the actor sees, and which are kept at hand.
///
/// # Errors
/// `forbidden`.
pub async fn of_kind(ctx: &Ctx, kind: &str) -> Result<Vec<(View, bool)>> {
    rows::of_kind(&ctx.read(Permission::ViewsRead)?, kind).await
}

/// Keeps a view at hand, or no longer.
///
/// # Errors
/// `not-found`.
pub async fn pin(ctx: &Ctx, id: Uuid, pinned: bool) -> Result<View> {
    let tx = ctx.write(Permission::ViewsWrite).await?;
    let view = records::live::<Views>(&tx, id).await?;
    if pinned {
        rows::pin(&tx.rows, id).await?;
    } else {
        rows::unpin(&tx.rows, id).await?;
    }
    tx.commit().await?;
    Ok(view)
}
